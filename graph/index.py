"""The index beside a store: a SQLite file with its names for the search and its links for pages and pictures.

It holds no knowledge of its own: it is made from the store and belongs to one version of it. Making that of a
national graph takes a while, so it is made once, kept in a file, and made in the background where the site runs.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
import threading
import time
from functools import cache
from pathlib import Path
from weakref import WeakKeyDictionary, ref

from kamergraaf import queries
from kamergraaf.graph.store import Store, open_store

_QUICK = 0.5  # seconds: an index made faster than this is made anew on the spot
_LARGE = 20 << 20  # bytes: the index of a store larger than this is made by a process of its own
_FIRST_WAIT = 1.0  # seconds: how long the start of a site waits for the index of a small store
# Weak on both sides: an index holds its store, and lives as long as the site that uses it.
_OF: WeakKeyDictionary[Store, ref[Index]] = WeakKeyDictionary()


class Index:
    """The index of one store. Made anew when the store has changed; safe to use from several threads."""

    def __init__(self, store: Store, folder: Path | None = None) -> None:
        """Take a store; one of a ``folder`` keeps its index beside that, where it can be written, else in memory."""
        self._store = store
        self._folder = folder if folder is not None and os.access(folder.parent, os.W_OK) else None
        self._identity = _identity(folder)
        self._lock = threading.Lock()
        self._done = threading.Event()  # set when there is an index, of whatever version
        self._maker: threading.Thread | None = None
        self._connection: sqlite3.Connection | None = None
        self._version = ""
        self._took = 0.0

    def start(self) -> None:
        """Open or begin to make the index; come back at once, or when that of a small store is ready."""
        self.current()
        self._done.wait(_FIRST_WAIT)

    def current(self) -> sqlite3.Connection | None:
        """Give the index of the store as it is now; None while that is being made."""
        version = self._store.version()
        with self._lock:
            if self._connection is not None and self._version == version:
                return self._connection
            if self._connection is None:
                self._take(self._kept(version), version)
            elif self._took <= _QUICK:
                self._take(self._made(version), version)
            if self._connection is not None and self._version == version:
                return self._connection
            if self._maker is None or not self._maker.is_alive():
                self._maker = threading.Thread(target=self._make, args=(version,), daemon=True)
                self._maker.start()
        return None

    def latest(self, patience: float) -> sqlite3.Connection | None:
        """Give the newest index there is, also one of an earlier version; wait for the first one that long."""
        found = self.current()
        if found is None and self._done.wait(patience):
            found = self._connection
        return found

    def close(self) -> None:
        """Let go of the index."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _make(self, version: str) -> None:
        connection = self._made(version)
        with self._lock:
            self._take(connection, version)

    def _take(self, connection: sqlite3.Connection | None, version: str) -> None:
        # The one before is not closed here: another thread may be reading from it.
        if connection is not None:
            self._connection, self._version = connection, version
            self._done.set()

    def _kept(self, version: str) -> sqlite3.Connection | None:
        """Open the index of an earlier run when it is of this version of the store."""
        if self._folder is None or not beside(self._folder).exists():
            return None
        connection = _open(beside(self._folder))
        try:
            if connection.execute("SELECT key FROM about").fetchone() == (self._key(version),):
                return connection
        except sqlite3.DatabaseError:
            pass  # of another make, or damaged: it is made anew
        connection.close()
        return None

    def _made(self, version: str) -> sqlite3.Connection:
        began = time.monotonic()
        if self._folder is not None:
            connection = self._kept_or_made(self._folder, version)
        else:
            connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
            _fill(self._store, connection, self._key(version))
        self._took = time.monotonic() - began
        return connection

    def _key(self, version: str) -> str:
        return _key(self._store, version, self._identity)

    def _kept_or_made(self, folder: Path, version: str) -> sqlite3.Connection:
        """Make the file, one process at a time: who waited takes what the other made."""
        file = beside(folder)
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.with_name(f"{file.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            kept = self._kept(version)
            if kept is None and _size(folder) > _LARGE:
                # Beside this process, which has pages to answer; it may be ended, and then it is made here.
                command = [sys.executable, "-m", "kamergraaf.graph.index", str(folder)]
                subprocess.run(command, check=False, stdin=subprocess.DEVNULL)
                kept = self._kept(version)
            if kept is None:
                _write(self._store, file, self._key(version))
                kept = _open(file)
            return kept


def attach(store: Store, folder: Path | None = None) -> Index:
    """Give a store an index, which all that asks for its links uses for as long as the caller keeps it."""
    found = Index(store, folder)
    _OF[store] = ref(found)
    return found


def of(store: Store) -> Index | None:
    """Give the index that a store was given, if any."""
    held = _OF.get(store)
    return held() if held is not None else None


def beside(folder: Path) -> Path:
    """Give where the index of a store in a folder is kept."""
    return folder.with_name(f"{folder.name}.index.sqlite")


def write(store: Store, folder: Path) -> None:
    """Make the index of a store in a folder, beside that."""
    _write(store, beside(folder), _key(store, store.version(), _identity(folder)))


def forget(folder: Path) -> None:
    """Take the index of a folder away: of another state of a store it must not be used."""
    beside(folder).unlink(missing_ok=True)


def _write(store: Store, file: Path, key: str) -> None:
    """Make the file, which appears whole or not at all."""
    aside = file.with_name(f"{file.name}.{os.getpid()}")
    aside.unlink(missing_ok=True)
    connection = sqlite3.connect(aside, isolation_level=None)
    try:
        _fill(store, connection, key)
    finally:
        connection.close()
    aside.replace(file)


def _fill(store: Store, connection: sqlite3.Connection, key: str) -> None:
    from kamergraaf.graph import links_build, search_index, tally

    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; CREATE TABLE about (key TEXT);")
    connection.execute("BEGIN")
    links_build.build(store, connection)
    search_index.build(store, connection)
    tally.build(store, connection)
    connection.execute("INSERT INTO about VALUES (?)", (key,))
    connection.execute("COMMIT")


def _open(file: Path) -> sqlite3.Connection:
    # One connection for all threads: SQLite keeps them apart itself, and waits outside of Python.
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _key(store: Store, version: str, identity: str) -> str:
    return f"{_make()} {store.base} {version} {identity}"


@cache
def _make() -> str:
    """Give what changes with the code and questions that an index is made by: one of another make is not used."""
    here = Path(__file__).parent
    sources = [here / f"{name}.py" for name in ("links_build", "search_index", "search_words", "network", "tally")]
    sources += sorted((queries.FOLDER / "store").glob("*.rq"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in sources)).hexdigest()[:16]


def _identity(folder: Path | None) -> str:
    """Give what tells a store in a folder from one that was made there later: the engine's own mark."""
    mark = folder / "IDENTITY" if folder is not None else None
    return mark.read_text(encoding="utf-8").strip() if mark is not None and mark.is_file() else ""


def _size(folder: Path) -> int:
    """Give the bytes of a store's files; 0 where there is none."""
    return sum(file.stat().st_size for file in folder.glob("*.sst")) if folder.is_dir() else 0


if __name__ == "__main__":
    os.nice(10)
    write(open_store(sys.argv[1], read_only=True), Path(sys.argv[1]))
