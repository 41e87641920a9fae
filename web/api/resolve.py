"""``/resolve?ref=``: a citation in any spelling, or a name, to its address; candidates, or a clear no."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from kamergraaf.graph.store import Store
from kamergraaf.ingest.resolve import Answer, resolve
from kamergraaf.ontology import iris
from kamergraaf.ontology.model import Ref
from kamergraaf.web.frame import words_of
from kamergraaf.web.kinds import UNKNOWN
from kamergraaf.web.shown import Shown, shown

router = APIRouter()


@router.get("/resolve", summary="A citation in any spelling to its address", response_class=Response)
def get(
    request: Request,
    ref: Annotated[str, Query(max_length=1000, description="Kamerstuk 29 754, nr. 482")],
    day: Annotated[date | None, Query(description="the day that counts for a name")] = None,
) -> Response:
    """Say which thing is meant; ``match`` is false when that is not certain, never a guess."""
    store: Store = request.app.state.store
    w = words_of(request)
    answer = resolve(ref, day=day)
    refs = [*answer.refs, *(c.ref for c in answer.candidates if c.ref is not None)]
    names = shown(store, [iris.iri(one, store.base) for one in refs], w)
    body = orjson.dumps(_as_json(answer, names, store.base))
    return Response(body, 200, {"Vary": "Accept-Language"}, "application/json")


def _as_json(answer: Answer, names: dict[str, Shown], base: str) -> dict[str, Any]:
    out: dict[str, Any] = {
        "ref": answer.text,
        "match": answer.match,
        "iri": None,
        "label": None,
        "page": None,
        "embed": None,
    }
    if answer.match and answer.refs:
        out |= _thing(answer.refs[0], names, base)
    if len(answer.refs) > 1:
        out["all"] = [_thing(one, names, base) for one in answer.refs]
    out["ids"] = list(answer.ids)
    out["candidates"] = [
        {"iri": iris.iri(c.ref, base), "label": c.label, "score": c.score}
        for c in answer.candidates
        if c.ref is not None
    ]
    if answer.reason:
        out["reason"] = answer.reason
    return out


def _thing(ref: Ref, names: dict[str, Shown], base: str) -> dict[str, Any]:
    """Give a thing's address; its page only where the graph knows the thing."""
    address = iris.iri(ref, base)
    thing = names[address]
    known = thing.kind is not UNKNOWN and not thing.full.startswith(f"{ref.kind} ")
    page = f"{base}doc/{ref.kind}/{ref.key}" if known else None
    return {
        "iri": address,
        "label": thing.full,
        "page": page,
        "embed": f"{base}embed/{ref.kind}/{ref.key}" if known else None,
    }
