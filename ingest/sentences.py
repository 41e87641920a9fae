"""Where sentences end: at a stop before a capital, but not after an abbreviation, an initial or within a title."""

from __future__ import annotations

import re

from kamergraaf.ingest import grammar

Region = tuple[int, int]

_WORDS = grammar.table("zinnen.toml")
_ABBREVIATIONS = frozenset(_WORDS["afkortingen"])
_OFTEN_LAST = frozenset(_WORDS["slotwoorden"])
_OPENERS = frozenset(_WORDS["openers"])
# A stop, closing marks, perhaps a note mark, a space, and a capital or what opens one.
_STOP = re.compile(
    r"[.?!…][)»”\"’'\]]{0,2}(?:\d{1,2}|[⁰¹²³⁴-⁹]{1,3}|[®*>°”\"'’]{1,2})?\s+(?=[«“\"‘'(\[]?[A-ZÀ-ÖØ-Þ0-9–•])"
)
_STRAY_STOP = re.compile(r"[®°]\s+(?=[A-Z])")  # a note mark where OCR lost the full stop
_WORD_BEFORE = re.compile(r"[\w.]*\w\Z")
_FIRST_WORD = re.compile(r"\S+")
_LONGEST = 3_000  # characters; the longest sentence seen has 1,765
_INITIAL = re.compile(r"(?:[A-Z]\.)*[A-Z][a-z]?\Z")


def sentences(text: str, blocks: list[Region]) -> tuple[Region, ...]:
    """Give the sentences of each block, in order; none runs over two blocks."""
    found: list[Region] = []
    stray = "®" in text or "°" in text
    places = _places(text)
    i = 0
    for start, end in blocks:
        stops: list[Region] = []
        while i < len(places) and places[i] < end:
            place = places[i]
            i += 1
            # Most are "nr. 482" in small letters or a number's mark: looked at before the pattern is.
            if place < start or (text[place + 1 : place + 2] == " " and text[place + 2 : place + 3].islower()):
                continue
            if m := _STOP.match(text, place, end):
                stops.append(m.span())
        if stray:
            stops += [(m.start(), m.end()) for m in _STRAY_STOP.finditer(text, start + 1, end)]
            stops.sort()
        quoted = bool(stops) and text.find("«", start, end) >= 0
        at = start
        for stop, after in stops:
            if text[stop] == "." and _is_abbreviation(text, at, stop, after):
                continue
            if text[stop] in "®°" and not (text[stop - 1].islower() or text[stop - 1] in ")»"):
                continue
            if quoted and text.count("«", at, after) > text.count("»", at, after):
                continue  # within a title or quotation
            last = after
            while text[last - 1].isspace():
                last -= 1
            if at < last:
                found += ((at, last),) if last - at <= _LONGEST else _cut(text, at, last)
            at = after
        if at < end:
            found += ((at, end),) if end - at <= _LONGEST else _cut(text, at, end)
    return tuple(found)


def _cut(text: str, start: int, end: int) -> list[Region]:
    """Give a sentence in parts of at most ``_LONGEST``, so that what is looked for in each costs no more for more."""
    parts: list[Region] = []
    while end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        stop = space if space > 0 else start + _LONGEST
        parts.append((start, stop))
        start = stop + (space > 0)
    parts.append((start, end))
    return parts


def _places(text: str) -> list[int]:
    """Give the places of all stops; searches for one character are faster than a pattern over the whole text."""
    places: list[int] = []
    for stop in ".?!…":
        at = text.find(stop)
        while at >= 0:
            places.append(at)
            at = text.find(stop, at + 1)
    places.sort()
    return places


def ends_within(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends before the end of a stretch, so that the stretch is more than one."""
    return _STOP.search(text, start, end) is not None


def is_abbreviation(text: str, start: int, stop: int) -> bool:
    """Whether the full stop at ``stop``, after ``start``, is that of an abbreviation which goes on (nr., dr.)."""
    word = _WORD_BEFORE.search(text, max(start, stop - 12), stop)
    return word is not None and word.group().casefold() in _ABBREVIATIONS and word.group() not in _OFTEN_LAST


def _is_abbreviation(text: str, start: int, stop: int, after: int) -> bool:
    if text[max(start, stop - 6) : stop].isalpha() and stop - start >= 6:
        return False  # longer than any abbreviation
    letters = text[max(start, stop - 12) : stop].rpartition(" ")[2]
    if not letters.isalnum():  # points within: o.a.
        word = _WORD_BEFORE.search(text, max(start, stop - 12), stop)
        if word is None:
            return False
        letters = word.group()
    if letters.casefold() in _ABBREVIATIONS:
        # "c.s. De motie …" ends a sentence when a common word with a capital follows; a number or name goes on.
        return not (letters in _OFTEN_LAST and _opens(text, after))
    return _INITIAL.match(letters) is not None and (len(letters) == 1 or "." in letters)


def _opens(text: str, at: int) -> bool:
    word = _FIRST_WORD.match(text, at)
    return word is not None and word.group().strip(",") in _OPENERS
