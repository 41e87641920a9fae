"""Motions and promises as ministers' letters word them, in made-up sentences (cases/phrases, cases/promises)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kamergraaf.ingest.extract import extract
from kamergraaf.ontology.model import Commitment, Extraction, Letter
from kamergraaf.tests.ingest.told import of_motion

CASES = [
    case
    for name in ("phrases", "promises")
    for case in tomllib.loads((Path(__file__).parent / "cases" / f"{name}.toml").read_text(encoding="utf-8"))["case"]
]
HEAD = "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDen Haag, 14 maart 2023\n\n"


def read(text: str) -> Extraction:
    """What is found in a letter of that one paragraph."""
    return extract(Letter("made-up", HEAD + text + "\n\nHoogachtend,\n", example=True))


def of_promise(c: Commitment, wanted: dict[str, Any]) -> dict[str, Any]:
    """What a case says of a promise, as found."""
    every = {
        "subject": c.subject,
        "kind": c.at.kind if c.at else None,
        "day": str(c.at.date) if c.at else None,
        "by": c.by,
        "asked": c.requested_by.name if c.requested_by else None,
        "number": c.key,
        "deed": c.acts[0].deed.value if c.acts else None,
    }
    return {key: every[key] for key in wanted}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_letter_names_these_motions_and_promises(case: dict[str, Any]) -> None:
    """Each motion and promise of the sentence is found with its parts, and no other."""
    found = read(case["text"])
    wanted = case.get("motions", [])
    assert len(found.motions) == len(wanted), [m.heading.exact for m in found.motions]
    assert [of_motion(m, w) for m, w in zip(found.motions, wanted, strict=True)] == wanted
    promised = case.get("promises", [])
    assert len(found.commitments) == len(promised), [c.heading.exact for c in found.commitments]
    assert [of_promise(c, w) for c, w in zip(found.commitments, promised, strict=True)] == promised


def test_a_debate_to_come_holds_no_promise() -> None:
    """A debate that the letter looks forward to is not the one in which it was promised."""
    text = (
        "Zoals toegezegd aan het lid Voorbeeld ontvangt u dit voorafgaand aan het commissiedebat van 30 maart 2023."
    )
    assert [(c.requested_by and c.requested_by.name, c.at) for c in read(text).commitments] == [("Voorbeeld", None)]


def test_moties_joined_by_en_each_with_its_mark() -> None:
    """Two motions in a plural each have the number of their own note; sitting members are known."""
    text = (
        "Dit is gemeld in het debat.1 Ook geef ik invulling aan de moties Paternotte/Kröger2 en Van der Molen3 over "
        "windvanen.\n\n1 Kamerstuk 29 665, nr. 401.\n2 Kamerstuk 29 665, nr. 402.\n3 Kamerstuk 29 665, nr. 403."
    )
    found = extract(Letter("made-up", HEAD + text, example=True))
    assert [([p.name for p in m.proposers], m.ids) for m in found.motions] == [
        (["Paternotte", "Kröger"], ("kst-29665-402",)),
        (["Van der Molen"], ("kst-29665-403",)),
    ]


def test_numbers_in_brackets_behind_names_are_no_parties() -> None:
    """Each motion of a list has the number in its own brackets, also where a hyphen joins dossier and number."""
    found = read("Uitvoering moties Stoffer c.s. (32357-22) en Van Raan c.s. (32357-23).")
    assert [([p.name for p in m.proposers], m.ids) for m in found.motions[:2]] == [
        (["Stoffer"], ("kst-32357-22",)),
        (["Van Raan"], ("kst-32357-23",)),
    ]


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Ik voer de motie Stoffer en Grinwis over windvanen (29 398, nr. 1000) uit.", ["Stoffer", "Grinwis"]),
        ("Over de motie Stoffer en Rijkswaterstaat (29 398, nr. 1000) is gesproken.", ["Stoffer"]),
        ("Met de motie-Stoffer (29 398, nr. 1000) en Grinwis is rekening gehouden.", ["Stoffer"]),
    ],
)
def test_a_bare_motion_is_of_all_members_that_en_joins(text: str, members: list[str]) -> None:
    """Known members joined by *en* proposed one motion together; a body, or a name behind the number, did not."""
    (motion,) = read(text).motions
    assert [p.name for p in motion.proposers] == members


@pytest.mark.parametrize(
    ("heading", "signed", "members"),
    [
        ("MOTIE VAN HET LID DE GROOT", "De Groot", ["De Groot"]),
        ("MOTIE VAN HET LIDVAN NISPEN", "Van Nispen", ["Van Nispen"]),
        ("MOTIE VAN HET EL ABASSI", "El Abassi", ["El Abassi"]),
        ("MOTIE VAN KOSTIĆ C.S.", "Kostić\nVan Nispen", ["Kostić"]),
        ("MOTIE VAN WANTROUWEN", "Van Nispen", None),
    ],
)
def test_a_motion_whose_heading_slips_is_of_who_signed_it(
    heading: str, signed: str, members: list[str] | None
) -> None:
    """A heading that lacks a word or space names who signed below, and nobody where nobody so named signed."""
    text = (
        f"Vergaderjaar 2024-2025\n31 305 Voorbeeldbeleid\nNr. 510\n{heading}\nVoorgesteld 27 mei 2025\nDe Kamer,\n"
        "gehoord de beraadslaging,\nverzoekt de regering voorbeelden te geven,\n"
        f"en gaat over tot de orde van de dag.\n{signed}\n"
    )
    own = [m for m in extract(Letter("made-up", text, example=True)).motions if m.own]
    assert [[p.name for p in m.proposers] for m in own] == ([members] if members else [])
    assert all(m.ids == ("kst-31305-510",) for m in own)
