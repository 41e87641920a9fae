"""The sentence around a place in a letter, for people: hyphenation undone, at most 300 characters."""

from __future__ import annotations

import re
from bisect import bisect_right

from kamergraaf.ontology.model import Extraction

LONGEST = 300
_AROUND = 130  # characters of the letter on each side where no sentence covers the place
_BROKEN = re.compile(r"(?<=\w)[-\u00ad]\s*\n\s*(?=[a-zà-ÿ])")


def mended(text: str) -> str:
    r"""Join broken words and lines.

    >>> mended("herziening burger-\nschapsonderwijs")
    'herziening burgerschapsonderwijs'
    """
    if "\n" in text:
        text = _BROKEN.sub("", text)
    return " ".join(text.split())


class Contexts:
    """The sentences of one letter, found by place."""

    def __init__(self, extraction: Extraction) -> None:
        """Order the letter's sentences and the marks of its notes."""
        self._text = extraction.letter.text
        self._sentences = sorted(extraction.sentences, key=lambda sentence: (sentence.start, sentence.end))
        self._starts = [sentence.start for sentence in self._sentences]
        notes: dict[int, tuple[int, int]] = {}
        for note in extraction.footnotes:
            if note.note is not None and note.anchor is not None:
                notes.setdefault(note.note.start, (note.note.end, note.anchor.end))
        self._notes = sorted(notes)
        self._ends = [notes[start] for start in self._notes]

    def anchor(self, start: int) -> int | None:
        """Give the offset just past the mark of the note that holds this place; None outside notes."""
        index = bisect_right(self._notes, start) - 1
        if index < 0:
            return None
        end, mark = self._ends[index]
        return mark if start < end else None

    def at(self, start: int, end: int, anchor: int | None = None) -> str:
        """Give the sentence at a place; of a note (``anchor``) the sentence that carries its mark."""
        if anchor is not None:
            start, end = max(0, anchor - 1), anchor
        index = bisect_right(self._starts, start) - 1
        if index < 0 or self._sentences[index].end < end:
            return self._around(start, end)
        sentence = self._sentences[index]
        if len(sentence.text) <= LONGEST:
            return sentence.text
        exact = mended(self._text[start:end])
        # Of a word that comes twice, the occurrence nearest to where the place lies in the sentence.
        guess = round((start - sentence.start) / max(1, sentence.end - sentence.start) * len(sentence.text))
        found = [match.start() for match in re.finditer(re.escape(exact), sentence.text)] if exact else []
        middle = min(found, key=lambda at: abs(at - guess)) if found else min(guess, len(sentence.text))
        return _cut(sentence.text, middle, min(middle + len(exact), len(sentence.text)))

    def _around(self, start: int, end: int) -> str:
        before, after = self._text[max(0, start - _AROUND) : start], self._text[end : end + _AROUND]
        inside = self._text[start:end]
        words = mended(before + inside + after)
        return _cut(words, min(len(mended(before)), len(words)), min(len(mended(before + inside)), len(words)))


def _cut(words: str, start: int, end: int) -> str:
    """Keep a place and what stands around it, whole words, within the longest length."""
    if len(words) <= LONGEST:
        return words
    room = max(0, LONGEST - 4 - (end - start))
    first = max(0, min(start - room // 2, len(words) - (LONGEST - 4)))
    last = min(len(words), first + LONGEST - 4)
    if first:
        space = words.find(" ", first)
        first = space + 1 if 0 <= space < min(start, last) else first
    if last < len(words):
        space = words.rfind(" ", first, last)
        last = space if space > min(end, last - 1) else last
    return ("… " if first else "") + words[first:last] + (" …" if last < len(words) else "")
