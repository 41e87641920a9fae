"""The terms of a result, whichever engine gave it: plain frozen values, no engine's JSON or classes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kamergraaf.graph.literals import XSD, escaped
from kamergraaf.ontology import terms

STRING = XSD + "string"
LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


class Iri(str):
    """An address."""

    __slots__ = ()

    def n3(self) -> str:
        """Give the term as N-Triples text."""
        return f"<{self}>"


class Blank(str):
    """A node without address: never stored by us, but a query can make one and other endpoints have them."""

    __slots__ = ()

    def n3(self) -> str:
        """Give the term as N-Triples text."""
        return f"_:{self}"


@dataclass(frozen=True, slots=True)
class Literal:
    """A value. ``language`` is None but for texts in a language."""

    value: str
    datatype: str = STRING
    language: str | None = None

    def __str__(self) -> str:
        """Give the bare value."""
        return self.value

    def n3(self) -> str:
        """Give the term as N-Triples text."""
        if self.language:
            return f'"{escaped(self.value)}"@{self.language}'
        return f'"{escaped(self.value)}"' + ("" if self.datatype == STRING else f"^^<{self.datatype}>")


Term = Iri | Blank | Literal
Row = tuple[Term | None, ...]
Triple = tuple[Iri | Blank, Iri, Term]


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT: names in the query's order, and rows that can be read once, in step with the store."""

    variables: tuple[str, ...]
    rows: Iterable[Row]

    def __iter__(self) -> Iterator[Row]:
        """Go through the rows."""
        return iter(self.rows)


_BOOLEANS = frozenset({terms.AND_OTHERS, terms.EXAMPLE, terms.ACTING})


def as_stored(prop: str, value: Term) -> Term:
    """Give a value of a property as we stored it: Virtuoso's rows have 1 and 0 where its graph has true and false."""
    if prop in _BOOLEANS and isinstance(value, Literal) and value.value in ("1", "0"):
        return Literal("true" if value.value == "1" else "false", f"{XSD}boolean")
    return value
