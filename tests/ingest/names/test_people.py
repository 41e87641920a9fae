"""Whom a name means on a day: the traps of the register, one by one."""

from datetime import date

import pytest

from kamergraaf.ingest import register
from kamergraaf.ingest.names.index import index_of
from kamergraaf.ingest.names.people import Settled, settle
from kamergraaf.ontology.model import Status

CERTAIN, PROBABLE, REPAIRED = Status.CERTAIN, Status.PROBABLE, Status.REPAIRED
CONFLICT, AMBIGUOUS, UNRESOLVED = Status.CONFLICT, Status.AMBIGUOUS, Status.UNRESOLVED


def settled(
    name: str,
    day: str | None,
    *,
    until: str | None = None,
    party: str | None = None,
    role: str | None = "lid",
    after: tuple[str, ...] = (),
    chamber: str = "TK",
) -> Settled:
    return settle(
        name,
        index=index_of(register.bundled()),
        day=date.fromisoformat(day) if day else None,
        until=date.fromisoformat(until) if until else None,
        party=party,
        role=role,
        after=after,
        chamber=chamber,
    )


@pytest.mark.parametrize(
    ("name", "day", "party", "role", "person", "status"),
    [
        # one of that name on the day; longest match at word ends is the reader's, exact names are the index's
        ("Becker", "2018-11-27", "VVD", "lid", "bente-becker", CERTAIN),
        ("Beckerman", "2018-11-27", None, "lid", "sandra-beckerman", CERTAIN),
        ("Kuik", "2018-11-27", None, "lid", "anne-kuik", CERTAIN),
        ("Kuiken", "2018-11-27", None, "lid", "attje-kuiken", CERTAIN),
        ("De Graaf", "2018-11-27", None, "lid", "machiel-de-graaf", CERTAIN),
        ("Van der Graaf", "2018-11-27", None, "lid", "stieneke-van-der-graaf", CERTAIN),
        ("VAN RAAK", "2018-11-27", None, "lid", "ronald-van-raak", CERTAIN),
        ("Van Raan", "2018-11-27", None, "lid", "lammert-van-raan", CERTAIN),
        ("KOSTIC", "2024-05-23", None, "lid", "ines-kostic", CERTAIN),
        ("El Abassi", "2024-12-19", None, "lid", "ismail-el-abassi", CERTAIN),
        ("van ’t Wout", "2018-11-27", None, "lid", "bas-van-t-wout", CERTAIN),
        ("Haersma Buma", "2018-11-27", None, "lid", None, UNRESOLVED),
        ("Buma", "2018-11-27", None, "lid", "sybrand-van-haersma-buma", CERTAIN),
        # Dijk, Van Dijk, Van Dijck
        ("Dijk", "2024-04-18", None, "lid", "jimmy-dijk", CERTAIN),
        ("Van Dijck", "2018-11-27", None, "lid", "teun-van-dijck", CERTAIN),
        ("Van Dijk", "2018-11-27", None, "lid", None, AMBIGUOUS),
        ("Van Dijk", "2018-11-27", "SP", "lid", "jasper-van-dijk", CERTAIN),
        ("Jasper van Dijk", "2018-11-27", None, "lid", "jasper-van-dijk", CERTAIN),
        # the stated party differs: a full name keeps its person, a bare one does not
        ("Gijs van Dijk", "2018-11-27", "SP", "lid", "gijs-van-dijk", CONFLICT),
        ("Becker", "2018-11-27", "SP", "lid", None, UNRESOLVED),
        # one letter of a full name, with the party
        ("Pieter Heerema", "2018-11-27", "CDA", "lid", "pieter-heerma", REPAIRED),
        ("Pieter Heerema", "2018-11-27", None, "lid", None, UNRESOLVED),
        ("Heerema", "2018-11-27", "CDA", "lid", None, UNRESOLVED),
        ("Heerema", "2018-11-27", "VVD", "lid", "rudmer-heerema", CERTAIN),
        ("Omzigt", "2018-11-27", "CDA", "lid", None, UNRESOLVED),
        # the office asked for by the word before
        ("Helder", "2022-05-05", None, "lid", "lilian-helder", CERTAIN),
        ("Helder", "2022-05-05", None, "bewindspersoon", "conny-helder", CERTAIN),
        ("Helder", "2022-05-05", None, None, None, AMBIGUOUS),
        ("Rutte", "2016-05-05", None, "lid", "arno-rutte", CERTAIN),
        ("Rutte", "2016-05-05", None, "bewindspersoon", "mark-rutte", CERTAIN),
        # the parties that became a group agree with it
        ("Bushoff", "2025-09-02", "PvdA", "lid", "julian-bushoff", CERTAIN),
        ("Bushoff", "2025-09-02", "GL-PvdA", "lid", "julian-bushoff", CERTAIN),
        # former members: of the last term, or the only one in nine years
        ("Marijnissen", "2024-04-18", None, "lid", "lilian-marijnissen", PROBABLE),
        ("Bruins", "2024-07-04", None, "lid", "eppo-bruins", CERTAIN),
        ("Veldkamp", "2025-08-27", None, "bewindspersoon", "caspar-veldkamp", PROBABLE),
        # initials
        ("F.B.J. Grapperhaus", "2019-01-05", None, "bewindspersoon", "ferdinand-grapperhaus", CERTAIN),
        ("A.B. Grapperhaus", "2019-01-05", None, "bewindspersoon", None, UNRESOLVED),
        ("M.C.H. Boon", "2025-06-01", None, "lid", "maikel-boon", CERTAIN),
        ("D.J.H. (Diederik) van Dijk", "2025-06-01", None, "lid", "diederik-van-dijk", CERTAIN),
        # married names and hyphens: shown as probable
        ("Six-Dijkstra", "2025-05-28", None, "lid", "jesse-six-dijkstra", PROBABLE),
        ("Wiegman", "2009-03-23", None, "lid", "esme-wiegman-van-meppelen-scheppink", PROBABLE),
        ("Zandbakker", "2018-11-27", None, "lid", None, UNRESOLVED),
    ],
)
def test_names_on_a_day(
    name: str, day: str, party: str | None, role: str | None, person: str | None, status: Status
) -> None:
    """A name, a day, and what stands around it give one person, or say why not."""
    found = settled(name, day, party=party, role=role)

    assert (found.person, found.status) == (person, status)
    assert found.reason


def test_ambiguous_names_keep_all_candidates() -> None:
    """Several of one name on a day are all kept, never the best known of them."""
    found = settled("Van Dijk", "2018-11-27")

    assert found.candidates == ("gijs-van-dijk", "jasper-van-dijk")


def test_short_form_after_the_full_name_is_certain() -> None:
    """A shared surname means whom the letter named in full before."""
    found = settled("Van Dijk", "2018-11-27", after=("gijs-van-dijk", "bente-becker"))

    assert (found.person, found.status) == ("gijs-van-dijk", CERTAIN)


def test_without_a_day_the_name_must_mean_one_person_throughout() -> None:
    """Within a window all who sat on any of its days are candidates."""
    assert settled("Van Raan", "2018-11-27", until="2019-11-27").status is CERTAIN
    assert settled("De Groot", "2020-06-01", until="2021-06-01").status is AMBIGUOUS
    assert settled("Van Dijk", None).status is AMBIGUOUS
    assert settled("Azarkan", None).person == "farid-azarkan"


def test_members_of_the_other_chamber_count_only_where_this_one_has_none() -> None:
    """In a letter to the Tweede Kamer a senator of the same name does not make a member doubtful."""
    assert "peter-van-dijk" not in settled("Van Dijk", "2018-11-27").candidates
    assert settled("Van Dijk", "2018-11-27", chamber="EK").person == "peter-van-dijk"


def test_repaired_names_say_how_they_are_read() -> None:
    """A mended name gives the register's spelling."""
    assert settled("Pieter Heerema", "2018-11-27", party="CDA").read_as == "Pieter Heerma"
