"""Letters and register joined: the party and the office holder of that day. Graph *afgeleid*.

Rules: ontology.md, section 8. The day that counts is that of the decision, else of the thing, else of the
letter; where two sources give two days, nothing is derived unless both give the same answer. A source that
cannot tell (``Period.holds`` is None) derives nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from kamergraaf.graph.terms import Row
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.register import Membership, Office, Register

_DAYS = (terms.DECIDED_ON, terms.DATE)  # in order of weight


@dataclass(frozen=True, slots=True)
class Stated:
    """A resolved mention from which something may follow. Addresses are bare IRIs.

    ``subject`` is None for an edge of the letter; ``day`` is the letter's.
    """

    mention: str
    property: str
    thing: str
    exact: str
    subject: str | None = None
    stated_party: str | None = None
    day: date | None = None


@dataclass(slots=True)
class Days:
    """The days that the graph gives to things: by thing and property."""

    by_thing: dict[str, dict[str, set[date]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))

    def add(self, thing: str, prop: str, value: str) -> None:
        """Note a day; a year alone is no day."""
        if prop in _DAYS:
            try:
                self.by_thing[thing][prop].add(date.fromisoformat(value[:10]))
            except ValueError:
                return

    def add_lines(self, lines: Iterable[str]) -> None:
        """Note the days in triples given as text."""
        for line in lines:
            subject, prop, thing = line.split(" ", 2)
            if prop[1:-1] in _DAYS:
                self.add(subject[1:-1], prop[1:-1], thing[1:11])

    def of(self, thing: str | None) -> set[date]:
        """Give the days that count for a thing."""
        known = self.by_thing.get(thing or "", {})
        return next((known[prop] for prop in _DAYS if known.get(prop)), set())


def derive(
    register: Register,
    stated: Iterable[Stated],
    days: Days,
    *,
    known_proposers: Iterable[tuple[str, str]] = (),
    base: str = iris.BASE,
) -> set[str]:
    """Give the derived triples of these mentions and their subjects, as N-Triples without the full stop.

    ``known_proposers``: motion and person from the Kamer's own data.
    """
    people = _people(register)
    lines: set[str] = set()
    person_at = f"{base}id/persoon/"
    ministry_at = f"{base}id/ministerie/"
    for mention in stated:
        when = days.of(mention.subject) or ({mention.day} if mention.day else set())
        if mention.thing.startswith(person_at):
            key = people.party(mention.thing[len(person_at) :], when)
            if key is not None:
                party = f"<{base}id/partij/{key}>"
                if mention.stated_party:
                    lines.add(f"<{mention.mention}> <{terms.KNOWN_PARTY}> {party}")
                if mention.property == terms.PROPOSED_BY and mention.subject:
                    lines.add(f"<{mention.subject}> <{terms.BY_PARTY}> {party}")
        elif mention.property == terms.MINISTRY and mention.subject and mention.thing.startswith(ministry_at):
            slug = people.holder(mention.thing[len(ministry_at) :], mention.exact, when)
            if slug is not None:
                lines.add(f"<{mention.subject}> <{terms.PROMISED_BY}> <{person_at}{slug}>")
    for motion, person in known_proposers:
        key = people.party(person[len(person_at) :], days.of(motion))
        if key is not None:
            lines.add(f"<{motion}> <{terms.BY_PARTY}> <{base}id/partij/{key}>")
    return lines


def stated_anywhere(row: Row, days: Days) -> Iterator[Stated]:
    """Read a row of the questions over all letters, of which ``days`` knows the days; one for each day of its letter.

    The letter is the part of the mention's address before its place: asking for it again took half of the time.
    """
    mention, subject, prop, thing, party, exact = (None if term is None else str(term) for term in row)
    letter = (mention or "").partition("#")[0]
    for day in sorted(days.by_thing.get(letter, {}).get(terms.DATE, ())) or (None,):
        yield Stated(mention or "", prop or "", thing or "", " ".join((exact or "").split()), subject, party, day)


def stated_row(row: Row) -> Stated:
    """Read a row of ``stated_of``."""
    mention, _, subject, prop, thing, party, exact, when = (None if term is None else str(term) for term in row)
    return Stated(
        mention or "",
        prop or "",
        thing or "",
        " ".join((exact or "").split()),
        subject,
        party,
        date.fromisoformat(when[:10]) if when and len(when) >= 10 else None,
    )


class _People:
    """Memberships by person and offices by ministry."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._memberships: dict[str, list[Membership]] = defaultdict(list)
        self._offices: dict[str, list[Office]] = defaultdict(list)
        for membership in register.memberships:
            self._memberships[membership.person].append(membership)
        for office in register.offices:
            self._offices[office.ministry].append(office)

    def party(self, person: str, days: set[date]) -> str | None:
        """Give the key of the one party of a person on each of these days; without a day, of all days."""
        memberships = self._memberships.get(person, [])
        if not days:
            found = {membership.party for membership in memberships}
        else:
            found = set()
            for day in days:
                on = {membership.party for membership in memberships if membership.period.holds(day)}
                if len(on) != 1:
                    return None
                found |= on
        if len(found) != 1:
            return None
        party = self._register.parties.get(found.pop())
        return party.key if party is not None else None

    def holder(self, ministry: str, post: str, days: set[date]) -> str | None:
        """Give the one person who held the post, as worded, on the day."""
        if len(days) != 1:
            return None
        day = next(iter(days))
        found = {
            office.person
            for office in self._offices.get(ministry, [])
            if not office.acting and office.period.holds(day) and _same_post(post, office)
        }
        return found.pop() if len(found) == 1 else None


def _same_post(post: str, office: Office) -> bool:
    """Whether the words in a letter are those of an office: "Minister van SZW" is no state secretary.

    A minister *voor* something must be named in full: a ministry may have several.
    """
    words, name = " ".join(post.split()).casefold(), office.post.casefold()
    if words == name:
        return True
    stated = re.match(r"(minister van|staatssecretaris|minister-president)\b", words)
    known = re.match(r"(minister van|staatssecretaris|minister-president)\b", name)
    return stated is not None and known is not None and stated.group() == known.group()


def _people(register: Register) -> _People:
    """Index a register once."""
    held = _INDEX.get(id(register))
    if held is None or held[0] is not register:
        _INDEX.clear()
        held = _INDEX[id(register)] = (register, _People(register))
    return held[1]


_INDEX: dict[int, tuple[Register, _People]] = {}
