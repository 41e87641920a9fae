"""The register arranged for looking up persons by name and day; built once for each register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import Final, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kamergraaf.ingest.names.lexicon import Lexicon
from kamergraaf.ingest.names.spelling import PREFIXES, bare, fold
from kamergraaf.ingest.values import value
from kamergraaf.ontology.register import Membership, Office, Period, Person, Register, Seat

_Row = TypeVar("_Row", Seat, Membership, Office)
_TERM: Final = timedelta(days=4 * 366)
"""How long a seat may go on unseen: one term of the Kamer. Beyond that the register says nothing of it."""


class How(StrEnum):
    """Which part of a name a spelling gives."""

    FULL = "full"  # forename and surname
    SURNAME = "surname"
    NEAR = "near"  # a surname with a married name more or less, or with other hyphens


class Holds(IntEnum):
    """Whether something was so; ``MAYBE``: the register cannot tell."""

    NO = 0
    MAYBE = 1
    YES = 2


@value
class Named:
    """A person whom a spelling may mean."""

    slug: str
    how: How
    sure: bool = True


@value
class Window:
    """The days within which something happened, both included; the same day twice for a known day."""

    first: date
    last: date


class NameIndex:
    """Names and days of a register. Take it from ``index_of``, which keeps it."""

    __slots__ = (
        "_full_names",
        "_initials",
        "_memberships",
        "_names",
        "_near",
        "_offices",
        "_seats",
        "_words",
        "lexicon",
        "register",
    )

    def __init__(self, register: Register) -> None:
        """Arrange a register; about 30 ms."""
        self.register = register
        self.lexicon = Lexicon(register)
        self._seats = _by_person(register.seats)
        self._memberships = _by_person(register.memberships)
        self._offices = _by_person(register.offices)
        self._initials = {p.slug: bare(p.initials) for p in register.persons.values() if p.initials}
        names: dict[str, dict[str, Named]] = defaultdict(dict)
        near: dict[str, dict[str, Named]] = defaultdict(dict)
        for person in register.persons.values():
            for key, how in _spellings(person):
                names[key].setdefault(person.slug, Named(person.slug, how, person.sure_name))
                if how is How.SURNAME and ("-" in key or " van " in key):
                    # Schultz for Schultz van Haegen, Bijleveld for Bijleveld-Schouten.
                    for other in (key.replace("-", " "), key.split("-")[0], key.split(" van ")[0]):
                        near[other].setdefault(person.slug, Named(person.slug, How.NEAR, False))
        self._names = {key: tuple(found.values()) for key, found in names.items()}
        self._near = {key: tuple(found.values()) for key, found in near.items() if key not in names}
        self._full_names = {
            fold(p.full_name): p.slug for p in register.persons.values() if p.forename and p.sure_name
        }
        words: dict[str, int] = {}
        for key in (*self._names, *self._near):
            first, n = key.split(" ", 1)[0], key.count(" ") + 1
            words[first] = max(words.get(first, 0), n)
        self._words = words

    def named(self, name: str) -> tuple[Named, ...]:
        """Give the persons whom a name may mean: full name, or surname with its prefix, in any case."""
        return self._names.get(" ".join(fold(name).split()), ())

    def knows(self, key: str) -> bool:
        """Tell whether a folded name, single spaces between its words, means somebody, or nearly so."""
        return key in self._names or key in self._near or ("-" in key and bool(self.named_nearly(key)))

    def named_nearly(self, name: str) -> tuple[Named, ...]:
        """Give the persons whose surname differs by a married name or a hyphen: Berndsen-Jansen, Six-Dijkstra."""
        key = " ".join(fold(name).split())
        if key in self._near:
            return self._near[key]
        own, hyphen, married = key.rpartition("-")
        if not hyphen or not PREFIXES.issuperset(married.split(" ")[:-1]):
            return ()
        found = self._names.get(key.replace("-", " "), ()) or self._names.get(own, ())
        return tuple(Named(n.slug, How.NEAR, False) for n in found if n.how is How.SURNAME)

    def full_names_like(self, name: str) -> tuple[str, ...]:
        """Give the persons whose full name differs by one letter, or by two that changed places."""
        near = process.extract(
            " ".join(fold(name).split()), self._full_names.keys(), scorer=OSA.distance, score_cutoff=1, limit=None
        )
        return tuple(self._full_names[key] for key, distance, _ in near if distance == 1)

    def longest(self, first_word: str) -> int:
        """Give the number of words of the longest name that begins with this (folded) word; 0 for none."""
        return self._words.get(first_word, 0)

    def initials(self, slug: str) -> str:
        """Give a person's initials as small letters; empty when unknown."""
        return self._initials.get(slug, "")

    def person(self, slug: str) -> Person:
        """Give the register's row of a person."""
        return self.register.persons[slug]

    def offices(self, slug: str) -> tuple[Office, ...]:
        """Give a person's offices."""
        return self._offices.get(slug, ())

    def sat(self, slug: str, window: Window, chamber: str | None = None) -> Holds:
        """Tell whether a person had a seat in a chamber (None: in either) on some day of the window."""
        seats = self._seats.get(slug, ())
        return max((_held(s.period, window) for s in seats if chamber in (None, s.chamber)), default=Holds.NO)

    def seat_changes(self, slug: str) -> Iterator[date]:
        """Give the first and last known days of a person's seats."""
        for seat in self._seats.get(slug, ()):
            yield from filter(None, (seat.period.start, seat.period.until or seat.period.seen_on))

    def governed(self, slug: str, window: Window) -> Holds:
        """Tell whether a person held an office on some day of the window."""
        return max((_held(office.period, window) for office in self._offices.get(slug, ())), default=Holds.NO)

    def last_sat(self, slug: str, before: date) -> date | None:
        """Give the last known day of a seat that began before a day; None when there was none."""
        days = [
            min(before, seat.period.until or seat.period.seen_on or seat.period.start or before)
            for seat in self._seats.get(slug, ())
            if (seat.period.start or seat.period.until or seat.period.seen_on or before) < before
        ]
        return max(days, default=None)

    def agrees(self, slug: str, stated: str, window: Window) -> Holds:
        """Tell whether the party that a letter states is that of the person in the window.

        The parties that together became a group agree with that group: GroenLinks with GroenLinks-PvdA.
        """
        held = [(m.party, _held(m.period, window)) for m in self._memberships.get(slug, ())]
        if any(holds and stated in self.lexicon.same_party(code) for code, holds in held):
            return Holds.YES
        return Holds.NO if any(holds is Holds.YES for _, holds in held) else Holds.MAYBE

    def of_party(self, slug: str, party: str, day: date | None, until: date | None = None) -> bool:
        """Tell whether the register knows that a person was of a party on a day (None: ever)."""
        window = Window(date.min, date.max) if day is None else Window(day, until or day)
        return self.agrees(slug, party, window) is Holds.YES


def index_of(register: Register) -> NameIndex:
    """Give the register's index, made at the first call for that register."""
    for known in _KEPT:
        if known.register is register:
            return known
    index = NameIndex(register)
    _KEPT.insert(0, index)
    del _KEPT[_MOST_KEPT:]
    return index


_MOST_KEPT: Final = 4
_KEPT: Final[list[NameIndex]] = []


def _spellings(person: Person) -> Iterator[tuple[str, How]]:
    """Give each folded spelling of a person, with what part of the name it is."""
    surname = fold(f"{person.prefix} {person.surname}" if person.prefix else person.surname)
    yield surname, How.SURNAME
    forename = fold(person.forename or "")
    if forename and person.sure_name:
        yield f"{forename} {surname}", How.FULL
        if fold(person.full_name) not in (surname, f"{forename} {surname}"):
            yield fold(person.full_name), How.FULL
    for alias in map(fold, person.aliases):
        first, _, rest = alias.partition(" ")
        if forename and alias.startswith(forename + " "):
            first, rest = forename, alias[len(forename) + 1 :]
        if not rest or first in PREFIXES:
            yield alias, How.SURNAME
        elif person.sure_name:
            yield alias, How.FULL
            yield rest, How.SURNAME


def _held(period: Period, window: Window) -> Holds:
    """Tell whether a period had a day in the window."""
    if period.start is not None and period.start > window.last:
        return Holds.NO
    end = period.until or period.seen_on
    if period.start is None:
        if end is None:
            return Holds.MAYBE
        return Holds.MAYBE if window.first <= end and end - window.last <= _TERM else Holds.NO
    if period.until is not None:
        return Holds.YES if period.until >= window.first else Holds.NO
    if end is not None and end >= window.first:
        return Holds.YES
    return Holds.MAYBE if window.first - (end or period.start) <= _TERM else Holds.NO


def _by_person(rows: Iterable[_Row]) -> dict[str, tuple[_Row, ...]]:
    found: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        found[row.person].append(row)
    return {slug: tuple(mine) for slug, mine in found.items()}
