"""One letter read and understood: the plain function that a loop, a process pool and Dask all run."""

from __future__ import annotations

from dataclasses import dataclass

from kamergraaf.ingest import sources
from kamergraaf.ingest.extract import extract
from kamergraaf.ontology.errors import InputError
from kamergraaf.ontology.model import Extraction
from kamergraaf.ontology.register import Register


@dataclass(frozen=True, slots=True)
class Done:
    """What was found in a letter, or one sentence on why not."""

    name: str
    extraction: Extraction | None
    error: str | None = None


def find(item: sources.Item, register: Register | None = None) -> Done:
    """Read one letter and find what it says, by this register or the bundled one."""
    try:
        letter = sources.load(item)
    except InputError as error:
        return Done(item.name, None, str(error))
    return Done(item.name, extract(letter, once(register)))


def once(register: Register | None) -> Register | None:
    """Give the same object for the same register: it comes to a process anew with each task, its index should not."""
    return _SEEN.setdefault(register.sha256, register) if register is not None else None


_SEEN: dict[str, Register] = {}
