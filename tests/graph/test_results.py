"""Answers in every form, read back by others' readers."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest

from kamergraaf.graph.endpoint import ask_endpoint
from kamergraaf.graph.load import load
from kamergraaf.graph.results import FORMATS, serialize
from kamergraaf.graph.store import open_store
from kamergraaf.graph.terms import Blank, Iri, Literal, Row, Rows, Triple
from kamergraaf.ontology import iris
from kamergraaf.ontology.errors import Refused, StoreError, UsageError
from kamergraaf.tests.graph import letters

XSD = "http://www.w3.org/2001/XMLSchema#"
LANG = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
ROWS: list[Row] = [
    (Iri("https://a.example/é"), Literal('"ja", zei\r\nhij\t\\'), None),
    (
        Blank("b0"),
        Literal("7", f"{XSD}integer"),
        Literal("nee", LANG, "nl"),
    ),
    (Iri("urn:x"), Literal("", f"{XSD}string"), Literal("<b>&")),
]
NAMES = ("wie", "wat", "waar")


def _rows() -> Rows:
    return Rows(NAMES, iter(ROWS))


@pytest.mark.parametrize(
    ("name", "form"),
    [("json", ox.QueryResultsFormat.JSON), ("xml", ox.QueryResultsFormat.XML), ("tsv", ox.QueryResultsFormat.TSV)],
)
def test_rows_read_back(name: str, form: ox.QueryResultsFormat) -> None:
    """Columns in order, unbound ones, languages, types, quotes and line ends come back as they were."""
    read = ox.parse_query_results(serialize(_rows(), name, iris.BASE), format=form)
    assert isinstance(read, ox.QuerySolutions)

    assert [variable.value for variable in read.variables] == list(NAMES)
    assert [[None if term is None else str(term) for term in row] for row in read] == [
        [None if term is None else term.n3() for term in row] for row in ROWS
    ]


def test_csv_has_bare_values() -> None:
    """CSV gives values without type or language, by RFC 4180."""
    read = list(csv.reader(io.StringIO(serialize(_rows(), "csv", iris.BASE).decode(), newline="")))

    assert read == [
        list(NAMES),
        *[["" if t is None else f"_:{t}" if isinstance(t, Blank) else str(t) for t in row] for row in ROWS],
    ]


def test_parquet_has_the_columns() -> None:
    """Parquet gives the same values as a table; no rows is a table too."""
    tables = pytest.importorskip("pyarrow.parquet", reason="needs pyarrow (extra tables)")
    table = tables.read_table(io.BytesIO(serialize(_rows(), "parquet", iris.BASE)))
    empty = tables.read_table(io.BytesIO(serialize(Rows(NAMES, ()), "parquet", iris.BASE)))

    assert table.column_names == empty.column_names == list(NAMES)
    assert table.column("wie").to_pylist() == ["https://a.example/é", "b0", "urn:x"]
    assert empty.num_rows == 0


@pytest.mark.parametrize("value", [True, False])
def test_yes_or_no(value: bool) -> None:
    """ASK has its forms, and none as a table of columns."""
    assert json.loads(serialize(value, "json", iris.BASE)) == {"head": {}, "boolean": value}
    read = ox.parse_query_results(serialize(value, "xml", iris.BASE), format=ox.QueryResultsFormat.XML)
    assert bool(read) is value
    with pytest.raises(UsageError, match="no form"):
        serialize(value, "parquet", iris.BASE)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("ttl", ox.RdfFormat.TURTLE),
        ("nt", ox.RdfFormat.N_TRIPLES),
        ("jsonld", ox.RdfFormat.JSON_LD),
        ("xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_triples_read_back(name: str, form: ox.RdfFormat) -> None:
    """Triples come back the same from each form, and the same triples in another order give the same bytes."""
    triples: list[Triple] = [
        (Iri(f"{iris.BASE}id/kamerstuk/1"), Iri(f"{iris.DEF}title"), Literal('Een <titel> & "meer"', language="nl")),
        (Iri(f"{iris.BASE}id/kamerstuk/1"), Iri(f"{iris.DEF}number"), Literal("7", f"{XSD}integer")),
        (Iri(f"{iris.BASE}id/kamerstuk/1"), Iri(f"{iris.DEF}cites"), Iri("urn:x")),
    ]
    made = serialize(triples, name, iris.BASE)
    read = {" ".join(map(str, quad.triple)) for quad in ox.parse(input=made, format=form)}

    assert read == {" ".join(term.n3() for term in triple) for triple in triples}
    assert made == serialize(reversed(triples), name, iris.BASE)


def test_forms_fit_the_answer() -> None:
    """Rows have no Turtle and triples no CSV; the message says what there is."""
    with pytest.raises(UsageError, match="json, csv, tsv, xml, parquet"):
        serialize(_rows(), "ttl", iris.BASE)
    with pytest.raises(UsageError, match="ttl, nt, jsonld, xml"):
        serialize([], "csv", iris.BASE)
    assert len({(form.name, form.triples) for form in FORMATS}) == len(FORMATS)


def test_a_public_endpoint_is_asked(oxigraph_address: str) -> None:
    """SPARQLWrapper asks a server that is not our store: rows, yes or no, and triples."""
    store = open_store(oxigraph_address)
    load(store, letters.letter(), letters.register())
    graph = iris.letter_graph(letters.letter().key)
    store.close()
    address = f"{oxigraph_address}/query"
    rows = ask_endpoint(address, f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    assert isinstance(rows, Rows)

    assert int(str(next(iter(rows))[0])) > 400
    assert ask_endpoint(address, f"ASK {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}") is True
    triples = ask_endpoint(address, f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} LIMIT 3")
    assert not isinstance(triples, Rows | bool)
    assert len(list(triples)) == 3


def test_an_endpoint_that_cannot_be(oxigraph_address: str) -> None:
    """A wrong address, a wrong query, a page that is no endpoint and a port where nothing listens are told apart."""
    with pytest.raises(UsageError, match="no endpoint"):
        ask_endpoint("ftp://a.example", "ASK {}")
    with pytest.raises(UsageError, match="cannot be read"):
        ask_endpoint(f"{oxigraph_address}/query", "ASK {")
    with pytest.raises(Refused):
        ask_endpoint(f"{oxigraph_address}/query", "DROP ALL")
    with pytest.raises(StoreError, match="gave no answer"):
        ask_endpoint(f"{oxigraph_address}/nergens", "ASK {}")
    with pytest.raises(StoreError, match="gave no answer"):
        ask_endpoint("http://127.0.0.1:1/sparql", "ASK {}")
