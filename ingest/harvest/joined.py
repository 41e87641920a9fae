"""Join the flat tables into the two that say what a motion's number is and how it was voted on."""

from __future__ import annotations

import io
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import zstandard

from kamergraaf.ingest.harvest import publish
from kamergraaf.ingest.harvest.ledger import Kept

Record = dict[str, Any]


def write(folder: Path) -> list[Kept]:
    """Write ``ZaakMetDocumenten`` (motions with their papers) and ``BesluitMetStemmingen``, where both halves are.

    The shape is that of OData with ``$expand``. Deleted parts are left out. Gives the tables written.
    """
    written = []
    if _has(folder, "Zaak", "Document"):
        written.append(publish.table(folder, "ZaakMetDocumenten", map(_line, _motions(folder))))
    if _has(folder, "Besluit", "Stemming"):
        written.append(publish.table(folder, "BesluitMetStemmingen", map(_line, _decisions(folder))))
    return written


def _motions(folder: Path) -> Iterator[Record]:
    papers: dict[str, list[Record]] = defaultdict(list)
    motions = [d for d in _rows(folder, "Document") if str(d.get("Soort", "")).startswith("Motie")]
    current = {d.get("HuidigeDocumentVersie_Id") for d in motions}
    versions = {v["Id"]: v for v in _rows(folder, "DocumentVersie") if v["Id"] in current}
    for document in motions:
        whole = document | {"HuidigeDocumentVersie": versions.get(document.get("HuidigeDocumentVersie_Id"))}
        for case in document.get("Zaak_Id") or ():
            papers[case].append(whole)
    for case in _rows(folder, "Zaak"):
        if case.get("Soort") == "Motie" and case["Id"] in papers:
            yield case | {"Document": papers[case["Id"]]}


def _decisions(folder: Path) -> Iterator[Record]:
    """Decisions with their cases, the cases of their agenda item, and their votes."""
    cases = {c["Id"]: c for c in _rows(folder, "Zaak") if c.get("Soort") == "Motie"}
    items = {i["Id"]: i | {"Zaak": _known(cases, i.get("Zaak_Id"))} for i in _rows(folder, "Agendapunt")}
    with closing(sqlite3.connect("")) as votes:  # a file that nobody sees: all votes since 2012 are some gigabytes
        votes.execute("CREATE TABLE vote (decision TEXT, line TEXT)")
        rows = ((v.get("Besluit_Id"), _line(v)) for v in _rows(folder, "Stemming"))
        votes.executemany("INSERT INTO vote VALUES (?, ?)", rows)
        votes.execute("CREATE INDEX by_decision ON vote (decision)")
        for decision in _rows(folder, "Besluit"):
            lines = votes.execute("SELECT line FROM vote WHERE decision = ? ORDER BY rowid", (decision["Id"],))
            if cast := [json.loads(line) for (line,) in lines]:
                yield decision | {
                    "Zaak": _known(cases, decision.get("Zaak_Id")),
                    "Agendapunt": items.get(decision.get("Agendapunt_Id", "")),
                    "Stemming": cast,
                }


def _known(cases: dict[str, Record], ids: list[str] | None) -> list[Record]:
    return [cases[i] for i in ids or () if i in cases]


def _rows(folder: Path, name: str) -> Iterator[Record]:
    if not _has(folder, name):
        return
    with (folder / f"{name}.jsonl.zst").open("rb") as stream:
        packed = zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True)
        for line in io.TextIOWrapper(packed, encoding="utf-8"):
            record: Record = json.loads(line)
            if not record.get("Verwijderd"):
                yield record


def _has(folder: Path, *names: str) -> bool:
    return all((folder / f"{name}.jsonl.zst").is_file() for name in names)


def _line(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False, sort_keys=True)
