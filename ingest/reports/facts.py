"""What a letter tells of a report it names: paper, body, authors, who ordered it, day, address."""

from __future__ import annotations

import re

from kamergraaf.ingest import dates
from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.reading import Placed, Reading
from kamergraaf.ingest.reports.found import Found, wording
from kamergraaf.ontology import iris
from kamergraaf.ontology.model import Footnote, OrganisationMention, Ref, Report, Url

_OFFERED_BY = re.compile(r"[\s.]*(?:waarmee|waarbij|met) +(?:het|de|een) +$")

_AFTER_TITLE = re.compile(r"\s*[»”\"’]?,? ?(?:van|door|uitgebracht door) (?:de |het |prof\. |dr\. )*")

_WHERE = re.compile(r"[\s,;]*\(?\s*(?:[Bb]ijlage bij |[Zz]ie (?:ook )?|- |Bijlage bij )?$")


def report(reading: Reading, one: Found, letter_key: str, used: dict[str, tuple[str, ...]]) -> Report:
    """Give the report with all that is told of it; ``used`` keeps the addresses already given in the letter."""
    ids, ids_at = _paper(reading, one)
    publisher = one.publisher or _publisher(reading, one)
    words = one.publisher_words if one.publisher is None and publisher is None else None
    url = _url(reading, one)
    mark = mark_of(reading, one) if one.note else None
    ordered = _commissioner(reading, one, mark)
    authors = one.authors or _authors(reading, one, mark)
    if mark is not None and publisher is None and ordered is None:
        publisher = _issuer(reading, mark)
    date = _date(reading, one, mark)
    key = _key(letter_key, one, date, ids, used)
    return Report(
        span=reading.span(one.start, one.end),
        title=one.title,
        key=key,
        rule=one.rule,
        publisher=publisher.item.code if publisher else reading.words(*words) if words else None,
        publisher_span=publisher.item.span if publisher else reading.span(*words) if words else None,
        publisher_ref=_ref(publisher),
        authors=reading.words(*authors) if authors else None,
        authors_span=reading.span(*authors) if authors else None,
        commissioner=ordered.item.code if ordered else None,
        commissioner_span=ordered.item.span if ordered else None,
        commissioner_ref=_ref(ordered),
        date=date,
        ids=ids,
        id_span=reading.span(*ids_at) if ids_at else None,
        url=url.item.url if url else None,
        url_span=url.item.span if url else None,
    )


def _ref(body: Placed[OrganisationMention] | None) -> Ref | None:
    if body is None or not body.item.registered:
        return None
    return Ref("organisatie", body.item.key or iris.slug(body.item.code))


def _paper(reading: Reading, one: Found) -> tuple[tuple[str, ...], Region | None]:
    """Give the paper that a report came with: cited just behind it, or further on with no other paper between."""
    mark = reading.marks.last_before(one.start)
    if mark is not None and mark.item.note is not None and _OFFERED_BY.match(reading.plain[mark.end : one.start]):
        note = mark.item.note  # "de Kamerbrief² waarmee het rapport van RAND Europe … is aangeboden"
        start, end = reading.clean.to_clean(note.start), reading.clean.to_clean(note.end)
        cited_there = reading.citations.between(start, end)
        if len(cited_there) == 1 and cited_there[0].item.ids:
            return cited_there[0].item.ids, (cited_there[0].start, cited_there[0].end)
    if wording("reaction").search(reading.plain, max(reading.sentence(one.start)[0], one.start - 200), one.start):
        return (), None
    for cited in reading.citations.between(one.end, one.reach + 1):
        if not cited.item.ids or not cited.item.ids[0].startswith(("kst-", "blg-")):
            continue
        gap = reading.around(one.start)[one.end : cited.start]
        near = _WHERE.match(gap.lstrip("»”\"’' ")) is not None
        clear = re.search(r"\b(?:[Bb]rief|motie|advies|rapport)\b", gap) is None and ";" not in gap
        if (
            near
            or (clear and one.rule != "rapport-titel")
            or (one.note and clear)
            or (one.note and gap.strip(' »”".') == ";")
        ):
            return cited.item.ids, (cited.start, cited.end)
        return (), None
    return (), None


def _publisher(reading: Reading, one: Found) -> Placed[OrganisationMention] | None:
    """Give the body named just behind or before a title: *«…» van de Inspectie …*, *Briefadvies KNAW «…»*."""
    if not one.quoted or one.note:
        return None
    if m := _AFTER_TITLE.match(reading.plain, one.end):
        body = reading.organisations.first(m.end(), m.end() + 1)
        if body is not None:
            return body
    before = reading.organisations.between(one.begin, one.start)
    if before and re.fullmatch(
        r"[^.;:]{0,3}(?:\([A-Z]\w{1,8}\))?[^.;:]{0,34}", reading.plain[before[-1].end : one.start]
    ):
        return before[-1]
    return None


def _url(reading: Reading, one: Found) -> Placed[Url] | None:
    return reading.urls.first(one.end, one.reach + 1) if one.note else None


def mark_of(reading: Reading, one: Found) -> Placed[Footnote] | None:
    """Give the mark of the note that a report stands in."""
    for mark in reading.marks:
        note = mark.item.note
        if note is None:
            continue
        start = reading.clean.to_clean(note.start)
        if one.begin - 4 <= start <= one.start:
            return mark
    return None


def _commissioner(reading: Reading, one: Found, mark: Placed[Footnote] | None) -> Placed[OrganisationMention] | None:
    regions = [(one.begin, one.reach)] if not one.note else []
    if mark is not None:
        regions.append(reading.sentence(mark.start - 2))
    for start, end in regions:
        if m := wording("commissioned").search(reading.plain, start, end):
            return reading.organisations.first(m.end(), m.end() + 2)
    return None


def _authors(reading: Reading, one: Found, mark: Placed[Footnote] | None) -> Region | None:
    if mark is not None:
        m = wording("authored").search(reading.plain, *reading.sentence(mark.start - 2))
        return m.span("what") if m else None
    if not one.quoted:
        return None
    m = re.compile(r"[»”\"’]? van (?:(?:prof|dr|mr|drs|ir)\. ?)+(?P<who>(?:[A-Z]\.)+ ?[A-Z][\w-]+)").match(
        reading.plain, one.end
    )
    return m.span("who") if m else None


def _issuer(reading: Reading, mark: Placed[Footnote]) -> Placed[OrganisationMention] | None:
    """Give the one body that the sentence of a note's mark says to have issued it: *door de uitgave van «…»*."""
    start, end = reading.sentence(mark.start - 2)
    if re.search(r"\b(?:uitgave|uitgebracht|uitgegeven|gepubliceerd)\b", reading.plain[start:end]) is None:
        return None
    bodies = reading.organisations.between(start, end)
    return bodies[0] if bodies and len({b.item.code for b in bodies}) == 1 else None


def _date(reading: Reading, one: Found, mark: Placed[Footnote] | None) -> str | None:
    if one.rule == "stuk-titel":
        return None
    if one.note:
        day = dates.partial(
            reading.around(one.start), one.begin, one.start if one.begin < one.start else one.begin + 60
        )
        if day is None and mark is not None:
            m = re.search(r"\bin ((?:19|20)\d\d)\b", reading.plain[slice(*reading.sentence(mark.start - 2))])
            return m[1] if m else None
        return day
    within = dates.find(reading.plain, one.start, min(one.reach, one.end + 130))
    if within is not None and within.year is not None and (day_ := within.on(within.year)):
        gap = reading.plain[one.end : within.start] if within.start > one.end else ""
        near = one.rule == "verslag-overleg" or len(gap) <= 6  # "… is op 3 maart gestuurd" is not the report's day
        if near and "brief" not in gap and "(" not in gap and one.rule in ("verslag-overleg", "rapport-van"):
            return day_.isoformat()
    return None


def _key(
    letter_key: str, one: Found, date: str | None, ids: tuple[str, ...], used: dict[str, tuple[str, ...]]
) -> str:
    """Give a report's address: its appendix number, a real title with its year, or its own of this letter."""
    if ids and ids[0].startswith("blg-"):
        return ids[0]
    if one.quoted and one.title.count(" ") >= 3:
        return iris.report_key(one.title, (date or "")[:4])
    base = key = iris.own_key(letter_key, "rapport", one.title)
    n = 1
    while key in used and used[key] != ids:
        n += 1
        key = f"{base}-{n}"
    used[key] = ids
    return key
