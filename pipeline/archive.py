"""Many letters into a store that has none yet: shards made side by side, then loaded together.

A run that was killed goes on: a shard that is there with the same letters, rules and register is not made again, and
one that is loaded not loaded again.
"""

from __future__ import annotations

import hashlib
import shutil
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from functools import cache, partial
from importlib import resources
from pathlib import Path

from kamergraaf.graph.load import load
from kamergraaf.graph.loading import broken_off, load_shards
from kamergraaf.graph.shards import LETTERS, ShardResult, shard_jobs, write_shards
from kamergraaf.graph.store import Store
from kamergraaf.ingest.sources import Item
from kamergraaf.ontology.register import Register
from kamergraaf.pipeline.finding import Done, find

Seen = Callable[[int, int], None]
Read = Callable[[Item, Register | None], Done]
_RECORD = "geladen.json"


def load_archive(
    items: Sequence[Item],
    store: Store,
    folder: Path,
    register: Register,
    pool: Executor | None,
    seen: Seen | None = None,
    *,
    read: Read = find,
) -> list[ShardResult]:
    """Write letters as shards into ``folder``, load them, and take the folder away.

    Of two versions of one letter among the sources the later counts, as when they are ingested one by one. ``read``:
    how a letter is read and understood. Raises ``StoreError`` where a former run that was
    broken off had other shards.
    """
    folder.mkdir(parents=True, exist_ok=True)
    prints = [f"{_rules()} {register.sha256} {_print(item)}" for item in items]
    jobs = shard_jobs(items, folder, prints, base=store.base)
    results = []
    for number, result in enumerate(write_shards(jobs, partial(_read, read=read, register=register), pool), start=1):
        results.append(result)
        if seen:
            seen(min(number * LETTERS, len(items)), len(items))
    load_shards(store, [Path(result.path) for result in results], register, record=folder / _RECORD)
    for item in _doubled(items, results):
        found = read(item, register)
        if found.extraction is not None:
            load(store, found.extraction, register)
    shutil.rmtree(folder)
    return results


def _read(item: Item, *, read: Read, register: Register) -> Done:
    return read(item, register)


def was_broken_off(store: Store, folder: Path) -> bool:
    """Whether a load of the shards in this folder was broken off and nobody has written to the store since."""
    return broken_off(store, folder / _RECORD)


def _doubled(items: Sequence[Item], results: Sequence[ShardResult]) -> list[Item]:
    """Give the last item of each letter that came more than once."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(key for result in results for key in result.keys):
        if key:
            places[key].append(place)
    return [items[found[-1]] for found in places.values() if len(found) > 1]


def _print(item: Item) -> str:
    """Give what changes with a source's content, without reading it."""
    name = "/".join((item.path, *item.member))
    if item.data is not None:
        return f"{name} {hashlib.sha256(item.data).hexdigest()}"
    try:
        found = Path(item.path).stat()
    except OSError:
        return name
    return f"{name} {found.st_size} {found.st_mtime_ns}"


@cache
def _rules() -> str:
    """Give a hash of the room ``ingest`` as it is installed: other rules, other shards."""
    digest = hashlib.sha256()
    root = Path(str(resources.files("kamergraaf.ingest")))
    for path in sorted(root.rglob("*")):
        if path.suffix in (".py", ".toml", ".csv") and path.is_file():
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
