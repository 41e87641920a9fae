"""Join what a line's end parted, by the one rule that there is for it (``ingest.repair``)."""

from __future__ import annotations

import re

from kamergraaf.ingest.repair import clean
from kamergraaf.ontology.model import Letter

_LAST = re.compile(r"\S+\Z")
_FIRST = re.compile(r"\A\S+")


def joined(before: str, after: str) -> str:
    """Give two lines as one: ``resul-`` and ``taten`` are one word, ``CT-`` and ``Strategie`` keep their hyphen.

    >>> joined("De resul-", "taten zijn er"), joined("links-", "extremisme"), joined("over", "beleid")
    ('De resultaten zijn er', 'links-extremisme', 'over beleid')
    """
    last, first = _LAST.search(before), _FIRST.search(after)
    if last is None or first is None:
        return before + after
    if not (last[0].endswith(("-", "\u00ad")) or "://" in last[0] or "www." in last[0]):
        return f"{before} {after}"
    whole = clean(Letter("", f"{last[0]}\n{first[0]}")).text
    return before[: last.start()] + whole + after[first.end() :]
