"""The store on this machine: pyoxigraph in a folder, or in memory.

One process writes a folder; that is Oxigraph's rule. Each change is one SPARQL update, since only that is atomic:
``remove`` and then ``extend`` lost letters when killed between (engines.md, section 1).
"""

from __future__ import annotations

import gzip
import io
import re
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import pyoxigraph as ox
import zstandard

from kamergraaf.graph.guard import examine, unreadable
from kamergraaf.graph.store import META, Change, Dataset
from kamergraaf.graph.terms import Blank, Iri, Literal, Row, Rows, Term, Triple
from kamergraaf.ontology import iris
from kamergraaf.ontology.errors import StoreError, UsageError

if TYPE_CHECKING:
    from typing_extensions import Buffer

_BASE = ox.NamedNode(META + "base")
_VERSION = ox.NamedNode(META + "version")
_MEMORY = "in memory"
_ROWS_BETWEEN_LOOKS = 256  # at the clock
# Only a query with one of these can name a dataset or another server: the others need no second look.
_SUSPECT = re.compile(r"from|service|\\u", re.IGNORECASE)


class EmbeddedStore:
    """A ``Store`` kept by pyoxigraph."""

    def __init__(self, store: ox.Store, base: str | None, name: str, *, read_only: bool = False) -> None:
        """Take an opened pyoxigraph store; ``base`` is recorded when it has none yet."""
        self._store = store
        self._name = name
        self._read_only = read_only
        self._lock = threading.RLock()
        self.on_disk = name != _MEMORY and not read_only
        recorded = next((str(_value(quad)) for quad in store.quads_for_pattern(None, _BASE, None)), None)
        if recorded is not None and base is not None and recorded != base:
            raise StoreError(
                f"The store {name} was made for {recorded}, not for {base}. "
                f"Open it without a base, or make a new store for {base}."
            )
        self.base = recorded or base or iris.BASE
        self._meta = ox.NamedNode(iris.graph("meta", self.base))
        if recorded is None and not read_only:
            store.extend(
                [
                    ox.Quad(self._meta, _BASE, ox.Literal(self.base), self._meta),
                    ox.Quad(self._meta, _VERSION, ox.Literal(0), self._meta),
                ]
            )

    @classmethod
    def in_memory(cls, base: str | None = None) -> EmbeddedStore:
        """Make an empty store in memory."""
        return cls(ox.Store(), base, _MEMORY)

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False, base: str | None = None) -> EmbeddedStore:
        """Open a folder, and make it when it is not there (unless ``read_only``)."""
        try:
            if read_only:
                if not (folder / "CURRENT").exists():
                    raise StoreError(
                        f"There is no store at {folder}. Make one with `kamergraaf ingest --store {folder}`."
                    )
                return cls(ox.Store.read_only(str(folder)), base, str(folder), read_only=True)
            folder.parent.mkdir(parents=True, exist_ok=True)
            return cls(ox.Store(str(folder)), base, str(folder))
        except OSError as error:
            raise StoreError(_explain(folder, str(error))) from error

    def select(self, query: str, *, dataset: Dataset | None = None, deadline: float | None = None) -> Rows:
        """Ask for rows; they are read from one state of the store, whatever is written meanwhile."""
        answer = self._query(query, dataset)
        if not isinstance(answer, ox.QuerySolutions):
            raise UsageError("This query gives no rows: ask it with SELECT.")
        names = tuple(variable.value for variable in answer.variables)
        return Rows(names, self._rows(answer, len(names), _until(deadline)))

    def ask(self, query: str, *, dataset: Dataset | None = None, deadline: float | None = None) -> bool:
        """Ask yes or no."""
        answer = self._query(query, dataset)
        if not isinstance(answer, ox.QueryBoolean):
            raise UsageError("This query gives no yes or no: ask it with ASK.")
        return bool(answer)

    def construct(
        self, query: str, *, dataset: Dataset | None = None, deadline: float | None = None
    ) -> Iterator[Triple]:
        """Ask for triples, each once."""
        answer = self._query(query, dataset)
        if not isinstance(answer, ox.QueryTriples):
            raise UsageError("This query gives no triples: ask it with CONSTRUCT.")
        return self._triples(answer, _until(deadline))

    def about(self, subjects: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Give every statement about these subjects."""
        for subject in subjects:
            for quad in self._store.quads_for_pattern(ox.NamedNode(subject), None, None):
                if isinstance(quad.graph_name, ox.NamedNode):
                    yield quad.graph_name.value, f"<{subject}> <{quad.predicate.value}> {quad.object}"

    def graph(self, name: str) -> list[str]:
        """Give a graph's triples in order of line."""
        node = ox.NamedNode(name)
        if not self._store.contains_named_graph(node):
            return []
        dump = self._store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=node) or b""
        return sorted(line[:-2] for line in dump.decode().split("\n") if line)

    def graphs(self, prefix: str = "") -> list[str]:
        """Give the names of the graphs that hold something."""
        return sorted(
            node.value
            for node in self._store.named_graphs()
            if node.value.startswith(prefix) and next(self._store.quads_for_pattern(None, None, None, node), None)
        )

    def apply(self, change: Change) -> None:
        """Make one change as one update."""
        parts = []
        for verb, graphs in (("DELETE", change.delete), ("INSERT", change.insert)):
            blocks = [f"GRAPH <{name}> {{\n" + " .\n".join(lines) + "\n}" for name, lines in graphs.items() if lines]
            if blocks:
                parts.append(f"{verb} DATA {{\n" + "\n".join(blocks) + "\n}")
        if parts:
            self._update(";\n".join(parts))

    def replace(self, name: str, triples: Iterable[str]) -> bool:
        """Make a graph hold exactly these triples."""
        with self._lock:
            old, new = set(self.graph(name)), set(triples)
            if old == new:
                return False
            self.apply(Change({name: sorted(old - new)}, {name: sorted(new - old)}))
            return True

    def drop(self, name: str) -> bool:
        """Take a graph away."""
        with self._lock:
            if next(self._store.quads_for_pattern(None, None, None, ox.NamedNode(name)), None) is None:
                return False
            self._update(f"DROP SILENT GRAPH <{name}>")
            return True

    def bulk(self, shards: Iterable[Path]) -> None:
        """Load N-Quads files without the checks that our own writer makes needless.

        What is stored is not counted: counting eight million quads takes more than a second, before and after.
        """
        with self._lock:
            # One load for all of them: a load for each shard writes and sorts the store's files again each time.
            joined = _Joined(shards)
            try:
                with io.BufferedReader(joined, 1 << 20) as stream:
                    self._store.bulk_load(input=stream, format=ox.RdfFormat.N_QUADS, lenient=True)
            except (OSError, EOFError, SyntaxError, zstandard.ZstdError) as error:
                where = f"Shard {joined.at}, or one just before it,"  # reading is ahead of loading
                raise StoreError(f"{where} cannot be loaded: {error}. Make it again and repeat.") from error
            if joined.at is not None:
                self._update("")

    def version(self) -> str:
        """Give the count of writes."""
        found = next(self._store.quads_for_pattern(self._meta, _VERSION, None, self._meta), None)
        return _value(found) if found is not None else "0"

    def size(self) -> int:
        """Give the number of quads, the book-keeping left out."""
        return len(self._store) - sum(1 for _ in self._store.quads_for_pattern(None, None, None, self._meta))

    def backup(self, to: Path) -> None:
        """Write a consistent copy into a new folder, while others read and write."""
        if to.exists():
            raise StoreError(f"{to} exists already. Give a folder that is not there yet.")
        try:
            to.parent.mkdir(parents=True, exist_ok=True)
            self._store.backup(str(to))
        except OSError as error:
            raise StoreError(f"The copy to {to} failed: {error}.") from error

    def optimize(self) -> None:
        """Put the files in order: queries are two to three times faster after a bulk load."""
        self._store.optimize()

    def flush(self) -> None:
        """Put everything on disk."""
        self._store.flush()

    def close(self) -> None:
        """Let go of the folder."""
        if not self._read_only:
            self._store.flush()
        # pyoxigraph gives the lock back when its object goes.
        del self._store

    def _query(self, query: str, dataset: Dataset | None) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        names_dataset = bool(_SUSPECT.search(query)) and examine(query, self.base).names_dataset
        try:
            if dataset:
                return self._store.query(
                    query,
                    default_graph=[ox.NamedNode(name) for name in dataset.default],
                    named_graphs=[ox.NamedNode(name) for name in dataset.named],
                )
            # With FROM in the query the union must not be asked: pyoxigraph would ignore the FROM.
            return self._store.query(query, use_default_graph_as_union=not names_dataset)
        except SyntaxError as error:
            examine(query, self.base)  # an update is refused as such
            raise unreadable(error) from error
        except (OSError, ValueError) as error:
            raise StoreError(f"The store {self._name} cannot answer: {error}.") from error

    def _rows(self, answer: ox.QuerySolutions, width: int, until: float | None) -> Iterator[Row]:
        places = range(width)
        known: dict[ox.NamedNode, Iri] = {}
        try:
            for count, solution in enumerate(answer):
                if until is not None and count % _ROWS_BETWEEN_LOOKS == 0:
                    _look(until)
                yield tuple([_term(solution[place], known) for place in places])
        finally:
            # An error's traceback would keep it for another thread, where it can never be let go.
            del answer

    def _triples(self, answer: ox.QueryTriples, until: float | None) -> Iterator[Triple]:
        seen: set[ox.Triple] = set()
        known: dict[ox.NamedNode, Iri] = {}
        try:
            for count, triple in enumerate(answer):
                if until is not None and count % _ROWS_BETWEEN_LOOKS == 0:
                    _look(until)
                if triple in seen:  # oxigraph#525: CONSTRUCT repeats triples
                    continue
                seen.add(triple)
                subject, predicate = _term(triple.subject, known), _term(triple.predicate, known)
                thing = _term(triple.object, known)
                if isinstance(subject, Iri | Blank) and isinstance(predicate, Iri) and thing is not None:
                    yield subject, predicate, thing
        finally:
            del answer  # as above

    def _update(self, update: str) -> None:
        """Run one update, with the next version in it."""
        if self._read_only:
            raise StoreError(f"The store {self._name} was opened for reading only.")
        with self._lock:
            now = self.version()
            meta = self._meta
            turn = (
                f"DELETE DATA {{ GRAPH {meta} {{ {meta} {_VERSION} {now} }} }};\n"
                f"INSERT DATA {{ GRAPH {meta} {{ {meta} {_VERSION} {int(now) + 1} }} }}"
            )
            try:
                self._store.update(f"{update};\n{turn}" if update else turn)
            except (OSError, SyntaxError, ValueError) as error:
                raise StoreError(f"The store {self._name} refused a change: {error}.") from error


def _value(quad: ox.Quad) -> str:
    return quad.object.value if isinstance(quad.object, ox.Literal) else ""


def _term(term: object, known: dict[ox.NamedNode, Iri]) -> Term | None:
    if isinstance(term, ox.NamedNode):
        found = known.get(term)
        if found is None:
            found = known[term] = Iri(term.value)
        return found
    if isinstance(term, ox.Literal):
        return Literal(term.value, term.datatype.value, term.language)
    return Blank(term.value) if isinstance(term, ox.BlankNode) else None


def _until(deadline: float | None) -> float | None:
    return None if deadline is None else time.monotonic() + deadline


def _look(until: float) -> None:
    if time.monotonic() > until:
        raise StoreError("The query took longer than its time limit. Ask for less, or with LIMIT.")


class _Joined(io.RawIOBase):
    """Several files of lines, unpacked, as one stream; ``at`` is the one read last."""

    def __init__(self, shards: Iterable[Path]) -> None:
        self._rest = iter(shards)
        self._now: IO[bytes] | None = None
        self.at: Path | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer).cast("B")
        while True:
            if self._now is None:
                following = next(self._rest, None)
                if following is None:
                    return 0
                self.at = following
                self._now = _open_shard(following)
            part = self._now.read(len(view))
            if part:
                view[: len(part)] = part
                return len(part)
            self._now.close()
            self._now = None


def _open_shard(shard: Path) -> IO[bytes]:
    if shard.name.endswith(".zst"):
        return cast("IO[bytes]", zstandard.open(shard, "rb"))
    return cast("IO[bytes]", gzip.open(shard)) if shard.name.endswith(".gz") else shard.open("rb")


def _explain(folder: Path, error: str) -> str:
    if re.search(r"\block\b|LOCK", error):
        return (
            f"The store {folder} is in use by another process. "
            "End that one (a running `kamergraaf serve` or `ingest`), or use another --store."
        )
    if "not a directory" in error:
        return f"{folder} is a file, and a store is a folder. Give another --store."
    return f"The store {folder} cannot be opened: {error}. Restore it from a backup if it is damaged."
