"""Which person a name means on a day: rules of design ``extraction``, section 7."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from kamergraaf.ingest.names.index import Holds, How, Named, NameIndex, Window
from kamergraaf.ingest.names.spelling import INITIALS, bare
from kamergraaf.ingest.values import value
from kamergraaf.ontology.model import Status

# Letters answer motions and promises of former members: of the last term mostly, rarely older than two.
_LATELY: Final = timedelta(days=4 * 366)
_LONG_AGO: Final = timedelta(days=9 * 365)

SENATE_UNKNOWN: Final = "het register kent niet alle leden van de Eerste Kamer"
_CALL_NAME: Final = re.compile(r" ?\(([^()]+)\) ?")
_MIDDLE: Final = re.compile(rf"(?P<forename>[^\W\d_]{{2,}}(?:-[^\W\d_]+)?) (?P<initials>{INITIALS.pattern})")

EVER: Final = Window(date.min, date.max)


@value
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

    ``name``: as written, with or without forename or initials, also as the Kamer's data has it
    (``D.J.H. (Diederik) van Dijk``). ``day``: of the event, else of the letter; with ``until`` any day between.
    ``party``: the code that the letter states. ``role``: ``lid``, ``bewindspersoon``, ``voorzitter``, or None for
    any. ``after``: slugs of persons that the letter named before, in full or with their party. ``chamber``: the one
    that the letter is for (TK, EK); members of the other count only where it has none of that name.
    """
    window = EVER if day is None else Window(day, until or day)
    middle = _MIDDLE.match(name)
    if middle is not None and index.named(short := f"{middle['forename']} {name[middle.end() :]}"):
        full = tuple(n for n in index.named(short) if n.how is How.FULL)
        letters = bare(middle["forename"][0] + middle["initials"])
        if len(full) != 1 or not _initials_agree(letters, index.initials(full[0].slug) or letters):
            return Settled(None, Status.UNRESOLVED, reason=f"geen {name} in het register")
        name = short
    initials = INITIALS.match(name)
    rest = name[initials.end() :] if initials else name
    call_name = _CALL_NAME.match(rest)
    found = index.named(f"{call_name[1]} {rest[call_name.end() :]}" if call_name else rest)
    if initials:
        letters = bare(initials.group())
        found = tuple(n for n in found if _initials_agree(letters, index.initials(n.slug)))
    given = initials is not None or any(n.how is How.FULL for n in found)
    if given and not initials:
        found = tuple(n for n in found if n.how is How.FULL)
    if not found and not initials:
        found = index.named_nearly(name)
    if not found:
        return _repaired(name, index, window, party) or Settled(
            None, Status.UNRESOLVED, reason=f"geen {name} in het register"
        )
    choice = _Choice(index, window, party, role, after, chamber, given)
    return choice.in_senate(choice.of(found)) if chamber == "EK" else choice.of(found)


def _initials_agree(written: str, known: str) -> bool:
    """Tell whether initials can be of one person; the shorter may leave out the last ones."""
    return bool(known) and (written.startswith(known) or known.startswith(written))


@value
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
        if self.role != "bewindspersoon" and len(found) > 1:
            held = self._here(found, held)
        on_day = [n for n in found if held[n.slug] is Holds.YES]
        perhaps = [n for n in found if held[n.slug] is Holds.MAYBE]
        if all(n.how is How.NEAR for n in found):
            perhaps = []
        if on_day or perhaps:
            return self._among(on_day, perhaps)
        if all(n.how is How.NEAR for n in found):
            return self._none(found, "niemand met precies die naam in functie op die dag")
        if self.role == "bewindspersoon":
            return self._once_in_government(found)
        return self._former(found)

    def in_senate(self, one: Settled) -> Settled:
        """Take back what only a surname says in the Eerste Kamer, of whose members the register knows a third.

        A senator whom it knows is probable; a member of the Tweede Kamer is no more than a candidate.
        """
        if one.person is None or self.given or self.role == "bewindspersoon":
            return one
        if self.party is not None and self.index.agrees(one.person, self.party, self.window) is Holds.YES:
            return one
        if self.role is None and self.index.governed(one.person, self.window):
            return one
        if self.index.sat(one.person, self.window, "EK") and one.status in (Status.CERTAIN, Status.PROBABLE):
            return replace(one, status=Status.PROBABLE, reason=SENATE_UNKNOWN)
        return self._none([Named(one.person, How.SURNAME)], SENATE_UNKNOWN)

    def _here(self, found: Sequence[Named], held: dict[str, Holds]) -> dict[str, Holds]:
        """Leave the members of the other chamber out where this one, or the government, has one of that name."""
        sat = {n.slug: self.index.sat(n.slug, self.window, self.chamber) for n in found}
        if self.role is None:
            sat = {slug: max(holds, self.index.governed(slug, self.window)) for slug, holds in sat.items()}
        return sat if any(sat.values()) else held

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
            return self._one(one, "naam en fractie kloppen")
        if len(fit) == 1 and (not doubt or self.given):
            return self._one(fit[0], "de enige met die naam op die dag")
        if not fit and len(doubt) == 1:
            if self.given:
                return self._one(doubt[0], "de enige met die volle naam; het register mist een dag")
            return self._one(doubt[0], "de enige met die naam; het register mist een dag", Status.PROBABLE)
        return self._several([*fit, *doubt])

    def _party(self, slug: str) -> Holds:
        if self.party is None:
            return Holds.MAYBE
        return self.index.agrees(slug, self.party, self.window)

    def _several(self, left: Sequence[Named]) -> Settled:
        before = [n for n in left if n.slug in self.after]
        if len(before) == 1:
            return self._one(before[0], "eerder in deze brief voluit genoemd")
        slugs = tuple(sorted(n.slug for n in left))
        return Settled(None, Status.AMBIGUOUS, slugs, f"{len(slugs)} personen met die naam op die dag")

    def _other_party(self, left: Sequence[Named]) -> Settled:
        if self.given and len(left) == 1:
            return self._one(left[0], "in het register een andere fractie op die dag", Status.CONFLICT)
        return self._none(left, "niemand met die naam was op die dag van de genoemde fractie")

    def _former(self, found: Sequence[Named]) -> Settled:
        """Choose among former members, for a letter may answer what they asked."""
        ago = {n.slug: self._ago(n.slug) for n in found if self._once_of_party(n.slug)}
        former = [n for n in found if ago.get(n.slug) is not None]
        lately = [n for n in former if (ago[n.slug] or timedelta()) <= _LATELY]
        others = [n for n in former if n not in lately and (ago[n.slug] or timedelta()) <= _LONG_AGO]
        if len(former) == 1:
            sure = bool(lately) or (self.given and bool(others))
            return self._one(former[0], "a former member", Status.CERTAIN if sure else Status.PROBABLE)
        if len(lately) == 1 and not others:
            status = Status.CERTAIN if self.given else Status.PROBABLE
            return self._one(lately[0], "een oud-lid, de enige met die naam in negen jaar", status)
        if former:
            return self._several(former)
        return self._none(found, "niet in functie op die dag")

    def _ago(self, slug: str) -> timedelta | None:
        """Give how long before the window a person sat; None: never."""
        last = self.index.last_sat(slug, self.window.last)
        return None if last is None else max(self.window.first - last, timedelta())

    def _once_in_government(self, found: Sequence[Named]) -> Settled:
        """Settle "voormalig minister X", who held an office within a term before the day."""
        before = Window(_earlier(self.window.first, _LATELY), self.window.last)
        once = [n for n in found if self.index.governed(n.slug, before) is Holds.YES]
        if len(once) == 1:
            return self._one(once[0], "niet meer in het kabinet op die dag", Status.PROBABLE)
        return self._none(found, "niet in het kabinet op die dag")

    def _once_of_party(self, slug: str) -> bool:
        return self.party is None or self.index.agrees(slug, self.party, EVER) is Holds.YES

    def _one(self, named: Named, reason: str, status: Status = Status.CERTAIN) -> Settled:
        if status is Status.CERTAIN and not named.sure:
            status, reason = Status.PROBABLE, f"{reason}; het register is niet zeker van de spelling"
        person = self.index.person(named.slug)
        return Settled(named.slug, status, (), reason, person.full_name)

    def _none(self, left: Sequence[Named], reason: str) -> Settled:
        return Settled(None, Status.UNRESOLVED, tuple(sorted(n.slug for n in left)), reason)


def _earlier(day: date, by: timedelta) -> date:
    """Give the day that much earlier, or the first day there is."""
    return day - by if day - date.min > by else date.min


def _repaired(name: str, index: NameIndex, window: Window, party: str | None) -> Settled | None:
    """Mend one letter of a full name whose party agrees; a bare surname is never mended."""
    if party is None or " " not in name or window is EVER:
        return None
    near = [slug for slug in index.full_names_like(name) if index.agrees(slug, party, window) is Holds.YES]
    if len(near) != 1:
        return None
    full_name = index.person(near[0]).full_name
    reason = f"een letter anders dan {full_name}, van wie de fractie klopt"
    return Settled(near[0], Status.REPAIRED, (), reason, full_name, read_as=full_name)
