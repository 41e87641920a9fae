"""KOOP's search (SRU 2.0), page by page: which papers there are, and where their files lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree

from kamergraaf.ingest.harvest.manners import Client
from kamergraaf.ingest.readers.markup import local, parsed
from kamergraaf.ontology.errors import InputError

PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Found:
    """A paper found.

    ``items``: address by manifestation (xml, pdf, metadata …). ``changed``: when it last changed. ``record``: its
    metadata as the search gives them.
    """

    official_id: str
    items: dict[str, str]
    changed: str
    record: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """A page of papers, the place of the first of the next page (None at the end), and how many there are in all."""

    papers: tuple[Found, ...]
    following: int | None
    total: int


def query(*, since: date | None, until: date | None, dossier: str | None, kind: str | None) -> str:
    """Give the query for papers changed in a period, of a dossier ("36600-VII") and a kind ("Motie").

    Values are quoted, as those with a hyphen must be. Oldest change first, so that pages do not shift under way.
    """
    parts = [
        "c.product-area==officielepublicaties",
        '(w.publicatienaam=="Kamerstuk" OR w.publicatienaam=="Handelingen")',
    ]
    parts += [f'dt.modified>="{since.isoformat()}"'] if since else []
    parts += [f'dt.modified<="{until.isoformat()}"'] if until else []
    parts += [f'w.dossiernummer=="{_word(dossier)}"'] if dossier else []
    parts += [f'dt.type=="{_word(kind)}"'] if kind else []
    return " AND ".join(parts) + " sortBy dt.modified/sort.ascending"


def pages(client: Client, base: str, words: str, start: int) -> Iterator[Page]:
    """Give the pages of a search from the record numbered ``start`` (the first is 1).

    Raises ``InputError`` with the service's own words where it does not understand the query: it says so under
    HTTP 200.
    """
    while True:
        parameters: dict[str, str | int] = {
            "operation": "searchRetrieve",
            "version": "2.0",
            "query": words,
            "startRecord": start,
            "maximumRecords": PER_PAGE,
        }
        root = parsed("SRU", client.get(f"{base}/sru", parameters))
        complaint = next((_text(e) for e in root.iter("*") if local(e) == "diagnostics"), "")
        if complaint:
            raise InputError(f"{base}/sru: {complaint}. Check dossier, kind and days.")
        total = next((int(e.text or 0) for e in root.iter("*") if local(e) == "numberofrecords"), 0)
        papers = tuple(_found(e) for e in root.iter("*") if local(e) == "gzd")
        following = start + len(papers) if papers and start + len(papers) <= total else None
        yield Page(papers, following, total)
        if following is None:
            return
        start = following


def _found(record: etree._Element) -> Found:
    elements = list(record.iter("*"))
    items = {e.get("manifestation", ""): (e.text or "").strip() for e in elements if local(e) == "itemurl"}
    first = {
        name: next((_text(e) for e in elements if local(e) == name), "")
        for name in ("identifier", "modified", "timestamp")
    }
    return Found(
        first["identifier"], items, first["modified"] or first["timestamp"], etree.tostring(record, encoding="utf-8")
    )


def _text(element: etree._Element) -> str:
    return " ".join("".join(t for t in element.itertext() if isinstance(t, str)).split())


def _word(value: str) -> str:
    """Refuse what would end the quoted value; the service knows no way to escape it."""
    if '"' in value or "\\" in value:
        raise InputError(f"{value!r}: quotation marks cannot be searched for. Leave them out.")
    return value
