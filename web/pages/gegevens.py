"""A thing as data: its triples with what proves them, or the page's content as JSON and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

import orjson
from fastapi import Request
from starlette.responses import Response

from kamergraaf import queries
from kamergraaf.graph import things
from kamergraaf.graph.evidence import Quote
from kamergraaf.graph.store import Store
from kamergraaf.graph.terms import Triple
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.errors import NotFound, UsageError
from kamergraaf.ontology.model import Ref
from kamergraaf.web.answers import body
from kamergraaf.web.connections import local_name
from kamergraaf.web.negotiate import CSV, JSON, Format
from kamergraaf.web.settings import Settings

# A party has tens of thousands of connections: data come in pages, and each says where the next one is.
_LAST_PAGE = 100_000
_PAGE = 200  # connections of each relation, as JSON and CSV
_EDGES, _PLACES = 5_000, 500  # connections to the thing and places that prove something, as RDF
_COLUMNS = ("ding", "relatie", "richting", "iri", "naam", "soort", "herkomst", "brief", "begin", "einde", "citaat")
_PLACED = frozenset({terms.OF_SUBJECT, terms.REFERS_TO, terms.IN})


def respond(request: Request, ref: Ref, form: Format) -> Response:
    """Give a thing in a form for programs: ``?blad=2`` the next page of one with very many connections.

    Raises ``NotFound`` where the graph does not know it.
    """
    store: Store = request.app.state.store
    settings: Settings = request.app.state.settings
    page = _page(request)
    path = f"/doc/{ref.kind}/{ref.key}"
    if form in (JSON, CSV):
        found = things.thing(store, ref, limit=_PAGE, offset=(page - 1) * _PAGE)
        if found is None:
            raise _unknown(ref)
        more = any(group.total > page * _PAGE for group in found.groups)
        following = f"{path}{form.suffix}?blad={page + 1}" if more else ""
        made = orjson.dumps(_as_json(store, found, following)) if form is JSON else _as_csv(store, found)
    else:
        triples = _described(store, ref, page, settings.time_limit)
        if not triples:
            raise _unknown(ref)
        following = f"{path}{form.suffix}?blad={page + 1}" if _is_full(triples, iris.iri(ref, store.base)) else ""
        made = body(triples, form, store.base)
    links = [f'<{iris.iri(ref, store.base)}>; rel="describes"', f'<{path}>; rel="alternate"; type="text/html"']
    links += [f'<{following}>; rel="next"'] if following else []
    return Response(made, 200, {"Vary": "Accept", "Link": ", ".join(links)}, form.content_type)


def _page(request: Request) -> int:
    text = request.query_params.get("blad", "1")
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= _LAST_PAGE):
        raise UsageError(f"blad={text!r} is no page: give a number from 1, as the header Link with rel=next does.")
    return int(text)


def _described(store: Store, ref: Ref, page: int, time_limit: float) -> list[Triple]:
    # Without ORDER BY, which takes seconds for a chamber: a store that does not change gives one order.
    query = queries.page("beschrijving", store.base).bind(
        ding=iris.iri(ref, store.base),
        verbindingen=_EDGES,
        na_verbindingen=(page - 1) * _EDGES,
        plaatsen=_PLACES,
        na_plaatsen=(page - 1) * _PLACES,
    )
    return list(store.construct(query, deadline=time_limit))


def _is_full(triples: Iterable[Triple], address: str) -> bool:
    """Whether a page holds as much as it can, so that there may be another."""
    edges, places = 0, set()
    for subject, prop, thing in triples:
        if thing == address and prop in _PLACED:
            places.add(subject)
        elif thing == address:
            edges += 1
    return edges >= _EDGES or len(places) >= _PLACES


def _unknown(ref: Ref) -> NotFound:
    return NotFound(f"{ref.kind}/{ref.key} is well-formed, but no letter in this graph names it.")


def _as_json(store: Store, found: things.Thing, following: str) -> dict[str, Any]:
    return {
        "iri": found.iri,
        "kind": found.kind,
        "label": found.label,
        "title": found.title,
        "example": found.example,
        "facts": [
            {
                "property": fact.property,
                "value": str(fact.value),
                "origin": fact.origin,
                "quotes": [_quote(store, q) for q in fact.quotes],
            }
            for fact in found.facts
        ],
        "groups": [
            {
                "property": group.property,
                "outgoing": group.outgoing,
                "total": group.total,
                "connections": [
                    {
                        "iri": c.node.iri,
                        "label": c.node.label,
                        "kind": c.node.kind,
                        "origin": c.edge.origin,
                        "conflict": c.edge.conflict,
                        "quotes": [_quote(store, q) for q in c.edge.quotes],
                    }
                    for c in group.connections
                ],
            }
            for group in found.groups
        ],
    } | ({"next": following} if following else {})


def _quote(store: Store, quote: Quote) -> dict[str, str | int]:
    return {
        "letter": iris.iri(quote.letter, store.base),
        "start": quote.start,
        "end": quote.end,
        "exact": quote.exact,
        "context": quote.context,
    }


def _as_csv(store: Store, found: things.Thing) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for group in found.groups:
        for c in group.connections:
            first = c.edge.quotes[0] if c.edge.quotes else None
            place = (
                (iris.iri(first.letter, store.base), first.start, first.end, first.exact)
                if first
                else ("", "", "", "")
            )
            direction = "uit" if group.outgoing else "in"
            writer.writerow(
                (
                    found.iri,
                    local_name(group.property),
                    direction,
                    c.node.iri,
                    c.node.label,
                    c.node.kind,
                    c.edge.origin,
                    *place,
                )
            )
    return out.getvalue().encode()
