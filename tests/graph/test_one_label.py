"""A body that letters spell in several ways has one label, whatever the order in which they come in."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from kamergraaf.graph.check import check
from kamergraaf.graph.load import load
from kamergraaf.graph.loading import load_shards
from kamergraaf.graph.prepare import prepare
from kamergraaf.graph.register import load_register
from kamergraaf.graph.shards import shard_jobs, write_shards
from kamergraaf.graph.store import MEMORY, Store, open_store
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.model import Extraction
from kamergraaf.ontology.register import Organisation
from kamergraaf.tests.graph import letters

BODY = f"<{iris.BASE}id/organisatie/bureau-opgeblazen>"
SPELLINGS = ("Bureau opgeblazen", "Bureau Opgeblazen", "bureau Opgeblazen")


class Answer:
    """What ``find`` gives for one spelling."""

    error = None

    def __init__(self, place: int) -> None:
        self.name = f"brief {place}"
        self.extraction: Extraction | None = spelt(place)


def spelt(place: int, spelling: str | None = None) -> Extraction:
    """Give a letter of its own that spells the body in one way."""
    found = letters.letter(text=f"{letters.TEXT}\n{place}")
    bodies = tuple(
        replace(body, name=spelling or SPELLINGS[place], registered=False, key=None) for body in found.organisations
    )
    assert bodies
    return replace(found, organisations=bodies)


def _store() -> Store:
    store = open_store(MEMORY)
    prepare(store, letters.register(), letters.rules())
    return store


def _names(store: Store) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {terms.LABEL: [], terms.ALT_LABEL: []}
    for _, line in store.about([BODY[1:-1]]):
        _, prop, name = line.split(" ", 2)
        found.setdefault(prop[1:-1], []).append(name)
    return {prop: sorted(found[prop]) for prop in (terms.LABEL, terms.ALT_LABEL)}


ALL = {terms.LABEL: ['"Bureau Opgeblazen"@nl'], terms.ALT_LABEL: ['"Bureau opgeblazen"', '"bureau Opgeblazen"']}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_letter_by_letter_in_any_order(order: tuple[int, ...]) -> None:
    """The first spelling in order is the label, the others are names; again is no write, and nothing is wrong."""
    store = _store()
    for place in order:
        load(store, spelt(place), letters.register())

    assert _names(store) == ALL
    assert not load(store, spelt(order[0]), letters.register()).changed
    assert [*check(store)] == []


def test_from_shards(tmp_path: Path) -> None:
    """Shards give the same store as the same letters one by one."""
    one_by_one, at_once = _store(), _store()
    for place in range(3):
        load(one_by_one, spelt(place), letters.register())
    jobs = shard_jobs(range(3), tmp_path, ["1", "2", "3"], size=2)
    shards = [Path(result.path) for result in write_shards(jobs, Answer)]
    load_shards(at_once, shards, letters.register())

    assert _names(at_once) == ALL
    feiten = iris.graph("feiten")
    assert at_once.graph(feiten) == one_by_one.graph(feiten)


def test_the_registers_label_stands_before_those_of_letters(tmp_path: Path) -> None:
    """A body that the register has under this key keeps the register's label, by letter, from shards, and later."""
    body = Organisation("bureau-opgeblazen", "bureau-opgeblazen", "Het Bureau", (), source="verzonnen")
    register = letters.register()
    larger = replace(register, organisations={**register.organisations, body.key: body}, sha256="groter")
    known = {terms.LABEL: ['"Het Bureau"@nl'], terms.ALT_LABEL: ['"Bureau Opgeblazen"', '"Bureau opgeblazen"']}
    stores = [_store(), _store(), _store()]
    for store in stores[:2]:
        load_register(store, larger)
    for place in (0, 1):
        load(stores[0], spelt(place), larger)
        load(stores[2], spelt(place), register)
    jobs = shard_jobs(range(2), tmp_path, ["1", "2"], size=1)
    load_shards(stores[1], [Path(result.path) for result in write_shards(jobs, Answer)], larger)
    load_register(stores[2], larger)

    for store in stores:
        assert _names(store) == known
        assert [*check(store)] == []
    assert not load(stores[0], spelt(0), larger).changed


def test_a_spelling_that_is_taken_back() -> None:
    """When the only letter that names the body spells it anew, the old name goes."""
    store = _store()
    load(store, spelt(1), letters.register())
    load(store, spelt(1, "Bureau opgeblazen"), letters.register())

    assert _names(store) == {terms.LABEL: ['"Bureau opgeblazen"@nl'], terms.ALT_LABEL: []}
