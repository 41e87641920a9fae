"""Numbers of papers concluded from the titles of dossiers. All records are made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kamergraaf.ingest import kamer_numbers
from kamergraaf.ingest.register import bundled
from kamergraaf.ontology.official import Case, CaseKind
from kamergraaf.ontology.register import Register

BALLOONS = "Proefballonnen boven de Noordzee"


@pytest.fixture(scope="module")
def register() -> Register:
    """A register without dossiers."""
    return replace(bundled(), dossiers={})


def case(number: str, title: str, sequence: int, official_id: str | None = None) -> Case:
    return Case(
        number, CaseKind.LETTER, "Verzonnen brief", date(2019, 3, 1), "2018-2019", title, sequence, official_id
    )


def ids(cases: list[Case], register: Register, given: dict[str, str] | None = None) -> list[str | None]:
    dossiers = kamer_numbers.titles(cases, register, given or {})
    return [one.official_id for one in kamer_numbers.numbered(cases, dossiers)]


def test_one_known_paper_numbers_all_under_its_title(register: Register) -> None:
    """The dossier is that of the known paper, the number each case's own; case and spaces of a title do not count."""
    cases = [case("2019Z90001", BALLOONS, 1, "kst-38901-1"), case("2019Z90002", f"{BALLOONS.upper()} ", 2)]
    assert ids(cases, register) == ["kst-38901-1", "kst-38901-2"]


def test_a_title_of_two_dossiers_numbers_nothing(register: Register) -> None:
    """Neither where the records say so, nor where two cases under it have one number."""
    told = [case("a", BALLOONS, 1, "kst-38901-1"), case("b", BALLOONS, 2, "kst-38902-2"), case("c", BALLOONS, 3)]
    assert ids(told, register)[2] is None
    seen = [case("a", BALLOONS, 1, "kst-38901-1"), case("b", BALLOONS, 7), case("c", BALLOONS, 7)]
    assert ids(seen, register)[1:] == [None, None]


def test_the_registers_dossiers_tell_their_titles(register: Register) -> None:
    """Without a known paper the register's list of dossiers does."""
    (listed,) = [dossier for dossier in bundled().dossiers.values() if dossier.number == "19637"]
    known = replace(register, dossiers={"19637": listed})
    assert ids([case("a", listed.title, 5)], known) == ["kst-19637-5"]


def test_letters_tell_a_dossier_only_together(register: Register) -> None:
    """One letter may be misprinted; two that agree are believed, two that differ are not; nor is a wrong number."""
    cases = [case("a", BALLOONS, 1), case("b", BALLOONS, 2), case("c", BALLOONS, 3)]
    assert ids(cases, register, {"a": "kst-38901-1"}) == [None] * 3
    assert ids(cases, register, {"a": "kst-38901-1", "b": "kst-38901-2"})[2] == "kst-38901-3"
    assert ids(cases, register, {"a": "kst-38901-1", "b": "kst-38910-2"}) == [None] * 3
    assert ids(cases, register, {"a": "kst-38901-1", "b": "kst-38901-9"}) == [None] * 3


def test_a_budgets_chapters_share_its_number(register: Register) -> None:
    """A chapter of which nothing is known has the number of its year's others, and its own addition."""
    title = "Vaststelling van de begrotingsstaten van het Ministerie van Luchtkastelen ({}) voor het jaar {}"
    cases = [
        case("a", title.format("VI", 2031), 4, "kst-39000-VI-4"),
        case("b", title.format("XV", 2031), 7),
        case("c", title.format("XV", 2032), 7),
    ]
    assert ids(cases, register) == ["kst-39000-VI-4", "kst-39000-XV-7", None]


def test_no_two_cases_get_one_number(register: Register) -> None:
    """A number that another case has already, under whatever title, is not given again."""
    cases = [
        case("a", BALLOONS, 1, "kst-38901-1"),
        case("b", BALLOONS, 2),
        case("c", "Een andere titel van hetzelfde dossier", 2, "kst-38901-2"),
    ]
    assert ids(cases, register)[1] is None
