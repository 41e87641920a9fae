"""Values that live and die inside the reading of a letter: frozen for the type checker, made by plain assignments.

A ``dataclass(frozen=True)`` sets each field through ``object.__setattr__``, which costs four times as much. What
crosses to another room (``ontology/model.py``) pays for it, some 4 % of a letter, and cannot be changed at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform, overload

T = TypeVar("T")


@overload
def value(cls: type[T]) -> type[T]: ...


@overload
def value(*, order: bool) -> Callable[[type[T]], type[T]]: ...


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[T] | None = None, *, order: bool = False) -> type[T] | Callable[[type[T]], type[T]]:
    """Make a class a slotted dataclass that compares and hashes by its fields; nothing may set them again."""
    make = dataclass(slots=True, unsafe_hash=True, order=order)
    return make if cls is None else make(cls)
