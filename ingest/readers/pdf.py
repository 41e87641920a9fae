"""PDF to a letter: lines, columns, running heads, notes. A page without text is read by OCR, see ``ocr``.

pypdfium2 gives characters with box, size and angle; the layout is ours (the libraries that do it were 10 to 100
times slower, or under a licence that would bind users).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # it ships no types

from kamergraaf.ingest.readers import ocr
from kamergraaf.ingest.readers.laying import Laying, Piece, Turn, plain
from kamergraaf.ingest.readers.limits import LIMITS, Limits
from kamergraaf.ingest.readers.pdf_blocks import lay
from kamergraaf.ingest.readers.pdf_lines import Line, lines
from kamergraaf.ingest.readers.pdf_pages import parted
from kamergraaf.ingest.readers.pdf_words import words
from kamergraaf.ontology.errors import InputError
from kamergraaf.ontology.model import Letter

MEDIA_TYPE = "application/pdf"

_FEW = 20  # letters: a page with fewer is a picture of a page


def read(name: str, data: bytes, limits: Limits = LIMITS) -> Letter:
    """Give the letter of a PDF; ``scanned`` where its text comes from OCR, ours or that of its maker.

    Raises ``InputError`` for what is encrypted, damaged, without pages or text, or too long.
    """
    document = _opened(name, data, limits)
    try:
        pages: list[list[Line]] = []
        parting: float | None = None
        for i, page in enumerate(document):
            read_lines, parting = lines(words(page), first_page=not i, parting=parting)
            pages.append(read_lines)
        blank = [i for i, page in enumerate(pages) if sum(map(_letters, page)) < _FEW]
        if len(blank) == len(pages) or any(_is_picture(document[i]) for i in blank):
            return _scanned(name, document, pages, blank, limits)
        letter = lay(parted(pages)).letter(name, MEDIA_TYPE)
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
