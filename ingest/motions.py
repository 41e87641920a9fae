"""The motions that a letter names: one entry a motion, each with its places, proposers, number and fate.

Places are joined when they give the same number, or the same members within one section; a place that names members
only is joined to the one motion of those members in the letter, and stays ambiguous where there are several. A number
comes only from a linked note, from brackets in the motion's own sentence, or from its own heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kamergraaf.ingest import dates
from kamergraaf.ingest.deeds import act_in
from kamergraaf.ingest.guarded import Guarded
from kamergraaf.ingest.layout import Region, Section
from kamergraaf.ingest.motion_mentions import Mention, Number, mentions_at
from kamergraaf.ingest.own_motion import own_motion
from kamergraaf.ingest.phrases import pattern
from kamergraaf.ingest.proposers import persons, read_members, spelled
from kamergraaf.ingest.reading import Reading
from kamergraaf.ingest.triggers import Trigger
from kamergraaf.ontology import iris
from kamergraaf.ontology.model import Act, Motion, PersonMention, Span, Status

_DECISIONS = {"vervallen": "vervallen", "overgenomen": "overgenomen"}
_LISTED_NUMBER = re.compile(r" [-–] (?:\d{2} ?\d{3}[-\w]*|20\d\d[ZD]\d{5})$")
_NEAR_NUMBER = 420  # characters between "is voorgesteld door" and "Zij krijgt nr."
_VOTE_REACH = 4000  # characters from "In stemming komt" to the result: explanations of vote stand between


def _p(name: str) -> Guarded:
    return pattern("motions", name)


@dataclass(slots=True)
class _Group:
    """The places of one motion so far."""

    mentions: list[Mention] = field(default_factory=list)
    people: list[tuple[PersonMention, ...]] = field(default_factory=list)
    number: Number | None = None
    names: frozenset[str] = frozenset()
    replaces: Number | None = None
    decision: tuple[str, Region] | None = None
    adopted: tuple[date, Region] | None = None
    asked: Region | None = None
    acts: list[Act] = field(default_factory=list)
    candidates: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        return self.number.ids if self.number else ()

    def add(self, mention: Mention, people: tuple[PersonMention, ...]) -> None:
        self.mentions.append(mention)
        self.people.append(people)
        self.names = self.names or frozenset(spelled(p) for p in people)
        if self.number is None or (not self.number.ids and mention.number and mention.number.ids):
            self.number = mention.number or self.number
        elif mention.number and mention.number.vote and not self.number.vote:
            self.number = replace(self.number, vote=mention.number.vote, vote_at=mention.number.vote_at)
        self.replaces = self.replaces or mention.replaces


def find_motions(reading: Reading, hits: dict[Trigger, list[int]], letter_key: str) -> tuple[Motion, ...]:
    """Give the motions of a letter in order of place. ``hits``: as ``triggers.scan`` gives them."""
    own = own_motion(reading, hits[Trigger.MOTION], letter_key)
    own_end = reading.clean.to_clean(own.heading.end) if own else 0
    groups: list[_Group] = []
    outer: Mention | None = None
    for at in hits[Trigger.MOTION]:
        if at < own_end and own is not None:
            continue
        for mention in _proposed(reading, at) or mentions_at(reading, at):
            inner = outer is not None and _is_within(mention, outer)
            _join(reading, groups, replace(mention, number=None) if inner else mention)
            outer = outer if inner else mention
    _votes(reading, groups, hits[Trigger.RESULT])
    _back_references(reading, groups, hits[Trigger.MOTION])
    found = [own] if own else []
    used: dict[str, int] = {}
    for group in groups:
        found.append(_motion(reading, group, letter_key, used))
    return tuple(sorted(found, key=lambda m: (m.heading.start, m.heading.end)))


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


def _join(reading: Reading, groups: list[_Group], mention: Mention) -> None:
    """Put a place with the motion that it names, or make a new one."""
    people = persons(reading, mention.members)
    group = _same(reading, groups, mention, people)
    if group is None:
        group = _Group()
        group.candidates = _rivals(groups, mention, people)
        groups.append(group)
    group.add(mention, people)
    if decided := _decision(reading, mention):
        group.decision = group.decision or decided
        if decided[0] == "aangenomen" and group.adopted is None:
            group.adopted = _adopted(reading, mention, decided[1], group)
    group.asked = group.asked or mention.asked
    if mention.rule != "motie-voorgesteld" and (act := _act(reading, mention.sentence, mention)):
        group.acts.append(act)


def _same(
    reading: Reading, groups: list[_Group], mention: Mention, people: tuple[PersonMention, ...]
) -> _Group | None:
    ids = mention.number.ids if mention.number and mention.number.status is not Status.AMBIGUOUS else ()
    if ids:
        for group in groups:
            if set(group.ids) == set(ids) or (len(ids) == 1 and not mention.plural and group.ids == ids):
                return group
    names = frozenset(spelled(p) for p in people)
    section = reading.layout.section_at(mention.start)
    if mention.rule == "motie-voorgesteld":
        return None
    if not names:
        return _nameless(reading, groups, mention, section) if ids else None
    if mention.plural and len(ids) > 1:
        return None
    alike = [g for g in groups if _same_people(g, names, people) and not (ids and g.ids)]
    here = [g for g in alike if _in_section(reading, g, section)]
    if ids:
        # A number now given to a motion that the same section named by its members before.
        return here[0] if len(here) == 1 and not here[0].ids else None
    subject = _words(reading, mention.subject)
    agreeing = [g for g in here if _agrees(reading, g, subject)]
    if len(agreeing) == 1:
        return agreeing[0]
    if subject and _in_heading(reading, mention):
        same = [g for g in alike if any(_words(reading, m.subject) == subject for m in g.mentions)]
        return same[0] if len(same) == 1 else None
    if mention.subject is None and mention.asked is None and len(alike) == 1 and mention.lost is None:
        return alike[0]
    return None


def _same_people(group: _Group, names: frozenset[str], people: tuple[PersonMention, ...]) -> bool:
    """Whether a group's proposers are these: settled alike, or written alike where one place is not settled."""
    if group.names == names:
        return True
    other = group.people[0] if group.people else ()
    if len(other) != len(people) or all(p.person for p in (*other, *people)):
        return False
    return all(
        a.person == b.person if a.person and b.person else a.name.casefold() == b.name.casefold()
        for a, b in zip(other, people, strict=True)
    )


def _nameless(reading: Reading, groups: list[_Group], mention: Mention, section: Section) -> _Group | None:
    """Give the one unnumbered motion of the section that *de motie (36 600-XV, nr. 18)* speaks of."""
    if not mention.definite or mention.plural or "(" not in reading.text[mention.start : mention.end]:
        return None
    if re.search(r"\bstuk\b", reading.plain[mention.start : mention.end]):
        return None
    here = [g for g in groups if _in_section(reading, g, section)]
    return here[0] if len(here) == 1 and not here[0].ids and here[0].names else None


def _rivals(groups: list[_Group], mention: Mention, people: tuple[PersonMention, ...]) -> tuple[str, ...]:
    """Give the numbers of the motions that a place without number may mean, where there are several."""
    names = frozenset(spelled(p) for p in people)
    if not names or mention.subject or mention.asked or mention.number or mention.lost:
        return ()
    alike = [g for g in groups if g.names == names and g.ids]
    return tuple(i for g in alike for i in g.ids) if len(alike) > 1 else ()


def _in_section(reading: Reading, group: _Group, section: Section) -> bool:
    return any(section.start <= m.start < section.end for m in group.mentions)


def _in_heading(reading: Reading, mention: Mention) -> bool:
    return reading.layout.is_heading(mention.start)


def _agrees(reading: Reading, group: _Group, subject: str) -> bool:
    """Whether a motion's subject, as other places give it, does not speak against this one."""
    if not subject:
        return True
    known = [_words(reading, m.subject) for m in group.mentions if m.subject]
    return not known or any(_alike(subject, other) for other in known)


def _alike(a: str, b: str) -> bool:
    one, two = set(_content_words(a)), set(_content_words(b))
    return bool(one & two) or not one or not two


def _content_words(words: str) -> list[str]:
    return [w.casefold() for w in re.findall(r"[^\W\d_]{5,}", words)]


def _words(reading: Reading, region: Region | None) -> str:
    return reading.words(*region) if region else ""


def _decision(reading: Reading, mention: Mention) -> tuple[str, Region] | None:
    """Read *aangenomen* and the like: just before the words, or further on in the same sentence."""
    plain, (start, end) = reading.plain, mention.sentence
    floor = max(start, mention.start - 60)
    if m := _p("decision-before").search(plain[floor : mention.start]):
        return m["decision"], (floor + m.start("decision"), floor + m.end("decision"))
    if mention.rule == "motie-nummer" and (m := _p("decision-before").search(plain[start : mention.start][:80])):
        return None
    if mention.rule == "motie-voorgesteld":
        return None
    last = max(mention.end, mention.number.at[1] if mention.number and mention.number.at[1] < end else 0)
    m = _p("decision-after").search(plain, last, min(end, last + 160))
    if m is None or "motie" in plain[last : m.start()] or _p("rival").search(plain, last, m.start()):
        return None
    return m["decision"], (m.start("decision"), m.end("decision"))


def _adopted(reading: Reading, mention: Mention, at: Region, group: _Group) -> tuple[date, Region] | None:
    """Give the day of the vote: the one day that the sentence gives before *aangenomen*."""
    start = mention.sentence[0]
    written = list(dates.all_in(reading.plain, start, at[1] if at[0] > mention.start else mention.start))
    if len(written) != 1:
        return None
    sessions = [_session(group.number.vote)] if group.number and group.number.vote else []
    day = dates.settle(written[0], sessions=[s for s in sessions if s], letter=reading.day)
    return (day, (written[0].start, written[0].end)) if day else None


def _session(official: str) -> str | None:
    m = re.match(r"h-(?:tk|ek|vv)-(\d{4})(\d{4})-", official)
    return f"{m[1]}-{m[2]}" if m else None


def _act(reading: Reading, sentence: Region, mention: Mention) -> Act | None:
    """Read what the sentence says that is done with its one motion; headings say nothing."""
    if _in_heading(reading, mention) or reading.own.kind not in ("brief", "antwoord"):
        return None
    others = re.findall(r"\b[Mm]otie", reading.plain[sentence[0] : sentence[1]])
    if len(others) > 1 and not re.search(
        r"\b(?:beide|deze|genoemde|de) moties\b", reading.plain[sentence[0] : sentence[1]]
    ):
        return None
    return act_in(reading, sentence, "motie")


def _back_references(reading: Reading, groups: list[_Group], hits: Sequence[int]) -> None:
    """Read *deze motie is in uitvoering*: of the one motion that its section names before."""
    if reading.own.kind not in ("brief", "antwoord"):
        return
    pattern_ = _p("back-reference")
    for at in hits:
        sentence = reading.sentence(at)
        begin = max(sentence[0], at - 25)
        m = pattern_.search(reading.plain, begin, sentence[1]) or _p("several").search(
            reading.plain, begin, sentence[1]
        )
        if m is None or not m.start() <= at < m.end():
            continue
        section = reading.layout.section_at(at)
        here = [g for g in groups if any(section.start <= x.start < at for x in g.mentions)]
        several = _p("several").match(reading.plain, m.start()) is not None
        if several and len(here) == 2:
            if act := act_in(reading, sentence, "motie"):
                for group in here:
                    group.acts.append(act)
            continue
        if len(here) != 1 or any(sentence[0] <= x.start < sentence[1] for g in groups for x in g.mentions):
            continue
        if act := act_in(reading, sentence, "motie"):
            here[0].acts.append(act)
        if here[0].asked is None and (asked := _p("asked").search(reading.plain, m.start(), sentence[1])):
            stop = _p("asked-end").search(reading.plain, asked.end(), sentence[1])
            here[0].asked = (asked.end(), stop.start() if stop else sentence[1])


def _votes(reading: Reading, groups: list[_Group], hits: Sequence[int]) -> None:
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


def _motion(reading: Reading, group: _Group, letter_key: str, used: dict[str, int]) -> Motion:
    best = _best(reading, group)
    heading = _heading(reading, best)
    subject_of = (
        best if best.subject or best.asked else next((m for m in group.mentions if m.subject or m.asked), best)
    )
    subject = _subject(reading, subject_of)
    number = group.number
    ambiguous = number is not None and number.status is Status.AMBIGUOUS
    ids = () if number is None or ambiguous else number.ids
    lost = next((m.lost for m in group.mentions if m.lost), None) if not ids else None
    replaces = group.replaces.ids[0] if group.replaces and group.replaces.ids else number.replaces if number else None
    asked = group.asked
    span = reading.span(*heading)
    status, reason, candidates = _status(number, lost, group.candidates)
    return Motion(
        heading=span,
        key=_key(letter_key, span, used),
        rule=best.rule if not _in_heading(reading, best) else "motie-kop",
        subject=subject,
        amended=any(m.amended for m in group.mentions) or bool(number and number.replaces),
        and_others=any(m.and_others for m in group.mentions),
        proposers=_proposers(group),
        mentions=tuple(reading.span(m.start, m.end) for m in group.mentions if m is not best),
        ids=ids,
        id_span=reading.span(*number.at) if number is not None and ids else None,
        status=status,
        reason=reason,
        candidates=candidates,
        asked=_words(reading, asked).removeprefix("om ") or None,
        asked_span=reading.span(*asked) if asked else None,
        decision=group.decision[0] if group.decision else None,
        decision_span=reading.span(*group.decision[1]) if group.decision else None,
        adopted=group.adopted[0] if group.adopted else None,
        adopted_span=reading.span(*group.adopted[1]) if group.adopted else None,
        vote=number.vote if number else None,
        vote_span=reading.span(*number.vote_at) if number and number.vote_at else None,
        replaces=replaces,
        replaces_span=_replaces_span(reading, group, number) if replaces else None,
        acts=tuple(dict.fromkeys(group.acts)),
        lost_mark=reading.span(*lost) if lost else None,
        section_ministry=section_ministry(reading, best.start),
    )


def _status(
    number: Number | None, lost: Region | None, rivals: tuple[str, ...]
) -> tuple[Status, str, tuple[str, ...]]:
    if number is not None and number.status is Status.AMBIGUOUS:
        return Status.AMBIGUOUS, "bij deze ene motie staan meer stukken", number.ids
    if number is not None and number.ids:
        return number.status, "", ()
    if lost is not None:
        return Status.UNRESOLVED, "de noot die het nummer zou geven is verloren", ()
    if rivals:
        return Status.AMBIGUOUS, "de brief noemt meer moties van deze leden", rivals
    return Status.CERTAIN, "", ()


def _replaces_span(reading: Reading, group: _Group, number: Number | None) -> Span | None:
    if group.replaces is not None:
        return reading.span(*group.replaces.at)
    return reading.span(*number.at) if number else None


def _best(reading: Reading, group: _Group) -> Mention:
    """Give the place that names the motion best: a heading, else one with its subject, members or number."""

    def worth(mention: Mention) -> tuple[int, int]:
        heading = _in_heading(reading, mention) and bool(mention.subject)
        return (
            4 * heading + 2 * bool(mention.members) + 2 * bool(mention.subject) + bool(mention.asked),
            -mention.start,
        )

    return max(group.mentions, key=worth)


def _heading(reading: Reading, mention: Mention) -> Region:
    start, end = mention.start, mention.end
    if _in_heading(reading, mention):
        block_start, block_end = reading.layout.block_at(mention.start)
        if start - block_start <= 6:
            return start, block_end
    for further in (mention.subject, mention.asked):
        if further and "(" not in reading.text[end : further[0]] and further[0] - end < 120:
            end = max(end, further[1])
    return start, end


def _subject(reading: Reading, mention: Mention) -> str | None:
    if mention.subject is None and mention.rule == "motie-voorgesteld":
        return None
    if mention.subject is None:
        return _words(reading, mention.asked).removeprefix("om ") or None
    start, end = mention.subject
    if _in_heading(reading, mention):
        block_end = reading.layout.block_at(mention.start)[1]
        bracket = reading.text.find("(", start, block_end)
        cited = bracket >= 0 and reading.citations.first(bracket, bracket + 40) is not None
        listed = _LISTED_NUMBER.search(reading.text, start, block_end)  # "… - 21501-07-1502": that of the letter
        end = bracket if cited else listed.start() if listed else block_end
    return reading.words(start, end).rstrip(" .,;:")


def _proposers(group: _Group) -> tuple[PersonMention, ...]:
    """Give the members as the place names them that says most: their party, then their forename."""

    def worth(people: tuple[PersonMention, ...]) -> tuple[int, int, int]:
        return (
            len(people),
            sum(p.stated_party is not None for p in people),
            sum(p.person is not None for p in people),
        )

    return max(group.people, key=worth)


def _key(letter_key: str, heading: Span, used: dict[str, int]) -> str:
    key = iris.own_key(letter_key, "motie", heading.exact)
    used[key] = used.get(key, 0) + 1
    return key if used[key] == 1 else f"{key}-{used[key]}"


def section_ministry(reading: Reading, at: int) -> str | None:
    """Give the key of the ministry on whose behalf the section at ``at`` is written, None where it does not say."""
    section = reading.layout.section_at(at)
    if section.heading is None:
        return None
    start = reading.plain.find("amens de ", section.start, section.end)
    if start < 1:
        return None
    m = _p("behalf").search(reading.plain, start - 6 if start >= 6 else 0, min(section.end, start + 40))
    if m is None:
        return None
    ministry = reading.ministries.first(m.end(), min(section.end, m.end() + 60))
    return ministry.item.key if ministry else None
