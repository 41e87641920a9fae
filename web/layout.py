"""The compass: where each thing of a view stands. Pure, without any chance in it.

The focus lies in the middle, asks and people to its right, papers and sources to its left, one column for
each step away. What has a place keeps it: a later step only fills free places.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

PITCH = 38.0  # from the middle of one to the middle of the next in the first ring
HEIGHT = 32.0  # of a chip
FREE = 36.0  # least distance in further rings
CAPTION = 28.0  # more before a new kind
INNER = 178.0  # inner edge of the first column at the height of the focus
BOW = 84.0  # how far the first column bows inwards at the end
REACH = 400.0  # further rings stay within this height, unless the first ring is longer
GAP = 52.0  # between two columns
LEAST = 120.0  # least width of a column
FOCUS_WIDTH, FOCUS_HEIGHT = 204.0, 92.0
_WORDS, _LINE = 150.0, 24.0  # width of a caption, and half the height that no chip's middle may come into
_MARGIN = 6.0  # between two chips whose columns bow into each other


@dataclass(frozen=True, slots=True)
class Item:
    """What needs a place: its kind's order and side, its chip's width, what it hangs on and what it hangs with."""

    id: str
    order: int
    side: int
    width: float
    parent: str
    near: frozenset[str] = frozenset()
    chip: bool = False  # stands for several that are not shown


@dataclass(frozen=True, slots=True)
class Place:
    """The inner end of a chip, at half its height; ``side`` is 0 for the focus, whose middle it is."""

    x: float
    y: float
    side: int
    column: int
    width: float

    @property
    def left(self) -> float:
        """The left end."""
        return self.x if self.side > 0 else self.x - self.width if self.side < 0 else -self.width / 2

    @property
    def right(self) -> float:
        """The right end."""
        return self.left + self.width


@dataclass(frozen=True, slots=True)
class Caption:
    """The name of a kind above its first chip of the first ring."""

    order: int
    side: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a view: what goes, then what comes, in order."""

    come: tuple[Item, ...] = ()
    go: tuple[str, ...] = ()


@dataclass(slots=True)
class _Board:
    """What has been placed so far."""

    places: dict[str, Place]
    columns: dict[tuple[int, int], float] = field(default_factory=dict)  # inner edge at the focus' height
    reach: float = REACH
    # Height, half the room it takes, left, right, side and column of each place: looked at thousands of times.
    boxes: dict[str, tuple[float, float, float, float, int, int]] = field(default_factory=dict)

    def put(self, id_: str, place: Place) -> None:
        """Give something its place."""
        self.places[id_] = place
        room = FOCUS_HEIGHT / 2 + HEIGHT / 2 if place.side == 0 else FREE
        self.boxes[id_] = (place.y, room, place.left, place.right, place.side, place.column)

    def leave(self, id_: str) -> None:
        """Free a place."""
        self.places.pop(id_, None)
        self.boxes.pop(id_, None)


def positions(focus: str, steps: Sequence[Step]) -> tuple[dict[str, Place], tuple[Caption, ...]]:
    """Give each thing its place, and the captions of the first ring.

    The first step is the first ring; the same steps give the same places, and one step more moves nothing.
    """
    board = _Board({})
    board.put(focus, Place(0.0, 0.0, 0, 0, FOCUS_WIDTH))
    captions: list[Caption] = []
    for number, step in enumerate(steps):
        for gone in step.go:
            board.leave(gone)
        if number == 0:
            captions = _first_ring(board, step.come)
        else:
            _further(board, focus, step.come, by_height=number == 1)
    return board.places, tuple(captions)


def _first_ring(board: _Board, items: Iterable[Item]) -> list[Caption]:
    """One column a side: by kind, a gap before each new kind, centred on the focus."""
    captions = []
    ring = sorted(items, key=lambda item: item.order)
    for side in (1, -1):
        column = [item for item in ring if item.side == side]
        if not column:
            continue
        heights: list[float] = []
        y = 0.0
        for i, item in enumerate(column):
            if i and item.order != column[i - 1].order:
                y += CAPTION
            heights.append(y)
            y += PITCH
        middle = (heights[0] + heights[-1]) / 2
        board.reach = max(board.reach, middle)
        board.columns[side, 1] = INNER
        for i, item in enumerate(column):
            place = _at(board, side, 1, heights[i] - middle, item.width)
            board.put(item.id, place)
            if i == 0 or item.order != column[i - 1].order:
                caption = Caption(item.order, side, place.x + 2 * side, place.y - HEIGHT / 2 - 7)
                captions.append(caption)
                ends = sorted((caption.x, caption.x + side * _WORDS))
                board.boxes[f"caption {side} {item.order}"] = (caption.y - 4, _LINE, ends[0], ends[1], side, 0)
    return captions


def _further(board: _Board, focus: str, items: Sequence[Item], *, by_height: bool) -> None:
    """On the side of the parent, at the mean height of what is placed there already, else the next column."""
    waiting = list(items)
    if by_height:
        waiting.sort(key=lambda item: board.places[item.parent].y if item.parent in board.places else 0.0)
    for item in waiting:
        parent = board.places.get(item.parent, board.places[focus])
        side = parent.side or _leaning(board, item) or item.side
        wanted = _wanted(board, focus, item, side, parent)
        column, y = _free_place(board, side, parent.column + 1, wanted, item.width)
        board.put(item.id, _at(board, side, column, y, item.width))


def _leaning(board: _Board, item: Item) -> int:
    """Give the side on which most of its placed neighbours are."""
    if item.chip:
        return 0
    lean = sum(board.places[other].side for other in item.near if other in board.places)
    return (lean > 0) - (lean < 0)


def _wanted(board: _Board, focus: str, item: Item, side: int, parent: Place) -> float:
    heights = [
        board.places[other].y
        for other in sorted(item.near)
        if other in board.places and other != focus and board.places[other].side == side
    ]
    return sum(heights) / len(heights) if heights and not item.chip else parent.y


def _free_place(board: _Board, side: int, first: int, wanted: float, width: float) -> tuple[int, float]:
    """Give the free place nearest to the wanted height; a column further costs as much as 120 in height."""
    best: tuple[float, int, float] | None = None
    for column in range(first, first + 4):
        extra = 120.0 * (column - first)
        if best is not None and best[0] <= extra:
            break
        distance = 0.0
        while distance <= 2 * board.reach:
            found = next(
                (
                    y
                    for y in dict.fromkeys((wanted + distance, wanted - distance))
                    if abs(y) <= board.reach and _is_free(board, _at(board, side, column, y, width))
                ),
                None,
            )
            if found is not None:
                if best is None or distance + extra < best[0]:
                    best = (distance + extra, column, found)
                break
            distance += 4.0
    if best is None:  # all four columns are full: below everything
        lowest = max(place.y for place in board.places.values())
        return first, lowest + PITCH
    return best[1], best[2]


def _is_free(board: _Board, place: Place) -> bool:
    y, left, right = place.y, place.left, place.right
    for other_y, room, other_left, other_right, side, column in board.boxes.values():
        if -room < y - other_y < room:
            if left < other_right + _MARGIN and right > other_left - _MARGIN:
                return False
            if side == place.side and column == place.column:
                return False
    return True


def _at(board: _Board, side: int, column: int, y: float, width: float) -> Place:
    inner = _column(board, side, column) - BOW * min(1.0, (y / REACH) ** 2)
    return Place(round(side * inner, 1), round(y, 1), side, column, width)


def _column(board: _Board, side: int, column: int) -> float:
    """Give the inner edge of a column: where the widest of the one before ends, plus a gap; once made it stays."""
    known = board.columns.get((side, column))
    if known is not None:
        return known
    if column == 1:
        edge = INNER
    else:
        before = _column(board, side, column - 1)
        widths = [p.width for p in board.places.values() if p.side == side and p.column == column - 1]
        edge = before + max([*widths, LEAST]) + GAP
    if any(p.side == side and p.column == column - 1 for p in board.places.values()) or column == 1:
        board.columns[side, column] = edge
    return edge


def edge_path(a: Place, b: Place) -> str:
    """Give the curve of a connection, as the ``d`` of an SVG path."""
    if a.side == 0 or b.side == 0:
        focus, other = (a, b) if a.side == 0 else (b, a)
        x0, y0 = other.side * focus.width / 2, max(-34.0, min(34.0, other.y * 0.1))
        middle = (x0 + other.x) / 2
        return _curve(x0, y0, middle, middle, other.x, other.y)
    if a.side != b.side:
        reach = 130.0
        return _curve(a.x, a.y, a.x - a.side * reach, b.x - b.side * reach, b.x, b.y)
    inner, outer = (a, b) if a.column <= b.column else (b, a)
    side = a.side
    x = inner.x + side * inner.width
    if inner.column == outer.column:
        far = outer.x + side * outer.width
        middle = side * (max(abs(x), abs(far)) + 30)
        return _curve(x, inner.y, middle, middle, far, outer.y)
    middle = (x + outer.x) / 2
    return _curve(x, inner.y, middle, middle, outer.x, outer.y)


def _curve(x0: float, y0: float, c0: float, c1: float, x1: float, y1: float) -> str:
    return f"M{x0:.1f} {y0:.1f}C{c0:.1f} {y0:.1f} {c1:.1f} {y1:.1f} {x1:.1f} {y1:.1f}"


def bounds(places: Mapping[str, Place]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a picture, captions and badges included."""
    return (
        min(p.left for p in places.values()) - 16,
        min(p.y for p in places.values()) - FOCUS_HEIGHT / 2 - 4,
        max(p.right for p in places.values()) + 16,
        max(p.y for p in places.values()) + FOCUS_HEIGHT / 2 + 4,
    )
