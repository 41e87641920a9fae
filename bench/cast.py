"""Who can appear in a made letter of a day: members, ministers, ministries, parties and bodies of the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from kamergraaf.ontology.register import Membership, Office, Person, Register, Seat

FIRST, LAST = date(2011, 1, 10), date(2023, 6, 26)
# A letter may tell of what happened this long before it: who is cast sat in the chamber all that time.
MEMORY = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Member:
    """A member who sat on the day of the letter and in the months before it, in one group throughout.

    ``alone``: the surname names no other member or office holder of the day.
    """

    slug: str
    full_name: str
    forename: str
    surname: str  # with its prefix in capital: Van der Staaij
    long: str  # forename and surname: Kees van der Staaij
    party: str  # as people write it: GroenLinks, SP
    alone: bool


@dataclass(frozen=True, slots=True)
class Post:
    """A ministry's post on the day. ``name``, ``code``: as letters write them; ``holder``: who signs."""

    word: str  # Minister, Staatssecretaris
    name: str
    code: str
    key: str
    holder: str
    surname: str  # with its prefix in capital: De Jonge
    slug: str
    full_name: str


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation of the register, by code and full name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Cast:
    """All who can appear on a day."""

    day: date
    members: tuple[Member, ...]
    posts: tuple[Post, ...]
    bodies: tuple[Body, ...]
    parties: tuple[str, ...]


def days() -> tuple[date, ...]:
    """The days on which made letters are dated: every fifth week of the years that the register knows well."""
    return tuple(FIRST + timedelta(days=35 * n) for n in range((LAST - FIRST).days // 35))


def cast(register: Register, day: date) -> Cast:
    """Give who can appear in a letter of that day; worked out once a day and register."""
    return _cast(_Kept(register), day)


class _Kept:
    """A register as a key of a cache, by identity of its facts."""

    def __init__(self, register: Register) -> None:
        self.register = register

    def __hash__(self) -> int:
        return hash(self.register.sha256)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and self.register.sha256 == other.register.sha256


@lru_cache(maxsize=256)
def _cast(kept: _Kept, day: date) -> Cast:
    register = kept.register
    shared = _shared_surnames(register, day)
    members = tuple(
        member
        for person in register.persons.values()
        if (member := _member(register, person, day, shared)) is not None
    )
    return Cast(
        day=day,
        members=tuple(sorted(members, key=lambda m: m.slug)),
        posts=_posts(register, day),
        bodies=tuple(
            Body(o.code, o.name)
            for o in sorted(register.organisations.values(), key=lambda o: o.key)
            if len(o.code) > 3 and o.code.isupper() and o.name != o.code
        ),
        parties=tuple(sorted({m.party for m in members})),
    )


def _shared_surnames(register: Register, day: date) -> set[str]:
    present = {s.person for s in register.seats if s.period.holds(day) is not False}
    present |= {o.person for o in register.offices if o.period.holds(day) is not False}
    seen: set[str] = set()
    twice: set[str] = set()
    for slug in present:
        person = register.persons.get(slug)
        if person is not None:
            words = set(person.surname.casefold().replace("-", " ").split())
            for word in {person.surname.casefold()} | words:
                (twice if word in seen else seen).add(word)
    return twice


def _member(register: Register, person: Person, day: date, shared: set[str]) -> Member | None:
    if not person.sure_name or not person.forename or not person.surname:
        return None
    early = day - MEMORY
    seats = _by_person(_Kept(register))[0].get(person.slug, ())
    if not any(s.chamber == "TK" and s.period.holds(day) and s.period.holds(early) for s in seats):
        return None
    groups = _by_person(_Kept(register))[1].get(person.slug, ())
    now = {m.party for m in groups if m.period.holds(day) is not False}
    then = {m.party for m in groups if m.period.holds(early) is not False}
    party = register.parties.get(next(iter(now), ""))
    if len(now) != 1 or now != then or party is None or party.kind != "party":
        return None
    prefix = f"{person.prefix} " if person.prefix else ""
    surname = (prefix[:1].upper() + prefix[1:] + person.surname) if prefix else person.surname
    return Member(
        slug=person.slug,
        full_name=person.full_name,
        forename=person.forename,
        surname=surname,
        long=f"{person.forename} {prefix}{person.surname}",
        party=party.label or party.code,
        alone=person.surname.casefold() not in shared,
    )


@lru_cache(maxsize=4)
def _by_person(kept: _Kept) -> tuple[dict[str, list[Seat]], dict[str, list[Membership]]]:
    seats: dict[str, list[Seat]] = {}
    for seat in kept.register.seats:
        seats.setdefault(seat.person, []).append(seat)
    groups: dict[str, list[Membership]] = {}
    for membership in kept.register.memberships:
        groups.setdefault(membership.person, []).append(membership)
    return seats, groups


def _posts(register: Register, day: date) -> tuple[Post, ...]:
    early = day - MEMORY
    found: dict[str, Post] = {}
    for office in sorted(register.offices, key=lambda o: (o.post, o.person)):
        ministry = register.ministries.get(office.ministry)
        if ministry is None or office.acting or office.kind != "minister":
            continue
        person = register.persons.get(office.person)
        if person is None or not person.initials or not (office.period.holds(day) and office.period.holds(early)):
            continue
        if office.post == f"Minister van {ministry.name}" and not _ended(office, day):
            prefix = f"{person.prefix} " if person.prefix else ""
            holder = f"{person.initials} {prefix}{person.surname}"
            found[ministry.key] = Post(
                "Minister",
                ministry.name,
                ministry.code,
                ministry.key,
                holder,
                f"{prefix[:1].upper()}{prefix[1:]}{person.surname}",
                person.slug,
                person.full_name,
            )
    return tuple(found.values())


def _ended(office: Office, day: date) -> bool:
    return office.period.until is not None and office.period.until < day
