"""What is found of a report's name before the bodies and papers around it are read, and the patterns that find it."""

from __future__ import annotations

from dataclasses import dataclass

from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.phrases import patterns
from kamergraaf.ingest.reading import Placed
from kamergraaf.ontology.model import OrganisationMention

wording = patterns("reports")
"""Give the pattern of one rule of ``phrasings/reports.toml``."""

CLAUSE = 320
"""Characters behind a report's name within which its paper may be cited."""


@dataclass(frozen=True, slots=True)
class Found:
    """A report's name in the repaired text, before the bodies and papers around it are read."""

    start: int
    end: int
    rule: str
    title: str
    reach: int  # up to where what belongs to it stands
    begin: int  # from where
    quoted: bool = False
    publisher: Placed[OrganisationMention] | None = None
    publisher_words: Region | None = None
    authors: Region | None = None
    note: bool = False
