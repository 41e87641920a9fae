"""Which person a name means on a day: rules of design ``extraction``, section 7."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from rapidfuzz.distance import OSA

from kamergraaf.ingest.names.index import Holds, How, Named, NameIndex, Window
from kamergraaf.ingest.names.spelling import INITIALS, bare, fold
from kamergraaf.ontology.model import Status

_LOOK_BACK: Final = timedelta(days=9 * 365)
"""Letters answer motions and promises of former members; older namesakes than two terms stay in doubt."""

EVER: Final = Window(date.min, date.max)


@dataclass(frozen=True, slots=True)
class Settled:
    """Whom a name means. ``read_as``: the register's spelling where one letter was mended."""

    person: str | None
    status: Status
    candidates: tuple[str, ...] = ()
    reason: str = ""
    known_as: str | None = None
    read_as: str | None = None


def settle(
    name: str,
    *,
    index: NameIndex,
    day: date | None,
    until: date | None = None,
    party: str | None = None,
    role: str | None = None,
    after: Collection[str] = (),
    chamber: str = "TK",
) -> Settled:
    """Settle a name on a day; never by guessing.

    ``name``: as written, with or without forename or initials. ``day``: of the event, else of the letter;
    with ``until`` any day between. ``party``: the code that the letter states. ``role``: ``lid``,
    ``bewindspersoon``, ``voorzitter``, or None for any. ``after``: slugs of persons that the letter named in
    full before. ``chamber``: the one that the letter is for (TK, EK); members of the other count only where it
    has none of that name.
    """
    window = EVER if day is None else Window(day, until or day)
    initials = INITIALS.match(name)
    found = index.named(name[initials.end() :] if initials else name)
    if initials:
        letters = bare(initials.group())
        found = tuple(n for n in found if _initials_agree(letters, index.initials(n.slug)))
    given = initials is not None or any(n.how is How.FULL for n in found)
    if given and not initials:
        found = tuple(n for n in found if n.how is How.FULL)
    if not found:
        return _repaired(name, index, window, party) or Settled(
            None, Status.UNRESOLVED, reason=f"no {name} in the register"
        )
    return _Choice(index, window, party, role, after, chamber, given).of(found)


def _initials_agree(written: str, known: str) -> bool:
    """Tell whether initials can be of one person; the shorter may leave out the last ones."""
    return bool(known) and (written.startswith(known) or known.startswith(written))


@dataclass(frozen=True, slots=True)
class _Choice:
    """One name's candidates, weighed."""

    index: NameIndex
    window: Window
    party: str | None
    role: str | None
    after: Collection[str]
    chamber: str
    given: bool  # forename or initials are written

    def of(self, found: Sequence[Named]) -> Settled:
        held = {n.slug: self._office(n.slug) for n in found}
        if self.role == "lid" and len(found) > 1:
            here = {n.slug: self.index.sat(n.slug, self.window, self.chamber) for n in found}
            held = here if any(here.values()) else held
        on_day = [n for n in found if held[n.slug] is Holds.YES]
        perhaps = [n for n in found if held[n.slug] is Holds.MAYBE]
        if on_day or perhaps:
            return self._among(on_day, perhaps)
        if self.role == "bewindspersoon":
            return self._none(found, "not in government on that day")
        return self._former(found)

    def _office(self, slug: str) -> Holds:
        sat, governed = self.index.sat, self.index.governed
        if self.role in ("lid", "voorzitter"):
            return sat(slug, self.window)
        if self.role == "bewindspersoon":
            return governed(slug, self.window)
        return max(sat(slug, self.window), governed(slug, self.window))

    def _among(self, on_day: list[Named], perhaps: list[Named]) -> Settled:
        """Choose among those in office on the day, or perhaps so."""
        party = {n.slug: self._party(n.slug) for n in (*on_day, *perhaps)}
        fit = [n for n in on_day if party[n.slug] is not Holds.NO]
        doubt = [n for n in perhaps if party[n.slug] is not Holds.NO]
        if not fit and not doubt:
            return self._other_party([*on_day, *perhaps])
        if self.party and sum(party[n.slug] is Holds.YES for n in (*fit, *doubt)) == 1:
            (one,) = (n for n in (*fit, *doubt) if party[n.slug] is Holds.YES)
            return self._one(one, "name and party agree")
        if len(fit) == 1 and (not doubt or self.given):
            return self._one(fit[0], "the only one of that name on the day")
        if not fit and len(doubt) == 1:
            if self.given:
                return self._one(doubt[0], "the only one of that full name; the register lacks a day")
            return self._one(doubt[0], "the only one of that name; the register lacks a day", Status.PROBABLE)
        return self._several([*fit, *doubt])

    def _party(self, slug: str) -> Holds:
        if self.party is None:
            return Holds.MAYBE
        return self.index.agrees(slug, self.party, self.window)

    def _several(self, left: Sequence[Named]) -> Settled:
        before = [n for n in left if n.slug in self.after]
        if len(before) == 1:
            return self._one(before[0], "named in full before in this letter")
        slugs = tuple(sorted(n.slug for n in left))
        return Settled(None, Status.AMBIGUOUS, slugs, f"{len(slugs)} persons of that name on the day")

    def _other_party(self, left: Sequence[Named]) -> Settled:
        if self.given and len(left) == 1:
            return self._one(left[0], "another party in the register on the day", Status.CONFLICT)
        return self._none(left, "the stated party is not that of anyone of that name on the day")

    def _former(self, found: Sequence[Named]) -> Settled:
        """Choose among former members, for a letter may answer what they asked."""
        last = {n.slug: self.index.last_sat(n.slug, self.window.last) for n in found}
        former = [n for n in found if last[n.slug] is not None and self._once_of_party(n.slug)]
        recent = [n for n in former if self.window.first - (last[n.slug] or date.min) <= _LOOK_BACK]
        if len(recent) == 1 and (self.given or len(former) == 1):
            named = self.given or self.party is not None
            return self._one(recent[0], "a former member", Status.CERTAIN if named else Status.PROBABLE)
        if len(former) == 1 and self.given:
            return self._one(former[0], "a former member", Status.PROBABLE)
        if len(former) > 1:
            return self._several(former)
        return self._none(found, "not in office on that day")

    def _once_of_party(self, slug: str) -> bool:
        return self.party is None or self.index.agrees(slug, self.party, EVER) is Holds.YES

    def _one(self, named: Named, reason: str, status: Status = Status.CERTAIN) -> Settled:
        if status is Status.CERTAIN and not named.sure:
            status, reason = Status.PROBABLE, f"{reason}; the register is unsure of the spelling"
        person = self.index.person(named.slug)
        return Settled(named.slug, status, (), reason, person.full_name)

    def _none(self, left: Sequence[Named], reason: str) -> Settled:
        return Settled(None, Status.UNRESOLVED, tuple(sorted(n.slug for n in left)), reason)


def _repaired(name: str, index: NameIndex, window: Window, party: str | None) -> Settled | None:
    """Mend one letter of a full name whose party agrees; a bare surname is never mended."""
    written = " ".join(fold(name).split())
    if party is None or " " not in written or window is EVER:
        return None
    near: dict[str, str] = {}
    for slug in index.members_of(party, window):
        person = index.person(slug)
        if (
            person.forename
            and person.sure_name
            and OSA.distance(written, fold(person.full_name), score_cutoff=1) == 1
        ):
            near[slug] = person.full_name
    if len(near) != 1:
        return None
    ((slug, full_name),) = near.items()
    reason = f"one letter differs from {full_name}, whose party agrees"
    return Settled(slug, Status.REPAIRED, (), reason, full_name, read_as=full_name)
