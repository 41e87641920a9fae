"""What every store does alike, whichever engine keeps it (engines.md, section 1)."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import zstandard

from kamergraaf.graph.load import load
from kamergraaf.graph.quads import quads
from kamergraaf.graph.register import load_register
from kamergraaf.graph.store import Change, Dataset, Store, open_store
from kamergraaf.graph.terms import Iri, Literal
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.errors import Refused, StoreError, UsageError
from kamergraaf.tests.graph import letters

XSD = "http://www.w3.org/2001/XMLSchema#"
G = iris.BASE + "graph/proef/een"
H = iris.BASE + "graph/proef/twee"
ALL_KINDS = tuple(
    f"<https://kamergraaf.example/id/motie/x-0000000000> <https://w3id.org/kamergraaf/def/p{number}> {value}"
    for number, value in enumerate(
        (
            "<https://kamergraaf.example/id/partij/windstil>",
            '"gewoon"',
            '"met \\"aanhaling\\", \\\\ en\\nregels\\r\\ten \\\\u0041"',
            '"é ü 😀 \u2028 \u200b"',
            '"Nederlands"@nl',
            '"English"@en-gb',
            f'"7"^^<{XSD}integer>',
            f'"-7"^^<{XSD}integer>',
            f'"0.5"^^<{XSD}decimal>',
            f'"2021-02-02"^^<{XSD}date>',
            f'"2021"^^<{XSD}gYear>',
            f'"2021-02-02T10:00:00Z"^^<{XSD}dateTime>',
            f'"true"^^<{XSD}boolean>',
            f'"false"^^<{XSD}boolean>',
            '""',
            '"007"',
        )
    )
)


def _things(store: Store) -> set[str]:
    return {name for name in store.graphs() if not name.endswith("/graph/meta")}


def test_what_goes_in_comes_out(store: Store) -> None:
    """Every kind of value that we write is read back as it was written."""
    assert store.replace(G, ALL_KINDS)

    assert sorted(ALL_KINDS) == store.graph(G)


def test_what_went_in_can_be_taken_out(store: Store) -> None:
    """Values of every kind are taken away by a difference with nothing left over."""
    store.replace(G, ALL_KINDS)
    store.replace(G, ALL_KINDS[:1])

    assert [ALL_KINDS[0]] == store.graph(G)


def test_about_gives_the_same_text_as_the_graph(store: Store) -> None:
    """A statement looked up by its subject has the same canonical text as in its graph."""
    known = [line for line in ALL_KINDS if "boolean" not in line]
    store.replace(G, known)

    assert {(G, line) for line in known} == set(store.about(["https://kamergraaf.example/id/motie/x-0000000000"]))


def test_booleans_of_our_terms_are_looked_up_as_stored(store: Store) -> None:
    """Our boolean properties keep their form, also where rows say 1 for true."""
    line = f'<https://kamergraaf.example/id/kamerstuk/99001-7> <{terms.AND_OTHERS}> "true"^^<{XSD}boolean>'
    store.replace(G, [line])

    assert [(G, line)] == list(store.about(["https://kamergraaf.example/id/kamerstuk/99001-7"]))


def test_same_triples_again_is_no_write(store: Store) -> None:
    """Replacing a graph by itself changes nothing, and the version tells so."""
    store.replace(G, ALL_KINDS)
    version = store.version()

    assert not store.replace(G, reversed(ALL_KINDS))
    assert version == store.version()


def test_each_write_changes_the_version(store: Store) -> None:
    """The version is another one after each write."""
    versions = [store.version()]
    for size in (3, 5, 2):
        store.replace(G, ALL_KINDS[:size])
        versions.append(store.version())
    store.drop(G)
    versions.append(store.version())

    assert len(set(versions)) == len(versions)


def test_missing_graph_is_empty(store: Store) -> None:
    """A graph that is not there is empty, and dropping it is no write."""
    version = store.version()

    assert store.graph(iris.BASE + "graph/proef/nergens") == []
    assert not store.drop(iris.BASE + "graph/proef/nergens")
    assert version == store.version()


def test_dropped_graph_is_gone(store: Store) -> None:
    """A dropped graph is in no list and no answer."""
    store.replace(G, ALL_KINDS)
    store.replace(H, ALL_KINDS[:1])

    assert store.drop(G)
    assert {H} == _things(store)
    assert store.graph(G) == []


def test_one_change_spans_graphs(store: Store) -> None:
    """A change takes from one graph and adds to another at once."""
    store.replace(G, ALL_KINDS[:3])
    store.apply(Change({G: [ALL_KINDS[0]]}, {H: [ALL_KINDS[5]], G: [ALL_KINDS[7]]}))

    assert sorted([*ALL_KINDS[1:3], ALL_KINDS[7]]) == store.graph(G)
    assert [ALL_KINDS[5]] == store.graph(H)


def test_change_of_several_thousand_triples(store: Store) -> None:
    """A change larger than one update of Virtuoso may be arrives whole."""
    lines = [f'<https://kamergraaf.example/id/motie/x-0000000000> <{terms.TITLE}> "{n}"@nl' for n in range(2500)]
    store.replace(G, lines)

    assert sorted(lines) == store.graph(G)
    assert not any("loading" in line for line in store.graph(iris.graph("meta")))


def test_union_is_what_a_query_sees(store: Store) -> None:
    """A query without FROM or GRAPH sees all graphs together."""
    store.replace(G, ALL_KINDS[:1])
    store.replace(H, ALL_KINDS[1:2])
    rows = list(store.select("SELECT ?o WHERE { <https://kamergraaf.example/id/motie/x-0000000000> ?p ?o }"))

    assert {(Iri("https://kamergraaf.example/id/partij/windstil"),), (Literal("gewoon"),)} == set(rows)


def test_from_narrows_a_query(store: Store) -> None:
    """FROM in the query, or a dataset by the protocol, hides the other graphs."""
    store.replace(G, ALL_KINDS[:1])
    store.replace(H, ALL_KINDS[1:2])
    query = "SELECT ?o {} WHERE {{ <https://kamergraaf.example/id/motie/x-0000000000> ?p ?o }}"

    assert [(Literal("gewoon"),)] == list(store.select(query.format(f"FROM <{H}>")))
    assert [(Literal("gewoon"),)] == list(store.select(query.format(""), dataset=Dataset((H,))))


def test_rows_keep_the_order_of_the_query(store: Store) -> None:
    """Columns come in the query's order, an unbound one is None."""
    store.replace(G, ALL_KINDS[6:7])
    rows = store.select(
        "SELECT ?z ?o ?p ?a WHERE { ?a ?p ?o FILTER(STRSTARTS(STR(?a), 'https://kamergraaf.example/id/')) }"
    )

    assert rows.variables == ("z", "o", "p", "a")
    assert [(None, Literal("7", f"{XSD}integer"))] == [row[:2] for row in rows]


def test_ask_is_yes_or_no(store: Store) -> None:
    """ASK gives a bool, whatever form the engine answers in."""
    store.replace(G, ALL_KINDS[:1])

    assert store.ask(f"ASK {{ GRAPH <{G}> {{ ?s ?p ?o }} }}")
    assert not store.ask(f"ASK {{ GRAPH <{H}> {{ ?s ?p ?o }} }}")


def test_construct_gives_each_triple_once(store: Store) -> None:
    """CONSTRUCT gives a set, and none for no match."""
    store.replace(G, ALL_KINDS[:4])
    query = "CONSTRUCT {{ <urn:a> <urn:b> 'c' }} WHERE {{ GRAPH <{}> {{ ?s ?p ?o }} }}"

    assert [(Iri("urn:a"), Iri("urn:b"), Literal("c"))] == list(store.construct(query.format(G)))
    assert not list(store.construct(query.format(H)))


def test_syntax_error_has_a_place(store: Store) -> None:
    """A query that cannot be read is refused with line and column."""
    with pytest.raises(UsageError, match="Line 2, column"):
        store.select("SELECT ?s WHERE {\n ?s ?p }")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * FROM <http://127.0.0.1:9/x> WHERE { ?s ?p ?o }",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    ],
)
def test_reaching_out_is_refused(store: Store, query: str) -> None:
    """Another server is never asked, and nothing is written by a query."""
    with pytest.raises(Refused):
        list(store.select(query))


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_bulk_twice_is_once(store: Store, tmp_path: Path, suffix: str) -> None:
    """Shards loaded twice hold what one load holds."""
    text = "".join(f"{line} <{graph}> .\n" for graph in (G, H) for line in ALL_KINDS[:6]).encode()
    shard = tmp_path / f"shard.nq{suffix}"
    packed = {"": text, ".gz": gzip.compress(text), ".zst": zstandard.compress(text)}
    shard.write_bytes(packed[suffix])
    store.bulk([shard])
    store.bulk([shard])

    assert sorted(ALL_KINDS[:6]) == store.graph(G) == store.graph(H)
    assert store.size() == 12


def test_letter_twice_is_once(store: Store) -> None:
    """A letter ingested twice changes nothing the second time."""
    load_register(store, letters.register())
    first = load(store, letters.letter(), letters.register())
    version = store.version()
    again = load(store, letters.letter(), letters.register())

    assert first.changed
    assert not again.changed
    assert version == store.version()


def test_letter_is_stored_as_it_was_written(store: Store) -> None:
    """The letter's graph and the shared facts are the very lines of ``quads``."""
    load(store, letters.letter(), letters.register())
    written = quads(letters.letter())

    assert list(written.letter) == store.graph(written.graph)
    assert list(written.facts) == store.graph(iris.graph("feiten"))


def test_shared_facts_leave_with_the_last_letter(store: Store) -> None:
    """Of two letters on one motion one is replaced: what the other proves stays, what only it proved goes."""
    register = letters.register()
    other = letters.letter(text=letters.TEXT + "\nEen tweede brief.")
    load(store, letters.letter(), register)
    alone = {name: store.graph(name) for name in _things(store)}
    load(store, other, register)
    load(store, replace(other, motions=(), commitments=(), reports=(), citations=(), organisations=()), register)
    emptied = iris.letter_graph(other.key)

    assert {name: lines for name, lines in alone.items() if "/brief/" not in name or name != emptied} == {
        name: store.graph(name) for name in _things(store) if name != emptied and name != iris.graph("afgeleid")
    } | {iris.graph("afgeleid"): alone[iris.graph("afgeleid")]}


def test_what_follows_from_a_number_stays(store: Store) -> None:
    """When the only letter no longer names a motion, its number's own facts remain and nothing else does."""
    register = letters.register()
    load(store, letters.letter(), register)
    load(store, replace(letters.letter(), motions=(), commitments=(), reports=(), citations=()), register)
    left = store.graph(iris.graph("feiten"))

    assert left
    assert not [line for line in left if terms.TITLE in line or terms.PROPOSED_BY in line or terms.MOTIE in line]
    assert store.graph(iris.graph("afgeleid")) == [
        line for line in store.graph(iris.graph("afgeleid")) if terms.KNOWN_PARTY in line
    ]


def test_order_of_letters_does_not_matter(store: Store) -> None:
    """Letters in any order, one of them first in an older version, give the same triples."""
    register = letters.register()
    one, two = letters.letter(), letters.letter(text=letters.TEXT + "\nTwee.", day=date(2021, 5, 5))
    load(store, one, register)
    load(store, two, register)
    straight = {name: store.graph(name) for name in _things(store)}
    for name in straight:
        store.drop(name)
    load(store, replace(two, persons=(), motions=two.motions[1:], parties=()), register)
    load(store, one, register)
    load(store, two, register)

    assert straight == {name: store.graph(name) for name in _things(store)}


def test_base_is_kept_in_the_store(tmp_path: Path) -> None:
    """A store remembers the base of its addresses and refuses another."""
    base = "https://graaf.example/"
    first = open_store(str(tmp_path / "s"), base=base)
    load(first, letters.letter(), letters.register())
    first.close()
    del first
    again = open_store(str(tmp_path / "s"))

    assert base == again.base
    assert all(name.startswith(base) for name in again.graphs())


@pytest.mark.parametrize("content", [b"geen zstd", zstandard.compress(b"<urn:a> <urn:b> geen quad\n")])
def test_a_broken_shard_is_told(tmp_path: Path, content: bytes) -> None:
    """A shard that cannot be read is named, and the store goes on."""
    store = open_store(str(tmp_path / "store"))
    shard = tmp_path / "stuk.nq.zst"
    shard.write_bytes(content)
    with pytest.raises(StoreError, match=r"stuk\.nq\.zst"):
        store.bulk([shard])

    assert store.replace(G, ALL_KINDS)
    store.close()
