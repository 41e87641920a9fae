"""The register's tables and their faults."""

import time
from datetime import date
from pathlib import Path

import pytest

from kamergraaf.ingest import register
from kamergraaf.ontology.errors import InputError

PERSONS = "slug,full_name,forename,prefix,surname,initials,aliases,sure_name,wikidata,tk_id,parlement_id,source\n"
MEMBERSHIPS = "person,party,from,until,seen_on,source\n"
SEATS = "person,chamber,from,until,seen_on,source\n"
MADE_UP = "eva-voorbeeld,Eva van Voorbeeld,Eva,van,Voorbeeld,E.,Eva Voorbeeld,,,,,made up\n"


def test_bundled_register_is_read_quickly() -> None:
    """The register that comes with Kamergraaf takes less than 150 ms."""
    taken = []
    for _ in range(5):
        register.bundled.cache_clear()
        begun = time.process_time()
        known = register.bundled()
        taken.append(time.process_time() - begun)

    assert min(taken) < 0.15  # the others say how busy the machine is
    assert len(known.persons) > 1200
    assert len(known.sha256) == 64


def test_bundled_register_is_kept() -> None:
    """A second call gives the same register."""
    assert register.bundled() is register.bundled()


def test_each_ministry_has_a_key_given_once() -> None:
    """An abbreviation that came back adds the year to its key; its first use keeps the plain one."""
    ministries = register.bundled().ministries
    keys = {
        code: sorted(m.key for m in ministries.values() if m.code == code) for code in ("EZ", "EZK", "LNV", "SZW")
    }

    assert keys == {
        "EZ": ["ez", "ez-2013", "ez-2024"],
        "EZK": ["ezk", "ezk-2026"],
        "LNV": ["lnv", "lnv-2017"],
        "SZW": ["szw"],
    }


def test_names_of_one_ministry_follow_each_other() -> None:
    """No day has two names of the ministry of Justice, from the cabinet's first use on."""
    ministries = register.bundled().ministries
    for day, key in [
        (date(2009, 8, 1), "jus"),
        (date(2010, 10, 14), "venj"),
        (date(2017, 10, 25), "venj"),
        (date(2017, 10, 26), "jenv"),
    ]:
        of_justice = [m for m in ministries.values() if m.key in ("jus", "venj", "jenv")]
        assert [m.key for m in of_justice if m.period.holds(day) is not False] == [key]


@pytest.mark.parametrize("day", [date(2024, 2, 1), date(2024, 10, 1), date(2025, 2, 1), date(2025, 6, 1)])
def test_the_kamer_of_2023_is_known_whole(day: date) -> None:
    """Some 150 members are known to have had a seat on each day between the elections of 2023 and 2025."""
    seats = register.bundled().seats
    sitting = {s.person for s in seats if s.chamber == "TK" and s.period.holds(day)}

    assert 149 <= len(sitting) <= 152


def test_given_tables_replace_the_bundled_ones(tmp_path: Path) -> None:
    """A table is told by its header and replaces its kind; the others stay."""
    persons = tmp_path / "any-name.csv"
    everybody = (Path(register.__file__).parent / "data" / "register" / "persons.csv").read_text(encoding="utf-8")
    persons.write_text(everybody + MADE_UP, encoding="utf-8")
    seats = tmp_path / "seats.csv"
    seats.write_text(SEATS + "eva-voorbeeld,TK,2019-01-01,,2019-03-01,made up\n", encoding="utf-8")

    known = register.read([persons, seats])

    assert known.persons["eva-voorbeeld"].prefix == "van"
    assert [s.person for s in known.seats] == ["eva-voorbeeld"]
    assert known.parties == register.bundled().parties
    assert known.sha256 != register.bundled().sha256


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("name,party\nx,y\n", "row 1: no table has the header"),
        (PERSONS + MADE_UP + MADE_UP, "row 3: 'eva-voorbeeld' stands here twice"),
        (PERSONS + MADE_UP.replace("eva-voorbeeld", "Eva V."), "row 2, column slug"),
        (PERSONS + MADE_UP.replace(",Eva van Voorbeeld,", ",,"), "row 2, column full_name: empty"),
        (PERSONS + "eva,Eva\n", "row 2: 2 columns instead of 12"),
        (MEMBERSHIPS + "nobody,VVD,2019-01-01,,,made up\n", "row 2, column person: no person 'nobody'"),
        (MEMBERSHIPS + "gijs-van-dijk,XYZ,2019-01-01,,,made up\n", "row 2, column party: no party 'XYZ'"),
        (SEATS + "gijs-van-dijk,TK,1 januari,,,made up\n", "row 2, column from: '1 januari' is no day"),
        (SEATS + "gijs-van-dijk,TK,2020-01-01,2019-01-01,,made up\n", "row 2, column until"),
        (SEATS + "gijs-van-dijk,Senaat,2020-01-01,,,made up\n", "row 2, column chamber: 'Senaat'. Use TK or EK"),
    ],
)
def test_faults_name_file_row_and_remedy(tmp_path: Path, content: str, told: str) -> None:
    """A fault in a table names the file, the row, and where it can the column."""
    table = tmp_path / "table.csv"
    table.write_text(content, encoding="utf-8")

    with pytest.raises(InputError) as fault:
        register.read([table])

    assert told in str(fault.value)
    assert str(table) in str(fault.value)


def test_missing_and_garbled_files_are_told(tmp_path: Path) -> None:
    """A file that is not there or not UTF-8 is an InputError as well."""
    garbled = tmp_path / "garbled.csv"
    garbled.write_bytes(SEATS.encode() + b"\xff\xfe")

    with pytest.raises(InputError, match="cannot be read"):
        register.read([tmp_path / "none.csv"])
    with pytest.raises(InputError, match="not UTF-8"):
        register.read([garbled])
