"""The query endpoint: the protocol, its forms, and what it refuses."""

from __future__ import annotations

import csv
import io

import pytest
from starlette.testclient import TestClient

_SELECT = "SELECT ?s WHERE { ?s a <https://w3id.org/kamergraaf/def/Motie> } ORDER BY ?s LIMIT 2"
_CONSTRUCT = "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 3"


@pytest.mark.parametrize("way", ["get", "form", "body"])
def test_three_ways_to_ask(client: TestClient, way: str) -> None:
    """GET, a form and a body give the same answer, JSON where nothing is asked."""
    if way == "get":
        answer = client.get("/sparql", params={"query": _SELECT})
    elif way == "form":
        answer = client.post("/sparql", data={"query": _SELECT})
    else:
        answer = client.post("/sparql", content=_SELECT, headers={"content-type": "application/sparql-query"})

    assert answer.headers["content-type"] == "application/sparql-results+json"
    assert len(answer.json()["results"]["bindings"]) == 2


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/json", "application/sparql-results+json"),
        ("text/html,*/*;q=0.8", "text/html"),
    ],
)
def test_forms_of_rows(client: TestClient, accept: str, media: str) -> None:
    """Rows come in the form that is accepted."""
    answer = client.get("/sparql", params={"query": _SELECT}, headers={"accept": accept})

    assert answer.headers["content-type"].split(";")[0] == media


@pytest.mark.parametrize(
    ("form", "media"),
    [
        ("ttl", "text/turtle"),
        ("nt", "application/n-triples"),
        ("rdf", "application/rdf+xml"),
        ("jsonld", "application/ld+json"),
    ],
)
def test_forms_of_triples(client: TestClient, form: str, media: str) -> None:
    """CONSTRUCT gives triples, in the form of ``?format=``."""
    answer = client.get("/sparql", params={"query": _CONSTRUCT, "format": form})

    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, media)


def test_csv_has_the_query_s_columns(client: TestClient) -> None:
    """The first line of CSV names the columns, each row has a value."""
    answer = client.get("/sparql", params={"query": _SELECT, "format": "csv"})

    rows = list(csv.reader(io.StringIO(answer.text)))
    assert rows[0] == ["s"]
    assert len(rows) == 3


def test_yes_or_no(client: TestClient) -> None:
    """ASK gives a boolean."""
    assert client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is True


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403),
        ("SELECT * FROM <http://127.0.0.1:1/x> { ?s ?p ?o }", 403),
        ("INSERT DATA { <a:b> <a:c> <a:d> }", 403),
        ("DROP ALL", 403),
        ("SELECT * WHERE { ?s ?p", 400),
        ("SELECT * { ?s ?p ?o } " + "{" * 300, 400),
    ],
)
def test_refusals(client: TestClient, query: str, status: int) -> None:
    """Reaching out and writing are forbidden, what cannot be read is the caller's fault; each with a reason."""
    answer = client.get("/sparql", params={"query": query})

    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["detail"]


def test_update_by_form_is_refused(client: TestClient) -> None:
    """The field of the update protocol gets a clear no."""
    assert client.post("/sparql", data={"update": "DROP ALL"}).status_code == 403


def test_editor_says_what_is_wrong(client: TestClient) -> None:
    """A reader's faulty query comes back in the editor with line and column."""
    answer = client.get("/sparql", params={"query": "SELECT * WHERE {\n ?s ?p", "format": "html"})

    assert answer.status_code == 400
    assert "SELECT * WHERE {" in answer.text
    assert 'role="alert"' in answer.text


def test_service_description(client: TestClient) -> None:
    """Without a query a machine gets the service's description, a reader the editor."""
    assert "sparql-service-description#" in client.get("/sparql", headers={"accept": "text/turtle"}).text
    assert "<textarea" in client.get("/sparql", headers={"accept": "text/html"}).text
