"""Errors: ``application/problem+json`` (RFC 9457) for machines, a page for people. Only here they are caught."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

import orjson
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kamergraaf.ontology.errors import Gone, KamergraafError, NotFound, StoreError
from kamergraaf.web.frame import Frame, frame, words_of
from kamergraaf.web.headers import ALWAYS, POLICY
from kamergraaf.web.negotiate import HTML, JSON, Format, NotAcceptable, negotiate
from kamergraaf.web.render import respond
from kamergraaf.web.shown import Hit
from kamergraaf.web.things import nearest

PROBLEM = Format("json", "application/problem+json", ("application/json", "application/ld+json"))
_MACHINES = ("/api/", "/sparql", "/resolve", "/health", "/openapi.json")
_log = logging.getLogger("kamergraaf.web")


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """A page about what went wrong and what to do now."""

    frame: Frame
    heading: str
    message: str
    detail: str
    replacement: str
    near: tuple[Hit, ...]


def install(app: FastAPI) -> None:
    """Let the application answer every error in the form that was asked for."""
    app.add_exception_handler(KamergraafError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(Exception, _unforeseen)


async def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, KamergraafError)
    extra: dict[str, str] = {}
    headers: dict[str, str] = {}
    if isinstance(error, Gone) and error.replacement:
        extra["replacement"] = error.replacement
    if isinstance(error, StoreError):
        headers["Retry-After"] = "5"
    return _answer(request, error.http_status, error.title, str(error), extra, headers)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _answer(request, error.status_code, str(error.detail), str(error.detail), {}, dict(error.headers or {}))


async def _validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return _answer(
        request, 400, "Wrong request", f"{where}: {first['msg']}. See /docs for what this address takes.", {}, {}
    )


async def _unforeseen(request: Request, error: Exception) -> Response:
    _log.error("unforeseen error at %s", request.url.path, exc_info=error)
    return _answer(request, 500, "Error", "", {}, {})


def _answer(
    request: Request, status: int, title: str, detail: str, extra: Mapping[str, str], headers: Mapping[str, str]
) -> Response:
    # An unforeseen error is answered outside the layer that adds these to all else.
    every = {**ALWAYS, "Content-Security-Policy": POLICY}
    every |= {"Vary": "Accept, Accept-Language", "Cache-Control": "no-store", **headers}
    if not _for_people(request):
        body = {"type": "about:blank", "title": title, "status": status, **extra}
        if detail:
            body["detail"] = detail
        return Response(orjson.dumps(body), status, every, PROBLEM.media_type)
    return respond("fout.html", _page(request, status, title, detail, extra), status=status, headers=every)


def _for_people(request: Request) -> bool:
    """Pages answer people unless a machine's form is asked; interfaces answer machines unless HTML is asked."""
    offered = (PROBLEM, HTML) if request.url.path.startswith(_MACHINES) else (HTML, PROBLEM)
    suffix = None
    for form in ("ttl", "nt", "rdf", "jsonld", "json", "csv", "tsv", "xml"):
        if request.url.path.endswith("." + form) or request.query_params.get("format") == form:
            suffix = JSON
    try:
        return negotiate(offered, suffix=suffix, accept=request.headers.get("accept")) is HTML
    except NotAcceptable:
        return False


def _page(request: Request, status: int, title: str, detail: str, extra: Mapping[str, str]) -> ErrorPage:
    w = words_of(request)
    name = f"fout.{status}"
    heading = w(name) if w.has(name) else title
    explained = w(name + "-uitleg") if w.has(name + "-uitleg") else detail
    asked = request.url.path.rsplit("/", 1)[-1] if status == NotFound.http_status else ""
    near: tuple[Hit, ...] = ()
    if asked:
        with suppress(StoreError):  # without the search the page says what it can
            near = nearest(request, asked, w)
    return ErrorPage(
        frame=frame(request, heading, query=asked),
        heading=heading,
        message=explained or w("fout.500-uitleg"),
        detail=detail if explained != detail and status != NotFound.http_status else "",
        replacement=extra.get("replacement", ""),
        near=near,
    )
