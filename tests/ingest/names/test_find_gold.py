"""Names in the shared real letters, against what a careful reader found; skipped where the folder is absent."""

import importlib.util
import os
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kamergraaf.ingest import own, register, repair
from kamergraaf.ingest.names.find import find_names
from kamergraaf.ingest.names.index import index_of
from kamergraaf.ontology.model import Letter, Span, Status

SHARED = Path(os.environ.get("KAMERGRAAF_SHARED", Path(__file__).parents[3].parent / "shared"))

Found = dict[str, Any]

pytestmark = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="no folder ../shared with gold letters")


@pytest.fixture(scope="module")
def score() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def found(score: ModuleType) -> tuple[Found, Found]:
    gold = score.load(SHARED / "gold")
    return gold, {name: _names(SHARED / "letters" / f"{name}.txt") for name in gold}


def _names(path: Path) -> dict[str, Any]:
    text = repair.clean(Letter(path.name, path.read_text(encoding="utf-8")))
    day: date | None = own.own_facts(text).date
    names = find_names(text, index_of(register.bundled()), day)
    return {
        "persons": [_place(p.span) | {"known_as": p.known_as, "status": p.status} for p in names.persons],
        "parties": [_place(p.span) | {"party": p.label} for p in names.parties],
        "ministries": [_place(m.span) | {"ministry": m.code} for m in names.ministries],
        "organisations": [_place(o.span) for o in names.organisations],
    }


def _place(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "exact": span.exact}


@pytest.mark.parametrize(
    ("kind", "precision", "recall"),
    [("persons", 0.995, 0.99), ("parties", 0.99, 0.99), ("ministries", 0.99, 0.99)],
)
def test_names_of_the_gold_letters(
    score: ModuleType, found: tuple[Found, Found], kind: str, precision: float, recall: float
) -> None:
    """Persons, parties and ministries of all gold letters are found, and hardly anything else."""
    total, cases = score.score(*found)

    assert total[kind]["precision"] >= precision, cases[kind][1]
    assert total[kind]["recall"] >= recall, cases[kind][0]


def test_organisations_of_the_gold_letters(score: ModuleType, found: tuple[Found, Found]) -> None:
    """Nineteen in twenty of the bodies that a reader marked are found; the gold leaves many out."""
    gold, got = found
    pairs = [(g, got[name]["organisations"]) for name, doc in gold.items() for g in doc.get("organisations") or []]
    hit = sum(any(score.overlap(g, s) >= 0.8 for s in theirs) for g, theirs in pairs)

    assert hit / len(pairs) >= 0.95


def test_certain_persons_cover_the_gold(found: tuple[Found, Found]) -> None:
    """At least 95 % of the persons whom a reader could name are certain, and of those 99 % bear that name."""
    gold, got = found
    certain = right = known = 0
    for name, doc in gold.items():
        theirs = {(p["start"], p["end"]): p for p in got[name]["persons"]}
        for person in doc.get("persons") or []:
            mine = theirs.get((person["start"], person["end"]))
            known += "known_as" in person
            if mine is None or mine["status"] is not Status.CERTAIN or "known_as" not in person:
                continue
            certain += 1
            right += _surname(mine["known_as"]) in person["known_as"].casefold().replace("-", " ")

    assert certain / known >= 0.95
    assert right / certain >= 0.99


def _surname(full_name: str) -> str:
    """Give the part of a name that readers do not spell differently: no forename, no married name."""
    return full_name.casefold().split(" ", 1)[1].split("-")[0]
