"""``fetch officielebekendmakingen`` against a stand-in of KOOP's search and repository. Its papers are made up."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from kamergraaf.ingest import sources
from kamergraaf.ingest.harvest import officielebekendmakingen
from kamergraaf.ingest.harvest.harvested import Harvested
from kamergraaf.ingest.harvest.manners import Client, Manners, Refusal
from kamergraaf.ontology.errors import InputError
from kamergraaf.tests.replica.app import Paper, Service

SHARED = Path(os.environ.get("KAMERGRAAF_SHARED", Path(__file__).parents[3].parent / "shared"))
PAPERS = SHARED / "data" / "tweedekamer" / "moties-xml.zip"


def paper(n: int, **more: Any) -> Paper:
    text = f"<officiele-publicatie><al>Brief {n}.</al></officiele-publicatie>".encode()
    return Paper(
        **{"official_id": f"kst-29754-{n}", "dossier": "29754", "modified": f"2024-06-{1 + n % 28:02}", "xml": text}
        | more
    )


def fetched(folder: Path, url: str, hasty: Manners, **more: Any) -> Harvested:
    return officielebekendmakingen.fetch(folder, base_url=url, manners=hasty, **more)


def files(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*.*") if not p.name.startswith(".")}


def test_papers_come_with_their_metadata_and_are_read(
    service: Service, url: str, hasty: Manners, tmp_path: Path
) -> None:
    """Each paper's XML lies beside its metadata, over pages of the search, and the folder can be ingested."""
    service.papers = [paper(n) for n in range(1, 131)]

    harvested = fetched(tmp_path, url, hasty, dossier="29754")
    reads = list(sources.read([str(tmp_path)]))

    assert harvested.new == harvested.kept == {"kst": 130}
    assert harvested.problems == ()
    assert {"kst/29754/kst-29754-7.xml", "kst/29754/kst-29754-7.metadata.xml"} <= files(tmp_path)
    assert sorted(str(r.letter.declared.official_id) for r in reads if r.letter) == sorted(
        f"kst-29754-{n}" for n in range(1, 131)
    )


def test_second_run_fetches_no_file_again(service: Service, url: str, hasty: Manners, tmp_path: Path) -> None:
    """What did not change is not asked for; a paper of a newer version is."""
    service.papers = [paper(n) for n in range(1, 6)]
    fetched(tmp_path, url, hasty)
    service.faults.asked.clear()
    service.papers[2] = paper(3, modified="2024-07-01", xml=b"<p><al>Herdruk.</al></p>")

    harvested = fetched(tmp_path, url, hasty)

    assert harvested.new == {"kst": 1}
    assert {path for path in service.faults.asked if path.startswith("/frbr")} == {
        "/frbr/kst-29754-3/1/xml/p.xml",
        "/frbr/kst-29754-3/1/metadata/metadata.xml",
    }
    assert b"Herdruk" in (tmp_path / "kst/29754/kst-29754-3.xml").read_bytes()


def test_unchanged_file_of_a_new_version_is_asked_with_its_etag(
    service: Service, url: str, hasty: Manners, tmp_path: Path
) -> None:
    """Where only the record changed the file is asked for on condition, and not sent again."""
    service.papers = [paper(1)]
    fetched(tmp_path, url, hasty)
    service.papers = [paper(1, modified="2024-08-01")]

    harvested = fetched(tmp_path, url, hasty)

    assert not harvested.new
    assert service.faults.not_modified == 2


def test_damaged_file_is_fetched_again(service: Service, url: str, hasty: Manners, tmp_path: Path) -> None:
    """A file that was cut off on disk is fetched again; its neighbours are not."""
    service.papers = [paper(1), paper(2)]
    fetched(tmp_path, url, hasty)
    path = tmp_path / "kst/29754/kst-29754-1.xml"
    whole = path.read_bytes()
    path.write_bytes(whole[:10])
    (tmp_path / "kst/29754/kst-29754-2.xml").unlink()

    fetched(tmp_path, url, hasty)

    assert path.read_bytes() == whole
    assert (tmp_path / "kst/29754/kst-29754-2.xml").exists()


def test_missing_file_makes_a_problem_and_is_tried_again(
    service: Service, url: str, hasty: Manners, tmp_path: Path
) -> None:
    """A file that answers 500 is told of, the others come, and the next run asks for it again."""
    service.papers = [paper(1), paper(2)]
    service.faults.missing.add("kst-29754-1/1/xml/p.xml")

    harvested = fetched(tmp_path, url, hasty)

    assert harvested.new == {"kst": 1}
    assert "kst-29754-1" in harvested.problems[0]
    service.faults.missing.clear()
    assert fetched(tmp_path, url, hasty).new == {"kst": 1}


def test_missing_metadata_are_those_of_the_search(service: Service, url: str, hasty: Manners, tmp_path: Path) -> None:
    """Where the metadata record is missing, what the search says of the paper stands in for it."""
    service.papers = [paper(1), paper(2, metadata=False)]
    service.faults.missing.add("kst-29754-1/1/metadata/metadata.xml")

    harvested = fetched(tmp_path, url, hasty)

    assert harvested.problems == ()
    assert [r.letter.declared.official_id for r in sources.read([str(tmp_path)]) if r.letter] == [
        "kst-29754-1",
        "kst-29754-2",
    ]


def test_scan_without_text_comes_as_pdf(service: Service, url: str, hasty: Manners, tmp_path: Path) -> None:
    """A paper without XML, or whose XML is only the notice that there is none, comes as PDF."""
    notice = b"<p><al>Dit document is niet beschikbaar in HTML-formaat.</al></p>"
    service.papers = [paper(1, xml=None, pdf=b"%PDF-1"), paper(2, xml=notice, pdf=b"%PDF-2")]

    harvested = fetched(tmp_path, url, hasty)

    assert harvested.new == {"kst": 2}
    assert {f for f in files(tmp_path) if "metadata" not in f} == {
        "kst/29754/kst-29754-1.pdf",
        "kst/29754/kst-29754-2.pdf",
    }


@pytest.mark.parametrize("fault", ["busy", "broken", "cut"])
def test_service_in_trouble_is_asked_again(
    service: Service, url: str, hasty: Manners, tmp_path: Path, fault: str
) -> None:
    """After 429, 500 or a line cut halfway the same is asked for again."""
    service.papers = [paper(1), paper(2)]
    setattr(service.faults, fault, 2)

    harvested = fetched(tmp_path, url, hasty)

    assert (harvested.new, harvested.problems) == ({"kst": 2}, ())


def test_search_without_result_is_told(service: Service, url: str, hasty: Manners, tmp_path: Path) -> None:
    """No paper at all is suspicious: a misspelt dossier answers so."""
    service.papers = [paper(1)]

    assert "misspelt" in fetched(tmp_path, url, hasty, dossier="99999").problems[0]


def test_diagnostics_with_status_200_are_told(service: Service, url: str, hasty: Manners, tmp_path: Path) -> None:
    """The search answers a wrong index with HTTP 200 and a complaint: it is passed on, nothing is taken for done."""
    service.papers = [paper(1)]

    with pytest.raises(InputError, match="Unsupported index"):
        fetched(tmp_path, url, hasty, kind="kapot")
    assert fetched(tmp_path, url, hasty).new == {"kst": 1}


def test_identifier_that_is_none_is_left_out(service: Service, url: str, hasty: Manners, tmp_path: Path) -> None:
    """An identifier that would lead out of the folder makes a problem, and nothing is written."""
    service.papers = [paper(1, official_id="kst-../../x"), paper(2)]

    harvested = fetched(tmp_path, url, hasty)

    assert harvested.new == {"kst": 1}
    assert len(harvested.problems) == 1
    assert not list(tmp_path.parent.glob("x*"))


def test_links_to_other_hosts_are_not_followed() -> None:
    """Only the service's own hosts are asked, whatever an answer links to."""
    with (
        Client("http://127.0.0.1:9", manners=Manners(per_second=1_000)) as client,
        pytest.raises(Refusal, match="another host"),
    ):
        client.get("http://127.0.0.2:9/x")


def test_real_papers_come_through_the_same(service: Service, url: str, hasty: Manners, tmp_path: Path) -> None:
    """Real motions come through byte by byte and are read; skips where the shared folder is absent."""
    if not PAPERS.exists():
        pytest.skip(f"no {PAPERS}")
    with zipfile.ZipFile(PAPERS) as archive:
        real = [archive.read(name) for name in archive.namelist()[:120]]
    service.papers = [paper(n, xml=data, official_id=f"kst-29754-{n}") for n, data in enumerate(real)]

    harvested = fetched(tmp_path, url, hasty)

    assert harvested.new == {"kst": 120}
    assert [(tmp_path / f"kst/29754/kst-29754-{n}.xml").read_bytes() for n in range(120)] == real
    assert all(r.letter is not None for r in sources.read([str(tmp_path)]))
