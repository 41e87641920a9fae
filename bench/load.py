"""How fast letters go into the store, as shares of the store's own rate for the same updates and bytes."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import pyoxigraph as ox

from kamergraaf.bench.maker import make
from kamergraaf.bench.table import reached, table
from kamergraaf.graph.embedded import EmbeddedStore
from kamergraaf.graph.load import load
from kamergraaf.graph.quads import quads
from kamergraaf.graph.store import open_store
from kamergraaf.ingest.extract import extract
from kamergraaf.ingest.register import bundled
from kamergraaf.ontology.model import Extraction


def measure(*, letters: int = 200, rounds: int = 3) -> str:
    """Measure a transaction a letter and the bulk load, and give the report in Markdown."""
    register = bundled()
    found = [extract(make(seed).letter, register) for seed in range(1, letters + 1)]
    ours, raw = [], []
    texts = _updates(found)
    for _ in range(rounds):
        ours.append(letters / _letter_by_letter(found))
        raw.append(letters / _raw_updates(texts))
    bulk_ours, bulk_raw, count = _bulk(found, rounds)
    one, own = statistics.median(ours), statistics.median(raw)
    rows: list[tuple[object, ...]] = [
        ("a transaction a letter, letters/s", one, own, one / own, 0.75, reached(one / own, 0.75)),
        ("bulk, quads/s", bulk_ours, bulk_raw, bulk_ours / bulk_raw, 0.75, reached(bulk_ours / bulk_raw, 0.75)),
    ]
    return f"### Into the store on disk: {letters} letters of 20 kB, {count:,} quads\n\n" + table(
        ("what", "ours", "the store's own", "share", "goal", "reached"), rows
    )


class _Recorder:
    """A pyoxigraph store that also keeps the text of every update."""

    def __init__(self) -> None:
        self.store = ox.Store()
        self.texts: list[str] = []

    def __len__(self) -> int:
        return len(self.store)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    def update(self, text: str) -> None:
        self.texts.append(text)
        self.store.update(text)


def _updates(found: Sequence[Extraction]) -> list[str]:
    """The text of every update that loading these letters one by one sends."""
    recorder = _Recorder()
    store = EmbeddedStore(cast("ox.Store", recorder), None, "recorded")
    for extraction in found:
        load(store, extraction, bundled())
    return recorder.texts


def _letter_by_letter(found: Sequence[Extraction]) -> float:
    with _folder() as folder:
        store = open_store(str(folder / "store"))
        began = time.perf_counter()
        for extraction in found:
            load(store, extraction, bundled())
        spent = time.perf_counter() - began
        store.close()
    return spent


def _raw_updates(texts: Sequence[str]) -> float:
    with _folder() as folder:
        store = ox.Store(str(folder / "store"))
        began = time.perf_counter()
        for text in texts:
            store.update(text)
        return time.perf_counter() - began


def _bulk(found: Sequence[Extraction], rounds: int) -> tuple[float, float, int]:
    """Quads a second in bulk: ours, the store's own on the same bytes, and how many quads."""
    with _folder() as folder:
        shard = folder / "shard.nq"
        shard.write_text("".join(quads(one).nquads() for one in found), encoding="utf-8")
        count = shard.read_bytes().count(b"\n")
        ours, raw = [], []
        for turn in range(rounds):
            store = open_store(str(folder / f"ours{turn}"))
            began = time.perf_counter()
            store.bulk([shard])
            ours.append(count / (time.perf_counter() - began))
            store.close()
            own = ox.Store(str(folder / f"raw{turn}"))
            began = time.perf_counter()
            own.bulk_load(path=str(shard), format=ox.RdfFormat.N_QUADS)
            raw.append(count / (time.perf_counter() - began))
    return statistics.median(ours), statistics.median(raw), count


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="kamergraaf-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
