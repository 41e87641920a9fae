"""Places where a letter names a motion: the words themselves, its proposers, number, subject and request.

One place is one ``Mention``; ``motions`` joins those of one motion. Forms: *motie van het lid Becker (VVD) c.s.
over …*, *moties van de leden A, B en C*, *motie-Boomsma/Rajkowski*, *motie Sneller/Ellian*, *motie op stuk nr. 41
(36 410 VI)*, *moties 21 501-32, nr. 1570 en 27 858, nr. 621*, *X en Y hebben een motie ingediend*.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kamergraaf.ingest.guarded import Guarded
from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.motion_numbers import (
    Number,
    bracket,
    cited_at,
    first_id,
    names_paper,
    near,
    of_note,
    of_row,
    past_bracket,
    replaced,
)
from kamergraaf.ingest.phrases import pattern
from kamergraaf.ingest.proposers import Members, read_members, stands_for_member
from kamergraaf.ingest.reading import Placed, Reading
from kamergraaf.ontology.model import Footnote, Status

_WORD = re.compile(r"(?P<moties>[Mm]otie(?P<plural>s)?)(?![^\W\d_])|(?P<capitals>MOTIES?)\b")
_CLOSE = re.compile(r"\s*\)")
_SUBMITTED = re.compile(r"\s+(?:is\s+|zijn\s+)?(?:ingediend|voorgesteld)\b")
_SUBMITTED_BEFORE = re.compile(r"(?:ingediende|voorgestelde)\s+(?:en\s+aangenomen\s+|gewijzigde\s+)?$")
_MARK_BETWEEN = re.compile(r"\d{1,2}(?=[ ,;])")
_COLUMN = re.compile(r" +[·|] +")  # the next column of a table's row

_NEAR = 200  # characters after a motion's words within which it tells what it replaces; an amended one anywhere
_MOST = 60  # motions that one word *moties* may name


def _p(name: str) -> Guarded:
    return pattern("motions", name)


@dataclass(slots=True)
class Mention:
    """One place that names a motion, filled in while it is read; offsets are of the repaired text."""

    start: int
    end: int
    rule: str
    sentence: Region
    members: tuple[Region, ...] = ()
    and_others: bool = False
    amended: bool = False
    plural: bool = False
    definite: bool = False  # "de motie", "deze motie"
    number: Number | None = None
    subject: Region | None = None
    asked: Region | None = None
    lost: Region | None = None
    replaces: Number | None = None
    heading: Region | None = None  # the heading it stands in


def mentions_at(reading: Reading, at: int) -> list[Mention]:
    """Give the motions named at the word *motie* that begins at ``at``; a plural may name several."""
    plain = reading.plain
    word = _WORD.match(plain, at)
    if word is None or (at > 0 and (plain[at - 1].isalnum() or plain[at - 1] in "-_")):
        return []
    sentence = reading.sentence(at)
    end = sentence[1]
    if end <= at:
        return []
    start = _with_amended(plain, at, sentence[0])
    plural = bool(word["plural"]) or (word["capitals"] or "").endswith("S")
    first = _element(reading, start, word.end(), sentence, plural)
    if first is None:
        return []
    first.amended, first.definite = start < at, _is_definite(plain, start, sentence[0])
    found = [first]
    while len(found) < _MOST:
        more = _further(reading, found[-1], sentence) if plural else _further_named(reading, found[-1], sentence)
        if more is None:
            break
        found.append(more)
    return found


def _with_amended(plain: str, at: int, floor: int) -> int:
    begin = max(floor, at - 30)
    m = _p("amended").search(plain[begin:at])
    return begin + m.start() if m else at


def _is_definite(plain: str, at: int, floor: int) -> bool:
    return plain[max(floor, at - 60) : at].rstrip().lower().endswith(
        (" de", "deze", "die", "betreffende", "genoemde")
    ) or (plain[floor:at].strip().lower() in ("de", "deze"))


def _element(reading: Reading, start: int, at: int, sentence: Region, plural: bool) -> Mention | None:
    """Read one motion whose word ends at ``at``: by members, by number, or by both."""
    plain, end = reading.plain, sentence[1]
    kind = _p("confidence").match(plain, at, end)
    after = kind.end() if kind else at
    if (m := _p("many").match(plain, after, end)) and (members := read_members(reading, m.end(), end, many=True)):
        return _complete(reading, start, members, "motie-leden", sentence, plural)
    if (m := _p("one").match(plain, after, end)) and (members := _named(reading, m.end(), end, plural)):
        return _complete(reading, start, members, "motie-lid", sentence, plural)
    if kind is not None:
        return None
    for form, rule in (("hyphen", "motie-streep"), ("bare", "motie-naam")):
        m = _p(form).match(plain, at, end)
        members = _named(reading, m.end(), end, plural) if m else None
        if members and _is_member(reading, members, end):
            return _complete(reading, start, members, rule, sentence, plural)
    submitted = _before(reading, start, at, sentence)
    if submitted is not None:
        return _with_content(reading, submitted, submitted.end)
    return _by_number(reading, start, at, sentence, plural) or _by_subject(reading, start, at, sentence, plural)


def _named(reading: Reading, at: int, end: int, plural: bool) -> Members | None:
    """Read the name behind *motie* or *motie van het lid*; in the singular all that *en* joins, if all are known."""
    members = None if plural else read_members(reading, at, end, many=True)
    if members is not None and all(stands_for_member(reading, (name,)) for name in members.names):
        return members
    return read_members(reading, at, end, many=False)


def _is_member(reading: Reading, members: Members, end: int) -> bool:
    """Whether the name behind a bare *motie* is a member's: known, several, *c.s.*, or with its number at once."""
    if members.and_others or len(members.names) > 1 or stands_for_member(reading, members.names):
        return True
    return cited_at(reading, members.end, end) is not None


def _by_number(reading: Reading, start: int, at: int, sentence: Region, plural: bool) -> Mention | None:
    plain, end = reading.plain, sentence[1]
    cited = cited_at(reading, at, end)
    if cited is None and plural and (listed := _p("list").match(plain, at, end)):
        cited = reading.citations.first(listed.end(), listed.end() + 3)
        if cited is not None:
            start = cited.start
    if cited is None or not names_paper(cited.item):
        return None
    number = Number(*first_id(cited, reading), status=cited.item.status)
    until = past_bracket(reading, at, cited, end)
    members = None
    for form, many in (("many-after-number", True), ("one-after-number", False)):
        if m := _p(form).match(plain, until, end):
            members = read_members(reading, m.end(), end, many=many)
            break
    mention = Mention(start, until, "motie-nummer", sentence, plural=plural, number=number)
    if members is not None:
        mention.members, mention.and_others = members.names, members.and_others
        mention.end, mention.rule = members.end, "motie-nummer-lid"
    return _with_content(reading, mention, mention.end)


def _by_subject(reading: Reading, start: int, at: int, sentence: Region, plural: bool) -> Mention | None:
    """Read *motie over de toolkit (29 754, nr. 482)*: no member is named, the number in brackets tells which."""
    if _p("subject").match(reading.plain, at, sentence[1]) is None:
        return None
    mention = _with_content(reading, Mention(start, at, "motie-nummer", sentence, plural=plural), at)
    if mention.number is None or not mention.number.ids or (plural and len(mention.number.ids) == 1):
        return None
    # Another document in between, or before ("de brief in reactie op moties over …"), may be the one with the number.
    rivals = _p("rival").finditer(reading.plain, sentence[0], start)
    before = [m.end() for m in rivals if not reading.plain.endswith("deze ", sentence[0], m.start())]
    if before and reading.citations.first(before[-1], start) is None:
        return None
    return None if _p("rival").search(reading.plain, at, min(mention.number.at[0], sentence[1])) else mention


def _before(reading: Reading, start: int, at: int, sentence: Region) -> Mention | None:
    """Read members before the word: *collega's Keijzer en Bergkamp een motie ingediend*."""
    plain = reading.plain
    floor = max(sentence[0], start - 160)
    window = plain[floor:start]
    submitted = _SUBMITTED.match(plain, at, sentence[1])
    done = _SUBMITTED_BEFORE.search(window)
    if submitted is None and done is None:
        return None
    for m in reversed(list((_p("members-before") if submitted else _p("by")).finditer(window))):
        members = read_members(reading, floor + m.end(), start, many=True)
        if members is None or not stands_for_member(reading, members.names):
            continue
        gap = plain[members.end : start]
        if len(gap) > 40 or (submitted and _p("introduced").fullmatch(gap) is None):
            continue
        begin = floor + m.start()
        if submitted and plain[max(sentence[0], begin - 5) : begin].endswith("mijn "):
            begin -= 5
        until = submitted.end() if submitted else at
        return Mention(begin, until, "motie-ingediend", sentence, members.names, members.and_others)
    return None


def _further(reading: Reading, before: Mention, sentence: Region) -> Mention | None:
    """Read the next motion of a plural: *en Wassenberg c.s. 36 200 VIII, nr. 113*, *en 27 858, nr. 621*."""
    plain, end = reading.plain, sentence[1]
    inside = before.number is not None and before.start <= before.number.at[0] < end  # not in a note
    at = before.number.at[1] if before.number is not None and inside else before.end
    at = max(at, before.end)
    if before.subject is not None and not inside:
        at = max(at, before.subject[1])
    close = _CLOSE.match(plain, at, end) or _MARK_BETWEEN.match(plain, at, end)
    at = close.end() if close else at
    joint = _p("next").match(plain, at, end)
    if joint is None:
        return None
    cited = reading.citations.first(joint.end(), joint.end() + 4)
    if cited is not None and names_paper(cited.item) and not before.members:
        number = Number(*first_id(cited, reading), status=cited.item.status)
        return Mention(cited.start, cited.end, "motie-nummer", sentence, plural=True, number=number)
    if before.members and (joint_subject := _p("next-subject").match(plain, at, end)):
        same = Mention(joint_subject.end() + 1, joint_subject.end() + 1, before.rule, sentence, before.members)
        same.and_others, same.plural = before.and_others, True
        further = _with_content(reading, same, joint_subject.end())
        if not further.subject or not further.number:
            return None
        further.end = further.subject[1]
        return further
    at = joint.end()
    named = _by_members(reading, at, sentence, plural=True)
    if named is not None:
        return named
    members = read_members(reading, at, end, many=False)
    if members is None or not (inside or before.rule in ("motie-naam", "motie-streep")):
        return None
    if members.and_others or cited_at(reading, members.end, end) or _marked_at(reading, members.end):
        return _complete(reading, at, members, "motie-naam", sentence, True)
    return None


def _further_named(reading: Reading, before: Mention, sentence: Region) -> Mention | None:
    """Read the next motion of a singular: *… (35510-21) en van het lid Klaver c.s. over …*.

    A subject or a number between tells it from a list of proposers.
    """
    plain, end = reading.plain, sentence[1]
    inside = before.number is not None and before.end <= before.number.at[0] < end
    if not before.members or not (before.subject or inside):
        return None
    at = max(before.end, before.subject[1] if before.subject else 0)
    at = max(at, before.number.at[1]) if before.number is not None and inside else at
    close = _CLOSE.match(plain, at, end)
    joint = _p("next-named").match(plain, close.end() if close else at, end)
    if joint is None or "motie" in joint.group():  # a word of its own is read where it stands
        return None
    return _by_members(reading, joint.end() + 1, sentence, plural=False)


def _by_members(reading: Reading, at: int, sentence: Region, *, plural: bool) -> Mention | None:
    """Read *van de leden A en B* or *van het lid C* at ``at``, with what follows."""
    for form, many, rule in (("many", True, "motie-leden"), ("one", False, "motie-lid")):
        if m := _p(form).match(reading.plain, at - 1, sentence[1]):
            members = read_members(reading, m.end(), sentence[1], many=many)
            return _complete(reading, at, members, rule, sentence, plural) if members else None
    return None


def _marked_at(reading: Reading, at: int) -> bool:
    """Whether a note's mark stands just behind a name that ends at ``at``."""
    return any(mark.end > at for mark in reading.marks.between(at - 2, at + 3))


def _complete(reading: Reading, start: int, members: Members, rule: str, sentence: Region, plural: bool) -> Mention:
    mention = Mention(start, members.end, rule, sentence, members.names, members.and_others, plural=plural)
    return _with_content(reading, mention, members.end)


def _with_content(reading: Reading, mention: Mention, at: int) -> Mention:
    """Read what stands behind a motion's words: number, subject and request, in any order."""
    plain, (_, end) = reading.plain, mention.sentence
    inside = _mark_in(reading, mention.start, at + 2, mention)
    number, lost = mention.number, None
    if number is None and inside is not None:
        number, lost = of_note(reading, inside, mention.plural)
    if number is None and lost is None and (cited := cited_at(reading, at, end)):
        number, at = bracket(reading, at, cited, end, mention.plural)
    subject = _subject(reading, at, end)
    asked = _asked(reading, subject[1] if subject else at, end) or _asked(reading, at, end)
    asked = asked or _asked_next(reading, subject[1] if subject else at)
    last = max(at, subject[1] if subject else at, asked[1] if asked else at)
    if number is None and lost is None:
        number = near(reading, last, end, plural=mention.plural)
        if number is None and not mention.plural:
            number = of_row(reading, mention.start, mention.end)
    if number is not None and _p("of-letter").search(
        plain[max(mention.sentence[0], mention.start - 300) : mention.start]
    ):
        number = replace(number, status=Status.AMBIGUOUS)  # the number may be that of the letter, not of the motion
    if number is not None and mention.plural and len(number.ids) > 1 and len(mention.members) > 1:
        number = replace(number, status=Status.AMBIGUOUS)  # theirs together, or to each one
    if subject is not None and (column := _COLUMN.search(plain, *subject)) is not None:
        subject = (subject[0], column.start())
    amended = not plain.startswith(("motie", "Motie", "MOTIE"), mention.start)
    replaces = replaced(reading, mention.end, end if amended else min(end, mention.end + _NEAR))
    if replaces is not None and number is not None and number.ids == replaces.ids:
        number = None
    phrase_end = mention.end
    while phrase_end > mention.start and plain[phrase_end - 1] in " ,":
        phrase_end -= 1
    mention.end, mention.number, mention.lost = phrase_end, number, lost
    mention.subject, mention.asked, mention.replaces = subject, asked, replaces
    return mention


def _mark_in(reading: Reading, start: int, end: int, mention: Mention) -> Placed[Footnote] | None:
    marks = reading.marks.between(start, min(end, mention.sentence[1] + 3))
    return marks[-1] if marks else None


def _subject(reading: Reading, at: int, end: int) -> Region | None:
    plain = reading.plain
    m = _p("subject").match(plain, at, end)
    if m is None:
        return None
    stop = _p("subject-end").search(plain, m.end(), end)
    until = stop.start() if stop else end
    mark = reading.marks.first(m.end(), until)
    return _trimmed(plain, m.end(), min(until, mark.start) if mark else until)


def _asked(reading: Reading, at: int, end: int) -> Region | None:
    plain = reading.plain
    m = _p("asked").match(plain, at, end)
    if m is None:
        return None
    stop = _p("asked-end").search(plain, m.end(), end)
    until = stop.start() if stop else end
    mark = reading.marks.first(m.end(), until)
    return _trimmed(plain, m.end(), min(until, mark.start) if mark else until)


def _asked_next(reading: Reading, at: int) -> Region | None:
    """Read the request that a row of a table begins anew: *Motie van het lid A c.s. Verzoekt de regering, …*."""
    m = _p("asked-anew").match(reading.plain, at)
    if m is None:
        return None
    end = reading.sentence(m.end())[1]
    stop = _p("asked-end").search(reading.plain, m.end(), end)
    return _trimmed(reading.plain, m.end(), stop.start() if stop else end)


def _trimmed(plain: str, start: int, end: int) -> Region | None:
    while end > start and plain[end - 1] in " .,;:\n":
        end -= 1
    return (start, end) if end - start > 3 else None
