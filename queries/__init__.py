"""The saved questions: ``.rq`` files with a head that says what they ask, and values put in at one place.

A file starts with lines of YAML behind ``#+`` (as in grlc)::

    #+ summary: { nl: "Welke moties dienden leden van een partij in?", en: "Which motions did …?" }
    #+ group: moties
    #+ form: table
    #+ parameters:
    #+   partij: { type: iri, kinds: [partij], label: { nl: Partij, en: Party }, example: partij/denk }
    SELECT ?motie WHERE {
      VALUES ?partij { $partij }
      ?motie kg:byParty ?partij
    }

``$partij`` stands in a ``VALUES`` row, so that the query runs on any SPARQL server; an integer also behind ``LIMIT``
or ``OFFSET``, and a day in its ``FILTER``: Virtuoso loses rows where a day from ``VALUES`` is compared in one. A row
whose parameter is optional and has no value is left out, which is why it has its own line.
``PREFIX`` lines are added from ``prefixes.py``. A ``$`` that is no parameter is written ``$$``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from string import Template

import yaml

from kamergraaf.ontology.errors import UsageError
from kamergraaf.ontology.iris import BASE
from kamergraaf.queries.prefixes import with_prefixes
from kamergraaf.queries.values import Value, written

FOLDER = Path(__file__).parent
GROUPS = ("moties", "toezeggingen", "stukken", "mensen", "kwaliteit")
FORMS = ("table", "chart", "graph")
MOST_VALUES = 2000  # Virtuoso refuses longer VALUES rows


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question needs to know.

    ``type``: iri, string, integer, date or kind. ``kinds``: which things of ours an iri may be; empty for any.
    ``label``: by language. ``default`` is used when no value is given; without one a value is ``required``, or
    the parameter's row is left out.
    """

    name: str
    type: str
    label: Mapping[str, str]
    kinds: tuple[str, ...] = ()
    example: str = ""
    default: str | None = None
    required: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """A saved query. ``summary`` by language; ``form`` says how its result reads best: table, chart or graph."""

    name: str
    text: str
    summary: Mapping[str, str]
    group: str = ""
    form: str = "table"
    parameters: tuple[Parameter, ...] = ()
    base: str = BASE

    def bind(self, **values: Value | Sequence[Value]) -> str:
        """Give the whole query with these values in it, ready for any SPARQL server.

        Things are given by IRI or as ``partij/denk``; several at once as a list. Raises ``UsageError`` for a value
        that does not fit its parameter, a missing one, and one that the question does not have.
        """
        known = {parameter.name for parameter in self.parameters}
        for name in values:
            if name not in known:
                has = f"It has: {', '.join(sorted(known))}." if known else "It has none."
                raise UsageError(f"Question {self.name!r} has no parameter {name!r}.{_hint(name, known)} {has}")
        text = self.text
        filled: dict[str, str] = {}
        for parameter in self.parameters:
            value = values.get(parameter.name, parameter.default)
            if value is None or value == "":
                if parameter.required:
                    raise UsageError(
                        f"Question {self.name!r} needs {parameter.name}: give for instance "
                        f"{parameter.name}={parameter.example}."
                    )
                text = re.sub(rf"(?m)^.*\${parameter.name}\b.*\n?", "", text)
                continue
            filled[parameter.name] = _row(parameter, value, self.base)
        return with_prefixes(Template(text).substitute(filled), self.base)


def names() -> tuple[str, ...]:
    """Give the names of the saved questions, in the order of the alphabet."""
    return _names("")


def load(name: str, base: str = BASE) -> Question:
    """Read a saved question; ``UsageError`` with the nearest name where there is none.

    >>> load("moties-van-partij").group
    'moties'
    """
    return _load("", name, base)


def page(name: str, base: str = BASE) -> Question:
    """Read a query that a page asks, from ``pages/``."""
    return _load("pages", name, base)


def store(name: str, base: str = BASE) -> Question:
    """Read a query or update of the store's own, from ``store/``; its head may be absent."""
    return _load("store", name, base)


def _row(parameter: Parameter, value: Value | Sequence[Value], base: str) -> str:
    values = [value] if isinstance(value, str | int | date) else list(value)
    if not 0 < len(values) <= MOST_VALUES:
        raise UsageError(f"{parameter.name} takes 1 to {MOST_VALUES} values, not {len(values)}: ask in parts.")
    return " ".join(written(parameter.name, parameter.type, parameter.kinds, one, base) for one in values)


def _names(folder: str) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (FOLDER / folder).glob("*.rq")))


@cache
def _load(folder: str, name: str, base: str) -> Question:
    known = _names(folder)
    if name not in known:
        hint = _hint(name, known)
        raise UsageError(f"No saved question is called {name!r}.{hint} `kamergraaf questions` lists them.")
    whole = (FOLDER / folder / f"{name}.rq").read_text(encoding="utf-8")
    lines = whole.splitlines(keepends=True)
    head = yaml.safe_load("".join(line[2:].removeprefix(" ") for line in lines if line.startswith("#+"))) or {}
    return Question(
        name=name,
        text="".join(line for line in lines if not line.startswith("#+")),
        summary=head.get("summary", {}),
        group=head.get("group", ""),
        form=head.get("form", "table"),
        parameters=tuple(_parameter(key, row) for key, row in head.get("parameters", {}).items()),
        base=base,
    )


def _parameter(name: str, row: Mapping[str, object]) -> Parameter:
    default = row.get("default")
    label, kinds = row.get("label", {}), row.get("kinds", ())
    assert isinstance(label, Mapping)  # our own files; a test reads each
    assert isinstance(kinds, list | tuple)
    return Parameter(
        name=name,
        type=str(row["type"]),
        label={str(language): str(words) for language, words in label.items()},
        kinds=tuple(str(kind) for kind in kinds),
        example=str(row.get("example", "")),
        default=None if default is None else str(default),
        required=bool(row.get("required", True)),
    )


def _hint(name: str, known: Sequence[str] | set[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f" Did you mean {close[0]!r}?" if close else ""
