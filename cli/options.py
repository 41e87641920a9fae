"""Options that several commands share, each with one name, one meaning and one help text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Store = Annotated[
    str,
    typer.Option(
        "--store",
        envvar="KAMERGRAAF_STORE",
        help="A folder (embedded store) or http(s)://… (any SPARQL 1.1 server).",
        show_default=True,
    ),
]
BaseIri = Annotated[
    str | None,
    typer.Option("--base-iri", envvar="KAMERGRAAF_BASE_IRI", help="Where the things of this graph have their home."),
]
Json = Annotated[bool, typer.Option("--json", help="Print for machines.")]
Sources = Annotated[
    list[str], typer.Argument(metavar="SOURCE…", help="Files, folders, zips, or - for standard input.")
]
To = Annotated[Path | None, typer.Option("--to", metavar="FILE", help="Write there; .gz and .zst compress.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes that share the work.")]
Dask = Annotated[str | None, typer.Option("--dask", metavar="ADDRESS", help="Extract on a Dask cluster instead.")]

DEFAULT_STORE = ".data/store"
