"""Days as Dutch letters write them: 20 juni 2018, 27 november jl., 27-02-2008, 15/03.

What is written is read by ``find``; what day it is, by ``settle``. Nothing is guessed: a day without its year
stays open unless a sitting cited beside it, a word like *jl.* with the letter's date, or the people who sat in
the chamber leave one year only. ``datetime`` does all reckoning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum

from kamergraaf.ingest.values import value
from kamergraaf.ontology import iris

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_SHORT = {"jan": 1, "feb": 2, "febr": 2, "mrt": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
          "okt": 10, "nov": 11, "dec": 12}  # fmt: skip
_MONTH = {name: n for n, name in enumerate(MONTHS, 1)} | _SHORT

MONTH = "(?:" + "|".join(MONTHS) + ")"
_ANY_MONTH = "(?:" + "|".join(sorted(_MONTH, key=len, reverse=True)) + r")\b\.?"
DAY = rf"(?:(?:3[01]|[12]\d|0?[1-9])(?:st)?e?\s*{_ANY_MONTH}(?:\s+(?:1[89]|20)\d\d)?)"
"""A pattern without groups for a day in words, to put into rules."""

_WORDS = re.compile(
    rf"(?<!\d)(?P<d>3[01]|[12]\d|0?[1-9])(?:ste|de|e)?\s*(?P<m>{_ANY_MONTH})"
    r"(?:,?\s+(?P<y>(?:1[89]|20)\d\d)|(?!\s+\d{4}\b))"  # 28 juni 1012 is a slip, not a day of another year
    r"(?P<rel>\s+(?:jl\b\.?|jongstleden\b|j\.l\.|ll\b\.?|l\.l\.|a\.s\.|aanstaande\b))?",
    re.IGNORECASE,
)
_DIGITS = re.compile(
    r"(?<![\d/.,-])(?P<d>3[01]|[12]\d|0?[1-9])(?P<sep>[-/.])(?P<m>1[0-2]|0?[1-9])(?:(?P=sep)(?P<y>(?:19|20)\d\d))?"
    rf"(?![\d/]|\s*{_ANY_MONTH})"
)
_YEAR = re.compile(rf"(?:(?P<m>{MONTH})\s+)?(?<!\d)(?P<y>(?:19|20)\d\d)(?!\d)", re.IGNORECASE)


_FIRST_YEAR, _LAST_YEAR = 1980, 2060  # within which ``possible`` is asked: the register knows nobody outside


class Tense(StrEnum):
    """What a day without year says of itself."""

    PAST = "jl."
    COMING = "a.s."


@value
class Written:
    """A day as written at ``start`` to ``end`` of the text that was searched."""

    start: int
    end: int
    day: int
    month: int
    year: int | None
    tense: Tense | None = None

    def on(self, year: int) -> date | None:
        """Give this day in a year, None where the calendar has no such day."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def find(text: str, start: int = 0, end: int | None = None, *, digits: bool = False) -> Written | None:
    """Give the first day written in ``text[start:end]``; ``digits`` reads 15/03 and 27-02-2008 as well."""
    return next(all_in(text, start, end, digits=digits), None)


def all_in(text: str, start: int = 0, end: int | None = None, *, digits: bool = False) -> Iterator[Written]:
    """Give the days written in ``text[start:end]`` in order of place.

    >>> [w.on(w.year or 2018) for w in all_in("op 17 maart 2018 en 27 november jl.")]
    [datetime.date(2018, 3, 17), datetime.date(2018, 11, 27)]
    """
    stop = len(text) if end is None else end
    found = [_word(m) for m in _WORDS.finditer(text, start, stop)]
    if digits:
        taken = [(w.start, w.end) for w in found]
        numbers = (_number(m) for m in _DIGITS.finditer(text, start, stop))
        found += [n for n in numbers if not any(s <= n.start < e for s, e in taken)]
        found.sort(key=lambda w: w.start)
    yield from found


def settle(
    written: Written,
    *,
    sessions: Iterable[str] = (),
    letter: date | None = None,
    possible: Callable[[date], bool] | None = None,
) -> date | None:
    """Give the day that is meant, or None where it stays open.

    ``sessions``: parliamentary years (``2018-2019``) of sittings cited beside it. ``letter``: the letter's own
    day, used only where the words say past or coming. ``possible``: whether a day can be meant by other
    evidence; used when it leaves one year of all.
    """
    if written.year is not None:
        return written.on(written.year)
    for session in sessions:
        days = (written.on(int(year)) for year in session.split("-"))
        held = [day for day in days if day is not None and iris.session(day) == session]
        if len(held) == 1:
            return held[0]
    if letter is not None and written.tense is not None:
        days = (written.on(letter.year + step) for step in (-1, 0, 1))
        known = [day for day in days if day is not None]
        if written.tense is Tense.PAST:
            return max((day for day in known if day <= letter), default=None)
        return min((day for day in known if day >= letter), default=None)
    if possible is not None:
        years = range(_FIRST_YEAR, (_LAST_YEAR if letter is None else letter.year) + 1)
        held = [day for year in years if (day := written.on(year)) is not None and possible(day)]
        return held[0] if len(held) == 1 else None
    return None


def partial(text: str, start: int = 0, end: int | None = None) -> str | None:
    """Give the first date in the text as far as it is written: 2018-10-02, 2016-12, 2018; None without a year.

    >>> partial("AIVD, 2 oktober 2018"), partial("in december 2016"), partial("Van Ham e.a., 2018")
    ('2018-10-02', '2016-12', '2018')
    """
    whole = next((w for w in all_in(text, start, end, digits=True) if w.year is not None), None)
    if whole is not None and whole.year is not None and (day := whole.on(whole.year)) is not None:
        return day.isoformat()
    year = _YEAR.search(text, start, len(text) if end is None else end)
    if year is None:
        return None
    month = year["m"]
    return f"{year['y']}-{_MONTH[month.lower()]:02}" if month else year["y"]


def _word(m: re.Match[str]) -> Written:
    relative = (m["rel"] or "").strip().lower()
    tense = None if not relative else Tense.COMING if relative[0] == "a" else Tense.PAST
    year = int(m["y"]) if m["y"] else None
    return Written(m.start(), m.end(), int(m["d"]), _MONTH[m["m"].lower().rstrip(".")], year, tense)


def _number(m: re.Match[str]) -> Written:
    return Written(m.start(), m.end(), int(m["d"]), int(m["m"]), int(m["y"]) if m["y"] else None)
