"""What a harvest brought in, for people and for the next step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

Progress = Callable[[str, int, int | None], None]
"""Called with what is fetched, how many so far, and how many in all where the service tells."""


def silent(what: str, done: int, total: int | None) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class Harvested:
    """A harvest's result.

    ``new``: records by category, or papers by kind, that came new or changed. ``kept``: how many are in the folder
    now, by the same names. ``deleted``: withdrawn by the service in this run. ``problems``: one sentence each for
    what could not be fetched; the rest is kept, and the same call goes on from there.
    """

    folder: Path
    new: Mapping[str, int] = field(default_factory=dict)
    kept: Mapping[str, int] = field(default_factory=dict)
    deleted: int = 0
    problems: tuple[str, ...] = ()
