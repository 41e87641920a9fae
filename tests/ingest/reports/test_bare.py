"""Titles that stand without quotation marks, and those that few words tell, in made-up sentences."""

from __future__ import annotations

import pytest

from kamergraaf.ingest.extract import extract
from kamergraaf.ontology.model import Letter

HEAD = "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDen Haag, 14 maart 2023\n\n"
FOOT = "\n\nDe Minister van Sociale Zaken en Werkgelegenheid,\nA. Voorbeeld\n"


def titles(text: str) -> list[str]:
    """Titles found in a letter of that one paragraph."""
    return [r.title for r in extract(Letter("made-up", HEAD + text + FOOT, example=True)).reports]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Uit het rapport Kansen voor windvanen blijkt dat het goed gaat.", "Kansen voor windvanen"),
        ("Ik bied u het rapport Kansen voor windvanen aan.", "Kansen voor windvanen"),
        ("Ik heb uw Kamer het RIVM-rapport Kansen voor windvanen op 3 mei toegestuurd.", "Kansen voor windvanen"),
        ("Met het advies Kansen voor windvanen, dat u eerder ontving, ben ik het eens.", "Kansen voor windvanen"),
        (
            "Zie de evaluatie door het Trimbos-instituut, Evaluation of the Dutch windmills 2014-2020.",
            "Evaluation of the Dutch windmills 2014-2020",
        ),
        ("De Algemene Rekenkamer bracht het rapport Zicht op windvanen uit.", "Zicht op windvanen"),
        (
            "De Inspectie van het Onderwijs publiceerde De Staat van het Onderwijs 2022.",
            "De Staat van het Onderwijs 2022",
        ),
        ("Uit de Windvaanmonitor 2021/2022 blijkt dit.", "Windvaanmonitor 2021/2022"),
        ("Uit de UWV Monitor Windvanen 2018 blijkt dit.", "UWV Monitor Windvanen 2018"),
        ("Zie het eerste halfjaarbericht windvanen 2021, dat u ontvangt.", "eerste halfjaarbericht windvanen 2021"),
        ("Zie het jaarverslag 2021 van de NZa.", "jaarverslag 2021"),
        (
            "Het eindrapport, getiteld Wetsevaluatie windvanen 2013-2015, is op 15 december 2015 aangeboden.",
            "Wetsevaluatie windvanen 2013-2015",
        ),
        ("De nota Van windvaan tot molen is besproken.", "Van windvaan tot molen"),
        ("Het rapport Zorg voor vanen (bijlage bij Kamerstuk 29 754, nr. 12) is gereed.", "Zorg voor vanen"),
        ("Het rapport Werking van de windvaan van Panteia is reeds aangeboden.", "Werking van de windvaan"),
        ("Het CPB-onderzoek Wind door de jaren; daarop ga ik in.", "Wind door de jaren"),
        ("Ik verwijs naar het rapport Vanen op zee.", "Vanen op zee"),
        (
            "Zie het advies van de Raad voor Cultuur, Molens tussen toen en straks, dat bijgevoegd is.",
            "Molens tussen toen en straks",
        ),
        ("Zie het rapport Vanen & molens van het Informatie Knooppunt Wind (IKW).", "Vanen & molens"),
        ("Het rapport «Klem» is verschenen.", "Klem"),
        ("De NZa heeft in haar Monitor windzorg 2019 gemeld dat het goed gaat.", "Monitor windzorg 2019"),
        ("Het IBO-rapport Windvanen als kans laat zien dat het kan.", "Windvanen als kans"),
        ("Zie de publicatie Windvanen tellen en wegen van het CBS.", "Windvanen tellen en wegen"),
        ("In het onderzoek Vanen aan de kust (2019) staat dit.", "Vanen aan de kust"),
        ("Ik heb het rapport ‘Vaan en maan' ontvangen.", "Vaan en maan"),
        ('Ik heb het rapport “Vaan en wind en maan" ontvangen.', "Vaan en wind en maan"),
        ("In «Zicht op de vaanzorg» van de NZa staat meer.", "Zicht op de vaanzorg"),
        ("Ook de NZa heeft hier in «Zicht op de vaanzorg» aandacht voor gevraagd.", "Zicht op de vaanzorg"),
        ("Met de aanbieding van dit rapport, «Vanen in beeld», kom ik dat na.", "Vanen in beeld"),
        ("In de Monitor Duurzame Windvanen van het RIVM wordt dit gevolgd.", "Monitor Duurzame Windvanen"),
        ("Dit is overgenomen in de Derde Kadernota Windveiligheid.", "Derde Kadernota Windveiligheid"),
        (
            "Ik wijs u op de Tussenevaluatie Kaderrichtlijn Wind, die u ontvangt.",
            "Tussenevaluatie Kaderrichtlijn Wind",
        ),
        ("De visie vindt u in de Agenda Lokale Vanen.", "Agenda Lokale Vanen"),
        (
            "Zie de cijfers in het Jaarbericht Staat van het windwezen 2024.",
            "Jaarbericht Staat van het windwezen 2024",
        ),
        ("Een reactie op het jaarverslag van de NZa volgt.", "jaarverslag van de NZa"),
        (
            "Het onderzoek naar de vanen (IBO), Draaien naar de toekomst, is op 7 maart verzonden.",
            "Draaien naar de toekomst",
        ),
        (
            "Betreft Jaarverslag Windvanen 2013\n\nIk bied u het Jaarverslag Windvanen 2013 van de NZa aan.",
            "Jaarverslag Windvanen 2013",
        ),
        (
            "De kabinetsreactie op het rapport Wind. De nieuwe energie van de Rli, die volgt, is kort.",
            "Wind. De nieuwe energie",
        ),
        (
            "Ik stuur de beleidsreactie op Draait het wel? Windvanen in de praktijk van de Onderwijsraad.",
            "Draait het wel? Windvanen in de praktijk",
        ),
    ],
)
def test_a_title_ends_where_the_text_settles_it(text: str, title: str) -> None:
    """By a bracket, a body, a year, the end of the sentence, or a word that can be no part of it."""
    assert titles(text) == [title]


@pytest.mark.parametrize(
    "text",
    [
        "Het Centraal Economisch Plan 2023 van het CPB is uit.",
        "Zie het rapport Stuurgroep maatregelen windvanen.",
        "Zie het rapport Proefstad Windvaan Research over vanen in stallen.",
        "Zie het evaluatierapport Windvaanfonds voor vanen 2017-2022.",
        "Het rapport Samsom is gereed.",
        "Het rapport Van Rijn is gereed.",
        "In het advies Commissie kinderhartinterventies staat dit.",
        "Ik laat onderzoek doen naar windvanen in Nederland.",
        "Het onderzoek In Nederland is verder gegaan dan elders.",
        "De Wet evaluatie Windvanen aan zee is ingetrokken.",
        "Ik heb gezien dat het rapport Vanen aan zee aanbevelingen doet.",
        "Ik heb het rapport Vanen aan zee gelezen.",
        "Het advies Raad van State is ontvangen.",
        "De Monitor is in 2019 verschenen.",
        "Het Jaarverslag Ministerie van Financiën 2021 is aangeboden.",
        "In het bericht «Onderzoek naar windvanen in de war» staat dit.",
        "De motie over de Staat van de Unie 2020 is besproken.",
        "Het Masterplan basisvaardigheden loopt, zie ook de Miljoenennota 2024 en de Voorjaarsnota 2023.",
        "De nota van wijziging en de nota naar aanleiding van het verslag zijn verzonden.",
        "Het onderzoek Marktwerking, ordening en toezicht is bekend.",
        "De reactie op Kamervragen van de NZa volgt.",
        "De voortgangsrapportage Nationaal Actieplan windvanen is verzonden.",
        "Ik noem de voortgang, onderzoek Windvanen en molens, en meer.",
        "De motie loopt vooruit op het advies van de Gezondheidsraad en is ontijdig.",
        "Ik heb toegezegd een rapport van TNO over vanen te zenden.",
        "De uitvoering van de Agenda Lokale Vanen loopt.",
        "In de Monitor Brede welvaart en de Evaluatie Wet windvanen staat dit.",
        "Het onderzoek naar de vanen, Nederland en de zee, is gereed.",
        "Het overleg met het RIVM heeft «een eerste stap naar wind» gebracht.",
        "De NOS schreef in «Windvanen draaien op zee» dat dit zo is.",
        "Het jaarverslag van de Commissie van Wind betreffende Vanen en Molens is gereed.",
        "Het jaarverslag van de NZa, de Vaanombudsman en de Molenombudsman is gereed.",
        "Het jaarverslag van het ministerie van Financiën is aangeboden.",
        "De evaluatie Wiv 2002 en de Jaarevaluatie is besproken.",
    ],
)
def test_what_nothing_settles_is_left_out(text: str) -> None:
    """Names of persons and laws, general words, a verb to come: no title is guessed."""
    assert titles(text) == []
