"""Which phrase an abbreviation stands for: "Landelijk Steunpunt Extremisme (LSE)"."""

from __future__ import annotations

import re
from typing import Final

from kamergraaf.ingest.names.spelling import fold

_BODY: Final = re.compile(
    r"(?:unit|platform|steunpunt|stichting|instituut|vereniging|raad|autoriteit|dienst|bureau|college|commissie|comite|"
    r"centrum|inspectie|organisatie|federatie|unie|bond|universiteit|agentschap|fonds|bank|groep|force|orde|"
    r"genootschap|academie|akademie|netwerk|coordinator|agency|commission|council|institute|association|office|"
    r"centre|committee|koepel|alliantie|meldpunt|loket|tribunaal|hof|verbond|parket|rapporteur|authority)\b"
)
_NO_BODY: Final = frozenset(
    ("wet", "besluit", "regeling", "richtlijn", "verordening", "programma", "project", "actieplan", "motie", "plan",
     "akkoord", "verdrag", "nota", "agenda", "toelage", "toeslag", "subsidie", "regels", "rapport")
)  # fmt: skip
_SMALL: Final = frozenset(
    ("van", "voor", "de", "het", "der", "en", "in", "op", "te", "tot", "of", "aan", "met", "bij", "on", "for", "the",
     "and", "ter", "ten", "tegen")
)  # fmt: skip
_REACH: Final = 120
_MOST_TRIES: Final = 6
_BREAKS: Final = (". ", "; ", ": ", "(", ")", "\n", "«", "»", '"', "“", "‘", ", het ", ", de ")


def phrase_of(short: str, text: str, end: int) -> int | None:
    """Give where the name of a body begins that ends at ``end`` and has these initials; None: there is none.

    >>> text = "Sinds 2015 ondersteunt het Landelijk Steunpunt Extremisme"
    >>> text[phrase_of("LSE", text, len(text)):]
    'Landelijk Steunpunt Extremisme'
    >>> phrase_of("CT", "de evaluatie van Contraterrorisme", 33) is None
    True
    """
    begin = max(0, end - _REACH)
    window = text[begin:end]
    lead, _, letters = fold(short).rpartition(" ")
    letters = letters.replace("&", "")
    cut = max(window.rfind(mark) + 1 for mark in _BREAKS)
    at = end - begin
    for _ in range(_MOST_TRIES):
        at = _capital_before(short[0], window, at, cut)
        if at < 0:
            return None
        phrase = fold(window[at:]).strip()
        if lead and phrase.startswith(lead + " ") and _fits(letters, phrase[len(lead) + 1 :]):
            return begin + at
        if not lead and _names_body(phrase) and _fits(letters, phrase):
            return begin + at
    return None


def _capital_before(letter: str, window: str, at: int, cut: int) -> int:
    """Give the last place before ``at``, not before ``cut``, where a word begins with the capital; -1: none."""
    while (at := window.rfind(letter, cut, at)) >= 0:
        if at == 0 or not window[at - 1].isalnum():
            return at
    return -1


def _names_body(phrase: str) -> bool:
    return _BODY.search(phrase) is not None and phrase.split(" ")[0] not in _NO_BODY


def _fits(letters: str, phrase: str) -> bool:
    """Tell whether letters are the initials of a phrase, two in three at the start of a word or its part.

    >>> _fits("ctgb", "college voor de toelating van gewasbeschermingsmiddelen en biociden")
    True
    >>> _fits("nip", "naar instituut en programma van eisen en beleid")
    False
    """
    if not phrase or phrase[0] != letters[:1]:
        return False
    at = starts = 0
    for letter in letters:
        place = _start_of_word(letter, phrase, at)
        if place < 0:
            place = phrase.find(letter, at)
        else:
            starts += 1
        if place < 0:
            return False
        at = place + 1
    left = _main_words(phrase[max(phrase.rfind(" ", 0, at), phrase.rfind("-", 0, at)) + 1 :])
    return starts * 3 >= len(letters) * 2 and left <= 2 and _main_words(phrase) <= len(letters) + 2


def _start_of_word(letter: str, phrase: str, at: int) -> int:
    """Give the next place of a letter at the start of a word or of its part; -1: none."""
    while (place := phrase.find(letter, at)) >= 0:
        if place == 0 or phrase[place - 1] in " -":
            return place
        at = place + 1
    return -1


def _main_words(phrase: str) -> int:
    return sum(word != "" and word not in _SMALL for word in re.split(r"[ -]+", phrase))
