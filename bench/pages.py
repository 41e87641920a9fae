"""Laying a made letter out: lines of a width, words broken at line ends, pages with their notes and running feet."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from kamergraaf.bench.passage import Passage, Tag


@dataclass(frozen=True, slots=True)
class Look:
    """How a letter is printed.

    ``width``: characters a line, 0 for one line a paragraph. ``hyphens``: words are broken at line ends.
    ``lines``: lines a page, 0 for one long page with all notes at its end. ``foot``: a running foot, ``{page}``
    in it. ``feed``: pages are parted by a form feed; else a page's first line begins with one space.
    """

    width: int = 74
    hyphens: bool = True
    lines: int = 46
    foot: str | None = None
    feed: bool = False


@dataclass(slots=True)
class Placed:
    """A passage in the letter: ``flat`` offsets of its lines and where each begins in the letter."""

    passage: Passage
    flat: list[int] = field(default_factory=list)
    out: list[int] = field(default_factory=list)

    def place(self, offset: int) -> int:
        """Where a character of the passage stands in the letter."""
        i = bisect_right(self.flat, offset) - 1
        return self.out[i] + offset - self.flat[i]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the passage stands in the letter."""
        return self.place(start), self.place(end - 1) + 1


@dataclass(frozen=True, slots=True)
class Note:
    """A laid out note: its number, where its mark stands, and the note itself."""

    number: int
    mark: tuple[int, int]
    anchor: int  # start of the word that bears the mark
    placed: Placed


@dataclass(frozen=True, slots=True)
class Sheet:
    """The letter as text: passages in place, notes, and where pages begin."""

    text: str
    placed: tuple[Placed, ...]
    notes: tuple[Note, ...]
    pages: tuple[int, ...]


# A word may be broken after a vowel and before consonant plus vowel, three letters from its ends; never so that
# its first part is one that keeps its hyphen, and never where a tag says that the words stay whole.
_BREAK = re.compile(r"(?<=[a-z]{2}[aeiou])(?=[bdfghklmnprstvwz][aeiou][a-z])")
_KEEPS_HYPHEN = ("links", "rechts", "oud", "niet")
_WHOLE = ("citations", "persons", "urls", "parties", "ministries", "organisations")


def lay_out(passages: list[Passage], look: Look, *, notes: bool = True) -> Sheet:
    """Lay paragraphs out; an empty passage is a blank line. Marks get their numbers in order of place."""
    return _Press(look, notes).run(passages)


class _Press:
    def __init__(self, look: Look, notes: bool) -> None:
        self.look = look
        self.with_notes = notes
        self.parts: list[str] = []
        self.at = 0
        self.line = 0
        self.page = 1
        self.pages = [0]
        self.placed: list[Placed] = []
        self.notes: list[Note] = []
        self.waiting: list[tuple[Note, list[tuple[int, int, str]]]] = []
        self.number = 0

    def run(self, passages: list[Passage]) -> Sheet:
        for passage in passages:
            if passage.size == 0:
                if self.line:
                    self._write("\n")
                    self.line += 1
                continue
            self._paragraph(passage)
        self._end_page(last=True)
        return Sheet("".join(self.parts), tuple(self.placed), tuple(self.notes), tuple(self.pages))

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.at += len(text)

    def _paragraph(self, passage: Passage) -> None:
        marks = _number_marks(passage, self.number, self.with_notes)
        self.number += len(marks)
        placed = Placed(passage)
        self.placed.append(placed)
        text = passage.text
        for start, end, hyphen in _lines(passage, self.look):
            here = [(m, n) for m, n in marks if start < m.end <= end]
            wanted = [(m, n, Placed(note), _lines(note, self.look)) for m, n in here if (note := m.note) is not None]
            if self.look.lines:
                need = sum(len(lines) for _, _, _, lines in wanted) + sum(len(lines) for _, lines in self.waiting)
                # What is named is not torn apart, nor a signature from its post.
                inside = any(t.start < start < t.end or t.kind == "signatories" for t in passage.tags)
                if self.line and not inside and self.line + need + 3 > self.look.lines:
                    self._end_page(last=False)
            placed.flat.append(start)
            placed.out.append(self.at)
            self._write(text[start:end] + hyphen + "\n")
            self.line += 1
            for mark, number, below, below_lines in wanted:
                where = placed.span(mark.start, mark.end)
                word = placed.place(_word_start(text, mark.start))
                self.waiting.append((Note(number, where, word, below), below_lines))

    def _end_page(self, *, last: bool) -> None:
        if self.waiting:
            self._write("\n")
        for note, lines in self.waiting:
            text = note.placed.passage.text
            for start, end, hyphen in lines:
                note.placed.flat.append(start)
                note.placed.out.append(self.at)
                self._write(text[start:end] + hyphen + "\n")
            self.notes.append(note)
            self.placed.append(note.placed)
        self.waiting = []
        if self.look.foot and self.look.lines:
            self._write("\n" + self.look.foot.format(page=self.page) + "\n")
        if last:
            return
        self.page += 1
        self.line = 0
        if self.look.feed:
            self._write("\f")
            self.pages.append(self.at)
        else:
            self.pages.append(self.at)
            self._write(" ")


def _number_marks(passage: Passage, so_far: int, notes: bool) -> list[tuple[Tag, int]]:
    """Put the numbers of its note marks into the passage, moving what stands after them."""
    marks = sorted((tag for tag in passage.tags if tag.kind == "mark"), key=lambda tag: tag.start)
    if not notes:
        return []
    numbered: list[tuple[Tag, int]] = []
    for count, tag in enumerate(marks, start=1):
        number = so_far + count
        _insert(passage, tag, str(number))
        if tag.note is not None:
            _prepend(tag.note, f"{number} ")
        numbered.append((tag, number))
    return numbered


def _insert(passage: Passage, mark: Tag, digits: str) -> None:
    at, size = mark.start, len(digits)
    text = passage.text
    passage.parts = [text[:at] + digits + text[at:]]
    passage.size += size
    for tag in passage.tags:
        if tag is mark:
            tag.end = at + size
            continue
        # A place that ends at the mark ends before it; one that begins there begins after it.
        if tag.start >= at and tag.end > at:
            tag.start += size
        if tag.end > at:
            tag.end += size
        tag.keys = [(a + size, b + size) if a >= at else (a, b) for a, b in tag.keys]


def _prepend(note: Passage, text: str) -> None:
    size = len(text)
    note.parts = [text + note.text]
    note.size += size
    for tag in note.tags:
        tag.start += size
        tag.end += size
        tag.keys = [(a + size, b + size) for a, b in tag.keys]


def _word_start(text: str, end: int) -> int:
    return max(text.rfind(" ", 0, end), text.rfind("\n", 0, end)) + 1


def _lines(passage: Passage, look: Look) -> list[tuple[int, int, str]]:
    """The lines of a paragraph: start, end, and the hyphen that the line's end adds."""
    text, width = passage.text, look.width
    if not width or len(text) <= width:
        return [(0, len(text), "")]
    whole = sorted((t.start, t.end) for t in passage.tags if t.kind in _WHOLE) if look.hyphens else []
    lines: list[tuple[int, int, str]] = []
    start = 0
    while len(text) - start > width:
        space = text.rfind(" ", start + 1, start + width + 1)
        if space < 0:
            cut = _inside_address(text, start, width)
            if cut is None:
                space = text.find(" ", start + width)
                if space < 0:
                    break
                lines.append((start, space, ""))
                start = space + 1
                continue
            lines.append((start, cut, ""))
            start = cut
            continue
        cut = _hyphen(text, space, start + width, whole) if look.hyphens else None
        if cut is None:
            lines.append((start, space, ""))
            start = space + 1
        else:
            lines.append((start, cut, "-"))
            start = cut
    lines.append((start, len(text), ""))
    return lines


def _inside_address(text: str, start: int, width: int) -> int | None:
    """An address longer than a line is broken after a slash or its own hyphen."""
    cut = max(text.rfind("/", start + 8, start + width), text.rfind("-", start + 8, start + width)) + 1
    return cut if cut > start + 8 and text.find("://", start, cut) >= 0 else None


def _hyphen(text: str, space: int, limit: int, whole: list[tuple[int, int]]) -> int | None:
    """Where the word after that space can be broken so that it fits before the limit; None: not at all."""
    if limit - space < 6:
        return None
    after = text.find(" ", space + 1)
    word_end = len(text) if after < 0 else after
    word = text[space + 1 : word_end]
    if len(word) < 8 or not word.isalpha() or not word.islower():
        return None
    i = bisect_right(whole, (space + 1, len(text)))
    if any(a < word_end and b > space for a, b in whole[max(0, i - 2) : i + 1]):
        return None
    for match in reversed(list(_BREAK.finditer(word))):
        if match.start() <= limit - space - 2 and word[: match.start()] not in _KEEPS_HYPHEN:
            return space + 1 + match.start()
    return None
