"""From words to lines in reading order: raised marks put in their place, columns read one after the other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from statistics import median

from kamergraaf.ingest.readers.pdf_words import Word

_SMALL = re.compile(r"(?:\d{1,3}|\*{1,3})")
_HEADING = re.compile(r"Nr\. ?\d+\w*|[A-Z]{1,3}|\d\d ?\d{3}(?:[ -–][\w()-]{1,8})?")
_POST = re.compile(r"de (?:minister|staatssecretaris)", re.IGNORECASE)
ASIDE = 3  # the column of what stands in the margin
_WIDE = 2.2  # spaces wider than this many times the size part cells


@dataclass(slots=True)
class Line:
    """A line of words, left to right. ``marks``: which of the words are raised digits, by place in ``words``.

    ``column``: 1 for the left or only column beside another, 2 for the right one, 0 for what runs across, ``ASIDE``
    for what stands small in the margin at the right.
    """

    words: list[Word]
    bottom: float
    size: float
    marks: set[int] = field(default_factory=set)
    column: int = 0

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


def lines(
    words: Sequence[Word], *, first_page: bool, parting: float | None = None
) -> tuple[list[Line], float | None]:
    """Give a page's lines in the order in which people read them, and where it parts into two columns, if it does.

    A narrow column at the right (sender, reference, telephone) comes before the letter itself. ``parting``: where
    the page before parts: a last page whose right column is short parts there too, if nothing runs across.
    """
    if not words:
        return [], parting
    usual = median(w.size for w in words)
    margin = {id(w) for w in _in_margin(words, usual)}
    aside = _rows([w for w in words if id(w) in margin])
    for row in aside:
        row.column = ASIDE
    words = [w for w in words if id(w) not in margin]
    small = [w for w in words if w.size < 0.85 * usual and _SMALL.fullmatch(w.text)]
    small = _without_small_text(small, words)
    apart = {id(w) for w in small}
    rows = _rows([w for w in words if id(w) not in apart])
    rows = _with_marks(rows, small)
    split = _column(rows, max(w.right for w in words), first_page=first_page)
    if split is None and parting is not None and not any(_crosses(row, parting) for row in rows):
        split = parting
    read = rows if split is None else _by_column(rows, split, first_page=first_page)
    return aside + _signers_apart(read), split


def _in_margin(words: Sequence[Word], usual: float) -> list[Word]:
    """Give the small words at the right of all that has the page's usual size, as on a ministry's letterhead."""
    text = max(w.right for w in words if w.size >= 0.9 * usual)
    return [w for w in words if w.size < 0.9 * usual and w.left > text + 0.5 * usual]


def _without_small_text(small: list[Word], words: Sequence[Word]) -> list[Word]:
    """Leave out the numbers that stand among words of their own size and height: a note's text, no marks."""
    by_height: dict[int, list[Word]] = defaultdict(list)
    for word in words if small else ():
        by_height[round(word.bottom)].append(word)
    return [word for word in small if not _has_neighbour(word, by_height)]


def _has_neighbour(word: Word, by_height: dict[int, list[Word]]) -> bool:
    near = (other for height in (-1, 0, 1) for other in by_height.get(round(word.bottom) + height, ()))
    return any(
        abs(other.bottom - word.bottom) < 0.1 * word.size
        and abs(other.size - word.size) < 0.08 * word.size
        and min(abs(other.left - word.right), abs(word.left - other.right)) < 1.2 * word.size
        for other in near
        if other is not word
    )


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
            # A number that begins a line may stand further from it: a note's, before a tab.
            reach = 2.5 if word.right < row.words[0].left else 0.8
            if beside < reach * row.size and (best is None or beside < best[0]):
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
            row.left < at < row.right and not any(a < at < b for a, b in gap)
            for row, gap in zip(rows, gaps, strict=True)
        )
        if (
            crossed <= 0.15 * len(rows)
            and (best is None or crossed < best[0])
            and _is_text(rows, at, width, first_page)
        ):
            best = (crossed, at)
    return None if best is None else best[1]


def _crosses(row: Line, at: float) -> bool:
    return row.left < at < row.right and not any(a < at < b for a, b in _gaps(row))


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

    usual = median(row.size for row in rows)
    head = list(takewhile(lambda row: row.size < 0.9 * usual, rows))
    read.extend(head)  # a running head with a part at each side
    for row in rows[len(head) :]:
        if _crosses(row, at):
            turn()
            read.append(row)
            continue
        for number, side, words in (
            (1, left, [w for w in row.words if w.left < at]),
            (2, right, [w for w in row.words if w.left >= at]),
        ):
            if words:
                marked = {id(row.words[i]) for i in row.marks}
                marks = {j for j, w in enumerate(words) if id(w) in marked}
                # A note at the foot of one column may stand beside a line of the other, which is larger.
                size = median([w.size for j, w in enumerate(words) if j not in marks] or [row.size])
                side.append(Line(words, row.bottom, size, marks, number))
    turn()
    return read
