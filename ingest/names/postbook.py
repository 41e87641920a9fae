"""The names under which ministries and posts go, and which ministry each means on a day."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Final

from rapidfuzz.distance import OSA

from kamergraaf.ingest.names.spelling import fold
from kamergraaf.ingest.values import value
from kamergraaf.ontology.register import Ministry, Office, Register

_POST: Final = re.compile(r"(minister|staatssecretaris)(?: (?:van|voor))? (.+)", re.IGNORECASE)
_FIRST: Final = re.compile(r"[a-z0-9&]+")
_WORD_END: Final = re.compile(r"(?![a-z0-9])")
_LONG_ENOUGH: Final = 12  # letters; shorter names differ too little from other words
_LETTERS_PER_SLIP: Final = 8
_READ_AHEAD: Final = 110  # longer than any name of a post


@dataclass(frozen=True, slots=True)
class Portfolio:
    """What may stand after "Minister van": the name or abbreviation of a ministry or of a post."""

    words: str
    ministries: tuple[Ministry, ...] = ()
    offices: tuple[Office, ...] = ()
    short: bool = False  # an abbreviation

    def ministry(self, book: PostBook, kind: str | None, day: date | None) -> Ministry | None:
        """Give the ministry meant on a day (None: at any time); None when the register cannot tell.

        Its own name on the day goes first, then a post of that name on the day, then the name or post that was
        last so called before: letters speak of posts of former cabinets.
        """
        posts = [o for o in self.offices if kind is None or o.kind == kind]
        now = [m for m in self.ministries if day and m.period.holds(day) is not False]
        if len(now) == 1:
            return now[0]
        on_day = {o.ministry for o in posts if day and o.period.holds(day) is not False}
        if len(on_day) == 1:
            return book.ministries[on_day.pop()]
        if on_day:
            return None
        earlier = [m for m in self.ministries if day is None or (m.period.start or date.min) <= day]
        if earlier:
            return max(earlier, key=lambda m: m.period.start or date.min)
        once = [o for o in posts if day is None or (o.period.start or date.min) <= day] or posts
        last = max((o.period.start or date.min for o in once), default=None)
        keys = {o.ministry for o in once if (o.period.start or date.min) == last}
        if len(keys) == 1:
            return book.ministries[keys.pop()]
        return None if keys or not self.ministries else self.ministries[0]

    def borne(self, day: date) -> bool:
        """Tell whether a ministry or post may have gone by this name on a day."""
        periods = [m.period for m in self.ministries] + [o.period for o in self.offices]
        return any(period.holds(day) is not False for period in periods)


@value
class Item:
    """A portfolio read in a text, at ``start`` to ``end``."""

    start: int
    end: int
    portfolio: Portfolio


class PostBook:
    """All portfolios of a register."""

    __slots__ = ("_by_first", "ministries", "portfolios")

    def __init__(self, register: Register) -> None:
        """Gather the names of ministries, of posts, and their abbreviations."""
        self.ministries = register.ministries
        self.portfolios = _portfolios(register)
        by_first: dict[str, list[tuple[re.Pattern[str], Portfolio]]] = defaultdict(list)
        for key in sorted(self.portfolios, key=len, reverse=True):
            first = _FIRST.match(key)
            if first:
                by_first[first.group()].append((_tolerant(key), self.portfolios[key]))
        self._by_first = {first: tuple(found) for first, found in by_first.items()}

    def read(self, text: str, at: int, day: date | None = None) -> Item | None:
        """Read the longest portfolio that stands at ``at``; None when there is none.

        With the ``day``, a name that nothing bore on it gives way to the one name of the day that is misread here
        by a letter or two: "Justitie en Veiligheicl" is not the former ministry of Justitie.
        """
        exact = self._exact(text, at)
        if day is None or not text[at : at + 1].isupper() or (exact is not None and exact.portfolio.borne(day)):
            return exact
        return self._misread(text, at, day) or exact

    def _misread(self, text: str, at: int, day: date) -> Item | None:
        window = fold(text[at : at + _READ_AHEAD])
        near: dict[str, tuple[int, int]] = {}
        for key, portfolio in self.portfolios.items():
            if len(key) < _LONG_ENOUGH or key[0] != window[0] or not portfolio.borne(day):
                continue
            most = len(key) // _LETTERS_PER_SLIP
            ends = [m.start() for m in _WORD_END.finditer(window, len(key) - most, len(key) + most + 1)]
            slips = [(OSA.distance(window[:end], key, score_cutoff=most), end) for end in ends]
            best = min(slips, default=(most + 1, 0))
            if best[0] <= most:
                near[key] = best
        if not near:
            return None
        key = min(near, key=lambda k: (near[k][0] - len(k), k))
        return Item(at, at + near[key][1], self.portfolios[key])

    def _exact(self, text: str, at: int) -> Item | None:
        window = fold(text[at : at + _READ_AHEAD])
        first = _FIRST.match(window)
        if first is None:
            return None
        for pattern, portfolio in self._by_first.get(first.group(), ()):
            found = pattern.match(window)
            if found and (not portfolio.short or _as_abbreviation(text[at : at + found.end()])):
                return Item(at, at + found.end(), portfolio)
        return None


def _as_abbreviation(written: str) -> bool:
    """Tell whether a short form is written as one, so that "om" or "app" is none."""
    return written[0].isupper() and not written.islower()


def _portfolios(register: Register) -> dict[str, Portfolio]:
    ministries: dict[str, dict[str, Ministry]] = defaultdict(dict)
    offices: dict[str, list[Office]] = defaultdict(list)
    words: dict[str, str] = {}
    for ministry in register.ministries.values():
        for name in (ministry.name, ministry.label, *ministry.aliases):
            ministries[fold(name)][ministry.key] = ministry
            words.setdefault(fold(name), name)
    for office in register.offices:
        post = _POST.fullmatch(office.post)
        if post:
            offices[fold(post[2])].append(office)
            words.setdefault(fold(post[2]), post[2])
    for short, post in _abbreviations():
        holders = offices.get(fold(post[2]), [])
        if holders:
            offices[fold(short)] = [*offices.get(fold(short), ()), *holders]
            words.setdefault(fold(short), short)
    return {
        key: Portfolio(name, tuple(ministries.get(key, {}).values()), tuple(offices.get(key, ())), _is_short(name))
        for key, name in words.items()
    }


def _abbreviations() -> Iterable[tuple[str, re.Match[str]]]:
    source = resources.files("kamergraaf.ingest.names") / "post-abbreviations.csv"
    for row in csv.DictReader(source.read_text(encoding="utf-8").splitlines()):
        post = _POST.fullmatch(row["post"])
        if post:
            yield row["abbreviation"], post


def _is_short(name: str) -> bool:
    return " " not in name and sum(c.isupper() for c in name) > 1


def _tolerant(key: str) -> re.Pattern[str]:
    """Make a pattern that forgives a lost comma, a stray hyphen, and & for *en*."""
    parts = []
    for token in key.split(" "):
        core = token.rstrip(",-")
        word = r"(?:en|&)" if core in ("en", "&") else re.escape(core).replace("&", " ?& ?")
        parts.append(word + ("-?,?" if token != core or core not in ("en", "&") else ""))
    last = parts.pop()
    return re.compile(" ".join((*parts, last.removesuffix("-?,?"))) + r"(?![a-z0-9])")


def holders(offices: Sequence[Office], day: date) -> tuple[str, ...]:
    """Give the persons who held one of these offices on a day, stand-ins left out when another held it."""
    held = [o for o in offices if o.period.holds(day)]
    real = [o for o in held if not o.acting] or held
    return tuple(dict.fromkeys(o.person for o in real))
