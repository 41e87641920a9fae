"""The national graph: every letter and motion of the Kamer's records in one store.

Twice over the titles, since each says something of the other: first who proposed each motion and which motion each
letter names; then, with each letter's motion met (``ingest.meet``) and numbers concluded from dossiers' titles
(``ingest.kamer_numbers``) and learned from letters, all of it as quads in shards, which the store takes in bulk. The
same records give the same bytes, whatever runs them.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import zstandard

from kamergraaf.graph import official
from kamergraaf.graph.loading import load_shards
from kamergraaf.graph.quads import quads
from kamergraaf.graph.store import Store
from kamergraaf.ingest import kamer, kamer_actors, kamer_numbers
from kamergraaf.ingest.meet import Asked, Known, Met, Motions, meet
from kamergraaf.ingest.titles import read_title
from kamergraaf.ontology import iris
from kamergraaf.ontology.model import Extraction
from kamergraaf.ontology.official import Actor, Case, CaseKind, Decision, Promise
from kamergraaf.ontology.register import Register
from kamergraaf.pipeline import registers
from kamergraaf.pipeline.finding import once
from kamergraaf.pipeline.meetings import asked, settled, who
from kamergraaf.pipeline.runners import executor

_BATCH = 2_000  # cases a task
_READ = (CaseKind.LETTER, CaseKind.MOTION)

Told = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Job:
    """Cases to write, with what the first pass found of them."""

    number: int
    cases: tuple[Case, ...]
    folder: str
    base: str
    learned: Mapping[str, str]  # case to official id
    met: Mapping[tuple[str, int], Met]  # letter's case and motion's place in it
    known: Mapping[str, str]  # a met motion's case to its address: an official id, or the case itself


@dataclass(frozen=True, slots=True)
class Shard:
    """A written shard and what is in it."""

    path: str
    sha256: str
    counts: Mapping[str, int]


@dataclass(slots=True)
class Summary:
    """What the national graph holds. ``met`` counts letters' motions by how they were met."""

    counts: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)
    sha256: str = ""
    seconds: dict[str, float] = field(default_factory=dict)

    def rows(self) -> list[tuple[str, str]]:
        """Give the lines of the closing table."""
        rows = [(name, f"{number:,}") for name, number in self.counts.items()]
        rows += [(f"letters' motions: {name}", f"{number:,}") for name, number in self.met.most_common()]
        rows += [(f"seconds: {name}", f"{seconds:,.1f}") for name, seconds in self.seconds.items()]
        return [*rows, ("SHA-256 of the shards", self.sha256[:16])]


def build(folder: Path, store: Store, *, jobs: int = 2, dask: str | None = None, told: Told | None = None) -> Summary:
    """Build the national graph from a folder of records into an empty store.

    ``told`` hears the step, how much of it is done, and of how much. Raises ``InputError`` for a record that cannot
    be read; the store is then as it was.
    """
    summary, clock = Summary(), _Clock()
    register = registers.of(store)
    recorded = [*kamer.cases(folder)]
    cases = kamer_numbers.numbered(recorded, kamer_numbers.titles(recorded, register))
    decisions = [*kamer.decisions(folder, register)]
    summary.seconds["records"] = clock.lap()
    with executor(jobs, dask) as pool, tempfile.TemporaryDirectory(prefix="kamergraaf-") as place:
        read = [case for case in cases if case.kind in _READ]
        motions, named = _first_pass(pool, read, register, told)
        summary.seconds["first pass"] = clock.lap()
        # Numbers that letters give tell further dossiers; their papers have numbers then, by which more letters meet.
        given, _ = _meetings(motions, named)
        dossiers = kamer_numbers.titles(recorded, register, given)
        cases = kamer_numbers.numbered(recorded, dossiers)
        read = [case for case in cases if case.kind in _READ]
        numbers = {case.number: case.official_id for case in cases}
        motions = [replace(motion, official_id=numbers[motion.case]) for motion in motions]
        learned, met = _meetings(motions, named)
        _count_numbers(summary, recorded, cases, learned, met)
        addresses = {m.case: m.official_id or learned.get(m.case) or m.case for m in motions}
        summary.seconds["meeting"] = clock.lap()
        shards = _second_pass(pool, read, register, Path(place), store.base, learned, met, addresses, told)
        for shard in shards:
            summary.counts.update(shard.counts)
        called = kamer_numbers.names(cases, dossiers)
        titled = {dossier: title for dossier, title in called.items() if dossier not in register.dossiers}
        by_id = kamer_actors.case_numbers(folder)
        told_of = _Records(
            decisions,
            [*kamer_actors.actors(folder, cases, by_id, register)],
            [*kamer_actors.promises(folder, by_id, register)],
        )
        extra = _official_shard(Path(place), cases, told_of, learned, titled, store.base, summary)
        summary.seconds["second pass"] = clock.lap()
        paths = [Path(shard.path) for shard in (*shards, extra)]
        summary.sha256 = hashlib.sha256("".join(s.sha256 for s in (*shards, extra)).encode()).hexdigest()
        load_shards(store, paths, registers.of(store))
        summary.seconds["bulk load, derive, optimize"] = clock.lap()
    summary.counts["quads"] = store.size()
    return summary


class _Clock:
    def __init__(self) -> None:
        self._at = time.perf_counter()

    def lap(self) -> float:
        before, self._at = self._at, time.perf_counter()
        return self._at - before


def first_look(
    cases: Sequence[Case], register: Register | None = None
) -> tuple[list[Known], list[tuple[str, int, Asked]]]:
    """Give the motions of these cases, and the motions that their letters name. Runs in a process."""
    known: list[Known] = []
    questions: list[tuple[str, int, Asked]] = []
    facts = once(register)
    for case in cases:
        found = read_title(case, facts)
        if case.kind is CaseKind.MOTION:
            own = next((motion for motion in found.motions if motion.own), None)
            people = frozenset(who(p) for p in own.proposers) if own else frozenset()
            subject = (own.subject if own else None) or case.title
            amended = own is not None and own.amended
            replaces = own.replaces if own else None
            known.append(
                Known(case.number, case.day, people, subject, case.sequence, case.official_id, amended, replaces)
            )
            continue
        for place, motion in enumerate(found.motions):
            questions.append((case.number, place, asked(motion, case.day)))
    return known, questions


def write(job: Job, register: Register | None = None) -> Shard:
    """Write the quads of these cases as one shard, sorted and each once. Runs in a process."""
    lines: set[str] = set()
    counts: Counter[str] = Counter()
    facts = once(register)
    for case in job.cases:
        found = read_title(case, facts, official_id=job.learned.get(case.number))
        found = replace(
            found,
            motions=tuple(
                settled(motion, job.met.get((case.number, place)), job.known)
                for place, motion in enumerate(found.motions)
            ),
        )
        lines.update(_quads(found, job.base))
        counts["letters" if case.kind is CaseKind.LETTER else "motions"] += 1
        counts["proposers resolved"] += sum(p.person is not None for m in found.motions if m.own for p in m.proposers)
        counts["proposers open"] += sum(p.person is None for m in found.motions if m.own for p in m.proposers)
    return _shard(Path(job.folder) / f"zaken-{job.number:05d}.nq.zst", lines, counts)


def _first_pass(
    pool: Executor | None, cases: Sequence[Case], register: Register, told: Told | None
) -> tuple[list[Known], list[tuple[str, int, Asked]]]:
    batches = list(_batches(cases))
    motions: list[Known] = []
    questions: list[tuple[str, int, Asked]] = []
    look = partial(first_look, register=register)
    for number, (known, named) in enumerate(pool.map(look, batches) if pool else map(look, batches), 1):
        motions += known
        questions += named
        if told:
            told("who proposed, who answers", number, len(batches))
    return motions, questions


def _meetings(
    motions: Sequence[Known], named: Sequence[tuple[str, int, Asked]]
) -> tuple[dict[str, str], dict[tuple[str, int], Met]]:
    """Meet each letter's motion, and learn the numbers that letters give to motions whose record has none.

    A number is learned only where all letters that give the motion a number give the same one, and no other motion
    has it.
    """
    index = Motions.of(motions)
    met: dict[tuple[str, int], Met] = {}
    given: dict[str, set[str]] = defaultdict(set)
    for case, place, question in named:
        answer = met[case, place] = meet(question, index)
        if answer.case is not None and question.official_id is not None and answer.reason != "nummer":
            given[answer.case].add(question.official_id)
    takers: Counter[str] = Counter(number for numbers in given.values() for number in numbers)
    learned = {
        case: next(iter(numbers))
        for case, numbers in given.items()
        if len(numbers) == 1 and takers[next(iter(numbers))] == 1 and next(iter(numbers)) not in index.by_id
    }
    return learned, met


def _count_numbers(
    summary: Summary,
    recorded: Sequence[Case],
    cases: Sequence[Case],
    learned: Mapping[str, str],
    met: Mapping[tuple[str, int], Met],
) -> None:
    summary.met.update(answer.reason for answer in met.values())
    had = sum(case.official_id is not None for case in recorded)
    summary.counts["numbers in the records"] = had
    summary.counts["numbers by dossier title"] = sum(case.official_id is not None for case in cases) - had
    summary.counts["numbers learned from letters"] = len(learned)


def _second_pass(
    pool: Executor | None,
    cases: Sequence[Case],
    register: Register,
    folder: Path,
    base: str,
    learned: Mapping[str, str],
    met: Mapping[tuple[str, int], Met],
    known: Mapping[str, str],
    told: Told | None,
) -> list[Shard]:
    places: dict[str, list[int]] = defaultdict(list)
    for case, place in met:
        places[case].append(place)
    jobs = []
    for number, batch in enumerate(_batches(cases)):
        mine = {(c.number, place): met[c.number, place] for c in batch for place in places.get(c.number, ())}
        about = {case for answer in mine.values() for case in (answer.case, *answer.candidates) if case}
        own = {c.number: learned[c.number] for c in batch if c.number in learned}
        jobs.append(Job(number, batch, str(folder), base, own, mine, {case: known[case] for case in about}))
    shards = []
    put = partial(write, register=register)
    for number, shard in enumerate(pool.map(put, jobs) if pool else map(put, jobs), 1):
        shards.append(shard)
        if told:
            told("quads", number, len(jobs))
    return shards


def _quads(found: Extraction, base: str) -> Iterator[str]:
    made = quads(found, base)
    for line in made.letter:
        yield f"{line} <{made.graph}> .\n"
    for line in made.facts:
        yield f"{line} <{made.facts_graph}> .\n"


@dataclass(frozen=True, slots=True)
class _Records:
    """What the records say of cases."""

    decisions: Sequence[Decision]
    actors: Sequence[Actor]
    promises: Sequence[Promise]


def _official_shard(
    folder: Path,
    cases: Sequence[Case],
    records: _Records,
    learned: Mapping[str, str],
    titled: Mapping[str, str],
    base: str,
    summary: Summary,
) -> Shard:
    """Write what only the records know. ``titled``: the titles of dossiers that the register does not list."""
    refs = {case.number: official.case_ref(case, learned.get(case.number)) for case in cases}
    triples: set[str] = set()
    for case in cases:
        triples.update(official.case_triples(case, refs[case.number], base))
    triples.update(official.dossier_title(dossier, title, base) for dossier, title in titled.items())
    serials: Counter[str] = Counter()
    by_number = {case.number: case for case in cases}
    for actor in records.actors:
        triples.update(official.actor_triples(actor, by_number[actor.case], refs[actor.case], base))
    for promise in records.promises:
        answer = by_number.get(promise.answer or "")
        letter = refs[answer.number] if answer is not None and answer.kind is CaseKind.LETTER else None
        triples.update(official.promise_triples(promise, letter, base))
    for decision in sorted(records.decisions, key=lambda d: (d.case, str(d.day), d.record)):
        ref = refs.get(decision.case)
        if ref is None:
            continue
        serials[decision.case] += 1
        triples.update(official.decision_triples(decision, ref, base, serial=serials[decision.case]))
    summary.counts["written questions"] = sum(case.kind is CaseKind.QUESTIONS for case in cases)
    summary.counts["decisions"] = sum(serials.values())
    summary.counts["commitments"] = len(records.promises)
    summary.counts["tabled, asked or sent by, from the records"] = len(records.actors)
    graph = iris.graph("officieel", base)
    return _shard(folder / "officieel.nq.zst", {f"{line} <{graph}> .\n" for line in triples}, {})


def _shard(path: Path, lines: set[str], counts: Mapping[str, int]) -> Shard:
    data = "".join(sorted(lines)).encode()
    path.write_bytes(zstandard.ZstdCompressor(level=3).compress(data))
    return Shard(str(path), hashlib.sha256(data).hexdigest(), dict(counts))


def _batches(cases: Sequence[Case]) -> Iterator[tuple[Case, ...]]:
    for start in range(0, len(cases), _BATCH):
        yield tuple(cases[start : start + _BATCH])
