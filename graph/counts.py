"""What is in the store in figures, for the home page and after an ingest. Counted once for each version."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from kamergraaf import queries
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
    things = {
        str(name).rsplit("/", 1)[-1]: int(str(number))
        for name, number in store.select(queries.store("counts_classes", store.base).bind())
    }
    mentions = dict.fromkeys(Resolution, 0)
    for name, number in store.select(queries.store("counts_mentions", store.base).bind()):
        mentions[Resolution(str(name).rsplit("/", 1)[-1])] = int(str(number))
    return Counts(version, store.size(), things, mentions)
