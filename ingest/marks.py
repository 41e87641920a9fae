"""Note marks in running text: digits that stick to a word, and what OCR makes of small raised digits."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from kamergraaf.ingest.values import value

Region = tuple[int, int]

_RAISED_SIGNS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
_RAISED = re.compile(f"[{_RAISED_SIGNS}]+")
_RAISED_VALUES = str.maketrans(_RAISED_SIGNS, "0123456789")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PARTIES = frozenset({"BIJ1", "JA21"})  # their digits are their name's
_POST_BOX = re.compile(r"[Pp]ostbus\s+\Z")  # "Postbus 20901" is no year with a mark
_STRAY = ("®", "*", ">", "°", "”", '"', "'")
_GLUED = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+[ ,]")  # ".1Met de motie": a conversion that lost the space
_NO_MARK_BEFORE = ("%", "°", "€", "/")
_UNITS = frozenset({"m", "km", "cm", "dm", "mm", "ha", "co", "no", "so", "pm", "nh", "h", "b", "a", "covid", "g"})
_ABBREVIATED = frozenset(
    {"nr", "nrs", "art", "blz", "p", "pp", "pag", "lid", "jo", "no", "par", "hfst", "bijl", "ca", "ecli"}
)
_ENDS_SHORT = re.compile(r"(?:[cC]\. ?[sS]|e\.a|jl)\.\Z")  # "Voorbeeld c.s.,2 wordt"
_LOOKALIKE = {"9": "g", "5": "s", "1": "lit", "2": "z", "6": "b", "8": "b", "4": "a", "7": "t", "0": "o"}
_ENDS_CLAUSE = ".,;:?!)»”"
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD_BEFORE = re.compile(r"[^\W\d_]+\Z")
_BETWEEN_MARKS = frozenset({" ", "\n", ",", ", "})
_NEXT_MARK = max(map(len, _BETWEEN_MARKS))
_YEAR_AND_MARK = 5  # digits of a year with a mark's; fewer are no mark behind a space, but for a second one
_AFTER_STRAY = " .,;:)\n"


@value
class Mark:
    """A mark at ``start``; ``number`` where it can be read, ``after_year`` where it sticks to a year's digits."""

    start: int
    end: int
    number: int | None
    text: str
    after_year: bool = False


def digit_marks(text: str, within: Region, notes: Sequence[Region], cited: Sequence[Region]) -> list[Mark]:
    """Give the digits within a region, outside notes and citations, that may be marks; numbers must still agree."""
    marks: list[Mark] = []
    start, end = within
    for first, after in _digit_groups(text, start, end):
        if after - first < _YEAR_AND_MARK and first and text[first - 1].isspace():
            mark = _beside(text, first, after, marks) if marks and first - marks[-1].end <= _NEXT_MARK else None
        else:
            mark = _digits(text, first, after) or _beside(text, first, after, marks)
        if mark is not None and not _inside(notes, mark.start) and not _inside(cited, mark.start):
            marks.append(mark)
    raised = not text.isascii() and any(sign in text for sign in _RAISED_SIGNS)
    for m in _RAISED.finditer(text, start, end) if raised else ():
        if (
            m.start()
            and not text[m.start() - 1].isspace()
            and _unit(text, m.start()) is None
            and not _inside(notes, m.start())
        ):
            marks.append(Mark(m.start(), m.end(), int(m.group().translate(_RAISED_VALUES)), m.group()))
    return sorted(marks, key=lambda mark: mark.start)


def stray_marks(text: str, page: Region) -> list[Mark]:
    """Give the marks that OCR garbled, where no quotation opens or closes."""
    places = sorted(at for sign in _STRAY for at in _places(text, sign, page))
    marks: list[Mark] = []
    for at in places:
        if marks and at < marks[-1].end:
            continue
        end = at + 1
        while end < page[1] and text[end] in "®*>°”\"'" and end < at + 3:
            end += 1
        before = text[at - 1] if at > page[0] else " "
        if not (before.isalpha() or before in ").»,") or (end < page[1] and text[end] not in _AFTER_STRAY):
            continue
        if text[at:end].strip("'\"”") == "" and _closes_quotation(text, at, end, page):
            continue
        if text[at:end] == "'" and before not in ")».":
            continue
        if text[at:end].startswith("**"):
            continue
        marks.append(Mark(at, end, None, text[at:end]))
    return marks


def is_misread_letter(text: str, mark: Mark) -> bool:
    """Whether a digit is rather a letter that was misread: ``scholin9`` where ``scholing`` stands elsewhere."""
    word = word_before(text, mark.start)
    letters = [letter for letter in _LOOKALIKE.get(mark.text, "") if text.find(word + letter) >= 0] if word else []
    if not letters:
        return False
    whole = len(re.findall(rf"\b{word}[{''.join(letters)}]\b", text, re.IGNORECASE))
    return whole > len(re.findall(rf"\b{word}\b", text, re.IGNORECASE))


def word_before(text: str, at: int) -> str:
    """Give the letters that end at ``at``, 30 of them at most; empty where none does."""
    word = _WORD_BEFORE.search(text, max(0, at - 30), at)
    return word.group() if word else ""


@value
class Words:
    """A text's words in small letters, without digits that stick to them: how often each stands, how they end."""

    times: Counter[str]
    endings: frozenset[str]


def words_of(text: str) -> Words:
    """Tell which words a text has."""
    times = Counter(word.casefold() for word in _LETTERS.findall(text))
    return Words(times, frozenset(word[-2:] for word in times if len(word) > 2))


def may_be_letter(text: str, mark: Mark, words: Callable[[], Words]) -> bool:
    """Whether in a scan a digit may as well be its word's last letter: ``de uitvoerder5 blijken``.

    It looks like a letter, the clause goes on behind it, no such word stands elsewhere, and words end so.
    """
    if not set(mark.text) <= _LOOKALIKE.keys() or text[mark.end : mark.end + 1] in _ENDS_CLAUSE:
        return False
    word = word_before(text, mark.start).casefold()
    if not word:
        return False
    if words().times[word] > 1:
        return False
    return len(mark.text) > 1 or any(word[-1] + letter in words().endings for letter in _LOOKALIKE[mark.text])


def _places(text: str, sign: str, page: Region) -> Iterable[int]:
    at = text.find(sign, page[0], page[1])
    while at >= 0:
        yield at
        at = text.find(sign, at + 1, page[1])


def _closes_quotation(text: str, at: int, end: int, page: Region) -> bool:
    """Whether a quotation opened before, within the paragraph, and has not closed yet."""
    start = max(page[0], text.rfind("\n\n", page[0], at), at - 1500)
    before = text[start:at]
    sign = text[at]
    if sign == "”":
        return before.count("“") + before.count("„") > before.count("”")
    opened = len(re.findall(rf"(?:^|[\s(«\[-]){sign}(?=\w)", before))
    closed = len(re.findall(rf"(?<=[\w.,!?)]){sign}(?=[\s.,;:)]|$)", before))
    return opened > closed


def _digit_groups(text: str, start: int, end: int) -> list[Region]:
    """Give the runs of digits; ten searches for one character each are five times as fast as one pattern."""
    places: list[int] = []
    for digit in "0123456789":
        at = text.find(digit, start, end)
        while at >= 0:
            places.append(at)
            at = text.find(digit, at + 1, end)
    places.sort()
    groups: list[Region] = []
    first = last = -2
    for at in places:
        if at != last + 1:
            if first >= 0:
                groups.append((first, last + 1))
            first = at
        last = at
    if first >= 0:
        groups.append((first, last + 1))
    return groups


def _digits(text: str, start: int, end: int) -> Mark | None:
    length = end - start
    if length > 6:
        return None
    digits = text[start:end]
    if start == 0 or text[end : end + 1] in _NO_MARK_BEFORE:
        return None
    if text[end : end + 1].isalpha() and (text[start - 1] not in ".)»" or _GLUED.match(text, end) is None):
        return None
    before, after = text[start - 1], text[end : end + 2]
    if after[:1] in ".,:-–" and after[1:2].isdigit():
        return None
    if length in (5, 6) and _YEAR.match(digits) and not before.isalnum() and before not in "./,-–":
        if _POST_BOX.search(text, max(0, start - 12), start):
            return None
        return Mark(start + 4, end, int(digits[4:]), digits[4:], after_year=True)
    if length > 3 or digits[0] == "0":
        return None
    if before.isalpha():
        word = _unit(text, start)
        if (
            word is not None
            or text[max(0, start - 3) : end].lstrip(" (") in _PARTIES
            or not text[start - 2 : start - 1].isalpha()
            or (before.isupper() and not text[max(0, start - 2) : start].isupper())
        ):
            return None
    elif before in ".,;:?!" and start > 1:
        ahead = text[start - 2]
        if not (
            ahead.isalpha()
            or ahead in ")»”’\"'%"
            or (before == "." and _YEAR.fullmatch(text, max(0, start - 5), start - 1))
            or (before == "," and _ENDS_SHORT.search(text, max(0, start - 8), start - 1) is not None)
        ):
            return None
        if after[:1] not in ("", " ", "\n") and not (before == "." and _GLUED.match(text, end)):
            return None
        word_before = _WORD_BEFORE.search(text, max(0, start - 12), start - 1)
        if before == "." and word_before and word_before.group().casefold() in _ABBREVIATED:
            return None
        if before in ",:" and ahead.isdigit():
            return None
    elif before in ">}" and text[start - 2 : start - 1].isalpha():
        pass  # what a scan makes of » and a bracket
    elif before in "«“‘" and text[start - 2 : start - 1].isalpha():
        pass  # »quoted« and „quoted“: what opens elsewhere closes here
    elif before not in ")»”’\"]'":
        return None
    return Mark(start, end, int(digits), digits)


def _beside(text: str, start: int, end: int, marks: list[Mark]) -> Mark | None:
    """Read the second of two marks at one place: ``wetten.2 3 Het``, where a page on the web breaks them apart."""
    if not marks or end - start > 2 or text[marks[-1].end : start] not in _BETWEEN_MARKS:
        return None
    if marks[-1].number is None or int(text[start:end]) != marks[-1].number + 1 or not text[end : end + 1].isspace():
        return None
    return Mark(start, end, int(text[start:end]), text[start:end])


def _unit(text: str, at: int) -> str | None:
    """Give the unit or formula whose power or index stands at ``at`` (m2, CO2), or None."""
    word = _WORD_BEFORE.search(text, max(0, at - 8), at)
    return word.group() if word and word.group().casefold() in _UNITS else None


def _inside(regions: Sequence[Region], at: int) -> bool:
    i = bisect_right(regions, at, key=lambda region: region[0]) - 1
    return i >= 0 and at < regions[i][1]
