"""Finding things for pages: the search with its results as shown."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.requests import Request

from kamergraaf.graph import search
from kamergraaf.graph.store import Store
from kamergraaf.ontology import iris
from kamergraaf.web.shown import Hit, shown
from kamergraaf.web.words import Words

NEAREST = 3


def hits(request: Request, text: str, w: Words, *, limit: int = 20) -> tuple[Hit, ...]:
    """Find things by number or name, best first."""
    engine: search.Search = request.app.state.search
    store: Store = request.app.state.store
    return _shown(store, engine.find(text, limit=limit), w)


def nearest(request: Request, text: str, w: Words) -> tuple[Hit, ...]:
    """Find the three things that come nearest to what was asked and is not there."""
    found = hits(request, text, w, limit=NEAREST)
    if not found and "-" in text:  # a number is never guessed at: its dossier is what is near
        found = hits(request, text.rpartition("-")[0], w, limit=NEAREST)
    return found


def _shown(store: Store, found: Iterable[search.Hit], w: Words) -> tuple[Hit, ...]:
    rows = list(found)
    addresses = [iris.iri(row.ref, store.base) for row in rows]
    names = shown(store, addresses, w)
    out = []
    for row, address in zip(rows, addresses, strict=True):
        thing = names[address]
        out.append(Hit(thing, row.detail or thing.number or thing.kind.name(w.lang)))
    return tuple(out)
