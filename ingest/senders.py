"""Who signed a letter, and for whom it speaks as well: signatures, the printed heading, *mede namens*."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kamergraaf.ingest.reading import Placed, Reading
from kamergraaf.ontology.model import MinistryMention, OnBehalf, PersonMention, Signatory

_SPEAKS = ("brief", "antwoord", "besluit", "wetsvoorstel", "verslag", "bijlage")
_BEFORE_POST = re.compile(r"(?:^|[\n.,;:!?»”)]|\b[Dd]e|\bDE|[Hh]oogachtend,?|bij afwezigheid:?)\s*(?:[Dd]e|DE)?\s*$")
_PRESIDENT = re.compile(r"(?P<post>[Mm]inister-[Pp]resident)(?:,? [Mm]inister van Algemene Zaken)?\s*,?\s*$")
_ALSO = re.compile(
    r"\b[Mm]ede +namens +(?:mijn +)?(?:ambtgeno(?:ot|ten) +(?:van +)?)?(?:de|het|mijn)\b|"
    r"\b(?:handelende +)?in +overeenstemming +met +(?:de|Onze)\b|\b[Nn]amens +deze\b"
)
_CHAIN = re.compile(
    r"\s*\)?\s*(?:,|,? *en|,? *alsmede|,? *als ook)?\s*(?:(?:van|voor|namens)?\s*(?:de|het|mijn)?)?\s*"
    r"(?P<post>(?:[Mm]inister|[Ss]taatssecretaris)\s+(?:van|voor)\s*)?$"
)
_SENDER_HEADING = re.compile(r"BRIEF VAN (?:DE|HET) ")


@dataclass(frozen=True, slots=True)
class Senders:
    """``signatories`` in order of place, ``on_behalf_of`` as the letter names them."""

    signatories: tuple[Signatory, ...] = ()
    on_behalf_of: tuple[OnBehalf, ...] = ()


def find_senders(reading: Reading) -> Senders:
    """Give who signed and on whose behalf; nothing for motions and reports of sittings."""
    if reading.own.kind not in _SPEAKS:
        return Senders()
    signed: dict[tuple[str, str], Signatory] = {}  # a page of the Kamer names them again below the letter
    for person in reading.persons:
        if person.item.rule == "ondertekening" and (found := _signatory(reading, person)):
            signed.setdefault((found.name, found.ministry or ""), found)
    return Senders(tuple(signed.values()), _on_behalf(reading))


def _signatory(reading: Reading, person: Placed[PersonMention]) -> Signatory | None:
    """Read the post above a name; a post in the middle of a sentence signs nothing."""
    text = reading.text
    post = _post_before(reading, person.start) or _post_below(reading, person.end)
    if post is None:
        president = _PRESIDENT.search(text[max(0, person.start - 60) : person.start])
        if president is None:
            return None
        return Signatory(person.item.span, person.item.name, president["post"], "AZ", "az", None, person.item)
    item = post.item
    assert item.post_span is not None
    start = reading.clean.to_clean(item.post_span.start)
    if start < person.start and _BEFORE_POST.search(text[max(0, start - 30) : start]) is None:
        return None
    return Signatory(person.item.span, person.item.name, item.post or "", item.code, item.key, item.span, person.item)


def _post_before(reading: Reading, at: int) -> Placed[MinistryMention] | None:
    """Give the post that stands just above a name: nothing but a comma, brackets and white space between."""
    for ministry in reversed(reading.ministries.between(at - 120, at)):
        if ministry.item.post_span is None:
            continue
        gap = reading.text[ministry.end : at]
        if re.fullmatch(r"\s*(?:\([^()]{2,30}\))?\s*[,;:]?\s*(?:(?:drs|mr|dr|ir|prof|ing)\.\s*)*", gap):
            return ministry
        return None
    return None


def _post_below(reading: Reading, at: int) -> Placed[MinistryMention] | None:
    """Give the post on the line below a name, as letters have it that the ministries publish."""
    ministry = reading.ministries.first(at, at + 60)
    if ministry is None or ministry.item.post_span is None:
        return None
    start = reading.clean.to_clean(ministry.item.post_span.start)
    return ministry if re.fullmatch(r"\s*,?\s*(?:[Dd]e\s+)?", reading.text[at:start]) else None


def _on_behalf(reading: Reading) -> tuple[OnBehalf, ...]:
    text = reading.plain
    found: list[OnBehalf] = []
    at = 0
    while (m := _next_phrase(text, at)) is not None:
        at = m.end()
        for post in _posts_from(reading, m.end()):
            item = post.item
            behalf = OnBehalf(item.post or "", item.code, item.key, item.post_span or item.span)
            if behalf.post not in [b.post for b in found]:
                found.append(behalf)
            at = post.end
        # "Mede namens" once, in the opening: what follows of it in sections is said of those sections.
        if found:
            break
    return tuple(found)


def _next_phrase(text: str, at: int) -> re.Match[str] | None:
    """Give the next phrase, looked for by its words only where they stand."""
    places = [p for word in ("ede namens", "overeenstemming met") if (p := text.find(word, at)) >= 0]
    while places:
        first = min(places)
        if m := _ALSO.search(text, max(0, first - 20), min(len(text), first + 60)):
            return m
        places = [p for word in ("ede namens", "overeenstemming met") if (p := text.find(word, first + 1)) >= 0]
    return None


def _posts_from(reading: Reading, at: int) -> list[Placed[MinistryMention]]:
    """Read a chain of posts: *de Minister van SZW (SZW) en de Minister voor BVOM*."""
    posts: list[Placed[MinistryMention]] = []
    while True:
        following = reading.ministries.first(at, at + 60)
        if following is None:
            break
        if following.item.post_span is None:
            if posts and re.fullmatch(r"\s*\(", reading.text[at : following.start]):
                close = reading.text.find(")", following.end)
                at = close + 1 if 0 <= close <= following.end + 2 else following.end
                continue
            break
        start = reading.clean.to_clean(following.item.post_span.start)
        joint = _CHAIN.match(reading.plain[at:start]) if start >= at - 3 else None
        if joint is None:
            break
        if joint["post"]:  # "en de Minister voor …" after another post: its own words count
            begin = at + joint.start("post")
            words, where = reading.words(begin, following.end), reading.span(begin, following.end)
            following = Placed(following.start, following.end, replace(following.item, post=words, post_span=where))
        posts.append(following)
        at = following.end
    return posts
