"""Extraction as a whole: the bundled letter, any text at all, and what must not change what is found."""

from __future__ import annotations

import json
import os
import pickle
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamergraaf.ingest import register as registers
from kamergraaf.ingest.extract import extract
from kamergraaf.ingest.findings import as_json
from kamergraaf.ontology.model import Deed, Extraction, Letter, Span, Status

SEED = Path(registers.__file__).parent / "data" / "letters" / "brief-terrorismebestrijding-2019.txt"
GOLDEN = Path(__file__).parents[1] / "golden" / "brief-terrorismebestrijding-2019.json"
PIECES = tuple(
    re.split(
        r"\|",
        "Motie van het lid |de leden |Becker (VVD) c.s. |motie-|Van Dijk|/Kuiken| over |(Kamerstuk |29 754, nr. 482)|"
        "Toezegging - |toegezegd |heb ik uw Kamer |tijdens het AO |van 20 juni 2018|«|»|rapport |brief van |®|12|. |"
        "De Minister van SZW|,\nF.B.J. Grapperhaus\n|\n\n|Handelingen II |moties |nr. 5 | en |MOTIE VAN HET LID |"
        "Vergaderjaar 2018-2019\n|Nr.\n12\n|Zij krijgt nr. 5 (29754).",
    )
)


def seed() -> Letter:
    """The bundled letter."""
    return Letter(SEED.name, SEED.read_text(encoding="utf-8"))


def spans(value: object) -> Iterator[Span]:
    """Every place in a finding."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from spans(one)
    elif is_dataclass(value) and not isinstance(value, Letter):
        for f in fields(value):
            yield from spans(getattr(value, f.name))


def ids(found: Extraction) -> list[tuple[str, ...]]:
    """The ids of all citations and motions, in order."""
    return [c.ids for c in found.citations] + [m.ids for m in found.motions]


def test_the_bundled_letter_gives_what_it_gave() -> None:
    """Findings of the seed letter are those of tests/golden (KAMERGRAAF_GOLDEN=rewrite writes them anew)."""
    found = json.dumps(as_json(extract(seed())), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("KAMERGRAAF_GOLDEN") == "rewrite":
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8")


def test_a_lost_note_gives_no_number() -> None:
    """The motion whose note is lost stays without number, and its mark says so."""
    lost = [m for m in extract(seed()).motions if m.proposers[0].name == "Jasper van Dijk"]
    assert [(m.ids, m.status) for m in lost] == [((), Status.UNRESOLVED)]
    assert lost[0].lost_mark is not None
    assert lost[0].lost_mark.exact == "®"


def test_the_day_of_a_vote_takes_its_year_from_the_sitting_cited_beside_it() -> None:
    """27 november jl. is of 2018, since the note cites Handelingen 2018/19; the letter itself has no date."""
    found = extract(seed())
    assert found.own.date is None
    motion = found.motions[0]
    assert (str(motion.adopted), motion.vote, motion.decision) == ("2018-11-27", "h-tk-20182019-28-9", "aangenomen")


def test_promises_are_settled_where_the_letter_says_so() -> None:
    """Each promise is of 20 June 2018; "Bij deze informeer ik u als volgt" settles the first two."""
    found = extract(seed()).commitments
    assert [str(c.at.date) for c in found if c.at] == ["2018-06-20"] * 4
    assert [c.requested_by.name for c in found if c.requested_by] == ["Becker", "Pieter Heerema"]
    assert [[a.deed for a in c.acts] for c in found[:2]] == [[Deed.SETTLED], [Deed.SETTLED]]


def test_what_is_found_can_be_sent_to_another_process() -> None:
    """Findings survive pickling unchanged."""
    found = extract(seed())
    assert pickle.loads(pickle.dumps(found)) == found


def test_the_same_letter_gives_the_same_findings() -> None:
    """Nothing depends on what was read before."""
    first = extract(seed())
    extract(Letter("x", "De motie van het lid Kuiken is aangenomen."))
    assert extract(seed()) == first


@pytest.mark.parametrize(
    ("written", "instead"),
    [("29 754", "29\u00a0754"), ("29 754", "29754"), ("29 754", "29\u2009754"), ("\n", "\r\n")],
    ids=["no-break space", "no space", "thin space", "CRLF"],
)
def test_printing_does_not_change_what_is_named(written: str, instead: str) -> None:
    """Other spaces and line ends give the same ids, motions and promises."""
    plain, other = extract(seed()), extract(Letter("x", seed().text.replace(written, instead)))
    assert ids(other) == ids(plain)
    assert [m.subject for m in other.motions] == [m.subject for m in plain.motions]
    assert [c.subject for c in other.commitments] == [c.subject for c in plain.commitments]


def test_two_letters_together_name_what_both_name() -> None:
    """The motions of two paragraphs, one after the other, are those of each."""
    one = "Met de motie van het lid Voorbeeld (VVD) over inburgering (Kamerstuk 32 824, nr. 300) is gevraagd.\n\n"
    two = "De motie-Proefman/Van Testen (Kamerstuk 19 637, nr. 2900) is uitgevoerd.\n\n"
    apart = [m.ids for text in (one, two) for m in extract(Letter("x", text)).motions]
    assert (
        [m.ids for m in extract(Letter("x", one + two)).motions] == apart == [("kst-32824-300",), ("kst-19637-2900",)]
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=40).map("".join))
def test_any_text_is_read_and_every_quote_is_at_its_place(text: str) -> None:
    """No text raises, and each place holds the words that are quoted."""
    found = extract(Letter("x", text))
    for span in spans(found):
        assert text[span.start : span.end] == span.exact
    as_json(found)


def test_a_long_letter_takes_its_time_in_proportion() -> None:
    """Twenty times the seed letter is read, with twenty times its citations."""
    text = "\n\n".join([seed().text] * 20)
    assert len(extract(Letter("x", text)).citations) == 20 * len(extract(seed()).citations)
