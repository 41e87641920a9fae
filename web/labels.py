"""Short names for chips and lists: what a person would say instead of the full title."""

from __future__ import annotations

import re

from kamergraaf.graph.numbers import spoken
from kamergraaf.ontology import iris
from kamergraaf.ontology.model import Ref
from kamergraaf.web.words import words

_MOTION = re.compile(
    r"(?:(?:nader )?gewijzigde )?motie van (?:het lid|de leden|de heer|mevrouw) (?P<who>.+?) "
    r"(?:over|inzake|betreffende) (?P<what>.+)",
    re.IGNORECASE | re.DOTALL,
)
_LEADING = re.compile(r"(?:Toezegging(?::| -| –)\s*|Kamerstuk(?:ken)?\s+|Ministerie van\s+|Motie-)", re.IGNORECASE)
_FILE = re.compile(r"(?P<head>\w[\w ]*?) (?:brief-)?(?P<name>[\w.-]+)\.(?:txt|pdf|html|xml|docx)")
_DATED = re.compile(r"(?P<head>Brief van) (?P<day>\d{4}-\d{2}-\d{2})")
_VOTE = re.compile(r"(?P<head>Stemming over) (?P<key>\d[\w-]+)")
_ARTICLE = re.compile(r"(?:de|het|een)\s+", re.IGNORECASE)


def short(kind: str, label: str, title: str) -> str:
    """Give a short name; it may still be cut to fit.

    >>> short("motie", "Kamerstuk 29 754, nr. 482", "Gewijzigde motie van het lid Azarkan over de evaluatie")
    'Azarkan: evaluatie'
    >>> short("motie", "Kamerstuk 29 754, nr. 452", "Motie van de leden Kuiken en Gijs van Dijk over alle vormen")
    'Kuiken/Gijs van Dijk: alle vormen'
    >>> short("toezegging", "Toezegging: Inzicht", "Inzicht"), short("ministerie", "Ministerie van Financiën", "")
    ('Inzicht', 'Financiën')
    """
    if kind == "motie":
        found = _MOTION.match(title)
        if found:
            return f"{_names(found['who'])}: {_ARTICLE.sub('', found['what'], count=1)}"
        return title or _LEADING.sub("", label, count=1)
    if kind in ("brief", "toezegging") and title:
        return title
    if kind == "brief":
        return full(kind, label, title)
    return _LEADING.sub("", label, count=1) or title


def full(kind: str, label: str, title: str) -> str:
    """Give the full name: the title of what has one, a dossier's and a paper's number with its title.

    >>> full("dossier", "Dossier 29 754", "Terrorismebestrijding")
    'Dossier 29 754: Terrorismebestrijding'
    >>> full("brief", "Brief JenV brief-terrorismebestrijding-2019.txt", "")
    'Brief JenV: terrorismebestrijding 2019'
    """
    if not title:
        named = _FILE.fullmatch(label) if kind == "brief" else None
        return f"{named['head']}: {named['name'].replace('-', ' ')}" if named else label
    if kind == "motie":
        return title[:1].upper() + title[1:]
    if kind in ("toezegging", "rapport") or (kind == "brief" and title not in label):
        return title
    if kind in ("dossier", "kamerstuk") and title not in label:
        return f"{label}: {title}"
    if kind in ("partij", "organisatie") and title != label:
        return f"{title} ({label})" if len(label) < len(title) else label
    return label


def spoken_label(label: str) -> str:
    """Write the day and the number in a label as people do: labels are in Dutch.

    >>> spoken_label("Brief van 2008-06-19"), spoken_label("Stemming over 19637-3278")
    ('Brief van 19 juni 2008', 'Stemming over 19 637, nr. 3278')
    >>> spoken_label("Kamerstuk 29 754, nr. 482"), spoken_label("Brief van 2008-16-19")
    ('Kamerstuk 29 754, nr. 482', 'Brief van 2008-16-19')
    """
    dated = _DATED.fullmatch(label)
    if dated:
        return f"{dated['head']} {words('nl').day(dated['day'])}"
    vote = _VOTE.fullmatch(label)
    if vote and iris.KIND["kamerstuk"].fits(vote["key"]):
        return f"{vote['head']} {spoken(Ref('kamerstuk', vote['key'])).removeprefix('Kamerstuk ')}"
    return label


def _names(who: str) -> str:
    """Join the proposers as the Kamer does.

    >>> _names("Kuiken en Gijs van Dijk")
    'Kuiken/Gijs van Dijk'
    """
    return re.sub(r"\s*,\s*|\s+en\s+", "/", who.strip())
