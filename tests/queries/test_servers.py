"""The saved questions on servers: Oxigraph's and Virtuoso give the rows of the golden files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pyoxigraph as ox
import pytest

from kamergraaf import queries
from kamergraaf.graph.store import Store, open_store
from kamergraaf.graph.terms import Term
from kamergraaf.ontology import files, iris
from kamergraaf.tests.graph.servers import oxigraph, virtuoso

GOLDEN = Path(__file__).parent.parent / "golden" / "graaf.trig"


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give a server that holds the golden graph and the vocabulary."""
    start = oxigraph if request.param == "oxigraph" else virtuoso
    with ExitStack() as stack:
        store = open_store(stack.enter_context(start(tmp_path_factory.mktemp(request.param) / "store")))
        stack.callback(store.close)
        graphs: dict[str, list[str]] = {}
        for quad in ox.parse(path=GOLDEN, format=ox.RdfFormat.TRIG):
            assert isinstance(quad.graph_name, ox.NamedNode)
            graphs.setdefault(quad.graph_name.value, []).append(str(quad.triple))
        lines = files.ontology_triples(shapes=False).decode().splitlines()
        graphs[iris.graph("ontologie")] += [line.removesuffix(" .") for line in lines]
        for name, triples in graphs.items():
            store.replace(name, triples)
        yield store


@pytest.fixture(scope="module")
def memory() -> ox.Store:
    """Give the same in memory, asked without our own store."""
    store = ox.Store()
    store.load(path=GOLDEN, format=ox.RdfFormat.TRIG)
    store.load(files.ontology_triples(shapes=False), format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode("urn:o"))
    return store


def _value(term: Term | ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    """The bare value: servers differ in how they write the type of a number."""
    if term is None:
        return ""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


@pytest.mark.parametrize("name", queries.names())
def test_server_gives_the_same_rows(name: str, server: Store, memory: ox.Store) -> None:
    """Each question has the same values on a server as in memory."""
    query = queries.load(name).bind()
    expected = memory.query(query, use_default_graph_as_union=True)
    if isinstance(expected, ox.QueryTriples):
        wanted = sorted({tuple(map(_value, triple)) for triple in expected})
        actual = sorted({tuple(map(_value, triple)) for triple in server.construct(query)})
    else:
        assert isinstance(expected, ox.QuerySolutions)
        wanted = sorted(tuple(map(_value, row)) for row in expected)
        actual = sorted(tuple(map(_value, row)) for row in server.select(query))

    assert actual == wanted
