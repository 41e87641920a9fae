"""The faults of both services, to be switched on by a test."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Faults:
    """What goes wrong. Counts are of requests to come; ``asked`` counts those that came, by path."""

    busy: int = 0  # 429 with Retry-After
    broken: int = 0  # 500
    cut: int = 0  # the connection drops halfway an answer
    forget_tokens_before: int = 0  # a skiptoken below it answers 410
    empty: set[str] = field(default_factory=set)  # categories whose feed is empty, as for a misspelt one
    missing: set[str] = field(default_factory=set)  # files that answer 500
    renamed: dict[str, str] = field(default_factory=dict)  # "Zaak.Onderwerp" to its new name, or "" where dropped
    slow: float = 0.0  # seconds before each answer
    asked: Counter[str] = field(default_factory=Counter)
    agents: set[str] = field(default_factory=set)
    not_modified: int = 0
