"""Shards into a store in parts, so that a run that is killed loads no more than one part again.

A record beside the shards tells what is in the store already, and the store's version at that moment: where somebody
else wrote to it meanwhile, the record says nothing any more.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import zstandard

from kamergraaf import queries
from kamergraaf.graph.one_home import said_twice
from kamergraaf.graph.one_label import settle_labels
from kamergraaf.graph.register import all_derived
from kamergraaf.graph.store import Change, Store
from kamergraaf.ontology import iris
from kamergraaf.ontology.errors import StoreError
from kamergraaf.ontology.register import Register

PART = 48 * 2**20  # bytes of packed shards loaded together, some four million quads: more is no faster


def load_shards(store: Store, shards: Sequence[Path], register: Register, *, record: Path | None = None) -> int:
    """Load shards, take out of *feiten* what the Kamer's data says, derive and put in order; give the quads stored.

    For letters that the store does not have yet: a letter that it has in another version goes by ``load``.
    ``record``: a file that remembers how far this came; a later call with it goes on there, unless somebody wrote to
    the store since. Raises ``StoreError`` where a shard that is loaded was made anew and says something else.
    """
    kept = _Record(record)
    prints = {shard.name: hashlib.sha256(shard.read_bytes()).hexdigest() for shard in shards}
    if kept.version != store.version():
        kept.loaded.clear()
    changed = [name for name, digest in kept.loaded.items() if prints.get(name) != digest]
    if changed:
        raise StoreError(
            f"A load into this store was broken off, and {len(changed)} of its shards are others now (other letters, "
            f"rules or register). Take the store and the folder {shards[0].parent} away, and start again."
        )
    for part in _parts(shard for shard in shards if shard.name not in kept.loaded):
        store.bulk(part)
        kept.loaded.update((shard.name, prints[shard.name]) for shard in part)
        kept.write(store)
    with ThreadPoolExecutor(1) as aside:
        # The files are put in order meanwhile; what is written below is little beside them.
        ordered = aside.submit(store.optimize)
        doubled = sorted({line for name in ("officieel", "register") for line in said_twice(store, name, "feiten")})
        if doubled:
            store.apply(Change({iris.graph("feiten", store.base): doubled}))
            kept.write(store)
        settle_labels(store)
        kept.write(store)
        _derive(store, register)
        kept.write(store)
        ordered.result()
    return store.size()


def _derive(store: Store, register: Register) -> None:
    """Fill graph *afgeleid*; where it is empty in bulk, which takes a quarter of the time of a change."""
    graph, lines = iris.graph("afgeleid", store.base), all_derived(store, register)
    if store.ask(queries.store("graph_there", store.base).bind(graph=graph)):
        store.replace(graph, lines)
        return
    with tempfile.TemporaryDirectory(prefix="kamergraaf-") as folder:
        shard = Path(folder) / "afgeleid.nq.zst"
        shard.write_bytes(zstandard.compress("".join(f"{line} <{graph}> .\n" for line in sorted(lines)).encode()))
        store.bulk([shard] if lines else [])


def broken_off(store: Store, record: Path) -> bool:
    """Whether a load into this store was broken off and nobody has written to it since."""
    kept = _Record(record)
    return bool(kept.loaded) and kept.version == store.version()


class _Record:
    def __init__(self, file: Path | None) -> None:
        held = json.loads(file.read_bytes()) if file is not None and file.is_file() else {}
        self._file = file
        self.version: str | None = held.get("version")
        self.loaded: dict[str, str] = held.get("loaded", {})

    def write(self, store: Store) -> None:
        """Remember what is loaded, and at which version of the store; never half."""
        if self._file is None:
            return
        aside = self._file.with_name(f".{self._file.name}")
        aside.write_text(json.dumps({"version": store.version(), "loaded": self.loaded}), encoding="utf-8")
        aside.replace(self._file)


def _parts(shards: Iterable[Path]) -> Iterator[list[Path]]:
    part: list[Path] = []
    size = 0
    for shard in shards:
        part.append(shard)
        size += shard.stat().st_size
        if size >= PART:
            yield part
            part, size = [], 0
    if part:
        yield part
