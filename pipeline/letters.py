"""Letters into a store: read, find, write; one letter is one transaction, a bad one does not stop the others."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from kamergraaf.graph.load import Loaded, load
from kamergraaf.graph.shards import ShardResult
from kamergraaf.graph.store import Store
from kamergraaf.ingest import sources
from kamergraaf.ontology import iris
from kamergraaf.ontology.register import Register
from kamergraaf.pipeline import registers
from kamergraaf.pipeline.archive import Seen, load_archive, was_broken_off
from kamergraaf.pipeline.finding import Done, find
from kamergraaf.pipeline.meetings import Meetings
from kamergraaf.pipeline.runners import executor

MANY = 2_000  # letters: from here on shards and a bulk load are faster than a transaction a letter


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

    def add_shard(self, result: ShardResult) -> None:
        """Count a shard."""
        self.letters += result.letters
        self.changed += result.letters
        self.mentions += result.mentions
        self.resolved += result.resolved
        self.ambiguous += result.ambiguous
        self.unresolved += result.unresolved
        self.unread += result.unread
        self.triples += result.quads
        self.failed += result.failed

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


def ingest(
    named: Sequence[str],
    store: Store,
    *,
    jobs: int = 1,
    dask: str | None = None,
    seen: Seen | None = None,
    shards: Path | None = None,
) -> Summary:
    """Write the letters of files, folders, zips or ``-`` into a store, each in place of its former version.

    More than ``MANY`` into a store without letters go by shards in the folder ``shards``, where a run that was killed
    goes on. ``seen`` is told how many are done, of how many. Raises ``StoreError`` when the store cannot be written;
    what was written before stays.
    """
    started = time.perf_counter()
    register = registers.of(store)
    items = list(sources.expand(named))
    summary = Summary()
    with executor(jobs, dask) as pool:
        if shards is not None and len(items) > MANY and _takes_shards(store, shards):
            for result in load_archive(items, store, shards, register, pool, seen):
                summary.add_shard(result)
        else:
            meetings = Meetings(store)
            for number, done in enumerate(_found(items, pool, register), start=1):
                if done.extraction is None:
                    summary.failed.append((done.name, done.error or "not read"))
                else:
                    summary.add(load(store, meetings.met(done.extraction), register), len(done.extraction.unread))
                if seen:
                    seen(number, len(items))
    summary.seconds = time.perf_counter() - started
    return summary


def _takes_shards(store: Store, shards: Path) -> bool:
    """Whether a store has no letters yet but those of this very load, which was broken off."""
    return was_broken_off(store, shards) or not store.graphs(iris.letter_graph("", store.base))


def _found(items: Sequence[sources.Item], pool: Executor | None, register: Register) -> Iterator[Done]:
    look = partial(find, register=register)
    return pool.map(look, items, chunksize=32) if pool is not None else map(look, items)
