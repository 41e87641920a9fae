"""Notes that stand in the middle of a text, where its pages ended before the page breaks were lost.

A line with a number may as well be a heading or an item of a list. It is a note only where its number is the next one
expected, a mark with that number sticks to a word of the text, and a note of the run names a paper or an address.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kamergraaf.ingest.marks import Region, digit_marks

_NOTE = re.compile(r"(\d{1,3})\)? +(?=[A-ZÀ-Þ«“\"‘'(]|https?:|www\.|idem|ibid|zie )")
_SOURCE = re.compile(
    r"Kamerst|Handelingen|Aanhangsel|Bijlage bij Kamerst|https?:|www\.|Stcrt|Stb\.|Trb\.|ECLI|Zie |zie "
)
_LONGEST = 600  # characters of one note
_MOST_NOTES = 12  # on one page
_MOST_AWAY = 3  # runs of headings that are tried before the text is taken to have no such notes


def note_runs(text: str, blocks: Sequence[Region], lines: Sequence[Region], zones: Sequence[Region]) -> list[Region]:
    """Give the runs of notes outside the zones already known, in order of place; offsets of the clean text."""
    if not any(_NOTE.match(text, *block) for block in blocks):
        return []
    heads = [(start, int(m.group(1))) for start, end in lines if (m := _NOTE.match(text, start, end))]
    known = {number for zone in zones for number in _within(heads, zone)}
    zone_starts = [zone[0] for zone in zones]
    marked: set[int] | None = None
    runs: list[Region] = []
    expected = 1
    tried = 0
    i = 0
    while i < len(blocks) and tried < _MOST_AWAY:
        start, end = blocks[i]
        i += 1
        z = bisect_right(zone_starts, start) - 1
        if z >= 0 and start < zones[z][1]:
            expected = max([expected, *(n + 1 for n in _within(heads, (start, end)) if n < expected + _MOST_NOTES)])
            continue
        first = _NOTE.match(text, start, end)
        if first is None or int(first.group(1)) != expected or expected in known:
            continue
        if marked is None:
            marked = {m.number for m in digit_marks(text, (0, len(text)), zones, ()) if m.number is not None}
        numbers, last = _numbers(heads, (start, end), expected), i - 1
        while i < len(blocks) and (m := _NOTE.match(text, *blocks[i])) and int(m.group(1)) == numbers[-1] + 1:
            numbers += _numbers(heads, blocks[i], numbers[-1] + 1)
            last, i = i, i + 1
        run = (start, blocks[last][1])
        if not _are_notes(text, run, numbers, heads) or not marked.issuperset(numbers) or known & set(numbers):
            tried += 1
            continue
        runs.append(run)
        expected = numbers[-1] + 1
    return runs


def _within(heads: Sequence[tuple[int, int]], region: Region) -> list[int]:
    """Give the numbers that begin lines of a region, in order of place."""
    first, after = (bisect_left(heads, (at, 0)) for at in region)
    return [number for _, number in heads[first:after]]


def _numbers(heads: Sequence[tuple[int, int]], block: Region, first: int) -> list[int]:
    """Give the numbers from the first on, each the next, that begin lines of a block."""
    numbers: list[int] = []
    for number in _within(heads, block):
        if number == first + len(numbers):
            numbers.append(number)
    return numbers


def _are_notes(text: str, run: Region, numbers: list[int], heads: Sequence[tuple[int, int]]) -> bool:
    """Whether half of a run's notes at least begin with a source, and none is as long as a paragraph."""
    first, after = (bisect_left(heads, (at, 0)) for at in run)
    notes = [_NOTE.match(text, at) for at, _ in heads[first:after]]
    sources = sum(note is not None and _SOURCE.match(text, note.end()) is not None for note in notes)
    return 2 * sources >= len(numbers) and run[1] - run[0] <= _LONGEST * len(numbers)
