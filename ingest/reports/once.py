"""A report that a letter names twice, in a sentence and again in that sentence's note, is one report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kamergraaf.ontology import iris
from kamergraaf.ontology.model import Report

# What is told together: a value and the places that prove it.
_TOLD = (
    ("publisher", "publisher_span", "publisher_ref"),
    ("authors", "authors_span"),
    ("commissioner", "commissioner_span", "commissioner_ref"),
    ("date",),
    ("ids", "id_span"),
    ("url", "url_span"),
)


_FEWEST_SPACES = 3


def once(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Join reports of the same title, in order of place; each keeps its first place and what any place tells.

    Two that are told to be of different days, bodies or papers stay apart; so do titles of fewer than four words,
    which may name anything, and a repetition that tells the very same, which is a place of its own.
    """
    kept: list[Report] = []
    # Of each title the first report that tells a thing: one that tells the very same joins nothing more than it does.
    titled: dict[str, dict[tuple[object, ...], int]] = defaultdict(dict)
    for report in reports:
        firsts = titled[iris.normalised(report.title).casefold()]
        several = report.title.count(" ") >= _FEWEST_SPACES
        at = next((i for i in sorted(firsts.values()) if several and _agree(kept[i], report)), None)
        if at is None:
            at = len(kept)
            kept.append(report)
        else:
            firsts.pop(_told(kept[at]), None)
            kept[at] = _joined(kept[at], report)
        firsts.setdefault(_told(kept[at]), at)
    return tuple(kept)


def _told(report: Report) -> tuple[object, ...]:
    return tuple(getattr(report, names[0]) for names in _TOLD)


def _agree(one: Report, other: Report) -> bool:
    """Whether nothing that both tell differs, and one of them tells something that the other does not."""
    told = list(zip(_told(one), _told(other), strict=True))
    agree = all(not a or not b or a == b for a, b in told)
    return agree and any(bool(a) != bool(b) for a, b in told)


def _joined(one: Report, other: Report) -> Report:
    """Give the first, with what only the other tells; its address is of the one that knows the day."""
    more = {name: getattr(other, name) for names in _TOLD if not getattr(one, names[0]) for name in names}
    key = other.key if other.date and not one.date else one.key
    return replace(one, key=key, **more)
