"""Reports named by the body that made them: *rapport van RAND Europe over …*, *AIV-advies over …*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kamergraaf.ingest import dates
from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.reading import Reading
from kamergraaf.ingest.reports.found import CLAUSE, Found, wording
from kamergraaf.ingest.reports.titles import quoted_titles

_BODY_WORDS = re.compile(
    r"[A-ZÀ-Þ][\w&.’'-]*(?:,? (?:(?:van|voor|de|het|der|en|of|in|tegen|op|&) ){0,2}[A-ZÀ-Þ][\w&’'-]*){0,6}"
)

_LOWER_BODY = re.compile(r"(?:landsadvocaat|Raad van State|advocaat-generaal)\b")

# "het rapport van de commissie-Dessens": named after who leads it.
_COMMISSION = re.compile(
    r"(?:de )?\w*[Cc]ommissie[- ](?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Tt]en|[Tt]er) )*"
    r"(?!voor\b|(?:Van|De|Ter|Ten)\b)[A-Z][\w’'-]+"
)

_ABOUT = re.compile(
    r" (?:over|inzake|betreffende|naar) (?!(?:de|het) (?:periode|jaar|jaren|kwartaal|eerste|tweede) )"
    r"(?:de |het )?(?P<what>[^,.;:()«»\n]{6,160}?)"
    r"(?= (?:is|zijn|was|werd|wordt|worden|heb|heeft|hebben|ik|wij|zal|zullen|kan|blijkt|concludeert|stelt|dat|die"
    r"|waarin|aangeboden|roept)\b"
    r"|[,.;:()«»\n]|$)"
)

_MORE_BODIES = re.compile(r", (?:de |het )?[A-Z][\w-]+(?: [\w-]+){0,4} en ")
_YEARLY = re.compile(r"[Jj]aar(?:verslag|bericht)\b")

_AND_BODY = re.compile(
    r" en [A-Z][\w&-]+(?= *(?:$|[,.)]| (?:naar|over|inzake) ))| commissie [A-Z]\w+(?: & [A-Z]\w+)?"
)
_QUOTE_BEHIND = re.compile(r"(?: *\([A-Z][\w&-]{1,12}\))?[,:]? *\(?(?=[«“„\"‘'])[«“„\"‘']")

_OF_DAY = re.compile(rf",? (?:van|d\.d\.|op) (?={dates.DAY})")

_ADJECTIVE = re.compile(
    r"\b(?!\w*(?:reactie|ing|[Bb]rief|[Bb]ericht|[Aa]ntwoord) )"
    r"(?!(?:Het|De|Een|Dit|Deze|Uit|In|Op|Ook|Zie|Bij|Zijn|Een|Voor|Met|Naar|Door)\b)[A-ZÀ-Þ][\w-]+ $"
)  # Tussentijdse evaluatierapport


def of_body(reading: Reading, at: int, sentence: Region) -> Iterator[Found]:
    """Read *rapport van RAND Europe over …*: of a body that is known, or has a name with a capital."""
    plain, (start, end) = reading.plain, sentence
    adjective = _ADJECTIVE.search(plain, max(start, at - 24), at)
    for m in _here(wording("of-body").match(plain, adjective.start() if adjective else at, end)):
        if wording("not-there-yet").search(plain[max(start, m.start() - 50) : m.start()]):
            continue
        body = reading.organisations.first(m.end(), m.end() + 1)
        yearly = _YEARLY.search(m.group()) is not None
        if yearly and (body is None or _MORE_BODIES.match(plain, body.end, end)):
            continue  # where the name of an unknown body ends, a yearly account does not tell
        words = _BODY_WORDS.match(plain, m.end(), end)
        commission = _COMMISSION.match(plain, m.end(), end) if words is None else None
        words = words or commission
        lower = _LOWER_BODY.match(plain, m.end(), end)
        if body is None and lower is None and (words is None or (commission is None and " " not in words.group())):
            continue
        if body is None and (
            reading.persons.over(m.end()) or reading.ministries.over(m.end()) or _no_body(plain, m.end())
        ):
            continue
        stop = max(body.end if body else 0, words.end() if words and body is None else 0, lower.end() if lower else 0)
        if body is not None and (other := _AND_BODY.match(plain, stop, end)) is not None:
            stop = other.end()
        place = (m.end(), stop)
        about = _ABOUT.match(plain, stop, end)
        dated = _OF_DAY.match(plain, stop, end)
        written = dates.find(plain, dated.end(), dated.end() + 24) if dated else None
        last = written.end if written is not None else stop
        about = None if yearly else about or _ABOUT.match(plain, last, end)
        if (quoted := _quoted_behind(plain, about.end() if about else stop, end)) is not None:
            until = max(quoted[1] + 1, min(end, quoted[1] + CLAUSE))
            title = reading.words(*quoted)
            yield Found(*quoted, "rapport-van", title, until, m.start(), publisher=body, publisher_words=place)
            continue
        if lower is not None and (about is None or reading.citations.first(stop, min(end + 1, stop + 150)) is None):
            continue
        if commission is not None and about is None and m["what"] and m["what"].endswith("dvies"):
            continue  # an advice named by its committee only may be a wish or a word in a debate
        if lower is not None and about is not None:
            last = about.end()
        title = (
            reading.words(*about.span("what")).rstrip() if about and lower is None else reading.words(m.start(), last)
        )
        begin, until = m.start(), min(end, stop + CLAUSE)
        yield Found(m.start(), last, "rapport-van", title, until, begin, publisher=body, publisher_words=place)


def _quoted_behind(plain: str, at: int, end: int) -> Region | None:
    """Give the title in quotation marks behind a report's body or subject: *(IVD) ‘Inzetgereed op missie?’*."""
    m = _QUOTE_BEHIND.match(plain, at, end)
    if m is None:
        return None
    return next(quoted_titles(plain, [m.end() - 1]), None)  # a question mark in it may end the sentence


def by_abbreviation(reading: Reading, at: int, sentence: Region) -> Iterator[Found]:
    """Read *het AIV-advies over Europese defensiesamenwerking*: the body's abbreviation stands before the word."""
    plain, (start, end) = reading.plain, sentence
    m = wording("body-before").match(plain, at, end)
    about = _ABOUT.match(plain, m.end(), end) or wording("title-and-paper").match(plain, m.end(), end) if m else None
    if m is None or about is None or wording("not-there-yet").search(plain[max(start, at - 50) : at]):
        return
    title, until = reading.words(*about.span("what")).rstrip(), min(end, about.end() + CLAUSE)
    body = reading.organisations.first(at, at + 1)
    yield Found(at, m.end(), "rapport-van", title, until, at, publisher=body, publisher_words=(at, m.end("body")))


def _no_body(plain: str, at: int) -> bool:
    return (
        re.match(
            r"(?:Tweede|Eerste|Kamer|Minister|Staatssecretaris|Kabinet|Nederland|Wet|Raad van)\b", plain[at : at + 24]
        )
        is not None
    )


def _here(m: re.Match[str] | None) -> tuple[re.Match[str], ...]:
    return () if m is None else (m,)
