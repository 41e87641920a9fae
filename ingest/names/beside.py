"""Persons whom only a party beside them announces: *Eric van der Burg (VVD)*, *de fractie van het CDA (Rietkerk)*."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from kamergraaf.ingest.names.grammar import Grammar, Name
from kamergraaf.ingest.names.persons import PersonReader

_MOST_WORDS: Final = 6
_LONGEST: Final = 60
_WORD_START: Final = re.compile(r"(?<![\w'’-])(?=\w)")


def named_beside(reader: PersonReader, parties: Iterable[tuple[int, int]]) -> None:
    """Read the names beside parties in brackets, or in brackets behind one; the register must confirm the party.

    ``parties``: where they stand in the text. Names that the reader has already are left alone.
    """
    text, grammar = reader.clean.text, reader.grammar
    taken = sorted((p.span.start, p.span.end) for p in reader.found)
    ends = {end for _, end in taken}
    for start, end in parties:
        if text[start - 2 : start] == " (" and text[end : end + 1] == ")":
            if reader.clean.span(start - 3, start - 2).end in ends:
                continue  # most are read with their name
            name, stated = _before(grammar, text, start - 2), (start, end)
        elif text[end : end + 2] == " (":
            name, stated = grammar.known(end + 2), (start, end)
            name = name if name is not None and text[name.end : name.end + 1] == ")" else None
        else:
            continue
        if name is None:
            continue
        span = reader.clean.span(name.start, name.end)
        i = bisect_right(taken, (span.start, span.start)) - 1
        if (i < 0 or taken[i][1] <= span.start) and (i + 1 == len(taken) or span.end <= taken[i + 1][0]):
            reader.of_party(name, stated)


def _before(grammar: Grammar, text: str, end: int) -> Name | None:
    """Give the longest known name that ends at ``end``."""
    begins = [m.start() for m in _WORD_START.finditer(text, max(0, end - _LONGEST), end)][-_MOST_WORDS:]
    for at in begins:
        name = grammar.known(at)
        if name is not None and name.end == end:
            return name
    return None
