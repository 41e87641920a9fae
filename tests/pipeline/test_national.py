"""From records of the Kamer to one graph, and a letter's motion that meets the real one in it. All made up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from kamergraaf import queries
from kamergraaf.graph.check import check
from kamergraaf.graph.store import Store
from kamergraaf.ontology import iris
from kamergraaf.pipeline import demo, national, registers
from kamergraaf.pipeline.letters import ingest
from kamergraaf.pipeline.setup import opened

BALLOONS = "het jaarlijks tellen van proefballonnen boven de Noordzee"


def case(number: str, kind: str, title: str, day: str, **more: Any) -> dict[str, Any]:
    return {
        "Nummer": number,
        "Soort": kind,
        "Onderwerp": title,
        "GestartOp": f"{day}T00:00:00+02:00",
        "Vergaderjaar": "2018-2019",
        "Verwijderd": False,
    } | more


CASES = [
    case("2018Z90001", "Motie", f"Motie van het lid Voorbeeld over {BALLOONS}", "2018-10-10", Volgnummer=12),
    case("2018Z90002", "Motie", f"Gewijzigde motie van het lid Bedacht over {BALLOONS}", "2018-10-11", Volgnummer=13),
    case(
        "2018Z90003",
        "Motie",
        "Motie van het lid Bedacht over windvanen op elk ministerie",
        "2018-10-12",
        Volgnummer=14,
    ),
    case(
        "2019Z90004",
        "Brief regering",
        f"Reactie op de motie van het lid Voorbeeld over {BALLOONS} (Kamerstuk 38901-12)",
        "2019-02-01",
        Titel="Verzonnen luchtvaart",
        Volgnummer=21,
    ),
    case(
        "2019Z90007",
        "Motie",
        "Motie van het lid Bedacht over vlaggen op elk ministerie",
        "2019-02-03",
        Titel="Verzonnen luchtvaart",
        Volgnummer=22,
    ),
    case(
        "2019Z90005", "Brief regering", f"Uitvoering van de motie van het lid Bedacht over {BALLOONS}", "2019-02-02"
    ),
    case("2019Z90006", "Schriftelijke vragen", "De windvaan op het dak (verzonnen)", "2019-02-03"),
]
DECISION = {
    "Id": "b1",
    "Agendapunt_Id": "p1",
    "BesluitSoort": "Stemmen - aangenomen",
    "Verwijderd": False,
    "Agendapunt": {"Activiteit_Id": "a1", "Zaak": [CASES[2]]},
    "Stemming": [
        {"ActorFractie": "Proefballon", "Soort": "Voor", "Vergissing": False},
        {"ActorFractie": "Luchtkasteel", "Soort": "Tegen", "Vergissing": False},
    ],
}


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of records as a harvest leaves it."""
    folder = tmp_path_factory.mktemp("records")
    paper = {"Soort": "Motie", "Volgnummer": 22, "HuidigeDocumentVersie": {"ExterneIdentifier": "kst-38955-22"}}
    rows: Mapping[str, list[dict[str, Any]]] = {
        "Zaak": CASES,
        "ZaakMetDocumenten": [{**one, "Document": [paper]} for one in CASES if one["Nummer"] == "2019Z90007"],
        "BesluitMetStemmingen": [DECISION],
        "Activiteit": [{"Id": "a1", "Datum": "2018-10-30T00:00:00+01:00"}],
    }
    for name, lines in rows.items():
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return folder


def build(records: Path, jobs: int = 1) -> tuple[Store, national.Summary]:
    store = opened("memory:")
    registers.use(store, demo.with_examples())
    return store, national.build(records, store, jobs=jobs)


@pytest.fixture(scope="module")
def graph(records: Path) -> Store:
    """The graph of these records."""
    return build(records)[0]


def yes(store: Store, pattern: str) -> bool:
    return store.ask(queries.prefixes.with_prefixes(f"ASK {{ {pattern} }}", store.base))


def test_counts_say_what_went_in(records: Path) -> None:
    """Letters, motions, questions and how letters' motions were met are counted."""
    summary = build(records)[1]

    assert (summary.counts["letters"], summary.counts["motions"], summary.counts["written questions"]) == (2, 4, 1)
    assert summary.counts["numbers in the records"] == 1
    assert summary.counts["numbers by dossier title"] == 1
    assert summary.counts["numbers learned from letters"] == 1
    assert summary.met["volgnummer, indieners en onderwerp"] == 1


def test_the_same_records_give_the_same_bytes_whoever_runs_them(records: Path) -> None:
    """One process or two: the same shards, and the same statements in each graph of the store."""
    (one, first), (two, second) = build(records, jobs=1), build(records, jobs=2)

    assert first.sha256 == second.sha256
    assert one.graphs() == two.graphs()
    for name in one.graphs():
        assert name == iris.graph("meta") or one.graph(name) == two.graph(name)


def test_a_number_that_a_letter_gives_becomes_the_motions_address(graph: Store) -> None:
    """The record names no dossier, the letter does: proposer, subject and number agree, so it is that paper."""
    assert yes(graph, "kst:38901-12 a kg:Motie ; kg:tkId '2018Z90001' ; kg:proposedBy persoon:vic-voorbeeld")
    assert yes(graph, "?brief kg:addresses kst:38901-12")
    assert yes(graph, f"<{graph.base}id/motie/2018Z90001> dcterms:isReplacedBy kst:38901-12")


def test_a_letter_is_numbered_by_its_dossiers_title(graph: Store) -> None:
    """A motion's kst id tells the dossier of that title, so the letter under it has its number, and a dossier with
    that title; the Kamer's own number of the letter leads on to it."""
    assert yes(graph, "kst:38955-21 a kg:Brief ; kg:tkId '2019Z90004' ; kg:addresses kst:38901-12")
    assert yes(graph, "kst:38955-21 kg:inDossier ?d . ?d kg:title 'Verzonnen luchtvaart'@nl")
    assert yes(graph, f"<{graph.base}id/brief/2019Z90004> dcterms:isReplacedBy kst:38955-21")


def test_an_amended_motion_is_not_guessed(graph: Store) -> None:
    """The letter says *motion*, the record only has an amended one: a candidate, no edge."""
    assert not yes(graph, f"?brief kg:addresses <{graph.base}id/motie/2018Z90002>")


def test_a_vote_stands_with_the_parties_of_that_day(graph: Store) -> None:
    """The decision on the only case of its agenda item has its day, result and votes."""
    motion = f"<{graph.base}id/motie/2018Z90003>"

    assert yes(graph, f"?v kg:voteOn {motion} ; kg:result kgl:aangenomen ; kg:inFavour partij:proefballon")
    assert yes(graph, f"{motion} kg:decidedOn '2018-10-30'^^xsd:date ; kg:status kgl:aangenomen")


def test_the_graph_is_whole(graph: Store) -> None:
    """No check finds a fault."""
    assert list(check(graph)) == []


def test_a_letter_ingested_later_meets_the_real_motion(records: Path, tmp_path: Path) -> None:
    """Without number, by proposer and subject: the letter's edge leads to the Kamer's motion."""
    store, _ = build(records)
    letter = tmp_path / "brief.txt"
    letter.write_text(
        "VERZONNEN VOORBEELD\n\nAan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\n"
        "Den Haag, 4 maart 2019\n\n"
        "Hierbij reageer ik op de motie van het lid Bedacht over windvanen op elk ministerie.\n",
        encoding="utf-8",
    )

    ingest([str(letter)], store)

    assert yes(store, f"?brief kg:date '2019-03-04'^^xsd:date ; kg:addresses <{iris.BASE}id/motie/2018Z90003>")
    assert list(check(store)) == []
