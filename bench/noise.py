"""What a scan does to letters: characters misread at a chosen rate, with the places carried along."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from random import Random
from typing import Literal

NoiseKind = Literal["letters", "digits-to-letters", "digits"]

# What is misread as what. Letters, marks and spaces; seen in scans of printed papers.
_LETTERS: dict[str, tuple[str, ...]] = {
    "a": ("e", "o"), "b": ("h", "6"), "c": ("e", "o"), "d": ("cl",), "e": ("c", "o", "é"), "f": ("t",),
    "g": ("q", "9"), "h": ("b", "li"), "i": ("l", "1", "í"), "j": ("i",), "k": ("lc",), "l": ("1", "I", "i"),
    "m": ("rn", "nn"), "n": ("ri", "u"), "o": ("0", "c"), "p": ("n",), "q": ("g",), "r": ("t", "n"),
    "s": ("5", "z"), "t": ("f", "l", "r"), "u": ("n", "ii"), "v": ("y",), "w": ("vv",), "y": ("v",),
    "z": ("s", "2"), "A": ("4", "R"), "B": ("8", "R"), "C": ("G", "("), "D": ("O",), "E": ("F",), "F": ("P", "E"),
    "G": ("C", "6"), "H": ("N",), "I": ("l", "1"), "J": ("]",), "K": ("X", "R"), "L": ("I",), "M": ("N",),
    "N": ("H", "M"), "O": ("0", "Q"), "P": ("F",), "R": ("K",), "S": ("5", "8"), "T": ("I", "7"), "U": ("V",),
    "V": ("Y", "U"), "W": ("VV",), "X": ("K",), "Z": ("2",), " ": ("", "  "), ".": (",", ""), ",": (".", ""),
    ";": (":", ","), ":": (";", "."), "(": ("C", "{"), ")": ("}", "J"), "-": ("–", "~", ""), "/": ("l", "I"),
    "«": ("<", "“"), "»": (">", "”"), "’": ("'", "‘"), "é": ("e",), "ë": ("é", "e"), "ï": ("i", "í"),
}  # fmt: skip
_DIGITS_TO_LETTERS: dict[str, tuple[str, ...]] = {
    "0": ("O", "o"), "1": ("l", "I"), "2": ("Z",), "3": ("B",), "4": ("A",), "5": ("S",), "6": ("b", "G"),
    "7": ("T", "?"), "8": ("B", "S"), "9": ("g", "q"),
}  # fmt: skip
_DIGITS: dict[str, tuple[str, ...]] = {
    "0": ("8", "6", "9"), "1": ("7", "4"), "2": ("7", "3"), "3": ("8", "5"), "4": ("1", "9"), "5": ("6", "3"),
    "6": ("8", "5"), "7": ("1", "2"), "8": ("3", "6", "0"), "9": ("4", "0", "8"),
}  # fmt: skip


def _joined(*tables: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    whole: dict[str, tuple[str, ...]] = {}
    for table in tables:
        for char, readings in table.items():
            whole[char] = whole.get(char, ()) + readings
    return whole


_TABLES: dict[NoiseKind, dict[str, tuple[str, ...]]] = {
    "letters": _LETTERS,
    "digits-to-letters": _joined(_LETTERS, _DIGITS_TO_LETTERS),
    "digits": _joined(_LETTERS, _DIGITS_TO_LETTERS, _DIGITS),
}


@dataclass(frozen=True, slots=True)
class Misread:
    """The text after noise, and how places moved.

    ``at``: the changed offsets of the text before, in order; ``old``, ``new``: what stood there and stands now.
    """

    text: str
    at: tuple[int, ...] = ()
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    shift: tuple[int, ...] = (0,)

    def place(self, offset: int) -> int:
        """Where a character of the text before stands now."""
        return offset + self.shift[bisect_left(self.at, offset)]

    def changes(self, start: int, end: int) -> list[tuple[str, str]]:
        """What was changed in a stretch of the text before: old and new characters."""
        return [
            (self.old[i], self.new[i]) for i in range(bisect_left(self.at, start), bisect_right(self.at, end - 1))
        ]


def misread(text: str, rate: float, kind: NoiseKind, rng: Random) -> Misread:
    """Misread that share of the characters (those that can be misread; line ends stay).

    ``rate``: 0.01 is one character in a hundred. The same generator gives the same misreadings.
    """
    if rate <= 0:
        return Misread(text)
    table = _TABLES[kind]
    count = min(len(text), round(len(text) * rate))
    at: list[int] = []
    old: list[str] = []
    new: list[str] = []
    shift = [0]
    parts: list[str] = []
    done = 0
    for offset in sorted(rng.sample(range(len(text)), count)):
        char = text[offset]
        readings = table.get(char)
        if readings is None:
            continue
        reading = readings[int(rng.random() * len(readings))]
        parts += (text[done:offset], reading)
        done = offset + 1
        at.append(offset)
        old.append(char)
        new.append(reading)
        shift.append(shift[-1] + len(reading) - 1)
    parts.append(text[done:])
    return Misread("".join(parts), tuple(at), tuple(old), tuple(new), tuple(shift))
