"""Each relation as a sentence, both ways, in both languages; from ``relations.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path

RELATIONS: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "relations.toml").read_text(encoding="utf-8")
)


def relation(name: str, *, outgoing: bool, lang: str) -> str:
    """Give the words of a relation; a relation without words is given by its own name, in words.

    >>> relation("proposedBy", outgoing=False, lang="nl"), relation("isReplacedBy", outgoing=True, lang="en")
    ('diende in', 'is replaced by')
    """
    row = RELATIONS.get(name)
    if row is None:
        return "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()
    return row[lang][0 if outgoing else 1]
