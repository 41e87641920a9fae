"""What a paper says of itself: its number, dossiers, day, subject, addressee and kind.

Read from the heading only (the first lines), the closing lines of an act, and the running heads that repair
left out of the text. Forms: the page on officielebekendmakingen.nl (one word group a line), the printed
Kamerstuk (``29 754 Terrorismebestrijding`` / ``Nr. 501 BRIEF VAN …``), the letter as the ministry sends it
(``Datum``, ``Betreft``), reports of sittings, and acts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kamergraaf.ingest import dates
from kamergraaf.ingest.guarded import Guarded
from kamergraaf.ingest.repair import Clean, same_length
from kamergraaf.ingest.values import value
from kamergraaf.ontology.model import Letter, OwnFacts, Span

_HEAD = 4000  # characters within which a heading ends; the longest seen is 1,100
_LINES = 60
_OFFERED = Guarded(
    r"\bbied(?:en)? (?:ik|wij) (?:u|uw Kamer)\b[^.:;]{0,240}?\b(?:onderstaande?|bijgaande?)\s+"
    r"(?P<subject>[a-z][^\s.,;:()]*(?:\s+(?!aan\.)[^\s.,;:()]+){1,12}?)(?:\s+aan)?\."
)
_NO_WIDTH = "\u200b"  # beside a space, or where a long word may be broken

_SESSION = re.compile(r"[Vv]ergaderjaar (\d{4}) ?[-–/] ?(\d{4}|\d\d)(?!\d)")
_CHAMBER = re.compile(r"(Tweede|Eerste) Kamer der Staten-Generaal(?: *2| *1)?$")
# What stands behind a dossier's five digits: a budget chapter or a fund's letter. The number of a Rijkswet, (R2184),
# is no part of its papers' own numbers: officielebekendmakingen.nl has kst-36351-9 and kst-36027-12 (of R2160).
_CHAPTER = r"[IVX]{1,6}[A-E]?|[A-M]"
_RIJKSWET = r" ?-?\(?R ?\d{3,4}\)?"
_DOSSIER = re.compile(
    rf"(?P<n>[1-9]\d[ .]?\d{{3}})(?: ?-? ?(?P<add>{_CHAPTER}|\d\d)\b|{_RIJKSWET})?"
    r" ?-?(?:[ :]+(?P<title>[^\W\d_(«‘'’].*))?$"
)
_ADDITION = re.compile(rf"(?:{_CHAPTER})$")
_NUMBER = re.compile(r"N[Rr][.,]? ?(?P<n>\d{1,5})(?P<reprint> ?(?:HERDRUK|[hnv]\d?))?(?: +(?P<rest>[A-Z].*))?$")
_NUMBER_WORD = re.compile(r"N[Rr][.,]?$")
_LETTER_NUMBER = re.compile(r"(?P<n>[A-Z]{1,3})(?: +(?P<rest>[A-Z]{4,}.*))?$")
_KINDS = (
    ("gewijzigde-motie", re.compile(r"(?:NADER )?GEWIJZIGDE MOTIE VAN\b")),
    ("motie", re.compile(r"MOTIE VAN\b")),
    ("brief", re.compile(r"BRIEF VAN\b")),
    ("amendement", re.compile(r"(?:NADER )?(?:GEWIJZIGD )?AMENDEMENT VAN\b")),
    ("antwoord", re.compile(r"LIJST VAN VRAGEN EN ANTWOORDEN\b|NOTA NAAR AANLEIDING VAN\b|MEMORIE VAN ANTWOORD\b")),
    ("verslag", re.compile(r"(?:NADER |VOORLOPIG |EIND)?VERSLAG(?: VAN\b|$)")),
    ("wetsvoorstel", re.compile(r"VOORSTEL VAN WET\b|NOTA VAN WIJZIGING\b|MEMORIE VAN TOELICHTING\b")),
)
# A page's title that says it all: "35095 8 MOTIE VAN HET LID LEIJTEN", as rijksbegroting.nl has it.
_TITLED = re.compile(
    rf"(?P<n>[1-9]\d ?\d{{3}})(?:[ -](?P<add>{_CHAPTER}|\d\d(?= \d)))? (?:nr\. ?)?(?P<nr>\d{{1,5}})"
    r" +(?P<rest>[A-Z]{4,}.*)$"
)
_PLACE_DAY = re.compile(r"(?:Den +Haag|DEN +HAAG|[’'‘]s[- ]Gravenhage|Amsterdam|Gegeven te [\w’'‘ -]+),? +(?=\d)")
_RUN_ON = re.compile(r"Staten-Generaal,? +(?:Den +Haag|[’'‘]s[- ]Gravenhage),? +(?=\d{1,2} [a-z])")
_GIVEN = re.compile(r"Gegeven te [\w’'‘ .-]{2,40}$")
_PROPOSED = re.compile(r"(?:Voorgesteld|Ontvangen|Vastgesteld)\b")
_LABEL = re.compile(
    r"(?P<label>Datum|Betreft|Betreffende|Onderwerp|Ons kenmerk|Uw kenmerk|Kenmerk|Bijlagen?|Uw brief)\b ?:? *"
    r"(?P<rest>.*)$"
)
_ADDRESSEE = re.compile(
    r"(?:[Aa]an )?[Dd]e [Vv]oorzitters? van (?:de |beide )?(?P<chamber>Tweede|Eerste|Kamers)"
    r"(?: en (?:van )?(?:de )?Tweede)? ?(?:Kamer)? ?(?:der Staten-Generaal)?"
)
_ACT = re.compile(
    r"#* *(?P<title>(?:Tijdelijke |Nadere |Uitvoerings|Beleids)?"
    r"(?:[Rr]egeling|[Ww]et|[Aa]anwijzing|[Bb]esluit|[Cc]irculaire|[Bb]eschikking|[Vv]erordening|[Bb]eleidsregels?)\b"
    r" .*)$"
)
_SITTING = re.compile(r"Aan de orde (?:is|zijn)\b|De voorzitter: *$|Voorzitter: |Lijst van ingekomen stukken")
_FURNITURE_NUMBER = re.compile(
    r"Kamer, vergaderjaar (?P<a>\d{4})[–-](?P<b>\d{4}), (?P<n>[1-9]\d ?\d{3})"
    rf"(?:[ -](?P<add>{_CHAPTER}|\d\d)|{_RIJKSWET})?, "
    r"(?:nr\. ?(?P<nr>\d{1,5})|(?P<letter>[A-Z]{1,3})\b)"
)
_FURNITURE_ID = re.compile(
    rf"kst-?(?P<id>[1-9]\d{{4}}(?:-(?:{_CHAPTER}|\d\d|R\d{{3,4}}))?-\d{{1,5}})(?=\s|$)", re.IGNORECASE
)
_YOUR_CHAMBER = re.compile(r"\b[Uu]w Kamer\b")


@value
class _Line:
    """A line of the heading, stripped; ``start`` is its offset in the letter."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class _Number:
    id: str | None
    span: Span | None
    dossiers: tuple[str, ...]
    line: int  # index of the line that holds the number


def own_facts(clean: Clean) -> OwnFacts:
    """Give what the paper says of itself, each with its place; what it does not say is None or empty.

    The number comes from the heading, else from running heads, else from the source's metadata (without
    place); the day from the heading, else from the metadata.
    """
    letter = clean.letter
    text = same_length(clean.printed).replace(_NO_WIDTH, " ")
    lines = _lines(text)
    if not lines:
        return OwnFacts(id=_declared_id(clean), dossiers=letter.declared.dossiers, date=letter.declared.date)
    number = _own_number(text, lines) or _furniture_number(clean)
    kind = _kind(lines, number)
    session = _session(lines) or letter.declared.session
    day, day_span = _day(clean, text, lines, kind)
    subject, subject_span = _subject(text, lines, kind)
    if subject is None and kind == "brief":
        subject, subject_span = _offered(clean)
    addressee, addressee_span = _addressee(text, lines, kind, clean)
    dossiers = number.dossiers if number else letter.declared.dossiers
    return OwnFacts(
        id=number.id if number and number.id else _declared_id(clean),
        id_span=_as_given(letter, number.span if number else None),
        dossiers=dossiers,
        date=day or letter.declared.date,
        date_span=_as_given(letter, day_span),
        subject=subject or letter.declared.title,
        subject_span=_as_given(letter, subject_span),
        session=session,
        addressee=addressee,
        addressee_span=_as_given(letter, addressee_span),
        kind=kind,
    )


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    at = 0
    for raw in text[:_HEAD].split("\n"):
        stripped = raw.strip(" \r\f\ufeff")
        if stripped:
            lines.append(_Line(at + raw.index(stripped), stripped))
            if len(lines) == _LINES:
                break
        at += len(raw) + 1
    return lines


def _as_given(letter: Letter, span: Span | None) -> Span | None:
    """Give a place of the printed lines with the letter's own characters; the offsets are the same."""
    return _span(letter.text, span.start, span.end) if span is not None else None


def _span(text: str, start: int, end: int) -> Span:
    return Span(start, end, text[start:end])


def _session(lines: list[_Line]) -> str | None:
    for line in lines[:12]:
        if m := _SESSION.search(line.text):
            end = m[2] if len(m[2]) == 4 else m[1][:2] + m[2]
            return f"{m[1]}-{end}" if int(end) == int(m[1]) + 1 else None
    return None


def _dossier(n: str, addition: str | None) -> str:
    digits = re.sub(r"\D", "", n)
    return f"{digits}-{addition}" if addition else digits


def _own_number(text: str, lines: list[_Line]) -> _Number | None:
    """Find the dossiers and the number of the heading: one number, that runs in the first dossier."""
    dossiers: list[str] = []
    i = 0
    while i < min(len(lines), 40):
        line = lines[i].text
        if (m := _TITLED.match(line)) and any(pattern.match(m["rest"]) for _, pattern in _KINDS):
            dossier, at = _dossier(m["n"], m["add"]), lines[i].start
            dossiers += [] if dossier in dossiers else [dossier]
            return _Number(f"kst-{dossier}-{m['nr']}", _span(text, at, at + m.end("nr")), tuple(dossiers), i)
        if m := _DOSSIER.match(line):
            addition = m["add"]
            following = [x.text for x in lines[i + 1 : i + 3]]
            if addition is None and m["title"] is None:
                if len(following) == 2 and following[0] == "-" and re.fullmatch(rf"\d\d|{_CHAPTER}", following[1]):
                    addition, i = following[1], i + 2
                elif following and _ADDITION.match(following[0]):
                    addition, i = following[0], i + 1
            dossier = _dossier(m["n"], addition)
            if dossier not in dossiers:
                dossiers.append(dossier)
        elif dossiers and (found := _number_at(text, lines, i)):
            n, span, at = found
            return _Number(f"kst-{dossiers[0]}-{n}", span, tuple(dossiers), at)
        elif _YOUR_CHAMBER.search(line):
            break
        i += 1
    return None


def _number_at(text: str, lines: list[_Line], i: int) -> tuple[str, Span, int] | None:
    line = lines[i]
    if m := _NUMBER.match(line.text):
        return m["n"], _span(text, line.start, line.start + m.end("n")), i
    if _NUMBER_WORD.match(line.text) and i + 1 < len(lines):
        after = lines[i + 1]
        if m := re.match(r"(\d{1,5})(?= |$)|([A-Z]{1,3})$", after.text):
            return m[0], _span(text, line.start, after.start + m.end()), i + 1
    if m := _LETTER_NUMBER.match(line.text):
        heading = m["rest"] or (lines[i + 1].text if i + 1 < len(lines) else "")
        if any(pattern.match(heading) for _, pattern in _KINDS):
            return m["n"], _span(text, line.start, line.start + m.end("n")), i
    return None


def _furniture_number(clean: Clean) -> _Number | None:
    """Find the number that every running head repeats; none where two heads differ."""
    text = clean.printed
    found: dict[str, _Number] = {}
    for start, end in clean.furniture:
        piece = same_length(text[start:end])
        if m := _FURNITURE_NUMBER.search(piece):
            dossier = _dossier(m["n"], m["add"])
            official = f"kst-{dossier}-{m['nr'] or m['letter']}"
            found.setdefault(
                official, _Number(official, _span(text, start + m.start("n"), start + m.end()), (dossier,), -1)
            )
        elif m := _FURNITURE_ID.search(piece):
            official = f"kst-{m['id']}"
            dossier = m["id"].rpartition("-")[0]
            found.setdefault(
                official, _Number(official, _span(text, start + m.start(), start + m.end()), (dossier,), -1)
            )
    return next(iter(found.values())) if len(found) == 1 else None


def _declared_id(clean: Clean) -> str | None:
    return clean.letter.declared.official_id


def _kind(lines: list[_Line], number: _Number | None) -> str:
    for line in lines[:40]:
        heading = line.text
        if m := _NUMBER.match(heading):
            heading = m["rest"] or ""
        elif (m := _LETTER_NUMBER.match(heading) or _TITLED.match(heading)) and m["rest"]:
            heading = m["rest"]
        for kind, pattern in _KINDS:
            if pattern.match(heading):
                return kind
    if number is not None and number.line >= 0:
        return "brief"
    if any(_SITTING.match(line.text) for line in lines[:8]):
        return "handelingen"
    if _ACT.match(lines[0].text):
        return "besluit"
    return "brief"


def _day(clean: Clean, text: str, lines: list[_Line], kind: str) -> tuple[date | None, Span | None]:
    for i, line in enumerate(lines):
        after = lines[i + 1].start if i + 1 < len(lines) else line.end
        until = lines[i + 1].end if i + 1 < len(lines) else line.end
        place = _PLACE_DAY.match(line.text)
        if place is not None:
            begin, stop = line.start + place.end() - 1, line.end
        elif _PROPOSED.match(line.text) and len(line.text) < 80 and i < 30:
            begin, stop = line.start, until
        elif (label := _LABEL.match(line.text)) and label["label"] == "Datum":
            begin, stop = line.start, line.end if label["rest"] else until
        elif kind == "besluit" and i == 0:
            begin, stop = line.start, line.end
        elif _GIVEN.match(line.text):
            begin, stop = after, until
        else:
            continue
        written = dates.find(text, max(begin, 0), stop, digits=True)
        if written is not None and written.year is not None and (day := written.on(written.year)):
            return day, _span(text, written.start, written.end)
        # "sept<soft hyphen>ember": the repaired text has the word whole.
        written = dates.find(clean.text, clean.to_clean(max(begin, 0)), clean.to_clean(stop), digits=True)
        if written is not None and written.year is not None and (day := written.on(written.year)):
            return day, clean.span(written.start, written.end)
    # A page that lost its line breaks: "… der Staten-Generaal Den Haag, 11 november 2014 Tijdens …".
    for m in _RUN_ON.finditer(text, 0, _HEAD):
        written = dates.find(text, m.end(), m.end() + 24)
        if written is not None and written.year is not None and (day := written.on(written.year)):
            return day, _span(text, written.start, written.end)
    return None, None


def _offered(clean: Clean) -> tuple[str | None, Span | None]:
    """Give what a letter without a subject line says that it brings: *bied ik u onderstaande stand van zaken*."""
    found = _OFFERED.search(clean.text, 0, _HEAD)
    if found is None:
        return None, None
    return " ".join(found["subject"].split()), clean.span(*found.span("subject"))


def _subject(text: str, lines: list[_Line], kind: str) -> tuple[str | None, Span | None]:
    if kind == "handelingen":
        first = lines[0]
        return first.text, _span(text, first.start, first.end)
    if kind == "besluit":
        act = _ACT.match(lines[0].text)
        if act is not None:
            start = lines[0].start + act.start("title")
            return act["title"], _span(text, start, lines[0].end)
    for i, line in enumerate(lines):
        label = _LABEL.match(line.text)
        if label is None or label["label"] not in ("Betreft", "Betreffende", "Onderwerp"):
            continue
        start, j = line.start + label.start("rest"), i
        if not label["rest"]:
            j = i + 1
            if j >= len(lines) or _LABEL.match(lines[j].text):
                continue
            start = lines[j].start
        end = lines[j].end
        while j + 1 < len(lines) and _goes_on(text, lines[j], lines[j + 1]):
            j += 1
            end = lines[j].end
        return " ".join(text[start:end].split()), _span(text, start, end)
    return None, None


def _goes_on(text: str, line: _Line, after: _Line) -> bool:
    """Whether the subject runs on in the next line: no empty line between, and no label, greeting or address."""
    if text.count("\n", line.end, after.start) > 1 or _LABEL.match(after.text):
        return False
    return not re.match(
        r"(?:Geachte|Aan de|De [Vv]oorzitter|Hierbij|Met deze|Bijgaand|Den Haag|Pagina)\b", after.text
    )


def _addressee(text: str, lines: list[_Line], kind: str, clean: Clean) -> tuple[str | None, Span | None]:
    if kind in ("handelingen", "besluit"):
        return None, None
    for line in lines:
        if m := _ADDRESSEE.match(line.text):
            chamber = "Tweede Kamer" if m["chamber"] in ("Tweede", "Kamers") else "Eerste Kamer"
            return chamber, _span(text, line.start + m.start(), line.start + len(m[0].rstrip()))
    for line in lines[:12]:
        if m := _CHAMBER.match(line.text):
            return f"{m[1]} Kamer", _span(text, line.start, line.start + m.start() + len(m[1]) + 6)
    # A letter whose heading is lost speaks to "uw Kamer" and names one chamber only.
    if (yours := _YOUR_CHAMBER.search(clean.text)) is not None:
        named = [c for c in ("Tweede Kamer", "Eerste Kamer") if c in clean.text]
        if len(named) == 1:
            return named[0], clean.span(yours.start(), yours.end())
    return None, None
