"""Persons, parties, ministries and bodies of a letter as quads: who signed, and who is merely named."""

from __future__ import annotations

from functools import lru_cache

from kamergraaf.graph.sheet import Sheet
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.model import PersonMention, Ref, Resolution, Span, Status


def write_names(sheet: Sheet) -> None:
    """Write signatories and those on whose behalf, then everyone and everything merely named.

    A name that proves something more at its place is left alone. The second time that the letter merely names
    the same thing in the same way is a further place of the first mention.
    """
    _write_signatories(sheet)
    first: dict[tuple[str, ...], tuple[int, int]] = {}
    for person in sheet.extraction.persons:
        party = party_node(sheet, person.stated_party)
        thing = person_node(sheet, person)
        key = (thing or f"? {person.name}", party or "", person.status, person.reason)
        if party is None and sheet.places.is_further(person.span, thing):
            continue
        _name(sheet, first, key, person.span, person.rule, thing, person, party)
    for group in sheet.extraction.parties:
        node = sheet.register("partij", _slug(group.party))
        _name(sheet, first, (node,), group.span, group.rule, node)
    for ministry in sheet.extraction.ministries:
        node = sheet.register("ministerie", ministry.key)
        if not sheet.places.covered(ministry.span, node):
            _name(sheet, first, (node,), ministry.span, ministry.rule, node)
    for body in sheet.extraction.organisations:
        # Two letters may give one abbreviation to two bodies (NVVP, NVvP): only the name tells them apart.
        ref = Ref("organisatie", body.key or _slug(body.code if body.registered else body.name))
        if not iris.KIND["organisatie"].fits(ref.key):
            continue
        node = sheet.node(ref)
        if _name(sheet, first, (node,), body.span, body.rule, node) and not body.registered:
            sheet.describe(ref, terms.ORGANISATIE, body.name)


def person_node(sheet: Sheet, person: PersonMention) -> str | None:
    """Give the person's node, when it is settled who it is."""
    if person.person is None or person.status.resolution is not Resolution.RESOLVED:
        return None
    return sheet.register("persoon", person.person)


def party_node(sheet: Sheet, code: str | None) -> str | None:
    """Give the node of a party by the register's code."""
    return sheet.register("partij", _slug(code)) if code else None


def prove_person(sheet: Sheet, person: PersonMention, prop: str, of: Ref | None) -> bool:
    """Write an edge to a person; where it is not settled who it is, a mention without an edge."""
    thing = person_node(sheet, person)
    candidates = [sheet.register("persoon", slug) for slug in person.candidates]
    status, candidates = _open_status(person, thing, candidates)
    spans = [person.span]
    if person.party_span is not None and 0 <= person.party_span.start - person.span.end <= 3:
        # The name with its party: a second place for a name that proves two things.
        end = person.party_span.end
        spans.append(Span(person.span.start, end, sheet.extraction.letter.text[person.span.start : end]))
    return any(
        sheet.prove(
            span,
            person.rule,
            prop,
            of=of,
            thing=thing,
            status=status,
            reason=person.reason,
            stated_party=party_node(sheet, person.stated_party),
            read_as=person.read_as,
            candidates=candidates,
        )
        for span in spans
    )


def _write_signatories(sheet: Sheet) -> None:
    for signatory in sheet.extraction.signatories:
        if signatory.person is not None:
            prove_person(sheet, signatory.person, terms.SIGNED_BY, None)
        else:
            sheet.prove(
                signatory.span,
                "ondertekening",
                terms.SIGNED_BY,
                status=Status.UNRESOLVED,
                reason="naam en ambt komen niet samen in het register voor",
            )
        if signatory.ministry_key:
            node = sheet.register("ministerie", signatory.ministry_key)
            sheet.prove(signatory.ministry_span, "ondertekening", terms.SENDER, thing=node)
    for other in sheet.extraction.on_behalf_of:
        if other.ministry_key:
            node = sheet.register("ministerie", other.ministry_key)
            sheet.prove(other.span, "mede-namens", terms.ON_BEHALF_OF, thing=node)


@lru_cache(maxsize=1000)
def _slug(words: str) -> str:
    return iris.slug(words)


def _name(
    sheet: Sheet,
    first: dict[tuple[str, ...], tuple[int, int]],
    key: tuple[str, ...],
    span: Span,
    rule: str,
    thing: str | None,
    person: PersonMention | None = None,
    party: str | None = None,
) -> bool:
    held = sheet.places.at(span.start, span.end)
    if held is not None:
        return held.proves == terms.MENTIONS and thing in held.objects
    earlier = first.get(key)
    if earlier is not None:
        place = sheet.places.at(*earlier)
        if place is not None:
            place.also.append((span.start, span.end))
        return True
    first[key] = (span.start, span.end)
    if person is not None:
        return prove_person(sheet, person, terms.MENTIONS, None)
    return sheet.prove(span, rule, terms.MENTIONS, thing=thing)


def _open_status(person: PersonMention, thing: str | None, candidates: list[str]) -> tuple[Status, list[str]]:
    if thing is not None:
        return person.status, []
    if person.status is Status.AMBIGUOUS and len(set(candidates)) > 1:
        return Status.AMBIGUOUS, candidates
    return Status.UNRESOLVED, []
