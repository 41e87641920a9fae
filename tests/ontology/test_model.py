"""What crosses from one room to another cannot be changed on the way."""

from __future__ import annotations

from dataclasses import is_dataclass

import pytest

from kamergraaf.ontology import model

CROSSING = [kind for kind in vars(model).values() if isinstance(kind, type) and is_dataclass(kind)]


@pytest.mark.parametrize("kind", CROSSING, ids=lambda kind: kind.__name__)
def test_what_crosses_is_frozen(kind: type) -> None:
    """Each dataclass of the model refuses an assignment when the program runs, not for the type checker alone."""
    thing: object = object.__new__(kind)
    name = next(iter(kind.__dataclass_fields__))  # type: ignore[attr-defined]  # a dataclass by the list above

    with pytest.raises(AttributeError, match="cannot assign to field"):
        setattr(thing, name, None)
