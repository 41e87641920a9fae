"""Other bodies named in a letter: the register's, those it defines with an abbreviation, and Stichting X alike."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import Final

from kamergraaf.ingest.names.initials import phrase_of
from kamergraaf.ingest.names.lexicon import Hit
from kamergraaf.ingest.names.spelling import UPPER, fold
from kamergraaf.ingest.repair import Clean
from kamergraaf.ontology.model import OrganisationMention

_DEFINED: Final = re.compile(
    rf"\((?P<short>(?:Platform |Stichting )?[{UPPER}](?:[A-Za-z&]*[{UPPER}][A-Za-z&]*|[a-z]{{2,5}}))(?: i\.o\.)?\)"
)
_CURRENCIES: Final = frozenset(("EUR", "USD", "GBP"))
_CAPITAL: Final = rf"[{UPPER}][^\W_]+(?:[-’'&.][^\W_]+)*"
_CALLED: Final = re.compile(
    rf"(?:(?:(?:van|voor|de|het|der|den|en|&|in|tegen|tot|bij|op|te) )*{_CAPITAL}(?: |\b)){{1,7}}"
)
# "Orde van Registertolken en -vertalers"; "onderzoeksbureau Andersson, Elffers, Felix in opdracht van".
_SECOND_HALF: Final = re.compile(r" en -[a-zà-ÿ]{4,}")
_PARTNERS: Final = re.compile(rf"(?:, {_CAPITAL})+(?= (?:in|heeft|is|wordt|dat|die|uit|naar|een|het|de)\b)")
# English names: what stands before and behind Commission, Agency, Institute …
_ENGLISH_SMALL: Final = "(?:(?:in|of|for|on|and|the|to|&) )*"
_ENGLISH_BEFORE: Final = re.compile(
    rf"(?:\b(?!(?:De|Het|Een|In|Op|Ook|Bij|Van|Voor|Met|Door|Deze|The)\b){_CAPITAL} {_ENGLISH_SMALL})+$"
)
_ENGLISH_AFTER: Final = re.compile(rf"(?: {_ENGLISH_SMALL}{_CAPITAL})+")
_ENGLISH_REACH: Final = 80
_BUREAU: Final = ("bureau ", "bedrijf ")
_CLUE: Final = re.compile(
    r"(?:\b(?:de|het|van|bij|door|met|aan|tussen|en|of|voor|zoals|onder|namens|naar|als|te),? |[(,] ?)$",
    re.IGNORECASE,
)
_NEEDS_CLUE: Final = frozenset(("SEO", "ROB", "ADR", "TIB", "KiM", "ISO", "ECP", "WSW", "FMS", "AWT", "RUG", "SNS"))
_CLUE_REACH: Final = 12
_LONGEST: Final = 400  # characters of a name


class OrganisationReader:
    """Collects the bodies of one letter, by place in the repaired text."""

    def __init__(self, clean: Clean) -> None:
        """Make ready for a letter."""
        self.clean = clean
        self._found: dict[tuple[int, int], tuple[str, str, str]] = {}
        self._reached = 0  # up to where such names are read
        self._called: dict[tuple[int, int], tuple[str, str, str]] = {}
        self._keys: dict[tuple[int, int], str] = {}

    def at(self, hit: Hit) -> None:
        """Take a name of a body of the register."""
        body = hit.entry.organisation
        if body is not None and _stands_alone(self.clean.text, hit.start, hit.end):
            self._found[hit.start, hit.end] = (body.code, body.name, "organisatie")
            self._keys[hit.start, hit.end] = body.key

    def called(self, hit: Hit) -> None:
        """Take what is called Stichting X, Vereniging van X, onderzoeksbureau X."""
        text = self.clean.text
        if hit.start < self._reached or (hit.start and text[hit.start - 1].isalnum()):
            return
        name = _CALLED.match(text, hit.end)
        if name is not None:
            bureau = hit.entry.word.endswith(_BUREAU)
            start = hit.end if bureau else hit.start
            end = name.start() + len(name.group().rstrip())
            more = _PARTNERS.match(text, end) if bureau else _SECOND_HALF.match(text, end)
            end = more.end() if more is not None else end
            words = text[start:end]
            self._reached = end
            self._called[start, end] = (words, words, "organisatie-naam")

    def english(self, hit: Hit) -> None:
        """Take an English name by the word for its kind: Standards in Public Office Commission."""
        text = self.clean.text
        if hit.start < self._reached or text[hit.end : hit.end + 1].isalnum():
            return
        before = _ENGLISH_BEFORE.search(text, max(self._reached, hit.start - _ENGLISH_REACH), hit.start + 1)
        after = _ENGLISH_AFTER.match(text, hit.end)
        start = before.start() if before else hit.start + 1
        end = after.end() if after else hit.end
        if text.count(" ", start, end) >= 2:
            words = " ".join(text[start:end].split())
            self._reached = end
            self._called[start, end] = (words, words, "organisatie-naam")

    def all(self) -> tuple[OrganisationMention, ...]:
        """Give all bodies in order of place: defined ones before those that only look like one."""
        taken = dict(self._found)
        known = {place[0]: place for place in self._found}
        self._called |= {
            place: body for place in self._called if (body := self._abbreviated(place, known)) is not None
        }
        for more in (self._defined(), self._called):
            places = sorted(taken)
            taken |= {place: body for place, body in more.items() if not _overlaps(place, places)}
        return tuple(
            OrganisationMention(
                self.clean.span(*place), code, name, rule, rule == "organisatie", self._keys.get(place)
            )
            for place, (code, name, rule) in sorted(taken.items())
        )

    def _abbreviated(
        self, place: tuple[int, int], known: Mapping[int, tuple[int, int]]
    ) -> tuple[str, str, str] | None:
        """Give the register's body whose abbreviation stands in brackets behind a name, and keep its key."""
        text, at = self.clean.text, place[1] + 2
        if text[place[1] : at] != " (":
            return None
        short = known.get(at)
        if short is None or text[short[1] : short[1] + 1] != ")":
            return None
        self._keys[place] = self._keys[short]
        return self._found[short]

    def _defined(self) -> dict[tuple[int, int], tuple[str, str, str]]:
        """Find "Capitalised Phrase of a Body (CPB)" and each CPB of the letter."""
        text = self.clean.text
        known = {fold(code) for code, _, _ in self._found.values()}
        found: dict[tuple[int, int], tuple[str, str, str]] = {}
        done: set[str] = set()
        for definition in _DEFINED.finditer(text):
            short = definition["short"]
            if short in done or short in _CURRENCIES or fold(short) in known:
                continue
            end = definition.start() - (text[definition.start() - 1] == " ")
            start = phrase_of(short, text, end)
            if start is None:
                continue
            done.add(short)
            body = (short, " ".join(text[start:end].split()), "organisatie-gedefinieerd")
            found[start, end] = body
            found |= {(at, at + len(short)): body for at in _places(text, short)}
        return found


def _places(text: str, word: str) -> list[int]:
    """Give where a word stands on its own."""
    places, at = [], text.find(word)
    while at >= 0:
        if not text[at - 1 : at].isalnum() and not text[at + len(word) : at + len(word) + 1].isalpha():
            places.append(at)
        at = text.find(word, at + len(word))
    return places


def _overlaps(place: tuple[int, int], places: list[tuple[int, int]]) -> bool:
    """Whether a place overlaps one of these, which are in order and no longer than a name can be."""
    near = places[bisect_left(places, (place[0] - _LONGEST, 0)) : bisect_left(places, (place[1], 0))]
    return any(place[0] < end for _, end in near)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether a name is a word of its own; what may be another word needs an article or comma before it."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if text[max(0, start - 4) : start] in ("Wet ", "wet "):  # a law's title
        return False
    if before.isalnum() or before == "-" or after.isalpha() or before == after == ":":  # ECLI:NL:RVS:2015:7248
        return False
    if end - start > 2 and text[start:end] not in _NEEDS_CLUE:
        return True
    if after == "-" and text[end + 1 : end + 2].isupper():
        return False
    clue = _CLUE.search(text[max(0, start - _CLUE_REACH) : start]) or before == ")"
    return bool(clue) and not text[max(0, start - 20) : end + 20].isupper()
