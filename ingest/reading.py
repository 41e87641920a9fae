"""What is known of a letter while its phrases are read: the repaired text, its parts, and what was found so far.

All offsets here are of ``Clean.text``; ``Reading.span`` gives the place in the letter. ``plain`` is that text
with the marks of notes blanked, character for character, so that no mark stands between the words of a phrase.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from kamergraaf.ingest import bare_numbers, dates
from kamergraaf.ingest.bare_numbers import Paper
from kamergraaf.ingest.guarded import Guarded
from kamergraaf.ingest.layout import Layout, Region
from kamergraaf.ingest.names.index import NameIndex
from kamergraaf.ingest.names.when import When, when
from kamergraaf.ingest.repair import Clean
from kamergraaf.ingest.values import value
from kamergraaf.ontology.model import (
    Citation,
    Footnote,
    MinistryMention,
    OrganisationMention,
    OwnFacts,
    PartyMention,
    PersonMention,
    Span,
    Url,
)

T = TypeVar("T")


@value
class Placed(Generic[T]):
    """A finding with its place in the repaired text."""

    start: int
    end: int
    item: T


class Places(Generic[T]):
    """Findings of one kind in order of place."""

    def __init__(self, placed: Iterable[Placed[T]]) -> None:
        """Take findings in any order."""
        self._all = sorted(placed, key=lambda p: (p.start, p.end))
        self._starts = [p.start for p in self._all]

    def __iter__(self) -> Iterator[Placed[T]]:
        """Give all, in order."""
        return iter(self._all)

    def __len__(self) -> int:
        """Count them."""
        return len(self._all)

    def between(self, start: int, end: int) -> list[Placed[T]]:
        """Give those that begin in ``start`` to ``end`` (excluded)."""
        return self._all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def first(self, start: int, end: int) -> Placed[T] | None:
        """Give the first that begins in ``start`` to ``end`` (excluded)."""
        i = bisect_left(self._starts, start)
        return self._all[i] if i < len(self._all) and self._starts[i] < end else None

    def last_before(self, at: int) -> Placed[T] | None:
        """Give the last that begins before ``at``."""
        i = bisect_left(self._starts, at) - 1
        return self._all[i] if i >= 0 else None

    def over(self, at: int) -> Placed[T] | None:
        """Give the one that holds the character at ``at``."""
        i = bisect_right(self._starts, at) - 1
        return self._all[i] if i >= 0 and at < self._all[i].end else None


@dataclass(frozen=True, eq=False)
class Reading:
    """A letter being read: text, parts and findings."""

    clean: Clean
    layout: Layout
    own: OwnFacts
    citations: Places[Citation]
    marks: Places[Footnote]  # at the end of their mark
    urls: Places[Url]
    persons: Places[PersonMention]
    parties: Places[PartyMention]
    ministries: Places[MinistryMention]
    organisations: Places[OrganisationMention]
    index: NameIndex | None = None

    @property
    def text(self) -> str:
        """The repaired text."""
        return self.clean.text

    @property
    def day(self) -> date | None:
        """The letter's own day."""
        return self.own.date

    @cached_property
    def days(self) -> When:
        """The days on which its names must hold: its own, else those that it names."""
        return when(self.text, self.own.date)

    @cached_property
    def years(self) -> Mapping[tuple[int, int], Collection[int]]:
        """The years with which it writes each day of a month, by day and month."""
        found: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
        for written in dates.all_in(self.plain):
            if written.year is not None:
                found[written.day, written.month].add(written.year)
        return found

    @property
    def chamber(self) -> str:
        """The chamber that it is written to (TK, EK)."""
        return "EK" if self.own.addressee == "Eerste Kamer" else "TK"

    @cached_property
    def plain(self) -> str:
        """The repaired text with the marks of notes blanked, and notes within sentences; offsets are the same."""
        text = self.text
        parts: list[str] = []
        at = 0
        marks = [(mark.start, mark.end) for mark in self.marks if mark.end - mark.start <= 8]
        for start, end in sorted([*marks, *self.layout.gaps]):
            if start >= at:
                parts += [text[at:start], " " * (end - start)]
                at = end
        parts.append(text[at:])
        return "".join(parts)

    @cached_property
    def own_paper(self) -> Paper | None:
        """The letter itself as a paper of its dossier."""
        return bare_numbers.of_letter(self.own)

    @cached_property
    def motion_papers(self) -> tuple[Paper, ...]:
        """The papers that it cites in one sentence with the word *motie*."""
        found: list[Paper] = []
        for cited in self.citations:
            start, end = self.sentence(cited.start)
            # A paragraph without sentences may be long: only the words around the number count.
            if "otie" in self.plain[max(start, cited.start - 200) : min(end, cited.end + 40)]:
                found += bare_numbers.papers(cited.item.ids, cited.item.dossiers)
        return tuple(dict.fromkeys(found))

    @cached_property
    def _every(self) -> dict[str, list[Region]]:
        return {}

    def first_of(self, pattern: Guarded | re.Pattern[str], start: int, end: int) -> Region | None:
        """Give the first place of a pattern within ``start`` to ``end`` of ``plain``.

        All are looked for at once: however often and far they are asked for, the text is read one time.
        """
        places = self._every.get(pattern.pattern)
        if places is None:
            places = self._every[pattern.pattern] = [m.span() for m in pattern.finditer(self.plain)]
        i = bisect_left(places, (start, start))
        return places[i] if i < len(places) and places[i][1] <= end else None

    def span(self, start: int, end: int) -> Span:
        """Give the place in the letter of ``text[start:end]``, white space at the ends left out."""
        text = self.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return self.clean.span(start, end)

    def words(self, start: int, end: int) -> str:
        """Give ``plain[start:end]`` with spaces joined; of notes the text itself."""
        return " ".join(self.around(start)[start:end].split())

    def around(self, at: int) -> str:
        """Give the text to read at a place: ``plain``, and in notes the text as it is."""
        return self.text if self.layout.broken and self.layout.in_notes(at) else self.plain

    def reach(self, at: int, length: int) -> int:
        """Give where so many characters from ``at`` on end, notes within the sentence not counted."""
        end = at + length
        for start, stop in self.layout.gaps:
            if at <= start < end:
                end += stop - start
        return end

    def sentence(self, at: int) -> Region:
        """Give the sentence at ``at``."""
        return self.layout.sentence_at(at)

    def sentence_before(self, at: int) -> Region | None:
        """Give the sentence before the one that begins at ``at``, None where that begins its paragraph."""
        block, _ = self.layout.block_at(at)
        if at <= block:
            return None
        before = self.sentence(self.plain.rfind(" ", block, at - 1) - 1)
        return before if block <= before[0] < before[1] else None


def place(clean: Clean, items: Iterable[T], spans: Iterable[Span]) -> Places[T]:
    """Place findings in the repaired text by their places in the letter."""
    to_clean = clean.to_clean
    return Places(
        Placed(to_clean(span.start), to_clean(span.end), item) for item, span in zip(items, spans, strict=True)
    )


def place_marks(clean: Clean, notes: Iterable[Footnote]) -> Places[Footnote]:
    """Place the marks of notes: each from the beginning to the end of the mark itself."""
    placed = []
    for note in notes:
        if note.anchor is not None:
            end = note.anchor.end
            start = end - len(note.mark) if note.anchor.exact.endswith(note.mark) else end
            placed.append(Placed(clean.to_clean(start), clean.to_clean(end), note))
    return Places(placed)
