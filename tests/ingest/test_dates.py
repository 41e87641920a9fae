"""Days as letters write them."""

from datetime import date

import pytest

from kamergraaf.ingest import dates

LETTER = date(2019, 4, 18)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("tijdens het AO van 20 juni 2018,", date(2018, 6, 20)),
        ("op 9 mei 20231 heb ik", date(2023, 5, 9)),
        ("Voorgesteld 3december 2024", date(2024, 12, 3)),
        ("op 1\u00a0april\n2010", date(2010, 4, 1)),
        ("27-02-2008 Spoeddebat", date(2008, 2, 27)),
        ("d.d. 7/12/2018", date(2018, 12, 7)),
        ("12 sept. 2019", date(2019, 9, 12)),
        ("17 en 18 april 2018", date(2018, 4, 18)),
        ("op 27 november jl. een motie", date(2018, 11, 27)),
        ("op 28 maart jongstleden", date(2019, 3, 28)),
        ("op 14 mei a.s.", date(2019, 5, 14)),
        ("op 29 februari 2019", None),
        ("op 27 november heeft", None),
        ("op 28 juni 1012", None),
        ("nr. 28, item 9", None),
    ],
)
def test_a_day_in_words_or_digits_is_read(text: str, day: date | None) -> None:
    """A day is read as written, and stays open where the year is not said."""
    written = dates.find(text, digits=True)
    assert (dates.settle(written, letter=LETTER) if written else None) == day


def test_a_sitting_cited_beside_it_gives_the_year() -> None:
    """The parliamentary year of the Handelingen decides, whichever half of it the day lies in."""
    autumn, spring = dates.find("27 november jl."), dates.find("12 maart jl.")
    assert autumn is not None
    assert spring is not None
    assert dates.settle(autumn, sessions=("2018-2019",)) == date(2018, 11, 27)
    assert dates.settle(spring, sessions=("2018-2019",)) == date(2019, 3, 12)


def test_the_people_present_may_leave_one_year() -> None:
    """A day without year is settled when only one of all years fits who was there, and open when two do."""
    written = dates.find("AO d.d. 15/03", digits=True)
    assert written is not None
    assert dates.settle(written, possible=lambda d: date(2017, 10, 31) <= d <= date(2018, 5, 30)) == date(2018, 3, 15)
    assert dates.settle(written, possible=lambda d: date(2017, 1, 1) <= d <= date(2018, 5, 30)) is None


def test_without_word_or_sitting_the_year_is_not_taken_from_the_letter() -> None:
    """A bare "15 maart" may be last year's or next year's: it stays open."""
    written = dates.find("op 15 maart")
    assert written is not None
    assert dates.settle(written, letter=LETTER) is None


@pytest.mark.parametrize(
    ("text", "as_far"),
    [
        ("AIVD, 2 oktober 2018", "2018-10-02"),
        ("in december 2016 het", "2016-12"),
        ("Ham e.a., 2018", "2018"),
        ("x", None),
    ],
)
def test_a_reports_date_is_kept_as_far_as_written(text: str, as_far: str | None) -> None:
    """Of a report a day, a month or a year may be known, and no more is made of it."""
    assert dates.partial(text) == as_far
