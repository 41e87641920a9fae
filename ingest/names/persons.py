"""Persons named in a letter: after a word that announces them, in a list, a heading or under a motion."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from kamergraaf.ingest.names.grammar import Grammar, Name, Stated
from kamergraaf.ingest.names.index import How, NameIndex
from kamergraaf.ingest.names.lexicon import Hit, Kind
from kamergraaf.ingest.names.people import SENATE_UNKNOWN, Settled, settle
from kamergraaf.ingest.names.posts import Post, in_office_once, person_of_signature
from kamergraaf.ingest.names.spelling import INITIALS, UPPER, fold
from kamergraaf.ingest.names.when import When
from kamergraaf.ingest.repair import Clean
from kamergraaf.ontology.model import PersonMention, Status

_BEFORE_NAME: Final = re.compile(r"(?:(?:van|door|van de|de) )?(?:(?:het|de) )?(?:(?:heer|heren|mevrouw) )?(?:van )?")
_TITLES: Final = re.compile(
    r"(?:(?:\(?w\.g\.\)?|de heer|mevrouw|dhr\.|mw\.|mr\.|drs\.|dr\.|ir\.|ing\.|prof\.|bc\.|jhr\.|jkvr\.) ?)+",
    re.IGNORECASE,
)
# What a name or the line under a motion begins with, but for capitals: prefixes, apostrophes, marks, line ends.
_MAY_BEGIN: Final = frozenset("vdteaoi'’\n ,.;")
_ANNOUNCED: Final = ("het ", "ons ", "van ", "oud-", "toenmalig ", "voormalig ")
_MINE: Final = ("mijn ", "Mijn ")
_ANNOUNCED_ALL: Final = ("de ", "DE ", "De ", "van ", "der ")
_REPORT: Final = re.compile(r"\b[Dd]e voorzitter:")
_PRESENT: Final = re.compile(r"(?:(?:der|van de) Kamer,? te weten:?|(?<=weten:))\s+")
_COMMITTEE_LONGEST: Final = 160  # from "voorzitter van de commissie" to who that is
_OF_OLD: Final = re.compile(r",? (?:oud|ex)-[A-Za-z]|, (?:voormalig|destijds|toenmalig)")
_NAMED_BEFORE: Final = re.compile(r"\s*(?:[^\n:]{3,40}: ?){0,2}(?:[-–•*] ?)?(?=[A-Z][a-z]?\.)")
# Between a name and a post: "Ada Proefman, destijds minister van X"; without such a word only a comma.
_ONCE: Final = re.compile(
    r",? \(?(?:(?:destijds|indertijd|toen|toenmalig|voormalig|voorheen|thans|inmiddels)(?: de)? |(?:oud|ex)-)\Z"
    r"|, (?:de )?\Z"
)
_FULL_NAME_BEGINS: Final = re.compile(rf"(?<![\w-])[{UPPER}]")
_GAP_LONGEST: Final = 40  # between a post and who signed
_LINES: Final = "\n\r\f"
_LONGEST_LINE: Final = 80
_LONGEST_ROW: Final = 300  # characters of a line on which two sign beside each other
_MOST_UNDER_A_MOTION: Final = 25


class PersonReader:
    """Reads persons at the hits of one letter, in order of place; ``found`` holds them."""

    def __init__(self, clean: Clean, index: NameIndex, when: When, chamber: str) -> None:
        """Make ready for a letter to that chamber (TK, EK)."""
        self.clean = clean
        self.index = index
        self.when = when
        self.chamber = chamber
        self.found: list[PersonMention] = []
        self.grammar = Grammar(clean.text, index, when)
        self._full: set[str] = set()  # named with their forename or party so far
        self._named: set[str] = set()  # named so far
        self._taken = 0  # up to where the text is read
        self._settled: dict[tuple[str, str | None, str | None, str | None], Settled] = {}
        self._report: bool | None = None
        self._closed = False

    def at(self, hit: Hit) -> None:
        """Read what the hit announces."""
        text = self.clean.text
        if hit.start < self._taken or (hit.start and text[hit.start - 1].isalnum()):
            return
        following = text[hit.end : hit.end + 1]
        if hit.entry.kind is Kind.COMMITTEE_CHAIR:
            self._of_committee(hit.end)
            return
        if not following.isupper() and following not in _MAY_BEGIN:
            return
        match hit.entry.kind:
            case Kind.MEMBER:
                before = text[max(0, hit.start - 12) : hit.start].casefold()
                announced = hit.entry.word[0] in "Kk" or before.endswith(_ANNOUNCED)
                self._list(hit.end, "lid-fractie", "lid", known_only=not announced, senate=hit.entry.word[0] in "Ss")
            case Kind.MEMBERS if (present := _PRESENT.match(text, hit.end)) is not None:
                self._list(present.end(), "aanwezig", "lid", known_only=False)
            case Kind.MEMBERS:
                announced = hit.entry.word[0] in "Kk" or text[max(0, hit.start - 5) : hit.start].endswith(
                    _ANNOUNCED_ALL
                )
                self._list(hit.end, "lid-fractie", "lid", known_only=not announced, senate=hit.entry.word[0] in "Ss")
            case Kind.SPEAKER:
                self._list(hit.end, "aanspreking", None, several=False)
            case Kind.SPEAKERS:
                self._list(hit.end, "aanspreking", None)
            case Kind.COLLEAGUE:
                self._list(hit.end, "collega", None)
            case Kind.PROMISED:
                self._list(hit.end, "toezegging-aan", "lid")
            case Kind.PREDECESSOR if hit.entry.word.startswith("ambtsv") or text[
                max(0, hit.start - 5) : hit.start
            ].endswith(_MINE):
                self._list(hit.end, "bewindspersoon", "bewindspersoon")
            case Kind.MOTION:
                self._motion(hit)
            case Kind.MINISTER:
                self._list(hit.end, "bewindspersoon", "bewindspersoon", several="s " in hit.entry.word)
            case Kind.ENVOY:
                self._list(hit.end, "ambtsdrager", None, several=False, known_only=False)
            case Kind.CHAIR if "," not in hit.entry.word or INITIALS.match(text, hit.end):
                n = len(self.found)
                self._list(hit.end, "voorzitter", "voorzitter", several=False)
                if len(self.found) == n and hit.entry.word == "Voorzitter: " and self._begins_line(hit.start):
                    self._chair(hit.end)
            case Kind.CLOSE:
                self._closed = True
                self._under_motion(hit.end)

    def of_party(self, name: Name, party: tuple[int, int]) -> None:
        """Take a name beside a party, where the register knows one person of that name and party then.

        One who was of that party at another time is named, and open.
        """
        written = self.clean.text[name.start : name.end]
        stated = Stated(name.end, self.grammar.party(self.clean.text[slice(*party)]), party)
        if stated.party is None:
            return
        known = self._settle(name, "lid", stated.party)
        if known.person is not None:
            day, until = self.when.on, self.when.until
            fits = known.status is Status.CERTAIN and self.index.of_party(known.person, stated.party, day, until)
        else:
            fits = any(self.index.of_party(one.slug, stated.party, None) for one in self.index.named(written))
        if fits:
            self._add(name, "naast-fractie", "lid", known, stated)

    def signature(self, post: Post, end: int) -> int:
        """Read who signed after a post that ends at ``end``; give where the name ends, or ``end``."""
        text = self.clean.text
        at = _skipped(text, end)
        if at - end <= _GAP_LONGEST and text[at : at + 1].isalpha():
            title = _TITLES.match(text, at)
            at = title.end() if title else at
        charge = self.index.lexicon.posts.read(text, at) if text[end : end + 1] in (" ", "\n") else None
        if charge is not None and text[charge.end : charge.end + 1] == ",":  # its charge on a line of its own
            at = _skipped(text, charge.end)
            end = charge.end
        name = self._signed(at) if at - end <= _GAP_LONGEST else None
        if name is None:
            return end
        known = person_of_signature(text[at : name.end], post, self.when.day, self.index)
        signed = INITIALS.match(text, at) is not None or self._ends_line(name.end)
        self._add(name, "ondertekening" if signed else "bewindspersoon", "bewindspersoon", known, Stated(name.end))
        return name.end

    def before_post(self, post: Post) -> None:
        """Read who is named in full before a post that he or she held: ``Ada Proefman, destijds minister van X``."""
        text = self.clean.text
        floor = max(self._taken, post.start - _LONGEST_LINE)
        gap = _ONCE.search(text, floor, post.start)
        if gap is None:
            return
        for word in _FULL_NAME_BEGINS.finditer(text, floor, gap.start()):
            name = self.grammar.known(word.start())
            if name is None or name.end != gap.start():
                continue
            full = [n for n in self.index.named(text[name.start : name.end]) if n.how is How.FULL]
            if len(full) == 1 and in_office_once(self.index, full[0].slug, post):
                known = self._settle(name, "bewindspersoon", None)
                if known.person is None:
                    who = self.index.person(full[0].slug)
                    reason = "bekleedde die post, en is voluit genoemd"
                    known = Settled(full[0].slug, Status.CERTAIN, reason=reason, known_as=who.full_name)
                self._add(name, "bewindspersoon", "bewindspersoon", known, Stated(name.end))
            return

    def signature_above(self, posts: tuple[Post, ...]) -> bool:
        """Read who signed on the line above a post that fills its own line; tell whether one did.

        Seen under letters as the ministries publish them: ``R. Naam`` / ``Minister voor Klimaat en Energie``.
        """
        source = self.clean.printed
        post = self.clean.to_source(posts[0].start)
        floor = max(0, post - _LONGEST_ROW)
        begin = source.rfind("\n", floor, post) + 1
        if begin == 0 and floor > 0:
            return False  # within a paragraph that is one line
        before = source[begin:post]
        if before.strip().casefold() not in ("", "de"):
            return self._signature_beside(begin, before, posts)
        above = source[:begin].rstrip()
        line = above.rfind("\n") + 1
        if begin - len(above) > _GAP_LONGEST or not self._ends_line(posts[-1].end):
            return False
        at = self.clean.to_clean(line + len(source[line:]) - len(source[line:].lstrip(" \t\u00a0")))
        title = _TITLES.match(self.clean.text, at)
        name = self._signed(title.end() if title else at)
        if name is None or name.start < self._taken or not self._ends_line(name.end):
            return False
        known = person_of_signature(self.clean.text[name.start : name.end], posts[0], self.when.day, self.index)
        self._add(name, "ondertekening", "bewindspersoon", known, Stated(name.end))
        return True

    def _signature_beside(self, begin: int, before: str, posts: tuple[Post, ...]) -> bool:
        """Read the name before a post on one line: ``[Eerste ondertekenaar:] R.P. Naam, minister van Defensie``."""
        initials = _NAMED_BEFORE.match(before)
        if initials is None:
            return False
        name = self._signed(self.clean.to_clean(begin + initials.end()))
        if name is None or name.start < self._taken or self.clean.text[name.end : posts[0].start].strip() != ",":
            return False
        source = self.clean.printed[max(0, begin - _GAP_LONGEST) : begin] + before
        signed = "ndertekenaar" in source and self._ends_line(posts[-1].end)
        known = person_of_signature(self.clean.text[name.start : name.end], posts[0], self.when.day, self.index)
        self._add(name, "ondertekening" if signed else "bewindspersoon", "bewindspersoon", known, Stated(name.end))
        return True

    def _signed(self, at: int) -> Name | None:
        """Read a name with initials; what stands on the next line belongs to it only after a hyphen or a prefix."""
        name = self.grammar.signed(at)
        if name is None or INITIALS.match(self.clean.text, at) is None:
            return name
        first, broken, _ = self.clean.span(name.start, name.end).exact.partition("\n")
        surname = first.rstrip().rpartition(" ")[2].rpartition(".")[2]
        if not broken or first.rstrip().endswith("-") or not surname[:1].isupper():
            return name
        return Name(at, self.clean.to_clean(self.clean.to_source(at) + len(first.rstrip()) - 1) + 1)

    def finish(self) -> None:
        """Read the names under a motion that lacks its closing words: known names on the last lines."""
        text = self.clean.text
        if self._closed or (not text.startswith("De Kamer,") and " De Kamer," not in text):
            return
        at, lines = len(text), 0
        source = self.clean.printed.rstrip()
        while lines < _MOST_UNDER_A_MOTION:
            begin = max(source.rfind(end) for end in _LINES) + 1
            start = self.clean.to_clean(begin + len(source[begin:]) - len(source[begin:].lstrip(" \\")))
            name = self.grammar.known(start)
            if name is None or not self._ends_line(name.end):
                break
            at, lines, source = start, lines + 1, source[:begin].rstrip()
            if not source:
                return
        if lines:
            self._under_motion(at)

    def _chair(self, at: int) -> None:
        """Read who presides though the register has no such name, where it fills its line: ``Voorzitter: NAME``."""
        name = self._shaped_on_line(at)
        if name is not None and self._ends_line(name.end):
            self._add(name, "voorzitter", "voorzitter", self._settle(name, "voorzitter", None), Stated(name.end))

    def _of_committee(self, at: int) -> None:
        """Read who signs a report: ``De voorzitter van de vaste commissie voor …, NAME`` at the end of its line."""
        text = self.clean.text
        comma = text.find(",", at, at + _COMMITTEE_LONGEST)
        while comma >= 0:
            begin = _skipped(text, comma)
            name = self.grammar.known(begin)
            if name is not None and self._ends_line(name.end):
                self._add(name, "voorzitter", "voorzitter", self._settle(name, "lid", None), Stated(name.end))
                return
            comma = text.find(",", comma + 1, at + _COMMITTEE_LONGEST)

    def _motion(self, hit: Hit) -> None:
        """Read motie-X/Y, motie X, motie van X; with a space before it only names that the register knows."""
        if hit.entry.word.endswith("-"):
            self._list(hit.end, "motie-naam", "lid", known_only="wet" in hit.entry.word)
            return
        text = self.clean.text
        at = hit.end
        if not text[at : at + 1].isupper():
            before = _BEFORE_NAME.match(text, at)
            at = before.end() if before and self.grammar.known(at) is None else at
            if not text[at : at + 1].isupper() and text[at : at + 1] not in _MAY_BEGIN:
                return
        self._list(at, "motie-naam", "lid", cited=True)

    def _under_motion(self, at: int) -> None:
        """Read the names under a motion, each on its line."""
        text = self.clean.text
        for _ in range(_MOST_UNDER_A_MOTION):
            at = _skipped(text, at, ".\\")
            if at >= len(text) or not self._begins_line(at):
                return
            name = self.grammar.known(at) or self._shaped_on_line(at)
            if name is None or not self._ends_line(name.end):
                return
            self._add(name, "motie-ondertekening", "lid", self._settle(name, "lid", None), Stated(name.end))
            at = name.end

    def _list(
        self,
        at: int,
        rule: str,
        role: str | None,
        *,
        several: bool = True,
        known_only: bool = True,
        cited: bool = False,
        senate: bool = False,
    ) -> None:
        """Read a name and those joined to it, with the party after each."""
        first = True
        while (name := self._read(at, rule, known_only)) is not None:
            stated = Stated(name.end) if name.cut else self.grammar.stated(name.end)
            known = self._settle(name, role, stated.party, "EK" if senate else self.chamber)
            if rule == "aanspreking" and _OF_OLD.match(self.clean.text, stated.end):
                known = Settled(None, Status.UNRESOLVED, reason="niet meer in functie, naar de brief zegt")
            if known_only and first and not _is_of_parliament(known, rule, stated):
                return
            self._add(name, rule, role, known, stated)
            first = False
            follows = name.end + 1 if name.cut else self.grammar.next(stated.end, cited=cited)
            if not several or follows is None:
                return
            at = follows

    def _read(self, at: int, rule: str, known_only: bool) -> Name | None:
        if rule == "motie-naam":
            pair = self.grammar.first_of_pair(at)
            if pair is not None and self._settle(pair, "lid", None).person is not None:
                return pair
        name = self.grammar.known(at)
        return name if name is not None or known_only else self.grammar.shaped(at)

    def _settle(self, name: Name, role: str | None, party: str | None, chamber: str | None = None) -> Settled:
        written = self.clean.text[name.start : name.end]
        key = (fold(written), role, party, chamber)
        known = self._settled.get(key)
        if known is None or known.status is Status.AMBIGUOUS:
            known = self._settled[key] = settle(
                written,
                index=self.index,
                day=self.when.on,
                until=self.when.until,
                party=party,
                role=role,
                after=self._full,
                chamber=chamber or self.chamber,
            )
        return known

    def _add(self, name: Name, rule: str, role: str | None, known: Settled, stated: Stated) -> None:
        written = " ".join(self.clean.text[name.start : name.end].split())
        if known.person is not None:
            with_party = stated.party is not None and known.status is Status.CERTAIN
            if with_party or (
                known.person not in self._full and any(n.how is How.FULL for n in self.index.named(written))
            ):
                self._full.add(known.person)
            if rule == "aanspreking":
                known = self._addressed(known, stated)
            self._named.add(known.person or "")
        self.found.append(
            PersonMention(
                span=self.clean.span(name.start, name.end),
                name=written,
                rule=rule,
                person=known.person,
                known_as=known.known_as,
                status=known.status,
                reason=known.reason,
                candidates=known.candidates,
                role=role,
                stated_party=stated.party,
                party_span=self.clean.span(*stated.at) if stated.at else None,
                read_as=known.read_as,
            )
        )
        self._taken = name.end

    def _addressed(self, known: Settled, stated: Stated) -> Settled:
        """Lower a surname after *mevrouw* or *de heer* to probable where nothing says that a member is meant."""
        if known.status is not Status.CERTAIN or stated.party or known.person in (self._named | self._full):
            return known
        if self._report is None:
            self._report = _REPORT.search(self.clean.text) is not None
        if self._report:
            return known
        return replace(
            known, status=Status.PROBABLE, reason="een lid met die naam; er staat alleen mevrouw of de heer voor"
        )

    def _shaped_on_line(self, at: int) -> Name | None:
        """Read an unknown name that does not run on into the next line."""
        name = self.grammar.shaped(at)
        source = self.clean.to_source(at)
        line = re.split(f"[{_LINES}]", self.clean.printed[source : source + _LONGEST_LINE], maxsplit=1)[0]
        return name and Name(at, min(name.end, at + len(line.rstrip(" .,;"))))

    def _begins_line(self, at: int) -> bool:
        source = self.clean.to_source(at)
        before = self.clean.printed[max(0, source - 80) : source].rstrip(" \t\u00a0\\")
        return not before or before[-1] in _LINES

    def _ends_line(self, end: int) -> bool:
        source = self.clean.span(end - 1, end).end  # a letter may be two characters: c and its accent
        rest = self.clean.printed[source : source + 80].lstrip(" .,;\t\u00a0\\")
        return not rest or rest[0] in _LINES


def _is_of_parliament(known: Settled, rule: str, stated: Stated) -> bool:
    """Tell whether a known name after a word like "de heer" is a person of parliament."""
    if stated.party is not None or known.status is Status.AMBIGUOUS:
        return True
    if rule in ("motie-naam", "lid-fractie", "bewindspersoon"):
        return known.person is not None or bool(known.candidates)
    return known.person is not None and (known.status is not Status.PROBABLE or known.reason == SENATE_UNKNOWN)


def _skipped(text: str, at: int, more: str = "") -> int:
    """Give where what is no space, mark or empty line begins."""
    while at < len(text) and (text[at] in " ,;:\n" or text[at] in more):
        at += 1
    return at
