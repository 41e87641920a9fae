"""Reports by the name of their series or monitor, and titles that commas set apart behind what a report is about.

*in de Monitor Integraal Duurzame Molens van het RIVM*: its capitals make it a name, and it counts only where the text
settles its end. *Het onderzoek naar de kosten (IBO), Draaien naar de toekomst, is …*: the commas settle it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.reading import Placed, Reading
from kamergraaf.ingest.reports.bare import may_begin
from kamergraaf.ingest.reports.found import CLAUSE, Found, wording
from kamergraaf.ontology.model import OrganisationMention

_OF = re.compile(r",? (?:van|door) (?:de |het )?(?=[\w’])")
_REACH = 60
_FEWEST_SPACES = 2  # of a title that commas set apart
_PLAIN_WORD = re.compile(r" [a-zà-ÿ]{4,}")
_ENUMERATION = re.compile(r" (?:en|of|evenals|alsmede) ")


def named(reading: Reading, at: int, sentence: Region) -> Iterator[Found]:
    """Read a monitor, evaluation or plan by the name that begins at ``at``."""
    plain, (start, end) = reading.plain, sentence
    m = wording("by-name").match(plain, at, end)
    if m is None:
        return
    before = plain[max(start, at - _REACH) : at]
    lead = wording("before-name").search(before)
    if lead is None or wording("not-there-yet").search(before[: lead.start("lead")]):
        return
    begin, stop = at - len(lead["lead"]), m.end()
    for of in _OF.finditer(plain, at, stop):  # "Monitor Windvanen van Windvaan Research"
        if reading.organisations.first(of.end(), of.end() + 1) is not None:
            stop = of.start()
            break
    if m["plan"] and (wording("in-paper").search(before) is None or " " not in plain[m.start("name") : stop].strip()):
        return  # an agenda may be a plan that is carried out: only what is in one makes it a paper
    if reading.ministries.first(at, stop) or reading.persons.first(at, stop) or reading.organisations.first(at, stop):
        return
    body = _body_behind(reading, stop, end)
    if body is None and not _ends(plain, stop, end):
        return
    yield Found(
        begin, stop, "rapport-bij-naam", reading.words(begin, stop), min(end, stop + CLAUSE), begin, publisher=body
    )


def set_apart(reading: Reading, at: int, sentence: Region) -> Iterator[Found]:
    """Read *het onderzoek naar WHAT, TITLE, is …* at the word for a report that begins at ``at``."""
    plain, (start, end) = reading.plain, sentence
    m = wording("subject-apposed").match(plain, at, end)
    if m is None or wording("not-there-yet").search(plain[max(start, at - _REACH) : at]):
        return
    begin, stop = m.span("what")
    title = plain[begin:stop]
    if (
        title.count(" ") < _FEWEST_SPACES
        or _PLAIN_WORD.search(title) is None
        or _ENUMERATION.search(title) is not None
        or wording("no-title").match(plain, begin, stop) is not None
        or wording("ends-title").search(plain, begin, stop) is not None
        or not may_begin(reading, begin)
    ):
        return
    within = reading.organisations.between(at, begin)
    body = within[0] if len(within) == 1 else None
    yield Found(
        begin, stop, "rapport-bij-naam", reading.words(begin, stop), min(end, stop + CLAUSE), at, publisher=body
    )


def _ends(plain: str, at: int, end: int) -> bool:
    """Whether a name ends here: what follows can be no part of it."""
    return (
        not plain[at:end].strip()
        or re.compile(r" ?[(.?!]").match(plain, at, end) is not None
        or wording("ends-title").match(plain, at, end) is not None
    )


def _body_behind(reading: Reading, at: int, end: int) -> Placed[OrganisationMention] | None:
    of = _OF.match(reading.plain, at, end)
    return reading.organisations.first(of.end(), of.end() + 1) if of is not None else None
