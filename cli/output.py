"""How results look on a terminal: tables, JSON, and progress that shows only where a person looks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import orjson
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

console = Console()
_errors = Console(stderr=True)


def json(value: Any) -> None:
    """Print a value as one line of JSON."""
    typer.echo(orjson.dumps(value, default=str).decode())


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows; numbers stand right. Cells are text: nothing in them is read as markup."""
    made = Table(title=title or None, title_justify="left", header_style="bold")
    held = [[_cell(value) for value in row] for row in rows]
    for index, name in enumerate(columns):
        numeric = bool(held) and all(row[index].replace(".", "").isdigit() for row in held)
        made.add_column(name, justify="right" if numeric else "left", overflow="fold")
    for row in held:
        made.add_row(*(_plain(cell) for cell in row))
    console.print(made)


def progress(what: str) -> Progress:
    """Give a progress bar with rate and time left on standard error; it draws nothing in a pipe."""
    return Progress(
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TaskProgressColumn(show_speed=True),
        TimeRemainingColumn(),
        console=_errors,
        transient=True,
        disable=not _errors.is_terminal,
    )


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _plain(text: str) -> str:
    return text.replace("[", r"\[")
