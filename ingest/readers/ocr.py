"""Read a picture of a page with tesseract's Dutch model; needs the extra ``ocr`` and two Debian packages."""

from __future__ import annotations

import pypdfium2  # type: ignore[import-untyped]  # it ships no types

from kamergraaf.ontology.errors import InputError

_DOTS_PER_INCH = 300
_SECONDS = 120
_REMEDY = (
    "To read scans, install the Debian packages tesseract-ocr and tesseract-ocr-nld and "
    "`pip install kamergraaf[ocr]`, or add a text layer first (ocrmypdf -l nld)."
)


def read(name: str, page: pypdfium2.PdfPage, number: int) -> str:
    """Give the text of a page: lines as they stand, an empty line between blocks.

    Raises ``InputError`` where tesseract or its Dutch model is absent, or takes too long.
    """
    try:
        import pytesseract
    except ImportError as error:
        raise InputError(f"{name}: page {number} is a scan. {_REMEDY}") from error
    picture = page.render(scale=_DOTS_PER_INCH / 72, grayscale=True).to_pil()
    try:
        return str(pytesseract.image_to_string(picture, lang="nld", timeout=_SECONDS))
    except pytesseract.TesseractNotFoundError as error:
        raise InputError(f"{name}: page {number} is a scan, and tesseract is not there. {_REMEDY}") from error
    except pytesseract.TesseractError as error:
        if "nld" in str(error):
            raise InputError(f"{name}: page {number} is a scan; tesseract has no Dutch. {_REMEDY}") from error
        raise InputError(f"{name}: page {number} cannot be read by OCR ({error}). Scan it again.") from error
    except RuntimeError as error:  # what pytesseract raises when the time is over
        raise InputError(f"{name}: page {number} took OCR over {_SECONDS} s. Scan it again, simpler.") from error
