"""The Kamer's title of a case, read as the text that it is: who proposed, which paper a letter answers.

A title is the ministry's or the Kamer's own wording, so what stands in it has its quote like any letter's text. What
the record knows beside it (day, number, kind) is declared, and what only the record knows stays in ``official``.
"""

from __future__ import annotations

from dataclasses import replace

from kamergraaf.ingest import phrases
from kamergraaf.ingest.extract import extract
from kamergraaf.ontology import iris
from kamergraaf.ontology.model import Act, Commitment, Declared, Deed, Extraction, Letter, Motion, Span
from kamergraaf.ontology.official import Case, CaseKind
from kamergraaf.ontology.register import Register


def read_title(case: Case, register: Register | None = None, *, official_id: str | None = None) -> Extraction:
    """Find what a case's title says. A motion's title is about the paper itself, a letter's about what it answers.

    ``official_id``: a number learned elsewhere, where the record has none.
    """
    number = case.official_id or official_id
    kind = "motie" if case.kind is CaseKind.MOTION else "brief"
    dossier = number.removeprefix("kst-").rpartition("-")[0] if number else ""
    declared = Declared(
        official_id=number,
        case=case.number,
        kind=kind,
        dossiers=(dossier,) if dossier else (),
        date=case.day,
        title=" ".join(case.title.split()) or None,
        session=case.session or None,
    )
    found = extract(Letter(case.number, case.title, media_type="text/x-title", declared=declared), register)
    own = replace(found.own, kind=kind, date=case.day, session=case.session or None, addressee="Tweede Kamer")
    if case.kind is CaseKind.MOTION:
        return replace(found, own=own, motions=_own(found.motions, number))
    promises = found.commitments or _promised(found, case.title)
    return replace(
        found,
        own=own,
        motions=_answered(found.motions, case.title),
        commitments=tuple(replace(one, acts=one.acts or _acts(case.title)) for one in promises),
    )


def _own(motions: tuple[Motion, ...], number: str | None) -> tuple[Motion, ...]:
    """Take the first motion of a motion's title as the paper itself; further ones are named by it."""
    if not motions:
        return ()
    first, *others = motions
    ids = (number,) if number else ()
    return (replace(first, own=True, ids=ids, id_span=None, acts=()), *others)


def _promised(found: Extraction, title: str) -> tuple[Commitment, ...]:
    """Read *Toezegging over klantenraden*, *Uitvoering toezegging aan het lid X om …* as the heading that it is."""
    at = title.lower().find("toezegging")
    if at < 0 or phrases.pattern("commitments", "before-title").fullmatch(title[:at].lstrip()) is None:
        return ()
    m = phrases.pattern("commitments", "heading").match(title, at)
    if m is None:
        return ()
    heading = Span(at, m.end(), title[at : m.end()])
    to = m.span("to") if m["to"] else (0, 0)
    asked = next((p for p in found.persons if to[0] <= p.span.start < to[1]), None)
    key = (m["number"] or "").strip() or iris.own_key(found.key, "toezegging", heading.exact)
    subject = " ".join(m["subject"].split()).rstrip(" .")
    return (Commitment(heading, key, "toezegging-kop", subject=subject, requested_by=asked),)


def _acts(title: str) -> tuple[Act, ...]:
    """Give what a title says that the letter does, by its first words."""
    for rule in phrases.rules("titles"):
        if (m := rule.pattern.match(title)) is not None:
            deed = rule.more.get("deed")
            return (Act(Deed(deed), Span(m.start(), m.end(), m.group()), rule.name),) if deed else ()
    return ()


def _answered(motions: tuple[Motion, ...], title: str) -> tuple[Motion, ...]:
    for rule in phrases.rules("titles"):
        found = rule.pattern.match(title)
        if found is None:
            continue
        if "deed" not in rule.more:
            return tuple(replace(motion, acts=(), rule="motie-genoemd") for motion in motions)
        act = Act(Deed(rule.more["deed"]), Span(found.start(), found.end(), found.group()), rule.name)
        return tuple(replace(motion, acts=motion.acts or (act,)) for motion in motions)
    return motions
