"""What a user types, and what comes back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kamergraaf.tests.cli.conftest import Run


def test_ingest_again_changes_nothing(run: Run, letter: str, store: str, tmp_path: Path) -> None:
    """The same letter once more is no change, and the export is the same bytes."""
    first = run("export", "--store", store, "--to", str(tmp_path / "first.nq"))

    again = json.loads(run("ingest", letter, "--store", store, "--json").stdout)
    run("export", "--store", store, "--to", str(tmp_path / "second.nq"))

    assert first.returncode == 0
    assert (again["letters"], again["changed"]) == (1, 0)
    assert (tmp_path / "first.nq").read_bytes() == (tmp_path / "second.nq").read_bytes()


def test_a_bad_letter_does_not_stop_the_others(run: Run, letter: str, tmp_path: Path) -> None:
    """What cannot be read is one sentence and exit code 1; the rest is kept."""
    empty = tmp_path / "leeg.txt"
    empty.write_text("", encoding="utf-8")

    done = run("ingest", str(empty), letter, str(tmp_path / "weg.txt"), "--store", str(tmp_path / "s"), "--json")
    summary = json.loads(done.stdout)

    assert done.returncode == 1
    assert summary["letters"] == 1
    assert [failure["name"] for failure in summary["failed"]] == ["leeg.txt", "weg.txt"]


def test_letters_come_from_standard_input(run: Run, letter: str) -> None:
    """A dash reads one letter from a pipe."""
    done = run("extract", "-", "--json", stdin=Path(letter).read_text(encoding="utf-8"))

    assert len(json.loads(done.stdout)["citations"]) == 11


def test_several_letters_are_one_line_each_in_the_order_given(run: Run, letter: str, tmp_path: Path) -> None:
    """JSON Lines: one object per letter."""
    other = tmp_path / "andere.txt"
    other.write_text("Zie Kamerstuk 29 754, nr. 482.", encoding="utf-8")

    done = run("extract", str(other), letter, "--json")

    assert [json.loads(line)["letter"] for line in done.stdout.splitlines()] == ["andere.txt", Path(letter).name]


def test_extract_for_people_shows_text_and_table(run: Run, letter: str) -> None:
    """Without --json the text and a table of what was found are printed."""
    done = run("extract", letter)

    assert "kst-29754-482" in done.stdout
    assert "Jasper van Dijk" in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("29.754 nr 482",), 0, "/id/kamerstuk/29754-482"),
        (("Kamerstuk 29 754, nr. 482",), 0, "/id/kamerstuk/29754-482"),
        (("Van Dijk", "--date", "2019-04-01"), 1, "no certain match"),
        (("qwerty",), 1, "no certain match"),
    ],
)
def test_resolve_gives_an_address_or_a_clear_no(run: Run, words: tuple[str, ...], code: int, says: str) -> None:
    """A certain citation gives its address; anything less exits 1."""
    done = run("resolve", *words)

    assert done.returncode == code
    assert says in done.stdout


def test_a_saved_question_with_a_value(run: Run, store: str) -> None:
    """A question by name, as a table for people and as JSON for machines."""
    done = run("query", "moties-van-partij", "--param", "partij=partij/denk", "--store", store)
    rows = json.loads(run("query", "moties-van-partij", "--store", store, "--json").stdout)["results"]["bindings"]

    assert "kamerstuk/29754-482" in done.stdout
    assert rows[0]["dag"]["value"] == "2018-11-27"


def test_a_query_of_ones_own(run: Run, store: str) -> None:
    """A query from standard input, in each of its forms."""
    text = "PREFIX kg: <https://w3id.org/kamergraaf/def/> SELECT ?stuk WHERE { ?brief kg:cites ?stuk } ORDER BY ?stuk"

    done = run("query", "-", "--format", "csv", "--store", store, stdin=text)

    assert done.stdout.splitlines()[0] == "stuk"
    assert "https://kamergraaf.example/id/kamerstuk/29754-482" in done.stdout


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("DELETE WHERE { ?s ?p ?o }", "read"),
        ("SELECT * WHERE { SERVICE <http://example.org/sparql> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * FROM <http://example.org/g> WHERE { ?s ?p ?o }", "FROM"),
        ("SELECT * WHERE { ?s ?p ", "Line 1, column 24"),
    ],
)
def test_a_query_that_may_not_run_is_refused_with_a_reason(run: Run, store: str, text: str, says: str) -> None:
    """Writing, reaching out and broken syntax are refused in one sentence, exit 2."""
    done = run("query", "-", "--store", store, stdin=text)

    assert done.returncode == 2
    assert says in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("query", "moties-van-partjj"), 2, "Did you mean 'moties-van-partij'"),
        (("query", "moties-van-partij", "--param", "partij"), 2, "KEY=VALUE"),
        (("query", "moties-van-partij", "--format", "docx"), 2, "Formats are"),
        (("path", "farid-azarkan", "ministerie/szw"), 2, "kind/key"),
        (("path", "persoon/nie-mand", "ministerie/szw"), 1, "not in the graph"),
        (("export", "--format", "docx"), 2, "Formats are"),
        (("check", "--store", "er-is-niets"), 1, "There is no store"),
        (("register", "update", "er-is-niets.csv"), 1, "cannot be read"),
    ],
)
def test_an_error_says_what_to_do(run: Run, store: str, words: tuple[str, ...], code: int, says: str) -> None:
    """One sentence on standard error, nothing on standard output, and the exit code of its kind."""
    done = run(*words, *(() if "--store" in words else ("--store", store)))

    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_path_has_its_quotes(run: Run, store: str) -> None:
    """The shortest connection is told with the words that prove it."""
    done = run("path", "persoon/gijs-van-dijk", "persoon/attje-kuiken", "--store", store)

    assert "2 steps" in done.stdout
    assert "de leden Kuiken (PvdA) en Gijs van" in done.stdout


def test_a_copy_comes_back_whole(run: Run, store: str, tmp_path: Path) -> None:
    """Backup and restore give a store that checks clean and exports the same bytes."""
    copy, back = str(tmp_path / "kopie"), str(tmp_path / "terug")

    done = [
        run("backup", copy, "--store", store),
        run("restore", copy, "--store", back),
        run("check", "--store", back),
    ]
    exports = [run("export", "--store", one).stdout for one in (store, back)]

    assert [one.returncode for one in done] == [0, 0, 0], [one.stderr for one in done]
    assert exports[0] == exports[1] != ""


def test_a_corrected_register_is_used_from_then_on(run: Run, letter: str, tmp_path: Path) -> None:
    """After ``register update`` names are read by the new tables, also in letters ingested later."""
    table = Path(letter).parents[1] / "register" / "memberships.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    changed = tmp_path / "memberships.csv"
    changed.write_text(
        "".join(line.replace(",PvdA,", ",SP,") if line.startswith("gijs-van-dijk,") else line for line in lines),
        encoding="utf-8",
    )
    store = str(tmp_path / "s")

    run("register", "update", str(changed), "--store", store)
    run("ingest", letter, "--store", store)
    done = run("query", "andere-partij-in-brief", "--store", store, "--json")

    assert not any("gijs-van-dijk" in str(row) for row in json.loads(done.stdout)["results"]["bindings"])


def test_the_help_of_export_names_its_formats(run: Run) -> None:
    """The list in the help is that of the formats that there are."""
    from kamergraaf.graph.exports import FORMATS

    assert ", ".join(form.name for form in FORMATS) in " ".join(run("export", "--help").stdout.split())
