"""How names are written: folding for comparison, and the shapes of words, initials and whole names.

``fold`` keeps lengths, so an offset in a folded text is the offset in the text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_ODD: Final = {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "ı": "i", "İ": "i", "ß": "s", "đ": "d", "Đ": "d"}
_MARKS: Final = {"’": "'", "‘": "'", "`": "'", "´": "'", "–": "-", "‐": "-", "\u2011": "-", "\n": " ", "\u00a0": " "}


def _table() -> dict[int, str]:
    table = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if len(base.lower()) == 1:
            table[code] = base.lower()
    return table | {ord(a): b for a, b in (_ODD | _MARKS).items()}


_TABLE: Final = _table()


def fold(text: str) -> str:
    """Give the text for comparison: small letters, no accents, one kind of apostrophe and hyphen, same length.

    >>> fold("Van ’t Wout, Kostić, ÖZTÜRK")
    "van 't wout, kostic, ozturk"
    """
    if text.isascii() and "\n" not in text and "`" not in text:
        return text.lower()
    return text.translate(_TABLE).lower()


UPPER: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚ"
"""Capitals, for use within brackets of a pattern."""

LETTER: Final = r"[^\W\d_]"
PREFIX: Final = (
    r"(?:(?:[Vv]an|VAN)(?: (?:[Dd]e[rn]?|D[A-Z]{1,2}|[Hh]et|['’]t))?"
    r"|(?:[Dd]e[rn]?|DE[RN]?|[Tt]e[rn]?|TE[RN]?|[Ee]l|EL|[Aa]l|[Ii]n ['’]t|['’]t|[Vv]on|[Oo]p (?:den?|['’]t)))"
)
"""Words that stand before a surname."""

PREFIXES: Final = frozenset(("van", "de", "den", "der", "ten", "ter", "te", "el", "al", "in", "op", "'t", "von"))
"""The first words of prefixes, folded."""

_PART: Final = rf"(?:[{UPPER}]['’])?[{UPPER}]{LETTER}+(?:[-–](?:(?:van|de|der|den|ten|ter|te) )*[{UPPER}]{LETTER}+)*"
SHAPE: Final = re.compile(rf"(?:{_PART} ){{0,2}}(?:{PREFIX} )?{_PART}(?: {_PART}){{0,1}}(?!{LETTER})")
"""The shape of a name that no register knows: [forename] [prefix] Surname."""

INITIALS: Final = re.compile(rf"(?:[{UPPER}](?:[a-z]{{1,2}})?\.[ -]?){{1,7}}")
"""Initials: ``F.B.J.``, ``A. P. W.``, ``Th.C.``."""

WORD: Final = re.compile(rf"['’]?{LETTER}+(?:['’.\-–]{LETTER}+)*")
"""A word of a name; ``'t``, ``D'Ancona`` and ``Dik-Faber`` are one."""


def bare(initials: str) -> str:
    """Give initials by their capitals only, small, to compare them: Th. and T. are one.

    >>> bare("Th.C. J."), bare("F.B.J.")
    ('tcj', 'fbj')
    """
    return fold("".join(c for c in initials if c.isupper()))
