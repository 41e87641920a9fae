"""An ingest that is killed at a random moment and taken up: the same store in the end, and how much was done twice.

``python -m kamergraaf.bench.killed LETTERS STORE COUNT`` is what is killed: it loads an archive as ``ingest`` does
with two processes, and puts a mark in a file for each letter that it reads.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from kamergraaf.bench.table import reached
from kamergraaf.ingest import sources
from kamergraaf.ingest.sources import Item
from kamergraaf.ontology.register import Register
from kamergraaf.pipeline import registers
from kamergraaf.pipeline.archive import load_archive
from kamergraaf.pipeline.finding import Done, find
from kamergraaf.pipeline.runners import executor
from kamergraaf.pipeline.setup import opened

ROUNDS = 20


def killed(letters: Path, folder: Path, count: int) -> list[tuple[object, ...]]:
    """Kill a load at a random moment and take it up, twenty times; give rows on bytes and on work done twice."""
    start = _started()
    took = _run(letters, folder / "whole", None) - start
    expected = _dump(folder / "whole")
    rng = random.Random(count)
    same, read = True, 0
    for number in range(ROUNDS):
        store = folder / f"killed-{number}"
        _run(letters, store, start + rng.uniform(0.0, took))
        _run(letters, store, None)
        same = same and _dump(store) == expected
        marks = Path(f"{store}.read")
        read += marks.stat().st_size
        shutil.rmtree(store)
    twice = read / (ROUNDS * count) - 1
    what = f"{count:,} letters, {ROUNDS} times killed at a random moment of {took:.0f} s and taken up"
    return [
        (f"{what}: same bytes", same, "yes", "yes" if same else "**no**"),
        ("letters read more than once, share", twice, 0.10, reached(twice, 0.10, least=False)),
    ]


def _run(letters: Path, store: Path, after: float | None) -> float:
    """Load in a process of its own; kill it and its children after so many seconds, if any. Seconds taken."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "kamergraaf.bench.killed", str(letters), str(store), f"{store}.read"]
    process = subprocess.Popen(command, start_new_session=True)
    try:
        process.wait(timeout=after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if after is None and process.returncode:
        raise RuntimeError(f"the load ended with {process.returncode}")
    return time.perf_counter() - began


def _started() -> float:
    """Seconds until a process is ready to work: its imports and its pool."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "kamergraaf.bench.killed"], check=True)
    return time.perf_counter() - began


def _dump(store: Path) -> str:
    """The hash of all quads but the store's own book-keeping, which counts writes; each line's hash added up.

    Adding needs no order: forty million lines need not be held.
    """
    total = 0
    for quad in ox.Store.read_only(str(store)):
        if not (isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value.endswith("graph/meta")):
            total += int.from_bytes(hashlib.blake2b(str(quad).encode(), digest_size=16).digest())
    return f"{total % (1 << 128):032x}"


def _counted(item: Item, register: Register | None, *, marks: str) -> Done:
    with open(marks, "ab", buffering=0) as file:
        file.write(b".")
    return find(item, register)


def _load(letters: str, store: str, marks: str) -> None:
    folder = Path(f"{store}.shards")
    done = Path(f"{store}.done")
    if done.exists():
        return  # killed after its end
    held = opened(store)
    with executor(2) as pool:
        items = list(sources.expand([letters]))
        load_archive(items, held, folder, registers.of(held), pool, read=partial(_counted, marks=marks))
    held.close()
    done.touch()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _load(*sys.argv[1:])
    else:
        with executor(2) as ready:
            list(ready.map(abs, (1, 2))) if ready is not None else None
