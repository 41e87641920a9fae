"""Citations of a letter: what is found, what is not, and what stays the same when the letter is printed otherwise."""

from __future__ import annotations

import random
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamergraaf.ingest.citations import Citations, find_citations, own_dossier, rules
from kamergraaf.ingest.repair import clean
from kamergraaf.ontology.model import Letter, Resolution, Status

FORMS = [
    example["text"]
    for rule in rules().rules
    for example in rule.examples
    if example["ids"] and "\n" not in example["text"] and example.get("status", "certain") == "certain"
]


def _find(text: str, *, scanned: bool = False) -> Citations:
    return find_citations(clean(Letter("letter", text, scanned=scanned)))


def _ids(text: str) -> list[tuple[str, ...]]:
    return [citation.ids for citation in _find(text).citations]


def _letter(seed: int) -> str:
    """Ten forms in ten sentences of running text."""
    rng = random.Random(seed)
    sentences = [f"Ik verwijs u naar de stukken ({form}) over dit onderwerp." for form in rng.sample(FORMS, 10)]
    return "Geachte voorzitter, dit is een verzonnen brief. " + " ".join(sentences)


def _wrapped(text: str, width: int) -> str:
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("nr. ", "nr.\u2009"),
        lambda text: _wrapped(text, 40),
        lambda text: _wrapped(text, 100),
        lambda text: _wrapped(text, 60).replace("\n", "\r\n"),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("Kamerstuk", "Kamer-\nstuk"),
        lambda text: text.replace("Kamerstuk", "Kamer\u00adstuk"),
        lambda text: text.replace("  ", " ").replace(" (", "  ("),
    ],
    ids=[
        "no-break space",
        "thin space",
        "width 40",
        "width 100",
        "CRLF",
        "NFD",
        "hyphen",
        "soft hyphen",
        "two spaces",
    ],
)
def test_another_printing_gives_the_same_ids(seed: int, change: object) -> None:
    """Spaces, line width, hyphenation, line ends and decomposed letters change no identifier."""
    text = _letter(seed)
    assert callable(change)
    assert _ids(change(text)) == _ids(text)


@pytest.mark.parametrize("seed", range(12))
def test_two_letters_joined_give_the_sum_of_both(seed: int) -> None:
    """Nothing is read over the border of two letters."""
    one, other = _letter(seed), _letter(seed + 100)
    assert _ids(f"{one}\n\n{other}") == _ids(one) + _ids(other)


@given(dossier=st.integers(14000, 37000).filter(lambda n: n != 21501), number=st.integers(1, 4000))
def test_the_digits_are_the_id_s(dossier: int, number: int) -> None:
    """Other digits give exactly those ids."""
    written = f"{dossier // 1000} {dossier % 1000:03}"
    assert _ids(f"(Kamerstuk {written}, nr. {number})") == [(f"kst-{dossier}-{number}",)]
    assert _ids(f"({written}, nr. {number})") == [(f"kst-{dossier}-{number}",)]


@pytest.mark.parametrize(
    "text",
    [
        "De Tweede Kamer heeft op 6 november 2018 met 75 stemmen ingestemd.",
        "Het gaat om 29 754 inwoners en € 31 289 per jaar, nr. 5 op de lijst.",
        "Bel 070-3486789 of 0800-1351, postbus 20018, 2500 EA Den Haag.",
        "op grond van artikel 12, tweede lid, nr. 3, van de verordening 2018/12 van de gemeenteraad",
        "Besluit van 12 mei 2010, nr. 10.001234, houdende regels",
        "uw kenmerk 12345-67 en ons kenmerk 2018-0000123456",
        "de gemeente telt 12 345 woningen, nr. 6 van Nederland",
        "zaaknummer 19/00345, nr. 12",
        "IBAN NL91 ABNA 0417 1643 00, factuur 29754-12 van 3 mei",
        "Kamerstukken worden gedrukt; dossiers worden bewaard tot 2030.",
    ],
)
def test_what_only_looks_like_a_citation_is_none(text: str) -> None:
    """Amounts, telephone numbers, dates with nr., articles and the house itself are no citations."""
    assert [citation.span.exact for citation in _find(text).citations] == []


def test_the_letter_s_own_heading_is_no_citation_but_gives_its_dossier() -> None:
    """The heading of an official paper names itself; ``gedrukt onder nr.`` then means that dossier."""
    text = "Kamerstukken\n36 471\nVerzonnen formatie\nNr.\n94\nMOTIE TER VERVANGING VAN DIE GEDRUKT ONDER NR. 35\n"
    found = _find(text)
    assert own_dossier(clean(Letter("letter", text))) == "36471"
    assert [(c.span.exact, c.ids) for c in found.citations] == [("NR. 35", ("kst-36471-35",))]
    assert found.unread == ()


def test_a_number_alone_takes_its_dossier_from_the_debate_only_when_it_was_named() -> None:
    """``stuk nr. 254`` is the motion that got that number in the same debate; another number stays open."""
    found = _find("Zij krijgt nr. 254 (29538).\nDe motie op stuk nr. 254 en die op stuk nr. 255.")
    assert [c.ids for c in found.citations] == [("kst-29538-254",), ("kst-29538-254",), ()]
    assert found.citations[-1].status is Status.UNRESOLVED


def test_a_number_named_in_two_dossiers_is_ambiguous() -> None:
    """When the debate gave the number in two dossiers, both are candidates and none is chosen."""
    found = _find("nr. 5 (29538) en nr. 5 (34104). De motie op stuk nr. 5.")
    assert found.citations[-1].ids == ()
    assert found.citations[-1].status is Status.AMBIGUOUS
    assert found.citations[-1].candidates == ("kst-29538-5", "kst-34104-5")


def test_spoilt_digits_are_unread_and_never_mended() -> None:
    """A letter among the digits makes it unread, with its place and reason."""
    found = _find("Zie Kamerstuk 29 7S4, nr. 482.")
    assert found.citations == ()
    assert [u.span.exact[:17] for u in found.unread] == ["Kamerstuk 29 7S4,"]
    assert found.unread[0].reason


def test_laws_and_case_numbers_stand_apart() -> None:
    """Articles of acts and the Kamer's own numbers are told, but are no citations of papers."""
    found = _find("artikel 68 van de Grondwet (2018Z05896)")
    assert found.citations == ()
    assert ([c.ids for c in found.acts], [c.ids for c in found.cases]) == ([("BWBR0001840",)], [("2018Z05896",)])


def test_in_a_scan_only_what_stands_twice_is_certain() -> None:
    """Digits read from a scan are probable until the letter itself gives them again."""
    once = "Zie Kamerstuk 29 754, nr. 482."
    assert [c.status for c in _find(once, scanned=True).citations] == [Status.PROBABLE]
    assert [c.status for c in _find(f"{once} Ook (29 754, nr. 482).", scanned=True).citations] == [Status.CERTAIN] * 2
    assert Status.PROBABLE.resolution is Resolution.RESOLVED


def test_both_dossiers_of_one_paper_are_kept() -> None:
    """The number runs in the first of two dossiers; the place of the second is told."""
    (citation,) = _find("10 Kamerstukken 29 614 en 31 289, nr. 113.").citations
    assert citation.ids == ("kst-29614-113",)
    assert citation.dossiers == ("29614", "31289")
    assert citation.second_dossier is not None
    assert citation.second_dossier.exact == "31 289"


ODD = st.text(
    alphabet=st.sampled_from("Kamerstuk nrsHandelig IVX0123456789 ,.;-/()\n\u00a0–JEC:")
    | st.characters(codec="utf-8"),
    max_size=300,
)


@settings(max_examples=300)
@given(ODD)
def test_any_text_gives_findings_at_their_places(text: str) -> None:
    """Nothing raises; findings are in order, do not overlap, and quote the letter."""
    found = _find(text)
    last = 0
    for citation in found.citations:
        assert text[citation.span.start : citation.span.end] == citation.span.exact
        assert citation.span.start >= last
        last = citation.span.end
    for unread in found.unread:
        assert text[unread.span.start : unread.span.end] == unread.span.exact


@pytest.mark.parametrize(
    "text",
    [
        "(" * 2_000_000,
        "1234567890" * 200_000,
        "nr. " * 500_000,
        "29 754, " * 250_000,
        "Kamerstukken 29 754 en " * 90_000,
        "Kamerstuk 29 754, nrs. 1, " * 80_000,
        "Handelingen II 2018/19, nr. 28, item 9, " * 50_000,
        "artikel 7 van de " * 120_000,
        "-1" * 1_000_000,
        "https://" * 250_000,
        "-\n" * 1_000_000,
        "T\u0308" * 1_000_000,
    ],
    ids=lambda text: text[:12].replace("\n", " "),
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    """Two million characters of one line that looks like citations take seconds, not minutes."""
    begun = time.process_time()
    find_citations(clean(Letter("letter", text)))
    assert time.process_time() - begun < 8


@pytest.mark.parametrize(
    "break_",
    ["\n\f", "\n\n\f", "\n\n3\n\f", "\r\n\f", "\n- 3 -\n\f", "\n\nPagina 3 van 9\n\f"],
    ids=["feed", "empty line", "page number", "CRLF", "number in dashes", "page of pages"],
)
@pytest.mark.parametrize(
    "text", ["Kamerstuk 29 754,{}nr. 482", "Kamerstuk 29 754, nr.{}482", "Kamerstuk{}29 754, nr. 482"]
)
def test_a_page_that_ends_within_a_citation_does_not_cut_it(text: str, break_: str) -> None:
    """The paper is read whole, and its quote spans the break."""
    found = _find("Ik verwijs naar " + text.format(break_) + " over windvanen.").citations
    assert [c.ids for c in found] == [("kst-29754-482",)]
    assert found[0].span.exact == text.format(break_)


def test_a_note_at_the_foot_of_a_page_does_not_run_into_the_next() -> None:
    """The first of two dossiers is not the note's: a page's last note and the next page's words stay apart."""
    text = "Tekst1 van een brief.\n\n1 Kamerstuk 29 754,\n\f31 289, nr. 5 is verzonden."
    assert [c.ids for c in _find(text).citations if c.ids] != [("kst-29754-5",)]


@pytest.mark.parametrize(
    ("digits", "ids"),
    [
        ("２９ ７５４, nr. ４８２", [("kst-29754-482",)]),
        ("٢٩ ٧٥٤, nr. ٤٨٢", [("kst-29754-482",)]),
        ("२९ ७५४, nr. ४८२", []),
    ],
    ids=["full-width", "Arabic-Indic", "Devanagari"],
)
def test_digits_of_other_kinds_are_read_or_left(digits: str, ids: list[tuple[str, ...]]) -> None:
    """Full-width and Arabic-Indic digits are digits; of any other script there is no identifier."""
    assert _ids(f"Kamerstuk {digits}") == ids
