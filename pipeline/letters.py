"""Letters into a store: read, find, write; one letter is one transaction, a bad one does not stop the others."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import dataclass, field

from kamergraaf.graph.load import Loaded, load
from kamergraaf.graph.store import Store
from kamergraaf.ingest import register as registers
from kamergraaf.ingest import sources
from kamergraaf.ingest.extract import extract
from kamergraaf.ontology.errors import InputError
from kamergraaf.ontology.model import Extraction
from kamergraaf.ontology.register import Register
from kamergraaf.pipeline.runners import executor

Seen = Callable[[int, int], None]


@dataclass(slots=True)
class Summary:
    """What became of the letters. ``seconds`` is the clock's, reading and writing included."""

    letters: int = 0
    changed: int = 0
    mentions: int = 0
    resolved: int = 0
    ambiguous: int = 0
    unresolved: int = 0
    unread: int = 0
    triples: int = 0
    seconds: float = 0.0
    failed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def open(self) -> int:
        """How many places are for a person to look at."""
        return self.ambiguous + self.unresolved

    def add(self, loaded: Loaded, unread: int) -> None:
        """Count one letter."""
        self.letters += 1
        self.changed += loaded.changed
        self.mentions += loaded.mentions
        self.resolved += loaded.resolved
        self.ambiguous += loaded.ambiguous
        self.unresolved += loaded.unresolved
        self.unread += unread
        self.triples += loaded.letter_triples

    def rows(self) -> list[tuple[str, str]]:
        """Give the lines of the closing table."""
        rate = self.letters / self.seconds if self.seconds else 0.0
        return [
            ("letters", f"{self.letters:,}"),
            ("of which new or changed", f"{self.changed:,}"),
            ("mentions", f"{self.mentions:,}"),
            ("  resolved", f"{self.resolved:,}"),
            ("  ambiguous", f"{self.ambiguous:,}"),
            ("  unresolved", f"{self.unresolved:,}"),
            ("looked like a citation, not read", f"{self.unread:,}"),
            ("triples", f"{self.triples:,}"),
            ("letters per second", f"{rate:,.1f}"),
            ("failed", f"{len(self.failed):,}"),
        ]

    def as_dict(self) -> dict[str, object]:
        """Give the same for machines."""
        names = ("letters", "changed", "mentions", "resolved", "ambiguous", "unresolved", "unread", "triples")
        counts: dict[str, object] = {name: getattr(self, name) for name in names}
        failed = [{"name": name, "error": error} for name, error in self.failed]
        return counts | {"seconds": round(self.seconds, 3), "failed": failed}


@dataclass(frozen=True, slots=True)
class Work:
    """What a process is asked to read. ``tables``: paths of the register's tables, none for the bundled one."""

    item: sources.Item
    example: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What it found, or why not."""

    name: str
    extraction: Extraction | None
    error: str | None = None


def ingest(
    named: Sequence[str],
    store: Store,
    register: Register | None = None,
    *,
    jobs: int = 1,
    dask: str | None = None,
    seen: Seen | None = None,
) -> Summary:
    """Write the letters of files, folders, zips or ``-`` into a store, each in place of its former version.

    ``register``: the bundled one unless given (then it is read here, in one process). ``seen`` is told how many are
    done, of how many. Raises ``StoreError`` when the store cannot be written; what was written before stays.
    """
    started = time.perf_counter()
    facts = register or registers.bundled()
    items = list(sources.expand(named))
    summary = Summary()
    with executor(jobs, dask) if register is None else nullcontext() as pool:
        for number, done in enumerate(_found(items, pool, facts), start=1):
            if done.extraction is None:
                summary.failed.append((done.name, done.error or "not read"))
            else:
                summary.add(load(store, done.extraction, facts), len(done.extraction.unread))
            if seen:
                seen(number, len(items))
    summary.seconds = time.perf_counter() - started
    return summary


def find(item: sources.Item, register: Register | None = None) -> Done:
    """Read one letter and find what it says; a letter that cannot be read gives its sentence."""
    try:
        letter = sources.load(item)
    except InputError as error:
        return Done(item.name, None, str(error))
    return Done(item.name, extract(letter, register))


def _found(items: Sequence[sources.Item], pool: Executor | None, register: Register) -> Iterator[Done]:
    if pool is None:
        return (find(item, register) for item in items)
    return pool.map(find, items, chunksize=16)
