"""Records of the Tweede Kamer's open data as cases and decisions.

Reads the JSON lines that ``fetch tweedekamer`` writes, or any folder of the same records (``Zaak.jsonl``,
``ZaakMetDocumenten.jsonl``, ``BesluitMetStemmingen.jsonl``; plain, ``.xz``, ``.gz`` or ``.zst``), in the field
names of OData. Days are the first ten characters of the Kamer's own: turned into UTC they would be the day before.

Which case a decision is about stands in ``Zaak`` where the decision was fetched with it. In bulk records it does
not; only the agenda item's cases do. Then a decision is tied to a case where the item has one decision and one case,
or where all of its decisions, as many as its cases, came out alike (the votes only when they are alike too). Pairing
by order was tried and left out: judged on 1,933 pairs, the proposer's own group voted for the motion in 93.7 % (100 %
of 149 single ones), so one pair in fifteen or more would be wrong. See ``docs/decisions``.
"""

from __future__ import annotations

import gzip
import io
import json
import lzma
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import zstandard

from kamergraaf.ontology.errors import InputError
from kamergraaf.ontology.official import Case, CaseKind, Decision, PartyVote
from kamergraaf.ontology.register import Register

# Zaak.Kabinetsappreciatie to list appreciatie. What says that there is none to be had is no appreciation.
APPRECIATIONS = {
    "Oordeel Kamer": "oordeel-kamer",
    "Ontraden": "ontraden",
    "Ontraden, tenzij gewijzigd": "ontraden-tenzij-gewijzigd",
    "Overgenomen": "overgenomen",
    "Verzocht motie aan te houden": "verzocht-aan-te-houden",
    "Ontijdig": "ontijdig",
    "Overbodig": "overbodig",
    "Geen (expliciete) appreciatie": "geen-appreciatie",
    "Nog niet bekend": "appreciatie-nog-niet-bekend",
    "Nog te ontvangen": "appreciatie-nog-te-ontvangen",
}
# Besluit.BesluitSoort to list stemuitslag; what is not here is not an outcome of a vote.
RESULTS = {
    "Stemmen - aangenomen": "aangenomen",
    "Stemmen - verworpen": "verworpen",
    "Stemmen - niet aangenomen": "verworpen",
    "Stemmen - gestaakt": "staken",
}

Record = Mapping[str, Any]


def cases(folder: Path) -> Iterator[Case]:
    """Give the letters, motions and written questions of a folder of records, in the records' order.

    A case that comes twice is given once, as it came last; deleted and empty ones are left out. Raises
    ``InputError`` where a file cannot be read, naming file and line.
    """
    ids = official_ids(folder)
    dossiers = _dossiers(folder)
    latest: dict[str, Case] = {}
    for record in rows(folder, "Zaak", "ZaakMetDocumenten"):
        case = _case(record, ids, dossiers)
        if case is not None:
            latest[case.number] = case
        elif record.get("Verwijderd") and record.get("Nummer"):
            latest.pop(record["Nummer"], None)
    yield from latest.values()


def official_ids(folder: Path) -> dict[str, str]:
    """Give the kst id of each case whose document version carries one (DocumentVersie.ExterneIdentifier).

    Only the document whose Volgnummer is the case's own counts: a case may hold other papers too.
    """
    found: dict[str, str] = {}
    for record in rows(folder, "ZaakMetDocumenten"):
        ids = {
            str(version["ExterneIdentifier"])
            for document in record.get("Document") or ()
            if document.get("Volgnummer") == record.get("Volgnummer")
            and str(document.get("Soort", "")).startswith(str(record.get("Soort")))
            for version in [document.get("HuidigeDocumentVersie") or {}]
            if str(version.get("ExterneIdentifier")).startswith("kst-")
        }
        if len(ids) == 1:
            found[record["Nummer"]] = ids.pop()
    return found


def _dossiers(folder: Path) -> dict[str, str]:
    """Give the number of each Kamerstukdossier by its Id, where the dossiers were fetched too: ``36410-VI``."""
    return {
        record["Id"]: f"{record['Nummer']}-{record['Toevoeging']}"
        if record.get("Toevoeging")
        else f"{record['Nummer']}"
        for record in rows(folder, "Kamerstukdossier")
        if record.get("Nummer") and not record.get("Verwijderd")
    }


def decisions(folder: Path, register: Register) -> Iterator[Decision]:
    """Give the decisions that can be tied to one case, with the votes of groups where these are settled too."""
    parties = {
        name.casefold(): party.key for party in register.parties.values() for name in (party.code, *party.aliases)
    }
    days = {
        record["Id"]: date.fromisoformat(record["Datum"][:10])
        for record in rows(folder, "Activiteit")
        if record.get("Datum")
    }
    items: dict[str, list[Record]] = defaultdict(list)
    for record in rows(folder, "BesluitMetStemmingen", "Besluit"):
        if record.get("Verwijderd") or record.get("BesluitSoort") not in RESULTS:
            continue
        own = [case for case in record.get("Zaak") or () if not case.get("Verwijderd")]
        if len(own) == 1:
            yield _decision(record, own[0], days, _votes(record, parties), "het besluit noemt de zaak")
        elif not own:
            items[record["Agendapunt_Id"]].append(record)
    for item in items.values():
        yield from _of_item(item, days, parties)


def _of_item(item: list[Record], days: Mapping[str, date], parties: Mapping[str, str]) -> Iterator[Decision]:
    about = (item[0].get("Agendapunt") or {}).get("Zaak") or []
    if len(about) != len(item) or len({RESULTS[record["BesluitSoort"]] for record in item}) != 1:
        return
    votes = {_votes(record, parties) for record in item}
    reason = "enige zaak van het agendapunt" if len(item) == 1 else "alle besluiten van het agendapunt gelijk"
    for case, record in zip(sorted(about, key=lambda z: str(z["Nummer"])), item, strict=True):
        if not case.get("Verwijderd"):
            yield _decision(record, case, days, next(iter(votes)) if len(votes) == 1 else (), reason)


def _decision(
    record: Record, case: Record, days: Mapping[str, date], votes: tuple[PartyVote, ...], reason: str
) -> Decision:
    activity = (record.get("Agendapunt") or {}).get("Activiteit_Id", "")
    result = RESULTS[record["BesluitSoort"]]
    return Decision(str(case["Nummer"]), str(record["Id"]), result, days.get(activity), votes, reason)


def _case(record: Record, ids: Mapping[str, str], dossiers: Mapping[str, str]) -> Case | None:
    if record.get("Verwijderd") or record.get("Soort") not in set(CaseKind) or not record.get("Onderwerp"):
        return None
    sequence = record.get("Volgnummer")
    sequence = sequence if isinstance(sequence, int) and sequence > 0 else None
    dossier = dossiers.get(str(record.get("Kamerstukdossier_Id")))
    number = f"kst-{dossier}-{sequence}" if dossier and sequence else None
    return Case(
        number=record["Nummer"],
        kind=CaseKind(record["Soort"]),
        title=record["Onderwerp"],
        day=date.fromisoformat(record["GestartOp"][:10]),
        session=record.get("Vergaderjaar") or "",
        dossier_title=record.get("Titel"),
        sequence=sequence,
        official_id=ids.get(record["Nummer"]) or number,
        appreciation=APPRECIATIONS.get(record.get("Kabinetsappreciatie") or ""),
        done=record.get("Afgedaan"),
    )


def _votes(record: Record, parties: Mapping[str, str]) -> tuple[PartyVote, ...]:
    """Votes by group only: at a roll call the rows are members, and a slip (Vergissing) is not how it voted."""
    rows = [
        row
        for row in record.get("Stemming") or ()
        if not row.get("Verwijderd") and not row.get("Persoon_Id") and row.get("Soort") in ("Voor", "Tegen")
    ]
    cast: dict[str, set[bool]] = defaultdict(set)
    for row in rows:
        if not row.get("Vergissing"):
            cast[str(row["ActorFractie"])].add(row["Soort"] == "Voor")
    # Votes come twice in some exports (OpenDataPortaal#167); a group with two answers has none.
    named = {name: votes.pop() for name, votes in sorted(cast.items()) if len(votes) == 1}
    return tuple(PartyVote(name, vote, parties.get(name.casefold())) for name, vote in named.items())


def rows(folder: Path, *names: str) -> Iterator[Record]:
    """Give the records of these tables. Raises ``InputError`` naming file and line."""
    for name in names:
        for path in sorted(folder.glob(f"{name}.jsonl*")):
            with _open(path) as lines:
                for number, line in enumerate(lines, start=1):
                    try:
                        yield json.loads(line)
                    except ValueError as error:
                        raise InputError(
                            f"{path.name}, line {number}, is not JSON ({error}). Fetch the file again."
                        ) from error


def has(folder: Path, name: str) -> bool:
    """Whether a folder has this table."""
    return any(folder.glob(f"{name}.jsonl*"))


def _open(path: Path) -> io.TextIOBase:
    match path.suffix:
        case ".xz":
            return lzma.open(path, "rt", encoding="utf-8")
        case ".gz":
            return gzip.open(path, "rt", encoding="utf-8")
        case ".zst":
            return io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(path.open("rb")), encoding="utf-8")
        case _:
            return path.open(encoding="utf-8")
