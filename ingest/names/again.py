"""Bare surnames of persons whom the letter named before: "… van het lid Omtzigt. Zoals Omtzigt terecht …"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from kamergraaf.ingest.names.index import NameIndex
from kamergraaf.ingest.names.spelling import UPPER
from kamergraaf.ingest.repair import Clean
from kamergraaf.ontology.model import PersonMention, Status

_SHORTEST: Final = 4
_SETTLED: Final = frozenset((Status.CERTAIN, Status.REPAIRED))
# What stands before a bare name is a small word or a mark within the sentence: no other name, no hyphen.
_BEFORE: Final = re.compile(r"(?:(?<![.!?:;] )\b[a-zà-ÿ]{2,} |[,(] ?)$")
_AFTER: Final = re.compile(rf"[-–’'./]?[^\W\d_]|[-–]\d| (?!(?:I{{1,3}}|IV)\b)[{UPPER}](?![{UPPER}])\w")
_NOT_AFTER: Final = frozenset(
    ("gemeente", "provincie", "stichting", "commissie", "kabinet", "wet", "rapport", "regio")
)
_REACH: Final = 24


def named_again(clean: Clean, index: NameIndex, found: Sequence[PersonMention]) -> list[PersonMention]:
    """Give the later bare surnames of members already named, where nothing else can be meant.

    Left out: names that this letter gives to two persons, that are words of it, or that stand at the start of a
    sentence, beside another capital or after a hyphen (commissie-Remkes).
    """
    text = clean.text
    first: dict[str, PersonMention] = {}
    shared: set[str] = set()
    for mention in found:
        if mention.person is None or mention.status not in _SETTLED or mention.role != "lid":
            continue
        surname = _surname(index, mention.person)
        if first.setdefault(surname, mention).person != mention.person:
            shared.add(surname)
    taken = sorted((m.span.start, m.span.end) for m in found)
    again: list[PersonMention] = []
    for surname, mention in first.items():
        if surname in shared or len(surname) < _SHORTEST:
            continue
        later = _later(clean, surname, clean.to_clean(mention.span.end - 1) + 1, taken)
        if later and surname.lower() not in text:
            again += [_like(mention, clean, at, at + len(surname)) for at in later]
    return again


def _later(clean: Clean, surname: str, at: int, taken: Sequence[tuple[int, int]]) -> list[int]:
    """Give where a surname stands bare from ``at`` on, outside the names that are read already."""
    places: list[int] = []
    text = clean.text
    while (at := text.find(surname, at)) >= 0:
        end = at + len(surname)
        if _stands_bare(text, at, end):
            span = clean.span(at, end)
            before = bisect_left(taken, (span.end, 0)) - 1  # the last that begins before it ends
            if before < 0 or taken[before][1] <= span.start:
                places.append(at)
        at = end
    return places


def _surname(index: NameIndex, slug: str) -> str:
    """Give a surname as it is written without forename: Van Dijk."""
    person = index.person(slug)
    prefix = f"{person.prefix} " if person.prefix else ""
    return prefix[:1].upper() + prefix[1:] + person.surname


def _stands_bare(text: str, at: int, end: int) -> bool:
    before = _BEFORE.search(text[max(0, at - _REACH) : at])
    if before is None or before.group().strip(" ,(") in _NOT_AFTER:
        return False
    return _AFTER.match(text, end) is None


def _like(mention: PersonMention, clean: Clean, at: int, end: int) -> PersonMention:
    return PersonMention(
        span=clean.span(at, end),
        name=clean.text[at:end],
        rule="eerder-genoemd",
        person=mention.person,
        known_as=mention.known_as,
        status=mention.status,
        reason="een lid met die naam is eerder in deze brief genoemd",
        role=mention.role,
    )
