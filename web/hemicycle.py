"""The letter as a Kamer: every thing a seat in a half circle, ordered by kind, the letter on the speaker's chair."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kamergraaf.graph.network import Link
from kamergraaf.web.kinds import Kind
from kamergraaf.web.shown import Shown
from kamergraaf.web.widths import cut
from kamergraaf.web.words import Words

_ROWS = ((9, 150.0), (12, 205.0), (16, 260.0), (22, 315.0))  # seats and radius
_MIDDLE = (360.0, 372.0)
_CHAIR = (360.0, 358.0)
_ORDER = (
    *("motie", "toezegging", "persoon", "partij", "ministerie", "onbekend"),
    *("organisatie", "debat", "dossier", "rapport", "kamerstuk", "brief"),
)


@dataclass(frozen=True, slots=True)
class Seat:
    """A thing at its place; ``name`` and ``what`` are shown when it is pointed at."""

    thing: Shown
    x: float
    y: float
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Ray:
    """A connection between two seats, or a seat and the chair."""

    subject: str
    object: str
    kind: Kind
    d: str


@dataclass(frozen=True, slots=True)
class Hemicycle:
    """The half circle of one letter."""

    letter: Shown
    seats: tuple[Seat, ...]
    rays: tuple[Ray, ...]
    caption: str


def hemicycle(letter: str, names: Mapping[str, Shown], found: Iterable[Link], w: Words, base: str) -> Hemicycle:
    """Seat at most 59 things of a letter, those of each kind together; the same letter gives the same seats."""
    pairs = {tuple(sorted((link.subject, link.object))): link for link in found}
    edges = [link for link in pairs.values() if link.subject in names and link.object in names]
    degree: dict[str, int] = {}
    for link in edges:
        for end in (link.subject, link.object):
            degree[end] = degree.get(end, 0) + 1
    places = _places()
    others = sorted((a for a in names if a != letter), key=lambda a: (-degree.get(a, 0), a))[: len(places)]
    others.sort(key=lambda a: (_ORDER.index(names[a].kind.word), a))
    spread = [places[round(i * (len(places) - 1) / max(1, len(others) - 1))] for i in range(len(others))]
    at = dict(zip(others, spread, strict=True))
    seats = tuple(
        Seat(
            names[a],
            at[a][0],
            at[a][1],
            cut(names[a].full, 640, 15),
            f"{names[a].kind.name(w.lang)}, {w.count('graaf.lijnen', degree.get(a, 0))}",
        )
        for a in others
    )
    rays = tuple(_ray(link, letter, at, names) for link in edges if {link.subject, link.object} <= {letter, *at})
    caption = w("start.zetels-bijschrift", n=len(others), m=len(rays))
    return Hemicycle(names[letter], seats, rays, caption)


def _places() -> list[tuple[float, float]]:
    """All seats from left to right, the inner of a wedge first."""
    seats = []
    for count, radius in _ROWS:
        for i in range(count):
            angle = math.pi - (i + 0.5) / count * math.pi
            seats.append((-angle, radius))
    seats.sort()
    return [
        (
            round(_MIDDLE[0] + math.cos(-a) * radius * 1.06, 1),
            round(_MIDDLE[1] - math.sin(-a) * radius, 1),
        )
        for a, radius in seats
    ]


def _ray(link: Link, letter: str, at: Mapping[str, tuple[float, float]], names: Mapping[str, Shown]) -> Ray:
    (x0, y0), (x1, y1) = at.get(link.subject, _CHAIR), at.get(link.object, _CHAIR)
    far = link.subject if link.object == letter else link.object
    pull = 0.5 if letter in (link.subject, link.object) else 0.42
    cx = (x0 + x1) / 2 * pull + _MIDDLE[0] * (1 - pull)
    cy = (y0 + y1) / 2 * pull + (_MIDDLE[1] - 40) * (1 - pull)
    d = f"M{x0:.1f} {y0:.1f}Q{cx:.1f} {cy:.1f} {x1:.1f} {y1:.1f}"
    return Ray(names[link.subject].id, names[link.object].id, names[far].kind, d)
