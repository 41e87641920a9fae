"""``/graaf``: the viewer at full width, and the path between two things; ``/api/neighbours`` and ``/api/path``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from kamergraaf.graph import neighbours as near
from kamergraaf.graph import path as paths
from kamergraaf.graph.store import Store
from kamergraaf.ontology import iris
from kamergraaf.ontology.errors import NotFound
from kamergraaf.ontology.model import Ref
from kamergraaf.web import view
from kamergraaf.web.connections import Connection, conflicts, connection
from kamergraaf.web.drawn import Picture
from kamergraaf.web.frame import Frame, frame, words_of
from kamergraaf.web.kinds import UNKNOWN
from kamergraaf.web.pages.zoek import ref_text
from kamergraaf.web.picture import path_picture, picture
from kamergraaf.web.render import ENVIRONMENT, respond
from kamergraaf.web.shown import Shown, id_of, shown
from kamergraaf.web.things import hits
from kamergraaf.web.words import Words

router = APIRouter()
Text = Annotated[str, Query(max_length=4000)]


@dataclass(frozen=True, slots=True)
class Bar:
    """The two fields of "how is A connected to B"."""

    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class GraafPage:
    """The viewer with its list."""

    frame: Frame
    bar: Bar
    picture: Picture | None
    name: str


@dataclass(frozen=True, slots=True)
class Trail:
    """A path as a story: where it starts, then each hop."""

    start: Shown
    hops: tuple[Connection, ...]


@dataclass(frozen=True, slots=True)
class PadPage:
    """The shortest connections of two things, or why there are none."""

    frame: Frame
    bar: Bar
    remarks: tuple[str, ...]
    status: str
    start: Shown | None
    end: Shown | None
    paths: tuple[Trail, ...]
    picture: Picture | None


@router.get("/graaf", summary="The viewer, or the path between two things", response_class=Response)
def page(
    request: Request, f: Text = "", x: Text = "", h: Text = "", s: Text = "", van: Text = "", naar: Text = ""
) -> Response:
    """Show a view (``f x h s``) or a path (``van naar``); without either the first letter's view."""
    store: Store = request.app.state.store
    w = words_of(request)
    if van.strip() or naar.strip():
        return _path_page(request, store, van.strip(), naar.strip(), w)
    focus = ref_text(f) or _first_letter(store)
    if f.strip() and not ref_text(f):
        found = hits(request, f, w, limit=1)
        if not found:
            raise NotFound(f"{f!r} is not in the graph. Search for it by name or number.")
        return RedirectResponse(f"/graaf?f={found[0].thing.id}", 303)
    drawn = picture(store, view.read_state(focus, x, h, s), w) if focus else None
    if focus and drawn is None:
        raise NotFound(f"{focus} is well-formed, but no letter in this graph names it.")
    title = f"{w('graaf.titel')}: {drawn.name}" if drawn else w("graaf.titel")
    page_frame = frame(request, title, here="graaf", has_graph=drawn is not None)
    return respond(
        "graaf.html", GraafPage(page_frame, Bar(drawn.name if drawn else ""), drawn, drawn.name if drawn else "")
    )


@router.get(
    "/api/neighbours",
    summary="The neighbours of a thing, counted and paged; with f also the drawn view",
    response_class=Response,
)
def api_neighbours(
    request: Request,
    id: Annotated[str, Query(max_length=400, description="KIND/KEY")],
    kind: Annotated[str, Query(max_length=40, description="only this kind")] = "",
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = near.LIMIT,
    f: Text = "",
    x: Text = "",
    h: Text = "",
    s: Text = "",
) -> Response:
    """Give totals per kind and a page of the neighbours with their quotes; each exactly once over all pages.

    With ``f x h s``, a view of the site: that view after the action on ``id``, drawn, with its counts.
    """
    store: Store = request.app.state.store
    w = words_of(request)
    answer: dict[str, Any] = {"id": id}
    word, _, key = id.partition("#")[0].partition("/")
    ref = iris.checked(word, key)
    if f:
        drawn = picture(store, view.read_state(ref_text(f), x, h, s), w)
        if drawn is None:
            raise NotFound(f"{f} is well-formed, but no letter in this graph names it.")
        answer["view"] = _parts(drawn, w)
    else:
        found = near.neighbours(store, ref, limit=limit, kinds=[kind] if kind else None, offset=offset)
        if found is None:
            raise NotFound(f"{id} is well-formed, but no letter in this graph names it.")
        answer |= _as_json(store, found)
    return Response(orjson.dumps(answer), 200, {"Vary": "Accept-Language"}, "application/json")


@router.get("/api/path", summary="The shortest connections of two things", response_class=Response)
def api_path(request: Request, van: Text, naar: Text) -> Response:
    """Give up to five equally short paths, each step with its quotes. ``van``, ``naar``: KIND/KEY."""
    store: Store = request.app.state.store
    ends = []
    for text in (van, naar):
        word, _, key = text.partition("/")
        ends.append(iris.checked(word, key))
    found = paths.paths(store, ends[0], ends[1])
    body = {
        "van": iris.iri(ends[0], store.base),
        "naar": iris.iri(ends[1], store.base),
        "length": found.length,
        "more": found.more,
        "paths": [
            {
                "nodes": [{"iri": n.iri, "label": n.label, "kind": n.kind} for n in one.nodes],
                "steps": [[_edge(store, e) for e in step.edges] for step in one.steps],
            }
            for one in found.paths
        ],
    }
    return Response(orjson.dumps(body), 200, {}, "application/json")


def _first_letter(store: Store) -> str:
    """Give the letter that stands on the home page."""
    from kamergraaf.web.pages.start import first_letter

    found = first_letter(store)
    return id_of(found, store.base) if found else ""


def _as_json(store: Store, found: near.Neighbourhood) -> dict[str, Any]:
    return {
        "iri": found.focus.iri,
        "total": found.focus.degree,
        "totals": {total.kind: total.total for total in found.totals},
        "neighbours": [
            {"iri": n.iri, "label": n.label, "title": n.title, "kind": n.kind, "degree": n.degree}
            for n in found.nodes
        ],
        "edges": [_edge(store, edge) for edge in found.edges],
    }


def _edge(store: Store, edge: near.Edge) -> dict[str, Any]:
    return {
        "subject": edge.subject,
        "property": edge.property,
        "object": edge.object,
        "origin": edge.origin,
        "conflict": edge.conflict,
        "quote_total": edge.quote_total,
        "quotes": [
            {
                "letter": iris.iri(q.letter, store.base),
                "start": q.start,
                "end": q.end,
                "exact": q.exact,
                "context": q.context,
            }
            for q in edge.quotes
        ],
    }


def _parts(drawn: Picture, w: Words) -> dict[str, str]:
    """Give the parts of the picture that change with an action, drawn by the same template as the page."""
    module = ENVIRONMENT.get_template("deel/graaf.html").module
    call = {
        name: getattr(module, name) for name in ("lijnen", "bijschriften", "knopen", "legenda", "kaart", "tweeling")
    }
    return {
        "lines": str(call["lijnen"](drawn)),
        "captions": str(call["bijschriften"](drawn)),
        "chips": str(call["knopen"](drawn)),
        "legend": str(call["legenda"](drawn)),
        "card": str(call["kaart"](w, drawn.card)),
        "list": str(call["tweeling"](w, drawn)),
        "status": drawn.status,
        "box": drawn.viewbox,
        "download": drawn.download_href,
    }


def _path_page(request: Request, store: Store, van: str, naar: str, w: Words) -> Response:
    remarks = []
    ends: list[Shown | None] = []
    for text in (van, naar):
        found = _end(request, store, text, w) if text else None
        if text and found is None:
            remarks.append(w("pad.onbekend", q=text))
        ends.append(found)
    start, end = ends
    status = ""
    trails: tuple[Trail, ...] = ()
    drawn: Picture | None = None
    if start is not None and end is not None:
        status, trails, drawn = _paths(store, start, end, w)
    bar = Bar(start.label if start else van, end.label if end else naar)
    both = start is not None and end is not None
    title = w("pad.titel", a=start.label, b=end.label) if start and end else w("graaf.titel")
    page_frame = frame(request, title, here="graaf", has_graph=both and drawn is not None)
    return respond("pad.html", PadPage(page_frame, bar, tuple(remarks), status, start, end, trails, drawn))


def _end(request: Request, store: Store, text: str, w: Words) -> Shown | None:
    """Give the thing that a field names: by its address, else the first that the search finds."""
    id_ = ref_text(text)
    if id_:
        address = f"{store.base}id/{id_}"
        thing = shown(store, [address], w)[address]
        return thing if thing.kind is not UNKNOWN else None
    found = hits(request, text, w, limit=1)
    return found[0].thing if found else None


def _paths(store: Store, start: Shown, end: Shown, w: Words) -> tuple[str, tuple[Trail, ...], Picture | None]:
    try:
        found = paths.paths(store, _ref(start.id), _ref(end.id))
    except NotFound:
        return w("pad.geen"), (), None
    if not found.paths or found.length is None:
        return w("pad.geen"), (), None
    nodes = {n.iri for one in found.paths for n in one.nodes}
    letters = {
        q.mention.partition("#")[0] for one in found.paths for st in one.steps for e in st.edges for q in e.quotes
    }
    names = shown(store, sorted(nodes | letters), w)
    told = conflicts([e for one in found.paths for st in one.steps for e in st.edges], names, w)
    trails = []
    for one in found.paths:
        hops = tuple(connection(step.edges[0], one.nodes[i].iri, names, told, w) for i, step in enumerate(one.steps))
        trails.append(Trail(names[one.nodes[0].iri], hops))
    n = len(found.paths)
    even = w("pad.een-pad") if n == 1 and not found.more else w("pad.paden", n=f"{n}{'+' if found.more else ''}")
    status = ", ".join((w.count("pad.stappen", found.length), even))
    ids = list(dict.fromkeys(id_of(node.iri, store.base) for one in found.paths for node in one.nodes))
    drawn = path_picture(store, ids, start.id, end.id, w) if found.length else None
    return status, tuple(trails), drawn


def _ref(id_: str) -> Ref:
    word, _, key = id_.partition("/")
    return iris.checked(word, key)
