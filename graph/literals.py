"""Terms as canonical N-Triples text: the one place where text of a letter becomes part of a statement.

The same value gives the same characters as both engines' own writers, so that a difference between what is
stored and what should be is a difference of lines. Design: engines.md, section 1, rule 1.
"""

from __future__ import annotations

import re
from datetime import date

XSD = "http://www.w3.org/2001/XMLSchema#"

# Canonical N-Triples (RDF 1.2, section 4): the seven letters below, \u and four digits for the other controls.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_CONTROLS = bytes([*range(0x20), 0x7F])
_SPECIAL = re.compile('["\\\\\x00-\x1f\x7f\ud800-\udfff]')
_SURROGATE = re.compile("[\ud800-\udfff]")


def escaped(text: str) -> str:
    r"""Give the inside of a quoted literal; a lone surrogate, which no UTF-8 can hold, becomes U+FFFD.

    >>> escaped('zei: "ja"')
    'zei: \\"ja\\"'
    """
    # What Unicode calls printable has no control and no surrogate; asking so is ten times faster than the pattern.
    if (text.isprintable() and '"' not in text and "\\" not in text) or _SPECIAL.search(text) is None:
        return text
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    text = text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t").replace("\f", "\\f")
    if _is_plain(text):
        return text
    return _CONTROL.sub(_control, _SURROGATE.sub("\ufffd", text))


def _is_plain(text: str) -> bool:
    """Whether a text holds no control and no surrogate: told of a whole letter at a tenth of a pattern's cost."""
    try:
        raw = text.encode()
    except UnicodeEncodeError:
        return False
    return len(raw.translate(None, _CONTROLS)) == len(raw)


def plain(text: str) -> str:
    """Give a string literal."""
    return f'"{escaped(text)}"'


def dutch(text: str) -> str:
    """Give a literal in Dutch."""
    return f'"{escaped(text)}"@nl'


def integer(number: int) -> str:
    """Give an ``xsd:integer``."""
    return f'"{number}"^^<{XSD}integer>'


def boolean(value: bool) -> str:
    """Give an ``xsd:boolean``."""
    return f'"{"true" if value else "false"}"^^<{XSD}boolean>'


def day(value: date) -> str:
    """Give an ``xsd:date`` without zone."""
    return f'"{value.isoformat()}"^^<{XSD}date>'


def day_or_year(value: str) -> str | None:
    """Give an ``xsd:date`` or ``xsd:gYear`` of ``2018-10-02`` or ``2018``; a month gives its year; else None."""
    if re.fullmatch(r"\d{4}(-\d{2})?", value):
        return f'"{value[:4]}"^^<{XSD}gYear>'
    try:
        return day(date.fromisoformat(value))
    except ValueError:
        return None


_ALLOWED = re.compile(r"[^A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]|%(?![0-9A-Fa-f]{2})")
_WEB = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:[/?#].*)?", re.IGNORECASE)


def web_address(url: str) -> str | None:
    """Give a web address as an IRI, what may not stand in one percent-encoded; None when it is no address.

    >>> web_address("https://www.nctv.nl/een rapport")
    'https://www.nctv.nl/een%20rapport'
    """
    if not _WEB.fullmatch(url):
        return None
    head, mark, fragment = url.partition("#")
    safe = _ALLOWED.sub(_percent, head)
    return f"{safe}#{_ALLOWED.sub(_percent, fragment.replace('#', '%23'))}" if mark else safe


def _control(match: re.Match[str]) -> str:
    return "\\b" if match.group() == "\b" else f"\\u{ord(match.group()):04X}"


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "replace"))
