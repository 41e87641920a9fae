"""A copy is whole or it is not there; it goes back only into an empty place."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from kamergraaf.graph.backup import backup, restore
from kamergraaf.graph.load import load
from kamergraaf.graph.register import load_register
from kamergraaf.graph.store import MEMORY, Store, open_store
from kamergraaf.ontology import iris
from kamergraaf.ontology.errors import StoreError
from kamergraaf.tests.graph import letters


def _filled(address: str, base: str | None = None) -> Store:
    store = open_store(address, base=base)
    load_register(store, letters.register())
    load(store, letters.letter(), letters.register())
    return store


def _held(store: Store) -> dict[str, list[str]]:
    return {name: store.graph(name) for name in store.graphs() if not name.endswith("/graph/meta")}


def test_there_and_back(store: Store, tmp_path: Path) -> None:
    """From each kind of store a copy goes back into a folder with every quad and the same base."""
    load_register(store, letters.register())
    load(store, letters.letter(), letters.register())
    made = backup(store, tmp_path / "kopie")
    told = restore(tmp_path / "kopie", str(tmp_path / "terug"))
    again = open_store(str(tmp_path / "terug"))

    assert made == told
    assert made.quads == again.size() == store.size()
    assert _held(store) == _held(again)
    again.close()


def test_back_to_a_server(oxigraph_address: str, tmp_path: Path) -> None:
    """A written-out copy goes into an empty server, and not into one that holds something."""
    server = open_store(oxigraph_address)
    for name in server.graphs():
        if not name.endswith("/graph/meta"):
            server.drop(name)
    server.close()
    memory = _filled(MEMORY)
    backup(memory, tmp_path / "kopie")
    restore(tmp_path / "kopie", oxigraph_address)
    server = open_store(oxigraph_address)

    assert _held(memory) == _held(server)
    server.close()
    with pytest.raises(StoreError, match="not empty"):
        restore(tmp_path / "kopie", oxigraph_address)


def test_another_base_comes_along(tmp_path: Path) -> None:
    """The copy of a site with its own base makes a store with that base."""
    base = "https://graaf.example/"
    store = _filled(MEMORY, base)
    backup(store, tmp_path / "kopie")
    restore(tmp_path / "kopie", str(tmp_path / "terug"))

    assert open_store(str(tmp_path / "terug"), read_only=True).base == base


def test_copied_while_written(tmp_path: Path) -> None:
    """A copy made in the middle of ingest holds whole letters only."""
    store = _filled(str(tmp_path / "store"))
    done = threading.Event()

    def write() -> None:
        number = 0
        while not done.is_set():
            number += 1
            load(store, letters.letter(text=f"{letters.TEXT}\n{number}"), letters.register())

    writer = threading.Thread(target=write)
    writer.start()
    made = [backup(store, tmp_path / f"kopie{number}") for number in range(5)]
    done.set()
    writer.join()
    store.close()
    for number, manifest in enumerate(made):
        copy = open_store(str(tmp_path / f"kopie{number}" / "store"))
        sizes = {len(copy.graph(name)) for name in copy.graphs(f"{iris.BASE}graph/brief/")}
        assert len(sizes) == 1
        assert copy.size() == manifest.quads
        copy.close()


def test_a_store_in_use_is_copied_by_reading(tmp_path: Path) -> None:
    """A folder that another has open for writing can be read and written out."""
    store = _filled(str(tmp_path / "store"))
    reader = open_store(str(tmp_path / "store"), read_only=True)
    made = backup(reader, tmp_path / "kopie")

    assert made.quads == store.size()
    assert (tmp_path / "kopie" / "quads.nq.zst").exists()
    store.close()


def test_never_over_something(tmp_path: Path) -> None:
    """Neither a copy nor a restored store goes over what is there."""
    store = _filled(MEMORY)
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol" / "iets").write_text("van een ander")
    with pytest.raises(StoreError, match="exists already"):
        backup(store, tmp_path / "vol")
    backup(store, tmp_path / "kopie")
    with pytest.raises(StoreError, match="not empty"):
        restore(tmp_path / "kopie", str(tmp_path / "vol"))

    assert (tmp_path / "vol" / "iets").read_text() == "van een ander"


def test_a_damaged_copy_is_told(tmp_path: Path) -> None:
    """A copy that was changed, cut or is no copy at all leaves no store behind."""
    backup(_filled(MEMORY), tmp_path / "kopie")
    dump = tmp_path / "kopie" / "quads.nq.zst"
    whole = dump.read_bytes()
    dump.write_bytes(whole[:-100])
    with pytest.raises(StoreError, match="damaged"):
        restore(tmp_path / "kopie", str(tmp_path / "terug"))
    assert not (tmp_path / "terug").exists()
    dump.write_bytes(whole)
    listed = tmp_path / "kopie" / "kamergraaf-backup.json"
    manifest = json.loads(listed.read_text())
    listed.write_text(json.dumps(manifest | {"quads": manifest["quads"] + 1}))
    with pytest.raises(StoreError, match="arrived"):
        restore(tmp_path / "kopie", str(tmp_path / "terug"))
    with pytest.raises(StoreError, match="no copy made by"):
        restore(tmp_path, str(tmp_path / "terug2"))
