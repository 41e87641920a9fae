"""The days to which a letter's names belong: its own day, else the year from the latest day that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kamergraaf.ontology.register import Period

_YEAR: Final = re.compile(r"(?<![\d.,/-])(?:19[5-9]\d|20[0-4]\d)(?![\d%])")
_DAY: Final = re.compile(
    r"(?<!\d)([0-3]?\d) (januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
    r" ((?:19|20)\d\d)(?!\d)"
)
_MONTHS: Final = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]


@dataclass(frozen=True, slots=True)
class When:
    """``day``: of the letter, when known; else ``latest`` to ``until``, a year after the last day named."""

    day: date | None = None
    latest: date | None = None
    until: date | None = None

    @property
    def on(self) -> date | None:
        """The day, or the best that stands for it."""
        return self.day or self.latest

    def within(self, period: Period) -> bool:
        """Tell whether a period may hold then; True when nothing is known of the day."""
        return self.on is None or period.holds(self.on) is not False


def when(text: str, day: date | None) -> When:
    """Give the days of a letter: rule 2 of design ``extraction``, section 7."""
    if day is not None:
        return When(day)
    latest = max(_days(text), default=None)
    return When() if latest is None else When(None, latest, latest + timedelta(days=365))


def _days(text: str) -> list[date]:
    days = []
    for found in _DAY.finditer(text):
        try:
            days.append(date(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1])))
        except ValueError:  # 31 juni: no day
            continue
    return days
