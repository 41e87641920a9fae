"""A quote for people: the words of the letter around a place, with the place marked, and its address."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kamergraaf.graph import evidence
from kamergraaf.ontology.model import Ref

_AROUND = 130  # characters at each side
_HYPHEN = re.compile(r"(\w)-\s*\n\s*(?=[a-zà-ÿ])")


@dataclass(frozen=True, slots=True)
class Quote:
    """The words before, at and after a place. ``letter``: what the letter is called, where that is not clear."""

    before: str
    exact: str
    after: str
    href: str
    letter: str = ""


def place_href(letter: Ref, start: int, end: int) -> str:
    """Give the address that opens a letter at a place.

    >>> place_href(Ref("brief", "d70d78ee02df"), 674, 681)
    '/doc/brief/d70d78ee02df?weergave=tekst&t=674-681#t'
    """
    return f"/doc/{letter.kind}/{letter.key}?weergave=tekst&t={start}-{end}#t"


def quote(found: evidence.Quote, letter: str = "") -> Quote:
    """Give a place's quote. Of a note: the sentence that carries its mark, then the note's words."""
    before, exact, after = marked(found.context, found.exact)
    return Quote(before, exact, after, place_href(found.letter, found.start, found.end), letter)


def marked(context: str, exact: str) -> tuple[str, str, str]:
    """Find a place's words in its sentence and cut what is too far away.

    >>> marked("Een motie van het lid Azarkan is aangenomen.", "Azarkan")
    ('Een motie van het lid ', 'Azarkan', ' is aangenomen.')
    >>> marked("Dit staat in de brief.", "Kamerstuk 29 754, nr. 448")
    ('Dit staat in de brief. — ', 'Kamerstuk 29 754, nr. 448', '')
    """
    words = " ".join(exact.split())
    joined = " ".join(_HYPHEN.sub(r"\1", exact).split())
    for form in (joined, words):
        at = context.find(form)
        if form and at >= 0:
            return _tail(context[:at]), form, _head(context[at + len(form) :])
    return _tail(f"{context} — " if context else ""), joined, ""


def _tail(text: str) -> str:
    """Cut a text at its front, at a word."""
    if len(text) <= _AROUND:
        return text
    at = text.find(" ", len(text) - _AROUND)
    return "… " + text[at + 1 :] if at >= 0 else "…" + text[-_AROUND:]


def _head(text: str) -> str:
    """Cut a text at its end, at a word."""
    if len(text) <= _AROUND:
        return text
    at = text.rfind(" ", 0, _AROUND)
    return (text[:at] if at > 0 else text[:_AROUND]) + " …"
