"""Pages of officielebekendmakingen.nl, rijksoverheid.nl and any other HTML to a letter.

The text is what lies in the paper's own part of the page; menus, scripts and footers are left out. A raised
number that links to a note on the same page is that note's mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import lxml.html
from lxml import etree

from kamergraaf.ingest.readers import metadata
from kamergraaf.ingest.readers.laying import RAISED, Laying, Mark, Piece, plain
from kamergraaf.ontology.errors import InputError
from kamergraaf.ontology.model import Declared, Letter

MEDIA_TYPE = "text/html"

# The paper's own part, the first that there is: three generations of officielebekendmakingen, rijksoverheid, others.
_BODIES = (
    "//*[@id='broodtekst']",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' stuk ')]",
    "//*[@id='content']//*[contains(concat(' ', normalize-space(@class), ' '), ' intro ')]/..",
    "//main",
    "//*[@role='main']",
    "//article",
    "//body",
)
_LEFT_OUT = re.compile(
    r"head|script|style|noscript|template|nav|header|footer|form|button|select|svg|img|iframe|object|video|audio"
)
_INLINE = re.compile(
    r"a|abbr|b|bdi|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|time|tt|u|var|wbr"
)
_NUMBER = re.compile(r"[\[(]?(\d{1,3}|\*{1,3})[\])]?")
_BACK = re.compile(r"^[\[(]?(?:\d{1,3}|\*{1,3})[\])]?[.:]?\s*|\s*[↩↑^]+\s*$")

_BREAK = "\x0b"  # stands in a line for <br>; no HTML text can hold it

Line = list[Piece]


def read(name: str, data: bytes) -> Letter:
    """Give the letter of an HTML page, its notes and what the page's head declares.

    Raises ``InputError`` where there is no page in it.
    """
    root = _parsed(name, data)
    body = next((found[0] for found in (_found(root, path) for path in _BODIES) if found), root)
    laying = Laying()
    for block in _Walk(_notes(root)).blocks(body):
        laying.block(block)
    return replace(laying.letter(name, MEDIA_TYPE), declared=_declared(root))


def _parsed(name: str, data: bytes) -> etree._Element:
    utf8 = lxml.html.HTMLParser(encoding="utf-8", remove_pis=True, no_network=True, huge_tree=False)
    try:
        data.decode("utf-8")
        parser = utf8
    except UnicodeDecodeError:  # else the page's own word for it counts, then Windows-1252
        told = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:4096], re.IGNORECASE)
        wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        encoding = "utf-16" if wide else told[1].decode() if told and told[1].lower() != b"utf-8" else "cp1252"
        parser = lxml.html.HTMLParser(encoding=encoding, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = lxml.html.document_fromstring(data, parser=parser)
        if any("depth" in entry.message for entry in parser.error_log):  # the parser stops there without a word
            raise InputError(f"{name}: its elements are nested too deep to be a letter. Save the page again.")
        return root
    except (etree.ParserError, etree.XMLSyntaxError, LookupError, AssertionError) as error:
        raise InputError(f"{name}: no page can be read from this HTML ({error}). Save the page again.") from error


def _notes(root: etree._Element) -> dict[str, tuple[str, etree._Element]]:
    """Give for each id that a raised number links to: the number, and the element with the note."""
    order = {e: i for i, e in enumerate(root.iter("*"))}
    by_id = {e.get("id") or e.get("name"): e for e in order if e.get("id") or e.get("name")}
    notes = {}
    for link in root.iter("a"):
        href = link.get("href") or ""
        target = by_id.get(href[1:]) if href.startswith("#") else None
        number = _NUMBER.fullmatch(_text(link))
        if target is None or number is None or not _is_raised(link):
            continue
        holder = _holder(target)
        # The note's own number often links back to the mark: what lies above the link is no note of it.
        below = order[holder] > order[link] and holder not in set(link.iterancestors())
        if below and len(_text(holder)) > len(number[0]):
            notes[href[1:]] = (number[1], holder)
    return notes


def _is_raised(link: etree._Element) -> bool:
    parent = link.getparent()
    around = [link, *link] if parent is None else [link, parent, *link]
    return any(e.tag == "sup" or re.search(r"noot|note", e.get("class") or "") for e in around)


def _holder(target: etree._Element) -> etree._Element:
    """Give the block that holds a note, from whatever small element its id stands on."""
    parent = target.getparent()
    while _is_inline(target) and parent is not None:
        target, parent = parent, parent.getparent()
    return target


def _is_inline(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and _INLINE.fullmatch(element.tag) is not None


def _is_left_out(element: etree._Element) -> bool:
    return not isinstance(element.tag, str) or _LEFT_OUT.fullmatch(element.tag) is not None


class _Walk:
    """Walks a page's body: blocks in order, notes taken from where they stand."""

    def __init__(self, notes: dict[str, tuple[str, etree._Element]]) -> None:
        self._notes = notes
        self._holders = {holder for _, holder in notes.values()}

    def blocks(self, element: etree._Element) -> Iterator[list[Line]]:
        line: Line = [element.text or ""]
        for child in element:
            if _is_left_out(child) or child in self._holders:
                pass
            elif child.tag == "br":
                line.append(_BREAK)
            elif child.tag == "tr":
                yield [self._row(child)]
            elif _is_inline(child) and all(_is_inline(d) or d.tag == "br" for d in child.iter("*")):
                line += self._inline(child)
            else:
                yield _lines(line)
                line = []
                yield from self._numbered(child)
            line.append(child.tail or "")
        yield _lines(line)

    def _inline(self, element: etree._Element) -> Line:
        note = self._notes.get((element.get("href") or "#")[1:]) if element.tag == "a" else None
        if note is not None:
            return [Mark(n=note[0], note=_BACK.sub("", _text(note[1])))]
        if element.tag == "sup" and _text(element).isdecimal() and len(element) == 0:
            return [_text(element).translate(RAISED)]  # a mark without a note, or m²: never a digit of what precedes
        line: Line = [element.text or ""]
        for child in element:
            if child.tag == "br":
                line.append(_BREAK)
            elif not _is_left_out(child):
                line += self._inline(child)
            line.append(child.tail or "")
        return line

    def _row(self, row: etree._Element) -> Line:
        line: Line = []
        for n, cell in enumerate(row):
            if n:
                line.append(" | ")
            for i, part in enumerate(part for block in self.blocks(cell) for part in block):
                line += [" ", *part] if i else part
        return line

    def _numbered(self, element: etree._Element) -> Iterator[list[Line]]:
        """Give the blocks of an element; an item of a numbered list has the number that a browser shows."""
        number = _number(element)
        for block in self.blocks(element):
            if number and block:
                yield [[number, *block[0]], *block[1:]]
                number = ""
            else:
                yield block


def _number(element: etree._Element) -> str:
    parent = element.getparent()
    if element.tag != "li" or parent is None or parent.tag != "ol":
        return ""
    start = parent.get("start") or "1"
    before = sum(1 for e in element.itersiblings("li", preceding=True))
    return f"{(int(start) if start.isdecimal() else 1) + before}. "


def _lines(line: Line) -> list[Line]:
    """Part a line at its ``<br>``, which stands in it as an empty line."""
    lines: list[Line] = [[]]
    for piece in line:
        if piece == _BREAK:
            lines.append([])
        else:
            lines[-1].append(piece)
    return [one for one in lines if any(not isinstance(p, str) or p.strip() for p in one)]


def _declared(root: etree._Element) -> Declared:
    pairs = [(m.get("name") or m.get("property") or "", m.get("content") or "") for m in root.iter("meta")]
    declared = metadata.of_pairs((name, content) for name, content in pairs if name.casefold() != "title")
    canonical = next((e.get("href") for e in root.iter("link") if e.get("rel") == "canonical"), None)
    return replace(declared, source=canonical)


def _found(root: etree._Element, path: str) -> list[etree._Element]:
    found = root.xpath(path)
    return [e for e in found if isinstance(e, etree._Element)] if isinstance(found, list) else []


def _text(element: etree._Element) -> str:
    return plain("".join(t for t in element.itertext() if isinstance(t, str)))
