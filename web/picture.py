"""The picture of a view: chips with places, curves with their proof, captions, legend and card.

Reads the store, lets ``view.py`` say what is in view and ``layout.py`` where it stands, and puts words to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from kamergraaf.graph.neighbours import Edge, with_quotes
from kamergraaf.graph.network import UNQUOTED, Link
from kamergraaf.graph.store import Store
from kamergraaf.ontology import terms
from kamergraaf.web import map_layout, view
from kamergraaf.web.board import Board
from kamergraaf.web.connections import Connection, conflicts, connection
from kamergraaf.web.drawn import Address, Caption, Card, Chip, LegendItem, Line, Picture, badge
from kamergraaf.web.kinds import KIND, KINDS, UNKNOWN
from kamergraaf.web.layout import FOCUS_WIDTH, Item, Place, Step, bounds, edge_path, positions
from kamergraaf.web.view import Seen, State
from kamergraaf.web.widths import cut, lines, width
from kamergraaf.web.words import Words

LABEL, SMALL = 14.0, 12.0  # sizes of type, in px
_NAMED = 24  # shapes on a map whose names stand beside them
LONGEST = 264.0  # of a label, in px
_BESIDE = 15.0  # px between a chip's words and its end


def picture(store: Store, state: State, w: Words, *, own_page: str = "") -> Picture | None:
    """Draw a view; None when the graph does not know its focus."""
    board = Board(store, w)
    focus = board.thing(state.focus)
    if focus is None:
        return None
    stages = view.stages(state, focus.kind, board.near)
    seen = view.visible(state, focus.kind, board.near)
    # All that was in view at any step: places must not depend on what went away again.
    ever = [one.id for stage in stages for one in stage.come if not one.more]
    board.look([state.focus, *ever])
    board.name([state.focus, *ever])
    steps = [Step(tuple(_item(board, s) for s in stage.come), stage.go) for stage in stages]
    mapped = map_layout.positions(state.focus, steps)
    if mapped is not None:
        return _drawn(board, state, seen, mapped, [], own_page=own_page, is_map=True)
    places, captions = positions(state.focus, steps)
    return _drawn(board, state, seen, places, [(c.order, c.side, c.x, c.y) for c in captions], own_page=own_page)


def path_picture(store: Store, nodes: Iterable[str], start: str, end: str, w: Words) -> Picture | None:
    """Draw just the things of some paths, from left to right in the order of their distance from ``start``."""
    board = Board(store, w)
    ids = list(dict.fromkeys(nodes))
    board.look(ids)
    board.name(ids)
    if board.thing(start) is None:
        return None
    distance = {start: 0}
    frontier = [start]
    while frontier:
        following = []
        for id_ in frontier:
            for other in sorted(board.others(id_)):
                if other in ids and other not in distance:
                    distance[other] = distance[id_] + 1
                    following.append(other)
        frontier = following
    seen = {start: Seen(start, board.things[start].kind, 0, "")}
    steps: list[Step] = []
    for far in range(1, max(distance.values()) + 1):
        ring = [id_ for id_ in ids if distance.get(id_) == far]
        items = []
        for id_ in ring:
            parent = next(other for other in sorted(board.others(id_)) if distance.get(other) == far - 1)
            seen[id_] = Seen(id_, board.things[id_].kind, far, parent)
            item = _item(board, seen[id_])
            items.append(Item(item.id, item.order, 1, item.width, parent, item.near))
        steps.append(Step(tuple(items)))
    places, _ = positions(start, steps)
    return _drawn(board, State(start), seen, places, [], fixed=True)


def _item(board: Board, seen: Seen) -> Item:
    text, sub = _text(board, seen)
    if seen.more:
        return Item(seen.id, seen.kind.order, seen.kind.side, width(text, LABEL) + 30, seen.parent, chip=True)
    extra = width(sub, SMALL) + 8 if sub else 0.0
    # Half of the badge lies on the chip; beside the words there is room for that of a few.
    over = max(0.0, badge(f"+{board.w.number(board.total(seen.id))}") / 2 - _BESIDE)
    wide = round(width(text, LABEL) + extra + 52 + over, 1)
    near = frozenset(board.others(seen.id))
    return Item(seen.id, seen.kind.order, seen.kind.side, wide, seen.parent, near)


def _text(board: Board, seen: Seen) -> tuple[str, str]:
    if seen.more:
        return f"+{board.w.number(seen.more)} {seen.kind.name(board.w.lang, seen.more).lower()}", ""
    thing = board.things[seen.id]
    return cut(thing.label, LONGEST, LABEL), board.party(seen.id) if thing.kind.word == "persoon" else ""


def _drawn(
    board: Board,
    state: State,
    seen: Mapping[str, Seen],
    places: Mapping[str, Place],
    captions: list[tuple[int, int, float, float]],
    *,
    own_page: str = "",
    fixed: bool = False,
    is_map: bool = False,
) -> Picture:
    w = board.w
    drawn = {id_: s for id_, s in seen.items() if id_ == state.focus or s.kind.word not in state.hidden}
    edges = _edges(board, drawn, state.focus)
    connections = _told(board, edges)
    chips = tuple(_chip(board, state, s, places[id_], seen) for id_, s in drawn.items())
    if is_map:
        chips = _dots(chips, edges, board, places)
    lines_ = _lines(board, drawn, places, edges, connections, map_layout.straight if is_map else edge_path)
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
        card=None if fixed else _card(board, state, drawn, places, edges),
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


def _edges(board: Board, drawn: Mapping[str, Seen], focus: str) -> list[Edge]:
    """Give the connections among what is drawn, each pair once: stated before known."""
    chosen: dict[tuple[str, str], Link] = {}
    place = {id_: i for i, id_ in enumerate(drawn)}
    joined = [(link, (board.id(link.subject), board.id(link.object))) for link in board.links]
    joined = [(link, ends) for link, ends in joined if ends[0] in drawn and ends[1] in drawn]
    for link, ends in sorted(joined, key=lambda one: min(place[end] for end in one[1])):
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
    return (int(link.origin in UNQUOTED) + 2 * (link.property == terms.MENTIONS), link.property, link.subject)


def _told(board: Board, edges: Iterable[Edge], start: str = "") -> list[Connection]:
    """Tell edges from their subject, or from the end ``start``."""
    board.name(board.id(link.object) for link in board.disputes)
    names = {board.address(id_): thing for id_, thing in board.things.items()}
    told = conflicts(board.disputes, names, board.w)
    return [connection(edge, start or edge.subject, names, told, board.w) for edge in edges]


def _lines(
    board: Board,
    drawn: Mapping[str, Seen],
    places: Mapping[str, Place],
    edges: Iterable[Edge],
    connections: Iterable[Connection],
    path: Callable[[Place, Place], str] = edge_path,
) -> tuple[Line, ...]:
    out = []
    for edge, told in zip(edges, connections, strict=True):
        s, o = told.subject.id, told.other.id
        a, b = places[s], places[o]
        far = b if a.side == 0 else a if b.side == 0 else a if a.column >= b.column else b
        kind = drawn[s].kind if far is a else drawn[o].kind
        first = told.quotes[0] if told.quotes else None
        style = "x" if edge.conflict else "" if first else "d"
        if a.side and b.side and a.side != b.side and path is edge_path:
            style = f"{style} far".strip()
        out.append(
            Line(
                s,
                o,
                kind,
                path(a, b),
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
            d = path(places[s_.parent], places[s_.id])
            out.append(Line(s_.parent, s_.id, s_.kind, d, "d", "", "", "", None, ""))
    return tuple(out)


def _chip(board: Board, state: State, s: Seen, place: Place, seen: Mapping[str, Seen]) -> Chip:
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
    total = board.total(s.id)
    hidden = total - sum(1 for other in board.others(s.id) if other in seen) if "#" not in s.id else 0
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
    more = f"+{w.number(hidden)}" if hidden else ""
    said = " ".join(part for part in (text, sub, more) if part)
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
        more,
    )


def _dots(
    chips: Iterable[Chip], edges: Iterable[Edge], board: Board, places: Mapping[str, Place]
) -> tuple[Chip, ...]:
    """Show things as shapes, the best connected with their names: on a map there is no room for all."""
    tally = Counter(board.id(end) for edge in edges for end in (edge.subject, edge.object))
    ranked = sorted((c for c in chips if c.role == "thing"), key=lambda c: (-tally[c.id], c.id))
    named = map_layout.named(((c.id, width(c.text, 13.0)) for c in ranked), places, _NAMED)
    return tuple(replace(c, role="dot", sub="", named=c.id in named) if c.role == "thing" else c for c in chips)


def _view_href(state: State) -> str:
    pairs = {"f": state.focus, "x": "~".join(state.actions), "h": "~".join(sorted(state.hidden)), "s": state.selected}
    return "/graaf?" + urlencode({k: v for k, v in pairs.items() if v}, safe="/~")


def _captions(
    board: Board, state: State, seen: Mapping[str, Seen], captions: Iterable[tuple[int, int, float, float]]
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
    board: Board,
    state: State,
    drawn: Mapping[str, Seen],
    places: Mapping[str, Place],
    edges: Iterable[Edge],
) -> Card | None:
    id_ = state.selected
    if id_ not in drawn or drawn[id_].more:
        return None
    here = sum(1 for other in board.others(id_) if other in drawn)
    total = board.total(id_)
    address = board.address(id_)
    mine = [edge for edge in edges if address in (edge.subject, edge.object)]
    away = id_ != state.focus
    opened = id_ in state.opened()
    path = f"/graaf?van={state.focus}&naar={id_}" if away and drawn[id_].kind is not UNKNOWN else ""
    can_expand = here < total and not opened and away and "#" not in id_
    connections = tuple(_told(board, mine, address))
    return Card(board.things[id_], places[id_].side, here or 1, total, can_expand, opened, path, connections)
