"""A letter with what was found in it, as quads: one graph of its own, and what it says of shared things.

N-Triples by string: with rdflib objects the seed letter took fifty times as long. No clock, no blank nodes:
the same extraction gives the same bytes. Design: ontology.md, sections 2 to 9.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass

from kamergraaf import __version__
from kamergraaf.graph.literals import boolean, day, dutch, plain, web_address
from kamergraaf.graph.names import write_names
from kamergraaf.graph.numbers import number_facts
from kamergraaf.graph.sheet import Sheet
from kamergraaf.graph.subjects import write_commitments, write_motions, write_reports
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.model import Citation, Extraction, Ref, Resolution, Span, Status

_CHAMBERS = {"tweede kamer": "tk", "eerste kamer": "ek"}
_KINDS = frozenset(terms.LISTS["documentsoort"]) - {"brief"}
# What is not a letter to the chamber is not called one.
_CLASSES = {
    "motie": terms.MOTIE,
    "gewijzigde-motie": terms.MOTIE,
    "handelingen": terms.HANDELINGEN_ITEM,
}
_EXTRACTOR = plain(__version__)


@dataclass(frozen=True, slots=True)
class LetterQuads:
    """The triples of a letter, as N-Triples without the full stop, in order and each once.

    ``graph``: the name of the letter's own graph. ``letter``: its triples. ``facts``: what belongs in graph
    *feiten*. The last four count mentions.
    """

    ref: Ref
    key: str
    graph: str
    facts_graph: str
    letter: tuple[str, ...]
    facts: tuple[str, ...]
    mentions: int
    resolved: int
    ambiguous: int
    unresolved: int

    def nquads(self) -> str:
        """Give all as N-Quads text, in order of line."""
        letter, facts = self.letter, self.facts
        letter_end, facts_end = f" <{self.graph}> .\n", f" <{self.facts_graph}> .\n"
        parts: list[str] = []
        i = j = 0
        while i < len(letter) or j < len(facts):  # both are in order: runs of the one, then of the other
            if stop := bisect_right(letter, facts[j], i) if j < len(facts) else len(letter):
                parts.extend((letter_end.join(letter[i:stop]), letter_end) if stop > i else ())
                i = stop
            stop = bisect_left(facts, letter[i], j) if i < len(letter) else len(facts)
            parts.extend((facts_end.join(facts[j:stop]), facts_end) if stop > j else ())
            j = stop
        return "".join(parts)


def quads(extraction: Extraction, base: str = iris.BASE) -> LetterQuads:
    """Write a letter's findings as triples.

    Every edge of the letter and of the motions, commitments and reports in it has a mention with its quote;
    what stayed ambiguous or unresolved is a mention without an edge. Raises nothing on any extraction whose
    keys are well-formed.
    """
    sheet = Sheet(extraction, base)
    _write_letter(sheet)
    write_motions(sheet)
    write_commitments(sheet)
    write_reports(sheet)
    _write_citations(sheet)
    _write_notes(sheet)
    write_names(sheet)
    lines = sheet.places.lines()
    lines.extend(sheet.own)
    lines.sort()
    counts = dict.fromkeys(Resolution, 0)
    for status, places in Counter(place.status for place in sheet.places.all()).items():
        counts[status.resolution] += places
    return LetterQuads(
        sheet.ref,
        extraction.key,
        iris.letter_graph(extraction.key, base),
        iris.graph("feiten", base),
        tuple(lines),
        tuple(sorted(sheet.shared)),
        sum(counts.values()),
        counts[Resolution.RESOLVED],
        counts[Resolution.AMBIGUOUS],
        counts[Resolution.UNRESOLVED],
    )


def _write_letter(sheet: Sheet) -> None:
    own, letter = sheet.extraction.own, sheet.extraction.letter
    sheet.fact(sheet.ref, terms.TYPE, f"<{_CLASSES.get(own.kind, terms.BRIEF)}>")
    sheet.edge(terms.EXTRACTOR, _EXTRACTOR)
    text = f"{sheet.letter[:-1]}#text>"
    sheet.edge(terms.TEXT, text)
    content = plain(letter.text)
    sheet.own.add(f"{text} <{terms.TYPE}> <{terms.TEXT_CLASS}>")
    sheet.own.add(f"{text} <{terms.CONTENT}> {content}")
    digest = hashlib.sha256(letter.text.encode("utf-8", "replace")).hexdigest()
    sheet.own.add(f'{text} <{terms.SHA256}> "{digest}"')
    if letter.example:
        sheet.fact(sheet.ref, terms.EXAMPLE, boolean(True))
    if own.kind in _KINDS and own.kind not in _CLASSES:
        sheet.edge(terms.KIND, f"<{terms.concept(own.kind)}>")
    numbers = number_facts(sheet.ref, sheet.base)
    sheet.shared.update(numbers)
    if not numbers:
        sheet.edge(terms.LABEL, dutch(_label(sheet)))
    for dossier in own.dossiers if numbers and sheet.ref.kind == "kamerstuk" else ():
        sheet.fact(sheet.ref, terms.IN_DOSSIER, sheet.node(Ref("dossier", dossier)))
    if own.subject:
        sheet.prove(own.subject_span, "onderwerp", terms.TITLE, value=dutch(own.subject))
        title = dutch(own.subject)
        # The source's own title of a paper with a number may be what others call it too: one home for a statement.
        sheet.fact(sheet.ref, terms.TITLE, title) if own.subject_span is None else sheet.edge(terms.TITLE, title)
    if own.date is not None:
        sheet.prove(own.date_span, "dagtekening", terms.DATE, value=day(own.date))
        sheet.edge(terms.DATE, day(own.date))
    session = own.session or (iris.session(own.date) if own.date is not None else None)
    if session:
        sheet.edge(terms.SESSION, plain(session))
    chamber = _CHAMBERS.get((own.addressee or "").casefold())
    if chamber is not None:
        node = sheet.register("kamer", chamber)
        sheet.prove(own.addressee_span, "aanhef", terms.ADDRESSEE, thing=node)
        sheet.edge(terms.ADDRESSEE, node)
    source = web_address(letter.declared.source) if letter.declared.source else None
    if source is not None:
        sheet.edge(terms.SOURCE, f"<{source}>")


def _label(sheet: Sheet) -> str:
    own, letter = sheet.extraction.own, sheet.extraction.letter
    ministries = list(dict.fromkeys(s.ministry for s in sheet.extraction.signatories if s.ministry))
    kind = own.kind.capitalize() if own.kind else "Brief"
    head = f"{kind} {' en '.join(ministries)}" if ministries else kind
    if own.subject and own.subject_span is None:
        return own.subject  # its source's own title
    if own.subject:
        return f"{head} over {own.subject}"
    if own.date is not None:
        return f"{head} van {own.date.isoformat()}"
    return f"{head} {letter.name}"


def _write_citations(sheet: Sheet) -> None:
    for citation in (*sheet.extraction.citations, *sheet.extraction.acts):
        _write_citation(sheet, citation)
    for earlier in sheet.extraction.letters_cited:
        status = Status.CERTAIN if earlier.ids else Status.UNRESOLVED
        _cite(sheet, earlier.span, earlier.ids, earlier.rule, status, "geen nummer bij deze brief genoemd")
    for unread in sheet.extraction.unread:
        sheet.prove(
            unread.span,
            "ongelezen",
            terms.CITES,
            status=Status.UNRESOLVED,
            reason=unread.reason or "past op geen regel",
        )
    for url in sheet.extraction.urls:
        address = web_address(url.url)
        if address is not None:
            sheet.prove(url.span, "webadres", terms.SEE_ALSO, thing=f"<{address}>")


def _write_citation(sheet: Sheet, citation: Citation) -> None:
    held = sheet.places.at(citation.span.start, citation.span.end)
    if held is not None:
        # A finer edge is proven here already; the note's place and the reading belong to the place all the same.
        held.anchor = held.anchor if citation.anchor is None else citation.anchor
        held.read_as = held.read_as or citation.read_as
        if held.status is Status.CERTAIN and citation.status.resolution is Resolution.RESOLVED:
            held.status, held.reason = citation.status, citation.reason
    elif citation.status.resolution is not Resolution.RESOLVED or not citation.ids:
        _write_open(sheet, citation)
    for official in citation.ids if citation.status.resolution is Resolution.RESOLVED else ():
        found = sheet.official(official)
        if found is None:
            continue
        node, ref = found
        if node == sheet.letter:
            continue
        sheet.edge(terms.CITES, node) if held is not None and node in held.objects else sheet.prove(
            citation.span,
            citation.rule,
            terms.CITES,
            thing=node,
            ref=ref,
            status=citation.status,
            reason=citation.reason,
            read_as=citation.read_as,
            anchor=citation.anchor,
        )
        if ref is not None and citation.second_dossier is not None:
            for dossier in citation.dossiers[1:]:
                second = sheet.node(Ref("dossier", dossier))
                sheet.prove(citation.second_dossier, "tweede-dossier", terms.IN_DOSSIER, of=ref, thing=second)


def _write_open(sheet: Sheet, citation: Citation) -> None:
    """Write a citation that names no one document: a dossier as such, candidates, or nothing known."""
    if citation.status.resolution is Resolution.RESOLVED and citation.dossiers:
        for dossier in citation.dossiers:
            node = sheet.node(Ref("dossier", dossier))
            sheet.prove(citation.span, citation.rule, terms.MENTIONS, thing=node, status=citation.status)
        return
    nodes = [found[0] for found in map(sheet.official, citation.candidates) if found is not None]
    ambiguous = citation.status is Status.AMBIGUOUS and len(set(nodes)) > 1
    sheet.prove(
        citation.span,
        citation.rule,
        terms.CITES,
        status=Status.AMBIGUOUS if ambiguous else Status.UNRESOLVED,
        reason=citation.reason or "geen nummer genoemd",
        candidates=nodes if ambiguous else (),
        read_as=citation.read_as,
        anchor=citation.anchor,
    )


def _cite(sheet: Sheet, span: Span, ids: tuple[str, ...], rule: str, status: Status, reason: str) -> None:
    if not ids:
        sheet.prove(span, rule, terms.CITES, status=status, reason=reason)
    for official in ids:
        found = sheet.official(official)
        if found is not None and found[0] != sheet.letter:
            sheet.prove(span, rule, terms.CITES, thing=found[0], ref=found[1])


def _write_notes(sheet: Sheet) -> None:
    """Keep the mark of each lost note in sight: what it would have proven stays open."""
    for note in sheet.extraction.footnotes:
        if note.note is not None or note.anchor is None:
            continue
        start = max(note.anchor.start, note.anchor.end - max(1, len(note.mark)))
        span = Span(start, note.anchor.end, sheet.extraction.letter.text[start : note.anchor.end])
        reason = note.reason or f"de tekst van noot {note.n} is verloren"
        sheet.prove(span, "nootteken", terms.CITES, status=Status.UNRESOLVED, reason=reason)
