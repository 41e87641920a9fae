"""Ministries named in a letter: in a post, after "Ministerie van", or by their abbreviation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from kamergraaf.ingest.names.index import NameIndex
from kamergraaf.ingest.names.lexicon import Hit, Kind
from kamergraaf.ingest.names.persons import PersonReader
from kamergraaf.ingest.names.posts import Post, read_posts
from kamergraaf.ingest.names.when import When
from kamergraaf.ingest.repair import Clean
from kamergraaf.ontology.model import MinistryMention
from kamergraaf.ontology.register import Ministry

_COMMITTEE: Final = re.compile(
    r"(?:ommissies?|OMMISSIES?)(?: voor)?(?: [\w&]+(?:,| en| EN)| \w+(?: en \w+)?(?= \())* \(?$"
)
_OF_ANOTHER: Final = re.compile(r"(?:nspectie|irectie|aad|ienst|uditdienst|SG|DG) $")
_BODY_OF: Final = re.compile(r"[- ](?:[Rr]aad|[Ii]nspectie)\b")
# Of another government or of a body of states: the Duitse minister van Financiën, NAVO-ministers van Defensie.
_NOT_OURS: Final = re.compile(r"(?:\b[A-Z]{2,}\d*-|\b(?!Nederlandse)[A-ZÀ-Ý][\w-]{2,}(?:se|sche) )$")
_NATIONALITY_LONGEST: Final = 24
_AFTER_NAME: Final = re.compile(r"(?P<sep> ?\(| van | voor )")


@dataclass(slots=True)
class MinistryReader:
    """Reads ministries at the hits of one letter; hands signatures to the reader of persons."""

    clean: Clean
    index: NameIndex
    when: When
    persons: PersonReader
    found: list[MinistryMention] = field(default_factory=list)
    _taken: int = 0

    def at(self, hit: Hit) -> None:
        """Read the posts or ministries, or the minister's name, that a head announces."""
        text = self.clean.text
        if hit.start < self._taken or (hit.start and text[hit.start - 1].isalpha()):
            return
        if _NOT_OURS.search(text, max(0, hit.start - _NATIONALITY_LONGEST), hit.start):
            if hit.entry.kind is Kind.MINISTER and self._follows_ministry(hit.start):
                self.persons.at(hit)
            return
        posts = read_posts(text, hit.start, self.index, self.when.on)
        if posts and posts[0].kind != "ministerie":
            self.persons.before_post(posts[0])
        if posts and posts[-1].kind != "ministerie" and self.persons.signature_above(posts):
            for post in posts:
                self._add(post)
            self._taken = posts[-1].end
        elif posts:
            for post in posts:
                self._add(post)
            last = posts[-1]
            end = max(last.end, last.short[1] + 1 if last.short else 0)
            self._taken = self.persons.signature(last, end) if last.kind != "ministerie" else end
        elif hit.entry.kind is Kind.MINISTER:
            self._of_person(hit)

    def _follows_ministry(self, at: int) -> bool:
        """Tell whether a ministry just read and a hyphen stand before: VWS-minister."""
        last = self.found[-1].span.end if self.found else 0
        return last > 0 and self.clean.to_clean(last - 1) + 2 == at

    def abbreviation(self, hit: Hit) -> None:
        """Take an abbreviation that stands on its own."""
        text = self.clean.text
        if hit.start < self._taken or not _stands_alone(text, hit.start, hit.end):
            return
        before = text[max(0, hit.start - 60) : hit.start]
        if _COMMITTEE.search(before) or _OF_ANOTHER.search(before):
            return
        ministry = self._on_day(hit.entry.ministries)
        if ministry is not None:
            self._mention(hit.start, hit.end, ministry)

    def _of_person(self, hit: Hit) -> None:
        """Read "minister Bos van Financiën" and "Minister Uitermark (Binnenlandse Zaken …)"."""
        n = len(self.persons.found)
        self.persons.at(hit)
        if len(self.persons.found) == n:
            return
        person = self.persons.found[-1]
        end = self.clean.to_clean(person.span.end - 1) + 1
        joined = _AFTER_NAME.match(self.clean.text, end)
        item = self.index.lexicon.posts.read(self.clean.text, joined.end()) if joined else None
        if item is None:
            return
        ministry = item.portfolio.ministry(self.index.lexicon.posts, None, self.when.on)
        if ministry is not None:
            self._mention(item.start, item.end, ministry)
            self._taken = item.end

    def _on_day(self, ministries: tuple[Ministry, ...]) -> Ministry | None:
        day = self.when.on
        begun = [m for m in ministries if day is None or (m.period.start is None or m.period.start <= day)]
        now = [m for m in begun if day is not None and m.period.holds(day)]
        return next(reversed(now or begun), None)

    def _add(self, post: Post) -> None:
        if post.ministry is None or post.item is None:
            return
        words = " ".join(post.words.split()) if post.kind != "ministerie" else None
        where = (post.start, post.end) if words else None
        self._mention(*post.at, post.ministry, words, where)
        if post.short:
            self._mention(*post.short, post.ministry)

    def _mention(
        self,
        start: int,
        end: int,
        ministry: Ministry,
        post: str | None = None,
        post_at: tuple[int, int] | None = None,
    ) -> None:
        self.found.append(
            MinistryMention(
                span=self.clean.span(start, end),
                code=ministry.label or ministry.code,
                key=ministry.key,
                rule="bewindspersoon" if post else "ministerie",
                post=post,
                post_span=self.clean.span(*post_at) if post_at else None,
            )
        )


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether an abbreviation is a word of its own and no part of a reference mark (IenM/BSK-2013/…)."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() or (before in ("-", "/") and text[start - 2 : start - 1].isalnum() and before == "-"):
        return False
    if after.isalpha() or _BODY_OF.match(text, end):
        return False
    return not (after in "/-" and re.match(r"[/-](?:[A-Z]{2,}\w*[/-])*\d", text[end : end + 24])) if after else True
