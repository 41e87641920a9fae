"""``fetch tweedekamer``: the Kamer's open data (CC0) into tables of records, one a category.

Without a day everything comes by SyncFeed, then only what changed, by its token. With ``since`` it comes by OData,
which can begin at a day. Either way the same call again goes on where the last one stopped.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from functools import cache, partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kamergraaf.ingest.harvest import joined, odata, publish, syncfeed
from kamergraaf.ingest.harvest.entities import CATEGORIES, Category, category, says_nothing
from kamergraaf.ingest.harvest.harvested import Harvested, Progress, silent
from kamergraaf.ingest.harvest.ledger import Ledger
from kamergraaf.ingest.harvest.manners import Client, Manners, Refusal, Unavailable
from kamergraaf.ingest.harvest.schema import Schema
from kamergraaf.ontology.errors import InputError

BASE = "https://gegevensmagazijn.tweedekamer.nl"
_FORGOTTEN = frozenset({400, 404, 410})  # what a service answers to a token that it does not know any more


def fetch(
    folder: Path,
    *,
    since: date | None = None,
    base_url: str = BASE,
    categories: Sequence[str] = (),
    progress: Progress = silent,
    manners: Manners | None = None,
) -> Harvested:
    """Harvest the categories (all that are known without any) into ``folder``.

    Each becomes ``NAME.jsonl.zst`` in the field names of OData, every record as it came last, deleted ones as
    ``Verwijderd``; beside them the two joined tables of ``joined`` and ``SHA256SUMS``. ``since`` counts for a folder
    that holds nothing of a category yet. Raises ``UsageError`` for a category that is none; a service that fails
    makes a problem in the result, and the other categories go on.
    """
    wanted = [category(name) for name in categories] or list(CATEGORIES)
    base = base_url.rstrip("/")
    new: dict[str, int] = {}
    problems: list[str] = []
    deleted = 0
    with Ledger(folder) as ledger, Client(base, manners=manners) as client:
        known = cache(partial(odata.schema, client, base))
        for kind in wanted:
            try:
                for count, gone in _harvest(client, base, ledger, kind, since, problems, known):
                    new[kind.name] = new.get(kind.name, 0) + count
                    deleted += gone
                    progress(kind.name, new[kind.name], None)
            except InputError as error:
                problems.append(str(error))
        ledger.tidy()
        kept = {kind.name: ledger.count(kind.name) for kind in wanted}
        spoilt = {file.path for file in publish.damaged(folder, ledger, whole=True)}
        tables = {kind.name: f"{kind.name}.jsonl.zst" for kind in wanted}
        changed = [n for n, t in tables.items() if new.get(n) or t in spoilt or not (folder / t).exists()]
        for name in changed:
            ledger.keep_file(publish.table(folder, name, ledger.records(name)))
        if changed or spoilt:
            for table in joined.write(folder):
                ledger.keep_file(table)
            publish.sums(folder, ledger)
    return Harvested(folder, new, kept, deleted, tuple(problems))


def _harvest(
    client: Client,
    base: str,
    ledger: Ledger,
    kind: Category,
    since: date | None,
    problems: list[str],
    known: Callable[[], Schema],
) -> Iterator[tuple[int, int]]:
    """Bring a category up to date; give for each page how many records came and how many of them are deletions."""
    if ledger.token(f"odata {kind.name}") or (since is not None and not ledger.token(f"feed {kind.name}")):
        known().examine(kind)
        yield from _by_day(client, base, ledger, kind, since)
    else:
        yield from _by_feed(client, base, ledger, kind, problems)


def _by_feed(
    client: Client, base: str, ledger: Ledger, kind: Category, problems: list[str]
) -> Iterator[tuple[int, int]]:
    name = f"feed {kind.name}"
    token = ledger.token(name)
    try:
        yield from _kept_pages(client, base, ledger, kind, token)
    except Refusal as refusal:
        if token is None or refusal.status not in _FORGOTTEN:
            raise
        ledger.keep_token(name, None)  # the token is too old: from the start; what is here already counts once
        yield from _kept_pages(client, base, ledger, kind, None)
    if ledger.token(name) is None:
        problems.append(
            f"SyncFeed {kind.name}: the feed is empty from its start, which a service in trouble also answers. "
            "Start the same command again later."
        )


def _kept_pages(
    client: Client, base: str, ledger: Ledger, kind: Category, token: str | None
) -> Iterator[tuple[int, int]]:
    for page in syncfeed.pages(client, base, kind, token):
        records = _saying(page.records)
        gone = ledger.add(kind.name, records, {f"feed {kind.name}": page.token})
        yield len(records), gone


def _by_day(
    client: Client, base: str, ledger: Ledger, kind: Category, since: date | None
) -> Iterator[tuple[int, int]]:
    """Go on by OData: at the page that was to come next, else at the last change that was seen."""
    name = f"odata {kind.name}"
    state: dict[str, str | None] = json.loads(ledger.token(name) or "{}")
    start = state.get("since") or _moment(since or date(1900, 1, 1))
    newest = state.get("newest") or start
    try:
        for page in odata.pages(client, base, kind, start, state.get("following")):
            newest = max(
                [newest, *(str(r[odata.CHANGED]) for r in page.records if r.get(odata.CHANGED))], key=_instant
            )
            done = page.following is None
            state = {"since": newest if done else start, "following": page.following, "newest": newest}
            records = _saying(page.records)
            yield len(records), ledger.add(kind.name, records, {name: json.dumps(state)})
    except Refusal as refusal:
        if not state.get("following") or refusal.status not in _FORGOTTEN:
            raise
        ledger.keep_token(name, json.dumps({"since": start}))
        raise Unavailable(
            f"OData {kind.name}: its next page is forgotten. Start the same command again."
        ) from refusal


def _saying(records: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [record for record in records if record.get("Id") and not says_nothing(record)]


def _moment(day: date) -> str:
    """Give a day's first moment in the Netherlands, with the offset of that day."""
    return datetime.combine(day, time(), ZoneInfo("Europe/Amsterdam")).isoformat()


def _instant(moment: str) -> datetime:
    read = datetime.fromisoformat(moment)
    return read if read.tzinfo else read.replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
