"""When an undated report of a sitting was held, as far as its speakers tell: all of them had a seat that day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from kamergraaf.ingest.names.index import Holds, NameIndex, Window
from kamergraaf.ingest.names.when import When
from kamergraaf.ingest.repair import Clean
from kamergraaf.ontology.model import PersonMention, Status

_ENOUGH: Final = 5  # speakers; fewer leave too many years


def when_speakers_sat(clean: Clean, index: NameIndex, found: Sequence[PersonMention]) -> When | None:
    """Give the days from the first to the last on which all who speak ("De heer X (VVD):") sat together.

    None where too few speakers are certain, or where no day has them all.
    """
    speakers = {p.person for p in found if p.person and p.status is Status.CERTAIN and _speaks(clean, p)}
    if len(speakers) < _ENOUGH:
        return None
    changes = sorted({day for slug in speakers for day in index.seat_changes(slug)})
    together = [day for day in changes if _all_sat(index, speakers, day)]
    return When(None, together[0], together[-1]) if together else None


def _speaks(clean: Clean, person: PersonMention) -> bool:
    if person.party_span is None:
        return False
    return clean.printed[person.party_span.end : person.party_span.end + 2] == "):"


def _all_sat(index: NameIndex, speakers: set[str], day: date) -> bool:
    on = Window(day, day)
    return all(index.sat(slug, on, "TK") is Holds.YES for slug in speakers)
