"""Who stands behind a case, and what was promised: the Kamer's records of actors and commitments.

``ZaakActor`` names who tabled a motion, who asked written questions and which minister sent a letter;
``Toezegging`` the commitments with their state and the letter that answers them. Both come with ``fetch
tweedekamer``; a folder without them gives none. A person counts where the record's own id is the register's; a
minister by name and post on that day. What the register cannot settle is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from kamergraaf.ingest.kamer import Record, has, rows
from kamergraaf.ingest.names.index import NameIndex, index_of
from kamergraaf.ingest.names.posts import Post, person_of_signature, read_post
from kamergraaf.ontology import iris
from kamergraaf.ontology.official import Actor, Case, CaseKind, Promise
from kamergraaf.ontology.register import Register

_TABLED = frozenset({"Indiener", "Medeindiener"})
_STATES = {
    "Openstaand": "openstaand",
    "Voldaan": "voldaan",
    "Deels Voldaan": "deels-voldaan",
    "Vervallen": "vervallen",
}
_CASE = re.compile(r"\d{4}Z\d{5}")
_DOCUMENT = re.compile(r"\d{4}D\d{5}")


def case_numbers(folder: Path) -> Mapping[str, str]:
    """Give the number of each case by its id; none where the folder has no table that needs them."""
    if not (has(folder, "ZaakActor") or has(folder, "Toezegging")):
        return {}
    return {str(r["Id"]): str(r["Nummer"]) for r in rows(folder, "Zaak") if r.get("Id") and r.get("Nummer")}


def actors(folder: Path, cases: Iterable[Case], numbers: Mapping[str, str], register: Register) -> Iterator[Actor]:
    """Give who tabled, asked or sent each of these cases, each once, in the order of cases and names.

    ``numbers``: as ``case_numbers`` gives them.
    """
    known = {case.number: case for case in cases}
    people = _people(register)
    index = index_of(register)
    found: dict[str, set[Actor]] = defaultdict(set)
    for record in rows(folder, "ZaakActor"):
        case = known.get(numbers.get(str(record.get("Zaak_Id")), ""))
        if case is None or record.get("Verwijderd") or record.get("Relatie") not in _TABLED:
            continue
        person = people.get(str(record.get("Persoon_Id")))
        ministry = None
        if case.kind is CaseKind.LETTER:
            post = _post(str(record.get("Functie") or ""), index, case.day)
            ministry = post.ministry_key if post else None
            person = person or _holder(str(record.get("ActorNaam") or ""), post, case.day, index)
        if person or ministry:
            found[case.number].add(Actor(case.number, person, ministry))
    for number in known:
        yield from sorted(found.get(number, ()), key=str)


def promises(folder: Path, numbers: Mapping[str, str], register: Register) -> Iterator[Promise]:
    """Give the commitments, in the records' order; one that comes twice as it came last, deleted ones left out.

    ``numbers``: as ``case_numbers`` gives them.
    """
    if not has(folder, "Toezegging"):
        return
    people = _people(register)
    activities = {str(r["Id"]): r for r in rows(folder, "Activiteit") if r.get("Id") and not r.get("Verwijderd")}
    answers = _answers(folder, numbers)
    index = index_of(register)
    latest: dict[str, Promise] = {}
    for record in rows(folder, "Toezegging"):
        number = str(record.get("Nummer") or "")
        if record.get("Verwijderd") or not iris.KIND["toezegging"].fits(number) or not record.get("Tekst"):
            latest.pop(number, None)
            continue
        made = str(record.get("Aanmaakdatum") or "")[:10]
        day = date.fromisoformat(made) if made else None
        activity = activities.get(str(record.get("Activiteit_Id")), {})
        latest[number] = Promise(
            number,
            " ".join(str(record["Tekst"]).split()),
            day,
            _STATES.get(str(record.get("Status"))),
            _ministry(record, index, day),
            people.get(str(record.get("ToegezegdAanPersoon_Id"))),
            str(activity.get("Nummer") or record.get("ActiviteitNummer") or "") or None,
            str(activity.get("Onderwerp") or "") or None,
            date.fromisoformat(str(activity["Datum"])[:10]) if activity.get("Datum") else None,
            _answer(str(record.get("KamerbriefNakoming") or ""), answers),
        )
    yield from latest.values()


def _post(words: str, index: NameIndex, day: date | None) -> Post | None:
    plain = " ".join(words.split())
    return read_post(plain, 0, len(plain), index, day)


def _holder(name: str, post: Post | None, day: date, index: NameIndex) -> str | None:
    """Give the minister of that name, who must have held the post on the day."""
    return person_of_signature(name, post, day, index).person if name and post is not None else None


def _ministry(record: Record, index: NameIndex, day: date | None) -> str | None:
    for words in (record.get("Functie"), f"ministerie van {record.get('Ministerie') or ''}"):
        post = _post(str(words or ""), index, day)
        if post is not None and post.ministry_key:
            return post.ministry_key
    return None


def _people(register: Register) -> Mapping[str, str]:
    """Give the register's key of each person by the Kamer's id."""
    return {person.tk_id: person.slug for person in register.persons.values() if person.tk_id}


def _answers(folder: Path, numbers: Mapping[str, str]) -> Mapping[str, str]:
    """Give the case of each document, by the document's number: where there is one case only."""
    found: dict[str, str] = {}
    for record in rows(folder, "Document"):
        about = {numbers[one] for one in record.get("Zaak_Id") or () if one in numbers}
        if len(about) == 1 and not record.get("Verwijderd"):
            found[str(record.get("DocumentNummer"))] = about.pop()
    return found


def _answer(words: str, answers: Mapping[str, str]) -> str | None:
    """Read the letter of a commitment, which is free text: the one case or document number in it."""
    named = {*_CASE.findall(words), *(answers[one] for one in _DOCUMENT.findall(words) if one in answers)}
    return named.pop() if len(named) == 1 else None
