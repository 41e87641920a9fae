"""Marks linked to notes on made letters: how many links are right, wrong, or not made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kamergraaf.bench.maker import Made, make
from kamergraaf.bench.noise import NoiseKind
from kamergraaf.ingest.extract import extract
from kamergraaf.ontology.model import Extraction, Footnote, Span

_NEAR = 3  # characters that a place may be off: a misread mark may be longer


@dataclass(slots=True)
class Links:
    """``right``: mark and note belong together; ``wrong``: they do not; ``open``: marks or notes left unlinked."""

    made: int = 0
    right: int = 0
    wrong: int = 0
    open: int = 0

    @property
    def precision(self) -> float:
        """Right among the links given."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Right among the notes that the author wrote."""
        return self.right / self.made if self.made else 1.0


def made_links(
    seeds: Iterable[int], *, size: int = 8_000, noise: float = 0.0, noise_kind: NoiseKind = "letters"
) -> Links:
    """Count what becomes of each note of these made letters."""
    links = Links()
    for seed in seeds:
        made = make(seed, size=size, noise=noise, noise_kind=noise_kind)
        _count(links, made, extract(made.letter))
    return links


def _count(links: Links, made: Made, extraction: Extraction) -> None:
    true = {n["anchor"]["end"]: n["note"] for n in made.truth["footnotes"]}
    links.made += len(true)
    for found in extraction.footnotes:
        if found.anchor is None or found.note is None:
            links.open += 1
        elif _is_true(found, found.note, true):
            links.right += 1
        else:
            links.wrong += 1


def _is_true(found: Footnote, note: Span, true: dict[int, dict[str, int]]) -> bool:
    end = found.anchor.end if found.anchor else -1
    meant = next((place for at, place in true.items() if abs(at - end) <= _NEAR), None)
    return meant is not None and abs(meant["start"] - note.start) <= _NEAR and abs(meant["end"] - note.end) <= _NEAR
