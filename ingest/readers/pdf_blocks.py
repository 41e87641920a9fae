"""From a PDF's pages to blocks: whole paragraphs on one line each, also over the turn of a page."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from kamergraaf.ingest.readers.laying import RAISED, Laying, Mark, Piece, Turn
from kamergraaf.ingest.readers.pdf_join import joined
from kamergraaf.ingest.readers.pdf_lines import Line, is_heading, segments
from kamergraaf.ingest.readers.pdf_pages import Page

_ENDED = re.compile(r"[.!?:;»”\"|]\W*\Z")
_ITEM = re.compile(r"[•▪◦–-] |\d{1,2}[.)] |[a-z][.)] ")


def lay(pages: Sequence[Page]) -> Laying:
    """Lay the pages down: a line that was full goes on in the next, one that ended on purpose stays a line."""
    laying = Laying()
    block: list[list[Piece]] = []
    leading = _leading(pages)
    last: Line | None = None
    width = _width(pages[0].body)
    edges = (_edge(pages, right=False), _edge(pages, right=True))
    for i, page in enumerate(pages):
        notes = dict(page.notes)
        pending: list[Piece] = [Turn()] if i else []
        if len(page.body) >= 12:
            edges = (_edge([page], right=False), _edge([page], right=True))
        for j, line in enumerate(page.body):
            if last is not None and _begins_block(last, line, leading, turned=j == 0, width=width):
                laying.block(block)
                block = []
            laid = _pieces(line, notes)
            laid[0] = [*pending, *laid[0]]
            pending = []
            if block and last is not None and len(laid) == 1 and _goes_on(last, line, edges, turned=j == 0):
                block[-1] = _one_line(block[-1], laid[0])
            else:
                block += laid
            last = line
        width = _width(page.body) or width
        unseen = [Mark(n=n, note=text, seen=False) for n, text in notes.items()]
        if pending or unseen:
            block = block or [[]]
            block[-1] = [*block[-1], *pending, *unseen]
    laying.block(block)
    return laying


def _pieces(line: Line, notes: dict[str, str]) -> list[list[Piece]]:
    """Give a line as pieces: marks whose note stands on the page, other raised digits as such, cells parted."""
    laid: list[list[Piece]] = [[]]
    edge: float | None = None
    parts = segments(line)
    for i, part in enumerate(parts):
        if i and i == 1 and is_heading(parts[0]):
            laid.append([])
        elif i:
            laid[-1].append(" | ")
        for word, is_mark in part:
            if is_mark and word.text in notes:
                laid[-1].append(Mark(n=word.text, note=notes.pop(word.text)))
            elif is_mark:
                laid[-1].append(word.text.translate(RAISED))
            else:
                # Parts of one word that pdfium gives apart: the full stop behind a mark, the O behind H₂.
                glued = edge is not None and word.left - edge < 0.1 * line.size
                laid[-1].append(word.text if glued or not laid[-1] else " " + word.text)
            edge = word.right
    return laid


def _goes_on(last: Line, line: Line, edges: tuple[float, float], *, turned: bool) -> bool:
    """Whether a line ended because the next word did not fit; cells never go on."""
    if len(segments(last)) > 1 or len(segments(line)) > 1:
        return False
    if last.words[-1].text.endswith(("-", "\u00ad")) or turned or last.bottom < line.bottom:
        return True  # a block that runs on over a page or column was found to do so already
    if _ITEM.match(line.text) and last.text[-1:] in ".:;,":
        return False
    word = line.words[0]
    edge = edges[edges[0] < last.left]
    return last.right + 0.25 * line.size + word.right - word.left > edge - 0.5 * line.size


def _one_line(before: list[Piece], after: list[Piece]) -> list[Piece]:
    turns = [piece for piece in after if isinstance(piece, Turn)]
    rest = [piece for piece in after if not isinstance(piece, Turn)]
    if before and rest and isinstance(before[-1], str) and isinstance(rest[0], str):
        whole = joined(before[-1], rest[0].lstrip())
        if turns:  # the page begins with the word that is whole on it, or behind the one that it broke
            cut = len(whole) - len(rest[0].lstrip())
            return [*before[:-1], whole[: max(cut, 0)], *turns, whole[max(cut, 0) :], *rest[1:]]
        return [*before[:-1], whole, *rest[1:]]
    return [*before, " ", *turns, *rest]


def _edge(pages: Sequence[Page], *, right: bool) -> float:
    """Give where full lines end, in the left or only column, or in the right one; of a few lines nobody knows."""
    lines = [line for page in pages for line in page.body]
    middle = 0.45 * max((line.right for line in lines), default=0.0)
    ends = sorted(line.right for line in lines if (line.left > middle) == right)
    return ends[len(ends) * 9 // 10] if len(ends) >= 8 else math.inf


def _begins_block(last: Line, line: Line, leading: float, *, turned: bool, width: float) -> bool:
    down = last.bottom - line.bottom
    if turned or down < 0:  # a new page or column: the sentence may run on, where its line was full
        word = line.words[0]
        needed = 0.25 * line.size + word.right - word.left  # by the next word, had it stood on that line
        full = last.right - last.left + min(needed, 0.3 * width) > width or last.right - last.left > 0.85 * width
        runs_on = full and not _ENDED.search(last.text)
        return not (runs_on or line.text[:1].islower()) or abs(line.size - last.size) > 0.08 * line.size
    return down > 1.4 * leading * line.size or abs(line.size - last.size) > 0.08 * last.size


def _width(body: Sequence[Line]) -> float:
    """Give the width of a page's full lines, of a column where there are two."""
    widths = sorted(line.right - line.left for line in body)
    return widths[len(widths) * 9 // 10] if widths else 0.0


def _leading(pages: Sequence[Page]) -> float:
    """Give the distance between a block's lines, in sizes: of the closest quarter, as some pages are all heads."""
    steps = []
    for page in pages:
        for above, below in zip(page.body, page.body[1:], strict=False):
            step = above.bottom - below.bottom
            if 0.7 * below.size < step < 2.5 * below.size:
                steps.append(step / below.size)
    return max(sorted(steps)[len(steps) // 4], 0.9) if steps else 1.2
