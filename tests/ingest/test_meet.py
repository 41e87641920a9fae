"""A letter's motion meets the real one, or stays open."""

from __future__ import annotations

from datetime import date

from kamergraaf.ingest.meet import Asked, Known, Met, Motions, meet

HEDGE = "het aanplanten van heggen langs rijkswegen"
MOTIONS = Motions.of(
    [
        Known("2099Z00001", date(2099, 3, 1), frozenset({"voorbeeld"}), HEDGE, 12, "kst-39001-12"),
        Known("2099Z00002", date(2099, 3, 2), frozenset({"voorbeeld", "proef"}), HEDGE, 13),
        Known("2099Z00003", date(2099, 3, 3), frozenset({"proef"}), "een jaarlijkse telling van de egels", 14),
        Known("2099Z00004", date(2099, 3, 4), frozenset({"proef"}), "een jaarlijkse telling van alle egels", 14),
        Known("2099Z00005", date(2099, 9, 4), frozenset({"later"}), "het later indienen van een motie", 99),
    ]
)


def asked(*proposers: str, subject: str = HEDGE, number: str | None = None, others: bool = False) -> Asked:
    return Asked(frozenset(proposers), subject, date(2099, 6, 1), number, others)


def test_its_number_settles_it_whatever_the_words() -> None:
    """The official id alone is enough, since one paper has one number."""
    assert meet(asked("iemand", subject="iets anders", number="kst-39001-12"), MOTIONS) == Met("2099Z00001", "nummer")


def test_a_number_of_other_members_is_contested() -> None:
    """Where the letter's members are known and none of them proposed the motion of that number, nothing is chosen."""
    real = Known("2099Z00030", date(2099, 3, 1), frozenset({"sam-proef"}), "egels", 30, "kst-39001-30")
    meant = Known("2099Z00031", date(2099, 3, 1), frozenset({"vic-voorbeeld"}), HEDGE, 31, "kst-39001-31")
    met = meet(asked("vic-voorbeeld", number="kst-39001-30"), Motions.of([real, meant]))
    assert (met.case, met.candidates, met.contested) == (None, ("2099Z00030", "2099Z00031"), True)
    assert meet(asked("voorbeeld", number="kst-39001-30"), Motions.of([real, meant])).case == "2099Z00030"


def test_number_in_an_unnamed_dossier_needs_proposers_and_subject() -> None:
    """A record without dossier is met only when its number there, its proposers and its subject all agree."""
    met = meet(asked("voorbeeld", "proef", number="kst-39002-13"), MOTIONS)

    assert met.case == "2099Z00002"
    assert meet(asked("voorbeeld", number="kst-39002-13"), MOTIONS).case is None
    assert meet(asked("voorbeeld", "proef", number="kst-39002-14"), MOTIONS).case is None


def test_without_number_proposers_and_subject_settle_it() -> None:
    """The same proposers and the same subject, written slightly otherwise, are one motion."""
    met = meet(asked("voorbeeld", subject="aanplanten van heggen langs de rijkswegen"), MOTIONS)

    assert met == Met("2099Z00001", "indieners en onderwerp")


def test_two_that_come_near_are_candidates() -> None:
    """Nothing is guessed between two motions of one member on nearly one subject."""
    met = meet(asked("proef", subject="een jaarlijkse telling van egels"), MOTIONS)

    assert met.case is None
    assert set(met.candidates) == {"2099Z00003", "2099Z00004"}


def test_a_motion_of_after_the_letter_is_none() -> None:
    """A letter cannot answer what was not yet asked."""
    assert meet(asked("later", subject="het later indienen van een motie"), MOTIONS).case is None


def test_an_amended_motion_is_met_only_where_the_letter_says_so() -> None:
    """A letter about *the motion* may mean the first form; one about the amended motion never does."""
    first = Known("2099Z00010", date(2099, 3, 1), frozenset({"voorbeeld"}), HEDGE, 20)
    second = Known("2099Z00011", date(2099, 3, 8), frozenset({"voorbeeld"}), HEDGE, 21, amended=True)
    plain, amended = asked("voorbeeld"), Asked(frozenset({"voorbeeld"}), HEDGE, date(2099, 6, 1), amended=True)

    assert meet(amended, Motions.of([first, second])).case == "2099Z00011"
    assert meet(amended, Motions.of([first])).case is None
    assert set(meet(plain, Motions.of([first, second])).candidates) == {"2099Z00010", "2099Z00011"}
    assert meet(plain, Motions.of([second])) == Met(
        None, "misschien de gewijzigde, misschien die ervoor", ("2099Z00011",)
    )


def test_a_motion_that_was_replaced_before_the_letter_is_not_chosen() -> None:
    """The letter may mean the one that took its place, though that has another subject and more proposers."""
    first = Known("2099Z00020", date(2099, 3, 1), frozenset({"voorbeeld"}), HEDGE, 20, "kst-39001-20")
    second = Known(
        "2099Z00021",
        date(2099, 3, 9),
        frozenset({"voorbeeld", "proef"}),
        "struiken",
        21,
        "kst-39001-21",
        amended=True,
        replaces="kst-39001-20",
    )
    later = Known("2099Z00021", date(2099, 9, 9), second.proposers, "struiken", 21, replaces="kst-39001-20")
    assert set(meet(asked("voorbeeld"), Motions.of([first, second])).candidates) == {"2099Z00020", "2099Z00021"}
    assert meet(asked("voorbeeld"), Motions.of([first, later])).case == "2099Z00020"


def test_others_unnamed_may_be_any() -> None:
    """With c.s. the named ones must be among the proposers, and nobody else is filled in."""
    assert meet(asked("proef", others=True), MOTIONS).case == "2099Z00002"
    assert meet(asked("proef"), MOTIONS).case is None
