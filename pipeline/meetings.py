"""A letter's motions meet those of the Kamer's data that a store holds already."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from kamergraaf import queries
from kamergraaf.graph.store import Store
from kamergraaf.ingest.meet import Asked, Known, Met, Motions, meet
from kamergraaf.ontology import iris
from kamergraaf.ontology.model import Extraction, Motion, PersonMention, Status

_SUBJECT = re.compile(r"\b(?:over|inzake|m\.b\.t\.|waarin)\b(?P<subject>.+?)(?:\(t\.v\.v\.[^)]*\)\s*)?$", re.DOTALL)
_AMENDED = re.compile(r"gew(?:ijzigde|\.)?\s+motie", re.IGNORECASE)


class Meetings:
    """The motions that a store has from the Kamer's data; asked anew for each letter, since they may grow."""

    def __init__(self, store: Store) -> None:
        """Take a store; one without the Kamer's data has no motions to meet, and is not asked again."""
        self._store = store
        self._any = bool(store.graphs(iris.graph("officieel", store.base)))

    def met(self, found: Extraction) -> Extraction:
        """Give a letter's findings with each of its motions at the real one's address, where one fits and no other.

        A motion with a number of its own has its address already.
        """
        open_ones = [motion for motion in found.motions if not motion.own and not motion.ids and motion.proposers]
        if not self._any or not open_ones:
            return found
        people = sorted({p.person for motion in open_ones for p in motion.proposers if p.person is not None})
        addresses, motions = self._known(people)
        if not addresses:
            return found
        return replace(
            found,
            motions=tuple(
                settled(motion, meet(asked(motion, found.own.date), motions), addresses)
                if motion in open_ones
                else motion
                for motion in found.motions
            ),
        )

    def _known(self, people: Sequence[str]) -> tuple[dict[str, str], Motions]:
        """Give the address of each case, and the motions themselves."""
        if not people:
            return {}, Motions.of(())
        base = self._store.base
        query = queries.store("motions_of_members", base).bind(lid=[f"persoon/{slug}" for slug in people])
        addresses: dict[str, str] = {}
        proposers: dict[str, set[str]] = {}
        facts: dict[str, tuple[date, str]] = {}
        replaces: dict[str, str] = {}
        for motion, case, day, title, proposer, before in self._store.select(query):
            ref, person, number = iris.ref(str(motion), base), iris.ref(str(proposer), base), str(case)
            if ref is None or person is None:
                continue
            addresses[number] = f"kst-{ref.key}" if ref.kind == "kamerstuk" else ref.key
            proposers.setdefault(number, set()).add(person.key)
            replaced = iris.ref(str(before), base) if before is not None else None
            if replaced is not None and replaced.kind == "kamerstuk":
                replaces[number] = f"kst-{replaced.key}"
            facts.setdefault(number, (date.fromisoformat(str(day)), str(title)))
        known = [
            Known(
                number,
                day,
                frozenset(proposers[number]),
                _subject(title),
                official_id=addresses[number] if addresses[number].startswith("kst-") else None,
                amended=_AMENDED.search(title) is not None,
                replaces=replaces.get(number),
            )
            for number, (day, title) in sorted(facts.items())
        ]
        return addresses, Motions.of(known)


def asked(motion: Motion, day: date | None) -> Asked:
    """Give a letter's motion as a question: who, what, when, and its number where the letter gives one."""
    number = motion.ids[0] if len(motion.ids) == 1 else None
    people = frozenset(who(person) for person in motion.proposers)
    return Asked(people, motion.subject or "", day, number, motion.and_others, motion.amended)


def who(person: PersonMention) -> str:
    """Give what a proposer is compared by: the register's slug, else the name as written."""
    return person.person or person.name.casefold()


def settled(motion: Motion, answer: Met | None, addresses: Mapping[str, str]) -> Motion:
    """Give a letter's motion the address of the real one, or its candidates; unchanged where none fits.

    ``addresses``: of each case, its official id (``kst-…``) or the case's own number.
    """
    if answer is None or motion.own:
        return motion
    if answer.case is not None:
        address = addresses[answer.case]
        if address.startswith("kst-"):
            return replace(motion, ids=(address,), lost_mark=None, reason=answer.reason)
        return motion if motion.ids else replace(motion, key=address, lost_mark=None, reason=answer.reason)
    if answer.candidates and (answer.contested or not motion.ids):
        candidates = tuple(addresses[case] for case in answer.candidates)
        return replace(motion, ids=(), status=Status.AMBIGUOUS, reason=answer.reason, candidates=candidates)
    return motion


def _subject(title: str) -> str:
    found = _SUBJECT.search(title)
    return found["subject"].strip() if found else title
