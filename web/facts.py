"""Facts of a thing in words: which are shown, in which order, and how a value reads."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from kamergraaf.graph.terms import Iri, Literal
from kamergraaf.graph.things import Fact, Thing
from kamergraaf.ontology import iris
from kamergraaf.web.concepts import concept_label
from kamergraaf.web.connections import local_name
from kamergraaf.web.words import Words

_ORDER = (
    *("date", "decidedOn", "status", "result", "kind", "appreciation", "asked", "andOthers", "session", "number"),
    *("authorName", "from", "until", "seenOn", "post", "acting", "title", "altLabel", "identifier"),
    *("page", "seeAlso", "sameAs", "tooi", "source"),
)
_DAYS = frozenset({"date", "decidedOn", "from", "until", "seenOn"})
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Value:
    """A value in words, with an address where it has one; ``away``: at another site."""

    text: str
    href: str = ""
    away: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A fact: its name and its values."""

    name: str
    values: tuple[Value, ...]


def rows(found: Thing, shown_title: str, w: Words) -> tuple[Row, ...]:
    """Give a thing's facts in words, in the order of reading; what only programs need is left out."""
    by_name: dict[str, list[Fact]] = {}
    for fact in found.facts:
        by_name.setdefault(local_name(fact.property), []).append(fact)
    out = []
    for name in _ORDER:
        facts = by_name.get(name, [])
        if name == "title":
            facts = [fact for fact in facts if str(fact.value) not in shown_title]
        if name == "source":  # of the register a code, which says nothing to a reader
            facts = [fact for fact in facts if str(fact.value).startswith("http")]
        values = tuple(dict.fromkeys(_value(name, fact, w) for fact in facts))
        if values:
            out.append(Row(w(f"feit.{name}"), values))
    return tuple(out)


def _value(name: str, fact: Fact, w: Words) -> Value:
    value = fact.value
    if isinstance(value, Literal):
        if name in _DAYS:
            return Value(w.day(value.value))
        if value.value == "true" and w.has(f"feit.{name}-waarde"):
            return Value(w(f"feit.{name}-waarde"))
        text = value.value if len(value.value) <= _LONGEST else value.value[:_LONGEST].rsplit(" ", 1)[0] + " …"
        return Value(text)
    return _address(value, w)


def _address(value: Iri, w: Words) -> Value:
    if value.startswith(iris.LIST):
        return Value(concept_label(value, w.lang), "/def/" + value.removeprefix(iris.DEF))
    if value.startswith(("https://", "http://")):
        parts = urlsplit(value)
        tail = parts.path.rstrip("/").rsplit("/", 1)[-1]
        host = parts.netloc.removeprefix("www.")
        return Value(f"{host}: {tail}" if tail and len(tail) < 40 else host, str(value), away=True)
    return Value(str(value))
