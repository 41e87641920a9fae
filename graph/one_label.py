"""A thing has one label: the register's, else the first of those that letters spell; the others stay as names.

*Dienst Regelingen* and *Dienst regelingen* are one body. Which spelling comes first does not depend on the order in
which letters come in, so that a store built from shards and one filled letter by letter hold the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kamergraaf import queries
from kamergraaf.graph.literals import dutch, plain
from kamergraaf.graph.store import Change, Store
from kamergraaf.ontology import iris, terms

_LABEL, _OTHER = f"<{terms.LABEL}>", f"<{terms.ALT_LABEL}>"


def with_one_label(facts: set[str], held: Iterable[str], known: Iterable[str]) -> tuple[set[str], set[str]]:
    """Give the facts of a letter with one label for each thing, and the stored labels that give way to it.

    ``held``: what graph *feiten* says of the same things already; ``known``: what the register and the Kamer's data
    say, whose label stands before those of letters.
    """
    spelt: dict[str, set[str]] = defaultdict(set)
    for line in (*facts, *held):
        subject, prop, name = line.split(" ", 2)
        if prop == _LABEL and name.endswith('"@nl'):
            spelt[subject].add(name.removesuffix("@nl"))
        elif prop == _OTHER:
            spelt[subject].add(name)
    named = {line.split(" ", 1)[0] for line in known if f"> {_LABEL} " in line}
    several = {s: None if s in named else min(names) for s, names in spelt.items() if len(names) > 1 or s in named}
    kept = {f"{subject} {_LABEL} {first}@nl" for subject, first in several.items() if first is not None}
    others = {f"{subject} {_OTHER} {name}" for subject, first in several.items() for name in spelt[subject] - {first}}
    away = {line for line in (*facts, *held) if _is_label(line, several) and line not in kept}
    return (facts - away) | kept | (others - {*known}), away - facts


def settle_labels(store: Store) -> None:
    """Leave each thing one label in graph *feiten*, after letters came in side by side."""
    feiten = iris.graph("feiten", store.base)
    spelt: dict[str, set[str]] = defaultdict(set)
    named = set()
    for thing, label, known in store.select(queries.store("labels_double", store.base).bind(graph=feiten)):
        spelt[str(thing)].add(str(label))
        if str(known) != feiten:
            named.add(str(thing))
    delete, insert = [], []
    for about, names in sorted(spelt.items()):
        rest = sorted(names, key=plain)[about not in named :]
        delete += [f"<{about}> {_LABEL} {dutch(name)}" for name in rest]
        insert += [f"<{about}> {_OTHER} {plain(name)}" for name in rest]
    if delete:
        elsewhere = {line for graph, line in store.about(spelt) if graph != feiten}
        store.apply(Change({feiten: delete}, {feiten: [line for line in insert if line not in elsewhere]}))


def _is_label(line: str, things: Mapping[str, object]) -> bool:
    subject, prop, name = line.split(" ", 2)
    return prop == _LABEL and subject in things and name.endswith('"@nl')
