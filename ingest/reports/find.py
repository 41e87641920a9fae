"""Reports and studies that a letter names, each with who issued or ordered it, its day, and the paper it came with.

Each way of naming has a room of its own: titles in quotation marks (``quoted``), in notes (``titles``), bare behind
a word for a report (``bare``), yearly series (``series``), by a monitor's name or
between commas (``named``), the body that made it (``bodies``), the paper it came with
(``papers``), minutes (``minutes``). What is said around the name is read by ``facts``.
"""

from __future__ import annotations

from collections.abc import Iterator

from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.reading import Reading
from kamergraaf.ingest.reports.apart import told_apart
from kamergraaf.ingest.reports.bare import bare_titles, reacted_to
from kamergraaf.ingest.reports.bodies import by_abbreviation, of_body
from kamergraaf.ingest.reports.facts import report
from kamergraaf.ingest.reports.found import Found
from kamergraaf.ingest.reports.minutes import minutes
from kamergraaf.ingest.reports.named import named, set_apart
from kamergraaf.ingest.reports.once import once
from kamergraaf.ingest.reports.papers import named_papers, offered
from kamergraaf.ingest.reports.quoted import quoted
from kamergraaf.ingest.reports.series import series
from kamergraaf.ingest.reports.titles import note_titles
from kamergraaf.ingest.triggers import Trigger
from kamergraaf.ontology.model import Report


def find_reports(reading: Reading, hits: dict[Trigger, list[int]], letter_key: str) -> tuple[Report, ...]:
    """Give the reports of a letter in order of place; where two readings overlap the one with a title counts."""
    found: list[Found] = [*quoted(reading, hits[Trigger.QUOTE]), *_in_notes(reading)]
    found += _by_word(reading, hits[Trigger.REPORT])
    used: dict[str, tuple[str, ...]] = {}
    return once(report(reading, one, letter_key, used) for one in told_apart(reading, found))


def _in_notes(reading: Reading) -> Iterator[Found]:
    """Read notes that name a report: *AIVD, 2 oktober 2018, «TITLE»*, *TITLE, via URL*."""
    for zone in reading.layout.notes:
        for title in note_titles(reading, zone):
            yield Found(
                title.start,
                title.end,
                title.rule,
                reading.words(title.start, title.end).rstrip(" .,"),
                title.reach,
                title.begin,
                True,
                title.publisher,
                None,
                title.authors,
                True,
            )


def _by_word(reading: Reading, hits: list[int]) -> Iterator[Found]:
    """Read reports named without quotation marks, at the words that begin such names."""
    plain = reading.plain
    done: set[Region] = set()
    for at in hits:
        sentence = reading.sentence(at)
        if sentence[1] <= sentence[0] or reading.layout.in_notes(at):
            continue
        begin = _word_start(plain, at, sentence[0])
        yield from series(reading, begin, sentence)
        yield from named(reading, begin, sentence)
        if plain.startswith("eactie op", at):
            yield from reacted_to(reading, at, sentence)
        elif plain.startswith("erslag", at + 1):
            yield from minutes(reading, begin, sentence)
        else:
            yield from of_body(reading, begin, sentence)
            yield from by_abbreviation(reading, begin, sentence)
            yield from offered(reading, begin, sentence)
            yield from bare_titles(reading, begin, sentence)
            yield from set_apart(reading, begin, sentence)
        if sentence not in done:
            done.add(sentence)
            yield from named_papers(reading, sentence)


def _word_start(plain: str, at: int, floor: int) -> int:
    """Give the beginning of the word that holds ``at``: Rechtsstaatrapport."""
    while at > floor and (plain[at - 1].isalnum() or plain[at - 1] == "-"):
        at -= 1
    return at
