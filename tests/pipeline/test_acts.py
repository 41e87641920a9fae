"""A letter that names an article of a law cites that law, at its own address."""

from __future__ import annotations

from kamergraaf.graph.quads import quads
from kamergraaf.ingest.extract import extract
from kamergraaf.ingest.findings import as_json
from kamergraaf.ontology import terms
from kamergraaf.ontology.model import Letter

_TEXT = "Den Haag, 3 mei 2019\n\nOp grond van artikel 3:2 van de Algemene wet bestuursrecht heb ik dit onderzocht.\n"
_LAW = "https://wetten.overheid.nl/BWBR0005537"


def test_the_letter_cites_the_law_with_its_quote() -> None:
    """The edge, the place that proves it and the law's name are there; the findings in the shape of the gold are not
    changed by it, since those list papers alone."""
    extraction = extract(Letter("made-up.txt", _TEXT))
    written = quads(extraction)
    quote = "artikel 3:2 van de Algemene wet bestuursrecht"
    assert any(f"<{terms.CITES}> <{_LAW}>" in line and "#char=" not in line for line in written.letter)
    (exact,) = [line for line in written.letter if f'<{terms.EXACT}> "{quote}"' in line]
    mention = exact.split(" ", 1)[0]
    assert f"{mention} <{terms.REFERS_TO}> <{_LAW}>" in written.letter
    assert f'<{_LAW}> <{terms.LABEL}> "Algemene wet bestuursrecht"@nl' in written.facts
    assert as_json(extraction)["citations"] == []
