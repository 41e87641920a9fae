"""Queries that would write or reach out are seen however they are written; the others are let through."""

from __future__ import annotations

import pytest

from kamergraaf.graph.guard import examine
from kamergraaf.ontology.errors import Refused, UsageError

BASE = "https://kamergraaf.example/"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }",
        "select * { service silent <http://a.example/> { ?s ?p ?o } }",
        "SELECT * { SERVICESILENT<http://a.example/>{ ?s ?p ?o } }",
        "SELECT * { ?s ?p true SERVICE?x{ ?s ?p ?o } }",
        "PREFIX : <http://a.example/> SELECT * { SERVICE:x{ ?s ?p ?o } }",
        "SELECT * { ?s ?p 5.SERVICE<http://a.example/>{} }",
        "SELECT * { \\u0053ERVICE <http://a.example/> { ?s ?p ?o } }",
        "SELECT * { FILTER(?a<?b).SERVICE<http://a.example/>{ ?s ?p ?o } }",
        "SELECT * { FILTER EXISTS { SERVICE <http://a.example/> {} } }",
        "SELECT * FROM <http://a.example/> { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
        "ASKFROM<http://a.example/>{ ?s ?p ?o }",
        "PREFIX a: <http://a.example/> SELECT * FROM a:b { ?s ?p ?o }",
        "PREFIX from: <http://a.example/> SELECT * FROM from:b { ?s ?p ?o }",
        "SELECT * FROM <https://kamergraaf.example/id/x> { ?s ?p ?o }",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "LOAD <http://a.example/>",
        "# SELECT\nDROP ALL",
        "PREFIX a: <urn:a> DELETE WHERE { ?s ?p ?o }",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_refused(query: str) -> None:
    """It is refused before any engine sees it."""
    with pytest.raises(Refused):
        examine(query)


@pytest.mark.parametrize(
    ("query", "form", "dataset"),
    [
        ("SELECT * { ?s ?p ?o }", "select", False),
        ("# SERVICE FROM\nASK { ?service ?from 'SERVICE <http://a.example/>' }", "ask", False),
        ('SELECT * { ?s ?p """\nSERVICE "FROM" """ }', "select", False),
        ("SELECT * { <http://a.example/SERVICE/FROM> ?p ?o }", "select", False),
        ("PREFIX kg: <urn:x> SELECT * { ?s kg:from ?d }", "select", False),
        (f"SELECT * FROM <{BASE}graph/feiten> {{ ?s ?p ?o }}", "select", True),
        (f"PREFIX g: <{BASE}graph/> CONSTRUCT {{ ?s ?p ?o }} FROM g:feiten WHERE {{ ?s ?p ?o }}", "construct", True),
        ("BASE <http://a.example/> DESCRIBE <b>", "describe", False),
    ],
)
def test_let_through(query: str, form: str, dataset: bool) -> None:
    """A word in a name, string or comment does no harm; FROM a graph of ours is seen."""
    found = examine(query)

    assert (form, dataset) == (found.form, found.names_dataset)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?s WHERE {\n  ?s ?p }", "Line 2, column"),
        ("", "cannot be read"),
        ("SELECT" + "(" * 300, "deep"),
        ("SELECT * {" + "{" * 250 + "}" * 251, "deep"),
        ("SELECT * { ?s ?p ?o } #" + "x" * (1 << 20), "characters"),
    ],
)
def test_unreadable(query: str, said: str) -> None:
    """What cannot be read gives a place or a limit."""
    with pytest.raises(UsageError, match=said):
        examine(query)
