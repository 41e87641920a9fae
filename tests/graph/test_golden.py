"""The bundled real letter as quads, kept as a file: its difference is the review of any change."""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path

import pytest

from kamergraaf.graph.check import check
from kamergraaf.graph.exports import export_to_file
from kamergraaf.graph.load import load
from kamergraaf.graph.prepare import prepare
from kamergraaf.graph.quads import LetterQuads, quads
from kamergraaf.graph.store import open_store
from kamergraaf.ingest import register, sources
from kamergraaf.ingest.extract import extract
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.model import Extraction

GOLDEN = Path(__file__).parent.parent / "golden" / "brief-terrorismebestrijding-2019.nq"
# Beyond what the ontology's own account of the letter counts: what motions ask, and what is done with them.
BEYOND = (f"<{iris.RULE}verzoek>", f" <{terms.DEED}> ")


@pytest.fixture(scope="module")
def letter() -> Extraction:
    """Give the bundled letter with its findings."""
    file = resources.files("kamergraaf.ingest") / "data" / "letters" / "brief-terrorismebestrijding-2019.txt"
    (read,) = sources.read([str(file)])
    assert read.letter is not None
    return extract(read.letter, register.bundled())


@pytest.fixture(scope="module")
def made(letter: Extraction) -> LetterQuads:
    """Give its quads."""
    return quads(letter)


def test_golden_quads(made: LetterQuads) -> None:
    """The letter's quads are those of the file; `make golden` writes it anew."""
    if os.environ.get("KAMERGRAAF_GOLDEN") == "rewrite":
        GOLDEN.write_text(made.nquads(), encoding="utf-8")

    assert GOLDEN.read_text(encoding="utf-8") == made.nquads(), "run `make golden` and look at the difference"


def test_the_letter_stays_small(made: LetterQuads) -> None:
    """What the design reckons with fits in 1,250 triples; the letter's subject, read since, is one place more."""
    extra = {line.split(" ", 1)[0] for line in made.letter if any(mark in line for mark in BEYOND)}
    counted = [line for line in made.letter if line.split(" ", 1)[0] not in extra]

    assert len(counted) + len(made.facts) <= 1250 + 13


def test_what_is_known_of_the_letter(made: LetterQuads) -> None:
    """The six cases of the design: vote, c.s., a stated group, a lost note, a settled promise, two dossiers."""
    kst, stated = f"<{iris.BASE}id/kamerstuk/", f"<{terms.STATED_PARTY}> <{iris.BASE}id/partij/sp>"

    assert f"{kst}29754-482> <{terms.RECORDED_IN}> <{iris.BASE}id/handelingen/tk-20182019-28-9>" in made.facts
    assert any(line.startswith(f"{kst}29754-451> <{terms.AND_OTHERS}>") for line in made.facts)
    assert f"<{iris.BASE}id/brief/d70d78ee02df#char=5763,5776> {stated}" in made.letter
    assert f"<{iris.BASE}id/motie/x-771db88ed6> <{terms.TYPE}> <{terms.MOTIE}>" in made.letter
    settled = f"<{iris.BASE}id/brief/d70d78ee02df> <{terms.SETTLES}> <{iris.BASE}id/toezegging/x-b9232f36ef>"
    assert settled in made.letter
    assert f"{kst}29614-113> <{terms.IN_DOSSIER}> <{iris.BASE}id/dossier/31289>" in made.facts


def test_ingested_twice_exported_the_same(letter: Extraction, tmp_path: Path) -> None:
    """Into a disk store twice: byte for byte one export, one version; and nothing is wrong with it."""
    store, facts = open_store(str(tmp_path / "store")), register.bundled()
    prepare(store, facts)
    load(store, letter, facts)
    version = store.version()
    export_to_file(store, "nq", tmp_path / "een.nq")
    assert not load(store, letter, facts).changed
    export_to_file(store, "nq", tmp_path / "twee.nq")
    known = f"<{iris.BASE}id/brief/d70d78ee02df#char=5763,5776> <{terms.KNOWN_PARTY}> <{iris.BASE}id/partij/pvda>"

    assert version == store.version()
    assert (tmp_path / "een.nq").read_bytes() == (tmp_path / "twee.nq").read_bytes()
    assert known in store.graph(iris.graph("afgeleid"))
    assert list(check(store)) == []
    store.close()
