"""What was found, as plain data: the shape that ``kamergraaf extract --json`` prints.

Offsets are code points of the letter, from 0, the end excluded; ``exact`` is the text there. What is unknown is left
out, but for the lists and for ``ids``, which are always there.
"""

from __future__ import annotations

from typing import Any

from kamergraaf.ontology.model import (
    Citation,
    Commitment,
    Extraction,
    Footnote,
    Meeting,
    Motion,
    PersonMention,
    Report,
    Span,
)

Json = dict[str, Any]
_TEXT = "UTF-8; offsets count Unicode code points from 0, end exclusive"


def as_json(extraction: Extraction) -> Json:
    """Give the findings of one letter as JSON-ready dictionaries and lists, in the shape of the gold files."""
    e = extraction
    return {
        "letter": e.letter.name,
        "text": _TEXT,
        "signatories": [
            _place(s.span) | {"name": s.name, "post": s.post} | _known(ministry=s.ministry) for s in e.signatories
        ],
        "on_behalf_of": [{"post": b.post} | _known(ministry=b.ministry) for b in e.on_behalf_of],
        "addressee": e.own.addressee,
        "citations": [_citation(c) for c in e.citations],
        "urls": [_place(u.span) | {"url": u.url} for u in e.urls],
        "footnotes": [_footnote(n) for n in e.footnotes],
        "motions": [_motion(m) for m in e.motions],
        "commitments": [_commitment(c) for c in e.commitments],
        "reports": [_report(r) for r in e.reports],
        "letters_cited": [
            _place(c.span)
            | _known(date=c.date.isoformat() if c.date else None)
            | {"senders": list(c.senders), "ids": list(c.ids)}
            for c in e.letters_cited
        ],
        "persons": [_place(p.span) | _known(known_as=p.known_as) for p in e.persons],
        "parties": [_place(p.span) | {"party": p.label or p.party} for p in e.parties],
        "ministries": [_place(m.span) | {"ministry": m.code} for m in e.ministries],
        "organisations": [_place(o.span) | {"organisation": o.code} for o in e.organisations],
        "unread": [_place(u.span) | {"reason": u.reason} for u in e.unread],
    }


def _place(span: Span) -> Json:
    return {"exact": span.exact, "start": span.start, "end": span.end}


def _known(**values: object) -> Json:
    return {key: value for key, value in values.items() if value is not None}


def _citation(c: Citation) -> Json:
    several = list(c.dossiers) if len(c.dossiers) > 1 or not c.ids else None
    note = int(c.note) if c.note is not None and c.note.isdigit() else c.note
    return _place(c.span) | {"ids": list(c.ids)} | _known(dossiers=several or None, footnote=note)


def _footnote(n: Footnote) -> Json:
    return {
        "n": int(n.n) if n.n.isdigit() else n.n,
        "anchor": _place(n.anchor) if n.anchor else None,
        "anchor_mark": n.mark,
        "note": _place(n.note) if n.note else None,
        "ids": list(n.ids),
    }


def _person(p: PersonMention) -> Json:
    differs = p.known_as if p.read_as is not None else None
    stated = p.party_span.exact if p.party_span else p.stated_party
    return {"name": p.name} | _known(party_stated=stated, name_known=differs)


def _motion(m: Motion) -> Json:
    return {
        "heading": _place(m.heading),
        "subject": m.subject,
        "amended": m.amended,
        "and_others": m.and_others,
        "proposers": [_person(p) for p in m.proposers],
        "ids": list(m.ids),
    } | _known(
        adopted=m.adopted.isoformat() if m.adopted else None,
        vote=m.vote or (m.decision if m.decision == "verworpen" else None),
        replaces=m.replaces,
    )


def _meeting(m: Meeting | None) -> Json:
    if m is None:
        return {}
    return _known(kind=m.kind or None, subject=m.subject, date=m.date.isoformat() if m.date else None) | (
        {"ids": list(m.ids)} if m.ids else {}
    )


def _commitment(c: Commitment) -> Json:
    return {
        "heading": _place(c.heading),
        "subject": c.subject,
    } | _known(
        by=c.by,
        at=_meeting(c.at),
        requested_by=_person(c.requested_by) if c.requested_by else None,
    )


def _report(r: Report) -> Json:
    return (
        _place(r.span)
        | {"title": r.title}
        | _known(publisher=r.publisher, authors=r.authors, commissioner=r.commissioner, date=r.date)
        | ({"ids": list(r.ids)} if r.ids else {})
        | _known(url=r.url)
    )
