"""What the letter maker wrote is found again: all of it, nothing else, however it is printed."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kamergraaf.bench import metamorphic
from kamergraaf.bench.forms_found import count
from kamergraaf.bench.maker import Made, make
from kamergraaf.bench.noise import NoiseKind
from kamergraaf.bench.notes_found import made_links
from kamergraaf.bench.quality import made_forms
from kamergraaf.ingest.extract import extract
from kamergraaf.ontology.model import Extraction, Status

seeds = st.integers(0, 50_000)
SIZE = 5_000


def _read(seed: int) -> tuple[Made, Extraction]:
    made = make(seed, size=SIZE)
    return made, extract(made.letter)


@settings(max_examples=60, deadline=None)
@given(seed=seeds)
def test_every_citation_of_a_clean_letter_is_read(seed: int) -> None:
    """Each citation gives the identifiers that its author meant, and nothing else is taken for one."""
    forms = count([_read(seed)])
    assert forms.wrong == []
    assert forms.extra == []


@settings(max_examples=40, deadline=None)
@given(seed=seeds)
def test_persons_marked_certain_are_who_was_meant(seed: int) -> None:
    """A person marked certain is the member the maker cast, and a made-up name is never settled."""
    made, extraction = _read(seed)
    meant = {(p["start"], p["end"]): p.get("person") for p in made.truth["persons"]}
    for person in extraction.persons:
        place = (person.span.start, person.span.end)
        if person.status is Status.CERTAIN and place in meant:
            assert person.person == meant[place], person
        if place in meant and meant[place] is None:
            assert person.person is None, person


@settings(max_examples=40, deadline=None)
@given(seed=seeds)
def test_motions_keep_their_proposers_and_numbers(seed: int) -> None:
    """A motion of the letter is found with its proposers, and with its number only where the letter gives it."""
    made = make(seed, size=SIZE, pages=False)
    motions = made.truth["motions"]
    numbers = [tuple(m["ids"]) for m in motions if m["ids"]]
    assume(len(numbers) == len(set(numbers)))  # two motions that drew one number are one by it
    meant = {(frozenset(p["name"] for p in m["proposers"]), frozenset(m["ids"])) for m in motions}
    found = {(frozenset(p.name for p in m.proposers), frozenset(m.ids)) for m in extract(made.letter).motions}
    assert meant <= found
    # A heading and a paragraph that gives somebody the wrong party are not joined: who is meant stays open.
    wrong = {
        frozenset(p["name"] for p in m["proposers"])
        for m in motions
        if any("party_known" in p for p in m["proposers"])
    }
    assert {one for one in found - meant if one[0] not in wrong} == set()


@settings(max_examples=40, deadline=None)
@given(seed=seeds)
def test_commitments_keep_their_meeting(seed: int) -> None:
    """A commitment is found with the day on which it was made."""
    made = make(seed, size=SIZE, pages=False)
    meant = sorted(c["at"]["date"] for c in made.truth["commitments"])
    found = extract(made.letter).commitments
    assert sorted(str(c.at.date) for c in found if c.at is not None) == meant


@settings(max_examples=12, deadline=None)
@given(seed=seeds)
def test_another_printing_gives_the_same_findings(seed: int) -> None:
    """Width and hyphens change nothing that is found; pages, with their notes amid a sentence, no citation."""
    for name, differs in metamorphic.other_printings(seed, size=SIZE).items():
        seen = {what for what in differs if what[0] == "citation" or "pages" not in name}
        assert seen == set(), name


@settings(max_examples=12, deadline=None)
@given(seed=seeds)
def test_other_characters_for_the_same_words_give_the_same_findings(seed: int) -> None:
    """Odd spaces, decomposed accents, other line ends and soft hyphens change nothing that is found."""
    changes = metamorphic.other_texts(make(seed, size=SIZE, look=metamorphic.PLAIN).letter)
    assert {name: differs for name, differs in changes.items() if differs} == {}


@settings(max_examples=15, deadline=None)
@given(seed=seeds)
def test_other_digits_give_exactly_those_identifiers(seed: int) -> None:
    """Every paper's number one higher: every identifier one higher, and no other change."""
    assert metamorphic.other_digits(make(seed, size=SIZE, look=metamorphic.PLAIN).letter) == {}


@settings(max_examples=10, deadline=None)
@given(one=seeds, other=seeds)
def test_two_letters_in_one_give_the_sum_of_both(one: int, other: int) -> None:
    """Citations of both are found when two letters stand in one file."""
    assert metamorphic.joined(make(one, size=SIZE).letter, make(other, size=SIZE).letter) == {}


@pytest.mark.parametrize("rate", [0.005, 0.01, 0.02])
def test_misread_letters_lower_recall_and_not_precision(rate: float) -> None:
    """With letters, marks and spaces misread, what is still answered is right; the rest is missing or unread."""
    clean = made_forms(range(40), size=SIZE).whole()
    noisy = made_forms(range(40), size=SIZE, noise=rate)
    whole = noisy.whole()
    assert whole.precision >= clean.precision - 0.005, noisy.wrong + noisy.extra
    assert whole.recall < clean.recall


def test_more_misreading_leaves_more_unread() -> None:
    """What cannot be read any more is listed as unread, and more so with more misreading."""
    unread = [
        made_forms(range(40), size=SIZE, noise=rate, noise_kind="digits-to-letters").unread
        for rate in (0.0, 0.01, 0.03)
    ]
    assert unread[0] < unread[1] < unread[2]


@pytest.mark.parametrize("kind", ["letters", "digits-to-letters"])
def test_misread_marks_are_left_open_rather_than_linked_wrongly(kind: NoiseKind) -> None:
    """On clean letters every mark has its note; under noise some stay open, and hardly one has another's."""
    clean = made_links(range(40), size=SIZE)
    assert (clean.precision, clean.recall) == (1.0, 1.0)
    noisy = made_links(range(40), size=SIZE, noise=0.01, noise_kind=kind)
    assert noisy.precision >= 0.99
    assert 0.85 <= noisy.recall < 1.0
