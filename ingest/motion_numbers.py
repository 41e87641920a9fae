"""The numbers of motions: behind the words, in brackets, or in the note whose mark stands there."""

from __future__ import annotations

import re
from dataclasses import replace

from kamergraaf.ingest import dates
from kamergraaf.ingest.bare_numbers import dossiers_for
from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.phrases import patterns
from kamergraaf.ingest.reading import Placed, Reading
from kamergraaf.ingest.values import value
from kamergraaf.ontology.model import Citation, Footnote, Status

_p = patterns("motions")

_CITED = re.compile(
    r"[\s,]*\(?\s*(?:(?:op|met|zie|Zie|TK|onder)\s+)?(?:stuk\s+|nummer\s+|Kamerstuknummer\s+)?"
    r"(?:vergaderjaar\s+\d{4}\s?[-–/]\s?\d{2,4},?\s+)?(?:nr\.?\s+)?$"
)
_JOINED = re.compile(r"[\s,;]*(?:en|,|;|/|respectievelijk|resp\.)?\s*$")
_WAS = re.compile(r"\bwas\s+nrs?\b|\b[Tt]er\s+vervanging\s+van\b")
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
_VOTED = re.compile(rf"De(?:ze)? motie is (?:op {dates.DAY} )?(?:aangenomen|verworpen)(?: op {dates.DAY})?")
_ROW_BEGINS = re.compile(r"[\s•·*-]*(?:[Dd]e )?")
_MOTION = re.compile(r"\b[Mm]oties?\b")
_DAY = rf"(?:{dates.DAY}|\d{{1,2}}-\d{{1,2}}-(?:19|20)\d\d)"
_MOVED = re.compile(rf"{_DAY}[ ,:]+[A-Z][^().;\n]{{3,120}}\(")

_BARE = re.compile(
    r"[\s,]*(?:\(\s*|(?:met|op|onder|gedrukt\s+onder)\s+(?:stuk\s+)?|(?=[Nn]r))(?:stuk\s+)?(?:[Nn]rs?\.?|nummer)\s*(?P<n>\d{1,4})"
    r"(?![\w/]|\s*\(\d|,\s*(?:nr|was)|\s+(?:en|van)\s+\d|\s+\d{3}\b)(?:,\s*gewijzigd)?(?P<close>\s*\))?"
)
_BEFORE_WORD = re.compile(r"\s*(?:\((?:de\s+)?|[:|–-]\s+(?:[Dd]e\s+)?)$")
_ITEM_BEGINS = re.compile(r"[\s•·*–-]*(?:\(?\w{1,2}[.)]\s+|\d{1,3}\s+)?(?:[Kk]amerstuk(?:ken)?\s+)?$")
_REACH = 240  # characters after a motion's words within which a number in brackets may still be its own


@value
class Number:
    """A motion's number and where it is proven: ``status`` ambiguous where several fit one motion."""

    ids: tuple[str, ...]
    at: Region
    status: Status = Status.CERTAIN
    replaces: str | None = None
    vote: str | None = None
    vote_at: Region | None = None


def cited_at(reading: Reading, at: int, end: int) -> Placed[Citation] | None:
    """Give the citation that stands at ``at``, but for a bracket, comma or *op stuk* before it."""
    cited = reading.citations.first(at, min(end + 1, at + 40))
    if cited is None or _CITED.match(reading.text[at : cited.start]) is None:
        return None
    return cited if names_paper(cited.item) else None


def bare_at(reading: Reading, at: int, end: int) -> tuple[Number, int] | None:
    """Read *(nr. 166)* or *op stuk nr. 166* at ``at``, without its dossier; and where it ends.

    Its dossier is the one in which it may run, beside the letter itself and the motions that it cites.
    """
    plain = reading.plain
    m = _BARE.match(plain, at, min(end + 1, at + 60))
    if m is None or ("(" in m.group()) != bool(m["close"]) or reading.citations.over(m.start("n")):
        return None
    fitting = dossiers_for(m["n"], reading.own_paper, reading.motion_papers)
    if len(fitting) != 1:
        return None
    return Number((f"kst-{fitting[0]}-{m['n']}",), (m.start("n"), m.end("n"))), m.end()


def number_ahead(reading: Reading, start: int, floor: int) -> Placed[Citation] | None:
    """Give the number of *de op stuk nr. 52 voorgestelde motie*: it stands just before the motion's words."""
    cited = reading.citations.last_before(start)
    if cited is None or not floor <= cited.start < cited.end < start or start - cited.end > 60:
        return None
    if not names_paper(cited.item) and not cited.item.ids:
        return None
    m = _p("number-before").search(reading.plain, max(floor, cited.start - 4), start)
    return cited if m is not None and len(cited.item.ids) == 1 else None


def number_before(reading: Reading, start: int, end: int) -> Number | None:
    """Read the number that a list or table gives first: *Kamerstuk 26 485, nr. 317 (motie X en Y)*.

    It begins its line, and in brackets or behind a colon, dash or column nothing but the motion follows.
    """
    cited = reading.citations.last_before(start)
    if cited is None or cited.end > start or start - cited.end > 12 or not names_paper(cited.item):
        return None
    between = reading.plain[cited.end : start]
    if _BEFORE_WORD.fullmatch(between) is None and not (between == " " and reading.plain[start].isupper()):
        return None
    first = max(
        reading.layout.block_at(cited.start)[0], reading.plain.rfind("\n", max(0, cited.start - 50), cited.start) + 1
    )
    if cited.start - first > 40 or _ITEM_BEGINS.fullmatch(reading.plain, first, cited.start) is None:
        return None
    return _number_of(reading, [cited], False)


def names_paper(citation: Citation) -> bool:
    """Whether a citation is of a Kamerstuk itself, not of an attachment to it."""
    return citation.relation != "bijlage" and (
        any(i.startswith("kst-") for i in citation.ids) or any(i.startswith("kst-") for i in citation.candidates)
    )


def number_at(reading: Reading, cited: Placed[Citation]) -> Number:
    """Give the number that a citation is: its papers and place; of *nr. 726, was nr. 719* the first."""
    ids = tuple(i for i in cited.item.ids if i.startswith("kst-"))
    if _WAS.search(reading.text, cited.start, cited.end):
        ids = ids[:1]
    return Number(ids, (cited.start, cited.end), cited.item.status)


def past_bracket(reading: Reading, at: int, cited: Placed[Citation], end: int) -> int:
    """Give the end of the citation, past the bracket that closes one opened between ``at`` and the citation."""
    text = reading.text
    if "(" not in text[at : cited.start]:
        return cited.end
    close = text.find(")", cited.end, min(end + 2, cited.end + 60))
    return close + 1 if close >= 0 else cited.end


def bracket(reading: Reading, at: int, cited: Placed[Citation], end: int, plural: bool) -> tuple[Number, int]:
    """Read the citations that stand together behind a motion's words; a list is one motion's only in a plural."""
    group = [cited]
    until = cited.end
    bracketed = "(" in reading.text[at : cited.start]
    while more := reading.citations.first(until, min(end + 1, until + 20)):
        if not bracketed or not names_paper(more.item) or _JOINED.match(reading.text[until : more.start]) is None:
            break
        group.append(more)
        until = more.end
    after = past_bracket(reading, at, group[-1], end)
    if _p("replaces").search(reading.plain, at, cited.start):
        return Number((), (cited.start, cited.end)), after
    return _number_of(reading, group, plural), after


def near(reading: Reading, at: int, end: int, *, plural: bool) -> Number | None:
    """Find the number further on in the sentence: in brackets or a note, with no other document in between."""
    plain = reading.plain
    limit = min(end + 2, reading.reach(at, _REACH))
    cited = _cited_from(reading, at, limit)
    mark = reading.marks.first(at, limit)
    if cited is not None and (mark is None or cited.start < mark.start):
        if not names_paper(cited.item) or _p("rival").search(plain, at, cited.start):
            return None
        opening = plain.rfind("(", at, cited.start)
        if opening < 0 or ")" in plain[opening : cited.start]:
            return None
        if _p("replaces").search(plain, opening, cited.start):
            # "(t.v.v. 29023-470) (Kamerstuk 29023-488)": its own number stands in the next brackets.
            own = cited_at(reading, past_bracket(reading, opening, cited, end), end)
            return bracket(reading, own.start - 1, own, end, plural)[0] if own else None
        if _CITED.match(reading.text[opening : cited.start]) is None:
            return None
        return bracket(reading, opening, cited, end, plural)[0]
    if mark is None or _p("rival").search(plain, at, mark.start):
        return None
    note = mark.item
    if note.note is None or not _only_paper(reading, note):
        return None
    return of_note(reading, mark, plural)[0]


def of_note(reading: Reading, mark: Placed[Footnote], plural: bool) -> tuple[Number | None, Region | None]:
    """Give the number that a linked note holds, or the mark itself where the note is lost."""
    note = mark.item
    if note.note is None:
        return None, (mark.start, mark.end)
    if note.status in (Status.AMBIGUOUS, Status.UNRESOLVED):
        return None, None
    papers = tuple(i for i in note.ids if i.startswith("kst-"))
    if not papers:
        return None, None
    start, end = reading.clean.to_clean(note.note.start), reading.clean.to_clean(note.note.end)
    inside = [c for c in reading.citations.between(start - 2, end + 200) if c.item.note == note.n or c.start < end]
    cited = [c for c in inside if set(c.item.ids) & set(papers) and c.item.relation != "bijlage"]
    if not cited:
        return None, None
    votes = [c for c in inside if any(i.startswith("h-") for i in c.item.ids)]
    vote = (votes[0].item.ids[0], (votes[0].start, votes[0].end)) if len(votes) == 1 else (None, None)
    number = _number_of(reading, cited, plural)
    return replace(number, vote=vote[0], vote_at=vote[1]), None


def of_row(reading: Reading, start: int, end: int) -> Number | None:
    """Give the number that a table's row gives the motion it begins with, printed as a paragraph.

    Behind the day and debate in which it was moved, *27-02-2008 Spoeddebat CAO (29 628, nr. 77)*, or alone in the
    next cell, *Kamerstukken II 2022/23, 36200 IV, nr. 12*, which is then a paragraph of its own.
    """
    plain, (first, last) = reading.plain, reading.layout.block_at(start)
    if _ROW_BEGINS.fullmatch(plain, first, start) is None or _MOTION.search(plain, end, last):
        return None
    papers = [c for c in reading.citations.between(end, last) if names_paper(c.item)]
    if papers:
        moved = _MOVED.search(plain, end, papers[0].start)
        own = moved is not None and moved.end() == papers[0].start and plain.startswith(")", papers[0].end)
        return _number_of(reading, papers[:1], False) if own else None
    following = reading.layout.block_after(last)
    alone = [c for c in reading.citations.between(*following) if names_paper(c.item)]
    if len(alone) != 1 or plain[following[0] : following[1]].strip(" ().\n") != plain[alone[0].start : alone[0].end]:
        return None
    return _number_of(reading, alone, False)


def replaced(reading: Reading, at: int, end: int) -> Number | None:
    """Give the paper in whose place a motion comes: *ter vervanging van die gedrukt onder nr. 13*."""
    m = _p("replaces").search(reading.plain, at, end)
    if m is None:
        return None
    cited = reading.citations.first(m.end(), min(end + 1, m.end() + 80))
    if cited is None or not cited.item.ids:
        return None
    return Number(cited.item.ids[:1], (cited.start, cited.end), cited.item.status)


def _number_of(reading: Reading, cited: list[Placed[Citation]], plural: bool) -> Number:
    ids: list[str] = []
    for c in cited:
        ids += [i for i in c.item.ids if i.startswith("kst-") and i not in ids]
    at = (cited[0].start, cited[0].end)
    if _WAS.search(reading.text, cited[0].start, cited[-1].end) and len(ids) == 2:
        return Number((ids[0],), at, cited[0].item.status, replaces=ids[1])
    several = len(ids) > 1 and not plural
    return Number(tuple(ids), at, Status.AMBIGUOUS if several else cited[0].item.status)


def _cited_from(reading: Reading, at: int, limit: int) -> Placed[Citation] | None:
    """Give the first citation from ``at`` on that stands in no note which breaks the sentence."""
    for start, end in reading.layout.gaps:
        if at <= start < limit:
            return reading.citations.first(at, start) or reading.citations.first(end, limit)
    return reading.citations.first(at, limit)


def _only_paper(reading: Reading, note: Footnote) -> bool:
    """Whether a note holds a Kamerstuk and nothing else but a vote: the content check of a mark further on."""
    assert note.note is not None
    start, end = reading.clean.to_clean(note.note.start), reading.clean.to_clean(note.note.end)
    rest = reading.text[start:end]
    for c in reversed(reading.citations.between(start, end)):
        rest = rest[: c.start - start] + rest[c.end - start :]
    return len(_LONG_WORD.findall(_VOTED.sub(" ", rest, count=1))) <= 1
