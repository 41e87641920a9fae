"""``fetch``: harvest the official open data into a folder that ``ingest`` reads."""

from __future__ import annotations

import typer


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
