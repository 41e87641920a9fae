"""Values: frozen for the type checker, which the build runs, and made by plain assignments.

A ``dataclass(frozen=True)`` sets each field through ``object.__setattr__``, which costs four times as much; reading
a letter makes 1,400 of them with 7,000 fields, and took 6 % longer with it.
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
