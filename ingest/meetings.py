"""Debates and committee meetings that a sentence names: kind, subject, day, and the paper that reports it.

Seen: *AO preventie van 20 juni 2018*, *Tweeminuten-debat over integriteit openbaar bestuur met uw Kamer op 24 mei
2023 (Handelingen …)*, *debat met de vaste commissie voor … over … op 9 mei 2023*, *AO van 20 juni 2018 over …*,
*AO d.d. 07/12*, *algemeen overleg Visserij op 27 maart 2018*.
"""

from __future__ import annotations

import re

from kamergraaf.ingest import dates
from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.phrases import compiled, rules
from kamergraaf.ingest.present import possible_day
from kamergraaf.ingest.reading import Reading
from kamergraaf.ingest.values import value
from kamergraaf.ontology import iris
from kamergraaf.ontology.model import Meeting, Status

_COMMITTEE = compiled(
    r" met (?:de )?(?:uw Kamer|de (?:Tweede |Eerste )?Kamer|"
    r"(?:uw )?(?:vaste )?(?:[Kk]amer)?commissie(?: [\w&-]+,?){1,9}?)"
    r"(?= over| op| inzake| d\.d\.| van \d|,|\(|\.)"
)
_OVER = compiled(
    r",? (?:over|inzake|betreffende|ten aanzien van|met betrekking tot|rond(?:om)?) (?:het onderwerp |de )?"
)
_OF_BILL = compiled(r" van (?:het|de) (?=wetsvoorstel|initiatief|[Ww]et)")
_STOP = re.compile(
    r"[.;:(\n]|, | – | - |"
    r"\b(?:heb|heeft|hebben|is|was|werd|zijn|waarin|waar|waarbij|die|dat|toegezegd|met uw Kamer|met de)\b|"
    r"\baan (?:het (?:[Kk]amer)?lid|de leden|de heer|mevrouw|senator)\b"
)
_DOSSIER = re.compile(r"\(\d\d ?\d{3}[^()]{0,12}\)")
_QUOTED = re.compile(r"[‘“«\"][^‘’“”«»\"\n]{2,90}[’”»\"]")  # a debate's name, with whatever words
_NOT_BETWEEN = re.compile(
    r"[.;:\n]|\b(?:heb|heeft|hebben|is|was|werd|zijn|waarin|waar|waarbij|toegezegd|brief|vóór|voor)\b"
)
_D_D = re.compile(r" *\(?d\.d\. *$")
_OF_COMMITTEE = compiled(r"voor [\w ,&-]{4,110}(?: over [\w ,&/-]{3,90})?(?: (?:op|van))? *")
_REACH = 190  # characters from the word for the kind to the day
_GAP = re.compile(r"[\s,]*\(?\s*(?:zie |Zie )?$")


@value
class Named:
    """A meeting and the place, in the repaired text, of all its words."""

    start: int
    end: int
    meeting: Meeting


def meetings_in(reading: Reading, start: int, end: int) -> list[Named]:
    """Give the meetings named in ``text[start:end]``, in order; those without day or subject too."""
    plain = reading.plain
    found: list[Named] = []
    for m, kind in _kinds(plain, start, end):
        at = m.start()
        if (found and at < found[-1].end) or (at and (plain[at - 1].isalnum() or plain[at - 1] == "-")):
            continue
        found.append(_read(reading, at, m.end(), end, kind))
    return found


def _kinds(plain: str, start: int, end: int) -> list[tuple[re.Match[str], str]]:
    """Give the words for a kind of meeting in order, each with its kind: of two at one place the first rule's."""
    found: dict[int, tuple[re.Match[str], str]] = {}
    for rule in rules("meetings"):
        for m in rule.pattern.finditer(plain, start, end):
            found.setdefault(m.start(), (m, str(rule.more["kind"])))
    return [found[at] for at in sorted(found)]


def _read(reading: Reading, start: int, at: int, end: int, kind: str) -> Named:
    plain = reading.plain
    limit = min(end, reading.reach(at, _REACH))
    written = next((w for w in dates.all_in(plain, at, limit, digits=True)), None)
    subject: Region | None = None
    last = at
    if written is not None and not _reaches(plain, at, written.start):
        written = None
    if committee := _COMMITTEE.match(plain, at, limit):
        last = at = committee.end()
    if written is not None:
        subject = _between(plain, at, written.start)
        last = written.end
        if subject is None and (over := _OVER.match(plain, last, min(end, last + 40))):
            subject = _until(plain, over.end(), end)
            last = subject[1] if subject else last
    else:
        over = _OVER.match(plain, at, limit)
        subject = _until(plain, over.end() if over else at, end, bare=over is None)
        last = subject[1] if subject else at
    ids, ids_at, sessions = _reported(reading, start, last, end)
    day = None
    if written is not None:
        day = dates.settle(written, sessions=sessions, letter=reading.day, possible=possible_day(reading))
    meeting = Meeting(
        kind=kind,
        subject=reading.words(*subject) if subject else None,
        date=day,
        ids=ids,
        span=reading.span(start, last),
        ids_span=reading.span(*ids_at) if ids_at else None,
    )
    return Named(start, last, meeting)


def _reaches(plain: str, at: int, day: int) -> bool:
    """Whether the words between a kind and a day belong to the meeting: no sentence, bracket or verb between."""
    between = _D_D.sub("", _QUOTED.sub(" ", _DOSSIER.sub(" ", plain[at:day])))
    stop = _NOT_BETWEEN.search(between)
    if stop is not None:
        return _OF_COMMITTEE.fullmatch(between[stop.start() :]) is not None
    return "(" not in between


def _between(plain: str, at: int, day: int) -> Region | None:
    """Give the subject between the kind and the day: *preventie* in *AO preventie van 20 juni*."""
    words = plain[at:day]
    tail = re.search(r"(?:^|[ ,(]+)(?:van|op|d\.d\.|dd\.?|gehouden op|gevoerd op)(?: (?:de|afgelopen))? *$", words)
    stop = at + tail.start() if tail else day
    over = _OVER.match(plain, at, stop) or _OF_BILL.match(plain, at, stop)
    start = over.end() if over else at
    chamber = re.search(
        r" met (?:uw Kamer|de (?:vaste )?(?:Kamer)?commissie|de (?:Tweede |Eerste )?Kamer)\b", plain[start:stop]
    )
    stop = start + chamber.start() if chamber else stop
    return _trimmed(plain, start, stop)


def _until(plain: str, start: int, end: int, *, bare: bool = False) -> Region | None:
    """Give the subject up to what cannot belong to it; a bare one must begin with a capital: *VAO Wlz / Pgb*."""
    if bare and re.match(r" [A-ZÀ-Þ]", plain[start : start + 2]) is None:
        return None
    stop = _STOP.search(plain, start, min(end, start + 150))
    return _trimmed(plain, start, stop.start() if stop else min(end, start + 150))


def _trimmed(plain: str, start: int, end: int) -> Region | None:
    while start < end and plain[start] in ' ,-‘“«"':
        start += 1
    while end > start and plain[end - 1] in ' ,/’”»"':
        end -= 1
    return (start, end) if end - start > 2 and plain[start:end] not in ("met de Kamer",) else None


def _reported(reading: Reading, start: int, at: int, end: int) -> tuple[tuple[str, ...], Region | None, list[str]]:
    """Give the paper cited just behind a meeting, in brackets or by a note that holds nothing else."""
    cited = reading.citations.first(at, min(end + 1, at + 40))
    if cited is not None and _GAP.match(reading.text[at : cited.start]) and cited.item.ids:
        return cited.item.ids, (cited.start, cited.end), _sessions(cited.item.ids)
    mark = reading.marks.first(max(start, at - 4), min(end + 2, at + 6))
    if mark is None or mark.item.note is None or mark.item.status in (Status.AMBIGUOUS, Status.UNRESOLVED):
        return (), None, []
    note_start = reading.clean.to_clean(mark.item.note.start)
    note_end = reading.clean.to_clean(mark.item.note.end)
    inside = reading.citations.between(note_start, note_end + 1)
    if len(inside) != 1 or inside[0].item.ids != mark.item.ids:
        return (), None, []
    return mark.item.ids, (inside[0].start, inside[0].end), _sessions(mark.item.ids)


def _sessions(ids: tuple[str, ...]) -> list[str]:
    return [f"{m[1]}-{m[2]}" for i in ids if (m := re.match(r"h-\w\w-(\d{4})(\d{4})-", i))]


def same_meeting(one: Meeting, other: Meeting) -> bool:
    """Whether two places name one meeting: kind, day and overlapping subject agree."""
    if one.kind != other.kind or (one.date and other.date and one.date != other.date):
        return False
    a, b = iris.slug(one.subject or ""), iris.slug(other.subject or "")
    return not a or not b or a in b or b in a
