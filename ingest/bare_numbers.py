"""The dossier of a paper that a letter names by its number only: *de motie op stuk nr. 168*.

The numbers of a dossier run up: motions of one debate have numbers side by side, and a letter about them, in the same
dossier, has one a little higher. A number is given a dossier only where a single one of the letter fits it so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from kamergraaf.ingest.values import value
from kamergraaf.ontology.model import OwnFacts

_SIDE_BY_SIDE: Final = 25  # how far apart two motions of one debate may be numbered
_BEFORE_LETTER: Final = 150  # how many papers of a dossier may come between a motion and the letter about it
_NUMBERED: Final = re.compile(r"kst-(?P<dossier>.+)-(?P<number>\d{1,4})")

_IN_SUBJECT: Final = re.compile(
    r"\((?:[Kk]amerstuk(?:ken)? |[Dd]ossier )?(?P<core>\d{2} ?\d{3})(?:[ -](?P<more>[IVX]{1,6}|\d\d))?\)"
)


@value
class Paper:
    """A paper that the letter names in full: its dossier and number; ``number`` None where only a dossier stands."""

    dossier: str
    number: int | None = None


def paper(official_id: str | None) -> Paper | None:
    """Read an official id; None for one that has no number, as those of the Eerste Kamer."""
    m = _NUMBERED.fullmatch(official_id or "")
    return Paper(m["dossier"], int(m["number"])) if m else None


def papers(ids: Sequence[str], dossiers: Sequence[str]) -> tuple[Paper, ...]:
    """Give the papers that a citation names; of one that names no paper its first dossier."""
    numbered = tuple(found for official in ids if (found := paper(official)))
    return numbered or (() if ids else tuple(Paper(dossier) for dossier in dossiers[:1]))


def of_letter(own: OwnFacts) -> Paper | None:
    """Give the letter itself, or the one dossier that one without number is about by its heading or subject line."""
    return paper(own.id) if own.id is not None else of_heading(own.dossiers, own.subject)


def of_heading(dossiers: tuple[str, ...], subject: str | None) -> Paper | None:
    """Read the one dossier that a letter is about, from its heading or subject line.

    >>> of_heading((), "Appreciatie moties notaoverleg (33 561)")
    Paper(dossier='33561', number=None)
    """
    if len(dossiers) == 1:
        return Paper(dossiers[0])
    if dossiers or subject is None or "otie" not in subject:
        return None
    found = [
        m["core"].replace(" ", "") + (f"-{m['more']}" if m["more"] else "") for m in _IN_SUBJECT.finditer(subject)
    ]
    return Paper(found[0]) if len(set(found)) == 1 else None


def dossiers_for(number: str, own: Paper | None, cited: Iterable[Paper]) -> tuple[str, ...]:
    """Give the dossiers in which a bare number may run; one settles it.

    ``own``: the letter itself, or its heading's dossier. ``cited``: the motions that the letter cites in full, and
    the dossiers that it says motions belong to.

    >>> dossiers_for("168", Paper("34352", 174), [Paper("35000", 14)])
    ('34352',)
    >>> dossiers_for("842", None, [Paper("26643", 841), Paper("26643", 902), Paper("35510", 2)])
    ('26643',)
    """
    n = int(number)
    beside = list(cited)
    same = tuple(dict.fromkeys(p.dossier for p in beside if p.number == n))
    if same:
        return same
    fitting = [p.dossier for p in beside if p.number is None or abs(p.number - n) <= _SIDE_BY_SIDE]
    if own is not None and (own.number is None or 0 < own.number - n <= _BEFORE_LETTER):
        fitting.insert(0, own.dossier)
    return tuple(dict.fromkeys(fitting))
