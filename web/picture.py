"""The picture of a view: chips with places, curves with their proof, captions, legend and card.

Reads the store, lets ``view.py`` say what is in view and ``layout.py`` where it stands, and puts words to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from kamergraaf.graph.neighbours import Edge, with_quotes
from kamergraaf.graph.network import DERIVED, NUMBER, REGISTER, Link, links
from kamergraaf.graph.store import Store
from kamergraaf.ontology import terms
from kamergraaf.web import view
from kamergraaf.web.connections import Connection, conflicts, connection, local_name, open_thing
from kamergraaf.web.kinds import KIND, KINDS, UNKNOWN, Kind
from kamergraaf.web.layout import FOCUS_WIDTH, Item, Place, Step, bounds, edge_path, positions
from kamergraaf.web.quote import Quote
from kamergraaf.web.relations import relation
from kamergraaf.web.shown import Shown, id_of, shown
from kamergraaf.web.view import Near, Seen, State
from kamergraaf.web.widths import cut, lines, width
from kamergraaf.web.words import Words

LABEL, SMALL = 14.0, 12.0  # sizes of type, in px
LONGEST = 264.0  # of a label, in px
# Everyone has a seat and every letter an addressee: in a picture that says nothing.
_NOT_DRAWN = frozenset({terms.SEAT, terms.ADDRESSEE})
_UNQUOTED = frozenset({NUMBER, REGISTER, DERIVED})


@dataclass(frozen=True, slots=True)
class Chip:
    """A thing in the picture; ``role`` is focus, thing or more. ``name``: what a screen reader says."""

    id: str
    role: str
    kind: Kind
    left: float
    y: float
    width: float
    side: int
    text: str
    sub: str
    rows: tuple[str, ...]
    name: str
    title: str
    href: str
    hidden: int
    selected: bool
    example: bool

    @property
    def badge(self) -> float:
        """The width of the badge that says how many neighbours are hidden."""
        return max(26.0, round(width(f"+{self.hidden}", 11) + 12, 1))


@dataclass(frozen=True, slots=True)
class Line:
    """A connection; ``style``: ``d`` without a quote, ``x`` where letter and register differ, ``far`` across."""

    subject: str
    object: str
    kind: Kind
    d: str
    style: str
    href: str
    name: str
    relation: str
    quote: Quote | None
    origin: str


@dataclass(frozen=True, slots=True)
class Caption:
    """The name of a kind in the first ring, with its count."""

    text: str
    x: float
    y: float
    side: int


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A kind in view, as a filter; ``value`` is what the address hides after a click."""

    kind: Kind
    name: str
    n: int
    shown: bool
    value: str


@dataclass(frozen=True, slots=True)
class Card:
    """The selected thing: what it is, how much of it is shown, and its connections in view."""

    thing: Shown
    side: int
    shown: int
    total: int
    can_expand: bool
    can_collapse: bool
    path_href: str
    connections: tuple[Connection, ...]


@dataclass(frozen=True, slots=True)
class Address:
    """The view's state as it stands in addresses."""

    focus: str
    actions: str
    hidden: str
    selected: str


@dataclass(frozen=True, slots=True)
class Picture:
    """All that the template draws. ``fixed``: nothing can be opened. ``own_page``: the focus is the page's thing."""

    state: Address
    chips: tuple[Chip, ...]
    lines: tuple[Line, ...]
    captions: tuple[Caption, ...]
    legend: tuple[LegendItem, ...]
    card: Card | None
    connections: tuple[Connection, ...]
    status: str
    viewbox: str
    height: int
    reset_href: str
    download_href: str
    fixed: bool
    own_page: bool
    name: str


def picture(store: Store, state: State, w: Words, *, own_page: str = "") -> Picture | None:
    """Draw a view; None when the graph does not know its focus."""
    board = _Board(store, w)
    focus = board.thing(state.focus)
    if focus is None:
        return None
    stages = view.stages(state, focus.kind, board.near)
    seen = view.visible(state, focus.kind, board.near)
    board.load([id_ for id_ in seen if not id_.startswith("+")], named=False)
    steps = [Step(tuple(_item(board, s) for s in stage.come), stage.go) for stage in stages]
    places, captions = positions(state.focus, steps)
    return _drawn(board, state, seen, places, [(c.order, c.side, c.x, c.y) for c in captions], own_page=own_page)


def path_picture(store: Store, nodes: Iterable[str], start: str, end: str, w: Words) -> Picture | None:
    """Draw just the things of some paths, from left to right in the order of their distance from ``start``."""
    board = _Board(store, w)
    ids = list(dict.fromkeys(nodes))
    board.load(ids)
    if board.thing(start) is None:
        return None
    distance = {start: 0}
    frontier = [start]
    while frontier:
        following = []
        for id_ in frontier:
            for other in board.near(id_):
                if other.id in ids and other.id not in distance:
                    distance[other.id] = distance[id_] + 1
                    following.append(other.id)
        frontier = following
    seen = {start: Seen(start, board.things[start].kind, 0, "")}
    steps: list[Step] = []
    for far in range(1, max(distance.values()) + 1):
        ring = [id_ for id_ in ids if distance.get(id_) == far]
        items = []
        for id_ in ring:
            parent = next(n.id for n in board.near(id_) if distance.get(n.id) == far - 1)
            seen[id_] = Seen(id_, board.things[id_].kind, far, parent)
            item = _item(board, seen[id_])
            items.append(Item(item.id, item.order, 1, item.width, parent, item.near))
        steps.append(Step(tuple(items)))
    places, _ = positions(start, steps)
    return _drawn(board, State(start), seen, places, [], fixed=True)


@dataclass(slots=True)
class _Board:
    """What has been read of the store for one picture."""

    store: Store
    w: Words
    things: dict[str, Shown] = field(default_factory=dict)
    links: dict[str, list[Link]] = field(default_factory=dict)
    known: dict[str, list[Near]] = field(default_factory=dict)

    def address(self, id_: str) -> str:
        """Give the IRI of an id of the view."""
        return f"{self.store.base}id/{id_}"

    def thing(self, id_: str) -> Shown | None:
        """Give the focus as shown; None when nothing is known of it."""
        self.load([id_])
        return self.things[id_] if self.links[id_] else None

    def near(self, id_: str) -> list[Near]:
        """Give a thing's neighbours in the order of place in a letter, else of number."""
        if id_ not in self.known:
            self.load([id_])
            self._name(self.others(id_))
            self.known[id_] = self._near(id_)
        return self.known[id_]

    def others(self, id_: str) -> set[str]:
        """Give the ids of a thing's neighbours; none for a place that was not settled."""
        me = self.address(id_)
        return {id_of_node(link.other(me), self.store.base) for link in self.links.get(id_, [])} - {id_}

    def load(self, ids: Iterable[str], *, named: bool = True) -> None:
        """Read the connections of things, and their own names."""
        wanted = [id_ for id_ in dict.fromkeys(ids) if id_ not in self.links]
        for id_ in wanted:
            self.links[id_] = []
        mine = {self.address(id_): id_ for id_ in wanted if "#" not in id_}
        for link in links(self.store, list(mine)) if mine else []:
            if link.property in _NOT_DRAWN:
                continue
            for end in (link.subject, link.object):
                if end in mine:
                    self.links[mine[end]].append(link)
            if "#" in link.object:
                id_ = id_of_node(link.object, self.store.base)
                self.things[id_] = open_thing(self.store, link.object, link.label, link.quotes, self.w)
        if named:
            self._name(wanted)

    def _name(self, ids: Iterable[str]) -> None:
        """Read the names of things that have none yet."""
        missing = sorted(self.address(id_) for id_ in ids if id_ not in self.things and "#" not in id_)
        for address, thing in shown(self.store, missing, self.w).items():
            self.things[id_of_node(address, self.store.base)] = thing

    def _near(self, id_: str) -> list[Near]:
        me = self.address(id_)
        by_other: dict[str, list[Link]] = {}
        for link in self.links[id_]:
            by_other.setdefault(id_of_node(link.other(me), self.store.base), []).append(link)
        by_other.pop(id_, None)
        order = self._first_places(id_) if self.things[id_].kind.word == "brief" else {}
        keys = sorted(by_other, key=lambda other: (order.get(other, 1 << 60), _natural(other)))
        return [
            Near(
                o,
                self.things[o].kind,
                all(link.origin in _UNQUOTED for link in by_other[o]),
                all(link.property == terms.MENTIONS for link in by_other[o]),
            )
            for o in keys
        ]

    def _first_places(self, id_: str) -> dict[str, int]:
        """Where a letter first names each thing."""
        me = self.address(id_)
        first: dict[str, int] = {}
        for edge in with_quotes(self.store, [link for link in self.links[id_] if link.subject == me], 1):
            if edge.quotes:
                other = id_of_node(edge.object, self.store.base)
                first[other] = min(first.get(other, 1 << 60), edge.quotes[0].start)
        return first

    def party(self, id_: str) -> str:
        """Give a person's group where letter and register know just one; nothing is guessed."""
        me = self.address(id_)
        groups = {
            link.object
            for link in self.links.get(id_, [])
            if link.subject == me and link.property in (terms.STATED_PARTY, terms.MEMBERSHIP)
        }
        if len(groups) != 1:
            return ""
        group = id_of_node(groups.pop(), self.store.base)
        self._name([group])
        return self.things[group].label


def id_of_node(address: str, base: str) -> str:
    """Give the view's id of a node: ``kind/key``, of a place with its fragment."""
    return address.removeprefix(base + "id/") if "#" in address else id_of(address, base)


def _natural(id_: str) -> list[tuple[int, int, str]]:
    parts = id_.replace("/", "-").replace(".", "-").split("-")
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts]


def _item(board: _Board, seen: Seen) -> Item:
    text, sub = _text(board, seen)
    if seen.more:
        return Item(seen.id, seen.kind.order, seen.kind.side, width(text, LABEL) + 30, seen.parent, chip=True)
    extra = width(sub, SMALL) + 8 if sub else 0.0
    wide = round(width(text, LABEL) + extra + 52, 1)
    near = frozenset(board.others(seen.id))
    return Item(seen.id, seen.kind.order, seen.kind.side, wide, seen.parent, near)


def _text(board: _Board, seen: Seen) -> tuple[str, str]:
    if seen.more:
        return f"+{board.w.number(seen.more)} {seen.kind.name(board.w.lang, seen.more).lower()}", ""
    thing = board.things[seen.id]
    return cut(thing.label, LONGEST, LABEL), board.party(seen.id) if thing.kind.word == "persoon" else ""


def _drawn(
    board: _Board,
    state: State,
    seen: Mapping[str, Seen],
    places: Mapping[str, Place],
    captions: list[tuple[int, int, float, float]],
    *,
    own_page: str = "",
    fixed: bool = False,
) -> Picture:
    w = board.w
    drawn = {id_: s for id_, s in seen.items() if id_ == state.focus or s.kind.word not in state.hidden}
    edges = _edges(board, drawn, state.focus)
    connections = _connections(board, edges)
    chips = tuple(_chip(board, state, s, places[id_], seen) for id_, s in drawn.items())
    lines_ = _lines(board, drawn, places, edges, connections)
    things = [s for s in drawn.values() if not s.more]
    left, top, right, bottom = bounds(places)
    address = Address(
        state.focus,
        "~".join(state.actions),
        "~".join(k.word for k in KINDS if k.word in state.hidden),
        state.selected,
    )
    query = {"f": state.focus, "x": address.actions, "h": address.hidden, "lang": "en" if w.lang == "en" else ""}
    kept = urlencode({k: v for k, v in query.items() if v}, safe="/~")
    status = ", ".join((w.count("graaf.knopen", len(things)), w.count("graaf.lijnen", len(edges))))
    return Picture(
        state=address,
        chips=chips,
        lines=lines_,
        captions=tuple(_captions(board, state, seen, captions)),
        legend=tuple(_legend(state, seen, w)),
        card=None if fixed else _card(board, state, drawn, places, connections),
        connections=tuple(connections),
        status=status,
        viewbox=f"{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}",
        height=round(min(max(320.0, (bottom - top) * 1.05 + 60), 760)),
        reset_href=own_page or f"/graaf?f={state.focus}",
        download_href="" if fixed else f"/graaf.html?{kept}",
        fixed=fixed,
        own_page=bool(own_page),
        name=board.things[state.focus].label,
    )


def _edges(board: _Board, drawn: Mapping[str, Seen], focus: str) -> list[Edge]:
    """Give the connections among what is drawn, each pair once: stated before known."""
    base = board.store.base
    chosen: dict[tuple[str, str], Link] = {}
    for id_ in drawn:
        for link in board.links.get(id_, []):
            ends = (id_of_node(link.subject, base), id_of_node(link.object, base))
            if ends[0] not in drawn or ends[1] not in drawn:
                continue
            if link.property == terms.OFFICE and focus not in ends:
                continue  # of two that both hang on the focus, it would only cross the picture
            if link.property == terms.MENTIONS and focus in ends and max(drawn[end].depth for end in ends) > 1:
                continue  # that it is merely named says less than where it hangs
            pair = (min(ends), max(ends))
            held = chosen.get(pair)
            if held is None or _rank(link) < _rank(held):
                chosen[pair] = link
    return list(with_quotes(board.store, list(chosen.values()), 4))


def _rank(link: Link) -> tuple[int, str, str]:
    return (int(link.origin in _UNQUOTED) + 2 * (link.property == terms.MENTIONS), link.property, link.subject)


def _connections(board: _Board, edges: Iterable[Edge]) -> list[Connection]:
    names = {board.address(id_): thing for id_, thing in board.things.items()}
    told = conflicts([link for found in board.links.values() for link in found], names, board.w)
    return [connection(edge, edge.subject, names, told, board.w) for edge in edges]


def _lines(
    board: _Board,
    drawn: Mapping[str, Seen],
    places: Mapping[str, Place],
    edges: Iterable[Edge],
    connections: Iterable[Connection],
) -> tuple[Line, ...]:
    out = []
    for edge, told in zip(edges, connections, strict=True):
        s, o = told.subject.id, told.other.id
        a, b = places[s], places[o]
        far = b if a.side == 0 else a if b.side == 0 else a if a.column >= b.column else b
        kind = drawn[s].kind if far is a else drawn[o].kind
        first = told.quotes[0] if told.quotes else None
        style = "x" if edge.conflict else "" if first else "d"
        if a.side and b.side and a.side != b.side:
            style = f"{style} far".strip()
        out.append(
            Line(
                s,
                o,
                kind,
                edge_path(a, b),
                style,
                first.href if first else told.other.href,
                f"{told.subject.label} {told.relation} {told.other.label}",
                told.relation,
                first,
                "" if first else " ".join(part for part in (board.w("ding." + told.source), told.remark) if part),
            )
        )
    for s_ in drawn.values():
        if s_.more and s_.parent in drawn:
            d = edge_path(places[s_.parent], places[s_.id])
            out.append(Line(s_.parent, s_.id, s_.kind, d, "d", "", "", "", None, ""))
    return tuple(out)


def _chip(board: _Board, state: State, s: Seen, place: Place, seen: Mapping[str, Seen]) -> Chip:
    w = board.w
    text, sub = _text(board, s)
    if s.more:
        name = w("graaf.tonen", wat=text)
        opening = State(state.focus, (*state.actions, s.id), state.hidden, "")
        href = _view_href(opening)
        return Chip(
            s.id,
            "more",
            s.kind,
            place.left,
            place.y,
            place.width,
            place.side,
            text,
            "",
            (),
            name,
            "",
            href,
            0,
            False,
            False,
        )
    thing = board.things[s.id]
    others = board.others(s.id)
    total = len(others) or 1
    hidden = sum(1 for other in others if other not in seen)
    kind = s.kind.name(w.lang)
    if s.id == state.focus:
        rows = lines(thing.label, FOCUS_WIDTH - 28, LABEL, 3)
        sub = cut(f"{kind} {thing.number}".strip(), FOCUS_WIDTH - 54, SMALL)
        name = f"{sub} {' '.join(rows)}, {w('graaf.middelpunt', n=total)}"
        return Chip(
            s.id,
            "focus",
            s.kind,
            -FOCUS_WIDTH / 2,
            0,
            FOCUS_WIDTH,
            0,
            text,
            sub,
            rows,
            name,
            thing.full,
            thing.href,
            0,
            state.selected == s.id,
            thing.example,
        )
    said = " ".join(part for part in (text, sub, f"+{hidden}" if hidden else "") if part)
    name = f"{said}, {kind}, {w('graaf.getoond', n=total - hidden, m=total)}"
    if thing.example:
        name += f", {w('site.voorbeeld')}"
    return Chip(
        s.id,
        "thing",
        s.kind,
        round(place.left, 1),
        place.y,
        place.width,
        place.side,
        text,
        sub,
        (),
        name,
        thing.full,
        thing.href,
        hidden,
        state.selected == s.id,
        thing.example,
    )


def _view_href(state: State) -> str:
    pairs = {"f": state.focus, "x": "~".join(state.actions), "h": "~".join(sorted(state.hidden)), "s": state.selected}
    return "/graaf?" + urlencode({k: v for k, v in pairs.items() if v}, safe="/~")


def _captions(
    board: _Board, state: State, seen: Mapping[str, Seen], captions: Iterable[tuple[int, int, float, float]]
) -> Iterable[Caption]:
    totals: dict[str, list[str]] = {}
    for other in board.near(state.focus):
        totals.setdefault(other.kind.word, []).append(other.id)
    for order, side, x, y in captions:
        kind = KINDS[order]
        if kind.word in state.hidden:
            continue
        every = totals.get(kind.word, [])
        here = sum(1 for id_ in every if id_ in seen)
        count = board.w.number(len(every)) if here == len(every) else board.w("graaf.van", n=here, m=len(every))
        yield Caption(f"{kind.name(board.w.lang, len(every))} {count}", x, y, side)


def _legend(state: State, seen: Mapping[str, Seen], w: Words) -> Iterable[LegendItem]:
    counts: dict[str, int] = {}
    for s in seen.values():
        if not s.more:
            counts[s.kind.word] = counts.get(s.kind.word, 0) + 1
    for kind in KINDS:
        n = counts.get(kind.word, 0)
        if n:
            after = state.hidden ^ {kind.word}
            value = "~".join(k.word for k in KINDS if k.word in after)
            yield LegendItem(KIND[kind.word], kind.name(w.lang, n), n, kind.word not in state.hidden, value)


def _card(
    board: _Board,
    state: State,
    drawn: Mapping[str, Seen],
    places: Mapping[str, Place],
    connections: Iterable[Connection],
) -> Card | None:
    id_ = state.selected
    if id_ not in drawn or drawn[id_].more:
        return None
    thing = board.things[id_]
    near = board.others(id_)
    here = sum(1 for other in near if other in drawn)
    mine = [_from(board, c, id_) for c in connections if id_ in (c.subject.id, c.other.id)]
    total = len(near) or 1
    path = "" if id_ == state.focus or drawn[id_].kind is UNKNOWN else f"/graaf?van={state.focus}&naar={id_}"
    opened = id_ in state.opened()
    return Card(
        thing,
        places[id_].side,
        here or 1,
        total,
        bool(near) and here < total and not opened and id_ != state.focus,
        opened,
        path,
        tuple(mine),
    )


def _from(board: _Board, c: Connection, id_: str) -> Connection:
    """Tell a connection from the other end, when that is where the card is."""
    if c.subject.id == id_:
        return c
    for edge_link in board.links.get(id_, []):
        base = board.store.base
        ends = (id_of_node(edge_link.subject, base), id_of_node(edge_link.object, base))
        if ends == (c.subject.id, c.other.id):
            edge = Edge(edge_link.subject, edge_link.property, edge_link.object, (), 0, edge_link.origin)
            names = {edge_link.subject: c.subject, edge_link.object: c.other}
            turned = connection(edge, edge_link.object, names, {}, board.w)
            if _same_words(board, edge_link, c):
                return Connection(
                    c.other, c.subject, turned.relation, c.quotes, c.source, c.conflict, c.remark, c.quote_total
                )
    return c


def _same_words(board: _Board, link: Link, c: Connection) -> bool:
    return relation(local_name(link.property), outgoing=True, lang=board.w.lang) == c.relation
