"""Persons named in a letter: after a word that announces them, in a list, a heading or under a motion."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from kamergraaf.ingest.names.index import How, NameIndex
from kamergraaf.ingest.names.lexicon import Hit, Kind
from kamergraaf.ingest.names.people import Settled, settle
from kamergraaf.ingest.names.posts import Post, person_of_signature
from kamergraaf.ingest.names.spelling import INITIALS, PREFIX, SHAPE, UPPER, WORD, fold
from kamergraaf.ingest.names.when import When
from kamergraaf.ingest.repair import Clean
from kamergraaf.ontology.model import PersonMention, Status

_NEXT: Final = re.compile(
    r"(?:,? [cC]\. ?[sS]\.)?(?: ?, ?(?:en |alsmede )?(?:het lid |de leden )?| (?:en|EN) (?:(?:van )?(?:het lid |de leden ))?| ?/ ?| & )"
)
_PARTY: Final = re.compile(r"[\"”“*®°>’'\d]{0,3} ?\((?:de )?(?P<in>[^()]{1,32})\)")
_NAMENS: Final = re.compile(
    r",? (?:namens|van|\(?fractie) (?:de |het )?(?:fracties? van (?:de |het )?)?(?P<in>[A-Z0-9][\w/’'-]*(?: [A-Z][\w-]+| van de Arbeid| voor de \w+)*)"
)
_CITED: Final = re.compile(
    r"(?: ?c\.s\.)? ?\(?(?:Kamerstuk(?:ken)? )?\d{2} ?\d{3}[^;:]{0,60}?\)?,? (?:en|of) (?=[^\W\d_])"
)
_BEFORE_NAME: Final = re.compile(
    r"(?:(?:van|door|van de|de) )?(?:(?:het|de) )?(?:(?:heer|heren|mevrouw|leden|lid) )?(?:van )?"
)
_TITLES: Final = re.compile(
    r"(?:(?:de heer|mevrouw|dhr\.|mw\.|mr\.|drs\.|dr\.|ir\.|ing\.|prof\.|bc\.|jhr\.|jkvr\.) ?)+", re.IGNORECASE
)
_NOT_NAMES: Final = frozenset(
    ["wet", "wetboek", "raad", "kamer", "het", "een", "artikel", "besluit", "regeling", "nederland", "nederlandse", "europese", "eerste", "tweede", "derde", "staten", "grondwet", "onderdeel", "president", "vice", "sub", "lid", "en", "of", "in", "op", "te", "der", "en", "bijlage", "kamerstuk", "kamerstukken", "motie", "voorzitter", "griffier", "commissie", "vaste", "over", "ter"]
)  # fmt: skip
_SEPARATE: Final = re.compile(r"[ ,:;]*")
_UPPER_NAME: Final = re.compile(rf"(?:[{UPPER}][{UPPER}’'\-–]* ){{0,3}}[{UPPER}][{UPPER}’'\-–]+(?![^\W\d_])")
_NO_UPPER_NAME: Final = frozenset(["TER", "OVER", "DE", "C.S", "EN", "VOORGESTELD"])


@dataclass(slots=True)
class PersonReader:
    """Reads persons at the hits of one letter, in order of place; ``found`` holds them."""

    clean: Clean
    index: NameIndex
    when: When
    chamber: str = "TK"
    found: list[PersonMention] = field(default_factory=list)
    full: set[str] = field(default_factory=set)  # persons named with their forename so far
    _taken: int = 0  # up to where the text is read
    _settled: dict[tuple[str, str | None, str | None], Settled] = field(default_factory=dict)

    def at(self, hit: Hit) -> None:
        """Read what the hit announces."""
        if hit.start < self._taken or (hit.start and self.clean.text[hit.start - 1].isalnum()):
            return
        kind = hit.entry.kind
        if kind in _READ:
            _READ[kind](self, hit)

    def signature(self, post: Post, end: int) -> int:
        """Read who signed after a post that ends at ``end``; give where the name ends, or ``end``."""
        text = self.clean.text
        at = _SEPARATE.match(text, end).end()  # type: ignore[union-attr]  # matches nothing at the least
        while text[at : at + 1] == "\n":
            at += 1
        title = _TITLES.match(text, at)
        at = title.end() if title else at
        initials = INITIALS.match(text, at)
        if initials is None or "\n" in text[end:at].strip(" \n") or at - end > 40:
            return end
        name = self._name(initials.end(), extend=True)
        if name is None:
            return end
        written = text[at : name.end]
        known = person_of_signature(written, post, self.when.day, self.index)
        self._add(at, name.end, "ondertekening", "bewindspersoon", known)
        return name.end

    # -- what each kind of hit announces

    def _member(self, hit: Hit) -> None:
        before = self.clean.text[max(0, hit.start - 12) : hit.start].casefold()
        announced = hit.entry.word[0] in "Kk" or before.endswith(("het ", "ons ", "van ", "oud-", "toenmalig "))
        self._list(hit.end, "lid-fractie", "lid", several=True, strict=not announced)

    def _members(self, hit: Hit) -> None:
        self._list(hit.end, "lid-fractie", "lid", several=True, strict=False)

    def _speaker(self, hit: Hit) -> None:
        self._list(hit.end, "aanspreking", None, several=hit.entry.kind is Kind.SPEAKERS, strict=True)

    def _colleague(self, hit: Hit) -> None:
        self._list(hit.end, "collega", None, several=True, strict=True)

    def _motion(self, hit: Hit) -> None:
        if hit.entry.word.endswith("-"):
            self._list(hit.end, "motie-naam", "lid", several=True, strict=False)
            return
        before = _BEFORE_NAME.match(self.clean.text, hit.end)
        at = before.end() if before and self._name(hit.end) is None else hit.end
        self._list(at, "motie-naam", "lid", several=True, strict=True, cited=True)

    def _minister(self, hit: Hit) -> None:
        self._list(hit.end, "bewindspersoon", "bewindspersoon", several="s " in hit.entry.word, strict=True)

    def _chair(self, hit: Hit) -> None:
        self._list(hit.end, "voorzitter", "voorzitter", several=False, strict=True)

    def _close(self, hit: Hit) -> None:
        """Read the names under a motion, each on its line."""
        at = hit.end
        text = self.clean.text
        while True:
            at = _SEPARATE.match(text, at).end()  # type: ignore[union-attr]  # matches nothing at the least
            while text[at : at + 1] in ("\n", ".") and at < len(text):
                at += 1
            if at >= len(text) or not self._begins_line(at):
                return
            name = self._name(at) or self._shape(at)
            if name is None or not self._ends_line(name.end):
                return
            self._add(at, name.end, "motie-ondertekening", "lid", self._settle(at, name.end, "lid", None))
            at = name.end

    # -- the grammar of names

    def _list(
        self, at: int, rule: str, role: str | None, *, several: bool, strict: bool, cited: bool = False
    ) -> None:
        """Read a name, and those joined to it; ``strict``: only names that the register knows."""
        first = True
        while True:
            name = self._name(at) or self._hyphened(at)
            if name is None and not strict:
                name = self._shape(at)
            if name is None:
                return
            party, span, end = self._party_after(name.end)
            known = self._settle(name.start, name.end, role, party)
            if strict and first and not self._likely(name, known, rule, party):
                return
            self._add(name.start, name.end, rule, role, known, party, span)
            first = False
            if not several:
                return
            joined = _NEXT.match(self.clean.text, end) or (_CITED.match(self.clean.text, end) if cited else None)
            if name.hyphened:
                at = name.end + 1
            elif joined is None:
                return
            else:
                at = joined.end()
            strict = strict or (joined is not None and "," in joined.group() and not self._name(at))

    def _likely(self, name: _Name, known: Settled, rule: str, party: str | None) -> bool:
        """Tell whether a registered name after a word like "de heer" is a person of parliament."""
        if known.person is not None or known.status is Status.AMBIGUOUS or party is not None:
            return True
        return rule in ("motie-naam", "lid-fractie", "bewindspersoon") and bool(known.candidates)

    def _name(self, at: int, *, extend: bool = False) -> _Name | None:
        """Read the longest registered name at ``at``; ``extend``: a capital word may follow (married names)."""
        text = self.clean.text
        first = WORD.match(text, at)
        initials = INITIALS.match(text, at)
        if initials is not None:
            rest = self._name(initials.end(), extend=extend)
            return None if rest is None else _Name(at, rest.end)
        if first is None:
            return None
        longest = self.index.longest(fold(first.group()))
        if not longest and not extend:
            return None
        ends = [first.end()]
        while len(ends) < max(longest, 1) + 2 * extend:
            if text[ends[-1] : ends[-1] + 1] != " ":
                break
            word = WORD.match(text, ends[-1] + 1)
            if word is None:
                break
            ends.append(word.end())
        for end in reversed(ends):
            written = text[at:end]
            if self.index.named(written) and self._whole(written, end):
                return _Name(at, self._extended(end) if extend else end)
        if extend:
            shape = SHAPE.match(text, at)
            return _Name(at, shape.end()) if shape else None
        return None

    def _whole(self, written: str, end: int) -> bool:
        """Tell whether a registered name is written as one and ends here."""
        after = self.clean.text[end : end + 1]
        if after.isalpha():
            return False
        return any(c.isupper() for c in written)

    def _extended(self, end: int) -> int:
        more = re.compile(rf"(?:[ -](?:{PREFIX} )?[{UPPER}][^\W\d_]+(?:-[{UPPER}]?[^\W\d_]+)*)").match(
            self.clean.text, end
        )
        return more.end() if more else end

    def _hyphened(self, at: int) -> _Name | None:
        """Read the first of two names joined by a hyphen: motie Van Baarle-Dassen."""
        text = self.clean.text
        shape = SHAPE.match(text, at)
        if shape is None or "-" not in shape.group():
            return None
        cut = shape.group().rindex("-")
        first, second = shape.group()[:cut], shape.group()[cut + 1 :]
        if self.index.named(first) and self.index.named(second):
            return _Name(at, at + cut, hyphened=True)
        return None

    def _shape(self, at: int) -> _Name | None:
        """Read what has the shape of a name though the register has none such."""
        text = self.clean.text
        upper = _UPPER_NAME.match(text, at)
        if upper is not None and upper.group().split()[0] not in _NO_UPPER_NAME:
            words = re.split(r" (?:TER|EN|OVER)\b", upper.group())[0]
            return _Name(at, at + len(words))
        initials = INITIALS.match(text, at)
        shape = SHAPE.match(text, initials.end() if initials else at)
        if shape is None or not text[at].isupper() or fold(shape.group().split()[0]) in _NOT_NAMES:
            return None
        return _Name(at, shape.end())

    def _party_after(self, at: int) -> tuple[str | None, tuple[int, int] | None, int]:
        """Read the party that is stated after a name; give code, place, and where reading goes on."""
        text = self.clean.text
        suis = re.compile(r",? c\.? ?s\.?").match(text, at)
        at = suis.end() if suis else at
        found = _PARTY.match(text, at)
        if found is not None:
            code = self._code(found["in"])
            if code is not None:
                return code, found.span("in"), found.end()
        found = _NAMENS.match(text, at)
        if found is not None:
            words = found["in"].split(" ")
            for n in range(len(words), 0, -1):
                part = " ".join(words[:n])
                code = self._code(part)
                if code is not None:
                    start = found.start("in")
                    return code, (start, start + len(part)), at
        return None, None, at

    def _code(self, name: str) -> str | None:
        parties = self.index.lexicon.parties(name.strip(" .,-"))
        if len(parties) > 1:
            parties = tuple(p for p in parties if self.when.within(p.period)) or parties
        return parties[0].code if parties else None

    # -- settling and keeping

    def _settle(self, start: int, end: int, role: str | None, party: str | None) -> Settled:
        name = self.clean.text[start:end]
        key = (fold(name), role, party)
        known = self._settled.get(key)
        if known is None or known.status is Status.AMBIGUOUS:
            known = settle(
                name,
                index=self.index,
                day=self.when.day or self.when.latest,
                until=None if self.when.day else self.when.until,
                party=party,
                role=role,
                after=self.full,
                chamber=self.chamber,
            )
            self._settled[key] = known
        return known

    def _add(
        self,
        start: int,
        end: int,
        rule: str,
        role: str | None,
        known: Settled,
        party: str | None = None,
        party_at: tuple[int, int] | None = None,
    ) -> None:
        text = self.clean.text
        name = " ".join(text[start:end].split())
        if known.person is not None and any(n.how is How.FULL for n in self.index.named(name)):
            self.full.add(known.person)
        self.found.append(
            PersonMention(
                span=self.clean.span(start, end),
                name=name,
                rule=rule,
                person=known.person,
                known_as=known.known_as,
                status=known.status,
                reason=known.reason,
                candidates=known.candidates,
                role=role,
                stated_party=party,
                party_span=self.clean.span(*party_at) if party_at else None,
                read_as=known.read_as,
            )
        )
        self._taken = end

    def _begins_line(self, at: int) -> bool:
        source = self.clean.to_source(at)
        return self.clean.letter.text[max(0, source - 80) : source].rstrip(" \t\u00a0").endswith(("\n", "\r", "\f"))

    def _ends_line(self, end: int) -> bool:
        source = self.clean.to_source(end - 1) + 1
        rest = self.clean.letter.text[source : source + 80].lstrip(" .,;\t\u00a0")
        return not rest or rest[0] in "\n\r\f"


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    hyphened: bool = False


_READ: Final = {
    Kind.MEMBER: PersonReader._member,
    Kind.MEMBERS: PersonReader._members,
    Kind.SPEAKER: PersonReader._speaker,
    Kind.SPEAKERS: PersonReader._speaker,
    Kind.COLLEAGUE: PersonReader._colleague,
    Kind.MOTION: PersonReader._motion,
    Kind.MINISTER: PersonReader._minister,
    Kind.CHAIR: PersonReader._chair,
    Kind.CLOSE: PersonReader._close,
}
