"""A guarded pattern finds exactly what the pattern finds."""

from __future__ import annotations

import re

import pytest

from kamergraaf.bench.maker import make
from kamergraaf.ingest.guarded import Guarded, Guards, Several, guards
from kamergraaf.ingest.phrases import Phrase, rules

RULES = [rule for name in ("commitments", "deeds", "meetings", "motions", "titles") for rule in rules(name)]
LINES = [line for seed in range(6) for line in make(seed, size=6_000).letter.text.split("\n\n")]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_literals_hide_no_match(rule: Phrase) -> None:
    """Wherever the pattern alone matches, the guarded one gives the same match."""
    texts = [*LINES, *(str(e) for e in rule.examples), *rule.counterexamples]
    for text in texts:
        alone, guarded = rule.pattern.re.search(text), rule.pattern.search(text)
        assert (alone and alone.span()) == (guarded and guarded.span())
        assert [m.span() for m in rule.pattern.re.finditer(text)] == [m.span() for m in rule.pattern.finditer(text)]


@pytest.mark.parametrize(
    ("pattern", "held"),
    [
        (r"(?:aan|ver)genomen", ((("genomen",),),)),
        (r"toezegging|motie", ((("motie", "toezegging"),),)),
        (r"(?:toezegging)?", ()),
        (r"[Mm]otie", ((("otie",),),)),
        (r"\b[Ii]k +(?:\w+ )*zeg", ((("zeg",), ("Ik ", "ik ")),)),
        (r"t\.?v\.?v", ((("t.v.v", "t.vv", "tv.v", "tvv"),),)),
        (r"(?i:motie)", ()),
        (r"a*|motie", ()),
        (r"(?:motie){2,}", ((("motie",),),)),
        (
            r"geen \w+ toezegging|niet(?: \w+)? toezeggen",
            (((" toezegging",), ("geen ",)), ((" toezeggen",), ("niet",))),
        ),
    ],
)
def test_a_match_holds_a_literal_of_each_set(pattern: str, held: Guards) -> None:
    """The sets are those without which an alternative has no match; none where any could be left out."""
    assert guards(pattern) == held


def test_without_regard_to_case_there_is_no_guard() -> None:
    """Literals are compared by case, so a pattern that is not is always tried."""
    assert Guarded("motie", re.IGNORECASE).search("DE MOTIE")


@pytest.mark.parametrize("rule", rules("deeds"), ids=lambda rule: rule.name)
def test_several_patterns_at_once_give_the_first_that_matches(rule: Phrase) -> None:
    """Of the wordings of deeds together, the same one wins with the same match as when each is tried in turn."""
    every = rules("deeds")
    together = Several([one.pattern for one in every])
    for text in [*map(str, rule.examples), *rule.counterexamples, "", " ".join(map(str, rule.examples))]:
        in_turn = next(((i, m) for i, one in enumerate(every) if (m := one.pattern.re.search(text))), None)
        found = together.first(text, 0, len(text))
        assert (found and (found[0], found[1].span())) == (in_turn and (in_turn[0], in_turn[1].span()))
