"""Reports and studies that a letter names, each with who issued or ordered it, its day, and the paper it came with.

Seen: *rapport «TITLE» van de Inspectie …*; notes *AIVD, 2 oktober 2018, «TITLE»; Kamerstuk …* and *TITLE, via URL*;
*verslag van een schriftelijk overleg*; *rapport van RAND Europe over …*; *Bestuurlijk Akkoord … (Kamerstukken …)*;
*de rapportage …, die gelijktijdig is aangeboden (Kamerstuk …)*. A title in quotation marks counts only where a word
before it, or the note it stands in, says that it is a report's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kamergraaf.ingest import dates
from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.phrases import patterns
from kamergraaf.ingest.reading import Placed, Reading
from kamergraaf.ingest.report_once import once
from kamergraaf.ingest.report_titles import note_titles, quoted_titles
from kamergraaf.ingest.triggers import Trigger
from kamergraaf.ontology import iris
from kamergraaf.ontology.model import Footnote, OrganisationMention, Ref, Report, Url

_p = patterns("reports")

_WIDTH = 500  # characters: no report's words are longer
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
_QUOTE_BEHIND = re.compile(r"(?: *\([A-Z][\w&-]{1,12}\))?[,:]? *\(?(?=[«“„\"‘'])[«“„\"‘']")
_OFFERED_BY = re.compile(r"[\s.]*(?:waarmee|waarbij|met) +(?:het|de|een) +$")
_OF_DAY = re.compile(rf",? (?:van|d\.d\.|op) (?={dates.DAY})")
_AFTER_TITLE = re.compile(r"\s*[»”\"’]?,? ?(?:van|door|uitgebracht door) (?:de |het |prof\. |dr\. )*")
_WHERE = re.compile(r"[\s,;]*\(?\s*(?:[Bb]ijlage bij |[Zz]ie (?:ook )?|- |Bijlage bij )?$")
_ADJECTIVE = re.compile(
    r"\b(?!(?:Het|De|Een|Dit|Deze|Uit|In|Op|Ook|Zie|Bij|Zijn|Een|Voor|Met|Naar|Door)\b)[A-ZÀ-Þ][\w-]+ $"
)  # Tussentijdse evaluatierapport
_CLAUSE = 320  # characters behind a report's name within which its paper may be cited


@dataclass(frozen=True, slots=True)
class Found:
    """A report's name in the repaired text, before the bodies and papers around it are read."""

    start: int
    end: int
    rule: str
    title: str
    reach: int  # up to where what belongs to it stands
    begin: int  # from where
    quoted: bool = False
    publisher: Placed[OrganisationMention] | None = None
    publisher_words: Region | None = None
    authors: Region | None = None
    note: bool = False


def find_reports(reading: Reading, hits: dict[Trigger, list[int]], letter_key: str) -> tuple[Report, ...]:
    """Give the reports of a letter in order of place; where two readings overlap the one with a title counts."""
    found: list[Found] = [*_quoted(reading, hits[Trigger.QUOTE]), *_in_notes(reading)]
    found += _by_word(reading, hits[Trigger.REPORT])
    kept: list[Found] = []
    near: dict[int, list[Found]] = defaultdict(list)  # those kept, by where they begin
    for one in sorted(found, key=lambda f: (not f.quoted, f.start, -f.end)):
        around = range((one.start - _WIDTH) // _WIDTH, (one.end + _WIDTH) // _WIDTH + 1)
        if not any(_same_place(reading, one, other) for at in around for other in near.get(at, ())):
            kept.append(one)
            near[one.start // _WIDTH].append(one)
    kept = _told_by_notes(reading, [one for one in kept if not _named_again(reading, one, kept)])
    used: dict[str, tuple[str, ...]] = {}
    return once(_report(reading, one, letter_key, used) for one in kept)


def _named_again(reading: Reading, one: Found, kept: list[Found]) -> bool:
    """Whether *het rapport van BODY* is the report whose title and body the paragraph gave before."""
    if one.rule != "rapport-van" or one.publisher is None or not _p("the").search(reading.plain[: one.start][-8:]):
        return False
    block = reading.layout.block_at(one.start)
    titled = [other for other in kept if other.quoted and block[0] <= other.start < one.start]
    bodies = {
        body.item.code for other in titled[-1:] for body in reading.organisations.between(other.begin, other.reach)
    }
    return one.publisher.item.code in bodies


def _told_by_notes(reading: Reading, kept: list[Found]) -> list[Found]:
    """Join a report that a sentence names by its body with the title that the note of that sentence gives it."""
    notes = {(m.start, m.end): m for m in (one for one in kept if one.note)}
    joined: list[Found] = []
    for one in kept:
        if one.rule != "rapport-van" or one.publisher is None:
            continue
        marks = reading.marks.between(one.end, reading.sentence(one.start)[1] + 2)
        for note in notes.values():
            same_body = note.publisher is not None and note.publisher.item.code == one.publisher.item.code
            mark = _mark_of(reading, note) if same_body else None
            if mark is not None and len(marks) == 1 and mark.start == marks[0].start:
                told = Found(
                    one.start,
                    one.end,
                    one.rule,
                    note.title,
                    note.reach,
                    note.begin,
                    True,
                    one.publisher,
                    None,
                    None,
                    True,
                )
                joined += [told]
                notes.pop((note.start, note.end))
                kept = [k for k in kept if k not in (one, note)]
                break
    return sorted([*kept, *joined], key=lambda f: f.start)


def _same_place(reading: Reading, one: Found, other: Found) -> bool:
    """Whether two readings are of one report: they touch, or a title follows its word and body (*met als titel*)."""
    if one.start < other.end + 3 and other.start < one.end + 3:
        return True
    if not other.quoted or other.note or not one.end <= other.start <= one.end + 60:
        return False
    return (
        re.fullmatch(
            r"[ ,:]*(?:met als titel|getiteld|met de titel|genaamd)?[ :‘“\"«]*", reading.plain[one.end : other.start]
        )
        is not None
    )


def _quoted(reading: Reading, hits: list[int]) -> Iterator[Found]:
    """Read titles in quotation marks behind a word for a report: *het advies "Maatwerk in de Wlz"*."""
    seen: set[str] = set()
    for start, end in quoted_titles(reading.text, hits):
        sentence = reading.sentence(start)
        in_note = reading.layout.in_notes(start)
        before = reading.plain[max(sentence[0], start - 110) : start - 1]
        title = reading.words(start, end).rstrip(" .,")
        if in_note or not _says_report(before, title):
            continue
        if title.casefold() in seen or _p("not-there-yet").search(before):
            continue
        seen.add(title.casefold())
        yield Found(
            start, end, "rapport-titel", title, min(sentence[1], end + _CLAUSE), max(sentence[0], start - 130), True
        )


def _says_report(before: str, title: str) -> bool:
    """Whether a quotation is a report's title: by the words before it, or by its own word behind *inzake*."""
    if title.count(" ") < 2:
        return _p("just-before-title").search(before) is not None
    if _p("before-title").search(before) is not None:
        return True
    return _p("own-word").search(title) is not None and _p("about").search(before) is not None


def _in_notes(reading: Reading) -> Iterator[Found]:
    """Read notes that name a report: *AIVD, 2 oktober 2018, «TITLE»*, *TITLE, via URL*."""
    for zone in reading.layout.notes:
        for title in note_titles(reading, zone):
            yield Found(
                title.start,
                title.end,
                title.rule,
                reading.words(title.start, title.end).rstrip(" .,"),
                title.reach,
                title.begin,
                True,
                title.publisher,
                None,
                title.authors,
                True,
            )


def _by_word(reading: Reading, hits: list[int]) -> Iterator[Found]:
    """Read reports named without quotation marks, at the words that begin such names."""
    plain = reading.plain
    done: set[Region] = set()
    for at in hits:
        sentence = reading.sentence(at)
        if sentence[1] <= sentence[0] or reading.layout.in_notes(at):
            continue
        begin = _word_start(plain, at, sentence[0])
        if plain.startswith("erslag", at + 1):
            yield from _minutes(reading, begin, sentence)
        else:
            yield from _of_body(reading, begin, sentence)
            yield from _by_abbreviation(reading, begin, sentence)
            yield from _offered(reading, begin, sentence)
        if sentence not in done:
            done.add(sentence)
            yield from _named_papers(reading, sentence)


def _word_start(plain: str, at: int, floor: int) -> int:
    """Give the beginning of the word that holds ``at``: Rechtsstaatrapport."""
    while at > floor and (plain[at - 1].isalnum() or plain[at - 1] == "-"):
        at -= 1
    return at


def _minutes(reading: Reading, at: int, sentence: Region) -> Iterator[Found]:
    plain, (start, end) = reading.plain, sentence
    if m := _p("minutes").match(plain, at, end):
        number = reading.own.id_span
        if reading.own.kind == "verslag" and number is not None and at < reading.clean.to_clean(number.start):
            return  # the title that a page gives the paper itself
        if _p("minutes-to-come").search(plain[max(start, m.start() - 180) : m.start()]):
            return
        tail = re.compile(r"(?: (?!op \d|van \d|vastgesteld|is\b|en het\b|ter zake)[^,.;:()\n ]+){0,30}").match(
            plain, m.end(), end
        )
        stop = tail.end() if tail else m.end()
        title = reading.words(m.start(), stop)
        yield Found(m.start(), m.end(), "verslag-overleg", title, min(end, m.end() + _CLAUSE), m.start())


def _of_body(reading: Reading, at: int, sentence: Region) -> Iterator[Found]:
    """Read *rapport van RAND Europe over …*: of a body that is known, or has a name with a capital."""
    plain, (start, end) = reading.plain, sentence
    adjective = _ADJECTIVE.search(plain, max(start, at - 24), at)
    for m in _here(_p("of-body").match(plain, adjective.start() if adjective else at, end)):
        if _p("not-there-yet").search(plain[max(start, m.start() - 50) : m.start()]):
            continue
        body = reading.organisations.first(m.end(), m.end() + 1)
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
        place = (m.end(), stop)
        about = _ABOUT.match(plain, stop, end)
        dated = _OF_DAY.match(plain, stop, end)
        written = dates.find(plain, dated.end(), dated.end() + 24) if dated else None
        last = written.end if written is not None else stop
        about = about or _ABOUT.match(plain, last, end)
        if (quoted := _quoted_behind(plain, about.end() if about else stop, end)) is not None:
            until = max(quoted[1] + 1, min(end, quoted[1] + _CLAUSE))
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
        begin, until = m.start(), min(end, stop + _CLAUSE)
        yield Found(m.start(), last, "rapport-van", title, until, begin, publisher=body, publisher_words=place)


def _quoted_behind(plain: str, at: int, end: int) -> Region | None:
    """Give the title in quotation marks behind a report's body or subject: *(IVD) ‘Inzetgereed op missie?’*."""
    m = _QUOTE_BEHIND.match(plain, at, end)
    if m is None:
        return None
    return next(quoted_titles(plain, [m.end() - 1]), None)  # a question mark in it may end the sentence


def _by_abbreviation(reading: Reading, at: int, sentence: Region) -> Iterator[Found]:
    """Read *het AIV-advies over Europese defensiesamenwerking*: the body's abbreviation stands before the word."""
    plain, (start, end) = reading.plain, sentence
    m = _p("body-before").match(plain, at, end)
    about = _ABOUT.match(plain, m.end(), end) or _p("title-and-paper").match(plain, m.end(), end) if m else None
    if m is None or about is None or _p("not-there-yet").search(plain[max(start, at - 50) : at]):
        return
    title, until = reading.words(*about.span("what")).rstrip(), min(end, about.end() + _CLAUSE)
    body = reading.organisations.first(at, at + 1)
    yield Found(at, m.end(), "rapport-van", title, until, at, publisher=body, publisher_words=(at, m.end("body")))


def _no_body(plain: str, at: int) -> bool:
    return (
        re.match(
            r"(?:Tweede|Eerste|Kamer|Minister|Staatssecretaris|Kabinet|Nederland|Wet|Raad van)\b", plain[at : at + 24]
        )
        is not None
    )


def _named_papers(reading: Reading, sentence: Region) -> Iterator[Found]:
    """Read *Bestuurlijk Akkoord toekomst GGZ 2013-2014 (Bijlage bij Kamerstukken …)*: its paper follows at once."""
    plain, (start, end) = reading.plain, sentence
    for cited in reading.citations.between(start, end):
        if not cited.item.ids or not cited.item.ids[0].startswith(("kst-", "blg-")):
            continue
        floor = max(start, cited.start - 170)
        names = list(_p("named-paper").finditer(plain[floor : cited.start]))
        if names:
            begin, stop = (floor + x for x in names[-1].span("what"))
            if re.search(r"\b(?:is|zijn|wordt|heeft|dat|motie)\b", plain[begin:stop]):
                continue
            title = reading.words(begin, stop)
            yield Found(begin, begin + len(plain[begin:stop].rstrip()), "stuk-titel", title, cited.end + 1, begin)


def _offered(reading: Reading, at: int, sentence: Region) -> Iterator[Found]:
    plain, end = reading.plain, sentence[1]
    for m in _here(_p("offered").match(plain, at, end)):
        place = m.span("what")
        yield Found(*place, "aangeboden", reading.words(*place), min(end, m.end() + 60), m.start())
    for m in _here(_p("inquiry").match(plain, at, end)):
        place = m.span("what")
        if reading.organisations.first(place[0], place[0] + 1) is None and reading.persons.over(place[0]) is None:
            title = reading.words(*place)
            named = title.count(" ") >= 2 or (title.count(" ") == 1 and _cited_next(reading, place[1], end))
            if named:
                yield Found(*place, "enqueterapport", title, min(end, m.end() + 90), m.start())


def _cited_next(reading: Reading, at: int, end: int) -> bool:
    """Whether a paper is cited in brackets right behind a title."""
    cited = reading.citations.first(at, min(end + 1, at + 30))
    return cited is not None and reading.plain[at : cited.start].strip() in ("(", "(Kamerstuk", "(Bijlage bij")


def _here(m: re.Match[str] | None) -> tuple[re.Match[str], ...]:
    return () if m is None else (m,)


def _report(reading: Reading, one: Found, letter_key: str, used: dict[str, tuple[str, ...]]) -> Report:
    ids, ids_at = _paper(reading, one)
    publisher = one.publisher or _publisher(reading, one)
    words = one.publisher_words if one.publisher is None and publisher is None else None
    url = _url(reading, one)
    mark = _mark_of(reading, one) if one.note else None
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
    if _p("reaction").search(reading.plain, max(reading.sentence(one.start)[0], one.start - 200), one.start):
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


def _mark_of(reading: Reading, one: Found) -> Placed[Footnote] | None:
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
        if m := _p("commissioned").search(reading.plain, start, end):
            return reading.organisations.first(m.end(), m.end() + 2)
    return None


def _authors(reading: Reading, one: Found, mark: Placed[Footnote] | None) -> Region | None:
    if mark is not None:
        m = _p("authored").search(reading.plain, *reading.sentence(mark.start - 2))
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
