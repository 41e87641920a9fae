"""What speaks against a citation that was read from a scan: signs that one of its digits was another.

A scan may read any digit as another, and mostly nothing in the text tells. But sometimes what was read cannot be: a
letter where a number must stand, a dossier that was not given out yet in the year that is named beside it, a ruling
of a year to come. Then nothing is given (``unread``), and never another number: which of the digits is wrong, the
text does not say. A dossier that stands once, and but for one digit is one that the letter names more often, may
be either: both are candidates.

Source of the rules: extraction, section 3 ("Checks that catch wrong ids"). On clean text an author's slip stays as
it was written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kamergraaf.ingest import grammar
from kamergraaf.ingest.forms.handelingen import session
from kamergraaf.ingest.forms.outcome import Read

_BUDGET = grammar.table("begroting.toml")
_BUDGETS: tuple[int, ...] = tuple(_BUDGET["dossiers"])
_FIRST_BUDGET = 1985  # the September of the first of them
_WITH_CHAPTERS = frozenset((*_BUDGETS, *_BUDGET["aanvullende_dossiers"]))
_CHAPTERS_KNOWN_FROM = 31400  # the supplementary budgets before that are not listed
_NEW_YEAR = 10  # the budget's month is past: what is new belongs to the next one

_NUMBER_WORD = re.compile(r"[Nn][Rr]s?\b")
_PLURAL = re.compile(r"[Nn][Rr]s\b")
_SENATE = re.compile(r"\b(?:I|EK|E\.K\.|Eerste Kamer)\b")
_LETTER_CHAPTER = re.compile(r"hoofdstuk [A-HJ-M]\b")
_YEARS = re.compile(r"(?<!\d)(?:1[89]|20)\d\d ?[/–~-] ?(?:\d{4}|\d\d)(?!\d)")
_LIKE_DIGITS = re.compile(r"[OISBZGTA]+")  # capitals that scans make of 0, 1, 5, 8, 2, 6, 7, 4
_OFFICIAL_YEAR = re.compile(
    r"(?:ECLI:[A-Z]{2}:\w+:|stb-|stcrt-|trb-|(?:ah|h)-[a-z]{2}-|3)(?P<year>\d{4})(?=[:A-Z-]|\d{4}-)"
)
_LETTERS_AND_J = re.compile(r"-[A-Z]{1,2}J\Z")
_KAMERSTUK = re.compile(r"kst-(?P<core>\d{5})(?:-(?P<addition>[IVX]+[A-E]?))?-(?P<rest>[\w-]+)\Z")
_OLDEST_YEAR = 1813
_MOST_AHEAD = 0.25  # of the dossiers; if more seem too new, the letter's own day was misread


@dataclass(frozen=True, slots=True)
class Scan:
    """What is known of the letter as a whole: the last year that it can name, the newest dossier, its dossiers.

    ``times``: how often each stands in it. ``known``: dossiers that exist, whatever stands once.
    """

    year: int
    newest: int
    times: Counter[str]
    known: Collection[str]


def scan_of(reads: Sequence[Read], day: date | None, own: str | None, known: Collection[str]) -> Scan:
    """Tell what a scanned letter's citations are held against."""
    times = Counter(
        dossier[:5] for read in reads for dossier in dict.fromkeys(read.dossiers) if dossier[:5].isdigit()
    )
    if own is not None:
        times[own[:5]] += 1
    last = _FIRST_BUDGET + len(_BUDGETS) - 1
    if day is None or not _FIRST_BUDGET <= day.year <= last:
        return Scan(last, _newest(last), times, known)
    newest = _newest(day.year + (day.month >= _NEW_YEAR))
    ahead = sum(int(core) > newest for core in times)
    if ahead > _MOST_AHEAD * len(times):
        return Scan(last, _newest(last), times, known)
    return Scan(day.year, newest, times, known)


def spoilt(quote: str, read: Read, scan: Scan) -> str | None:
    """Tell why a citation cannot be what it seems, or None; ``quote``: its words in the repaired text."""
    return next((reason for check in _CHECKS if (reason := check(quote, read, scan)) is not None), None)


def near(read: Read, scan: Scan) -> tuple[str, ...]:
    """Give the dossiers that the letter names more often and that differ from this one by one digit alone."""
    if len(read.dossiers) != 1 or not read.ids:
        return ()
    core = read.dossiers[0][:5]
    if not core.isdigit() or scan.times[core] != 1 or int(core) in _WITH_CHAPTERS or core in scan.known:
        return ()
    return tuple(
        other
        for other, times in scan.times.items()
        if times > 1 and sum(a != b for a, b in zip(core, other, strict=True)) == 1
    )


def _no_number(quote: str, read: Read, scan: Scan) -> str | None:
    if not _NUMBER_WORD.search(quote) or _SENATE.search(quote):
        return None
    rest = [official.rpartition("-")[2] for official in read.ids]
    return "een letter waar een cijfer hoort" if any(_LIKE_DIGITS.fullmatch(one) for one in rest) else None


def _chapter_of_one_letter(quote: str, read: Read, scan: Scan) -> str | None:
    return "geen begrotingshoofdstuk" if _LETTER_CHAPTER.search(quote) else None


def _lonely_plural(quote: str, read: Read, scan: Scan) -> str | None:
    alone = len(read.ids) == 1 and _PLURAL.search(quote) is not None
    return "van de opsomming is maar een nummer te lezen" if alone else None


def _falling(quote: str, read: Read, scan: Scan) -> str | None:
    """Refuse a list that does not ascend; *was nr. 719* names an older paper."""
    if read.relation == "vervangt":
        return None
    numbers = [int(n) for official in read.ids if (n := official.rpartition("-")[2]).isdigit()]
    return "nummers lopen niet op" if any(a >= b for a, b in pairwise(numbers)) else None


def _bracket(quote: str, read: Read, scan: Scan) -> str | None:
    """Refuse letters of which the last may be a closing bracket: DJ for D)."""
    return "J kan een haakje zijn" if any(_LETTERS_AND_J.search(official) for official in read.ids) else None


def _broken_session(quote: str, read: Read, scan: Scan) -> str | None:
    """Hold the dossier against the year beside it, and the year's halves against each other."""
    m = _YEARS.search(quote)
    if m is None or not any(official.startswith("kst-") for official in read.ids):
        return None
    years = session(m.group())
    if years is None:
        return f"vergaderjaar {m.group()} bestaat niet"
    newest = _newest(int(years[4:]))
    over = next((d for d in read.dossiers if d[:5].isdigit() and int(d[:5]) > newest), None)
    return f"dossier {over} was er in {m.group()} nog niet" if over else None


def _too_new(quote: str, read: Read, scan: Scan) -> str | None:
    over = next((d for d in read.dossiers if d[:5].isdigit() and int(d[:5]) > scan.newest), None)
    return f"dossier {over} was er nog niet" if over else None


def _no_budget(quote: str, read: Read, scan: Scan) -> str | None:
    for official in read.ids:
        m = _KAMERSTUK.match(official)
        if m and m.group("addition") and int(m.group("core")) not in _WITH_CHAPTERS:
            core = int(m.group("core"))
            if core >= _CHAPTERS_KNOWN_FROM or core % 5:  # the older ones are round numbers too
                return f"dossier {core} heeft geen begrotingshoofdstukken"
    return None


def _year_to_come(quote: str, read: Read, scan: Scan) -> str | None:
    for official in read.ids:
        m = _OFFICIAL_YEAR.match(official)
        if m and not _OLDEST_YEAR <= int(m.group("year")) <= scan.year:
            return f"het jaar {m.group('year')} kan niet"
    return None


_CHECKS: tuple[Callable[[str, Read, Scan], str | None], ...] = (
    _no_number,
    _chapter_of_one_letter,
    _lonely_plural,
    _falling,
    _bracket,
    _broken_session,
    _too_new,
    _no_budget,
    _year_to_come,
)


def _newest(september: int) -> int:
    """Give the budget's dossier of that year's September: before it, no dossier had a higher number."""
    return _BUDGETS[min(max(september - _FIRST_BUDGET, 0), len(_BUDGETS) - 1)]
