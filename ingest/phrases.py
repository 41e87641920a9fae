"""Rules for wordings, as data: each file of ``ingest/phrasings`` with its patterns, examples and counterexamples.

A pattern is a regular expression in which one space stands for one or more, and ``{name}`` for a fragment of
``FRAGMENTS``. Patterns are only ever matched in a window (a sentence, or from a trigger on).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import resources
from typing import Any

from kamergraaf.ingest.dates import DAY, MONTH
from kamergraaf.ingest.guarded import Guarded

_UPPER = "A-ZÀ-ÖØ-ÞĆČĐĞİŁŃŚŞŠŻŽŐŰ"
_LETTER = r"[^\W\d_]"
_PREFIX = (
    r"(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Dd]es|[Tt]en|[Tt]er|[Tt]e|[’'‘][Tt]|[Ee]l|[Aa]l|[Ll]a|[Ll]e|[Dd]u|[Ii]n|[Oo]p|[Vv]on|"
    r"[Bb]en|[Uu]it|[Oo]nder)"
)
# Words with a capital that follow a name, or stand where one could, and are none.
_NO_NAME = (
    r"(?!(?:Kamer|Kamers|Kamerstuk|Kamerstukken|Kst|Handelingen|Tweede|Eerste|Minister|Ministers|Ministerie|Ministerraad"
    r"|Staatssecretaris|Kabinet|Regering|Raad|Commissie|Staten|Nederland|Nederlandse|Europese|Europa|Nr|TK|EK|Rijk|Vz"
    r"|Motie|Toezegging|Amendement|Bijlage|Betreft|De|Het|Een|Deze|Dit)\b)"
)
_PART = rf"[{_UPPER}]{_LETTER}*(?:[’'ʼ]{_LETTER}+)?"
_WORD = rf"{_NO_NAME}{_PART}(?!\.\w)(?:[-–](?:{_PREFIX} )*{_PART})*"
_NAME = (
    rf"(?:(?:[{_UPPER}][a-z]?\. ?){{1,6}})?(?:{_WORD} )?(?:{_PREFIX} ){{0,3}}{_WORD}"
    rf"(?: (?:{_PREFIX} ){{0,3}}{_WORD}){{0,2}}"
)

FRAGMENTS: Mapping[str, str] = {
    "name": _NAME,
    "word": _WORD,
    "upper": _UPPER,
    "letter": _LETTER,
    "day": DAY,
    "month": MONTH,
    "party": (
        r"\((?![^)]*\d{3}|[Kk](?:amer)?st)"  # a paper's number is no party
        r"(?:[A-Z0-9][\w./-]{0,20}(?: [\w./-]{1,12}){0,3}|lid [A-Z][\w -]{2,30}|Lid [A-Z][\w -]{2,30})\)"
    ),
    "chamber": r"(?:uw Kamer|Uw Kamer|de Kamer|de Tweede Kamer|de Eerste Kamer|beide Kamers|de Staten-Generaal|u)",
    "minister": (
        r"(?:[Mm]inister-[Pp]resident|[Mm]inisters?|[Ss]taatssecretaris(?:sen)?|[Bb]ewindspersoon|kabinet|regering)"
    ),
}
_FRAGMENT = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A rule: its name, its pattern, and what else its table holds (deed, kind …)."""

    name: str
    pattern: Guarded
    examples: tuple[Any, ...] = ()
    counterexamples: tuple[str, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)


def compiled(pattern: str, flags: int = 0) -> Guarded:
    """Compile a pattern with fragments filled in and each space read as one or more."""
    whole = _FRAGMENT.sub(lambda m: FRAGMENTS[m[1]], pattern)
    return Guarded(_spaced(whole), flags)


@cache
def rules(name: str) -> tuple[Phrase, ...]:
    """Give the rules of ``ingest/phrasings/NAME.toml`` in the order of the file, which is that of preference."""
    table = tomllib.loads((resources.files("kamergraaf.ingest") / "phrasings" / f"{name}.toml").read_text("utf-8"))
    local = table.get("fragment", {})
    found = []
    for rule in table["rule"]:
        written = rule["pattern"]
        for key, value in local.items():
            written = written.replace("{" + key + "}", value)
        rest = {k: v for k, v in rule.items() if k not in ("name", "pattern", "examples", "counterexamples")}
        found.append(
            Phrase(
                rule["name"],
                compiled(written.replace("\n", "")),
                tuple(rule.get("examples", ())),
                tuple(rule.get("counterexamples", ())),
                rest,
            )
        )
    return tuple(found)


@cache
def pattern(file: str, name: str) -> Guarded:
    """Give the pattern of one rule of a file."""
    return next(rule.pattern for rule in rules(file) if rule.name == name)


def patterns(file: str) -> Callable[[str], Guarded]:
    """Give what gives the patterns of a file by the names of their rules; the file is read when one is asked for."""
    return cache(partial(pattern, file))


def _spaced(pattern: str) -> str:
    """Put ``[ ]+`` for each space outside a character class."""
    parts: list[str] = []
    inside = False
    i = 0
    while i < len(pattern):
        if pattern.startswith(("(?<!", "(?<="), i):  # of fixed width: spaces stay
            close = pattern.index(")", i) + 1
            parts.append(pattern[i:close])
            i = close
            continue
        c = pattern[i]
        if c == "\\":
            parts.append(pattern[i : i + 2])
            i += 2
            continue
        if c == "[":
            inside = True
        elif c == "]" and inside and pattern[i - 1] != "[":
            inside = False
        if c == " " and not inside:
            after = pattern[i + 1 : i + 2]
            parts.append(" " if after in ("*", "?", "+", "{") else " +")
        else:
            parts.append(c)
        i += 1
    return "".join(parts)
