"""Floors of every kind of finding on the shared letters, by the shared scoring tool, where both are at hand."""

from __future__ import annotations

import importlib.util
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kamergraaf.ingest.extract import extract
from kamergraaf.ingest.findings import as_json
from kamergraaf.ontology.model import Letter

SHARED = Path(os.environ.get("KAMERGRAAF_SHARED", Path(__file__).parents[2].parent / "shared"))
GOLD = sorted(SHARED.glob("gold/*.json"))
FLOORS = {  # precision, recall: what holds now, less what one more or one fewer finding may cost
    "citations": (0.995, 0.995),
    "citation_ids": (0.995, 0.995),
    "footnotes": (1.0, 0.95),
    "persons": (0.995, 0.99),
    "parties": (0.995, 0.99),
    "ministries": (0.995, 0.99),
    "motions": (0.99, 0.98),
    "commitments": (1.0, 0.9),
    "reports": (0.95, 0.95),
    "urls": (1.0, 1.0),
}

pytestmark = pytest.mark.skipif(not GOLD, reason=f"no gold in {SHARED}; set KAMERGRAAF_SHARED to its folder")


@cache
def scored() -> dict[str, Any]:
    """Precision and recall of each kind over all letters."""
    spec = importlib.util.spec_from_file_location("shared_score", SHARED / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    gold = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in GOLD}
    got = {}
    for name, wanted in gold.items():
        text = (SHARED / "letters" / wanted["letter"]).read_bytes().decode()
        got[name] = as_json(extract(Letter(wanted["letter"], text)))
    total: dict[str, Any] = tool.score(gold, got)[0]
    return total


@pytest.mark.parametrize("kind", FLOORS)
def test_a_kind_of_finding_keeps_its_floor(kind: str) -> None:
    """Precision and recall on the gold do not fall below what was reached."""
    precision, recall = FLOORS[kind]
    figures = scored()[kind]
    assert figures["precision"] >= precision, figures
    assert figures["recall"] >= recall, figures


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_findings_have_the_shape_of_the_gold(path: Path) -> None:
    """The keys are those of the gold, and ``unread`` beside them."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = (SHARED / "letters" / gold["letter"]).read_bytes().decode()
    found = as_json(extract(Letter(gold["letter"], text)))
    assert list(found) == [*gold, "unread"]
    assert {s["name"] for s in found["signatories"]} == {s["name"] for s in gold["signatories"]}
