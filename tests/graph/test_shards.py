"""Shards: the same bytes whatever runs them, never half, never made twice."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from kamergraaf.graph.load import load
from kamergraaf.graph.loading import broken_off, load_shards
from kamergraaf.graph.register import load_register
from kamergraaf.graph.shards import ShardResult, shard_jobs, write_shards
from kamergraaf.graph.store import MEMORY, Store, open_store
from kamergraaf.ontology import iris
from kamergraaf.ontology.errors import StoreError
from kamergraaf.ontology.model import Extraction
from kamergraaf.tests.graph import letters


@dataclass(frozen=True)
class Answer:
    """What ``find`` gives for one number."""

    name: str
    extraction: Extraction | None
    error: str | None = None


def find(number: int) -> Answer:
    """Give the letter of a number; the seventh cannot be read."""
    if number == 7:
        return Answer("brief 7", None, "brief 7: page 1 has no text. Add a text layer.")
    return Answer(f"brief {number}", letters.letter(text=f"{letters.TEXT}\n{number}"))


def never(number: int) -> Answer:
    """Fail: what is made already must not be asked for."""
    raise AssertionError(number)


def _run(folder: Path, **options: object) -> list[ShardResult]:
    folder.mkdir(exist_ok=True)
    jobs = shard_jobs(range(12), folder, [f"v1 {number}" for number in range(12)], size=5)
    return list(write_shards(jobs, find, **options))  # type: ignore[arg-type]  # any option of it


def _held(store: Store) -> dict[str, list[str]]:
    return {name: store.graph(name) for name in store.graphs() if not name.endswith("/graph/meta")}


def test_processes_write_what_a_loop_writes(tmp_path: Path) -> None:
    """A pool of two processes gives the same shards, byte for byte, as one process."""
    loop = _run(tmp_path / "een")
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        pooled = _run(tmp_path / "twee", pool=pool)

    assert [result.sha256 for result in loop] == [result.sha256 for result in pooled]
    for one, two in zip(loop, pooled, strict=True):
        assert Path(one.path).read_bytes() == Path(two.path).read_bytes()


def test_dask_writes_the_same(tmp_path: Path) -> None:
    """Dask's executor gives the same shards."""
    distributed = pytest.importorskip("distributed", reason="needs distributed (extra dask)")
    with distributed.Client(processes=False, n_workers=1, threads_per_worker=1, dashboard_address=None) as client:
        made = _run(tmp_path / "dask", pool=client.get_executor(pure=False))

    assert [result.sha256 for result in made] == [result.sha256 for result in _run(tmp_path / "een")]


def test_made_once(tmp_path: Path) -> None:
    """A shard that is there with its right hash is not made again; a damaged or outdated one is."""
    first = _run(tmp_path)
    fingerprints = [f"v1 {number}" for number in range(12)]
    again = list(write_shards(shard_jobs(range(12), tmp_path, fingerprints, size=5), never))
    assert first == again
    Path(first[0].path).write_bytes(b"half")
    assert first == _run(tmp_path)
    changed = ["v2 0", *fingerprints[1:]]
    jobs = list(shard_jobs(range(12), tmp_path, changed, size=5))
    with pytest.raises(AssertionError, match="0"):
        list(write_shards(jobs[:1], never))
    assert [r.sha256 for r in write_shards(jobs[1:], never)] == [r.sha256 for r in first[1:]]


def test_a_load_that_was_broken_off_goes_on(tmp_path: Path) -> None:
    """What the record says is loaded is not loaded again; the store holds the same in the end."""
    shards = [Path(result.path) for result in _run(tmp_path / "shards")]
    record = tmp_path / "geladen.json"
    whole, parted = open_store(MEMORY), open_store(MEMORY)
    load_shards(whole, shards, letters.register())
    parted.bulk(shards[:1])
    before = parted.version()
    digest = hashlib.sha256(shards[0].read_bytes()).hexdigest()
    record.write_text(json.dumps({"version": before, "loaded": {shards[0].name: digest}}), encoding="utf-8")
    assert broken_off(parted, record)

    load_shards(parted, shards, letters.register(), record=record)

    assert _held(parted) == _held(whole)
    assert set(json.loads(record.read_text())["loaded"]) == {shard.name for shard in shards}


def test_a_record_of_another_store_says_nothing(tmp_path: Path) -> None:
    """Where somebody wrote to the store since, or it is a new one, all shards are loaded."""
    shards = [Path(result.path) for result in _run(tmp_path / "shards")]
    record = tmp_path / "geladen.json"
    first, second = open_store(MEMORY), open_store(MEMORY)
    load_shards(first, shards, letters.register(), record=record)
    assert broken_off(first, record)
    first.replace(iris.graph("catalogus"), ['<urn:x> <urn:y> "z"'])
    assert not broken_off(first, record)
    assert not broken_off(second, record)

    load_shards(second, shards, letters.register(), record=record)

    assert second.graphs(iris.letter_graph(""))


def test_a_shard_that_is_another_now_is_told(tmp_path: Path) -> None:
    """After a load that was broken off with other rules, mixing the two is refused with what to do."""
    shards = [Path(result.path) for result in _run(tmp_path / "shards")]
    record = tmp_path / "geladen.json"
    store = open_store(MEMORY)
    load_shards(store, shards, letters.register(), record=record)
    shards[1].write_bytes(shards[0].read_bytes())

    with pytest.raises(StoreError, match="1 of its shards are others now"):
        load_shards(store, shards, letters.register(), record=record)


def test_a_bad_letter_is_a_row_of_the_result(tmp_path: Path) -> None:
    """A letter that cannot be read does not stop its shard, and is told."""
    made = _run(tmp_path)

    assert sum(result.letters for result in made) == 11
    assert [failed for result in made for failed in result.failed] == [
        ("brief 7", "brief 7: page 1 has no text. Add a text layer.")
    ]


def test_bulk_is_the_same_as_letter_by_letter(tmp_path: Path) -> None:
    """A store filled by shards equals one filled letter by letter, also where the Kamer's data said it before."""
    register = letters.register()
    known = (
        f"<{iris.BASE}id/kamerstuk/99001-7> <https://w3id.org/kamergraaf/def/decidedOn> "
        '"2021-02-02"^^<http://www.w3.org/2001/XMLSchema#date>'
    )
    stores = [open_store(MEMORY), open_store(str(tmp_path / "store"))]
    for store in stores:
        load_register(store, register)
        store.replace(iris.graph("officieel"), [known])
    for number in range(12):
        made = find(number).extraction
        if made is not None:
            load(stores[0], made, register)
    for _ in range(2):
        load_shards(stores[1], [Path(result.path) for result in _run(tmp_path / "shards")], register)

    assert _held(stores[0]) == _held(stores[1])
    assert known not in stores[1].graph(iris.graph("feiten"))
