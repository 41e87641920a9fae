"""Made letters are the same from the same seed, and their truth stands where it says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamergraaf.bench.forms import FORMS
from kamergraaf.bench.maker import make
from kamergraaf.bench.noise import misread
from kamergraaf.bench.pages import Look

seeds = st.integers(0, 100_000)


def _places(truth: Any) -> list[dict[str, Any]]:
    if isinstance(truth, dict):
        own = [truth] if "start" in truth else []
        return own + [place for value in truth.values() for place in _places(value)]
    if isinstance(truth, list):
        return [place for value in truth for place in _places(value)]
    return []


@settings(max_examples=30, deadline=None)
@given(seed=seeds, noise=st.sampled_from((0.0, 0.01, 0.05)), pages=st.booleans(), notes=st.booleans())
def test_every_place_of_the_truth_quotes_the_letter(seed: int, noise: float, pages: bool, notes: bool) -> None:
    """Offsets point at the words they name, through wrapping, hyphens, pages, notes and misreading."""
    made = make(seed, size=3_000, noise=noise, noise_kind="digits", pages=pages, notes=notes)
    places = _places(made.truth)
    assert len(places) > 10
    for place in places:
        assert made.letter.text[place["start"] : place["end"]] == place["exact"]


@settings(max_examples=10, deadline=None)
@given(seed=seeds)
def test_the_same_seed_makes_the_same_letter(seed: int) -> None:
    """Two runs give the same bytes and the same truth."""
    assert make(seed, size=2_500, noise=0.01) == make(seed, size=2_500, noise=0.01)


@settings(max_examples=20, deadline=None)
@given(seed=seeds)
def test_the_look_does_not_change_the_words(seed: int) -> None:
    """Another printing has the same citations in the same order."""
    wide = make(seed, size=3_000, look=Look(width=0, lines=0))
    paged = make(seed, size=3_000, look=Look(width=50, lines=30))
    ids = [[c["ids"] for c in made.truth["citations"]] for made in (wide, paged)]
    assert sorted(map(str, ids[0])) == sorted(map(str, ids[1]))


@settings(max_examples=20, deadline=None)
@given(seed=seeds)
def test_hyphens_and_marks_leave_citations_readable(seed: int) -> None:
    """A citation broken over lines reads the same once its line ends are spaces."""
    made = make(seed, size=3_000)
    for cited in made.truth["citations"]:
        if cited["form"] == "plain":
            dossier, number = cited["ids"][0].removeprefix("kst-").split("-")
            digits = "".join(c for c in cited["exact"] if c.isdigit())
            assert digits == dossier + number


def test_all_forms_occur() -> None:
    """Sixty letters show every row of the table of forms."""
    forms = {c["form"] for seed in range(60) for c in make(seed, size=6_000).truth["citations"]}
    assert len(forms) >= len(set(FORMS)) - 2  # the three gazettes share a name


def test_a_misread_digit_takes_the_identifier_away() -> None:
    """Under noise a citation keeps its ids only while all that carries them can be read."""
    damaged = [
        c
        for seed in range(12)
        for c in make(seed, size=6_000, noise=0.05, noise_kind="digits").truth["citations"]
        if c["damage"] == "identifier"
    ]
    assert damaged
    assert all(c["ids"] == [] for c in damaged)
    assert any(c["meant"] for c in damaged)


@pytest.mark.parametrize("kind", ["letters", "digits-to-letters"])
def test_only_kind_digits_makes_other_digits(kind: Any) -> None:
    """With the first two kinds no digit becomes another digit."""
    from random import Random

    read = misread("0123456789 " * 500, 0.5, kind, Random(1))
    assert not any(old.isdigit() and new.isdigit() for old, new in zip(read.old, read.new, strict=True))


def test_misreading_moves_places_along() -> None:
    """An unchanged character is found again at its place."""
    from random import Random

    text = "Kamerstuk 29 754, nr. 482; de minister meldt " * 20
    read = misread(text, 0.2, "digits", Random(7))
    changed = set(read.at)
    for offset, char in enumerate(text):
        if offset not in changed:
            assert read.text[read.place(offset)] == char
