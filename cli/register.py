"""``register update``: members, parties, memberships, ministries, office holders from files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kamergraaf.cli import output
from kamergraaf.cli.options import DEFAULT_STORE, Json, Store
from kamergraaf.pipeline import registers
from kamergraaf.pipeline.setup import opened

app = typer.Typer(help="The register: who was what, when.", no_args_is_help=True)


@app.callback()
def _register() -> None:
    """Hold the commands of the register together."""


@app.command("update", epilog="Example: kamergraaf register update persons.csv memberships.csv")
def update(
    file: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Tables in the form of the bundled register.")],
    store: Store = DEFAULT_STORE,
    as_json: Json = False,
) -> None:
    """Replace the register by these tables; those not given stay as bundled. What follows from it is made again."""
    counts = registers.counts(registers.update(opened(store), file))
    if as_json:
        output.json(counts)
    else:
        output.table("", ("what", "how many"), list(counts.items()))
