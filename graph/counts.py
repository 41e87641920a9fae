"""What is in the store in figures, for the home page and after an ingest. Counted once for each version."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from kamergraaf.graph import tally
from kamergraaf.graph.store import Store
from kamergraaf.ontology.model import Resolution


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures of one version of the store. ``things``: by local name of the class (Motie, Persoon)."""

    version: str
    quads: int
    things: Mapping[str, int]
    mentions: Mapping[Resolution, int]


_HELD: WeakKeyDictionary[Store, Counts] = WeakKeyDictionary()
_LOCK = threading.Lock()


def counts(store: Store) -> Counts:
    """Give the figures; from memory as long as the store has not changed."""
    with _LOCK:
        version = store.version()
        held = _HELD.get(store)
        if held is None or held.version != version:
            held = _HELD[store] = _count(store, version)
        return held


def _count(store: Store, version: str) -> Counts:
    things = {str(name).rsplit("/", 1)[-1]: int(n or 0) for name, n in tally.rows(store, "counts_classes")}
    mentions = dict.fromkeys(Resolution, 0)
    for name, number in tally.rows(store, "counts_mentions"):
        mentions[Resolution(str(name).rsplit("/", 1)[-1])] = int(number or 0)
    return Counts(version, tally.size(store), things, mentions)
