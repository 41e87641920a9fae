"""Proceedings and written questions: the year is part of the id, and the chamber must be known."""

from __future__ import annotations

import re
from itertools import pairwise

from kamergraaf.ingest.forms.outcome import Outcome, Read, Refused
from kamergraaf.ingest.repair import Clean
from kamergraaf.ontology.model import Status

Match = re.Match[str]

_TK = frozenset({"II", "11", "ll", "l1", "1l", "Il", "lI", "I1", "1I", "2", "TK"})
_MISREAD = frozenset({"11", "ll", "l1", "1l", "Il", "lI", "I1", "1I"})
_YEARS = re.compile(r"(\d{4}) ?[/–~-] ?(\d{2,4})")
_SITTING = re.compile(r"(\d{1,3})[.,;]? (items?[^;]*?)(?=(?:, en |; | en |, )nr\.? ?\d|\Z)")
_NUMBER = re.compile(r"\d+")


def handelingen(m: Match, clean: Clean) -> Outcome:
    """Chamber, year, sitting and items."""
    year = session(m.group("jaar"))
    if year is None:
        return Refused(f"vergaderjaar {m.group('jaar')} bestaat niet")
    places: list[str] = []
    for sitting in _SITTING.finditer(m.group("zittingen")):
        items = [int(n) for n in _NUMBER.findall(sitting.group(2))]
        if " t/m " in sitting.group(2):
            if len(items) != 2 or not items[0] < items[1] <= items[0] + 30:
                return Refused("reeks van items")
            items = list(range(items[0], items[1] + 1))
        places += [f"{year}-{int(sitting.group(1))}-{item}" for item in items]
    chamber = _chamber(m)
    if chamber is None:
        candidates = tuple(f"h-{c}-{place}" for place in places for c in ("tk", "ek"))
        return Read(status=Status.AMBIGUOUS, reason="de kamer staat er niet bij", candidates=candidates)
    ids = tuple(f"h-{chamber}-{place}" for place in places)
    return _read(m, ids, "Handelingen")


def handelingen_unresolvable(m: Match, clean: Clean) -> Outcome:
    """Read a whole sitting, a page or an item without its sitting: named, but no id follows from it."""
    if session(m.group("jaar")) is None:
        return Refused(f"vergaderjaar {m.group('jaar')} bestaat niet")
    return Read(status=Status.UNRESOLVED, reason="zonder vergadering en item volgt geen nummer")


def aanhangsel(m: Match, clean: Clean) -> Outcome:
    """Written questions with their answer; without chamber they are the Tweede Kamer's."""
    year = session(m.group("jaar"))
    if year is None:
        return Refused(f"vergaderjaar {m.group('jaar')} bestaat niet")
    chamber = _chamber(m) or "tk"
    values = [int(n) for n in _NUMBER.findall(m.group("nummers"))]
    if " t/m " in m.group("nummers"):
        if len(values) != 2 or not values[0] < values[1] <= values[0] + 30:
            return Refused("reeks van nummers")
        values = list(range(values[0], values[1] + 1))
    if any(a >= b for a, b in pairwise(values)):
        return Refused("nummers lopen niet op")
    ids = tuple(f"ah-{chamber}-{year}-{n}" for n in values)
    return _read(m, ids, "Aanhangsel")


def session(written: str) -> str | None:
    """Give a parliamentary year as ids write it, or None where the two years do not follow each other.

    >>> session("2018/19"), session("1999/00"), session("2018–2019"), session("2018/25")
    ('20182019', '19992000', '20182019', None)
    """
    m = _YEARS.fullmatch(written)
    if m is None:
        return None
    first = int(m.group(1))
    if not 1814 <= first <= 2100:
        return None
    second = m.group(2)
    after = str(first + 1)
    return f"{first}{after}" if len(second) in (2, 4) and after.endswith(second) else None


def _read(m: Match, ids: tuple[str, ...], word: str) -> Read:
    """Give the ids, as repaired where the word or the chamber was misread."""
    mends: list[tuple[int, int, str]] = []
    if m.group("woord").capitalize() not in (word, "Hand."):
        mends.append((m.start("woord"), m.end("woord"), word))
    if m.group("kamer") in _MISREAD:
        mends.append((m.start("kamer"), m.end("kamer"), "II"))
    if not mends:
        return Read(ids)
    pieces, at = [], m.start()
    for start, end, instead in mends:
        pieces += [m.string[at:start], instead]
        at = end
    read_as = "".join([*pieces, m.string[at : m.end()]])
    return Read(
        ids, status=Status.REPAIRED, reason="woord of kamer hersteld; de cijfers staan er zo", read_as=read_as
    )


def _chamber(m: Match) -> str | None:
    word = m.group("kamer")
    if word is None:
        return None
    return "tk" if word in _TK or "Tweede" in word else "ek"
