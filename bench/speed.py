"""How fast Kamergraaf reads: letters a second and a core, step by step, beside others in the same run.

Rates are of processor time, so that other programs on the machine disturb them less; two processes are taken
by the clock. ``KAMERGRAAF_PEERS`` names an interpreter that has eyecite and wetsuite (``pip install
kamergraaf[bench]`` in an environment of their own); without it the one that runs is tried.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import rdflib

from kamergraaf.bench.maker import make
from kamergraaf.bench.steps import steps
from kamergraaf.bench.table import reached, table
from kamergraaf.graph.quads import quads
from kamergraaf.ingest.extract import extract
from kamergraaf.ingest.register import bundled
from kamergraaf.ontology.model import Letter

PEERS = ("eyecite", "wetsuite")
SIZE = 20_000


@dataclass(frozen=True, slots=True)
class Speed:
    """Rates in letters a second. ``peers``: None where one is not installed."""

    one_core: float
    two_processes: float
    one_process: float
    megabytes: float
    quads: float
    peers: dict[str, float | None]
    rdflib: float
    steps: tuple[tuple[str, float], ...]


def measure(*, letters: int = 200, rounds: int = 5) -> str:
    """Measure and give the report in Markdown."""
    made = [make(seed).letter for seed in range(1, letters + 1)]
    return report(rates(made, rounds))


def rates(letters: Sequence[Letter], rounds: int = 5) -> Speed:
    """Measure the rates on these letters; medians over rounds."""
    register = bundled()
    texts = [letter.text for letter in letters]
    _run(letters)  # caches, and the register's index
    one = statistics.median(len(letters) / _cpu(lambda: _run(letters)) for _ in range(rounds))
    lines = sum(len(q.letter) + len(q.facts) for q in (quads(extract(one, register)) for one in letters))
    size = sum(len(text.encode()) for text in texts) / len(letters)
    clock_one, clock_two = _processes(letters, 1), _processes(letters, 2)
    return Speed(
        one_core=one,
        two_processes=clock_two,
        one_process=clock_one,
        megabytes=one * size / 1e6,
        quads=lines / len(letters),
        peers={name: _peer(name, texts[:20]) for name in PEERS},
        rdflib=_rdflib(letters[:10]),
        steps=steps(letters),
    )


def report(speed: Speed) -> str:
    """Give the rates in Markdown."""
    rows: list[tuple[object, ...]] = [
        ("letters/s, one core", speed.one_core, 1200.0, reached(speed.one_core, 1200)),
        ("MB/s, one core", speed.megabytes, 20.0, reached(speed.megabytes, 20)),
        (
            "two processes over one (by the clock)",
            ratio := speed.two_processes / speed.one_process,
            1.9,
            reached(ratio, 1.9),
        ),
    ]
    size = speed.megabytes / speed.one_core
    scan = size / (dict(speed.steps).get("scan", 0.0) / 1e6 or 1.0)
    rows.append(("one scan for the words of phrasings alone, MB/s", scan, 100.0, reached(scan, 100)))
    for name, least in (("eyecite", 40.0), ("wetsuite", 2.0)):
        rate = speed.peers.get(name)
        if rate is None:
            rows.append((f"over {name}", "not installed here", least, "not measured"))
        else:
            rows.append(
                (
                    f"over {name} ({rate:,.0f} letters/s)",
                    speed.one_core / rate,
                    least,
                    reached(speed.one_core / rate, least),
                )
            )
    rows.append(
        (f"over rdflib writing the same quads ({speed.rdflib:,.0f} letters/s)", speed.one_core / speed.rdflib, "", "")
    )
    total = sum(micro for name, micro in speed.steps if name in ("extract", "quads"))
    alone = 1e6 / sum(micro for name, micro in speed.steps if name in ("clean", "find_citations"))
    parts = [(name, micro, f"{100 * micro / total:.0f} %") for name, micro in speed.steps]
    return "\n\n".join(
        (
            f"### Speed: extraction with N-Quads, letters of {SIZE / 1000:g} kB, {speed.quads:,.0f} quads each",
            table(("what", "measured", "goal", "reached"), rows),
            "Steps, in microseconds of processor time a letter; the first rows are parts of *extract*.",
            table(("step", "µs", "share"), parts),
            "wetsuite is given one law name in place of the list that it fetches, which makes it faster. It and\n"
            f"eyecite look for citations alone: *clean* and *find_citations* together do {alone:,.0f} letters/s.",
        )
    )


def work(letters: Sequence[Letter]) -> int:
    """Extract these letters and write their quads; the number of bytes. What each process runs."""
    return _run(letters)


def warm(letters: Sequence[Letter]) -> None:
    """Fill this process's caches, and keep it busy so long that each process of a pool gets one such call."""
    began = time.perf_counter()
    work(letters)
    time.sleep(max(0.0, 6.0 - (time.perf_counter() - began)))


def _run(letters: Sequence[Letter]) -> int:
    register = bundled()
    return sum(len(quads(extract(letter, register)).nquads()) for letter in letters)


def _cpu(run: Callable[[], object]) -> float:
    began = time.process_time()
    run()
    return time.process_time() - began


def _processes(letters: Sequence[Letter], many: int) -> float:
    """Letters a second by the clock with that many processes, all of them warm."""
    batches = [list(letters[i::8]) for i in range(8)]
    with ProcessPoolExecutor(many, mp_context=get_context("spawn")) as pool:
        list(pool.map(warm, [batches[0][:3]] * many))
        began = time.perf_counter()
        list(pool.map(work, batches))
        return len(letters) / (time.perf_counter() - began)


def _peer(name: str, texts: Sequence[str]) -> float | None:
    python = os.environ.get("KAMERGRAAF_PEERS", sys.executable)
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(texts, file)
        file.flush()
        call = [python, str(Path(__file__).with_name("peer.py")), name, file.name, "4"]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
    return float(done.stdout) if done.returncode == 0 else None


def _rdflib(letters: Sequence[Letter]) -> float:
    """Letters a second that rdflib writes as N-Quads, given the very same quads as its own objects."""
    register = bundled()
    datasets = []
    for letter in letters:
        dataset = rdflib.Dataset()
        dataset.parse(data=quads(extract(letter, register)).nquads(), format="nquads")
        datasets.append(dataset)
    return len(letters) / _cpu(lambda: [d.serialize(format="nquads") for d in datasets])
