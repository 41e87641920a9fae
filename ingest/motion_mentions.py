"""Places where a letter names a motion: the words themselves, its proposers, number, subject and request.

One place is one ``Mention``; ``motions`` joins those of one motion. Forms: *motie van het lid Becker (VVD) c.s.
over …*, *moties van de leden A, B en C*, *motie-Boomsma/Rajkowski*, *motie Sneller/Ellian*, *motie op stuk nr. 41
(36 410 VI)*, *moties 21 501-32, nr. 1570 en 27 858, nr. 621*, *X en Y hebben een motie ingediend*.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.motion_content import Mention, complete, with_content
from kamergraaf.ingest.motion_numbers import (
    Number,
    bare_at,
    bracket,
    cited_at,
    names_paper,
    number_ahead,
    number_at,
    of_note,
    past_bracket,
)
from kamergraaf.ingest.motion_signers import after_number, before, in_brackets, relative, with_signers
from kamergraaf.ingest.motion_told import with_told
from kamergraaf.ingest.phrases import patterns
from kamergraaf.ingest.proposers import (
    Members,
    all_members,
    read_members,
    stands_for_member,
)
from kamergraaf.ingest.reading import Placed, Reading
from kamergraaf.ontology.model import Citation, Status

_p = patterns("motions")

_WORD = re.compile(r"(?P<moties>[Mm]otie(?P<plural>s)?)(?![^\W\d_])|(?P<capitals>MOTIES?)\b")
_CLOSE = re.compile(r"\s*\)")
_COMPOUND = re.compile(r"[^\W\d_]{3,40}-?$")
_NO_MOTION = frozenset(["promotie", "emotie", "commotie", "locomotie", "demotie", "slow-motie", "automotie"])
_QUOTE = re.compile(r"[»”\"’']")
_MARK_BETWEEN = re.compile(r"\d{1,2}(?=[ ,;])")

_MOST = 60  # motions that one word *moties* may name


def mentions_at(reading: Reading, at: int) -> list[Mention]:
    """Give the motions named at the word *motie* that begins at ``at``; a plural may name several."""
    plain = reading.plain
    word = _WORD.match(plain, at)
    if word is None:
        return []
    sentence = reading.sentence(at)
    end = sentence[1]
    if end <= at:
        return []
    if at > 0 and (plain[at - 1].isalnum() or plain[at - 1] in "-_"):
        named = _nicknamed(reading, word, sentence)
        return [named] if named else []
    start = _with_amended(plain, at, sentence[0])
    plural = bool(word["plural"]) or (word["capitals"] or "").endswith("S")
    first = _element(reading, start, word.end(), sentence, plural)
    if first is None:
        return []
    first.amended = start < at or _p("amended-behind").match(plain, at, end) is not None
    first.definite = _is_definite(plain, start, sentence[0])
    first = with_told(reading, first)
    found = [first]
    if plural and not first.members and first.number and len(first.number.ids) > 1:
        return _each(first, first.number)
    while len(found) < _MOST:
        more = _further(reading, found[-1], sentence) if plural else _further_named(reading, found[-1], sentence)
        if more is None:
            break
        found.append(more)
    return found


def _each(mention: Mention, number: Number) -> list[Mention]:
    """Give each of *de moties op stuk nrs. 150 en 151* for itself."""
    if number.status is Status.AMBIGUOUS:
        return [mention]
    return [replace(mention, number=replace(number, ids=(one,))) for one in number.ids]


def _nicknamed(reading: Reading, word: re.Match[str], sentence: Region) -> Mention | None:
    """Read *de «windvaanmotie» van het lid X* and *de Kamermotie (29 754, nr. 482)*; *promotie* is none."""
    plain, at = reading.plain, word.start()
    m = _COMPOUND.search(plain, max(sentence[0], at - 42), at)
    if m is None or word["moties"] != "motie" or (m.group() + "motie").casefold().endswith(tuple(_NO_MOTION)):
        return None
    start, end = m.start(), sentence[1]
    if m.group().casefold() == "kamer":
        return _element(reading, start, word.end(), sentence, plural=False)
    quote = _QUOTE.match(plain, word.end(), end)
    after = quote.end() if quote else word.end()
    for form, many in (("many", True), ("one", False)):
        if (by := _p(form).match(plain, after, end)) and (members := read_members(reading, by.end(), end, many=many)):
            return complete(reading, start, members, "motie-leden" if many else "motie-lid", sentence, plural=False)
    by = _p("bare").match(plain, after, end)
    members = _named(reading, by.end(), end, plural=False) if by and plain.startswith("van ", by.end()) else None
    if members and all_members(reading, members.names):
        return complete(reading, start, members, "motie-naam", sentence, plural=False)
    return _by_number(reading, start, after, sentence, plural=False)


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
        return complete(reading, start, members, "motie-leden", sentence, plural)
    if (m := _p("one").match(plain, after, end)) and (members := _named(reading, m.end(), end, plural)):
        return complete(reading, start, members, "motie-lid", sentence, plural)
    if kind is not None:
        return None
    for form, rule in (("hyphen", "motie-streep"), ("bare", "motie-naam")):
        m = _p(form).match(plain, at, end)
        members = _named(reading, m.end(), end, plural) if m else None
        if members and _is_member(reading, members, end):
            return complete(reading, start, members, rule, sentence, plural)
    if not plural and (inside := in_brackets(reading, at, end)) and cited_at(reading, inside.end, end):
        return complete(reading, start, inside, "motie-naam", sentence, plural, at=inside.end)
    if not plural and (named := relative(reading, at, end)):
        return complete(reading, start, named[0], "motie-ingediend", sentence, plural, at=named[1])
    if not plural and (cited := number_ahead(reading, start, sentence[0])):
        begins = cited.start
        number = number_at(reading, cited)
        return _numbered(reading, begins, at, sentence, plural, number)
    if (submitted := before(reading, start, at, sentence)) is not None:
        members = submitted.members
        begins = min(submitted.start, start)
        begins = begins if begins > sentence[0] or begins == submitted.start else start
        signed = with_signers(reading, Members(members.names, submitted.end, members.and_others), end)
        mention = Mention(begins, signed.end, "motie-ingediend", sentence, signed.names, signed.and_others)
        return with_content(reading, mention, mention.end)
    return (
        _by_number(reading, start, at, sentence, plural)
        or _by_mark(reading, start, at, sentence, plural)
        or _by_subject(reading, start, at, sentence, plural)
    )


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
    if cited is None and not plural and (bare := bare_at(reading, at, end)):
        number, until = bare
        return _numbered(reading, start, until, sentence, plural, number)
    if cited is None and plural and (listed := _p("list").match(plain, at, end)):
        cited = reading.citations.first(listed.end(), listed.end() + 3)
        if cited is not None:
            start = cited.start
    if cited is None or not names_paper(cited.item):
        return None
    number = number_at(reading, cited)
    return _numbered(reading, start, past_bracket(reading, at, cited, end), sentence, plural, number)


def numbered(reading: Reading, cited: Placed[Citation], sentence: Region) -> Mention:
    """Read a motion that is named by its number only, at that number."""
    number = number_at(reading, cited)
    return _numbered(reading, cited.start, cited.end, sentence, False, number)


def headed_by_number(reading: Reading, start: int, end: int) -> Mention | None:
    """Read a line that begins with a bare number and then names members only: *Nr. 168 (Rog en Peters): ontraden*."""
    bare = bare_at(reading, start, end)
    if bare is None or after_number(reading, bare[1], end) is None:
        return None
    return _numbered(reading, start, bare[1], reading.sentence(start), False, bare[0])


def _numbered(reading: Reading, start: int, until: int, sentence: Region, plural: bool, number: Number) -> Mention:
    """Read what stands behind a motion's number: who proposed it, and what it is about."""
    end = sentence[1]
    members = after_number(reading, until, end)
    mention = Mention(start, until, "motie-nummer", sentence, plural=plural, number=number)
    if members is not None:
        members = with_signers(reading, members, end)
        mention.members, mention.and_others = members.names, members.and_others
        mention.end, mention.rule = members.end, "motie-nummer-lid"
    return with_content(reading, mention, mention.end)


def _by_mark(reading: Reading, start: int, at: int, sentence: Region, plural: bool) -> Mention | None:
    """Read *deze motie2*: the note gives the number of a motion that was named just before."""
    if plural or _p("this").search(reading.plain, max(sentence[0], start - 60), start) is None:
        return None
    marks = reading.marks.between(at, min(at + 2, sentence[1] + 1))
    number = of_note(reading, marks[0], plural)[0] if marks else None
    if number is None or number.status is Status.AMBIGUOUS:
        return None
    return Mention(start, at, "motie-nummer", sentence, number=number, pointing=True)


def _by_subject(reading: Reading, start: int, at: int, sentence: Region, plural: bool) -> Mention | None:
    """Read *motie over de toolkit (29 754, nr. 482)*: no member is named, the number in brackets tells which."""
    if _p("subject").match(reading.plain, at, sentence[1]) is None:
        return None
    mention = with_content(reading, Mention(start, at, "motie-nummer", sentence, plural=plural), at)
    if not plural and mention.number is None and mention.subject is not None:
        inside = in_brackets(reading, mention.subject[1], sentence[1])
        if inside is not None and (cited := cited_at(reading, inside.end, sentence[1])):
            mention.members, mention.and_others = inside.names, inside.and_others
            mention.number = bracket(reading, inside.end, cited, sentence[1], plural)[0]
    if mention.number is None or not mention.number.ids or (plural and len(mention.number.ids) == 1):
        return None
    # Another document in between, or before ("de brief in reactie op moties over …"), may be the one with the number.
    # Within the brackets that it begins, "vroeg via een motie A te doen (motie over A, 29 754, nr. 4)".
    floor = start if reading.plain.endswith("(", sentence[0], start) else sentence[0]
    rivals = _p("rival").finditer(reading.plain, floor, start)
    before = [m.end() for m in rivals if not reading.plain.endswith("deze ", sentence[0], m.start())]
    if before and reading.citations.first(before[-1], start) is None:
        return None
    return None if _p("rival").search(reading.plain, at, min(mention.number.at[0], sentence[1])) else mention


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
        number = number_at(reading, cited)
        return Mention(cited.start, cited.end, "motie-nummer", sentence, plural=True, number=number)
    if before.members and (joint_subject := _p("next-subject").match(plain, at, end)):
        same = Mention(joint_subject.end() + 1, joint_subject.end() + 1, before.rule, sentence, before.members)
        same.and_others, same.plural = before.and_others, True
        further = with_content(reading, same, joint_subject.end())
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
        return complete(reading, at, members, "motie-naam", sentence, True)
    return None


def _further_named(reading: Reading, before: Mention, sentence: Region) -> Mention | None:
    """Read the next motion of a singular: *… (35510-21) en van het lid Klaver c.s. over …*.

    A subject or a number between tells it from a list of proposers.
    """
    plain, end = reading.plain, sentence[1]
    if before.rule == "motie-nummer" and (die := _p("next-number").match(plain, before.end, end)):
        cited = cited_at(reading, die.end(), end)
        if cited is not None:
            number = number_at(reading, cited)
            return _numbered(reading, die.end(), cited.end, sentence, False, number)
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
            return complete(reading, at, members, rule, sentence, plural) if members else None
    return None


def _marked_at(reading: Reading, at: int) -> bool:
    """Whether a note's mark stands just behind a name that ends at ``at``."""
    return any(mark.end > at for mark in reading.marks.between(at - 2, at + 3))
