"""What takes the whole store to count, counted once for each version of it: in the index where there is one."""

from __future__ import annotations

import sqlite3
import threading
from weakref import WeakKeyDictionary

import orjson

from kamergraaf import queries
from kamergraaf.graph import index
from kamergraaf.graph.store import Store
from kamergraaf.queries import Question

Rows = tuple[tuple[str | None, ...], ...]
_ON_PAGES = ("regels", "eerste-brief", "aantal-voorbeelden")
_OF_STORE = ("counts_classes", "counts_mentions")
_SIZE = "size"
_HELD: WeakKeyDictionary[Store, tuple[str, dict[str, Rows]]] = WeakKeyDictionary()
_LOCK = threading.Lock()


def rows(store: Store, name: str) -> Rows:
    """Give the answer to a question without parameters, as texts. ``name``: one of those above."""
    held = index.of(store)
    connection = held.current() if held is not None else None
    if connection is not None:
        (kept,) = connection.execute("SELECT rows FROM tally WHERE name = ?", (name,)).fetchone()
        return tuple(tuple(row) for row in orjson.loads(kept))
    version = store.version()
    with _LOCK:
        known = _HELD.get(store)
        if known is None or known[0] != version:
            known = _HELD[store] = (version, {})
        if name not in known[1]:
            known[1][name] = _asked(store, name)
        return known[1][name]


def size(store: Store) -> int:
    """Give the number of quads."""
    return int(rows(store, _SIZE)[0][0] or 0)


def build(store: Store, connection: sqlite3.Connection) -> None:
    """Write the answers into a new index."""
    connection.execute("CREATE TABLE tally (name TEXT PRIMARY KEY, rows BLOB) WITHOUT ROWID")
    for name in (*_ON_PAGES, *_OF_STORE, _SIZE):
        connection.execute("INSERT INTO tally VALUES (?, ?)", (name, orjson.dumps(_asked(store, name))))


def _asked(store: Store, name: str) -> Rows:
    if name == _SIZE:
        return ((str(store.size()),),)
    question: Question = (queries.page if name in _ON_PAGES else queries.store)(name, store.base)
    return tuple(tuple(None if term is None else str(term) for term in row) for row in store.select(question.bind()))
