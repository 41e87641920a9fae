"""The register that a store works with: the bundled one, or the tables that `register update` brought.

A store remembers other tables than the bundled ones in its own book-keeping, so that every later ``ingest`` into it
reads names by the register that its graph *register* shows. They are kept as JSON in pieces: a store that is a server
elsewhere has no folder of ours, and some servers refuse long literals.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from pathlib import Path

import orjson
import zstandard
from pydantic import TypeAdapter, ValidationError

from kamergraaf.graph.literals import plain
from kamergraaf.graph.prepare import prepare
from kamergraaf.graph.store import META, Change, Store
from kamergraaf.ingest import register as tables
from kamergraaf.ontology import iris
from kamergraaf.ontology.errors import StoreError
from kamergraaf.ontology.register import Register

_PIECE = 8_000  # characters
_KEPT = f"<{META}register> <{META}piece>"
_REGISTER = TypeAdapter(Register)


def update(store: Store, files: Sequence[Path]) -> Register:
    """Replace the store's register by these tables (those not given stay as bundled) and derive anew.

    Raises ``InputError`` naming file, row and column; then the store is as it was.
    """
    register = tables.read(files)
    use(store, register)
    return register


def use(store: Store, register: Register) -> bool:
    """Make this the store's register; False when it was already."""
    pieces = set() if register.sha256 == tables.bundled().sha256 else set(_pieces(register))
    meta = iris.graph("meta", store.base)
    kept = {line for line in store.graph(meta) if line.startswith(_KEPT)}
    changed = prepare(store, register)
    if kept != pieces:
        store.apply(Change({meta: sorted(kept - pieces)}, {meta: sorted(pieces - kept)}))
    return changed


def of(store: Store) -> Register:
    """Give the register that a store works with. Raises ``StoreError`` where what it kept cannot be read."""
    meta = iris.graph("meta", store.base)
    pieces = [line.removeprefix(_KEPT).strip(' "') for line in store.graph(meta) if line.startswith(_KEPT)]
    if not pieces:
        return tables.bundled()
    packed = "".join(piece.partition(":")[2] for piece in sorted(pieces))
    try:
        return _REGISTER.validate_json(zstandard.ZstdDecompressor().decompress(base64.b64decode(packed)))
    except (ValueError, ValidationError, zstandard.ZstdError) as error:
        raise StoreError(
            "The register kept in the store cannot be read. Load it again with `kamergraaf register update FILE…`."
        ) from error


def counts(register: Register) -> dict[str, int]:
    """Count what a register holds, for people."""
    names = ("persons", "memberships", "seats", "parties", "ministries", "offices", "cabinets", "dossiers")
    return {name: len(getattr(register, name)) for name in (*names, "organisations")}


def _pieces(register: Register) -> list[str]:
    plainly = orjson.dumps(register, default=dict)
    packed = base64.b64encode(zstandard.ZstdCompressor(level=9).compress(plainly)).decode()
    parts = [packed[start : start + _PIECE] for start in range(0, len(packed), _PIECE)]
    return [f"{_KEPT} {plain(f'{number:05d}:{part}')}" for number, part in enumerate(parts)]
