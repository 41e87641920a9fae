"""What a picture consists of: all that its template draws."""

from __future__ import annotations

from dataclasses import dataclass

from kamergraaf.web.connections import Connection
from kamergraaf.web.kinds import Kind
from kamergraaf.web.quote import Quote
from kamergraaf.web.shown import Shown
from kamergraaf.web.widths import width

_LONG_LIST = 60  # connections


@dataclass(frozen=True, slots=True)
class Chip:
    """A thing in the picture. ``role``: focus, thing, more or, on a map, dot. ``name``: for screen readers."""

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

    more: str = ""  # how many neighbours are hidden, as the badge says it
    named: bool = False  # on a map: whether the name stands beside the shape without being asked for

    @property
    def badge(self) -> float:
        """The width of the badge that says how many neighbours are hidden."""
        return badge(self.more)


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

    @property
    def parts(self) -> list[tuple[str, list[Connection]]]:
        """The connections by relation and kinds, most first, where one list of them would have no end; else none."""
        if len(self.connections) <= _LONG_LIST:
            return []
        parts: dict[tuple[str, str, str], list[Connection]] = {}
        for one in self.connections:
            parts.setdefault((one.relation, one.subject.kind.word, one.other.kind.word), []).append(one)
        return sorted(((key[0], some) for key, some in parts.items()), key=lambda part: -len(part[1]))


def badge(text: str) -> float:
    """Give the width of a badge, in px."""
    return max(26.0, round(width(text, 11) + 12, 1))
