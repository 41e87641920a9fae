"""Motions as letters and records name them, in made-up letters (tests/ingest/cases/motions.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kamergraaf.ingest.extract import extract
from kamergraaf.ontology.model import Letter
from kamergraaf.tests.ingest.told import of_motion

CASES = tomllib.loads((Path(__file__).parent / "cases" / "motions.toml").read_text(encoding="utf-8"))["case"]
ADDRESSED = "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDen Haag, 14 maart 2023\n\n"
HEADS = {
    None: ADDRESSED,
    "own": f"31 305 Voorbeeldbeleid\n\nNr. 174 BRIEF VAN DE MINISTER VAN FINANCIËN\n\n{ADDRESSED}",
}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_letter_names_these_motions(case: dict[str, Any]) -> None:
    """Each motion is found with its members and number, and no other."""
    text = HEADS[case.get("head")] + case["text"] + "\n\nHoogachtend,\n\n" + case.get("notes", "")
    found = extract(Letter("made-up", text, example=True)).motions
    wanted = case["motions"]
    assert [of_motion(m, w) for m, w in zip(found, wanted, strict=False)] == wanted
    assert len(found) == len(wanted), [m.heading.exact for m in found]
