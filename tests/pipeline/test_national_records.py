"""What the Kamer's records know beside the titles: who tabled, asked and sent, and commitments. All made up."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kamergraaf import queries
from kamergraaf.graph.check import check
from kamergraaf.graph.store import Store
from kamergraaf.ingest import kamer, kamer_actors
from kamergraaf.ontology.register import Register
from kamergraaf.pipeline import demo, national, registers
from kamergraaf.pipeline.letters import ingest
from kamergraaf.pipeline.setup import opened
from kamergraaf.tests.pipeline import test_national

VIC, BEA = "00000000-0000-0000-0000-00000000000a", "00000000-0000-0000-0000-00000000000b"


def case(number: str, kind: str, title: str, day: str, **more: Any) -> dict[str, Any]:
    return test_national.case(number, kind, title, day, Id=f"id-{number}", **more)


def actor(number: str, relation: str, **more: Any) -> dict[str, Any]:
    return {"Zaak_Id": f"id-{number}", "Relatie": relation, "Verwijderd": False} | more


def promised(number: str, **more: Any) -> dict[str, Any]:
    return {
        "Nummer": number,
        "Tekst": "De minister stuurt een  telling van de proefballonnen.",
        "Aanmaakdatum": "2018-10-03T00:00:00+02:00",
        "Status": "Voldaan",
        "Ministerie": "Luchtfietserij en Wolken",
        "ToegezegdAanPersoon_Id": BEA,
        "Activiteit_Id": "a1",
        "KamerbriefNakoming": "Zie 2019D90001, d.d. 1 februari",
        "Verwijderd": False,
    } | more


TABLES = {
    "Zaak": [
        case("2018Z90001", "Motie", "Motie van het lid Voorbeeld over windvanen", "2018-10-10", Volgnummer=12),
        case("2019Z90004", "Brief regering", "Telling van de proefballonnen", "2019-02-01"),
        case("2019Z90005", "Brief regering", "Een brief zonder afzender", "2019-02-02"),
        case("2019Z90006", "Schriftelijke vragen", "De windvaan op het dak (verzonnen)", "2019-02-03"),
    ],
    "ZaakActor": [
        actor("2018Z90001", "Indiener", Persoon_Id=VIC, ActorNaam="V. Voorbeeld"),
        actor("2018Z90001", "Medeindiener", Persoon_Id=BEA, ActorNaam="B. Bedacht"),
        actor("2018Z90001", "Volgcommissie", ActorNaam="vaste commissie voor Verzonnen Zaken"),
        actor("2019Z90004", "Indiener", ActorNaam="V.E.R. Zonnen", Functie="minister van Verzonnen Zaken"),
        actor("2019Z90005", "Indiener", ActorNaam="N. Niemand", Functie="minister van Niets"),
        actor("2019Z90005", "Indiener", Persoon_Id=VIC, Verwijderd=True),
        actor("2019Z90006", "Indiener", Persoon_Id=BEA, ActorNaam="B. Bedacht"),
    ],
    "Document": [{"DocumentNummer": "2019D90001", "Zaak_Id": ["id-2019Z90004"], "Verwijderd": False}],
    "Activiteit": [
        {"Id": "a1", "Nummer": "2018A90001", "Onderwerp": "Proefballonnen", "Datum": "2018-10-03T00:00:00+02:00"}
    ],
    "Toezegging": [
        promised("TZ201810-902"),
        promised("TZ201810-903", Status="Openstaand", KamerbriefNakoming="volgt", Activiteit_Id=None),
        promised("TZ201810-904"),
        promised("TZ201810-904", Verwijderd=True),
        promised("geen nummer"),
    ],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The records as a harvest leaves them."""
    made = tmp_path_factory.mktemp("records")
    for name, lines in TABLES.items():
        (made / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return made


def register() -> Register:
    """The examples' register, with the Kamer's ids of two of its made-up members."""
    known = demo.with_examples()
    people = dict(known.persons)
    for slug, tk_id in (("vic-voorbeeld", VIC), ("bea-bedacht", BEA)):
        people[slug] = replace(people[slug], tk_id=tk_id)
    return replace(known, persons=people, sha256="met ids")


def build(folder: Path) -> Store:
    store = opened("memory:")
    registers.use(store, register())
    national.build(folder, store, jobs=1)
    return store


@pytest.fixture(scope="module")
def graph(folder: Path) -> Store:
    """The national graph of these records."""
    return build(folder)


def yes(store: Store, pattern: str) -> bool:
    return store.ask(queries.prefixes.with_prefixes(f"ASK {{ {pattern} }}", store.base))


def test_who_tabled_asked_and_sent(graph: Store) -> None:
    """Proposers and askers by their ids, a letter's minister and ministry by name and post on the day."""
    motion = f"<{graph.base}id/motie/2018Z90001>"
    assert yes(graph, f"{motion} kg:proposedBy persoon:vic-voorbeeld , persoon:bea-bedacht")
    assert yes(graph, f"{motion} kg:byParty partij:luchtkasteel")
    assert yes(graph, f"<{graph.base}id/handelingen/kv-tk-2019Z90006> kg:requestedBy persoon:bea-bedacht")
    letter = f"<{graph.base}id/brief/2019Z90004>"
    assert yes(graph, f"{letter} kg:sender <{graph.base}id/ministerie/vz> ; kg:signedBy persoon:vera-zonnen")


def test_what_the_register_does_not_settle_is_left_out(graph: Store) -> None:
    """An unknown minister sends nothing, a deleted row says nothing, a committee tables nothing."""
    assert not yes(graph, f"<{graph.base}id/brief/2019Z90005> kg:signedBy|kg:sender ?x")


def test_a_commitment_has_its_number_state_and_letter(graph: Store) -> None:
    """Number, text, day, state, ministry, who asked, the debate, and the letter that answers it."""
    one = f"<{graph.base}id/toezegging/TZ201810-902>"
    assert yes(
        graph,
        f"{one} a kg:Toezegging ; kg:tkId 'TZ201810-902' ; kg:status kgl:voldaan ; kg:date '2018-10-03'^^xsd:date ;"
        " kg:title 'De minister stuurt een telling van de proefballonnen.'@nl ; kg:requestedBy persoon:bea-bedacht ;"
        f" kg:ministry <{graph.base}id/ministerie/lw> ; kg:promisedIn <{graph.base}id/overleg/2018A90001>",
    )
    assert yes(graph, f"<{graph.base}id/brief/2019Z90004> kg:addresses {one}")
    two = f"<{graph.base}id/toezegging/TZ201810-903>"
    assert yes(graph, f"{two} kg:status kgl:openstaand")
    assert not yes(graph, f"?brief kg:addresses {two}")
    assert not yes(graph, f"<{graph.base}id/toezegging/TZ201810-904> ?p ?o")


def test_the_graph_is_whole_also_with_the_letter_itself(folder: Path, tmp_path: Path) -> None:
    """No check finds a fault, neither before nor after a letter comes in that names the same commitment."""
    store = build(folder)
    assert list(check(store)) == []
    letter = tmp_path / "brief.txt"
    letter.write_text(
        "VERZONNEN VOORBEELD\n\nAan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\n"
        "Datum 1 februari 2019\n\nToezegging TZ201810-902: Telling van de proefballonnen\n\n"
        "Tijdens het AO proefballonnen van 3 oktober 2018 heb ik toegezegd te tellen. Bij deze informeer ik u als "
        "volgt. Er zijn er drie.\n\nDe Minister van Verzonnen Zaken,\nV.E.R. Zonnen\n",
        encoding="utf-8",
    )

    ingest([str(letter)], store)

    assert yes(
        store, f"?brief kg:date '2019-02-01'^^xsd:date ; kg:addresses <{store.base}id/toezegging/TZ201810-902>"
    )
    assert list(check(store)) == []


def test_without_these_tables_there_are_none(tmp_path: Path) -> None:
    """A folder of cases alone gives no actors and no commitments."""
    (tmp_path / "Zaak.jsonl").write_text(json.dumps(TABLES["Zaak"][0]) + "\n", encoding="utf-8")

    assert list(kamer_actors.actors(tmp_path, kamer.cases(tmp_path), {}, register())) == []
    assert list(kamer_actors.promises(tmp_path, {}, register())) == []
