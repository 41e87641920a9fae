"""Footnotes: marks in the running text, the notes they point to, and the citations within those notes.

Source of the rules: extraction, section 5. Structured notes come first; in plain text a readable note number that
agrees with the marks is a fixed point, and what lies between two fixed points is linked only where it adds up.
What is not linked stays so: a mark whose note is lost has no note.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise

from kamergraaf.ingest.citations import Citations
from kamergraaf.ingest.layout import Layout, Region
from kamergraaf.ingest.marks import (
    Mark,
    Words,
    digit_marks,
    is_misread_letter,
    may_be_letter,
    stray_marks,
    word_before,
    words_of,
)
from kamergraaf.ingest.repair import Clean
from kamergraaf.ingest.scanned import is_scanned
from kamergraaf.ingest.values import value
from kamergraaf.ontology.model import Citation, Footnote, Span, Status

# A note's number; "26 643, nr. 251" at the start of a broken line is a dossier.
_NUMBERED = re.compile(r"(?:\[(\d{1,3})\]|(?!\d\d \d{3}(?!\d))(\d{1,3})\)?)(?=\s+\S|[A-Z«“(])")
_MARKED = re.compile(
    r"[®*>°”\"'’‘|!]{1,2} +(?=[A-Z«“(]|https?:)|[TIl] +(?=Kamerst|Handel|Aanhang|Stb|Stcrt|https?:)"
    r"|[TIlgqSsBZb] +(?=Kamerst|Zie |[A-Z]{2,8}, \d)"
)
_KEYWORD = re.compile(r"Kamerst|Handelingen|Aanhangsel|https?://|www\.|Stcrt|Stb\.|Trb\.|ECLI|Zie |Bron:|Ibid|Idem")
_AUTHOR = re.compile(
    r"[A-Z][\w.&’-]*(?:,? (?:[A-Z][\w.&’-]*|van|de|den|der|en|&)){0,5}(?: e\.a\.)?,? "
    r"(?:\(?\d{4}|\d{1,2} [a-z]{3,9} \d{4})"
)
_INLINE = re.compile(r"<sup>\s*(?P<note>(?P<n>\d{1,3})\s[^<]*?)\s*</sup>")
_FEWEST_WITHOUT_NOTES = 2
_PARTY = re.compile(r" \([A-Z][\w&’'+-]{0,20}\)")
_WORD = re.compile(r"[^\W\d_][\w-]{3,}")
_ANCHOR_WORD = re.compile(r"\S+\Z")


@dataclass(frozen=True, slots=True)
class _Note:
    start: int
    end: int
    number: int | None
    page: int


@value
class _Link:
    n: int
    mark: Mark | None
    note: Region | None
    status: Status
    reason: str = ""


@dataclass(frozen=True, eq=False)
class _Page:
    """What marks are looked for in. ``cited``: the places of citations."""

    text: str
    layout: Layout
    cited: list[Region]
    scanned: bool

    def digits(self, within: Region, notes: Sequence[Region]) -> list[Mark]:
        """Give the digits that may be marks; in a scan none that may be a letter."""
        marks = digit_marks(self.text, within, notes, self.cited)
        if not self.scanned:
            return marks
        return [m for m in marks if not may_be_letter(self.text, m, lambda: self._words) and not self.is_misread(m)]

    def is_misread(self, mark: Mark) -> bool:
        """Whether a digit is a letter of its word that was misread; of each word and digit it is told once."""
        key = (word_before(self.text, mark.start), mark.text)
        if key not in self._misread:
            self._misread[key] = is_misread_letter(self.text, mark)
        return self._misread[key]

    @cached_property
    def _words(self) -> Words:
        return words_of(self.text)

    @cached_property
    def _misread(self) -> dict[tuple[str, str], bool]:
        return {}


def find_notes(clean: Clean, layout: Layout, citations: Citations) -> tuple[Footnote, ...]:
    """Find marks and notes and link them, in order of the marks; ``ids`` are those cited within the note."""
    if clean.letter.notes:
        return tuple(_structured(clean, citations))
    if not layout.notes:
        return tuple(_footnote(clean, link, citations) for link in _without_notes(clean, citations))
    if "<sup>" in clean.text and (inline := list(_inline(clean, citations))):
        return tuple(inline)
    notes = _notes(clean.text, layout)
    cited = [(clean.to_clean(c.span.start), clean.to_clean(c.span.end)) for c in citations.citations]
    page = _Page(clean.text, layout, cited, is_scanned(clean.letter))
    links = _by_number(page, notes) or _by_count(page, notes)
    return tuple(_footnote(clean, link, citations) for link in links)


def with_notes(citations: Citations, notes: Iterable[Footnote]) -> Citations:
    """Tell each citation in which note it stands, and where that note's mark is."""
    regions = sorted((n.note.start, n.note.end, n.n, n.anchor) for n in notes if n.note is not None)
    starts = [region[0] for region in regions]

    def noted(citation: Citation) -> Citation:
        i = bisect_right(starts, citation.span.start) - 1
        if i < 0 or citation.span.start >= regions[i][1]:
            return citation
        anchor = regions[i][3]
        return replace(citation, note=regions[i][2], anchor=anchor.end if anchor is not None else None)

    if not regions:
        return citations
    return replace(
        citations,
        citations=tuple(noted(c) for c in citations.citations),
        acts=tuple(noted(c) for c in citations.acts),
    )


def _structured(clean: Clean, citations: Citations) -> Iterable[Footnote]:
    source = clean.letter.text
    for note in clean.letter.notes:
        word = _ANCHOR_WORD.search(source, max(0, note.at - 60), note.at)
        start = word.start() if word else note.at
        mark = source[max(start, note.at - len(note.n)) : note.at]
        mark = mark if unicodedata.normalize("NFKC", mark) == note.n else ""  # readers raise it: nr. 482¹
        span = Span(note.start, note.end, source[note.start : note.end])
        yield Footnote(note.n, Span(start, note.at, source[start : note.at]), mark, span, _ids(citations, span))


def _inline(clean: Clean, citations: Citations) -> Iterable[Footnote]:
    """Give notes that stand within the running text, as some conversions leave them: ``gezonden<sup> 1 … </sup>``."""
    for m in _INLINE.finditer(clean.text):
        word = _ANCHOR_WORD.search(clean.text, max(0, m.start() - 60), m.start())
        anchor = clean.span(word.start() if word else m.start(), m.end("n"))
        note = clean.span(m.start("note"), m.end("note"))
        yield Footnote(m.group("n"), anchor, m.group("n"), note, _ids(citations, note))


def _notes(text: str, layout: Layout) -> list[_Note]:
    """Give the notes in the tails of pages: each begins a line and goes on to the next."""
    notes: list[_Note] = []
    starts = [line[0] for line in layout.lines]
    for start, end in layout.notes:
        page = layout.page_at(start)
        begun: list[tuple[int, int | None]] = []
        for line, line_end in layout.lines[bisect_right(starts, start - 1) : bisect_right(starts, end - 1)]:
            numbered = _NUMBERED.match(text, line, line_end)
            if numbered:
                begun.append((line, int(numbered.group(1) or numbered.group(2))))
            elif not begun or not layout.wrapped or _starts(text, line, line_end):
                begun.append((line, None))
        for i, (line, number) in enumerate(begun):
            after = begun[i + 1][0] if i + 1 < len(begun) else end
            notes.append(_Note(line, line + len(text[line:after].rstrip()), number, page))
    return notes


def _starts(text: str, line: int, end: int) -> bool:
    """Whether a line without a number begins a note; a paper's number behind a title and ``;`` goes on with it."""
    if _KEYWORD.match(text, line, end):
        return not text[max(0, line - 4) : line].rstrip().endswith((";", ","))
    return _MARKED.match(text, line, end) is not None or _AUTHOR.match(text, line, end) is not None


def _by_number(page: _Page, notes: list[_Note]) -> list[_Link]:
    """Link by number alone: every note has one, they ascend, and the marks that read so ascend with them.

    A number that two marks between the same neighbours show is linked to neither.
    """
    text, layout = page.text, page.layout
    numbers = [note.number for note in notes if note.number is not None]
    if not notes or len(numbers) < len(notes) or any(a >= b for a, b in pairwise(numbers)):
        return []
    wanted = dict(zip(numbers, notes, strict=True))
    candidates = [
        mark
        for mark in page.digits((0, len(text)), layout.notes)
        if mark.number in wanted and _on_page(layout, mark, wanted[mark.number]) and not page.is_misread(mark)
    ]
    chain = _rising(candidates)
    if len(chain) < 0.7 * len(notes):
        return []
    double = _doubles(chain, candidates) if page.scanned else frozenset()
    marks = {mark.number: mark for mark in chain if mark.number not in double}
    return [
        _Link(n, marks.get(n), (note.start, note.end), *_known(n in marks, n in double)) for n, note in wanted.items()
    ]


def _doubles(chain: list[Mark], candidates: list[Mark]) -> frozenset[int]:
    """Give the numbers that more than one mark shows between its neighbours in the chain."""
    before = [0, *(mark.end for mark in chain)]
    after = [*(mark.start for mark in chain[1:]), 1 << 62]
    starts = [mark.start for mark in candidates]
    double: set[int] = set()
    for mark, first, last in zip(chain, before, after, strict=False):
        between = candidates[bisect_left(starts, first) : bisect_left(starts, last)]
        if mark.number is not None and sum(other.number == mark.number for other in between) > 1:
            double.add(mark.number)
    return frozenset(double)


def _without_notes(clean: Clean, citations: Citations) -> list[_Link]:
    """Give the marks of a text whose notes are left out: 1, 2, 3 … in order, and hardly another digit.

    Pages on the web show a letter's marks without its notes. One mark alone may be anything.
    """
    text = clean.text
    cited = [(clean.to_clean(c.span.start), clean.to_clean(c.span.end)) for c in citations.citations]
    marks = digit_marks(text, (0, len(text)), (), cited)
    chain: list[Mark] = []
    for mark in marks:
        if mark.number == len(chain) + 1 and not is_misread_letter(text, mark):
            chain.append(mark)
    if len(chain) < _FEWEST_WITHOUT_NOTES or len(marks) > 1.25 * len(chain):
        return []
    lost = "de noot staat niet in de tekst"
    return [_Link(n, mark, None, Status.UNRESOLVED, lost) for n, mark in enumerate(chain, 1)]


def _on_page(layout: Layout, mark: Mark, note: _Note) -> bool:
    """Whether a mark stands on its note's page, or before notes that stand at the end of all."""
    return len(layout.notes) == 1 or layout.page_at(mark.start) == note.page


def _known(found: bool, double: bool) -> tuple[Status, str]:
    if found:
        return Status.CERTAIN, ""
    return Status.UNRESOLVED, "twee tekens kunnen het zijn" if double else "het nootteken is niet gevonden"


def _rising(marks: list[Mark]) -> list[Mark]:
    """Give the longest run of marks, in order of place, whose numbers ascend; of equals the earliest."""
    best: list[tuple[int, int | None]] = []  # length of the longest run that ends here, and the mark before
    for i, mark in enumerate(marks):
        length, before = 1, None
        for j in range(max(0, i - 60), i):
            if (marks[j].number or 0) < (mark.number or 0) and best[j][0] + 1 > length:
                length, before = best[j][0] + 1, j
        best.append((length, before))
    if not best:
        return []
    at: int | None = max(range(len(best)), key=lambda i: (best[i][0], -i))
    chain: list[Mark] = []
    while at is not None:
        chain.append(marks[at])
        at = best[at][1]
    return chain[::-1]


def _by_count(page: _Page, notes: list[_Note]) -> list[_Link]:
    """Link page by page where marks are spoilt: numbers that equal the count are fixed points."""
    text, layout = page.text, page.layout
    links: list[_Link] = []
    count = 0
    for which, group in groupby(sorted(notes, key=lambda note: note.page), key=lambda note: note.page):
        here = list(group)
        start, end = layout.pages[which]
        marks = _counted(page, (start, min(end, here[0].start)), here, count)
        links += _linked(text, layout, marks, here)
        count = marks[-1][0] if marks else count
    return links


def _counted(page: _Page, within: Region, notes: list[_Note], count: int) -> list[tuple[int, Mark]]:
    """Count a page's marks; a readable one must agree with the count or with a note of the page."""
    numbers = {note.number for note in notes}
    marks = sorted([*stray_marks(page.text, within), *page.digits(within, ())], key=lambda mark: mark.start)
    last = {mark.number: i for i, mark in enumerate(marks) if mark.number is not None and not mark.after_year}
    counted: list[tuple[int, Mark]] = []
    for i, mark in enumerate(marks):
        following = count + 1
        if mark.number is None and following in numbers and last.get(following, -1) > i:
            continue  # the mark of that number can be read further on: this sign is none
        if mark.number is None or mark.number == following:
            count = following
        elif mark.number in numbers and following < mark.number <= following + 10 and not mark.after_year:
            count = mark.number
        elif following > 9 and str(following).endswith(str(mark.number)):
            count = following  # the first digit is lost
        else:
            continue
        counted.append((count, mark))
    return counted


def _linked(text: str, layout: Layout, marks: list[tuple[int, Mark]], notes: list[_Note]) -> list[_Link]:
    """Link one page: fixed points first, then what lies between them."""
    place = {n: i for i, (n, _) in enumerate(marks)}
    fixed: list[tuple[int, int]] = []  # mark, note
    for j, note in enumerate(notes):
        i = place.get(note.number) if note.number is not None else None
        if i is not None and (not fixed or i > fixed[-1][0]):
            fixed.append((i, j))
    links: list[_Link] = []
    before = (-1, -1)
    for i, j in [*fixed, (len(marks), len(notes))]:
        links += _between(text, layout, marks[before[0] + 1 : i], notes[before[1] + 1 : j], bool(fixed))
        if i < len(marks):
            following = (
                fixed[fixed.index((i, j)) + 1] if fixed.index((i, j)) + 1 < len(fixed) else (len(marks), len(notes))
            )
            end = notes[j].end
            if following[0] == i + 1 and following[1] > j + 1:
                end = _goes_on(notes, j, following[1])
            links.append(_Link(marks[i][0], marks[i][1], (notes[j].start, end), Status.CERTAIN))
        before = (i, j)
    return links


def _goes_on(notes: list[_Note], j: int, until: int) -> int:
    """Give where a note ends: lines without a number, and without a mark of their own, go on with it."""
    end = notes[j].end
    for note in notes[j + 1 : until]:
        if note.number is not None:
            break
        end = note.end
    return end


def _between(
    text: str, layout: Layout, marks: list[tuple[int, Mark]], notes: list[_Note], bounded: bool
) -> list[_Link]:
    """Link marks and notes between two fixed points: as many notes as marks, or as their words tell."""
    if not marks:
        return []
    groups: list[list[_Note]] | None = None
    status, reason = Status.CERTAIN, ""
    if len(notes) == len(marks):
        if any(_disagree(mark, note) for (_, mark), note in zip(marks, notes, strict=True)):
            return [
                _Link(n, mark, None, Status.UNRESOLVED, "teken en noot hebben een ander nummer") for n, mark in marks
            ]
        groups = [[note] for note in notes]
        if not bounded and not _last_digits(marks, notes):
            status, reason = Status.PROBABLE, "evenveel noten als tekens op de bladzijde"
    elif len(notes) > len(marks):
        groups = _by_words(text, layout, marks, notes)
        status, reason = Status.PROBABLE, "regels samengenomen naar de woorden van de zin"
    if groups is None:
        lost = "de noot is verloren" if not notes else "minder noten dan tekens"
        return [_Link(n, mark, None, Status.UNRESOLVED, lost) for n, mark in marks]
    return [
        _Link(n, mark, (group[0].start, group[-1].end), status, reason)
        for (n, mark), group in zip(marks, groups, strict=True)
    ]


def _disagree(mark: Mark, note: _Note) -> bool:
    """Whether both have a number that can be read, and neither is what is left of the other (2 of 12)."""
    if mark.number is None or note.number is None:
        return False
    one, other = str(mark.number), str(note.number)
    return not (one.endswith(other) or other.endswith(one))


def _last_digits(marks: list[tuple[int, Mark]], notes: list[_Note]) -> bool:
    """Whether each note's number is what is left of its mark's count (2 of 12)."""
    return all(
        note.number is not None and str(n).endswith(str(note.number))
        for (n, _), note in zip(marks, notes, strict=True)
    )


def _by_words(
    text: str, layout: Layout, marks: list[tuple[int, Mark]], notes: list[_Note]
) -> list[list[_Note]] | None:
    """Divide more lines than marks by the words that sentence and note share; None where two ways do as well."""
    if len(notes) - len(marks) > 3 or len(marks) > 8:
        return None
    sentences = [_sentence(text, layout, mark) for _, mark in marks]
    scores: dict[tuple[int, ...], float] = {}
    for cuts in _divisions(len(notes), len(marks)):
        bounds = (0, *cuts, len(notes))
        score = 0.0
        for k, sentence in enumerate(sentences):
            lines = notes[bounds[k] : bounds[k + 1]]
            score += _shared(sentence, " ".join(text[note.start : note.end] for note in lines))
        scores[bounds] = score
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if len(ranked) > 1 and ranked[0][1] <= ranked[1][1]:
        return None
    bounds = ranked[0][0]
    return [notes[bounds[k] : bounds[k + 1]] for k in range(len(marks))]


def _divisions(lines: int, parts: int) -> list[tuple[int, ...]]:
    if parts == 1:
        return [()]
    return [
        (*head, last)
        for last in range(parts - 1, lines)
        for head in _divisions(last, parts - 1)
        if not head or head[-1] < last
    ]


def _sentence(text: str, layout: Layout, mark: Mark) -> str:
    start, _ = layout.sentence_at(mark.start)
    return text[start : mark.start]


def _shared(sentence: str, note: str) -> float:
    """How much a note's words confirm a sentence: words in common, and a motion with a paper's number only."""
    words = {word.casefold() for word in _WORD.findall(sentence)}
    common = {word.casefold() for word in _WORD.findall(note)} & words
    acronyms = {word for word in re.findall(r"\b[A-Z]{3,}\b", note) if word in sentence}
    only_paper = re.fullmatch(r"\W*\d*\W*Kamerstuk[^«“]{0,60}", note) is not None
    return len(common) + len(acronyms) + (0.5 if only_paper and "motie" in words else 0.0)


def _footnote(clean: Clean, link: _Link, citations: Citations) -> Footnote:
    note = clean.span(*link.note) if link.note else None
    anchor = _anchor(clean, link.mark) if link.mark else None
    ids = _ids(citations, note) if note else ()
    return Footnote(str(link.n), anchor, link.mark.text if link.mark else "", note, ids, link.status, link.reason)


def _anchor(clean: Clean, mark: Mark) -> Span:
    """Give the word before the mark up to the mark's end, with a party in brackets that follows a marked name."""
    word = _ANCHOR_WORD.search(clean.text, max(0, mark.start - 60), mark.start)
    end = mark.end
    if party := _PARTY.match(clean.text, end):
        end = party.end()
    return clean.span(word.start() if word else mark.start, end)


def _ids(citations: Citations, note: Span) -> tuple[str, ...]:
    first, last = (bisect_left(citations.citations, at, key=lambda c: c.span.start) for at in (note.start, note.end))
    return tuple(dict.fromkeys(i for c in citations.citations[first:last] for i in c.ids))
