"""How fast the site answers over a store: every kind of address, of the busiest things and of things by chance.

Cold is the first time that an address is asked of a server that has just started, warm the second. The last
table asks pages by chance over many connections at once, as on a busy day.
"""

from __future__ import annotations

import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlencode

import httpx

from kamergraaf import queries
from kamergraaf.bench.table import reached, table
from kamergraaf.graph.store import Store, open_store
from kamergraaf.ontology import iris

CLASSES = (
    *("Brief", "Motie", "Toezegging", "Persoon", "Partij", "Ministerie", "Kamer", "Kamerstuk", "Dossier"),
    *("HandelingenItem", "Overleg", "Rapport", "Organisatie", "Kabinet", "Stemming"),
)
PLACES = ("/", "/def/", "/def/Motie", "/def/cites", "/vragen", "/sitemap.xml", "/health", "/sparql", "/graaf")
SEARCHES = (
    *("29754 482", "29 754, nr. 482", "29754-482", "kst-29754-482", "Omtzigt", "omtzigd", "Azarkam", "klimaat"),
    *("sociale zaken", "terorismebestrijding", "van dijk", "motie stikstof", "zzzz", "a", "de", "kamer"),
)
ORDINARY, HUB, SEARCH = 100.0, 500.0, 50.0  # ms, goals for the 95th percentile
_SEED = 1
_PATIENCE = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Row:
    """What one kind of address took, in ms."""

    address: str
    which: str
    cold: tuple[float, ...]
    warm: tuple[float, ...]
    failed: int


def measure(store: str, *, busiest: int = 5, chance: int = 20, connections: int = 16, seconds: float = 20.0) -> str:
    """Measure the site over a store (a folder, or the address of a server), and give the report in Markdown."""
    opened = open_store(store, read_only=True)
    things = {name: _things(opened, name, busiest, chance) for name in CLASSES}
    size = opened.size()
    opened.close()
    with _serving(store) as (base, process):
        rows = [_ask(base, *asked) for asked in _addresses(things)]
        alone = _memory(process)
        together = _together(base, _ordinary(things), connections, seconds)
        memory = _memory(process)
    return _report(rows, size) + _crowd(together, connections, alone, memory)


def _things(store: Store, name: str, busiest: int, chance: int) -> tuple[list[str], list[str]]:
    """Give the busiest things of a class and some by chance, as ``kind/key``."""
    term = iris.DEF + name
    most = store.select(queries.store("busiest", store.base).bind(kind=term, many=busiest))
    every = store.select(queries.store("of_class", store.base).bind(kind=term))
    first = [ref for row in most if (ref := _id(str(row[0]), store.base))]
    others = sorted({ref for row in every if (ref := _id(str(row[0]), store.base))} - set(first))
    return first, random.Random(_SEED).sample(others, min(chance, len(others)))


def _id(address: str, base: str) -> str:
    ref = iris.ref(address, base)
    return f"{ref.kind}/{ref.key}" if ref is not None else ""


def _addresses(things: dict[str, tuple[list[str], list[str]]]) -> Iterator[tuple[str, str, list[str]]]:
    """Give each kind of address, of which things, and the addresses."""
    yield "places", "all", list(PLACES)
    yield "/zoek", "all", [f"/zoek?{urlencode({'q': text})}" for text in SEARCHES]
    yield "/api/search", "all", [f"/api/search?{urlencode({'q': text})}" for text in SEARCHES]
    yield "/resolve", "all", [f"/resolve?{urlencode({'ref': text})}" for text in SEARCHES]
    for which in (0, 1):
        word = ("busiest", "by chance")[which]
        for name, both in things.items():
            yield "page", f"{word} {name}", [f"/doc/{id_}" for id_ in both[which]]
        yield "letter's text", word, [f"/doc/{id_}?weergave=tekst" for id_ in things["Brief"][which]]
        every = [id_ for both in things.values() for id_ in both[which][: 5 if which else None]]
        yield "picture", word, [f"/graaf?f={id_}" for id_ in every]
        yield "neighbours", word, [f"/api/neighbours?id={id_}" for id_ in every]
        yield "expand", word, list(_expansions(things, which))
        yield "address (303)", word, [f"/id/{id_}" for id_ in every]
        for suffix in ("ttl", "jsonld", "json", "csv"):
            yield f".{suffix}", word, [f"/doc/{id_}.{suffix}" for id_ in every]
        yield "path", word, list(_paths(things, which, "/graaf?"))
        yield "path, data", word, list(_paths(things, which, "/api/path?"))


def _expansions(things: dict[str, tuple[list[str], list[str]]], which: int) -> Iterator[str]:
    """A motion's view in which a member and a party are opened."""
    for motion, person, party in zip(
        things["Motie"][which], things["Persoon"][which], things["Partij"][which], strict=False
    ):
        for opened in (person, party):
            yield "/api/neighbours?" + urlencode({"id": opened, "f": opened, "x": f"{motion}~{opened}"}, safe="/~")


def _paths(things: dict[str, tuple[list[str], list[str]]], which: int, start: str) -> Iterator[str]:
    """From member to member, from motion to ministry, from letter to dossier."""
    people = things["Persoon"][which]
    pairs = [*pairwise(people)]
    for first, second in (("Motie", "Ministerie"), ("Brief", "Dossier"), ("Rapport", "Partij")):
        pairs += zip(things[first][which], things[second][which], strict=False)
    for one, other in pairs:
        yield start + urlencode({"van": one, "naar": other}, safe="/")


def _ordinary(things: dict[str, tuple[list[str], list[str]]]) -> list[str]:
    """Pages as people open them: things by chance, a search now and then, a hub now and then."""
    pages = [f"/doc/{id_}" for _, chance in things.values() for id_ in chance]
    hubs = [f"/doc/{first[0]}" for first, _ in things.values() if first]
    searches = [f"/api/search?{urlencode({'q': text})}" for text in SEARCHES]
    return [*pages, *hubs, *searches]


def _ask(base: str, address: str, which: str, paths: Sequence[str]) -> Row:
    cold, warm, failed = [], [], 0
    with httpx.Client(base_url=base, timeout=_PATIENCE) as client:
        for path in paths:
            took, status = _timed(client, path)
            cold.append(took)
            failed += status >= 400
            warm.append(_timed(client, path)[0])
    return Row(address, which, tuple(cold), tuple(warm), failed)


def _timed(client: httpx.Client, path: str) -> tuple[float, int]:
    """Ask once; give the ms that it took and the status, 599 where no answer came in time."""
    began = time.perf_counter()
    try:
        status = client.get(path).status_code
    except httpx.TimeoutException:
        status = 599
    return (time.perf_counter() - began) * 1000, status


def _together(base: str, paths: Sequence[str], connections: int, seconds: float) -> tuple[list[float], float]:
    """Ask by chance over so many connections, for so long; give what each took in ms, and answers a second."""
    began = time.perf_counter()

    def ask(seed: int) -> list[float]:
        chance = random.Random(seed)
        took = []
        with httpx.Client(base_url=base, timeout=_PATIENCE) as client:
            while time.perf_counter() < began + seconds:
                took.append(_timed(client, chance.choice(paths))[0])
        return took

    with ThreadPoolExecutor(connections) as pool:
        every = [one for took in pool.map(ask, range(connections)) for one in took]
    return every, len(every) / (time.perf_counter() - began)


def _report(rows: Sequence[Row], size: int) -> str:
    head = (
        "address",
        "of",
        "n",
        "cold median",
        "p95",
        "worst",
        "warm median",
        "p95",
        "worst",
        "goal",
        "reached",
        "failed",
    )
    lines: list[tuple[object, ...]] = []
    for row in rows:
        if not row.cold:
            continue
        goal = SEARCH if "search" in row.address or row.address == "/zoek" else ORDINARY
        goal = HUB if row.which.startswith(("busiest", "all")) and goal == ORDINARY else goal
        numbers = [f(took) for took in (row.cold, row.warm) for f in (statistics.median, _p95, max)]
        lines.append(
            (
                row.address,
                row.which,
                len(row.cold),
                *(f"{number:.0f}" for number in numbers),
                f"{goal:.0f}",
                reached(_p95(row.cold), goal, least=False),
                row.failed,
            )
        )
    return f"### Answers over {size:,} quads, one process, in ms\n\n" + table(head, lines)


def _crowd(together: tuple[list[float], float], connections: int, alone: int, memory: int) -> str:
    took, rate = together
    line = (len(took), f"{rate:.0f}", *(f"{f(took):.0f}" for f in (statistics.median, _p95, max)), alone, memory)
    head = ("answers", "a second", "median ms", "p95", "worst", "memory before, MB", "after, MB")
    return f"\n\n### {connections} connections at once: pages, hubs and searches by chance\n\n" + table(head, [line])


def _p95(took: Sequence[float]) -> float:
    ordered = sorted(took)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def _memory(process: subprocess.Popen[bytes]) -> int:
    """The server's memory in use, MB; 0 where the system does not tell."""
    status = Path(f"/proc/{process.pid}/status")
    if not status.exists():
        return 0
    found = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmRSS"))
    return int(found.split()[1]) // 1024


@contextmanager
def _serving(store: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "kamergraaf", "serve", "--store", store, "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                httpx.get(base + "/robots.txt", timeout=5.0)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield base, process
    finally:
        process.kill()  # it only reads, and may be busy for long
        process.wait(timeout=30)
