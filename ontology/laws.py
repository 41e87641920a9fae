"""The acts that letters name often, with their number at wetten.overheid.nl (Basiswettenbestand).

Only those of which the number is sure. An act whose name another one bore before it (Spoorwegwet) is left out: its
name alone does not settle which of them is meant.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LAWS = Path(__file__).with_name("laws.csv")


@cache
def names() -> Mapping[str, str]:
    """Give the number of each act by each of its names: ``Awb`` and ``Algemene wet bestuursrecht``."""
    return {name: number for number, all_names in _rows().items() for name in all_names}


@cache
def titles() -> Mapping[str, str]:
    """Give the name of each act by its number.

    >>> titles()["BWBR0005537"]
    'Algemene wet bestuursrecht'
    """
    return {number: all_names[0] for number, all_names in _rows().items()}


@cache
def _rows() -> Mapping[str, tuple[str, ...]]:
    with LAWS.open(encoding="utf-8", newline="") as table:
        return {row["id"]: (row["name"], *filter(None, row["also"].split("|"))) for row in csv.DictReader(table)}
