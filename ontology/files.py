"""The packaged files of the vocabulary, and all of them together as triples for the graph ``ontologie``."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kamergraaf.ontology import terms
from kamergraaf.ontology.iris import RULE

FOLDER = Path(__file__).parent
VOCABULARY = FOLDER / "kamergraaf.ttl"
LISTS = FOLDER / "lists.ttl"
SHAPES = FOLDER / "shapes.ttl"
CONTEXT = FOLDER / "context.jsonld"
RULES = FOLDER / "rules.csv"


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule of extraction, for ``/def/regel/NAME``; ``precision``: the share right on letters checked by hand."""

    name: str
    label: str = ""
    precision: float | None = None


@cache
def rules() -> tuple[RuleRow, ...]:
    """Give the rules that a mention may have been found by, each with its Dutch label."""
    with RULES.open(encoding="utf-8", newline="") as table:
        return tuple(RuleRow(row["name"], row["label"]) for row in csv.DictReader(table))


def ontology_triples(rules: Sequence[RuleRow] = (), *, shapes: bool = True) -> bytes:
    """Give vocabulary, lists, shapes and rules as sorted N-Triples without doubles: the same bytes each time."""
    files = (VOCABULARY, LISTS, SHAPES) if shapes else (VOCABULARY, LISTS)
    triples = {triple for path in files for triple in _parsed(path)}
    triples.update(rule_triples(rules))
    return "".join(sorted(f"{triple} .\n" for triple in triples)).encode()


def rule_triples(rules: Iterable[RuleRow]) -> Iterator[ox.Triple]:
    """Give the triples of rules; a rule without label is called by its name."""
    for rule in rules:
        node = ox.NamedNode(RULE + rule.name)
        yield ox.Triple(node, ox.NamedNode(terms.TYPE), ox.NamedNode(terms.RULE_CLASS))
        label = rule.label or rule.name.replace("-", " ")
        yield ox.Triple(node, ox.NamedNode(terms.LABEL), ox.Literal(label, language="nl"))
        if rule.precision is not None:
            # Decimals without trailing zeros: stores rewrite other forms silently.
            text = f"{rule.precision:.4f}".rstrip("0").rstrip(".")
            decimal = ox.Literal(text, datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
            yield ox.Triple(node, ox.NamedNode(terms.PRECISION), decimal)


@cache
def _parsed(path: Path) -> tuple[ox.Triple, ...]:
    return tuple(quad.triple for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE))
