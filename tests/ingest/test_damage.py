"""What a scan cannot have read right is unread, what may be another's dossier is open, and clean text stays."""

from __future__ import annotations

from datetime import date

import pytest

from kamergraaf.ingest.citations import Citations, find_citations
from kamergraaf.ingest.repair import clean
from kamergraaf.ingest.scanned import is_scanned
from kamergraaf.ontology.model import Letter, Status

DAY = date(2016, 5, 3)
CANNOT_BE = {
    "a letter after nr.": "de motie (31 865, nr. B)",
    "two letters after nr.": "Kamerstukken 29 101, nr. SA.",
    "a chapter of one letter": "Kamerstukken II 34 300 hoofdstuk A, nr. 127",
    "a plural of one": "Kamerstukken II 27 548, nrs. 4547.",
    "a list that falls": "Kamerstukken II 28 817, nrs. 979 en 949",
    "a year of two that do not follow": "Kamerstukken II 2012/2015, 30 067, nr. 11",
    "a dossier that was not there in that year": "Kamerstukken II 2011/2012, 33 861, nr. 18",
    "a dossier newer than the letter": "Kamerstuk 38 684, nr. 21",
    "a chapter of no budget": "Kamerstuk 34 773 hoofdstuk XV, nr. 60",
    "a ruling of a year to come": "ECLI:NL:HR:2610:8731",
    "a Staatsblad of a year to come": "Stb. 2019, 23",
    "a bracket that was read as J": "(Kamerstukken I 2015-2016, 25 315, DJ",
}
OTHERS = "Kamerstuk 29 754, nr. 1. Kamerstuk 29 754, nr. 2. "


def _find(text: str, *, scanned: bool = True, day: date | None = DAY) -> Citations:
    return find_citations(clean(Letter("verzonnen", text, scanned=scanned)), day)


@pytest.mark.parametrize("text", CANNOT_BE.values(), ids=CANNOT_BE.keys())
def test_what_cannot_be_is_unread_in_a_scan(text: str) -> None:
    """Nothing is given, the words are listed, and no other number is put in their place."""
    found = _find(text)
    assert [c.ids for c in found.citations if c.ids] == []
    assert len(found.unread) == 1


@pytest.mark.parametrize("text", [t for k, t in CANNOT_BE.items() if "bracket" not in k], ids=str)
def test_on_clean_text_an_author_means_what_he_wrote(text: str) -> None:
    """An odd year or number of a text that was no scan stays as it was written."""
    assert [c.ids for c in _find(text, scanned=False).citations] != []


@pytest.mark.parametrize(
    "text",
    [
        "Kamerstukken II 2015/16, 34 300 XV, nr. 60",
        "Kamerstuk 34 200 XV, nr. 6",
        "Kamerstuk 19 700 hoofdstuk XV, nr. 2",
        "Kamerstukken II 28 817, nrs. 949 en 979",
        "Kamerstuk 28 817, nr. 949, was nr. 940",
        "Kamerstukken I 2015/16, 31 497, nr. B",
        "Stb. 2016, 23",
        "Richtlijn (EU) 2016/680",
    ],
)
def test_what_can_be_stays_probable(text: str) -> None:
    """A scan's citation that nothing speaks against is given, as probable."""
    found = _find(text)
    assert [c.status for c in found.citations] == [Status.PROBABLE]
    assert found.unread == ()


def test_a_letter_whose_own_day_was_misread_is_not_held_against_it() -> None:
    """Where most dossiers seem newer than the letter, its own year was misread."""
    text = "Kamerstuk 34 684, nr. 21. Kamerstuk 34 211, nr. 5."
    assert [c.ids for c in _find(text, day=date(2010, 5, 3)).citations] == [("kst-34684-21",), ("kst-34211-5",)]


def test_a_dossier_that_differs_by_one_digit_is_left_open() -> None:
    """Named once, and near one that is named more often: either may be meant, and both are candidates."""
    found = _find(OTHERS + "Kamerstuk 29 764, nr. 66.").citations[-1]
    assert found.status is Status.AMBIGUOUS
    assert found.ids == ()
    assert found.candidates == ("kst-29764-66", "kst-29754-66")


@pytest.mark.parametrize(
    ("text", "scanned", "known"),
    [
        (OTHERS + "Kamerstuk 29 764, nr. 66. Kamerstuk 29 764, nr. 67.", True, ()),
        (OTHERS + "Kamerstuk 29 764, nr. 66.", True, ("29764",)),
        (OTHERS + "Kamerstuk 29 864, nr. 66.", False, ()),
        (OTHERS + "Kamerstuk 28 864, nr. 66.", True, ()),
    ],
    ids=["named twice", "known to exist", "no scan", "two digits differ"],
)
def test_a_dossier_that_is_surely_another_stays(text: str, scanned: bool, known: tuple[str, ...]) -> None:
    """What stands twice, is known, or differs by more is no misreading of the other."""
    found = find_citations(clean(Letter("verzonnen", text, scanned=scanned)), DAY, known)
    assert all(c.ids for c in found.citations)


@pytest.mark.parametrize(
    ("text", "scanned"),
    [
        ("De huisartsenpo5ten, het ver5chil en ongewijzi9de plannen.", True),
        ("Het ver5chil en ongewijzi9de plannen.", False),
        ("Zie https://voorbeeld.example/ab1cd/ef5gh/ij6kl en a1b2c3d4e5.", False),
        ("In 2015 en 2016, nr. 5a, artikel 6bis en 9de.", False),
        ("het idee\u0301 van categorién", True),
    ],
)
def test_digits_within_words_tell_a_scan(text: str, scanned: bool) -> None:
    """Three words of small letters with a digit in them are a scan's; addresses and ordinals are not."""
    assert is_scanned(Letter("verzonnen", text)) is scanned
