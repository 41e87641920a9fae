"""From files to a store on disk: two processes, memory, Dask, and a run killed and taken up again."""

from __future__ import annotations

import random
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import pyoxigraph as ox
import zstandard

from kamergraaf import queries
from kamergraaf.bench.killed import killed
from kamergraaf.bench.maker import make
from kamergraaf.bench.table import reached, table
from kamergraaf.graph.load import load
from kamergraaf.graph.loading import load_shards
from kamergraaf.graph.shards import ShardResult, shard_jobs, write_shards
from kamergraaf.graph.store import Store, open_store
from kamergraaf.graph.terms import Row
from kamergraaf.ingest import sources
from kamergraaf.ingest.extract import extract
from kamergraaf.ingest.register import bundled
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.model import Ref
from kamergraaf.ontology.register import Register
from kamergraaf.pipeline.finding import find
from kamergraaf.pipeline.runners import executor
from kamergraaf.pipeline.setup import opened

BATCH = 100  # letters made by one call
KILLED = 300  # letters of each load that is killed


def measure(*, letters: int = 20_000) -> str:
    """Measure everything on that many letters of 20 kB, and give the report in Markdown."""
    with _folder() as folder:
        files = _write_letters(folder / "letters", letters)
        register = bundled()
        with executor(2) as pool:
            shards, extraction = _shards(files, folder / "pool", register, pool)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        whole, own, size = _load(shards, folder, register)
        rate, over = letters / extraction, (extraction + whole) / own
        rows: list[tuple[object, ...]] = [
            ("letters", letters, "", ""),
            ("quads", sum(s.quads for s in shards), "", ""),
            ("extraction into shards, letters/s", rate, 1500.0, reached(rate, 1500)),
            ("our load with derived facts and `optimize`, s; the store's own, s", f"{whole:.1f}; {own:.1f}", "", ""),
            ("whole run, s", extraction + whole, "", ""),
            ("whole run over the store's own bulk load", over, 1.3, reached(over, 1.3, least=False)),
            ("peak memory of an extracting process, MB", peak, 500.0, reached(peak, 500, least=False)),
            ("quads in the store", size, "", ""),
        ]
        rows += _on_dask(files, shards, extraction, folder / "dask", register)
        rows += _served(folder, register, letters)
        few = folder / "few"
        few.mkdir()
        for file in sorted((folder / "letters").iterdir())[:KILLED]:
            shutil.copy(file, few)
        rows += killed(few, folder, min(letters, KILLED))
    return f"### {letters:,} letters of 20 kB from files to a store on disk, two processes\n\n" + table(
        ("what", "measured", "goal", "reached"), rows
    )


def write_batch(job: tuple[Path, int, int]) -> int:
    """Make the letters of a batch as files."""
    folder, first, many = job
    for seed in range(first, first + many):
        letter = make(seed).letter
        (folder / letter.name).write_text(letter.text, encoding="utf-8", newline="\n")
    return many


def _write_letters(folder: Path, letters: int) -> list[sources.Item]:
    folder.mkdir(parents=True)
    with executor(2) as pool:
        jobs = [(folder, first, min(BATCH, letters + 1 - first)) for first in range(1, letters + 1, BATCH)]
        list(pool.map(write_batch, jobs) if pool else map(write_batch, jobs))
    return list(sources.expand([str(folder)]))


def _shards(
    items: Sequence[sources.Item], folder: Path, register: Register, pool: Executor | None
) -> tuple[list[ShardResult], float]:
    """Write the shards as ``kamergraaf ingest --jobs 2`` does; and the seconds."""
    folder.mkdir()
    began = time.perf_counter()
    jobs = shard_jobs(items, folder, [item.name for item in items])
    made = list(write_shards(jobs, partial(find, register=register), pool))
    return made, time.perf_counter() - began


def _load(shards: Sequence[ShardResult], folder: Path, register: Register) -> tuple[float, float, int]:
    """Seconds of our load with all that follows, and of the store's own on the same shards; quads stored."""
    paths = [Path(s.path) for s in shards]
    raw = ox.Store(str(folder / "raw"))
    began = time.perf_counter()
    for path in paths:
        with zstandard.open(path, "rb") as stream:
            raw.bulk_load(input=stream, format=ox.RdfFormat.N_QUADS)
    own = time.perf_counter() - began
    del raw
    shutil.rmtree(folder / "raw")
    store = opened(str(folder / "store"))
    began = time.perf_counter()
    size = load_shards(store, paths, register)
    whole = time.perf_counter() - began
    store.close()
    return whole, own, size


def _on_dask(
    items: Sequence[sources.Item], shards: Sequence[ShardResult], pool_took: float, folder: Path, register: Register
) -> list[tuple[object, ...]]:
    try:
        from distributed import LocalCluster
    except ImportError:
        return [("Dask with two workers", "not installed here", "", "not measured")]
    two: dict[str, Any] = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "host": "127.0.0.1"}
    # distributed has no types
    with LocalCluster(**two) as cluster, executor(1, str(cluster.scheduler_address)) as pool:  # type: ignore[no-untyped-call]
        again, took = _shards(items, folder, register, pool)
    same = [s.sha256 for s in again] == [s.sha256 for s in shards]
    return [
        ("Dask with two workers over the pool", took / pool_took, 1.15, reached(took / pool_took, 1.15, least=False)),
        ("same bytes with Dask", same, "yes", "yes" if same else "**no**"),
    ]


def _served(folder: Path, register: Register, seed: int) -> list[tuple[object, ...]]:
    """How the store that was filled serves: opening it, one hop from a thing, and one letter in place of another."""
    began = time.perf_counter()
    store = open_store(str(folder / "store"), read_only=True)
    opening = time.perf_counter() - began
    rng = random.Random(seed)
    things = [
        ref for name in rng.sample(store.graphs(iris.letter_graph("", store.base)), 40) for ref in _named(store, name)
    ]
    hops = [_timed(partial(_hop, store, ref)) for ref in rng.sample(things, min(200, len(things)))]
    store.close()
    store = open_store(str(folder / "store"))
    replaced = []
    for number in rng.sample(range(1, seed), 20):
        made = make(number).letter
        found = extract(made, register)
        load(store, found, register)  # as it is stored: what a first write opens is no part of the measure
        changed = replace(found, citations=found.citations[1:])
        replaced.append(_timed(partial(load, store, changed, register)))
    store.close()
    hop, changing = 1000 * median(hops), 1000 * median(replaced)
    return [
        ("the store opens in, s", opening, 1.0, reached(opening, 1.0, least=False)),
        ("one hop from a thing, ms, median", hop, 2.0, reached(hop, 2.0, least=False)),
        ("one letter replaced, ms, median", changing, 50.0, reached(changing, 50.0, least=False)),
    ]


def _hop(store: Store, thing: Ref) -> list[Row]:
    """Every edge to and from a thing."""
    asked = queries.store("edges_of", store.base)
    return list(store.select(asked.bind(thing=[iris.iri(thing, store.base)], things=f"{store.base}id/")))


def _named(store: Store, letter: str) -> list[Ref]:
    """What a letter refers to, of ours."""
    things = {line.split(" ", 2)[2][1:-1] for line in store.graph(letter) if f"<{terms.REFERS_TO}>" in line}
    return sorted((ref for ref in (iris.ref(thing, store.base) for thing in things) if ref), key=str)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="kamergraaf-scale-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
