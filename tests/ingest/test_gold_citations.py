"""What a careful reader finds in the shared letters is found, where those letters are at hand."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kamergraaf.ingest.citations import find_citations
from kamergraaf.ingest.layout import lay_out
from kamergraaf.ingest.notes import find_notes
from kamergraaf.ingest.repair import clean
from kamergraaf.ingest.urls import find_urls
from kamergraaf.ontology.model import Letter

SHARED = Path(os.environ.get("KAMERGRAAF_SHARED", Path(__file__).parents[2].parent / "shared"))
GOLD = sorted(SHARED.glob("gold/*.json"))

pytestmark = pytest.mark.skipif(not GOLD, reason=f"no gold in {SHARED}; set KAMERGRAAF_SHARED to its folder")


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_citations_addresses_and_notes_of_a_letter(path: Path) -> None:
    """Every citation with its ids and place, every address and every note, and nothing beside them."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = (SHARED / "letters" / f"{path.stem}.txt").read_bytes().decode()
    repaired = clean(Letter(path.stem, text))
    found = find_citations(repaired)
    wanted = [(c["start"], c["end"], set(c["ids"])) for c in gold["citations"]]
    assert [(c.span.start, c.span.end, set(c.ids)) for c in found.citations] == wanted
    assert [u.url for u in find_urls(repaired)] == [u["url"] for u in gold["urls"]]
    notes = find_notes(repaired, lay_out(repaired), found)
    assert [(n.n, set(n.ids), n.note is None) for n in notes] == [
        (str(n["n"]), set(n["ids"]), n["note"] is None) for n in gold["footnotes"]
    ]
    for mine, theirs in zip(notes, gold["footnotes"], strict=True):
        assert mine.anchor is not None
        assert abs(mine.anchor.end - theirs["anchor"]["end"]) <= 2
