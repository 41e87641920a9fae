"""The rules for wordings hold their examples and refuse their counterexamples."""

from __future__ import annotations

import re

import pytest

from kamergraaf.ingest import phrases

FILES = ("motions", "commitments", "deeds", "meetings", "reports", "letters")
RULES = [(file, rule) for file in FILES for rule in phrases.rules(file)]
EXAMPLES = [(file, rule, text) for file, rule in RULES for text in rule.examples]
COUNTEREXAMPLES = [(file, rule, text) for file, rule in RULES for text in rule.counterexamples]


def found(rule: phrases.Phrase, text: str) -> re.Match[str] | None:
    """Try a rule as the finders do: an anchored one only where its window begins."""
    return rule.pattern.match(text) if rule.more.get("anchored") else rule.pattern.search(text)


@pytest.mark.parametrize(("file", "rule", "text"), EXAMPLES, ids=lambda v: getattr(v, "name", None))
def test_each_example_holds_its_wording(file: str, rule: phrases.Phrase, text: str) -> None:
    """An example of a rule is found by it."""
    assert found(rule, text) is not None, f"{file}: {rule.name} does not find {text!r}"


@pytest.mark.parametrize(("file", "rule", "text"), COUNTEREXAMPLES, ids=lambda v: getattr(v, "name", None))
def test_each_counterexample_is_refused(file: str, rule: phrases.Phrase, text: str) -> None:
    """What a rule must not take, it does not take."""
    assert found(rule, text) is None, f"{file}: {rule.name} finds {text!r}"


@pytest.mark.parametrize(("file", "rule"), RULES, ids=lambda v: getattr(v, "name", v))
def test_each_rule_has_an_example_and_a_counterexample(file: str, rule: phrases.Phrase) -> None:
    """No rule goes untested."""
    assert rule.examples
    assert rule.counterexamples


def test_a_space_in_a_pattern_stands_for_several() -> None:
    """A blanked note mark between two words does not break a phrase, and a set of characters keeps its space."""
    assert phrases.compiled("de motie").search("de   motie")
    assert phrases.compiled("[ ,]x").search(" x")
    assert phrases.compiled("(?<!niet )uitgevoerd").search("niet uitgevoerd") is None
