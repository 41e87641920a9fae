"""The parts of a letter: pages, lines, blocks, headings, sections, sentences, and the tails that hold notes.

All offsets are of ``Clean.text``, from 0, the end excluded. Letters come with hard-wrapped lines (PDF, OCR), with
one block a line (XML), or as Markdown: whether lines are wrapped is seen from where they break.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kamergraaf.ingest.note_runs import note_runs
from kamergraaf.ingest.repair import Clean
from kamergraaf.ingest.sentences import ends_within, is_abbreviation, sentences
from kamergraaf.ingest.values import value

Region = tuple[int, int]

_BLANK = re.compile(r"\n[^\S\n]*\n|\f")
_FIRST_WORD = re.compile(r"\S+")
_ITEM = re.compile(r"(?:[-–•*◦▪]|\(?[ivx]{1,4}\)|\(?[a-z]\)|\d{1,2}[.)]|[a-z]\.)\s+\S")
_MARKDOWN = re.compile(r"#{1,6} *")
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[A-Z]\.|[IVX]{1,4}\.)\s+(?=\S)")
_FRAGMENT = re.compile(r"[\d\s.,;()/–-]*(?:(?:nrs?\.?|en|[IVXL]+|[A-Z])[\d\s.,;()/–-]*)*\Z")
_NOTE_START = re.compile(
    r"(?:\d{1,3}|[®*>°”\"'T!|'’‘]{1,2})\)? +(?=[A-ZÀ-Þ«“\"‘'(]|https?:|www\.|kst-|idem|ibid|zie |o\.a\.|bron)"
    r"|(?:Kamerst|Handelingen|Aanhangsel|https?://|www\.)"
    r"|(?:[A-Z][\w.-]{0,30} ){1,6}e\.a\., \d{4}|[A-Z][A-Za-z]{1,9}, \d{1,2} [a-z]+ \d{4}"
)
_PLAIN_NUMBER = re.compile(r"(\d{1,3})\)? +(?=\S)")
_MOST_NOTES = 12  # on one page
_INLINE_NOTE = re.compile(r"<sup>\s*\d{1,3}\s[^<]*</sup>")
_PLACE_AND_DAY = re.compile(r"['’A-Z][\w’' -]{2,30}, \d{1,2} [a-z]{3,9} \d{4}\Z")
_SIGNED = re.compile(r"(?:[A-Z][a-z]{0,2}\. ?){1,6}[\w’' -]{2,40}\Z")
# Lines that begin a block of their own: Markdown headings, and the head of an official letter.
_LETTERHEAD = re.compile(
    r"#|Vergaderjaar \d|(?:Tweede|Eerste) Kamer der Staten-Generaal|(?:BRIEF|LIJST|VERSLAG|MOTIE) VAN "
    r"|Aan de [Vv]oorzitter"
    r"|Den Haag, \d|[’']s-Gravenhage, \d|Nr\. \d+\s|\d{2} \d{3} +[A-Z][a-z]"
)
_HEADLINE = re.compile(
    r"(?:(?:Nader g|Tweede nader g|G)ewijzigde m|M)otie (?:van|- )|Toezegging(?: -|:| aan )|Amendement van "
)
# Words that end no paragraph: what follows them goes on, also with a capital on the next line.
_UNFINISHED = re.compile(r"(?<!\w)(?:van|de|het|een|en|of|in|op|voor|met|aan|door|te|der|den|dat|bij|uit|naar)\Z")
# What a note may not tell of, if the sentence that it breaks is to be read as one.
_TELLS = re.compile(r"[Mm]otie|oezeg|rief\b|inister|ecretaris|\b[Ll]id\b|\b[Ll]eden\b")
_MONTHS = r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
_MONTH = re.compile(_MONTHS + r"\Z")
_DAY = re.compile(r"\d{1,2} " + _MONTHS + r"\b")
_COLUMN = "·|"  # between the columns of a table's row
_LINE_BREAKS = re.compile(r"\s*\n\s*")
_LONGEST_BREAK = 1500  # characters of notes
_RUN_ON = 3  # long lines that must run on in the next for a paper of short lines to be wrapped
_SHORTEST_PART = 20
_FAR = 1 << 62  # after every end: of regions that begin at one place, all come before
_NO_HEADING_END = frozenset(".,;:?!…®*>°")


@value
class Section:
    """A heading's part of the letter: from the heading (or the letter's start) to the next heading."""

    start: int
    end: int
    heading: Region | None


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Where the parts of a letter stand; every tuple is in order of place.

    ``lines``: the lines of the source that hold anything. ``blocks``: paragraphs, headings, list items, notes.
    ``headings``: those of the blocks that head others. ``notes``: page tails and other places that hold notes.
    ``sentences``: never run over blocks. ``wrapped``: whether the source breaks its lines by width.
    """

    clean: Clean
    wrapped: bool
    pages: tuple[Region, ...]
    lines: tuple[Region, ...]
    blocks: tuple[Region, ...]
    headings: tuple[Region, ...]
    sections: tuple[Section, ...]
    sentences: tuple[Region, ...]
    notes: tuple[Region, ...]
    broken: tuple[tuple[Region, Region], ...] = ()
    breaks: tuple[Region, ...] = ()

    def sentence_at(self, at: int) -> Region:
        """Give the sentence that holds the character at ``at``, or an empty region there.

        Of one that a page's notes break in two, the whole, notes and all: ``gaps`` tells where those stand.
        """
        found = _at(self.sentences, at)
        if self.broken:
            for first, second in self.broken:
                if found in (first, second):
                    return first[0], second[1]
        return found

    @property
    def gaps(self) -> list[Region]:
        """The places of notes within sentences, and of the page breaks that parts of one block stand around."""
        return [*((first[1], second[0]) for first, second in self.broken), *self.breaks]

    def block_at(self, at: int) -> Region:
        """Give the block that holds the character at ``at``, or an empty region there."""
        return _at(self.blocks, at)

    def block_after(self, at: int) -> Region:
        """Give the first block that begins at ``at`` or behind it, or an empty region there."""
        i = bisect_left(self.blocks, (at, at))
        return self.blocks[i] if i < len(self.blocks) else (at, at)

    def line_index(self, at: int) -> int | None:
        """Give the index of the line that holds the character at ``at``, None where none does."""
        i = bisect_right(self.lines, (at, _FAR)) - 1
        return i if i >= 0 and at < self.lines[i][1] else None

    def block_before(self, at: int) -> Region:
        """Give the last block that begins before ``at``, or an empty region there."""
        i = bisect_left(self.blocks, (at, at)) - 1
        return self.blocks[i] if i >= 0 else (at, at)

    def page_at(self, at: int) -> int:
        """Give the index of the page that holds the character at ``at``."""
        return max(0, bisect_right(self.pages, (at, len(self.clean.text) + 1)) - 1)

    def section_at(self, at: int) -> Section:
        """Give the section that holds the character at ``at``."""
        # Each begins with its heading; the first, which may have none, with the letter.
        after = len(self.headings) - bisect_right(self.headings, (at, _FAR))
        return self.sections[max(0, len(self.sections) - 1 - after)]

    def in_notes(self, at: int) -> bool:
        """Whether the character at ``at`` stands in a note rather than in the running text."""
        start, end = _at(self.notes, at)
        return start < end

    def is_heading(self, at: int) -> bool:
        """Whether the character at ``at`` stands in a heading."""
        start, end = _at(self.headings, at)
        return start < end


def lay_out(clean: Clean) -> Layout:
    """Find the parts of a letter; any text will do."""
    source = clean.printed
    raw = _lines(source)
    places = clean.to_clean_all([at for line in raw for at in line])
    lines: list[Region] = []
    kept: list[Region] = []
    text, last = clean.text, 0
    # Where page furniture ends that a copied page's "X Noot" may be: looked for once, lines may be thousands.
    copied = {end for start, end in clean.furniture if start < end} if "Noot" in source else set()
    for i, line in enumerate(raw):
        start, end = places[2 * i], places[2 * i + 1]
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if last <= start < end:
            if lines and kept[-1][0] in copied and text[slice(*lines[-1])].isdigit():
                # The number of a copied page's note, whose text is the next line: "X Noot", 1, text.
                start, line = lines.pop()[0], (kept.pop()[0], line[1])
            lines.append((start, end))
            kept.append(line)
            last = end
    wrapped = _is_wrapped(source, kept)
    pages = _pages(clean, kept)
    page_starts = tuple(start for start, _ in pages[1:])
    blocks = _blocks(clean.text, source, lines, kept, wrapped, page_starts)
    notes = _notes(clean, pages, blocks, lines)
    headings = tuple(_headings(clean.text, blocks, notes, wrapped))
    parts = sentences(clean.text, blocks)
    return Layout(
        clean,
        wrapped,
        pages,
        tuple(lines),
        tuple(blocks),
        headings,
        tuple(_sections(clean.text, headings)),
        parts,
        notes,
        tuple(_broken(clean.text, parts, notes, headings)) if wrapped and len(pages) > 1 else (),
        tuple(_breaks(clean.text, parts, pages)) if wrapped and len(pages) > 1 else (),
    )


def _lines(source: str) -> list[Region]:
    """Give the lines that hold any character, each without its end; a page ends a line."""
    lines: list[Region] = []
    at = 0
    for line in source.replace("\f", "\n").split("\n"):
        end = at + len(line)
        if at < end:
            lines.append((at, end))
        at = end + 1
    return lines


def _broken(
    text: str, parts: tuple[Region, ...], notes: tuple[Region, ...], headings: tuple[Region, ...]
) -> Iterator[tuple[Region, Region]]:
    """Give the two parts of each sentence that a page's notes break, where those name papers and titles only."""
    starts = [start for start, _ in parts]
    for start, end in notes:
        i, j = bisect_left(starts, start) - 1, bisect_left(starts, end)
        if i < 0 or j >= len(parts) or end - start > _LONGEST_BREAK or _TELLS.search(text, start, end):
            continue
        first, second = parts[i], parts[j]
        if text[first[1] : start].strip() or text[end : second[0]].strip():
            continue
        if text[second[0]] in _COLUMN or (
            text[first[1] - 1] not in ".?!:;»”"
            and first[1] - first[0] >= _SHORTEST_PART
            and _at(headings, first[0])[1] == first[0]
            and _runs_on(text, first, second)
        ):
            yield first, second


def _breaks(text: str, parts: tuple[Region, ...], pages: tuple[Region, ...]) -> Iterator[Region]:
    """Give the line breaks that a page's end leaves within a sentence."""
    for start, _ in pages[1:]:
        found = _at(parts, start)
        if found[0] < found[1]:
            yield from (m.span() for m in _LINE_BREAKS.finditer(text, *found))


def _runs_on(text: str, first: Region, second: Region) -> bool:
    """Whether the second part goes on with the first's sentence: no capital, or words before that end none."""
    begins, ends = text[second[0]], text[first[1] - 1]
    if begins.islower() or begins == "(" or ends == "," or ends in _COLUMN:
        return True
    if begins.isdigit():
        if _DAY.match(text, *second):
            return _UNFINISHED.search(text, *first) is not None
        return _MONTH.search(text, max(first[0], first[1] - 12), first[1]) is not None
    return _UNFINISHED.search(text, first[0], first[1]) is not None


def _at(regions: tuple[Region, ...], at: int) -> Region:
    i = bisect_right(regions, (at, _FAR)) - 1
    return regions[i] if i >= 0 and at < regions[i][1] else (at, at)


def _is_wrapped(source: str, lines: list[Region]) -> bool:
    """Whether breaks come where the next word would not have fitted in the width that most lines have.

    Or within sentences: one long line ends in a word and the next goes on in small letters. Where each block is a
    line that hardly ever happens (nowhere in 54 such papers), in wrapped ones at a third of the breaks or more; a
    report of a sitting or a list, whose lines are mostly short, shows it at a fifth of its long lines.
    """
    neighbours = [
        (a, b) for a, b in pairwise(lines) if source[a[1] : b[0]] == "\n" or source.count("\n", a[1], b[0]) == 1
    ]
    if len(neighbours) < 4:
        return False
    lengths = sorted(a[1] - a[0] for a, _ in neighbours)
    width = lengths[len(lengths) * 4 // 5]
    if not 20 <= width <= 180:
        return False
    enough_forced, enough_running_on = 0.6 * len(neighbours), max(2, 0.2 * len(neighbours))
    forced = running_on = long = 0
    for a, b in neighbours:
        word = _FIRST_WORD.search(source, b[0], b[1])
        if word is None:
            continue
        forced += a[1] - a[0] + 1 + word.end() - word.start() > width - 4
        long += a[1] - a[0] > 0.7 * width
        if source[word.start()].islower() and a[1] - a[0] > width // 2:
            running_on += source[a[0] : a[1]].rstrip()[-1:].isalpha()
        if forced >= enough_forced or running_on >= enough_running_on:
            return True
    return running_on >= max(_RUN_ON, 0.2 * long)  # of lists and short lines most breaks are none of the width


def _pages(clean: Clean, lines: list[Region]) -> tuple[Region, ...]:
    """Pages as the reader gave them, by form feeds, or begun by a line that starts with one space (as some scans)."""
    source = clean.printed
    starts = [0]
    if len(clean.letter.pages) > 1:
        starts = sorted(set(clean.letter.pages) | {0})
    elif "\f" in source:
        starts = [0] + [m.end() for m in re.finditer("\f", source)]
    elif source.startswith(" ") and not source.startswith("  "):
        marked = [start for start, _ in lines if source[start] == " " and source[start + 1 : start + 2] != " "]
        starts = sorted({0, *marked}) if len(marked) <= max(2, len(lines) // 15) else starts
    ends = [*starts[1:], len(source)]
    return tuple((clean.to_clean(a), clean.to_clean(b)) for a, b in zip(starts, ends, strict=True) if a < b or a == 0)


def _blocks(
    text: str,
    source: str,
    lines: list[Region],
    raw: list[Region],
    wrapped: bool,
    pages: tuple[int, ...],
) -> list[Region]:
    blocks: list[Region] = []
    width = _width(lines) if wrapped else 0
    for i, (start, end) in enumerate(lines):
        if blocks and _goes_on(text, source, lines, raw, i, width, pages, blocks[-1][0]):
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
    return blocks


def _width(lines: list[Region]) -> int:
    lengths = sorted(end - start for start, end in lines)
    return lengths[len(lengths) * 4 // 5] if lengths else 0


def _goes_on(
    text: str,
    source: str,
    lines: list[Region],
    raw: list[Region],
    i: int,
    width: int,
    pages: tuple[int, ...],
    block: int,
) -> bool:
    """Whether line ``i`` belongs to the block of the line before it, which begins at ``block``."""
    (before, before_end), (start, end) = lines[i - 1], lines[i]
    last = text[before_end - 1]
    if pages and bisect_right(pages, start) > bisect_left(pages, before_end):
        if width == 0 or last in ".?!:;" or _NOTE_START.match(text, block):
            return False
        first = text[start]
        return (
            first.islower()
            or first == "("
            or last in _COLUMN
            or not _has_room(text, before, before_end, start, width)
        )
    gap = source[raw[i - 1][1] : raw[i][0]]
    if gap != "\n" and _BLANK.search(gap):
        return False
    if width == 0:
        return _fragments(text, (before, before_end), (start, end))
    small = text[start].islower()  # which begins no letterhead, signature or headline
    if small and last not in ".:;,»”":
        return True
    if not small and (
        _LETTERHEAD.match(text, start)
        or (last == "," and _SIGNED.match(text, start, end))
        or (last in ".?!:" and _HEADLINE.match(text, start))
    ):
        return False
    if last == "." and is_abbreviation(text, before, before_end - 1):
        return True
    if last.isalpha() and _UNFINISHED.search(text, max(before, before_end - 6), before_end) is not None:
        return not _ITEM.match(text, start, end)
    if _ITEM.match(text, start, end) and last in ".:;,":
        return False
    if _NOTE_START.match(text, start) and last in ".»”" and before_end - before < width - 8:
        return False
    # A line with room for the next word ended on purpose, unless the next goes on in small letters.
    return small or not _has_room(text, before, before_end, start, width)


def _has_room(text: str, before: int, before_end: int, start: int, width: int) -> bool:
    """Whether the first word of the next line would have fitted on the line before."""
    word = _FIRST_WORD.match(text, start)
    return word is not None and before_end - before + 1 + word.end() - start < width - 12


def _fragments(text: str, before: Region, line: Region) -> bool:
    """Whether a line is a piece of the one before, where each block is a line: ``(``, ``31 066, nr. 5``, ``)``."""
    last, first = text[before[1] - 1], text[line[0]]
    if last == "(" or first in "),;.":
        return True
    if text.endswith(("nr.", "nrs."), before[0], before[1]):
        return text[line[0]].isdigit() and before[1] - before[0] > 4
    piece = _FRAGMENT.match(text, line[0], line[1]) is not None
    if piece and text.endswith(" c.s.", before[0], before[1]):
        return True  # "Wassenberg c.s." / "36 200 VIII, nr. 113"
    if last in ".;:?!":
        return False
    length = before[1] - before[0]
    if piece and (length > 60 or text[before[0] : before[1]] in ("en", "of")):
        return True
    previous = _FRAGMENT.match(text, before[0], before[1]) is not None
    return previous and length > 4 and (first.islower() or piece)


def _notes(clean: Clean, pages: tuple[Region, ...], blocks: list[Region], lines: list[Region]) -> tuple[Region, ...]:
    """Give the places that hold notes: what the source marks, else the tails of pages and notes in the text."""
    text = clean.text
    if clean.letter.notes:
        marked = sorted((clean.to_clean(note.start), clean.to_clean(note.end)) for note in clean.letter.notes)
        return tuple(region for region in marked if region[0] < region[1])
    zones = [m.span() for m in _INLINE_NOTE.finditer(text)] if "<sup>" in text else []
    last = 0  # the number of the last note that could be read
    for start, end in pages:
        inside = blocks[bisect_left(blocks, (start, 0)) : bisect_left(blocks, (end, 0))]
        tail: list[Region] = []
        for block in reversed(inside[1:] if len(inside) > 1 else inside):
            if not _begins_note(text, block, last):
                break
            tail.append(block)
        numbers = _note_numbers(text, tail[::-1])
        strong = any(_NOTE_START.match(text, block[0], block[1]) for block in tail) or numbers[:1] <= [last + 3]
        if tail and strong and all(a < b for a, b in pairwise(numbers)):
            zones.append((tail[-1][0], tail[0][1]))
            last = _last_number(text, last, zones[-1], lines, {block[0] for block in tail})
    return tuple(sorted([*zones, *note_runs(text, blocks, lines, zones)]))


def _last_number(text: str, last: int, zone: Region, lines: list[Region], begins: set[int]) -> int:
    """Give the number of a zone's last note; a line that begins no block may be a note's second: "33 750 VI"."""
    for line in lines[bisect_left(lines, (zone[0], 0)) : bisect_left(lines, (zone[1], 0))]:
        number = _PLAIN_NUMBER.match(text, *line)
        n = int(number.group(1)) if number is not None else 0
        if n == last + 1 or (n > last and line[0] in begins):
            last = n
    return last


def _begins_note(text: str, block: Region, last: int) -> bool:
    """Whether a block begins as notes do, or with the number that follows the last note's."""
    if _NOTE_START.match(text, block[0], block[1]):
        return True
    number = _PLAIN_NUMBER.match(text, block[0], block[1])
    return number is not None and last < int(number.group(1)) <= last + _MOST_NOTES


def _note_numbers(text: str, places: list[Region]) -> list[int]:
    return [int(m.group(1)) for place in places if (m := _PLAIN_NUMBER.match(text, place[0], place[1]))]


def _headings(text: str, blocks: list[Region], notes: tuple[Region, ...], wrapped: bool) -> list[Region]:
    """Short blocks without a closing mark that begin with a capital and head another block."""
    headings: list[Region] = []
    over_notes, after = False, 0  # whether notes stand before the block that follows, and where that begins
    heads_text = False  # whether what follows is running text, or a heading of such
    for start, end in reversed(blocks):
        if notes and _at(notes, start)[1] > start:
            over_notes = True
            continue  # a page may end with a heading above its notes
        if marks := _MARKDOWN.match(text, start, end):
            if marks.end() < end:
                headings.append((marks.end(), end))
            heads_text = True
        elif _could_head(text, start, end, 250 if wrapped else 150):
            if heads_text and not (over_notes and not text[after].isupper()):
                headings.append((start, end))
        else:
            heads_text = end - start > 60 or text[end - 1] in _NO_HEADING_END or heads_text
        over_notes, after = False, start
    return headings[::-1]


def _could_head(text: str, start: int, end: int, longest: int) -> bool:
    """Whether a block is short, begins with a capital or quotation, and ends without a mark."""
    if not 4 <= end - start <= longest or text[end - 1] in _NO_HEADING_END:
        return False
    if _PLACE_AND_DAY.match(text, start, end):
        return False
    first = _NUMBERED.match(text, start, end)
    initial = text[first.end() if first else start]
    return (initial.isupper() or initial in "«“\"‘'") and not ends_within(text, start, end)


def _sections(text: str, headings: tuple[Region, ...]) -> list[Section]:
    sections: list[Section] = []
    if not headings or headings[0][0] > 0:
        sections.append(Section(0, headings[0][0] if headings else len(text), None))
    for i, heading in enumerate(headings):
        end = headings[i + 1][0] if i + 1 < len(headings) else len(text)
        sections.append(Section(heading[0], end, heading))
    return sections
