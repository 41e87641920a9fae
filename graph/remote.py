"""Any SPARQL 1.1 server as a store, over HTTP: Oxigraph's server, Virtuoso 7 and others.

What each row of "Contract over HTTP" in engines.md asks is here. Updates are put together from canonical
N-Triples lines, one operation a request: Virtuoso runs ``a ; b`` as two transactions.
"""

from __future__ import annotations

import gzip
import logging
import os
import re
import socket
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypedDict, cast

import httpx
import orjson
import pyoxigraph as ox
import zstandard
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter

from kamergraaf import queries
from kamergraaf.graph.endpoints import Endpoints, endpoints
from kamergraaf.graph.guard import examine
from kamergraaf.graph.literals import XSD, plain
from kamergraaf.graph.store import META, Change, Dataset
from kamergraaf.graph.terms import STRING, Blank, Iri, Literal, Row, Rows, Term, Triple, as_stored
from kamergraaf.graph.virtuoso import NotLoadedError
from kamergraaf.ontology import iris
from kamergraaf.ontology.errors import Refused, StoreError, UsageError

_TIMEOUT = 60.0  # seconds without a byte
_MOST_IN_UPDATE = 900  # triples: Virtuoso refuses more than a thousand, and then changes nothing
_MOST_SUBJECTS = 100
_AGAIN = frozenset({500, 502, 503, 504})  # Virtuoso answers 500 where two transactions met
_LEASE, _RENEW = 120.0, 20.0  # seconds: how long a writer that is silent keeps the store, how often it says it lives
_LETTER_LINE = re.compile(rb"graph/brief/[^>\n]*> \.$", re.MULTILINE)  # a letter's own quads stand in one shard
_log = logging.getLogger("kamergraaf.store")
_JSON, _NT = "application/sparql-results+json", "application/n-triples"


class _BusyError(StoreError):
    """The server may answer when asked again."""


class RemoteStore:
    """A ``Store`` on a server."""

    def __init__(self, at: Endpoints, client: httpx.Client, *, read_only: bool) -> None:
        """Take addresses and a client; ``open`` makes them."""
        self._at = at
        self._client = client
        self._read_only = read_only
        self._lock = threading.RLock()
        self._writer = f"{socket.gethostname()}:{os.getpid()}:{os.urandom(4).hex()}"
        self._renewed = 0.0
        self._oxigraph = False
        self.base = iris.BASE
        self._meta = ""

    @classmethod
    def open(cls, address: str, *, read_only: bool = False, base: str | None = None) -> RemoteStore:
        """Ask the server who it is and which base its things have; record the base in an empty store."""
        at = endpoints(address)
        client = httpx.Client(timeout=_TIMEOUT, headers=dict(at.headers), follow_redirects=True, trust_env=False)
        store = cls(at, client, read_only=read_only)
        book = store._book()
        recorded = {str(value) for _, _, prop, value in book if str(prop) == f"{META}base"}
        if base is not None and recorded and base not in recorded:
            client.close()
            raise StoreError(f"The store {at.name} was made for {min(recorded)}, not for {base}.")
        store.base = base or min(recorded, default=iris.BASE)
        store._meta = iris.graph("meta", store.base)
        if not recorded and not read_only:
            lines = [f"<{store._meta}> <{META}base> {plain(store.base)}", store._turn(0)]
            store._operate({}, {store._meta: lines})
        return store

    def select(self, query: str, *, dataset: Dataset | None = None, deadline: float | None = None) -> Rows:
        """Ask for rows; the whole answer is read before the first row is given, so that it is whole."""
        examine(query, self.base)
        answer = _json(self._ask(query, _JSON, dataset, deadline), self._at.name)
        if "results" not in answer:
            raise UsageError("This query gives no rows: ask it with SELECT.")
        names = tuple(answer["head"].get("vars", ()))
        return Rows(names, _rows(names, answer["results"]["bindings"]))

    def ask(self, query: str, *, dataset: Dataset | None = None, deadline: float | None = None) -> bool:
        """Ask yes or no."""
        examine(query, self.base)
        answer = _json(self._ask(query, _JSON, dataset, deadline), self._at.name)
        if "boolean" in answer:
            return answer["boolean"]
        if "__ASK_RETVAL" in answer["head"].get("vars", ()):  # Virtuoso's own form
            return any(row["__ASK_RETVAL"]["value"] in ("1", "true") for row in answer["results"]["bindings"])
        raise UsageError("This query gives no yes or no: ask it with ASK.")

    def construct(
        self, query: str, *, dataset: Dataset | None = None, deadline: float | None = None
    ) -> Iterator[Triple]:
        """Ask for triples, each once."""
        if examine(query, self.base).form not in ("construct", "describe"):
            raise UsageError("This query gives no triples: ask it with CONSTRUCT.")
        seen = set()
        for triple in _triples(self._ask(query, _NT, dataset, deadline), self._at.name):
            if triple not in seen:
                seen.add(triple)
                yield _ours(triple)

    def about(self, subjects: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Give every statement about these subjects."""
        wanted = sorted(set(subjects))
        for start in range(0, len(wanted), _MOST_SUBJECTS):
            some = wanted[start : start + _MOST_SUBJECTS]
            for graph, subject, prop, value in self.select(queries.store("about", self.base).bind(thing=some)):
                if value is not None and prop is not None:
                    yield str(graph), f"<{subject}> <{prop}> {as_stored(str(prop), value).n3()}"

    def graph(self, name: str) -> list[str]:
        """Give a graph's triples in order of line."""
        response = self._send("GET", self._at.graphs, params={self._at.graph_parameter: name}, accept=_NT)
        if response.status_code == 404:
            return []
        return sorted({_line(triple) for triple in _triples(response.content, self._at.name)})

    def graphs(self, prefix: str = "") -> list[str]:
        """Give the names of the graphs that hold something; of ours, when no prefix is given."""
        start = prefix or f"{self.base}graph/"
        return sorted(str(name) for (name,) in self.select(queries.store("graphs", self.base).bind(start=start)))

    def apply(self, change: Change) -> None:
        """Make one change: one operation where the server takes it, else in parts with the graphs marked."""
        with self._lock:
            self._claim()
            now = int(self.version())
            delete = {graph: list(lines) for graph, lines in change.delete.items()}
            insert = {graph: list(lines) for graph, lines in change.insert.items()}
            size = sum(map(len, delete.values())) + sum(map(len, insert.values()))
            if self._oxigraph or size <= _MOST_IN_UPDATE:
                delete.setdefault(self._meta, []).append(self._turn(now))
                insert.setdefault(self._meta, []).append(self._turn(now + 1))
                self._operate(delete, insert)
                return
            marks = [f"<{graph}> <{META}loading> {plain(self._writer)}" for graph in sorted({*delete, *insert})]
            self._operate({}, {self._meta: marks})
            for graphs, takes in ((delete, True), (insert, False)):
                for graph, lines in graphs.items():
                    for start in range(0, len(lines), _MOST_IN_UPDATE):
                        part = {graph: lines[start : start + _MOST_IN_UPDATE]}
                        self._operate(part if takes else {}, {} if takes else part)
            self._operate({self._meta: [*marks, self._turn(now)]}, {self._meta: [self._turn(now + 1)]})

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
            if not self.ask(queries.store("graph_there", self.base).bind(graph=name)):
                return False
            self._claim()
            self._update(f"DROP SILENT GRAPH <{name}>")
            self.apply(Change())
            return True

    def bulk(self, shards: Iterable[Path]) -> None:
        """Add the quads of N-Quads files: by Virtuoso's own loader, as they are to Oxigraph, else graph by graph.

        What arrived is looked at afterwards, always: Virtuoso answers 200 to quads and stores nothing.
        """
        held = list(shards)
        with self._lock:
            self._claim()
            if not self._loaded_by_server(held):
                for shard in held:
                    self._add(shard)
            self.apply(Change())
            size, least = self.size(), 0
            for shard in held:
                content = _read(shard)
                least += len(_LETTER_LINE.findall(content))
                self._see_arrived(content, shard)
            if size < least:
                raise StoreError(f"{self._at.name} holds {size:,} quads after a load of {least:,}. Load again.")

    def _loaded_by_server(self, shards: Iterable[Path]) -> bool:
        """Let the server load them by its own means; False where it has none, or they did not do."""
        if self._at.loader is None:
            return False
        try:
            self._at.loader.load(map(_read, shards))
        except NotLoadedError as error:
            _log.warning("%s did not load by its own loader (%s): the quads are sent.", self._at.name, error)
            return False
        return True

    def _add(self, shard: Path) -> None:
        content = _read(shard)
        if self._oxigraph:
            self._send("POST", self._at.graphs, content=content, kind="application/n-quads")
            return
        for graph, lines in _by_graph(content, shard).items():
            for start in range(0, len(lines), 20_000):
                body = "".join(f"{line} .\n" for line in lines[start : start + 20_000]).encode()
                where = {self._at.graph_parameter: graph}
                self._send("POST", self._at.graphs, params=where, content=body, kind=_NT)

    def _see_arrived(self, content: bytes, shard: Path) -> None:
        """Ask for the subject of a shard's first and last quad."""
        lines = content.strip().split(b"\n") if content.strip() else []
        for graph, (line, *_) in _by_graph(b"\n".join({*lines[:1], *lines[-1:]}), shard).items():
            subject = line[1 : line.index("> ")]
            if not any(found == graph for found, _ in self.about([subject])):
                raise StoreError(f"{self._at.name} took shard {shard} and does not hold <{subject}>. Load it again.")

    def version(self) -> str:
        """Give the count of writes."""
        found = [int(str(value)) for _, _, prop, value in self._book() if str(prop) == f"{META}version"]
        return str(max(found, default=0))

    def size(self) -> int:
        """Give the number of quads in our graphs, the book-keeping left out."""
        count = queries.store("size", self.base)
        total, book = (
            next(int(str(n)) for (n,) in self.select(count.bind(start=start)))
            for start in (f"{self.base}graph/", self._meta)
        )
        return total - book

    def backup(self, to: Path) -> None:
        """Refuse: a server's files are its own."""
        raise StoreError(
            f"The server {self._at.name} keeps its own files. Back it up with its own means, "
            f"or write a copy with `kamergraaf export --format nq --to {to}.nq.zst`."
        )

    def optimize(self) -> None:
        """Leave the order of its files to the server."""

    def close(self) -> None:
        """Give the store back to other writers and end the connections."""
        with self._lock:
            if self._renewed:
                self._operate({self._meta: [self._claimed(self._renewed)]}, {})
                self._renewed = 0.0
            self._client.close()

    def _book(self) -> list[Row]:
        content = self._ask(queries.store("book", self.base).bind(), _JSON, None, None)
        answer = _json(content, self._at.name)
        names = ("graph", "s", "p", "o")
        return list(_rows(names, answer["results"]["bindings"]))

    def _turn(self, number: int) -> str:
        return f'<{self._meta}> <{META}version> "{number}"^^<{XSD}integer>'

    def _claimed(self, when: float) -> str:
        return f"<{self._meta}> <{META}writer> {plain(f'{self._writer} {when:.0f}')}"

    def _claim(self) -> None:
        """Be the only writer: a second one waits, and takes over from one that has been silent for long."""
        if self._read_only:
            raise StoreError(f"The store {self._at.name} was opened for reading only.")
        now = time.time()
        if self._renewed and now - self._renewed < _RENEW:
            return
        until = time.monotonic() + _LEASE + _RENEW
        while True:
            others = {}
            for _, _, prop, value in self._book():
                who, _, when = str(value).rpartition(" ")
                if str(prop) == f"{META}writer" and who != self._writer:
                    others[f"<{self._meta}> <{META}writer> {plain(str(value))}"] = float(when or 0)
            if not any(time.time() - when < _LEASE for when in others.values()):
                break
            if time.monotonic() > until:
                raise StoreError(f"Another process writes to {self._at.name}. Wait until it is done, or end it.")
            time.sleep(1.0)
        gone = [*others, *([self._claimed(self._renewed)] if self._renewed else [])]
        self._operate({self._meta: gone}, {self._meta: [self._claimed(now)]})
        self._renewed = now

    def _operate(self, delete: dict[str, list[str]], insert: dict[str, list[str]]) -> None:
        """Send one operation; an empty template would be refused by Virtuoso."""
        away, new = _blocks(delete), _blocks(insert)
        if away and new:
            self._update(f"DELETE {{\n{away}\n}} INSERT {{\n{new}\n}} WHERE {{}}")
        elif away or new:
            self._update(f"{'DELETE' if away else 'INSERT'} DATA {{\n{away or new}\n}}")

    def _update(self, update: str) -> None:
        self._send("POST", self._at.update, content=update.encode(), kind="application/sparql-update")

    def _ask(self, query: str, accept: str, dataset: Dataset | None, deadline: float | None) -> bytes:
        form: dict[str, str | list[str]] = {"query": query}
        if dataset:
            form |= {"default-graph-uri": list(dataset.default), "named-graph-uri": list(dataset.named)}
        elif self._oxigraph and not examine(query, self.base).names_dataset:
            form["union-default-graph"] = "true"
        return self._send("POST", self._at.query, data=form, accept=accept, deadline=deadline).content

    def _send(
        self,
        method: str,
        url: str,
        *,
        params: dict[str, str] | None = None,
        data: dict[str, str | list[str]] | None = None,
        content: bytes | None = None,
        kind: str | None = None,
        accept: str = "*/*",
        deadline: float | None = None,
    ) -> httpx.Response:
        """Send a request, three times when the server is busy; 404 is an answer, other refusals are errors."""
        headers = {"Accept": accept} | ({"Content-Type": kind} if kind else {})
        request = self._client.build_request(
            method,
            url,
            params=params,
            data=data,
            content=content,
            headers=headers,
            timeout=_TIMEOUT if deadline is None else deadline,
        )
        until = None if deadline is None else time.monotonic() + deadline
        for attempt in Retrying(
            retry=retry_if_exception_type(_BusyError),
            stop=stop_after_attempt(4 if deadline is None else 1),
            wait=wait_exponential_jitter(multiplier=0.1, max=2.0),
            reraise=True,
        ):
            with attempt:
                return self._sent(request, until)
        raise AssertionError("tenacity gives an answer or raises")

    def _sent(self, request: httpx.Request, until: float | None) -> httpx.Response:
        name = self._at.name
        try:
            response = self._client.send(request, stream=True, auth=self._at.auth)
            try:
                parts = []
                for part in response.iter_bytes():
                    parts.append(part)
                    if until is not None and time.monotonic() > until:
                        raise StoreError("The query took longer than its time limit. Ask for less, or with LIMIT.")
            finally:
                response.close()  # at the limit the connection is closed, so that the server stops
        except httpx.TimeoutException as error:
            raise StoreError(f"{name} did not answer in time. Ask for less, or with LIMIT.") from error
        except httpx.TransportError as error:
            raise _BusyError(f"{name} does not answer ({error}). Is the server running?") from error
        self._oxigraph = self._oxigraph or response.headers.get("server", "").startswith("Oxigraph")
        content = b"".join(parts)
        if response.is_success or response.status_code == 404:
            return httpx.Response(response.status_code, headers={"server": ""}, content=content, request=request)
        said = " ".join(content[:300].decode("utf-8", "replace").split())
        if response.status_code in (401, 403) or "SR186" in said:
            raise Refused(f"{name} does not allow this. Give a user that may write (KAMERGRAAF_STORE_USER).")
        if response.status_code in _AGAIN:
            raise _BusyError(f"{name} answered {response.status_code}: {said}")
        raise StoreError(f"{name} answered {response.status_code}: {said}")


def _blocks(graphs: dict[str, list[str]]) -> str:
    return "\n".join(f"GRAPH <{name}> {{\n" + " .\n".join(lines) + "\n}" for name, lines in graphs.items() if lines)


class _Head(TypedDict, total=False):
    vars: list[str]


class _Results(TypedDict):
    bindings: list[dict[str, dict[str, str]]]


class _Answer(TypedDict, total=False):
    """SPARQL 1.1 Query Results JSON Format."""

    head: _Head
    results: _Results
    boolean: bool


def _json(content: bytes, name: str) -> _Answer:
    try:
        return cast("_Answer", orjson.loads(content))
    except orjson.JSONDecodeError as error:
        said = " ".join(content[-200:].decode("utf-8", "replace").split())
        raise StoreError(f"The answer of {name} is not whole; it ends with: {said}") from error


def _rows(names: tuple[str, ...], bindings: list[dict[str, dict[str, str]]]) -> Iterator[Row]:
    for binding in bindings:
        yield tuple(_read_term(binding[name]) if name in binding else None for name in names)


def _read_term(term: dict[str, str]) -> Term:
    if term["type"] == "uri":
        return Iri(term["value"])
    if term["type"] == "bnode":
        return Blank(term["value"])
    language = term.get("xml:lang")
    if language:
        return Literal(term["value"], "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", language.lower())
    return Literal(term["value"], term.get("datatype", STRING))


def _triples(content: bytes, name: str) -> Iterator[ox.Triple]:
    try:
        for quad in ox.parse(input=content, format=ox.RdfFormat.N_TRIPLES):
            yield quad.triple
    except SyntaxError as error:
        raise StoreError(f"The answer of {name} is not whole: {error}.") from error


def _line(triple: ox.Triple) -> str:
    return f"{triple.subject} {triple.predicate} {triple.object}"


def _ours(triple: ox.Triple) -> Triple:
    subject = triple.subject
    first: Iri | Blank = Iri(subject.value) if isinstance(subject, ox.NamedNode) else Blank(str(subject)[2:])
    thing = triple.object
    last: Term
    if isinstance(thing, ox.Literal):
        last = Literal(thing.value, thing.datatype.value, thing.language)
    else:
        last = Iri(thing.value) if isinstance(thing, ox.NamedNode) else Blank(str(thing)[2:])
    return first, Iri(triple.predicate.value), last


def _read(shard: Path) -> bytes:
    raw = shard.read_bytes()
    if shard.name.endswith(".zst"):
        return zstandard.ZstdDecompressor().stream_reader(raw).read()
    return gzip.decompress(raw) if shard.name.endswith(".gz") else raw


def _by_graph(content: bytes, shard: Path) -> dict[str, list[str]]:
    graphs: dict[str, list[str]] = defaultdict(list)
    for number, line in enumerate(content.decode().split("\n"), 1):
        if not line:
            continue
        triple, _, graph = line.removesuffix(" .").rpartition(" <")
        if not triple or not graph.endswith(">"):
            raise StoreError(f"Shard {shard}, line {number} is no quad. Make it again.")
        graphs[graph[:-1]].append(triple)
    return graphs
