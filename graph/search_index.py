"""The search part of the index: made from the store's labels, most cited things first.

``unicode61`` with prefixes and ``detail=none``: 200,000 labels in 16 MB with a p95 of 15 ms; trigrams took twenty
times as long (engines.md, section 3).
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from kamergraaf import queries
from kamergraaf.graph.labels import kind_of
from kamergraaf.graph.network import ROLES
from kamergraaf.graph.search_words import words
from kamergraaf.graph.store import Store
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.model import Ref

_SCHEMA = (
    """CREATE TABLE thing (
        id INTEGER PRIMARY KEY, kind TEXT, word TEXT, key TEXT, label TEXT, title TEXT, detail TEXT, weight INTEGER
    )""",
    "CREATE TABLE exact (words TEXT, id INTEGER, rank INTEGER, PRIMARY KEY (words, rank, id)) WITHOUT ROWID",
    """CREATE VIRTUAL TABLE body USING fts5
       (words, tokenize = 'unicode61', prefix = '1 2 3 4', detail = none, content = '')""",
    "CREATE VIRTUAL TABLE vocabulary USING fts5vocab (body, row)",
)
# An exact number wins; then those whose name is fully meant.
NUMBER, NAME, SURNAME = 0, 1, 2
_AT_ONCE = 5_000  # things written
_NAMED = frozenset({"persoon", "partij", "ministerie", "organisatie", "kamer", "kabinet"})


def build(store: Store, connection: sqlite3.Connection) -> None:
    """Write the names of a store's things into a new index."""
    for statement in _SCHEMA:
        connection.execute(statement)
    entries = _entries(store)
    for start in range(0, len(entries), _AT_ONCE):
        some = list(enumerate(entries[start : start + _AT_ONCE], start + 1))
        connection.executemany("INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (_row(n, e) for n, e in some))
        connection.executemany("INSERT INTO body (rowid, words) VALUES (?, ?)", ((n, _body(e)) for n, e in some))
        exact = ((text, n, rank) for n, e in some for text, rank in _exact(e) if text)
        connection.executemany("INSERT OR IGNORE INTO exact VALUES (?, ?, ?)", exact)
    connection.execute("INSERT INTO body (body) VALUES ('optimize')")


def things(store: Store) -> list[str]:
    """Give the IRIs of all things of ours that have a name, roles left out, in order."""
    base = store.base
    found = {str(row[0]) for row in store.select(queries.store("labels_all", base).bind(things=f"{base}id/"))}
    kept = {thing for thing in found if "#" not in thing}
    return sorted(thing for thing in kept if (ref := iris.ref(thing, base)) is not None and ref.kind not in ROLES)


class _Entry:
    """A thing with all its names."""

    __slots__ = ("classes", "detail", "labels", "numbers", "others", "ref", "titles", "weight")

    def __init__(self, ref: Ref) -> None:
        self.ref = ref
        self.labels: list[str] = []
        self.titles: list[str] = []
        self.numbers: list[str] = []
        self.others: list[str] = []
        self.classes: list[str] = []
        self.detail = ""
        self.weight = 0


def _entries(store: Store) -> list[_Entry]:
    base = store.base
    found: dict[str, _Entry] = {}
    for thing, prop, value in store.select(queries.store("labels_all", base).bind(things=f"{base}id/")):
        entry = found.get(str(thing))
        if entry is None:
            ref = iris.ref(str(thing), base)
            if ref is None or ref.kind in ROLES:
                continue
            entry = found[str(thing)] = _Entry(ref)
        names = {terms.LABEL: entry.labels, terms.TITLE: entry.titles, terms.IDENTIFIER: entry.numbers}
        names.get(str(prop), entry.others).append(str(value))
    for thing, kind in store.select(queries.store("classes_all", base).bind()):
        if str(thing) in found:
            found[str(thing)].classes.append(str(kind))
    for thing, count in store.select(queries.store("weights_all", base).bind()):
        if str(thing) in found:
            found[str(thing)].weight = int(str(count))
    for thing, spelling in store.select(queries.store("spellings_all", base).bind(things=f"{base}id/persoon/")):
        if str(thing) in found:
            found[str(thing)].others.append(" ".join(str(spelling).split()))
    _add_parties(store, found)
    order = sorted(found.items(), key=lambda item: (-item[1].weight, item[0]))
    return [entry for _, entry in order]


def _add_parties(store: Store, found: dict[str, _Entry]) -> None:
    """Say beside each member the last group."""
    last: dict[str, tuple[str, str]] = defaultdict(lambda: ("", ""))
    for person, party, start in store.select(queries.store("members_all", store.base).bind()):
        last[str(person)] = max(last[str(person)], ("" if start is None else str(start), str(party)))
    for person_iri, (_, party_iri) in last.items():
        if person_iri in found and party_iri in found and found[party_iri].labels:
            found[person_iri].detail = found[party_iri].labels[0]


def _row(number: int, entry: _Entry) -> tuple[int, str, str, str, str, str, str, int]:
    ref = entry.ref
    label = min(entry.labels, default="") or min(entry.titles, default=ref.key)
    title = min(entry.titles, default="")
    kind = kind_of(f"{iris.BASE}id/{ref.kind}/{ref.key}", sorted(entry.classes), iris.BASE)
    return number, kind, ref.kind, ref.key, label, title, entry.detail, entry.weight


def _body(entry: _Entry) -> str:
    """Give all the words of a thing, each once."""
    texts = (*entry.labels, *entry.titles, *entry.numbers, *entry.others, entry.ref.key)
    return " ".join(dict.fromkeys(word for text in texts for word in words(text)))


def _exact(entry: _Entry) -> set[tuple[str, int]]:
    """Give the words that mean just this thing, with how strongly."""
    ref = entry.ref
    found = {(" ".join(words(text)), NUMBER) for text in entry.numbers}
    if ref.kind == "dossier":
        found.add((" ".join(words(ref.key)), NUMBER))
        found.update((" ".join(words(text)), NAME) for text in entry.titles)
    if ref.kind in _NAMED:
        for text in (*entry.labels, *entry.titles, *entry.others):
            found.add((" ".join(words(text)), NAME))
            if ref.kind == "persoon" and len(words(text)) > 1:
                found.add((" ".join(words(text)[1:]), SURNAME))
    return found
