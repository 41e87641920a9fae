"""One made letter in five forms: the same words, the same notes, whatever it came as."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from kamergraaf.ingest import sources
from kamergraaf.ingest.repair import clean
from kamergraaf.ontology.model import Letter
from kamergraaf.tests.ingest.readers.conftest import Made

FORMS = ("xml", "html", "docx", "pdf")


def letter(made: dict[str, Made], form: str, tmp_path: Path) -> Letter:
    """Read the made letter in a form, under a name that tells nothing."""
    path = tmp_path / "brief.bin"
    path.write_bytes(made[form].data)
    (item,) = sources.expand([str(path)])
    return sources.load(item)


def words(letter: Letter) -> list[str]:
    """Give the words after repair, raised digits as plain ones."""
    return unicodedata.normalize("NFKC", clean(letter).text).split()


@pytest.mark.parametrize("form", FORMS)
def test_words_are_those_of_the_text(made: dict[str, Made], form: str, tmp_path: Path) -> None:
    """Every form gives the words of the plain text in their order, without menus, running heads and margins."""
    expected = words(letter(made, "text", tmp_path))

    assert words(letter(made, form, tmp_path)) == expected


@pytest.mark.parametrize("form", FORMS)
def test_notes_are_marked_in_place(made: dict[str, Made], form: str, tmp_path: Path) -> None:
    """Each note is known with its number, the word before its mark and its text."""
    read = letter(made, form, tmp_path)

    found = [(n.n, read.text[: n.at - len(n.n)].split()[-1], read.text[n.start : n.end]) for n in read.notes]

    assert found == [
        ("1", "(VVD)", "1 Kamerstuk 29 754, nr. 690."),
        ("2", "2024", "2 Handelingen II 2023/24, nr. 84, item 12."),
        ("3", "12)", "3 Kamerstukken II 2023/24, 29 754, nr. 695."),
    ]


@pytest.mark.parametrize("form", FORMS)
def test_mark_after_a_number_is_no_digit_of_it(made: dict[str, Made], form: str, tmp_path: Path) -> None:
    """Behind "5 juni 2024" the mark stands raised, so that no year 20242 comes into being."""
    assert "5 juni 2024²" in " ".join(letter(made, form, tmp_path).text.split())


@pytest.mark.parametrize("form", ["xml", "html"])
def test_source_says_what_it_is(made: dict[str, Made], form: str, tmp_path: Path) -> None:
    """Official XML and HTML declare the paper's number and, where they have it, its day."""
    declared = letter(made, form, tmp_path).declared

    assert declared.official_id == "kst-29754-701"
    assert declared.date is None or declared.date.isoformat() == "2024-09-10"


def test_pages_of_a_pdf_begin_where_they_begin(made: dict[str, Made], tmp_path: Path) -> None:
    """Each page's offset is that of its first word."""
    read = letter(made, "pdf", tmp_path)

    assert [read.text[at : at + 6] for at in read.pages] == ["Vergad", "Naar a", "De mot"]
