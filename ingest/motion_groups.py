"""The places of one motion, joined: by number, or by the same members within one section."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from kamergraaf.ingest import dates
from kamergraaf.ingest.deeds import act_in
from kamergraaf.ingest.layout import Region, Section
from kamergraaf.ingest.motion_content import Mention
from kamergraaf.ingest.motion_numbers import Number
from kamergraaf.ingest.motion_signers import together
from kamergraaf.ingest.phrases import patterns
from kamergraaf.ingest.proposers import persons, spelled
from kamergraaf.ingest.reading import Reading
from kamergraaf.ontology.model import Act, PersonMention, Status

_p = patterns("motions")

_DECISIONS = {"vervallen": "vervallen", "overgenomen": "overgenomen"}


@dataclass(slots=True)
class Group:
    """The places of one motion so far."""

    mentions: list[Mention] = field(default_factory=list)
    people: list[tuple[PersonMention, ...]] = field(default_factory=list)
    number: Number | None = None
    names: frozenset[str] = frozenset()
    settled: bool = False  # whether it is known who its first place names, each of them
    replaces: Number | None = None
    decision: tuple[str, Region] | None = None
    adopted: tuple[date, Region] | None = None
    asked: Region | None = None
    acts: list[Act] = field(default_factory=list)
    candidates: tuple[str, ...] = ()
    signed: tuple[PersonMention, ...] = ()  # named apart from the others: who signed too

    @property
    def ids(self) -> tuple[str, ...]:
        """Its numbers so far."""
        return self.number.ids if self.number else ()

    def add(self, mention: Mention, people: tuple[PersonMention, ...]) -> None:
        """Take in a place with the proposers that it names."""
        self.mentions.append(mention)
        if not self.people:
            self.settled = all(p.person for p in people)
        self.people.append(people)
        self.names = self.names or frozenset(spelled(p) for p in people)
        if self.number is None or (not self.number.ids and mention.number and mention.number.ids):
            self.number = mention.number or self.number
        elif mention.number and mention.number.vote and not self.number.vote:
            self.number = replace(self.number, vote=mention.number.vote, vote_at=mention.number.vote_at)
        self.replaces = self.replaces or mention.replaces

    def sign(self, more: tuple[PersonMention, ...], *, and_others: bool) -> None:
        """Take in who signed it too, as a later sentence says."""
        self.signed = together(self.signed, more)
        if and_others:
            self.mentions[-1].and_others = True


def join(reading: Reading, groups: list[Group], mention: Mention) -> None:
    """Put a place with the motion that it names, or make a new one."""
    people = persons(reading, mention.members)
    if _back_reference(groups, mention, people):
        return
    group = _just_named(reading, groups, mention) or _same(reading, groups, mention, people)
    if group is None and mention.pointing:
        return
    if group is None:
        group = Group()
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


def _back_reference(groups: list[Group], mention: Mention, people: tuple[PersonMention, ...]) -> bool:
    """Whether *de moties van het lid A* says nothing more and speaks of several that the letter has named."""
    if not mention.plural or not people or mention.subject or mention.asked or mention.number or mention.lost:
        return False
    return len(_of_people(groups, frozenset(map(spelled, people)), people)) > 1


def _just_named(reading: Reading, groups: list[Group], mention: Mention) -> Group | None:
    """Give the motion, named without number just before, whose number a place gives that names nobody.

    *Motie van het lid X over Y* stands above *De motie op stuk nr. 561 verzoekt*, or *deze motie (29 665, nr. 561)*
    stands in the same paragraph or the next, with no other motion between.
    """
    if mention.members or mention.plural or not mention.number or len(mention.number.ids) != 1 or not groups:
        return None
    if any(group.ids == mention.number.ids for group in groups):
        return None
    last = max(groups, key=lambda group: group.mentions[-1].start)
    place = last.mentions[-1]
    if last.ids or not last.names or place.plural or place.start > mention.start or place.rule == "motie-rij":
        return None
    block, above = reading.layout.block_at(mention.start), reading.layout.block_at(place.start)
    if block != above and reading.layout.block_after(above[1]) != block:
        return None
    if _p("this").search(reading.plain, max(block[0], mention.start - 60), mention.start):
        return last
    if reading.plain.endswith("(", 0, mention.start) and place.sentence == mention.sentence and not place.subject:
        return last  # "X en Y vroegen via een motie A te doen (motie over A, 29 754, nr. 482)"
    headed = block != above and place.start - above[0] <= 12 and above[1] - above[0] < 300
    begins = reading.plain[block[0] : mention.start].strip(" \n•·-").casefold() in ("", "de", "met de", "in de", "in")
    ends = reading.plain[above[1] - 1] in ".?!" and not reading.plain.endswith(("c.s.", "e.a."), above[0], above[1])
    return last if headed and begins and not ends else None


def _same(reading: Reading, groups: list[Group], mention: Mention, people: tuple[PersonMention, ...]) -> Group | None:
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
    alike = [g for g in _of_people(groups, names, people) if not (ids and g.ids)]
    here = [g for g in alike if in_section(reading, g, section)]
    if ids:
        # A number now given to a motion that the same section named by its members before.
        return here[0] if len(here) == 1 and not here[0].ids else None
    subject = words(reading, mention.subject)
    agreeing = [g for g in here if _agrees(reading, g, subject) and not _asks_other(reading, g, mention)]
    if len(agreeing) == 1:
        return agreeing[0]
    if subject and in_heading(reading, mention):
        same = [g for g in alike if any(words(reading, m.subject) == subject for m in g.mentions)]
        return same[0] if len(same) == 1 else None
    if len(alike) == 1 and _is_answered(reading, alike[0], section):
        return alike[0]
    if mention.subject is None and mention.asked is None and len(alike) == 1 and mention.lost is None:
        return alike[0]
    return None


def _of_people(groups: list[Group], names: frozenset[str], people: tuple[PersonMention, ...]) -> list[Group]:
    """Give the motions whose proposers are these: settled alike, or written alike where one place is not settled."""
    settled = all(p.person for p in people)
    return [g for g in groups if g.names == names or (not (settled and g.settled) and _written_alike(g, people))]


def _written_alike(group: Group, people: tuple[PersonMention, ...]) -> bool:
    other = group.people[0] if group.people else ()
    return len(other) == len(people) and all(
        a.person == b.person if a.person and b.person else a.name.casefold() == b.name.casefold()
        for a, b in zip(other, people, strict=True)
    )


def _is_answered(reading: Reading, group: Group, section: Section) -> bool:
    """Whether a section answers the question just before it, which named a motion and not what it is about."""
    if any(m.subject or m.asked for m in group.mentions):
        return False
    asking = reading.layout.section_at(group.mentions[-1].start)
    if asking.heading is None or section.heading is None or asking.end != section.start:
        return False
    # The question itself may be laid out as a heading of its own, below "Vraag 2".
    above = reading.layout.block_before(asking.start)[0] if asking.start else 0
    begins = any(reading.plain.startswith("Vraag", at) for at in (asking.heading[0], above))
    return begins and reading.plain.startswith("Antwoord", section.heading[0])


def _nameless(reading: Reading, groups: list[Group], mention: Mention, section: Section) -> Group | None:
    """Give the one unnumbered motion of the section that *de motie (36 600-XV, nr. 18)* speaks of."""
    if not mention.definite or mention.plural or "(" not in reading.text[mention.start : mention.end]:
        return None
    if re.search(r"\bstuk\b", reading.plain[mention.start : mention.end]):
        return None
    here = [g for g in groups if in_section(reading, g, section)]
    return here[0] if len(here) == 1 and not here[0].ids and here[0].names else None


def _rivals(groups: list[Group], mention: Mention, people: tuple[PersonMention, ...]) -> tuple[str, ...]:
    """Give the numbers of the motions that a place without number may mean, where there are several."""
    names = frozenset(spelled(p) for p in people)
    if not names or mention.subject or mention.asked or mention.number or mention.lost:
        return ()
    alike = [g for g in groups if g.names == names and g.ids]
    return tuple(i for g in alike for i in g.ids) if len(alike) > 1 else ()


def in_section(reading: Reading, group: Group, section: Section) -> bool:
    """Whether one of a motion's places is in a section."""
    return any(section.start <= m.start < section.end for m in group.mentions)


def in_heading(reading: Reading, mention: Mention) -> bool:
    """Whether a place stands in a heading."""
    return reading.layout.is_heading(mention.start)


def _agrees(reading: Reading, group: Group, subject: str) -> bool:
    """Whether a motion's subject, as other places give it, does not speak against this one."""
    if not subject:
        return True
    known = [words(reading, m.subject) for m in group.mentions if m.subject]
    return not known or any(_alike(subject, other) for other in known)


def _asks_other(reading: Reading, group: Group, mention: Mention) -> bool:
    """Whether a paragraph begins with a motion and its request, and a motion's own began with another request."""
    if not mention.asked or not group.asked or not _begins_block(reading, mention):
        return False
    mine, other = (set(_content_words(words(reading, asked))) for asked in (mention.asked, group.asked))
    return _begins_block(reading, group.mentions[0]) and 2 * len(mine & other) < min(len(mine), len(other))


def _begins_block(reading: Reading, mention: Mention) -> bool:
    first = reading.layout.block_at(mention.start)[0]
    return reading.plain[first : mention.start].strip(" \n•·-").casefold() in ("", "de")


def _alike(a: str, b: str) -> bool:
    one, two = set(_content_words(a)), set(_content_words(b))
    return bool(one & two) or not one or not two


def _content_words(words: str) -> list[str]:
    return [w.casefold() for w in re.findall(r"[^\W\d_]{5,}", words)]


def words(reading: Reading, region: Region | None) -> str:
    """Give the words of a region, none for none."""
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


def _adopted(reading: Reading, mention: Mention, at: Region, group: Group) -> tuple[date, Region] | None:
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
    if in_heading(reading, mention) or reading.own.kind not in ("brief", "antwoord"):
        return None
    others = re.findall(r"\b[Mm]otie", reading.plain[sentence[0] : sentence[1]])
    if len(others) > 1 and not re.search(
        r"\b(?:beide|deze|genoemde|de) moties\b", reading.plain[sentence[0] : sentence[1]]
    ):
        return None
    return act_in(reading, sentence, "motie")
