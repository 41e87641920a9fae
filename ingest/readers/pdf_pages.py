"""From a PDF's pages of lines to body and notes: running heads left out, the notes at each foot set apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kamergraaf.ingest.readers.pdf_join import joined
from kamergraaf.ingest.readers.pdf_lines import Line

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
    apart = [_parted(page, body) for page in _without_furniture(pages)]
    return [
        replace(page, notes=_carried_on(page.notes, after.carried if after else ""))
        for page, after in zip(apart, [*apart[1:], None], strict=True)
    ]


def _without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Leave out what repeats at the top or bottom of three pages but for the page's number, and page numbers."""
    seen = Counter(
        key for i, page in enumerate(pages) for key in {k for line in _edges(page) for k in _keys(line, i)}
    )
    kept = []
    for i, page in enumerate(pages):
        edges = {id(line) for line in _edges(page)}
        extremes = {id(page[0]), id(page[-1]), id(min(page, key=lambda line: line.bottom))} if page else set()
        kept.append(
            [
                line
                for line in page
                if not (id(line) in edges and any(seen[key] >= 3 for key in _keys(line, i)))
                and not (id(line) in extremes and _FOLIO.fullmatch(line.text))
            ]
        )
    return kept


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
    low = sorted(page, key=lambda line: line.bottom)
    foot: list[Line] = []
    for line in low:
        if line.size > 0.93 * body:
            break
        foot.insert(0, line)
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
