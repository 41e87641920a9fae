"""The saved questions on the demo's own letters: what became of motions and commitments from letter to letter."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kamergraaf import queries
from kamergraaf.graph.store import MEMORY, Store
from kamergraaf.ontology import iris
from kamergraaf.pipeline import demo, setup


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """Give the demo's store in memory."""
    held = setup.opened(MEMORY)
    demo.fill(held)
    yield held
    held.close()


def ask(store: Store, name: str, *columns: str, **values: str) -> list[tuple[str, ...]]:
    """Give some columns of a question's rows, addresses as kind/key or as the name of a term."""
    found = store.select(queries.load(name).bind(**values))
    at = [found.variables.index(column) for column in columns]
    return [tuple(_short(row[i]) for i in at) for row in found]


def _short(term: object) -> str:
    text = "" if term is None else str(term)
    return text.removeprefix(iris.BASE + "id/").removeprefix(iris.LIST).removeprefix(iris.DEF)


def test_a_motion_has_a_life_over_three_letters(store: Store) -> None:
    """Being carried out in December 2018 and April 2019, carried out in February 2020."""
    rows = ask(store, "levensloop-van-motie", "dag", "handeling", motie="kamerstuk/38901-14")

    assert [row for row in rows if row[1]] == [
        ("2018-12-07", "in-uitvoering"),
        ("2019-04-05", "in-uitvoering"),
        ("2020-02-07", "uitgevoerd"),
    ]


def test_a_motion_that_was_carried_out_is_not_in_progress(store: Store) -> None:
    """What a later letter calls carried out is left out; what no letter does stays in."""
    motions = {motion for (motion,) in ask(store, "moties-in-uitvoering", "motie")}

    assert "kamerstuk/38901-14" not in motions  # carried out by letter 08
    assert "kamerstuk/38903-6" not in motions  # by letter 12
    assert "kamerstuk/38902-16" in motions


def test_a_motion_that_is_not_carried_out_says_so(store: Store) -> None:
    """Adopted, and refused in letter 09."""
    assert ("kamerstuk/38902-12", "aangenomen", "kamerstuk/38902-19") in ask(
        store, "niet-uitgevoerde-moties", "motie", "stand", "brief"
    )


def test_an_amended_motion_replaces_its_first_form(store: Store) -> None:
    """The amended motion leads to the one it came in place of."""
    assert ("kamerstuk/38901-14", "kamerstuk/38901-11") in ask(store, "gewijzigde-moties", "motie", "eerdere")


def test_a_commitment_is_promised_and_settled(store: Store) -> None:
    """Promised in October 2018, told of in June 2019, settled in July 2020, and open no more."""
    days = ask(store, "levensloop-van-toezegging", "dag", "handeling", toezegging="toezegging/TZ201810-901")
    still_open = {key for (key,) in ask(store, "open-toezeggingen", "toezegging", ministerie="ministerie/vz")}

    assert [day for day, _ in days][:2] == ["2018-10-12", "2019-06-14"]
    assert ("2020-07-03", "afgedaan") in days
    assert not {"toezegging/TZ201810-901", "toezegging/TZ201911-903"} & still_open


def test_stated_and_known_party_are_both_shown(store: Store) -> None:
    """The real letter's Gijs van Dijk and the made-up one's Fien Fictief."""
    rows = ask(store, "andere-partij-in-brief", "lid", "volgensBrief", "volgensRegister")

    assert ("persoon/gijs-van-dijk", "partij/sp", "partij/pvda") in rows
    assert ("persoon/fien-fictief", "partij/luchtkasteel", "partij/zeepbel") in rows


def test_lost_notes_stay_open(store: Store) -> None:
    """Of the real letter the marks of two notes, and the number that one would have given."""
    texts = [text for text, about in ask(store, "open-verwijzingen", "tekst", "m") if "d70d78ee02df" in about]

    assert texts == ["®", "®"]
    assert ("motie/x-771db88ed6",) in ask(store, "moties-zonder-nummer", "motie")


def test_the_second_dossier_finds_the_paper(store: Store) -> None:
    """29 614 en 31 289, nr. 113 is found from 31 289."""
    assert ("kamerstuk/29614-113", "brief/d70d78ee02df") in ask(
        store, "stukken-in-dossier", "stuk", "brief", dossier="dossier/31289"
    )


def test_the_parts_written_for_another_minister_count_for_that_minister(store: Store) -> None:
    """The letter of JenV answers Becker's motion on behalf of SZW."""
    rows = ask(store, "moties-per-ministerie-en-partij", "ministerie", "partij")

    assert ("ministerie/szw", "partij/vvd") in rows


def test_all_made_up_letters_are_listed_once(store: Store) -> None:
    """Twelve, and the real one is none of them."""
    letters = [letter for (letter,) in ask(store, "verzonnen-voorbeelden", "brief")]

    assert len(letters) == len(set(letters)) == 12
    assert "brief/d70d78ee02df" not in letters
