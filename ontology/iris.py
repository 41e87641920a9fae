"""Addresses, both ways: a thing's kind and key to its IRI and back, and official ids to things of ours.

Rules: ``docs/ontologie.md``. Keys are letters, digits, ``.`` and ``-``, lower case but for official numbers,
never escaped. Terms have one home for every site; things and graphs follow the base.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from kamergraaf.ontology.errors import UsageError
from kamergraaf.ontology.model import Ref

BASE = "https://kamergraaf.example/"
DEF = "https://w3id.org/kamergraaf/def/"
LIST = DEF + "lijst/"
RULE = DEF + "regel/"
SHAPE = DEF + "shape/"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing: its word in the address, its class in the ontology and the form of its keys."""

    word: str
    term: str  # local name of the class
    key: str  # a regular expression for the whole key

    def fits(self, key: str) -> bool:
        """Whether a key is well-formed for this kind."""
        return _whole(self.key)(key) is not None


@cache
def _whole(pattern: str) -> Callable[[str], re.Match[str] | None]:
    """Give a compiled pattern's test of a whole text: keys are tested a hundred times a letter."""
    return re.compile(pattern).fullmatch


_REPRINT = re.compile(r"(.+-\d+[a-z]?|.+-[A-Z]{1,3})-[hnv]\d+")
_BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")
_SLUG = r"[a-z0-9]+(?:[.-][a-z0-9]+)*"
# An official number as it stands behind "kst-" (see design: sources, section 3), or 12 hex of a text's hash.
_OFFICIAL = r"(?:\d{8}-)?(?:\d{5}|[IVXLC]{1,8}|\d{6,8})(?:-[A-Za-z0-9]{1,6}){0,5}"
_SITTING = r"(?:ah-)?(?:tk|ek|vv)-\d{8}(?:-\d+){1,3}(?:-[hn]\d+)?|ah-\d+|kv-tk-\d{4}Z\d{5}"

KINDS: tuple[Kind, ...] = (
    Kind("kamerstuk", "Kamerstuk", _OFFICIAL),
    Kind("motie", "Motie", r"x-[0-9a-f]{10}(?:-\d+)?|\d{4}Z\d{5}|20\d{7}"),  # 200704001: of 2008
    Kind("brief", "Brief", r"[0-9a-f]{12}|\d{4}[ZD]\d{5}|20\d{7}"),
    Kind("rapport", "Rapport", rf"x-[0-9a-f]{{10}}(?:-\d+)?|blg-[A-Za-z0-9-]+|{_SLUG}"),
    Kind("toezegging", "Toezegging", r"x-[0-9a-f]{10}(?:-\d+)?|TZ\d{6}-\d+|T\d{5}"),
    Kind("dossier", "Dossier", r"(?:\d{5}|[IVXLC]{1,8})(?:-[A-Z0-9]{1,6})?"),
    Kind("handelingen", "HandelingenItem", _SITTING),
    Kind("overleg", "Overleg", rf"\d{{4}}A\d{{5}}|{_SLUG}"),
    Kind("stemming", "Stemming", r"[A-Za-z0-9-]+(?:\.\d+)?"),
    Kind("persoon", "Persoon", _SLUG),
    Kind("partij", "Partij", _SLUG),
    Kind("ministerie", "Ministerie", _SLUG),
    Kind("organisatie", "Organisatie", _SLUG),
    Kind("kamer", "Kamer", "tk|ek"),
    Kind("kabinet", "Kabinet", _SLUG),
    Kind("lidmaatschap", "Membership", _SLUG),
    Kind("zetel", "Seat", _SLUG),
    Kind("ambt", "Office", _SLUG),
)
KIND = {kind.word: kind for kind in KINDS}


def iri(ref: Ref, base: str = BASE) -> str:
    """Give a thing's IRI.

    >>> iri(Ref("kamerstuk", "29754-482"))
    'https://kamergraaf.example/id/kamerstuk/29754-482'
    """
    return f"{base}id/{ref.kind}/{ref.key}"


def ref(address: str, base: str = BASE) -> Ref | None:
    """Read a thing's IRI back; None when it is none of ours or malformed.

    >>> ref("https://kamergraaf.example/id/partij/gl-pvda")
    Ref(kind='partij', key='gl-pvda')
    """
    if not address.startswith(base + "id/"):
        return None
    word, _, key = address[len(base) + 3 :].partition("/")
    kind = KIND.get(word)
    return Ref(word, key) if kind is not None and kind.fits(key) else None


def mention_iri(letter: Ref, start: int, end: int, base: str = BASE) -> str:
    """Give a place's IRI (RFC 5147): ``…/id/brief/KEY#char=500,525``."""
    return f"{iri(letter, base)}#char={start},{end}"


def letter_graph(key: str, base: str = BASE) -> str:
    """Give the name of the graph that holds one letter."""
    return f"{base}graph/brief/{key}"


def graph(name: str, base: str = BASE) -> str:
    """Give the name of a shared graph: feiten, officieel, register, afgeleid, ontologie, catalogus, meta."""
    return f"{base}graph/{name}"


def slug(words: str) -> str:
    """Make a key of words: NFC, diacritics dropped, lower case, anything else to ``-``.

    >>> slug("Christen-Democratisch Appèl")
    'christen-democratisch-appel'
    """
    if not words.isascii():
        words = "".join(c for c in unicodedata.normalize("NFD", words) if not unicodedata.combining(c))
    return _BETWEEN_WORDS.sub("-", words.lower()).strip("-")


def normalised(text: str) -> str:
    """NFC, with each run of white space as one space, and none at the ends: what hashes are taken of."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def letter_key(text: str) -> str:
    """Give the key of a letter without number: line ends, BOM, zip or folder do not matter."""
    return hashlib.sha256(normalised(text.lstrip("\ufeff")).encode()).hexdigest()[:12]


def own_key(letter: str, kind: str, heading: str) -> str:
    """Give the key of a motion, commitment or untitled report without number: ``x-`` and 10 hex.

    >>> own_key("d70d78ee02df", "motie", "Motie van het lid Jasper van Dijk")[:2]
    'x-'
    """
    whole = "\n".join((letter, kind, normalised(heading).casefold()))
    return "x-" + hashlib.sha256(whole.encode()).hexdigest()[:10]


def report_key(title: str, year: str) -> str:
    """Give the key of a titled report, shared by letters: year, six words, 8 hex of title and year.

    >>> report_key("De golfbewegingen van rechts-extremistische geweld in West-Europa", "2018")
    '2018-de-golfbewegingen-van-rechts-extremistische-geweld-in-0bf70093'
    """
    words = slug(" ".join(title.split()[:6]))
    digest = hashlib.sha256(f"{normalised(title).casefold()}|{year}".encode()).hexdigest()[:8]
    return "-".join(part for part in (year, words, digest) if part)


def meeting_key(kind: str, day: date, ministry: str | None, subject: str | None) -> str:
    """Give the key of a debate without number: kind, day, ministry, subject as written."""
    return "-".join(part for part in (slug(kind), day.isoformat(), ministry or "", slug(subject or "")) if part)


@lru_cache(maxsize=20_000)
def of_official(official: str) -> Ref | None:
    """Give the thing of ours that an official id names; None for laws, rulings, gazettes and EU acts.

    >>> of_official("kst-29754-482")
    Ref(kind='kamerstuk', key='29754-482')
    >>> of_official("h-tk-20182019-28-9")
    Ref(kind='handelingen', key='tk-20182019-28-9')
    >>> of_official("ah-tk-20192020-89")
    Ref(kind='handelingen', key='ah-tk-20192020-89')
    """
    if official.startswith("kst-"):
        return Ref("kamerstuk", official[4:])
    if official.startswith("h-"):
        return Ref("handelingen", official[2:])
    if official.startswith(("ah-", "kv-tk-")):
        return Ref("handelingen", official)
    if official.startswith("blg-"):
        return Ref("rapport", official)
    return None


def foreign(official: str) -> str | None:
    """Give the address elsewhere of a law, ruling, gazette or EU act; None when it has none.

    >>> foreign("ECLI:NL:RVS:2019:1234")
    'https://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:RVS:2019:1234'
    >>> foreign("stb-2018-23")
    'https://zoek.officielebekendmakingen.nl/stb-2018-23.html'
    """
    if official.startswith("ECLI:"):
        return f"https://deeplink.rechtspraak.nl/uitspraak?id={official}"
    if official.startswith(("stb-", "stcrt-", "trb-", "kst-", "h-", "ah-", "blg-", "kv-")):
        return f"https://zoek.officielebekendmakingen.nl/{official}.html"
    if re.fullmatch(r"BWB[RV]\d{7}", official):
        return f"https://wetten.overheid.nl/{official}"
    if re.fullmatch(r"[1-9]\d{4}[A-Z]{1,2}\d{4}", official):
        return f"https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:{official}"
    return None


def session(day: date) -> str:
    """Give the parliamentary year of a day: from the third Tuesday of September on (Grondwet, art. 65).

    >>> session(date(2018, 9, 17)), session(date(2018, 9, 18))
    ('2017-2018', '2018-2019')
    """
    first = date(day.year, 9, 1)
    opening = first + timedelta(days=(1 - first.weekday()) % 7 + 14)
    year = day.year if day >= opening else day.year - 1
    return f"{year}-{year + 1}"


@lru_cache(maxsize=20_000)
def alias(kind: str, key: str) -> Ref | None:
    """Give the thing's own address for another spelling of it (the site answers 308); None when there is none.

    >>> alias("motie", "29754-482")
    Ref(kind='kamerstuk', key='29754-482')
    >>> alias("kamerstuk", "29754-482-h1")
    Ref(kind='kamerstuk', key='29754-482')
    """
    if kind in ("motie", "brief") and KIND["kamerstuk"].fits(key) and not KIND[kind].fits(key):
        return alias("kamerstuk", key) or Ref("kamerstuk", key)
    reprint = _REPRINT.fullmatch(key) if kind == "kamerstuk" else None
    return Ref("kamerstuk", reprint.group(1)) if reprint else None


def checked(kind: str, key: str) -> Ref:
    """Give the thing, or raise ``UsageError`` where kind or key is malformed."""
    known = KIND.get(kind)
    if known is None:
        words = ", ".join(k.word for k in KINDS)
        raise UsageError(f"No kind of thing is called {kind!r}. Kinds are: {words}.")
    if not known.fits(key):
        raise UsageError(f"{key!r} cannot be the key of a {kind}: see /def/{known.term} for its form.")
    return Ref(kind, key)
