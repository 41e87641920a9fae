"""The words of the pages, Dutch and English, from ``words.toml``; the language of a request."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LANGUAGES = ("nl", "en")
_MONTHS = {
    "nl": "januari,februari,maart,april,mei,juni,juli,augustus,september,oktober,november,december",
    "en": "January,February,March,April,May,June,July,August,September,October,November,December",
}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; called with a name they fill it in: ``w("graaf.getoond", n=3, m=12)``."""

    lang: str
    _words: Mapping[str, str]

    def __call__(self, name: str, /, **values: object) -> str:
        """Give a word by its dotted name. Raises ``KeyError`` for a name that is not in the table."""
        word = self._words[name]
        if not values:
            return word
        return word.format(**{key: self.number(v) if isinstance(v, int) else v for key, v in values.items()})

    def has(self, name: str) -> bool:
        """Whether the table has that name."""
        return name in self._words

    def count(self, name: str, n: int) -> str:
        """Give ``NAME-een`` for one, else ``NAME`` with its number."""
        return self(name + "-een") if n == 1 else self(name, n=n)

    def number(self, n: int) -> str:
        """Write a number as the language does.

        >>> words("nl").number(1204), words("en").number(1204)
        ('1.204', '1,204')
        """
        return f"{n:,}".replace(",", "." if self.lang == "nl" else ",")

    def day(self, text: str) -> str:
        """Write a day of the data (2018-11-27) in words; a year or anything else stays as it is.

        >>> words("nl").day("2018-11-27"), words("en").day("2018")
        ('27 november 2018', '2018')
        """
        parts = text.split("-")
        if len(parts) == 3 and all(part.isdigit() for part in parts) and 1 <= int(parts[1]) <= 12:
            return f"{int(parts[2])} {_MONTHS[self.lang].split(',')[int(parts[1]) - 1]} {parts[0]}"
        return text


@cache
def words(lang: str) -> Words:
    """Give the words of a language, ``nl`` or ``en``."""
    table = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    return Words(lang, {f"{part}.{name}": row[lang] for part, rows in table.items() for name, row in rows.items()})


def language(chosen: str | None, accept: str | None) -> str:
    """Give the language of a request: ``?lang=``, then the first of ``Accept-Language`` that we have, then Dutch.

    >>> language("en", None), language(None, "de, en;q=0.8, nl;q=0.9"), language("fr", "")
    ('en', 'nl', 'nl')
    """
    if chosen in LANGUAGES:
        return chosen
    weights: dict[str, float] = {}
    for part in (accept or "").split(","):
        tag, _, rest = part.strip().partition(";")
        primary = tag.split("-")[0].lower()
        try:
            weight = float(rest.partition("=")[2]) if "q=" in rest else 1.0
        except ValueError:
            weight = 0.0
        if primary in LANGUAGES:
            weights[primary] = max(weights.get(primary, 0.0), weight)
    return max(weights, key=lambda lang: weights[lang]) if weights and max(weights.values()) > 0 else LANGUAGES[0]
