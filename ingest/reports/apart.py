"""Two readings of one report: a name given again, a title that a note tells, names that touch."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kamergraaf.ingest.reading import Reading
from kamergraaf.ingest.reports.facts import mark_of
from kamergraaf.ingest.reports.found import Found, wording

_NAMED = ("rapport-bij-naam", "rapport-reeks")  # by a title of their own
_SUBJECT = re.compile(r"\W*(?:Betreft|Onderwerp)\b")
_WIDTH = 500  # characters: no report's words are longer


def told_apart(reading: Reading, found: Iterable[Found]) -> list[Found]:
    """Give each report once, in order of place; where two readings overlap the one with a title counts."""
    found = _without_subject_line(reading, list(found))
    kept: list[Found] = []
    near: dict[int, list[Found]] = defaultdict(list)  # those kept, by where they begin
    for one in sorted(found, key=lambda f: (not f.quoted, f.rule not in _NAMED, f.start, -f.end)):
        around = range((one.start - _WIDTH) // _WIDTH, (one.end + _WIDTH) // _WIDTH + 1)
        if not any(_same_place(reading, one, other) for at in around for other in near.get(at, ())):
            kept.append(one)
            near[one.start // _WIDTH].append(one)
    return _told_by_notes(reading, [one for one in kept if not _named_again(reading, one, kept)])


def _without_subject_line(reading: Reading, found: list[Found]) -> list[Found]:
    """Leave out what the letter's subject line names when the letter itself names it again: there it tells more."""
    last: dict[str, int] = {}
    for one in found:
        title = one.title.casefold()
        last[title] = max(last.get(title, one.start), one.start)
    return [one for one in found if last[one.title.casefold()] == one.start or not _in_subject(reading, one.start)]


def _in_subject(reading: Reading, at: int) -> bool:
    line = reading.layout.line_index(at)
    if line is None:
        return False
    begin = reading.layout.lines[line][0]
    return _SUBJECT.match(reading.plain, begin) is not None


def _named_again(reading: Reading, one: Found, kept: list[Found]) -> bool:
    """Whether *het rapport van BODY* is the report whose title and body the paragraph gave before."""
    if (
        one.rule != "rapport-van"
        or one.publisher is None
        or not wording("the").search(reading.plain[: one.start][-8:])
    ):
        return False
    block = reading.layout.block_at(one.start)
    titled = [other for other in kept if other.quoted and block[0] <= other.start < one.start]
    bodies = {
        body.item.code for other in titled[-1:] for body in reading.organisations.between(other.begin, other.reach)
    }
    return one.publisher.item.code in bodies


def _told_by_notes(reading: Reading, kept: list[Found]) -> list[Found]:
    """Join a report that a sentence names by its body with the title that the note of that sentence gives it."""
    notes = {(m.start, m.end): m for m in (one for one in kept if one.note)}
    joined: list[Found] = []
    for one in kept:
        if one.rule != "rapport-van" or one.publisher is None:
            continue
        marks = reading.marks.between(one.end, reading.sentence(one.start)[1] + 2)
        for note in notes.values():
            same_body = note.publisher is not None and note.publisher.item.code == one.publisher.item.code
            mark = mark_of(reading, note) if same_body else None
            if mark is not None and len(marks) == 1 and mark.start == marks[0].start:
                told = replace(
                    note, start=one.start, end=one.end, rule=one.rule, publisher=one.publisher, authors=None
                )
                joined += [told]
                notes.pop((note.start, note.end))
                kept = [k for k in kept if k not in (one, note)]
                break
    return sorted([*kept, *joined], key=lambda f: f.start)


def _same_place(reading: Reading, one: Found, other: Found) -> bool:
    """Whether two readings are of one report: they touch, or a title follows its word and body (*met als titel*)."""
    if one.start < other.end + 3 and other.start < one.end + 3:
        return True
    if not other.quoted or other.note or not one.end <= other.start <= one.end + 60:
        return False
    return (
        re.fullmatch(
            r"[ ,:]*(?:met als titel|getiteld|met de titel|genaamd)?[ :‘“\"«]*", reading.plain[one.end : other.start]
        )
        is not None
    )
