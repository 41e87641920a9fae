"""Which nodes plainly conform to the core of the shapes, so that pySHACL need not judge them.

pySHACL takes 120 microseconds a statement, twelve minutes for the national graph. A node is passed here only when
every constraint that the shapes put on it is of a kind known below and surely holds; each other node is left to
pySHACL, which alone says what is wrong. A kind of constraint that is not known here costs time, never a finding.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import rdflib
from rdflib.namespace import RDF, RDFS, SH, XSD

Properties = Mapping[str, Sequence[str]]  # of a node: its values as N-Triples terms, by property
_Holds = Callable[[Sequence[str], Properties, "Described"], bool]

_TYPE, _SUBCLASS = str(RDF.type), str(RDFS.subClassOf)
_TARGETS = (SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf, SH.target)
_NOT_CONSTRAINTS = frozenset({SH.targetClass, SH.path, SH.property, SH.message, SH.name, SH.description, RDF.type})
_LITERAL = re.compile(r'"(?P<text>.*)"(?:@(?P<language>[a-z0-9-]+)|\^\^<(?P<datatype>[^>]*)>)?', re.DOTALL)
_NUMBER = re.compile(r'"(-?[0-9]+(?:\.[0-9]+)?)"\^\^<')


class Described:
    """Statements by subject and property; of what classes a node is, by the statements themselves."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Take N-Triples lines without the full stop, each once."""
        self.nodes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for line in lines:
            subject, prop, thing = line.split(" ", 2)
            self.nodes[subject[1:-1]][prop[1:-1]].append(thing)
        self._above: dict[str, frozenset[str]] = {}
        self._of: dict[tuple[str, ...], frozenset[str]] = {}

    def classes(self, node: str) -> frozenset[str]:
        """Give the classes of a node, with those above them."""
        found = self.nodes.get(node)
        types = tuple(found[_TYPE]) if found is not None and _TYPE in found else ()
        if types not in self._of:
            self._of[types] = frozenset().union(*(self._with_those_above(one[1:-1]) for one in types))
        return self._of[types]

    def _with_those_above(self, name: str) -> frozenset[str]:
        if name not in self._above:
            found, new = {name}, [name]
            while new:
                props = self.nodes.get(new.pop(), {})
                above = {one[1:-1] for one in props.get(_SUBCLASS, ())} - found
                found |= above
                new += above
            self._above[name] = frozenset(found)
        return self._above[name]


class Conforming:
    """The core of some shapes, made ready to pass the nodes that plainly conform."""

    def __init__(self, shapes: rdflib.Graph) -> None:
        """Take the shapes, without those that are asked in SPARQL."""
        self._graph = shapes
        self._made: dict[rdflib.term.Node, tuple[_Rule, ...] | None] = {}
        self._targets: dict[str, list[rdflib.term.Node]] = defaultdict(list)
        for shape, name in shapes.subject_objects(SH.targetClass):
            self._targets[str(name)].append(shape)
        implicit = any((shape, RDF.type, RDFS.Class) in shapes for shape in shapes.subjects(RDF.type, SH.NodeShape))
        # Shapes that choose their nodes otherwise than by class: no node can be passed for them.
        self._all_doubtful = implicit or any(next(shapes.subjects(target), None) is not None for target in _TARGETS)
        self._rules_of: dict[frozenset[str], tuple[_Rule, ...] | None] = {}

    def doubtful(self, nodes: Iterable[str], described: Described) -> list[str]:
        """Give those of these nodes that do not plainly conform, in order."""
        return sorted(node for node in nodes if not self._conforms(node, described))

    def _conforms(self, node: str, described: Described) -> bool:
        if self._all_doubtful:
            return False
        classes = described.classes(node)
        if classes not in self._rules_of:
            shapes = sorted({shape for name in classes for shape in self._targets.get(name, ())}, key=str)
            made = [self._rules(shape) for shape in shapes]
            known = [rules for rules in made if rules is not None]
            self._rules_of[classes] = tuple(r for rules in known for r in rules) if len(known) == len(made) else None
        rules = self._rules_of[classes]
        return rules is not None and _hold(rules, node, described)

    def _rules(self, shape: rdflib.term.Node) -> tuple[_Rule, ...] | None:
        """Give what a node shape asks; None when it asks something that is not known here."""
        if shape not in self._made:
            self._made[shape] = None  # a shape that leads back to itself is not passed
            own = self._constraints(shape) if (shape, SH.path, None) not in self._graph else None
            parts = [self._property(one) for one in self._graph.objects(shape, SH.property)]
            known = [part for part in parts if part is not None]
            if own is not None and len(known) == len(parts):
                self._made[shape] = (*([_Rule(None, own)] if own else []), *known)
        return self._made[shape]

    def _property(self, shape: rdflib.term.Node) -> _Rule | None:
        path = self._graph.value(shape, SH.path)
        nested = next(self._graph.objects(shape, SH.property), None)
        tests = self._constraints(shape)
        if not isinstance(path, rdflib.URIRef) or nested is not None or tests is None:
            return None
        return _Rule(str(path), tests)

    def _constraints(self, shape: rdflib.term.Node) -> tuple[_Holds, ...] | None:
        tests = []
        for parameter, value in self._graph.predicate_objects(shape):
            if parameter in _NOT_CONSTRAINTS:
                continue
            test = self._test(str(parameter), value)
            if test is None:
                return None
            tests.append(test)
        return tuple(tests)

    def _test(self, parameter: str, value: rdflib.term.Node) -> _Holds | None:
        if parameter == str(SH.node):
            rules = self._rules(value)
            return None if rules is None else _each_is(rules)
        make = _TESTS.get(parameter)
        return make(str(value)) if make is not None else None


@dataclass(frozen=True, slots=True)
class _Rule:
    """What must hold of a node's values of a property; of the node itself without one."""

    path: str | None
    tests: tuple[_Holds, ...]


def _hold(rules: Iterable[_Rule], node: str, described: Described) -> bool:
    props = described.nodes.get(node, {})
    for rule in rules:
        values = props.get(rule.path, ()) if rule.path is not None else (f"<{node}>",)
        for test in rule.tests:
            if not test(values, props, described):
                return False
    return True


def _each_is(rules: tuple[_Rule, ...]) -> _Holds:
    return lambda values, _, described: all(
        value.startswith("<") and _hold(rules, value[1:-1], described) for value in values
    )


def _least(number: str) -> _Holds:
    return lambda values, *_: len(values) >= int(number)


def _most(number: str) -> _Holds:
    return lambda values, *_: len(values) <= int(number)


def _kind(kind: str) -> _Holds:
    start = {str(SH.IRI): "<", str(SH.Literal): '"'}.get(kind, "\0")
    return lambda values, *_: all(value.startswith(start) for value in values)


def _class(name: str) -> _Holds:
    return lambda values, _, described: all(
        value.startswith("<") and name in described.classes(value[1:-1]) for value in values
    )


def _pattern(pattern: str) -> _Holds:
    search = re.compile(pattern).search

    def matches(value: str) -> bool:
        text = value[1:-1] if value.startswith("<") else _text(value)
        return text is not None and "\\" not in text and search(text) is not None

    return lambda values, *_: all(map(matches, values))


def _datatype(datatype: str) -> _Holds:
    well_formed = _WELL_FORMED.get(datatype)

    def holds(value: str) -> bool:
        found = _LITERAL.fullmatch(value)
        if found is None or well_formed is None or found["language"]:
            return False
        return (found["datatype"] or str(XSD.string)) == datatype and bool(well_formed(found["text"]))

    return lambda values, *_: all(map(holds, values))


def _shortest(number: str) -> _Holds:
    def holds(value: str) -> bool:
        text = _text(value)
        # At most ten characters write one where there is a backslash (\\U and eight digits).
        return text is not None and (-(-len(text) // 10) if "\\" in text else len(text)) >= int(number)

    return lambda values, *_: all(map(holds, values))


def _longest(number: str) -> _Holds:
    def holds(value: str) -> bool:
        text = _text(value)
        # Two characters or more write one where there is a backslash.
        return text is not None and len(text) - (text.count("\\") + 1) // 2 <= int(number)

    return lambda values, *_: all(map(holds, values))


def _bound(number: str, *, lower: bool) -> _Holds:
    limit = Decimal(number)

    def holds(value: str) -> bool:
        found = _NUMBER.match(value)
        return found is not None and (Decimal(found[1]) >= limit if lower else Decimal(found[1]) <= limit)

    return lambda values, *_: all(map(holds, values))


def _less_than(prop: str) -> _Holds:
    def holds(values: Sequence[str], props: Properties, _: Described) -> bool:
        mine = [_NUMBER.match(value) for value in values]
        theirs = [_NUMBER.match(value) for value in props.get(prop, ())]
        return all(a is not None and b is not None and Decimal(a[1]) < Decimal(b[1]) for a in mine for b in theirs)

    return holds


def _disjoint(prop: str) -> _Holds:
    return lambda values, props, _: not set(values) & set(props.get(prop, ()))


def _one_a_language(wanted: str) -> _Holds:
    def holds(values: Sequence[str], *_: object) -> bool:
        languages = [value.rpartition('"')[2] for value in values if value.startswith('"')]
        return len(languages) == len(set(languages)) or wanted != "true"

    return holds


def _has(value: str) -> _Holds:
    return lambda values, *_: f"<{value}>" in values  # a literal has no such form: it is left to pySHACL


def _text(value: str) -> str | None:
    """Give the text between the quotes of a literal, as N-Triples writes it."""
    return value[1 : value.rindex('"')] if value.startswith('"') else None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_WELL_FORMED: Mapping[str, Callable[[str], object]] = {
    str(XSD.string): lambda _: True,
    str(XSD.integer): re.compile(r"-?[0-9]+").fullmatch,
    str(XSD.decimal): re.compile(r"-?[0-9]+(\.[0-9]+)?").fullmatch,
    str(XSD.boolean): re.compile(r"true|false").fullmatch,
    str(XSD.date): _is_day,
}
_TESTS: Mapping[str, Callable[[str], _Holds]] = {
    str(SH.minCount): _least,
    str(SH.maxCount): _most,
    str(SH.nodeKind): _kind,
    str(SH["class"]): _class,
    str(SH.pattern): _pattern,
    str(SH.datatype): _datatype,
    str(SH.minLength): _shortest,
    str(SH.maxLength): _longest,
    str(SH.minInclusive): lambda number: _bound(number, lower=True),
    str(SH.maxInclusive): lambda number: _bound(number, lower=False),
    str(SH.lessThan): _less_than,
    str(SH.disjoint): _disjoint,
    str(SH.uniqueLang): _one_a_language,
    str(SH.hasValue): _has,
}
