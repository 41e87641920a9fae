"""Parties and parliamentary groups named in a letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from kamergraaf.ingest.names.index import NameIndex
from kamergraaf.ingest.names.lexicon import Hit
from kamergraaf.ingest.names.when import When
from kamergraaf.ingest.repair import Clean
from kamergraaf.ontology.model import PartyMention, PersonMention
from kamergraaf.ontology.register import Party

_BEFORE: Final = re.compile(
    r"(?:[Ff]racties?(?: van)?(?: (?:de|het))?|[Nn]amens(?: (?:de|het))?|\b[Vv]an (?:de|het)|\b[Dd]e"
    r"|[Vv]anuit(?: de)?|[Pp]artij(?:en)?|[Mm]oties? van|[Ll]eden van(?: de)?|[Kk]amerlid van|politici van) $"
)
_BEFORE_WORD: Final = re.compile(
    r"(?:[Ff]racties?(?: van)?(?: (?:de|het))?|[Nn]amens(?: de| het)?|[Pp]artij|[Vv]anuit|[Ll]eden van) $"
)
_AFTER: Final = re.compile(
    r"-(?:fractie|[Kk]amerlid|[Kk]amerleden|leden|lid|motie|woordvoerder|collega|bijdrage|minister)"
)
_JOIN_BEFORE: Final = re.compile(r"(?:,| en| of|/| &)(?: en)?(?: (?:de|het))? $|/$")
_JOIN_AFTER: Final = re.compile(r"(?:,| en| of)(?: en)?(?: (?:de|het))? |/")
_LIST_REACH: Final = 12


@dataclass(slots=True)
class PartyReader:
    """Collects party names of one letter; word-like ones wait until their neighbours are known."""

    clean: Clean
    index: NameIndex
    when: When
    _sure: list[tuple[int, int, Party]] = field(default_factory=list)
    _open: list[tuple[int, int, Party]] = field(default_factory=list)

    def at(self, hit: Hit) -> None:
        """Take a name of a party."""
        text = self.clean.text
        before, after = text[hit.start - 1 : hit.start] if hit.start else "", text[hit.end : hit.end + 1]
        if (
            before.isalnum()
            or after.isalpha()
            or (after.isdigit() and text[hit.end - 1].isdigit())
            or (before in "-/" and before and _glued(text, hit.start))
        ):
            return
        if after == "-" and text[hit.end + 1 : hit.end + 2].isupper() and not _AFTER.match(text, hit.end):
            return
        party = self._on_day(hit.entry.parties)
        if hit.entry.wordlike and not self._in_context(hit, party):
            self._open.append((hit.start, hit.end, party))
        else:
            self._sure.append((hit.start, hit.end, party))

    def places(self) -> list[tuple[int, int]]:
        """Give where parties stand that are sure by themselves."""
        return [(start, end) for start, end, _ in self._sure]

    def all(self, persons: Sequence[PersonMention]) -> tuple[PartyMention, ...]:
        """Give the mentions in order: those sure, those in a list with one that is, those stated of a person."""
        stated = {
            p.party_span: self.index.register.parties[p.stated_party]
            for p in persons
            if p.party_span is not None and p.stated_party is not None
        }
        sure = list(self._sure)
        waiting = self._open
        while waiting:
            ends, starts = {end for _, end, _ in sure}, {start for start, _, _ in sure}
            joined = [w for w in waiting if self._joined(w, starts, ends)]
            if not joined:
                break
            sure += joined
            waiting = [w for w in waiting if w not in joined]
        spans = {self.clean.span(start, end): party for start, end, party in sure}
        begun = {span.start for span in spans}
        for span, party in stated.items():
            if span.start not in begun and not any(s.start < span.end and span.start < s.end for s in spans):
                spans[span] = party
        return tuple(PartyMention(span, spans[span].code, label=spans[span].label) for span in sorted(spans))

    def _on_day(self, parties: tuple[Party, ...]) -> Party:
        return next((p for p in parties if self.when.within(p.period)), parties[0])

    def _in_context(self, hit: Hit, party: Party) -> bool:
        """Tell whether the words around make a word-like name the party's."""
        text = self.clean.text
        start, end = hit.start, hit.end
        word = text[start:end]
        before, after = text[max(0, start - 24) : start], text[end : end + 1]
        if before.endswith("(") and after in (")", ",", "/"):
            return self.when.within(party.period) or after == ")"
        if _AFTER.match(text, end):
            return True
        if not self.when.within(party.period):
            return False
        return bool((_BEFORE if word.isupper() or not word.isalpha() else _BEFORE_WORD).search(before))

    def _joined(self, one: tuple[int, int, Party], starts: set[int], ends: set[int]) -> bool:
        """Tell whether a sure party stands next to this one in a list."""
        text = self.clean.text
        before = _JOIN_BEFORE.search(text[max(0, one[0] - _LIST_REACH) : one[0]])
        if before and one[0] - len(before.group()) in ends:
            return True
        after = _JOIN_AFTER.match(text, one[1])
        return bool(after and after.end() in starts)


def _glued(text: str, start: int) -> bool:
    """Tell whether a hyphen or slash before joins the name to a word that is no party."""
    return text[start - 1] == "-" and text[start - 2 : start - 1].islower()
