"""Which days a debate can have been held on, by the people who speak in the report that names it.

Everybody who speaks in a sitting held a seat or an office on that day. Where a report names the earlier debate by a
day without its year (*AO d.d. 15/03*), that may leave one year only.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from kamergraaf.ingest.names.index import Holds, NameIndex, Window
from kamergraaf.ingest.reading import Reading
from kamergraaf.ontology.model import Status

_AT_LEAST = 4  # speakers; fewer leave too many years
_PROPOSES = "Deze motie is voorgesteld door"
_LATER = tuple(
    timedelta(days=days) for days in range(0, 121, 15)
)  # from a debate to the sitting that goes on with it


def possible_day(reading: Reading) -> Callable[[date], bool] | None:
    """Give whether the debate that a report goes on with can have been on a day; None where too few speak.

    All sat together at most four months later, and on the day itself all but one at the most.
    """
    index = reading.index
    if index is None or reading.own.kind != "handelingen":
        return None
    speakers = _speakers(reading)
    if len(speakers) < _AT_LEAST:
        return None

    def possible(day: date) -> bool:
        if len(speakers) - _sitting(index, speakers, day) > 1:
            return False
        return any(_sitting(index, speakers, day + later) == len(speakers) for later in _LATER)

    return possible


def _speakers(reading: Reading) -> dict[str, str | None]:
    """Find the persons of lines like *Mevrouw Bergkamp (D66):*, with their party, and those who propose a motion."""
    found: dict[str, str | None] = {}
    for p in reading.persons:
        if p.item.person is None or p.item.status is not Status.CERTAIN:
            continue
        start, end = reading.layout.block_at(p.start)
        speaks = end - start < 90 and reading.text[end - 1] == ":"
        if speaks or _PROPOSES in reading.text[max(start, p.start - 160) : p.start]:
            found[p.item.person] = found.get(p.item.person) or p.item.stated_party
    return found


def _sitting(index: NameIndex, speakers: dict[str, str | None], day: date) -> int:
    """Count the speakers who held a seat or office on a day, for the party that is stated."""
    on = Window(day, day)
    return sum(
        Holds.YES in (index.sat(slug, on), index.governed(slug, on))
        and (party is None or index.agrees(slug, party, on) is Holds.YES)
        for slug, party in speakers.items()
    )
