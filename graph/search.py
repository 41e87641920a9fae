"""Find a thing by its number in any spelling, or by its name, also with a typing error."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kamergraaf.graph.index import Index
from kamergraaf.graph.search_index import NUMBER, SURNAME
from kamergraaf.graph.search_words import has_digit, words
from kamergraaf.ontology.errors import StoreError
from kamergraaf.ontology.model import Ref

_CONSIDERED = 300  # rows of the index, most cited first, that are put in order
_PATIENCE = 2.0  # seconds that a search waits for the first index
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
    """The search over the names in an index. Safe to use from several threads."""

    def __init__(self, index: Index) -> None:
        """Take the index of a store."""
        self._index = index
        self._vocabulary: tuple[sqlite3.Connection, list[str]] | None = None

    def warm(self) -> None:
        """Read what the first misspelt word needs, once there is an index."""
        connection = self._index.latest(_PATIENCE)
        if connection is not None:
            self._terms(connection)

    def find(self, text: str, *, limit: int = 10, kinds: Collection[str] = ()) -> tuple[Hit, ...]:
        """Give what fits best first; nothing when a word fits nowhere. ``kinds``: only these.

        Raises ``StoreError`` while the first index is being made: nothing found would be wrong.
        """
        asked = words(text)[:12]
        if not asked:
            return ()
        connection = self._index.latest(_PATIENCE)
        if connection is None:
            raise StoreError("The names are still being gathered for the search. Search again in half a minute.")
        found = self._found(connection, asked, 0.0)
        if not found:
            mended = self._mended(connection, asked)
            found = self._found(connection, mended, 0.3) if mended else []
        hits = [hit for hit in found if not kinds or hit.kind in kinds or hit.ref.kind in kinds]
        return tuple(hits[:limit])

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
            loose = _looseness(asked, kind, label, title)
            # Who bears the name as a surname is meant as much as what bears it whole: the most cited goes first.
            order = (0, 0, number) if rank == NUMBER else (1, 0, number) if rank <= SURNAME else (2, loose, number)
            score = round(max(0.0, (1.0 - 0.1 * rank if rank <= SURNAME else 0.6 - 0.1 * loose) - penalty), 3)
            hits.append((order, Hit(Ref(word, key), kind, label, title, detail, score, weight)))
        return [hit for _, hit in sorted(hits, key=lambda pair: pair[0])]

    def _mended(self, connection: sqlite3.Connection, asked: tuple[str, ...]) -> tuple[str, ...]:
        """Put the nearest known word in place of each unknown one; nothing when one has no near word."""
        vocabulary = self._terms(connection)
        known = set(vocabulary)
        mended = []
        for place, word in enumerate(asked):
            last = place == len(asked) - 1
            if word in known or has_digit(word) or (last and any(one.startswith(word) for one in vocabulary)):
                mended.append(word)
                continue
            if len(word) < _SHORTEST_MENDED:
                return ()
            near = _nearest(word, vocabulary)
            if near is None:
                return ()
            mended.append(near)
        return tuple(mended)

    def _terms(self, connection: sqlite3.Connection) -> list[str]:
        """Give the words of the index, without numbers; most used first: of equally near words that is meant."""
        held = self._vocabulary
        if held is None or held[0] is not connection:
            rows = connection.execute("SELECT term FROM vocabulary ORDER BY doc DESC, term").fetchall()
            held = self._vocabulary = connection, [term for (term,) in rows if not has_digit(term)]
        return held[1]


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
