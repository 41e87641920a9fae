"""The repaired text reads well, and every place in it leads back to the letter as given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamergraaf.ingest.repair import Clean, clean
from kamergraaf.ontology.model import Letter

TRICKY = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab1 -\n\r\f\t\u00a0\u00ad\u2009\u200bﬁĳe\u0308ÃÂ€™«»/:.") | st.characters(codec="utf-8")
    ),
    max_size=120,
)


def _clean(text: str) -> Clean:
    return clean(Letter("letter", text))


@pytest.mark.parametrize(
    ("given_", "wanted"),
    [
        ("verster-\nkingsgelden", "versterkingsgelden"),
        ("jeugd-\nen onderwijs", "jeugd- en onderwijs"),
        ("in- of\nuitvoer", "in- of uitvoer"),
        ("links-\nextremisme", "links-extremisme"),
        ("oud-\nminister", "oud-minister"),
        ("CT-\nmaatregelen", "CT-maatregelen"),
        ("Moslim-\nKoepelorganisaties", "Moslim-Koepelorganisaties"),
        ("21501-\n20", "21501-20"),
        ("29\u00a0754, nr.\u2009482", "29 754, nr. 482"),
        ("Kamerstuk\r\n29 754", "Kamerstuk 29 754"),
        ("een  twee\n drie", "een twee drie"),
        ("alinea\n\nalinea", "alinea\n\nalinea"),
        ("radica\u00adlise\u00ad\nring", "radicalisering"),
        ("ﬁnanciën", "financiën"),
        ("financie\u0308n", "financiën"),
        ("financiÃ«le", "financiële"),
        ("29Â 754", "29 754"),
        ("thema’s “zo”", "thema’s “zo”"),
        ("de zin loopt\fdoor", "de zin loopt door"),
        ("29 7S4, nr. 4B2", "29 7S4, nr. 4B2"),
        (
            "https://www.nctv.nl/2018/aanpak-landelijk-\nsteunpunt.aspx.",
            "https://www.nctv.nl/2018/aanpak-landelijk-steunpunt.aspx.",
        ),
        ("https://www.a.nl/06/18/\nhandreiking-lokaal.", "https://www.a.nl/06/18/handreiking-lokaal."),
        ("zie https://www.a.nl/\nDe motie", "zie https://www.a.nl/ De motie"),
    ],
)
def test_what_is_repaired(given_: str, wanted: str) -> None:
    """Each kind of noise of the design is repaired, and what only looks like it is left."""
    assert _clean(given_).text == wanted


def test_page_furniture_is_left_out_and_its_place_is_told() -> None:
    """A running head is no part of the text, and stands in ``furniture``."""
    text = "over de\n\nTweede Kamer, vergaderjaar 2018–2019, 29 754, nr. 501 2\n\fmotie"
    repaired = _clean(text)
    assert "vergaderjaar" not in repaired.text
    ((start, end),) = repaired.furniture
    assert text[start:end] == "Tweede Kamer, vergaderjaar 2018–2019, 29 754, nr. 501 2"


def test_a_citation_that_looks_like_a_running_head_stays() -> None:
    """The same words within a sentence are no furniture."""
    assert "nr. 22" in _clean("zoals in\nTweede Kamer, vergaderjaar 2008–2009, 31 459, nr. 22\nstaat").text


@given(TRICKY)
def test_every_place_leads_back(text: str) -> None:
    """The quote of any stretch is the letter's text at its offsets, and unrepaired characters are the same."""
    repaired = _clean(text)
    for at, char in enumerate(repaired.text):
        span = repaired.span(at, at + 1)
        assert span.exact == text[span.start : span.end]
        assert 0 <= span.start <= span.end <= len(text)
        if span.exact == char:
            assert repaired.to_source(at) == span.start


@given(TRICKY)
def test_both_maps_ascend(text: str) -> None:
    """A later place never leads to an earlier one, either way; all places at once give the same."""
    repaired = _clean(text)
    forth = [repaired.to_source(at) for at in range(len(repaired.text) + 1)]
    back = [repaired.to_clean(at) for at in range(len(text) + 1)]
    assert forth == sorted(forth)
    assert back == sorted(back)
    assert repaired.to_clean_all(list(range(len(text) + 1))) == back


@given(TRICKY, st.data())
def test_a_span_holds_its_characters(text: str, data: st.DataObject) -> None:
    """The span of a stretch begins with the place of its first character and holds that of its last."""
    repaired = _clean(text)
    end = data.draw(st.integers(0, len(repaired.text)))
    start = data.draw(st.integers(0, end))
    span = repaired.span(start, end)
    assert span.start == repaired.to_source(start)
    assert start == end or span.end > repaired.to_source(end - 1) or span.exact == ""


@given(TRICKY)
def test_digits_stay(text: str) -> None:
    """No digit is added, lost or changed, but for those of superscripts and of page furniture."""
    repaired = _clean(text)
    if not repaired.furniture:
        assert [c for c in repaired.text if c in "0123456789"] == [c for c in text if c in "0123456789"]
