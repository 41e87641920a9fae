"""What holds of names in any text."""

import textwrap
import unicodedata
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kamergraaf.ingest import register, repair
from kamergraaf.ingest.names.find import Names, find_names
from kamergraaf.ingest.names.index import index_of
from kamergraaf.ingest.names.people import settle
from kamergraaf.ingest.names.spelling import fold
from kamergraaf.ontology.model import Letter, Resolution

INDEX = index_of(register.bundled())
DAY = date(2018, 11, 27)
PIECES = st.sampled_from(
    (
        "het lid ", "de leden ", "Becker", "Van Dijk", "Gijs van Dijk", " en ", ", ", "/", "-", " (VVD)", " (SP)",
        " c.s.", "motie-", "motie ", "MOTIE VAN DE LEDEN ", "VAN KENT", "Minister van ", "Ministers van ", "SZW",
        "EZ", "JenV", "Justitie en Veiligheid", "Financiën", ",\nF.B.J. Grapperhaus", "\n", "\n\n", " ", ". ",
        "De Kamer,",
        "orde van de dag.", "de heer ", "mevrouw ", "Voorzitter: ", "NCTV", "het OM", "Stichting ", "(", ")", "Denk",
        "Volt", "’", "\u00ad", "de fracties van ", "28", "\u00a0", "İ", "ß", "Ǆ", "e\u0301",
    )
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=200))


def names(text: str) -> Names:
    return find_names(repair.clean(Letter("any.txt", text)), INDEX, DAY)


@given(TEXTS, st.one_of(st.none(), st.dates()))
@settings(max_examples=250, deadline=None)
def test_any_text_can_be_read(text: str, day: date | None) -> None:
    """Names of any text on any day are found without an error, each quote at its offsets, in order."""
    found = find_names(repair.clean(Letter("any.txt", text)), INDEX, day)

    for kind in (found.persons, found.parties, found.ministries, found.organisations):
        spans = [mention.span for mention in kind]
        assert spans == sorted(spans)
        assert all(text[s.start : s.end] == s.exact for s in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_open_names_stay_open(text: str) -> None:
    """A resolved person has one address, an ambiguous one at least two candidates, and each a reason."""
    for person in names(text).persons:
        assert person.reason
        if person.status.resolution is Resolution.RESOLVED:
            assert person.person in INDEX.register.persons
        else:
            assert person.person is None
        if person.status.resolution is Resolution.AMBIGUOUS:
            assert len(person.candidates) > 1


@given(st.text(max_size=60))
def test_folding_keeps_lengths(text: str) -> None:
    """A folded text has as many characters as the text, so its offsets are the text's."""
    assert len(fold(text)) == len(text)


@given(st.sampled_from(sorted(INDEX.register.persons)), st.dates(date(1994, 1, 1), date(2026, 6, 1)))
def test_a_certain_full_name_is_that_person(slug: str, day: date) -> None:
    """Whoever is certain by a full name bears that name, whatever the day."""
    person = INDEX.register.persons[slug]
    found = settle(person.full_name, index=INDEX, day=day)

    if found.person is not None:
        assert fold(INDEX.register.persons[found.person].surname).split("-")[0] in fold(person.full_name)


LETTER = (
    "Naar aanleiding van de motie van de leden Kuiken (PvdA) en Gijs van Dijk (SP), waarin de regering verzocht "
    "wordt, informeer ik u namens de Minister van Sociale Zaken en Werkgelegenheid (SZW). De Algemene "
    "Inlichtingen- en Veiligheidsdienst heeft het lid Kröger en de motie-Van der Graaf/Öztürk genoemd, evenals de "
    "ChristenUnie-fractie."
)


@given(st.integers(25, 90), st.booleans(), st.booleans(), st.sampled_from((" ", "\u00a0", "\u2009")))
@settings(max_examples=60, deadline=None)
def test_layout_does_not_change_the_names(width: int, apart: bool, returns: bool, space: str) -> None:
    """Other line widths, line ends, spaces and accents leave the same names."""
    lines = textwrap.fill(LETTER, width, break_long_words=False, break_on_hyphens=False)
    text = unicodedata.normalize(
        "NFD" if apart else "NFC", lines.replace(" ", space).replace("\n", "\r\n" if returns else "\n")
    )

    assert _found(names(text)) == _found(names(LETTER))


def _found(found: Names) -> list[list[object]]:
    return [
        [(p.name, p.person, p.stated_party) for p in found.persons],
        [p.party for p in found.parties],
        [m.key for m in found.ministries],
        [o.code for o in found.organisations],
    ]
