"""Earlier letters that a paper names by day and sender, with the paper that each is printed as.

Seen: *mijn brief van 27 september 2011 (Kamerstukken …)*, *brief van de Minister van Justitie van 18 mei 2001*, *Op
26 april 2018 stuurden de Ministers van SZW, JenV, SZW, OCW en VWS uw Kamer … een brief*. A sender named twice is one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from kamergraaf.ingest import dates
from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.phrases import patterns
from kamergraaf.ingest.reading import Reading
from kamergraaf.ingest.senders import Senders
from kamergraaf.ingest.triggers import Trigger
from kamergraaf.ontology.model import LetterCited, Status

_p = patterns("letters")

_REACH = 330  # characters behind a letter's name within which its paper may be cited
_ANOTHER = re.compile(r"\b(?:[Vv]erslag|[Aa]dvies|[Rr]apport|[Mm]otie|[Oo]verleg|[Dd]ebat)\b|;")
_OF_BOTH = re.compile(r"\b(?:respectievelijk|resp\.)")
_DEBATE = re.compile(r"\b(?:\w*[Dd]ebat|\w*[Oo]verleg|AO|CD|WGO)\b")
_PREFIX = re.compile(r"^(?:de |het |mijn )")


def find_letters_cited(reading: Reading, hits: dict[Trigger, list[int]], senders: Senders) -> tuple[LetterCited, ...]:
    """Give the earlier letters that a paper names, in order of place."""
    own = tuple(dict.fromkeys(s.ministry for s in senders.signatories if s.ministry))
    found: dict[int, LetterCited] = {}
    done: set[Region] = set()
    for at in hits[Trigger.LETTER]:
        sentence = reading.sentence(at)
        if sentence in done or sentence[1] <= sentence[0]:
            continue
        done.add(sentence)
        for letter in (*_by_day(reading, sentence, own), *_sent(reading, sentence)):
            found.setdefault(letter.span.start, letter)
    papers: dict[tuple[object, ...], set[tuple[str, ...]]] = defaultdict(set)
    for letter in found.values():
        if letter.ids:
            papers[letter.date, letter.senders].add(letter.ids)
    return tuple(_with_known(found[start], papers) for start in sorted(found))


def _with_known(letter: LetterCited, papers: Mapping[tuple[object, ...], set[tuple[str, ...]]]) -> LetterCited:
    """Give a letter without paper the one that the same letter, by day and senders, has elsewhere."""
    if letter.ids or letter.date is None or not letter.senders:
        return letter
    known = papers.get((letter.date, letter.senders), set())
    return replace(letter, ids=next(iter(known))) if len(known) == 1 else letter


def _by_day(reading: Reading, sentence: Region, own: tuple[str, ...]) -> list[LetterCited]:
    plain, (start, end) = reading.plain, sentence
    found: list[LetterCited] = []
    for m in _p("letter").finditer(plain, start, end):
        written = dates.find(plain, m.end(), min(end, m.end() + 26))
        if written is None:
            continue
        day = dates.settle(written, letter=reading.day)
        mine = _p("mine").search(plain[max(start, m.start() - 24) : m.start()]) is not None
        found.append(
            LetterCited(
                span=reading.span(m.start(), written.end),
                date=day,
                senders=_senders(reading, m, own, mine),
                ids=() if m["word"].endswith("ven") else _paper(reading, (start, m.start()), written.end, end),
                rule="brief-van-dag",
            )
        )
    return found


def _senders(reading: Reading, m: re.Match[str], own: tuple[str, ...], mine: bool) -> tuple[str, ...]:
    """Give who sent it: ministries or a person as named; the signer's own of *mijn brief* and of an act's letters."""
    if m["from"] and not m["from"].startswith("mijn"):
        start, end = m.span("from")
        named = [p.item.code for p in reading.ministries.between(start, end + 1)]
        return tuple(dict.fromkeys(named)) or (_PREFIX.sub("", " ".join(m["from"].split())),)
    if m["word"].lower().startswith("commissie"):
        chamber = re.search(r"(?:Eerste|Tweede) Kamer", m[0])
        return (chamber[0],) if chamber else ()
    return own if mine or reading.own.kind == "besluit" else ()


def _sent(reading: Reading, sentence: Region) -> list[LetterCited]:
    plain, (start, end) = reading.plain, sentence
    found: list[LetterCited] = []
    for m in _p("sent").finditer(plain, start, end):
        if _p("is-letter").search(plain, m.end(), min(end, m.end() + 90)) is None:
            continue
        if _DEBATE.search(plain, start, m.start()):
            continue
        written = dates.find(plain, m.start(), m.end())
        if written is None:
            continue
        named = tuple(dict.fromkeys(p.item.code for p in reading.ministries.between(m.start(), m.end() + 1)))
        found.append(
            LetterCited(
                span=reading.span(m.start(), m.end()),
                date=dates.settle(written, letter=reading.day),
                senders=named,
                ids=_paper(reading, (m.start(), m.start()), m.end(), end),
                rule="brief-gestuurd",
            )
        )
    return found


def _paper(reading: Reading, before: Region, at: int, end: int) -> tuple[str, ...]:
    """Give the paper cited behind a letter, in brackets or in a note, with no other document named between.

    ``before``: the sentence up to the letter: *verslag … over de brief van …* has the paper of the verslag.
    """
    last = reading.citations.last_before(before[1])
    floor = max(before[0], last.end if last else 0)
    if _ANOTHER.search(reading.plain, floor, before[1]) and ";" not in reading.plain[floor : before[1]]:
        return ()
    start = before[1]
    cited = reading.citations.first(at, min(end + 1, at + _REACH))
    mark = reading.marks.first(start, min(end + 3, at + _REACH))
    if cited is not None and (mark is None or cited.start < mark.start):
        if _ANOTHER.search(reading.plain, at, cited.start) or not cited.item.ids:
            return ()
        if _OF_BOTH.match(reading.plain[cited.end : cited.end + 20].lstrip(" ,")):
            return ()
        return cited.item.ids if cited.item.ids[0].startswith("kst-") else ()
    if mark is None or mark.item.note is None or mark.item.status in (Status.AMBIGUOUS, Status.UNRESOLVED):
        return ()
    papers = tuple(i for i in mark.item.ids if i.startswith("kst-"))
    return papers if len(papers) == 1 and _ANOTHER.search(reading.plain, at, max(at, mark.start)) is None else ()
