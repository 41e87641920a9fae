"""The files that browsers load: colours by their contrast, types checked as written, code of others as it came."""

from __future__ import annotations

import hashlib
import re
from itertools import combinations
from pathlib import Path

import kamergraaf.web
from kamergraaf.web.kinds import KINDS

_STATIC = Path(kamergraaf.web.__path__[0]) / "static"
_TESTS = Path(__file__).parents[1]
_TOKENS = {
    name: (light, dark)
    for name, light, dark in re.findall(
        r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);",
        (_STATIC / "css" / "10-teken.css").read_text(encoding="utf-8"),
    )
}


def _linear(colour: str) -> tuple[float, float, float]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return r, g, b


def _luminance(colour: str) -> float:
    r, g, b = _linear(colour)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _contrast(a: str, b: str) -> float:
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _lab(rgb: tuple[float, float, float]) -> tuple[float, float, float]:
    r, g, b = rgb
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


# Viénot, Brettel and Mollon (1999) for red- and green-blind sight, on linear RGB.
_SIGHT = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "red-blind": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "green-blind": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
}


def _seen(colour: str, sight: str) -> tuple[float, float, float]:
    rgb = _linear(colour)
    r, g, b = (min(1.0, max(0.0, sum(m * c for m, c in zip(row, rgb, strict=True)))) for row in _SIGHT[sight])
    return _lab((r, g, b))


def test_text_and_links_are_readable() -> None:
    """Ink, muted text and links have at least 4.5 to 1 on paper, card and highlight, light and dark."""
    for theme in (0, 1):
        for text in ("ink", "muted", "link"):
            for ground in ("paper", "card"):
                assert _contrast(_TOKENS[text][theme], _TOKENS[ground][theme]) >= 4.5, (text, ground, theme)
        assert _contrast(_TOKENS["ink"][theme], _TOKENS["mark"][theme]) >= 4.5


def test_shapes_stand_out() -> None:
    """Each kind's colour has at least 3 to 1 on paper and card, light and dark."""
    for theme in (0, 1):
        for kind in KINDS:
            for ground in ("paper", "card"):
                colour = _TOKENS[f"k-{kind.word}"][theme]
                assert _contrast(colour, _TOKENS[ground][theme]) >= 3.0, (kind.word, ground, theme)


def test_kinds_are_told_apart_by_colour_too() -> None:
    """Any two kinds are 12 apart (Lab 1976) in normal, 10 in red- and green-blind sight; dossiers are papers."""
    for theme in (0, 1):
        for sight, least in (("normal", 12.0), ("red-blind", 10.0), ("green-blind", 10.0)):
            for a, b in combinations([k.word for k in KINDS if k.word != "dossier"], 2):
                one, two = (_seen(_TOKENS[f"k-{word}"][theme], sight) for word in (a, b))
                apart = sum((p - q) ** 2 for p, q in zip(one, two, strict=True)) ** 0.5
                assert apart >= least, (a, b, sight, theme, round(apart, 1))


def test_our_scripts_are_typed_and_ask_nothing_elsewhere() -> None:
    """Every module begins with ``// @ts-check``; none names another host but the SVG namespace."""
    for path in sorted((_STATIC / "js").glob("*.js")):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("// @ts-check"), path.name
        assert set(re.findall(r"https?://[^\"'`\s)]+", text)) <= {"http://www.w3.org/2000/svg"}, path.name
    for path in sorted((_STATIC / "css").glob("*.css")):
        assert not re.search(r"url\(|@import", path.read_text(encoding="utf-8")), path.name


def test_code_of_others_is_as_it_came() -> None:
    """Each vendored file has its row with its SHA-256, and is that file."""
    listed = (_TESTS / "vendor" / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([\w./-]+\.js) \|.*\| ([0-9a-f]{64}) \|$", listed, re.MULTILINE))
    found = {
        str(path.relative_to(_TESTS / "vendor")): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (_TESTS / "vendor").glob("**/*.js")
    }

    assert rows == found
