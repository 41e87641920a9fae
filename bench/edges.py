"""The edges that a letter's findings make in the graph, as plain tuples, so that two readings can be compared.

An edge stands once however often the letter says it: what the graph would hold, without the places.
"""

from __future__ import annotations

import re
from typing import Any

Edge = tuple[str, ...]


def edges(document: dict[str, Any]) -> set[Edge]:
    """Give the edges of a document in the shape of the gold."""
    found: set[Edge] = set()
    for one in document.get("citations") or []:
        found |= {("cites", i) for i in one.get("ids") or []}
    for one in document.get("persons") or []:
        if one.get("known_as"):
            found.add(("names person", person(one["known_as"])))
    for one in document.get("parties") or []:
        found.add(("names party", _plain(one["party"])))
    for one in document.get("ministries") or []:
        found.add(("names ministry", _plain(one["ministry"])))
    for one in document.get("signatories") or []:
        found.add(("signed by", _plain(one["name"])))
    for one in document.get("footnotes") or []:
        found |= {("note says", str(one["n"]), i) for i in one.get("ids") or []}
    for one in document.get("motions") or []:
        proposers = sorted(_plain(p["name"]) for p in one.get("proposers") or [])
        motion = "+".join(one.get("ids") or []) or "/".join(proposers)
        found |= {("motion proposed by", motion, p) for p in proposers}
        found |= {("motion is", "/".join(proposers), i) for i in one.get("ids") or []}
        if one.get("adopted"):
            found.add(("motion adopted", motion, one["adopted"]))
    for one in document.get("commitments") or []:
        at = one.get("at") or {}
        if at.get("date"):
            found.add(("promised on", at["date"]))
        if one.get("requested_by"):
            found.add(("asked by", _plain(one["requested_by"]["name"]), at.get("date") or ""))
    for one in document.get("letters_cited") or []:
        found |= {("letter cited", i) for i in one.get("ids") or []}
    return found


def person(full_name: str) -> str:
    """A full name so that its spellings compare: the forename's first letter, and the surname before its hyphen.

    Readers and registers write ``Lenny`` or ``Leonie``, ``Palmen`` or ``Palmen-Schlangen`` of one member.

    >>> person("Sandra Palmen-Schlangen"), person("Lenny Geluk-Poortvliet")
    ('s palmen', 'l geluk')
    """
    forename, _, surname = full_name.casefold().partition(" ")
    return f"{forename[:1]} {' '.join(surname.partition('-')[0].split())}"


def _plain(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words.casefold().replace("&", "en")).strip()
