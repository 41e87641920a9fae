"""A report that a letter names twice, in a sentence and again in that sentence's note, is one report."""

from __future__ import annotations

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


def once(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Join reports of the same title, in order of place; each keeps its first place and what any place tells.

    Two that are told to be of different days, bodies or papers stay apart; so do titles of fewer than four words,
    which may name anything, and a repetition that tells the very same, which is a place of its own.
    """
    kept: list[Report] = []
    for report in reports:
        at = next((i for i, other in enumerate(kept) if _same(other, report)), None)
        if at is None:
            kept.append(report)
        else:
            kept[at] = _joined(kept[at], report)
    return tuple(kept)


def _same(one: Report, other: Report) -> bool:
    titles = [iris.normalised(report.title).casefold() for report in (one, other)]
    if titles[0] != titles[1] or titles[0].count(" ") < 3:
        return False
    told = [(getattr(one, names[0]), getattr(other, names[0])) for names in _TOLD]
    agree = all(not a or not b or a == b for a, b in told)
    return agree and any(bool(a) != bool(b) for a, b in told)


def _joined(one: Report, other: Report) -> Report:
    """Give the first, with what only the other tells; its address is of the one that knows the day."""
    more = {name: getattr(other, name) for names in _TOLD if not getattr(one, names[0]) for name in names}
    key = other.key if other.date and not one.date else one.key
    return replace(one, key=key, **more)
