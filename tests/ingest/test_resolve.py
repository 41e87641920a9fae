"""What a person types is resolved to one thing, to candidates, or to a clear no."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamergraaf.ingest.resolve import label, resolve
from kamergraaf.ontology.model import Ref

PAPER = Ref("kamerstuk", "29754-482")


@pytest.mark.parametrize(
    "text",
    [
        "kst-29754-482", "KST-29754-482", "29754-482", "29 754, nr. 482", "(29 754, nr. 482)", "29.754 482",
        "29754 482",        "29754/482", "29754,482", "29754 nr 482", "29754nr482", "Kamerstuk 29 754, nr. 482",
        "kamerstuk 29754 nr. 482",
        "Kamerstukken II 2018/19, 29 754, nr. 482, p. 3", "29\u00a0754, nr.\u00a0482", "  29754-482  ",
        "https://zoek.officielebekendmakingen.nl/kst-29754-482.html", "bijlage bij Kamerstuk 29 754, nr. 482",
        "https://zoek.officielebekendmakingen.nl/kst-29754-482-h1.pdf", "https://example.org/id/kamerstuk/29754-482",
    ],
)  # fmt: skip
def test_every_spelling_of_a_paper(text: str) -> None:
    """The same paper, however it is written."""
    answer = resolve(text)
    assert answer.match, answer
    assert answer.refs == (PAPER,)


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("29754", (Ref("dossier", "29754"),)),
        ("29 754", (Ref("dossier", "29754"),)),
        ("21501-02", (Ref("dossier", "21501-02"),)),
        ("36410 vi", (Ref("dossier", "36410-VI"),)),
        ("dossier CXLVI", (Ref("dossier", "CXLVI"),)),
        ("36410 vi 10", (Ref("kamerstuk", "36410-VI-10"),)),
        ("35570, c", (Ref("kamerstuk", "35570-C"),)),
        ("29614 113", (Ref("kamerstuk", "29614-113"),)),
        ("29 614 en 31 289, nr. 113", (Ref("kamerstuk", "29614-113"),)),
        ("29754 nrs 1 en 2", (Ref("kamerstuk", "29754-1"), Ref("kamerstuk", "29754-2"))),
        ("h-tk-20182019-28-9", (Ref("handelingen", "tk-20182019-28-9"),)),
        ("Handelingen II 2018/19, nr. 28, item 9", (Ref("handelingen", "tk-20182019-28-9"),)),
        ("Aanhangsel Handelingen II 2019/20, nr. 89", (Ref("handelingen", "ah-tk-20192020-89"),)),
        ("blg-1184123", (Ref("rapport", "blg-1184123"),)),
        ("2024Z12345", (Ref("brief", "2024Z12345"),)),
    ],
)
def test_other_things(text: str, refs: tuple[Ref, ...]) -> None:
    """Dossiers, proceedings, lists, appendices and cases."""
    answer = resolve(text)
    assert answer.match, answer
    assert answer.refs == refs


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Stb. 2018, 23", ("stb-2018-23",)),
        ("stb 2018 23", ("stb-2018-23",)),
        ("ECLI:NL:RVS:2019:1234", ("ECLI:NL:RVS:2019:1234",)),
        ("Richtlijn (EU) 2016/680", ("32016L0680",)),
        ("BWBR0005537", ("BWBR0005537",)),
    ],
)
def test_what_is_not_ours_has_its_id(text: str, ids: tuple[str, ...]) -> None:
    """Gazettes, rulings and acts have an official id and no address of ours."""
    answer = resolve(text)
    assert (answer.match, answer.ids, answer.refs) == (True, ids, ())


def test_what_may_be_two_things_gives_candidates() -> None:
    """Without chamber there are two sittings; a letter in a budget may be a fund."""
    answer = resolve("Handelingen 2018/19, nr. 28, item 9")
    assert not answer.match
    assert [c.ref.key for c in answer.candidates] == ["tk-20182019-28-9", "ek-20182019-28-9"]
    fund = resolve("36410 L")
    assert not fund.match
    assert {c.ref.kind for c in fund.candidates} == {"kamerstuk", "dossier"}


@pytest.mark.parametrize("text", ["", "   ", "29 7S4, nr. 4B2", "qwertyuiop", "x" * 1000, "29754-690-695", "99754-1"])
def test_a_clear_no(text: str) -> None:
    """What is no reference gives no thing, and says why."""
    answer = resolve(text)
    assert not answer.match
    assert answer.refs == ()
    assert answer.reason


def test_names_with_a_day() -> None:
    """A person by name and office, a ministry by the name of that day, a party and another body."""
    day = date(2019, 3, 15)
    assert resolve("Gijs van Dijk (PvdA)", day=day).refs == (Ref("persoon", "gijs-van-dijk"),)
    assert resolve("minister Grapperhaus", day=day).refs == (Ref("persoon", "ferdinand-grapperhaus"),)
    assert len(resolve("Van Dijk", day=day).candidates) > 1
    assert resolve("Ministerie van Justitie en Veiligheid", day=day).refs == (Ref("ministerie", "jenv"),)
    assert resolve("VVD", day=day).refs == (Ref("partij", "vvd"),)
    assert resolve("NCTV", day=day).refs == (Ref("organisatie", "nctv"),)


def test_a_group_that_bears_its_members_name_is_not_chosen_over_the_member() -> None:
    """Of the surname alone both the person and the group are candidates; *het lid* says that the person is meant."""
    answer = resolve("Omtzigt")
    assert not answer.match
    assert {c.ref for c in answer.candidates} == {Ref("persoon", "pieter-omtzigt"), Ref("partij", "omtzigt")}
    assert resolve("het lid Omtzigt").refs == (Ref("persoon", "pieter-omtzigt"),)


def test_the_words_before_a_name_decide_the_office() -> None:
    """Two persons named Helder on one day: the member and the minister."""
    day = date(2022, 6, 1)
    assert resolve("het lid Helder", day=day).refs == (Ref("persoon", "lilian-helder"),)
    assert resolve("minister Helder", day=day).refs == (Ref("persoon", "conny-helder"),)
    assert not resolve("Helder", day=day).match


def test_a_name_that_is_nearly_right_is_offered_not_taken() -> None:
    """One wrong letter gives a candidate with its score."""
    answer = resolve("Pieter Heerema (CDA)")
    assert not answer.match
    assert [c.ref.key for c in answer.candidates] == ["pieter-heerma"]
    assert 0 < answer.candidates[0].score < 1


def test_labels_read_as_people_write() -> None:
    """Each kind of id has its usual spelling."""
    assert label("kst-36410-VI-10") == "Kamerstuk 36 410 VI, nr. 10"
    assert label("kst-21501-20-1234") == "Kamerstuk 21 501-20, nr. 1234"
    assert label("kst-35570-C") == "Kamerstuk 35 570, C"
    assert label("ah-tk-20192020-89") == "Aanhangsel Handelingen II 2019/20, nr. 89"


@given(st.text(max_size=80))
def test_any_text_gets_an_answer(text: str) -> None:
    """Nothing raises, and an answer that is no match says why or offers candidates."""
    answer = resolve(text)
    assert answer.match or answer.reason or answer.candidates
