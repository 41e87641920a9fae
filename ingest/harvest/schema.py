"""What the Kamer's OData says that its entities hold (``$metadata``), against what Kamergraaf reads of them.

Version 5 renamed and dropped properties of version 4 without a list. A property that is gone would leave a hole in
every record that nobody sees, and the token would have moved on: it is told before anything is fetched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree
from rapidfuzz.process import extractOne

from kamergraaf.ingest.harvest.entities import RENAMED, Category
from kamergraaf.ingest.readers.markup import local, parsed
from kamergraaf.ontology.errors import InputError

_ALIKE = 60  # of 100: from here on a name is told as perhaps the same


@dataclass(frozen=True, slots=True)
class Schema:
    """The names of the properties of each entity, references included."""

    source: str
    properties: Mapping[str, frozenset[str]]

    def examine(self, kind: Category) -> None:
        """See that an entity has what we read of it. Raises ``InputError`` naming what is gone and what may be it."""
        held = self.properties.get(kind.name)
        if held is None:
            near = extractOne(kind.name, list(self.properties))
            raise InputError(
                f"{self.source}: there is no {kind.name} any more{_perhaps(near)}. Nothing of it was fetched. "
                "A newer Kamergraaf may know its new name."
            )
        others = {ours: theirs for theirs, ours in RENAMED.get(kind.name, {}).items()}
        gone = [name for name in (*kind.needs, *kind.expand) if name not in held and others.get(name) not in held]
        if gone:
            said = ", ".join(f"{name}{_perhaps(extractOne(name, sorted(held)))}" for name in gone)
            raise InputError(
                f"{self.source}: {kind.name} has no {said}. Nothing of it was fetched, so that no record goes "
                "without it. A newer Kamergraaf may know the new name; without --since SyncFeed brings it still."
            )


def read(source: str, document: bytes) -> Schema:
    """Read a ``$metadata`` document (CSDL). Raises ``InputError`` where it is none."""
    root = parsed(source, document)
    types = {element.get("Name", ""): element for element in root.iter() if local(element) == "entitytype"}
    if not types:
        raise InputError(f"{source}: the answer is no OData metadata. Check --base-url.")
    return Schema(source, {name: frozenset(_properties(element, types)) for name, element in types.items()})


def _properties(element: etree._Element, types: Mapping[str, etree._Element]) -> set[str]:
    """Give the names that an entity has of itself and from those it is made after."""
    names: set[str] = set()
    following: etree._Element | None = element
    for _ in types:  # no longer than that, also where two are made after each other
        if following is None:
            break
        names |= {one.get("Name", "") for one in following if local(one) in ("property", "navigationproperty")}
        following = types.get((following.get("BaseType") or "").rpartition(".")[2])
    return names


def _perhaps(near: tuple[str, float, int] | None) -> str:
    return f" (it has {near[0]})" if near is not None and near[1] >= _ALIKE else ""
