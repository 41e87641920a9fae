"""The debate in which a promise was made: named in its sentence, told apart from its day, or told just before.

A promise was made before the letter that tells of it. So a day without its year is the last such day before the
letter (*in het AO van 12 september*, in a letter of the 27th), and a debate still to come holds no promise. A day
may stand apart from the word for the debate (*op 29 juni 2011 … tijdens het algemeen overleg*), or alone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kamergraaf.ingest import dates
from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.meetings import Named, meetings_in
from kamergraaf.ingest.phrases import patterns
from kamergraaf.ingest.reading import Reading
from kamergraaf.ontology.model import Meeting

_p = patterns("commitments")

_BARE = ("AO", "CD", "WGO", "NO", "VAO")  # kinds that a promise names without day or subject
_FAR = timedelta(days=300)  # further back a writer gives the year
_BACK = 2  # sentences before the promise in which its debate may be named
_SURE_MONTHS = (10, 11, 12, 1, 2, 3)  # of these a letter of the session speaks in the same session
_ONLY_WITHIN = 6000  # characters before a promise in which its letter names the debate that it speaks of
_COMMITTEE_KINDS = {
    "ALGEMEEN OVERLEG": "AO", "NOTAOVERLEG": "NO", "WETGEVINGSOVERLEG": "WGO", "COMMISSIEDEBAT": "CD",
}  # fmt: skip
_DEBATES = frozenset(("debat", "plenair"))  # words for any debate


def meeting_of(reading: Reading, sentence: Region, told: Region) -> Named | None:
    """Give the debate in which the promise told at ``told`` in a sentence was made, None where none is to be told.

    ``told``: where the verb or noun of the promise stands, in the repaired text.
    """
    each = (_in_past(reading, n) for n in meetings_in(reading, *sentence))
    named = [n for n in each if n is not None and _may_hold(reading, n, told)]
    kept = [n for n in named if n.meeting.date or n.meeting.subject or n.meeting.kind in _BARE]
    dated = [n for n in kept if n.meeting.date is not None]
    if dated:
        return dated[0]
    best = next(iter(kept or named), None)
    written = _day_apart(reading, sentence, told, named)
    day = _settled(reading, written) if written is not None else None
    if best is not None:
        if day is not None and written is not None:
            return _on(reading, best, day, written)
        if written is None and (before := _told_before(reading, sentence, best)) is not None:
            return before
        if written is None and (only := _only_one(reading, sentence, best)) is not None:
            return only
        return best if best in kept else None
    if (before := _told_before(reading, sentence, None)) is not None:
        return before
    if day is None or written is None:
        return _announced(reading, sentence)
    span = reading.span(written.start, written.end)
    return Named(written.start, written.end, Meeting("", None, day, span=span))


def opening_meetings(reading: Reading) -> list[tuple[int, Named | None]]:
    """Give where a letter names a debate whose promises it goes through, each with the only one named till there."""
    found: list[tuple[int, Named | None]] = []
    first: Named | None = None
    days: set[date | None] = set()
    for m in _p("those-of-debate").finditer(reading.plain):
        past = (_in_past(reading, n) for n in meetings_in(reading, *reading.sentence(m.start())))
        dated = [n for n in past if n is not None and n.meeting.date]
        first = first or next(iter(dated), None)
        days.update(n.meeting.date for n in dated)
        found.append((m.end(), first if len(days) == 1 else None))
    return found


def sitting(reading: Reading, *, earlier: bool) -> Named | None:
    """Give the debate of a report's head: the sitting itself, or the one that it goes on with (AO d.d. 15/03)."""
    if reading.own.kind != "handelingen":
        return None if earlier or reading.own.kind != "verslag" else _committee_sat(reading)
    head = meetings_in(reading, 0, min(len(reading.text), 400))
    if not head:
        return None if earlier else _committee_sat(reading)
    subject = reading.own.subject
    mine = head[0]
    if not earlier:
        m = mine.meeting
        return Named(mine.start, mine.end, Meeting(m.kind, m.subject or subject, reading.day or m.date, span=m.span))
    before = [n for n in head[1:] if n.meeting.kind != mine.meeting.kind and n.meeting.date]
    if not before:
        return None
    m = before[0].meeting
    return Named(
        before[0].start,
        before[0].end,
        Meeting(m.kind, m.subject or mine.meeting.subject or subject, m.date, span=m.span),
    )


def _committee_sat(reading: Reading) -> Named | None:
    """Give the debate that the head of a committee's report tells of: *VERSLAG VAN EEN NOTAOVERLEG … heeft op …*."""
    m = _p("committee-sat").search(reading.plain, 0, min(len(reading.text), 1200))
    written = dates.find(reading.plain, *m.span("day")) if m else None
    if m is None or written is None or written.year is None:
        return None
    kind = _COMMITTEE_KINDS[" ".join(m["kind"].split()).upper()]
    span = reading.span(*m.span("kind"))
    return Named(*m.span("kind"), Meeting(kind, reading.own.subject, written.on(written.year), span=span))


def _announced(reading: Reading, sentence: Region) -> Named | None:
    """Give the debate of which its paragraph says it held several promises: *heb ik twee toezeggingen gedaan*."""
    block, _ = reading.layout.block_at(sentence[0])
    place = reading.first_of(_p("announced"), block, sentence[0])
    if place is None:
        return None
    start, end = reading.sentence(place[0])
    named = (_in_past(reading, n) for n in meetings_in(reading, start, min(end, sentence[0])))
    dated = [n for n in named if n is not None and n.meeting.date]
    return dated[0] if len(dated) == 1 else None


def _may_hold(reading: Reading, named: Named, told: Region) -> bool:
    """Whether a promise can have been made in a debate: not one that is to come, or of which it is promised."""
    if _p("before-debate-to-come").search(reading.plain[max(0, named.start - 60) : named.start]):
        return False
    between = reading.plain[told[1] : named.start] if named.start > told[1] else ""
    return _p("clause-begins").search(between) is None


def _in_past(reading: Reading, named: Named) -> Named | None:
    """Give a debate with its day, the year of a day without one taken from the letter's; None if it is to come."""
    m = named.meeting
    if m.date is not None:
        return named if reading.day is None or m.date <= reading.day else None
    if reading.own.kind == "handelingen":
        return named
    written = dates.find(reading.plain, named.start, named.end, digits=True)
    if written is not None and written.tense is dates.Tense.COMING:
        return None
    day = _settled(reading, written) if written is not None else None
    if day is None:
        return named
    return replace(named, meeting=replace(m, date=day))


def _settled(reading: Reading, written: dates.Written) -> date | None:
    """Give the day on which a promise told in this letter was made."""
    if written.year is not None:
        day = written.on(written.year)
        return day if day is None or reading.day is None or day <= reading.day else None
    if written.tense is dates.Tense.COMING:
        return None
    if reading.day is None:
        session = reading.own.session
        if session is None or written.month not in _SURE_MONTHS:
            return None
        years = [int(year) for year in session.split("-")]
        return written.on(years[0] if written.month >= _SURE_MONTHS[0] else years[-1])
    known = [day for step in (-1, 0) if (day := written.on(reading.day.year + step)) is not None]
    last = max((day for day in known if day <= reading.day), default=None)
    if last is None or reading.years.get((written.day, written.month), {last.year}) != {last.year}:
        return None
    return last if reading.day - last <= _FAR else None


def _day_apart(reading: Reading, sentence: Region, told: Region, named: list[Named]) -> dates.Written | None:
    """Give the one day of the sentence on which something was said, apart from the word for the debate."""
    plain = reading.plain
    found = []
    for written in dates.all_in(plain, *sentence, digits=False):
        inside = any(n.start <= written.start < n.end for n in named)
        before = plain[max(sentence[0], written.start - 40) : written.start]
        if not inside and _p("on-day").search(before) is None:
            continue
        if written.start > told[1] and _p("clause-begins").search(plain[told[1] : written.start]):
            continue
        found.append(written)
    return found[0] if len({(w.day, w.month, w.year) for w in found}) == 1 else None


def _on(reading: Reading, named: Named, day: date, written: dates.Written) -> Named:
    """Give a debate on a day that stands apart from it; its words are those of both where they stand together."""
    start, end = min(named.start, written.start), max(named.end, written.end)
    span = named.meeting.span if end - start > 90 else reading.span(start, end)
    return replace(named, meeting=replace(named.meeting, date=day, span=span))


def _told_before(reading: Reading, sentence: Region, same: Named | None) -> Named | None:
    """Give the debate that *daarbij* or *in dat debat* refers to: the one with a day in the sentences before."""
    refers = any(_p(name).search(reading.plain, *sentence) for name in ("referring", "asked-pronoun"))
    if not refers and same is None:
        return None
    at = sentence[0]
    for _ in range(_BACK if refers else 1):
        before = reading.sentence_before(at)
        if before is None:
            return None
        dated = [n for one in meetings_in(reading, *before) if (n := _in_past(reading, one)) and n.meeting.date]
        if dated:
            if len({n.meeting.date for n in dated}) > 1:
                return None
            return dated[0] if same is None or _could_be(dated[0].meeting, same.meeting) else None
        at = before[0]
    return None


def _only_one(reading: Reading, sentence: Region, named: Named) -> Named | None:
    """Give the debate that *in het debat* speaks of: the only one of its kind that the letter told before."""
    if reading.own.kind != "brief" or not _p("the-debate").search(reading.plain[sentence[0] : named.start]):
        return None
    if named.meeting.subject is not None or named.meeting.date is not None:
        return None
    told = (_in_past(reading, n) for n in meetings_in(reading, max(0, sentence[0] - _ONLY_WITHIN), sentence[0]))
    same = [
        n
        for n in told
        if n is not None and (n.meeting.date or n.meeting.subject) and _could_be(n.meeting, named.meeting)
    ]
    return same[0] if same and len({n.meeting.date for n in same}) == 1 and same[0].meeting.date else None


def _could_be(told: Meeting, again: Meeting) -> bool:
    """Whether a debate without a day can be the one told before it: of one kind, or *het debat* of any."""
    if again.subject is not None:
        return False
    return (
        told.kind == again.kind
        or (again.kind in _DEBATES and "debat" in told.kind)
        or (again.kind == "debat" and told.kind in ("CD", "plenair", "begrotingsbehandeling"))
    )
