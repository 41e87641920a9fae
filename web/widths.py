"""How wide a text is, the same on every machine: from the table ``widths.toml``."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path


def width(text: str, size: float) -> float:
    """Give the width of a text in pixels at a font size in pixels.

    >>> width("", 14), width("il", 10)
    (0.0, 5.6)
    """
    known, other, wide = _table()
    ems = sum(known.get(c) or (wide if unicodedata.east_asian_width(c) in "WF" else other) for c in text)
    return round(ems * size, 2) + 0.0


@lru_cache(maxsize=20_000)
def cut(text: str, most: float, size: float) -> str:
    """Shorten a text to a width in pixels, with an ellipsis where something went.

    >>> cut("kort", 100, 14), cut("een lange titel van een stuk", 100, 14)
    ('kort', 'een lange ti…')
    """
    if width(text, size) <= most:
        return text
    while text and width(text + "…", size) > most:
        text = text[:-1]
    return text.rstrip(" ,.;:") + "…"


def lines(text: str, most: float, size: float, count: int) -> tuple[str, ...]:
    """Break a text at spaces into at most ``count`` lines of a width in pixels; the last ends with an ellipsis."""
    rows: list[str] = []
    row = ""
    words = text.split()
    for i, word in enumerate(words):
        longer = f"{row} {word}".strip()
        if width(longer, size) <= most or not row:
            row = longer
            continue
        if len(rows) == count - 1:
            rows.append(cut(" ".join([row, *words[i:]]), most, size))
            return tuple(rows)
        rows.append(row)
        row = word
    return (*rows, cut(row, most, size)) if row else tuple(rows)


@cache
def _table() -> tuple[dict[str, float], float, float]:
    data = tomllib.loads((Path(__file__).parent / "widths.toml").read_text(encoding="utf-8"))
    known = {character: group["em"] for group in data["group"] for character in group["characters"]}
    return known, data["other"], data["wide"]
