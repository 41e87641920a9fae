"""Citations in a letter: documents named by their number, and what looked like one and could not be read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from kamergraaf.ingest import bare_numbers, damage, grammar
from kamergraaf.ingest.bare_numbers import Paper
from kamergraaf.ingest.forms import handelingen, kamerstuk, published
from kamergraaf.ingest.forms.outcome import Outcome, Read, Refused
from kamergraaf.ingest.grammar import Grammar, Rule
from kamergraaf.ingest.repair import Clean, same_length
from kamergraaf.ingest.scanned import is_scanned
from kamergraaf.ontology.model import Citation, Span, Status, Unread

RULE_FILES = ("kamerstuk.toml", "handelingen.toml", "bekendmakingen.toml", "terzijde.toml")

_READINGS: dict[str, Callable[[re.Match[str], Clean], Outcome]] = {
    function.__name__: function
    for function in (
        kamerstuk.kamerstuk,
        kamerstuk.kamerstuk_letter,
        kamerstuk.kamerstuk_roman,
        kamerstuk.kamerstuk_kaal,
        kamerstuk.kamerstuk_dossier,
        kamerstuk.kamerstuk_bare,
        kamerstuk.hyphened,
        kamerstuk.dossier_in_brackets,
        kamerstuk.dossier_of_bill,
        kamerstuk.letter_in_brackets,
        kamerstuk.numbered_in_fund,
        kamerstuk.context,
        kamerstuk.context_own,
        kamerstuk.kst,
        kamerstuk.kst_joined,
        handelingen.handelingen,
        handelingen.handelingen_unresolvable,
        handelingen.aanhangsel,
        published.gazette,
        published.as_written,
        published.ecli,
        published.no_id,
        published.eu_act,
        published.law,
    )
}
_CASE, _ACT = "kamernummer", "wetsartikel"  # rules whose findings are kept apart
# The heading of an official paper: as its XML has it, and as it is printed.
_OWN_XML = re.compile(
    r"^Kamerstukken\s*\n\s*(\d{2} ?\d{3}(?:\s*[-–]\s*\d{2}\b)?)[ \n]*"
    r"(?:(?:-\s*)?\(?([IVX]{1,6}[A-E]?|[A-M])\)?\s*\n)?",
    re.MULTILINE,
)
_OWN_PRINT = re.compile(
    r"^(\d{2} ?\d{3}(?:-\d{2})?)(?:[ -]?([IVX]{1,6}[A-E]?|[A-M])|[ -]\(R ?\d{3,4}\))?"
    r" ?-?[ \t\n]+[A-ZÀ-Ý«“][^\n]{3,}"
    r"(?:\n[^\n]+){0,6}\n+ *(?:Nr\.|NR\.|nr\.) *\d+",
    re.MULTILINE,
)
_SENTENCE_REACH = 160  # characters from a dossier to the paper of it that is named by number only
_SENTENCE_ENDS = re.compile(r"[.!?;]\s+[A-Z]|\n")
_SENTENCE_ENDS_STRICT = re.compile(r"(?<!nr)[.!?;]\s+(?=[A-Z])|\n\s*\n")
_MOTION_BEHIND = re.compile(r"\)?,?\s+\(?(?:de )?(?:gewijzigde )?motie\b")
_REPLACING = re.compile(r",? ?\(?(?:(?:nader )?gewijzigd(?:e motie)?,? )?(?:t\.?v\.?v\.?|ter vervanging van) ?")
_HEADING_WITHIN = 1500  # characters: an official paper's heading stands at its top
_SPOILT = re.compile(
    r"(?=[^\n]{0,30}\d)\W{0,3}(?:[\w/–-]{1,10}[., ]{1,2}){0,3}?"
    r"(?:[\dOoSsBIlZ|]{2} ?[\dOoSsBIlZ|]{3}|[\d ]{3,9}, nr)[^\n)]{0,16}"
)
_SPOILT_SITTING = re.compile(
    r"(?:(?: van de| der)? \w{10,12})?[ ,(]{0,2}(?:\w{1,2}[ ,]{1,2})?(?:vergaderjaar )?[\w–/-]*\d[\w–/-]*, ?n?r?"
)
_PAPER_WORDS = frozenset({"Kamerst", "kamerst", "KAMERST", *grammar.misreadings("Kamerstuk")})
_SITTING_WORDS = frozenset(
    {"Handelingen", "Aanhangsel", *grammar.misreadings("Handelingen"), *grammar.misreadings("Aanhangsel")}
)
_SPOILT_BARE = re.compile(r"(?<!\w)(?=[\w ]{0,6}\d[\w ]{0,6}\d)[\dOoSsBIlZGgqb|]{2} ?[\dOoSsBIlZGgqb|]{3}[,;.] ?\Z")


@dataclass(frozen=True, slots=True)
class Citations:
    """All in order of place. ``acts``: laws of which an article is named. ``cases``: the Kamer's own numbers."""

    citations: tuple[Citation, ...]
    unread: tuple[Unread, ...]
    acts: tuple[Citation, ...] = ()
    cases: tuple[Citation, ...] = ()


@dataclass(slots=True)
class _Found:
    start: int
    end: int
    rule: Rule
    read: Read


@cache
def rules() -> Grammar:
    """Give the grammar of all citation rules; read once."""
    return Grammar(grammar.read_rules(RULE_FILES, {"wetten": published.law_names()}))


def find_citations(
    clean: Clean, day: date | None = None, known: Collection[str] = (), own: Paper | None = None
) -> Citations:
    """Find every citation of a letter; any text will do. Of two that overlap the longer counts.

    ``day``: the letter's own; ``known``: dossiers that exist. A scan's citations are held against both. ``own``: the
    letter as a paper of its dossier, beside which a motion named by number only runs.
    """
    text = clean.text
    found: list[_Found] = []
    refused: list[tuple[int, int, str]] = []
    until = 0
    for hit in rules().hits(text):
        if hit.start < until:
            continue  # within what was read already
        reason = None
        for rule in hit.rules:
            m = grammar.match(rule, text, hit)
            if m is None:
                continue
            outcome = _READINGS[rule.reading](m, clean)
            if isinstance(outcome, Read) and not all(map(str.isascii, (*outcome.ids, *outcome.dossiers))):
                outcome = Refused("cijfers van een ander schrift")
            if isinstance(outcome, Read):
                start = m.start() if outcome.start is None else outcome.start
                end = m.end() if outcome.end is None else outcome.end
                found.append(_Found(start, end, rule, outcome))
                until = end
                break
            if isinstance(outcome, Refused):
                reason = (m.start(), m.end(), outcome.reason)
                break  # no weaker form of what is spoilt
        else:
            reason = _suspicious(clean, text, hit)
        if reason is not None:
            refused.append(reason)
    kept = _settle(found)
    _fill_in(kept, clean, own)
    if is_scanned(clean.letter):
        kept = _hold(kept, clean, refused, day, known)
        _doubt(kept)
    return Citations(
        tuple(_citation(clean, f) for f in kept if f.rule.name not in (_ACT, _CASE)),
        tuple(_unread(clean, refused, kept)),
        tuple(_citation(clean, f) for f in kept if f.rule.name == _ACT),
        tuple(_citation(clean, f) for f in kept if f.rule.name == _CASE),
    )


def own_dossier(clean: Clean) -> str | None:
    """Give the dossier of the letter's own heading, as ids write it, or None where it has none or several."""
    declared = clean.letter.declared.dossiers
    if len(declared) == 1:
        return declared[0]
    top = same_length(clean.printed[:_HEADING_WITHIN])
    m = _OWN_XML.search(top) or _OWN_PRINT.search(top)
    if m is None:
        return None
    core = re.sub(r"\s", "", m.group(1)).replace("–", "-")
    return f"{core}-{m.group(2)}" if m.group(2) else core


def _settle(found: list[_Found]) -> list[_Found]:
    """Of overlapping readings the longer; of two as long the rule that stands first."""
    kept: list[_Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end, f.rule.order)):
        if kept and one.start < kept[-1].end:
            if one.end - one.start > kept[-1].end - kept[-1].start:
                kept[-1] = one
            continue
        kept.append(one)
    return kept


def _fill_in(found: list[_Found], clean: Clean, own_paper: Paper | None) -> None:
    """Give the papers named by number only their dossier, where the letter gives just one."""
    if not any(f.read.awaits for f in found):
        return
    known: dict[str, list[str]] = {}
    cited = (f.read for f in found if _of_motion(clean.text, f))
    motions = [paper for read in cited for paper in bare_numbers.papers(read.ids, read.dossiers)]
    for i, f in enumerate(found):
        if f.read.awaits:
            dossier = _replaced_dossier(found[:i], f, clean) if f.read.own else None
            dossier = dossier or _dossier_of_sentence(found[:i], f, clean.text)
            f.read = _in_dossier(f.read, known, dossier)
            if f.read.status is Status.UNRESOLVED and not f.read.own and not _of_amendment(clean.text, f):
                f.read = _beside(f.read, own_paper, motions)
        elif f.rule.name == "nummer-voor-dossier":
            for official in f.read.ids:
                dossier, _, number = official.removeprefix("kst-").rpartition("-")
                if dossier not in known.setdefault(number, []):
                    known[number].append(dossier)


def _replaced_dossier(before: list[_Found], one: _Found, clean: Clean) -> str | None:
    """Give the dossier of *19 637, nr. 3347 (t.v.v. nr. 3342)*: that of the paper before, else the heading's."""
    if before and len(before[-1].read.dossiers) == 1 and before[-1].read.ids:
        between = clean.text[before[-1].end : one.start] if one.start - before[-1].end <= 60 else "\n\n"
        if _REPLACING.fullmatch(between):
            return before[-1].read.dossiers[0]
    return own_dossier(clean)


def _of_motion(text: str, found: _Found) -> bool:
    """Whether a citation is that of a motion: the same sentence has the word just before or behind it."""
    if found.read.awaits or not found.read.dossiers:
        return False
    before = text[max(0, found.start - _SENTENCE_REACH) : found.start]
    ended = [m.end() for m in _SENTENCE_ENDS_STRICT.finditer(before)]
    before = before[ended[-1] :] if ended else before
    return "otie" in before or _MOTION_BEHIND.match(text, found.end) is not None


def _of_amendment(text: str, found: _Found) -> bool:
    """Whether a number is an amendment's, which runs in the dossier of its bill."""
    return "mendement" in text[max(0, found.start - 40) : found.start]


def _beside(read: Read, own: Paper | None, motions: list[Paper]) -> Read:
    """Give the papers the one dossier in which each may run, beside the letter and the motions that it cites."""
    options = [bare_numbers.dossiers_for(n, own, motions) for n in read.awaits]
    common = tuple(dict.fromkeys(dossier for option in options for dossier in option))
    if len(common) == 1 and all(options):
        ids = tuple(f"kst-{common[0]}-{n}" for n in read.awaits)
        return replace(read, ids=ids, dossiers=common, status=Status.CERTAIN, reason="")
    if len(common) > 1:
        candidates = tuple(f"kst-{d}-{n}" for n, option in zip(read.awaits, options, strict=True) for d in option)
        return replace(read, status=Status.AMBIGUOUS, reason="meer dan een dossier", candidates=candidates)
    return read


def _dossier_of_sentence(before: list[_Found], one: _Found, text: str) -> str | None:
    """Give the dossier that the same sentence names before: *In dossier 29 754 is de motie op stuk nr. 12 …*."""
    if not before or before[-1].read.ids or len(before[-1].read.dossiers) != 1:
        return None
    between = text[before[-1].end : one.start] if one.start - before[-1].end <= _SENTENCE_REACH else "\n"
    return None if _SENTENCE_ENDS.search(between) else before[-1].read.dossiers[0]


def _hold(
    found: list[_Found],
    clean: Clean,
    refused: list[tuple[int, int, str]],
    day: date | None,
    known: Collection[str],
) -> list[_Found]:
    """Put what a scan cannot have read right with what is refused; what may be another's dossier is left open."""
    scan = damage.scan_of([f.read for f in found], day, own_dossier(clean), known)
    kept: list[_Found] = []
    for f in found:
        reason = damage.spoilt(clean.text[f.start : f.end], f.read, scan)
        if reason is not None:
            refused.append((f.start, f.end, reason))
            continue
        if others := damage.near(f.read, scan):
            f.read = _either(f.read, others)
        kept.append(f)
    return kept


def _either(read: Read, others: tuple[str, ...]) -> Read:
    """Leave open which dossier is meant: the one that was read, or one of those that differ from it by a digit."""
    core = read.dossiers[0][:5]
    ids = tuple(official.replace(core, one, 1) for one in (core, *others) for official in read.ids)
    reason = f"scheelt een cijfer met {', '.join(others)}, dat vaker in de brief staat"
    return replace(read, ids=(), dossiers=(), status=Status.AMBIGUOUS, reason=reason, candidates=ids)


def _doubt(found: list[_Found]) -> None:
    """In a scan a digit may be read as another: a citation is certain only where the letter gives it twice."""
    times = Counter(official for f in found for official in f.read.ids)
    for f in found:
        if f.read.status is Status.CERTAIN and f.read.ids and any(times[official] == 1 for official in f.read.ids):
            f.read = replace(f.read, status=Status.PROBABLE)  # which says just that: no reason beside it


def _in_dossier(read: Read, known: dict[str, list[str]], own: str | None) -> Read:
    if own is not None:
        return replace(read, ids=tuple(f"kst-{own}-{n}" for n in read.awaits), dossiers=(own,))
    options = [[f"kst-{dossier}-{n}" for dossier in known.get(n, ())] for n in read.awaits]
    if options and all(len(option) == 1 for option in options):
        ids = tuple(option[0] for option in options)
        return replace(read, ids=ids, dossiers=tuple(dict.fromkeys(known[n][0] for n in read.awaits)))
    candidates = tuple(candidate for option in options for candidate in option)
    if candidates:
        return replace(read, status=Status.AMBIGUOUS, reason="meer dan een dossier", candidates=candidates)
    return replace(read, status=Status.UNRESOLVED, reason="het dossier staat er niet bij")


def _suspicious(clean: Clean, text: str, hit: grammar.Hit) -> tuple[int, int, str] | None:
    """Tell what looks like a citation though no rule fits it: the keyword with spoilt digits after it."""
    if hit.trigger in _PAPER_WORDS:
        if kamerstuk.is_own_heading(clean, hit.start):
            return None
        m = _SPOILT.match(text, min(len(text), hit.end + _word_rest(text, hit.end)), min(len(text), hit.end + 60))
        return (hit.start, m.end(), "cijfers onleesbaar of vorm onbekend") if m else None
    if hit.trigger in _SITTING_WORDS:
        m = _SPOILT_SITTING.match(text, hit.end, min(len(text), hit.end + 60))
        return (hit.start, m.end(), "cijfers onleesbaar of vorm onbekend") if m else None
    if hit.trigger in ("nr", "Nr", "NR"):
        m = _SPOILT_BARE.search(text, max(0, hit.start - 10), hit.start)
        return (m.start(), hit.end, "cijfers onleesbaar of vorm onbekend") if m else None
    return None


def _word_rest(text: str, at: int) -> int:
    rest = 0
    while at + rest < len(text) and text[at + rest].isalpha():
        rest += 1
    return rest


def _citation(clean: Clean, found: _Found) -> Citation:
    read = found.read
    second: Span | None = None
    if read.second_dossier is not None:
        second = clean.span(*read.second_dossier)
    return Citation(
        clean.span(found.start, found.end),
        tuple(dict.fromkeys(read.ids)),
        found.rule.name,
        read.dossiers,
        read.status,
        read.reason,
        read.candidates,
        read.read_as,
        second,
        read.relation,
    )


def _unread(clean: Clean, refused: list[tuple[int, int, str]], kept: list[_Found]) -> list[Unread]:
    unread: list[Unread] = []
    starts = [f.start for f in kept]
    last = -1
    for start, end, reason in sorted(refused):
        i = bisect_right(starts, end - 1) - 1  # the last citation that begins before the end
        if start < last or (i >= 0 and kept[i].end > start):
            continue
        unread.append(Unread(clean.span(start, end), reason))
        last = end
    return unread
