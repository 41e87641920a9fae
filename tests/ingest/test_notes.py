"""Footnotes: marks and notes are linked where numbers and counts agree, and left apart where they do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamergraaf.ingest.citations import find_citations
from kamergraaf.ingest.layout import lay_out
from kamergraaf.ingest.marks import digit_marks
from kamergraaf.ingest.notes import find_notes, with_notes
from kamergraaf.ingest.repair import clean
from kamergraaf.ontology.model import Citation, Footnote, Letter, NoteMark, Status

LINE = "Het verzonnen beleid is op orde en wordt de komende periode voortgezet door\n"
CLEAN = (
    LINE * 3
    + "de gemeenten.1 De minister heeft het toegezegd aan het lid Voorbeeld (VVD)2\n"
    + "en in 20183 nog eens; per m2 is CO2 gedaald, zie artikel 4.\n"
    + LINE * 3
    + "\n1 Kamerstuk 29 754, nr. 482.\n2 Zie https://www.a.nl/b.\n3 Handelingen II 2018/19, nr. 28, item 9.\n"
)
SPOILT = (
    LINE * 3
    + "de gemeenten.® De minister heeft het toegezegd aan het lid Voorbeeld (VVD)*\n"
    + "en daarna nog eens aan de Kamer bevestigd> in een brief.\n"
    + LINE * 3
    + "\n* Kamerstuk 29 754, nr. 482.\n2 Kamerstuk 29 754, nr. 483.\n"
)


def _notes(letter: Letter) -> tuple[tuple[Footnote, ...], tuple[Citation, ...]]:
    text = clean(letter)
    found = find_citations(text)
    notes = find_notes(text, lay_out(text), found)
    return notes, with_notes(found, notes).citations


def test_notes_of_a_copied_web_page_are_linked() -> None:
    """ "X Noot", the number and the note on lines of their own are one note; the page's last line is none."""
    page = (
        "Ik zend u het verslag1. De motie2 is uitgevoerd.\n\nDe Minister van Voorbeeld,\n\n\n"
        "X Noot\n1\n\nRaadpleegbaar via www.tweedekamer.nl.\n\nX Noot\n2\n\nKamerstuk 29 754, nr. 12.\n\nNaar boven\n"
    )
    notes, citations = _notes(Letter("made-up", page, example=True))
    assert [(n.n, n.note.exact if n.note else None) for n in notes] == [
        ("1", "1\n\nRaadpleegbaar via www.tweedekamer.nl."),
        ("2", "2\n\nKamerstuk 29 754, nr. 12."),
    ]
    assert [c.note for c in citations] == ["2"]


def test_readable_numbers_link_mark_and_note() -> None:
    """A digit at a word, a bracket or a year is the mark of the note with its number; m2 and CO2 are none."""
    notes, citations = _notes(Letter("letter", CLEAN))
    assert [(n.n, n.mark, n.ids, n.status) for n in notes] == [
        ("1", "1", ("kst-29754-482",), Status.CERTAIN),
        ("2", "2", (), Status.CERTAIN),
        ("3", "3", ("h-tk-20182019-28-9",), Status.CERTAIN),
    ]
    assert [n.anchor.exact for n in notes if n.anchor] == ["gemeenten.1", "(VVD)2", "20183"]
    assert [c.note for c in citations] == ["1", "3"]
    assert [c.anchor for c in citations] == [n.anchor.end for n in (notes[0], notes[2]) if n.anchor]


def test_spoilt_marks_are_counted_and_a_lost_note_stays_lost() -> None:
    """The second note's number is a fixed point; the third mark has no note."""
    notes, _ = _notes(Letter("letter", SPOILT))
    assert [(n.n, n.ids, n.note is None) for n in notes] == [
        ("1", ("kst-29754-482",), False),
        ("2", ("kst-29754-483",), False),
        ("3", (), True),
    ]
    assert notes[2].status is Status.UNRESOLVED
    assert notes[2].reason


def test_structured_notes_come_first() -> None:
    """What the source marks as notes is taken as it is."""
    text = "De gemeenten1 gaan door.\nKamerstuk 29 754, nr. 482."
    notes, citations = _notes(Letter("letter", text, notes=(NoteMark("1", 13, 25, len(text)),)))
    assert [(n.n, n.anchor and n.anchor.exact, n.ids) for n in notes] == [("1", "gemeenten1", ("kst-29754-482",))]
    assert citations[0].note == "1"
    assert citations[0].anchor == 13


def test_notes_within_the_text() -> None:
    """A note that a conversion left in its place is linked there."""
    notes, _ = _notes(
        Letter("letter", "is gezonden<sup> 1 Circulaire van 2007 (Kamerstuk 31 018, nr. 2). </sup> . Verder.")
    )
    assert [(n.n, n.ids, n.note and n.note.exact[:12]) for n in notes] == [("1", ("kst-31018-2",), "1 Circulaire")]


def test_lines_without_a_mark_are_joined_by_their_words() -> None:
    """Four lines for three marks: the sentence that names both bodies takes both lines."""
    text = (
        LINE * 4
        + "Naar aanleiding van de motie van het lid Voorbeeld (SP)* is dit de stand. De\n"
        + "AIVD en de NCTV hebben verzonnen rapporten uitgebracht over extremisme®.\n"
        + "Daarnaast is een onderzoek naar links-extremisme uitgebracht®. Dit is gezegd\n"
        + "in de brief over radicalisering.7 De rest volgt.\n"
        + LINE * 3
        + "\nKamerstuk 29 754, nr. 452.\nAIVD, 2 oktober 2018, «Over rechts-extremisme».\n"
        + "NCTV, 6 november 2018, «Golven»; Kamerstuk 29 754, nr. 472.\n"
        + "Van Ham e.a., 2018, «Links-extremisme in beeld»; Kamerstuk 29 754, nr. 466.\n"
        + "4 Kamerstuk 29 754, nr. 448.\n"
    ).replace("radicalisering.7", "radicalisering.4")
    notes, _ = _notes(Letter("letter", text))
    assert [n.ids for n in notes] == [
        ("kst-29754-452",),
        ("kst-29754-472",),
        ("kst-29754-466",),
        ("kst-29754-448",),
    ]


def test_no_notes_no_marks() -> None:
    """Without notes there are no marks, whatever stands in the text."""
    assert _notes(Letter("letter", LINE * 5 + 'zie m2, «zo»" en dat® ook.'))[0] == ()


def test_units_and_names_are_no_marks() -> None:
    """Powers, formulas, papers and times are no marks."""
    text = "20 m2, CO2, A4, 1e, 10.30 uur, nr.5, €5, 3,5%, jan2019, H2O, Postbus 20901, (BIJ1), JA21"
    assert [m.text for m in digit_marks(text, (0, len(text)), (), ())] == []


@given(st.text(alphabet=st.sampled_from("ab1 2.\n®*>°”\"')»(\f") | st.characters(codec="utf-8"), max_size=250))
def test_any_text_gives_notes_at_their_places(text: str) -> None:
    """Nothing raises, and marks and notes quote the letter."""
    for note in _notes(Letter("letter", text))[0]:
        for span in (note.anchor, note.note):
            assert span is None or text[span.start : span.end] == span.exact


def test_marks_without_notes_are_marks_of_lost_notes() -> None:
    """A page on the web that leaves the notes out still shows 1, 2, 3 in order, also two marks broken apart."""
    text = "Het lid Voorbeeld (VVD)1 vroeg naar de dijken.2\n3 Het antwoord volgt. Er is CO2 per m2.\n" + LINE
    notes, _ = _notes(Letter("letter", text))
    assert [(n.n, n.anchor and n.anchor.exact, n.note) for n in notes] == [
        ("1", "(VVD)1", None),
        ("2", "dijken.2", None),
        ("3", "3", None),
    ]
    assert all(n.status is Status.UNRESOLVED for n in notes)


def test_a_digit_or_two_without_notes_are_no_marks() -> None:
    """One digit at a word, or digits that do not count from 1, may be anything."""
    for text in ("De raming voor Voorbeeldstad1 is klaar.\n", "Vak3 en baan7 en rij2 zijn dicht.\n"):
        assert _notes(Letter("letter", text))[0] == ()


def _scan(middle: str, notes: str) -> list[tuple[str, str | None, str | None]]:
    """Number, marked word and note of what is found on a scanned page."""
    found, _ = _notes(Letter("scan", LINE * 3 + middle + LINE * 3 + notes, scanned=True))
    return [(n.n, n.anchor.exact if n.anchor else None, n.note.exact if n.note else None) for n in found]


TWO_NOTES = "\n1 Kamerstuk 29 754, nr. 482.\n2 Kamerstuk 29 754, nr. 483.\n"


def test_a_letter_that_a_scan_read_as_a_digit_is_no_mark() -> None:
    """``het verschi1 maakt`` hides an l; the mark of note 1 stands further on."""
    middle = "en het verschi1 maakt indruk, zegt de Minister van Wil, voor de gemeenten.1 De Kamer is bevestigd2.\n"
    assert [word for _, word, _ in _scan(middle, TWO_NOTES)] == ["gemeenten.1", "bevestigd2"]


def test_a_word_that_stands_elsewhere_bears_a_mark() -> None:
    """``Voorbeeld1`` within the clause is a mark: the name stands elsewhere, and no word here ends so."""
    middle = "het lid Voorbeeld vroeg het; de motie Voorbeeld1 is gereed volgens de gemeenten2.\n"
    assert [word for _, word, _ in _scan(middle, TWO_NOTES)] == ["Voorbeeld1", "gemeenten2"]


def test_two_marks_of_one_number_leave_its_note_open() -> None:
    """Where two places show the number, neither is linked; the note stays."""
    middle = "de weidevogel1. En voor de gemeenten1. De minister heeft het bevestigd2.\n"
    assert _scan(middle, TWO_NOTES) == [
        ("1", None, "1 Kamerstuk 29 754, nr. 482."),
        ("2", "bevestigd2", "2 Kamerstuk 29 754, nr. 483."),
    ]


def test_a_sign_before_the_readable_mark_is_none() -> None:
    """A closing quotation mark read as ``>`` is not counted where the mark of that number stands behind it."""
    middle = "zie <Zicht op huisartsenposten> uitgebracht1. De minister (VVD)* heeft het bevestigd.\n"
    notes = "\n1 Kamerstuk 29 754, nr. 482.\n* Kamerstuk 29 754, nr. 483.\n"
    assert [word for _, word, _ in _scan(middle, notes)] == ["uitgebracht1", "(VVD)*"]


def test_a_numbered_note_is_no_part_of_the_one_before() -> None:
    """Where a mark is lost, its note with a number of its own stays apart from the note above it."""
    middle = "de gemeenten.1 De minister heeft het bevestigd»3.\n"
    notes = "\n1 Kamerstuk 29 754, nr. 481.\n2 Kamerstuk 29 754, nr. 482.\n3 Kamerstuk 29 754, nr. 483.\n"
    assert _scan(middle, notes) == [
        ("1", "gemeenten.1", "1 Kamerstuk 29 754, nr. 481."),
        ("3", "bevestigd»3", "3 Kamerstuk 29 754, nr. 483."),
    ]


def test_a_paper_behind_its_title_goes_on_with_the_note() -> None:
    """A line that begins with Kamerstuk behind ``;`` is no note of its own."""
    middle = "de gemeenten.1 De minister heeft het bevestigd2.\n"
    notes = "\n1 NVWA, 3 mei 2016, «Zicht op vogels»;\nKamerstuk 29 754, nr. 482.\n3 Kamerstuk 29 754, nr. 483.\n"
    assert _scan(middle, notes) == [
        ("1", "gemeenten.1", "1 NVWA, 3 mei 2016, «Zicht op vogels»;\nKamerstuk 29 754, nr. 482."),
        ("2", "bevestigd2", None),  # its number is 2, that of the note that is left 3
    ]


BETWEEN = (
    LINE * 3
    + "de gemeenten, als gevraagd door het lid Voorbeeld c.s.,1 en in de motie van het lid Proefman.2\n"
    + LINE
    + "\n1 Kamerstuk 29 754, nr. 482\n2 Verzonnen Inspectie, Een verzonnen rapport, mei 2018; zie ook\nhet vervolg\n"
    + "3 Kamerstuk 29 754, nr. 484.\n\n2\n\nHet vervolg\n"
    + LINE * 2
    + "dat is geregeld.3 Dit is alles.\n\nDe Minister van Verzonnen Zaken,\n\nA. Voorbeeld\n"
)


def test_notes_in_the_middle_of_a_text_are_linked() -> None:
    """Where page breaks are lost, notes stand between paragraphs; marks may stand before and after them."""
    notes, citations = _notes(Letter("between", BETWEEN))
    assert [(n.n, n.anchor and n.anchor.exact, n.note and n.note.exact[:12]) for n in notes] == [
        ("1", "c.s.,1", "1 Kamerstuk "),
        ("2", "Proefman.2", "2 Verzonnen "),
        ("3", "geregeld.3", "3 Kamerstuk "),
    ]
    assert notes[1].note is not None
    assert notes[1].note.exact.endswith("het vervolg")
    assert [c.note for c in citations] == ["1", "3"]


@pytest.mark.parametrize(
    "heads",
    [
        ("1 Inleiding", "2 Kamerstukken", "3 Vervolg"),
        ("1 Kamerstuk 29 754, nr. 482 is behandeld", "2 Kamerstuk 29 754, nr. 483 is behandeld", "3 Zie verder"),
    ],
)
def test_numbered_headings_and_items_are_no_notes(heads: tuple[str, ...]) -> None:
    """Numbers that begin lines are notes only where marks of that number stick to words of the text."""
    text = "".join(f"\n{head}\n\n{LINE}{LINE}dat is geregeld.\n" for head in heads)
    assert _notes(Letter("headings", LINE + text))[0] == ()
