"""The compass: nothing overlaps, nothing moves, the same steps give the same places."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from kamergraaf.web.layout import HEIGHT, Item, Place, Step, edge_path, positions

_KINDS = st.integers(0, 11)


@st.composite
def _steps(draw: st.DrawFn) -> list[Step]:
    """Views of up to four steps, each thing hanging on one that is there already."""
    ids = ["focus"]
    steps = []
    for number in range(draw(st.integers(1, 4))):
        come = []
        for _ in range(draw(st.integers(0, 9))):
            order = draw(_KINDS)
            id_ = f"n{len(ids)}"
            parent = "focus" if number == 0 else draw(st.sampled_from(ids))
            near = frozenset(draw(st.lists(st.sampled_from(ids), max_size=2)))
            side = 1 if order % 2 else -1
            come.append(Item(id_, order, side, draw(st.floats(40, 320)), parent, near, draw(st.booleans())))
            ids.append(id_)
        steps.append(Step(tuple(come)))
    return steps


def _overlap(a: Place, b: Place) -> bool:
    return a.left < b.right and b.left < a.right and abs(a.y - b.y) < HEIGHT


@settings(max_examples=60, deadline=None)
@given(_steps())
def test_chips_never_overlap(steps: list[Step]) -> None:
    """Whatever is opened, no two chips cover each other."""
    places, _ = positions("focus", steps)

    assert [pair for pair in combinations(places.values(), 2) if _overlap(*pair)] == []


@settings(max_examples=60, deadline=None)
@given(_steps())
def test_what_has_a_place_keeps_it(steps: list[Step]) -> None:
    """One step more moves nothing that was there."""
    before, _ = positions("focus", steps[:-1] or steps)
    after, _ = positions("focus", steps)

    assert {id_: after[id_] for id_ in before} == before


def test_sides_and_captions() -> None:
    """The first ring lies by kind on its kind's side, centred, with a caption above each kind."""
    items = (
        Item("m1", 1, 1, 100, "focus"),
        Item("m2", 1, 1, 100, "focus"),
        Item("p1", 3, 1, 100, "focus"),
        Item("k1", 6, -1, 100, "focus"),
    )
    places, captions = positions("focus", [Step(items)])

    assert places["m1"].x > 0 > places["k1"].x
    assert places["m1"].y < places["m2"].y < places["p1"].y
    assert places["m1"].y == -places["p1"].y
    assert [(caption.order, caption.side) for caption in captions] == [(1, 1), (3, 1), (6, -1)]


def test_what_goes_frees_its_place() -> None:
    """A place that was left is filled again by what comes next."""
    ring = Step((Item("m1", 1, 1, 100, "focus"),))
    first = Step((Item("a", 3, 1, 80, "m1"),))
    second = Step((Item("b", 3, 1, 80, "m1"),), go=("a",))
    kept, _ = positions("focus", [ring, first])
    places, _ = positions("focus", [ring, first, second])

    assert places["b"] == kept["a"]
    assert "a" not in places


def test_curves_begin_and_end_at_the_chips() -> None:
    """A curve starts at the focus card's side and ends at the chip's inner end."""
    places, _ = positions("focus", [Step((Item("m1", 1, 1, 100, "focus"),))])

    assert edge_path(places["focus"], places["m1"]).startswith("M102.0 0.0C")
    assert edge_path(places["focus"], places["m1"]).endswith("178.0 0.0")
