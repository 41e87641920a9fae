"""Motions, commitments, debates and reports of a letter as quads, each edge with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kamergraaf.graph.contexts import mended
from kamergraaf.graph.literals import boolean, day, day_or_year, dutch, plain, web_address
from kamergraaf.graph.names import prove_person
from kamergraaf.graph.sheet import Sheet
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.model import Act, Commitment, Deed, Meeting, Motion, Ref, Report, Resolution, Span, Status

_SETTLING = frozenset({Deed.SETTLED, Deed.CARRIED_OUT})
_AMENDED = re.compile(r"(?:nader\s+)?gewijzigde\s+motie", re.IGNORECASE)
_MOTION = re.compile(r"moties?", re.IGNORECASE)
_CUM_SUIS = re.compile(r"c\.\s?s\.")
_MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905
)


def write_motions(sheet: Sheet) -> None:
    """Write each motion under its number, else under an address of this letter."""
    for motion in sheet.extraction.motions:
        for paper in _papers(motion):
            _write_motion(sheet, paper)


def _papers(motion: Motion) -> Iterator[Motion]:
    """Give a motion once for each paper that it is: *moties Becker (35 228, nr. 8 en 32 824, nr. 432)* are two."""
    if len(motion.ids) > 1 and not motion.own and motion.status.resolution is Resolution.RESOLVED:
        yield from (replace(motion, ids=(one,)) for one in motion.ids)
    else:
        yield motion


def write_commitments(sheet: Sheet) -> None:
    """Write each commitment with its post, debate and who asked."""
    for commitment in sheet.extraction.commitments:
        _write_commitment(sheet, commitment)


def write_reports(sheet: Sheet) -> None:
    """Write each report with who issued and ordered it."""
    for report in sheet.extraction.reports:
        _write_report(sheet, report)


def _write_motion(sheet: Sheet, motion: Motion) -> None:
    ref = _motion_ref(sheet, motion)
    node = sheet.node(ref)
    title = dutch(mended(motion.heading.exact))
    sheet.fact(ref, terms.TYPE, f"<{terms.MOTIE}>")
    sheet.fact(ref, terms.TITLE, title)
    if not sheet.is_shared(ref) and node != sheet.letter:
        names = " en ".join(person.name for person in motion.proposers) or mended(motion.subject or "zonder naam")
        sheet.fact(ref, terms.LABEL, dutch(f"Motie-{names} (nummer onbekend)"))
    part = sheet.register("ministerie", motion.section_ministry) if motion.section_ministry else None
    if node == sheet.letter:
        sheet.prove(motion.heading, motion.rule, terms.TITLE, of=ref, value=title, keep=True)
    else:
        prop = terms.ADDRESSES if _is_addressed(motion) else terms.MENTIONS
        if sheet.prove(motion.heading, motion.rule, prop, thing=node, ref=ref, value=title, for_ministry=part):
            sheet.places.also(motion.heading, motion.mentions)
        _write_acts(sheet, motion.acts, node, ref)
    _write_number(sheet, motion, ref)
    for person in motion.proposers:
        prove_person(sheet, person, terms.PROPOSED_BY, ref)
    if motion.amended:
        kind = f"<{terms.concept('gewijzigde-motie')}>"
        sheet.prove(_inside(motion.heading, _AMENDED), "motie-gewijzigd", terms.KIND, of=ref, thing=kind)
    if motion.and_others:
        spans = [_inside(place, _CUM_SUIS) for place in (motion.heading, *motion.mentions)]
        span = next((found for found in spans if found is not None), None)
        sheet.prove(span, "cum-suis", terms.AND_OTHERS, of=ref, value=boolean(True))
    if motion.asked:
        sheet.prove(motion.asked_span, "verzoek", terms.ASKED, of=ref, value=dutch(motion.asked))
    _write_decision(sheet, motion, ref)


def _motion_ref(sheet: Sheet, motion: Motion) -> Ref:
    if motion.own:
        return sheet.ref
    settled = motion.ids if motion.status.resolution is Resolution.RESOLVED else ()
    ref = iris.of_official(settled[0]) if settled else None
    return (iris.alias(ref.kind, ref.key) or ref) if ref is not None else Ref("motie", motion.key)


def _is_addressed(motion: Motion) -> bool:
    """Whether the letter reports on it: by what it says to do, or by a heading or answer; else it is only named."""
    return bool(motion.acts) or any(word in motion.rule for word in ("kop", "reactie", "antwoord", "uitvoering"))


def _write_number(sheet: Sheet, motion: Motion, ref: Ref) -> None:
    """Write why the number is what it is, or why there is none."""
    if motion.status.resolution is Resolution.AMBIGUOUS:
        nodes = [node for node in (_candidate(sheet, one) for one in motion.candidates or motion.ids) if node]
        sheet.prove(
            motion.id_span or _inside(motion.heading, _MOTION),
            "motie-nummer",
            terms.IDENTIFIER,
            of=ref,
            status=Status.AMBIGUOUS if len(set(nodes)) > 1 else Status.UNRESOLVED,
            reason=motion.reason,
            candidates=nodes if len(set(nodes)) > 1 else (),
        )
    elif motion.lost_mark is not None:
        reason = motion.reason or "de noot die het nummer zou geven is verloren"
        sheet.prove(motion.lost_mark, "nootteken", terms.IDENTIFIER, of=ref, status=Status.UNRESOLVED, reason=reason)


def _candidate(sheet: Sheet, candidate: str) -> str | None:
    """Give the node of what a motion may be: by an official id, or by the Kamer's number of a case."""
    if iris.KIND["motie"].fits(candidate):
        return sheet.node(Ref("motie", candidate))
    found = sheet.official(candidate)
    return found[0] if found is not None else None


def _write_decision(sheet: Sheet, motion: Motion, ref: Ref) -> None:
    if motion.decision in terms.LISTS["motiestatus"]:
        outcome = f"<{terms.concept(motion.decision)}>"
        sheet.prove(motion.decision_span, "stemming", terms.STATUS, of=ref, thing=outcome)
    if motion.adopted is not None:
        sheet.prove(motion.adopted_span, "datum", terms.DECIDED_ON, of=ref, value=day(motion.adopted))
    for official, span, rule, prop in (
        (motion.vote, motion.vote_span, "handelingen", terms.RECORDED_IN),
        (motion.replaces, motion.replaces_span, "motie-vervangt", terms.REPLACES),
    ):
        found = sheet.official(official) if official else None
        if found is not None:
            sheet.prove(span, rule, prop, of=ref, thing=found[0], ref=found[1])


def _write_acts(sheet: Sheet, acts: tuple[Act, ...], node: str, ref: Ref) -> None:
    for act in acts:
        prop = terms.SETTLES if act.deed in _SETTLING else terms.ADDRESSES
        sheet.prove(act.span, act.rule, prop, thing=node, ref=ref, deed=terms.DEEDS[act.deed])


def _write_commitment(sheet: Sheet, commitment: Commitment) -> None:
    ref = Ref("toezegging", commitment.key)
    node = sheet.node(ref)
    subject = mended(commitment.subject or commitment.heading.exact)
    sheet.describe(ref, terms.TOEZEGGING, f"Toezegging: {subject}")
    sheet.fact(ref, terms.TITLE, dutch(subject))
    part = sheet.register("ministerie", commitment.section_ministry) if commitment.section_ministry else None
    title = dutch(subject)
    if sheet.prove(commitment.heading, commitment.rule, terms.ADDRESSES, thing=node, value=title, for_ministry=part):
        sheet.places.also(commitment.heading, commitment.mentions)
    _write_acts(sheet, commitment.acts, node, ref)
    if commitment.ministry:
        ministry = sheet.register("ministerie", commitment.ministry)
        sheet.prove(commitment.by_span, "bewindspersoon", terms.MINISTRY, of=ref, thing=ministry)
    if commitment.promised_by and commitment.by_span is not None:
        for person in sheet.extraction.persons:
            within = commitment.by_span.start <= person.span.start and person.span.end <= commitment.by_span.end
            if within and person.person == commitment.promised_by:
                prove_person(sheet, person, terms.PROMISED_BY, ref)
    if commitment.requested_by is not None:
        prove_person(sheet, commitment.requested_by, terms.REQUESTED_BY, ref)
    if commitment.at is not None:
        _write_meeting(sheet, commitment.at, ref)


def _write_meeting(sheet: Sheet, meeting: Meeting, of: Ref) -> None:
    if meeting.date is not None:
        sheet.fact(of, terms.DATE, day(meeting.date))
    key = meeting.number
    if key is None and meeting.date is not None and meeting.kind:
        key = iris.meeting_key(meeting.kind, meeting.date, meeting.ministry, meeting.subject)
    if key is None or not iris.KIND["overleg"].fits(key):
        sheet.prove(
            meeting.span,
            "overleg",
            terms.PROMISED_IN,
            of=of,
            status=Status.UNRESOLVED,
            reason=f"{'de soort' if meeting.date else 'de dag'} van het overleg staat er niet bij",
        )
        return
    ref = Ref("overleg", key)
    if not sheet.prove(meeting.span, "overleg", terms.PROMISED_IN, of=of, thing=sheet.node(ref)):
        return
    sheet.describe(ref, terms.OVERLEG, _meeting_label(meeting))
    if meeting.date is not None:
        sheet.fact(ref, terms.DATE, day(meeting.date))
    for official in meeting.ids:
        found = sheet.official(official)
        if found is not None:
            rule = "verslag-van-overleg"
            sheet.prove(meeting.ids_span, rule, terms.REPORTED_IN, of=ref, thing=found[0], ref=found[1])


def _meeting_label(meeting: Meeting) -> str:
    subject = mended(meeting.subject or "")
    words = " ".join(part for part in (meeting.kind, subject[:1].upper() + subject[1:]) if part)
    return f"{words[:1].upper()}{words[1:]}, {_spoken_day(meeting.date)}" if meeting.date else words


def _spoken_day(when: date) -> str:
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def _write_report(sheet: Sheet, report: Report) -> None:
    ref = Ref("rapport", report.key)
    if not iris.KIND["rapport"].fits(report.key):
        return
    node = sheet.node(ref)
    title = mended(report.title)
    if not sheet.prove(report.span, report.rule, terms.CITES, thing=node, ref=ref, value=dutch(title)):
        return
    sheet.fact(ref, terms.TYPE, f"<{terms.RAPPORT}>")
    if not report.key.startswith("blg-"):
        sheet.fact(ref, terms.LABEL, dutch(title))
    sheet.fact(ref, terms.TITLE, dutch(title))
    when = day_or_year(report.date) if report.date else None
    if when is not None:
        sheet.fact(ref, terms.DATE, when)
    for body, span, rule, prop in (
        (report.publisher_ref, report.publisher_span, "uitgever", terms.PUBLISHED_BY),
        (report.commissioner_ref, report.commissioner_span, "opdrachtgever", terms.COMMISSIONED_BY),
    ):
        if body is not None:
            sheet.prove(span, rule, prop, of=ref, thing=sheet.node(body))
    if report.authors:
        value = plain(mended(report.authors))
        sheet.prove(report.authors_span, "auteur", terms.AUTHOR_NAME, of=ref, value=value)
    for official in report.ids:
        found = sheet.official(official)
        if found is not None and found[0] != node:
            sheet.prove(report.id_span, "aangeboden-bij", terms.SUBMITTED_WITH, of=ref, thing=found[0], ref=found[1])
    address = web_address(report.url) if report.url else None
    if address is not None:
        sheet.prove(report.url_span, "webadres", terms.PAGE, of=ref, thing=f"<{address}>")


def _inside(span: Span, pattern: re.Pattern[str]) -> Span | None:
    """Give the place of a pattern inside a place."""
    found = pattern.search(span.exact)
    return Span(span.start + found.start(), span.start + found.end(), found.group()) if found else None
