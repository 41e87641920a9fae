"""All names of a letter in one pass: persons, parties, ministries and other bodies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from kamergraaf.ingest.names.again import named_again
from kamergraaf.ingest.names.beside import named_beside
from kamergraaf.ingest.names.index import NameIndex
from kamergraaf.ingest.names.lexicon import Kind
from kamergraaf.ingest.names.ministries import MinistryReader
from kamergraaf.ingest.names.organisations import OrganisationReader
from kamergraaf.ingest.names.parties import PartyReader
from kamergraaf.ingest.names.persons import PersonReader
from kamergraaf.ingest.names.sitting import when_speakers_sat
from kamergraaf.ingest.names.when import When, when
from kamergraaf.ingest.repair import Clean
from kamergraaf.ontology.model import MinistryMention, OrganisationMention, PartyMention, PersonMention

_HEADING: Final = 3000
_TO_SENATE: Final = re.compile(r"[Vv]oorzitter van de Eerste Kamer|^\W*Eerste Kamer der Staten-Generaal")


@dataclass(frozen=True, slots=True)
class Names:
    """What a letter names, each kind in order of place."""

    persons: tuple[PersonMention, ...] = ()
    parties: tuple[PartyMention, ...] = ()
    ministries: tuple[MinistryMention, ...] = ()
    organisations: tuple[OrganisationMention, ...] = ()


def find_names(clean: Clean, index: NameIndex, day: date | None, *, chamber: str | None = None) -> Names:
    """Find the names in a letter.

    ``day``: of the letter; None: then each name must mean the same on every day between the latest day that the
    letter names and a year on, or on the days when all who speak in it sat together. ``chamber``: to which the
    letter is written (TK, EK); None: as its heading says. Never raises on any text.
    """
    days = when(clean.text, day)
    chamber = chamber or _chamber(clean.text)
    names = _names(clean, index, days, chamber)
    if days.on is None:
        sitting = when_speakers_sat(clean, index, names.persons)
        names = _names(clean, index, sitting, chamber) if sitting else names
    return names


def _names(clean: Clean, index: NameIndex, days: When, chamber: str) -> Names:
    persons = PersonReader(clean, index, days, chamber)
    parties = PartyReader(clean, index, days)
    ministries = MinistryReader(clean, index, days, persons)
    organisations = OrganisationReader(clean)
    for hit in index.lexicon.scan(clean.text):
        match hit.entry.kind:
            case Kind.PARTY:
                parties.at(hit)
            case Kind.ORGANISATION:
                organisations.at(hit)
            case Kind.BODY:
                organisations.called(hit)
            case Kind.ENGLISH:
                organisations.english(hit)
            case Kind.MINISTRY:
                ministries.abbreviation(hit)
            case Kind.MINISTER | Kind.MINISTRY_HEAD:
                ministries.at(hit)
            case _:
                persons.at(hit)
    persons.finish()
    named_beside(persons, parties.places())
    named_parties = parties.all(persons.found)
    begun = {party.span.start for party in named_parties}  # Verdonk (Verdonk): the second is her group
    again = [p for p in named_again(clean, index, persons.found) if p.span.start not in begun]
    return Names(
        persons=tuple(sorted([*persons.found, *again], key=lambda p: p.span.start)),
        parties=named_parties,
        ministries=tuple(sorted(ministries.found, key=lambda m: m.span.start)),
        organisations=organisations.all(),
    )


def _chamber(text: str) -> str:
    """Give the chamber that a letter is written to."""
    return "EK" if _TO_SENATE.search(text[:_HEADING]) else "TK"
