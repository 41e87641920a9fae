"""Every rule that a mention may name has a label and a page."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from kamergraaf.bench.maker import make
from kamergraaf.graph.quads import quads
from kamergraaf.ingest import sources
from kamergraaf.ingest.extract import extract
from kamergraaf.ingest.phrases import rules
from kamergraaf.ontology import files
from kamergraaf.ontology.model import Letter

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "letters"


def _unknown(letter: Letter) -> set[str]:
    text = quads(extract(letter)).nquads()
    return set(re.findall(r"def/regel/([^>]+)>", text)) - {rule.name for rule in files.rules()}


@pytest.mark.parametrize("folder", ["letters", "examples"])
def test_rules_of_the_bundled_letters_are_known(folder: str) -> None:
    """Each rule that found something in a bundled letter is in the table of rules."""
    letters = [read.letter for read in sources.read([str(ROOT / "ingest" / "data" / folder)]) if read.letter]

    assert set().union(*(_unknown(letter) for letter in letters)) == set()


@pytest.mark.parametrize("seed", range(1, 9))
def test_rules_of_made_letters_are_known(seed: int) -> None:
    """Each rule that found something in a made letter, of all forms and phrasings, is in the table of rules."""
    assert _unknown(make(seed).letter) == set()


def test_rules_of_the_shared_letters_are_known() -> None:
    """Each rule that found something in the shared real letters is in the table; skipped where they are absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared letters are not beside the checkout")
    letters = [read.letter for read in sources.read([str(SHARED)]) if read.letter]

    assert set().union(*(_unknown(letter) for letter in letters)) == set()


def test_rules_of_citations_are_known() -> None:
    """Each rule by which a citation may be read is in the table, whether a letter at hand uses it or not."""
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "ingest" / "rules").glob("*.toml")]
    names = {rule["name"] for table in tables for rule in table.get("rule", ())}

    assert len(names) > 20
    assert names <= {rule.name for rule in files.rules()}


def test_rules_of_titles_are_known() -> None:
    """Each way in which a title says that it answers a motion is in the table."""
    known = {rule.name for rule in files.rules()}

    assert {rule.name for rule in rules("titles") if "deed" in rule.more} <= known
