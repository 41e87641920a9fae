"""``export``, ``check``, ``backup``, ``restore``: what is in a store, whether it is whole, and how to keep it."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kamergraaf.cli import output
from kamergraaf.cli.options import DEFAULT_STORE, Jobs, Json, Store, To
from kamergraaf.cli.things import thing
from kamergraaf.graph import backup as copies
from kamergraaf.graph.store import open_store
from kamergraaf.pipeline.runners import executor

_FORMS = "nq, trig, ttl, graphml, gexf, csv, parquet, html"


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    around = "kamergraaf export --format ttl --around kamerstuk/29754-482 --depth 2"
    app.command("export", epilog=f"Example: {around}")(export)
    app.command("check", epilog="Example: kamergraaf check --store .data/store")(inspect)
    app.command("backup", epilog="Example: kamergraaf backup kopie-2026-11-24")(backup)
    app.command("restore", epilog="Example: kamergraaf restore kopie-2026-11-24 --store .data/nieuw")(restore)


def export(
    form: Annotated[str, typer.Option("--format", "-f", help=_FORMS)] = "nq",
    around: Annotated[
        str | None, typer.Option("--around", metavar="THING", help="Only what lies around this thing (kind/key).")
    ] = None,
    depth: Annotated[int, typer.Option("--depth", min=1, help="How many steps around it.")] = 1,
    to: To = None,
    store: Store = DEFAULT_STORE,
) -> None:
    """Write the store, or what lies around one thing, as a file; the same store gives the same bytes."""
    # pyvis brings IPython along, which no other command should wait for.
    from kamergraaf.graph import exports

    held = open_store(store, read_only=True)
    scope = exports.Scope(thing(around, held.base) if around else None, depth)
    if to is None:
        exports.export(held, form, sys.stdout.buffer, scope)
    else:
        exports.export_to_file(held, form, to, scope)


def inspect(store: Store = DEFAULT_STORE, jobs: Jobs = 1, as_json: Json = False) -> None:
    """Check shapes and integrity: dangling edges, quotes not at their offsets, doubled things. Exit 1 if any."""
    # pySHACL takes a third of a second to import, which no other command should wait for.
    from kamergraaf.graph.check import check

    with output.progress("Letters and things") as bar, executor(jobs) as pool:
        task = bar.add_task("checked", total=None)
        findings = list(
            check(
                open_store(store, read_only=True),
                pool=pool,
                address=store,
                told=lambda done, total: bar.update(task, completed=done, total=total),
            )
        )
    if as_json:
        output.json([asdict(finding) for finding in findings])
    elif findings:
        output.table("", ("kind", "at", "what is wrong"), [(f.kind, f.at, f.message) for f in findings])
    else:
        typer.echo("Nothing wrong.")
    if findings:
        raise typer.Exit(1)


def backup(
    to: Annotated[Path, typer.Argument(metavar="TO", help="A new folder for the copy.")],
    store: Store = DEFAULT_STORE,
    as_json: Json = False,
) -> None:
    """Write a consistent copy of the store, while it serves."""
    made = copies.backup(open_store(store, read_only=True), to)
    if as_json:
        output.json(asdict(made))
    else:
        typer.echo(f"{made.quads:,} quads are kept in {to}.")


def restore(
    source: Annotated[Path, typer.Argument(metavar="FROM", help="A copy made by `kamergraaf backup`.")],
    store: Store = DEFAULT_STORE,
    as_json: Json = False,
) -> None:
    """Put a copy back as a new store, and see that all of it is there."""
    made = copies.restore(source, store)
    if as_json:
        output.json(asdict(made))
    else:
        typer.echo(f"{made.quads:,} quads are back in {store}.")
