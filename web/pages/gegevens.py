"""A thing as data: its triples with what proves them, or the page's content as JSON and CSV."""

from __future__ import annotations

import csv
import io
from typing import Any

import orjson
from fastapi import Request
from starlette.responses import Response

from kamergraaf import queries
from kamergraaf.graph import things
from kamergraaf.graph.evidence import Quote
from kamergraaf.graph.store import Store
from kamergraaf.ontology import iris
from kamergraaf.ontology.errors import NotFound
from kamergraaf.ontology.model import Ref
from kamergraaf.web.answers import body
from kamergraaf.web.connections import local_name
from kamergraaf.web.negotiate import CSV, JSON, Format
from kamergraaf.web.settings import Settings

_EVERY = 100_000
_COLUMNS = ("ding", "relatie", "richting", "iri", "naam", "soort", "herkomst", "brief", "begin", "einde", "citaat")


def respond(request: Request, ref: Ref, form: Format) -> Response:
    """Give a thing in a form for programs. Raises ``NotFound`` where the graph does not know it."""
    store: Store = request.app.state.store
    settings: Settings = request.app.state.settings
    if form in (JSON, CSV):
        found = things.thing(store, ref, limit=_EVERY)
        if found is None:
            raise _unknown(ref)
        made = orjson.dumps(_as_json(store, found)) if form is JSON else _as_csv(store, found)
    else:
        question = queries.page("beschrijving", store.base)
        query = question.bind(ding=iris.iri(ref, store.base))
        triples = list(store.construct(query, deadline=settings.time_limit))
        if not triples:
            raise _unknown(ref)
        made = body(triples, form, store.base)
    path = f"/doc/{ref.kind}/{ref.key}"
    described = f'<{iris.iri(ref, store.base)}>; rel="describes"'
    headers = {"Vary": "Accept", "Link": f'{described}, <{path}>; rel="alternate"; type="text/html"'}
    return Response(made, 200, headers, form.content_type)


def _unknown(ref: Ref) -> NotFound:
    return NotFound(f"{ref.kind}/{ref.key} is well-formed, but no letter in this graph names it.")


def _as_json(store: Store, found: things.Thing) -> dict[str, Any]:
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
    }


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
