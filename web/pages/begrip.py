"""``/def/`` and ``/def/TERM``: the ontology's words, lists, rules and shapes, and what is in the graph of each."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

import kamergraaf.ingest
from kamergraaf import queries
from kamergraaf.graph import tally
from kamergraaf.graph.counts import counts
from kamergraaf.graph.evidence import read_quote
from kamergraaf.graph.store import Store
from kamergraaf.ontology import files, iris
from kamergraaf.ontology.errors import NotFound
from kamergraaf.queries.prefixes import with_prefixes
from kamergraaf.web import concepts
from kamergraaf.web.answers import body
from kamergraaf.web.frame import Frame, frame, with_forms, words_of
from kamergraaf.web.kinds import KINDS, Kind
from kamergraaf.web.negotiate import GRAPHS, HTML, negotiate, split
from kamergraaf.web.quote import Quote, quote
from kamergraaf.web.render import respond
from kamergraaf.web.settings import Settings
from kamergraaf.web.shown import Shown, shown
from kamergraaf.web.words import Words

router = APIRouter()
_FORMS = (HTML, *GRAPHS)
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_CLASS, _SCHEME, _CONCEPT = "http://www.w3.org/2002/07/owl#Class", _SKOS + "ConceptScheme", _SKOS + "Concept"
_ONTOLOGY = "http://www.w3.org/2002/07/owl#Ontology"
_SHOWN = 50
_LINKS = (
    ("begrippen.verwant", (_RDFS + "subClassOf", _RDFS + "subPropertyOf", _RDFS + "seeAlso", _SKOS + "exactMatch")),
    ("begrippen.van", ("https://schema.org/domainIncludes",)),
    ("begrippen.naar", ("https://schema.org/rangeIncludes",)),
    ("begrippen.leden", (_SKOS + "hasTopConcept",)),
    ("begrippen.lijsten", (_SKOS + "inScheme",)),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A term in the list."""

    name: str
    label: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Section:
    """The terms of one sort."""

    anchor: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class BegrippenPage:
    """All terms."""

    frame: Frame
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Another term, or one elsewhere."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class BegripPage:
    """One term: names, definition, relatives, how often it occurs, and what is found of it."""

    frame: Frame
    name: str
    title: str
    kind: Kind | None
    sort: str
    iri: str
    names: tuple[tuple[str, str], ...]
    definition: str
    links: tuple[tuple[str, tuple[Link, ...]], ...]
    examples: tuple[str, ...]
    count: int
    things: tuple[Shown, ...]
    quotes: tuple[Quote, ...]
    rule: tuple[tuple[str, tuple[str, ...]], ...]
    query: str
    query_href: str


@router.get("/def", summary="The ontology", response_class=Response)
@router.get("/def/", summary="The ontology", response_class=Response)
@router.get("/def/{term:path}", summary="A term of the ontology", response_class=Response)
def page(request: Request, term: str = "") -> Response:
    """Give a term, list, rule or shape; without one the list of all, or the whole vocabulary as data."""
    store: Store = request.app.state.store
    settings: Settings = request.app.state.settings
    w = words_of(request)
    term, suffix = split(term, _FORMS)
    form = negotiate(
        _FORMS, named=request.query_params.get("format"), suffix=suffix, accept=request.headers.get("accept")
    )
    address = iris.DEF + term
    is_rule = term.startswith("regel/")
    if term and address not in concepts.vocabulary() and not is_rule:
        raise NotFound(f"The ontology has no term {term!r}. /def/ lists them all.")
    if form is not HTML:
        found = concepts.triples(address if term else None)
        if not found:
            raise NotFound(f"The ontology has no term {term!r}. /def/ lists them all.")
        return Response(body(found, form, settings.base_iri), 200, {"Vary": "Accept"}, form.content_type)
    if not term:
        page_frame = with_forms(frame(request, w("begrippen.titel"), here="begrippen"), "/def/kamergraaf", ())
        return respond("begrippen.html", BegrippenPage(page_frame, tuple(_sections(store, w))))
    if is_rule:
        return respond("begrip.html", _rule_page(request, store, term.removeprefix("regel/"), w))
    return respond("begrip.html", _term_page(request, store, term, address, w))


def _sections(store: Store, w: Words) -> Iterable[Section]:
    rows: dict[str, list[Entry]] = {"klassen": [], "eigenschappen": [], "lijsten": [], "vormen": []}
    for address in concepts.vocabulary():
        sort = _sort(address)
        if sort in rows and address.startswith(iris.DEF):
            name = address.removeprefix(iris.DEF)
            label, text = concepts.concept_label(address, w.lang), concepts.definition(address, w.lang)
            rows[sort].append(Entry(name, label, text, f"/def/{name}"))
    for sort, entries in rows.items():
        if entries:
            ordered = tuple(sorted(entries, key=lambda e: e.label.casefold()))
            yield Section(sort, w(f"begrippen.{sort}"), ordered)
    tally = _rules(store)
    every = sorted({*tally, *_labels()})
    found = tuple(
        Entry(name, _rule_label(name), w.count("begrippen.plaatsen", tally.get(name, 0)), f"/def/regel/{name}")
        for name in every
    )
    if found:
        yield Section("regels", w("begrippen.regels"), found)


def _sort(address: str) -> str:
    types = [value for value, _ in concepts.vocabulary()[address].get(_RDF + "type", [])]
    if _ONTOLOGY in types:
        return ""
    if address.startswith(iris.SHAPE):
        return "vormen"
    if _CLASS in types:
        return "klassen"
    if _SCHEME in types:
        return "lijsten"
    return "waarden" if _CONCEPT in types else "eigenschappen"


def _rules(store: Store) -> dict[str, int]:
    """Give the rules that found something, and how often."""
    return {rule.removeprefix(iris.RULE): int(n or 0) for rule, n in tally.rows(store, "regels") if rule is not None}


def _term_page(request: Request, store: Store, term: str, address: str, w: Words) -> BegripPage:
    sort = _sort(address)
    facts = concepts.vocabulary()[address]
    label = concepts.concept_label(address, w.lang)
    kind = next((k for k in KINDS if sort == "klassen" and term in k.classes), None)
    if sort == "klassen":
        count = counts(store).things.get(term, 0)
    else:
        bound = queries.page("aantal-van-eigenschap", store.base).bind(term=address)
        count = next((int(str(row[0])) for row in store.select(bound)), 0)
    things: tuple[Shown, ...] = ()
    if sort == "klassen" and term not in ("Mention", "Text", "Rule"):
        some = [
            str(row[0]) for row in store.select(queries.page("dingen-van-klasse", store.base).bind(klasse=address))
        ]
        things = tuple(shown(store, [a for a in some if iris.ref(a, store.base)][:_SHOWN], w).values())
    query = with_prefixes(
        f"SELECT ?ding WHERE {{ ?ding a kg:{term} }}\nLIMIT 100"
        if sort == "klassen"
        else f"SELECT ?van ?naar WHERE {{ ?van kg:{term} ?naar }}\nLIMIT 100"
        if sort == "eigenschappen"
        else f"SELECT ?ding ?eigenschap WHERE {{ ?ding ?eigenschap <{address}> }}\nLIMIT 100"
    )
    return BegripPage(
        frame=with_forms(frame(request, label, here="begrippen"), f"/def/{term}", _FORMS),
        name=term,
        title=label,
        kind=kind,
        sort=w(f"begrippen.{sort}-een") if w.has(f"begrippen.{sort}-een") else "",
        iri=address,
        names=tuple((language, value) for value, language in facts.get(_RDFS + "label", [])),
        definition=concepts.definition(address, w.lang),
        links=tuple(_links(facts, w)),
        examples=tuple(value for value, _ in facts.get(_SKOS + "example", [])),
        count=count,
        things=things,
        quotes=(),
        rule=(),
        query=query,
        query_href="/sparql?" + urlencode({"query": query, "format": "html"}),
    )


def _links(facts: Mapping[str, list[tuple[str, str]]], w: Words) -> Iterable[tuple[str, tuple[Link, ...]]]:
    for name, props in _LINKS:
        found = [value for prop in props for value, _ in facts.get(prop, [])]
        if found:
            yield w(name), tuple(_link(value, w) for value in dict.fromkeys(found))


def _link(address: str, w: Words) -> Link:
    if address.startswith(iris.DEF):
        return Link(concepts.concept_label(address, w.lang), "/def/" + address.removeprefix(iris.DEF))
    return Link(address, address)


def _rule_page(request: Request, store: Store, name: str, w: Words) -> BegripPage:
    tally = _rules(store)
    written = _rule_files().get(name)
    if name not in tally and written is None and name not in _labels():
        raise NotFound(f"No rule is called {name!r}. /def/#regels lists those that found something.")
    rows = store.select(queries.page("plaatsen-van-regel", store.base).bind(regel=iris.RULE + name))
    quotes = []
    for mention, letter, start, end, exact, context in rows:
        found = read_quote(store.base, mention, [letter, start, end, exact, context, None])
        if found is not None:
            quotes.append(quote(found))
    title = _rule_label(name)
    query = with_prefixes(
        f"SELECT ?brief ?exact ?zin WHERE {{\n  ?m kg:rule <{iris.RULE}{name}> ; kg:in ?brief ;\n"
        "     kg:exact ?exact ; kg:context ?zin\n}\nLIMIT 100"
    )
    return BegripPage(
        frame=frame(request, title, here="begrippen"),
        name=f"regel/{name}",
        title=title,
        kind=None,
        sort=w("begrippen.regels-een"),
        iri=iris.RULE + name,
        names=(),
        definition="",
        links=(),
        examples=(),
        count=tally.get(name, 0),
        things=(),
        quotes=tuple(quotes),
        rule=tuple(_rule_rows(written or {}, w)),
        query=query,
        query_href="/sparql?" + urlencode({"query": query, "format": "html"}),
    )


def _rule_rows(rule: Mapping[str, object], w: Words) -> Iterable[tuple[str, tuple[str, ...]]]:
    for key, name in (("pattern", "patroon"), ("source", "bron"), ("examples", "wel"), ("counterexamples", "niet")):
        value = rule.get(key)
        values = value if isinstance(value, list) else [value] if value else []
        texts = [str(one.get("text", "")) if isinstance(one, dict) else str(one) for one in values]
        if any(texts):
            yield w(f"begrippen.{name}"), tuple(text for text in texts if text)


@cache
def _labels() -> dict[str, str]:
    return {row.name: row.label for row in files.rules()}


def _rule_label(name: str) -> str:
    return _labels().get(name) or name.replace("-", " ")


@cache
def _rule_files() -> dict[str, Mapping[str, object]]:
    """Read the rules that are written as data, by name."""
    folder = Path(kamergraaf.ingest.__path__[0])
    found: dict[str, Mapping[str, object]] = {}
    for path in sorted(folder.glob("*/*.toml")):
        for rule in tomllib.loads(path.read_text(encoding="utf-8")).get("rule", []):
            if isinstance(rule, dict) and "name" in rule:
                found[str(rule["name"])] = rule
    return found
