"""Every example of the citation rules is read as it says, and no counterexample is."""

from __future__ import annotations

import re

import pytest

from kamergraaf.ingest import grammar
from kamergraaf.ingest.citations import RULE_FILES, find_citations, rules
from kamergraaf.ingest.grammar import Rule
from kamergraaf.ingest.repair import clean
from kamergraaf.ontology.errors import InputError
from kamergraaf.ontology.model import Citation, Letter

EXAMPLES = [(rule, example) for rule in rules().rules for example in rule.examples]
COUNTEREXAMPLES = [(rule, text) for rule in rules().rules for text in rule.counterexamples]


def _read(text: str) -> list[Citation]:
    found = find_citations(clean(Letter("example", text)))
    return [*found.citations, *found.acts, *found.cases]


@pytest.mark.parametrize("rule", rules().rules, ids=lambda rule: rule.name)
def test_a_pattern_needs_no_possessive_quantifier(rule: Rule) -> None:
    """Python before 3.11.5 misreads one that backtracks within (gh-106052); an atomic group says the same."""
    assert not re.search(r"(?<!\\)[?*+}]\+", rule.pattern.pattern)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda v: v.name if isinstance(v, Rule) else v["text"])
def test_an_example_is_read_as_it_says(rule: Rule, example: dict[str, object]) -> None:
    """The rule reads its example: the ids, and whatever else the example states; nothing beside it."""
    found = _read(str(example["text"]))
    mine = [citation for citation in found if citation.rule == rule.name]
    assert mine, [(citation.rule, citation.span.exact) for citation in found]
    got = mine[0]
    assert list(got.ids) == example["ids"]
    assert got.status == example.get("status", got.status if "exact" in example else "certain")
    assert " ".join(got.span.exact.split()) == " ".join(str(example.get("exact", got.span.exact)).split())
    assert list(got.dossiers) == example.get("dossiers", list(got.dossiers))
    assert list(got.candidates) == example.get("candidates", list(got.candidates))
    assert got.relation == example.get("relation", got.relation)
    assert got.read_as == example.get("read_as", got.read_as)
    assert len(found) == 1 or example.get("more")


@pytest.mark.parametrize(("rule", "text"), COUNTEREXAMPLES, ids=lambda v: v.name if isinstance(v, Rule) else str(v))
def test_a_counterexample_is_not_read(rule: Rule, text: str) -> None:
    """The rule finds nothing in its counterexample."""
    assert [citation.span.exact for citation in _read(text) if citation.rule == rule.name] == []


@pytest.mark.parametrize("rule", rules().rules, ids=lambda rule: rule.name)
def test_a_rule_says_where_it_is_from_and_shows_both_sides(rule: Rule) -> None:
    """Each rule has a source, an example and a counterexample."""
    assert rule.source
    assert rule.examples
    assert rule.counterexamples


def test_rule_names_are_unique() -> None:
    """A finding's rule names one rule."""
    names = [rule.name for rule in grammar.read_rules(RULE_FILES, {"wetten": "x"})]
    assert len(names) == len(set(names))


def test_a_fragment_that_is_missing_is_named() -> None:
    """A rule that uses an undefined fragment is refused with the file's and the rule's name."""
    with pytest.raises(InputError, match=r"wetsartikel in terzijde\.toml"):
        grammar.read_rules(["terzijde.toml"])
