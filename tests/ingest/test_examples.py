"""The made-up letters are marked as such, name nobody real, and tell the life of motions and commitments."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from kamergraaf.ingest import register as registers
from kamergraaf.ingest.extract import extract
from kamergraaf.ontology.model import Extraction, Letter, Motion, Status
from kamergraaf.ontology.register import Register

FOLDER = Path(registers.__file__).parent / "data" / "examples"
LETTERS = sorted(FOLDER.glob("*.txt"))


@cache
def register() -> Register:
    """The made-up register."""
    return registers.read(sorted((FOLDER / "register").glob("*.csv")))


@cache
def read() -> tuple[Extraction, ...]:
    """What is found in each letter, in order of their numbers."""
    return tuple(extract(Letter(p.name, p.read_text(encoding="utf-8"), example=True), register()) for p in LETTERS)


def motions(official: str) -> list[tuple[int, Motion]]:
    """The letters (from 1) that name a motion by number."""
    return [(n, motion) for n, found in enumerate(read(), 1) for motion in found.motions if official in motion.ids]


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem[19:21])
def test_each_letter_says_that_it_is_made_up(path: Path) -> None:
    """The file's name and the first line say so."""
    first, _, rest = path.read_text(encoding="utf-8").partition("\n")

    assert path.stem.startswith("verzonnen-voorbeeld-")
    assert first == " VERZONNEN VOORBEELD. Alle namen, nummers en gebeurtenissen in deze brief zijn verzonnen."
    assert rest.strip()


def test_there_are_a_dozen_letters_and_a_register_of_all_tables() -> None:
    """Each table of the register is replaced, so that no real row is left beside the made-up ones."""
    real = {path.name for path in (FOLDER.parent / "register").glob("*.csv")}

    assert len(LETTERS) == 12
    assert {path.name for path in (FOLDER / "register").glob("*.csv")} == real


def test_the_made_up_register_shares_nothing_with_the_real_one() -> None:
    """No person, party, ministry, body, cabinet or dossier has the address of a real one, and each row says so."""
    ours, real = register(), registers.bundled()

    assert not ours.persons.keys() & real.persons.keys()
    assert not {p.key for p in ours.parties.values()} & {p.key for p in real.parties.values()}
    assert not ours.ministries.keys() & real.ministries.keys()
    assert not ours.organisations.keys() & real.organisations.keys()
    assert not ours.cabinets.keys() & real.cabinets.keys()
    assert not ours.dossiers.keys() & real.dossiers.keys()
    assert not {p.surname for p in ours.persons.values()} & {p.surname for p in real.persons.values()}
    assert {p.source for p in ours.persons.values()} == {"verzonnen"}


def test_every_letter_is_signed_by_someone_made_up() -> None:
    """Post, initials, name and day agree with the made-up register."""
    for found in read():
        (signatory,) = found.signatories
        assert signatory.person is not None
        assert signatory.person.person in register().persons


def test_every_paper_is_in_a_made_up_dossier() -> None:
    """No letter names a Kamerstuk that there is or may be soon."""
    for found in read():
        for citation in found.citations:
            assert all(official.startswith(("kst-3890", "h-tk-20182019-198-")) for official in citation.ids)


def test_a_motion_is_replaced_adopted_carried_out() -> None:
    """Letter 01 tells of the first form, 02 of the amended one and its vote, 04 and 08 what became of it."""
    ((_, held_over),) = motions("kst-38901-11")
    (second, adopted), *later = motions("kst-38901-14")

    assert (second, adopted.amended, adopted.decision, adopted.replaces) == (2, True, "aangenomen", "kst-38901-11")
    assert held_over.decision == "aangehouden"
    assert [(n, [act.deed.value for act in motion.acts]) for n, motion in later] == [
        (4, ["in-uitvoering"]),
        (8, ["uitgevoerd"]),
    ]


def test_a_motion_is_not_carried_out() -> None:
    """Letter 09 says of an adopted motion that it will not be done."""
    (motion,) = (motion for n, motion in motions("kst-38902-12") if n == 9)

    assert motion.decision == "aangenomen"
    assert "niet-uitgevoerd" in {act.deed.value for act in motion.acts}


def test_a_commitment_goes_on_from_letter_to_letter_by_its_number() -> None:
    """Promised in 01, taken further in 05, settled in 10; and another in 07 and 08."""
    told = {
        key: [
            (n, bool(commitment.acts))
            for n, found in enumerate(read(), 1)
            for commitment in found.commitments
            if commitment.key == key
        ]
        for key in ("TZ201810-901", "TZ201911-903")
    }

    assert [n for n, _ in told["TZ201810-901"]] == [1, 5, 10]
    assert told["TZ201810-901"][-1] == (10, True)
    assert told["TZ201911-903"] == [(7, False), (8, True)]


def test_the_wrong_party_is_a_conflict_and_both_are_kept() -> None:
    """Letter 04 gives Fien Fictief another party than the register."""
    (fien,) = (p for m in read()[3].motions for p in m.proposers if p.person == "fien-fictief")

    assert fien.stated_party == "Luchtkasteel"
    assert fien.status is Status.CONFLICT


def test_a_name_of_two_members_stays_ambiguous_and_the_full_name_does_not() -> None:
    """Letter 06 says "Van Nergens", which two members are called, and "Nel van Nergens", which is one."""
    named = {p.name: p for m in read()[5].motions for p in m.proposers}

    assert named["Van Nergens"].person is None
    assert set(named["Van Nergens"].candidates) == {"nel-van-nergens", "ned-van-nergens"}
    assert named["Nel van Nergens"].person == "nel-van-nergens"


def test_a_motion_without_its_note_has_no_number() -> None:
    """Letter 03 lost its second note; no number is guessed for that motion."""
    schijn = read()[2].motions[1]

    assert schijn.ids == ()
    assert schijn.proposers[0].person == "sjaak-schijn"


def test_one_paper_in_two_dossiers() -> None:
    """The number of letter 07's paper runs in the first of its dossiers."""
    (paper,) = (c for c in read()[6].citations if len(c.dossiers) == 2)

    assert paper.ids == ("kst-38901-21",)
    assert paper.dossiers == ("38901", "38903")


def test_letters_with_a_heading_have_their_own_number() -> None:
    """Letters 08 to 12 carry dossier and number, so other letters can refer to them."""
    assert [found.key for found in read()[7:]] == ["38901-25", "38902-19", "38901-28", "38903-9", "38901-31"]
