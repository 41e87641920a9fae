"""Patterns that are only tried where a literal stands that every match of theirs must contain.

Most sentences hold no wording of a rule, and a regular expression of many branches takes twenty times as long
to find that out as a search for a literal. The literals are taken from the parsed pattern, so nothing that the
pattern would find is lost.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any, Final

from ahocorasick_rs import AhoCorasick

# The standard library's own parser of patterns: there is no public one.
_PARSER: Final[Any] = importlib.import_module("re._parser")
_MOST = 24  # literals of a set; more of them cost as much as the pattern
_ROW = 16  # strings that literals in a row may be
_LONG = 4  # characters of a literal that is rare
_REPEATS: Final = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")

_Set = frozenset[str]
Guards = tuple[tuple[tuple[str, ...], ...], ...]
_EMPTY: Final[_Set] = frozenset(("",))


class Guarded:
    """A compiled pattern with the literals that a match holds; none where there are no such."""

    __slots__ = ("fullmatch", "guards", "literals", "match", "pattern", "re")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        """Compile a pattern; raises what ``re.compile`` raises."""
        self.re = re.compile(pattern, flags)
        self.pattern = pattern
        self.guards = guards(pattern) if not flags & re.IGNORECASE else ()
        self.literals = tuple(sorted({literal for sets in self.guards for literal in sets[0]}))
        # At one given place the pattern itself is soon done.
        self.match = self.re.match
        self.fullmatch = self.re.fullmatch

    def may_match(self, text: str, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` holds, of each set of one alternative, a literal."""
        part = text[start:end]
        for sets in self.guards:
            for literals in sets:
                for literal in literals:
                    if literal in part:
                        break
                else:
                    break  # none of this set: not this alternative
            else:
                return True
        return not self.guards

    def search(self, text: str, start: int = 0, end: int = 1 << 60) -> re.Match[str] | None:
        """Give the first match, as ``re.Pattern.search`` does."""
        return self.re.search(text, start, end) if self.may_match(text, start, end) else None

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
            if (m := self._patterns[i].search(text, start, end)) is not None:
                return i, m
        return None


def guards(pattern: str) -> Guards:
    r"""Give for each alternative of a pattern the sets of literals of each of which a match of it holds one.

    Empty where an alternative has none that is worth looking for.

    >>> guards(r"\b(?:niet|geen) +(?:\w+ )?toezegging|[Tt]er +vervanging|\bgestand\b")
    ((('toezegging',), ('geen ', 'niet ')), ((' vervanging',), ('Ter ', 'ter ')), (('gestand',),))
    """
    parsed = list(_PARSER.parse(pattern))
    for i, (kind, value) in enumerate(parsed):
        branches = _branches(str(kind), value)
        if branches and _strings(str(kind), value) is None:
            beside = _sets(parsed[:i]) + _sets(parsed[i + 1 :])
            found = tuple(_best(_sets(branch) + beside) for branch in branches)
            break
    else:
        found = (_best(_sets(parsed)),)
    literals = {literal for sets in found for literal in sets[:1]}
    return found if all(found) and sum(map(len, literals)) <= _MOST else ()


def _branches(name: str, value: Any) -> Sequence[Any]:
    """Give the alternatives that a part consists of, none where it has no such."""
    if name == "SUBPATTERN" and not value[1] and len(value[3]) == 1:
        kind, inner = value[3][0]
        return _branches(str(kind), inner)
    return value[1] if name == "BRANCH" else ()


def _sets(parsed: Any) -> list[_Set]:
    """Give the sets of a sequence: the strings that its literals in a row may be, and its parts' own."""
    found: list[_Set] = []
    row = _EMPTY
    for kind, value in parsed:
        name = str(kind)
        if name == "AT":
            continue
        strings = _strings(name, value)
        again = None
        if strings is None and name in _REPEATS and value[0]:  # what it repeats stands beside both its neighbours
            again = strings = _product(value[2])
        if strings is None:
            found += [row, *_inside(name, value)]
            row = _EMPTY
        elif len(row) * len(strings) > _ROW:
            found.append(row)
            row = strings
        else:
            row = frozenset(before + more for before in row for more in strings)
        if again is not None:
            found.append(row)
            row = again
    found.append(row)
    return [useful for strings in found if (useful := _shortened(strings))]


def _strings(name: str, value: Any) -> _Set | None:
    """Give the few strings that a part may be, None where they are more or not to be told."""
    found: _Set | None = None
    if name == "LITERAL":
        found = frozenset((chr(value),))
    elif name == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
        found = frozenset(chr(one) for _, one in value)
    elif name == "SUBPATTERN" and not value[1]:
        found = _product(value[3])
    elif name == "BRANCH":
        each = [_product(branch) for branch in value[1]]
        found = frozenset().union(*(one for one in each if one is not None)) if None not in each else None
    elif name in _REPEATS and value[:2] == (0, 1):
        inner = _product(value[2])
        found = inner | _EMPTY if inner is not None else None
    return found if found is not None and len(found) <= _ROW else None


def _product(parsed: Any) -> _Set | None:
    row = _EMPTY
    for kind, value in parsed:
        strings = _strings(str(kind), value) if str(kind) != "AT" else _EMPTY
        if strings is None or len(row) * len(strings) > _ROW:
            return None
        row = frozenset(before + more for before in row for more in strings)
    return row


def _inside(name: str, value: Any) -> list[_Set]:
    """Give the sets of a part that may be more than a few strings."""
    if name == "SUBPATTERN":
        return [] if value[1] else _sets(value[3])
    if name in _REPEATS:
        return _sets(value[2]) if value[0] else []
    if name == "ATOMIC_GROUP":
        return _sets(value)
    if name == "BRANCH":
        each = [_best(_sets(branch)) for branch in value[1]]
        return [frozenset().union(*(sets[0] for sets in each))] if all(each) else []
    return []


def _shortened(strings: _Set) -> _Set:
    """Give what all the strings share, else those that hold no other of them; none where one may be blank."""
    if not all(string.strip() for string in strings):
        return frozenset()
    for shared in (_begin(strings), _begin(frozenset(string[::-1] for string in strings))[::-1]):
        if len(shared.strip()) >= _LONG:
            return frozenset((shared,))
    return frozenset(s for s in strings if not any(other in s and other != s for other in strings))


def _begin(strings: _Set) -> str:
    """Give what all the strings begin with."""
    first, last = min(strings), max(strings)
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(one for one, _ in same)


def _best(sets: list[_Set]) -> tuple[tuple[str, ...], ...]:
    """Give the two sets that are rarest: of long literals, and few of them."""
    few = [one for one in dict.fromkeys(sets) if len(one) <= _MOST]
    few.sort(key=lambda one: (-min(_LONG, min(map(len, one))), len(one), -min(map(len, one))))
    return tuple(tuple(sorted(one)) for one in few[:2])
