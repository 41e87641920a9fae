"""The promises to the chamber (toezeggingen) that a paper names: who promised what, in which debate, to whom.

Seen: a heading *Toezegging - SUBJECT* with its paragraph; *heeft de Minister van SZW tijdens het AO … toegezegd*;
*heb ik uw Kamer een brief toegezegd*; *mijn toezegging aan het lid X*; *de toezegging van de Minister van Financiën
dat …*; *Ik zeg toe dat …* in the report of a sitting. The bare word promises nothing, nor does a promise to others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace

from kamergraaf.ingest.deeds import act_in
from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.meetings import Named, same_meeting
from kamergraaf.ingest.phrases import patterns
from kamergraaf.ingest.promise_askers import asked_by, asked_in_section
from kamergraaf.ingest.promise_lists import listed_promises
from kamergraaf.ingest.promise_meetings import meeting_of
from kamergraaf.ingest.promises import Promise, promise_in
from kamergraaf.ingest.reading import Reading
from kamergraaf.ingest.sections import section_ministry
from kamergraaf.ingest.senders import Senders
from kamergraaf.ingest.triggers import Trigger
from kamergraaf.ontology import iris
from kamergraaf.ontology.model import Act, Commitment, Meeting, PersonMention, Span

_p = patterns("commitments")
_THIS = re.compile(r"\b(?:[Dd]eze|[Mm]ijn|[Dd]ie) toezegging\b")
_DEBATE_WITHIN = 3  # sentences below a heading of a promise in which its debate is named
_SETTLES_WITHIN = 4  # sentences after the promise in which the letter says that it hereby gives what was promised


@dataclass(slots=True)
class _Group:
    """The places of one promise so far."""

    promises: list[Promise] = field(default_factory=list)
    heading: Region | None = None
    subject: str | None = None
    rule: str = ""
    number: str | None = None
    asked_by: PersonMention | None = None
    section: Region = (0, 0)
    acts: list[Act] = field(default_factory=list)
    told: int = 0  # end of the sentence of a list's item that tells of it


def find_commitments(
    reading: Reading, hits: dict[Trigger, list[int]], letter_key: str, senders: Senders
) -> tuple[Commitment, ...]:
    """Give the promises of a paper in order of place."""
    groups = _headed(reading, hits[Trigger.PROMISE])
    headed = {group.section for group in groups}
    heads = {group.heading for group in groups}
    in_section: dict[Region, list[_Group]] = defaultdict(list)
    for group in groups:
        in_section[group.section].append(group)
    told: dict[str, list[_Group]] = defaultdict(list)  # by number and by subject
    for group in groups:
        if group.number:
            told[group.number].append(group)
    seen: set[Region] = set()
    listed: dict[Region, _Group] = {}
    for item in listed_promises(reading, senders):
        section = reading.layout.section_at(item.block[0])
        region = (section.start, section.end)
        if region in headed:
            continue
        told_of = item.promise
        listed[item.block] = group = _Group(
            [], told_of.place, told_of.subject, told_of.rule, told_of.number, section=region
        )
        group.told = item.told
        _add(group, told_of, told)
        groups.append(group)
    for at in hits[Trigger.PROMISE]:
        sentence = reading.sentence(at)
        if sentence in seen or sentence[1] <= sentence[0] or reading.layout.block_at(at) in heads:
            continue
        seen.add(sentence)
        section = reading.layout.section_at(at)
        region = (section.start, section.end)
        item_group = listed.get(reading.layout.block_at(at))
        if item_group is not None and sentence[0] < item_group.told:
            continue
        promise = promise_in(reading, sentence, senders)
        mine = [item_group] if item_group is not None else in_section[region]
        if promise is None or (promise.again and mine):
            _refer_back(reading, mine, sentence)
        elif region in headed or item_group is not None:
            _add(mine[0], promise, told)
        elif promise.again:
            continue
        elif (same := _same(told, promise)) is not None:
            _add(same, promise, told)
        else:
            group = _Group([], promise.place, promise.subject, promise.rule, promise.number, section=region)
            _add(group, promise, told)
            groups.append(group)
            in_section[region].append(group)
    groups.sort(key=lambda group: group.heading or (0, 0))
    last: Named | None = None  # the debate of the promise before
    for group in groups:
        _in_section(reading, group)
        _same_day(reading, group, last)
        last = _named(group) or last
        _settled(reading, group)
    used: dict[str, int] = {}
    found = [_commitment(reading, group, letter_key, used, senders) for group in groups]
    return tuple(sorted(found, key=lambda c: c.heading.start))


def _headed(reading: Reading, hits: list[int]) -> list[_Group]:
    """Read the headings *Toezegging - SUBJECT*: each heads the promise that its section tells of."""
    groups: list[_Group] = []
    for start, end, m in _heads(reading, hits):
        section = reading.layout.section_at(start)
        to = m.groupdict().get("to")
        person = reading.persons.first(*m.span("to")) if to else None
        number = m["number"].strip() if m["number"] else None
        groups.append(
            _Group(
                heading=(start, end),
                subject=reading.words(*m.span("subject")),
                rule="toezegging-kop",
                number=number,
                asked_by=person.item if person else None,
                section=(section.start, section.end),
            )
        )
    return groups


def _heads(reading: Reading, hits: list[int]) -> list[tuple[int, int, re.Match[str]]]:
    """Give the headings of promises: *Toezegging - SUBJECT*, and those with the Eerste Kamer's number before."""
    found = []
    for at in hits:
        if reading.layout.is_heading(at):
            start, end = reading.layout.block_at(at)
            m = _p("heading").match(reading.plain, start, end)
            if m is not None and m.start() + 12 >= at:
                found.append((start, end, m))
    if "T0" in reading.plain:
        for start, end in reading.layout.headings:
            if (m := _p("numbered-heading").match(reading.plain, start, end)) is not None:
                found.append((start, end, m))
    return found


def _in_section(reading: Reading, group: _Group) -> None:
    """Read the debate and the member of a promise that a heading names, told below it in other words."""
    if group.rule != "toezegging-kop" or _named(group) is not None or group.heading is None:
        return
    at = group.heading[1] + 1
    for _ in range(_DEBATE_WITHIN):
        while at < group.section[1] and reading.plain[at : at + 1].isspace():
            at += 1
        sentence = reading.sentence(at)
        if sentence[1] <= sentence[0] or sentence[0] >= group.section[1]:
            return
        meeting = meeting_of(reading, sentence, sentence)
        if meeting is not None and meeting.meeting.date and _p("said").search(reading.plain, *sentence):
            asked = asked_by(reading, sentence) or asked_in_section(reading, sentence)
            group.promises.append(Promise(sentence, sentence, group.rule, meeting=meeting, asked_by=asked))
            return
        at = sentence[1] + 1


def _same_day(reading: Reading, group: _Group, last: Named | None) -> None:
    """Read *dezelfde dag*: the debate of the promise told before."""
    if last is None or _named(group) is not None or not group.promises:
        return
    if _p("same-day").search(reading.plain, *group.promises[0].sentence):
        group.promises[0] = group.promises[0].at(last)


def _add(group: _Group, promise: Promise, told: dict[str, list[_Group]]) -> None:
    """Put a place with its promise, and note by what later places may tell the same."""
    group.promises.append(promise)
    for name in (group.number, iris.slug(promise.subject) if promise.meeting and promise.subject else None):
        if name and group not in told[name][-1:]:
            told[name].append(group)


def _same(told: dict[str, list[_Group]], promise: Promise) -> _Group | None:
    """Give the promise told before that this place tells again: its number, or its debate and subject."""
    if promise.number and told[promise.number]:
        return told[promise.number][0]
    subject = iris.slug(promise.subject or "")
    if promise.meeting is None or not subject:
        return None
    for group in told[subject]:
        for other in group.promises:
            if other.meeting is None or iris.slug(other.subject or "") != subject:
                continue
            if same_meeting(promise.meeting.meeting, other.meeting.meeting):
                return group
    return None


def _refer_back(reading: Reading, mine: list[_Group], sentence: Region) -> None:
    """Read *met deze brief geef ik gevolg aan mijn toezegging*: of the one promise that the section told last."""
    before = [g for g in mine if g.promises or g.heading]
    if len(before) != 1 and not (before and _THIS.search(reading.plain, *sentence)):
        return
    act = act_in(reading, sentence, "toezegging")
    if act is not None:
        before[-1].acts.append(act)


def _settled(reading: Reading, group: _Group) -> None:
    """Read what the letter does with the promise, in its own sentence and the few that follow."""
    if reading.own.kind not in ("brief", "antwoord") or not group.promises:
        return
    for promise in group.promises:
        at = promise.sentence[0]
        for _ in range(_SETTLES_WITHIN if group.rule == "toezegging-kop" else 1):
            sentence = reading.sentence(at)
            if sentence[1] <= sentence[0] or sentence[0] >= group.section[1]:
                break
            if (act := act_in(reading, sentence, "toezegging")) is not None:
                group.acts.append(act)
                break
            at = sentence[1] + 1
            while at < group.section[1] and reading.plain[at : at + 1].isspace():
                at += 1


def _commitment(
    reading: Reading, group: _Group, letter_key: str, used: dict[str, int], senders: Senders
) -> Commitment:
    assert group.heading is not None
    first = next((p for p in group.promises if p.by), group.promises[0] if group.promises else None)
    asked = group.asked_by or next((p.asked_by for p in group.promises if p.asked_by), None)
    span = reading.span(*_place(reading, group))
    return Commitment(
        heading=span,
        key=group.number or _key(letter_key, span, used),
        rule=group.rule,
        subject=group.subject,
        by=first.by if first else None,
        by_span=reading.span(*first.by_at) if first and first.by_at else None,
        ministry=first.ministry if first else None,
        promised_by=first.person if first else None,
        at=_meeting(group, first),
        requested_by=asked,
        mentions=tuple(reading.span(*p.place) for p in group.promises if p.place != group.heading),
        acts=tuple(dict.fromkeys(group.acts)),
        section_ministry=section_ministry(reading, group.heading[0]),
    )


def _place(reading: Reading, group: _Group) -> Region:
    """Give where a promise is told: its heading, and below one with a number the sentence that tells of it."""
    assert group.heading is not None
    start, end = group.heading
    if group.number is None or not group.promises:
        return start, end
    place = group.promises[0].place
    return (start, place[1]) if not reading.plain[end : place[0]].strip() and end <= place[0] else (start, end)


def _named(group: _Group) -> Named | None:
    """Give the debate of a promise: of several places the one that tells most."""
    named: list[Named] = [p.meeting for p in group.promises if p.meeting is not None]
    return max(
        named,
        key=lambda n: (n.meeting.date is not None, bool(n.meeting.ids), n.meeting.subject is not None, -n.start),
        default=None,
    )


def _meeting(group: _Group, first: Promise | None) -> Meeting | None:
    best = _named(group)
    if best is None:
        return None
    return replace(best.meeting, ministry=first.ministry if first else None)


def _key(letter_key: str, heading: Span, used: dict[str, int]) -> str:
    key = iris.own_key(letter_key, "toezegging", heading.exact)
    used[key] = used.get(key, 0) + 1
    return key if used[key] == 1 else f"{key}-{used[key]}"
