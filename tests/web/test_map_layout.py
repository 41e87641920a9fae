"""The map of a large view: no chance, nothing on anything, and what has a place keeps it."""

from __future__ import annotations

import math
from itertools import combinations

from kamergraaf.web import map_layout
from kamergraaf.web.layout import Item, Place, Step

FOCUS = "partij/x"


def _items(first: int, last: int, parent: str = FOCUS) -> tuple[Item, ...]:
    return tuple(
        Item(f"motie/{i}", i % 5, 1, 150.0, parent, frozenset({FOCUS, f"motie/{i // 2}"})) for i in range(first, last)
    )


def _middle(place: Place) -> tuple[float, float]:
    return place.left + place.width / 2, place.y


def test_a_small_view_has_no_map() -> None:
    """Eighty things with the focus stay in the compass."""
    assert map_layout.positions(FOCUS, [Step(_items(0, 79))]) is None
    assert map_layout.positions(FOCUS, [Step(_items(0, 80))]) is not None


def test_nothing_lies_on_anything() -> None:
    """Shapes, the focus and chips that stand for several have room of their own, in a view of three hundred too."""
    chip = Item("+partij/x+motie", 1, 1, 140.0, FOCUS, chip=True)
    steps = [Step((*_items(0, 90), chip)), *(Step(_items(90 + 40 * i, 130 + 40 * i, "motie/7")) for i in range(5))]
    places = map_layout.positions(FOCUS, steps)
    assert places is not None

    assert len(places) == 292
    for (a, one), (b, other) in combinations(places.items(), 2):
        x, y = (p - q for p, q in zip(_middle(one), _middle(other), strict=True))
        assert math.hypot(x, y) >= (one.width + other.width) / 2 - 40 * (FOCUS in (a, b)), (a, b)


def test_nothing_that_has_a_place_moves() -> None:
    """What comes takes a free place, what goes leaves one, and the others stay; the same view has the same places."""
    first = [Step(_items(0, 85))]
    more = [*first, Step(_items(85, 100), ("motie/3",)), Step(_items(100, 105))]
    before, after = map_layout.positions(FOCUS, first), map_layout.positions(FOCUS, more)
    assert before is not None
    assert after is not None
    map_layout._positions.cache_clear()

    assert "motie/3" not in after
    assert {id_: after[id_] for id_ in before if id_ != "motie/3"} == {k: v for k, v in before.items() if k in after}
    assert map_layout.positions(FOCUS, more) == after
    assert (after[FOCUS].left + after[FOCUS].width / 2, after[FOCUS].y) == (0.0, 0.0)


def test_names_stand_where_they_fit() -> None:
    """Of two names on one line beside each other only the first stands; far off there is room for another."""
    places = {
        FOCUS: Place(0.0, 0.0, 0, 1, 204.0),
        "a": Place(300.0, 0.0, 1, 1, map_layout.DOT),
        "b": Place(380.0, 4.0, 1, 1, map_layout.DOT),
        "c": Place(300.0, 200.0, 1, 1, map_layout.DOT),
        "d": Place(-200.0, 0.0, 1, 1, map_layout.DOT),
    }
    ranked = [("a", 120.0), ("b", 120.0), ("d", 150.0), ("c", 120.0)]

    assert map_layout.named(ranked, places, 24) == {"a", "c"}
    assert map_layout.named(ranked, places, 1) == {"a"}
