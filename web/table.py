"""A query's answer as a table for people: things by their names, with their shapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kamergraaf.graph.literals import XSD
from kamergraaf.graph.store import Store
from kamergraaf.graph.terms import Iri, Literal, Row, Rows, Term, Triple
from kamergraaf.ontology import iris
from kamergraaf.web.shown import Shown, href_of, shown
from kamergraaf.web.words import Words

_NUMBERS = frozenset(XSD + name for name in ("integer", "decimal", "double", "float", "int", "long"))


@dataclass(frozen=True, slots=True)
class Cell:
    """A value: a thing, an address elsewhere, a number or a text; or nothing."""

    text: str = ""
    thing: Shown | None = None
    href: str = ""
    title: str = ""
    number: bool = False
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The first rows of an answer; ``total`` counts all."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int

    @property
    def cut(self) -> bool:
        """Whether there are more rows than are shown."""
        return self.total > len(self.rows)


def table(store: Store, answer: Rows, most: int, w: Words) -> Table:
    """Give the first ``most`` rows of a SELECT as a table."""
    return _table(store, answer.variables, list(answer), most, w)


def triples_table(store: Store, triples: Sequence[Triple], most: int, w: Words) -> Table:
    """Give the first ``most`` triples of a CONSTRUCT as a table."""
    return _table(store, ("subject", "predicate", "object"), list(triples), most, w)


def _table(store: Store, variables: tuple[str, ...], rows: list[Row], most: int, w: Words) -> Table:
    first = rows[:most]
    things = {str(term) for row in first for term in row if isinstance(term, Iri) and iris.ref(term, store.base)}
    names = shown(store, sorted(things), w) if things else {}
    made = tuple(tuple(_cell(term, names, store.base, w) for term in row) for row in first)
    return Table(variables, made, len(rows))


def _cell(term: Term | None, names: dict[str, Shown], base: str, w: Words) -> Cell:
    if term is None:
        return Cell(empty=True)
    if isinstance(term, Iri):
        thing = names.get(str(term))
        if thing is not None:
            return Cell(thing=thing, title=str(term))
        return Cell(_short_address(term, base), href=href_of(term, base), title=str(term))
    if isinstance(term, Literal):
        if term.datatype in _NUMBERS:
            whole = term.value.lstrip("-").isdigit()
            return Cell(w.number(int(term.value)) if whole else term.value, number=True)
        if term.datatype == XSD + "date":
            return Cell(w.day(term.value))
        return Cell(term.value)
    return Cell(f"_:{term}")


def _short_address(address: str, base: str) -> str:
    """Give a term by its local name, a place by its letter and offsets, anything else whole."""
    for head in (iris.LIST, iris.RULE, iris.DEF, base + "id/", base):
        if address.startswith(head):
            return address.removeprefix(head)
    return address
