"""The command ``kamergraaf``: its commands together, and what an error looks like. No work of its own."""

from __future__ import annotations

import sys

import typer

from kamergraaf import __version__
from kamergraaf.cli import ask, fetch, letters, national, register, site, stores
from kamergraaf.ontology.errors import KamergraafError

app = typer.Typer(
    name="kamergraaf",
    help="The knowledge graph of Dutch parliamentary references: letters in, graph out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for part in (letters, ask, stores, site, national):
    part.add_to(app)
app.add_typer(fetch.app, name="fetch")
app.add_typer(register.app, name="register")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kamergraaf {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", help="Print the version and stop.", callback=_print_version),
) -> None:
    """Give the options that stand before any command."""


def main() -> None:
    """Run the command; a known error is one sentence on standard error, with the exit code of its class."""
    try:
        app()
    except KamergraafError as error:
        typer.echo(f"kamergraaf: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output has gone (`kamergraaf query … | head`): that is no failure of ours.
        sys.stderr.close()
        sys.exit(0)
