"""Titles without quotation marks behind a word for a report: *het rapport Stof tot nadenken van …*, *RIVM-rapport X*.

Where such a title ends nothing marks, so it counts only where the text settles it: a bracket, a note's mark, a body
(*van de WRR*), the sentence's end, or a word that cannot belong to it. Else it is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.reading import Placed, Reading
from kamergraaf.ingest.reports.found import CLAUSE, Found, wording
from kamergraaf.ontology.model import OrganisationMention

_LONGEST = 170  # characters of a bare title
_MOST_WORDS = 18
_FEWEST_WORDS = 2
_DETERMINED = re.compile(r"\b(?:[Hh]et|[Dd]e|[Dd]it|[Dd]eze|[Hh]aar|[Zz]ijn|[Hh]un|[Uu]w) (?:[\w-]+ )?$")
_BY_BODY = re.compile(r"[A-Z][\w&]+-[a-z]")
_LONG_WORD = 6  # letters
_SURE_WORDS = 3  # from so many on a title may end at a word
_BODY = re.compile(r",? (?:van|door) (?:de |het |haar |zijn )?(?=[\w’])")
_KIND_OF_BODY = re.compile(
    r"(?:(?:Tijdelijke |Parlementaire )?[\w-]*[Cc]ommissies?\b|(?:Stuur|Project|Klankbord|Regie)groep|[A-Z]\w+-groep"
    r"|(?:[A-Z][\w-]+ ){1,2}(?:Instituut|Institute|Research|University|Universiteit|Groep|Consult\w*)\b"
    r"|[\w-]*[Bb]ureau\b|Expert\w+ |Taskforce|Werkgroep|Advies(?:raad|college|commissie)"
    r"|Raad voor|[\w-]*[Ii]nspectie\b|Universiteit|Hogeschool|Stichting|[\w-]*[Ii]nstituut|Nationaal Coördinator"
    r"|onderzoekers?\b|(?:prof|dr|drs|mr|ir)\. )"
)
_NAMED_AFTER = re.compile(r"(?:(?:Van|De|Ter|Ten)(?: (?:de|der|den))? [A-Z][\w-]+)(?! [a-zà-ÿ])")
_SHORTENED = re.compile(r"(?:[A-Z][\w&-]+ ){1,6}\([A-Z][A-Za-z]{1,7}\)")
_UNKNOWN_BODY = re.compile(r"(?:[A-Z][\w&’-]+ (?:(?:van|voor|de|het|der|en) ){0,3}){1,6}[A-Z][\w&’-]+, (?=[A-Z])")
_ENDS_FRAGMENT = re.compile(r"[,.;:()]| (?:is|wordt|zal|ga|kom|op|in|aan|gereed)\b|$")
_OTHER_PAPER = re.compile(
    r"\*|\b(?:Kamerstuk|bijlage|motie|toezegging|inzake|Wet|\w*reactie|\w*-verzoek|\w*-besluit"
    r"|en (?:het |de )?\w*(?:onderzoek|rapport|advies|evaluatie))\b"
)
_SMALL = frozenset(
    [
        "de",
        "het",
        "een",
        "van",
        "voor",
        "in",
        "op",
        "aan",
        "met",
        "naar",
        "uit",
        "bij",
        "door",
        "over",
        "om",
        "te",
        "tot",
        "en",
        "of",
        "als",
        "den",
        "der",
        "ten",
        "zonder",
        "tussen",
        "per",
        "onder",
        "ter",
        "is",
    ]
)
_PARTICIPLE = re.compile(r"(?:[a-z]{0,6}ge[a-z]{3,}|(?:ver|be|ont|her)[a-z]{3,})(?:d|t|en)$|[a-z]+eerd$")
_OPEN_BRACE = re.compile(
    r"\b(?:heb|heeft|hebben|had|hadden|ben|is|zijn|was|waren|wordt|worden|werd|werden|zal|zullen|zou|zouden|kan|kunnen|wil|willen"
    r"|moet|moeten|mag|mogen)\b(?P<since>[^,;:]*)$"
)


def bare_titles(reading: Reading, at: int, sentence: Region) -> Iterator[Found]:
    """Read *het rapport TITLE* and *het rapport van BODY, TITLE* at the word for a report that begins at ``at``."""
    plain, (start, end) = reading.plain, sentence
    m = wording("kind-of-report").match(plain, at, end)
    if m is None:
        return
    before = plain[max(start, at - 90) : at]
    if wording("not-there-yet").search(before) or wording("no-report").search(before):
        return
    begin, body = m.end(), None
    if (own := reading.organisations.first(begin, begin + 1)) is not None:  # "rapport RIVM Titel"
        body, begin = own, own.end
    elif (of := _BODY.match(plain, begin - 1, end)) is not None:
        body = reading.organisations.first(of.end(), of.end() + 1)
        begin = body.end if body is not None else begin
        if body is None and (named := _UNKNOWN_BODY.match(plain, of.end(), end)) is not None:
            begin = named.end()
            found = _title(reading, begin, sentence, before)
            if found is not None and plain.count(" ", begin, found[0]) >= _SURE_WORDS:
                yield _found(reading, (begin, found[0]), at, found[1])
            return
    if body is not None:
        lead = re.compile(r"(?: \([A-Z]\w{1,8}\))?,? +(?=[A-Z0-9])").match(plain, begin, end)
        if lead is None:
            return
        begin = lead.end()
    elif m["titled"] is None and (m["subject"] or (m["loose"] and not _known_one(plain, at, before))):
        return  # "de voortgangsrapportage Nationaal Actieplan …" tells what it is of
    if (found := _title(reading, begin, sentence, before)) is not None:
        stop, publisher = found
        yield _found(reading, (begin, stop), at, publisher or body)


def _known_one(plain: str, at: int, before: str) -> bool:
    """Whether *onderzoek* is one that is known: *het onderzoek*, *CPB-onderzoek*; not *onderzoek Significant*."""
    return _DETERMINED.search(before) is not None or _BY_BODY.match(plain, at) is not None


def reacted_to(reading: Reading, at: int, sentence: Region) -> Iterator[Found]:
    """Read *de beleidsreactie op TITLE van BODY*: only a body behind it tells that it is a report's title."""
    m = wording("reaction-to").match(reading.plain, at, sentence[1])
    if m is None or (found := _title(reading, m.end(), sentence, "")) is None:
        return
    stop, publisher = found
    if publisher is not None and reading.plain.count(" ", m.end(), stop) >= _SURE_WORDS - 1:
        yield _found(reading, (m.end(), stop), at, publisher)


def _found(reading: Reading, place: Region, begin: int, body: Placed[OrganisationMention] | None) -> Found:
    reach = min(reading.sentence(place[1] - 1)[1], place[1] + CLAUSE)
    return Found(*place, "rapport-bij-naam", reading.words(*place), max(place[1], reach), begin, publisher=body)


def _title(
    reading: Reading, at: int, sentence: Region, before: str
) -> tuple[int, Placed[OrganisationMention] | None] | None:
    """Give where the title at ``at`` ends, and the body named behind it; none where nothing settles it."""
    plain, end = reading.plain, min(sentence[1], at + _LONGEST)
    if wording("no-title").match(plain, at, end) or not may_begin(reading, at):
        return None
    ends = wording("ends-title").search(plain, at, end)
    stop = ends.start() if ends is not None else end
    if ends is None and stop < sentence[1]:
        return None
    if (issued := _issued(reading, at, stop)) is not None:
        return issued if _fits(reading, at, issued[0], sure=True) else None
    mark = reading.marks.first(at + 1, stop + 1)
    if mark is not None:
        stop = mark.start
        return (stop, None) if _fits(reading, at, stop, sure=True) else None
    whole = ends is None or ends["word"] is None
    rest = plain[stop : sentence[1]].strip()
    if whole and (rest in (".", "?", "!", "")) and (beyond := _over_sentences(reading, at, sentence)) is not None:
        return beyond if _fits(reading, at, beyond[0], sure=True) else None
    if ends is not None and ends["open"] is not None:  # a comma or bracket behind which the title may go on
        return None
    if ends is not None and ends["word"] is not None:
        sure = False
        if wording("subordinate").search(before):
            return None
    else:
        sure = rest.startswith("(") or rest.startswith(",")
        if not sure and _verb_to_come(before, plain[at:stop]):
            return None
    return (stop, None) if _fits(reading, at, stop, sure=sure) else None


def may_begin(reading: Reading, at: int) -> bool:
    """Whether a title may begin here: no name of a person, ministry, body or paper does."""
    if reading.persons.over(at) or reading.ministries.over(at) or reading.parties.over(at):
        return False
    if reading.citations.over(at) is not None or _KIND_OF_BODY.match(reading.plain, at):
        return False
    body = reading.organisations.over(at)
    return body is None


def _issued(reading: Reading, at: int, end: int) -> tuple[int, Placed[OrganisationMention] | None] | None:
    """Give where *van BODY* begins behind a title, when the title cannot go on behind the body."""
    plain = reading.plain
    for m in _BODY.finditer(plain, at, end):
        body = reading.organisations.first(m.end(), m.end() + 1)
        if body is not None and not re.match(r" (?:in|voor|bij|en|tot|tegen) ", plain[body.end : body.end + 8]):
            return m.start(), body
        if body is None and (_KIND_OF_BODY.match(plain, m.end(), end + 20) or _SHORTENED.match(plain, m.end())):
            return m.start(), None
    return None


def _over_sentences(
    reading: Reading, at: int, sentence: Region
) -> tuple[int, Placed[OrganisationMention] | None] | None:
    """Read *Opgave AI. De nieuwe systeemtechnologie van de WRR*: no sentence, for it has no verb before its body."""
    plain = reading.plain
    following = reading.sentence(sentence[1] + 1) if sentence[1] + 1 < len(plain) else sentence
    if following[0] <= sentence[0] or following[0] > sentence[1] + 2:
        return None
    limit = min(following[1], at + _LONGEST)
    ends = wording("ends-title").search(plain, following[0], limit)
    stop = ends.start() if ends is not None else limit
    issued = _issued(reading, following[0], stop)
    if issued is None or issued[1] is None or not plain[following[0]].isupper():
        return None
    return issued if _ENDS_FRAGMENT.match(plain, issued[1].end, following[1]) else None


def _verb_to_come(before: str, title: str) -> bool:
    """Whether *heb ik het rapport X …* has its verb at the end, so that the last word may be no part of the title."""
    last = title.split()[-1] if title.split() else ""
    m = _OPEN_BRACE.search(before)
    if m is None or not last[:1].islower() or last[-1:] not in ("d", "t", "n"):
        return False
    return not any(_PARTICIPLE.match(word) for word in m["since"].split())


def _fits(reading: Reading, at: int, stop: int, *, sure: bool) -> bool:
    """Whether words can be a title: several, the last no small word, and not all of them a name's."""
    text = reading.plain[at:stop].strip()
    words = text.split()
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS or words[-1] in _SMALL or words[-1].endswith("-"):
        return False
    if _NAMED_AFTER.fullmatch(text) or _OTHER_PAPER.search(text):
        return False
    plain_words = [w for w in words[1:] if w[:1].islower() and w not in _SMALL]
    dated = re.search(r"(?:19|20)\d\d$", text) is not None
    if len(words) < _SURE_WORDS:
        return sure and (bool(plain_words) or (dated and len(words[0]) >= _LONG_WORD))  # Wiv 2002 is a law
    return bool(plain_words) or dated
