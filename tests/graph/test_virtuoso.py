"""A real Virtuoso loads shards by its own loader; where it cannot, they are sent, and the result is the same."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kamergraaf.graph.load import load
from kamergraaf.graph.loading import load_shards
from kamergraaf.graph.prepare import prepare
from kamergraaf.graph.shards import shard_jobs, write_shards
from kamergraaf.graph.store import MEMORY, Store, open_store
from kamergraaf.graph.virtuoso import Loader, NotLoadedError
from kamergraaf.ontology import iris
from kamergraaf.ontology.errors import UsageError
from kamergraaf.tests.graph import letters
from kamergraaf.tests.graph.servers import SECRET, need, virtuoso
from kamergraaf.tests.graph.test_shards import find


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, Path]]:
    """A Virtuoso of our own: its address, its SQL port and a folder that it may read."""
    need("isql-vt", "virtuoso-opensource (Debian)")
    folder = tmp_path_factory.mktemp("virtuoso") / "store"
    with virtuoso(folder) as address:
        found = re.search(r"\[Parameters\]\nServerPort = (\S+)", (folder / "virtuoso.ini").read_text())
        assert found
        (folder / "shards").mkdir()
        yield address, found[1], folder / "shards"


@pytest.fixture
def shards(tmp_path: Path) -> list[Path]:
    """Two shards of made-up letters."""
    jobs = shard_jobs(range(5), tmp_path, [str(number) for number in range(5)], size=3)
    return [Path(result.path) for result in write_shards(jobs, find)]


@pytest.fixture
def by_loader(server: tuple[str, str, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The server as a store, emptied, with its loader in the settings."""
    address, port, folder = server
    monkeypatch.setenv("KAMERGRAAF_STORE_ISQL", port)
    monkeypatch.setenv("KAMERGRAAF_STORE_SHARDS", str(folder))
    _emptied(address)
    store = open_store(address)
    yield store
    store.close()


def _emptied(address: str) -> None:
    """Leave nothing in the server, the book-keeping included."""
    store = open_store(address)
    for name in store.graphs():
        store.drop(name)
    store.drop(iris.graph("meta"))
    store.close()


def _held(store: Store) -> dict[str, list[str]]:
    return {name: store.graph(name) for name in store.graphs() if not name.endswith("/graph/meta")}


def _expected() -> dict[str, list[str]]:
    store = open_store(MEMORY)
    prepare(store, letters.register(), letters.rules())
    for number in range(5):
        found = find(number).extraction
        assert found is not None
        load(store, found, letters.register())
    return _held(store)


def test_the_servers_own_loader_gives_what_letters_one_by_one_give(
    by_loader: Store, shards: list[Path], server: tuple[str, str, Path], caplog: pytest.LogCaptureFixture
) -> None:
    """Every graph has the same lines, again changes nothing, and the folder and the server's list are left empty."""
    prepare(by_loader, letters.register(), letters.rules())
    with caplog.at_level(logging.WARNING):
        size = load_shards(by_loader, shards, letters.register())
        version = by_loader.version()
        by_loader.bulk(shards)
        assert by_loader.size() == size
    assert not caplog.records, "it fell back"
    assert by_loader.version() != version
    assert _held(by_loader) == _expected()
    assert [*server[2].iterdir()] == []


def test_a_loader_that_cannot_be_reached_is_told_and_the_quads_are_sent(
    server: tuple[str, str, Path],
    shards: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """With a wrong port in the settings the same quads arrive, and a warning says why it took longer."""
    monkeypatch.setenv("KAMERGRAAF_STORE_ISQL", "127.0.0.1:1")
    monkeypatch.setenv("KAMERGRAAF_STORE_SHARDS", str(server[2]))
    _emptied(server[0])
    store = open_store(server[0])
    prepare(store, letters.register(), letters.rules())
    with caplog.at_level(logging.WARNING):
        load_shards(store, shards, letters.register())

    assert "Connect failed" in caplog.text
    assert SECRET not in caplog.text
    assert _held(store) == _expected()
    store.close()


def test_a_file_that_the_loader_refuses_is_named(server: tuple[str, str, Path]) -> None:
    """What is no N-Quads is refused with the server's own words."""
    _, port, folder = server
    loader = Loader(port, "dba", SECRET, folder)

    with pytest.raises(NotLoadedError, match=r"1 of 1 files .* syntax error"):
        loader.load([b"<urn:a> geen quad\n"])
    with pytest.raises(NotLoadedError, match="Bad login"):
        Loader(port, "dba", "anders", folder).load([b"<urn:a> <urn:b> <urn:c> <urn:g> .\n"])
    assert [*folder.iterdir()] == []


def test_the_settings_belong_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """A SQL port without a folder for the files is refused with what is missing."""
    monkeypatch.setenv("KAMERGRAAF_STORE_ISQL", "127.0.0.1:1111")
    monkeypatch.delenv("KAMERGRAAF_STORE_SHARDS", raising=False)

    with pytest.raises(UsageError, match="KAMERGRAAF_STORE_SHARDS"):
        open_store("http://127.0.0.1:9/sparql")
