"""Plain text to a letter, with the text as it was given."""

from __future__ import annotations

import codecs
import re

from kamergraaf.ontology.errors import InputError
from kamergraaf.ontology.model import Letter

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read(name: str, data: bytes) -> Letter:
    """Give the letter of a text file. Line ends stay as they are; a byte order mark is dropped.

    Pages begin after each form feed or, as some extractors write, at lines that begin with one space.
    Raises ``InputError`` for bytes that are no text.
    """
    text = decode(name, data)
    return Letter(name=name, text=text, pages=_pages(text))


def decode(name: str, data: bytes) -> str:
    """Give the characters: by the byte order mark, else UTF-8, else Windows-1252.

    UTF-8 with a few damaged places stays UTF-8 (U+FFFD there): read as Windows-1252 every accent would break.
    Text that was encoded twice is mended later, where offsets are kept (``ingest.repair``).
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _legacy(name, data)
    if "\0" in text:
        raise InputError(f"{name}: this is no text, PDF, HTML, XML or docx. Give a letter in one of those forms.")
    return text


def _legacy(name: str, data: bytes) -> str:
    damaged = data.decode("utf-8", errors="replace")
    wrong = damaged.count("\ufffd")
    if sum(1 for c in damaged if c > "\x7f") - wrong > wrong:
        return damaged
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name}: byte {error.start} is neither UTF-8 nor Windows-1252, so this is no text that can be read. "
            "Save it as UTF-8, or give the PDF, HTML, XML or docx."
        ) from error


def _pages(text: str) -> tuple[int, ...]:
    if "\f" in text:
        return (0, *(m.end() for m in re.finditer(r"\f", text) if m.end() < len(text)))
    starts = [m.start() for m in re.finditer(r"^ (?=\S)", text, re.MULTILINE)]
    indented = re.search(r"^(?:\t|  )", text, re.MULTILINE)
    # Only where the first line has it too, nothing else is indented and few lines have it: else it is layout.
    if indented is None and starts[:1] == [0] and len(starts) * 10 < text.count("\n"):
        return tuple(starts)
    return (0,)
