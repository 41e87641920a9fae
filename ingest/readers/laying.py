"""Lay blocks and notes down as one text: what all readers of marked-up sources share.

Blocks are parted by an empty line, lines within a block by a line end. The notes follow the text, one a line,
``1 Kamerstuk 28 844, nr. 266.``, so that sentences run on over pages. A mark stands in the text as raised
digits (``nr. 482¹``): plain ones would stick to a number before them and make another number of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kamergraaf.ontology.model import Letter, NoteMark

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

# What pretty-printing puts around inline elements: "( 21501-08 , nr. 719 )".
_OPENED = re.compile(r"([(«])\s*\n\s*")
_CLOSED = re.compile(r"\s*\n\s*(?=[,.;:)»?!])")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")  # not the no-break and thin spaces: they are the source's own


@dataclass(frozen=True, slots=True)
class Mark:
    """A note's mark within a block, with the note's text. ``seen`` is False for a note whose mark was not found."""

    n: str
    note: str
    seen: bool = True


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a page begins, within a block or before it."""


Piece = str | Mark | Turn


@dataclass(slots=True)
class Laying:
    """Collects blocks in order; ``letter`` gives the whole."""

    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _marks: list[tuple[Mark, int]] = field(default_factory=list)
    _pages: list[int] = field(default_factory=list)

    def block(self, lines: Iterable[Sequence[Piece]]) -> None:
        """Add a block of lines; a line is text and marks. Empty lines and blocks leave no trace."""
        kept = [line for line in (_tidy(line) for line in lines) if line]
        for i, line in enumerate(kept):
            self._add("\n" if i else "\n\n" if self._length else "")
            for piece in line:
                if isinstance(piece, Mark):
                    self._add(piece.n.translate(RAISED) if piece.seen else "")
                    self._marks.append((piece, self._length))
                elif isinstance(piece, Turn):
                    self._pages.append(self._length)
                else:
                    self._add(piece)

    def letter(self, name: str, media_type: str) -> Letter:
        """Give the letter: all blocks, then the notes. The metadata is for the reader to add."""
        notes = []
        for i, (mark, at) in enumerate(self._marks):
            self._add("\n" if i else "\n\n")
            start = self._length
            self._add(f"{mark.n} {mark.note}".strip())
            if mark.seen:
                notes.append(NoteMark(n=mark.n, at=at, start=start, end=self._length))
        self._add("\n")
        pages = (0, *(at for at in self._pages if 0 < at < self._length))
        return Letter(name=name, text="".join(self._parts), pages=pages, notes=tuple(notes), media_type=media_type)

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def plain(text: str) -> str:
    """Give a text on one line, with white space as single spaces and none at the ends."""
    return _SPACE.sub(" ", _CLOSED.sub("", _OPENED.sub(r"\1", text))).strip(" ")


def _tidy(line: Sequence[Piece]) -> list[Piece]:
    """Join the text between marks, spaces as one, none at the ends of the line or before a mark."""
    joined: list[Piece] = []
    for piece in line:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        else:
            joined.append(piece)
    tidy: list[Piece] = []
    for i, piece in enumerate(joined):
        if not isinstance(piece, str):
            tidy.append(piece)
            continue
        text = _SPACE.sub(" ", _CLOSED.sub("", _OPENED.sub(r"\1", piece)))
        if not any(isinstance(p, str | Mark) for p in tidy):
            text = text.lstrip(" ")
        if i + 1 == len(joined) or isinstance(joined[i + 1], Mark):
            text = text.rstrip(" ")
        if text:
            tidy.append(text)
    return tidy
