"""From files to a store on disk: two processes, memory, Dask, and a run killed and taken up again."""

from __future__ import annotations

import hashlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import zstandard

from kamergraaf.bench.maker import make
from kamergraaf.bench.table import reached, table
from kamergraaf.graph.loading import load_shards
from kamergraaf.graph.shards import ShardResult, shard_jobs, write_shards
from kamergraaf.graph.store import open_store
from kamergraaf.ingest import sources
from kamergraaf.ingest.register import bundled
from kamergraaf.ontology.register import Register
from kamergraaf.pipeline.finding import find
from kamergraaf.pipeline.runners import executor

BATCH = 100  # letters made by one call
KILLS = 5


def measure(*, letters: int = 20_000) -> str:
    """Measure everything on that many letters of 20 kB, and give the report in Markdown."""
    with _folder() as folder:
        files = _write_letters(folder / "letters", letters)
        register = bundled()
        with executor(2) as pool:
            shards, extraction = _shards(files, folder / "pool", register, pool)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        loading, whole, own, size = _load(shards, folder, register)
        rate, over = letters / extraction, (extraction + whole) / own
        rows: list[tuple[object, ...]] = [
            ("letters", letters, "", ""),
            ("quads", sum(s.quads for s in shards), "", ""),
            ("extraction into shards, letters/s", rate, 1500.0, reached(rate, 1500)),
            ("bulk load by us, s; the store's own, s", f"{loading:.1f}; {own:.1f}", "", ""),
            ("derived facts and `optimize` after it, s", whole - loading, "", ""),
            ("whole run, s", extraction + whole, "", ""),
            ("whole run over the store's own bulk load", over, 1.3, reached(over, 1.3, least=False)),
            ("peak memory of an extracting process, MB", peak, 500.0, reached(peak, 500, least=False)),
            ("quads in the store", size, "", ""),
        ]
        rows += _on_dask(files, shards, extraction, folder / "dask", register)
        rows += _killed(folder, min(letters, 200))
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


def _load(shards: Sequence[ShardResult], folder: Path, register: Register) -> tuple[float, float, float, int]:
    """Seconds of our bulk load, of all that follows too, of the store's own on the same shards; quads stored."""
    paths = [Path(s.path) for s in shards]
    store = open_store(str(folder / "ours"))
    began = time.perf_counter()
    store.bulk(paths)
    loading = time.perf_counter() - began
    store.close()
    store = open_store(str(folder / "store"))
    began = time.perf_counter()
    size = load_shards(store, paths, register)
    whole = time.perf_counter() - began
    store.close()
    raw = ox.Store(str(folder / "raw"))
    began = time.perf_counter()
    for path in paths:
        with zstandard.open(path, "rb") as stream:
            raw.bulk_load(input=stream, format=ox.RdfFormat.N_QUADS)
    return loading, whole, time.perf_counter() - began, size


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


def _killed(folder: Path, letters: int) -> list[tuple[object, ...]]:
    """Kill an ingest at random moments, let it end at last, and compare the store with one never disturbed."""
    files = folder / "few"
    files.mkdir()
    for file in sorted((folder / "letters").iterdir())[:letters]:
        shutil.copy(file, files)
    whole = _ingest(files, folder / "whole", None)
    rng = random.Random(letters)
    for _ in range(KILLS):
        _ingest(files, folder / "killed", rng.uniform(0.1, 0.9) * whole)
    _ingest(files, folder / "killed", None)
    same = _dump(folder / "whole") == _dump(folder / "killed")
    what = f"{letters} letters, killed {KILLS} times and taken up: same quads"
    return [(what, same, "yes", "yes" if same else "**no**")]


def _ingest(files: Path, store: Path, after: float | None) -> float:
    """Ingest in a process of its own; kill it after so many seconds, if any. Seconds taken."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "kamergraaf", "ingest", str(files), "--store", str(store)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(timeout=after)
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    return time.perf_counter() - began


def _dump(store: Path) -> str:
    """The hash of all quads but the store's own book-keeping, which counts writes."""
    lines = (ox.Store.read_only(str(store)).dump(format=ox.RdfFormat.N_QUADS) or b"").splitlines()
    kept = sorted(line for line in lines if not line.rstrip(b" .").endswith(b"graph/meta>"))
    return hashlib.sha256(b"\n".join(kept)).hexdigest()


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="kamergraaf-scale-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
