"""Find a thing by its number in any spelling, or by its name, also with a typing error."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kamergraaf.graph.search_index import build
from kamergraaf.graph.search_words import has_digit, words
from kamergraaf.graph.store import Store
from kamergraaf.ontology.model import Ref

_CONSIDERED = 300  # rows of the index, most cited first, that are put in order
_QUICK = 0.25  # seconds: an index made faster than this is made anew on the spot
_SHORTEST_MENDED = 5  # letters


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing found. ``label``: its name or number; ``title``: as written, or ''; ``detail``: of a member the group.

    ``score``: 1 for what is meant exactly, less the looser it fits; ``weight``: how many mentions name it.
    """

    ref: Ref
    kind: str
    label: str
    title: str
    detail: str
    score: float
    weight: int


class Search:
    """The search over one store. Made anew when the store has changed; safe to use from several threads."""

    def __init__(self, store: Store, file: Path | None = None) -> None:
        """Take a store; ``file`` keeps the index between runs (``search.sqlite`` beside the store), else memory."""
        self._store = store
        self._file = file
        self._lock = threading.Lock()
        self._making = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._version = ""
        self._took = 0.0
        self._vocabulary: list[str] = []

    def find(self, text: str, *, limit: int = 10, kinds: Collection[str] = ()) -> tuple[Hit, ...]:
        """Give what fits best first; nothing when a word fits nowhere. ``kinds``: only these."""
        asked = words(text)[:12]
        if not asked:
            return ()
        with self._lock:
            connection = self._fresh()
            found = self._found(connection, asked, 0.0)
            if not found:
                mended = self._mended(connection, asked)
                found = self._found(connection, mended, 0.3) if mended else []
        hits = [hit for hit in found if not kinds or hit.kind in kinds or hit.ref.kind in kinds]
        return tuple(hits[:limit])

    def close(self) -> None:
        """Let go of the index."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _fresh(self) -> sqlite3.Connection:
        version = self._store.version()
        if self._connection is None:
            self._take(self._kept(version) or self._made(), version)
        elif version != self._version:
            if self._took <= _QUICK:
                self._take(self._made(), version)
            elif not self._making.locked():
                threading.Thread(target=self._remake, args=(version,), daemon=True).start()
        assert self._connection is not None
        return self._connection

    def _kept(self, version: str) -> sqlite3.Connection | None:
        """Open the index of an earlier run when it is of this version of the store."""
        if self._file is None or not self._file.exists():
            return None
        connection = sqlite3.connect(self._file, check_same_thread=False)
        try:
            if connection.execute("SELECT version FROM about").fetchone() == (version,):
                return connection
        except sqlite3.DatabaseError:
            pass  # of another make, or damaged: it is made anew
        connection.close()
        return None

    def _made(self) -> sqlite3.Connection:
        began = time.monotonic()
        if self._file is None:
            connection = build(self._store, ":memory:")
        else:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            aside = self._file.with_name(f"{self._file.name}.{os.getpid()}.{threading.get_ident()}")
            aside.unlink(missing_ok=True)
            build(self._store, aside).close()
            aside.replace(self._file)
            connection = sqlite3.connect(self._file, check_same_thread=False)
        self._took = time.monotonic() - began
        return connection

    def _remake(self, version: str) -> None:
        if self._making.acquire(blocking=False):
            try:
                connection = self._made()
                with self._lock:
                    self._take(connection, version)
            finally:
                self._making.release()

    def _take(self, connection: sqlite3.Connection, version: str) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection, self._version, self._vocabulary = connection, version, []

    def _found(self, connection: sqlite3.Connection, asked: tuple[str, ...], penalty: float) -> list[Hit]:
        ranks = dict(
            connection.execute(
                "SELECT id, MIN(rank) FROM exact WHERE words = ? GROUP BY id ORDER BY id LIMIT 50", (" ".join(asked),)
            ).fetchall()
        )
        match = " AND ".join(f'"{word}"' for word in asked[:-1])
        match = f'{match} AND "{asked[-1]}" *' if match else f'"{asked[-1]}" *'
        rows = [
            row for (row,) in connection.execute(
                "SELECT rowid FROM body WHERE body MATCH ? ORDER BY rowid LIMIT ?", (match, _CONSIDERED)
            )
        ]  # fmt: skip
        wanted = list(dict.fromkeys([*ranks, *rows]))
        marks = ",".join("?" * len(wanted))
        hits = []
        for number, kind, word, key, label, title, detail, weight in connection.execute(
            f"SELECT * FROM thing WHERE id IN ({marks})", wanted
        ):
            rank = ranks.get(number, 9)
            order = (min(rank, 3), _looseness(asked, kind, label, title), number)
            score = round(max(0.0, (1.0 - 0.1 * order[0] if rank < 9 else 0.6 - 0.1 * order[1]) - penalty), 3)
            hits.append((order, Hit(Ref(word, key), kind, label, title, detail, score, weight)))
        return [hit for _, hit in sorted(hits, key=lambda pair: pair[0])]

    def _mended(self, connection: sqlite3.Connection, asked: tuple[str, ...]) -> tuple[str, ...]:
        """Put the nearest known word in place of each unknown one; nothing when one has no near word."""
        if not self._vocabulary:
            self._vocabulary = [
                term for (term,) in connection.execute("SELECT term FROM vocabulary") if not has_digit(term)
            ]
        known = set(self._vocabulary)
        mended = []
        for place, word in enumerate(asked):
            last = place == len(asked) - 1
            if word in known or has_digit(word) or (last and any(one.startswith(word) for one in self._vocabulary)):
                mended.append(word)
                continue
            if len(word) < _SHORTEST_MENDED:
                return ()
            near = _nearest(word, self._vocabulary)
            if near is None:
                return ()
            mended.append(near)
        return tuple(mended)


def _nearest(word: str, vocabulary: list[str]) -> str | None:
    far = 1 if len(word) < 7 else 2
    found = process.extractOne(word, vocabulary, scorer=OSA.distance, score_cutoff=far)
    if found is not None:
        return str(found[0])
    # Someone still typing: the beginning of a known word with an error in it.
    starts = [known[: len(word)] for known in vocabulary if len(known) > len(word)]
    found = process.extractOne(word, starts, scorer=OSA.distance, score_cutoff=far)
    return str(found[0]) if found is not None else None


def _looseness(asked: tuple[str, ...], kind: str, label: str, title: str) -> int:
    """Give how loosely a name fits: 0 a body or person whose name begins so, 1 all whole words, 2 a beginning."""
    name = words(label)
    if kind in ("persoon", "partij", "ministerie", "organisatie", "kamer") and name[: len(asked)] == asked:
        return 0
    return 1 if asked[-1] in name or asked[-1] in words(title) else 2
