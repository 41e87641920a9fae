"""The days to which a letter's names belong: its own day, else the year from the latest day that it names."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kamergraaf.ontology.register import Period

# A day and a year around a month's name, in the four characters before it and the six behind.
_AROUND: Final = re.compile(r"(?:.*(?<!\d))?(?P<day>[0-3]?\d) [a-z]+ (?P<year>(?:19|20)\d\d)(?!\d)", re.DOTALL)
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
    """Give the days written out in a text; a search for each month is faster than a pattern for all."""
    days = []
    for month, name in enumerate(_MONTHS, 1):
        at = text.find(name)
        while at >= 0:
            around = _AROUND.match(text[max(0, at - 4) : at + len(name) + 6])
            if around is not None:
                with suppress(ValueError):  # 31 juni: no day
                    days.append(date(int(around["year"]), month, int(around["day"])))
            at = text.find(name, at + len(name))
    return days
