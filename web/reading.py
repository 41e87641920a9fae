"""A letter's text as it is read on the page: blocks, with each mention marked in its place. Pure.

Every character of the letter stays in the page, so that offsets hold: what repair drops (hyphens at line ends,
running heads) is hidden, not left out. Links cannot hold links in HTML, so a mention within another cuts it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kamergraaf.ingest.layout import Layout
from kamergraaf.ingest.repair import Clean
from kamergraaf.ontology.model import Footnote
from kamergraaf.web.kinds import Kind

_LINE_END = re.compile(r"[-\u00ad]?[^\S\n]*\n\s*")
_LEAST = 4  # letters and digits of a link that is left of a cut mention
_HEADS = 0.6  # a mention that covers this share of a heading is what the heading is about


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention to be shown: the thing's id, or the place's own when it is not resolved."""

    start: int
    end: int
    kind: Kind
    id: str
    href: str
    title: str = ""

    @property
    def anchor(self) -> str:
        """The fragment that names the place (RFC 5147)."""
        return f"char={self.start},{self.end}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A bit of a block: ``role`` is text, hyphen, open, close, mark, unmark, anchor or note.

    ``place``: of which mention an opened link is a part.
    """

    role: str
    text: str = ""
    kind: Kind | None = None
    id: str = ""
    href: str = ""
    anchor: str = ""
    title: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, note or page break. ``about``: the mention that a heading is about."""

    role: str
    pieces: tuple[Piece, ...] = ()
    anchor: str = ""
    kind: Kind | None = None
    about: Mark | None = None
    number: str = ""
    back: str = ""


@dataclass(slots=True)
class _Sheet:
    """What the blocks are cut from; offsets are those of the letter."""

    text: str
    marks: Sequence[Mark]
    starts: Sequence[int]
    notes: Mapping[int, Footnote]  # by where the mark begins
    hidden: Sequence[tuple[int, int]]
    place: tuple[int, int] | None
    note_words: Mapping[str, str]
    given: set[str] = field(default_factory=set)  # anchors that are on the page already


def blocks(
    clean: Clean,
    layout: Layout,
    marks: Iterable[Mark],
    footnotes: Iterable[Footnote] = (),
    place: tuple[int, int] | None = None,
    note_words: Mapping[str, str] | None = None,
) -> tuple[Block, ...]:
    """Give the blocks of a letter, in order.

    ``place``: start and end of what is to be highlighted, with anchor ``t``. ``note_words``: texts with
    ``{teken}`` and ``{n}`` for titles of note marks, by ``scanned`` and ``lost``.
    """
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    known = {note.n: note for note in footnotes}
    sheet = _Sheet(
        text=clean.letter.text,
        marks=ordered,
        starts=[mark.start for mark in ordered],
        notes={_mark_at(clean.letter.text, note): note for note in known.values() if note.anchor is not None},
        hidden=_hidden(clean),
        place=place,
        note_words=note_words or {},
    )
    note_starts = {note.note.start: note for note in known.values() if note.note is not None}
    breaks = [clean.to_source(start) for start, _ in layout.pages[1:]]
    headings = set(layout.headings)
    out: list[Block] = []
    page = 1
    for region in layout.blocks:
        span = clean.span(*region)
        while page - 1 < len(breaks) and breaks[page - 1] <= span.start:
            page += 1
            out.append(Block("page", number=str(page)))
        if region in headings:
            out.append(_heading(sheet, span.start, span.end))
        elif layout.in_notes(region[0]):
            out.extend(_notes(sheet, span.start, span.end, note_starts))
        else:
            out.append(Block("text", tuple(_pieces(sheet, span.start, span.end))))
    return tuple(out)


def _heading(sheet: _Sheet, start: int, end: int) -> Block:
    inside = [mark for mark in _within(sheet, start, end) if mark.end - mark.start >= _HEADS * (end - start)]
    about = max(inside, key=lambda mark: mark.end - mark.start, default=None)
    pieces = tuple(_pieces(sheet, start, end, without=about))
    return Block("heading", pieces, f"kop-{start}", about.kind if about else None, about)


def _notes(sheet: _Sheet, start: int, end: int, note_starts: Mapping[int, Footnote]) -> list[Block]:
    """Make each note a block of its own, also where several stand in one."""
    cuts = sorted({start, *(at for at in note_starts if start < at < end), end})
    out = []
    for a, b in pairwise(cuts):
        found = note_starts.get(a)
        number = found.n if found else ""
        anchor = _once(sheet, f"noot-{number}") if number else ""
        back = f"bij-noot-{number}" if found and found.anchor is not None else ""
        out.append(Block("note", tuple(_pieces(sheet, a, b)), anchor, number=number, back=back))
    return out


def _within(sheet: _Sheet, start: int, end: int) -> list[Mark]:
    """Give the mentions that touch a region."""
    last = bisect_left(sheet.starts, end)
    return [mark for mark in sheet.marks[:last] if mark.end > start]


def _pieces(sheet: _Sheet, start: int, end: int, without: Mark | None = None) -> list[Piece]:
    marks = _within(sheet, start, end)
    drawn = [mark for mark in marks if mark is not without]
    cuts = {start, end}
    for mark in drawn:
        cuts.update((mark.start, mark.end))
    for at, footnote in sheet.notes.items():
        cuts.update((at, at + len(footnote.mark)))
    if sheet.place:
        cuts.update(sheet.place)
    edges = sorted(cut for cut in cuts if start <= cut <= end)
    out: list[Piece] = []
    open_mark: Mark | None = None
    anchors = [mark for mark in marks if start <= mark.start < end]
    for a, b in pairwise(edges):
        note = sheet.notes.get(a)
        current = None if note else _innermost(drawn, a, b)
        if current is not open_mark:
            if open_mark is not None:
                out.append(Piece("close"))
            for mark in anchors:
                if mark.start == a and mark is not current:
                    out.extend(_anchor(sheet, mark.anchor))
            if current is not None:
                anchor = _once(sheet, current.anchor) if current.start == a else ""
                out.append(
                    Piece(
                        "open",
                        kind=current.kind,
                        id=current.id,
                        href=current.href,
                        anchor=anchor,
                        title=current.title,
                        place=current.anchor,
                    )
                )
            open_mark = current
        else:
            for mark in anchors:
                if mark.start == a and mark is not current:
                    out.extend(_anchor(sheet, mark.anchor))
        if note:
            out.extend(_note_mark(sheet, note, a, b))
            continue
        lit = sheet.place is not None and sheet.place[0] <= a and b <= sheet.place[1]
        if lit:
            out.append(Piece("mark", anchor=_once(sheet, "t")))
        out.extend(_text(sheet, a, b))
        if lit:
            out.append(Piece("unmark"))
    if open_mark is not None:
        out.append(Piece("close"))
    return _without_crumbs(out)


def _without_crumbs(pieces: list[Piece]) -> list[Piece]:
    """Leave out links of a letter or a sign, which a mention within another cuts off: nobody can hit them."""
    out: list[Piece] = []
    i = 0
    while i < len(pieces):
        piece = pieces[i]
        if piece.role != "open":
            out.append(piece)
            i += 1
            continue
        end = next(j for j in range(i, len(pieces)) if pieces[j].role == "close")
        inside = pieces[i + 1 : end]
        words = "".join(p.text for p in inside if p.role == "text")
        whole = any(p.role == "open" and p.place == piece.place for j, p in enumerate(pieces) if j != i)
        if whole and sum(character.isalnum() for character in words) < _LEAST:
            out.extend([Piece("anchor", anchor=piece.anchor)] if piece.anchor else [])
            out.extend(inside)
        else:
            out.extend(pieces[i : end + 1])
        i = end + 1
    return out


def _innermost(marks: Sequence[Mark], start: int, end: int) -> Mark | None:
    """Give the shortest mention that covers a stretch; of equal ones the first."""
    covering = [mark for mark in marks if mark.start <= start and end <= mark.end]
    return min(covering, key=lambda mark: mark.end - mark.start, default=None)


def _note_mark(sheet: _Sheet, note: Footnote, start: int, end: int) -> list[Piece]:
    mark = sheet.text[start:end]
    title = (
        sheet.note_words.get("lost" if note.note is None else "scanned", "")
        if mark != note.n or note.note is None
        else ""
    )
    return [
        Piece("hyphen", mark),
        Piece(
            "note",
            note.n,
            href=f"#noot-{note.n}" if note.note is not None else "",
            anchor=_once(sheet, f"bij-noot-{note.n}"),
            title=title.format(teken=mark, n=note.n),
        ),
    ]


def _text(sheet: _Sheet, start: int, end: int) -> list[Piece]:
    """Give the characters of a stretch, what repair dropped hidden."""
    out: list[Piece] = []
    at = start
    first = max(0, bisect_right(sheet.hidden, (start, start)) - 1)
    for a, b in sheet.hidden[first:]:
        if a >= end:
            break
        a, b = max(a, at), min(b, end)
        if a >= b:
            continue
        if at < a:
            out.append(Piece("text", sheet.text[at:a]))
        out.append(Piece("hyphen", sheet.text[a:b]))
        at = b
    if at < end:
        out.append(Piece("text", sheet.text[at:end]))
    return out


def _hidden(clean: Clean) -> list[tuple[int, int]]:
    """Where the source has something that is not to be read: joined line ends and running heads."""
    out = list(clean.furniture)
    for match in _LINE_END.finditer(clean.letter.text):
        start, end = match.span()
        kept = clean.text[clean.to_clean(start) : clean.to_clean(end)]
        if not any(character.isspace() for character in kept) and clean.to_clean(end) > 0:
            out.append((start + len(kept), end))
    return sorted((a, b) for a, b in out if a < b)


def _anchor(sheet: _Sheet, anchor: str) -> list[Piece]:
    fresh = _once(sheet, anchor)
    return [Piece("anchor", anchor=fresh)] if fresh else []


def _mark_at(text: str, note: Footnote) -> int:
    """Give where a note's mark begins: a name with its party may follow it inside the anchor."""
    assert note.anchor is not None  # the caller's condition
    at = text.rfind(note.mark, note.anchor.start, note.anchor.end) if note.mark else -1
    return at if at >= 0 else note.anchor.end


def _once(sheet: _Sheet, anchor: str) -> str:
    """Give an anchor the first time only: it stands once on a page."""
    if anchor in sheet.given:
        return ""
    sheet.given.add(anchor)
    return anchor
