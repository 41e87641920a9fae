"""A motion told in one sentence and named in the next: *Het lid X verzocht … (29 754, nr. 482). Deze motie-X …*."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kamergraaf.ingest.motion_content import Mention
from kamergraaf.ingest.motion_numbers import names_paper, number_at
from kamergraaf.ingest.phrases import patterns
from kamergraaf.ingest.proposers import Members, all_members, not_yet, persons, read_members, spelled
from kamergraaf.ingest.reading import Reading
from kamergraaf.ontology.model import Status

_p = patterns("motions")

_OPENS: Final = ("", "Het", "De")  # what may stand before "lid X" where a sentence begins
_BEFORE: Final = 60  # characters before the word within which "deze" stands


def with_told(reading: Reading, mention: Mention) -> Mention:
    """Give *deze motie-X*, named without number, that of the sentence before, and who signed as that sentence says.

    Only where that sentence begins with the same member, who asks, says no *motie* and names no other document,
    and ends with the one number, in brackets.
    """
    plain, start = reading.plain, mention.sentence[0]
    if mention.number or mention.lost or mention.plural or not mention.members:
        return mention
    if _p("this").search(plain, max(start, mention.start - _BEFORE), mention.start) is None:
        return mention
    first, last = reading.sentence(start - 2) if start > 1 else (0, 0)
    if first < reading.layout.block_at(mention.start)[0]:
        return mention
    told = _asking(reading, first, last)
    cited = reading.citations.between(first, last)
    if (
        told is None
        or len(cited) != 1
        or not names_paper(cited[0].item)
        or cited[0].item.status is not Status.CERTAIN
    ):
        return mention
    opening = plain.rfind("(", told.end, cited[0].start)
    if opening < 0 or plain[cited[0].end : start].strip(" .\n") != ")":
        return mention
    if _p("rival").search(plain, told.end, cited[0].start):
        return mention
    named, asking = persons(reading, mention.members), persons(reading, told.names)
    if {spelled(p) for p in named} - {spelled(p) for p in asking} or spelled(named[0]) != spelled(asking[0]):
        return mention
    return replace(
        mention,
        members=mention.members + not_yet(reading, mention.members, told.names),
        and_others=mention.and_others or told.and_others,
        number=number_at(reading, cited[0]),
    )


def _asking(reading: Reading, first: int, last: int) -> Members | None:
    """Read *Het lid X heeft samen met de leden Y en Z verzocht*: those who ask, up to the verb's end."""
    plain = reading.plain
    m = _p("members-before").search(plain, first, last)
    if m is None or plain[first : m.start()].strip() not in _OPENS:
        return None
    members = read_members(reading, m.end(), last, many=True)
    if members is None:
        return None
    if joint := _p("together-with").match(plain, members.end, last):
        more = read_members(reading, joint.end(), last, many=True)
        if more is None:
            return None
        members = Members(members.names + more.names, more.end, members.and_others or more.and_others)
    done = _p("they-ask").match(plain, members.end, last)
    if done is None or not all_members(reading, members.names):
        return None
    return Members(members.names, done.end(), members.and_others)
