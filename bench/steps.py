"""How long each step of reading takes: a clock around every function that ``extract`` calls, for one run.

The names of the steps are those of the functions, so a step that is added shows by itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from types import FunctionType
from typing import Any

from kamergraaf.graph.quads import quads
from kamergraaf.ingest import extract as module
from kamergraaf.ontology.model import Extraction, Letter


def steps(letters: Sequence[Letter], rounds: int = 3) -> tuple[tuple[str, float], ...]:
    """Give each step's processor time in microseconds a letter, the least of the rounds, in order of call.

    After the steps come ``the rest of extract``, ``extract``, ``quads`` and ``N-Quads text``.
    """
    best: dict[str, float] = {}
    for _ in range(rounds):
        spent, found = _round(letters)
        began = time.process_time()
        written = [quads(one) for one in found]
        spent["quads"] = time.process_time() - began
        began = time.process_time()
        for one in written:
            one.nquads()
        spent["N-Quads text"] = time.process_time() - began
        for name, seconds in spent.items():
            best[name] = min(seconds, best.get(name, seconds))
    return tuple((name, seconds / len(letters) * 1e6) for name, seconds in best.items())


def _round(letters: Sequence[Letter]) -> tuple[dict[str, float], list[Extraction]]:
    spent: dict[str, float] = {}
    before = {
        name: value
        for name, value in vars(module).items()
        if isinstance(value, FunctionType) and name not in ("extract", "letter_key", "place", "replace", "index_of")
    }
    try:
        for name, function in before.items():
            setattr(module, name, _clocked(name, function, spent))
        began = time.process_time()
        found = [module.extract(letter) for letter in letters]
        whole = time.process_time() - began
    finally:
        for name, function in before.items():
            setattr(module, name, function)
    spent["the rest of extract"] = whole - sum(spent.values())
    spent["extract"] = whole
    return spent, found


def _clocked(name: str, function: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    def run(*args: Any, **named: Any) -> Any:
        began = time.process_time()
        try:
            return function(*args, **named)
        finally:
            spent[name] = spent.get(name, 0.0) + time.process_time() - began

    return run
