"""What follows from an official number alone: type, label, number, dossier, page. Always in graph *feiten*.

Rules of the numbers: ``ontology/iris.py``; a shared paper's label is the same whoever cites it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kamergraaf.graph.literals import dutch, plain
from kamergraaf.ontology import iris, laws, terms
from kamergraaf.ontology.model import Ref

_CHAMBER = {"tk": "II", "ek": "I", "vv": "VV"}
_GAZETTE = {"stb": "Staatsblad", "stcrt": "Staatscourant", "trb": "Tractatenblad"}


def number_facts(ref: Ref, base: str = iris.BASE) -> tuple[str, ...]:
    """Give the triples that a thing's own number proves, as N-Triples without the full stop; none for other kinds."""
    return _facts(ref.kind, ref.key, base)


@lru_cache(maxsize=20_000)
def _facts(kind: str, key: str, base: str) -> tuple[str, ...]:
    make = _MAKERS.get(kind)
    return make(Ref(kind, key), base) if make else ()


@lru_cache(maxsize=20_000)
def foreign_facts(official: str) -> tuple[str, ...]:
    """Give type and label of a law, ruling, gazette or EU act at its own address elsewhere."""
    address = iris.foreign(official)
    if address is None:
        return ()
    return (
        f"<{address}> <{terms.TYPE}> <{terms.FOREIGN_DOCUMENT}>",
        f"<{address}> <{terms.LABEL}> {dutch(laws.titles().get(official) or _gazette(official))}",
    )


def official_id(ref: Ref) -> str | None:
    """Give the official id of a numbered thing: the inverse of ``iris.of_official``.

    >>> official_id(Ref("handelingen", "tk-20182019-28-9"))
    'h-tk-20182019-28-9'
    """
    if ref.kind == "kamerstuk":
        return "kst-" + ref.key
    if ref.kind == "handelingen":
        return ref.key if ref.key.startswith(("ah-", "kv-")) else "h-" + ref.key
    return ref.key if ref.kind == "rapport" and ref.key.startswith("blg-") else None


def split(key: str) -> tuple[str, str]:
    """Split a Kamerstuk's key in dossier and number.

    >>> split("36410-VI-10"), split("CXLVI-X"), split("21501-20-1234")
    (('36410-VI', '10'), ('CXLVI', 'X'), ('21501-20', '1234'))
    """
    key = re.sub(r"^\d{8}-(?=\d)", "", key)
    dossier, _, number = key.rpartition("-")
    return (dossier, number) if dossier else (key, "")


def spoken_dossier(number: str) -> str:
    """Write a dossier as the Kamer does.

    >>> spoken_dossier("29754"), spoken_dossier("36410-VI"), spoken_dossier("21501-20")
    ('29 754', '36 410 VI', '21 501-20')
    """
    first, _, addition = number.partition("-")
    spaced = f"{first[:2]} {first[2:]}" if first.isdigit() and len(first) == 5 else first
    if not addition:
        return spaced
    if addition.isdigit():
        return f"{spaced}-{addition}"
    return f"{spaced} ({addition})" if addition.startswith("R") else f"{spaced} {addition}"


def spoken(ref: Ref) -> str:
    """Write a numbered thing as people do: its label.

    >>> spoken(Ref("kamerstuk", "29754-482"))
    'Kamerstuk 29 754, nr. 482'
    >>> spoken(Ref("handelingen", "tk-20182019-28-9"))
    'Handelingen II 2018/19, nr. 28, item 9'
    >>> spoken(Ref("handelingen", "ah-tk-20242025-1244"))
    'Aanhangsel Handelingen II 2024/25, nr. 1244'
    >>> spoken(Ref("handelingen", "kv-tk-2024Z11111"))
    'Kamervragen 2024Z11111'
    """
    if ref.kind == "dossier":
        return f"Dossier {spoken_dossier(ref.key)}"
    if ref.kind == "kamerstuk":
        dossier, number = split(ref.key)
        return f"Kamerstuk {spoken_dossier(dossier)}, {'nr. ' if number[:1].isdigit() else ''}{number}".rstrip(", ")
    if ref.kind == "handelingen":
        return _spoken_record(ref.key)
    return f"Bijlage {ref.key}"


def _kamerstuk(ref: Ref, base: str) -> tuple[str, ...]:
    node = f"<{iris.iri(ref, base)}>"
    dossier, number = split(ref.key)
    facts = [f"{node} <{terms.TYPE}> <{terms.KAMERSTUK}>", *_named(ref, node)]
    if number:
        home = Ref("dossier", dossier)
        facts.append(f"{node} <{terms.NUMBER}> {plain(number)}")
        facts.append(f"{node} <{terms.IN_DOSSIER}> <{iris.iri(home, base)}>")
        facts.extend(number_facts(home, base))
    return tuple(facts)


def _dossier(ref: Ref, base: str) -> tuple[str, ...]:
    node = f"<{iris.iri(ref, base)}>"
    return (f"{node} <{terms.TYPE}> <{terms.DOSSIER}>", f"{node} <{terms.LABEL}> {dutch(spoken(ref))}")


def _handelingen(ref: Ref, base: str) -> tuple[str, ...]:
    node = f"<{iris.iri(ref, base)}>"
    facts = [f"{node} <{terms.TYPE}> <{terms.HANDELINGEN_ITEM}>", *_named(ref, node)]
    years = re.search(r"-(\d{4})(\d{4})-", ref.key)
    if years:
        facts.append(f"{node} <{terms.SESSION}> {plain('-'.join(years.groups()))}")
    return tuple(facts)


def _rapport(ref: Ref, base: str) -> tuple[str, ...]:
    if official_id(ref) is None:
        return ()
    node = f"<{iris.iri(ref, base)}>"
    return (f"{node} <{terms.TYPE}> <{terms.RAPPORT}>", *_named(ref, node))


_MAKERS = {"kamerstuk": _kamerstuk, "dossier": _dossier, "handelingen": _handelingen, "rapport": _rapport}


def _named(ref: Ref, node: str) -> list[str]:
    official = official_id(ref) or ref.key
    facts = [f"{node} <{terms.LABEL}> {dutch(spoken(ref))}", f"{node} <{terms.IDENTIFIER}> {plain(official)}"]
    page = iris.foreign(official)
    if page is not None:
        facts.append(f"{node} <{terms.PAGE}> <{page}>")
    return facts


def _spoken_record(key: str) -> str:
    if key.startswith("kv-tk-"):
        return f"Kamervragen {key.removeprefix('kv-tk-')}"
    found = re.fullmatch(r"(ah-)?(tk|ek|vv)-(\d{4})\d\d(\d\d)-(.+)", key)
    if found is None:
        return f"Handelingen {key}"
    appendix, chamber, year, end, rest = found.groups()
    series = f"{_CHAMBER[chamber]} {year}/{end}"
    number, _, item = rest.partition("-")
    if appendix:
        return f"Aanhangsel Handelingen {series}, nr. {rest}"
    return f"Handelingen {series}, nr. {number}" + (f", item {item}" if item else "")


def _gazette(official: str) -> str:
    paper, _, rest = official.partition("-")
    year, _, number = rest.partition("-")
    return f"{_GAZETTE[paper]} {year}, {number}" if paper in _GAZETTE and number else official
