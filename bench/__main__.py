"""``python -m bench [quality|archive|speed|load|scale|site|all]``: measure, and write ``bench/results.md``."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from kamergraaf.bench import cases

RESULTS = Path(__file__).with_name("results.md")
ORDER = ("Quality", "Archive", "Speed", "Load", "Scale", "Site")
app = typer.Typer(help=__doc__, no_args_is_help=False, add_completion=False)


@app.callback(invoke_without_command=True)
def _default(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        everything()


@app.command()
def quality(
    letters: Annotated[int, typer.Option(help="Made letters a table.")] = 60,
    freeze: Annotated[bool, typer.Option("--freeze", help="Make today's cases the frozen ones.")] = False,
) -> None:
    """How well: gold, made letters, noise, other printings."""
    from kamergraaf.bench.quality import measure

    found = measure(letters=letters)
    if freeze and found.gold is not None:
        cases.freeze(found.gold.cases)
    _write("Quality", found.report)


@app.command()
def archive() -> None:
    """What letters' titles say of motions, judged by the Kamer's own records."""
    from kamergraaf.bench.archive import measure

    _write("Archive", measure())


@app.command()
def speed(
    letters: Annotated[int, typer.Option(help="Made letters of 20 kB.")] = 200,
    rounds: Annotated[int, typer.Option(help="Rounds, of which the median counts.")] = 5,
) -> None:
    """How fast: letters a second, step by step, beside others."""
    from kamergraaf.bench.speed import measure

    _write("Speed", measure(letters=letters, rounds=rounds))


@app.command()
def load(letters: Annotated[int, typer.Option(help="Made letters of 20 kB.")] = 200) -> None:
    """How fast into the store, as shares of the store's own rates."""
    from kamergraaf.bench.load import measure

    _write("Load", measure(letters=letters))


@app.command()
def scale(letters: Annotated[int, typer.Option(help="Made letters of 20 kB.")] = 20_000) -> None:
    """From files to a store on disk with two processes; memory, Dask, and a killed run taken up again."""
    from kamergraaf.bench.scale import measure

    _write("Scale", measure(letters=letters))


@app.command()
def site(
    store: Annotated[str, typer.Option(help="A folder with a store, best a national one.")],
    busiest: Annotated[int, typer.Option(help="Of each class, those with most connections.")] = 5,
    chance: Annotated[int, typer.Option(help="Of each class, as many by chance.")] = 20,
    seconds: Annotated[float, typer.Option(help="How long many connections ask at once.")] = 20.0,
) -> None:
    """How fast the site answers: every kind of address, cold and warm, and many connections at once."""
    from kamergraaf.bench.site import measure

    _write("Site", measure(store, busiest=busiest, chance=chance, seconds=seconds))


@app.command("all")
def everything() -> None:
    """All but scale, which takes minutes, and site, which needs a store."""
    quality()
    archive()
    speed()
    load()


def _write(part: str, report: str) -> None:
    """Put a part into the results, in place of what it said before."""
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.is_file() else ""
    parts = {m[1]: m[2].strip() for m in re.finditer(r"^## (\w+)\n(.*?)(?=^## |\Z)", text, re.S | re.M)}
    parts[part] = f"{_where()}\n\n{report.strip()}"
    body = "\n\n".join(f"## {name}\n\n{parts[name]}" for name in ORDER if name in parts)
    RESULTS.write_text(f"# Measured\n\nWritten by `python -m bench`; do not edit.\n\n{body}\n", encoding="utf-8")
    typer.echo(report)


def _where() -> str:
    """Machine, day and commit."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=RESULTS.parent, capture_output=True, text=True, check=False
    ).stdout.strip()
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        )
        if Path("/proc/cpuinfo").is_file()
        else iter(()),
        platform.machine(),
    )
    load_now = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{date.today().isoformat()}, commit {commit or 'unknown'}, {os.cpu_count()} cores ({model}{load_now}), "
        f"Python {platform.python_version()}."
    )


if __name__ == "__main__":
    app()
