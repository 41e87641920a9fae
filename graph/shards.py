"""Many letters at once: each batch is one file of quads, made wherever there is a processor, loaded together.

The same function runs in a loop, a process pool and on Dask, and writes the same bytes. A shard appears whole or
not at all, and one that is there with its right hash is not made again: a run that was killed goes on.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Generic, Protocol, TypeVar

import zstandard

from kamergraaf.graph.quads import quads
from kamergraaf.ontology import iris
from kamergraaf.ontology.model import Extraction

LETTERS = 50  # in a shard: what a killed process was at is done again
_LEVEL = 3  # of zstd: twenty times smaller at 800 MB a second (engines.md, section 2)


class Found(Protocol):
    """What came of one letter: its findings, or one sentence on why there are none."""

    @property
    def name(self) -> str:
        """The letter's name."""

    @property
    def extraction(self) -> Extraction | None:
        """Its findings."""

    @property
    def error(self) -> str | None:
        """Why there are none."""


Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class ShardJob(Generic[Item]):
    """A batch of letters still to be read. ``fingerprint`` changes with the letters, the rules and the register."""

    number: int
    folder: str
    base: str
    items: tuple[Item, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class ShardResult:
    """A shard and what is in it. ``sha256``: of its lines before packing. ``failed``: name and sentence.

    ``keys``: each item's letter, in the job's order; '' for one that failed.
    """

    path: str
    fingerprint: str
    sha256: str
    letters: int
    quads: int
    mentions: int
    resolved: int
    ambiguous: int
    unresolved: int
    unread: int
    failed: tuple[tuple[str, str], ...] = ()
    keys: tuple[str, ...] = ()


def shard_jobs(
    items: Sequence[Item], folder: Path, fingerprints: Sequence[str], *, base: str = iris.BASE, size: int = LETTERS
) -> Iterator[ShardJob[Item]]:
    """Divide letters over shards. ``fingerprints``: one text for each item that changes when its findings may."""
    for number, start in enumerate(range(0, len(items), size)):
        known = "\n".join(fingerprints[start : start + size])
        digest = hashlib.sha256(f"{base}\n{known}".encode()).hexdigest()
        yield ShardJob(number, str(folder), base, tuple(items[start : start + size]), digest)


def write_shards(
    jobs: Iterable[ShardJob[Item]], find: Callable[[Item], Found], pool: Executor | None = None
) -> Iterator[ShardResult]:
    """Write shards in this process, or with any executor (``ProcessPoolExecutor``, Dask's ``get_executor()``)."""
    write = partial(write_shard, find=find)
    return pool.map(write, list(jobs)) if pool is not None else map(write, jobs)  # Dask maps lists only


def write_shard(job: ShardJob[Item], find: Callable[[Item], Found]) -> ShardResult:
    """Write one shard: sorted N-Quads, each once, packed with zstd; what was made before is taken as it is."""
    file = Path(job.folder) / f"brieven-{job.number:06d}.nq.zst"
    known = file.with_suffix(".json")
    made = _made(file, known, job.fingerprint)
    if made is not None:
        return made
    lines: set[str] = set()
    letters = mentions = resolved = ambiguous = unresolved = unread = 0
    failed = []
    keys: list[str] = []
    for item in job.items:
        found = find(item)
        keys.append(found.extraction.key if found.extraction is not None else "")
        if found.extraction is None:
            failed.append((found.name, found.error or "not read"))
            continue
        one = quads(found.extraction, job.base)
        lines.update(f"{line} <{one.graph}> .\n" for line in one.letter)
        lines.update(f"{line} <{one.facts_graph}> .\n" for line in one.facts)
        letters, mentions, resolved = letters + 1, mentions + one.mentions, resolved + one.resolved
        ambiguous, unresolved = ambiguous + one.ambiguous, unresolved + one.unresolved
        unread += len(found.extraction.unread)
    content = "".join(sorted(lines)).encode()
    result = ShardResult(
        str(file),
        job.fingerprint,
        hashlib.sha256(content).hexdigest(),
        letters,
        len(lines),
        mentions,
        resolved,
        ambiguous,
        unresolved,
        unread,
        tuple(failed),
        tuple(keys),
    )
    _appear(file, zstandard.ZstdCompressor(level=_LEVEL).compress(content))
    _appear(known, json.dumps(asdict(result)).encode())
    return result


def _made(file: Path, known: Path, fingerprint: str) -> ShardResult | None:
    try:
        held = json.loads(known.read_bytes())
        if held.pop("fingerprint") != fingerprint:
            return None
        content = zstandard.ZstdDecompressor().decompress(file.read_bytes())
        if hashlib.sha256(content).hexdigest() != held["sha256"]:
            return None
        failed = tuple((name, error) for name, error in held.pop("failed"))
        keys = tuple(held.pop("keys"))
        return ShardResult(fingerprint=fingerprint, failed=failed, keys=keys, **held | {"path": str(file)})
    except (OSError, ValueError, KeyError, TypeError, zstandard.ZstdError):
        return None  # absent, of another make or half written: it is made again


def _appear(file: Path, content: bytes) -> None:
    """Write a file that is never seen half."""
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    aside.write_bytes(content)
    aside.replace(file)
