"""The form of an answer."""

from __future__ import annotations

import pytest

from kamergraaf.ontology.errors import UsageError
from kamergraaf.web.negotiate import RESULT_FORMATS, THING_FORMATS, TURTLE, NotAcceptable, negotiate, split


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        (None, "html"),
        ("", "html"),
        ("*/*", "html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("text/turtle", "ttl"),
        ("application/x-turtle", "ttl"),
        ("text/turtle;q=0.5, application/ld+json", "jsonld"),
        ("application/rdf+xml, text/turtle;q=0.9", "rdf"),
        ("application/n-triples", "nt"),
        ("application/json", "json"),
        ("text/csv", "csv"),
        ("text/*;q=0.3, application/*;q=0.2", "html"),
        ("text/html;q=0, */*", "ttl"),
        ("text/turtle;q=rubbish", "ttl"),
        ("TEXT/TURTLE", "ttl"),
    ],
)
def test_accept(accept: str | None, name: str) -> None:
    """Accept chooses by weight, then by what is offered first; nothing asked gives the page."""
    assert negotiate(THING_FORMATS, accept=accept).name == name


def test_named_form_wins_over_suffix_and_suffix_over_accept() -> None:
    """``?format=`` is stronger than a suffix, a suffix stronger than Accept."""
    assert negotiate(THING_FORMATS, named="csv", suffix=TURTLE, accept="text/html").name == "csv"
    assert negotiate(THING_FORMATS, named="application/ld+json").name == "jsonld"
    assert negotiate(THING_FORMATS, suffix=TURTLE, accept="text/html").name == "ttl"


def test_query_results_are_json_for_anyone_without_wishes() -> None:
    """On the endpoint ``*/*`` and no Accept give JSON."""
    assert negotiate(RESULT_FORMATS, accept="*/*").name == "json"
    assert negotiate(RESULT_FORMATS, accept="application/json").media_type == "application/sparql-results+json"


def test_what_is_not_offered_is_said() -> None:
    """An unknown ``?format=`` names the forms there are; an Accept that matches none is refused."""
    with pytest.raises(UsageError, match="html, ttl, nt, rdf, jsonld, json, csv"):
        negotiate(THING_FORMATS, named="docx")
    with pytest.raises(NotAcceptable):
        negotiate(THING_FORMATS, accept="image/png")


def test_only_known_suffixes_are_taken_off() -> None:
    """A key may hold dots; only a form's own suffix at the end is one."""
    assert split("gijs-van-dijk.pvda.2017-03-23", THING_FORMATS) == ("gijs-van-dijk.pvda.2017-03-23", None)
    assert split("gijs-van-dijk.pvda.2017-03-23.ttl", THING_FORMATS)[1] is TURTLE
