"""Reports and earlier letters, in made-up sentences."""

from __future__ import annotations

import pytest

from kamergraaf.ingest.extract import extract
from kamergraaf.ingest.reports.titles import closing, quoted_titles
from kamergraaf.ontology.model import Extraction, Letter

HEAD = "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDen Haag, 14 maart 2023\n\n"
FOOT = "\n\nDe Minister van Sociale Zaken en Werkgelegenheid,\nA. Voorbeeld\n"


def read(text: str) -> Extraction:
    """What is found in a letter of that one paragraph."""
    return extract(Letter("made-up", HEAD + text + FOOT, example=True))


@pytest.mark.parametrize(
    ("text", "title", "ids"),
    [
        ("Het onderzoeksrapport «Een voorbeeld van een titel» is gereed.", "Een voorbeeld van een titel", ()),
        (
            "Zie het rapport van de Nationale Ombudsman over vrouwen in de opvang (“Vrouwen in de knel”).",
            "Vrouwen in de knel",
            (),
        ),
        (
            "Zie het rapport van de Inspectie Veiligheid Defensie (IVD) ‘Inzetgereed op missie? Een voorval’.",
            "Inzetgereed op missie? Een voorval",
            (),
        ),
        (
            "Ik reageer op het rapport 'Opvolging van de agenda's voor het jaar’ hierbij.",
            "Opvolging van de agenda's voor het jaar",
            (),
        ),
        ('Ik bied u het advies "Maatwerk voor een voorbeeld" aan.', "Maatwerk voor een voorbeeld", ()),
        (
            "Ik stuur u het verslag van een schriftelijk overleg (Kamerstuk 32 393, nr. 21).",
            "verslag van een schriftelijk overleg",
            ("kst-32393-21",),
        ),
        (
            "Gezien het Bestuurlijk Akkoord toekomst van voorbeelden (Kamerstuk 25 424, nr. 183) geldt dit.",
            "Bestuurlijk Akkoord toekomst van voorbeelden",
            ("kst-25424-183",),
        ),
        (
            "Ik verwijs u naar de rapportage integrale aanpak voorbeelden, die aan uw Kamer is aangeboden (Kamerstuk "
            "29 754, nr. 500).",
            "rapportage integrale aanpak voorbeelden",
            ("kst-29754-500",),
        ),
        ("Dank voor het eindverslag «(On)zichtbare voorbeelden» van juni.", "(On)zichtbare voorbeelden", ()),
        (
            "De brief inzake «Windmeter voorbeeld eindrapportage 2020» (Kamerstuk 30 196, nr. 772) is besproken.",
            "Windmeter voorbeeld eindrapportage 2020",
            ("kst-30196-772",),
        ),
        ("In het AIV-advies over Europese voorbeelden is dit gezegd.", "Europese voorbeelden", ()),
        (
            "inzake reactie op BIT-advies Platform Voorbeelden (26643, nr. 958).",
            "Platform Voorbeelden",
            (),
        ),
        ("de reactie op het rapport Ongekend voorbeeld (35510, nr. 113).", "Ongekend voorbeeld", ()),
        ("Uit het rapport van de commissie-Voorbeeld blijkt dit.", "rapport van de commissie-Voorbeeld", ()),
        ("Het advies van de adviescommissie Van Voorbeeld over windvanen is gelezen.", "windvanen", ()),
        (
            "Op het rapport «Een voorbeeld van een titel» van het RIVM kwam een reactie. In het rapport van RIVM "
            "staat veel.",
            "Een voorbeeld van een titel",
            (),
        ),
    ],
)
def test_a_report_is_named(text: str, title: str, ids: tuple[str, ...]) -> None:
    """Its title, and the paper that it came with."""
    assert [(r.title, r.ids) for r in read(text).reports] == [(title, ids)]


@pytest.mark.parametrize(
    "text",
    [
        "Het advies van de commissie-Voorbeeld is in het debat genoemd.",
        "De MIRT-verkenning naar een voorbeeld loopt.",
        "De training «Omgaan met een voorbeeld» is gegeven.",
        "Het wetsvoorstel ligt voor advies bij de Raad van State.",
        "In afwachting van het advies van de Onderwijsraad doe ik niets.",
        "Er loopt een onderzoek naar de gevolgen, en de evaluatie van de Wet voorbeelden komt.",
        "De term «Goed voorbeeld» komt terug.",
        "De brief inzake «Een plan voor voorbeelden» is besproken.",
        "De bijlage is gereed.1\n\n1 Raadpleegbaar via www.tweedekamer.nl",
        "De voorzitter zei «Dit is een heel goed voorbeeld» en vertrok.",
    ],
)
def test_what_is_no_report_is_left(text: str) -> None:
    """Trainings, pending advice, an evaluation of something and spoken words are no reports."""
    assert read(text).reports == ()


def test_quotations_within_a_title_belong_to_it() -> None:
    """A title ends where its own mark closes, and an apostrophe closes nothing."""
    text = "«Over «goede» voorbeelden en meer» ‘Agenda’s van een voorbeeld’ «open"
    assert [text[a:b] for a, b in quoted_titles(text, [0, 35, 63])] == [
        "Over «goede» voorbeelden en meer",
        "Agenda’s van een voorbeeld",
    ]
    assert closing(text, 63) is None


def test_an_earlier_letter_is_named_by_day_senders_and_paper() -> None:
    """A sender named twice is one, and the letter's own paper follows in brackets."""
    found = read(
        "Op 26 april 2018 stuurden de Ministers van SZW, JenV, SZW en OCW uw Kamer al gezamenlijk een brief over "
        "voorbeelden (Kamerstuk 29 754, nr. 448)."
    ).letters_cited
    assert [(str(c.date), c.senders, c.ids) for c in found] == [
        ("2018-04-26", ("SZW", "JenV", "OCW"), ("kst-29754-448",))
    ]


def test_the_paper_of_minutes_is_not_that_of_the_letter_they_are_about() -> None:
    """*Verslag over de brief van …* has the paper behind it; the letter has none."""
    found = read(
        "Het verslag van een schriftelijk overleg over mijn brief van 22 mei 2014 (Kamerstuk 32 620, nr. 136)."
    )
    assert [c.ids for c in found.letters_cited] == [()]


def test_the_day_of_sending_is_not_the_reports() -> None:
    """A report that is sent on a day is not of that day; one *van 3 februari 2015* is."""
    sent = read("Het rapport van de Algemene Rekenkamer over voorbeelden is op 3 maart 2022 gestuurd.").reports
    given = read("Gezien het advies van de Onderwijsraad van 3 februari 2015 over voorbeelden doe ik dit.").reports
    assert [r.date for r in (*sent, *given)] == [None, "2015-02-03"]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("De brief inzake reactie op het rapport «Wind en water in de polder» (29 754, nr. 12) is er.", ()),
        ("Zie de kabinetsreactie op het AIV-advies over Europese windvanen (29 754, nr. 12).", ()),
        ("Zie de brief in reactie op het rapport van RAND Europe over windvanen (29 754, nr. 12).", ()),
        ("In reactie op het rapport van RAND Europe over windvanen (29 754, nr. 12) meld ik dit.", ("kst-29754-12",)),
        ("Na de reactie op de brief volgt het rapport van RAND Europe (29 754, nr. 12).", ("kst-29754-12",)),
    ],
)
def test_the_paper_of_a_reaction_is_not_the_reports(text: str, ids: tuple[str, ...]) -> None:
    """The number behind *reactie op het rapport* is that of the reaction, but for *in reactie op*."""
    assert [r.ids for r in read(text).reports] == [ids]


def test_minutes_are_not_a_report_that_they_name() -> None:
    """The title that a page gives minutes before their number is their own; minutes named in the text are others."""
    page = (
        "Verslag van een schriftelijk overleg : Verslag van een schriftelijk overleg over windvanen\n"
        "29 754 Windvanen\nNr. 8 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\nVastgesteld 5 juli 2022\n\n"
    )
    before = "Eerder verscheen het verslag van een schriftelijk overleg over molens."
    found = [extract(Letter("made-up", page + text, example=True)).reports for text in ("", before)]
    assert [[r.rule for r in reports] for reports in found] == [[], ["verslag-overleg"]]
