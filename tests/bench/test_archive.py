"""What letters' titles say of motions agrees with the Kamer's own records of them."""

from __future__ import annotations

from collections import Counter

import pytest

from kamergraaf.bench import archive
from kamergraaf.bench.shared import shared

FOLDER = shared()


@pytest.mark.skipif(
    FOLDER is None or not (FOLDER / "data" / "tweedekamer").is_dir(), reason="the Kamer's records are not here"
)
def test_proposers_in_letters_titles_are_those_of_the_motion() -> None:
    """Of over a thousand motions that titles number, at most one in two hundred has nobody of the real proposers."""
    assert FOLDER is not None
    judged = list(archive.judge(FOLDER / "data" / "tweedekamer"))
    named = [one for one in judged if one.named]
    counts = Counter(one.how for one in named)
    assert len(named) > 1_000
    assert counts["the same"] + counts["fewer, with c.s."] >= 0.98 * len(named)
    assert counts["nobody the same"] <= 0.005 * len(named)
