"""Is the store whole? Shapes, quotes, edges that lead nowhere, statements that stand twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cache, partial

from kamergraaf.graph.batches import Batch, letter_batches, stretches, subject, thing_batches
from kamergraaf.graph.integrity import Fault, blank_nodes, broken_letter, dangling, doubled, half_written
from kamergraaf.graph.shapes import Shapes
from kamergraaf.graph.store import Store, open_store
from kamergraaf.ontology import iris

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong. ``kind``: what sort; ``at``: the IRI where; ``message``: what is wrong, in one sentence."""

    kind: str
    at: str
    message: str


def check(
    store: Store,
    *,
    shapes: bool = True,
    pool: Executor | None = None,
    address: str | None = None,
    told: Told | None = None,
) -> Iterator[Finding]:
    """Give every fault of a store, as it is found; none for one that is whole.

    ``shapes=False`` leaves the SHACL shapes out. With a ``pool`` its processes open the store at ``address`` and
    share the work; the findings are the same, in the same order. ``told`` hears how many letters and things are done,
    of how many. Nothing is held in memory but one batch, and the addresses of the shared things.
    """
    look = (
        partial(_faults, address, shapes) if pool and address else partial(_faults_in, store, _shapes(store, shapes))
    )
    letters = f"{store.base}graph/brief/"
    meta = iris.graph("meta", store.base)
    names = store.graphs()
    yield from (Finding(*fault) for fault in half_written(store.graph(meta)))
    faults: list[Fault] = []
    sizes: list[int] = []

    def work() -> Iterator[Batch]:
        for batch in letter_batches(name for name in names if name.startswith(letters)):
            sizes.append(len(batch.letters))
            yield batch
        # Read while the first letters are looked at.
        things: set[str] = set()
        for name in names:
            if name != meta and not name.startswith(letters):
                lines = store.graph(name)
                faults.extend(blank_nodes(name, lines))
                things.update(about for about in map(_subject, lines) if "#" not in about)
        for batch in thing_batches(things):
            sizes.append(len(batch.things))
            yield batch

    done, dangle = 0, set()
    for number, found in enumerate(pool.map(look, work()) if pool and address else map(look, work())):
        for fault in found:
            # A thing that is not there is missed wherever it is named.
            if fault[0] != "dangling" or fault[1] not in dangle:
                yield Finding(*fault)
            if fault[0] == "dangling":
                dangle.add(fault[1])
        done += sizes[number]
        if told:
            told(done, sum(sizes))
    yield from (Finding(*fault) for fault in faults)


def _subject(line: str) -> str:
    return subject(line) if line.startswith("<") else "_:#"


def _faults(address: str, shapes: bool, batch: Batch) -> list[Fault]:
    """Look at a batch in a process of its own."""
    return _faults_in(*_opened(address, shapes), batch)


def _faults_in(store: Store, shapes: Shapes | None, batch: Batch) -> list[Fault]:
    faults: list[Fault] = []

    def letters() -> Iterator[list[str]]:
        for name in batch.letters:
            lines = store.graph(name)
            faults.extend(broken_letter(name, lines))
            yield lines

    for stretch in stretches(store, letters(), batch.things):
        faults.extend(doubled(stretch))
        faults.extend(dangling(stretch, store.base))
        if shapes is not None:
            faults.extend(shapes.broken(stretch.nodes, (*stretch.homes, *stretch.around)))
    return faults


@cache
def _opened(address: str, shapes: bool) -> tuple[Store, Shapes | None]:
    store = open_store(address, read_only=True)
    return store, _shapes(store, shapes)


def _shapes(store: Store, wanted: bool) -> Shapes | None:
    return Shapes(store.graph(iris.graph("ontologie", store.base))) if wanted else None
