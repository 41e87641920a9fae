"""The reading view: every character stands on the page once, and every mark at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

import kamergraaf.ingest
from kamergraaf.ingest.citations import find_citations
from kamergraaf.ingest.layout import lay_out
from kamergraaf.ingest.notes import find_notes
from kamergraaf.ingest.repair import clean
from kamergraaf.ontology.model import Letter
from kamergraaf.web.kinds import KIND
from kamergraaf.web.reading import Block, Mark, blocks

_SEED = Path(kamergraaf.ingest.__path__[0]) / "data" / "letters" / "brief-terrorismebestrijding-2019.txt"
TEXT = _SEED.read_text(encoding="utf-8")
_MARKS = (
    Mark(500, 525, KIND["kamerstuk"], "kamerstuk/29754-500", "/doc/kamerstuk/29754-500"),
    Mark(529, 616, KIND["motie"], "kamerstuk/29754-482", "/doc/kamerstuk/29754-482"),
    Mark(674, 681, KIND["persoon"], "persoon/farid-azarkan", "/doc/persoon/farid-azarkan"),
    Mark(658, 681, KIND["motie"], "kamerstuk/29754-482", "/doc/kamerstuk/29754-482"),
)


@pytest.fixture(scope="module")
def made() -> tuple[Block, ...]:
    """Give the seed letter's blocks with four marks and one lit place."""
    repaired = clean(Letter("seed", TEXT))
    layout = lay_out(repaired)
    notes = find_notes(repaired, layout, find_citations(repaired))
    return blocks(repaired, layout, _MARKS, notes, (674, 689), {"scanned": "scan: {teken}", "lost": "noot {n} weg"})


def test_no_character_is_lost(made: tuple[Block, ...]) -> None:
    """All but the white space between blocks stands on the page, in order; a note's number is put beside its mark."""
    shown = "".join(p.text for block in made for p in block.pieces if p.role in ("text", "hyphen"))

    assert "".join(shown.split()) == "".join(TEXT.split())


def test_links_never_hold_links(made: tuple[Block, ...]) -> None:
    """HTML allows no link within a link: each opens after the last has closed."""
    for block in made:
        depth = 0
        for piece in block.pieces:
            depth += (piece.role == "open") - (piece.role == "close")
            assert depth in (0, 1)
        assert depth == 0


def test_a_mark_shows_the_text_at_its_offsets(made: tuple[Block, ...]) -> None:
    """The words between open and close are those of the place, line breaks kept."""
    found: dict[str, str] = {}
    for block in made:
        current = ""
        for piece in block.pieces:
            if piece.role == "open":
                current = piece.anchor or current
            elif piece.role == "close":
                current = ""
            elif current and piece.role == "text":
                found[current] = found.get(current, "") + piece.text

    assert found["char=500,525"] == TEXT[500:525]
    assert found["char=674,681"] == TEXT[674:681]


def test_crumbs_of_a_cut_mention_are_no_links_but_short_names_are() -> None:
    """Of a mention cut by another, what is left of a sign is no link; a short name that is itself a mention is."""
    text = "De Minister van SZW (SZW) antwoordt op de motie van het lid Vos, graag."
    marks = (
        Mark(3, 19, KIND["ministerie"], "ministerie/szw", "/doc/ministerie/szw"),
        Mark(21, 24, KIND["ministerie"], "ministerie/szw", "/doc/ministerie/szw"),
        Mark(42, 64, KIND["motie"], "motie/x", "/doc/motie/x"),
        Mark(60, 63, KIND["persoon"], "persoon/v", "/doc/persoon/v"),
    )
    repaired = clean(Letter("made up", text))
    (block,) = blocks(repaired, lay_out(repaired), marks)

    opened = [(piece.id, piece.place) for piece in block.pieces if piece.role == "open"]
    assert opened == [
        ("ministerie/szw", "char=3,19"),
        ("ministerie/szw", "char=21,24"),
        ("motie/x", "char=42,64"),
        ("persoon/v", "char=60,63"),
    ]


def test_the_lit_place_has_its_anchor(made: tuple[Block, ...]) -> None:
    """``t=674-689`` is lit from start to end, with anchor ``t`` once."""
    lit = [p.anchor for block in made for p in block.pieces if p.role == "mark"]

    assert lit.count("t") == 1
    assert lit[0] == "t"


def test_a_heading_is_about_its_mention(made: tuple[Block, ...]) -> None:
    """A mention that covers a heading gives it its kind; it is not a link over the whole heading."""
    heading = next(block for block in made if block.role == "heading")

    assert heading.about == _MARKS[1]
    assert heading.kind is KIND["motie"]


def test_notes_are_linked_and_lost_ones_say_so(made: tuple[Block, ...]) -> None:
    """Notes 1 to 11 stand at their marks; 8 and 9, lost in the scan, lead nowhere and say why."""
    marks = {p.text: p for block in made for p in block.pieces if p.role == "note"}

    assert marks["1"].href == "#noot-1"
    assert {n: marks[n].href for n in ("8", "9")} == {"8": "", "9": ""}
    assert marks["8"].title == "noot 8 weg"
    assert "noot-1" in {block.anchor for block in made}


def test_pages_and_hyphens(made: tuple[Block, ...]) -> None:
    """Seven pages have six breaks; a hyphen at a line's end is hidden, not left out."""
    assert [block.number for block in made if block.role == "page"] == ["2", "3", "4", "5", "6", "7"]
    assert "-\n" in {p.text for block in made for p in block.pieces if p.role == "hyphen"}
