"""Who was of which group, and who held an office, on the day that counts; nothing where it cannot be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kamergraaf.graph.derived import Days, Stated, derive
from kamergraaf.graph.load import load
from kamergraaf.graph.register import derive_all, load_register
from kamergraaf.graph.store import MEMORY, open_store
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.register import Membership, Office, Period, Register
from kamergraaf.tests.graph import letters

B = iris.BASE
MENTION, MOTION, VIC = (
    f"{B}id/brief/0123456789ab#char=1,2",
    f"{B}id/kamerstuk/99001-7",
    f"{B}id/persoon/vic-voorbeeld",
)


def _register(*periods: tuple[str, Period]) -> Register:
    made = letters.register()
    return replace(made, memberships=tuple(Membership("vic-voorbeeld", party, period) for party, period in periods))


def _party(register: Register, day: date | None, days: Days | None = None) -> str | None:
    stated = Stated(MENTION, terms.PROPOSED_BY, VIC, "Voorbeeld", MOTION, f"{B}id/partij/windstil", day)
    found = [line for line in derive(register, [stated], days or Days()) if terms.BY_PARTY in line]
    return found[0].rsplit("/", 1)[-1][:-1] if found else None


@pytest.mark.parametrize(
    ("periods", "day", "party"),
    [
        ([("Windstil", Period(date(2020, 1, 1), date(2021, 1, 1)))], date(2021, 1, 1), "windstil"),
        ([("Windstil", Period(date(2020, 1, 1), date(2021, 1, 1)))], date(2021, 1, 2), None),
        ([("Windstil", Period(date(2020, 1, 1), seen_on=date(2021, 1, 1)))], date(2020, 6, 1), "windstil"),
        ([("Windstil", Period(date(2020, 1, 1), seen_on=date(2021, 1, 1)))], date(2022, 6, 1), None),
        ([("Windstil", Period(None, date(2021, 1, 1)))], date(2020, 6, 1), None),
        ([("Windstil", Period())], None, "windstil"),
        ([("Windstil", Period()), ("Luchtkasteel", Period())], None, None),
        (
            [
                ("Windstil", Period(date(2020, 1, 1), date(2020, 6, 1))),
                ("Luchtkasteel", Period(date(2020, 6, 1), date(2021, 1, 1))),
            ],
            date(2020, 6, 1),
            None,
        ),
    ],
)
def test_group_on_a_day(periods: list[tuple[str, Period]], day: date | None, party: str | None) -> None:
    """The group is known only when the register can tell it for that day."""
    assert party == _party(_register(*periods), day)


def test_the_day_of_the_decision_counts_most() -> None:
    """A decision's day goes before the letter's; two days in different groups give nothing."""
    register = _register(
        ("Windstil", Period(date(2020, 1, 1), date(2020, 5, 31))),
        ("Luchtkasteel", Period(date(2020, 6, 1), date(2021, 1, 1))),
    )
    days = Days()
    days.add(MOTION, terms.DECIDED_ON, "2020-02-01")

    assert _party(register, date(2020, 12, 1), days) == "windstil"
    days.add(MOTION, terms.DECIDED_ON, "2020-08-01")
    assert _party(register, date(2020, 12, 1), days) is None


@pytest.mark.parametrize(
    ("post", "holder"),
    [
        ("Minister van VZ", "vera-zonnen"),
        ("minister van Verzonnen Zaken", "vera-zonnen"),
        ("Staatssecretaris van VZ", "vic-voorbeeld"),
        ("Minister voor Wind", None),
        ("bewindspersoon van VZ", None),
    ],
)
def test_who_promised(post: str, holder: str | None) -> None:
    """The office holder of that day, by the wording of the post; a minister is no state secretary."""
    whole = Period(date(2017, 1, 1), date(2023, 1, 1))
    made = letters.register()
    second = Office("vic-voorbeeld", "Staatssecretaris van Verzonnen Zaken", "staatssecretaris", "vz", whole)
    days = Days()
    promise = f"{B}id/toezegging/x-0000000000"
    days.add(promise, terms.DATE, "2021-03-03")
    stated = Stated(MENTION, terms.MINISTRY, f"{B}id/ministerie/vz", post, promise)
    found = derive(replace(made, offices=(*made.offices, second)), [stated], days)

    assert [line.rsplit("/", 1)[-1][:-1] for line in found] == ([holder] if holder else [])


def test_letter_by_letter_is_the_same_as_all_at_once() -> None:
    """What each ingest derives is what a new register would derive over everything."""
    store, register = open_store(MEMORY), letters.register()
    load_register(store, register)
    for number in range(4):
        load(store, letters.letter(text=f"{letters.TEXT}\n{number}", day=date(2021, 4, 1 + number)), register)
    load(store, replace(letters.letter(text=f"{letters.TEXT}\n2", day=date(2021, 4, 3)), motions=()), register)

    assert not derive_all(store, register)


def test_a_new_register_derives_again() -> None:
    """When the register learns another group, the motion's group follows, and the letter's words stay."""
    store, register = open_store(MEMORY), letters.register()
    load_register(store, register)
    load(store, letters.letter(), register)
    letter = store.graph(iris.letter_graph(letters.letter().key))
    moved = _register(("Windstil", Period(date(2017, 1, 1), date(2023, 1, 1))))

    assert load_register(store, moved)
    assert f"<{MOTION}> <{terms.BY_PARTY}> <{B}id/partij/windstil>" in store.graph(iris.graph("afgeleid"))
    assert letter == store.graph(iris.letter_graph(letters.letter().key))


def test_the_kamers_own_data_is_not_said_twice() -> None:
    """A fact that the Kamer's data gives is not in *feiten* as well, and its proposer counts for the group."""
    store, register = open_store(MEMORY), letters.register()
    load_register(store, register)
    known = f"<{MOTION}> <{terms.PROPOSED_BY}> <{VIC}>"
    store.replace(iris.graph("officieel"), [known])
    load(store, letters.letter(), register)

    assert known not in store.graph(iris.graph("feiten"))
    assert f"<{MOTION}> <{terms.BY_PARTY}> <{B}id/partij/proefballon>" in store.graph(iris.graph("afgeleid"))
    assert not derive_all(store, register)
