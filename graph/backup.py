"""A copy of a store to keep, and the way back. A folder with the data and a list of what must be in it.

A store that this process writes is copied by its engine, in a moment. One that another process has, or that is on
a server, is written out as N-Quads instead: slower, but it needs no lock and no engine's file format.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

import zstandard

from kamergraaf.graph import index
from kamergraaf.graph.embedded import EmbeddedStore
from kamergraaf.graph.store import Store, open_store
from kamergraaf.ontology import iris
from kamergraaf.ontology.errors import StoreError

_LIST, _FILES, _DUMP = "kamergraaf-backup.json", "store", "quads.nq.zst"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in a copy. ``sha256``: of the packed N-Quads; empty for a copy of the engine's own files."""

    base: str
    version: str
    quads: int
    sha256: str = ""


def backup(store: Store, to: Path) -> Manifest:
    """Write a consistent copy into a new folder, while others read and write.

    Raises ``StoreError`` when the folder is there already or the copy cannot be written; then nothing is left of it.
    """
    if to.exists():
        raise StoreError(f"{to} exists already. Give a folder that is not there yet.")
    aside = to.with_name(f".{to.name}.partial")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        aside.mkdir(parents=True)
        if isinstance(store, EmbeddedStore) and store.on_disk:
            store.backup(aside / _FILES)
            copy = open_store(str(aside / _FILES))
            manifest = Manifest(copy.base, copy.version(), copy.size())
            copy.close()
        else:
            quads, digest = _dump(store, aside / _DUMP)
            manifest = Manifest(store.base, store.version(), quads, digest)
        (aside / _LIST).write_text(json.dumps(asdict(manifest), indent=1) + "\n")
        aside.rename(to)
        index.forget(to)  # that of what stood there before has other contents under the same version
    except OSError as error:
        raise StoreError(f"The copy to {to} failed: {error}. Is there room?") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return manifest


def restore(source: Path, address: str) -> Manifest:
    """Put a copy back as a new store, and see that all of it is there.

    Raises ``StoreError`` when the target holds something, or the copy is not whole; a target folder is then left
    as it was.
    """
    manifest = _manifest(source)
    if not address.startswith(("http://", "https://")):
        _put_back(source, Path(address), manifest)
    else:
        store = open_store(address, base=manifest.base)
        try:
            if store.size():
                raise StoreError(f"{address} is not empty. Restore into an empty store.")
            _load_back(source, store, manifest)
        finally:
            store.close()
    return manifest


def _dump(store: Store, file: Path) -> tuple[int, str]:
    """Write every quad; give their number and the file's hash."""
    meta, quads = iris.graph("meta", store.base), 0
    with file.open("wb") as raw, zstandard.ZstdCompressor(level=6).stream_writer(raw) as out:
        for name in store.graphs():
            if name != meta:
                lines = store.graph(name)
                quads += len(lines)
                out.write("".join(f"{line} <{name}> .\n" for line in lines).encode())
    return quads, _digest(file)


def _manifest(source: Path) -> Manifest:
    try:
        return Manifest(**json.loads((source / _LIST).read_text()))
    except (OSError, ValueError, TypeError) as error:
        raise StoreError(f"{source} is no copy made by `kamergraaf backup` ({error}). Give such a folder.") from error


def _put_back(source: Path, to: Path, manifest: Manifest) -> None:
    """Make the store beside its place, look at it, and only then put it there."""
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise StoreError(f"{to} is not empty. Restore into a folder that is not there yet, then put it in its place.")
    aside = to.with_name(f".{to.name}.partial")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        if (source / _FILES).is_dir():
            shutil.copytree(source / _FILES, aside)
            store = open_store(str(aside))
            _compare(store, manifest)
        else:
            store = open_store(str(aside), base=manifest.base)
            _load_back(source, store, manifest)
            store.optimize()
        store.close()
        if to.exists():
            to.rmdir()
        aside.rename(to)
        index.forget(to)  # that of what stood there before has other contents under the same version
    except OSError as error:
        raise StoreError(f"The copy could not be put back at {to}: {error}. Is there room?") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _load_back(source: Path, store: Store, manifest: Manifest) -> None:
    dump = source / _DUMP
    if not dump.exists():
        raise StoreError(f"{source} holds an embedded store's files, which no server takes. Restore into a folder.")
    if _digest(dump) != manifest.sha256:
        raise StoreError(f"{dump} was changed or is damaged: its hash is another. Use another copy.")
    store.bulk([dump])
    _compare(store, manifest)


def _compare(store: Store, manifest: Manifest) -> None:
    found = store.size()
    if found != manifest.quads or store.base != manifest.base:
        raise StoreError(f"Of the copy's {manifest.quads:,} quads {found:,} arrived. Use another copy.")


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
