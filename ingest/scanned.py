"""Whether a text came from OCR, which may have read any character as another."""

from __future__ import annotations

import re
from functools import lru_cache

from kamergraaf.ontology.model import Letter

_SCAN_MARK = re.compile(r"[a-zà-ÿ)»]®")
# Digits that scans make of letters within words (ver5chil, ongewijzi9d): the commonest; 0 and 2 are in each date.
_DIGITS = "1569"
_FEWEST = 3
_AROUND = re.compile(r"[a-zà-ÿ]{2}\d[a-zà-ÿ]{2}")
_IN_ADDRESS = frozenset("/.@_=&?#%-:")


@lru_cache(maxsize=1)  # citations and notes of one letter both ask
def is_scanned(letter: Letter) -> bool:
    """Whether the reader says so, or the text does: note marks as ®, é where Dutch has ë, digits within words."""
    text = letter.text
    return (
        letter.scanned
        or "ién" in text
        or "iél" in text
        or ("®" in text and _SCAN_MARK.search(text) is not None)
        or _digits_in_words(text)
    )


def _digits_in_words(text: str) -> bool:
    """Whether some words of small letters hold a digit; parts of addresses are no words."""
    found = 0
    for digit in _DIGITS:
        at = text.find(digit)
        while at >= 0:
            # The neighbours first: most digits stand among others.
            if text[at - 1].islower() and text[at + 1 : at + 2].islower() and _is_in_word(text, at):
                found += 1
                if found == _FEWEST:
                    return True
            at = text.find(digit, at + 1)
    return False


def _is_in_word(text: str, at: int) -> bool:
    if at < 2 or _AROUND.match(text, at - 2) is None:
        return False
    first = max(text.rfind(" ", max(0, at - 60), at), text.rfind("\n", max(0, at - 60), at)) + 1
    word = text[first or at - 2 : at + 30].split(maxsplit=1)[0]
    return _IN_ADDRESS.isdisjoint(word.rstrip(".,:;?)"))
