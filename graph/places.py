"""Mentions: each a place in a letter, its quote, and the one edge that it proves. Design: ontology.md, section 7."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kamergraaf.graph.contexts import Contexts
from kamergraaf.graph.literals import XSD, dutch, escaped, plain
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.model import Extraction, Ref, Resolution, Span, Status

_A = f"{terms.TYPE}> <{terms.MENTION}>"
_RESOLVED = {status: terms.RESOLUTIONS[status.resolution] for status in Status}
_BY_PERSONS = frozenset({terms.PROPOSED_BY, terms.REQUESTED_BY, terms.SIGNED_BY})
_INTEGER = f"^^<{XSD}integer>"


@dataclass(slots=True)
class Place:
    """A mention while it is made. Nodes and values are N-Triples text."""

    start: int
    end: int
    rule: str
    proves: str
    objects: list[str]
    value: str | None
    subjects: list[str]
    status: Status
    reason: str
    candidates: list[str]
    read_as: str | None
    anchor: int | None
    stated_party: str | None
    deed: str | None
    for_ministry: str | None
    also: list[tuple[int, int]] = field(default_factory=list)

    @property
    def resolution(self) -> Resolution:
        """How far it is settled."""
        return self.status.resolution


class Places:
    """The mentions of one letter. One place proves one property; the first to claim a place keeps it."""

    def __init__(self, extraction: Extraction, letter: Ref, base: str) -> None:
        """Start without mentions."""
        self._text = extraction.letter.text
        self._contexts = Contexts(extraction)
        self._iri = iris.iri(letter, base)
        self._places: dict[tuple[int, int], Place] = {}
        self._of: dict[str, list[Place]] = {}

    def all(self) -> Iterable[Place]:
        """Give the mentions."""
        return self._places.values()

    def at(self, start: int, end: int) -> Place | None:
        """Give the mention at exactly this place."""
        return self._places.get((start, end))

    def is_further(self, span: Span, thing: str | None) -> bool:
        """Note a bare name as a further place of whoever is named for more: the proposer in a motion's heading."""
        if (span.start, span.end) in self._places:
            return False
        held = next((place for place in self._of.get(thing or "", ()) if place.proves in _BY_PERSONS), None)
        if held is not None:
            held.also.append((span.start, span.end))
        return held is not None

    def covered(self, span: Span, thing: str) -> bool:
        """Whether a larger place refers to the same thing: a ministry inside its minister's post."""
        return any(place.start <= span.start and span.end <= place.end for place in self._of.get(thing, ()))

    def add(
        self,
        start: int,
        end: int,
        rule: str,
        prop: str,
        *,
        thing: str | None = None,
        value: str | None = None,
        subject: str | None = None,
        status: Status = Status.CERTAIN,
        reason: str = "",
        candidates: Iterable[str] = (),
        read_as: str | None = None,
        anchor: int | None = None,
        stated_party: str | None = None,
        deed: str | None = None,
        for_ministry: str | None = None,
    ) -> bool:
        """Claim a place for an edge; False when another edge already has it, so that this one is not proven here."""
        if not 0 <= start < end <= len(self._text):
            return False
        held = self._places.get((start, end))
        if held is None:
            place = self._places[(start, end)] = Place(
                start,
                end,
                rule,
                prop,
                [thing] if thing else [],
                value,
                [subject] if subject else [],
                status,
                reason,
                sorted(set(candidates)) if candidates else [],
                read_as,
                anchor if anchor is not None else self._contexts.anchor(start),
                stated_party,
                deed,
                for_ministry,
            )
            if thing is not None:
                self._of.setdefault(thing, []).append(place)
            return True
        if held.proves != prop or held.value != value or held.resolution is not status.resolution:
            return False
        if (subject is None) != (not held.subjects) or bool(thing) != bool(held.objects):
            return False
        same_thing = thing is None or thing in held.objects
        same_subject = subject is None or subject in held.subjects
        # Several subjects of one object, or several objects of one subject: never a grid that says too much.
        if not same_thing and not same_subject:
            return False
        if not same_thing and thing is not None and len(held.subjects) <= 1:
            held.objects.append(thing)
            self._of.setdefault(thing, []).append(held)
        elif not same_subject and subject is not None and len(held.objects) <= 1:
            held.subjects.append(subject)
        else:
            return same_thing and same_subject
        return True

    def also(self, first: Span, further: Iterable[Span]) -> None:
        """Note further places that name what the first one names, the same way; a place with its own edge is none."""
        held = self._places[(first.start, first.end)]
        held.also.extend((span.start, span.end) for span in further if (span.start, span.end) not in self._places)

    def lines(self) -> list[str]:
        """Write the mentions as triples, in order of line."""
        letter = f"<{self._iri}>"
        contexts: dict[str, str] = {}
        blocks = []
        for place in self._places.values():
            sentence = self._contexts.at(place.start, place.end, place.anchor)
            context = contexts.get(sentence)
            if context is None:
                context = contexts[sentence] = dutch(sentence)
            blocks.append(self._lines(place, letter, context))
        blocks.sort(key=lambda block: block[0])
        return [line for block in blocks for line in block]

    def _lines(self, place: Place, letter: str, context: str) -> list[str]:
        """Write one mention; the properties stand in order, so that the lines need no sorting."""
        s = f"<{self._iri}#char={place.start},{place.end}> <"
        out = [s + _A]
        if place.also:
            out.extend(sorted({f'{s}{terms.ALSO_AT}> "{start},{end}"' for start, end in place.also}))
        if place.anchor is not None:
            out.append(f'{s}{terms.ANCHOR}> "{place.anchor}"{_INTEGER}')
        if place.candidates:
            out.extend(f"{s}{terms.CANDIDATE}> {candidate}" for candidate in place.candidates)
        out.append(f"{s}{terms.CONTEXT}> {context}")
        if place.deed:
            out.append(f"{s}{terms.DEED}> <{place.deed}>")
        out.append(f'{s}{terms.END}> "{place.end}"{_INTEGER}')
        out.append(f'{s}{terms.EXACT}> "{escaped(self._text[place.start : place.end])}"')
        if place.for_ministry:
            out.append(f"{s}{terms.FOR_MINISTRY}> {place.for_ministry}")
        out.append(f"{s}{terms.IN}> {letter}")
        out.append(f"{s}{terms.OF_PROPERTY}> <{place.proves}>")
        for subject in sorted(place.subjects) if len(place.subjects) > 1 else place.subjects:
            out.append(f"{s}{terms.OF_SUBJECT}> {subject}")
        if place.read_as:
            out.append(f"{s}{terms.READ_AS}> {plain(place.read_as)}")
        status = place.status
        if status is not Status.CERTAIN:
            reading = terms.READINGS.get(status)
            if reading:
                out.append(f"{s}{terms.READING}> <{reading}>")
            if place.reason and status is not Status.PROBABLE:  # the list's own definition says why it is probable
                out.append(f"{s}{terms.REASON}> {dutch(place.reason)}")
        for thing in sorted(place.objects) if len(place.objects) > 1 else place.objects:
            out.append(f"{s}{terms.REFERS_TO}> {thing}")
        out.append(f"{s}{terms.RESOLUTION}> <{_RESOLVED[status]}>")
        out.append(f"{s}{terms.RULE}> <{iris.RULE}{place.rule}>")
        out.append(f'{s}{terms.START}> "{place.start}"{_INTEGER}')
        if place.stated_party:
            out.append(f"{s}{terms.STATED_PARTY}> {place.stated_party}")
        if place.value is not None:
            out.append(f"{s}{terms.VALUE}> {place.value}")
        return out
