"""The register as a graph of its own, replaced as a whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pyoxigraph as ox

from kamergraaf.graph.register import load_register, register_quads
from kamergraaf.graph.store import MEMORY, open_store
from kamergraaf.ingest import register as tables
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.register import Membership, Period
from kamergraaf.tests.graph import letters

B = iris.BASE


def test_the_bundled_register_is_canonical() -> None:
    """Every line of the whole register is the text that pyoxigraph gives for it, in order and once."""
    lines = register_quads(tables.bundled())
    read = ox.parse(input="".join(f"{line} .\n" for line in lines), format=ox.RdfFormat.N_TRIPLES)

    assert [f"{q.subject} {q.predicate} {q.object}" for q in read] == sorted(set(lines)) == list(lines)


def test_every_address_of_the_register_is_well_formed() -> None:
    """Each subject is an address of ours that reads back."""
    subjects = {line.split(" ", 1)[0][1:-1] for line in register_quads(tables.bundled())}

    assert [subject for subject in subjects if iris.ref(subject) is None] == []


def test_sources_are_kept() -> None:
    """Each membership says where it is from."""
    lines = register_quads(tables.bundled())
    roles = {line.split(" ", 1)[0] for line in lines if f"<{terms.TYPE}> <{terms.MEMBERSHIP}>" in line}
    sourced = {line.split(" ", 1)[0] for line in lines if f" <{terms.SOURCE}> " in line}

    assert roles
    assert roles <= sourced


def test_persons_have_no_group() -> None:
    """A person's group is only in memberships with their days."""
    lines = register_quads(letters.register())

    assert not [line for line in lines if line.startswith(f"<{B}id/persoon/") and "/id/partij/" in line]
    assert (
        f"<{B}id/lidmaatschap/vic-voorbeeld.proefballon.2017-01-01> <{terms.ORGANISATION}> <{B}id/partij/proefballon>"
        in lines
    )


def test_unknown_days_are_no_triples() -> None:
    """A membership without first day is called by its last; an open end is no end."""
    made = letters.register()
    member = Membership("vic-voorbeeld", "Windstil", Period(None, date(2020, 1, 1)))
    later = Membership("vic-voorbeeld", "Luchtkasteel", Period(date(2020, 1, 2), seen_on=date(2021, 1, 1)))
    lines = register_quads(replace(made, memberships=(member, later)))

    assert any("lidmaatschap/vic-voorbeeld.windstil.tot-2020-01-01>" in line for line in lines)
    assert not [line for line in lines if "luchtkasteel.2020-01-02>" in line and f"<{terms.UNTIL}>" in line]


def test_two_sources_on_one_membership_both_stay() -> None:
    """Where sources end one membership on different days, each keeps its own address."""
    made = letters.register()
    rows = [
        Membership("vic-voorbeeld", "Windstil", Period(date(2017, 1, 1), date(year, 1, 1))) for year in (2019, 2020)
    ]
    there = register_quads(replace(made, memberships=tuple(rows)))

    assert sum("windstil.2017-01-01" in line and f"<{terms.UNTIL}>" in line for line in there) == 2
    assert there == register_quads(replace(made, memberships=tuple(reversed(rows))))


def test_replaced_as_a_whole() -> None:
    """A new register leaves nothing of the old one; the same again is no write."""
    store, made = open_store(MEMORY), letters.register()
    load_register(store, made)
    version = store.version()

    assert not load_register(store, made)
    assert version == store.version()
    assert load_register(store, replace(made, cabinets={}, offices=()))
    assert not [line for line in store.graph(iris.graph("register")) if "/kabinet/" in line]
