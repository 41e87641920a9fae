"""Labels and definitions of the ontology's terms and lists, both languages, from its packaged files."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pyoxigraph as ox

from kamergraaf.graph.terms import Iri, Literal, Term, Triple
from kamergraaf.ontology import files, iris

_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"

Facts = dict[str, list[tuple[str, str]]]  # property: (value, language or '')


def triples(address: str | None = None) -> list[Triple]:
    """Give the vocabulary's statements about a term, or all of them."""
    return [
        (Iri(quad.subject.value), Iri(quad.predicate.value), _term(quad.object))
        for quad in _quads()
        if isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.NamedNode | ox.Literal)
        and (address is None or quad.subject.value == address)
    ]


def _term(value: ox.NamedNode | ox.Literal) -> Term:
    if isinstance(value, ox.Literal):
        return Literal(value.value, value.datatype.value, value.language)
    return Iri(value.value)


@cache
def _quads() -> tuple[ox.Quad, ...]:
    paths = (files.VOCABULARY, files.LISTS, files.SHAPES)
    return tuple(quad for path in paths for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE))


@cache
def vocabulary() -> dict[str, Facts]:
    """Give what vocabulary, lists and shapes say, by IRI and property."""
    found: dict[str, Facts] = defaultdict(lambda: defaultdict(list))
    for subject, prop, value in triples():
        language = value.language or "" if isinstance(value, Literal) else ""
        found[str(subject)][str(prop)].append((str(value), language))
    return {subject: {prop: sorted(values) for prop, values in facts.items()} for subject, facts in found.items()}


def concept_label(address: str, lang: str) -> str:
    """Give a term's label in a language, in the other one, or its local name."""
    return text(address, _RDFS + "label", lang) or address.removeprefix(iris.DEF).rsplit("/", 1)[-1]


def definition(address: str, lang: str) -> str:
    """Give a term's definition, '' when there is none."""
    return text(address, _SKOS + "definition", lang)


def text(address: str, prop: str, lang: str) -> str:
    """Give a value in a language, else in any."""
    values = vocabulary().get(address, {}).get(prop, [])
    by_language = {language: value for value, language in values}
    return by_language.get(lang) or (values[0][0] if values else "")
