"""``/id/KIND/KEY``: a thing's own address, 303 to its page or data; other spellings of it 308 to the address."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from kamergraaf import queries
from kamergraaf.graph.store import Store
from kamergraaf.ontology import iris
from kamergraaf.ontology.errors import NotFound, UsageError
from kamergraaf.ontology.model import Ref
from kamergraaf.web.negotiate import HTML, THING_FORMATS, negotiate, split

router = APIRouter()


@router.get("/id/{kind}/{key:path}", summary="A thing's address", response_class=Response)
def address(request: Request, kind: str, key: str) -> Response:
    """Send on to the page or the data of a thing, by ``Accept``: 303 known, 404 unknown, 400 malformed, 308 alias."""
    store: Store = request.app.state.store
    key, suffix = split(key, THING_FORMATS)
    other = iris.alias(kind, key)
    if other is not None:
        return _to(request, f"/id/{other.kind}/{other.key}{suffix.suffix if suffix else ''}", 308)
    ref = iris.checked(kind, key)
    moved = _known(store, ref)
    if moved is not None:
        return _to(request, f"/id/{moved.kind}/{moved.key}", 308)
    form = negotiate(
        THING_FORMATS,
        named=request.query_params.get("format"),
        suffix=suffix,
        accept=request.headers.get("accept"),
    )
    tail = "" if form is HTML else form.suffix
    return _to(request, f"/doc/{kind}/{key}{tail}", 303)


@router.get("/id/{official}", summary="An official number as an address", response_class=Response)
def official(request: Request, official: str) -> Response:
    """Send ``/id/kst-29754-482`` on to ``/id/kamerstuk/29754-482``."""
    ref = iris.of_official(official)
    if ref is None:
        raise UsageError(f"{official!r} is no official number. Give for instance /id/kst-29754-482.")
    ref = iris.alias(ref.kind, ref.key) or ref
    iris.checked(ref.kind, ref.key)
    return _to(request, f"/id/{ref.kind}/{ref.key}", 308)


def _known(store: Store, ref: Ref) -> Ref | None:
    """Give the thing that replaced this one, if any. Raises ``NotFound`` where the graph knows nothing of it."""
    query = queries.page("bestaat", store.base).bind(ding=iris.iri(ref, store.base))
    known = False
    for _, new in store.select(query):
        if new is not None:
            return iris.ref(str(new), store.base)
        known = True
    if not known:
        raise NotFound(f"{ref.kind}/{ref.key} is well-formed, but no letter in this graph names it.")
    return None


def _to(request: Request, path: str, status: int) -> Response:
    kept = urlencode([(k, v) for k, v in request.query_params.multi_items() if status == 308 or k != "format"])
    return RedirectResponse(f"{path}?{kept}" if kept else path, status, {"Vary": "Accept"})
