"""Records of the Kamer become cases and decisions; what they do not settle is left out."""

from __future__ import annotations

import json
import lzma
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kamergraaf.ingest import kamer
from kamergraaf.ontology.errors import InputError
from kamergraaf.ontology.official import PartyVote
from kamergraaf.ontology.register import Register


def write(folder: Path, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    with lzma.open(folder / f"{name}.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def zaak(number: str = "2099Z00001", **more: Any) -> dict[str, Any]:
    return {
        "Nummer": number,
        "Soort": "Motie",
        "Onderwerp": "Motie van het lid Voorbeeld over een voorbeeld",
        "GestartOp": "2099-06-05T00:00:00+02:00",
        "Vergaderjaar": "2098-2099",
        "Volgnummer": 12,
        "Verwijderd": False,
    } | more


def besluit(number: str, sort: str, votes: Mapping[str, str], cases: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "Id": number,
        "Agendapunt_Id": "punt",
        "BesluitSoort": sort,
        "Verwijderd": False,
        "Agendapunt": {"Activiteit_Id": "dag", "Zaak": cases},
        "Stemming": [{"ActorFractie": name, "Soort": vote, "Vergissing": False} for name, vote in votes.items()],
    }


def test_a_dutch_day_stays_that_day(tmp_path: Path) -> None:
    """Midnight with a Dutch offset is the day written, not the one before in UTC."""
    write(tmp_path, "Zaak", [zaak()])

    (case,) = kamer.cases(tmp_path)

    assert case.day == date(2099, 6, 5)


def test_doubled_deleted_and_empty_records(tmp_path: Path) -> None:
    """The last of a doubled case counts; a deleted one goes; an empty placeholder is none."""
    gone = {"Nummer": "2099Z00002", "Verwijderd": True}
    write(tmp_path, "Zaak", [zaak(), zaak("2099Z00002"), {"Id": "x"}, zaak(Volgnummer=13), gone])

    cases = list(kamer.cases(tmp_path))

    assert [(case.number, case.sequence) for case in cases] == [("2099Z00001", 13)]


def test_number_comes_from_the_document_of_the_same_kind_and_number(tmp_path: Path) -> None:
    """Another paper in the same case does not lend its number."""
    version = {"HuidigeDocumentVersie": {"ExterneIdentifier": "kst-39001-12"}}
    other = {"HuidigeDocumentVersie": {"ExterneIdentifier": "kst-39001-1"}}
    documents = [
        {"Soort": "Motie", "Volgnummer": 12} | version,
        {"Soort": "Bijlage", "Volgnummer": 12} | other,
        {"Soort": "Motie", "Volgnummer": 11} | other,
    ]
    write(tmp_path, "ZaakMetDocumenten", [zaak(Document=documents)])

    (case,) = kamer.cases(tmp_path)

    assert case.official_id == "kst-39001-12"


def test_a_harvests_dossier_and_volgnummer_make_the_number(tmp_path: Path) -> None:
    """Where the dossiers were fetched too, a case's number is that of its dossier and its own in it."""
    write(tmp_path, "Kamerstukdossier", [{"Id": "d1", "Nummer": 39001, "Toevoeging": "VI", "Verwijderd": False}])
    write(
        tmp_path,
        "Zaak",
        [zaak(Kamerstukdossier_Id="d1"), zaak("2099Z00002", Kamerstukdossier_Id="d9"), zaak("2099Z00003")],
    )

    assert [case.official_id for case in kamer.cases(tmp_path)] == ["kst-39001-VI-12", None, None]


def test_one_case_and_one_decision_belong_together(tmp_path: Path) -> None:
    """The only decision of an agenda item with one case is on that case, on the day of its sitting."""
    write(tmp_path, "Activiteit", [{"Id": "dag", "Datum": "2099-06-12T00:00:00+02:00"}])
    votes = {"Proefballon": "Voor", "Tegenwind": "Tegen"}
    write(tmp_path, "BesluitMetStemmingen", [besluit("b1", "Stemmen - aangenomen", votes, [zaak()])])

    (decision,) = kamer.decisions(tmp_path, Register())

    assert (decision.case, decision.result, decision.day) == ("2099Z00001", "aangenomen", date(2099, 6, 12))
    assert decision.votes == (PartyVote("Proefballon", True), PartyVote("Tegenwind", False))


def test_two_unlike_decisions_on_two_cases_stay_open(tmp_path: Path) -> None:
    """Which of two motions was rejected is not guessed from their order."""
    cases = [zaak("2099Z00001"), zaak("2099Z00002")]
    rows = [
        besluit("b1", "Stemmen - aangenomen", {"Proefballon": "Voor"}, cases),
        besluit("b2", "Stemmen - verworpen", {"Proefballon": "Tegen"}, cases),
    ]
    write(tmp_path, "BesluitMetStemmingen", rows)

    assert list(kamer.decisions(tmp_path, Register())) == []


def test_like_decisions_give_the_result_but_not_unlike_votes(tmp_path: Path) -> None:
    """All adopted means each adopted; who voted for which stays open."""
    cases = [zaak("2099Z00001"), zaak("2099Z00002")]
    rows = [
        besluit("b1", "Stemmen - aangenomen", {"Proefballon": "Voor"}, cases),
        besluit("b2", "Stemmen - aangenomen", {"Proefballon": "Tegen"}, cases),
    ]
    write(tmp_path, "BesluitMetStemmingen", rows)

    found = list(kamer.decisions(tmp_path, Register()))

    assert [(decision.case, decision.result, decision.votes) for decision in found] == [
        ("2099Z00001", "aangenomen", ()),
        ("2099Z00002", "aangenomen", ()),
    ]


def test_a_decision_that_names_its_case_needs_no_agenda_item(tmp_path: Path) -> None:
    """Fetched with its case, a decision is tied to it whatever stands beside it on the agenda."""
    cases = [zaak("2099Z00001"), zaak("2099Z00002")]
    row = besluit("b1", "Stemmen - verworpen", {"Proefballon": "Tegen"}, cases) | {"Zaak": [cases[1]]}
    write(tmp_path, "Besluit", [row])

    (decision,) = kamer.decisions(tmp_path, Register())

    assert (decision.case, decision.result) == ("2099Z00002", "verworpen")


def test_votes_that_came_twice_or_by_member_count_once_by_group(tmp_path: Path) -> None:
    """Doubled votes are one, a group with two answers has none, a member's own vote is not the group's."""
    row = besluit("b1", "Stemmen - aangenomen", {"Proefballon": "Voor", "Tegenwind": "Tegen"}, [zaak()])
    row["Stemming"] += [
        {"ActorFractie": "Proefballon", "Soort": "Voor", "Vergissing": False},
        {"ActorFractie": "Windstil", "Soort": "Voor", "Vergissing": False},
        {"ActorFractie": "Windstil", "Soort": "Tegen", "Vergissing": False},
        {"ActorFractie": "Zeepbel", "Soort": "Voor", "Vergissing": False, "Persoon_Id": "p1"},
        {"ActorFractie": "Tegenwind", "Soort": "Voor", "Vergissing": True},
    ]
    write(tmp_path, "BesluitMetStemmingen", [row])

    (decision,) = kamer.decisions(tmp_path, Register())

    assert decision.votes == (PartyVote("Proefballon", True), PartyVote("Tegenwind", False))


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    """A line that is no JSON is told by file and number."""
    (tmp_path / "Zaak.jsonl").write_text(json.dumps(zaak()) + "\n{half\n", encoding="utf-8")

    with pytest.raises(InputError, match=r"Zaak\.jsonl, line 2, is not JSON"):
        list(kamer.cases(tmp_path))
