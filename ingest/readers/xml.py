"""KOOP's official XML (Kamerstuk, Handelingen, Aanhangsel, Staatsblad …, old ``kamerwrk`` too) to a letter.

No list of all elements is kept: there are five generations of schemas. An element with text of its own is a
line; one without is looked into. Only what reads otherwise is named below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from lxml import etree

from kamergraaf.ingest import dates
from kamergraaf.ingest.readers import metadata
from kamergraaf.ingest.readers.laying import RAISED, Laying, Mark, Piece, plain
from kamergraaf.ingest.readers.markup import local, parsed
from kamergraaf.ontology.errors import InputError
from kamergraaf.ontology.model import Declared, Letter

MEDIA_TYPE = "application/xml"

_LEFT_OUT = frozenset({"metadata", "meta", "versie", "ordernr", "colspec", "plaatje", "illustratie", "witreg"})
# Their parts make one line: "36 410 VIII", "1. Moties", "A. Voorbeeld", "a. het eerste punt".
_ONE_LINE = frozenset({"dossiernummer", "kop", "naam", "spreker", "stuknr", "li.nr", "nr", "onderw"})
# Their parts are lines of one block.
_ONE_BLOCK = frozenset({"kamerstukkop", "dossier", "ondertekening", "stuk-kop", "adres"})
# Within a line of text these end it, and stand by themselves.
_BLOCKS = frozenset(
    {"al", "al-groep", "lijst", "table", "tgroup", "li", "tekst", "divisie", "motie", "tussenkop", "row"}
)
_NOT_THERE = re.compile(r"niet beschikbaar in (?:html|xml)-?formaat", re.IGNORECASE)
_SHORT = 80  # a group of lines shorter than this is a list of names, not of paragraphs

Line = list[Piece]


def read(name: str, data: bytes) -> Letter:
    """Give the letter of an official paper: blocks, notes with their marks in place, and what it declares.

    Raises ``InputError`` for what is not well-formed, defines entities, nests too deep, is a metadata record or a
    search result, or holds only the notice that its text is a scan.
    """
    root = parsed(name, data)
    if local(root) in metadata.ROOTS or local(root) in ("searchretrieveresponse", "feed", "rdf", "svg"):
        raise InputError(f"{name}: this XML is a <{local(root)}>, no paper. Give the paper's own XML.")
    laying = Laying()
    for block in _blocks(root):
        laying.block(block)
    letter = laying.letter(name, MEDIA_TYPE)
    if len(letter.text) < 2_000 and _NOT_THERE.search(letter.text):
        raise InputError(f"{name}: holds only the notice that its text is not available. Give the PDF of the paper.")
    return replace(letter, declared=_declared(root))


def _blocks(element: etree._Element) -> Iterator[list[Line]]:
    """Give the blocks below an element, in order, as lists of lines."""
    name = local(element)
    if name in _LEFT_OUT or not name:
        return
    if name == "dossiernummer":
        yield [_number(element)]
    elif name in _ONE_LINE:
        yield [_line(element)]
    elif name in _ONE_BLOCK:
        yield [line for child in element for block in _blocks(child) for line in block]
    elif name == "al-groep":
        yield from _group(element)
    elif name == "row":
        yield [_row(element)]
    elif name == "li":
        yield from _item(element)
    elif _has_text(element):
        yield from _mixed(element)
    else:
        for child in element:
            yield from _blocks(child)


def _number(element: etree._Element) -> Line:
    """Give a dossier's number without the hyphen that some headings (2 of 4,046) have behind it: "36 410 XVI-"."""
    line = _line(element)
    while line and isinstance(line[-1], str) and not line[-1].strip("-– \n\t"):
        line.pop()
    return [*line[:-1], line[-1].rstrip("-– \n\t")] if line and isinstance(line[-1], str) else line


def _group(element: etree._Element) -> Iterator[list[Line]]:
    blocks = [block for child in element for block in _blocks(child)]
    if len(blocks) > 1 and all(_length(line) < _SHORT for block in blocks for line in block):
        yield [line for block in blocks for line in block]
    else:
        yield from blocks


def _item(element: etree._Element) -> Iterator[list[Line]]:
    """Give a list's item, its number before its first line."""
    number = [piece for child in element if local(child) == "li.nr" for piece in _line(child)]
    for child in element:
        if local(child) == "li.nr":
            continue
        for block in _blocks(child):
            if number and block:
                block = [[*number, " ", *block[0]], *block[1:]]
                number = []
            yield block
    if _has_text(element):
        yield from _mixed(element)


def _row(element: etree._Element) -> Line:
    """Give a table's row on one line, cells parted by a bar so that no phrase runs from one into the next."""
    row: Line = []
    for n, cell in enumerate(element):
        parts = [line for block in _blocks(cell) for line in block]
        if n:
            row.append(" | ")
        for i, part in enumerate(parts):
            row += [" ", *part] if i else part
    return row


def _mixed(element: etree._Element) -> Iterator[list[Line]]:
    """Give a line of text; lists and tables within it stand by themselves, what follows them is a further line."""
    line: Line = [element.text or ""]
    for child in element:
        if local(child) in _BLOCKS:
            yield [line]
            yield from _blocks(child)
            line = []
        else:
            line += _line(child)
        line.append(child.tail or "")
    yield [line]


def _line(element: etree._Element) -> Line:
    """Give all text of an element on one line, with marks for its notes."""
    name = local(element)
    if name == "noot":
        return [_mark(element)]
    if name in _LEFT_OUT or not name:
        return []
    if name == "sup" and len(element) == 0 and (element.text or "").strip().isdecimal():
        return [(element.text or "").strip().translate(RAISED)]  # never a digit of the number before it
    line: Line = [element.text or ""]
    for child in element:
        if name in _ONE_LINE and not (line[-1] if isinstance(line[-1], str) else "").endswith(("(", " ")):
            line.append(" ")  # between the parts of a number or name; pretty-printing has it, other files do not
        line += _line(child)
        line.append(child.tail or "")
    return line


def _mark(note: etree._Element) -> Mark:
    number = "".join(_flat(child) for child in note if local(child) == "noot.nr")
    text = " ".join(_flat(child) for child in note if local(child) != "noot.nr")
    return Mark(n=number or "*", note=text.strip() or plain(note.text or ""))


def _has_text(element: etree._Element) -> bool:
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def _length(line: Sequence[Piece]) -> int:
    return sum(len(piece) for piece in line if isinstance(piece, str))


def _declared(root: etree._Element) -> Declared:
    head = next((e for e in root if local(e) == "metadata"), None)
    stated = metadata.of_pairs(metadata.pairs(head)) if head is not None else Declared()
    whole = metadata.filled(stated, heading(root))
    dossiers = whole.dossiers
    if whole.official_id is not None and "-R" not in whole.official_id:
        # Of a Rijkswet the heading has "36 027 (R2160)", but ids differ: kst-36027-12, kst-23908-R1519-103.
        dossiers = tuple(d.split("-R")[0] for d in dossiers)
    return replace(whole, dossiers=dossiers, references=_references(root))


def heading(root: etree._Element) -> Declared:
    """Give what the marked-up heading says, for papers whose metadata is elsewhere."""
    dossiers = [e for e in root.iter("{*}dossier") if local(e) == "dossier"]
    numbers = tuple(filter(None, (_dossier(e) for e in dossiers)))
    titles = tuple(_flat(t) for e in dossiers for t in e if local(t) == "titel")
    number = _flat(next(root.iter("{*}ondernummer"), None)).split(" ")[0]
    session = re.search(r"\b(\d{4})\s*[-–/]\s*(\d{4})\b", " ".join(_flat(e) for e in root.iter("{*}tekstregel")))
    return Declared(
        official_id=f"kst-{numbers[0]}-{number}" if numbers and number else None,
        dossiers=numbers,
        dossier_titles=titles,
        date=_day(root),
        title=_flat(next((t for e in root.iter("{*}stuk") for t in e if local(t) == "titel"), None)) or None,
        session=f"{session[1]}-{session[2]}" if session else None,
    )


def _dossier(element: etree._Element) -> str | None:
    """Give ``36600-VII``, ``21501-20``, ``23908-R1519`` of a heading's "36 600" and "VII" or "36 600 VII"."""
    holder = next((e for e in element if local(e) == "dossiernummer"), None)
    if holder is None:
        return None
    parts = [re.sub(r"\s", "", _flat(e)) for e in holder if local(e) != "noot"]
    joined = "-".join(p for p in parts if p)
    return re.sub(r"(?<=\d{5})(?=[A-Z])", "-", joined) or None


def _day(root: etree._Element) -> date | None:
    for element in root.iter("{*}datum"):
        day = metadata.day(element.get("isodatum"))
        if day is not None and _dates_the_paper(element):
            return day
    written = dates.find(_flat(next(root.iter("{*}datumtekst"), None)))  # some have no tag within
    return written.on(written.year) if written is not None and written.year is not None else None


def _dates_the_paper(element: etree._Element) -> bool:
    """Whether this is the paper's own day: in its heading or with the place at its end, never in a sentence."""
    parent = element.getparent()
    return parent is not None and local(parent) in ("datumtekst", "dagtekening", "gegeven", "ondertekening")


def _references(root: etree._Element) -> tuple[str, ...]:
    """Give the papers that tags point at; the text is compared with them, and not corrected by them."""
    found = dict.fromkeys(
        e.get("doc", "") for e in root.iter("{*}extref") if e.get("soort", "document").casefold() == "document"
    )
    found |= dict.fromkeys(f"dossier/{e.get('dossier')}" for e in root.iter("{*}dossierref") if e.get("dossier"))
    return tuple(filter(None, found))


def _flat(element: etree._Element | None) -> str:
    if element is None:
        return ""
    return plain("".join(p for p in _line(element) if isinstance(p, str)))
