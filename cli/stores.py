"""``export``, ``check``, ``backup``, ``restore``: what is in a store, whether it is whole, and how to keep it."""

from __future__ import annotations

import typer


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
