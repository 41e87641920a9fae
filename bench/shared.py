"""Where the shared folder with real letters, gold and the scoring tool lies, if it is there."""

from __future__ import annotations

import os
from pathlib import Path


def shared() -> Path | None:
    """Give the folder: ``KAMERGRAAF_SHARED``, else ``../shared`` beside the checkout; None when absent."""
    given = os.environ.get("KAMERGRAAF_SHARED")
    folder = Path(given) if given else Path(__file__).resolve().parents[2] / "shared"
    return folder if (folder / "gold").is_dir() else None
