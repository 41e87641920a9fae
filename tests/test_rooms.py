"""The rooms keep their direction: imports go downwards only."""

from __future__ import annotations

from importlinter.cli import lint_imports


def test_rooms_import_downwards_only() -> None:
    """No room imports from one above it, and graph and ingest do not know each other."""
    assert lint_imports() == 0
