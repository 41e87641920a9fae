"""Kinds of things as people see them: word, names, side of the picture; from ``kinds.toml``.

A numbered motion lies at a Kamerstuk's address and yet is shown as a motion: what a thing *is* (its
classes) decides its kind here, not its address.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind: ``side`` is 1 (right) or -1 (left) of the focus; ``classes`` are local names of the ontology."""

    word: str
    nl: tuple[str, str]
    en: tuple[str, str]
    side: int
    classes: tuple[str, ...]
    order: int

    def name(self, lang: str, n: int = 1) -> str:
        """Give its name, one or many."""
        return (self.en if lang == "en" else self.nl)[n != 1]


def _read() -> tuple[Kind, ...]:
    rows = tomllib.loads((Path(__file__).parent / "kinds.toml").read_text(encoding="utf-8"))["kind"]
    return tuple(
        Kind(
            row["word"],
            (row["nl"][0], row["nl"][1]),
            (row["en"][0], row["en"][1]),
            row["side"],
            tuple(row["classes"]),
            i,
        )
        for i, row in enumerate(rows)
    )


def _pair(names: list[str]) -> tuple[str, str]:
    return names[0], names[1]


KINDS: tuple[Kind, ...] = _read()
KIND: dict[str, Kind] = {kind.word: kind for kind in KINDS}
UNKNOWN = KIND["onbekend"]


def kind_of(classes: Iterable[str]) -> Kind:
    """Give the kind of a thing by the local names of its classes; ``onbekend`` when none is ours.

    >>> kind_of(["Kamerstuk", "Motie"]).word
    'motie'
    """
    have = set(classes)
    for kind in KINDS:
        if have.intersection(kind.classes):
            return kind
    return UNKNOWN
