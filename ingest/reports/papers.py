"""Reports named by their own words beside the paper they came with: *Bestuurlijk Akkoord … (Kamerstukken …)*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.reading import Reading
from kamergraaf.ingest.reports.found import Found, wording


def named_papers(reading: Reading, sentence: Region) -> Iterator[Found]:
    """Read *Bestuurlijk Akkoord toekomst GGZ 2013-2014 (Bijlage bij Kamerstukken …)*: its paper follows at once."""
    plain, (start, end) = reading.plain, sentence
    for cited in reading.citations.between(start, end):
        if not cited.item.ids or not cited.item.ids[0].startswith(("kst-", "blg-")):
            continue
        floor = max(start, cited.start - 170)
        names = list(wording("named-paper").finditer(plain[floor : cited.start]))
        if names:
            begin, stop = (floor + x for x in names[-1].span("what"))
            if re.search(r"\b(?:is|zijn|wordt|heeft|dat|motie)\b", plain[begin:stop]):
                continue
            title = reading.words(begin, stop)
            yield Found(begin, begin + len(plain[begin:stop].rstrip()), "stuk-titel", title, cited.end + 1, begin)


def offered(reading: Reading, at: int, sentence: Region) -> Iterator[Found]:
    """Read *de rapportage …, die gelijktijdig is aangeboden*."""
    plain, end = reading.plain, sentence[1]
    for m in _here(wording("offered").match(plain, at, end)):
        place = m.span("what")
        yield Found(*place, "aangeboden", reading.words(*place), min(end, m.end() + 60), m.start())


def _here(m: re.Match[str] | None) -> tuple[re.Match[str], ...]:
    return () if m is None else (m,)
