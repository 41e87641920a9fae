"""The Kamer's SyncFeed, page by page: all of an entity from the start, then what changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
from lxml import etree

from kamergraaf.ingest.harvest.entities import Category, of_xml
from kamergraaf.ingest.harvest.manners import Client
from kamergraaf.ingest.readers.markup import local, parsed


@dataclass(frozen=True, slots=True)
class Page:
    """A page of records and the token that leads past it."""

    records: tuple[dict[str, Any], ...]
    token: str | None


def pages(client: Client, base: str, kind: Category, token: str | None) -> Iterator[Page]:
    """Give the pages after a token, from the start without one; ends where the feed has no more.

    Only the token is taken from a link, never its address: a mirror's feed links to the service itself.
    Raises ``Refusal`` for a token that the service does not know any more.
    """
    while True:
        parameters = {"category": kind.name} | ({"skiptoken": token} if token else {})
        root = parsed(f"SyncFeed {kind.name}", client.get(f"{base}/SyncFeed/2.0/Feed", parameters))
        entries = [e for e in root if local(e) == "entry"]
        following = _token(root, "next")
        newest = following or _token(root, "resume") or (_token(entries[-1], "next") if entries else None)
        records = tuple(of_xml(kind, thing) for entry in entries for thing in _things(entry))
        yield Page(records, newest or token)
        # With no link of its own a feed's last entry leads on, until a page is empty.
        if not entries or newest is None or newest == token or (following is None and _token(root, "resume")):
            return
        token = newest


def _things(entry: etree._Element) -> list[etree._Element]:
    return [thing for content in entry if local(content) == "content" for thing in content if local(thing)]


def _token(element: etree._Element, relation: str) -> str | None:
    links = [e.get("href") or "" for e in element if local(e) == "link" and e.get("rel") == relation]
    return next((t for href in links if (t := httpx.URL(href).params.get("skiptoken"))), None)
