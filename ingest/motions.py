"""The motions that a letter names: one entry a motion, each with its places, proposers, number and fate.

Places are joined when they give the same number, or the same members within one section; a place that names members
only is joined to the one motion of those members in the letter, and stays ambiguous where there are several. A number
comes only from a linked note, from brackets in the motion's own sentence, or from its own heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kamergraaf.ingest.deeds import act_in
from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.motion_content import Mention
from kamergraaf.ingest.motion_findings import motion_of
from kamergraaf.ingest.motion_groups import Group, join
from kamergraaf.ingest.motion_mentions import headed_by_number, mentions_at, numbered
from kamergraaf.ingest.motion_numbers import Number, names_paper
from kamergraaf.ingest.motion_rows import rows_below
from kamergraaf.ingest.motion_signers import signers
from kamergraaf.ingest.own_motion import own_motion
from kamergraaf.ingest.phrases import patterns
from kamergraaf.ingest.proposers import persons, read_members
from kamergraaf.ingest.reading import Placed, Reading
from kamergraaf.ingest.triggers import Trigger
from kamergraaf.ontology.model import Citation, Motion

_p = patterns("motions")

_BY_NUMBER = frozenset({"stuk-nummer", "nummer-voor-dossier", "nummer-voor-fonds"})
_ON = re.compile(r"[\s•·*–-]*Op ")
_IN = re.compile(r"In (?:[Kk]amerstuk(?:ken)? )?")
_MOTION = re.compile(r"\b[Mm]otie\b")
_LONGEST_HEADING = 300
_NEAR_NUMBER = 420  # characters between "is voorgesteld door" and "Zij krijgt nr."
_VOTE_REACH = 4000  # characters from "In stemming komt" to the result: explanations of vote stand between


def find_motions(reading: Reading, hits: dict[Trigger, list[int]], letter_key: str) -> tuple[Motion, ...]:
    """Give the motions of a letter in order of place. ``hits``: as ``triggers.scan`` gives them."""
    own = own_motion(reading, hits[Trigger.MOTION], letter_key)
    own_end = reading.clean.to_clean(own.heading.end) if own else 0
    groups: list[Group] = []
    outer: Mention | None = None
    asked = _asked_on_number(reading) if hits[Trigger.MOTION] else {}
    for at in sorted([*hits[Trigger.MOTION], *asked]):
        if at < own_end and own is not None:
            continue
        if at in asked:
            join(reading, groups, asked[at])
            continue
        for mention in _proposed(reading, at) or mentions_at(reading, at) or rows_below(reading, at):
            inner = outer is not None and _is_within(mention, outer)
            if inner and not mention.members:
                continue
            if inner:
                mention.number = None
            join(reading, groups, mention)
            outer = outer if inner else mention
    _votes(reading, groups, hits[Trigger.RESULT])
    _back_references(reading, groups, hits[Trigger.MOTION])
    found = [own] if own else []
    used: dict[str, int] = {}
    for group in groups:
        found.append(motion_of(reading, group, letter_key, used))
    return tuple(sorted(found, key=lambda m: (m.heading.start, m.heading.end)))


def _asked_on_number(reading: Reading) -> dict[int, Mention]:
    """Read *Op stuk nr. 168 verzoekt het lid X c.s. de regering …*, where this or the next sentence says motie.

    And the lines *Nr. 168 (X en Y): oordeel Kamer* of a letter about motions.
    """
    found: dict[int, Mention] = {}
    for cited in reading.citations:
        if mention := _asked_in_number(reading, cited):
            found[cited.start] = mention
            continue
        if cited.item.rule not in _BY_NUMBER or len(cited.item.ids) != 1:
            continue
        sentence = reading.sentence(cited.start)
        if _ON.fullmatch(reading.plain, sentence[0], cited.start) is None:
            continue
        following = reading.sentence(sentence[1] + 1)[1]
        mention = numbered(reading, cited, sentence)
        if mention.members and _MOTION.search(reading.plain, sentence[0], following):
            found[cited.start] = mention
    for start, end in reading.layout.lines:
        if reading.plain.startswith(("Nr. ", "nr. "), start) and (headed := headed_by_number(reading, start, end)):
            found[start] = headed
    return found


def _asked_in_number(reading: Reading, cited: Placed[Citation]) -> Mention | None:
    """Read *In 29 665, nr. 565 wordt de regering verzocht …*: of the motion that the heading above names."""
    plain = reading.plain
    begin = reading.layout.block_at(cited.start)[0]
    if not _IN.fullmatch(plain, begin, cited.start) or len(cited.item.ids) != 1 or not names_paper(cited.item):
        return None
    if not _p("asked-in-number").match(plain, cited.end, reading.sentence(cited.start)[1]):
        return None
    mention = numbered(reading, cited, reading.sentence(cited.start))
    mention.pointing = True
    return mention


def _is_within(mention: Mention, outer: Mention) -> bool:
    """Whether a motion is named by the subject of another, and the number behind both is that other's.

    *motie van het lid Becker over het uitvoeren van de motie-Kuiken (29 754, nr. 482)*
    """
    if outer.subject is None or not outer.subject[0] <= mention.start < outer.subject[1]:
        return False
    return mention.number is not None and outer.number is not None and mention.number.at == outer.number.at


def _proposed(reading: Reading, at: int) -> list[Mention]:
    """Read *Deze motie is voorgesteld door … Zij krijgt nr. 210 (34104).* in the report of a sitting."""
    plain = reading.plain
    m = _p("proposed").match(plain, max(0, at - 5))
    if m is None:
        return []
    sentence = reading.sentence(at)
    members = read_members(reading, m.end(), sentence[1], many=bool(m["many"]))
    if members is None:
        return []
    number = None
    given = _p("gets-number").search(plain, members.end, members.end + _NEAR_NUMBER)
    if given is not None and "voorgesteld door" not in plain[members.end : given.start()]:
        cited = reading.citations.first(given.end(), given.end() + 3)
        if cited is not None and cited.item.ids:
            ids = tuple(cited.item.ids)
            number = Number(
                ids[:1], (cited.start, cited.end), cited.item.status, replaces=ids[1] if ids[1:] else None
            )
    start = plain.rfind("gehoord de beraadslaging", max(0, at - 6000), at)
    asked = _request(reading, start, at) if start >= 0 else None
    end = members.names[-1][1] if not members.and_others else members.end
    return [
        Mention(
            m.start(),
            end,
            "motie-voorgesteld",
            sentence,
            members.names,
            members.and_others,
            number=number,
            asked=asked,
        )
    ]


def _request(reading: Reading, start: int, end: int) -> Region | None:
    m = _p("request").search(reading.plain, start, end)
    if m is None:
        return None
    stop = _p("request-end").search(reading.plain, m.end(), end)
    until = stop.start() if stop else end
    while until > m.end() and reading.plain[until - 1] in " ,;.\n":
        until -= 1
    return m.end(), until


def _back_references(reading: Reading, groups: list[Group], hits: Sequence[int]) -> None:
    """Read *deze motie is in uitvoering*: of the one motion that its section names before."""
    if reading.own.kind not in ("brief", "antwoord"):
        return
    pattern_ = _p("back-reference")
    places = [(x.start, i) for i, g in enumerate(groups) for x in g.mentions]
    for at in hits:
        sentence = reading.sentence(at)
        begin = max(sentence[0], at - 25)
        m = pattern_.search(reading.plain, begin, sentence[1]) or _p("several").search(
            reading.plain, begin, sentence[1]
        )
        if m is None or not m.start() <= at < m.end():
            continue
        section = reading.layout.section_at(at)
        here = [groups[i] for i in sorted({i for start, i in places if section.start <= start < at})]
        here = here if len(here) < 2 else _paragraphs_own(reading, here, at) or here
        several = _p("several").match(reading.plain, m.start()) is not None
        if several and len(here) == 2:
            if act := act_in(reading, sentence, "motie"):
                for group in here:
                    group.acts.append(act)
            continue
        if len(here) != 1 or any(sentence[0] <= start < sentence[1] for start, _ in places):
            continue
        if act := act_in(reading, sentence, "motie"):
            here[0].acts.append(act)
        if more := signers(reading, m.end(), sentence[1]):
            here[0].sign(persons(reading, more.names), and_others=more.and_others)
        if here[0].asked is None and (asked := _p("asked").search(reading.plain, m.start(), sentence[1])):
            stop = _p("asked-end").search(reading.plain, asked.end(), sentence[1])
            here[0].asked = (asked.end(), stop.start() if stop else sentence[1])


def _paragraphs_own(reading: Reading, groups: list[Group], at: int) -> list[Group]:
    """Give the one motion that stands before in the same paragraph, else the one that heads it; none otherwise."""
    begin, _ = reading.layout.block_at(at)
    same = [g for g in groups if any(begin <= x.start < at for x in g.mentions)]
    if same or begin == 0:
        return same if len(same) == 1 else []
    head = reading.layout.block_before(begin)
    heading = [g for g in groups if any(head[0] <= x.start <= head[0] + 12 for x in g.mentions)]
    return (
        heading if len(heading) == 1 and head[1] - head[0] < 300 and reading.plain[head[1] - 1] not in ".?!" else []
    )


def _votes(reading: Reading, groups: list[Group], hits: Sequence[int]) -> None:
    """Read the result of each vote: of the motion that *In stemming komt* named last."""
    plain = reading.plain
    for at in hits:
        start, end = reading.sentence(at)
        m = _p("vote").search(plain, start, end)
        if m is None:
            continue
        put = plain.rfind("In stemming komt", max(0, at - _VOTE_REACH), at)
        if put < 0:
            continue
        until = reading.sentence(put)[1]
        voted = [g for g in groups if any(put <= x.start < until for x in g.mentions)]
        if len(voted) == 1:
            word = "decision" if m["decision"] else "all"
            voted[0].decision = (m[word], m.span(word))
            if reading.day and m[word] == "aangenomen" and reading.own.date_span:
                place = reading.own.date_span
                voted[0].adopted = (
                    reading.day,
                    (reading.clean.to_clean(place.start), reading.clean.to_clean(place.end)),
                )
