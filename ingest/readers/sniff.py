"""What kind of file it is, told by its content; names and suffixes lie."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection
from enum import StrEnum

_HTML = re.compile(
    r"html|head|body|div|p|span|main|article|section|table|[uo]l|li|h[1-6]|a|b|i|em|strong|br|meta|title|script|style|"
    r"header|footer|nav|link"
)
_ROOT = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:(?:<!--.*?-->|<\?[^>]*\?>)\s*)*"
    r"(?:<!DOCTYPE\s+(?P<doctype>[\w:.-]+)|<(?P<root>[A-Za-z_][\w:.-]*)(?=[\s/>]))",
    re.DOTALL | re.IGNORECASE,
)


class Kind(StrEnum):
    """The forms that can be told apart. Those after ``ZIP`` cannot be read; their value names them for people."""

    TEXT = "text"
    PDF = "PDF"
    HTML = "HTML"
    XML = "XML"
    DOCX = "docx"
    ZIP = "zip"
    OFFICE = "an OpenDocument or Office file other than docx"
    DOC = "an old Word file (.doc)"
    RTF = "an RTF file"
    IMAGE = "a picture"
    PACKED = "a packed file of a kind that is not unpacked here"


_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.DOC),
    (b"{\\rtf", Kind.RTF),
    (b"\x89PNG", Kind.IMAGE),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"GIF8", Kind.IMAGE),
    (b"II*\0", Kind.IMAGE),
    (b"MM\0*", Kind.IMAGE),
    (b"\x1f\x8b", Kind.PACKED),
    (b"BZh", Kind.PACKED),
    (b"\xfd7zXZ\0", Kind.PACKED),
    (b"\x28\xb5\x2f\xfd", Kind.PACKED),
    (b"7z\xbc\xaf\x27\x1c", Kind.PACKED),
    (b"Rar!\x1a\x07", Kind.PACKED),
)


def sniff(data: bytes) -> Kind:
    """Tell the form of a file by its first bytes, and of an archive by what it holds.

    >>> sniff(b"%PDF-1.7"), sniff(b"<html><p>Brief</p>"), sniff("Geachte voorzitter,".encode())
    (<Kind.PDF: 'PDF'>, <Kind.HTML: 'HTML'>, <Kind.TEXT: 'text'>)
    """
    head = data[:1024]
    if b"%PDF-" in head:  # some sites put a line before it
        return Kind.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(data)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    return _markup(data[:65536])


def of_archive(names: Collection[str]) -> Kind:
    """Tell a zip of letters from the office formats, which are zips too, by the names of the members."""
    if "word/document.xml" in names:
        return Kind.DOCX
    return Kind.OFFICE if "[Content_Types].xml" in names or "mimetype" in names else Kind.ZIP


def _archive(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return of_archive(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return Kind.ZIP  # broken: whoever opens it says so


def _markup(head: bytes) -> Kind:
    wide = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    match = _ROOT.match(head.decode(wide, errors="replace"))
    if match is None:
        return Kind.TEXT
    word = (match["doctype"] or match["root"]).casefold()
    return Kind.HTML if _HTML.fullmatch(word) else Kind.XML
