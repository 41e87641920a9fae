"""Lists of members behind *het lid* and *de leden*: Kuiken (PvdA) en Gijs van Dijk (SP), Becker c.s.

A member whom the register or the context does not settle is kept as written, unresolved. *c.s.* says that others
are unknown; they are never filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.names.people import settle
from kamergraaf.ingest.phrases import compiled
from kamergraaf.ingest.reading import Reading
from kamergraaf.ingest.values import value
from kamergraaf.ontology.model import Motion, PersonMention, Status

_NAME = compiled("{name}")
_PARTY = compiled(" *{party}")
_AND = compiled(
    r" *(?:, *en|,|/| en) +(?:(?:van )?(?:(?:het |de )?(?:(?:oud|toenmalige?|voormalige?)[- ])?"
    r"(?:lid|[Kk]amerlid|heer|senator)|mevrouw|mevr\.|mw\.|dhr\.) )?(?={name})|/ *(?={name})"
)
_SLASH = compiled(r" */ *(?={name})|-(?=[{upper}])")
_OTHERS = compiled(r" *,? *(?:c\.s\.?|cs\.(?= [a-z(])|e\.a\.|en anderen|en andere leden)")
_PREFIX = re.compile(r"(?:van|de|der|den|ten|ter|te|['’‘]t|el|al|la|le|du|in|op|von|ben|uit|onder|des)$")


@value
class Members:
    """Names as written in ``plain[start:end]``; ``end`` is past *c.s.* and a party in brackets."""

    names: tuple[tuple[int, int], ...]
    end: int
    and_others: bool


def read_members(reading: Reading, at: int, end: int, *, many: bool) -> Members | None:
    """Read names from ``at`` on, one or (``many``) a list; None where no name stands there.

    A list joined by slashes is read in either case: motie-Kuiken/Gijs van Dijk.
    """
    plain = reading.plain
    found: list[tuple[int, int]] = []
    others = False
    while True:
        m = _NAME.match(plain, at, end)
        if m is None:
            break
        if found and _is_party(reading, m.start(), m.end(), plain[slice(*found[0])].isupper()):
            at = m.end()  # "de heer Ten Broeke, VVD"
            break
        found.append((m.start(), m.end()))
        at = m.end()
        if others_here := _OTHERS.match(plain, at, end):
            others, at = True, others_here.end()
        if bracketed := _PARTY.match(plain, at, end):
            at = bracketed.end()
        if not others and (others_here := _OTHERS.match(plain, at, end)):
            others, at = True, others_here.end()
        more = (_AND if many else _SLASH).match(plain, at, end)
        if more is None or (others and plain[more.start()] != "/"):
            break
        at = more.end()
    return Members(tuple(found), at, others) if found else None


def _is_party(reading: Reading, start: int, end: int, capitals: bool) -> bool:
    """Whether what follows a name and comma is a party: found as such, or in capitals where the names are not."""
    if reading.persons.over(start) is not None:
        return False
    return reading.parties.over(start) is not None or (not capitals and reading.plain[start:end].isupper())


def persons(reading: Reading, names: tuple[tuple[int, int], ...]) -> tuple[PersonMention, ...]:
    """Give the persons at these places: as the names room found them, else the member that the register knows."""
    out: list[PersonMention] = []
    for start, end in names:
        known = [p.item for p in reading.persons.between(start - 12, end) if p.end > start and p.start < end]
        if known:
            out += [k for k in known if k not in out]
        else:
            out.append(_as_written(reading, start, end))
    return tuple(out)


def all_members(reading: Reading, names: tuple[tuple[int, int], ...]) -> bool:
    """Whether the register or the context knows a member at each of these places."""
    return all(p.role != "bewindspersoon" and (p.person or p.candidates) for p in persons(reading, names))


def stands_for_member(reading: Reading, names: tuple[tuple[int, int], ...]) -> bool:
    """Whether the register or the context knows somebody at the first of these places."""
    start, end = names[0]
    return any(p.end > start for p in reading.persons.between(start - 12, end))


def with_proposers(found: tuple[PersonMention, ...], motions: Iterable[Motion]) -> tuple[PersonMention, ...]:
    """Give the persons of a letter, with the proposers whom only their list shows to be members."""
    taken = {(person.span.start, person.span.end) for person in found}
    more = {
        (person.span.start, person.span.end): person
        for motion in motions
        for person in motion.proposers
        if person.person is not None and (person.span.start, person.span.end) not in taken
    }
    return tuple(sorted((*found, *more.values()), key=lambda person: person.span.start)) if more else found


def spelled(mention: PersonMention) -> str:
    """Give the name for comparing: the person where settled, else small letters without accents of prefixes."""
    return mention.person or " ".join(mention.name.casefold().split())


def not_yet(reading: Reading, named: tuple[Region, ...], more: tuple[Region, ...]) -> tuple[Region, ...]:
    """Give those of ``more`` who are not among the named."""
    known = {spelled(p) for p in persons(reading, named)}
    return tuple(name for name in more if spelled(persons(reading, (name,))[0]) not in known)


def _as_written(reading: Reading, start: int, end: int) -> PersonMention:
    words = reading.plain[start:end].split()
    # "motie van Haverkamp": the small prefix belongs to the phrase, unless the register says otherwise.
    while len(words) > 1 and _PREFIX.match(words[0]):
        start = reading.plain.index(words[1], start + len(words[0]))
        words = words[1:]
    name = " ".join(words)
    span = reading.span(start, end)
    if reading.index is not None:
        # A list that goes on behind brackets, "moties A c.s. (35510-21) en B c.s. (35510-16)", names members too.
        known = settle(
            name,
            index=reading.index,
            day=reading.days.on,
            until=reading.days.until,
            role="lid",
            chamber=reading.chamber,
        )
        if known.person is not None or known.candidates:
            return PersonMention(
                span,
                name,
                "indiener",
                person=known.person,
                known_as=known.known_as,
                status=known.status,
                reason=known.reason,
                candidates=known.candidates,
                role="lid",
                read_as=known.read_as,
            )
    return PersonMention(
        span, name, "indiener", status=Status.UNRESOLVED, reason="geen lid met deze naam bekend op die dag"
    )
