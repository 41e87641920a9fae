"""What a view shows: the focus, its first ring, and what the reader's actions added, in order. Pure.

The address holds the actions: ``KIND/KEY`` opens a thing, ``-KIND/KEY`` closes it again, ``+KIND/KEY+soort`` shows
the rest of one kind, or twenty more of many. Doing them again gives the same view.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from kamergraaf.web.kinds import KIND, Kind

CAP = 7  # of one kind around a thing; one more when that is all
LETTER_CAPS = {"organisatie": 2, "partij": 0}  # around a letter, which names these in passing
MOST_ACTIONS = 60
PAGE = 20  # more of a kind with each click on its chip
MOST = 300  # things in view; beyond that a list is better
_ASKS = ("motie", "toezegging")


@dataclass(frozen=True, slots=True)
class Near:
    """A neighbour. ``derived``: only by a number or the register, without a quote; ``weak``: merely named."""

    id: str
    kind: Kind
    derived: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """Something in view, and what brought it. ``more``: how many things this chip stands for; 0 for a thing."""

    id: str
    kind: Kind
    depth: int
    parent: str
    more: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """The view's address: focus, actions, hidden kinds and the selected thing."""

    focus: str
    actions: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    selected: str = ""

    def opened(self, number: int | None = None) -> tuple[str, ...]:
        """Give what is open after the first ``number`` actions, in the order of opening."""
        out: list[str] = []
        for action in self.actions[:number]:
            if action.startswith("-"):
                out = [one for one in out if one != action[1:]]
            elif action.startswith("+") or action not in out:
                out.append(action)
        return tuple(out)


@dataclass(frozen=True, slots=True)
class Stage:
    """What comes and goes with one step: the first ring, the second, then one for each action."""

    come: tuple[Seen, ...]
    go: tuple[str, ...] = ()


def read_state(focus: str, actions: str, hidden: str, selected: str) -> State:
    """Read a view's address; what is not well-formed is left out.

    >>> read_state("partij/denk", "persoon/a~-persoon/a~x", "brief~zzz", "").actions
    ('persoon/a', '-persoon/a')
    """
    kept = [part for part in actions.split("~") if "/" in part][:MOST_ACTIONS]
    return State(focus, tuple(kept), frozenset(k for k in hidden.split("~") if k in KIND), selected)


def stages(state: State, focus_kind: Kind, near: Callable[[str], Sequence[Near]]) -> tuple[Stage, ...]:
    """Give the steps of a view. ``near`` gives a thing's neighbours in an order that never changes."""
    first = _ring(state.focus, focus_kind, near)
    before = first
    out = [Stage(tuple(seen for seen in first.values() if seen.depth > 0))]
    for number in range(len(state.actions) + 1):
        now = _seen(state, state.opened(number), focus_kind, near)
        come = tuple(seen for seen in now.values() if seen.id not in before)
        go = tuple(id_ for id_ in before if id_ not in now)
        out.append(Stage(come, go))
        before = now
    return tuple(out)


def visible(state: State, focus_kind: Kind, near: Callable[[str], Sequence[Near]]) -> dict[str, Seen]:
    """Give all that is in view in the end, hidden kinds included."""
    return _seen(state, state.opened(), focus_kind, near)


def _ring(
    focus: str,
    focus_kind: Kind,
    near: Callable[[str], Sequence[Near]],
    pages: Mapping[str, int] = MappingProxyType({}),
) -> dict[str, Seen]:
    seen = {focus: Seen(focus, focus_kind, 0, "")}
    around = near(focus)
    # Who is merely named, and hangs on a motion or commitment of the ring, stands beside that: it says more.
    named = {n.id for n in around if n.weak and n.kind.word == "persoon"}
    asks = [n.id for n in around if not n.weak and n.kind.word in _ASKS] if named else []
    named &= {n.id for ask in asks for n in near(ask) if not n.derived}
    first = [n for n in around if n.id not in named]
    _add(seen, focus, first, LETTER_CAPS if focus_kind.word == "brief" else {}, pages)
    return seen


def _seen(
    state: State, opened: Sequence[str], focus_kind: Kind, near: Callable[[str], Sequence[Near]]
) -> dict[str, Seen]:
    pages = Counter(action for action in opened if action.startswith("+"))
    seen = _ring(state.focus, focus_kind, near, pages)
    # The proposers of the motions, and who asked for the commitments.
    for id_ in [s.id for s in seen.values() if s.depth == 1 and not s.more and s.kind.word in _ASKS]:
        _add(seen, id_, [n for n in near(id_) if not n.derived], {}, pages)
    for action in opened:
        if not action.startswith("+") and action in seen:
            _add(seen, action, near(action), {}, pages)
    return {id_: s for id_, one in seen.items() if (s := _counted(one, seen, near)) is not None}


def _counted(one: Seen, seen: Mapping[str, Seen], near: Callable[[str], Sequence[Near]]) -> Seen | None:
    """Give a chip with the number that is still hidden, which another thing may have shown; None when nothing is."""
    if not one.more:
        return one
    hidden = sum(n.kind is one.kind and n.id not in seen for n in near(one.parent))
    return replace(one, more=hidden) if hidden else None


def _add(
    seen: dict[str, Seen], id_: str, neighbours: Sequence[Near], caps: Mapping[str, int], pages: Mapping[str, int]
) -> None:
    """Add a thing's neighbours, per kind as many as the cap allows, the rest as one chip."""
    depth = seen[id_].depth + 1
    by_kind: dict[str, list[Near]] = {}
    for other in neighbours:
        if other.id not in seen or seen[other.id].parent == id_:
            by_kind.setdefault(other.kind.word, []).append(other)
    for word in sorted(by_kind, key=lambda word: KIND[word].order):
        group = by_kind[word]
        chip = f"+{id_}+{word}"
        cap = caps.get(word, CAP) + PAGE * pages.get(chip, 0)
        count = len(group) if len(group) <= cap + 1 else cap
        for other in group[: min(count, max(0, MOST - len(seen)))]:
            seen.setdefault(other.id, Seen(other.id, other.kind, depth, id_))
        if count < len(group):
            seen[chip] = Seen(chip, KIND[word], depth, id_, len(group) - count)
        else:
            seen.pop(chip, None)
