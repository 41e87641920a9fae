"""Web addresses: whole, also over lines, and without the sentence's marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamergraaf.ingest.repair import clean
from kamergraaf.ingest.urls import find_urls
from kamergraaf.ontology.model import Letter


def _urls(text: str) -> list[str]:
    return [url.url for url in find_urls(clean(Letter("letter", text)))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("(https://www.rijksoverheid.nl/archief). Ook", ["https://www.rijksoverheid.nl/archief"]),
        (
            "via https://www.a.nl/2018/aanpak-landelijk-\nsteunpunt.aspx.",
            ["https://www.a.nl/2018/aanpak-landelijk-steunpunt.aspx"],
        ),
        ("via https://www.a.nl/06/18/\nhandreiking-lokaal.\n", ["https://www.a.nl/06/18/handreiking-lokaal"]),
        ("zie www.nctv.nl; en", ["www.nctv.nl"]),
        ("https://nl.wikipedia.org/wiki/Kamer_(staat)", ["https://nl.wikipedia.org/wiki/Kamer_(staat)"]),
        ("«https://a.nl/b»", ["https://a.nl/b"]),
        ("op rijksoverheid.nl staat", []),
        ("mail naar info@www.a.nl", []),
        ("https://", []),
        ("https://a.nl/?id=2024Z12345&did=2024D40329,", ["https://a.nl/?id=2024Z12345&did=2024D40329"]),
    ],
)
def test_addresses(text: str, wanted: list[str]) -> None:
    """Each address is found once, whole and without closing marks."""
    assert _urls(text) == wanted


@given(st.text(alphabet=st.sampled_from("https:/w.nl-\n )»,"), max_size=80))
def test_an_address_stands_where_it_says(text: str) -> None:
    """The span's text without its line breaks is the address."""
    for url in find_urls(clean(Letter("letter", text))):
        assert text[url.span.start : url.span.end] == url.span.exact
        assert "".join(url.span.exact.split()) == url.url
