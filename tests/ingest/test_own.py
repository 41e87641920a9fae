"""What a paper says of itself, by each form of heading; the papers are made up."""

from __future__ import annotations

from datetime import date

import pytest

from kamergraaf.ingest.own import own_facts
from kamergraaf.ingest.repair import clean
from kamergraaf.ontology.model import Declared, Letter, OwnFacts


def own(text: str, declared: Declared | None = None) -> OwnFacts:
    """The own facts of a paper."""
    return own_facts(clean(Letter("made-up", text, declared=declared or Declared(), example=True)))


WEB = (
    "Vergaderjaar 2022-2023\nTweede Kamer der Staten-Generaal\n2\nKamerstukken\n28 844\nVoorbeeldbeleid\nNr. 269\n"
    "BRIEF VAN DE MINISTER VAN BINNENLANDSE ZAKEN\nAan de Voorzitter van de Tweede Kamer der Staten-Generaal\n"
    "Den Haag, 7 juli 2023\nMet deze brief informeer ik uw Kamer.\n"
)
PRINTED = (
    "Tweede Kamer der Staten-Generaal 2\nVergaderjaar 2018–2019\n29 614 Voorbeelden\n31 289 Proeven\n"
    "Nr. 113 BRIEF VAN DE MINISTER VAN VOORBEELD\nAan de Voorzitter van de Tweede Kamer der Staten-Generaal\n"
    "Den Haag, 18 april 2019\nTekst.\n"
)
SENT = (
    "> Retouradres Postbus 1 2500 AA Den Haag\nAan de Voorzitter van de Tweede Kamer der Staten-Generaal\n"
    "Postbus 20018\n2500 EA DEN HAAG\n\nDatum 18 april 2019\nBetreft Stand van zaken moties en\ntoezeggingen\n\n"
    "Geachte voorzitter,\n\nTekst.\n"
)
SENATE = (
    "Vergaderjaar 2020-2021\nEerste Kamer der Staten-Generaal\n1\n35 570\nVoorbeeldnota\nC\n"
    "BRIEF VAN DE MINISTER VAN VOORBEELD\nAan de Voorzitter van de Eerste Kamer der Staten-Generaal\n"
    "Den Haag, 1 maart 2021\n"
)
MOTION = (
    "Vergaderjaar 2023-2024\nTweede Kamer der Staten-Generaal\n2\nKamerstukken\n21 501\n-\n20\nVoorbeeldraad\nNr.\n"
    "1978\nNADER GEWIJZIGDE MOTIE VAN HET LID VOORBEELD\nVoorgesteld tijdens het Notaoverleg van\n12 december 2023\n"
    "De Kamer,\n"
)


@pytest.mark.parametrize(
    ("text", "official", "dossiers", "day", "kind", "session", "addressee"),
    [
        (WEB, "kst-28844-269", ("28844",), "2023-07-07", "brief", "2022-2023", "Tweede Kamer"),
        (PRINTED, "kst-29614-113", ("29614", "31289"), "2019-04-18", "brief", "2018-2019", "Tweede Kamer"),
        (SENT, None, (), "2019-04-18", "brief", None, "Tweede Kamer"),
        (SENATE, "kst-35570-C", ("35570",), "2021-03-01", "brief", "2020-2021", "Eerste Kamer"),
        (MOTION, "kst-21501-20-1978", ("21501-20",), "2023-12-12", "gewijzigde-motie", "2023-2024", "Tweede Kamer"),
    ],
    ids=["web page", "printed", "as sent", "Eerste Kamer", "motion"],
)
def test_a_heading_is_read(
    text: str,
    official: str | None,
    dossiers: tuple[str, ...],
    day: str,
    kind: str,
    session: str | None,
    addressee: str,
) -> None:
    """Number, dossiers, day, kind, year and addressee stand in the heading, each form in its own way."""
    found = own(text)
    assert (found.id, found.dossiers, str(found.date), found.kind, found.session, found.addressee) == (
        official, dossiers, day, kind, session, addressee,
    )  # fmt: skip
    if found.id_span is not None:
        assert text[found.id_span.start : found.id_span.end] == found.id_span.exact


@pytest.mark.parametrize(
    ("heading", "official"),
    [
        ("36 600 J Voorbeeldfonds", "kst-36600-J-12"),
        ("36 600\nL\nVoorbeeldfonds", "kst-36600-L-12"),
        ("36 600-M Voorbeeldfonds", "kst-36600-M-12"),
        ("36 625\n-\nXII\nVoorbeeldbegroting", "kst-36625-XII-12"),
        ("36 600 IXB Voorbeeldbegroting", "kst-36600-IXB-12"),
        ("36 410 XVI- Voorbeeldbegroting\n36 410 VI Proefbegroting", "kst-36410-XVI-12"),
        ("31 066- Voorbeeldbeleid", "kst-31066-12"),
        ("36 351 (R 2184) Voorbeeldrijkswet", "kst-36351-12"),
        ("36 027\n(R2160)\nVoorbeeldrijkswet", "kst-36027-12"),
    ],
)
def test_a_paper_of_a_fund_or_chapter_has_it_in_its_number(heading: str, official: str) -> None:
    """Fund or budget chapter is part of the number, however the heading writes it; a Rijkswet's number is none."""
    assert own(f"{heading}\nNr. 12 MOTIE VAN HET LID VOORBEELD\nVoorgesteld 1 december 2024\n").id == official


def test_the_subject_of_a_letter_runs_over_its_lines() -> None:
    """Betreft goes on to the empty line."""
    assert own(SENT).subject == "Stand van zaken moties en toezeggingen"


def test_a_running_head_gives_the_number() -> None:
    """A PDF whose first page is lost still has its number at the foot of each page."""
    page = "Tekst van de brief.\n\nTweede Kamer, vergaderjaar 2018–2019, 29 754, nr. 501 1\n\f"
    assert own(page * 2).id == "kst-29754-501"


def test_a_running_head_of_a_fund_gives_its_letter() -> None:
    """The fund's letter stands between dossier and number."""
    page = "Tekst van de brief.\n\nTweede Kamer, vergaderjaar 2024–2025, 36 600 J, nr. 12 1\n\f"
    assert own(page * 2).id == "kst-36600-J-12"


def test_two_running_heads_give_none() -> None:
    """Two letters in one file are not told apart here, so neither number is taken."""
    one = "Tekst.\n\nTweede Kamer, vergaderjaar 2018–2019, 29 754, nr. 501 1\n\f"
    assert own(one + one.replace("501", "502")).id is None


def test_the_source_fills_what_the_heading_leaves_open() -> None:
    """Declared number and day count where the text has none, and the heading's own where it has."""
    declared = Declared(official_id="kst-1-1", dossiers=("1",))
    assert own("Geachte voorzitter,\n\nTekst.", declared).id == "kst-1-1"
    assert own(WEB, declared).id == "kst-28844-269"


@pytest.mark.parametrize(
    ("line", "official", "kind"),
    [
        ("35095 8 MOTIE VAN HET LID VOORBEELD", "kst-35095-8", "motie"),
        ("36600 J 12 GEWIJZIGDE MOTIE VAN HET LID VOORBEELD", "kst-36600-J-12", "gewijzigde-motie"),
        ("21501 20 1978 BRIEF VAN DE MINISTER", "kst-21501-20-1978", "brief"),
        ("35095 8 moties van het lid Voorbeeld", None, "brief"),
        ("35095 8 BIJLAGEN", None, "brief"),
    ],
)
def test_a_title_may_say_dossier_number_and_kind_in_one_line(line: str, official: str | None, kind: str) -> None:
    """Only before a heading in capitals; the same figures before other words are no number."""
    found = own(f"Najaarsnota\n\n{line}\n\nVoorgesteld 19 december 2018\n")
    assert (found.id, found.kind) == (official, kind)


@pytest.mark.parametrize("text", ["", "\n\n", "12 345", "Nr. 5", "Nr.\n", "29 754\n", "Datum\n", "Betreft\n"])
def test_a_piece_of_a_heading_gives_no_number(text: str) -> None:
    """A number without dossier, or a dossier without number, is no paper."""
    assert own(text).id is None


def test_a_letter_without_subject_line_is_about_what_it_brings() -> None:
    """Its first words say what it offers; a letter that only "brings a letter" has no subject by that."""
    offered = own("Hierbij bied ik u, mede namens mijn ambtgenoot, bijgaande lijst van ballonnen aan.")
    none = own("Hierbij bied ik u bijgaande brief aan.")

    assert offered.subject == "lijst van ballonnen"
    assert offered.subject_span is not None
    assert offered.subject_span.exact == "lijst van ballonnen"
    assert none.subject is None


def test_a_running_head_above_the_text_is_its_own_number() -> None:
    """A running head that opens a text names the paper itself; the same words within a sentence name another."""
    head = "Tweede Kamer, vergaderjaar 2022–2023, 19 637, nr. 3128"
    assert own(f"{head}\n\nVragen van de leden over het verzonnen beleid.\n").id == "kst-19637-3128"
    assert own(f"{head} is een verzonnen stuk.\n\nVragen van de leden.\n").id is None


@pytest.mark.parametrize(
    ("was", "becomes"),
    [("-", "\u2011"), ("-", "\u2212"), (" ", "\u2009"), (" ", "\u00a0"), ("\n", "\r\n"), ("\n", "\r")],
)
def test_a_heading_of_other_spaces_hyphens_and_line_ends_gives_the_same_number(was: str, becomes: str) -> None:
    """A budget's chapter or an EU dossier's second number is not lost, which would be another paper."""
    for core, number in (("21 501-20", "kst-21501-20-978"), ("36 600-VI", "kst-36600-VI-978")):
        top = f"Vergaderjaar 2023-2024\nTweede Kamer der Staten-Generaal\n2\nKamerstukken\n{core}\nVoorbeelden\n"
        paper = top + "Nr.\n978\nMOTIE VAN HET LID VOORBEELD\nVoorgesteld 12 december 2023\nDe Kamer,\n"
        assert own(paper).id == number
        assert own(paper.replace(was, becomes)).id == number


def test_a_day_whose_month_is_broken_softly_is_read() -> None:
    """A soft hyphen within the day does not hide when a letter was written."""
    whole = own("Aan de Voorzitter\n\nDatum 14 september 2023\nBetreft Windvanen\n\nGeachte voorzitter,\n")
    broken = own("Aan de Voorzitter\n\nDatum 14 sept\u00adember 2023\nBetreft Windvanen\n\nGeachte voorzitter,\n")
    assert whole.date == broken.date == date(2023, 9, 14)
    assert broken.date_span is not None
    assert broken.date_span.exact == "14 sept\u00adember 2023"
