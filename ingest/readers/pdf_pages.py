"""From a PDF's pages of lines to body and notes: running heads left out, the notes at each foot set apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from kamergraaf.ingest.readers.pdf_join import joined
from kamergraaf.ingest.readers.pdf_lines import ASIDE, Line, segments

_FOLIO = re.compile(r"(?:pagina |p\. ?|blad )?\d{1,4}(?: ?(?:van|/|of) ?\d{1,4})?|[-–] ?\d{1,4} ?[-–]", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,3})[.)]?\Z")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines without furniture, its notes by number, and where a note of the page before goes on."""

    body: tuple[Line, ...]
    notes: tuple[tuple[str, str], ...]
    carried: str


def parted(pages: Sequence[Sequence[Line]]) -> list[Page]:
    """Give each page's body and notes; a note that goes on at the foot of the next page is made whole."""
    body = _body_size(pages)
    apart = [_parted(page, body) for page in _without_margins(_without_furniture(pages, body))]
    whole = [
        replace(page, notes=_carried_on(page.notes, after.carried if after else ""))
        for page, after in zip(apart, [*apart[1:], None], strict=True)
    ]
    return _at_their_marks(whole)


def _at_their_marks(pages: list[Page]) -> list[Page]:
    """Bring notes that stand all together at the end to the page of their mark, where only one can be meant."""
    marks = [{line.words[i].text for line in page.body for i in line.marks} for page in pages]
    notes = [dict(page.notes) for page in pages]
    for place, held in enumerate(notes):
        for number in [n for n in held if n not in marks[place]]:
            waiting = [i for i, seen in enumerate(marks) if number in seen and number not in notes[i]]
            if len(waiting) == 1 and waiting[0] < place:
                notes[waiting[0]][number] = held.pop(number)
    return [replace(page, notes=tuple(held.items())) for page, held in zip(pages, notes, strict=True)]


def _without_margins(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """Leave out what a later page's margin says again: day and reference of the first page, or of each page."""
    first = {line.text for line in pages[0]} if pages else set()
    seen = Counter(text for page in pages[1:] for text in {line.text for line in page if line.column == ASIDE})
    return [
        [line for line in page if line.column != ASIDE or not i or not (line.text in first or seen[line.text] > 1)]
        for i, page in enumerate(pages)
    ]


def _without_furniture(pages: Sequence[Sequence[Line]], body: float) -> list[list[Line]]:
    """Leave out what repeats at the top or bottom of three pages but for the page's number, and page numbers.

    Of two pages what is smaller than the text; a line with wide spaces repeats where each of its parts does.
    """
    seen = Counter(
        key
        for i, page in enumerate(pages)
        for key in {k for line in _edges(page) for part in _parts(line) for k in _keys(part, i)}
    )

    def repeats(line: Line, page: int) -> bool:
        least = 2 if len(pages) == 2 and line.size < 0.93 * body else 3
        return all(any(seen[key] >= least for key in _keys(part, page)) for part in _parts(line))

    kept = []
    for i, page in enumerate(pages):
        edges = {id(line) for line in _edges(page)}
        extremes = {id(page[0]), id(page[-1]), id(min(page, key=lambda line: line.bottom))} if page else set()
        kept.append(
            [
                line
                for line in page
                if not (id(line) in edges and repeats(line, i))
                and not (id(line) in extremes and _FOLIO.fullmatch(line.text))
            ]
        )
    return kept


def _parts(line: Line) -> list[Line]:
    """Give the parts of a line between wide spaces, as lines."""
    return [
        Line([word for word, _ in part], line.bottom, line.size, {i for i, (_, mark) in enumerate(part) if mark})
        for part in segments(line)
    ]


def _edges(page: Sequence[Line]) -> list[Line]:
    if not page:
        return []
    top, bottom = max(line.bottom for line in page), min(line.bottom for line in page)
    tenth = max((top - bottom) / 10, 30.0)
    return [line for line in page if line.bottom > top - tenth or line.bottom < bottom + tenth]


def _keys(line: Line, page: int) -> list[str]:
    """Give a line's text, and as it is with each number taken as that of the page. A note is no running head.

    All digits masked would take "Kamerstuk 29 754, nr. 480." and "… nr. 481." at the foot of pages for the same.
    """
    if 0 in line.marks:
        return []
    numbers = re.finditer(r"(?<!\d)\d{1,4}(?!\d)", line.text)
    return [line.text, *(f"{line.text[: m.start()]}#{int(m[0]) - page}{line.text[m.end() :]}" for m in numbers)]


def _parted(page: Sequence[Line], body: float) -> Page:
    """Part a page into its body and the notes at its foot: smaller lines, below all others, that a number begins."""
    foot = _foot(page, body)
    marks = {line.words[i].text for line in page if line not in foot for i in line.marks}
    notes: list[tuple[str, str]] = []
    carried: list[str] = []
    for line in foot:
        number = _note_number(line, marks, notes[-1][0] if notes else None)
        if number is not None:
            notes.append((number, _note_text(line, number)))
        elif notes:
            notes[-1] = (notes[-1][0], joined(notes[-1][1], line.text))
        else:
            carried.append(line.text)
    if not notes:
        return Page(tuple(page), (), "")
    zone = {id(line) for line in foot}
    before = ""
    for text in carried:
        before = joined(before, text)
    return Page(tuple(line for line in page if id(line) not in zone), tuple(notes), before)


def _foot(page: Sequence[Line], body: float) -> list[Line]:
    """Give the smaller lines below all others, of the page and of each column, in the order of reading."""
    found: set[int] = set()
    for column in (None, 1, 2):
        lines = [line for line in page if id(line) not in found and column in (None, line.column)]
        low = takewhile(lambda line: line.size <= 0.93 * body, sorted(lines, key=lambda line: line.bottom))
        found.update(map(id, low))
    return [line for line in page if id(line) in found]


def _note_number(line: Line, marks: set[str], previous: str | None) -> str | None:
    """Give the number that begins a note: raised, or plain and the one expected (a line may begin with 29 754)."""
    first = line.words[0].text
    if 0 in line.marks:
        return first
    match = _NUMBER.fullmatch(first)
    if match is None or len(line.words) < 2:
        return None
    expected = previous is not None and previous.isdecimal() and int(match[1]) == int(previous) + 1
    return match[1] if expected or (previous is None and match[1] in marks) else None


def _note_text(line: Line, number: str) -> str:
    rest = [w.text for i, w in enumerate(line.words) if i and i not in line.marks]
    return " ".join(rest) if line.words[0].text.startswith(number) else line.text


def _carried_on(notes: tuple[tuple[str, str], ...], more: str) -> tuple[tuple[str, str], ...]:
    if not more or not notes:
        return notes
    return (*notes[:-1], (notes[-1][0], joined(notes[-1][1], more)))


def _body_size(pages: Sequence[Sequence[Line]]) -> float:
    sizes = Counter[float]()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
