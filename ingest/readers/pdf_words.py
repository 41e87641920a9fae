"""The words of a PDF page with their boxes, by pdfium's raw characters.

A call per character would take most of the time, so that only the ends of words and the digits are asked for.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # it ships no types
from pypdfium2 import PdfPage

HYPHEN = "\ufffe"  # what pdfium puts for a hyphen at a line's end, whose line break it drops
_WORD = re.compile(rf"[^\s\0{HYPHEN}]+{HYPHEN}?|{HYPHEN}")
# Where a raised mark may begin within a word: digits or stars behind something, or a word of digits alone.
_MARK = re.compile(r"(?<=\S)(\d{1,3}|\*{1,3})(?=\D*$)|^\d{2,6}$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in points from the page's left and bottom, turned upright. ``size``: height of its characters."""

    text: str
    left: float
    right: float
    bottom: float
    size: float


def words(page: PdfPage) -> list[Word]:
    """Give the words in the order of the page's content; those that are turned another way than most are left out.

    A printed Kamerstuk has its number up the margin; a table may be turned with all of its page.
    """
    textpage = pdfium.FPDFText_LoadPage(page.raw)
    try:
        found = list(_found(textpage))
    finally:
        pdfium.FPDFText_ClosePage(textpage)
    if not found:
        return []
    turns = Counter[int]()
    for turn, word in found:
        turns[turn] += len(word.text)
    most = turns.most_common(1)[0][0]
    return [word for turn, word in found if turn == most]


def _found(textpage: pdfium.FPDF_TEXTPAGE) -> Iterator[tuple[int, Word]]:
    text = _text(textpage)
    angle, box = pdfium.FPDFText_GetCharAngle, pdfium.FPDFText_GetLooseCharBox
    first, last = pdfium.FS_RECTF(), pdfium.FS_RECTF()
    for match in _WORD.finditer(text):
        for start, end in _pieces(textpage, match):
            turn = round(angle(textpage, start) / (math.pi / 2)) % 4
            if not box(textpage, start, first) or not box(textpage, end - 1, last):
                continue
            yield turn, _word(text[start:end].replace(HYPHEN, "-"), turn, first, last)


def _text(textpage: pdfium.FPDF_TEXTPAGE) -> str:
    """Give the page's text with one character for each of pdfium's."""
    count = pdfium.FPDFText_CountChars(textpage)
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(textpage, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", errors="replace")
    if len(text) == count:
        return text
    codes = (pdfium.FPDFText_GetUnicode(textpage, i) for i in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\0" for code in codes)


def _pieces(textpage: pdfium.FPDF_TEXTPAGE, match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Part a word where its digits are of another size: "2023" and the mark "1"."""
    start, end = match.span()
    mark = _MARK.search(match[0])
    if mark is None:
        yield start, end
        return
    box = pdfium.FS_RECTF()
    previous: float | None = None
    for i in range(max(start, start + mark.start() - 1), start + mark.end()):
        if not pdfium.FPDFText_GetLooseCharBox(textpage, i, box):
            continue
        height = max(abs(box.top - box.bottom), 0.1)
        if previous is not None and not 0.8 < height / previous < 1.25 and i > start:
            yield start, i
            start = i
        previous = height
    if start + 1 <= match.start() + mark.end() < end and start > match.start():
        yield start, match.start() + mark.end()  # the full stop behind a mark is no part of it
        start = match.start() + mark.end()
    yield start, end


def _word(text: str, turn: int, first: pdfium.FS_RECTF, last: pdfium.FS_RECTF) -> Word:
    """Turn a word's boxes upright: pdfium counts a quarter turn clockwise as 1, one up the page as 3."""
    if turn == 0:
        return Word(text, first.left, last.right, first.bottom, first.top - first.bottom)
    if turn == 3:
        return Word(text, first.bottom, last.top, -first.right, first.right - first.left)
    if turn == 2:
        return Word(text, -first.right, -last.left, -first.top, first.top - first.bottom)
    return Word(text, -first.top, -last.bottom, first.left, first.right - first.left)
