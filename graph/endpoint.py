"""Ask a public SPARQL endpoint that is not our store: ``kamergraaf query --endpoint URL``."""

from __future__ import annotations

import urllib.error
from collections.abc import Iterator
from io import BytesIO

import pyoxigraph as ox
from SPARQLWrapper import JSON, POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from kamergraaf import __version__
from kamergraaf.graph.guard import examine
from kamergraaf.graph.results import Answer
from kamergraaf.graph.terms import Blank, Iri, Literal, Row, Rows, Term, Triple
from kamergraaf.ontology.errors import StoreError, UsageError

TIMEOUT = 60  # seconds


def ask_endpoint(address: str, query: str, *, timeout: int = TIMEOUT) -> Answer:
    """Send a query to an endpoint and give its answer: rows, yes or no, or triples.

    Raises ``UsageError`` for a query or address that cannot be right, ``StoreError`` when the endpoint does not
    answer in time or refuses.
    """
    if not address.startswith(("http://", "https://")):
        raise UsageError(f"{address!r} is no endpoint. Give an address that begins with http:// or https://.")
    form = examine(query).form
    wrapper = SPARQLWrapper(address, agent=f"kamergraaf/{__version__}")
    wrapper.setQuery(query)
    wrapper.setMethod(POST)
    wrapper.setTimeout(timeout)
    rows = form in ("select", "ask")
    if rows:
        wrapper.setReturnFormat(JSON)
    else:
        wrapper.addCustomHttpHeader("Accept", "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.8")
    try:
        result = wrapper.query()
        if rows:
            answer = result.convert()
            if not isinstance(answer, dict):
                raise StoreError(f"The endpoint {address} answered in a form that was not asked for.")
            return bool(answer["boolean"]) if "boolean" in answer else _rows(answer)
        return _triples(result.response.read(), result.info().get("content-type", ""))
    except (SPARQLWrapperException, urllib.error.URLError, TimeoutError, OSError, ValueError, KeyError) as error:
        said = " ".join(str(error).split())[:300]
        raise StoreError(
            f"The endpoint {address} gave no answer: {said}. Try again later or ask for less."
        ) from error


def _rows(answer: dict[str, dict[str, list[dict[str, dict[str, str]]]]]) -> Rows:
    names = tuple(str(name) for name in answer["head"]["vars"])
    bindings = answer["results"]["bindings"]
    return Rows(names, (_row(names, binding) for binding in bindings))


def _row(names: tuple[str, ...], binding: dict[str, dict[str, str]]) -> Row:
    return tuple(_term(binding[name]) if name in binding else None for name in names)


def _term(term: dict[str, str]) -> Term:
    if term["type"] == "uri":
        return Iri(term["value"])
    if term["type"] == "bnode":
        return Blank(term["value"])
    language = term.get("xml:lang")
    if language:
        return Literal(term["value"], "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", language)
    return Literal(term["value"], term["datatype"]) if "datatype" in term else Literal(term["value"])


def _triples(content: bytes, media_type: str) -> Iterator[Triple]:
    form = ox.RdfFormat.from_media_type(media_type.split(";")[0].strip()) or ox.RdfFormat.N_TRIPLES
    for quad in ox.parse(input=BytesIO(content), format=form):
        subject: Iri | Blank = (
            Iri(quad.subject.value) if isinstance(quad.subject, ox.NamedNode) else Blank(str(quad.subject)[2:])
        )
        thing = quad.object
        if isinstance(thing, ox.Literal):
            yield subject, Iri(quad.predicate.value), Literal(thing.value, thing.datatype.value, thing.language)
        elif isinstance(thing, ox.NamedNode):
            yield subject, Iri(quad.predicate.value), Iri(thing.value)
        else:
            yield subject, Iri(quad.predicate.value), Blank(str(thing)[2:])
