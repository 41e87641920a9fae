"""Titles of cases, as the Kamer's records have them: what each says. All are made up."""

from __future__ import annotations

from datetime import date

import pytest

from kamergraaf.ingest.titles import read_title
from kamergraaf.ontology.official import Case, CaseKind


def letter(title: str) -> Case:
    return Case("2023Z90001", CaseKind.LETTER, title, date(2023, 3, 14), "2022-2023", "Verzonnen luchtvaart", 21)


@pytest.mark.parametrize(
    ("title", "subject", "deed"),
    [
        ("Toezegging over klantenraden", "klantenraden", None),
        ("Toezegging om met het UWV te overleggen", "met het UWV te overleggen", None),
        ("Toezegging m.b.t. de windvanen", "de windvanen", None),
        ("Toezegging openstellen van de dijk voor fietsers", "openstellen van de dijk voor fietsers", None),
        ("Afdoen toezegging biomonitoring", "biomonitoring", "afgedaan"),
        ("Uitvoering van de toezegging inzake windvanen", "windvanen", "verslag"),
    ],
)
def test_a_title_is_the_heading_of_its_promise(title: str, subject: str, deed: str | None) -> None:
    """The one promise that the letter is about, and what it does with it by the title's first words."""
    (promise,) = read_title(letter(title)).commitments
    assert promise.subject == subject
    assert [act.deed.value for act in promise.acts] == ([deed] if deed else [])


@pytest.mark.parametrize(
    "title",
    [
        "Toezeggingen over windvanen",
        "Moties en toezeggingen Luchtvaart",
        "Aanpassing van de toets en toezegging windvanen",
        "Antwoorden op vragen commissie over de toezegging windvanen",
        "Stand van zaken moties en toezeggingen zomer 2024",
    ],
)
def test_several_promises_or_a_letter_about_one_are_none(title: str) -> None:
    """Which promises these are the title does not say."""
    assert read_title(letter(title)).commitments == ()
