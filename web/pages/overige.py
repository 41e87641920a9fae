"""What every site has: health, robots, site map, search description, the page for programs, and the files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import orjson
from fastapi import APIRouter, Request
from lxml import etree
from starlette.responses import PlainTextResponse, Response

from kamergraaf import __version__, queries
from kamergraaf.graph.store import Store
from kamergraaf.ontology import iris
from kamergraaf.web.frame import Frame, frame, words_of
from kamergraaf.web.render import FOLDER, render, respond
from kamergraaf.web.settings import Settings

router = APIRouter()
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_LISTED = ("Brief", "Motie", "Toezegging", "Persoon", "Partij", "Ministerie", "Rapport", "Dossier")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an address."""

    name: str
    required: bool
    text: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An address for programs."""

    method: str
    path: str
    summary: str
    text: str
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class DocsPage:
    """All addresses, from the description that programs read."""

    frame: Frame
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class SearchDescription:
    """What a browser needs to search here."""

    provider: str
    description: str
    base: str


@router.get("/health", summary="Whether the store answers")
def health(request: Request) -> Response:
    """Answer 200 with the store's version, or 503 where the store does not answer."""
    store: Store = request.app.state.store
    store.ask("ASK {}")
    body = orjson.dumps({"status": "ok", "version": __version__, "store": store.version()})
    return Response(body, 200, {"Cache-Control": "no-store"}, "application/json")


@router.get("/docs", summary="The addresses for programs, for people", response_class=Response)
def docs(request: Request) -> Response:
    """Show what ``/openapi.json`` says, without any file from elsewhere."""
    w = words_of(request)
    page_frame = frame(request, w("api.titel"))
    return respond("docs.html", DocsPage(page_frame, tuple(_operations(request.app.openapi()))))


@router.get("/robots.txt", include_in_schema=False)
def robots(request: Request) -> Response:
    """Let pages be read, not queries."""
    settings: Settings = request.app.state.settings
    lines = [
        "User-agent: *",
        "Disallow: /sparql",
        "Disallow: /api/",
        "Disallow: /graaf",
        f"Sitemap: {settings.base_iri}sitemap.xml",
        "",
    ]
    return PlainTextResponse("\n".join(lines))


@router.get("/sitemap.xml", include_in_schema=False)
def sitemap(request: Request) -> Response:
    """List the pages of letters and what they name, the first 200 of each kind."""
    store: Store = request.app.state.store
    settings: Settings = request.app.state.settings
    namespaces: Any = {None: _SITEMAP}  # lxml-stubs know no default namespace here
    root = etree.Element(f"{{{_SITEMAP}}}urlset", nsmap=namespaces)
    for path in ("", "vragen", "def/", *_pages(store)):
        etree.SubElement(etree.SubElement(root, f"{{{_SITEMAP}}}url"), f"{{{_SITEMAP}}}loc").text = (
            settings.base_iri + path
        )
    return Response(etree.tostring(root, xml_declaration=True, encoding="UTF-8"), 200, {}, "application/xml")


@router.get("/opensearch.xml", include_in_schema=False)
def opensearch(request: Request) -> Response:
    """Describe the search for browsers."""
    settings: Settings = request.app.state.settings
    w = words_of(request)
    page = SearchDescription(settings.provider, w("zoeken.label"), settings.base_iri)
    return Response(render("opensearch.xml", page), 200, {}, "application/opensearchdescription+xml")


@router.get("/favicon.ico", include_in_schema=False)
def favicon() -> Response:
    """Give the mark to browsers that ask here."""
    return Response((FOLDER / "static" / "icon.svg").read_bytes(), 200, {}, "image/svg+xml")


@router.get("/static/site.css", include_in_schema=False)
def stylesheet() -> Response:
    """Give the stylesheets as one file, in the order of their names: one request instead of ten."""
    return Response(_stylesheet(), 200, {"Cache-Control": "max-age=300"}, "text/css; charset=utf-8")


@cache
def _stylesheet() -> bytes:
    return b"".join(path.read_bytes() for path in sorted((FOLDER / "static" / "css").glob("*.css")))


def _pages(store: Store) -> Iterable[str]:
    for name in _LISTED:
        query = queries.page("dingen-van-klasse", store.base).bind(klasse=iris.DEF + name)
        for (thing,) in store.select(query):
            ref = iris.ref(str(thing), store.base)
            if ref is not None:
                yield f"doc/{ref.kind}/{ref.key}"


def _operations(description: dict[str, Any]) -> Iterable[Operation]:
    for path, methods in description["paths"].items():
        for method, row in methods.items():
            parameters = tuple(
                Parameter(p["name"], bool(p.get("required")), p.get("description", ""))
                for p in row.get("parameters", [])
            )
            yield Operation(method.upper(), path, row.get("summary", ""), row.get("description", ""), parameters)


def fingerprint() -> str:
    """Give a digest of the stylesheet, which changes with it."""
    return hashlib.sha256(_stylesheet()).hexdigest()[:12]
