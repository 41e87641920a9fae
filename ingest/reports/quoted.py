"""Titles in quotation marks that a letter says to be a report's: *het advies "Maatwerk in de Wlz"*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.reading import Placed, Reading
from kamergraaf.ingest.reports.found import CLAUSE, Found, wording
from kamergraaf.ingest.reports.titles import quoted_titles
from kamergraaf.ontology.model import OrganisationMention

_OF = re.compile(r"[»”\"’'],? (?:van|door) (?:de |het )?(?=[\w’])")
_SEVERAL = 2  # spaces: so many of a title that few words around it say so


def quoted(reading: Reading, hits: list[int]) -> Iterator[Found]:
    """Read titles in quotation marks behind a word for a report: *het advies "Maatwerk in de Wlz"*."""
    seen: set[str] = set()
    for start, end in quoted_titles(reading.text, hits):
        sentence = reading.sentence(start)
        in_note = reading.layout.in_notes(start)
        before = reading.plain[max(sentence[0], start - 110) : start - 1]
        title = reading.words(start, end).rstrip(" .,")
        if in_note or not (_says_report(before, title) or _in_paper(reading, before, (start, end), title)):
            continue
        if title.casefold() in seen or wording("not-there-yet").search(before):
            continue
        seen.add(title.casefold())
        yield Found(
            start, end, "rapport-titel", title, min(sentence[1], end + CLAUSE), max(sentence[0], start - 130), True
        )


def _says_report(before: str, title: str) -> bool:
    """Whether a quotation is a report's title: by the words before it, or by its own word behind *inzake*."""
    if title.count(" ") and wording("apposed").search(before) is not None:
        return True
    if title.count(" ") < _SEVERAL:
        return wording("just-before-title").search(before) is not None
    if wording("before-title").search(before) is not None:
        return True
    return wording("own-word").search(title) is not None and wording("about").search(before) is not None


def _in_paper(reading: Reading, before: str, place: Region, title: str) -> bool:
    """Whether a document is quoted by its title: *In «TITLE» van de NZa*, *in het «Integraal Zorgakkoord, …»*."""
    if title.count(" ") < _SEVERAL:
        return False
    if _published(reading, before, place[0] - 1):
        return True
    if wording("in-the").search(before) is None:
        return False
    if before.strip() and wording("own-paper").search(title) is not None:
        return True
    of = _OF.match(reading.plain, place[1])
    return of is not None and bool(before.strip()) and reading.organisations.first(of.end(), of.end() + 1) is not None


def _published(reading: Reading, before: str, at: int) -> bool:
    """Whether a body says something in what is quoted, or published it: *Het RIVM waarschuwt in «TITLE»*."""
    m = wording("published").search(before)
    if m is None:
        return False
    verb = at - len(before) + m.start()
    if m["in"] is None:  # "publiceerde het RIVM «TITLE»"
        bodies = reading.organisations.between(verb, at)
        return before[m.start() :].startswith(("publiceer", "presenteer")) and _told_by(reading, bodies, at)
    said = reading.organisations.last_before(verb + 1)
    behind = reading.organisations.between(verb, at)
    return _told_by(reading, behind, at) or (said is not None and verb - said.end <= 1 and not _media(said))


def _told_by(reading: Reading, bodies: Sequence[Placed[OrganisationMention]], at: int) -> bool:
    return len(bodies) == 1 and not _media(bodies[0])


def _media(body: Placed[OrganisationMention]) -> bool:
    return wording("medium").search(body.item.name) is not None
