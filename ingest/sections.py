"""For whom a part of a letter is written: *namens de Minister van …* in the section of a heading."""

from __future__ import annotations

import re

from kamergraaf.ingest.phrases import pattern
from kamergraaf.ingest.reading import Reading

_ON_BEHALF = re.compile("amens de ")


def section_ministry(reading: Reading, at: int) -> str | None:
    """Give the key of the ministry on whose behalf the section at ``at`` is written, None where it does not say."""
    section = reading.layout.section_at(at)
    if section.heading is None:
        return None
    place = reading.first_of(_ON_BEHALF, section.start, section.end)
    if place is None or place[0] < 1:
        return None
    start = place[0]
    end = min(section.end, start + 40)
    m = pattern("motions", "behalf").search(reading.plain, max(0, start - 6), end)
    if m is None:
        return None
    ministry = reading.ministries.first(m.end(), min(section.end, m.end() + 60))
    return ministry.item.key if ministry else None
