"""PDF to a letter: lines, columns, running heads, notes. A page without text is read by OCR, see ``ocr``.

pypdfium2 gives characters with box, size and angle; the layout is ours (the libraries that do it were 10 to 100
times slower, or under a licence that would bind users).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # it ships no types

from kamergraaf.ingest.readers import ocr
from kamergraaf.ingest.readers.laying import RAISED, Laying, Mark, Piece, Turn, plain
from kamergraaf.ingest.readers.limits import LIMITS, Limits
from kamergraaf.ingest.readers.pdf_lines import Line, is_heading, lines, segments
from kamergraaf.ingest.readers.pdf_words import words
from kamergraaf.ontology.errors import InputError
from kamergraaf.ontology.model import Letter

MEDIA_TYPE = "application/pdf"

_FEW = 20  # letters: a page with fewer is a picture of a page
_FOLIO = re.compile(r"(?:pagina |p\. ?|blad )?\d{1,4}(?: ?(?:van|/|of) ?\d{1,4})?|[-–] ?\d{1,4} ?[-–]", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,3})[.)]?\Z")
_ENDED = re.compile(r"[.!?:;»”\"|]\W*\Z")


@dataclass(frozen=True, slots=True)
class _Page:
    """A page's lines without furniture, its notes by number, and where a note of the page before goes on."""

    body: tuple[Line, ...]
    notes: tuple[tuple[str, str], ...]
    carried: str


def read(name: str, data: bytes, limits: Limits = LIMITS) -> Letter:
    """Give the letter of a PDF; ``scanned`` where its text comes from OCR, ours or that of its maker.

    Raises ``InputError`` for what is encrypted, damaged, without pages or text, or too long.
    """
    document = _opened(name, data, limits)
    try:
        pages = [lines(words(page), first_page=not i) for i, page in enumerate(document)]
        blank = [i for i, page in enumerate(pages) if sum(map(_letters, page)) < _FEW]
        if len(blank) == len(pages) or any(_is_picture(document[i]) for i in blank):
            return _scanned(name, document, pages, blank, limits)
        letter = _laid(name, pages)
        return replace(letter, scanned=_is_hidden(document[0]))
    except pypdfium2.PdfiumError as error:
        raise InputError(f"{name}: a page of this PDF is damaged ({error}). Fetch or save it again.") from error
    finally:
        document.close()


def _opened(name: str, data: bytes, limits: Limits) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise InputError(f"{name}: encrypted with a password. Save it without one and give that.") from error
        raise InputError(f"{name}: this PDF is damaged or cut off ({error}). Fetch or save it again.") from error
    if count == 0 or count > limits.pages:
        document.close()
        raise InputError(f"{name}: {count:,} pages; from 1 to {limits.pages:,} can be read. Split the PDF.")
    return document


def _laid(name: str, pages: Sequence[Sequence[Line]]) -> Letter:
    body = _body_size(pages)
    parted = [_parted(page, body) for page in _without_furniture(pages)]
    parted = [
        replace(page, notes=_carried_on(page.notes, after.carried if after else ""))
        for page, after in zip(parted, [*parted[1:], None], strict=True)
    ]
    laying = Laying()
    block: list[list[Piece]] = []
    leading = _leading(parted)
    last: Line | None = None
    for i, page in enumerate(parted):
        notes = dict(page.notes)
        pending: list[Piece] = [Turn()] if i else []
        width = max((line.right for line in page.body), default=0.0)
        for j, line in enumerate(page.body):
            if last is not None and _begins_block(last, line, leading, turned=j == 0, width=width):
                laying.block(block)
                block = []
            laid = _pieces(line, notes)
            laid[0] = [*pending, *laid[0]]
            pending = []
            block += laid
            last = line
        unseen = [Mark(n=n, note=text, seen=False) for n, text in notes.items()]
        if pending or unseen:
            block = block or [[]]
            block[-1] = [*block[-1], *pending, *unseen]
    laying.block(block)
    return laying.letter(name, MEDIA_TYPE)


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


def _parted(page: Sequence[Line], body: float) -> _Page:
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
            notes.append((number, _joined("", _text(line, number))))
        elif notes:
            notes[-1] = (notes[-1][0], _joined(notes[-1][1], line.text))
        else:
            carried.append(line.text)
    if not notes:
        return _Page(tuple(page), (), "")
    zone = {id(line) for line in foot}
    before = ""
    for text in carried:
        before = _joined(before, text)
    return _Page(tuple(line for line in page if id(line) not in zone), tuple(notes), before)


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


def _text(line: Line, number: str) -> str:
    rest = [w.text for i, w in enumerate(line.words) if i and i not in line.marks]
    return " ".join(rest) if line.words[0].text.startswith(number) else line.text


def _joined(before: str, after: str) -> str:
    """Join a note's lines; a hyphen at the line's end keeps its line break, which tells ``repair`` what it is."""
    if not before:
        return after
    return before + ("\n" if before.endswith(("-", "/")) else " ") + after


def _carried_on(notes: tuple[tuple[str, str], ...], more: str) -> tuple[tuple[str, str], ...]:
    if not more or not notes:
        return notes
    return (*notes[:-1], (notes[-1][0], _joined(notes[-1][1], more)))


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


def _begins_block(last: Line, line: Line, leading: float, *, turned: bool, width: float) -> bool:
    down = last.bottom - line.bottom
    if turned or down < 0:  # a new page or column: the sentence may run on
        text = line.text
        runs_on = not _ENDED.search(last.text) and last.right - last.left > 0.5 * width
        return not (runs_on or text[:1].islower()) or abs(line.size - last.size) > 0.08 * line.size
    return down > 1.4 * leading * line.size or abs(line.size - last.size) > 0.08 * last.size


def _leading(pages: Sequence[_Page]) -> float:
    """Give the distance between a block's lines, in sizes: of the closest quarter, as some pages are all heads."""
    steps = []
    for page in pages:
        for above, below in zip(page.body, page.body[1:], strict=False):
            step = above.bottom - below.bottom
            if 0.7 * below.size < step < 2.5 * below.size:
                steps.append(step / below.size)
    return max(sorted(steps)[len(steps) // 4], 0.9) if steps else 1.2


def _body_size(pages: Sequence[Sequence[Line]]) -> float:
    sizes = Counter[float]()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _letters(line: Line) -> int:
    return sum(len(w.text) for w in line.words)


def _is_picture(page: pypdfium2.PdfPage) -> bool:
    """Whether a picture covers most of a page."""
    area = page.get_width() * page.get_height()
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=2):
        left, bottom, right, top = thing.get_bounds()
        if (right - left) * (top - bottom) > 0.5 * area:
            return True
    return False


def _is_hidden(page: pypdfium2.PdfPage) -> bool:
    """Whether the text lies unseen over a picture: a scan that its maker has read by OCR."""
    if not _is_picture(page):
        return False
    texts = list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=2))
    hidden = sum(pdfium.FPDFTextObj_GetTextRenderMode(t.raw) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE for t in texts)
    return bool(hidden * 2 > len(texts))


def _scanned(
    name: str, document: pypdfium2.PdfDocument, pages: Sequence[Sequence[Line]], blank: list[int], limits: Limits
) -> Letter:
    """Read the pages without text by OCR, the others as they are."""
    if len(blank) > limits.ocr_pages:
        raise InputError(
            f"{name}: {len(blank):,} scanned pages, more than {limits.ocr_pages:,}. "
            "Add a text layer first (ocrmypdf -l nld)."
        )
    laying = Laying()
    for i, page in enumerate(pages):
        turn: list[Piece] = [Turn()] if i else []
        if i in blank:
            text = ocr.read(name, document[i], i + 1)
            blocks = [[[plain(line)] for line in part.splitlines()] for part in re.split(r"\n\s*\n", text)]
        else:
            blocks = [[[line.text] for line in page]]
        for block in (b for b in blocks if any(any(line) for line in b)):
            laying.block([[*turn, *block[0]], *block[1:]])
            turn = []
    return replace(laying.letter(name, MEDIA_TYPE), scanned=True)
