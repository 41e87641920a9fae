"""Is the store whole? Shapes, quotes, edges that lead nowhere, statements that stand twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kamergraaf.graph.integrity import broken_graphs, dangling
from kamergraaf.graph.shapes import broken_shapes
from kamergraaf.graph.store import Store


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong. ``kind``: what sort; ``at``: the IRI where; ``message``: what is wrong, in one sentence."""

    kind: str
    at: str
    message: str


def check(store: Store, *, shapes: bool = True) -> Iterator[Finding]:
    """Give every fault of a store, as it is found; none for one that is whole.

    Integrity first (seconds), then the SHACL shapes (about 50,000 statements a second; ``shapes=False`` leaves
    them out). Nothing is held in memory but one batch of letters and a fingerprint of each shared statement.
    """
    for kind, at, message in broken_graphs(store):
        yield Finding(kind, at, message)
    for kind, at, message in dangling(store):
        yield Finding(kind, at, message)
    if shapes:
        for kind, at, message in broken_shapes(store):
            yield Finding(kind, at, message)
