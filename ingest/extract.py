"""From a letter to all that is found in it. Pure: same letter, register and rules, same findings."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from kamergraaf.ingest import bare_numbers
from kamergraaf.ingest import register as registers
from kamergraaf.ingest.citations import find_citations
from kamergraaf.ingest.commitments import find_commitments
from kamergraaf.ingest.layout import Layout, lay_out
from kamergraaf.ingest.letters_cited import find_letters_cited
from kamergraaf.ingest.motions import find_motions
from kamergraaf.ingest.names.find import find_names
from kamergraaf.ingest.names.index import index_of
from kamergraaf.ingest.notes import find_notes, with_notes
from kamergraaf.ingest.own import own_facts
from kamergraaf.ingest.proposers import with_proposers
from kamergraaf.ingest.reading import Reading, place, place_marks
from kamergraaf.ingest.repair import Clean, clean
from kamergraaf.ingest.reports.find import find_reports
from kamergraaf.ingest.senders import find_senders
from kamergraaf.ingest.triggers import scan
from kamergraaf.ingest.urls import find_urls
from kamergraaf.ontology import iris
from kamergraaf.ontology.model import Extraction, Letter, OwnFacts, Sentence, Span
from kamergraaf.ontology.register import Register


def extract(letter: Letter, register: Register | None = None) -> Extraction:
    """Give all that is found in a letter; any text will do.

    ``register``: who was what, when; None takes the one that comes with Kamergraaf.
    """
    facts = register or registers.bundled()
    index = index_of(facts)
    text = clean(letter)
    layout = lay_out(text)
    own = own_facts(text)
    key = letter_key(letter, own)
    cited = find_citations(text, own.date, facts.dossiers, bare_numbers.of_letter(own))
    notes = find_notes(text, layout, cited)
    cited = with_notes(cited, notes)
    citations, urls = cited.citations, find_urls(text)
    names = find_names(text, index, own.date, chamber="EK" if own.addressee == "Eerste Kamer" else "TK")
    reading = Reading(
        clean=text,
        layout=layout,
        own=own,
        citations=place(text, citations, (c.span for c in citations)),
        marks=place_marks(text, notes),
        urls=place(text, urls, (u.span for u in urls)),
        persons=place(text, names.persons, (p.span for p in names.persons)),
        parties=place(text, names.parties, (p.span for p in names.parties)),
        ministries=place(text, names.ministries, (m.span for m in names.ministries)),
        organisations=place(text, names.organisations, (o.span for o in names.organisations)),
        index=index,
    )
    hits = scan(reading.plain)
    motions = find_motions(reading, hits, key)
    persons = with_proposers(names.persons, motions)
    senders = find_senders(reading)
    commitments = find_commitments(reading, hits, key, senders)
    reports = find_reports(reading, hits, key)
    letters_cited = find_letters_cited(reading, hits, senders)
    found = Extraction(
        letter=letter,
        key=key,
        own=own,
        citations=citations,
        urls=urls,
        footnotes=notes,
        motions=motions,
        commitments=commitments,
        reports=reports,
        letters_cited=letters_cited,
        persons=persons,
        parties=names.parties,
        ministries=names.ministries,
        organisations=names.organisations,
        signatories=senders.signatories,
        on_behalf_of=senders.on_behalf_of,
        unread=cited.unread,
        acts=cited.acts,
    )
    return replace(found, sentences=_sentences(text, layout, found))


def letter_key(letter: Letter, own: OwnFacts) -> str:
    """Give a letter's address: its own number where it has one, else the Kamer's of its case, else of its text."""
    if own.id is not None and own.id.startswith("kst-") and iris.KIND["kamerstuk"].fits(own.id[4:]):
        return own.id[4:]
    return letter.declared.case or iris.letter_key(letter.text)


def _sentences(text: Clean, layout: Layout, found: Extraction) -> tuple[Sentence, ...]:
    """Give the sentences that hold a finding, each once, for people to read."""
    kept: list[Sentence] = []
    starts = [start for start, _ in layout.sentences]
    last = -1
    for at in text.to_clean_all(sorted({span.start for span in _spans(found)})):
        i = bisect_right(starts, at) - 1
        if i <= last or at >= layout.sentences[i][1]:
            continue
        last = i
        start, end = layout.sentences[i]
        whole = text.span(start, end)
        words = text.text[start:end]
        if not words.isprintable() or "  " in words:  # else it has single spaces between its words already
            words = " ".join(words.split())
        kept.append(Sentence(whole.start, whole.end, words.strip(" ")))
    return tuple(kept)


def _spans(found: Extraction) -> list[Span]:
    spans: list[Span] = []
    spans += [item.span for item in (*found.citations, *found.acts)] + [item.span for item in found.urls]
    spans += [item.span for item in found.persons] + [item.span for item in found.parties]
    spans += [item.span for item in found.ministries] + [item.span for item in found.organisations]
    spans += [item.span for item in found.signatories] + [item.span for item in found.letters_cited]
    for report in found.reports:
        bodies = (
            report.publisher_span,
            report.authors_span,
            report.commissioner_span,
            report.id_span,
            report.url_span,
        )
        spans += [s for s in (report.span, *bodies) if s]
    for motion in found.motions:
        spans += [motion.heading, *motion.mentions, *(act.span for act in motion.acts)]
        spans += [s for s in (motion.id_span, motion.asked_span, motion.decision_span, motion.lost_mark) if s]
        spans += [s for s in (motion.adopted_span, motion.vote_span, motion.replaces_span) if s]
        spans += [p.span for p in motion.proposers]
    for promise in found.commitments:
        spans += [s for s in (promise.by_span, promise.at.span if promise.at else None) if s]
        spans += [promise.heading, *promise.mentions, *(act.span for act in promise.acts)]
    spans += [note.anchor for note in found.footnotes if note.anchor]
    spans += [note.note for note in found.footnotes if note.note]
    spans += [s for s in (found.own.id_span, found.own.date_span, found.own.subject_span) if s]
    return spans
