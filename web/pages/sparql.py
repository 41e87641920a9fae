"""``/sparql``: the SPARQL 1.1 protocol, read only, and an editor for people."""

from __future__ import annotations

import time
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, QueryParams
from starlette.responses import Response

from kamergraaf.graph.guard import examine
from kamergraaf.graph.results import Answer
from kamergraaf.graph.store import Dataset, Store
from kamergraaf.graph.terms import Iri, Literal, Triple
from kamergraaf.ontology.errors import KamergraafError, Refused, UsageError
from kamergraaf.queries.prefixes import with_prefixes
from kamergraaf.web.answers import body
from kamergraaf.web.frame import Frame, frame, words_of
from kamergraaf.web.negotiate import GRAPHS, HTML, RESULT_FORMATS, Format, negotiate
from kamergraaf.web.render import respond
from kamergraaf.web.settings import Settings
from kamergraaf.web.table import Table, table, triples_table

router = APIRouter()
_FIRST = """SELECT ?motie ?titel ?lid WHERE {
  ?brief kg:addresses ?motie .
  ?motie kg:title ?titel ; kg:proposedBy ?lid .
}
ORDER BY ?motie
LIMIT 100
"""
QUERY_TYPE = "application/sparql-query"


@dataclass(frozen=True, slots=True)
class Download:
    """The same answer as a file."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class SparqlPage:
    """The editor: what was asked, and its answer or what is wrong with it."""

    frame: Frame
    text: str
    table: Table | None
    truth: str
    error: str
    milliseconds: int
    downloads: tuple[Download, ...]
    curl: str


@dataclass(frozen=True, slots=True)
class _Asked:
    query: str | None
    form: str | None
    dataset: Dataset


@router.get("/sparql", summary="SPARQL 1.1 query, or the editor", response_class=Response)
async def get(request: Request) -> Response:
    """Answer ``?query=``; without it give the editor, or the service's description to machines."""
    return await _answer(request, _asked(request.query_params, request.query_params.get("query")))


@router.post("/sparql", summary="SPARQL 1.1 query by form or body", response_class=Response)
async def post(request: Request) -> Response:
    """Answer a query sent as a form, or as ``application/sparql-query``."""
    settings: Settings = request.app.state.settings
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == QUERY_TYPE:
        sent = await request.body()
        _check_size(len(sent), settings)
        return await _answer(request, _asked(request.query_params, _decoded(sent)))
    if kind == "application/x-www-form-urlencoded":
        form = await request.form()
        if "update" in form:
            raise Refused("This endpoint is read only: it answers SELECT, ASK, CONSTRUCT and DESCRIBE.")
        text = form.get("query")
        if isinstance(text, str):
            _check_size(len(text), settings)
            return await _answer(request, _asked(form, text))
    raise UsageError(
        f"Send the query as the form field 'query', or as the body with Content-Type {QUERY_TYPE}, "
        f"not {kind or 'nothing'}."
    )


def _asked(values: QueryParams | FormData, query: str | None) -> _Asked:
    default = tuple(str(v) for v in values.getlist("default-graph-uri"))
    named = tuple(str(v) for v in values.getlist("named-graph-uri"))
    form = values.get("format")
    return _Asked(query, form if isinstance(form, str) else None, Dataset(default, named))


async def _answer(request: Request, asked: _Asked) -> Response:
    accept = request.headers.get("accept")
    if asked.query is None or not asked.query.strip():
        if negotiate((HTML, *GRAPHS), named=asked.form, accept=accept) is HTML:
            return respond("sparql.html", _page(request, with_prefixes(_FIRST)))
        return await run_in_threadpool(_description, request, negotiate(GRAPHS, named=asked.form, accept=accept))
    store: Store = request.app.state.store
    try:
        examined = examine(asked.query, store.base)
    except KamergraafError as error:
        if negotiate((*RESULT_FORMATS, HTML), named=_html_only(asked.form), accept=accept) is HTML:
            return respond("sparql.html", _page(request, asked.query, error=str(error)), status=error.http_status)
        raise
    offered = GRAPHS if examined.form in ("construct", "describe") else RESULT_FORMATS
    form = negotiate((*offered, HTML), named=asked.form, accept=accept)
    return await run_in_threadpool(_run, request, asked, examined.form, form)


def _html_only(form: str | None) -> str | None:
    return form if form == "html" else None


def _run(request: Request, asked: _Asked, kind: str, form: Format) -> Response:
    """Ask the store; runs beside the event loop."""
    store: Store = request.app.state.store
    settings: Settings = request.app.state.settings
    query, dataset = asked.query or "", asked.dataset or None
    if form is HTML:
        return _for_people(request, store, query, kind)
    answer: Answer
    if kind == "ask":
        answer = store.ask(query, dataset=dataset, deadline=settings.time_limit)
    elif kind == "select":
        answer = store.select(query, dataset=dataset, deadline=settings.time_limit)
    else:
        answer = store.construct(query, dataset=dataset, deadline=settings.time_limit)
    return Response(body(answer, form, store.base), 200, {"Vary": "Accept"}, form.content_type)


def _for_people(request: Request, store: Store, query: str, kind: str) -> Response:
    begun = time.perf_counter()
    settings: Settings = request.app.state.settings
    w = words_of(request)
    shown: Table | None = None
    truth = ""
    if kind == "ask":
        truth = w("vragen.ja") if store.ask(query, deadline=settings.time_limit) else w("vragen.nee")
    elif kind == "select":
        shown = table(store, store.select(query, deadline=settings.time_limit), settings.row_limit, w)
    else:
        triples: list[Triple] = list(store.construct(query, deadline=settings.time_limit))
        shown = triples_table(store, triples, settings.row_limit, w)
    spent = round((time.perf_counter() - begun) * 1000)
    forms = GRAPHS if kind in ("construct", "describe") else RESULT_FORMATS
    page = _page(request, query, shown=shown, truth=truth, milliseconds=spent, forms=forms)
    return respond("sparql.html", page)


def _page(
    request: Request,
    text: str,
    *,
    shown: Table | None = None,
    truth: str = "",
    error: str = "",
    milliseconds: int = 0,
    forms: tuple[Format, ...] = (),
) -> SparqlPage:
    w = words_of(request)
    downloads = tuple(Download(f.name, "/sparql?" + urlencode({"query": text, "format": f.name})) for f in forms)
    settings: Settings = request.app.state.settings
    curl = (
        f"curl -H 'Accept: {forms[0].media_type}' --data-urlencode query@vraag.rq {settings.base_iri}sparql"
        if forms
        else ""
    )
    return SparqlPage(
        frame(request, w("vragen.stel"), here="vragen"), text, shown, truth, error, milliseconds, downloads, curl
    )


def _description(request: Request, form: Format) -> Response:
    """Give the service's description (SPARQL 1.1 Service Description)."""
    settings: Settings = request.app.state.settings
    sd = "http://www.w3.org/ns/sparql-service-description#"
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    me = Iri(settings.base_iri + "sparql#dienst")
    triples: list[Triple] = [
        (me, Iri(rdf), Iri(sd + "Service")),
        (me, Iri(sd + "endpoint"), Iri(settings.base_iri + "sparql")),
        (me, Iri(sd + "supportedLanguage"), Iri(sd + "SPARQL11Query")),
        (me, Iri(sd + "feature"), Iri(sd + "UnionDefaultGraph")),
        (me, Iri("http://purl.org/dc/terms/title"), Literal(settings.provider)),
    ]
    for result in ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"):
        triples.append((me, Iri(sd + "resultFormat"), Iri("http://www.w3.org/ns/formats/" + result)))
    for result in ("Turtle", "N-Triples", "RDF_XML", "JSON-LD"):
        triples.append((me, Iri(sd + "resultFormat"), Iri("http://www.w3.org/ns/formats/" + result)))
    return Response(body(triples, form, settings.base_iri), 200, {"Vary": "Accept"}, form.content_type)


def _check_size(size: int, settings: Settings) -> None:
    if size > settings.query_limit:
        raise UsageError(f"This query is {size:,} long; at most {settings.query_limit:,} is read. Ask it in parts.")


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise UsageError(f"The query is no UTF-8: byte {error.start} cannot be read.") from error
