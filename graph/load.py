"""One letter into the store: one transaction, whatever was there of it before.

The difference between what is stored and what should be is reckoned here and written as one change, so that
readers see the old letter or the new one, and so does a store that was killed. Design: ontology.md, section 6.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kamergraaf import queries
from kamergraaf.graph.derived import Days, Stated, derive, stated_row
from kamergraaf.graph.numbers import number_facts
from kamergraaf.graph.one_label import with_one_label
from kamergraaf.graph.quads import LetterQuads, quads
from kamergraaf.graph.store import Change, Store
from kamergraaf.graph.terms import as_stored
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.model import Extraction
from kamergraaf.ontology.register import Register

_MOST = 500  # things asked about at once
# A mention with one of these says that the thing it refers to is a motion.
_DAY_EDGES = frozenset({f"<{terms.DATE}>", f"<{terms.DECIDED_ON}>"})
_OF_MOTIONS = frozenset({terms.ADDRESSES, terms.SETTLES, terms.MENTIONS})


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a letter. ``changed`` is False when the store held exactly this already."""

    key: str
    letter_triples: int
    fact_triples: int
    changed: bool
    resolved: int
    ambiguous: int
    unresolved: int
    mentions: int


def load(store: Store, extraction: Extraction, register: Register) -> Loaded:
    """Write a letter's findings, in place of what the store holds of it, and what follows from the register.

    Again with the same extraction and register: no write. Raises ``StoreError``; then nothing is changed.
    """
    new = quads(extraction, store.base)
    change = difference(store, new, register)
    changed = bool(change.delete or change.insert)
    if changed:
        store.apply(change)
    return Loaded(
        new.key,
        len(new.letter),
        len(new.facts),
        changed,
        new.resolved,
        new.ambiguous,
        new.unresolved,
        new.mentions,
    )


def difference(store: Store, new: LetterQuads, register: Register) -> Change:
    """Give what must change in the store for a letter: its own graph, shared facts, and what is derived."""
    base = store.base
    feiten, derived_graph = new.facts_graph, iris.graph("afgeleid", base)
    old_lines = store.graph(new.graph)
    old, letter = set(old_lines), set(new.letter)
    before, after = _Said(old), _Said(letter)
    # The letter itself too: of what the Kamer's data says of it as well, that is the home.
    subjects = {_subject(line) for line in new.facts} | before.shared(base) | {iris.iri(new.ref, base)}
    held: dict[str, set[str]] = defaultdict(set)
    for graph, line in store.about(sorted(subjects)):
        held[graph].add(line)
    known = held[iris.graph("officieel", base)] | held[iris.graph("register", base)]
    letter -= known
    facts = set(new.facts) - known
    gone = _unsupported(store, before, held[feiten] - facts, new, base) if old else set()
    facts, renamed = with_one_label(facts, held[feiten] - gone, known)
    gone |= renamed
    delete = {new.graph: sorted(old - letter), feiten: sorted(gone)}
    insert = {new.graph: sorted(letter - old), feiten: sorted(facts - held[feiten])}
    stale, fresh = _derived(store, register, before, after, held, gone, facts, new, base)
    delete[derived_graph], insert[derived_graph] = sorted(stale - fresh), sorted(fresh - stale)
    return Change(
        {graph: lines for graph, lines in delete.items() if lines},
        {graph: lines for graph, lines in insert.items() if lines},
    )


class _Said:
    """A letter's mentions, read back from its triples."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.mentions: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.days = Days()
        for line in lines:
            subject, prop, thing = line.split(" ", 2)
            prop = prop[1:-1]
            if "#char=" in subject:
                self.mentions[subject[1:-1]][prop].append(thing)
            elif prop in (terms.DATE, terms.DECIDED_ON):
                self.days.add(subject[1:-1], prop, thing[1:11])

    def shared(self, base: str) -> set[str]:
        """Give the things of ours that the mentions are about, other than the register's."""
        found = set()
        for mention in self.mentions.values():
            for thing in (*mention[terms.OF_SUBJECT], *mention[terms.REFERS_TO]):
                address = thing[1:-1]
                if not address.startswith((f"{base}id/persoon/", f"{base}id/partij/", f"{base}id/ministerie/")):
                    found.add(address)
        return found

    def support(self) -> set[str]:
        """Give the shared facts that these mentions prove."""
        found: set[str] = set()
        for mention in self.mentions.values():
            prop = mention[terms.OF_PROPERTY][0][1:-1]
            things = [*mention[terms.REFERS_TO], *mention[terms.VALUE]]
            found.update(f"{subject} <{prop}> {thing}" for subject in mention[terms.OF_SUBJECT] for thing in things)
            for thing in mention[terms.REFERS_TO]:
                found.update(_support_by_name(thing, prop, mention[terms.VALUE]))
        return found

    def stated(self, letter: str) -> list[Stated]:
        """Give the mentions from which something may follow."""
        found = []
        dates = self.days.by_thing[letter][terms.DATE] if letter in self.days.by_thing else set()
        day = next(iter(dates), None)
        for address, mention in self.mentions.items():
            prop = mention[terms.OF_PROPERTY][0][1:-1]
            parties = mention[terms.STATED_PARTY]
            if not mention[terms.REFERS_TO] or not (parties or prop in (terms.PROPOSED_BY, terms.MINISTRY)):
                continue
            exact = mention[terms.EXACT][0][1:-1].replace("\\n", " ")
            subjects: list[str | None] = [*mention[terms.OF_SUBJECT]] or [None]
            for subject in subjects:
                found.append(
                    Stated(
                        address,
                        prop,
                        mention[terms.REFERS_TO][0][1:-1],
                        exact,
                        subject[1:-1] if subject else None,
                        parties[0][1:-1] if parties else None,
                        day,
                    )
                )
        return found


def _support_by_name(thing: str, prop: str, values: Iterable[str]) -> set[str]:
    """Give what a mention that names a thing proves of it: its title, and that it is a motion."""
    found = {f"{thing} <{terms.TITLE}> {value}" for value in values}
    if prop in _OF_MOTIONS:
        found.add(f"{thing} <{terms.TYPE}> <{terms.MOTIE}>")
    return found


def _unsupported(store: Store, before: _Said, candidates: set[str], new: LetterQuads, base: str) -> set[str]:
    """Give the shared facts that only the letter's former version proved."""
    candidates = {line for line in candidates if not _from_number(line, base)}
    if not candidates:
        return set()
    letter = iris.iri(new.ref, base)
    mine = before.support()
    about = sorted({_subject(line) for line in candidates})
    theirs: set[str] = set()
    spoken_of: set[str] = set()
    for part in _parts(about):
        for row in store.select(queries.store("mentions_of", base).bind(thing=part)):
            other, subject, prop, thing, value = row
            if str(other) == letter or subject is None or prop is None:
                continue
            spoken_of.add(str(subject))
            for found in (thing, value):
                if found is not None:
                    theirs.add(f"<{subject}> <{prop}> {as_stored(str(prop), found).n3()}")
        for row in store.select(queries.store("mentions_naming", base).bind(thing=part)):
            other, thing, prop, value = row
            if str(other) == letter or thing is None:
                continue
            spoken_of.add(str(thing))
            theirs.update(_support_by_name(f"<{thing}>", str(prop), [value.n3()] if value is not None else []))
    return {line for line in candidates if _subject(line) not in spoken_of or (line in mine and line not in theirs)}


def _from_number(line: str, base: str) -> bool:
    subject = _subject(line)
    ref = iris.ref(subject, base)
    if ref is not None:
        return line in number_facts(ref, base)
    return not subject.startswith(base)


def _derived(
    store: Store,
    register: Register,
    before: _Said,
    after: _Said,
    held: Mapping[str, set[str]],
    gone: set[str],
    facts: set[str],
    new: LetterQuads,
    base: str,
) -> tuple[set[str], set[str]]:
    """Give what is derived now and what should be, for this letter's mentions and their subjects.

    What other letters say is looked at again only for a thing whose day changed, or of which this letter no
    longer says what it said: everything else can only be added to.
    """
    afgeleid, letter = iris.graph("afgeleid", base), iris.iri(new.ref, base)
    stated = after.stated(letter)
    again = {mention.subject for mention in set(before.stated(letter)) - set(stated) if mention.subject}
    added = facts - held[new.facts_graph]
    again |= {_subject(line) for line in (*added, *gone) if line.split(" ", 2)[1] in _DAY_EDGES}
    shared = sorted(subject for subject in again if "/x-" not in subject)
    for part in _parts(shared):
        for row in store.select(queries.store("stated_of", base).bind(thing=part)):
            if str(row[1]) != letter:
                stated.append(stated_row(row))
    days = after.days
    for graph, lines in held.items():
        if graph != new.graph:
            days.add_lines(lines - gone)
    days.add_lines(facts)
    proposers = [
        (line.split(" ", 1)[0][1:-1], line.rsplit(" ", 1)[1][1:-1])
        for line in held[iris.graph("officieel", base)]
        if f" <{terms.PROPOSED_BY}> " in line and _subject(line) in again
    ]
    fresh = derive(register, stated, days, known_proposers=proposers, base=base)
    own = {mention.subject for mention in (*stated, *before.stated(letter)) if mention.subject}
    settled = again | {subject for subject in own if "/x-" in subject}
    places = {mention.mention for mention in (*stated, *before.stated(letter)) if mention.stated_party}
    stale = {line for graph, line in store.about(sorted(places | settled)) if graph == afgeleid}
    return stale, fresh - held[afgeleid] | (fresh & stale)


def _subject(line: str) -> str:
    return line[1 : line.index("> ")]


def _parts(things: list[str]) -> Iterable[list[str]]:
    for start in range(0, len(things), _MOST):
        yield things[start : start + _MOST]
