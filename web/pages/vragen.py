"""``/vragen`` and ``/vragen/NAME``: the saved questions, each a form, a result, a link and a file."""

from __future__ import annotations

import time
from dataclasses import dataclass
from urllib.parse import urlencode

import orjson
from fastapi import APIRouter, Request
from starlette.responses import Response

from kamergraaf import queries
from kamergraaf.graph.guard import examine
from kamergraaf.graph.results import Answer
from kamergraaf.graph.store import Store
from kamergraaf.ontology import iris
from kamergraaf.ontology.errors import NotFound, UsageError
from kamergraaf.queries import Parameter, Question
from kamergraaf.web.answers import body
from kamergraaf.web.frame import Frame, frame, with_forms, words_of
from kamergraaf.web.negotiate import CSV, GRAPHS, HTML, JSON, JSONLD, QUESTION_FORMATS, Format, negotiate, split
from kamergraaf.web.render import respond
from kamergraaf.web.settings import Settings
from kamergraaf.web.shown import shown
from kamergraaf.web.table import Table, table, triples_table
from kamergraaf.web.words import Words

router = APIRouter()
_RESERVED = ("format", "lang")
_LISTS = (HTML, JSON)


@dataclass(frozen=True, slots=True)
class Entry:
    """A saved question in the list."""

    name: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    """The questions about one subject."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class VragenPage:
    """The list of saved questions."""

    frame: Frame
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter as a field of the form; ``thing`` is the name of what its value stands for."""

    name: str
    label: str
    value: str
    example: str
    required: bool
    thing: str


@dataclass(frozen=True, slots=True)
class Download:
    """The same answer as a file."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class VraagPage:
    """A saved question with its form and its answer."""

    frame: Frame
    name: str
    summary: str
    fields: tuple[Field, ...]
    table: Table | None
    milliseconds: int
    error: str
    permalink: str
    downloads: tuple[Download, ...]
    query: str
    editor_href: str
    groups: tuple[Group, ...]


@router.get("/vragen", summary="The saved questions", response_class=Response)
@router.get("/vragen.json", summary="The saved questions as JSON", response_class=Response)
def overview(request: Request) -> Response:
    """List the saved questions."""
    suffix = split(request.url.path, _LISTS)[1]
    form = negotiate(
        _LISTS, named=request.query_params.get("format"), suffix=suffix, accept=request.headers.get("accept")
    )
    store: Store = request.app.state.store
    w = words_of(request)
    if form is JSON:
        return _json_list(store)
    page = with_forms(frame(request, w("vragen.titel"), here="vragen"), "/vragen", _LISTS)
    return respond("vragen.html", VragenPage(page, _groups(store, w)))


@router.get("/vragen/{name}", summary="A saved question with its answer", response_class=Response)
def question(request: Request, name: str) -> Response:
    """Answer a saved question; its parameters stand in the query of the address."""
    store: Store = request.app.state.store
    settings: Settings = request.app.state.settings
    offered = (*QUESTION_FORMATS, *GRAPHS)
    name, suffix = split(name, offered)
    if name not in queries.names():
        try:
            queries.load(name)
        except UsageError as error:
            raise NotFound(str(error)) from error
    asked = queries.load(name, store.base)
    graphs = examine_form(asked, store.base) == "construct"
    forms = (HTML, *GRAPHS) if graphs else QUESTION_FORMATS
    form = negotiate(
        forms, named=request.query_params.get("format"), suffix=suffix, accept=request.headers.get("accept")
    )
    values = _values(request, asked)
    if form is not HTML:
        query = asked.bind(**values)
        answer: Answer
        if graphs:
            answer = store.construct(query, deadline=settings.time_limit)
        else:
            answer = store.select(query, deadline=settings.time_limit)
        headers = {"Vary": "Accept"}
        if form in (CSV, JSONLD):
            headers["Content-Disposition"] = f'inline; filename="{name}{form.suffix}"'
        return Response(body(answer, form, store.base), 200, headers, form.content_type)
    return respond("vraag.html", _page(request, store, asked, values, graphs=graphs, forms=forms))


def examine_form(asked: Question, base: str) -> str:
    """Give what a question's query is: select or construct. The examples make it whole where a value is needed."""
    values = {p.name: p.default or p.example for p in asked.parameters if p.required}
    return examine(asked.bind(**values), base).form


def _values(request: Request, asked: Question) -> dict[str, str]:
    """Give the values in the address; a name that the question does not have is refused when it is bound."""
    return {
        name: value.strip() for name, value in request.query_params.items() if name not in _RESERVED and value.strip()
    }


def _page(
    request: Request,
    store: Store,
    asked: Question,
    values: dict[str, str],
    *,
    graphs: bool,
    forms: tuple[Format, ...],
) -> VraagPage:
    settings: Settings = request.app.state.settings
    w = words_of(request)
    summary = asked.summary.get(w.lang) or asked.name
    answer: Table | None = None
    error, query, spent = "", "", 0
    missing = [p for p in asked.parameters if p.required and p.default is None and p.name not in values]
    if not missing:
        begun = time.perf_counter()
        try:
            query = asked.bind(**values)
            if graphs:
                triples = list(store.construct(query, deadline=settings.time_limit))
                answer = triples_table(store, triples, settings.row_limit, w)
            else:
                answer = table(store, store.select(query, deadline=settings.time_limit), settings.row_limit, w)
        except UsageError as problem:
            error = str(problem)
        spent = round((time.perf_counter() - begun) * 1000)
    path = f"/vragen/{asked.name}"
    pairs = urlencode(values, safe="/:")
    tail = f"?{pairs}" if pairs else ""
    page = with_forms(
        frame(request, summary, here="vragen", canonical=settings.base_iri.rstrip("/") + path + tail), path, forms
    )
    return VraagPage(
        frame=page,
        name=asked.name,
        summary=summary,
        fields=_fields(store, asked, values, w),
        table=answer,
        milliseconds=spent,
        error=error,
        permalink=path + tail,
        downloads=tuple(Download(f.name, path + f.suffix + tail) for f in forms if f is not HTML) if query else (),
        query=query or asked.text,
        editor_href="/sparql?" + urlencode({"query": query, "format": "html"}) if query else "",
        groups=_groups(store, w),
    )


def _fields(store: Store, asked: Question, values: dict[str, str], w: Words) -> tuple[Field, ...]:
    out = []
    for parameter in asked.parameters:
        value = values.get(parameter.name, parameter.default or "")
        out.append(
            Field(
                parameter.name,
                parameter.label.get(w.lang) or parameter.name,
                value,
                parameter.example,
                parameter.required and parameter.default is None,
                _thing(store, parameter, value, w),
            )
        )
    return tuple(out)


def _thing(store: Store, parameter: Parameter, value: str, w: Words) -> str:
    """Say in words what a value of the form ``kind/key`` stands for."""
    if parameter.type != "iri" or "/" not in value or "//" in value:
        return ""
    word, _, key = value.partition("/")
    if word not in iris.KIND or not iris.KIND[word].fits(key):
        return ""
    address = f"{store.base}id/{value}"
    return shown(store, [address], w)[address].label


def _groups(store: Store, w: Words) -> tuple[Group, ...]:
    rows: dict[str, list[Entry]] = {group: [] for group in queries.GROUPS}
    keep = f"?lang={w.lang}" if w.lang != "nl" else ""
    for name in queries.names():
        saved = queries.load(name, store.base)
        rows.setdefault(saved.group, []).append(
            Entry(name, saved.summary.get(w.lang) or name, f"/vragen/{name}{keep}")
        )
    return tuple(Group(group, tuple(entries)) for group, entries in rows.items() if entries)


def _json_list(store: Store) -> Response:
    rows = []
    for name in queries.names():
        saved = queries.load(name, store.base)
        rows.append(
            {
                "name": name,
                "summary": dict(saved.summary),
                "group": saved.group,
                "href": f"/vragen/{name}",
                "parameters": [
                    {
                        "name": p.name,
                        "type": p.type,
                        "label": dict(p.label),
                        "required": p.required,
                        "example": p.example,
                    }
                    for p in saved.parameters
                ],
            }
        )
    return Response(orjson.dumps({"questions": rows}), 200, {"Vary": "Accept"}, JSON.media_type)
