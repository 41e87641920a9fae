"""Kamerstukken: from what a rule caught to ids, dossiers, relation and status."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from kamergraaf.ingest import grammar
from kamergraaf.ingest.forms.handelingen import session
from kamergraaf.ingest.forms.numbers import NEWEST, OLDEST, Dossier, Numbers, dossiers, fund, numbers
from kamergraaf.ingest.forms.outcome import Outcome, Read, Refused
from kamergraaf.ingest.guarded import Guarded
from kamergraaf.ingest.repair import DROPPED, Clean
from kamergraaf.ontology.model import Status

Match = re.Match[str]
_Groups = dict[str, Any]

_TK = frozenset({"II", "11", "ll", "l1", "1l", "Il", "lI", "I1", "1I", "2", "TK", "T.K.", "Tweede Kamer"})
_EK = frozenset({"I", "1", "EK", "E.K.", "Eerste Kamer"})
_MISREAD_CHAMBER = frozenset({"11", "ll", "l1", "1l", "Il", "lI", "I1", "1I"})
_WORD = re.compile(
    r"(?:[Kk]amerst(?:uk(?:ken)?|ukken)|KAMERST(?:UK|UKKEN)|[Kk]st\.?|KST\.?|[TE]\.?K\.?|(?:Tweede|Eerste) Kamer)\Z"
)
_PLURAL = re.compile(r"[Nn][Rr]s\b|ummers\b")
_LONE_WORD = re.compile(r"Kamerstukken[ \r]*\n")
_NR = re.compile(r"[Nn][Rr]s?|[Nn]ummers?")
_LETTERS = re.compile(r"[A-Z]{1,3}")
_ATTACHED = Guarded(r"[Bb]ijlagen? (?:\d+ )?bij:? (?:de |het |onze |mijn )?(?:\(|brief )?\Z")
_REPLACES = Guarded(
    r"(?:\bt\.?v\.?v\.?|[Tt]er vervanging van|TER VERVANGING VAN)(?: de| die| het)?"
    r"(?: (?:gedrukt|GEDRUKT))?(?: (?:onder|ONDER))?(?: stuk)? ?\Z"
)
# Left of a bare citation: a number, perhaps spoilt, with what may be a joiner ("29 83l en", "Z9 618 cn").
_OTHER_NUMBER = re.compile(
    r"(?<!\w)(?:\d[\dA-Za-z]*|[A-Z]\d+)(?:[ .]?(?:\w{0,2}\d\w{0,2}|[\dOSBlIZGgqo]{3}))?\s?"
    r"(?:[a-z&/,;–-]{1,3}|\W)?\s?\Z"
)
_NOTE_NUMBER = re.compile(rf"(?:^|\n)[\s{DROPPED}]*\[?\d{{1,3}}[\])]?[\s{DROPPED}]+\Z")
_OWN_NUMBER = re.compile(
    r"(?:(?:[Nn]rs?|items?|blz|pp?|pag|art|artikel|lid|Stb|Stcrt|Trb)\.? ?[\d ,–-]+(?:en \d{1,4})?[a-z]?"
    r"|\b(?:1[89]|20)\d\d(?: ?[/–-] ?\d{2,4})?|[A-Z]{1,2})"
    r"(?:, | en |; |, en |\. | |,)?\Z"
)
_DATE = re.compile(r"\d{1,2} (?:jan|feb|m(?:aa)?rt|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]* \d{4}[,:;.]? ?\Z")
_LISTED = re.compile(
    r"(?:moties?|stukken|stuk|amendement(?:en)?|[Kk]amerstuk(?:ken)?|brieven|brief|nota|verslag)\b"
    r"(?:[^.\n]|(?<=\bc)\.(?=s\.)|(?<=\bc\.s)\.){0,80}\Z"
)
# One of a list of papers, all written so: "35925-32; 35570-XIV-46; ".
_ANOTHER_BEFORE = re.compile(
    r"(?<![\w-])(?:1[4-9]|2\d|3[0-8])\d{3}(?:-(?:[IVX]+[A-E]?|[A-M]|\d\d))?-\d{1,4}(?:; |, | en |, en )\Z"
)
_NAMED = re.compile(r"\b(?:[Mm]oties?|[Aa]mendement(?:en)?) \Z")
# Behind the subject of a motion, in brackets: (24515-535).
_OF_MOTION = re.compile(
    r"\b[Mm]oties?\b(?:[^.;\n()]|(?<=\bc)\.(?=s\.)|(?<=\bc\.s)\.|\((?!\d)[\w/+-]{1,14}\)){0,220}\((?:t\.v\.v\. ?)?\Z"
)
_OF_MOTION_LONGEST = 260
# After a dossier alone: a number that no rule could read, or another dossier.
_MORE = re.compile(
    r"[,;:.]? ?\(?[Nn][Rr]s?\b[.,]? ?\S|[-–/] ?\w|\w|, ?\d{1,4}[^\d\s]?\d*[A-Za-z]"
    r"|(?: en |, ?|/)\d{2} ?\d{3}(?!\d)"
)
_NUMBER_BEHIND = re.compile(r"[.,:]? ?\d")
_THEN_NR = re.compile(r"\d{1,2}[,;]? [Nn]rs?\b")
_COLOPHON = re.compile(r"\s{1,60}(?:\d{4}[te]kkst\d|ISSN\b)")
_OLDEST_BARE = 14000
_LETTERS_UNTIL = 28000  # about 2001: since then no number has a letter behind it
_LETTERS_SINCE = 25000  # about 1996: since then papers of the Eerste Kamer have letters
_NUMBER_FOLLOWS = re.compile(r"[,;:]? ?\(?[Nn][Rr]s?\b[.,]? ?\d")  # a letter before nr. is a fund's, or was misread
_IN_FUND = re.compile(r"\d{5}-[A-M]\Z")
_BUDGET = grammar.table("begroting.toml")
_FUNDS = frozenset(_BUDGET["fondsen"])
_BUDGETS = frozenset(_BUDGET["dossiers"])  # 33 253, V is a paper of the Eerste Kamer, 36 410 V a chapter


def kamerstuk(m: Match, clean: Clean) -> Outcome:
    """Dossiers, ``nr.`` and numbers: the number runs in the first dossier."""
    if _own_heading(m, clean):
        return None
    return _numbered(m, clean, plural=_PLURAL.search(m.string, m.end("dossiers"), m.start("nummers")) is not None)


def kamerstuk_kaal(m: Match, clean: Clean) -> Outcome:
    """Read a number after the dossier without ``nr.``; after a space or comma it must end there."""
    if _own_heading(m, clean):
        return None
    separator = m.group("voor")
    after = m.string[m.end() : m.end() + 2]
    if separator.strip() in ("", ",", ";") and not (
        after[:1] in ("", ")", ".", ",", ";", ":", "]", "\n", "»") or after == " ("
    ):
        return None
    if "was" not in m.groupdict() or m.group("was") is None:
        year = m.group("nummers")
        if _chamber(m.groupdict()) == "I" and "nr" not in m.group():
            return Refused("de Eerste Kamer nummert met letters")
        if separator.strip() in ("", ",") and re.fullmatch(r"(?:19|20)\d\d", year):
            return None
        if separator == "/" and session(f"{m.group('dossiers')[-4:]}/{year}") is not None:
            return Refused("kamer en vergaderjaar staan aaneen")  # 22017/18: II 2017/18
        if separator.strip(" -–") == "" and _THEN_NR.match(year):
            # 34 775 8, nr. 29 is of a fund or chapter, 21 507-33, nr. 517 of a Council's dossier: both misread.
            return Refused("toevoeging aan het dossier is niet te lezen")
    read = _numbered(m, clean, plural=True, hyphened="-" in separator)
    if isinstance(read, Read) and separator.strip() == "," and _IN_FUND.match(read.dossiers[0]):
        core = read.dossiers[0][:5]
        return read if int(core) in _BUDGETS else None  # else a letter and a page
    if isinstance(read, Read) and len(read.dossiers) > 1 and " en " in m.group("dossiers"):
        # One paper in two dossiers, as the Kamer writes it; it could be a dossier and a paper of another.
        number = read.ids[0].removeprefix(f"kst-{read.dossiers[0]}-")
        candidates = tuple(f"kst-{dossier}-{number}" for dossier in read.dossiers)
        reason = "het nummer loopt in het eerste van twee dossiers"
        return replace(read, candidates=candidates, status=Status.PROBABLE, reason=reason)
    return read


def kamerstuk_bare(m: Match, clean: Clean) -> Outcome:
    """Without a keyword: what stands to the left must not be a dossier that OCR has spoilt."""
    before = m.string[max(0, m.start() - 40) : m.start()].rstrip("\n")
    start = clean.to_source(m.start())
    in_note = _NOTE_NUMBER.search(clean.printed[max(0, start - 12) : start]) is not None
    if not in_note and not before.endswith(("(", "[", "( ", "«", "\n")):
        near = before[-24:]
        if _OTHER_NUMBER.search(near) and not _OWN_NUMBER.search(before) and not _DATE.search(before):
            return Refused("ervoor staat een ander, onleesbaar nummer")
        if re.search(r"\d{2} ?\d{3}(?!\d)[^\d()]{1,12}\Z", near) and not re.search(r"[Nn]rs?\.? ?\d|,", near):
            return Refused("ervoor staat een ander dossier")
    return _numbered(
        m,
        clean,
        plural=_PLURAL.search(m.string, m.end("dossiers"), m.start("nummers")) is not None,
        oldest=_OLDEST_BARE,
    )


def kamerstuk_letter(m: Match, clean: Clean) -> Outcome:
    """Read a paper of the Eerste Kamer: one to three capitals where the Tweede Kamer has a number."""
    if _own_heading(m, clean):
        return None
    chamber = _chamber(m.groupdict())
    between = m.group("voor")
    found = _LETTERS.findall(m.group("letters"))
    after = m.string[m.end() : m.end() + 1]
    named = "I" in chamber or "r" in between
    if (
        len(found[0]) > 1
        and not named
        and not (between.strip() == "," and after in (")", ".", ";") and found[0] < "G")
    ):
        return None
    if chamber == "II" or (not named and not between.strip(" ") and after not in ("", ")", ".", ",", ";", ":")):
        return None
    if not named and after not in ("", ")", ".", ",", ";", ":", "]", "\n"):
        return None
    if _NUMBER_FOLLOWS.match(m.string, m.end()):
        return Refused(f"{found[0]} is geen fonds van de begroting")
    oldest = OLDEST if "woord" in m.groupdict() else _OLDEST_BARE
    keys = dossiers(m.string, m.start("dossiers"), m.end("dossiers"), oldest)
    if isinstance(keys, Refused):
        return keys
    first = keys[0]
    if not named and between.strip() != "," and found[0] in _FUNDS and first.addition is None:
        key = f"{first.core}-{found[0]}"
        if int(first.core) in _BUDGETS:
            return Read((), (key,), candidates=(f"kst-{key}",))
        if int(first.core) % 5 == 0:  # supplementary budgets and their accounts have round numbers
            reason = "een fonds van de begroting of een stuk van de Eerste Kamer"
            return Read((), (key,), status=Status.AMBIGUOUS, reason=reason, candidates=(f"kst-{key}",))
    return _read(m, keys, Numbers(tuple(found), m.end()))


def kamerstuk_roman(m: Match, clean: Clean) -> Outcome:
    """Read a paper in one of the Eerste Kamer's own dossiers; needs its chamber or its year."""
    chamber = _chamber(m.groupdict())
    if chamber == "II" or (chamber == "" and m.group("jaar") is None):
        return None
    key = m.group("romeins")
    return Read(tuple(f"kst-{key}-{letter}" for letter in _LETTERS.findall(m.group("letters"))), (key,))


def kamerstuk_dossier(m: Match, clean: Clean) -> Outcome:
    """Read a dossier alone: a weaker edge, to the dossier."""
    if _own_heading(m, clean):
        return None
    if m.groupdict().get("woord") in ("TK", "EK", "T.K.", "E.K.", "Tweede Kamer", "Eerste Kamer"):
        return None
    keys = dossiers(m.string, m.start("dossiers"), m.end("dossiers"))
    if isinstance(keys, Refused):
        return keys
    if _MORE.match(m.string, m.end(), m.end() + 14):
        return Refused("nummer na het dossier is onleesbaar")
    only = keys[0]
    if (
        _chamber(m.groupdict()) == "I"
        and only.addition is not None
        and len(only.addition) == 1
        and int(only.core) not in _BUDGETS
    ):
        bare = Dossier(only.core, None, only.start, only.end)
        return _read(m, (bare,), Numbers((only.addition,), m.end()))
    return _read(m, keys, None)


def hyphened(m: Match, clean: Clean) -> Outcome:
    """Dossier and number joined by a hyphen, without a keyword: only where lists of papers write so."""
    text = m.string
    keys = dossiers(text, m.start("dossiers"), m.end("dossiers"), _OLDEST_BARE)
    if isinstance(keys, Refused):
        return None
    before = text[max(0, m.start() - 90) : m.start()]
    source = clean.printed
    after = clean.to_source(m.end() - 1) + 1
    ends_line = after >= len(source) or source[after] in "\r\n\f"
    listed = before.endswith((" - ", " – ", "\n")) and ends_line
    bracketed = text.startswith(")", m.end()) and (
        (before.endswith("(") and _LISTED.search(before) is not None)
        or _OF_MOTION.search(text, max(0, m.start() - _OF_MOTION_LONGEST), m.start()) is not None
    )
    enumerated = re.search(r"(?:: |; |, | en )\Z", before) is not None and _LISTED.search(before) is not None
    enumerated = enumerated or _ANOTHER_BEFORE.search(before) is not None
    named = _NAMED.search(before) is not None or _REPLACES.search(before) is not None
    alone = (
        before.endswith("(") and text.startswith(")", m.end()) and int(keys[0].core) > int(m.group("nummers")) * 20
    )
    if not (keys[0].addition or listed or bracketed or enumerated or named or alone):
        return None
    return _read(m, keys, Numbers((m.group("nummers"),), m.end()))


def dossier_in_brackets(m: Match, clean: Clean) -> Outcome:
    """Read a Council dossier or a budget chapter alone in brackets."""
    keys = dossiers(m.string, m.start("dossiers"), m.end("dossiers"), _OLDEST_BARE)
    if isinstance(keys, Refused):
        return None
    key = keys[0] if keys[0].addition is not None else fund(m.string, m.start("dossiers"), m.end("dossiers"))
    if isinstance(key, Refused) or (len(key.key) == 7 and int(key.core) not in _BUDGETS):
        return None  # five digits and a letter: a fund only in a budget
    return Read((), (key.key,), m.start("citaat"), m.end("citaat"))


def dossier_of_bill(m: Match, clean: Clean) -> Outcome:
    """Read the dossier alone in brackets behind a bill: het wetsvoorstel Voorbeeldwet (36537)."""
    keys = dossiers(m.string, m.start("dossiers"), m.end("dossiers"), _OLDEST_BARE)
    return None if isinstance(keys, Refused) else Read((), (keys[0].key,), m.start("citaat"), m.end("citaat"))


def letter_in_brackets(m: Match, clean: Clean) -> Outcome:
    """Read a paper of the Eerste Kamer alone in brackets: (36200 VIII, D)."""
    keys = dossiers(m.string, m.start("dossiers"), m.end("dossiers"), _OLDEST_BARE)
    if isinstance(keys, Refused):
        return None
    return replace(_read(m, keys, Numbers((m.group("letters"),), m.end("letters"))), start=m.start("citaat"))


def numbered_in_fund(m: Match, clean: Clean) -> Outcome:
    """``stuk nr. 12 (36 600 J)``: the fund's letter stands alone before the bracket."""
    key = fund(m.string, m.start("dossiers"), m.end("dossiers"))
    if isinstance(key, Refused):
        return key
    found = numbers(clean, m.start("nummers"), m.end("nummers"), plural="nrs" in m.group(), letters=False)
    return found if isinstance(found, Refused) else _read(m, (key,), found)


def context(m: Match, clean: Clean) -> Outcome:
    """``stuk nr. 253``: the dossier must be given elsewhere in the letter."""
    found = numbers(clean, m.start("nummers"), m.end("nummers"), plural="nrs" in m.group(), letters=False)
    if isinstance(found, Refused):
        return found
    return Read(start=m.start(), end=found.end, awaits=found.values, relation=_relation(m))


def context_own(m: Match, clean: Clean) -> Outcome:
    """``gedrukt onder nr. 35``: the dossier is that of the letter's own heading."""
    return Read(
        start=m.start("citaat"), end=m.end("citaat"), awaits=(m.group("nummers"),), relation="vervangt", own=True
    )


def kst(m: Match, clean: Clean) -> Outcome:
    """Read an official id; a reprint is a version of the same number."""
    whole = m.group("kst")
    parts = whole.split("-")
    parts = [part.upper() if part[0].isalpha() else part for part in parts]
    version = m.group("versie").lower()
    number = "-".join(parts) + (version if version.startswith("-b") else "")
    if len(parts) == 1 and (len(parts[0]) == 5 or not parts[0].isdigit()):
        return Read((), (parts[0],)) if len(parts[0]) == 5 else None
    years = len(parts[0]) == 8 and len(parts) > 1
    suffix = parts[-1][-1:]
    recent = parts[0].isdigit() and not years and int(parts[0]) >= _LETTERS_UNTIL
    if parts[-1][0].isdigit() and suffix.isalpha() and (recent or suffix in "lo"):
        return Refused(f"letter achter het nummer: {parts[-1]}")  # 111a is of years past; 5o was 50
    dossier = "-".join(parts[years:-1])
    return Read((f"kst-{number}",), (dossier,) if dossier else ())


def kst_joined(m: Match, clean: Clean) -> Outcome:
    """Digits run together on older sites: the first five are the dossier.

    On a printed paper's last page the same shape is the printer's number, with the paper's own and the ISSN below it.
    """
    if _COLOPHON.match(clean.text, m.end()):
        return Refused("nummer van de drukker, geen Kamerstuk")
    key = m.group("dossiers")
    if not OLDEST <= int(key) <= NEWEST:
        return Refused(f"dossier {key} bestaat niet")
    return Read(
        (f"kst-{key}-{m.group('nummers')}",), (key,), status=Status.PROBABLE, reason="dossier en nummer staan aaneen"
    )


def _numbered(m: Match, clean: Clean, *, plural: bool, oldest: int = OLDEST, hyphened: bool = False) -> Outcome:
    keys = dossiers(m.string, m.start("dossiers"), m.end("dossiers"), oldest)
    if isinstance(keys, Refused):
        return keys
    if keys[0].key == "21501":
        return Refused("dossier 21 501 zonder zijn deel")
    if (
        m.groupdict().get("nrwoord")
        and m.end("nrwoord") == m.start("nummers")
        and _NUMBER_BEHIND.match(m.string, m.end("nummers"))
    ):
        return Refused("nr. of nrs. is niet te lezen")  # nr5. 19: an s that was read as 5
    letters = int(keys[0].core) < 24500 or _chamber(m.groupdict()) == "I"
    found = numbers(clean, m.start("nummers"), m.end("nummers"), plural=plural, letters=letters, hyphened=hyphened)
    if isinstance(found, Refused):
        return found
    return _read(m, keys, found)


def _read(m: Match, keys: tuple[Dossier, ...], found: Numbers | None) -> Read:
    first = keys[0]
    ids = [f"kst-{first.key}-{n}" for n in found.values] if found else []
    groups = m.groupdict()
    end = found.end if found else m.end("dossiers")
    if found and m.end("dossiers") > m.start("nummers" if "nummers" in groups else "letters"):
        end = m.end()  # the number stands before its dossier
    relation = _relation(m)
    if groups.get("was"):
        ids.append(f"kst-{first.key}-{groups['was']}")
        relation = "vervangt"
        end = max(end, m.end("was"))
    mended = _mended(m, groups, keys)
    if (
        found
        and _chamber(groups) == "I"
        and found.values[0].isdigit()
        and int(first.core) >= _LETTERS_SINCE
        and not mended
    ):
        reason = "de Eerste Kamer nummert met letters; hier staat een cijfer"
        return Read(tuple(ids), tuple(key.key for key in keys), None, end, Status.PROBABLE, reason, relation=relation)
    return Read(
        tuple(ids),
        tuple(key.key for key in keys),
        None,
        end,
        Status.REPAIRED if mended else Status.CERTAIN,
        "woord of hoofdstuk hersteld; de cijfers staan er zo" if mended else "",
        read_as=_read_as(m, end, mended) if mended else None,
        second_dossier=(keys[1].start, keys[1].end) if len(keys) > 1 else None,
        relation=relation,
    )


def _mended(m: Match, groups: _Groups, keys: tuple[Dossier, ...]) -> list[tuple[int, int, str]]:
    """Tell what was mended around the digits: place and what is read there."""
    mends: list[tuple[int, int, str]] = []
    if (word := groups.get("woord")) and not _WORD.match(word):
        mends.append((m.start("woord"), m.end("woord"), "Kamerstukken" if word.endswith("n") else "Kamerstuk"))
    if groups.get("kamer") in _MISREAD_CHAMBER:
        mends.append((m.start("kamer"), m.end("kamer"), "II"))
    word = groups.get("nrwoord")
    if word and not _NR.fullmatch(word):
        mends.append((m.start("nrwoord"), m.end("nrwoord"), "nr"))
    for key in keys:
        if key.repaired:
            mends.append((key.start, key.end, f"{key.core[:2]} {key.core[2:]} {key.addition}"))
    return sorted(mends)


def _read_as(m: Match, end: int, mends: list[tuple[int, int, str]]) -> str:
    text, at, pieces = m.string, m.start(), []
    for start, stop, instead in mends:
        pieces += [text[at:start], instead]
        at = stop
    return "".join([*pieces, text[at:end]])


def _chamber(groups: _Groups) -> str:
    """II, I, or nothing where the citation does not say."""
    for word in (groups.get("kamer"), groups.get("woord")):
        if word in _TK:
            return "II"
        if word in _EK:
            return "I"
    return ""


def _relation(m: Match) -> str | None:
    before = m.string[max(0, m.start() - 60) : m.start()]
    if _ATTACHED.search(before):
        return "bijlage"
    return "vervangt" if _REPLACES.search(before) else None


def _own_heading(m: Match, clean: Clean) -> bool:
    return m.groupdict().get("woord") == "Kamerstukken" and is_own_heading(clean, m.start("woord"))


def is_own_heading(clean: Clean, at: int) -> bool:
    """Whether "Kamerstukken" at ``at`` stands alone on its line: an official paper's heading, no citation."""
    source = clean.printed
    return _LONE_WORD.match(source, clean.to_source(at)) is not None and (
        source[max(0, clean.to_source(at) - 9) : clean.to_source(at)].rstrip(" ").endswith(("\n", "\f", "\ufeff"))
        or at == 0
    )
