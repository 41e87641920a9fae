"""The only place where a value becomes query text; what does not fit is refused, never mended.

Percent-encoding a bad IRI would name another thing, and cutting a bad date would ask about another day.
"""

from __future__ import annotations

import re
from datetime import date

import pyoxigraph as ox

from kamergraaf.ontology.errors import UsageError
from kamergraaf.ontology.iris import DEF, KIND, LIST, RULE, alias, checked, iri, ref

Value = str | int | date

TYPES = ("iri", "string", "integer", "date", "kind")
LONGEST = 1000  # characters of a string or IRI
_XSD = "http://www.w3.org/2001/XMLSchema#"
# SPARQL's IRIREF, absolute: RFC 3987 leaves out these characters as well.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\x7f-\x9f\ud800-\udfff]+")
_SHORT = re.compile(r"(?:id/)?([a-z]+)/([A-Za-z0-9.-]+)")


def written(name: str, type_: str, kinds: tuple[str, ...], value: Value, base: str) -> str:
    """Give a value as a SPARQL term; ``UsageError`` says what would fit.

    >>> written("partij", "iri", ("partij",), "partij/denk", "https://kamergraaf.example/")
    '<https://kamergraaf.example/id/partij/denk>'
    >>> written("dag", "date", (), "2018-11-27", "")
    '"2018-11-27"^^<http://www.w3.org/2001/XMLSchema#date>'
    """
    match type_:
        case "iri":
            return f"<{_address(name, kinds, value, base)}>"
        case "string":
            return _string(name, value)
        case "integer":
            return str(_integer(name, value))
        case "date":
            return f'"{_day(name, value).isoformat()}"^^<{_XSD}date>'
        case "kind":
            return f"<{DEF}{_kind(name, value)}>"
    raise UsageError(f"Parameter {name} has type {type_!r}; types are: {', '.join(TYPES)}.")


def _address(name: str, kinds: tuple[str, ...], value: Value, base: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise UsageError(f"{name} must be an address: a full IRI, or short like {_example(kinds)}.")
    if short := _SHORT.fullmatch(value):
        word, key = short.groups()
        if word in ("lijst", "regel"):
            return (LIST if word == "lijst" else RULE) + key
        if word == "def":
            return DEF + key
        found = alias(word, key) or checked(word, key)
        return _of_kind(name, kinds, iri(found, base), base)
    try:
        # The engine's own check as well: RFC 3987 knows more, such as a % without two digits.
        whole = _IRI.fullmatch(value) is not None and ox.NamedNode(value).value == value
    except ValueError:
        whole = False
    if not whole:
        raise UsageError(f"{name}={value!r} is no address. Give a full IRI, or short like {_example(kinds)}.")
    return _of_kind(name, kinds, value, base)


def _of_kind(name: str, kinds: tuple[str, ...], address: str, base: str) -> str:
    """Refuse an address of ours that is malformed or of another kind; addresses elsewhere are taken as they are."""
    if address.startswith(base + "id/") and "#" not in address:
        found = ref(address, base)
        if found is None:
            raise UsageError(f"{name}={address} is not well-formed. Give it for instance as {_example(kinds)}.")
        if kinds and found.kind not in kinds:
            raise UsageError(
                f"{name}={address} is a {found.kind}, and {name} must be a {' or '.join(kinds)}: "
                f"for instance {_example(kinds)}."
            )
    return address


def _example(kinds: tuple[str, ...]) -> str:
    examples = {
        "kamerstuk": "kamerstuk/29754-482",
        "motie": "kamerstuk/29754-482",
        "brief": "brief/d70d78ee02df",
        "dossier": "dossier/29754",
        "persoon": "persoon/gijs-van-dijk",
        "ministerie": "ministerie/jenv",
        "toezegging": "toezegging/x-b9232f36ef",
        "overleg": "overleg/ao-2018-06-20-szw-preventie",
    }
    return next((examples[kind] for kind in kinds if kind in examples), "partij/denk")


def _string(name: str, value: Value) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise UsageError(f"{name} must be text of at most {LONGEST} characters.")
    if re.search(r"[\x00\ud800-\udfff]", value):
        raise UsageError(f"{name} holds a character that is no text (NUL or half a pair): leave it out.")
    return str(ox.Literal(value))


def _integer(name: str, value: Value) -> int:
    if isinstance(value, bool) or re.fullmatch(r"[0-9]{1,18}", str(value)) is None:
        raise UsageError(f"{name}={value!r} is no whole number from 0 of at most 18 digits: give for instance 10.")
    return int(str(value))


def _day(name: str, value: Value) -> date:
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise UsageError(f"{name}={value} does not exist in the calendar: {error}.") from error
    raise UsageError(f"{name}={value!r} is no day. Give it as year-month-day: 2018-11-27.")


def _kind(name: str, value: Value) -> str:
    kind = KIND.get(str(value))
    if kind is None:
        raise UsageError(f"{name}={value!r} is no kind of thing. Kinds are: {', '.join(KIND)}.")
    return kind.term
