"""The cells of a table's row, and which of them gives the number of the motion that another names."""

from __future__ import annotations

import re
from typing import Final

from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.motion_numbers import Number, names_paper, number_at
from kamergraaf.ingest.reading import Placed, Reading
from kamergraaf.ontology.model import Citation

_COLUMNS: Final = re.compile(r"[^\S\n]*[|·\t][^\S\n]*|[^\S\n]{2,}")
_OF_ANOTHER: Final = re.compile(
    r"fgedaan|fdoening|[Bb]rief|[Ss]tand|[Rr]eactie|[Ss]tatus|[Tt]oelichting|oortgang|pmerking"
)
_OF_NUMBERS: Final = re.compile(r"amerstuk|indplaats|[Nn]r|[Nn]ummer|[Dd]ossier|[Ss]tuk|[Bb]ron")
_MOST_WORDS: Final = 8  # a head of single words has fewer
LONGEST_HEAD: Final = 160
_LONGEST_ROW: Final = 1000  # characters
_SEARCHED: Final = 60  # lines above a row within which the head of its table stands


def cells(reading: Reading, line: Region) -> list[Region]:
    """Give a line's cells, by bars, points, tabs or the wide spaces that the source has between them.

    A line of many words that all stand wide apart is justified prose: one cell.
    """
    clean = reading.clean
    source = clean.letter.text
    begin, until = clean.to_source(line[0]), clean.to_source(line[1] - 1) + 1
    found: list[Region] = []
    at = begin
    for m in (*_COLUMNS.finditer(source, begin, until), None):
        stop = m.start() if m else until
        if stop > at:
            found.append((clean.to_clean(at), clean.to_clean(stop - 1) + 1))
        at = m.end() if m else until
    if len(found) > _MOST_WORDS and all(" " not in clean.text[slice(*cell)] for cell in found):
        return [line]
    return found


def number_cell(reading: Reading, row: list[Region], named: Region, head: list[Region]) -> Placed[Citation] | None:
    """Give the number of the motion that the cell ``named`` names: a cell before it or next begins with it.

    A column further on counts only where the head says that it gives numbers; one of answers or of state never.
    """
    for i, cell in enumerate(row):
        cited = reading.citations.first(*cell)
        if cell == named or cited is None or not names_paper(cited.item):
            continue
        if reading.plain[cell[0] : cited.start].strip("( "):
            continue
        title = reading.plain[slice(*head[i])] if len(head) == len(row) else ""
        if _OF_ANOTHER.search(title):
            continue
        beside = cell[0] < named[0] or row.index(named) + 1 == i
        if beside or _OF_NUMBERS.search(title):
            return cited if len([i for i in cited.item.ids if i.startswith("kst-")]) == 1 else None
        return None
    return None


def in_row(reading: Reading, start: int) -> Number | None:
    """Give the number that the row of a table gives the motion which begins one of its cells at ``start``."""
    index = reading.layout.line_index(start)
    if index is None or reading.layout.lines[index][1] - reading.layout.lines[index][0] > _LONGEST_ROW:
        return None
    row = cells(reading, reading.layout.lines[index])
    named = next((cell for cell in row if cell[0] <= start < cell[1]), None)
    if named is None or len(row) < 2 or reading.plain[named[0] : start].strip().casefold() not in ("", "de"):
        return None
    head = _head(reading, index, len(row))
    if not head:
        return None
    cited = number_cell(reading, row, named, head)
    if cited is None:
        return None
    return number_at(reading, cited)


def _head(reading: Reading, index: int, width: int) -> list[Region]:
    """Give the head of the table that has a row of so many cells: the nearest line above that titles its numbers."""
    lines = reading.layout.lines
    for line in reversed(lines[max(0, index - _SEARCHED) : index]):
        if line[1] - line[0] > LONGEST_HEAD:
            continue
        head = cells(reading, line)
        titled = len(head) == width and any(_OF_NUMBERS.search(reading.plain, *cell) for cell in head)
        if titled and not any(character.isdigit() for character in reading.plain[slice(*line)]):
            return head
    return []
