"""The frozen types of the register: who was what, when.

The register's facts are known; what a letter says is stated. The two never mix. Days are included at both
ends; None is unknown. An absent ``until`` never means "until now": ``seen_on`` is the last day on which the
source still saw it so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included, as far as known."""

    start: date | None = None
    until: date | None = None
    seen_on: date | None = None

    def holds(self, day: date) -> bool | None:
        """Was this so on that day? None: the source cannot tell.

        >>> Period(date(2017, 3, 23), date(2022, 2, 14)).holds(date(2018, 11, 27))
        True
        >>> Period(date(2017, 3, 23), seen_on=date(2019, 12, 8)).holds(date(2021, 1, 1)) is None
        True
        """
        if self.start is None:
            return None if self.until is None or day <= self.until else False
        if day < self.start:
            return False
        if self.until is not None:
            return day <= self.until
        return True if self.seen_on is not None and day <= self.seen_on else None


@dataclass(frozen=True, slots=True)
class Person:
    """A member or office holder. ``sure_name`` is False where the source's call name or prefix is unsure."""

    slug: str
    full_name: str
    surname: str
    forename: str | None = None
    prefix: str | None = None
    initials: str | None = None
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    tk_id: str | None = None
    parlement_id: str | None = None
    sure_name: bool = True
    source: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """A person in a party's group. ``party`` is a code of ``Register.parties``."""

    person: str
    party: str
    period: Period
    source: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """A person in a chamber (TK, EK), whatever the group."""

    person: str
    chamber: str
    period: Period
    source: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """A party or parliamentary group. ``key`` is its address, ``code`` the abbreviation in the register.

    ``label``: as people write it (GroenLinks for GL). ``predecessor``, ``successor``: codes, ``|`` between several.
    """

    code: str
    key: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    period: Period
    predecessor: str | None = None
    successor: str | None = None
    wikidata: str | None = None
    source: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Ministry:
    """A ministry under one name. ``key`` is given once (ez, ez-2013); ``code`` is not unique in time.

    ``period`` counts from the cabinet's first use of the name; letters follow the cabinet, not the register
    of organisations. ``label``: the abbreviation as people write it (EL&I for ELenI, Justitie for Jus).
    ``predecessor``, ``successor``: keys, ``|`` between several.
    """

    code: str
    key: str
    name: str
    aliases: tuple[str, ...]
    period: Period
    predecessor: str | None = None
    successor: str | None = None
    tooi_iri: str | None = None
    source: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """A person as minister or state secretary. ``ministry`` is a ``Ministry.key``."""

    person: str
    post: str
    kind: str  # minister, staatssecretaris, minister-president
    ministry: str
    period: Period
    cabinet: str | None = None
    acting: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Cabinet:
    """A cabinet."""

    key: str
    name: str
    aliases: tuple[str, ...]
    period: Period
    source: str = ""


@dataclass(frozen=True, slots=True)
class DossierTitle:
    """A Kamerstukdossier with its title of today and the former ones."""

    number: str
    title: str
    former_titles: tuple[str, ...] = ()
    checked: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """Any other body. ``key`` is its address."""

    code: str
    key: str
    name: str
    aliases: tuple[str, ...]
    kind: str = ""
    ministry: str | None = None
    url: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """All facts together; ``sha256`` is of the files they came from. ``replaced``: old address to new."""

    persons: Mapping[str, Person] = field(default_factory=dict)
    memberships: tuple[Membership, ...] = ()
    seats: tuple[Seat, ...] = ()
    parties: Mapping[str, Party] = field(default_factory=dict)
    ministries: Mapping[str, Ministry] = field(default_factory=dict)  # by key
    offices: tuple[Office, ...] = ()
    cabinets: Mapping[str, Cabinet] = field(default_factory=dict)
    dossiers: Mapping[str, DossierTitle] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    replaced: Mapping[str, str] = field(default_factory=dict)
    sha256: str = ""
