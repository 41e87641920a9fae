"""The member at whose request a promise was made, or to whom, as the sentence that tells of it names them."""

from __future__ import annotations

from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.phrases import patterns
from kamergraaf.ingest.reading import Reading
from kamergraaf.ontology.model import PersonMention

_p = patterns("commitments")

_REACH = 40  # characters from the wording to the name
_NEAR = 3


def asked_by(reading: Reading, sentence: Region) -> PersonMention | None:
    """Give the member to whom a sentence says that something was promised, None where it names none."""
    plain, (start, end) = reading.plain, sentence
    for m in _p("asked-by").finditer(plain, start, end):
        person = reading.persons.first(m.end(), min(end, m.end() + _REACH))
        if person is not None:
            return person.item
    if first := _p("asked-first").match(plain, start, end):
        person = reading.persons.first(first.start(), min(end, first.end() + _REACH))
        if person is not None:
            return person.item
    for m in _p("asked-name").finditer(plain, start, end):
        person = reading.persons.first(m.end(), min(end, m.end() + _NEAR))
        if person is not None:
            return person.item
    if _p("asked-pronoun").search(plain, start, end):
        return _told_before(reading, sentence)
    return None


def asked_in_section(reading: Reading, sentence: Region) -> PersonMention | None:
    """Give the member who asked, in a sentence of the section that a promise heads: *Het lid X heeft … gevraagd*."""
    m = _p("asked-in-section").search(reading.plain, *sentence)
    person = reading.persons.first(m.start(), min(sentence[1], m.end() + _REACH)) if m else None
    return person.item if person else None


def answered(reading: Reading, sentence: Region) -> tuple[PersonMention, Region, str | None] | None:
    """Give who asked in the sentence before, that sentence, and for what, if this one says *Die heb ik toegezegd*."""
    if reading.own.kind != "brief" or not (said := _p("answers").match(reading.plain, *sentence)):
        return None
    before = reading.sentence_before(sentence[0])
    asked = asked_in_section(reading, before) if before else None
    if before is None or asked is None or len(reading.persons.between(*before)) != 1:
        return None
    what = _p("asked-for").search(reading.plain, *before) if said["what"] is None else said
    return asked, before, reading.words(*what.span("what")).strip(" .") if what else None


def _told_before(reading: Reading, sentence: Region) -> PersonMention | None:
    """Give the one person named in the sentence before, for *Ik heb hem toegezegd*."""
    before = reading.sentence_before(sentence[0])
    named = reading.persons.between(*before) if before else []
    return named[0].item if len({p.item.name for p in named}) == 1 else None
