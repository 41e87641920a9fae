"""The paper that is itself a motion: *MOTIE VAN HET LID KOSTIĆ C.S.* above, its signatures below."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.phrases import pattern
from kamergraaf.ingest.proposers import persons
from kamergraaf.ingest.reading import Reading
from kamergraaf.ontology import iris
from kamergraaf.ontology.model import Motion, PersonMention

_HEADING = re.compile(
    r"(?P<amended>(?:NADER )?GEWIJZIGDE )?MOTIE VAN "
    r"(?:(?P<lid>HET LID |DE LEDEN )|(?:HET LID|HET |DE LEDEN)?)(?P<names>[^\n]+?)"
    r"(?P<others>,? C\.? ?S\.?)?(?= OVER | TER VERVANGING | INZAKE | Voorgesteld|\n|$| [A-Z][a-z])"
)
_JOINT = re.compile(r",\s*|\s+EN\s+")
_OVER = re.compile(r" (?:OVER|INZAKE) (?P<subject>.+?)(?= TER VERVANGING|$)")
_CLOSING = "en gaat over tot de orde van de dag"


def own_motion(reading: Reading, hits: Sequence[int], letter_key: str) -> Motion | None:
    """Give the motion that the paper is, by its heading and own number; None for any other paper.

    Proposers are those of the heading, spelled as their signature spells them.
    """
    if reading.own.kind not in ("motie", "gewijzigde-motie"):
        return None
    plain = reading.plain
    for at in hits:
        if not plain.startswith("MOTIE", at):
            continue
        start, end = _lines(reading, at)
        m = _HEADING.search(plain, start, end)
        if m is None:
            continue
        people = _proposers(reading, m)
        if m["lid"] is None and not all(_spelled_alike(p, _signatures(reading)) for p in people):
            continue  # a slip of the pen ("HET LIDVAN NISPEN") is mended only where the signatures confirm it
        over = _OVER.search(plain, m.end(), end)
        heading = reading.span(m.start(), end)
        request = pattern("motions", "request").search(plain, end)
        asked = _until_closing(plain, request.end()) if request else None
        replaced = _replaced(reading, m.end(), end)
        return Motion(
            heading=heading,
            key=iris.own_key(letter_key, "motie", heading.exact),
            rule="motie-eigen",
            subject=reading.words(*over.span("subject")) if over else None,
            amended=bool(m["amended"]),
            and_others=bool(m["others"]),
            proposers=people,
            ids=(reading.own.id,) if reading.own.id else (),
            id_span=reading.own.id_span,
            asked=reading.words(*asked) if asked else None,
            asked_span=reading.span(*asked) if asked else None,
            replaces=replaced[0] if replaced else None,
            replaces_span=reading.span(*replaced[1]) if replaced else None,
            own=True,
        )
    return None


def _lines(reading: Reading, at: int) -> Region:
    """Give the heading's lines: the one at ``at`` and those in capitals that follow."""
    lines = [line for line in reading.layout.lines if line[1] > at - 200]
    first = next((i for i, line in enumerate(lines) if line[0] <= at < line[1]), None)
    if first is None:
        return at, reading.sentence(at)[1]
    start, end = lines[first]
    for after in lines[first + 1 : first + 4]:
        words = reading.plain[after[0] : after[1]]
        if words.upper() != words or not any(c.isalpha() for c in words):
            break
        end = after[1]
    return start, end


def _proposers(reading: Reading, heading: re.Match[str]) -> tuple[PersonMention, ...]:
    places: list[Region] = []
    at, end = heading.span("names")
    for joint in _JOINT.finditer(reading.plain, at, end):
        places.append((at, joint.start()))
        at = joint.end()
    places.append((at, end))
    signed = _signatures(reading)
    found: list[PersonMention] = []
    for place in places:
        same = signed.get(_folded(reading.plain[place[0] : place[1]]))
        found += [same] if same is not None else persons(reading, (place,))
    return tuple(found)


def _signatures(reading: Reading) -> dict[str, PersonMention]:
    closing = reading.plain.rfind(_CLOSING)
    if closing < 0:
        return {}
    return {_folded(p.item.name): p.item for p in reading.persons.between(closing, len(reading.plain))}


def _spelled_alike(person: PersonMention, signed: dict[str, PersonMention]) -> bool:
    return _folded(person.name) in signed


def _folded(name: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())


def _until_closing(plain: str, start: int) -> Region:
    end = plain.find(_CLOSING, start)
    end = end if end >= 0 else len(plain)
    further = re.search(r";\s+verzoekt\b", plain[start:end])
    end = start + further.start() if further else end
    while end > start and plain[end - 1] in " ,;.\n":
        end -= 1
    return start, end


def _replaced(reading: Reading, start: int, end: int) -> tuple[str, Region] | None:
    m = pattern("motions", "replaces").search(reading.plain, start, end)
    if m is None:
        return None
    cited = reading.citations.first(m.end(), end + 1)
    return (cited.item.ids[0], (cited.start, cited.end)) if cited and cited.item.ids else None
