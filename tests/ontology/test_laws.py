"""The list of acts: numbers well-formed, and no name for two of them."""

from __future__ import annotations

import csv
from collections import Counter

from kamergraaf.ontology import iris, laws


def test_every_act_has_an_address_and_a_title() -> None:
    """Each number leads to wetten.overheid.nl, and each has a name."""
    for number, title in laws.titles().items():
        assert iris.foreign(number) == f"https://wetten.overheid.nl/{number}"
        assert title
        assert laws.names()[title] == number


def test_no_name_is_of_two_acts() -> None:
    """A name that two acts bear would settle nothing, so none is in the list twice; nor is a number."""
    with laws.LAWS.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    names = Counter(name for row in rows for name in (row["name"], *filter(None, row["also"].split("|"))))
    assert [name for name, times in names.items() if times > 1] == []
    assert len({row["id"] for row in rows}) == len(rows)
