"""``fetch``: harvest the official open data into a folder that ``ingest`` and ``national`` read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from kamergraaf.cli import output
from kamergraaf.cli.options import Json
from kamergraaf.ingest.harvest import officielebekendmakingen, tweedekamer
from kamergraaf.ingest.harvest.harvested import Harvested, Progress

app = typer.Typer(
    help="Harvest the official open data: politely, resumable, only what changed.", no_args_is_help=True
)

To = Annotated[Path, typer.Option("--to", metavar="FOLDER", help="Where the harvest goes and goes on.")]
Since = Annotated[
    datetime | None, typer.Option("--since", formats=["%Y-%m-%d"], help="From this day on; later runs go on.")
]
BaseUrl = Annotated[str, typer.Option("--base-url", metavar="URL", help="A mirror of the service.")]


@app.command("tweedekamer", epilog="Example: kamergraaf fetch tweedekamer --since 2024-01-01 --to archief/kamer")
def kamer(
    to: To = Path("archief/tweedekamer"),
    since: Since = None,
    base_url: BaseUrl = tweedekamer.BASE,
    category: Annotated[
        list[str] | None, typer.Option("--category", help="Only this kind of record (Zaak, Document …); may repeat.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Fetch cases, documents, votes, commitments, members and groups from the Tweede Kamer's open data."""
    with _shown() as progress:
        _report(
            tweedekamer.fetch(
                to,
                since=since.date() if since else None,
                base_url=base_url,
                categories=category or (),
                progress=progress,
            ),
            as_json,
        )


@app.command(
    "officielebekendmakingen",
    epilog="Example: kamergraaf fetch officielebekendmakingen --dossier 29754 --to archief/papieren",
)
def papers(
    to: To = Path("archief/officielebekendmakingen"),
    since: Since = None,
    until: Annotated[datetime | None, typer.Option("--until", formats=["%Y-%m-%d"], help="To this day.")] = None,
    dossier: Annotated[str | None, typer.Option("--dossier", help="Only this dossier: 29754, 36600-VII.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="Only this kind of paper: Motie, Brief.")] = None,
    base_url: BaseUrl = officielebekendmakingen.BASE,
    as_json: Json = False,
) -> None:
    """Fetch Kamerstukken as XML with their metadata from the official publications."""
    with _shown() as progress:
        _report(
            officielebekendmakingen.fetch(
                to,
                since=since.date() if since else None,
                until=until.date() if until else None,
                dossier=dossier,
                kind=kind,
                base_url=base_url,
                progress=progress,
            ),
            as_json,
        )


@contextmanager
def _shown() -> Iterator[Progress]:
    with output.progress("Fetching") as bar:
        tasks: dict[str, Callable[[int, int | None], None]] = {}

        def told(what: str, done: int, total: int | None) -> None:
            if what not in tasks:
                task = bar.add_task(what, total=total)
                tasks[what] = lambda completed, of: bar.update(task, completed=completed, total=of)
            tasks[what](done, total)

        yield told


def _report(harvested: Harvested, as_json: bool) -> None:
    if as_json:
        output.json(harvested)
    else:
        rows = [(name, f"{harvested.new.get(name, 0):,}", f"{kept:,}") for name, kept in harvested.kept.items()]
        output.table(f"In {harvested.folder}", ("what", "new or changed", "in the folder"), rows)
    for problem in harvested.problems:
        typer.echo(f"failed: {problem}", err=True)
    if harvested.problems:
        raise typer.Exit(1)
