"""Minutes that a letter names: *verslag van een schriftelijk overleg*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.reading import Reading
from kamergraaf.ingest.reports.found import CLAUSE, Found, wording


def minutes(reading: Reading, at: int, sentence: Region) -> Iterator[Found]:
    """Read minutes named at ``at``; a page's own title, and those yet to be written, are none."""
    plain, (start, end) = reading.plain, sentence
    if m := wording("minutes").match(plain, at, end):
        number = reading.own.id_span
        if reading.own.kind == "verslag" and number is not None and at < reading.clean.to_clean(number.start):
            return  # the title that a page gives the paper itself
        if wording("minutes-to-come").search(plain[max(start, m.start() - 180) : m.start()]):
            return
        tail = re.compile(r"(?: (?!op \d|van \d|vastgesteld|is\b|en het\b|ter zake)[^,.;:()\n ]+){0,30}").match(
            plain, m.end(), end
        )
        stop = tail.end() if tail else m.end()
        title = reading.words(m.start(), stop)
        yield Found(m.start(), m.end(), "verslag-overleg", title, min(end, m.end() + CLAUSE), m.start())
