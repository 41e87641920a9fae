"""Web addresses in a letter, those broken over lines joined (``kamergraaf.ingest.repair`` joins them)."""

from __future__ import annotations

import re

from kamergraaf.ingest.repair import Clean
from kamergraaf.ontology.model import Url

_ADDRESS = re.compile(r"https?://[^\s<>\"«»“”]+|www\.[\w-]+\.[^\s<>\"«»“”]+")
_CLOSING = ".,;:!?'’‘)]}>|*"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def find_urls(clean: Clean) -> tuple[Url, ...]:
    """Find the addresses, in order of place. A sentence's closing marks are no part; the text is as written.

    ``www.`` within an ``https://`` address is no second one, and a bare domain name is none.
    """
    text = clean.text
    urls: list[Url] = []
    at = 0
    for begin in sorted(m.start() for mark in ("http", "www.") for m in re.finditer(mark, text)):
        if begin < at or (begin and (text[begin - 1].isalnum() or text[begin - 1] in "@/.")):
            continue
        m = _ADDRESS.match(text, begin)
        if m is None:
            continue
        end = _trimmed(text, begin, m.end())
        at = m.end()
        if "." in text[begin + 8 : end] or text.startswith("www.", begin):
            urls.append(Url(clean.span(begin, end), text[begin:end]))
    return tuple(urls)


def _trimmed(text: str, start: int, end: int) -> int:
    """Leave off closing marks, but for a bracket that the address itself opens."""
    while end > start and text[end - 1] in _CLOSING:
        opening = _PAIRS.get(text[end - 1])
        if opening and text.count(opening, start, end) >= text.count(text[end - 1], start, end):
            break
        end -= 1
    return end
