"""A stored letter's text with its parts and notes, found again by the rules that read it; kept for the last few."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kamergraaf import queries
from kamergraaf.graph.store import Store
from kamergraaf.ingest.citations import find_citations
from kamergraaf.ingest.layout import Layout, lay_out
from kamergraaf.ingest.notes import find_notes
from kamergraaf.ingest.repair import Clean, clean
from kamergraaf.ontology import iris
from kamergraaf.ontology.model import Footnote, Letter, Ref


@dataclass(frozen=True, slots=True, eq=False)
class LaidOut:
    """A text with its parts and its notes."""

    clean: Clean
    layout: Layout
    notes: tuple[Footnote, ...]


@lru_cache(maxsize=64)
def laid_out(text: str) -> LaidOut:
    """Find the parts and notes of a text."""
    repaired = clean(Letter("", text))
    layout = lay_out(repaired)
    return LaidOut(repaired, layout, find_notes(repaired, layout, find_citations(repaired)))


def note_at(store: Store, letter: Ref, at: int) -> str:
    """Give the number of the note whose mark stands at a place of a letter, '' when there is none."""
    query = queries.page("tekst", store.base).bind(brief=iris.iri(letter, store.base))
    for (text,) in store.select(query):
        for note in laid_out(str(text)).notes:
            if note.anchor is not None and note.anchor.start <= at < note.anchor.end:
                return note.n
    return ""
