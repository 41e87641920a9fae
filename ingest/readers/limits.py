"""How much a source may ask of us before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings for one source. Real papers stay far below: the largest budget annex seen is 2,200 pages, 60 MB.

    ``file_bytes``: one file or member, unpacked. ``pages``: of one PDF. ``ocr_pages``: of one scanned PDF
    (about two seconds a page). ``zip_members``, ``zip_bytes``: of one archive, all unpacked. ``zip_ratio``:
    unpacked to packed, of a member over a megabyte. ``zip_depth``: archives within archives. ``xml_depth``:
    elements within elements. ``characters``: of one letter's text.
    """

    file_bytes: int = 256_000_000
    pages: int = 3_000
    ocr_pages: int = 200
    zip_members: int = 2_000_000
    zip_bytes: int = 64_000_000_000
    zip_ratio: int = 200
    zip_depth: int = 3
    xml_depth: int = 200
    characters: int = 30_000_000


LIMITS = Limits()
