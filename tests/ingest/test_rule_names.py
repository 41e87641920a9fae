"""Every rule that a finding names is in the ontology, where a reader of the graph looks it up."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from kamergraaf.bench.maker import make
from kamergraaf.graph.quads import quads
from kamergraaf.ingest.extract import extract
from kamergraaf.ontology import files
from kamergraaf.ontology.model import Letter

_CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
_NAMES = (
    "Vragen aan Bente Becker (VVD) en aan de fractie van de SP (Van Kent).",
    "Aanwezig zijn 2 leden der Kamer, te weten: Becker, Van Kent en Kröger.",
    "Is toegezegd aan Becker en, door Stef Blok, destijds minister, de toegezegde brief over windvanen.",
)
_RULE = re.compile(r"/def/regel/([^>]+)>")


def test_each_rule_that_found_something_is_in_the_ontology() -> None:
    """Made-up sentences of every wording and made-up letters name no rule that the ontology does not have."""
    told = [case["text"] for file in _CASES for case in tomllib.loads(file.read_text())["case"]]
    letters = [Letter(f"{n}.txt", text) for n, text in enumerate((*told, *_NAMES))]
    letters += [make(seed, size=12_000).letter for seed in range(12)]
    named = {name for letter in letters for name in _RULE.findall(quads(extract(letter)).nquads())}

    assert len(named) > 60
    assert named - {rule.name for rule in files.rules()} == set()
