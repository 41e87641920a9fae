"""Posts and ministries as letters name them."""

from datetime import date

import pytest

from kamergraaf.ingest import register
from kamergraaf.ingest.names.index import index_of
from kamergraaf.ingest.names.posts import holder, person_of_signature, read_post, read_posts
from kamergraaf.ontology.model import Status

INDEX = index_of(register.bundled())


@pytest.mark.parametrize(
    ("text", "day", "posts"),
    [
        ("Minister van SZW heeft", "2018-06-20", [("Minister van SZW", "minister", "szw")]),
        ("Minister voor Medische Zorg.", "2018-06-20", [("Minister voor Medische Zorg", "minister", "vws")]),
        (
            "Minister voor Basis- en Voortgezet Onderwijs- en Media, graag",
            "2019-01-05",
            [("Minister voor Basis- en Voortgezet Onderwijs- en Media", "minister", "ocw")],
        ),
        (
            "Ministers van SZW, JenV, OCW en VWS uw Kamer",
            "2018-04-26",
            [
                ("Ministers van SZW", "minister", "szw"),
                ("Minister van JenV", "minister", "jenv"),
                ("Minister van OCW", "minister", "ocw"),
                ("Minister van VWS", "minister", "vws"),
            ],
        ),
        (
            "Staatssecretaris van Financiën en de Minister van VWS uw Kamer",
            "2018-04-26",
            [("Staatssecretaris van Financiën", "staatssecretaris", "fin")],
        ),
        (
            "MINISTER VAN BINNENLANDSE ZAKEN EN KONINKRIJKSRELATIES Aan de",
            "2023-07-07",
            [("MINISTER VAN BINNENLANDSE ZAKEN EN KONINKRIJKSRELATIES", "minister", "bzk")],
        ),
        ("Ministerie van Financiën (IXB) en", "2025-10-02", [("Ministerie van Financiën", "ministerie", "fin")]),
        ("Minister van Justitie en de Minister van", "2009-08-01", [("Minister van Justitie", "minister", "jus")]),
        (
            "Minister van Justitie en Veiligheid,",
            "2019-08-01",
            [("Minister van Justitie en Veiligheid", "minister", "jenv")],
        ),
        ("Minister van EZ en", "2009-08-01", [("Minister van EZ", "minister", "ez")]),
        ("Minister van EZ en", "2015-08-01", [("Minister van EZ", "minister", "ez-2013")]),
        ("Minister van EZ en", "2025-08-01", [("Minister van EZ", "minister", "ez-2024")]),
        ("Minister van EL&I heeft", "2011-08-01", [("Minister van EL&I", "minister", "eleni")]),
        (
            "Minister van Economische Zaken, Landbouw en Innovatie en",
            "2011-08-01",
            [("Minister van Economische Zaken, Landbouw en Innovatie", "minister", "eleni")],
        ),
        ("Staatsecretaris van EZK en", "2019-05-01", [("Staatsecretaris van EZK", "staatssecretaris", "ezk")]),
        (
            "Staatssecretaris van Klimaat en Groene Groei",
            "2026-05-01",
            [("Staatssecretaris van Klimaat en Groene Groei", "staatssecretaris", "ezk-2026")],
        ),
        ("Minister-President, Minister van", "2019-01-05", [("Minister-President", "minister-president", "az")]),
        # misread by a letter or two: a name of the day, not the former ministry of Justitie
        (
            "Minister van Justitie en Veiligheicl, mede",
            "2019-01-05",
            [("Minister van Justitie en Veiligheicl", "minister", "jenv")],
        ),
        (
            "Minister van Volksgezondheld, Welzijn en Sport (VWS)",
            "2019-01-05",
            [("Minister van Volksgezondheld, Welzijn en Sport", "minister", "vws")],
        ),
        ("Minister van Justitie heeft", "2019-01-05", [("Minister van Justitie", "minister", "jus")]),
        ("minister van mening", "2019-01-05", []),
        ("ministers van andere landen", "2019-01-05", []),
    ],
)
def test_posts_are_read_longest_first_and_by_date(
    text: str, day: str, posts: list[tuple[str, str, str | None]]
) -> None:
    """A post gives its words, its kind, and the key of the ministry on the day."""
    found = read_posts(text, 0, INDEX, date.fromisoformat(day))

    assert [(p.words, p.kind, p.ministry_key) for p in found] == posts


def test_a_post_in_two_ministries_settles_none() -> None:
    """The Minister voor Milieu en Wonen worked for two ministries, so neither is chosen."""
    (post,) = read_posts("Minister voor Milieu en Wonen", 0, INDEX, date(2020, 1, 1))

    assert post.ministry is None


def test_abbreviation_in_brackets_belongs_to_the_post() -> None:
    """The place of (BVOM) behind the post is given."""
    text = "Minister voor Basis- en Voortgezet Onderwijs en Media (BVOM), onderstaande"
    post = read_post(text, 0, len(text), INDEX, date(2019, 1, 5))

    assert post is not None
    assert post.short is not None
    assert text[slice(*post.short)] == "BVOM"
    assert post.ministry_code == "OCW"


@pytest.mark.parametrize(
    ("text", "day", "person"),
    [
        ("Minister van SZW", "2018-06-20", "wouter-koolmees"),
        ("Staatssecretaris van Sociale Zaken en Werkgelegenheid", "2018-06-20", "tamara-van-ark"),
        ("Minister voor Medische Zorg", "2018-04-04", "bruno-bruins"),
        ("Minister van VWS", "2018-04-04", "hugo-de-jonge"),
        ("Minister-President", "2018-04-04", "mark-rutte"),
        ("Ministerie van VWS", "2018-04-04", None),
        ("Minister van Justitie", "1999-04-04", None),
    ],
)
def test_holder_needs_ministry_kind_and_wording(text: str, day: str, person: str | None) -> None:
    """Minister van VWS is not Minister voor Medische Zorg, though both sat at one ministry."""
    post = read_post(text, 0, len(text), INDEX, date.fromisoformat(day))

    assert post is not None
    assert holder(INDEX, post, date.fromisoformat(day)) == person


@pytest.mark.parametrize(
    ("name", "text", "day", "person"),
    [
        ("F.B.J. Grapperhaus", "Minister van Justitie en Veiligheid", None, "ferdinand-grapperhaus"),
        ("F.B.J. Grapperhaus", "Minister van Financiën", None, None),
        ("F.B.J. Grapperhaus", "Minister van Justitie en Veiligheid", "2019-04-18", "ferdinand-grapperhaus"),
        ("F.B.J. Grapperhaus", "Minister van Financiën", "2019-04-18", None),
        ("F.B.J. Grapperhaus", "Minister van Justitie en Veiligheid", "2023-04-18", None),
        ("X.Y. Grapperhaus", "Minister van Justitie en Veiligheid", "2019-04-18", None),
        (
            "C. van Nieuwenhuizen Wijbenga",
            "Minister van Infrastructuur en Waterstaat",
            "2018-04-04",
            "cora-van-nieuwenhuizen",
        ),
        (
            "M.L.L.E. Veldhuijzen van Zanten-Hyllner",
            "Staatssecretaris van Volksgezondheid, Welzijn en Sport",
            "2011-11-01",
            "marlies-veldhuijzen-van-zanten",
        ),
    ],
)
def test_signature_needs_name_initials_post_and_day(
    name: str, text: str, day: str | None, person: str | None
) -> None:
    """All four must agree before a signature is somebody's."""
    on = date.fromisoformat(day) if day else None
    post = read_post(text, 0, len(text), INDEX, on)
    found = person_of_signature(name, post, on, INDEX)

    assert (found.person if found.status is Status.CERTAIN else None) == person
