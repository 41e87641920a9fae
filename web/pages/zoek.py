"""``/zoek?q=``: the results page of the search; ``/api/search`` gives the same as you type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import orjson
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from kamergraaf.ontology import iris
from kamergraaf.web.frame import Frame, frame, words_of
from kamergraaf.web.render import respond
from kamergraaf.web.settings import Settings
from kamergraaf.web.shown import Hit
from kamergraaf.web.things import hits

router = APIRouter()
_MOST = 50


@dataclass(frozen=True, slots=True)
class ZoekPage:
    """The results of a search."""

    frame: Frame
    query: str
    hits: tuple[Hit, ...]
    more: bool


@router.get("/zoek", summary="Search, for people", response_class=Response)
def page(request: Request, q: Annotated[str, Query(max_length=500)] = "") -> Response:
    """Show what fits the words, best first."""
    w = words_of(request)
    text = q.strip()
    found = hits(request, text, w, limit=_MOST + 1) if text else ()
    title = w("zoeken.titel-q", q=text) if text else w("zoeken.titel")
    return respond("zoek.html", ZoekPage(frame(request, title, query=text), text, found[:_MOST], len(found) > _MOST))


@router.get("/api/search", summary="Search as you type", response_class=Response)
def api(
    request: Request,
    q: Annotated[str, Query(max_length=500, description="a number in any spelling, or a name")] = "",
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> Response:
    """Give what fits the words, best first: id, IRI, kind, names and the page."""
    settings: Settings = request.app.state.settings
    w = words_of(request)
    found = hits(request, q.strip(), w, limit=limit) if q.strip() else ()
    rows = [
        {
            "id": hit.thing.id,
            "iri": f"{settings.base_iri}id/{hit.thing.id}",
            "kind": hit.thing.kind.word,
            "label": hit.thing.label,
            "title": hit.thing.full,
            "right": hit.right,
            "href": hit.thing.href,
            "example": hit.thing.example,
        }
        for hit in found
    ]
    body = orjson.dumps({"q": q, "count": len(rows), "hits": rows})
    return Response(body, 200, {"Vary": "Accept-Language"}, "application/json")


def ref_text(text: str) -> str:
    """Give ``kind/key`` where a text is one already, or an address of ours; else ''.

    >>> ref_text("persoon/gijs-van-dijk"), ref_text("Gijs van Dijk")
    ('persoon/gijs-van-dijk', '')
    """
    word, _, key = text.strip().removeprefix("/id/").removeprefix("/doc/").partition("/")
    kind = iris.KIND.get(word)
    return f"{word}/{key}" if kind is not None and kind.fits(key) else ""
