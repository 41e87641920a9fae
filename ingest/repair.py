"""Repair of a letter's text for reading, with a map back to the text as given.

What is done:

- a hyphen at a line end is dropped before a small letter (``verster-`` / ``kingsgelden``), kept in
  ``links-`` / ``extremisme``, ``CT-`` / ``Strategie``, ``21501-`` / ``20`` and addresses, and stays with a space
  before *en*, *of*, *tot* and *noch* (``jeugd-`` / ``en onderwijs``);
- a single line break becomes a space; an empty line stays, as line breaks, so that no phrase runs over it;
- each kind of line end is a line feed, each full-width character and digit of another script the plain one;
- no-break, thin and other odd spaces and tabs become spaces; a run of spaces becomes one;
- soft hyphens and zero-width characters go, ligatures are spelled out, NFD letters composed;
- a note of a copied web page ("X Noot", its number on a line) begins with its number on the note's own line;
- twice encoded letters are mended where they stand; page furniture is left out (see ``Clean.furniture``);
- all other characters stay as they are, and no digit is read as another.

Where lines broke is told by ``kamergraaf.ingest.layout``.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import ftfy

from kamergraaf.ontology.model import Letter, Span

Edit = tuple[int, int, str]  # source start, source end, what stands there instead

_SPACES = (
    "\u00a0\t\u2009\u202f\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u200a\u2000\u2001\u205f\u3000\u1680"
    "\v\x1c\x1d\x1e\x1f\x85"
)
_HYPHENS = "\u2010\u2011\u2012\u2212"
DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_LINE_BREAKS = ("\u2028", "\u2029")
_NEXT_LINE = "\x85"  # in a text with other line ends it is an ellipsis of Windows
# Digits of other widths and scripts that people's keyboards and converters write; their value is beyond doubt.
_OTHER_DIGITS = {chr(zero + i): str(i) for zero in (0xFF10, 0x0660, 0x06F0) for i in range(10)}
_WIDE = {i: i - 0xFEE0 for i in range(0xFF01, 0xFF5F)} | {ord(c): ord(digit) for c, digit in _OTHER_DIGITS.items()}
_WIDE_BRACKET = "\uff08"
_LIGATURES = "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06\u0132\u0133\u2116"
_NUMERO = "\u2116"
_SUSPECT = ("Ã", "Â", "â€")

_DROP = re.compile(f"\u00ad *\n *|[{DROPPED}]+")
_LIGATURE = re.compile(f"[{_LIGATURES}]")
_COMBINING = re.compile(r"\w[\u0300-\u036f]+")
# Characters that a twice encoded letter consists of: Latin-1 and what Windows-1252 puts at 80-9F.
_MOJIBAKE = re.compile(
    "[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]{2,}|Â(?= )"
)
_DASHED_ID = re.compile(r"\b(kst)[-–—](\d{5})[-–—](?=\d)")
_LONE_RETURN = re.compile("\r(?!\n)")
_RUN = re.compile("  +")
_SPACED_BLANK = re.compile("\n +(?=\n)")
_HYPHEN = re.compile("- *\n *(?=\\w)")
_KEPT = frozenset({"links", "rechts", "extreem", "oud", "niet", "non", "vice"})
_JOINER = re.compile(r"(?:en|of|tot|noch|dan wel|als|respectievelijk|resp)\b")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"«»]*")
_GOES_ON = re.compile(r"( *\n *)([\w?&=%#/~+-][^\s<>\"«»]*)")
_INNER_MARK = re.compile(r"\w[-/_%=&?.:+~]+\w|\d")
_DIGIT = "[\\dOoIlSsBZGgqbTA?]"  # or what a scan makes of one: 2o13–20l4
_FURNITURE = re.compile(
    r" *(?:"
    # A running head, also as OCR reads it: above all text, after an empty line, or with its page number.
    r"(?:\A(?=[^\n\f]*\n\s*\n)|(?<=\n\n)|(?<=\n \n)|(?=[^\n\f]*[\dA-Z] {1,2}\d{1,3} *(?:[\n\f]|\Z)))"
    r"\S{5,7} {0,2}\S{4,6}[,.]? {0,2}\S{9,14}? {0,2}" + f"{_DIGIT}{{4}} {{0,2}}[–~-] {{0,2}}{_DIGIT}{{4}}[,.] {{0,2}}"
    f"{_DIGIT}{{2}} {{0,2}}{_DIGIT}{{3}}" + r"[^\n\f]{0,24}"
    r"|(?:kst|KST)-?\d[\w-]*(?: +ISSN[^\n\f]*|(?= *\n *ISSN))"
    r"|ISSN \d{4} ?[–-] ?\d{3}[\dX]"
    r"|[’']s-Gravenhage,? \d{4}"
    r") *(?=[\n\f]|\Z)"
)
# The last words of a page on which its phrase cannot end: "Kamerstuk", "29 754, nr.", "het lid", "van de".
_CUT = re.compile(
    r"(?:\b[Nn][Rr]s?[.,]?|\bKamerst(?:uk|ukken)(?: II?)?,?|\b\d{2} ?\d{3}(?:[ -][IVX]{1,6}[A-E]?)?,|\d, nr\.? ?|/"
    r"|\b(?:[Vv]an|[Dd]e[nr]?|[Tt]e[nr]?|het|een|en|of|in|op|voor|met|aan|door|dat|bij|uit|naar"
    r"|lid|leden|motie|[Mm]inister)) ?\Z"
)
_ENDS = ".!?:;"
_NOTE_LINE = re.compile(
    r"\s*(?:\[?\d{1,3}[\])]? +(?=[A-ZÀ-Þ«“\"(]|https?:|www\.|\d\d \d{3}|kst)|[®*>°”]+ |https?:|www\.|Kamerst"
    r"|Handelingen|Aanhangsel)"
)
_NOTES_LONGEST = 2000  # characters at a page's foot
_WITHIN = 40  # characters of its line before a word of a running head
_FURNITURE_WORDS = ("ISSN", "vergade", "Kamer, v", "Kamer. v", "derjaar", "s-Gravenhage", "kst-", "KST-")
_NUMBER_REACH = 100  # characters from a form feed to the beginning of the line that numbers its page
_PAGE_NUMBER = re.compile(
    r"^ *(?:(?:[Pp]agina )?\d{1,3}(?: (?:van|/) \d{1,3})?|[-–] ?\d{1,3} ?[-–]) *(?=\s{0,60}\f)"
    r"|(?<=\f)\s{0,60}[Pp]agina \d{1,3}(?: van \d{1,3})? *$",
    re.MULTILINE,
)

# Notes as pages of officielebekendmakingen.nl show them when copied: "X Noot", the number on its line, the note.
_PAGE_NOTE = re.compile(r"(?<=\n)(?P<word>X Noot *\n\s*|Noot (?=\d{1,3}:))(?P<n>\d{1,3})(?P<gap>:? *\n\s*|: )(?=\S)")
_PAGE_FOOT = re.compile(r"\n *(Naar boven)\s*\Z")


@dataclass(frozen=True, slots=True, eq=False)
class Clean:
    """A letter's repaired text and the way back.

    ``text``: the repaired text; all finders read it. ``printed``: the letter with its lines as they stand, offset
    for offset, but plain line ends and digits; for what depends on where a line begins. ``furniture``: places in
    the letter, as (start, end), of running heads, page numbers and margins, which ``text`` leaves out. The map is
    monotonic both ways.
    """

    letter: Letter
    text: str
    printed: str
    furniture: tuple[tuple[int, int], ...]
    _clean: tuple[int, ...]  # where in text each repair begins
    _edits: tuple[tuple[int, int, int, int], ...]  # source start, source end, clean start, clean end
    _source: tuple[int, ...]

    def to_source(self, at: int) -> int:
        """Give the offset in the letter of the character at ``at``; one past the end gives the letter's end."""
        i = bisect_right(self._clean, at) - 1
        if i < 0:
            return at
        start, end, clean_start, clean_end = self._edits[i]
        return start if clean_start <= at < clean_end else end + at - clean_end

    def to_clean(self, at: int) -> int:
        """Give the offset in ``text`` of the letter's character at ``at``; of one dropped, what follows it."""
        i = bisect_right(self._source, at) - 1
        if i < 0:
            return at
        _, end, clean_start, clean_end = self._edits[i]
        return clean_start if at < end else clean_end + at - end

    def to_clean_all(self, places: Sequence[int]) -> list[int]:
        """Give ``to_clean`` of many places, which must ascend."""
        first = bisect_left(places, self._source[0]) if self._source else len(places)
        found = list(places[:first])
        for i, (_, after, dropped, clean_end) in enumerate(self._edits, 1):
            last = bisect_left(places, self._source[i], first) if i < len(self._source) else len(places)
            if first < last:
                shift = clean_end - after
                found.extend([dropped if at < after else at + shift for at in places[first:last]])
                first = last
        return found

    def span(self, start: int, end: int) -> Span:
        """Give the place in the letter of ``text[start:end]``, with the text as given."""
        repairs = self._clean
        i = bisect_right(repairs, start) - 1
        first = start
        if i >= 0:
            before, after, clean_start, clean_end = self._edits[i]
            first = before if clean_start <= start < clean_end else after + start - clean_end
        last = first
        if end > start:
            if i + 1 < len(repairs) and repairs[i + 1] < end:
                i = bisect_right(repairs, end - 1, i + 1) - 1
            last = end
            if i >= 0:
                _, after, clean_start, clean_end = self._edits[i]
                last = after if clean_start <= end - 1 < clean_end else after + end - clean_end
        return Span(first, last, self.letter.text[first:last])


def clean(letter: Letter) -> Clean:
    """Repair a letter's text; any text will do, and nothing is lost of the letter itself."""
    source = _printed(letter.text)
    text = same_length(source)
    edits = [] if source.isascii() else _characters(source)
    addresses = _addresses(text) if "://" in text or "www." in text else []
    if "-" in text:
        edits += _line_ends(text, frozenset(start for start, _, _ in addresses))
    edits += addresses
    found: list[tuple[int, int]] = []
    found += _furniture(text)
    if "\f" in text:
        found += _page_numbers(text)
    if "Noot" in text:
        for m in _PAGE_NOTE.finditer(text):
            found.append(m.span("word"))
            edits.append((*m.span("gap"), " "))
    if foot := _PAGE_FOOT.search(text, max(0, len(text) - _WITHIN)):
        found.append(foot.span(1))
    found.sort()
    if "\f" in text:
        edits += _page_joins(text, found)
    edits += [(start, end, "") for start, end in found]
    return _apply(letter, source, _breaks(text), edits, tuple(found))


def _printed(source: str) -> str:
    """Lone carriage returns and other line ends as line feeds, digits of other kinds as plain ones."""
    text = source
    if "\r" in text and text.count("\r") > text.count("\r\n"):
        text = _LONE_RETURN.sub("\n", text)
    if text.isascii():
        return text
    for odd in _LINE_BREAKS if "\n" in text else (*_LINE_BREAKS, _NEXT_LINE):
        if odd in text:
            text = text.replace(odd, "\n")
    if _WIDE_BRACKET in text or any(digit in text for digit in _OTHER_DIGITS):
        text = text.translate(_WIDE)
    return text


def same_length(source: str) -> str:
    """Odd spaces and hyphens by the plain ones, each line end by a line feed; no offset changes."""
    text = source
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if "\t" in text:
        text = text.replace("\t", " ")
    if text.isascii():
        return text
    for odd in _SPACES:
        if odd in text:
            text = text.replace(odd, " ")
    for odd in _HYPHENS:
        if odd in text:
            text = text.replace(odd, "-")
    if "kst" in text and ("–" in text or "—" in text):
        text = _DASHED_ID.sub(r"\1-\2-", text)
    return text


def _breaks(text: str) -> str:
    """Single line breaks as spaces; empty lines stay line breaks; a page may end within a sentence."""
    if "\f" in text:
        text = re.sub("\f(?=\\s{0,60}([a-z])?)", lambda m: " " if m.group(1) else "\n", text)
    if "\n " in text:
        text = _SPACED_BLANK.sub(lambda m: "\n" * len(m.group()), text)
    return text.replace("\n\n", "\v\v").replace("\n", " ").replace("\v", "\n")


def _page_joins(text: str, furniture: list[tuple[int, int]]) -> list[Edit]:
    """Tell where a page ends within a phrase: what stands between its halves becomes one space.

    Not where the page ends with notes: those are no half of what the next page begins with.
    """
    ends = {end: start for start, end in furniture}
    begins = dict(furniture)
    joins: list[Edit] = []
    at = text.find("\f")
    while at >= 0:
        first, last = at, at + 1
        while first and (text[first - 1].isspace() or first in ends):
            first = ends.get(first, first - 1)
        while last < len(text) and (text[last].isspace() or last in begins):
            last = max(begins.get(last, 0), last + 1)
        if first and last < len(text) and _is_cut(text, first, last):
            block = text.rfind("\n\n", max(0, first - _NOTES_LONGEST), first)
            if _NOTE_LINE.match(text, max(block, 0), first) is None:
                joins.append((first, last, " "))
        at = text.find("\f", last)
    return joins


def _is_cut(text: str, end: int, start: int) -> bool:
    """Whether a page's last words, which end at ``end``, go on with the next page's first, at ``start``."""
    if text[start].islower():
        return text[end - 1] not in _ENDS
    return (text[start].isalnum() or text[start] == "(") and _CUT.search(text, max(0, end - 24), end) is not None


def _characters(source: str) -> list[Edit]:
    edits: list[Edit] = []
    if any(c in source for c in DROPPED):
        edits += [(m.start(), m.end(), "") for m in _DROP.finditer(source)]
    if any(c in source for c in _LIGATURES):
        for m in _LIGATURE.finditer(source):
            spelled = "nr." if m.group() == _NUMERO else unicodedata.normalize("NFKC", m.group())
            edits.append((m.start(), m.end(), spelled))
    if not unicodedata.is_normalized("NFC", source):
        for m in _COMBINING.finditer(source):
            composed = unicodedata.normalize("NFC", m.group())
            if composed != m.group():
                edits.append((m.start(), m.end(), composed))
    if any(mark in source for mark in _SUSPECT):
        for m in _MOJIBAKE.finditer(source):
            mended = "" if m.group() == "Â" else ftfy.fix_encoding(m.group()).replace("\u00a0", " ")
            if mended != m.group():
                edits.append((m.start(), m.end(), mended))
    return edits


def _line_ends(text: str, in_address: frozenset[int]) -> list[Edit]:
    """Tell what happens to hyphens at line ends, but for those whose line goes on with an address."""
    edits: list[Edit] = []
    for at in _places(text, ("-\n", "- \n", "-  \n")):
        m = _HYPHEN.match(text, at)
        if m is None:
            continue
        if m.start() + 1 in in_address or m.group().count("\n") > 1:
            continue
        first = m.start()
        while first and text[first - 1].isalnum() and m.start() - first < 40:
            first -= 1
        word = text[first : m.start()]
        if not word:
            continue
        if not text[m.end()].islower():
            edits.append((m.start() + 1, m.end(), ""))
        elif not _JOINER.match(text, m.end()):
            keep = word.lower() in _KEPT or (len(word) > 1 and word.isupper()) or not word.isalpha()
            edits.append((m.start() + keep, m.end(), ""))
    return edits


def _addresses(text: str) -> list[Edit]:
    """Tell which line breaks stand within addresses: after a hyphen, a slash or another joint."""
    edits: list[Edit] = []
    at = 0
    for begin in _places(text, ("http", "www.")):
        m = _ADDRESS.match(text, begin) if begin >= at else None
        if m is None:
            continue
        at = m.end()
        while (more := _GOES_ON.match(text, at)) and _same_address(text[begin:at], more.group(2)):
            edits.append((at, more.end(1), ""))
            at = more.end()
    return edits


def _same_address(before: str, after: str) -> bool:
    if before[-1] == "-" or after[0] in "/?&=%#":
        return True
    if before[-1] not in "/?&=%_#":
        return False
    # A word alone after a slash may be the next sentence's, unless the address stands in the midst of a path.
    return before.endswith("://") or bool(_INNER_MARK.search(after)) or (before.count("/") > 3 and after[0].islower())


def _places(text: str, words: tuple[str, ...]) -> list[int]:
    """Give where any of the words stands, in order; a search for each is faster than a pattern."""
    places: list[int] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            places.append(at)
            at = text.find(word, at + len(word))
    return sorted(places)


def _furniture(text: str) -> set[tuple[int, int]]:
    """Give running heads and margins: lines that hold one of their words and nothing else."""
    found: set[tuple[int, int]] = set()
    for at in _places(text, _FURNITURE_WORDS):
        first = max(0, at - _WITHIN)
        line = max(text.rfind("\n", first, at), text.rfind("\f", first, at)) + 1
        if (line or first == 0) and (m := _FURNITURE.match(text, line)):
            found.add(m.span())
    return found


def _page_numbers(text: str) -> list[tuple[int, int]]:
    """Give page numbers: the last line before a form feed, or the first behind one, where it is nothing else."""
    found: list[tuple[int, int]] = []
    for feed in _places(text, ("\f",)):
        before, first = feed, max(0, feed - _NUMBER_REACH)
        while before > first and text[before - 1].isspace():
            before -= 1
        line = text.rfind("\n", first, before) + 1
        for at in (line, feed + 1) if line or first == 0 else (feed + 1,):
            m = _PAGE_NUMBER.match(text, at)
            if m is not None and m.end() > at and (not found or found[-1][1] <= at):
                found.append(m.span())
    return found


def _apply(
    letter: Letter, printed: str, text: str, edits: list[Edit], furniture: tuple[tuple[int, int], ...]
) -> Clean:
    """Make the repaired text. ``text`` is as long as the letter's; of two edits of one place the first counts."""
    if "  " in text:
        edits += [(m.start() + 1, m.end(), "") for m in _RUN.finditer(text)]
    edits.sort()
    pieces: list[str] = []
    places: list[tuple[int, int, int, int]] = []
    at = length = 0
    for start, end, instead in edits:
        if start < at:
            if end <= at:
                continue
            start, instead = at, ""
        pieces += (text[at:start], instead)
        length += start - at
        places.append((start, end, length, length + len(instead)))
        length += len(instead)
        at = end
    pieces.append(text[at:])
    return Clean(
        letter,
        "".join(pieces),
        printed,
        furniture,
        tuple([place[2] for place in places]),
        tuple(places),
        tuple([place[0] for place in places]),
    )
