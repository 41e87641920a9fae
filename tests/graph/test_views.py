"""Things, neighbours, paths and the reading page, over one made-up letter in memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kamergraaf.graph.counts import counts
from kamergraaf.graph.load import load
from kamergraaf.graph.neighbours import neighbours
from kamergraaf.graph.path import paths
from kamergraaf.graph.reading import reading
from kamergraaf.graph.register import load_register
from kamergraaf.graph.store import MEMORY, Store, open_store
from kamergraaf.graph.things import group, thing
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.errors import NotFound
from kamergraaf.ontology.model import Ref, Resolution
from kamergraaf.tests.graph import letters

LETTER = letters.letter()
BRIEF = Ref("brief", LETTER.key)
MOTION = Ref("kamerstuk", "99001-7")
VIC, BEA = Ref("persoon", "vic-voorbeeld"), Ref("persoon", "bea-bedacht")


@pytest.fixture(scope="module")
def graph() -> Iterator[Store]:
    """Give a store with the register and three letters."""
    store = open_store(MEMORY)
    load_register(store, letters.register())
    load(store, LETTER, letters.register())
    for number in (1, 2):
        load(store, letters.letter(text=f"{letters.TEXT}\n{number}"), letters.register())
    yield store
    store.close()


def _all(store: Store) -> list[Ref]:
    query = f'SELECT DISTINCT ?t WHERE {{ ?t a ?c FILTER(STRSTARTS(STR(?t), "{iris.BASE}id/")) }}'
    found = (iris.ref(str(row[0])) for row in store.select(query))
    return sorted(ref for ref in found if ref is not None and ref.kind not in ("lidmaatschap", "zetel", "ambt"))


def test_a_motion_has_its_facts_and_quotes(graph: Store) -> None:
    """The page of a motion knows title, outcome and day, each with the words that prove it."""
    page = thing(graph, MOTION)
    assert page is not None

    assert page.kind == "motie"
    assert page.label == "Kamerstuk 99 001, nr. 7"
    proven = {fact.property: fact for fact in page.facts}
    assert proven[terms.DECIDED_ON].quotes[0].exact == "2 februari 2021"
    assert proven[terms.STATUS].quotes[0].exact == "aangenomen"
    assert proven[terms.NUMBER].origin == "number"


def test_groups_are_counted_and_paged(graph: Store) -> None:
    """Pages of a group give each neighbour once, and the count is that of the store."""
    whole = group(graph, MOTION, terms.CITES, outgoing=False, limit=None)
    pages = [group(graph, MOTION, terms.CITES, outgoing=False, offset=at, limit=1) for at in range(3)]
    assert whole is not None

    assert whole.total == 3
    assert [c.node.iri for page in pages if page for c in page.connections] == [c.node.iri for c in whole.connections]


def test_every_edge_has_a_quote_or_says_its_source(graph: Store) -> None:
    """No connection on any page is without words of a letter or a named source."""
    bare = [
        connection.edge
        for ref in _all(graph)
        for part in (thing(graph, ref) or pytest.fail(str(ref))).groups
        for connection in part.connections
        if not connection.edge.quotes and connection.edge.origin == "stated"
    ]

    assert bare == []


def test_what_is_not_there_is_none(graph: Store) -> None:
    """A thing that nothing is said of has no page and no neighbours."""
    assert thing(graph, Ref("kamerstuk", "11111-1")) is None
    assert neighbours(graph, Ref("kamerstuk", "11111-1")) is None
    assert reading(graph, MOTION) is None


def test_every_kind_of_thing_has_a_page(graph: Store) -> None:
    """Also a membership, a seat and an office, which the picture draws as edges."""
    for address in (
        "lidmaatschap/vic-voorbeeld.proefballon.2017-01-01",
        "zetel/vic-voorbeeld.tk.2017-01-01",
        "ambt/vera-zonnen.vz.2017-01-01",
        "kabinet/verzonnen-i",
        "kamer/tk",
    ):
        page = thing(graph, Ref(*address.split("/")))
        assert page is not None, address
        assert page.groups, address


def test_letter_and_register_differ(graph: Store) -> None:
    """Vic is of Luchtkasteel by the letter and of Proefballon by the register: both edges, both marked."""
    found = neighbours(graph, VIC)
    assert found is not None

    assert {(edge.object.rsplit("/", 1)[-1], edge.origin) for edge in found.edges if edge.conflict} == {
        ("luchtkasteel", "stated"),
        ("proefballon", "register"),
    }


def test_counts_are_true_for_every_thing(graph: Store) -> None:
    """Totals and degrees of each thing equal what the other end counts: a neighbour is a neighbour both ways."""
    near = {ref: neighbours(graph, ref, limit=None) for ref in _all(graph)}
    known = {iris.iri(ref): {node.iri for node in found.nodes} for ref, found in near.items() if found}
    for address, others in known.items():
        for other in others:
            if "#" not in other:
                assert address in known[other], (address, other)
    for found in near.values():
        assert found is not None
        assert found.focus.degree == sum(total.total for total in found.totals) == len(found.nodes)
        for node in found.nodes:
            if node.ref is not None:
                assert node.degree == len(known[node.iri])


def test_kinds_are_capped_and_the_rest_can_be_asked(graph: Store) -> None:
    """A capped kind says how many it has, and its rest comes without repeats."""
    first = neighbours(graph, BRIEF, limit=1, kinds={"kamerstuk"})
    rest = neighbours(graph, BRIEF, limit=None, kinds={"kamerstuk"}, offset=1)
    assert first is not None
    assert rest is not None

    (total,) = (total for total in first.totals if total.kind == "kamerstuk")
    assert (total.total, total.shown) == (3, 1)
    assert len({node.iri for node in first.nodes + rest.nodes}) == 3


def test_what_stayed_open_is_a_node(graph: Store) -> None:
    """The unread citation of a letter is a neighbour of kind onbekend, with its words."""
    found = neighbours(graph, BRIEF)
    assert found is not None

    assert [node.label for node in found.nodes if node.kind == "onbekend"] == ["kamerstuk negentig"]


def test_shortest_paths_have_their_quotes(graph: Store) -> None:
    """Two members who never met hang together by a motion, a letter and a motion, each step with its words."""
    found = paths(graph, VIC, BEA)

    assert found.length == 4
    first = found.paths[0]
    assert len(first.nodes) == 5
    assert all(step.edges[0].quotes for step in first.steps)


def test_paths_do_not_lead_through_the_chamber(graph: Store) -> None:
    """Everyone has a seat: that connects nobody."""
    through = [node.kind for path in paths(graph, VIC, BEA).paths for node in path.nodes]

    assert "kamer" not in through


def test_a_path_to_itself_and_to_nothing(graph: Store) -> None:
    """A thing is no step from itself, and something unknown is an error that says so."""
    assert paths(graph, VIC, VIC).length == 0
    with pytest.raises(NotFound, match="not in the graph"):
        paths(graph, VIC, Ref("persoon", "niemand"))


def test_the_letter_is_read_with_its_marks(graph: Store) -> None:
    """Each mark's words are the text at its place, and the reading of a scan is kept."""
    page = reading(graph, BRIEF)
    assert page is not None

    assert LETTER.letter.text == page.text
    assert all(page.text[mark.quote.start : mark.quote.end] == mark.quote.exact for mark in page.marks)
    (repaired,) = (mark for mark in page.marks if mark.reading == "repaired")
    assert repaired.quote.read_as == "Handelingen II 2020/21, nr. 5, item 3"
    (disputed,) = (mark for mark in page.marks if mark.stated_party.endswith("luchtkasteel"))
    assert disputed.known_party.endswith("partij/proefballon")
    assert [len(mark.candidates) for mark in page.marks if mark.resolution is Resolution.AMBIGUOUS] == [2]


def test_figures_are_counted_once_a_version(graph: Store) -> None:
    """The home page's figures are those of the store, and the same object until it changes."""
    figures = counts(graph)

    assert figures.things["Motie"] == 4
    assert figures.mentions[Resolution.AMBIGUOUS] == 3
    assert counts(graph) is figures
