"""Extraction against the gold: scored by the shared tool as it lies, letter by letter, with intervals."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from kamergraaf.bench.edges import edges
from kamergraaf.bench.edges import person as person_key
from kamergraaf.ingest.extract import extract
from kamergraaf.ingest.findings import as_json
from kamergraaf.ontology.model import Extraction, Letter, Status

_ONE = re.compile(r"(\w+)=(\d+)/(\d+)/(\d+)")
_CASE = re.compile(r"^(missed|surplus) (\w+) (\S+) (?:\((\d+), (\d+)\))?")


@dataclass(frozen=True, slots=True)
class Counts:
    """Right, surplus and missed."""

    right: int = 0
    surplus: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.surplus + other.surplus, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Share of the answers that are right; 1 when there is none to give."""
        given = self.right + self.surplus
        return self.right / given if given else float(not self.missed)

    @property
    def recall(self) -> float:
        """Share of what is there that was found; 1 when nothing is there."""
        there = self.right + self.missed
        return self.right / there if there else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Case:
    """What is wrong in one letter for one kind: offsets of what was missed and of what was given too much."""

    letter: str
    kind: str
    counts: Counts
    missed: tuple[str, ...] = ()
    surplus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gold:
    """The scores on the gold. ``edges``, ``persons``: as ``edges.py`` and ``certain`` count them."""

    cases: tuple[Case, ...]
    edges: dict[str, Counts]
    persons: Counts
    person_mentions: int

    def total(self, kind: str, letters: Iterable[str] | None = None) -> Counts:
        """The sum over letters (all by default; a letter may be named more than once)."""
        by_letter = {case.letter: case.counts for case in self.cases if case.kind == kind}
        return sum((by_letter[name] for name in (letters or by_letter)), Counts())

    def kinds(self) -> list[str]:
        """The kinds scored, in the tool's order."""
        return list(dict.fromkeys(case.kind for case in self.cases))

    def interval(self, kind: str, measure: str, rounds: int = 1000) -> tuple[float, float]:
        """The 95 % interval of precision, recall or f1 by resampling letters."""
        names = sorted({case.letter for case in self.cases})
        rng = Random(f"{kind} {measure}")
        by_letter = {case.letter: case.counts for case in self.cases if case.kind == kind}
        drawn = sorted(
            float(getattr(sum((by_letter[n] for n in rng.choices(names, k=len(names))), Counts()), measure))
            for _ in range(rounds)
        )
        return drawn[int(rounds * 0.025)], drawn[int(rounds * 0.975)]


def score_gold(shared: Path) -> Gold:
    """Extract every letter of the gold and score it."""
    gold = {f.stem: json.loads(f.read_text(encoding="utf-8")) for f in sorted((shared / "gold").glob("*.json"))}
    got: dict[str, dict[str, Any]] = {}
    per_letter: dict[str, Counts] = {}
    persons, mentions = Counts(), 0
    for name, truth in gold.items():
        text = (shared / "letters" / f"{name}.txt").read_text(encoding="utf-8")
        extraction = extract(Letter(name=f"{name}.txt", text=text))
        got[name] = as_json(extraction)
        known, given = edges(truth), edges(got[name])
        per_letter[name] = Counts(len(known & given), len(given - known), len(known - given))
        persons += certain(truth["persons"], extraction)
        mentions += sum(1 for p in truth["persons"] if p.get("known_as"))
    return Gold(run_score(shared / "tools" / "score.py", gold, got), per_letter, persons, mentions)


def run_score(tool: Path, gold: dict[str, dict[str, Any]], got: dict[str, dict[str, Any]]) -> tuple[Case, ...]:
    """Run the scoring tool as it lies on these documents and read what it prints."""
    with tempfile.TemporaryDirectory() as folder:
        for side, documents in (("gold", gold), ("got", got)):
            (Path(folder) / side).mkdir()
            for name, document in documents.items():
                path = Path(folder) / side / f"{name}.json"
                path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        call = [sys.executable, str(tool), "--gold", f"{folder}/gold", "--got", f"{folder}/got", "--per-file"]
        kinds = "citations citation_ids footnotes persons parties ministries motions commitments reports urls"
        for kind in kinds.split():
            call += ["--list-fn", kind, "--list-fp", kind]
        printed = subprocess.run(call, check=True, capture_output=True, text=True).stdout
    wrong: dict[tuple[str, str, str], list[str]] = {}
    counts: dict[tuple[str, str], Counts] = {}
    for line in printed.splitlines():
        case = _CASE.match(line)
        if case is not None:
            side, kind, name, start, end = case.groups()
            wrong.setdefault((side, name, kind), []).append(f"{start}-{end}" if start else "without place")
            continue
        name, _, rest = line.partition(" ")
        if name in gold:
            for kind, right, surplus, missed in _ONE.findall(rest):
                counts[name, kind] = Counts(int(right), int(surplus), int(missed))
    return tuple(
        Case(
            name,
            kind,
            count,
            tuple(sorted(wrong.get(("missed", name, kind), ()))),
            tuple(sorted(wrong.get(("surplus", name, kind), ()))),
        )
        for (name, kind), count in sorted(counts.items())
    )


def certain(persons: list[dict[str, Any]], extraction: Extraction) -> Counts:
    """Persons marked certain: right when the gold has that person at that place.

    ``missed``: mentions whose person the gold knows and that were not settled as certain.
    """
    known = {(p["start"], p["end"]): p.get("known_as") for p in persons}
    right = surplus = 0
    for person in extraction.persons:
        if person.status is not Status.CERTAIN or person.person is None:
            continue
        place = next(
            (at for at in known if _overlap(at, (person.span.start, person.span.end))),
            None,
        )
        if place is not None and _same(known[place], person.known_as):
            right += 1
        else:
            surplus += 1
    return Counts(right, surplus, max(0, sum(1 for name in known.values() if name) - right))


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    longest = max(a[1] - a[0], b[1] - b[0])
    return min(a[1], b[1]) - max(a[0], b[0]) >= 0.8 * longest


def _same(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and person_key(one) == person_key(other)
