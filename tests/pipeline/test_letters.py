"""Letters into a store: one by one, by shards, in processes or on Dask, and every way the same graph."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from distributed import LocalCluster

from kamergraaf.bench.maker import make
from kamergraaf.graph.exports import export
from kamergraaf.graph.store import Store
from kamergraaf.ingest import sources
from kamergraaf.ontology.errors import StoreError
from kamergraaf.pipeline import registers
from kamergraaf.pipeline.archive import load_archive
from kamergraaf.pipeline.letters import ingest
from kamergraaf.pipeline.setup import opened


def dump(store: Store) -> bytes:
    out = io.BytesIO()
    export(store, "nq", out)
    return out.getvalue()


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of made letters."""
    folder = tmp_path_factory.mktemp("letters")
    for seed in range(1, 13):
        (folder / f"made-{seed:02}.txt").write_text(make(seed, size=4_000).letter.text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def one_by_one(letters: Path) -> bytes:
    """What the store holds after a transaction a letter."""
    store = opened("memory:")
    ingest([str(letters)], store)
    return dump(store)


def archive(letters: Path, shards: Path) -> Store:
    store = opened("memory:")
    items = list(sources.expand([str(letters)]))
    load_archive(items, store, shards, registers.of(store), None, None)
    return store


def test_processes_give_the_same_graph(letters: Path, one_by_one: bytes) -> None:
    """Two processes extract, one writes: the same bytes as a loop."""
    store = opened("memory:")

    ingest([str(letters)], store, jobs=2)

    assert dump(store) == one_by_one


def test_dask_gives_the_same_graph(letters: Path, one_by_one: bytes) -> None:
    """Two Dask workers run the same function: the same bytes as a loop."""
    store = opened("memory:")
    with LocalCluster(  # type: ignore[no-untyped-call]  # distributed has no types
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        ingest([str(letters)], store, dask=cluster.scheduler_address)

    assert dump(store) == one_by_one


def test_no_dask_scheduler_is_told(letters: Path) -> None:
    """An address that does not answer is one sentence, and nothing is written."""
    store = opened("memory:")
    before = store.version()

    with pytest.raises(StoreError, match="No Dask scheduler answers"):
        ingest([str(letters)], store, dask="tcp://127.0.0.1:9")

    assert store.version() == before


def test_shards_give_the_same_graph_and_go(letters: Path, one_by_one: bytes, tmp_path: Path) -> None:
    """An archive by shards is the same graph; the folder of shards is taken away after."""
    store = archive(letters, tmp_path / "shards")

    assert dump(store) == one_by_one
    assert not (tmp_path / "shards").exists()


def test_of_two_versions_the_later_counts(tmp_path: Path) -> None:
    """One letter twice among the sources, once amended: as when ingested one after the other."""
    head = "Vergaderjaar 2018-2019\nKamerstukken\n38 901\nProefballonnen (verzonnen)\nNr. 77\n\nBrief\n\n"
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "a.txt").write_text(f"{head}Zie Kamerstuk 29 754, nr. 482.\n", encoding="utf-8")
    (folder / "b.txt").write_text(f"{head}Zie Kamerstuk 29 754, nr. 451.\n", encoding="utf-8")
    loop = opened("memory:")
    ingest([str(folder)], loop)

    store = archive(folder, tmp_path / "shards")

    # What follows from a number alone may stay behind; what letters say may not.
    letter = store.graphs(f"{store.base}graph/brief/")
    assert letter == loop.graphs(f"{store.base}graph/brief/") != []
    assert [store.graph(name) for name in letter] == [loop.graph(name) for name in letter]


def test_what_cannot_be_read_is_counted_and_the_rest_kept(letters: Path, tmp_path: Path) -> None:
    """A broken file is named with its sentence."""
    broken = tmp_path / "stuk.pdf"
    broken.write_bytes(b"%PDF-1.7 half")

    summary = ingest([str(broken), str(letters / "made-01.txt")], opened("memory:"))

    assert summary.letters == 1
    assert [name for name, _ in summary.failed] == ["stuk.pdf"]
