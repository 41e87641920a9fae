"""Posts and ministries as letters name them: "Minister van SZW", "Ministers van SZW, JenV en voor BVOM"."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from kamergraaf.ingest.names.index import NameIndex
from kamergraaf.ingest.names.people import Settled, settle
from kamergraaf.ingest.names.postbook import Item, holders
from kamergraaf.ingest.names.spelling import fold
from kamergraaf.ingest.values import value
from kamergraaf.ontology.model import Status
from kamergraaf.ontology.register import Ministry

_HEAD: Final = re.compile(
    r"(?P<head>minister[- ]president|ministers?|staats?secretaris(?:sen)?|ministeries?|bewinds(?:personen|lieden)"
    r"|departementen|departement|begrotings(?:staten|staat)|begroting(?:en)?|amb(?:t|ts)geno(?:ot|ten)|collega(?:['’]s)?)"
    r"(?P<of> (?:van|voor)(?: het ministerie van)?)? ",
    re.IGNORECASE,
)
_NEXT: Final = re.compile(
    r"(?:, ?(?:en )?| en | & |/)"
    r"(?:(?:de |het |die )?(?:van |voor )(?:het ministerie van )?)?",  # "en de Minister van" is a post of its own
    re.IGNORECASE,
)
_IN_BRACKETS: Final = re.compile(r" ?\((?=[^()]{2,60}\))")
_APART: Final = re.compile(r" [-–] ?|(?<=\w)[-–] ")  # Van Voorbeeld - Van der Proef
_ONLY_WITH_OF: Final = ("begroting", "collega", "amb", "bewinds", "departement")


@value
class Post:
    """A post or ministry named. ``start``, ``end``: of its words; ``at``: of the ministry's or post's own name.

    ``kind``: minister, staatssecretaris, minister-president, or ministerie where no post is named. ``short``:
    where its abbreviation follows in brackets. ``ministry``: None when the register cannot tell which.
    """

    start: int
    end: int
    words: str
    kind: str
    at: tuple[int, int]
    item: Item | None
    ministry: Ministry | None
    short: tuple[int, int] | None = None

    @property
    def span(self) -> tuple[int, int]:
        """The place of its words."""
        return self.start, self.end

    @property
    def ministry_code(self) -> str | None:
        """The ministry's abbreviation as people write it."""
        return self.ministry.label or self.ministry.code if self.ministry else None

    @property
    def ministry_key(self) -> str | None:
        """The register's key of the ministry."""
        return self.ministry.key if self.ministry else None


def read_post(text: str, start: int, end: int, index: NameIndex, day: date | None) -> Post | None:
    """Read the post that begins at ``start`` and ends by ``end``; None when none does."""
    posts = read_posts(text, start, index, day)
    return posts[0] if posts and posts[0].end <= end else None


def read_posts(text: str, start: int, index: NameIndex, day: date | None) -> tuple[Post, ...]:
    """Read the post or posts that begin at ``start``, longest known post first; all of a list."""
    head = _HEAD.match(text, start)
    if head is None:
        alone = _PRESIDENT.match(text, start)
        return (_president(alone, index, day),) if alone else ()
    word = fold(head["head"])
    if word.startswith("minister") and word.endswith("president"):
        return (_president(head, index, day),)
    if word.startswith(_ONLY_WITH_OF) and not head["of"]:
        return ()
    kind = _kind(word)
    posts: list[Post] = []
    at, begin = head.end(), start
    while (item := index.lexicon.posts.read(text, at, day if head["of"] else None)) is not None:
        ministry = item.portfolio.ministry(index.lexicon.posts, _office_kind(kind), day)
        short, end = _abbreviated(text, item.end, index)
        words = text[begin : item.end] if not posts else f"{_singular(text[start : head.end()])}{text[at : item.end]}"
        posts.append(Post(begin, item.end, words, kind, (item.start, item.end), item, ministry, short))
        joined = _NEXT.match(text, end)
        if joined is None:
            break
        at = begin = joined.end()
    return tuple(posts)


def holder(index: NameIndex, post: Post, day: date) -> str | None:
    """Give the slug of the one person who held the post on a day: ministry, kind and wording must fit."""
    if post.kind == "minister-president":
        fit = [o for o in index.register.offices if o.kind == "minister-president"]
    elif post.item is None or post.kind == "ministerie":
        return None
    else:
        fit = [o for o in post.item.portfolio.offices if o.kind == post.kind]
        if not fit and post.item.portfolio.ministries and post.ministry is not None:
            name = fold(f"{post.kind} van {post.ministry.name}")
            fit = [o for o in index.register.offices if o.ministry == post.ministry.key and fold(o.post) == name]
    found = holders(fit, day)
    return found[0] if len(found) == 1 else None


def person_of_signature(name: str, post: Post | None, day: date | None, index: NameIndex) -> Settled:
    """Settle who signed: surname, initials, post and day must all agree; without a day, the post at any time."""
    name = _APART.sub("-", name)
    settled = settle(name, index=index, day=day, role="bewindspersoon")
    if settled.person is None:
        settled = _married(name, index, day) or settled
    if settled.person is None or post is None or post.kind == "ministerie":
        return settled
    held = [o for o in index.offices(settled.person) if day is None or o.period.holds(day) is not False]
    if any(o.kind == post.kind and (post.ministry is None or o.ministry == post.ministry.key) for o in held):
        return settled
    return Settled(
        None, Status.UNRESOLVED, (settled.person,), "bekleedde een andere post" + (" op die dag" if day else "")
    )


_PRESIDENT: Final = re.compile(r"(?P<head>minister[- ]president|premier)(?!\w)", re.IGNORECASE)


def _president(found: re.Match[str], index: NameIndex, day: date | None) -> Post:
    start, end = found.span("head")
    ministry = index.lexicon.general_affairs
    return Post(start, end, found["head"], "minister-president", (start, end), None, ministry)


def _kind(word: str) -> str:
    if word.startswith("staat"):
        return "staatssecretaris"
    return "minister" if word in ("minister", "ministers") else "ministerie"


def _office_kind(kind: str) -> str | None:
    return None if kind == "ministerie" else kind


def in_office_once(index: NameIndex, slug: str, post: Post) -> bool:
    """Tell whether a person ever held a post of that kind, and at that ministry where one is named."""
    return any(
        o.kind == post.kind and (post.ministry is None or o.ministry == post.ministry.key)
        for o in index.offices(slug)
    )


def _singular(head: str) -> str:
    """Give the words before each item of a list, for one of them."""
    return re.sub(
        r"(?i)^(minister)s\b|^(staats?secretaris)sen\b|^(ministerie)s\b", lambda m: m[m.lastindex or 0], head
    )


def _abbreviated(text: str, at: int, index: NameIndex) -> tuple[tuple[int, int] | None, int]:
    """Read an abbreviation in brackets after a name; give its place and where reading goes on."""
    bracket = _IN_BRACKETS.match(text, at)
    if bracket is None:
        return None, at
    item = index.lexicon.posts.read(text, bracket.end())
    close = text.find(")", bracket.end())
    if item is not None and item.portfolio.short and item.end == close:
        return (item.start, item.end), close + 1
    if text[bracket.end() : close].isupper():  # a chapter of the budget: (XV)
        return None, close + 1
    return None, at


def _married(name: str, index: NameIndex, day: date | None) -> Settled | None:
    """Settle a name that goes on after the register's surname: Van Nieuwenhuizen Wijbenga."""
    words = re.split(r"(?<=\w)[ -](?=\w)", name)
    for n in range(len(words) - 1, 1, -1):
        shorter = name[: sum(len(word) + 1 for word in words[:n]) - 1]
        settled = settle(shorter, index=index, day=day, role="bewindspersoon")
        if settled.person is not None:
            return settled
    return None
