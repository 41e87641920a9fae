"""Plain text: encodings, byte order marks and pages."""

from __future__ import annotations

import pytest

from kamergraaf.ingest.readers import text
from kamergraaf.ontology.errors import InputError


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("financiële".encode(), "financiële"),
        ("\ufefffinanciële".encode(), "financiële"),
        ("financiële «motie» – €".encode("cp1252"), "financiële «motie» – €"),
        ("financiële".encode("utf-16"), "financiële"),
        ("regel\r\nfinanciële".encode(), "regel\r\nfinanciële"),
        (b"Belgi\xc3\xab, Itali\xc3\xab, \xc3", "België, Italië, \ufffd"),
        ("financiÃ«le".encode(), "financiÃ«le"),
    ],
)
def test_encoding_is_told_from_the_bytes(data: bytes, expected: str) -> None:
    """UTF-8 first, Windows-1252 only where it is none, line ends and double encoding left as they are."""
    assert text.read("brief.txt", data).text == expected


def test_bytes_that_are_no_text_are_refused() -> None:
    """Bytes that neither encoding holds give a sentence with the place."""
    with pytest.raises(InputError, match="byte 1 is neither UTF-8 nor Windows-1252"):
        text.read("brief.txt", b"a\x81\x8d\x8f")


def test_pages_begin_after_form_feeds() -> None:
    """Each form feed begins a page; one at the very end begins none."""
    assert text.read("brief.txt", b"een\ftwee\fdrie\f").pages == (0, 4, 9)


def test_pages_begin_at_single_spaces_of_an_extractor() -> None:
    """Where the first line and few others begin with one space, those lines begin pages."""
    page = " Begin\n" + "regel\n" * 30

    assert text.read("brief.txt", (page * 3).encode()).pages == (0, len(page), 2 * len(page))


@pytest.mark.parametrize("body", [" a\n b\n c\n d\n", "geen\n" * 20 + " spatie\n", " a\n" + "\tb\n" * 30])
def test_indented_text_has_one_page(body: str) -> None:
    """Indents that are layout begin no page."""
    assert text.read("brief.txt", body.encode()).pages == (0,)
