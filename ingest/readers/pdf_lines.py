"""From words to lines in reading order: raised marks put in their place, columns read one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from statistics import median

from kamergraaf.ingest.readers.pdf_words import Word

_SMALL = re.compile(r"(?:\d{1,3}|\*{1,3})")
_HEADING = re.compile(r"Nr\. ?\d+\w*|[A-Z]{1,3}|\d\d ?\d{3}(?:[ -–][\w()-]{1,8})?")
_POST = re.compile(r"de (?:minister|staatssecretaris)", re.IGNORECASE)
_WIDE = 2.2  # spaces wider than this many times the size part cells


@dataclass(slots=True)
class Line:
    """A line of words, left to right. ``marks``: which of the words are raised digits, by place in ``words``."""

    words: list[Word]
    bottom: float
    size: float
    marks: set[int] = field(default_factory=set)

    @property
    def left(self) -> float:
        """Where its first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where its last word ends."""
        return self.words[-1].right

    @property
    def text(self) -> str:
        """Its words, for comparing; marks are left out."""
        return " ".join(w.text for i, w in enumerate(self.words) if i not in self.marks)


def lines(words: Sequence[Word], *, first_page: bool) -> list[Line]:
    """Give a page's lines in the order in which people read them.

    A narrow column at the right of the first page (sender, reference, telephone) comes before the letter itself.
    """
    if not words:
        return []
    usual = median(w.size for w in words)
    small = [w for w in words if w.size < 0.85 * usual and _SMALL.fullmatch(w.text)]
    apart = {id(w) for w in small}
    rows = _rows([w for w in words if id(w) not in apart])
    rows = _with_marks(rows, small)
    split = _column(rows, max(w.right for w in words), first_page=first_page)
    return _signers_apart(rows if split is None else _by_column(rows, split, first_page=first_page))


def segments(line: Line) -> list[list[tuple[Word, bool]]]:
    """Part a line at wide spaces (cells, a number in the margin); each word with whether it is a mark."""
    parts: list[list[tuple[Word, bool]]] = [[]]
    for i, word in enumerate(line.words):
        if i and word.left - line.words[i - 1].right > _WIDE * line.size:
            parts.append([])
        parts[-1].append((word, i in line.marks))
    return parts


def is_heading(part: Sequence[tuple[Word, bool]]) -> bool:
    """Whether a first cell is a paper's number beside its title, as at the head of a Kamerstuk."""
    return _HEADING.fullmatch(" ".join(w.text for w, mark in part if not mark)) is not None


def _signers_apart(rows: list[Line]) -> list[Line]:
    """Put two posts that sign beside each other, with the names below them, one after the other."""
    read: list[Line] = []
    i = 0
    while i < len(rows):
        cells = _cells(rows[i])
        below = [_cells(row) for row in rows[i + 1 : i + 5]]
        if len(cells) < 2 or not all(_POST.match(cell.text) for cell in cells):
            read.append(rows[i])
            i += 1
            continue
        many = len(cells)
        signed = [cells, *takewhile(lambda row, many=many: len(row) == many, below)]  # type: ignore[misc]  # default
        read += [row[k] for k in range(many) for row in signed]
        i += len(signed)
    return read


def _cells(line: Line) -> list[Line]:
    parts = segments(line)
    if len(parts) == 1:
        return [line]
    marked = [{i for i, (_, is_mark) in enumerate(part) if is_mark} for part in parts]
    return [
        Line([word for word, _ in part], line.bottom, line.size, marks)
        for part, marks in zip(parts, marked, strict=True)
    ]


def _rows(words: list[Word]) -> list[Line]:
    """Group words that stand on one height; the sizes of a row's words may differ a little."""
    rows: list[Line] = []
    for word in sorted(words, key=lambda w: -w.bottom):
        for row in reversed(rows[-3:]):
            if abs(row.bottom - word.bottom) < 0.35 * max(row.size, word.size):
                row.words.append(word)
                break
        else:
            rows.append(Line([word], word.bottom, word.size))
    for row in rows:
        row.words.sort(key=lambda w: w.left)
        row.size = median(w.size for w in row.words)
    return rows


def _with_marks(rows: list[Line], small: list[Word]) -> list[Line]:
    """Put each small number into the line that it is raised from, else on its own height."""
    placed: dict[int, list[tuple[Word, bool]]] = {}
    alone = []
    for word in small:
        best = None
        for i, row in enumerate(rows):
            height = word.bottom - row.bottom
            if not -0.2 * row.size < height < 0.8 * row.size:
                continue
            beside = min(min(abs(word.left - w.right), abs(w.left - word.right)) for w in row.words)
            if beside < 0.8 * row.size and (best is None or beside < best[0]):
                raised = word.size <= 0.78 * row.size and height > 0.02 * row.size
                best = (beside, i, raised)
        if best is None:
            alone.append(word)
        else:
            placed.setdefault(best[1], []).append((word, best[2]))
    for i, found in placed.items():
        marks = {id(word) for word, raised in found if raised}
        rows[i].words = sorted([*rows[i].words, *(word for word, _ in found)], key=lambda w: w.left)
        rows[i].marks = {j for j, w in enumerate(rows[i].words) if id(w) in marks}
    return sorted([*rows, *_rows(alone)], key=lambda r: -r.bottom) if alone else rows


def _column(rows: list[Line], width: float, *, first_page: bool) -> float | None:
    """Give where a page parts into two columns; None for one column, and for tables."""
    gaps = [_gaps(row) for row in rows]
    middle = 0.45 * width
    if sum(1 for row, gap in zip(rows, gaps, strict=True) if gap or row.left > middle) < 5:
        return None
    best: tuple[int, float] | None = None
    for step in range(30, 81):
        at = width * step / 100
        crossed = sum(
            1
            for row, gap in zip(rows, gaps, strict=True)
            if row.left < at < row.right and not any(a < at < b for a, b in gap)
        )
        if (
            crossed <= 0.15 * len(rows)
            and (best is None or crossed < best[0])
            and _is_text(rows, at, width, first_page)
        ):
            best = (crossed, at)
    return None if best is None else best[1]


def _gaps(row: Line) -> list[tuple[float, float]]:
    pairs = zip(row.words, row.words[1:], strict=False)
    return [(a.right, b.left) for a, b in pairs if b.left - a.right > 0.9 * row.size]


def _is_text(rows: list[Line], at: float, width: float, first_page: bool) -> bool:
    """Whether running text stands on both sides; one or two words a line are a table or a list of contents."""
    left = [side for row in rows if (side := [w for w in row.words if w.right <= at])]
    right = [side for row in rows if (side := [w for w in row.words if w.left >= at])]
    if first_page and at > 0.6 * width and len(right) >= 5:
        return _fills(left) and sum(map(len, right)) >= 1.2 * len(right)
    return _fills(left) and _fills(right)


def _fills(side: list[list[Word]]) -> bool:
    """Whether lines run to the side's edge, as running text does and most cells do not."""
    if len(side) < 8 or sum(map(len, side)) < 3.5 * len(side):
        return False
    start, edge = min(line[0].left for line in side), max(line[-1].right for line in side)
    return sum(line[-1].right > start + 0.8 * (edge - start) for line in side) >= 0.6 * len(side)


def _by_column(rows: list[Line], at: float, *, first_page: bool) -> list[Line]:
    """Read the left column, then the right, between the lines that run across both."""
    read: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    aside = first_page and at > 0.6 * max(row.right for row in rows)

    def turn() -> None:
        read.extend([*right, *left] if aside else [*left, *right])
        left.clear()
        right.clear()

    for row in rows:
        crosses = row.left < at < row.right and not any(a < at < b for a, b in _gaps(row))
        if crosses:
            turn()
            read.append(row)
            continue
        for side, words in (
            (left, [w for w in row.words if w.left < at]),
            (right, [w for w in row.words if w.left >= at]),
        ):
            if words:
                marked = {id(row.words[i]) for i in row.marks}
                marks = {j for j, w in enumerate(words) if id(w) in marked}
                side.append(Line(words, row.bottom, row.size, marks))
    turn()
    return read
