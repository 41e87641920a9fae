"""The index says just what the store says, counted and in pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kamergraaf.graph import links
from kamergraaf.graph.index import Index, attach, beside, forget, write
from kamergraaf.graph.links import Links, Straight
from kamergraaf.graph.links_index import Indexed
from kamergraaf.graph.load import load
from kamergraaf.graph.search import Search
from kamergraaf.graph.search_index import things
from kamergraaf.graph.store import MEMORY, Store, open_store
from kamergraaf.ontology.errors import StoreError
from kamergraaf.pipeline import demo
from kamergraaf.tests.graph import letters


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """Give a store with the bundled letters and the register."""
    opened = open_store(MEMORY)
    demo.fill(opened)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def nodes(store: Store) -> list[str]:
    """Give all things that have a link, and one that is not there."""
    found = {node for link in Straight(store).all(things(store)) for node in (link.subject, link.object)}
    return [*sorted(node for node in found if "#" not in node), f"{store.base}id/kamerstuk/10001-1"]


@pytest.fixture(scope="module")
def indexed(store: Store) -> Links:
    """Give the links by an index of the store as it is."""
    connection = Index(store).latest(30.0)
    assert connection is not None
    return Indexed(connection, store)


def test_all_links_are_those_of_the_store(store: Store, indexed: Links, nodes: list[str]) -> None:
    """Every thing has the same links with the same origin, period, words and quotes, alone and together."""
    straight = Straight(store)

    assert len(straight.all(nodes)) > 1000
    assert indexed.all(nodes) == straight.all(nodes)
    for node in nodes[::7]:
        assert indexed.all([node]) == straight.all([node]), node


def test_groups_and_pages_are_those_of_the_store(store: Store, indexed: Links, nodes: list[str]) -> None:
    """Each relation has the same count, the same order, and pages that neither repeat nor miss a link."""
    straight = Straight(store)
    for node in nodes[::5]:
        groups = straight.groups(node, 3)
        assert indexed.groups(node, 3) == groups
        assert list(indexed.groups(node, 3)) == list(groups)
        for group, found in groups.items():
            whole = straight.page(node, group, 0, None)
            pages = [indexed.page(node, group, at, 4) for at in range(0, found.total, 4)]
            assert [link for page in pages for link in page.links] == whole.links
            assert {tuple(page.kinds.items()) for page in pages} == {tuple(whole.kinds.items())}
            for kind, n in whole.kinds.items():
                alike = indexed.page(node, group, 0, None, kind)
                assert alike == straight.page(node, group, 0, None, kind)
                assert len(alike.links) == alike.total == n


def test_neighbours_are_counted_as_in_the_store(store: Store, indexed: Links, nodes: list[str]) -> None:
    """Neighbours, their kinds and their counts are the same, with and without what is not drawn."""
    straight = Straight(store)

    assert indexed.degrees(nodes) == straight.degrees(nodes)
    for node in nodes[::5]:
        assert indexed.kinds(node) == straight.kinds(node)
        for drawn in (False, True):
            found = straight.kin(node, drawn=drawn)
            assert indexed.kin(node, drawn=drawn) == found
            assert indexed.degrees([node], drawn=True)[node] == len(straight.kin(node, drawn=True))
        for kind, total in straight.kinds(node).items():
            assert indexed.kin(node, kind=kind, offset=1, limit=2) == straight.kin(node, kind=kind)[1:3]
            assert len(indexed.kin(node, kind=kind)) == total


def test_links_between_chosen_things(store: Store, indexed: Links, nodes: list[str]) -> None:
    """Links among some things, between one and others, and the groups of members are those of the store."""
    straight = Straight(store)
    letter = next(link.subject for link in straight.all(nodes) if "/brief/" in link.subject and "#" in link.object)
    others = [kin.iri for kin in straight.kin(letter)]
    people = [node for node in nodes if "/persoon/" in node]

    assert indexed.parties(people) == straight.parties(people)
    assert indexed.between(letter, others[::2]) == straight.between(letter, others[::2])
    assert set(straight.among([letter, *others])) <= set(indexed.among([letter, *others]))
    assert {link.object for link in indexed.among([letter, *others]) if "#" in link.object}


def test_an_index_is_of_one_state_of_the_store() -> None:
    """After a change the links are those of the changed store; before the index is made the store answers."""
    opened = open_store(MEMORY)
    held = attach(opened)
    held.start()
    assert isinstance(links.of(opened), Indexed)
    assert links.of(opened).all([f"{opened.base}id/kamerstuk/99001-7"]) == []
    load(opened, letters.letter(), letters.register())

    assert links.of(opened).all([f"{opened.base}id/kamerstuk/99001-7"])
    opened.close()


def test_a_file_of_another_store_is_not_taken(tmp_path: Path) -> None:
    """A store made anew in the same folder has an index of its own, as many writes as it may have had."""
    folder = tmp_path / "store"
    for number, expected in ((0, False), (1, True)):
        opened = open_store(str(folder))
        if number:
            load(opened, letters.letter(), letters.register())
        else:
            opened.replace(f"{opened.base}graph/register", [f'<{opened.base}id/partij/x> <{opened.base}y> "z"'])
        write(opened, folder) if not number else None
        connection = Index(opened, folder).latest(30.0)
        assert connection is not None
        assert bool(Indexed(connection, opened).all([f"{opened.base}id/kamerstuk/99001-7"])) is expected
        opened.close()
        for file in folder.iterdir():
            file.unlink()
    forget(folder)
    assert not beside(folder).exists()


def test_a_search_says_when_it_cannot_answer_yet(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the first index is being made a search is refused: nothing found would be wrong."""
    waiting = Index(store)
    monkeypatch.setattr(waiting, "latest", lambda patience: None)

    with pytest.raises(StoreError, match="Search again"):
        Search(waiting).find("Azarkan")
