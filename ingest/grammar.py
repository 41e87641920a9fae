"""Reads the rules of ``ingest/rules`` and tries them on a text; knows no form itself.

A rule file is TOML: ``[fragments]`` are pieces of pattern that others use as ``$name``; each ``[[rule]]`` has

name             what findings give as their rule
triggers         literals; a rule is tried only where one of them stands
misread          optional: words that are triggers also with one letter as scans misread it (``lezingen.toml``)
pattern          a regular expression, matched where the trigger begins
before           optional: a regular expression that ends where the trigger begins; the match then starts with it
reading          the function that makes an identifier of the match, or refuses
source           where the form was seen or is laid down
examples         tables of text, ids, and where they matter dossiers, exact, status, relation
counterexamples  texts in which the rule finds nothing

Every example and counterexample is a test (``tests/ingest/test_rules.py``).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

import ahocorasick_rs

from kamergraaf.ingest.values import value
from kamergraaf.ontology.errors import InputError


@dataclass(frozen=True, slots=True)
class Rule:
    """A form as data. ``examples`` are tables with ``text``, ``ids`` and more; ``order`` breaks ties."""

    name: str
    order: int
    triggers: tuple[str, ...]
    pattern: re.Pattern[str]
    before: re.Pattern[str] | None
    reading: str
    source: str
    examples: tuple[dict[str, Any], ...]
    counterexamples: tuple[str, ...]


@value
class Hit:
    """A place where a trigger stands, with the rules to try there in order."""

    start: int
    end: int
    trigger: str
    rules: tuple[Rule, ...]


_LOOK_BACK = 80  # characters: the longest form before a trigger (three dossiers and their joiners)


class Grammar:
    """Rules with one automaton over all their triggers."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Take the rules; raises nothing of its own."""
        self.rules = tuple(rules)
        by_trigger: dict[str, list[Rule]] = {}
        for rule in self.rules:
            for trigger in rule.triggers:
                by_trigger.setdefault(trigger, []).append(rule)
        self._triggers = tuple(by_trigger)
        self._rules = tuple(tuple(by_trigger[trigger]) for trigger in self._triggers)
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._triggers, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def hits(self, text: str) -> Iterator[Hit]:
        """Give the triggers in a text, left to right; of two at one place the longer."""
        for which, start, end in self._automaton.find_matches_as_indexes(text):
            yield Hit(start, end, self._triggers[which], self._rules[which])


def match(rule: Rule, text: str, hit: Hit) -> re.Match[str] | None:
    """Try a rule where its trigger stands."""
    if rule.before is None:
        return rule.pattern.match(text, hit.start)
    before = rule.before.search(text, max(0, hit.start - _LOOK_BACK), hit.start)
    return rule.pattern.match(text, before.start()) if before else None


def read_rules(names: Sequence[str], fragments: Mapping[str, str] | None = None) -> tuple[Rule, ...]:
    """Read rule files of ``ingest/rules``, in order; ``fragments`` come beside those of each file.

    Raises ``InputError`` that names file and rule where a pattern or fragment is wrong.
    """
    rules: list[Rule] = []
    for name in names:
        known = {**(fragments or {}), **read_fragments(name)}
        rules += [_rule(row, known, name, len(rules) + i) for i, row in enumerate(_table(name).get("rule", ()))]
    return tuple(rules)


@cache
def read_fragments(name: str) -> Mapping[str, str]:
    """Give the fragments of a rule file, each with those it uses filled in."""
    fragments: dict[str, str] = {}
    for word, piece in _table(name).get("fragments", {}).items():
        fragments[word] = _filled(piece, fragments, name, word)
    return fragments


def table(name: str) -> Mapping[str, Any]:
    """Give a rule file as it is, for the tables that some hold beside rules."""
    return _table(name)


@cache
def misreadings(word: str) -> tuple[str, ...]:
    """Give a word with each letter in turn as scans misread it.

    >>> "Karnerst" in [reading[:8] for reading in misreadings("Kamerstuk")]
    True
    """
    letters = _table("lezingen.toml")["letters"]
    return tuple(word[:i] + reading + word[i + 1 :] for i, c in enumerate(word) for reading in letters.get(c, ()))


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("kamergraaf.ingest") / "rules" / name).read_text(encoding="utf-8"))


def _rule(row: dict[str, Any], fragments: Mapping[str, str], file: str, order: int) -> Rule:
    pattern = _compiled(_filled(row["pattern"], fragments, file, row["name"]), file, row["name"])
    before = row.get("before")
    return Rule(
        row["name"],
        order,
        (*row["triggers"], *(reading for word in row.get("misread", ()) for reading in misreadings(word))),
        pattern,
        _compiled(f"(?:{_filled(before, fragments, file, row['name'])})\\Z", file, row["name"]) if before else None,
        row["reading"],
        row["source"],
        tuple(row["examples"]),
        tuple(row["counterexamples"]),
    )


def _filled(pattern: str, fragments: Mapping[str, str], file: str, name: str) -> str:
    try:
        return Template(pattern).substitute(fragments)
    except (KeyError, ValueError) as error:
        raise InputError(
            f"{name} in {file} uses a fragment that is not defined above it ({error}); write it in [fragments]."
        ) from error


def _compiled(pattern: str, file: str, name: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise InputError(f"{name} in {file} is not a regular expression ({error}); mend its pattern.") from error
