"""From files to a store on disk: two processes, memory, Dask, and a run killed and taken up again."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import zstandard

from kamergraaf.bench.maker import make
from kamergraaf.bench.table import reached, table
from kamergraaf.graph.quads import quads
from kamergraaf.graph.store import open_store
from kamergraaf.ingest import sources
from kamergraaf.ingest.extract import extract

BATCH = 100
KILLS = 5


@dataclass(frozen=True, slots=True)
class Shard:
    """A written batch: its file, the hash of its quads, how many, and the process's peak memory in MB."""

    path: str
    sha256: str
    quads: int
    letters: int
    peak: float


def measure(*, letters: int = 20_000) -> str:
    """Measure everything on that many letters of 20 kB, and give the report in Markdown."""
    with _folder() as folder:
        jobs = _write_letters(folder / "letters", letters)
        began = time.perf_counter()
        with _pool(2) as pool:
            shards = _run(pool, jobs, folder / "pool")
            extraction = time.perf_counter() - began
        loading, own, size = _load(shards, folder)
        rate, over = letters / extraction, (extraction + loading) / own
        peak = max(shard.peak for shard in shards)
        rows: list[tuple[object, ...]] = [
            ("letters", letters, "", ""),
            ("quads", sum(s.quads for s in shards), "", ""),
            ("extraction, letters/s", rate, 1500.0, reached(rate, 1500)),
            ("whole run, s", extraction + loading, "", ""),
            ("bulk load by us, s; the store's own, s", f"{loading:.1f}; {own:.1f}", "", ""),
            ("whole run over the store's own bulk load", over, 1.3, reached(over, 1.3, least=False)),
            ("peak memory of an extracting process, MB", peak, 500.0, reached(peak, 500, least=False)),
            ("quads in the store", size, "", ""),
        ]
        rows += _on_dask(jobs, shards, extraction, folder)
        rows.append(_killed(folder, min(letters, 300)))
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


def read_batch(job: tuple[Sequence[Path], Path]) -> Shard:
    """Read a batch of files and write one shard, under its own name only when it is whole."""
    files, shard = job
    lines: set[str] = set()
    for read in sources.read([str(file) for file in files]):
        if read.letter is not None:
            lines.update(quads(extract(read.letter)).nquads().splitlines(keepends=True))
    data = "".join(sorted(lines)).encode()
    shard.parent.mkdir(parents=True, exist_ok=True)
    unfinished = shard.with_suffix(".part")
    unfinished.write_bytes(zstandard.ZstdCompressor(level=3).compress(data))
    unfinished.replace(shard)
    return Shard(str(shard), hashlib.sha256(data).hexdigest(), len(lines), len(files), _peak())


def _write_letters(folder: Path, letters: int) -> list[list[Path]]:
    folder.mkdir(parents=True)
    with _pool(2) as pool:
        jobs = [(folder, first, min(BATCH, letters + 1 - first)) for first in range(1, letters + 1, BATCH)]
        list(pool.map(write_batch, jobs))
    files = sorted(folder.iterdir())
    return [files[i : i + BATCH] for i in range(0, len(files), BATCH)]


def _run(pool: Executor, jobs: Sequence[Sequence[Path]], folder: Path) -> list[Shard]:
    work = [(files, folder / f"{number:05}.nq.zst") for number, files in enumerate(jobs)]
    return list(pool.map(read_batch, work))


def _load(shards: Sequence[Shard], folder: Path) -> tuple[float, float, int]:
    """Seconds that our bulk load takes, that the store's own takes on the same shards, and the quads stored."""
    store = open_store(str(folder / "store"))
    began = time.perf_counter()
    store.bulk(Path(s.path) for s in shards)
    loading = time.perf_counter() - began
    size = store.size()
    store.close()
    raw = ox.Store(str(folder / "raw"))
    began = time.perf_counter()
    for shard in shards:
        with zstandard.open(shard.path, "rb") as stream:
            raw.bulk_load(input=stream, format=ox.RdfFormat.N_QUADS)
    return loading, time.perf_counter() - began, size


def _on_dask(
    jobs: Sequence[Sequence[Path]], shards: Sequence[Shard], pool_took: float, folder: Path
) -> list[tuple[object, ...]]:
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        return [("Dask with two workers", "not installed here", "", "not measured")]
    two: dict[str, Any] = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "host": "127.0.0.1"}
    # distributed has no types
    with LocalCluster(**two) as cluster, Client(cluster) as client:  # type: ignore[no-untyped-call]
        executor = client.get_executor(pure=False)
        began = time.perf_counter()
        again = _run(executor, jobs, folder / "dask")
        ratio = (time.perf_counter() - began) / pool_took
    same = [s.sha256 for s in again] == [s.sha256 for s in shards]
    return [
        ("Dask with two workers over the pool", ratio, 1.15, reached(ratio, 1.15, least=False)),
        ("same bytes with Dask", same, "yes", "yes" if same else "**no**"),
    ]


def _killed(folder: Path, letters: int) -> tuple[object, ...]:
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
    return (
        f"{letters} letters, killed {KILLS} times and taken up: same quads",
        same,
        "yes",
        "yes" if same else "**no**",
    )


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


def _peak() -> float:
    """This process's greatest memory so far, in MB; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return 0.0
    line = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _pool(many: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(many, mp_context=get_context("spawn"))


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="kamergraaf-scale-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
