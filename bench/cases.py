"""Frozen results case by case, so that a change shows which cases moved, and not only by how much.

``cases.jsonl`` has one line a letter and kind: how many were right, and the offsets of what was missed and
of what was given too much. No text of the letters stands in it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from kamergraaf.bench.gold import Case, Counts

CASES = Path(__file__).with_name("cases.jsonl")


def freeze(cases: Sequence[Case], path: Path = CASES) -> None:
    """Write the cases; the diff in git is the review."""
    lines = [
        json.dumps(
            {
                "letter": case.letter,
                "kind": case.kind,
                "right": case.counts.right,
                "missed": case.missed,
                "surplus": case.surplus,
            },
            ensure_ascii=False,
        )
        for case in sorted(cases, key=lambda c: (c.letter, c.kind))
        if case.counts != Counts()
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def moved(cases: Sequence[Case], path: Path = CASES) -> list[str]:
    """What differs from the frozen cases, a line each; empty when nothing does, or nothing was frozen."""
    if not path.is_file():
        return []
    old = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        old[row["letter"], row["kind"]] = row
    lines: list[str] = []
    for case in sorted(cases, key=lambda c: (c.letter, c.kind)):
        before = old.get((case.letter, case.kind), {"missed": [], "surplus": []})
        for side, now in (("missed", case.missed), ("surplus", case.surplus)):
            was = set(before[side])
            lines += [f"{case.letter} {case.kind}: now {side} at {at}" for at in now if at not in was]
            lines += [f"{case.letter} {case.kind}: no longer {side} at {at}" for at in sorted(was - set(now))]
    return lines
