"""What officielebekendmakingen says of a paper: in the paper, in its ``metadata.xml`` or in a page's head."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date

from lxml import etree

from kamergraaf.ingest.readers.markup import local, parsed
from kamergraaf.ontology.model import Declared

ROOTS = frozenset({"metadata_gegevens", "owms-metadata", "metadata", "meta", "gzd", "originaldata"})

# Our field, then the names it goes by: as in <meta name="…">, and as an OWMS or SRU element.
_NAMES = {
    "official_id": ("dc.identifier", "dcterms.identifier", "identifier"),
    "dossiers": ("overheidop.dossiernummer", "dossiernummer"),
    "dossier_titles": ("overheidop.dossiertitel", "dossiertitel"),
    "date": ("dcterms.issued", "issued", "overheidop.datumondertekening", "dcterms.date"),
    "title": ("overheidop.documenttitel", "documenttitel", "dc.title", "dcterms.title", "title"),
    "session": ("overheidop.vergaderjaar", "vergaderjaar"),
    "proposers": ("overheidop.indiener", "indiener"),
}
_ID = re.compile(r"[a-z]{2,5}-[\w.-]+")
_RECORD = re.compile(r"/([a-z]{2,5}-[\w.-]+)/metadata\.xml")


def declared(name: str, data: bytes) -> Declared:
    """Read a metadata record, of either shape. Raises ``InputError`` where it is no well-formed XML."""
    return of_pairs(pairs(parsed(name, data)))


def pairs(root: etree._Element) -> Iterable[tuple[str, str]]:
    """Give name and value of each field below an element: ``<meta name content>`` or an OWMS element."""
    for element in root.iter("*"):
        named, content = element.get("name"), element.get("content")
        if named is not None and content is not None:
            yield named, content
        elif len(element) == 0 and element.text:
            yield local(element), element.text


def of_pairs(found: Iterable[tuple[str, str]]) -> Declared:
    """Give what the fields say; those that we do not know are left out."""
    values: dict[str, list[str]] = defaultdict(list)
    for name, value in found:
        if value.strip() and value.strip() not in values[name.casefold()]:
            values[name.casefold()].append(" ".join(value.split()))

    def first(field: str) -> str | None:
        return next((values[n][0] for n in _NAMES[field] if values[n]), None)

    def every(field: str) -> tuple[str, ...]:
        return next((tuple(values[n]) for n in _NAMES[field] if values[n]), ())

    official = next((v for n in _NAMES["official_id"] for v in values[n] if _ID.fullmatch(v)), None)
    if official is None:
        record = _RECORD.search(" ".join(values["overheidop.externmetadatarecord"]))
        official = record[1] if record else None
    return Declared(
        official_id=official,
        dossiers=tuple(d.replace(" ", "") for d in every("dossiers")),
        dossier_titles=every("dossier_titles"),
        date=day(first("date")),
        title=first("title"),
        session=first("session"),
        proposers=every("proposers"),
    )


def day(text: str | None) -> date | None:
    """Give the day that a time begins with: the first ten characters, whatever zone follows."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def filled(stronger: Declared, weaker: Declared) -> Declared:
    """Give what the first says, and what the second says where the first is silent."""
    silent = {f.name for f in fields(stronger) if getattr(stronger, f.name) in (None, ())}
    return replace(stronger, **{name: getattr(weaker, name) for name in silent})
