"""Changes of a letter that may not change what is found in it, and one that must change it exactly so."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from kamergraaf.bench.maker import make
from kamergraaf.bench.pages import Look
from kamergraaf.ingest.extract import extract
from kamergraaf.ontology.model import Extraction, Letter, Status

Findings = Counter[tuple[str, ...]]
_DOSSIER = re.compile(r"(?<=\d{2})[ \u00a0\u2009](?=\d{3}\b)")


def findings(extraction: Extraction) -> Findings:
    """What was found, without places: what must stay the same when only the layout changes."""
    found: Findings = Counter()
    for c in extraction.citations:
        found["citation", *c.ids, "dossiers", *c.dossiers, c.note or ""] += 1
    for p in extraction.persons:
        found["person", _plain(p.name), p.person or "", p.status.value] += 1
    for party in extraction.parties:
        found["party", party.party] += 1
    for m in extraction.ministries:
        found["ministry", m.key] += 1
    for o in extraction.organisations:
        found["organisation", o.code] += 1
    for motion in extraction.motions:
        proposers = sorted(_plain(p.name) for p in motion.proposers)
        found["motion", *proposers, "ids", *motion.ids, str(motion.adopted)] += 1
    for commitment in extraction.commitments:
        day = str(commitment.at.date) if commitment.at else ""
        found["commitment", _plain(commitment.subject or ""), day] += 1
    for note in extraction.footnotes:
        found["note", note.n, str(note.note is not None), *note.ids] += 1
    return found


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).split()).casefold()


def _text(change: Callable[[str], str]) -> Callable[[Letter], Letter]:
    return lambda letter: replace(letter, text=change(letter.text), pages=(0,))


def _line_ends(text: str) -> str:
    return text.replace("\n", "\r\n")


def _soft_hyphens(text: str) -> str:
    return re.sub(r"\b([a-z]{4})([a-z]{5,})\b", "\\1\u00ad\\2", text)


def _other_digits(zero: int) -> Callable[[str], str]:
    return lambda text: text.translate({ord("0") + i: zero + i for i in range(10)})


def _inverted(text: str) -> str:
    return text.translate({ord("«"): "»", ord("»"): "«"})


# Changes of the text as it stands. The letter's pages are told by the text alone in all of them.
TEXTS: dict[str, Callable[[Letter], Letter]] = {
    "no-break space in dossiers": _text(lambda t: _DOSSIER.sub("\u00a0", t)),
    "thin space in dossiers": _text(lambda t: _DOSSIER.sub("\u2009", t)),
    "no space in dossiers": _text(lambda t: _DOSSIER.sub("", t)),
    "NFD": _text(lambda t: unicodedata.normalize("NFD", t)),
    "CRLF line ends": _text(_line_ends),
    "soft hyphens": _text(_soft_hyphens),
    "zero-width spaces": _text(lambda t: t.replace(" ", " \u200b")),
    "marks of direction": _text(lambda t: t.replace(" (", " \u200e(")),
    "full-width digits": _text(_other_digits(0xFF10)),
    "Arabic-Indic digits": _text(_other_digits(0x0660)),
    "lone carriage returns": _text(lambda t: t.replace("\n", "\r")),
    "line separators": _text(lambda t: t.replace("\n", "\u2028")),
    "two spaces between words": _text(lambda t: re.sub(r"(?<=\S) (?=\S)", "  ", t)),
    "tabs in tables": _text(lambda t: t.replace(" · ", "\t·\t")),
    "no-break hyphens": _text(lambda t: t.replace("-", "\u2011")),
    "minus signs between digits": _text(lambda t: re.sub(r"(?<=\d)-(?=\d)", "\u2212", t)),
    "quotation marks turned round": _text(_inverted),
    "№ for nr.": _text(lambda t: re.sub(r"(?<=\d, )nr\. ?(?=\d)", "\u2116 ", t)),
    "nr. without space": _text(lambda t: t.replace("nr. ", "nr.")),
    "nr, for nr.": _text(lambda t: re.sub(r"(?<=\d{3}, )nr\. ?(?=\d)", "nr, ", t)),
}
# Other printings of a made letter: the words are the same, all else differs.
LOOKS: dict[str, Look] = {
    "lines of 40": Look(width=40, hyphens=False, lines=0),
    "lines of 100": Look(width=100, hyphens=False, lines=0),
    "one line a paragraph": Look(width=0, hyphens=False, lines=0),
    "hyphens at line ends": Look(width=60, hyphens=True, lines=0),
    "pages, form feeds": Look(width=74, hyphens=True, lines=48, feed=True),
    "pages, first line indented": Look(width=74, hyphens=True, lines=48),
}
PLAIN = Look(width=80, hyphens=False, lines=0)


def other_printings(seed: int, size: int = 8_000) -> dict[str, Findings]:
    """What is lost or new in each other printing of that made letter; empty counters when nothing is."""
    base = findings(extract(make(seed, size=size, look=PLAIN).letter))
    out: dict[str, Findings] = {}
    for name, look in LOOKS.items():
        out[name] = _difference(base, findings(extract(make(seed, size=size, look=look).letter)))
    return out


def other_texts(letter: Letter) -> dict[str, Findings]:
    """What is lost or new after each change of a letter's text."""
    base = findings(extract(replace(letter, pages=(0,))))
    return {name: _difference(base, findings(extract(change(letter)))) for name, change in TEXTS.items()}


def other_digits(letter: Letter) -> Findings:
    """What differs from exactly the same ids with other digits, when papers' numbers are raised by one.

    Raised are the citations that give one Kamerstuk whose number stands once in their words.
    """
    before = extract(letter)
    parts: list[str] = []
    wanted: Counter[str] = Counter()
    done = 0
    for citation in before.citations:
        wanted.update(citation.ids)
        number = citation.ids[0].rpartition("-")[2] if len(citation.ids) == 1 else ""
        places = (
            [m.span() for m in re.finditer(rf"(?<!\d){number}(?!\d)", citation.span.exact)]
            if number.isdigit()
            else []
        )
        if len(places) != 1 or not citation.ids[0].startswith("kst-") or citation.span.start < done:
            continue
        start = citation.span.start + places[0][0]
        parts += (letter.text[done:start], str(int(number) + 1))
        done = citation.span.start + places[0][1]
        wanted.subtract(citation.ids)
        wanted[f"{citation.ids[0].rpartition('-')[0]}-{int(number) + 1}"] += 1
    text = "".join([*parts, letter.text[done:]])
    given = Counter(i for c in extract(replace(letter, text=text, pages=(0,))).citations for i in c.ids)
    return Counter({("id", i): abs(wanted[i] - given[i]) for i in wanted | given if wanted[i] != given[i]})


def joined(one: Letter, other: Letter) -> Findings:
    """What differs when two letters stand in one file: citations of both must be found."""
    both = Letter(name="both.txt", text=one.text + "\n\f" + other.text, pages=(0, len(one.text) + 2))
    apart = _ids(extract(one)) + _ids(extract(other))
    together = _ids(extract(both))
    return Counter({("id", i): abs(apart[i] - together[i]) for i in apart | together if apart[i] != together[i]})


def _ids(extraction: Extraction) -> Counter[str]:
    return Counter(i for c in extraction.citations if c.status is not Status.AMBIGUOUS for i in c.ids)


def _difference(one: Findings, other: Findings) -> Findings:
    return (one - other) + (other - one)
