"""The parts of a letter: pages, blocks, headings, sections, sentences and the tails that hold notes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamergraaf.ingest.layout import Layout, lay_out
from kamergraaf.ingest.repair import clean
from kamergraaf.ontology.model import Letter

PARAGRAPH = (
    "Naar aanleiding van de motie van het lid Voorbeeld c.s. informeer ik u graag\n"
    "als volgt. Het beleid is op orde en wordt de komende periode voortgezet door\n"
    "de betrokken gemeenten. Op 27 november jl. is de motie aangenomen, zoals ook\n"
    "prof. dr. Verzonnen schreef in zijn rapport over het onderwerp van de motie.\n"
)
WRAPPED = (
    "Motie van het lid Voorbeeld over maatregelen tegen alle vormen van\n"
    "verzonnen gedrag\n\n" + PARAGRAPH + "\n1 Kamerstuk 29 754, nr. 482.\n\f" + PARAGRAPH
)


def _lay_out(text: str, pages: tuple[int, ...] = (0,)) -> Layout:
    return lay_out(clean(Letter("letter", text, pages)))


def _texts(layout: Layout, regions: tuple[tuple[int, int], ...]) -> list[str]:
    return [layout.clean.text[start:end] for start, end in regions]


def test_a_heading_over_two_lines_heads_its_section() -> None:
    """A short block before a paragraph is a heading, also over two lines, and its section runs to the end."""
    layout = _lay_out(WRAPPED)
    heading = "Motie van het lid Voorbeeld over maatregelen tegen alle vormen van verzonnen gedrag"
    assert _texts(layout, layout.headings) == [heading]
    assert layout.section_at(len(layout.clean.text) - 5).heading == layout.headings[0]


def test_sentences_survive_abbreviations_and_lines() -> None:
    """c.s., jl., prof. and dr. end no sentence; line breaks neither."""
    layout = _lay_out(WRAPPED)
    found = _texts(layout, layout.sentences)
    assert (
        "Op 27 november jl. is de motie aangenomen, zoals ook prof. dr. Verzonnen schreef in "
        "zijn rapport over het onderwerp van de motie." in found
    )
    assert any(s.startswith("Naar aanleiding") and s.endswith("als volgt.") for s in found)


def test_pages_and_their_tails() -> None:
    """A form feed begins a page, and the numbered line before it is that page's note."""
    layout = _lay_out(WRAPPED)
    assert len(layout.pages) == 2
    assert _texts(layout, layout.notes) == ["1 Kamerstuk 29 754, nr. 482."]
    assert layout.in_notes(layout.clean.text.index("Kamerstuk"))
    assert layout.page_at(layout.clean.text.index("Kamerstuk")) == 0


def test_the_reader_s_pages_count_before_signs_in_the_text() -> None:
    """Pages that the reader gives are taken as they are."""
    text = PARAGRAPH + PARAGRAPH
    assert len(_lay_out(text, (0, len(PARAGRAPH))).pages) == 2


def test_pages_begun_by_a_space() -> None:
    """In scans as the seed letter each page begins with a line that starts with one space."""
    layout = _lay_out(" " + PARAGRAPH * 8 + " " + PARAGRAPH * 8)
    assert len(layout.pages) == 2


def test_one_block_a_line() -> None:
    """Where lines are not wrapped each is a block, but for the pieces of a citation."""
    long = (
        "overwegende dat de Kamer het afgelopen jaar twee keer heeft uitgesproken dat de middelen er moeten blijven"
    )
    layout = _lay_out(
        f"Gehoord de beraadslaging,\n{long}, in de motie-Voorbeeld c.s. (\n36 410A, nr. 33\n) en anders;\n{long};"
    )
    assert len(layout.blocks) == 3
    assert not layout.wrapped


def test_signatures_are_no_headings() -> None:
    """Names at the end of a motion head nothing."""
    layout = _lay_out(
        "De Kamer,\ngehoord de beraadslaging,\nen gaat over tot de orde van de dag.\nVoorbeeld\nVerzonnen"
    )
    assert layout.headings == ()


def test_a_title_in_quotation_marks_is_not_cut() -> None:
    """A full stop within « and » ends no sentence."""
    layout = _lay_out(
        "Van Ham e.a., 2018, «Links-extremisme in beeld. Een verkennend onderzoek»; Kamerstuk 29 754, nr. 466. Klaar."
    )
    assert len(layout.sentences) == 2


def test_markdown_headings() -> None:
    """Lines that begin with # are headings without their marks."""
    layout = _lay_out("### Artikel 1\n\nDe zorgautoriteit stelt een tarief vast.\n")
    assert _texts(layout, layout.headings) == ["Artikel 1"]


@pytest.mark.parametrize("ending", ["«zo».", "zo)®", "zo.3", "zo?”"])
def test_a_note_mark_may_end_a_sentence(ending: str) -> None:
    """After a stop with a mark, and after a mark where the stop is lost, a capital begins a sentence."""
    layout = _lay_out(f"Dit is {ending} Dat is iets anders.")
    assert len(layout.sentences) == 2


@given(st.text(alphabet=st.sampled_from("aB1. \n\f\r-#«»®\u00a0()") | st.characters(codec="utf-8"), max_size=200))
def test_any_text_has_a_layout(text: str) -> None:
    """Parts are in order, within the text and never overlap; each sentence lies in a block."""
    layout = _lay_out(text)
    for regions in (layout.pages, layout.lines, layout.blocks, layout.headings, layout.sentences, layout.notes):
        for (_, end), (start, _) in pairwise(regions):
            assert end <= start
        assert all(0 <= start <= end <= len(layout.clean.text) for start, end in regions)
    for start, end in layout.sentences:
        block = layout.block_at(start)
        assert block[0] <= start < end <= block[1]


def test_lines_that_run_on_in_small_letters_are_wrapped() -> None:
    """A letter with a short head and short notes is wrapped all the same where its sentences run over lines."""
    text = (
        "Datum 3 mei 2022\nBetreft Windvanen\nGeachte voorzitter,\n"
        "In het debat over windvanen is aan de vaste commissie\n"
        "toegezegd dat de Kamer een overzicht ontvangt van de\nwindvanen in alle provincies.\nBijlage\n1 Noot.\n"
    )
    layout = lay_out(clean(Letter("x.txt", text)))
    start, end = layout.sentence_at(text.index("toegezegd"))
    assert layout.wrapped
    assert text[start:end].startswith("In het debat")
    assert text[start:end].endswith("provincies.")


BROKEN = (
    "Het verzonnen beleid is op orde en wordt de komende periode voortgezet door de\n"
    "gemeenten, die daarvoor de gegevens leveren en dat ook in de toekomst zullen\n"
    "doen1. De Minister van Financiën heeft tijdens het commissiedebat van 12 februari\n"
    "\n1 Kamerstuk 29 754, nr. 482.\n\f"
    "2019 toegezegd de Kamer over de voortgang van het verzonnen beleid te berichten\n"
    "en daarbij in te gaan op de vragen die de gemeenten daarover hebben gesteld.\n"
)


def test_a_sentence_goes_on_behind_the_notes_of_its_page() -> None:
    """Both parts are one sentence, and the notes between stand in its gap."""
    layout = lay_out(clean(Letter("made-up", BROKEN, example=True)))
    text = layout.clean.text
    start, end = layout.sentence_at(text.index("toegezegd"))
    assert (start, end) == layout.sentence_at(text.index("Minister"))
    assert text[start:end].startswith("De Minister")
    assert text[start:end].endswith(
        "berichten en daarbij in te gaan op de vragen die de gemeenten daarover hebben gesteld."
    )
    (gap,) = layout.gaps
    assert text[slice(*gap)].strip() == "1 Kamerstuk 29 754, nr. 482."


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("het commissiedebat van", "12 februari 2019 toegezegd", True),
        ("het commissiedebat", "12 februari 2019 toegezegd", False),
        ("het commissiedebat van", "12 gemeenten toegezegd", False),
    ],
)
def test_a_day_on_the_next_page_ends_a_sentence_begun(first: str, second: str, joined: bool) -> None:
    """*van*, the page's notes, *12 februari*: one sentence; other digits may number a list or a note."""
    text = BROKEN.replace("het commissiedebat van 12 februari", first).replace("2019 toegezegd", second)
    assert bool(lay_out(clean(Letter("made-up", text, example=True))).broken) is joined


def test_notes_that_tell_of_a_motion_break_a_sentence() -> None:
    """What a note says of motions, letters or ministers is never read into the sentence around it."""
    told = BROKEN.replace("1 Kamerstuk", "1 Motie van het lid Voorbeeld, Kamerstuk")
    assert lay_out(clean(Letter("made-up", told, example=True))).broken == ()


def test_a_note_goes_on_with_a_line_that_begins_with_a_number() -> None:
    """The second line of note 1 begins with a dossier's digits, and is no note 33; on the next page stands note 2."""
    pages = (
        "Het verzonnen beleid is op orde en wordt de komende periode voortgezet door de\n"
        "gemeenten, die daarvoor de gegevens leveren en dat ook in de toekomst doen1.\n"
        "\n1 Voorbeeldraad, 19 juni 2016, «Verkenning naar een voorbeeld van een titel»;\n33 750 XV, nr. 5.\n\f"
        "Het verzonnen beleid is op orde en wordt de komende periode voortgezet door de\n"
        "gemeenten, die daarvoor de gegevens leveren en dat ook in de toekomst doen2.\n"
        "\n2 31 511, nr. 77.\n"
    )
    layout = lay_out(clean(Letter("made-up", pages, example=True)))
    assert [layout.clean.text[start] for start, _ in layout.notes] == ["1", "2"]
