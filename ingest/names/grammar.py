"""The small grammar of names: one name, those joined to it, and the party that is stated after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from kamergraaf.ingest.names.index import How, NameIndex
from kamergraaf.ingest.names.spelling import INITIALS, PREFIX, SHAPE, UPPER, WORD, fold
from kamergraaf.ingest.names.when import When
from kamergraaf.ingest.values import value

_SUIS: Final = re.compile(r",? [cC]\. ?[sS]\.")
_LEDEN: Final = r"(?:(?:van )?(?:het lid |de leden |de heer |mevrouw |(?:het )?Kamerlid ))?"
_JOINED: Final = re.compile(rf" ?, ?(?:en |alsmede )?{_LEDEN}| (?:en|EN|alsmede) {_LEDEN}| ?/ ?| & ")
_CITED: Final = re.compile(r" ?\(?(?:Kamerstuk(?:ken)? )?\d{2} ?\d{3}[^;:]{0,60}?\)?,? (?:en|of) (?=[^\W\d_])")
_MARK: Final = re.compile(r"\d{1,2}(?= (?:en|alsmede) |, ?(?:en )?[A-ZÀ-Ý])")  # a note's mark between two names
_PARTY: Final = re.compile(r"[\"”“*®°>’'\d]{0,3} ?\((?:de )?(?P<in>[^()]{1,32})\)")
_FOR_PARTY: Final = re.compile(
    r",? (?:namens|van) (?:de |het )?(?:fracties? van (?:de |het )?)?"
    r"(?P<in>[A-Z0-9][\w/’'-]*(?: [A-Z][\w-]+| van de Arbeid| voor de \w+)*)"
)
_IN_CAPITALS: Final = re.compile(rf"(?:[{UPPER}][{UPPER}’'\-–]* ){{0,3}}[{UPPER}][{UPPER}’'\-–]+(?![^\W\d_])")
_ENDS_CAPITALS: Final = re.compile(r" (?:TER|EN|OVER|C\.S)\b")
_MARRIED: Final = re.compile(rf"[ -](?:{PREFIX} )?[{UPPER}][^\W\d_]+(?:-[{UPPER}]?[^\W\d_]+)*")
# A married name after a hyphen that white space stands around, or after a hyphen alone.
_MARRIED_APART: Final = re.compile(rf" ?[-–] ?(?:{PREFIX} )?[{UPPER}][^\W\d_]+(?:-[{UPPER}]?[^\W\d_]+)*")
_FORENAME: Final = re.compile(rf"[{UPPER}][^\W\d_]+(?:-[{UPPER}][^\W\d_]+)? ")
_NOT_NAMES: Final = frozenset(
    (
        "wet", "wetboek", "raad", "kamer", "het", "een", "artikel", "besluit", "regeling", "nederland", "nederlandse",
        "europese", "eerste", "tweede", "derde", "staten", "grondwet", "onderdeel", "president", "vice", "sub", "lid",
        "en", "of", "bijlage", "kamerstuk", "kamerstukken", "motie", "voorzitter", "griffier", "commissie", "vaste",
        "over", "ter", "c.s", "voorgesteld", "geen", "deze", "zij", "naar", "dank", "dan", "bij", "aan", "met",
        "voor", "die", "uit", "door", "om", "als", "dat", "zijn", "heeft", "wordt", "is", "ook", "niet", "onze", "uw",
        "staten-generaal", "minister", "ministers", "staatssecretaris", "staatssecretarissen",
    )
)  # fmt: skip

_folded: Final = lru_cache(maxsize=20_000)(fold)  # names come again, in a letter and in the next


@value
class Name:
    """A name read at ``start`` to ``end``; ``cut``: another name follows after one hyphen or slash."""

    start: int
    end: int
    cut: bool = False


@value
class Stated:
    """A party stated after a name: its code and place, and where reading goes on."""

    end: int
    party: str | None = None
    at: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Grammar:
    """Reads names of one text by what the register knows, else by their shape."""

    text: str
    index: NameIndex
    when: When
    _known: dict[int, Name | None] = field(default_factory=dict)

    def known(self, at: int) -> Name | None:
        """Read the longest name at ``at`` that the register has, with its initials where they stand."""
        if at not in self._known:
            self._known[at] = self._read(at)
        return self._known[at]

    def _read(self, at: int) -> Name | None:
        text = self.text
        if "." in text[at + 1 : at + 4]:
            initials = INITIALS.match(text, at)
            if initials is not None:
                rest = self.known(initials.end())
                return None if rest is None else Name(at, rest.end)
        ends = self._ends(at)
        if not ends:
            return None
        folded = _folded(text[at : ends[-1]])  # as long as the text, so its beginning is the folded beginning
        for end in reversed(ends):
            if self.index.knows(folded[: end - at]) and self._whole(text[at:end], end):
                return Name(at, end)
        return None

    def signed(self, at: int) -> Name | None:
        """Read a name with initials under a post, known or not; a married name may follow the surname."""
        initials = INITIALS.match(self.text, at)
        if initials is None:
            return self.in_full(at)
        known = self.known(initials.end())
        if known is not None:
            married = _MARRIED.match(self.text, known.end) or _MARRIED_APART.match(self.text, known.end)
            return Name(at, married.end() if married else known.end)
        shape = SHAPE.match(self.text, initials.end())
        return Name(at, shape.end()) if shape else None

    def in_full(self, at: int) -> Name | None:
        """Read a forename with a known surname, initials between or not: Ada Proefman, Ada B.C. Proefman."""
        known = self.known(at)
        if known is not None and any(n.how is How.FULL for n in self.index.named(self.text[at : known.end])):
            married = _MARRIED_APART.match(self.text, known.end)
            return Name(at, married.end() if married else known.end)
        forename = _FORENAME.match(self.text, at)
        initials = INITIALS.match(self.text, forename.end()) if forename else None
        surname = self.known(initials.end()) if initials else None
        return Name(at, surname.end) if surname else None

    def shaped(self, at: int) -> Name | None:
        """Read what has the shape of a name though the register has none such."""
        text = self.text
        capitals = _IN_CAPITALS.match(text, at)
        if capitals is not None:
            words = _ENDS_CAPITALS.split(capitals.group())[0]
            return None if fold(words.split()[0]) in _NOT_NAMES else Name(at, at + len(words))
        initials = INITIALS.match(text, at)
        shape = SHAPE.match(text, initials.end() if initials else at)
        if shape is None or not text[at].isupper() or fold(shape.group().split()[0]) in _NOT_NAMES:
            return None
        return Name(at, shape.end())

    def first_of_pair(self, at: int) -> Name | None:
        """Read the first of two known names joined by a hyphen: motie Van Baarle-Dassen."""
        shape = SHAPE.match(self.text, at)
        if shape is None or "-" not in shape.group() or self.index.named(shape.group()):
            return None
        first, _, second = shape.group().rpartition("-")
        both = self.index.named(first) and self.index.named(second)
        return Name(at, at + len(first), cut=True) if both else None

    def next(self, at: int, *, cited: bool = False) -> int | None:
        """Give where the next name of a list begins after one that ends at ``at``; None: the list ends.

        ``cited``: a Kamerstuk number may stand between ("moties A (32 336, nr. 57) en B").
        """
        suis = _SUIS.match(self.text, at)
        at = suis.end() if suis else at
        mark = _MARK.match(self.text, at)
        at = mark.end() if mark else at
        joined = _JOINED.match(self.text, at) or (_CITED.match(self.text, at) if cited else None)
        return joined.end() if joined else None

    def stated(self, at: int) -> Stated:
        """Read the party stated after a name that ends at ``at``: (VVD), namens de VVD, van de fractie van D66."""
        text = self.text
        suis = _SUIS.match(text, at)
        at = suis.end() if suis else at
        found = _PARTY.match(text, at)
        if found is not None:
            code = self.party(found["in"])
            return Stated(found.end(), code, found.span("in")) if code else Stated(at)
        found = _FOR_PARTY.match(text, at)
        words = found["in"].split(" ") if found else []
        for n in range(len(words), 0, -1):
            part = " ".join(words[:n])
            code = self.party(part)
            if code is not None and found is not None:
                end = found.start("in") + len(part)
                return Stated(end, code, (found.start("in"), end))
        return Stated(at)

    def party(self, name: str) -> str | None:
        """Give the code of the party of that name on the day."""
        parties = self.index.lexicon.parties(name.strip(" .,-"))
        return next((p.code for p in parties if self.when.within(p.period)), parties[0].code if parties else None)

    def _ends(self, at: int) -> list[int]:
        """Give where the words at ``at`` end, as many as the longest name with that first word has."""
        text = self.text
        word = WORD.match(text, at)
        if word is None:
            return []
        longest = self.index.longest(_folded(word.group()))
        if not longest and "-" in word.group():
            longest = 1
        ends = [word.end()] if longest else []
        while len(ends) < longest:
            word = WORD.match(text, ends[-1] + 1) if text[ends[-1] : ends[-1] + 1] == " " else None
            if word is None:
                break
            ends.append(word.end())
        return ends

    def _whole(self, written: str, end: int) -> bool:
        """Tell whether a name is written as one, with a capital in its last part, and ends here."""
        last = written.rpartition("-")[2]
        return last != last.lower() and not self.text[end : end + 1].isalpha()
