"""Extraction on made letters: what became of each citation, per form and under noise, and the other kinds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kamergraaf.bench.maker import Made
from kamergraaf.ontology.model import Citation, Extraction, Status

_SURE = (Status.CERTAIN, Status.PROBABLE, Status.REPAIRED, Status.CONFLICT)


@dataclass(slots=True)
class Tally:
    """Citations of one form. ``right``: read with the ids that the author meant. ``wrong``: other ids.

    ``missed``: could be read and was not. ``lost``: nobody can read it any more, and nothing was given.
    ``sure_wrong``: of the wrong those marked certain. ``answers``, ``sure``: all with ids, and those certain.
    """

    right: int = 0
    wrong: int = 0
    missed: int = 0
    lost: int = 0
    sure: int = 0
    sure_wrong: int = 0

    @property
    def answers(self) -> int:
        """How many were given ids."""
        return self.right + self.wrong

    @property
    def precision(self) -> float:
        """Right among the answers."""
        return self.right / self.answers if self.answers else 1.0

    @property
    def sure_precision(self) -> float:
        """Right among the answers marked certain."""
        return 1 - self.sure_wrong / self.sure if self.sure else 1.0

    @property
    def recall(self) -> float:
        """Right among all that the author wrote."""
        there = self.right + self.wrong + self.missed + self.lost
        return self.right / there if there else 1.0


@dataclass(slots=True)
class Forms:
    """Tallies per form, what was found where nothing is, and how much stayed ``unread``."""

    forms: dict[str, Tally] = field(default_factory=dict)
    extra: list[str] = field(default_factory=list)
    unread: int = 0
    wrong: list[str] = field(default_factory=list)

    def whole(self) -> Tally:
        """All forms together; what was found where nothing is counts as wrong."""
        one = Tally()
        for tally in self.forms.values():
            for name in ("right", "wrong", "missed", "lost", "sure", "sure_wrong"):
                setattr(one, name, getattr(one, name) + getattr(tally, name))
        one.wrong += len(self.extra)
        return one


def count(pairs: Iterable[tuple[Made, Extraction]]) -> Forms:
    """Count what became of each citation of these letters."""
    forms = Forms()
    for made, extraction in pairs:
        _count_one(forms, made, extraction)
    return forms


def _count_one(forms: Forms, made: Made, extraction: Extraction) -> None:
    answers = list(extraction.citations)
    used: set[int] = set()
    forms.unread += len(extraction.unread)
    for true in made.truth["citations"]:
        tally = forms.forms.setdefault(true["form"], Tally())
        meant = set(true.get("meant") or true["ids"])
        here = [(i, a) for i, a in enumerate(answers) if _touch(true, a)]
        used |= {i for i, _ in here}
        given = {i for _, a in here if a.status in _SURE for i in a.ids}
        sure = bool(given) and all(a.status is Status.CERTAIN for _, a in here)
        tally.sure += sure
        if not meant:
            right = not given and (not true.get("dossiers") or _dossiers(here) >= set(true["dossiers"]))
            tally.right += right
            tally.missed += not right and not given
            tally.wrong += bool(given)
            tally.sure_wrong += bool(given) and sure
        elif given == meant:
            tally.right += 1
        elif given:
            tally.wrong += 1
            tally.sure_wrong += sure
        elif true.get("damage") == "identifier":
            tally.lost += 1
        else:
            tally.missed += 1
        if (given and given != meant) or (meant and not given and true.get("damage") != "identifier"):
            forms.wrong.append(
                f"{made.letter.name} {true['form']}: {true['exact']!r} means {sorted(meant)}, got {sorted(given)}"
            )
    for index, answer in enumerate(answers):
        if index not in used and answer.ids:
            forms.extra.append(f"{made.letter.name}: {answer.span.exact!r} {answer.ids}")


def _touch(true: dict[str, Any], answer: Citation) -> bool:
    return bool(true["start"] < answer.span.end and answer.span.start < true["end"])


def _dossiers(here: list[tuple[int, Citation]]) -> set[str]:
    return {d for _, answer in here for d in answer.dossiers}
