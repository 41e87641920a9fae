"""Text in the making: words with the places in them that the truth will name.

A passage is one paragraph on one line. Places (tags) are kept as offsets into it and move along when it
is put into a template or joined to another passage. The characters of a citation that carry its
identifier stand between ``⟦`` and ``⟧`` in what forms write; the brackets are taken out and remembered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from string import Formatter
from typing import Any

Entry = dict[str, Any]


@dataclass(slots=True)
class Tag:
    """A place: ``kind`` is a key of the truth, ``entry`` what the truth will say of it besides the offsets.

    ``keys``: the stretches that carry the identifier. ``note``: for a note mark, the note's own passage.
    """

    kind: str
    start: int
    end: int
    entry: Entry
    keys: list[tuple[int, int]] = field(default_factory=list)
    note: Passage | None = None


class Passage:
    """A paragraph with its tags. All methods that add give the passage back."""

    __slots__ = ("parts", "size", "tags")

    def __init__(self, text: str = "") -> None:
        self.parts: list[str] = [text] if text else []
        self.size = len(text)
        self.tags: list[Tag] = []

    @property
    def text(self) -> str:
        """The words so far."""
        if len(self.parts) > 1:
            self.parts = ["".join(self.parts)]
        return self.parts[0] if self.parts else ""

    def say(self, text: str) -> Passage:
        """Add words."""
        self.parts.append(text)
        self.size += len(text)
        return self

    def add(self, other: Passage) -> Passage:
        """Add another passage with its tags (which now belong to this one)."""
        for tag in other.tags:
            tag.start += self.size
            tag.end += self.size
            tag.keys = [(a + self.size, b + self.size) for a, b in tag.keys]
            self.tags.append(tag)
        return self.say(other.text)

    def name(self, kind: str, text: str, entry: Entry) -> Passage:
        """Add words that the truth names."""
        self.tags.append(Tag(kind, self.size, self.size + len(text), entry))
        return self.say(text)

    def cover(self, kind: str, entry: Entry, start: int = 0, end: int | None = None) -> Passage:
        """Name a stretch of what is there already; the whole by default."""
        self.tags.append(Tag(kind, start, self.size if end is None else end, entry))
        return self

    def cite(self, text: str, entry: Entry) -> Passage:
        """Add a citation; ``⟦…⟧`` in it marks what carries the identifier."""
        tag = Tag("citations", self.size, self.size, entry)
        for index, piece in enumerate(text.replace("⟧", "⟦").split("⟦")):
            if index % 2:
                tag.keys.append((self.size, self.size + len(piece)))
            self.say(piece)
        tag.end = self.size
        self.tags.append(tag)
        return self

    def mark(self, note: Passage) -> Passage:
        """Put a note mark here; its number is given when the letter is laid out."""
        self.tags.append(Tag("mark", self.size, self.size, {}, note=note))
        return self


def fill(template: str, **slots: str | Passage) -> Passage:
    """Fill ``{slots}`` of a template with words or passages; a passage goes in once.

    >>> fill("Uw Kamer vroeg naar {wat}.", wat="zwembaden").text
    'Uw Kamer vroeg naar zwembaden.'
    """
    whole = Passage()
    for literal, slot in _parsed(template):
        if literal:
            whole.say(literal)
        if slot is not None:
            value = slots[slot]
            if isinstance(value, Passage):
                whole.add(value)
            else:
                whole.say(value)
    return whole


@lru_cache(maxsize=2048)
def _parsed(template: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((literal, slot) for literal, slot, _, _ in Formatter().parse(template))
