"""Patterns that are only tried where a literal stands that every match of theirs must contain.

Most sentences hold no wording of a rule, and a regular expression of many branches takes twenty times as long
to find that out as a search for a literal. The literals are taken from the parsed pattern, so nothing that the
pattern would find is lost.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from ahocorasick_rs import AhoCorasick

# The standard library's own parser of patterns: there is no public one.
_PARSER: Final[Any] = importlib.import_module("re._parser")
_MOST = 24  # literals; more of them cost as much as the pattern


class Guarded:
    """A compiled pattern with the literals of which each match holds one; none where there is no such set."""

    __slots__ = ("fullmatch", "literals", "match", "pattern", "re")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        """Compile a pattern; raises what ``re.compile`` raises."""
        self.re = re.compile(pattern, flags)
        self.pattern = pattern
        self.literals = needed(pattern) if not flags & re.IGNORECASE else ()
        # At one given place the pattern itself is soon done.
        self.match = self.re.match
        self.fullmatch = self.re.fullmatch

    def may_match(self, text: str, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` holds one of the literals."""
        find = text.find
        for literal in self.literals:
            if find(literal, start, end) >= 0:
                return True
        return not self.literals

    def search(self, text: str, start: int = 0, end: int = 1 << 60) -> re.Match[str] | None:
        """Give the first match, as ``re.Pattern.search`` does."""
        find = text.find
        for literal in self.literals:
            if find(literal, start, end) >= 0:
                return self.re.search(text, start, end)
        return None if self.literals else self.re.search(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = 1 << 60) -> Iterator[re.Match[str]]:
        """Give all matches, as ``re.Pattern.finditer`` does."""
        return self.re.finditer(text, start, end) if self.may_match(text, start, end) else iter(())


class Several:
    """Patterns in order of preference, tried only where one of their literals stands: one pass finds them all."""

    __slots__ = ("_automaton", "_open", "_owners", "_patterns")

    def __init__(self, patterns: Sequence[Guarded]) -> None:
        """Take the patterns, the one that wins first."""
        self._patterns = tuple(patterns)
        owners: dict[str, list[int]] = {}
        for i, pattern in enumerate(patterns):
            for literal in pattern.literals:
                owners.setdefault(literal, []).append(i)
        self._owners = tuple(map(tuple, owners.values()))
        self._automaton = AhoCorasick(list(owners))
        self._open = frozenset(i for i, pattern in enumerate(patterns) if not pattern.literals)

    def first(self, text: str, start: int, end: int) -> tuple[int, re.Match[str]] | None:
        """Give the first pattern that matches in ``text[start:end]``, by its place in the order, and its match."""
        owners = self._owners
        hits = {
            owners[which]
            for which, _, _ in self._automaton.find_matches_as_indexes(text[start:end], overlapping=True)
        }
        if not hits and not self._open:
            return None
        for i in sorted(self._open.union(*hits)):
            if (m := self._patterns[i].re.search(text, start, end)) is not None:
                return i, m
        return None


def needed(pattern: str) -> tuple[str, ...]:
    r"""Give literals of which every match holds at least one; empty where no useful set is found.

    >>> needed(r"\bals (?:hiermee )?(?:afgedaan|uitgevoerd)\b|\bgestand\b")
    ('afgedaan', 'gestand', 'uitgevoerd')
    """
    found = _of(_PARSER.parse(pattern))
    return tuple(sorted(found)) if found and len(found) <= _MOST else ()


def _of(parsed: Any) -> frozenset[str]:
    """Give the best set of a sequence: its literals in a row, or a part's own set."""
    options: list[frozenset[str]] = []
    row: list[str] = []
    for kind, value in parsed:
        name = str(kind)
        if name == "LITERAL":
            row.append(chr(value))
            continue
        if row and name != "AT":
            options.append(frozenset(("".join(row),)))
        if name != "AT":
            row = []
        options.append(_part(name, value))
    if row:
        options.append(frozenset(("".join(row),)))
    return max((o for o in options if o), key=_worth, default=frozenset())


def _part(name: str, value: Any) -> frozenset[str]:
    if name == "SUBPATTERN":
        _, on, _, inner = value
        return frozenset() if on else _of(inner)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, _, inner = value
        return _of(inner) if least else frozenset()
    if name == "ATOMIC_GROUP":
        return _of(value)
    if name == "BRANCH":
        branches = [_of(branch) for branch in value[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    return frozenset()


def _worth(literals: frozenset[str]) -> tuple[int, int]:
    """Long literals are rare, and few of them are soon looked for."""
    return (min(6, min(map(len, literals))), -len(literals))
