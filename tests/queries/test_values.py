"""Values become query text at one place, and none of them can say more than a value."""

from __future__ import annotations

from datetime import date

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamergraaf import queries
from kamergraaf.ontology.errors import UsageError
from kamergraaf.ontology.iris import BASE
from kamergraaf.queries.values import written

ANY_TEXT = st.text(st.characters(), max_size=60) | st.from_regex(r'[\\"<>{}\n\r$`^|#.;@]{1,12}', fullmatch=True)


def read_back(term: str) -> object:
    """The one value that an engine sees where the term stands."""
    found = ox.Store().query(f"SELECT ?x WHERE {{ VALUES ?x {{ {term} }} }}")
    assert isinstance(found, ox.QuerySolutions)
    (row,) = found
    return row[0]


@given(ANY_TEXT)
def test_any_text_reads_back_as_itself_or_is_refused(text: str) -> None:
    """No string can end its own literal, whatever quotes, slashes or line ends it holds."""
    try:
        term = written("zoek", "string", (), text, BASE)
    except UsageError:
        assert "\x00" in text or any(0xD800 <= ord(c) <= 0xDFFF for c in text)
        return

    assert read_back(term) == ox.Literal(text)


@given(ANY_TEXT | st.builds("https://example.org/".__add__, ANY_TEXT) | st.builds("partij/".__add__, ANY_TEXT))
def test_any_address_reads_back_as_itself_or_is_refused(text: str) -> None:
    """An address is put in as it is or not at all: nothing is escaped into another address."""
    try:
        term = written("wat", "iri", (), text, BASE)
    except UsageError:
        return

    node = read_back(term)
    assert isinstance(node, ox.NamedNode)
    assert node.value == text or node.value.endswith(text.removeprefix("id/").partition("/")[2])


@given(st.one_of(ANY_TEXT, st.integers(), st.dates(), st.booleans()))
def test_any_number_and_day_is_one_value_or_refused(value: str | int | date) -> None:
    """Numbers and days are single literals; anything else is refused."""
    for type_ in ("integer", "date", "kind"):
        try:
            term = written("x", type_, (), value, BASE)
        except UsageError:
            continue
        assert read_back(term) is not None


@given(ANY_TEXT)
def test_no_value_changes_the_shape_of_a_question(text: str) -> None:
    """A bound question has as many lines as the same question with an innocent value."""
    question = queries.load("brieven-over-stuk")
    try:
        query = question.bind(stuk=text)
    except UsageError:
        return

    assert len(query.splitlines()) == len(question.bind(stuk="kamerstuk/29754-471").splitlines())


@pytest.mark.parametrize(
    ("given_", "address"),
    [
        ("partij/denk", f"{BASE}id/partij/denk"),
        ("id/partij/denk", f"{BASE}id/partij/denk"),
        (f"{BASE}id/partij/denk", f"{BASE}id/partij/denk"),
        ("motie/29754-482", f"{BASE}id/kamerstuk/29754-482"),
        ("lijst/aangenomen", "https://w3id.org/kamergraaf/def/lijst/aangenomen"),
        ("regel/kamerstuk", "https://w3id.org/kamergraaf/def/regel/kamerstuk"),
        ("def/cites", "https://w3id.org/kamergraaf/def/cites"),
        (f"{BASE}id/brief/d70d78ee02df#char=1,2", f"{BASE}id/brief/d70d78ee02df#char=1,2"),
        ("https://wetten.overheid.nl/BWBR0001840", "https://wetten.overheid.nl/BWBR0001840"),
    ],
)
def test_addresses_may_be_short(given_: str, address: str) -> None:
    """Kind and key are enough for a thing of ours, in the site's own base."""
    assert written("x", "iri", (), given_, BASE) == f"<{address}>"


@pytest.mark.parametrize(
    ("type_", "value", "words"),
    [
        ("iri", "denk", "partij/denk"),
        ("iri", "29 754, nr. 482", "no address"),
        ("iri", "partij/DENK", "cannot be the key"),
        ("iri", "fractie/denk", "Kinds are"),
        ("iri", "https://a.b/<x>", "no address"),
        ("iri", "https://a.b/100%", "no address"),
        ("iri", "persoon/gijs-van-dijk", "must be a partij"),
        ("iri", f"{BASE}id/partij/", "not well-formed"),
        ("integer", "-1", "whole number"),
        ("integer", True, "whole number"),
        ("date", "2021-02-30", "does not exist"),
        ("date", "27 november", "year-month-day"),
        ("kind", "fractie", "Kinds are"),
        ("string", "half \ud800", "no text"),
        ("string", "x" * 1001, "1000"),
        ("vorm", "x", "types are"),
    ],
)
def test_refusals_say_what_would_fit(type_: str, value: str | int, words: str) -> None:
    """Each refusal names the parameter and what to give instead."""
    with pytest.raises(UsageError, match=words) as refused:
        written("partij", type_, ("partij",), value, BASE)

    assert "partij" in str(refused.value)


def test_an_unknown_question_names_the_nearest() -> None:
    """A typing error in a name is answered with the name meant."""
    with pytest.raises(UsageError, match="Did you mean 'moties-van-partij'"):
        queries.load("moties-van-parij")


def test_unknown_and_missing_parameters_are_named() -> None:
    """A wrong word gives the right one; a missing value gives an example."""
    with pytest.raises(UsageError, match="Did you mean 'partij'"):
        queries.load("moties-van-partij").bind(partei="partij/denk")
    with pytest.raises(UsageError, match="needs partij: give for instance partij=partij/denk"):
        queries.load("moties-van-partij").bind(partij="")


def test_an_optional_row_is_left_out() -> None:
    """Without a value the question is asked of all ministries, without an UNDEF that Virtuoso cannot read."""
    question = queries.load("open-toezeggingen")

    assert "VALUES" not in question.bind()
    assert f"VALUES ?ministerie {{ <{BASE}id/ministerie/szw> }}" in question.bind(ministerie="ministerie/szw")


def test_several_values_stand_in_one_row() -> None:
    """A list of values is one row, of at most 2,000."""
    question = queries.load("moties-van-partij", base="https://voorbeeld.example/")
    row = "{ <https://voorbeeld.example/id/partij/sp> <https://voorbeeld.example/id/partij/vvd> }"

    assert row in question.bind(partij=["partij/sp", "partij/vvd"])
    with pytest.raises(UsageError, match="ask in parts"):
        question.bind(partij=["partij/sp"] * 2001)


def test_prefixes_follow_the_base() -> None:
    """Things follow the site's base, terms do not."""
    query = queries.load("brief-tegenover-kamer", base="https://voorbeeld.example/").bind()

    assert "PREFIX graph: <https://voorbeeld.example/graph/>" in query
    assert "PREFIX kg: <https://w3id.org/kamergraaf/def/>" in query
