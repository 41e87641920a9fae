"""The words at which phrases begin, found in one pass over a letter (ahocorasick_rs, leftmost-longest)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind


class Trigger(StrEnum):
    """What a word may begin."""

    MOTION = "motion"
    PROMISE = "promise"
    REPORT = "report"
    QUOTE = "quote"
    LETTER = "letter"
    RESULT = "result"


_WORDS: Final[Mapping[Trigger, str]] = {
    Trigger.MOTION: "motie|Motie|MOTIE",
    Trigger.PROMISE: "oezegging|oegezegd|beloofd|belofte|ooruitzicht gesteld|zeg ik|k zeg |beloof ik|"
    "zeg wel toe|zeg graag toe|zeg toe|zeg u toe|zeg hierbij toe|"
    "zeg u hierbij toe|zeg de Kamer toe|zeg uw Kamer toe|zeg het toe|zeg dat toe|zegde|zegt toe|toezeg",
    Trigger.REPORT: "rapport|Rapport|onderzoek|Onderzoek|valuatie|advies|Advies|tudie|verslag|Verslag|andreiking|"
    "Akkoord|akkoord|onitor|Notitie|notitie|nota |Onderhandelings|resultaat|publicatie|rapportage|Rapportage|Analyse|"
    "eactie op|Staat van|aarbericht|aarverslag|arometer|sbeeld|Balans|Review|review|"
    "nventarisatie|ssay|oorrekening|Signaal|signaal|uickscan|uick scan|"
    "analyse|visie|Agenda|Convenant|convenant|verkenning|Verkenning|oorlichting|Position|Factsheet|"
    "Impact Assessment|Kadernota|genda ",
    Trigger.QUOTE: "«|“|„|\"|‘|'",
    Trigger.LETTER: "brief|brieven|Brief",
    Trigger.RESULT: "Ik constateer dat",
}


@cache
def _automaton() -> tuple[AhoCorasick, tuple[Trigger, ...]]:
    pairs = [(word, trigger) for trigger, words in _WORDS.items() for word in words.split("|")]
    return AhoCorasick([word for word, _ in pairs], matchkind=MatchKind.LeftmostLongest), tuple(t for _, t in pairs)


def scan(text: str) -> dict[Trigger, list[int]]:
    """Give the places at which each kind of phrase may stand, in order."""
    automaton, kinds = _automaton()
    found: dict[Trigger, list[int]] = {trigger: [] for trigger in Trigger}
    for word, start, _ in automaton.find_matches_as_indexes(text):
        found[kinds[word]].append(start)
    return found
