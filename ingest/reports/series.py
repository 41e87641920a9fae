"""Reports of a series, named by their words and year: *De Staat van het Onderwijs 2024*, *Veiligheidsmonitor 2021*.

The year settles where the name ends. A ministry's yearly account is a paper of the Kamer and no report of this kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.reading import Reading
from kamergraaf.ingest.reports.found import CLAUSE, Found, wording

_BEFORE = re.compile(
    r"(?:\b(?:De|Het|Sociale|Nationale|Landelijke|Jaarlijkse|Europese|Nederlandse) "
    r"|\b(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende) )$"
)
_OF = re.compile(r",? (?:van|door) (?:de |het )?(?=[\w’])")
_REACH = 24


def series(reading: Reading, at: int, sentence: Region) -> Iterator[Found]:
    """Read a report of a series at the word that begins at ``at``."""
    plain, (start, end) = reading.plain, sentence
    m = wording("of-a-series").match(plain, at, end)
    if m is None or wording("not-there-yet").search(plain[max(start, at - 50) : at]):
        return
    begin, stop = m.start(), m.end()
    if reading.ministries.first(begin, stop) is not None:
        return
    if (lead := _BEFORE.search(plain, max(start, at - _REACH), at)) is not None and lead.start() > start:
        begin = lead.start()
    before = reading.organisations.last_before(begin)
    body = before if before is not None and plain[before.end : begin] == " " else None
    if body is None and (of := _OF.match(plain, stop, end)) is not None:
        body = reading.organisations.first(of.end(), of.end() + 1)
    elif body is not None and plain[at].isupper():
        begin = body.start  # "UWV Monitor Arbeidsparticipatie 2018"
    if m["alone"] and body is None:
        return
    yield Found(
        begin, stop, "rapport-reeks", reading.words(begin, stop), min(end, stop + CLAUSE), begin, publisher=body
    )
