"""What a reading gives: identifiers, or why there are none."""

from __future__ import annotations

from dataclasses import dataclass

from kamergraaf.ingest.values import value
from kamergraaf.ontology.model import Status


@value
class Read:
    """Identifiers read from a match; offsets are of the repaired text, None where the match's own hold.

    ``awaits``: paper numbers without dossier, which the rest of the letter must give.
    """

    ids: tuple[str, ...] = ()
    dossiers: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None
    status: Status = Status.CERTAIN
    reason: str = ""
    candidates: tuple[str, ...] = ()
    read_as: str | None = None
    second_dossier: tuple[int, int] | None = None
    relation: str | None = None
    awaits: tuple[str, ...] = ()
    own: bool = False  # the awaited dossier is that of the letter's own heading


@dataclass(frozen=True, slots=True)
class Refused:
    """It looks like the form, but is not whole or not possible: goes to ``unread``."""

    reason: str
    start: int | None = None
    end: int | None = None


Outcome = Read | Refused | None  # None: not this form after all, and nothing lost by it
