"""A motion that a letter names meets the motion of the Kamer's own data: by number, else by who, what and when.

Nothing is guessed. One motion fits and nothing else comes near: it is settled, with its reason. Several fit:
ambiguous, with all of them. None: the letter's motion keeps its own address.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from rapidfuzz import fuzz, utils

# Subjects are the ministries' and the Kamer's own wordings of one title: word order and small words differ.
# Measured on letters that name a motion with number and title: see docs/decisions.
ALIKE = 90.0
# The runner-up must be this far behind, or both are candidates.
APART = 8.0
_PERHAPS_AMENDED = "misschien de gewijzigde, misschien die ervoor"
# A subject of fewer words names too little to go by alone.
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Known:
    """A motion of the Kamer's data.

    ``proposers``: register slugs, or surnames where the register has none. ``replaces``: the official id of the
    motion in whose place it came.
    """

    case: str
    day: date
    proposers: frozenset[str]
    subject: str
    sequence: int | None = None
    official_id: str | None = None
    amended: bool = False
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A motion as a letter names it. ``official_id``: from the letter's own words or a linked note.

    ``amended``: the letter calls it *gewijzigd*.
    """

    proposers: frozenset[str]
    subject: str
    day: date | None
    official_id: str | None = None
    and_others: bool = False
    amended: bool = False


@dataclass(frozen=True, slots=True)
class Met:
    """The answer: one case, or candidates, or neither; with the reason in words.

    ``contested``: the number that the letter gives is that of a motion of other members.
    """

    case: str | None
    reason: str
    candidates: tuple[str, ...] = ()
    contested: bool = False


@dataclass(frozen=True, slots=True)
class Motions:
    """The Kamer's motions, found by number, by number in the dossier, by proposer, and by what they replace."""

    by_id: Mapping[str, Known]
    by_sequence: Mapping[int, tuple[Known, ...]]
    by_proposer: Mapping[str, tuple[Known, ...]] = field(default_factory=dict)
    by_replaced: Mapping[str, Known] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Sequence[Known]) -> Motions:
        """Index motions."""
        by_sequence: dict[int, list[Known]] = defaultdict(list)
        by_proposer: dict[str, list[Known]] = defaultdict(list)
        by_id = {}
        for motion in known:
            if motion.official_id:
                by_id[motion.official_id] = motion
            if motion.sequence:
                by_sequence[motion.sequence].append(motion)
            for proposer in motion.proposers:
                by_proposer[proposer].append(motion)
        return cls(
            by_id,
            {key: tuple(value) for key, value in by_sequence.items()},
            {key: tuple(value) for key, value in by_proposer.items()},
            {motion.replaces: motion for motion in known if motion.replaces},
        )


def meet(asked: Asked, motions: Motions) -> Met:
    """Find the real motion that a letter's motion is.

    With a number: the motion of that official id; else the one with that number in its dossier whose proposers and
    subject agree (the Kamer's record names no dossier). Without: the one of the same proposers and subject, of
    before the letter. Two that come near each other are candidates, not an answer; so are an amended motion, where
    the letter does not call it that, and one that was replaced by such before the letter.
    """
    if asked.official_id:
        known = motions.by_id.get(asked.official_id)
        if known is not None and _of_others(asked, known):
            # A slip of the letter, in the number or in the name: which of them it does not tell.
            meant = meet(replace(asked, official_id=None), motions)
            other = (meant.case,) if meant.case is not None and meant.case != known.case else ()
            return Met(None, "het nummer is van een motie van andere leden", (known.case, *other), contested=True)
        if known is not None:
            return Met(known.case, "nummer")
        number = re.search(r"-(\d+)$", asked.official_id)
        same = motions.by_sequence.get(int(number.group(1)), ()) if number else ()
        unnumbered = [motion for motion in same if motion.official_id is None]
        return _best(asked, unnumbered, fuzz.token_set_ratio, "volgnummer, indieners en onderwerp")
    if len(asked.subject.split()) < _FEWEST_WORDS:
        return Met(None, "te weinig om op te vergelijken")
    first = min(asked.proposers, key=lambda name: len(motions.by_proposer.get(name, ())), default=None)
    named = [motion for motion in motions.by_proposer.get(first or "", ()) if motion.amended or not asked.amended]
    met = _best(asked, named, fuzz.token_sort_ratio, "indieners en onderwerp")
    chosen = next((motion for motion in named if motion.case == met.case), None)
    if chosen is not None and chosen.amended and not asked.amended:
        return Met(None, _PERHAPS_AMENDED, (chosen.case,))
    later = motions.by_replaced.get(chosen.official_id or "") if chosen is not None else None
    if chosen is not None and later is not None and not asked.amended and _before(asked, later):
        return Met(None, _PERHAPS_AMENDED, (chosen.case, later.case))
    return met


def _best(asked: Asked, among: Iterable[Known], likeness: Callable[..., float], reason: str) -> Met:
    if not asked.proposers or not asked.subject:
        return Met(None, "te weinig om op te vergelijken")
    fit = [motion for motion in among if _same_people(asked, motion) and _before(asked, motion)]
    scored = sorted(
        ((likeness(asked.subject, m.subject, processor=utils.default_process), m) for m in fit),
        key=lambda pair: (-pair[0], pair[1].case),
    )
    near = [(score, motion) for score, motion in scored if score >= ALIKE]
    if not near:
        return Met(None, "geen motie van deze indieners met dit onderwerp")
    close = [motion.case for score, motion in near if score >= near[0][0] - APART]
    if len(close) == 1:
        return Met(close[0], reason)
    return Met(None, "meer dan een motie past", tuple(close))


def _same_people(asked: Asked, motion: Known) -> bool:
    """Tell whether the proposers are the same; with "c.s." those named must be among the motion's."""
    return asked.proposers <= motion.proposers if asked.and_others else asked.proposers == motion.proposers


def _of_others(asked: Asked, motion: Known) -> bool:
    """Tell whether none of the members named is one of the motion's, all of those being known."""
    named, real = _slugs(asked.proposers), _slugs(motion.proposers)
    return bool(named) and len(real) == len(motion.proposers) > 0 and not named & real


def _slugs(people: frozenset[str]) -> frozenset[str]:
    """Give those that the register knows: a slug joins the parts of a name by hyphens, a written name does not."""
    return frozenset(person for person in people if "-" in person and " " not in person)


def _before(asked: Asked, motion: Known) -> bool:
    return asked.day is None or motion.day <= asked.day
