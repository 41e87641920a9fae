"""What letters' titles say of motions, judged by the Kamer's own records of the motions themselves.

A letter's title names a motion's number and its proposers; the record under that number has its own title, with the
proposers in the Kamer's own words. Nobody wrote either with Kamergraaf in view: real text, over a thousand judged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kamergraaf.bench.shared import shared
from kamergraaf.bench.table import table
from kamergraaf.ingest import kamer, kamer_numbers
from kamergraaf.ingest.register import bundled
from kamergraaf.ingest.titles import read_title
from kamergraaf.ontology.model import Motion
from kamergraaf.ontology.official import Case, CaseKind

_AGREES, _FEWER = "the same", "fewer, with c.s."
_KINDS = (_AGREES, _FEWER, "some of them, no c.s.", "more", "some the same", "nobody the same", "nobody named")


@dataclass(frozen=True, slots=True)
class Judged:
    """A motion of a title against the record: ``how`` its proposers compare; persons by slug, else by name."""

    letter: str
    number: str
    named: frozenset[str]
    real: frozenset[str]
    how: str


def measure() -> str:
    """Measure and give the report in Markdown; a line where the records are absent."""
    folder = shared()
    if folder is None or not (folder / "data" / "tweedekamer").is_dir():
        return "The Kamer's records are not here: left out."
    judged = list(judge(folder / "data" / "tweedekamer"))
    counts = Counter(one.how for one in judged)
    named = sum(counts[how] for how in _KINDS[:-1])
    agree = counts[_AGREES] + counts[_FEWER]
    rows = [(how, counts[how]) for how in _KINDS]
    return "\n\n".join(
        (
            "### Letters' titles against the archive: proposers of a motion that the title gives a number to",
            table(("proposers that the title names", "motions"), rows),
            f"{agree:,} of {named:,} with proposers agree ({agree / max(1, named):.2%}). The others differ in the\n"
            "title itself: one of two proposers left out, a name misspelt, another day's number.",
        )
    )


def judge(folder: Path) -> Iterator[Judged]:
    """Give every motion of a letter's title whose number is that of a motion in these records."""
    register = bundled()
    recorded = [*kamer.cases(folder)]
    cases = kamer_numbers.numbered(recorded, kamer_numbers.titles(recorded, register))
    motions = {case.official_id: case for case in cases if case.official_id and case.kind is CaseKind.MOTION}
    real: dict[str, frozenset[str]] = {}
    for case in cases:
        if case.kind is not CaseKind.LETTER or "otie" not in case.title:
            continue
        for motion in read_title(case, register).motions:
            for number in motion.ids:
                if number in motions:
                    if number not in real:
                        real[number] = _own_proposers(motions[number])
                    named = _people(motion)
                    how = _compared(named, real[number], motion.and_others)
                    yield Judged(case.title, number, named, real[number], how)


def _own_proposers(case: Case) -> frozenset[str]:
    own = next((motion for motion in read_title(case, bundled()).motions if motion.own), None)
    return _people(own) if own else frozenset()


def _people(motion: Motion) -> frozenset[str]:
    return frozenset(person.person or person.name.casefold() for person in motion.proposers)


def _compared(named: frozenset[str], real: frozenset[str], and_others: bool) -> str:
    if not named:
        return _KINDS[6]
    if named == real:
        return _AGREES
    if named < real:
        return _FEWER if and_others else _KINDS[2]
    if named > real:
        return _KINDS[3]
    return _KINDS[4] if named & real else _KINDS[5]
