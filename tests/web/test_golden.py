"""The seed letter's pages, kept as files; ``make golden`` writes them anew and the diff is the review."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kamergraaf.tests.web.conftest import SEED

_GOLDEN = Path(__file__).parents[1] / "golden" / "pages"
_PAGES = {
    "brief.html": SEED,
    "brief-tekst.html": f"{SEED}?weergave=tekst",
    "motie.html": "/doc/kamerstuk/29754-482",
    "persoon.html": "/doc/persoon/gijs-van-dijk",
    "pad.html": "/graaf?van=persoon/farid-azarkan&naar=persoon/bente-becker",
}


@pytest.mark.parametrize("name", sorted(_PAGES))
def test_golden_page(client: TestClient, name: str) -> None:
    """The main part of the page is what it was; a wanted change is written with `make golden`."""
    text = client.get(_PAGES[name], headers={"accept": "text/html"}).text
    main = re.search(r"<main.*?</main>", text, re.DOTALL)
    assert main is not None
    # One element a line, so that a diff shows what changed.
    made = re.sub(r">\s*<(?=(?:li|p|div|section|g|a|h[1-6]|details|tr|dt)\b)", ">\n<", main[0]) + "\n"
    file = _GOLDEN / name
    if os.environ.get("KAMERGRAAF_GOLDEN") == "rewrite":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(made, encoding="utf-8")
    assert file.exists(), f"{file.name} is not there: `make golden` writes it"

    assert file.read_text(encoding="utf-8") == made, f"{name} changed: look at it, then `make golden`"
