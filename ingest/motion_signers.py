"""Who proposed a motion, where its words do not begin with it: before them, behind its number, or in its note."""

from __future__ import annotations

import re
from typing import Final

from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.phrases import patterns
from kamergraaf.ingest.proposers import Members, all_members, read_members, stands_for_member
from kamergraaf.ingest.reading import Placed, Reading
from kamergraaf.ingest.values import value
from kamergraaf.ontology.model import Footnote, PersonMention

_p = patterns("motions")

_SUBMITTED: Final = re.compile(
    r"(?:\s+(?:over|inzake)\s[^.,;()]{2,90}?)?\s+(?:(?:is|zijn|heeft|hebben|had|hadden)\s+)?(?:ingediend|voorgesteld)\b"
)
_BROUGHT_IN: Final = re.compile(r"(?:\s+[^.;()]{0,90}?)?\s+in\b(?!\s+(?:de|het|een|zijn|haar|hun)\b)")
_BROUGHT: Final = re.compile(r"\bdienden?\b")
_WHOSE: Final = re.compile(r"\b(?:zijn|haar|hun|wiens|wier|bij|per|een)\s")
_PUT: Final = re.compile(r"\bstelden?\b")
_PUT_FORWARD: Final = re.compile(r"\s+voor\b(?=\s+(?:over|inzake|waarin)\s|[.,;]|\s*\()")
_CLOSES: Final = re.compile(r"(?:, ?[A-Z][\w-]{1,14})? ?\)")  # ", VVD)"
_SHORT: Final = 30  # characters of "is ingediend": with more between, the subject is read from the word on
_WINDOW: Final = 200  # characters before the word within which its members stand
_PREVIOUS: Final = 400  # characters within which "zijn motie" has the member that it speaks of
_WOMAN: Final = re.compile(r"(?:[Mm]evrouw|[Mm]evr\.|[Mm]w\.) $")
_MAN: Final = re.compile(r"(?:[Dd]e heer|[Dd]hr\.) $")


@value
class Before:
    """Members before the word *motie*: where the phrase begins and ends, and who they are."""

    start: int
    end: int
    members: Members


def before(reading: Reading, start: int, at: int, sentence: Region) -> Before | None:
    """Read members before the word: *collega's Keijzer en Bergkamp een motie ingediend*, *het lid X in zijn motie*.

    ``start``: of the motion's words, ``at``: behind the word *motie*.
    """
    plain = reading.plain
    floor = max(sentence[0], start - _WINDOW)
    window = plain[floor:start]
    done = _p("submitted-before").search(window)
    if done is not None:
        return _introduced(reading, floor, floor + done.start(), start, at)
    submitted = _SUBMITTED.match(plain, at, sentence[1])
    brought = None if submitted else _BROUGHT.search(window) and _BROUGHT_IN.match(plain, at, sentence[1])
    if submitted or brought:
        until = submitted.end() if submitted and submitted.end() - at < _SHORT else at
        return _who_introduced(reading, floor, start, until, sentence)
    if _PUT.search(window) and (put := _PUT_FORWARD.match(plain, at, sentence[1] + 1)):
        return _who_introduced(reading, floor, start, put.end(), sentence)
    return _in_their_motion(reading, floor, start, at) or _theirs(reading, start, at, sentence)


def _introduced(reading: Reading, floor: int, done: int, start: int, at: int) -> Before | None:
    """Read *door het lid X op 3 mei ingediende motie*."""
    for m in reversed(list(_p("by").finditer(reading.plain[floor:done]))):
        members = read_members(reading, floor + m.end(), start, many=True)
        if members is None or not stands_for_member(reading, members.names) or members.end > done:
            continue
        if _p("between-submitted").fullmatch(reading.plain[members.end : done]):
            return Before(floor + m.start(), at, members)
    return None


def _who_introduced(reading: Reading, floor: int, start: int, until: int, sentence: Region) -> Before | None:
    """Read *de leden X en Y hebben een motie ingediend*, *diende het lid X een motie in*."""
    plain = reading.plain
    for begin, members in _lists_before(reading, floor, start):
        if _p("introduced").fullmatch(plain[members.end : start]) is None:
            continue
        if plain[max(sentence[0], begin - 5) : begin].endswith("mijn "):
            begin -= 5
        return Before(begin, until, members)
    return None


def _in_their_motion(reading: Reading, floor: int, start: int, at: int) -> Before | None:
    """Read *het lid X verzoekt in zijn motie*: nobody else stands between."""
    plain = reading.plain
    if not _WHOSE.search(plain, max(floor, start - 60), start):
        return None
    for begin, members in _lists_before(reading, floor, start):
        between = _p("own-motion-of").fullmatch(plain[members.end : start])
        if between is None or reading.persons.between(members.end, start):
            return None
        title = plain[begin : members.names[0][0]]
        mismatch = {"zijn": _WOMAN, "haar": _MAN}.get(between["whose"])
        if mismatch is not None and mismatch.search(title):
            return None
        joined = plain.endswith((" en ", " en de ", ", "), 0, begin)
        if joined and between.start("whose") == 1:
            return None  # "de heer X en het lid Y zijn …": a verb
        several = members.and_others or len(members.names) > 1
        if between["whose"] and several != (between["whose"] == "hun"):
            return None
        return Before(begin, at, members)
    return None


def _lists_before(reading: Reading, floor: int, start: int) -> list[tuple[int, Members]]:
    """Give the lists of members before the word, the last first; *mevrouw X en mevrouw Y* is one."""
    found: list[tuple[int, Members]] = []
    for m in _p("members-before").finditer(reading.plain[floor:start]):
        members = read_members(reading, floor + m.end(), start, many=True)
        if members is None or not stands_for_member(reading, members.names):
            continue
        if not found or members.end > found[-1][1].end:
            found.append((floor + m.start(), members))
    return found[::-1]


def _theirs(reading: Reading, start: int, at: int, sentence: Region) -> Before | None:
    """Read *Op verzoek van de heer X is dit bezien. Zijn motie …*: of the only member spoken of just before."""
    plain = reading.plain
    whose = _p("his").search(plain, max(sentence[0], start - 60), start)
    if whose is None or whose["whose"].casefold() == "hun":
        return None
    begin = reading.layout.block_at(start)[0]
    begin = max(begin, sentence[0] - _PREVIOUS)
    begin = max(begin, reading.sentence(sentence[0] - 2)[0] if sentence[0] - 2 > begin else begin)
    named = reading.persons.between(begin, whose.start())
    if len({p.item.person or p.item.name for p in named}) != 1 or named[0].item.role not in (None, "lid"):
        return None
    if named[0].item.person is None:
        return None
    if len(reading.ministries.between(begin, whose.start())) > 0:
        return None
    title = plain[max(0, named[0].start - 12) : named[0].start]
    mismatch = _WOMAN if whose["whose"].casefold() == "zijn" else _MAN
    if mismatch.search(title):
        return None
    return Before(whose.start(), at, Members(((named[0].start, named[0].end),), named[0].end, False))


def relative(reading: Reading, at: int, end: int) -> tuple[Members, int] | None:
    """Read *die mevrouw X indiende* and *waarin het lid X verzoekt* behind the word, with where it ends."""
    for form, verb, past in (("which-they", "they-submitted", True), ("in-which-they", "they-ask", False)):
        m = _p(form).match(reading.plain, at, end)
        members = read_members(reading, m.end(), end, many=True) if m else None
        if members is None or not stands_for_member(reading, members.names):
            continue
        if done := _p(verb).match(reading.plain, members.end, end):
            return members, done.end() if past else members.end
    return None


def after_number(reading: Reading, at: int, end: int) -> Members | None:
    """Read who proposed behind a motion's number: *op stuk nr. 843, van de hand van de heer Ceder*."""
    plain = reading.plain
    for form, many in (("many-after-number", True), ("one-after-number", False)):
        if m := _p(form).match(plain, at, end):
            members = read_members(reading, m.end(), end, many=True) if not many else None
            if members is None or not all_members(reading, members.names):
                members = read_members(reading, m.end(), end, many=many)
            return members
    if m := _p("asks-after-number").match(plain, at, end):
        members = read_members(reading, m.end(), end, many=True)
        return members if members and all_members(reading, members.names) else None
    if m := _p("names-after-number").match(plain, at, end):
        members = read_members(reading, m.end(), end, many=True)
        if members is None or not all_members(reading, members.names):
            return None
        if "(" not in m.group():
            return members
        close = _CLOSES.match(plain, members.end, end)
        return Members(members.names, close.end(), members.and_others) if close else None
    return None


def in_brackets(reading: Reading, at: int, end: int) -> Members | None:
    """Read the names that a bracket begins with before the number: *motie (X/Y, 29 893, nr. 149)*."""
    m = _p("bracket").match(reading.plain, at, end)
    members = read_members(reading, m.end(), end, many=True) if m else None
    if members is None or not all_members(reading, members.names):
        return None
    close = _p("bracket-next").match(reading.plain, members.end, end)
    return Members(members.names, close.end(), members.and_others) if close else None


def with_signers(reading: Reading, members: Members, end: int) -> Members:
    """Add those who signed too: *, mede ondertekend door Grinwis (ChristenUnie) en anderen*."""
    more = signers(reading, members.end, end)
    if more is None:
        return members
    return Members(members.names + more.names, more.end, members.and_others or more.and_others)


def signers(reading: Reading, at: int, end: int, form: str = "signers") -> Members | None:
    """Read who signed a motion too at ``at``; None where nobody is named, or somebody who is no member."""
    m = _p(form).match(reading.plain, at, end)
    if m is None:
        return None
    more = read_members(reading, m.end(), end, many=True)
    if more is None or not all_members(reading, more.names):
        return None
    close = _CLOSES.match(reading.plain, more.end, end) if "(" in m.group() else None
    return Members(more.names, close.end() if close else more.end, more.and_others)


def of_note(reading: Reading, mark: Placed[Footnote], number: Region) -> Members | None:
    """Read who proposed in the note that gives the number: *Kamerstuk 36 045, nr. 131, ingediend door de leden …*."""
    note = mark.item.note
    if note is None:
        return None
    start, end = reading.clean.to_clean(note.start), reading.clean.to_clean(note.end)
    return signers(reading, number[1], end, "signers-in-note") if start <= number[0] < end else None


def together(one: tuple[PersonMention, ...], more: tuple[PersonMention, ...]) -> tuple[PersonMention, ...]:
    """Give both lists as one; who stands in both once, as the first names them."""
    known = {p.person or p.name.casefold() for p in one}
    return one + tuple(p for p in more if (p.person or p.name.casefold()) not in known)
