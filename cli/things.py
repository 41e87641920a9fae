"""How a person names a thing in a call: ``kind/key``, or its whole address."""

from __future__ import annotations

from kamergraaf.ontology import iris
from kamergraaf.ontology.errors import UsageError
from kamergraaf.ontology.model import Ref


def thing(words: str, base: str) -> Ref:
    """Give the thing that is meant, under its own address; ``UsageError`` where the words cannot be one.

    >>> thing("motie/29754-482", iris.BASE)
    Ref(kind='kamerstuk', key='29754-482')
    """
    known = iris.ref(words, base)
    if known is not None:
        return known
    kind, slash, key = words.partition("/")
    if not slash:
        raise UsageError(f"{words!r} is no thing: give kind/key, for instance persoon/farid-azarkan.")
    return iris.alias(kind, key) or iris.checked(kind, key)
