"""Look at a query before any engine sees it: read only, within this store, within limits.

An engine's parser needs no space between words (``ASKFROM<g>``, ``trueSERVICE:x{}`` are read by Oxigraph), so a
word counts wherever it can be read, also glued to another. A wrong refusal is better than a request sent out.
Syntax itself is judged by pyoxigraph on an empty store, whichever engine answers later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pyoxigraph as ox

from kamergraaf.ontology import iris
from kamergraaf.ontology.errors import Refused, UsageError

LONGEST = 1 << 20  # characters
DEEPEST = 200  # brackets within brackets: deeper ones end parsers by their stack

_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
              | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
  | (?P<name>[?$]\w+ | @[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<pname>(?P<prefix>[^\W\d](?:[\w.-]*\w)?|)(?P<local>:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*))
  | (?P<word>[^\W\d]\w*)
  | (?P<open>[({\[])
  | (?P<close>[)}\]])
  | .
    """,
    re.VERBOSE | re.DOTALL,
)
_READS = re.compile(r"(select|ask|construct|describe)", re.IGNORECASE)
_WRITES = re.compile(r"(insert|delete|load|clear|create|drop|copy|move|add|with)$", re.IGNORECASE)
_FROM = re.compile(r"from(named)?$", re.IGNORECASE)
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SIGN = re.compile(r'"([^"]{1,12})"')
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Examined:
    """What a query is. ``form``: select, ask, construct or describe. ``names_dataset``: it has FROM of its own."""

    form: str
    names_dataset: bool


def examine(query: str, base: str = iris.BASE) -> Examined:
    """Give a query's form, or refuse it.

    Raises ``Refused`` for an update, SERVICE, and FROM a graph that is not under ``base``; ``UsageError`` for a
    query that is too long, too deep or cannot be read, with line and column.
    """
    if len(query) > LONGEST:
        raise UsageError(f"This query has {len(query):,} characters; at most {LONGEST:,} are read. Ask it in parts.")
    plain = _CODE_POINT.sub(_character, query)
    form = ""
    prefixes: dict[str, str] = {}
    depth, names_dataset, awaiting, declaring = 0, False, False, ""
    for token in _TOKEN.finditer(plain):
        kind = token.lastgroup
        if kind == "comment" or token.group().isspace():
            continue
        if kind == "open":
            depth += 1
            if depth > DEEPEST:
                raise UsageError(f"This query nests brackets more than {DEEPEST} deep. Write it flatter.")
        elif kind == "close":
            depth -= 1
        word = token["word"] or token["prefix"] or ""
        if "service" in word.casefold():
            raise Refused("SERVICE asks another server, which this one does not do. Ask that server itself.")
        if kind == "pname" and declaring == "prefix":
            prefixes[token["prefix"]] = ""
            declaring = token["prefix"] + ":"
        elif kind == "iri" and declaring:
            prefixes[declaring.rstrip(":")] = token["iri"][1:-1]
            declaring = ""
        elif kind == "word" and not form and word.casefold() in ("prefix", "base"):
            declaring = word.casefold()
        elif not form and word:
            form = _form(word)
        if depth == 0 and form:
            if _FROM.search(word):
                names_dataset = awaiting = True
                if token["local"]:
                    _check_graph(prefixes.get("", "") + token["local"][1:], base)
                    awaiting = False
            elif awaiting and kind in ("iri", "pname"):
                name = token["iri"][1:-1] if kind == "iri" else prefixes.get(token["prefix"], "") + token["local"][1:]
                _check_graph(name, base)
                awaiting = False
    _parse(query)
    return Examined(form, names_dataset)


def _form(word: str) -> str:
    if _WRITES.match(word):
        raise Refused("This endpoint is read only: it answers SELECT, ASK, CONSTRUCT and DESCRIBE.")
    found = _READS.match(word)
    return found.group().lower() if found else "?"


def _check_graph(name: str, base: str) -> None:
    if not name.startswith(base + "graph/"):
        raise Refused(
            f"FROM <{name}> is no graph of this store. Its graphs begin with {base}graph/; "
            "without FROM a query sees all of them together."
        )


def _parse(query: str) -> None:
    """Let pyoxigraph judge the syntax on an empty store."""
    try:
        ox.Store().query(query)
    except SyntaxError as error:
        raise unreadable(error) from error
    except (ValueError, OSError):
        # Valid syntax that fails on evaluation: the engine that answers says so.
        return


def unreadable(error: SyntaxError) -> UsageError:
    """Say where and why a query cannot be read."""
    place = _PLACE.search(str(error))
    if place is None:
        return UsageError(f"This query cannot be read: {error}.")
    line, column, expected = place.groups()
    where = f"Line {line}, column {column} of the query cannot be read"
    # The parser lists every character that might have stood there; words and signs are what helps a person.
    signs = dict.fromkeys(sign for sign in _SIGN.findall(expected) if "\\" not in sign)
    if not signs:
        return UsageError(f"{where}: {expected.splitlines()[0].rstrip('.')[:200]}.")
    return UsageError(f"{where}: what could stand there is {', '.join(list(signs)[:8])}.")


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else match.group()
