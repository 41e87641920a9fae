"""What the Kamer's own data says of a thing: frozen types from its records to the graph *officieel*.

A record is believed for what it is about (a motion's title, day, appreciation, the votes cast); what a
letter says of the same thing stays apart in the letter's graph.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CaseKind(StrEnum):
    """The kinds of case (Zaak.Soort) that we hold."""

    LETTER = "Brief regering"
    MOTION = "Motie"
    QUESTIONS = "Schriftelijke vragen"


@dataclass(frozen=True, slots=True)
class Case:
    """A case of the Kamer (Zaak).

    ``number``: ``2024Z11111``. ``title``: Zaak.Onderwerp, as written. ``dossier_title``: Zaak.Titel.
    ``sequence``: Zaak.Volgnummer, the number inside a dossier that the record does not name; None when it has none.
    ``official_id``: the kst id, where a document version of the case carries it. ``appreciation``: a key of list
    *appreciatie*, None when the record has none.
    """

    number: str
    kind: CaseKind
    title: str
    day: date
    session: str
    dossier_title: str | None = None
    sequence: int | None = None
    official_id: str | None = None
    appreciation: str | None = None
    done: bool | None = None


@dataclass(frozen=True, slots=True)
class PartyVote:
    """How a group voted, under its name of that day. ``party``: the register's key, None when not known."""

    name: str
    in_favour: bool
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of the chamber on one case.

    ``result``: a key of list *stemuitslag*. ``votes``: empty where the record does not settle which of the votes
    of its agenda item was on this case. ``reason``: how the case was told from the others of the agenda item.
    """

    case: str
    record: str  # Besluit.Id
    result: str
    day: date | None
    votes: tuple[PartyVote, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who stands behind a case (ZaakActor): a register's person, for a letter also the ministry of the post."""

    case: str
    person: str | None = None
    ministry: str | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment (Toezegging). ``number``: ``TZ202406-123``. ``status``: a key of list *toezeggingstatus*.

    ``requested_by``: a register's person. ``meeting``: the Kamer's number of the debate (``2024A03333``), with its
    subject and day. ``answer``: the case of the letter that the Kamer has for it.
    """

    number: str
    text: str
    day: date | None
    status: str | None
    ministry: str | None
    requested_by: str | None
    meeting: str | None
    meeting_subject: str | None
    meeting_day: date | None
    answer: str | None
