"""Gazettes, case law, European acts, acts by article, and ids that stand as they are."""

from __future__ import annotations

import re
from itertools import pairwise

from kamergraaf.ingest import grammar
from kamergraaf.ingest.forms.outcome import Outcome, Read, Refused
from kamergraaf.ingest.repair import Clean
from kamergraaf.ontology import laws
from kamergraaf.ontology.model import Status

Match = re.Match[str]

_GAZETTES = {"stb": "stb", "stc": "stcrt", "trb": "trb", "sta": "", "tra": "trb"}
_LETTER = {"richtlijn": "L", "verordening": "R", "kaderbesluit": "F", "besluit": "D"}
_ECLI = grammar.table("bekendmakingen.toml")["ecli"]
_COURTS = frozenset(_ECLI["gerechten"])
_COUNTRIES = frozenset(_ECLI["landen"])
_YEAR_FIRST_FROM = 2015
# Rulings of Dutch courts: a number, before 2013 two letters and four digits; disciplinary courts have other forms.
_RULING = re.compile(r"\d{1,5}|[A-Z]{2}\d{4}")


def gazette(m: Match, clean: Clean) -> Outcome:
    """Staatsblad, Staatscourant and Tractatenblad by year and number."""
    word = m.group("blad").lower()
    kind = {"staatsblad": "stb", "staatscourant": "stcrt"}.get(word) or _GAZETTES[word[:3]]
    values = re.findall(r"\d+", m.group("nummers"))
    if len(values) > 1 and any(int(a) >= int(b) for a, b in pairwise(values)):
        values = values[:1]
    end = m.start("nummers") + m.group("nummers").index(values[-1]) + len(values[-1])
    return Read(tuple(f"{kind}-{m.group('jaar')}-{int(n)}" for n in values), end=end)


def as_written(m: Match, clean: Clean) -> Outcome:
    """Read an id that stands as it is; its kind in small letters, reprints as the number itself."""
    written = m.group("id")
    head, dash, rest = written.partition("-")
    return Read((head.lower() + dash + rest if dash else written,), start=m.start("id"), end=m.end("id"))


def ecli(m: Match, clean: Clean) -> Outcome:
    """Read a ruling; spaces after colons are the line's. A Dutch court that does not exist was misread."""
    official = "ECLI:" + m.group("ecli").replace(" ", "")
    if official[5:7] not in _COUNTRIES:
        return Refused(f"geen land met ECLI heet {official[5:7]}")
    if official.startswith("ECLI:NL:"):
        court, number = official.split(":")[2], official.rpartition(":")[2]
        if court not in _COURTS:
            return Refused(f"geen gerecht heet {court}")
        if court[0] not in "TK" and _RULING.fullmatch(number) is None:
            return Refused(f"geen uitspraak heeft nummer {number}")
    return Read((official,))


def no_id(m: Match, clean: Clean) -> Outcome:
    """Named with a number for which we have no address."""
    return Read(status=Status.UNRESOLVED, reason="zonder adres van ons")


def eu_act(m: Match, clean: Clean) -> Outcome:
    """Give the CELEX number: number/year before 2015 for regulations and numbered decisions, else year/number."""
    kind = m.group("soort").lower().removeprefix("uitvoerings")
    one, two = m.group("een"), m.group("twee")
    marked = m.group("gem") or m.group("slot")
    if kind in ("richtlijn", "kaderbesluit"):
        year_first = True
    elif m.group("nr"):
        year_first = not _is_year(two) and _is_year(one)
    else:
        year_first = _is_year(one) and (int(one) >= _YEAR_FIRST_FROM or not _is_year(two) or kind == "besluit")
    year, number = (one, two) if year_first else (two, one)
    if len(year) == 2 and marked and int(year) >= 52:
        year = f"19{year}"
    if not _is_year(year):
        return None if not marked else Refused("jaartal van de Europese handeling is niet te lezen")
    if not marked and (kind == "besluit" or (int(number) < 100 and kind == "verordening")):
        return None
    return Read((f"3{year}{_LETTER[kind]}{int(number):04d}",))


def law(m: Match, clean: Clean) -> Outcome:
    """Give the act of which an article is named."""
    return Read((laws.names()[m.group("wet")],))


def law_names() -> str:
    """Give the known acts as an alternation, the longest first."""
    return "(?:" + "|".join(re.escape(name) for name in sorted(laws.names(), key=len, reverse=True)) + ")"


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and 1952 <= int(digits) <= 2099
