"""``/graaf.html``: a view as one HTML file (pyvis) that needs no network and no server."""

from __future__ import annotations

import io
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from kamergraaf.graph.exports import html
from kamergraaf.graph.exports.scope import Scope
from kamergraaf.graph.store import Store
from kamergraaf.ontology.errors import NotFound
from kamergraaf.web import view
from kamergraaf.web.frame import words_of
from kamergraaf.web.pages.zoek import ref_text
from kamergraaf.web.picture import picture

router = APIRouter()
# The file is our own, made by pyvis with its script and style inside; nothing may be fetched from elsewhere.
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; sandbox allow-scripts"
)
Text = Annotated[str, Query(max_length=4000)]


@router.get("/graaf.html", summary="A view as a stand-alone page that works offline", response_class=Response)
def page(request: Request, f: Text, x: Text = "", h: Text = "") -> Response:
    """Give the things of a view, and what joins them, as a file to keep."""
    store: Store = request.app.state.store
    focus = ref_text(f)
    drawn = picture(store, view.read_state(focus, x, h, ""), words_of(request)) if focus else None
    if drawn is None:
        raise NotFound(f"{f!r} is not in the graph. Search for it by name or number.")
    nodes = frozenset(f"{store.base}id/{chip.id}" for chip in drawn.chips if chip.role != "more")
    out = io.BytesIO()
    html.write(store, out, Scope(only=nodes))
    name = focus.replace("/", "-")
    headers = {
        "Content-Disposition": f'attachment; filename="kamergraaf-{name}.html"',
        "Content-Security-Policy": _POLICY,
        "Vary": "Accept-Language",
    }
    return Response(out.getvalue(), 200, headers, "text/html; charset=utf-8")
