"""Settings of the site, from ``KAMERGRAAF_*`` in the environment or as given."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from kamergraaf.ontology.iris import BASE


class Settings(BaseSettings):
    """What the site needs to know: ``KAMERGRAAF_BASE_IRI``, ``KAMERGRAAF_TIME_LIMIT`` and so on.

    ``base_iri``: home of things and graphs, ends with a slash. ``time_limit``: seconds a query may take.
    ``row_limit``: rows that a page for people shows. ``query_limit``: bytes of a query text.
    ``provider``: the name that stands in page titles.
    """

    model_config = SettingsConfigDict(env_prefix="KAMERGRAAF_", extra="ignore", frozen=True)

    base_iri: str = Field(default=BASE, pattern=r"^https?://.+/$")
    time_limit: float = Field(default=10.0, gt=0)
    row_limit: int = Field(default=1_000, gt=0)
    query_limit: int = Field(default=1_048_576, gt=0)
    provider: str = "Kamergraaf"
