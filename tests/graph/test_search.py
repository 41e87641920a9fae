"""The table of what must be found, and what must not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kamergraaf.graph.index import Index, beside
from kamergraaf.graph.load import load
from kamergraaf.graph.register import load_register
from kamergraaf.graph.search import Search
from kamergraaf.graph.search_words import words
from kamergraaf.graph.store import MEMORY, Change, Store, open_store
from kamergraaf.ontology import iris
from kamergraaf.ontology.model import Citation, Extraction, Letter, PersonMention, Sentence, Span, Status
from kamergraaf.ontology.register import Membership, Ministry, Period, Person
from kamergraaf.tests.graph import letters

# Numbers and names as in the design's table (viewer.md, section 3); the words around them are made up.
_TEXT = (
    "Zie Kamerstuk 29 754, nr. 482 en Kamerstuk 29 614, nr. 113. Zie ook Handelingen II 2018/19, nr. 28, item 9. "
    "Het lid Pieter Heerema (Windstil) vroeg, het lid Azarkan (Windstil) ook, en het lid Azarkan nog eens."
)


def _letter() -> Extraction:
    def at(phrase: str, nth: int = 0) -> Span:
        return letters.span(phrase, nth, _TEXT)

    def member(name: str, slug: str, nth: int = 0) -> PersonMention:
        party = at("Windstil", nth)
        return PersonMention(
            at(name), name, "lid", slug, status=Status.CERTAIN, stated_party="Windstil", party_span=party
        )

    return Extraction(
        Letter("nummers.txt", _TEXT),
        "0123456789ab",
        citations=(
            Citation(at("Kamerstuk 29 754, nr. 482"), ("kst-29754-482",), "kamerstuk"),
            Citation(at("Kamerstuk 29 614, nr. 113"), ("kst-29614-113",), "kamerstuk"),
            Citation(at("Handelingen II 2018/19, nr. 28, item 9"), ("h-tk-20182019-28-9",), "handelingen"),
        ),
        persons=(member("Pieter Heerema", "pieter-heerma"), member("Azarkan", "farid-azarkan", 1)),
        sentences=(Sentence(0, len(_TEXT), _TEXT),),
    )


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """Give a store with the letter and a few names."""
    made_up = letters.register()
    people = {
        slug: Person(slug, name, name.split()[-1], name.split()[0])
        for slug, name in (("farid-azarkan", "Farid Azarkan"), ("pieter-heerma", "Pieter Heerma"))
    }
    ministry = Ministry("SZW", "szw", "Sociale Zaken en Werkgelegenheid", ("SZW",), Period(), label="SZW")
    register = replace(
        made_up,
        persons={**made_up.persons, **people},
        ministries={**made_up.ministries, "szw": ministry},
        memberships=(*made_up.memberships, Membership("farid-azarkan", "Windstil", Period())),
    )
    opened = open_store(MEMORY)
    load_register(opened, register)
    load(opened, _letter(), register)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def search(store: Store) -> Search:
    """Give the search over it."""
    return Search(Index(store))


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("29 754 nr 482", "29754-482"),
        ("29754-482", "29754-482"),
        ("kst-29754-482", "29754-482"),
        ("29.754 482", "29754-482"),
        ("Kamerstuk 29 754, nr. 482", "29754-482"),
        ("29614 113", "29614-113"),
        ("h-tk-20182019-28-9", "tk-20182019-28-9"),
        ("29 754", "29754"),
        ("Azarkan", "farid-azarkan"),
        ("azarkan", "farid-azarkan"),
        ("azarkn", "farid-azarkan"),
        ("farid azar", "farid-azarkan"),
        ("Heerema", "pieter-heerma"),
        ("Heerma", "pieter-heerma"),
        ("sociale zaken", "szw"),
        ("szw", "szw"),
        ("Windstil", "windstil"),
    ],
)
def test_found_first(search: Search, asked: str, key: str) -> None:
    """A number in any spelling and a name, also with a typing error, is the first answer."""
    assert [hit.ref.key for hit in search.find(asked)][:1] == [key]


@pytest.mark.parametrize(
    "asked", ["zzzz", "29754-999", "29755-482", "", "  ", "***", '"', "a" * 500, "NEAR(x", "x* OR y"]
)
def test_found_nowhere(search: Search, asked: str) -> None:
    """What is not there is not found: a wrong paper is worse than none, and no text is an error."""
    assert search.find(asked) == ()


def test_numbers_are_never_mended(search: Search) -> None:
    """One digit off is another paper."""
    assert search.find("29754-483") == ()


def test_of_equally_near_words_the_most_used_is_meant() -> None:
    """A typing error that lies as near to a rare name as to a frequent one finds the frequent one."""
    opened = open_store(MEMORY)
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    names = ["Aarst", *(f"Baarst {letter}" for letter in ("Een", "Twee", "Drie")), "Waarsten"]
    graph = iris.graph("register", opened.base)
    lines = [f'<{opened.base}id/organisatie/o{n}> <{label}> "{name}"' for n, name in enumerate(names)]
    opened.apply(Change(insert={graph: lines}))

    assert {hit.label[:6] for hit in Search(Index(opened)).find("caarst")} == {"Baarst"}
    opened.close()


def test_a_hit_says_what_is_shown_beside_it(search: Search) -> None:
    """A member comes with the last group, and with how often letters name him."""
    (hit, *_) = search.find("Azarkan")

    assert (hit.kind, hit.label, hit.detail) == ("persoon", "Farid Azarkan", "Windstil")
    assert hit.weight == 1


def test_kinds_narrow(search: Search) -> None:
    """Only the kinds that were asked for come back."""
    assert {hit.kind for hit in search.find("29", kinds={"dossier"})} == {"dossier"}


def test_a_new_letter_is_found_at_once(store: Store) -> None:
    """The index follows the store."""
    search = Search(Index(store))
    assert search.find("proefballonnen boven zee") == ()
    load(store, letters.letter(), letters.register())

    assert search.find("proefballonnen boven zee")[0].ref.key == "99001-7"


def test_the_index_is_kept_between_runs(store: Store, tmp_path: Path) -> None:
    """A second run opens the file of the first; a damaged file is made anew."""
    folder = tmp_path / "store"
    first = Index(store, folder)
    found = Search(first).find("Azarkan")
    first.close()
    file = beside(folder)
    made = file.stat().st_mtime_ns
    second = Index(store, folder)

    assert found == Search(second).find("Azarkan")
    assert made == file.stat().st_mtime_ns
    second.close()
    file.write_bytes(b"geen index")
    assert found == Search(Index(store, folder)).find("Azarkan")


def test_words_of_a_number() -> None:
    """Groups of digits and the words around a number do not matter; a year before a number does."""
    assert words("Kamerstukken II 29 754, nr. 482") == ("29754", "482")
    assert words("2018 754") == ("2018", "754")
    assert words("Van Kéüllen") == ("van", "keullen")
