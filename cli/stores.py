"""``export``, ``check``, ``backup``, ``restore``: what is in a store, whether it is whole, and how to keep it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kamergraaf.cli.options import DEFAULT_STORE, Json, Store, To


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
