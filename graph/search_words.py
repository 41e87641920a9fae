"""How names and numbers are compared: case, accents and the many spellings of a number out of the way."""

from __future__ import annotations

import re
import unicodedata

# A dossier's digits in groups: 29 754, 29.754. Two and three digits only, so that "2018 754" stays as it is.
_GROUPS = re.compile(r"(?<!\d)(\d{2})[\s.\u00a0](\d{3})(?!\d)")
_WORD = re.compile(r"[^\W_]+")
# Words that stand around a number and tell nothing.
_EMPTY = frozenset({"kamerstuk", "kamerstukken", "kst", "nr", "nrs", "nummer", "item", "ii", "dossier"})


def words(text: str) -> tuple[str, ...]:
    """Give the words to compare, in order.

    >>> words("Kamerstuk 29 754, nr. 482") == words("kst-29754-482") == words("29.754 482")
    True
    >>> words("Kamerstuk")
    ('kamerstuk',)
    """
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    found = _WORD.findall(_GROUPS.sub(r"\1\2", text.casefold()))
    return tuple(word for word in found if word not in _EMPTY) or tuple(found)


def has_digit(word: str) -> bool:
    """Whether a word is or holds a number; numbers are never matched loosely: a wrong paper is worse than none."""
    return any(c.isdigit() for c in word)
