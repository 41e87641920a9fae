"""Dossiers and paper numbers from the pieces of text that a rule caught.

Source of the guards: extraction, section 3. A failed guard refuses; it never gives another number.
"""

from __future__ import annotations

import re
from itertools import pairwise

from kamergraaf.ingest import grammar
from kamergraaf.ingest.forms.outcome import Refused
from kamergraaf.ingest.repair import Clean
from kamergraaf.ingest.values import value

OLDEST, NEWEST = 10000, 38999
"""Dossiers run from 10000; in November 2026 some 37 300 are in use, 200 to 350 a year."""

CHAPTERS = frozenset(grammar.table("begroting.toml")["hoofdstukken"])
"""Budget chapters, with those of older budgets."""

_FUNDS_SINCE: dict[str, int] = grammar.table("begroting.toml")["fondsen_sinds"]
_FRAGMENTS = grammar.read_fragments("kamerstuk.toml")
_DOSSIER = re.compile(_FRAGMENTS["dossier"])
_CORE = re.compile(r"(\d{2})[ .-]?(\d{3})")
_RIJKSWET = re.compile(r"R ?(\d{3,4})")
_CHAPTER = re.compile(_FRAGMENTS["hoofdstuk"])
_ELEMENT = re.compile(
    f"(?P<sep>{_FRAGMENTS['tussen']})?(?P<nr>[Nn][Rr]s?\\.? ?)?(?P<n>\\d{{1,4}}(?:[a-z](?![a-z]))?)(?:-?[hHnN]\\d)?"
    f"(?P<pages>{_FRAGMENTS['pagina']})"
)
_CLOSED = re.compile(r"\s*(?:[).,;:\]}»”]|\Z|\n)|J(?:[\s.,;]|\Z)")
_MORE_DIGITS = re.compile(r" \d{1,3}(?!\d)(?! ?(?:jan|feb|m(?:aa)?rt|apr|mei|jun|jul|aug|sep|okt|nov|dec))")
_CHAIN = re.compile(r"\d{1,4}(?:-\d{1,4})+")
# After a number: another of the same list in which a scan spoilt a digit, or which stands behind a spoilt joiner.
_JOINER = r"(?:,? ?\ben\b ?| ?[,–-] ?|/| ?t/m ?)"
_SPOILT_JOINER = (
    r"(?:,? (?:" + "|".join(map(re.escape, grammar.misreadings("en"))) + r") ?| ?(?!t/m)[tflr][/lI1](?:m|rn|nn|in) ?)"
)
_ALIKE = "OoSsBIlZGgqbTA?"  # what scans make of digits
_SPOILT_NUMBER = (
    rf"(?!\d+s?t?e\b)(?=\D?\d|\d+\D)(?:\d{{1,3}}[{_ALIKE}]|[{_ALIKE}]\d)[\d{_ALIKE}]{{0,2}}(?=[).,;:\s]|\Z)"
)
_NEXT_SPOILT = re.compile(
    rf"(?:{_JOINER}|{_SPOILT_JOINER}){_SPOILT_NUMBER}|{_SPOILT_JOINER}(?P<n>\d{{1,4}})(?=[).,;:]|\s|\Z)"
)
_NAMED_PLURAL = re.compile(r"(?:[Nn][Rr]s|ummers)[.,:;]{0,2} ?\Z")
_SECOND = re.compile(rf"(?:{_JOINER}|{_SPOILT_JOINER})[\d{_ALIKE}]")
_AHEAD = 40
_LONGEST_RANGE = 30


@value
class Dossier:
    """``key``: 29754, 36410-VI, 21501-20, 23908-R1519. ``repaired``: a chapter that OCR had spoilt."""

    core: str
    addition: str | None
    start: int
    end: int
    repaired: bool = False

    @property
    def key(self) -> str:
        """The dossier as it stands in a paper's id."""
        return self.core if self.addition is None else f"{self.core}-{self.addition}"


@value
class Numbers:
    """Paper numbers in order, each range spelled out, and where the last one ends."""

    values: tuple[str, ...]
    end: int


def dossiers(text: str, start: int, end: int, oldest: int = OLDEST) -> tuple[Dossier, ...] | Refused:
    """Read the dossiers in ``text[start:end]``."""
    found: list[Dossier] = []
    at = start
    # Some characters more: what follows tells a fund's letter from a paper's.
    while at < end and (m := _DOSSIER.search(text, at, end + _AHEAD)) and m.start() < end:
        dossier = _dossier(m, oldest)
        if isinstance(dossier, Refused):
            return dossier
        found.append(dossier)
        at = m.end()
    return tuple(found) if found else Refused("geen dossiernummer")


def fund(text: str, start: int, end: int) -> Dossier | Refused:
    """Read a fund's dossier, five digits and a letter, in ``text[start:end]``."""
    core = _CORE.match(text, start, end)
    if core is None or not OLDEST <= int(core.group(1) + core.group(2)) <= NEWEST:
        return Refused("geen dossiernummer")
    return Dossier(core.group(1) + core.group(2), text[end - 1], start, end)


def _dossier(m: re.Match[str], oldest: int) -> Dossier | Refused:
    whole = m.group()
    core = _CORE.match(whole)
    if core is None:
        return Refused("geen dossiernummer")
    number = core.group(1) + core.group(2)
    if not oldest <= int(number) <= NEWEST:
        return Refused(f"dossier {number} bestaat niet")
    rest = whole[core.end() :].strip(" .,-–/()")
    if not rest:
        return Dossier(number, None, m.start(), m.start() + core.end())
    if rest.isdigit():
        return Dossier(number, rest, m.start(), m.end())
    if rijkswet := _RIJKSWET.fullmatch(rest):
        return Dossier(number, f"R{rijkswet.group(1)}", m.start(), m.end())
    word, space, chapter = rest.partition(" ")
    misread = bool(space) and word != "hoofdstuk"
    rest = chapter if space else rest.removeprefix("hoofdstuk").strip()
    if len(rest) == 1 and rest in "ABCDEFGHIJKLM" and rest not in "IVX":
        if int(number) < _FUNDS_SINCE.get(rest, 0):
            return Refused(f"fonds {rest} is van later jaren")
        return Dossier(number, rest, m.start(), m.end())
    chapter = rest.replace("l", "I").replace("1", "I")
    if chapter not in CHAPTERS:
        return Refused(f"{rest} is geen begrotingshoofdstuk")
    return Dossier(number, chapter, m.start(), m.end(), repaired=misread or chapter != rest)


def numbers(
    clean: Clean, start: int, end: int, *, plural: bool, letters: bool, hyphened: bool = False
) -> Numbers | Refused:
    """Read the paper numbers in ``clean.text[start:end]``; pages are none.

    ``plural``: after "nrs."; ``letters``: 42e is allowed; ``hyphened``: after a hyphen, where others follow so too.
    """
    text = clean.text
    if hyphened and (chain := _CHAIN.fullmatch(text, start, end)):
        return _chain(chain)
    values: list[str] = []
    last = at = start
    while m := _ELEMENT.match(text, at, end):
        value, after = m.group("n"), m.end("n")
        separator = (m.group("sep") or "").strip(" ,;")
        if values and not m.group("nr"):
            step = _step(values[-1], value, separator, text, after, plural)
            if isinstance(step, Refused):
                return step
            if not step:
                break
            values += step[:-1]
        if _split(clean, after):
            return Refused("getal in stukken")
        if value[-1].isalpha() and (not letters or value[-1] in "lo"):
            return Refused(f"letter achter het nummer: {value}")
        values.append(value)
        last = after
        at = m.end()
    if not values:
        return Refused("geen nummer")
    return _list_is_spoilt(text, start, at, values) or Numbers(tuple(values), last)


def _list_is_spoilt(text: str, start: int, at: int, values: list[str]) -> Refused | None:
    """Refuse the whole of a list whose next number or joiner a scan has spoilt: *nrs. 89 eri 106*, *87 en 10O2*."""
    spoilt = _NEXT_SPOILT.match(text, at)
    if spoilt is not None:
        following = spoilt.group("n")
        if following is None or int(following) > int(values[-1].rstrip("abcdefghijklmnopqrstuvwxyz")):
            return Refused("een nummer van de opsomming is onleesbaar")
    if len(values) == 1 and _NAMED_PLURAL.search(text, max(0, start - 12), start) and _SECOND.match(text, at):
        return Refused("van de opsomming is maar een nummer te lezen")
    return None


def _chain(m: re.Match[str]) -> Numbers | Refused:
    """Read 29477-484-485-486: a list; of two with a gap between, a list or a range, so neither."""
    values = m.group().split("-")
    if any(int(a) >= int(b) for a, b in pairwise(values)):
        return Refused("nummers lopen niet op")
    if len(values) == 2 and int(values[1]) > int(values[0]) + 1:
        return Refused(f"reeks of opsomming: {m.group()}")
    return Numbers(tuple(values), m.end())


def _step(before: str, value: str, separator: str, text: str, after: int, plural: bool) -> list[str] | Refused:
    """Tell what a further number of a list adds: itself, a whole range, or nothing when it is none."""
    ascending = before.isdigit() and value.isdigit() and int(value) > int(before)
    closed = _CLOSED.match(text, after) is not None or text.startswith(("/", "-", "–", "~", " en ", " t/m"), after)
    if separator in ("t/m", "tot en met", "-", "–", "~"):
        if not closed and not plural and separator in ("-", "–", "~"):
            return []
        if ascending and int(value) - int(before) <= _LONGEST_RANGE:
            return [str(n) for n in range(int(before) + 1, int(value) + 1)]
        return Refused(f"reeks van {before} tot {value}")
    if separator == "" and not plural:
        return []  # a comma or semicolon alone: a note's number or a page
    if not plural and (
        not closed or not ascending or 1900 <= int(value.rstrip("abcdefghijklmnopqrstuvwxyz")) <= 2100
    ):
        return []  # a year, date or count
    return [value] if ascending or separator else []


def _split(clean: Clean, at: int) -> bool:
    """Whether more digits stand a space further on the same line, and begin no date."""
    if _MORE_DIGITS.match(clean.text, at) is None:
        return False
    after = clean.to_source(at - 1) + 1
    return "\n" not in clean.printed[after : clean.to_source(at + 1)]
