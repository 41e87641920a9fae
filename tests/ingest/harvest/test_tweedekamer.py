"""``fetch tweedekamer`` against a stand-in of the Kamer's service, with the faults that users reported."""

from __future__ import annotations

import io
import json
import lzma
import os
import signal
import subprocess
import sys
import time
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import zstandard

from kamergraaf.ingest.harvest import tweedekamer
from kamergraaf.ingest.harvest.harvested import Harvested
from kamergraaf.ingest.harvest.manners import Manners
from kamergraaf.ingest.kamer import official_ids
from kamergraaf.ontology.errors import UsageError
from kamergraaf.tests.replica.app import Service

SHARED = Path(os.environ.get("KAMERGRAAF_SHARED", Path(__file__).parents[3].parent / "shared"))
RECORDS = SHARED / "data" / "tweedekamer"


def case(n: int, **more: Any) -> dict[str, Any]:
    """A made-up case; its day is a Dutch midnight, in summer."""
    return {
        "Id": f"00000000-0000-0000-0000-{n:012}",
        "Nummer": f"2024Z{n:05}",
        "Soort": "Motie",
        "Onderwerp": f"Motie van het lid Voorbeeld over voorbeeld {n}",
        "GestartOp": "2024-06-05T00:00:00+02:00",
        "Volgnummer": n,
        "Afgedaan": True,
        "GewijzigdOp": f"2024-06-{1 + n % 28:02}T10:00:00+02:00",
        "Verwijderd": False,
    } | more


def rows(folder: Path, name: str = "Zaak") -> list[dict[str, Any]]:
    with (folder / f"{name}.jsonl.zst").open("rb") as stream:
        return [
            json.loads(line) for line in io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(stream), "utf-8")
        ]


def fetched(folder: Path, url: str, hasty: Manners, **more: Any) -> Harvested:
    return tweedekamer.fetch(folder, base_url=url, categories=more.pop("categories", ["Zaak"]), manners=hasty, **more)


def test_feed_is_followed_to_its_end(service: Service, url: str, hasty: Manners, tmp_path: Path) -> None:
    """All pages come, in the names and types of OData, by a client that says who it is."""
    service.tables["Zaak"] = [case(n) for n in range(600)]

    harvested = fetched(tmp_path, url, hasty)

    assert harvested.kept == {"Zaak": 600}
    assert harvested.problems == ()
    assert rows(tmp_path)[7] == case(7)
    assert all(agent.startswith("kamergraaf/") for agent in service.faults.agents)


def test_second_run_asks_only_for_what_changed(service: Service, url: str, hasty: Manners, tmp_path: Path) -> None:
    """With the token of the last run one page is asked for; a thing that comes again counts once, as it came last."""
    service.tables["Zaak"] = [case(n) for n in range(600)]
    fetched(tmp_path, url, hasty)
    service.faults.asked.clear()
    service.tables["Zaak"] += [case(3, Afgedaan=False), case(600), {"Id": case(4)["Id"], "Verwijderd": True}]

    harvested = fetched(tmp_path, url, hasty)

    assert service.faults.asked["/SyncFeed/2.0/Feed"] <= 2
    assert harvested.new == {"Zaak": 3}
    assert harvested.deleted == 1
    assert harvested.kept == {"Zaak": 600}
    found = {row["Id"]: row for row in rows(tmp_path)}
    assert found[case(3)["Id"]]["Afgedaan"] is False
    assert found[case(4)["Id"]]["Verwijderd"] is True
    assert len(found) == len(rows(tmp_path)) == 601


def test_unchanged_run_changes_no_byte(service: Service, url: str, hasty: Manners, tmp_path: Path) -> None:
    """A run that brings nothing new leaves every file as it was."""
    service.tables["Zaak"] = [case(n) for n in range(300)]
    fetched(tmp_path, url, hasty)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir() if not p.name.startswith(".")}

    harvested = fetched(tmp_path, url, hasty)

    assert {p.name: p.read_bytes() for p in tmp_path.iterdir() if not p.name.startswith(".")} == before
    assert not harvested.new.get("Zaak")


@pytest.mark.parametrize("fault", ["busy", "broken", "cut"])
def test_service_in_trouble_is_asked_again(
    service: Service, url: str, hasty: Manners, tmp_path: Path, fault: str
) -> None:
    """After 429, 500 or a line cut halfway the same page is asked for again, and nothing is lost or doubled."""
    service.tables["Zaak"] = [case(n) for n in range(300)]
    setattr(service.faults, fault, 2)

    harvested = fetched(tmp_path, url, hasty)

    assert harvested.problems == ()
    assert len(rows(tmp_path)) == 300


def test_outage_keeps_what_came_and_goes_on(service: Service, url: str, hasty: Manners, tmp_path: Path) -> None:
    """When the service stays away there is one sentence; the next run goes on at the page that was missing."""
    service.tables["Zaak"] = [case(n) for n in range(300)]
    service.faults.broken = 1_000

    harvested = fetched(tmp_path, url, hasty)

    assert len(harvested.problems) == 1
    assert "goes on where it stopped" in harvested.problems[0]
    service.faults.broken = 0
    assert fetched(tmp_path, url, hasty).kept == {"Zaak": 300}


def test_forgotten_token_begins_again_without_doubles(
    service: Service, url: str, hasty: Manners, tmp_path: Path
) -> None:
    """Where the service does not know the token any more, the feed is read from its start; each thing counts once."""
    service.tables["Zaak"] = [case(n) for n in range(200)]
    fetched(tmp_path, url, hasty)
    service.tables["Zaak"].append(case(200))
    service.faults.forget_tokens_before = 201

    harvested = fetched(tmp_path, url, hasty)

    assert harvested.problems == ()
    assert sorted(row["Nummer"] for row in rows(tmp_path)) == [case(n)["Nummer"] for n in range(201)]


def test_empty_feed_is_told(service: Service, url: str, hasty: Manners, tmp_path: Path) -> None:
    """A feed that is empty from its start is no harvest: it makes a problem, and nothing is taken for done."""
    service.faults.empty.add("Zaak")
    service.tables["Zaak"] = [case(1)]

    assert "empty from its start" in fetched(tmp_path, url, hasty).problems[0]
    service.faults.empty.clear()
    assert fetched(tmp_path, url, hasty).kept == {"Zaak": 1}


def test_misspelt_category_is_refused_at_once(tmp_path: Path) -> None:
    """A name that is none is refused with the nearest, before anything is asked."""
    with pytest.raises(UsageError, match="Did you mean Zaak"):
        tweedekamer.fetch(tmp_path, categories=["Zaken"])


def test_wrong_direction_is_corrected_by_the_later_record(
    service: Service, url: str, hasty: Manners, tmp_path: Path
) -> None:
    """A reference that first pointed the wrong way is as it came last; placeholders without anything are left out."""
    one, two = case(1)["Id"], case(2)["Id"]
    service.tables["Zaak"] = [
        case(1, VervangenVanuit_Id=[two]),
        case(2),
        {"Id": case(9)["Id"], "Verwijderd": False},
        case(1),
        case(2, VervangenVanuit_Id=[one]),
    ]
    fetched(tmp_path, url, hasty)
    found = {row["Id"]: row.get("VervangenVanuit_Id") for row in rows(tmp_path)}

    assert found == {one: None, two: [one]}


def test_since_a_day_comes_by_odata_with_the_dutch_offset(
    service: Service, url: str, hasty: Manners, tmp_path: Path
) -> None:
    """From a day on by pages of 250; a change just after Dutch midnight, the day before in UTC, is not lost."""
    early = case(1, GewijzigdOp="2024-06-10T00:30:00+02:00")
    before = case(2, GewijzigdOp="2024-06-09T23:30:00+02:00")
    service.tables["Zaak"] = [
        before,
        early,
        *(case(n, GewijzigdOp="2024-06-20T10:00:00+02:00") for n in range(10, 400)),
    ]

    harvested = fetched(tmp_path, url, hasty, since=date(2024, 6, 10))

    assert harvested.kept == {"Zaak": 391}
    assert early["Id"] in {row["Id"] for row in rows(tmp_path)}
    assert {row["GestartOp"][:10] for row in rows(tmp_path)} == {"2024-06-05"}
    service.tables["Zaak"].append(case(500, GewijzigdOp="2024-07-01T10:00:00+02:00"))
    assert fetched(tmp_path, url, hasty).kept == {"Zaak": 392}


def test_renamed_property_is_told_before_anything_is_fetched(
    service: Service, url: str, hasty: Manners, tmp_path: Path
) -> None:
    """A property that is called otherwise or is gone is named, with what may be it; the other entities go on."""
    service.tables = {
        "Zaak": [case(n) for n in range(5)],
        "Activiteit": [{"Id": "a", "Soort": "Plenair debat", "GewijzigdOp": case(1)["GewijzigdOp"]}],
    }
    service.faults.renamed = {"Zaak.Kabinetsappreciatie": "Appreciatie", "Zaak.Afgedaan": ""}

    harvested = fetched(tmp_path, url, hasty, categories=["Zaak", "Activiteit"], since=date(2024, 1, 1))

    (problem,) = harvested.problems
    assert "Zaak has no Kabinetsappreciatie (it has Appreciatie), Afgedaan." in problem
    assert harvested.kept == {"Zaak": 0, "Activiteit": 1}
    assert not service.faults.asked["/OData/v5/Zaak"]
    assert service.faults.asked["/OData/v5/$metadata"] == 1
    service.faults.renamed.clear()
    assert fetched(tmp_path, url, hasty, since=date(2024, 1, 1)).kept == {"Zaak": 5}


def test_names_that_are_known_to_be_new_are_read_as_ours(
    service: Service, url: str, hasty: Manners, tmp_path: Path
) -> None:
    """Version 5 calls a vote's group FractieNaam: it is the name of that day all the same."""
    vote = {"Id": "s", "GewijzigdOp": case(1)["GewijzigdOp"], "Soort": "Voor", "FractieNaam": "Proefballon"}
    service.tables = {"Stemming": [vote]}
    service.faults.renamed = {"Stemming.ActorFractie": "FractieNaam"}

    harvested = fetched(tmp_path, url, hasty, categories=["Stemming"], since=date(2024, 1, 1))

    assert harvested.problems == ()
    assert rows(tmp_path, "Stemming")[0]["ActorFractie"] == "Proefballon"


def test_other_categories_go_on(service: Service, url: str, hasty: Manners, tmp_path: Path) -> None:
    """What fails in one category does not stop the next."""
    service.tables = {"Zaak": [case(1)], "Persoon": [{"Id": "p", "Achternaam": "Voorbeeld", "Nummer": 5}]}
    service.faults.empty.add("Zaak")

    harvested = fetched(tmp_path, url, hasty, categories=["Zaak", "Persoon"])

    assert len(harvested.problems) == 1
    assert rows(tmp_path, "Persoon")[0]["Nummer"] == 5


def test_motion_is_joined_with_its_paper_and_its_votes(
    service: Service, url: str, hasty: Manners, tmp_path: Path
) -> None:
    """From the flat tables come the joined ones, which say a motion's number and how it was voted on."""
    service.tables = {
        "Zaak": [case(7)],
        "Document": [
            {
                "Id": "d",
                "Soort": "Motie",
                "Volgnummer": 7,
                "Zaak_Id": [case(7)["Id"]],
                "HuidigeDocumentVersie_Id": "v",
            }
        ],
        "DocumentVersie": [{"Id": "v", "ExterneIdentifier": "kst-29754-7"}],
        "Agendapunt": [{"Id": "a", "Nummer": "2024P1", "Zaak_Id": [case(7)["Id"]]}],
        "Besluit": [{"Id": "b", "BesluitSoort": "Stemmen - aangenomen", "Agendapunt_Id": "a"}],
        "Stemming": [{"Id": "s", "Besluit_Id": "b", "Soort": "Voor", "ActorFractie": "VVD", "FractieGrootte": 24}],
    }
    fetched(tmp_path, url, hasty, categories=list(service.tables))

    assert official_ids(tmp_path) == {"2024Z00007": "kst-29754-7"}
    (decision,) = rows(tmp_path, "BesluitMetStemmingen")
    assert decision["Stemming"][0]["FractieGrootte"] == 24
    assert decision["Agendapunt"]["Zaak"][0]["Nummer"] == "2024Z00007"


def test_sums_are_those_of_the_files(service: Service, url: str, hasty: Manners, tmp_path: Path) -> None:
    """``sha256sum -c SHA256SUMS`` agrees."""
    service.tables["Zaak"] = [case(1)]
    fetched(tmp_path, url, hasty)

    assert subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True).returncode == 0


def test_damaged_table_is_written_again(service: Service, url: str, hasty: Manners, tmp_path: Path) -> None:
    """A table that changed on disk is made again from what was kept, without asking for it."""
    service.tables["Zaak"] = [case(n) for n in range(20)]
    fetched(tmp_path, url, hasty)
    path = tmp_path / "Zaak.jsonl.zst"
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"x")

    harvested = fetched(tmp_path, url, hasty)

    assert path.read_bytes() == whole
    assert not harvested.new.get("Zaak")


_RUN = """
import sys
from pathlib import Path
from kamergraaf.ingest.harvest import tweedekamer
from kamergraaf.ingest.harvest.manners import Manners
tweedekamer.fetch(Path(sys.argv[1]), base_url=sys.argv[2], categories=["Zaak"], manners=Manners(per_second=100000))
"""


def test_killed_run_goes_on(service: Service, url: str, hasty: Manners, tmp_path: Path) -> None:
    """Killed with -9 halfway, the next run gives the bytes of a whole one and repeats no more than a page."""
    service.tables["Zaak"] = [case(n) for n in range(5_000)]
    fetched(tmp_path / "whole", url, hasty)
    service.faults.asked.clear()
    service.faults.slow = 0.05
    run = subprocess.Popen([sys.executable, "-c", _RUN, str(tmp_path / "killed"), url])
    while service.faults.asked["/SyncFeed/2.0/Feed"] < 6:
        time.sleep(0.01)
    run.send_signal(signal.SIGKILL)
    run.wait()
    service.faults.slow = 0.0

    harvested = fetched(tmp_path / "killed", url, hasty)

    assert harvested.kept == {"Zaak": 5_000}
    assert harvested.new["Zaak"] < 5_000
    assert service.faults.asked["/SyncFeed/2.0/Feed"] <= 20 + 2
    assert (tmp_path / "killed" / "Zaak.jsonl.zst").read_bytes() == (
        tmp_path / "whole" / "Zaak.jsonl.zst"
    ).read_bytes()


def test_real_records_come_through_whole(service: Service, url: str, hasty: Manners, tmp_path: Path) -> None:
    """The Kamer's real cases come through the feed field by field, and so do real votes; skips without the folder."""
    if not RECORDS.is_dir():
        pytest.skip(f"no {RECORDS}")
    with lzma.open(RECORDS / "Zaak.jsonl.xz", "rt", encoding="utf-8") as lines:
        service.tables["Zaak"] = [json.loads(line) for line in islice(lines, 3_000)]
    with lzma.open(RECORDS / "BesluitMetStemmingen.jsonl.xz", "rt", encoding="utf-8") as lines:
        decisions = [json.loads(line) for line in islice(lines, 200)]
    service.tables["Stemming"] = [vote for decision in decisions for vote in decision["Stemming"]]

    harvested = fetched(tmp_path, url, hasty, categories=["Zaak", "Stemming"])

    assert harvested.problems == ()
    standing = {name: sum(not row["Verwijderd"] for row in table) for name, table in service.tables.items()}
    assert harvested.kept == standing
    for name, table in service.tables.items():
        came = {row["Id"]: row for row in rows(tmp_path, name)}
        for row in table:
            said = {k: v for k, v in row.items() if v is not None and v != "" and k != "ApiGewijzigdOp"}
            told = {k: came[row["Id"]].get(k) for k in said}
            assert {k: str(v).split() for k, v in told.items()} == {k: str(v).split() for k, v in said.items()}
