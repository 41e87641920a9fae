"""Other bodies named in a letter: the register's, and those that the letter itself defines with an abbreviation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from kamergraaf.ingest.names.lexicon import Hit
from kamergraaf.ingest.names.spelling import UPPER, fold
from kamergraaf.ingest.names.when import When
from kamergraaf.ingest.repair import Clean
from kamergraaf.ontology.model import OrganisationMention
from kamergraaf.ontology.register import Organisation

_DEFINED: Final = re.compile(
    rf"\((?P<short>(?:Platform |Stichting )?[{UPPER}][A-Za-z&]*[{UPPER}][A-Za-z&]*|[{UPPER}][a-z]{{2,5}})(?: i\.o\.)?\)"
)
_WORDS: Final = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*-?")
_BODY: Final = re.compile(
    r"unit|platform|steunpunt|stichting|instituut|vereniging|raad|autoriteit|dienst|bureau|college|commissie|comite|"
    r"centrum|inspectie|organisatie|federatie|unie\b|bond\b|universiteit|agentschap|fonds|bank\b|groep|force\b|orde\b|"
    r"genootschap|academie|akademie|netwerk|coordinator|agency|commission|council|institute|association|office|"
    r"centre|committee|koepel|alliantie|kenniscentrum|meldpunt|loket|kamer van|waarborgfonds|tribunaal|hof\b|verbond|parket"
)
_NO_BODY: Final = re.compile(
    r"^(?:wet|besluit|regeling|richtlijn|verordening|programma|project|actieplan|motie|plan|akkoord)\b"
)
_SMALL: Final = frozenset(
    [
        "van",
        "voor",
        "de",
        "het",
        "der",
        "en",
        "in",
        "op",
        "te",
        "tot",
        "of",
        "aan",
        "met",
        "bij",
        "und",
        "of",
        "for",
        "the",
        "and",
        "on",
        "ter",
        "ten",
        "tegen",
    ]
)
_LOOK_BACK: Final = 120
_ARTICLE: Final = re.compile(
    r"(?:\b(?:de|het|van|bij|door|met|aan|tussen|en|of|voor|zoals|onder|namens|naar|als|te) |\()$", re.IGNORECASE
)


@dataclass(slots=True)
class OrganisationReader:
    """Collects the bodies of one letter."""

    clean: Clean
    when: When
    _found: list[tuple[int, int, Organisation]] = field(default_factory=list)

    def at(self, hit: Hit) -> None:
        """Take a name of a body of the register."""
        organisation = hit.entry.organisation
        if organisation is not None and _stands_alone(self.clean.text, hit.start, hit.end):
            self._found.append((hit.start, hit.end, organisation))

    def all(self) -> tuple[OrganisationMention, ...]:
        """Give the register's bodies and the defined ones, in order."""
        mentions = {
            (start, end): OrganisationMention(self.clean.span(start, end), o.code, o.name, key=o.key)
            for start, end, o in self._found
        }
        taken = [False]
        ends = sorted(mentions)
        for start, end, code, name in self._defined():
            if not any(s < end and start < e for s, e in ends):
                span = self.clean.span(start, end)
                mentions[start, end] = OrganisationMention(span, code, name, "organisatie-gedefinieerd", False)
        del taken
        return tuple(mentions[place] for place in sorted(mentions))

    def _defined(self) -> list[tuple[int, int, str, str]]:
        """Find "Capitalised Phrase of a Body (CPB)" and each later CPB."""
        text = self.clean.text
        known = {fold(o.code) for _, _, o in self._found}
        found: list[tuple[int, int, str, str]] = []
        done: set[str] = set()
        for definition in _DEFINED.finditer(text):
            short = definition["short"]
            start = _phrase_start(text, definition.start(), short)
            if start is None or short in done or fold(short) in known:
                continue
            end = definition.start() - (text[definition.start() - 1] == " ")
            name = " ".join(text[start:end].split())
            done.add(short)
            found.append((start, end, short, name))
            for again in re.finditer(rf"(?<![\w-]){re.escape(short)}(?![^\W\d_])", text):
                found.append((again.start(), again.end(), short, name))
        return found


def _phrase_start(text: str, bracket: int, short: str) -> int | None:
    """Give where the phrase begins whose initials are ``short`` and that ends before the bracket; None: none."""
    begin = max(0, bracket - _LOOK_BACK)
    window = text[begin:bracket]
    cut = max(window.rfind(mark) for mark in (". ", "; ", ": ", "(", ")", "\n", "«", "»", '"', ", het ", ", de "))
    words = [w for w in _WORDS.finditer(window) if w.start() > cut]
    letters = fold(short.split(" ")[-1]).replace("&", "")
    lead = fold(short.split(" ")[0]) if " " in short else ""
    for word in reversed(words[-14:]):
        if not word.group()[0].isupper():
            continue
        phrase = fold(window[word.start() :]).strip()
        if lead:
            if phrase.startswith(lead + " ") and _fits(letters, phrase[len(lead) + 1 :]):
                return begin + word.start()
        elif (_fits(letters, phrase) and " " in phrase and _BODY.search(phrase) and not _NO_BODY.match(phrase)) or (
            _fits(letters, phrase) and phrase.count(" ") == 0 and _BODY.search(phrase)
        ):
            return begin + word.start()
    return None


def _fits(letters: str, phrase: str) -> bool:
    """Tell whether letters are the initials of a phrase, most of them at the start of a word or its part.

    >>> _fits("ctgb", "college voor de toelating van gewasbeschermingsmiddelen en biociden")
    True
    >>> _fits("omei", "onderzoek naar de motie")
    False
    """
    if not phrase or phrase[0] != letters[:1]:
        return False
    words = re.split(r"[ -]+", phrase)
    main = [w for w in words if w and w not in _SMALL]
    at = 0
    starts = 0
    for letter in letters:
        place = next(
            (i for i in range(at, len(phrase)) if phrase[i] == letter and (i == 0 or phrase[i - 1] in " -")), -1
        )
        if place < 0:
            place = phrase.find(letter, at)
            if place < 0:
                return False
        else:
            starts += 1
        at = place + 1
    last = max(phrase.rfind(" ", 0, at), phrase.rfind("-", 0, at))
    rest = [w for w in re.split(r"[ -]+", phrase[last + 1 :]) if w and w not in _SMALL]
    return starts * 3 >= len(letters) * 2 and len(rest) <= 2 and len(main) <= len(letters) + 2


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether a name is a word of its own; two capitals need an article or a bracket before them."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if before.isalnum() or before == "-" or after.isalpha():
        return False
    if end - start <= 2 or text[start:end] in ("SEO", "ROB", "ADR", "TIB", "KiM"):
        if after == "-" and text[end + 1 : end + 2].isupper():
            return False
        if not _ARTICLE.search(text[max(0, start - 12) : start]) and before != ")":
            return False
        return not text[max(0, start - 20) : end + 20].isupper()
    return True
