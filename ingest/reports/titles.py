"""Titles in a text: in quotation marks, with those inside them counted, and in notes by author, body and year."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kamergraaf.ingest import dates
from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.phrases import pattern
from kamergraaf.ingest.reading import Placed, Reading
from kamergraaf.ontology.model import OrganisationMention

_CLOSING = {"«": "»", "“": "”", "„": "”", '"': '"', "‘": "’", "'": "'"}
_STRAIGHT = {'"': re.compile('"'), "'": re.compile(r"'(?![^\W\d_])")}
_CLOSED = re.compile(r"['’](?![^\W\d_])")
_FEW_SPACES = 2  # of a title in a note
_ONE_WORD = 4  # letters of a title of one word
_LONGEST = 400  # characters of a title; the longest seen is 147
_AUTHORS = re.compile(
    r"(?P<who>(?:van|de|den|der|[A-Z])[^«»\n;]{2,90}?(?: e\.a\.)?),? "
    r"\(?(?P<year>(?:19|20)\d\d)\)?[,:.]? +(?=[«“\"‘A-Z])"
)
_TITLE_END = re.compile(r"[»”\"]|,(?= (?:SWD|COM|p\.|blz|nr\.|[A-Z]\w+ [&A-Z]))|\.(?= |$)|;|\n|$")
_BODY_AND_DAY = re.compile(rf"[^,]{{2,40}}, (?:{dates.DAY}|(?:19|20)\d\d)")
_DAY_BEHIND = re.compile(rf",? \(?(?:{dates.DAY}|{dates.MONTH} (?:19|20)\d\d|(?:19|20)\d\d)\b")
_MARK = re.compile(r"(?:\d{1,3}|[®*>°”\"’']{1,2}|[TIl])\s+")


@dataclass(frozen=True, slots=True)
class NoteTitle:
    """A title in a note; ``begin`` to ``reach``: all of the note that belongs to it."""

    start: int
    end: int
    rule: str
    begin: int
    reach: int
    publisher: Placed[OrganisationMention] | None = None
    authors: Region | None = None


def quoted_titles(text: str, openings: list[int]) -> Iterator[Region]:
    """Give what stands in quotation marks and may be a title: two words or more, the first with a capital.

    What has two words only is a title where a word for a report stands right before it; that is for the caller.
    """
    until = 0
    for at in openings:
        if at < until or (text[at] == "'" and not (text[at - 1 : at].isspace() and text[at + 1 : at + 2].isupper())):
            continue
        end = closing(text, at)
        if end is None:
            continue
        inside = text[at + 1 : end]
        until = end + 1
        if (
            (inside.lstrip("(")[:1].isupper() or inside[:1].isdigit())
            and (inside.count(" ") >= 1 or (text[at] == "«" and len(inside) >= _ONE_WORD))
            and inside[-1:] not in ",;:"
            and "\n" not in inside
        ):
            yield at + 1, end


def closing(text: str, at: int) -> int | None:
    """Give where the quotation that opens at ``at`` closes, quotations of the same kind within it counted."""
    opening = text[at]
    mark = _CLOSING.get(opening)
    if mark is None:
        return None
    limit = min(len(text), at + _LONGEST)
    if mark == "'":
        # Also closed by the curved mark; before a letter it is an apostrophe: agenda's.
        return next((m.start() for m in _CLOSED.finditer(text, at + 1, limit)), None)
    if mark == opening or opening == "„":
        end = text.find(mark, at + 1, limit)
        return end if end > at else None
    if opening in "“‘" and text.find(mark, at + 1, limit) < 0:  # closed by the straight mark
        straight = '"' if opening == "“" else "'"
        return next((m.start() for m in _STRAIGHT[straight].finditer(text, at + 1, limit)), None)
    depth = 0
    for i in range(at, limit):
        if text[i] == opening:
            depth += 1
        elif text[i] == mark:
            if opening == "‘" and text[i + 1 : i + 2].isalpha():
                continue  # an apostrophe: agenda’s
            depth -= 1
            if depth == 0:
                return i
        elif text[i] == "\n":
            return None
    return None


def note_titles(reading: Reading, zone: Region) -> Iterator[NoteTitle]:
    """Give the titles of a place that holds notes, by the forms of its blocks."""
    for start, end in _notes(reading, zone):
        yield from _of_note(reading, start, end)


def _notes(reading: Reading, zone: Region) -> Iterator[Region]:
    blocks, lines = (
        regions[bisect_left(regions, (zone[0], 0)) : bisect_left(regions, (zone[1], 0))]
        for regions in (reading.layout.blocks, reading.layout.lines)
    )
    begins = sorted({zone[0], *(b[0] for b in blocks), *(line[0] for line in lines if _starts(reading, line))})
    yield from zip(begins, [*begins[1:], zone[1]], strict=True)


def _starts(reading: Reading, line: Region) -> bool:
    """Whether a line begins another report: a known body, or authors and a year, then what is a title's."""
    body = reading.organisations.first(line[0], line[0] + 4)
    return body is not None and re.match(r",? ", reading.plain[body.end : body.end + 2]) is not None


def _of_note(reading: Reading, start: int, end: int) -> Iterator[NoteTitle]:
    plain = reading.text
    mark = _MARK.match(plain, start, end)
    at = mark.end() if mark else start
    if m := pattern("reports", "via").search(plain[start:end]):
        url = reading.urls.first(start, end)
        if url is not None and _BODY_AND_DAY.fullmatch(m["what"]) is None:
            yield NoteTitle(start + m.start("what"), start + m.end("what"), "noot-via", start, end)
            return
    body = reading.organisations.first(at, at + 2)
    if body is not None:
        written = dates.find(plain, body.end, min(end, body.end + 30))
        year = re.compile(r",? \(?((?:19|20)\d\d)\)?").match(plain, body.end, end)
        stop = written.end if written else year.end() if year else None
        if stop is not None and re.fullmatch(r",? ", plain[body.end : written.start]) if written else stop:
            assert stop is not None
            if title := _title(plain, stop, end):
                yield NoteTitle(*title, "noot-instelling", start, end, publisher=body)
        elif title := _title_and_day(reading, body.end, end):
            yield NoteTitle(*title, "noot-instelling", start, end, publisher=body)
        return
    m = _AUTHORS.match(plain, at, end)
    if (
        m is not None
        and (" e.a" in m["who"] or re.search(r"[A-Z]\.", m["who"]))
        and (title := _title(plain, m.end(), end))
    ):
        yield NoteTitle(*title, "noot-auteur", start, end, authors=m.span("who"))


def _title(plain: str, at: int, end: int) -> Region | None:
    """Give the title that begins at or just behind ``at``: in quotation marks, else up to what follows a title."""
    lead = re.compile(r"[,:.]? *").match(plain, at, end)
    at = lead.end() if lead else at
    if at < end and plain[at] in _CLOSING:
        stop = closing(plain, at)
        return (at + 1, stop) if stop is not None and stop <= end + 1 else None
    m = _TITLE_END.search(plain, at, end)
    stop = m.start() if m else end
    return (at, stop) if stop - at > 12 and plain[at : at + 1].isupper() else None


def _title_and_day(reading: Reading, at: int, end: int) -> Region | None:
    """Give the title behind a body when its day follows: *Inspectie …, De crisisnoodopvang in beeld, mei 2023*."""
    plain = reading.text
    if plain[at : at + 2] != ", ":
        return None
    if plain[at + 2] in _CLOSING:
        return _title(plain, at, end)
    day = _DAY_BEHIND.search(plain, at + 2, end)
    stop = day.start() if day else at
    place = (at + 2, stop)
    if "," in plain[slice(*place)] or not plain[at + 2].isupper() or plain.count(" ", *place) < _FEW_SPACES:
        return None
    return place
