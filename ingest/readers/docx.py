"""Word's docx to a letter, with its footnotes and endnotes; tracked deletions are left out."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from lxml import etree

from kamergraaf.ingest.readers.laying import RAISED, Laying, Mark, Piece, plain
from kamergraaf.ingest.readers.limits import LIMITS, Limits
from kamergraaf.ingest.readers.markup import local
from kamergraaf.ontology.errors import InputError
from kamergraaf.ontology.model import Letter

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = {"tab": " ", "ptab": " ", "cr": " ", "nobreakhyphen": "\u2011", "softhyphen": "\u00ad"}
_LEFT_OUT = frozenset({"fallback", "del", "movefrom", "ppr", "rpr", "instrtext", "sectpr", "tblpr", "pict"})

Line = list[Piece]


def read(name: str, data: bytes, limits: Limits = LIMITS) -> Letter:
    """Give the letter of a docx file. Raises ``InputError`` where it is damaged, encrypted or a zip bomb."""
    _check(name, data, limits)
    try:
        document = docx.Document(io.BytesIO(data))
        notes = {**_notes(document, "footnote"), **_notes(document, "endnote")}
    except (OpcError, etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, KeyError, ValueError) as error:
        raise InputError(
            f"{name}: this docx is damaged ({error}). Open it in Word, save it again and give that."
        ) from error
    laying = Laying()
    for block in _Walk(notes).blocks(document.element.body):
        laying.block(block)
    return laying.letter(name, MEDIA_TYPE)


def _check(name: str, data: bytes, limits: Limits) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
    if any(info.flag_bits & 1 for info in infos):
        raise InputError(f"{name}: encrypted with a password. Save it without one.")
    unpacked, packed = sum(i.file_size for i in infos), sum(i.compress_size for i in infos)
    if unpacked > limits.file_bytes or (unpacked > 10_000_000 and unpacked > packed * limits.zip_ratio):
        raise InputError(
            f"{name}: {packed:,} bytes claim to unpack to {unpacked:,}, as a zip bomb does; it was not read."
        )


def _notes(document: docx.document.Document, kind: str) -> dict[tuple[str, str], str]:
    """Give the text of each note by kind and id; the separators that Word keeps among them have a type."""
    relation = RELATIONSHIP_TYPE.FOOTNOTES if kind == "footnote" else RELATIONSHIP_TYPE.ENDNOTES
    notes = {}
    for relationship in document.part.rels.values():
        if relationship.reltype != relation or relationship.is_external:
            continue
        for note in parse_xml(relationship.target_part.blob).iter(f"{_W}{kind}"):
            if note.get(f"{_W}type") in (None, "normal"):
                lines = [line for p in note.iter(f"{_W}p") for line in _Walk({}).lines(p)]
                text = plain(" ".join("".join(p for p in line if isinstance(p, str)) for line in lines))
                notes[kind, note.get(f"{_W}id") or ""] = text
    return notes


class _Walk:
    """Walks the body in order. Word numbers its notes itself: footnotes 1, 2, 3, endnotes i, ii, iii."""

    def __init__(self, notes: dict[tuple[str, str], str]) -> None:
        self._notes = notes
        self._seen: dict[str, int] = {"footnote": 0, "endnote": 0}

    def blocks(self, element: etree._Element) -> Iterator[list[Line]]:
        for child in element:
            name = local(child)
            if name == "p":
                yield self.lines(child)
            elif name == "tr":
                yield [self._row(child)]
            elif name not in _LEFT_OUT:
                yield from self.blocks(child)

    def lines(self, paragraph: etree._Element) -> list[Line]:
        """Give a paragraph's lines, parted where a line break was typed."""
        lines: list[Line] = [[]]
        for piece in self._pieces(paragraph):
            if piece == "\n":
                lines.append([])
            else:
                lines[-1].append(piece)
        return lines

    def _pieces(self, element: etree._Element) -> Iterator[Piece]:
        for child in element:
            name = local(child)
            if name == "t":
                text = child.text or ""
                yield text.translate(RAISED) if _is_raised(child) else text
            elif name == "br":
                yield "\n"
            elif name in _TEXT:
                yield _TEXT[name]
            elif name in ("footnotereference", "endnotereference"):
                yield from self._mark(name.removesuffix("reference"), child)
            elif name not in _LEFT_OUT:
                yield from self._pieces(child)

    def _mark(self, kind: str, reference: etree._Element) -> Iterator[Piece]:
        text = self._notes.get((kind, reference.get(f"{_W}id") or ""))
        if text is not None:
            self._seen[kind] += 1
            number = self._seen[kind]
            yield Mark(n=str(number) if kind == "footnote" else _roman(number), note=text)

    def _row(self, row: etree._Element) -> Line:
        line: Line = []
        for n, cell in enumerate(c for c in row if local(c) == "tc"):
            if n:
                line.append(" | ")
            for i, part in enumerate(part for block in self.blocks(cell) for part in block if part):
                line += [" ", *part] if i else part
        return line


def _is_raised(text: etree._Element) -> bool:
    """Whether these are digits that someone raised by hand: a mark or m², never digits of a number."""
    run = text.getparent()
    raised = run is not None and run.find(f"{_W}rPr/{_W}vertAlign[@{_W}val='superscript']") is not None
    return raised and (text.text or "").strip().isdecimal()


def _roman(number: int) -> str:
    out = ""
    for value, sign in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        out += sign * (number // value)
        number %= value
    return out
