"""``national``: the graph of all letters and motions in the Kamer's records."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import TaskID

from kamergraaf.cli import output
from kamergraaf.cli.options import BaseIri, Dask, Jobs, Store
from kamergraaf.graph import index
from kamergraaf.ontology import iris
from kamergraaf.ontology.errors import StoreError
from kamergraaf.pipeline import national as pipeline
from kamergraaf.pipeline.setup import opened


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("national", epilog="Example: kamergraaf national archief/tweedekamer --store .data/national")(
        national
    )


def national(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Records, as `fetch tweedekamer` brings them.")],
    store: Store = ".data/national",
    jobs: Jobs = 2,
    dask: Dask = None,
    base_iri: BaseIri = None,
) -> None:
    """Build the national graph from the Kamer's records: who proposed, who answered, how it was decided."""
    held = opened(store, base=base_iri)
    if held.graphs(iris.letter_graph("", held.base)):
        raise StoreError(f"The store {store} holds letters already. Name an empty one with --store, or take it away.")
    with output.progress("Titles") as bar:
        tasks: dict[str, TaskID] = {}

        def told(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=total)
            bar.update(tasks[step], completed=done, total=total)

        summary = pipeline.build(folder, held, jobs=jobs, dask=dask, told=told)
        if "://" not in store:
            told("Index", 0, 1)  # else the site makes it when it first starts
            index.write(held, Path(store))
            told("Index", 1, 1)
    output.table("", ("what", "how many"), summary.rows())
