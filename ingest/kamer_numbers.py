"""Official numbers of cases whose record names no dossier: the dossier by its title, the paper by its Volgnummer.

A record gives the title of the case's dossier (Zaak.Titel) and the case's number in it (Zaak.Volgnummer), which is
that of the paper: in 8,041 of 8,041 records that carry a kst id too. So one paper of which the number is known tells
the dossier of all that stand under its title. A title stands for a dossier when

- all evidence names the same one: kst ids in the records, or else the register's list of dossiers, or else numbers
  that letters give to two cases or more under that title;
- no two cases under it have one number, as they would if it were the title of several dossiers
  (*Nota over de toestand van 's Rijks Financiën* is that of a new one each year).

The chapters of one year's budget have one number with their own addition; a chapter of which no paper is known is
numbered by the others of its year. Measured on the records of 2008-2025: see docs/decisions.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from kamergraaf.ontology import iris
from kamergraaf.ontology.official import Case
from kamergraaf.ontology.register import Register

_LEAST_LETTERS: Final = 2
_BUDGET: Final = re.compile(
    r"vaststelling van de begrotingssta(?:at|ten) van [^()]*\((?P<chapter>[ivx]+[ab]?)\)[^()]*"
    r" voor het jaar (?P<year>\d{4})"
)
_NUMBERED: Final = re.compile(r"kst-(?P<dossier>.+)-(?P<number>\d+)")


def titles(
    cases: Sequence[Case], register: Register, given: Mapping[str, str] = MappingProxyType({})
) -> dict[str, str]:
    """Give the dossier for which each title stands, by the title as ``key`` folds it.

    ``given``: numbers that letters give to cases whose record has none, by case.
    """
    under: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if case.sequence and case.dossier_title:
            under[key(case.dossier_title)].append(case)
    one_dossier = {title for title, its in under.items() if len({case.sequence for case in its}) == len(its)}
    known = _listed(register)
    known |= {title: dossier for title, dossier in _told(under, given).items() if title not in known}
    recorded = {case.number: case.official_id for case in cases if case.official_id}
    by_record = _evidence(under, recorded)
    known |= {title: next(iter(found)) if len(found) == 1 else "" for title, found in by_record.items()}
    known = {title: dossier for title, dossier in known.items() if dossier and title in one_dossier}
    return known | {title: number for title, number in _chapters(known, one_dossier) if title not in known}


def numbered(cases: Sequence[Case], dossiers: Mapping[str, str]) -> list[Case]:
    """Give the cases, each with its official id where its dossier's title tells it and no other case has that id."""
    concluded = {
        case.number: f"kst-{dossiers[title]}-{case.sequence}"
        for case in cases
        if case.official_id is None and case.sequence and (title := key(case.dossier_title or "")) in dossiers
    }
    holders = Counter(concluded.values())
    holders.update(case.official_id for case in cases if case.official_id)
    alone = {case: number for case, number in concluded.items() if holders[number] == 1}
    return [replace(case, official_id=alone[case.number]) if case.number in alone else case for case in cases]


def names(cases: Iterable[Case], dossiers: Mapping[str, str]) -> dict[str, str]:
    """Give the title of each dossier as its newest numbered case has it, by the dossier's number."""
    found: dict[str, str] = {}
    for case in sorted(cases, key=lambda case: (case.day, case.number)):
        title = " ".join((case.dossier_title or "").split())
        dossier = dossiers.get(key(title))
        if dossier is not None and case.official_id is not None:
            found[dossier] = title
    return dict(sorted(found.items()))


def key(title: str) -> str:
    """Fold a dossier's title for comparison: case, white space and a closing stop do not count.

    >>> key("Vreemdelingenbeleid. ") == key("vreemdelingenbeleid")
    True
    """
    return " ".join(title.split()).casefold().rstrip(".")


def _listed(register: Register) -> dict[str, str]:
    """Give the dossiers of the register whose title no other dossier has."""
    numbers: dict[str, set[str]] = defaultdict(set)
    for dossier in register.dossiers.values():
        for title in (dossier.title, *dossier.former_titles):
            numbers[key(title)].add(dossier.number)
    return {title: next(iter(found)) for title, found in numbers.items() if len(found) == 1}


def _told(under: Mapping[str, Iterable[Case]], given: Mapping[str, str]) -> dict[str, str]:
    """Give the dossiers that letters tell: several of one title, and none that differs."""
    return {
        title: dossier
        for title, found in _evidence(under, given).items()
        for dossier, times in found.items()
        if len(found) == 1 and times >= _LEAST_LETTERS
    }


def _evidence(under: Mapping[str, Iterable[Case]], numbers: Mapping[str, str]) -> dict[str, Counter[str]]:
    """Count for each title the dossiers in which its cases have their number."""
    evidence: dict[str, Counter[str]] = {}
    for title, cases in under.items():
        found: Counter[str] = Counter()
        for case in cases:
            m = _NUMBERED.fullmatch(numbers.get(case.number, ""))
            if m is not None and m["number"] == str(case.sequence) and iris.KIND["dossier"].fits(m["dossier"]):
                found[m["dossier"]] += 1
        if found:
            evidence[title] = found
    return evidence


def _chapters(known: Mapping[str, str], wanted: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give the dossiers of budget chapters, where all known chapters of that year have one number."""
    years: dict[str, set[str]] = defaultdict(set)
    for title, dossier in known.items():
        if m := _BUDGET.match(title):
            number, _, addition = dossier.partition("-")
            years[m["year"]].add(number if addition == m["chapter"].upper() else "")
    for title in sorted(wanted):
        m = _BUDGET.match(title)
        if m is not None and len(numbers := years[m["year"]]) == 1 and (number := next(iter(numbers))):
            yield title, f"{number}-{m['chapter'].upper()}"
