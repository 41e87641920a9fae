"""Resolves what a person types: a citation in any spelling, or a name with its day.

The answer is a match only where what is typed names one thing for certain; else it gives candidates, or a clear no.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from kamergraaf.ingest import register as registers
from kamergraaf.ingest.citations import find_citations
from kamergraaf.ingest.names import people
from kamergraaf.ingest.names.index import index_of
from kamergraaf.ingest.names.spelling import fold
from kamergraaf.ingest.repair import clean
from kamergraaf.ontology.iris import KIND, foreign, of_official
from kamergraaf.ontology.model import Citation, Letter, Ref, Status
from kamergraaf.ontology.register import Period, Register

_LONGEST = 400  # characters: what is longer is a letter, not a reference
# What may stand around a citation that is all that was typed.
_AROUND = re.compile(
    r"https?://\S*|www\.\S*|\A[/?]\S*|\A\.(?:html|pdf|xml)\b|\A-[hn]\d\b|HERDRUK|(?:blz|pp?|pag)\.? ?\d[\d ,–-]*"
    r"|\b(?:[Zz]ie|[Bb]ijlage bij|t\.v\.v\.|motie|brief)\s"
)
_PAPERLIKE = re.compile(r"(?:\d{2}[ .]?\d{3}|[CLXVI]{2,8}[ ,-])")
_ROMAN = re.compile(r"(?<=\d)([ -.]?)([ivx]{1,5}[ab]?)(?=[ ,-]|\Z)")
_LAST_LETTER = re.compile(r"(?<=[\d ,-])([a-z]{1,3})\Z")
_ROMAN_DOSSIER = re.compile(r"(?:[Dd]ossier ([CLXVIclxvi]{2,8})|([CLXVI]{4,8}))")
_OWN_SITE = re.compile(r"https?://[^/]+/(?:id|doc|embed)/([a-z]+)/([^/?#]+)")
_PARTY = re.compile(r"\s*\(([^()]+)\)\s*\Z")
_TITLE = re.compile(
    r"(?i)(?:het |de |den )?(?:(?P<lid>(?:kamer)?lid|leden)"
    r"|(?P<ambt>(?:oud-)?minister|staatssecretaris|bewindspersoon)|(?P<voorzitter>voorzitter)"
    r"|de heer|heer|mevrouw|mevr\.|dhr\.|mr\.|dr\.|drs\.|ir\.|prof\.) "
)
_LEAST_SCORE = 84.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that was perhaps meant; ``score`` from 0 to 1."""

    ref: Ref
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What a text refers to.

    ``match``: whether it names one thing (or, as a list does, several) for certain. ``ids``: official ids;
    ``refs``: things of ours, none for laws and gazettes. ``reason``: why there is no match.
    """

    text: str
    match: bool
    ids: tuple[str, ...] = ()
    refs: tuple[Ref, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    reason: str = ""


def resolve(text: str, *, day: date | None = None, register: Register | None = None) -> Answer:
    """Resolve a citation in any spelling, or a name of a person, party, ministry or other body.

    ``day``: on which a name must hold. ``register``: the bundled one when not given. Never raises on text.
    """
    typed = " ".join(text[: _LONGEST + 1].split())
    if not typed:
        return Answer(text, False, reason="er staat niets")
    if len(typed) > _LONGEST:
        return Answer(text, False, reason="te lang voor een verwijzing; geef een citaat of een naam")
    if (own := _OWN_SITE.match(typed)) and own.group(1) in KIND and KIND[own.group(1)].fits(own.group(2)):
        return Answer(text, True, refs=(Ref(own.group(1), own.group(2)),))
    if roman := _ROMAN_DOSSIER.fullmatch(typed):
        return Answer(text, True, refs=(Ref("dossier", (roman.group(1) or roman.group(2)).upper()),))
    for spelling in _spellings(typed):
        citation = _only_citation(spelling)
        if citation is not None:
            return _cited(text, citation)
    return _named(text, typed, day, register or registers.bundled())


def label(official: str) -> str:
    """Give an official id as people write it.

    >>> label("kst-29754-482"), label("h-tk-20182019-28-9"), label("stb-2018-23")
    ('Kamerstuk 29 754, nr. 482', 'Handelingen II 2018/19, nr. 28, item 9', 'Stb. 2018, 23')
    """
    if paper := re.fullmatch(r"kst-(\d{2})(\d{3})((?:-[A-Z0-9]+)?)-(\d+[a-z]?|[A-Z]{1,3})", official):
        first, rest, addition, number = paper.groups()
        addition = addition if re.fullmatch(r"-\d\d|", addition) else " " + addition[1:]
        return f"Kamerstuk {first} {rest}{addition}, {'nr. ' if number[0].isdigit() else ''}{number}"
    if sitting := re.fullmatch(r"h-(tk|ek)-(\d{4})\d\d(\d\d)-(\d+)-(\d+)", official):
        chamber, first, second, number, item = sitting.groups()
        return f"Handelingen {'II' if chamber == 'tk' else 'I'} {first}/{second}, nr. {number}, item {item}"
    if questions := re.fullmatch(r"ah-(tk|ek)-(\d{4})\d\d(\d\d)-(\d+)", official):
        chamber, first, second, number = questions.groups()
        return f"Aanhangsel Handelingen {'II' if chamber == 'tk' else 'I'} {first}/{second}, nr. {number}"
    if gazette := re.fullmatch(r"(stb|stcrt|trb)-(\d{4})-(\d+)", official):
        return f"{gazette.group(1).capitalize()}. {gazette.group(2)}, {gazette.group(3)}"
    return official


def _spellings(typed: str) -> Iterator[str]:
    """Give the text as typed, then as after the word Kamerstuk, then with chapters and letters in capitals."""
    yield typed
    if _PAPERLIKE.match(typed.upper()):
        yield f"Kamerstuk {typed}"
        capitals = _ROMAN.sub(lambda m: m.group(1) + m.group(2).upper(), typed)
        capitals = _LAST_LETTER.sub(lambda m: m.group(1).upper(), capitals)
        if capitals != typed:
            yield f"Kamerstuk {capitals}"
        if re.match(r"[CLXVI]{2,8}[ ,-]", capitals.upper()):
            yield f"Kamerstukken I, {capitals.upper().replace('-', ', ', 1)}"
    elif typed[:4].lower() == "kst-":
        yield typed.lower()
    elif gazette := re.match(r"(?i)(stb|stcrt|trb)\.? ", typed):
        yield f"{gazette.group(1).capitalize()}. {typed[gazette.end() :]}"


def _only_citation(typed: str) -> Citation | None:
    """Give the citation that the whole text is, but for marks around it."""
    found = find_citations(clean(Letter("", typed)))
    citations = sorted(found.citations or (*found.acts, *found.cases), key=lambda c: c.span.start)
    if not citations or found.unread:
        return None
    first, last = citations[0], citations[-1]
    around = (typed[: first.span.start], typed[last.span.end :])
    if any(c.isalnum() for part in around for c in _AROUND.sub("", part)):
        return None
    if len(citations) == 1:
        return first
    ids = tuple(dict.fromkeys(i for c in citations for i in c.ids))
    settled = all(c.status is Status.CERTAIN for c in citations)
    return Citation(
        first.span, ids, first.rule, status=Status.CERTAIN if settled else Status.PROBABLE, dossiers=first.dossiers
    )


def _cited(text: str, citation: Citation) -> Answer:
    refs = _refs(citation)
    if citation.status is Status.CERTAIN and not citation.candidates and (citation.ids or refs):
        return Answer(text, True, citation.ids, refs)
    ids = citation.ids or citation.candidates
    score = 0.9 if citation.ids else 0.5
    candidates = [Candidate(thing, label(i), score) for i in ids if (thing := of_official(i)) is not None]
    candidates += [Candidate(thing, _dossier_label(thing.key), 0.5) for thing in refs if thing.kind == "dossier"]
    return Answer(text, False, citation.ids, (), tuple(candidates), citation.reason)


def _refs(citation: Citation) -> tuple[Ref, ...]:
    """Give the things of ours: the papers, or the dossiers where no paper is named."""
    things = [of_official(i) or _case(i) for i in citation.ids]
    if not citation.ids:
        things = [Ref("dossier", key) for key in citation.dossiers if KIND["dossier"].fits(key)]
    return tuple(dict.fromkeys(thing for thing in things if thing is not None))


def _case(official: str) -> Ref | None:
    """Give the letter or meeting that the Kamer's own number names."""
    if foreign(official) is None and KIND["brief"].fits(official):
        return Ref("brief", official)
    return Ref("overleg", official) if re.fullmatch(r"\d{4}A\d{5}", official) else None


def _dossier_label(key: str) -> str:
    return f"Dossier {key[:2]} {key[2:]}" if key[:5].isdigit() else f"Dossier {key}"


def _named(text: str, typed: str, day: date | None, register: Register) -> Answer:
    """Resolve a name: bodies by any of their names, then persons."""
    bodies = list(dict.fromkeys(_bodies(typed, day, register)))
    person = _person(text, typed, day, register)
    if bodies and person is not None and bodies[0][0].kind == "partij":
        # A member's group bears the member's name (Omtzigt): the name alone does not tell which is meant.
        found = tuple(Candidate(thing, name, 0.5) for thing, name in bodies)
        named = tuple(Candidate(thing, register.persons[thing.key].full_name, 0.5) for thing in person.refs)
        reason = "een persoon en een groep dragen deze naam"
        return Answer(text, False, candidates=named + person.candidates + found, reason=reason)
    if len(bodies) == 1:
        return Answer(text, True, refs=(bodies[0][0],))
    if bodies:
        found = tuple(Candidate(thing, name, 0.5) for thing, name in bodies)
        return Answer(text, False, candidates=found, reason="verscheidene dragen deze naam; geef een dag")
    if person is not None:
        return person
    others = tuple(Candidate(thing, name, 0.5) for thing, name in dict.fromkeys(_bodies(typed, None, register)))
    if others:
        return Answer(text, False, candidates=others, reason="zo genoemd, maar niet op deze dag")
    return _near(text, typed, register)


def _bodies(typed: str, day: date | None, register: Register) -> Iterator[tuple[Ref, str]]:
    wanted = fold(
        re.sub(
            r"(?i)^(?:het )?(?:ministerie|departement) (?:van|voor) |^(?:de )?fractie van (?:de |het )?", "", typed
        )
    )
    for party in register.parties.values():
        if _is_called(wanted, (party.code, party.name, *party.aliases), party.period, day):
            yield Ref("partij", party.key), party.name
    for ministry in register.ministries.values():
        if _is_called(wanted, (ministry.code, ministry.name, *ministry.aliases), ministry.period, day):
            yield Ref("ministerie", ministry.key), f"Ministerie van {ministry.name}"
    for body in register.organisations.values():
        if wanted in {fold(name) for name in (body.code, body.name, *body.aliases)}:
            yield Ref("organisatie", body.key), body.name


def _is_called(wanted: str, names: Iterable[str], period: Period, day: date | None) -> bool:
    return wanted in {fold(name) for name in names} and (day is None or period.holds(day) is not False)


def _person(text: str, typed: str, day: date | None, register: Register) -> Answer | None:
    party = _PARTY.search(typed)
    name = typed[: party.start()] if party else typed
    title = _TITLE.match(name)
    role = None
    if title:
        name = name[title.end() :]
        role = (
            "lid"
            if title["lid"]
            else "bewindspersoon"
            if title["ambt"]
            else "voorzitter"
            if title["voorzitter"]
            else None
        )
    index = index_of(register)
    code = _party_code(party.group(1), register) if party else None
    settled = people.settle(name, index=index, day=day, party=code, role=role)
    if settled.person is not None and settled.status in (
        Status.CERTAIN,
        Status.REPAIRED,
        Status.PROBABLE,
        Status.CONFLICT,
    ):
        thing = Ref("persoon", settled.person)
        if settled.status is Status.CERTAIN:
            return Answer(text, True, refs=(thing,))
        candidate = Candidate(thing, settled.known_as or name, 0.8)
        return Answer(text, False, candidates=(candidate,), reason=settled.reason)
    if settled.candidates:
        candidates = tuple(
            Candidate(Ref("persoon", slug), register.persons[slug].full_name, 0.5) for slug in settled.candidates
        )
        return Answer(text, False, candidates=candidates, reason=settled.reason)
    return None


def _party_code(written: str, register: Register) -> str | None:
    wanted = fold(written)
    for party in register.parties.values():
        if wanted in {fold(name) for name in (party.code, party.name, *party.aliases)}:
            return party.code
    return None


def _near(text: str, typed: str, register: Register) -> Answer:
    """Give what is called nearly so; never a match."""
    names: dict[str, tuple[Ref, str]] = {}
    for person in register.persons.values():
        names[fold(person.full_name)] = Ref("persoon", person.slug), person.full_name
    for party in register.parties.values():
        names[fold(party.name)] = Ref("partij", party.key), party.name
    for ministry in register.ministries.values():
        names[fold(ministry.name)] = Ref("ministerie", ministry.key), f"Ministerie van {ministry.name}"
    for body in register.organisations.values():
        names[fold(body.name)] = Ref("organisatie", body.key), body.name
    near = process.extract(
        fold(_PARTY.sub("", typed)), list(names), scorer=fuzz.ratio, score_cutoff=_LEAST_SCORE, limit=5
    )
    candidates = tuple(Candidate(*names[name], round(score / 100, 2)) for name, score, _ in near)
    reason = "bijna zo genoemd" if candidates else "geen citaat en geen naam in het register"
    return Answer(text, False, candidates=candidates, reason=reason)
