"""For whom a part of a letter is written: *namens de Minister van …* in the section of a heading."""

from __future__ import annotations

from kamergraaf.ingest.phrases import pattern
from kamergraaf.ingest.reading import Reading


def section_ministry(reading: Reading, at: int) -> str | None:
    """Give the key of the ministry on whose behalf the section at ``at`` is written, None where it does not say."""
    section = reading.layout.section_at(at)
    if section.heading is None:
        return None
    start = reading.plain.find("amens de ", section.start, section.end)
    if start < 1:
        return None
    end = min(section.end, start + 40)
    m = pattern("motions", "behalf").search(reading.plain, max(0, start - 6), end)
    if m is None:
        return None
    ministry = reading.ministries.first(m.end(), min(section.end, m.end() + 60))
    return ministry.item.key if ministry else None
