"""A place that names a motion, and what stands behind its words: number, subject, request, further signatures."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.motion_cells import in_row
from kamergraaf.ingest.motion_numbers import (
    Number,
    bare_at,
    bracket,
    cited_at,
    near,
    number_before,
    of_note,
    of_row,
    replaced,
)
from kamergraaf.ingest.motion_signers import of_note as of_note_signers
from kamergraaf.ingest.motion_signers import signers, with_signers
from kamergraaf.ingest.phrases import patterns
from kamergraaf.ingest.proposers import Members, not_yet
from kamergraaf.ingest.reading import Placed, Reading
from kamergraaf.ontology.model import Footnote, Status

_p = patterns("motions")

_HAS = re.compile(r" (?:heeft|hebben|had|hadden|is|zijn)$")  # "een motie over windvanen heeft ingediend"
_COLUMN = re.compile(r" +[·|] +")  # the next column of a table's row
_NEAR = 200  # characters after a motion's words within which it tells what it replaces; an amended one anywhere


@dataclass(slots=True)
class Mention:
    """One place that names a motion, filled in while it is read; offsets are of the repaired text."""

    start: int
    end: int
    rule: str
    sentence: Region
    members: tuple[Region, ...] = ()
    and_others: bool = False
    amended: bool = False
    plural: bool = False
    definite: bool = False  # "de motie", "deze motie"
    number: Number | None = None
    subject: Region | None = None
    asked: Region | None = None
    lost: Region | None = None
    replaces: Number | None = None
    pointing: bool = False  # says no more than that a motion was named: no motion of its own


def complete(
    reading: Reading,
    start: int,
    members: Members,
    rule: str,
    sentence: Region,
    plural: bool,
    *,
    at: int | None = None,
) -> Mention:
    """Read what stands behind a motion's words and members; it goes on at ``at``, or where the members end."""
    if at is None:
        members = with_signers(reading, members, sentence[1])
    end = members.end if at is None else at
    mention = Mention(start, end, rule, sentence, members.names, members.and_others, plural=plural)
    return with_content(reading, mention, end)


def with_content(reading: Reading, mention: Mention, at: int) -> Mention:
    """Read what stands behind a motion's words: number, subject and request, in any order."""
    plain, (_, end) = reading.plain, mention.sentence
    inside = _mark_in(reading, mention.start, at + 2, mention)
    number, lost = mention.number, None
    if number is None and inside is not None:
        number, lost = of_note(reading, inside, mention.plural)
    if inside is not None and number is not None and (noted := of_note_signers(reading, inside, number.at)):
        _sign(reading, mention, noted)
    if number is None and lost is None and (cited := cited_at(reading, at, end)):
        number, at = bracket(reading, at, cited, end, mention.plural)
    elif number is None and lost is None and (bare := bare_at(reading, at, end)):
        number, at = bare
    if mention.members and (more := signers(reading, at, end)):
        _sign(reading, mention, more)
        at = more.end
    if (aside := _p("aside").match(plain, at, end)) is not None:
        at = aside.end()
        if number is None and lost is None and (cited := cited_at(reading, at, end)):
            number, at = bracket(reading, at, cited, end, mention.plural)
    subject = _clause(reading, "subject", at, end)
    if subject is not None and mention.rule == "motie-ingediend" and (verb := _HAS.search(plain, *subject)):
        subject = subject[0], verb.start()
    asked = _clause(reading, "asked", subject[1] if subject else at, end) or _clause(reading, "asked", at, end)
    asked = asked or _asked_next(reading, subject[1] if subject else at)
    last = max(at, subject[1] if subject else at, asked[1] if asked else at)
    if number is None and lost is None:
        cited = cited_at(reading, last, end) if subject is not None else None
        if cited is not None:
            number = bracket(reading, last, cited, end, mention.plural)[0]
        else:
            number = near(reading, last, end, plural=mention.plural)
        if number is None and subject is not None and (bare := bare_at(reading, last, end)):
            number = bare[0]
        if number is None and not mention.plural:
            number = number_before(reading, mention.start, end) or in_row(reading, mention.start)
        if number is None and not mention.plural:
            number = of_row(reading, mention.start, mention.end)
    if number is not None and (more := signers(reading, number.at[1], end, "signers-in-note")):
        _sign(reading, mention, more)
    if number is not None and _p("of-letter").search(
        plain[max(mention.sentence[0], mention.start - 300) : mention.start]
    ):
        number = replace(number, status=Status.AMBIGUOUS)  # the number may be that of the letter, not of the motion
    if number is not None and mention.plural and len(number.ids) > 1 and len(mention.members) > 1:
        number = replace(number, status=Status.AMBIGUOUS)  # theirs together, or to each one
    if subject is not None and (column := _COLUMN.search(plain, *subject)) is not None:
        subject = (subject[0], column.start())
    amended = not plain.startswith(("motie", "Motie", "MOTIE"), mention.start)
    replaces = replaced(reading, mention.end, end if amended else min(end, mention.end + _NEAR))
    if replaces is not None and number is not None and number.ids == replaces.ids:
        number = None
    phrase_end = mention.end
    while phrase_end > mention.start and plain[phrase_end - 1] in " ,":
        phrase_end -= 1
    mention.end, mention.number, mention.lost = phrase_end, number, lost
    mention.subject, mention.asked, mention.replaces = subject, asked, replaces
    return mention


def _sign(reading: Reading, mention: Mention, more: Members) -> None:
    """Add those who signed too; who is named already counts once."""
    mention.members += not_yet(reading, mention.members, more.names)
    mention.and_others = mention.and_others or more.and_others


def _mark_in(reading: Reading, start: int, end: int, mention: Mention) -> Placed[Footnote] | None:
    marks = reading.marks.between(start, min(end, mention.sentence[1] + 3))
    return marks[-1] if marks else None


def _clause(reading: Reading, form: str, at: int, end: int) -> Region | None:
    """Read the subject or what was asked, up to what ends it or a note's mark."""
    plain = reading.plain
    m = _p(form).match(plain, at, end)
    if m is None:
        return None
    stop = _p(f"{form}-end").search(plain, m.end(), end)
    until = stop.start() if stop else end
    mark = reading.marks.first(m.end(), until)
    return _trimmed(plain, m.end(), min(until, mark.start) if mark else until)


def _asked_next(reading: Reading, at: int) -> Region | None:
    """Read the request that a row of a table begins anew: *Motie van het lid A c.s. Verzoekt de regering, …*."""
    m = _p("asked-anew").match(reading.plain, at)
    if m is None:
        return None
    end = reading.sentence(m.end())[1]
    stop = _p("asked-end").search(reading.plain, m.end(), end)
    return _trimmed(reading.plain, m.end(), stop.start() if stop else end)


def _trimmed(plain: str, start: int, end: int) -> Region | None:
    while end > start and plain[end - 1] in " .,;:?\n":
        end -= 1
    return (start, end) if end - start > 3 else None
