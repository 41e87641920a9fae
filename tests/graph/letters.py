"""Made-up letters with their findings written by hand, and a made-up register: no extractor is needed here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kamergraaf.ontology import files, iris
from kamergraaf.ontology.model import (
    Act,
    Citation,
    Commitment,
    Deed,
    Extraction,
    Footnote,
    Letter,
    Meeting,
    MinistryMention,
    Motion,
    OnBehalf,
    OrganisationMention,
    OwnFacts,
    PartyMention,
    PersonMention,
    Ref,
    Report,
    Sentence,
    Signatory,
    Span,
    Status,
    Unread,
    Url,
)
from kamergraaf.ontology.register import (
    Cabinet,
    DossierTitle,
    Membership,
    Ministry,
    Office,
    Organisation,
    Party,
    Period,
    Person,
    Register,
    Seat,
)

TEXT = """De Voorzitter van de Tweede Kamer

Onderwerp: stand van de proefballonnen

Gewijzigde motie van het lid Voorbeeld c.s. over proefballonnen
boven zee
Uw Kamer heeft op 2 februari 2021 de motie van het lid Voorbeeld (Luchtkasteel)1 aangenomen.
De motie is uitgevoerd. Het lid Verzinsel (Windstil) vroeg hier ook naar, en Verzinsel deed dat vaker.

Motie van het lid Bedacht over zeep-
bellen2
Deze motie van het lid Bedacht (Windstil) wordt uitgevoerd.

Toezegging - Uitleg over wind
De Minister van VZ heeft in het AO wind van 3 maart 2021 op verzoek van het lid Nergens (Windstil) uitleg toegezegd
(Kamerstuk 99 001, nr. 20). Bij deze informeer ik u.
In het rapport "De wind waait door alle landen" van Bureau Verzinsels staat meer, zie https://voorbeeld.example/wind.
Bureau Verzinsels en Windstil wisten dat.

De Minister van Verzonnen Zaken,
mede namens de Minister van Luchtfietserij,
V. Zonnen

1 Kamerstuk 99 001, nr. 7; Handelingen 11 2020/21, nr. 5, item 3.
3 Kamerstukken 99 001 en 99 002, nrs. 8 en 9. Zie ook Stb. 2020, 12 en kamerstuk negentig.
"""


def span(phrase: str, nth: int = 0, text: str = TEXT) -> Span:
    """Give the place of a phrase."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(phrase, start + 1)
    return Span(start, start + len(phrase), phrase)


def person(name: str, slug: str | None, nth: int, party: str | None = None, **more: object) -> PersonMention:
    """Give a person named at a place."""
    place = span(name, nth)
    party_span = None
    if party is not None:
        start = TEXT.index(party, place.end)
        party_span = Span(start, start + len(party), party)
    status = Status.CERTAIN if slug else Status.UNRESOLVED
    made = PersonMention(place, name, "lid-fractie", slug, status=status, stated_party=party, party_span=party_span)
    return replace(made, **more)  # type: ignore[arg-type]  # any field of it


def _sentences(text: str) -> tuple[Sentence, ...]:
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Sentence(start, start + len(line), " ".join(line.split())))
        start += len(line) + 1
    return tuple(found)


def letter(
    *,
    text: str = TEXT,
    day: date | None = date(2021, 4, 1),
    stated: str = "Luchtkasteel",
    number: str | None = None,
    with_report: bool = True,
) -> Extraction:
    """Give the letter with its findings; ``number`` makes it a numbered one, ``stated`` is the first party."""
    text = text.replace("(Luchtkasteel)", f"({stated})")
    key = number or iris.letter_key(text)

    def at(phrase: str, nth: int = 0) -> Span:
        return span(phrase, nth, text)

    voorbeeld = PersonMention(
        at("Voorbeeld", 1), "Voorbeeld", "lid-fractie", "vic-voorbeeld", status=Status.CERTAIN,
        stated_party=stated, party_span=at(stated),
    )  # fmt: skip
    bedacht = PersonMention(
        at("Bedacht", 1), "Bedacht", "lid-fractie", "bea-bedacht", status=Status.CERTAIN,
        stated_party="Windstil", party_span=at("Windstil", 1),
    )  # fmt: skip
    nergens = PersonMention(
        at("Nergens"), "Nergens", "lid-fractie", None, status=Status.AMBIGUOUS, reason="twee leden heten zo",
        candidates=("nel-van-nergens", "ned-van-nergens"), stated_party="Windstil", party_span=at("Windstil", 2),
    )  # fmt: skip
    verzinsel = PersonMention(
        at("Verzinsel"), "Verzinsel", "lid-fractie", "vera-verzinsel", status=Status.CERTAIN,
        stated_party="Windstil", party_span=at("Windstil"),
    )  # fmt: skip
    again = PersonMention(at("Verzinsel", 1), "Verzinsel", "lid", "vera-verzinsel", status=Status.CERTAIN)
    heading = at("Gewijzigde motie van het lid Voorbeeld c.s. over proefballonnen\nboven zee")
    second = at("Motie van het lid Bedacht over zeep-\nbellen")
    note_mark = at(")1").end
    return Extraction(
        Letter("proefballonnen.txt", text, example=True),
        key,
        own=OwnFacts(
            id=f"kst-{number}" if number else None,
            dossiers=("99001",) if number else (),
            date=day,
            subject="stand van de proefballonnen",
            subject_span=at("stand van de proefballonnen"),
            addressee="Tweede Kamer",
            addressee_span=at("Tweede Kamer"),
        ),
        citations=(
            Citation(at("Kamerstuk 99 001, nr. 20"), ("kst-99001-20",), "kamerstuk"),
            Citation(at("Kamerstuk 99 001, nr. 7"), ("kst-99001-7",), "kamerstuk", note="1", anchor=note_mark),
            Citation(
                at("Handelingen 11 2020/21, nr. 5, item 3"),
                ("h-tk-20202021-5-3",),
                "handelingen",
                status=Status.REPAIRED,
                reason="11 is II",
                read_as="Handelingen II 2020/21, nr. 5, item 3",
                note="1",
                anchor=note_mark,
            ),
            Citation(
                at("Kamerstukken 99 001 en 99 002, nrs. 8 en 9"),
                ("kst-99001-8", "kst-99001-9"),
                "kamerstuk-meer-dossiers",
                dossiers=("99001", "99002"),
                second_dossier=at("99 002"),
            ),
            Citation(at("Stb. 2020, 12"), ("stb-2020-12",), "staatsblad"),
        ),
        urls=(Url(at("https://voorbeeld.example/wind"), "https://voorbeeld.example/wind"),),
        footnotes=(
            Footnote("1", at("(" + stated + ")1"), "1", at("1 Kamerstuk 99 001, nr. 7"), ("kst-99001-7",)),
            Footnote("2", at("bellen2"), "2", None),
        ),
        motions=(
            Motion(
                heading,
                iris.own_key(key, "motie", heading.exact),
                "motie-kop",
                "proefballonnen boven zee",
                amended=True,
                and_others=True,
                proposers=(voorbeeld,),
                ids=("kst-99001-7",),
                id_span=at("Kamerstuk 99 001, nr. 7"),
                decision="aangenomen",
                decision_span=at("aangenomen"),
                adopted=date(2021, 2, 2),
                adopted_span=at("2 februari 2021"),
                vote="h-tk-20202021-5-3",
                vote_span=at("Handelingen 11 2020/21, nr. 5, item 3"),
                acts=(Act(Deed.CARRIED_OUT, at("De motie is uitgevoerd"), "uitgevoerd"),),
                section_ministry="lf",
            ),
            Motion(
                second,
                iris.own_key(key, "motie", second.exact),
                "motie-kop",
                "zeepbellen",
                proposers=(bedacht,),
                lost_mark=Span(second.end, second.end + 1, "2"),
                acts=(Act(Deed.BEING_CARRIED_OUT, at("wordt uitgevoerd"), "in-uitvoering"),),
            ),
        ),
        commitments=(
            Commitment(
                at("Toezegging - Uitleg over wind"),
                iris.own_key(key, "toezegging", "Toezegging - Uitleg over wind"),
                "toezegging-kop",
                "Uitleg over wind",
                by="Minister van VZ",
                by_span=at("Minister van VZ"),
                ministry="vz",
                at=Meeting(
                    "AO",
                    "wind",
                    date(2021, 3, 3),
                    ("kst-99001-20",),
                    at("AO wind van 3 maart 2021"),
                    at("Kamerstuk 99 001, nr. 20"),
                    ministry="vz",
                ),
                requested_by=nergens,
                acts=(Act(Deed.SETTLED, at("Bij deze informeer ik u"), "afdoening"),),
            ),
        ),
        reports=(
            Report(
                at("De wind waait door alle landen"),
                "De wind waait door alle landen",
                iris.report_key("De wind waait door alle landen", "2020"),
                "rapport-titel",
                publisher="Bureau Verzinsels",
                publisher_span=at("Bureau Verzinsels"),
                publisher_ref=Ref("organisatie", "bureau-verzinsels"),
                date="2020",
                url="https://voorbeeld.example/wind",
                url_span=at("https://voorbeeld.example/wind"),
            ),
        )
        if with_report
        else (),
        persons=(voorbeeld, verzinsel, again, bedacht, nergens),
        parties=tuple(PartyMention(at("Windstil", nth), "Windstil") for nth in range(4)),
        ministries=(MinistryMention(at("Luchtfietserij"), "LF", "lf"),),
        organisations=(
            OrganisationMention(at("Bureau Verzinsels", 1), "BV", "Bureau Verzinsels", key="bureau-verzinsels"),
        ),
        signatories=(
            Signatory(
                at("V. Zonnen"),
                "V. Zonnen",
                "Minister van Verzonnen Zaken",
                "VZ",
                "vz",
                at("Minister van Verzonnen Zaken"),
                PersonMention(at("V. Zonnen"), "V. Zonnen", "ondertekening", "vera-zonnen", status=Status.CERTAIN),
            ),
        ),
        on_behalf_of=(OnBehalf("Minister van Luchtfietserij", "LF", "lf", at("Minister van Luchtfietserij")),),
        unread=(Unread(at("kamerstuk negentig"), "geen cijfers"),),
        sentences=_sentences(text),
    )


def register() -> Register:
    """Give a small register of evidently made-up people, parties and ministries."""
    people = {
        "vic-voorbeeld": "Vic Voorbeeld",
        "vera-verzinsel": "Vera Verzinsel",
        "bea-bedacht": "Bea Bedacht",
        "nel-van-nergens": "Nel van Nergens",
        "ned-van-nergens": "Ned van Nergens",
        "vera-zonnen": "Vera Zonnen",
    }
    always = Period(date(2017, 1, 1), date(2023, 12, 5))
    parties = ("Proefballon", "Luchtkasteel", "Windstil")
    members = {
        "vic-voorbeeld": "Proefballon",
        "vera-verzinsel": "Windstil",
        "bea-bedacht": "Windstil",
        "nel-van-nergens": "Windstil",
        "ned-van-nergens": "Windstil",
    }
    return Register(
        persons={
            slug: Person(
                slug,
                name,
                name.split()[-1],
                name.split()[0],
                wikidata="Q0" if slug == "bea-bedacht" else None,
                source="verzonnen",
            )
            for slug, name in people.items()
        },
        memberships=tuple(Membership(slug, party, always, "verzonnen") for slug, party in members.items()),
        seats=tuple(Seat(slug, "TK", always, "verzonnen") for slug in members),
        parties={
            code: Party(code, code.lower(), f"Partij {code}", "party", (), Period(), label=code) for code in parties
        },
        ministries={
            "vz": Ministry("VZ", "vz", "Verzonnen Zaken", ("VZ",), Period(), label="VZ"),
            "lf": Ministry("LF", "lf", "Luchtfietserij", ("LF",), Period(), label="LF"),
        },
        offices=(
            Office(
                "vera-zonnen",
                "Minister van Verzonnen Zaken",
                "minister",
                "vz",
                always,
                "verzonnen-i",
                source="verzonnen",
            ),
        ),
        cabinets={"verzonnen-i": Cabinet("verzonnen-i", "Kabinet-Verzonnen I", (), always)},
        dossiers={"99001": DossierTitle("99001", "Proefballonnen", ("Luchtballonnen",))},
        organisations={
            "bureau-verzinsels": Organisation("BV", "bureau-verzinsels", "Bureau Verzinsels", ("Bureau Verzinsels",))
        },
        sha256="0" * 64,
    )


def rules() -> list[files.RuleRow]:
    """The rules that the vocabulary brings, and those that only this hand-made letter names."""
    own = ("lid", "staatsblad", "uitgevoerd", "in-uitvoering", "rapport-titel", "kamerstuk-meer-dossiers")
    known = {rule.name for rule in files.rules()}
    return [*files.rules(), *(files.RuleRow(name) for name in own if name not in known)]
