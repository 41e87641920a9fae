"""The map: where each thing of a view of more than eighty stands. Pure, without any chance in it.

Compass columns have no end in so large a view. Here forces (ForceAtlas2) put together what hangs together. That is
done once, when the view grows beyond what the compass holds: from then on new things come beside what they were
opened from, and nothing that has a place moves.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import networkx as nx
import numpy as np

from kamergraaf.web.layout import FOCUS_WIDTH, Item, Place, Step

MOST = 80  # things that the compass holds
DOT = 26.0  # width of a shape
_APART = 46.0  # from the middle of one shape to that of the next
_LENGTH = 130.0  # of the middlemost connection
_STEP, _PLACES, _AT_ONCE = 12.0, 12_000, 200  # of the spiral on which a free place is looked for
_FOCUS, _CHIP = 118.0, 66.0  # room around the focus and around a chip that stands for several


def positions(focus: str, steps: Sequence[Step]) -> dict[str, Place] | None:
    """Give each thing its place; None when the view was never larger than the compass holds."""
    return _positions(focus, tuple(steps))


def straight(a: Place, b: Place) -> str:
    """Give the line of a connection, as the ``d`` of an SVG path."""
    return f"M{a.left + a.width / 2:.1f} {a.y:.1f}L{b.left + b.width / 2:.1f} {b.y:.1f}"


def named(ranked: Iterable[tuple[str, float]], places: Mapping[str, Place], most: int) -> set[str]:
    """Give the shapes, the first ranked first, whose names fit beside them. ``ranked``: id and width of the name.

    A name may lie on no other name, on nothing wider than a shape, and on one shape at most.
    """
    middles = np.array([(place.left + place.width / 2, place.y) for place in places.values()])
    boxes = [(place.left, place.y - 46, place.right, place.y + 46) for place in places.values() if place.width > DOT]
    found: set[str] = set()
    for id_, wide in ranked:
        left, y = places[id_].right + 2, places[id_].y
        box = (left, y - 10, left + wide, y + 10)
        inside = (middles[:, 0] > box[0] - 8) & (middles[:, 0] < box[2] + 8) & (np.abs(middles[:, 1] - y) < 18)
        clear = all(box[2] < b[0] or box[0] > b[2] or box[3] < b[1] or box[1] > b[3] for b in boxes)
        if clear and int(inside.sum()) <= 1:
            found.add(id_)
            boxes.append(box)
        if len(found) == most:
            break
    return found


@lru_cache(maxsize=64)
def _positions(focus: str, steps: tuple[Step, ...]) -> dict[str, Place] | None:
    present: dict[str, Item] = {}
    points: dict[str, tuple[float, float]] = {}
    for step in steps:
        for gone in step.go:
            present.pop(gone, None)
            points.pop(gone, None)
        present.update({item.id: item for item in step.come})
        if points:
            points = _beside(focus, points, present)
        elif sum(not item.chip for item in present.values()) >= MOST:
            points = _whole(focus, present)
    if not points:
        return None
    return {id_: _place(focus, present.get(id_), at) for id_, at in points.items()}


def _place(focus: str, item: Item | None, at: tuple[float, float]) -> Place:
    wide = FOCUS_WIDTH if item is None else item.width if item.chip else DOT
    side = 0 if item is None else 1
    return Place(0.0 if item is None else round(at[0] - wide / 2, 1), round(at[1], 1), side, 1, wide)


def _whole(focus: str, present: Mapping[str, Item]) -> dict[str, tuple[float, float]]:
    """Lay out a view from nothing, the focus in the middle."""
    ids = [focus, *present]
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(ids)
    for item in present.values():
        graph.add_edges_from((item.id, other) for other in sorted({item.parent, *item.near}) if other in graph)
    circle = {
        id_: np.array([math.cos(2.4 * i), math.sin(2.4 * i)]) * math.sqrt(i) for i, id_ in enumerate(ids)
    }  # as seeds in a sunflower: near in order, near in place
    found = nx.forceatlas2_layout(graph, pos=circle, seed=1, max_iter=100)
    points = np.array([found[id_] for id_ in ids], dtype=np.float64)
    points -= points[0]
    number = {id_: i for i, id_ in enumerate(ids)}
    lengths = [float(np.hypot(*(points[number[a]] - points[number[b]]))) for a, b in graph.edges]
    points *= _LENGTH / max(float(np.median(lengths)) if lengths else 1.0, 1e-6)
    points *= np.array([1.35, 0.8])  # windows are wider than high
    wanted = {id_: (float(x), float(y)) for id_, (x, y) in zip(ids, points, strict=True)}
    held = {focus: (0.0, 0.0)}
    for id_ in sorted(present, key=lambda one: (math.hypot(*wanted[one]), one)):
        held[id_] = _free(held, present, present[id_], wanted[id_], 0.0)
    return held


def _beside(
    focus: str, points: Mapping[str, tuple[float, float]], present: Mapping[str, Item]
) -> dict[str, tuple[float, float]]:
    """Put what is new in a ring beside what it was opened from."""
    held = dict(points)
    for item in present.values():
        if item.id not in held:
            held[item.id] = _free(held, present, item, held.get(item.parent, held[focus]), _LENGTH)
    return held


def _free(
    held: Mapping[str, tuple[float, float]],
    present: Mapping[str, Item],
    item: Item,
    wanted: tuple[float, float],
    least: float,
) -> tuple[float, float]:
    """Give the first free place on a spiral around the wanted one, at least so far from it."""
    taken = np.array(list(held.values()))
    room = np.array([_room(present.get(id_)) for id_ in held]) + _room(item)
    turn = math.atan2(wanted[1], wanted[0])
    k = np.arange(_PLACES)
    reach, angle = least + _STEP * np.sqrt(k), turn + 2.4 * k  # as seeds in a sunflower
    x, y = wanted[0] + reach * np.cos(angle) * 1.2, wanted[1] + reach * np.sin(angle) * 0.9
    for start in range(0, _PLACES, _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        apart = np.hypot(x[some, None] - taken[None, :, 0], y[some, None] - taken[None, :, 1])
        free = np.nonzero((apart >= room).all(axis=1))[0]
        if len(free):
            return float(x[start + free[0]]), float(y[start + free[0]])
    return float(x[-1]), float(y[-1])


def _room(item: Item | None) -> float:
    """Give the half of the room that something needs around its middle."""
    return _FOCUS if item is None else _CHIP if item.chip else _APART / 2
