"""The Kamer's OData, page by page: what changed since a day. Version 5, which replaced 4 on 1 August 2026."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx

from kamergraaf.ingest.harvest.entities import Category, of_odata
from kamergraaf.ingest.harvest.manners import Client
from kamergraaf.ingest.harvest.schema import Schema, read
from kamergraaf.ontology.errors import InputError

VERSION = "v5"
METADATA = "$metadata"
CHANGED = "GewijzigdOp"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of records, the query of the next one, and how many there are in all (told on the first page)."""

    records: tuple[dict[str, Any], ...]
    following: str | None
    total: int | None


def schema(client: Client, base: str) -> Schema:
    """Ask once what the service's entities hold. Raises ``InputError`` where it does not say."""
    address = f"{base}/OData/{VERSION}/{METADATA}"
    return read(f"OData {VERSION}", client.get(address))


def pages(client: Client, base: str, kind: Category, since: str, following: str | None) -> Iterator[Page]:
    """Give the pages of what changed since a moment, deleted things too, or go on at ``following``.

    ``since`` is written with its Dutch offset: with midnight in UTC rows are lost. No ``$top`` is asked for, as then
    no page links to the next. Only the query is taken from a link, never its address.
    """
    address = f"{base}/OData/{VERSION}/{kind.name}"
    query: dict[str, str] = {
        "$filter": f"{CHANGED} ge {since}",
        "$orderby": f"{CHANGED},Id",
        "$count": "true",
    }
    if kind.expand:
        query["$expand"] = ",".join(f"{name}($select=Id)" for name in kind.expand)
    if following:
        query = dict(httpx.QueryParams(following))
    while True:
        body = client.get(address, query)
        try:
            answer = json.loads(body)
            rows = answer["value"]
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{address}: the answer is no OData ({error}). Check --base-url.") from error
        link = answer.get("@odata.nextLink")
        following = httpx.URL(link).query.decode() if link else None
        yield Page(tuple(of_odata(kind, row) for row in rows), following, answer.get("@odata.count"))
        if following is None:
            return
        query = dict(httpx.QueryParams(following))
