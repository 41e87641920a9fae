"""``/doc/KIND/KEY``: a thing in words, its connections with their quotes, the graph beside it, and its data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from kamergraaf.graph import things
from kamergraaf.graph.store import Store
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.errors import NotFound
from kamergraaf.ontology.model import Ref
from kamergraaf.web import facts
from kamergraaf.web.connections import Connection, conflicts, connection, local_name, open_thing
from kamergraaf.web.drawn import Picture
from kamergraaf.web.frame import Frame, frame, with_forms, words_of
from kamergraaf.web.kinds import UNKNOWN, Kind
from kamergraaf.web.negotiate import HTML, THING_FORMATS, negotiate, split
from kamergraaf.web.pages import brief, gegevens
from kamergraaf.web.picture import picture
from kamergraaf.web.relations import RELATIONS, relation
from kamergraaf.web.render import respond
from kamergraaf.web.settings import Settings
from kamergraaf.web.shown import Shown, shown
from kamergraaf.web.view import read_state
from kamergraaf.web.words import Words

router = APIRouter()
OPEN_GROUPS = 3
STEP = 10
MOST = 500
PART_ABOVE = 50  # connections of one relation, which then are shown kind by kind


@dataclass(frozen=True, slots=True)
class Group:
    """The connections of one relation. ``more_href``: shows the next ones, '' when all are there."""

    anchor: str
    relation: str
    kind: Kind
    total: int
    noun: str
    connections: tuple[Connection, ...]
    open: bool
    more_href: str = ""
    more_text: str = ""


@dataclass(frozen=True, slots=True)
class DingPage:
    """The page of a thing. ``states``: text and style; ``read_href``: the letter, or the place where it says so."""

    frame: Frame
    thing: Shown
    iri: str
    states: tuple[tuple[str, str], ...]
    facts: tuple[facts.Row, ...]
    groups: tuple[Group, ...]
    open_places: tuple[Connection, ...]
    unknown: Kind
    total: int
    picture: Picture | None
    read_href: str
    quote_href: str


@router.get("/doc/{kind}/{key:path}", summary="A thing, for people and as data", response_class=Response)
def page(request: Request, kind: str, key: str) -> Response:
    """Give a thing as a page, or as Turtle, N-Triples, RDF/XML, JSON-LD, JSON or CSV."""
    store: Store = request.app.state.store
    key, suffix = split(key, THING_FORMATS)
    form = negotiate(
        THING_FORMATS,
        named=request.query_params.get("format"),
        suffix=suffix,
        accept=request.headers.get("accept"),
    )
    other = iris.alias(kind, key)
    if other is not None:
        return _moved(request, other, suffix.suffix if suffix else "")
    ref = iris.checked(kind, key)
    if form is not HTML:
        return gegevens.respond(request, ref, form)
    groups = _wanted(request)
    found = things.thing(store, ref, part_above=PART_ABOVE)
    if found is None:
        raise NotFound(f"{kind}/{key} is well-formed, but no letter in this graph names it.")
    if found.replaced_by is not None:
        new = iris.ref(found.replaced_by, store.base)
        if new is not None:
            return _moved(request, new, "")
    if request.query_params.get("weergave") == "tekst" and found.values(terms.EXTRACTOR):
        return brief.respond(request, found)
    return respond("ding.html", _page(request, store, found, groups))


def _moved(request: Request, ref: Ref, suffix: str) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/doc/{ref.kind}/{ref.key}{suffix}{query}", 308)


def _wanted(request: Request) -> tuple[str, int]:
    """Read which group is to be shown further than the first ten, and how far."""
    name = request.query_params.get("toon", "")
    count = request.query_params.get("aantal", "")
    return name, min(MOST, int(count)) if count.isdigit() else STEP


def _page(request: Request, store: Store, found: things.Thing, wanted: tuple[str, int]) -> DingPage:
    settings: Settings = request.app.state.settings
    w = words_of(request)
    raw = [_longer(store, found, group, wanted) for group in found.groups]
    names = shown(store, _addresses(found, raw), w)
    me = names[found.iri]
    told = _Told(
        store, found.iri, names, conflicts([c.edge for group in raw for c in group.connections], names, w), w
    )
    groups, open_places = _groups(request, raw, told, wanted)
    path = f"/doc/{found.ref.kind}/{found.ref.key}"
    query = request.query_params
    state = read_state(me.id, query.get("x", ""), query.get("h", ""), query.get("s", ""))
    drawn = picture(store, state, w, own_page=path) if groups else None
    quotes = [c.quotes[0] for group in groups for c in group.connections if c.quotes]
    quote_href = quotes[0].href if quotes else ""
    is_letter = bool(found.values(terms.EXTRACTOR))
    page_frame = frame(
        request,
        me.full,
        description=f"{me.kind.name(w.lang)}: {me.full}",
        canonical=settings.base_iri.rstrip("/") + path,
        has_graph=drawn is not None,
    )
    return DingPage(
        frame=with_forms(page_frame, path, THING_FORMATS),
        thing=me,
        iri=found.iri,
        states=_states(me, w),
        facts=facts.rows(found, me.full, w),
        groups=groups,
        open_places=open_places,
        unknown=UNKNOWN,
        total=sum(group.total for group in groups) + len(open_places),
        picture=drawn,
        read_href=f"{path}?weergave=tekst" if is_letter else quote_href,
        quote_href="" if is_letter or not quote_href else settings.base_iri.rstrip("/") + quote_href,
    )


def _longer(store: Store, found: things.Thing, group: things.Group, wanted: tuple[str, int]) -> things.Group:
    if wanted[0] != _anchor(group) or wanted[1] <= len(group.connections) or group.total <= len(group.connections):
        return group
    longer = things.group(store, found.ref, group.property, outgoing=group.outgoing, limit=wanted[1], kind=group.kind)
    return longer or group


def _addresses(found: things.Thing, groups: list[things.Group]) -> list[str]:
    out = {found.iri}
    for group in groups:
        for c in group.connections:
            if c.node.ref is not None:
                out.add(c.node.iri)
            for quote in c.edge.quotes:
                out.add(quote.mention.partition("#")[0])
    return sorted(out)


@dataclass(frozen=True, slots=True)
class _Told:
    """From where a page's connections are told, and by which names."""

    store: Store
    iri: str
    names: Mapping[str, Shown]
    conflicts: Mapping[str, str]
    w: Words

    def connection(self, c: things.Connection) -> Connection:
        """Tell one connection."""
        names = self.names
        if c.node.ref is None:
            names = {**names, c.node.iri: open_thing(self.store, c.node.iri, c.node.label, c.edge.quotes, self.w)}
        return connection(c.edge, self.iri, names, self.conflicts, self.w, home=self.iri)


def _groups(
    request: Request, raw: list[things.Group], told: _Told, wanted: tuple[str, int]
) -> tuple[tuple[Group, ...], tuple[Connection, ...]]:
    """Order the groups as people read them; what is not resolved stands apart, at the end."""
    order = list(RELATIONS)
    groups: list[Group] = []
    open_places: list[Connection] = []
    raw = sorted(
        raw, key=lambda g: (not g.outgoing, order.index(n) if (n := local_name(g.property)) in order else 99)
    )
    for group in raw:
        settled = [c for c in group.connections if c.node.ref is not None]
        open_places.extend(told.connection(c) for c in group.connections if c.node.ref is None)
        if settled:
            connections = tuple(told.connection(c) for c in settled)
            total = group.total - (len(group.connections) - len(settled))
            for some, count in _by_kind(connections, total):
                groups.append(_group(request, group, some, count, told.w, wanted, first=len(groups) < OPEN_GROUPS))
    return tuple(groups), tuple(open_places)


def _by_kind(connections: tuple[Connection, ...], total: int) -> list[tuple[tuple[Connection, ...], int]]:
    """Part the connections of a relation by kind, when all of them are here."""
    if total > len(connections):
        return [(connections, total)]
    kinds = sorted({c.other.kind.order for c in connections})
    parts = [tuple(c for c in connections if c.other.kind.order == order) for order in kinds]
    return [(part, len(part)) for part in parts]


def _group(
    request: Request,
    group: things.Group,
    connections: tuple[Connection, ...],
    total: int,
    w: Words,
    wanted: tuple[str, int],
    *,
    first: bool,
) -> Group:
    words = relation(local_name(group.property), outgoing=group.outgoing, lang=w.lang)
    anchor = _anchor(group)
    alike = len({c.other.kind for c in connections}) == 1 and (total == len(connections) or len(group.kinds) == 1)
    kind = connections[0].other.kind
    noun = kind.name(w.lang, total).lower() if alike or group.kind else w("ding.dingen")
    href, text = "", ""
    if total > len(connections) and len(connections) < MOST:
        step = min(STEP, total - len(connections))
        kept = [(k, v) for k, v in request.query_params.multi_items() if k not in ("toon", "aantal")]
        query = urlencode([*kept, ("toon", anchor), ("aantal", len(connections) + STEP)])
        href, text = f"?{query}#{anchor}", w("ding.toon-meer", n=step, m=total)
    return Group(
        f"{anchor}-{kind.word}" if total == len(connections) and not group.kind else anchor,
        words[:1].upper() + words[1:],
        kind,
        total,
        noun,
        connections,
        first or wanted[0] == anchor,
        href,
        text,
    )


def _anchor(group: things.Group) -> str:
    words = (local_name(group.property), "uit" if group.outgoing else "in", group.kind)
    return "-".join(word for word in words if word)


def _states(me: Shown, w: Words) -> tuple[tuple[str, str], ...]:
    if me.state:
        return ((me.state, me.state_style),)
    return ((w("ding.uitslag-onbekend"), "open"),) if me.kind.word == "motie" else ()
