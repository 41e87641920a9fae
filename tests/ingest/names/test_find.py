"""Names found in sentences: each kind by a table of cases, with its traps as counterexamples."""

from datetime import date

import pytest

from kamergraaf.ingest import register, repair
from kamergraaf.ingest.names.find import Names, find_names
from kamergraaf.ingest.names.index import index_of
from kamergraaf.ontology.model import Letter, Status

DAY = date(2018, 11, 27)


def names(text: str, day: date | None = DAY) -> Names:
    return find_names(repair.clean(Letter("made-up.txt", text)), index_of(register.bundled()), day)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Motie van het lid Becker c.s. over", [("Becker", "bente-becker")]),
        ("de leden Kuiken (PvdA) en Gijs van Dijk\n(SP)*, waarin", [
            ("Kuiken", "attje-kuiken"), ("Gijs van Dijk", "gijs-van-dijk")]),
        ("door de leden Ronnes, Koerhuis, Van Eijs en Dik-Faber. Naar mij", [
            ("Ronnes", "erik-ronnes"), ("Koerhuis", "daniel-koerhuis"), ("Van Eijs", "jessica-van-eijs"),
            ("Dik-Faber", "carla-dik-faber")]),
        ("MOTIE VAN DE LEDEN BECKERMAN EN VAN KENT TER VERVANGING VAN DIE", [
            ("BECKERMAN", "sandra-beckerman"), ("VAN KENT", "bart-van-kent")]),
        ("de motie-Laçin/Beckerman (21501-08, nr. 722)", [("Laçin", "cem-lacin"), ("Beckerman", "sandra-beckerman")]),
        ("de motie Van Raan-Kröger13 als afgedaan", [("Van Raan", "lammert-van-raan"), ("Kröger", "suzanne-kroger")]),
        ("de motie van Dik-Faber over", [("Dik-Faber", "carla-dik-faber")]),
        ("moties Becker (35 228, nr. 8) en Azarkan c.s. (32 824, nr. 9)", [
            ("Becker", "bente-becker"), ("Azarkan", "farid-azarkan")]),
        ("het amendement-Omtzigt (36 418)", [("Omtzigt", "pieter-omtzigt")]),
        ("op verzoek van lid Becker (VVD), toegezegd", [("Becker", "bente-becker")]),
        ("in reactie op Kamerlid Azarkan toegezegd", [("Azarkan", "farid-azarkan")]),
        ("De voorzitter:\nMevrouw Van den Berg (CDA):\nDank", [("Van den Berg", "joba-van-den-berg-jansen")]),
        ("heeft collega Segers gevraagd", [("Segers", "gert-jan-segers")]),
        ("Minister De Jonge:\nDat ga ik doen", [("De Jonge", "hugo-de-jonge")]),
        ("minister Hoekstra van Financiën", [("Hoekstra", "wopke-hoekstra")]),
        ("Voorzitter: Bergkamp\n", [("Bergkamp", "vera-bergkamp")]),
        ("De Minister van Justitie en Veiligheid,\nF.B.J. Grapperhaus\n", [
            ("F.B.J. Grapperhaus", "ferdinand-grapperhaus")]),
        ("Hoogachtend,\n\nF.B.J. Grapperhaus\n\nMinister van Justitie en Veiligheid\n", [
            ("F.B.J. Grapperhaus", "ferdinand-grapperhaus")]),
        ("De voorzitter van de vaste commissie voor Onderwijs, Cultuur en Wetenschap,\n\nTellegen\n", [
            ("Tellegen", "ockje-tellegen")]),
        ("Aanwezig zijn drie leden der Kamer, te weten: Becker, Van Kent en Kröger,", [
            ("Becker", "bente-becker"), ("Van Kent", "bart-van-kent"), ("Kröger", "suzanne-kroger")]),
        ("Tegenwoordig zijn drie leden, te weten:\n\nBecker, Van Kent,\nKröger en Zandbakker,\n\nen de heer", [
            ("Becker", "bente-becker"), ("Van Kent", "bart-van-kent"), ("Kröger", "suzanne-kroger"),
            ("Zandbakker", None)]),
        ("Eerste ondertekenaar: F.B.J. Grapperhaus, minister van Justitie en Veiligheid\n", [
            ("F.B.J. Grapperhaus", "ferdinand-grapperhaus")]),
        ("De Minister van Justitie en Veiligheid,\nF.B.J. Grapperhaus\nOndertekenaars\n", [
            ("F.B.J. Grapperhaus", "ferdinand-grapperhaus")]),
        ("benoem ik de volgende leden: Becker, Van Kent en Kröger. De", [
            ("Becker", "bente-becker"), ("Van Kent", "bart-van-kent"), ("Kröger", "suzanne-kroger")]),
        ("De Minister van Justitie en Veiligheid,\nFerd Grapperhaus\n", [
            ("Ferd Grapperhaus", "ferdinand-grapperhaus")]),
        ("De Minister van Justitie en Veiligheid,\n\nFerdinand\nGrapperhaus\n", [
            ("Ferdinand Grapperhaus", "ferdinand-grapperhaus")]),
        ("De Minister van Justitie en Veiligheid,\nFerdinand B.J. Grapperhaus\n", [
            ("Ferdinand B.J. Grapperhaus", "ferdinand-grapperhaus")]),
        ("De Minister van Justitie en Veiligheid,\nFerdinand Q.Z. Grapperhaus\n", [
            ("Ferdinand Q.Z. Grapperhaus", None)]),
        ("De Staatssecretaris van Infrastructuur en Waterstaat,\nS. van Veldhoven - Van der Meer\n", [
            ("S. van Veldhoven - Van der Meer", "stientje-van-veldhoven")]),
        ("De Minister van Justitie en Veiligheid,\nnamens deze,\nAda Proefman\n", []),
        ("door Henk Bleker, destijds staatssecretaris van EL&I, toegezegd", [("Henk Bleker", "henk-bleker")]),
        ("door Henk Bleker (toenmalig staatssecretaris van EL&I) toegezegd", [("Henk Bleker", "henk-bleker")]),
        ("door Henk Bleker, destijds minister van Defensie, toegezegd", []),
        ("heeft mijn ambtsvoorganger Schippers toegezegd", [("Schippers", "edith-schippers")]),
        ("heeft mijn ambtsvoorganger Proefman toegezegd", []),
        ("Mijn voorganger, mevrouw Schippers, zegde toe", [("Schippers", "edith-schippers")]),
        ("haar voorganger, de heer Proefman, zegde toe", []),
        ("(w.g.) F.B.J. Grapperhaus\nMinister van Justitie en Veiligheid\n", [
            ("F.B.J. Grapperhaus", "ferdinand-grapperhaus")]),
        ("Stand: open. Bewindspersoon: Grapperhaus\n", [("Grapperhaus", "ferdinand-grapperhaus")]),
        ("een overzicht, toegezegd aan Kuiken op 22 mei", [("Kuiken", "attje-kuiken")]),
        ("is toegezegd aan Brussel en beloofd aan Rotterdam", []),
        ("mijn ambtsgenoot Hoekstra en mijn voorganger Dijsselbloem", [
            ("Hoekstra", "wopke-hoekstra"), ("Dijsselbloem", "jeroen-dijsselbloem")]),
        ("mijn Duitse ambtgenoot Hoekstra en diens voorganger Dijsselbloem", []),
        ("de fractievoorzitters Klaver en Segers", [("Klaver", "jesse-klaver"), ("Segers", "gert-jan-segers")]),
        ("aan Kamerlid Becker en Kamerlid Van Kent", [("Becker", "bente-becker"), ("Van Kent", "bart-van-kent")]),
        ("heeft VWS-minister De Jonge gezegd", [("De Jonge", "hugo-de-jonge")]),
        ("heeft EU-minister De Jonge gezegd", []),
        ("Vragen aan Bente Becker (VVD) en aan de fractie van de SP (Van Kent).", [
            ("Bente Becker", "bente-becker"), ("Van Kent", "bart-van-kent")]),
        ("de collega's Becker van de VVD, Van Kent van de SP en Kröger van GroenLinks", [
            ("Becker", "bente-becker"), ("Van Kent", "bart-van-kent"), ("Kröger", "suzanne-kroger")]),
        ("De voorzitter, A. Broekers-Knol\n", [("A. Broekers-Knol", "ankie-broekers-knol")]),
        ("en gaat over tot de orde van de dag.\nBecker\nVan Kent\nKröger.\n", [
            ("Becker", "bente-becker"), ("Van Kent", "bart-van-kent"), ("Kröger", "suzanne-kroger")]),
        ("en gaat over tot de orde van de dag.\nBecker\nKro\u0308ger\nVan Kent\n", [
            ("Becker", "bente-becker"), ("Kröger", "suzanne-kroger"), ("Van Kent", "bart-van-kent")]),
        ("van het lid Pieter\nHeerema (CDA).", [("Pieter Heerema", "pieter-heerma")]),
        ("de motie van het lid Becker. Het voorstel dat Becker deed", [
            ("Becker", "bente-becker"), ("Becker", "bente-becker")]),
        ("het lid Zandbakker heeft", [("Zandbakker", None)]),
        # no names of persons
        ("in de gemeente Becker (CDA) en bij Bakkerij Segers (SP)", []),
        ("de heer De Graaf, oud-Voorzitter van de Eerste Kamer", []),
        ("overleg met F.B.J. Grapperhaus en anderen\nMinister van Justitie en Veiligheid van dit kabinet is", []),
        ("De griffier van de vaste commissie voor Defensie,\n\nDe Lange\n", []),
        ("de voorzitter van de commissie, Becker heeft dat gezegd", []),
        ("aan de Franse minister Becker", []),
        ("artikel 3, eerste lid, van de Wet Becker", []),
        ("tweede lid Wet langdurige zorg", []),
        ("de leden van het Europees Parlement", []),
        ("het raadslid Becker", []),
        ("de commissie-Becker adviseerde", []),
        ("het lid van de Raad van State", []),
        ("Mevrouw de voorzitter. Minister-President", []),
        ("de heer Zandbakker, directeur", []),
        ("De voorzitter:\nGeen steun.", []),
        ("de motie wordt afgedaan en de moties worden Kamerbreed gesteund", []),
        ("leden Staten-Generaal, Ministers en Staatssecretarissen", []),
        ("Uw Kamer heeft Becker op bezoek gehad", []),
    ],
)  # fmt: skip
def test_persons(text: str, found: list[tuple[str, str | None]]) -> None:
    """Persons stand after a word that announces them, in a list, a heading, or under a motion or post."""
    assert [(p.name, p.person) for p in names(text).persons] == found


def test_a_surname_after_mevrouw_is_no_more_than_probable() -> None:
    """Outside a report of a sitting, mevrouw or de heer may be anybody of that name."""
    (person,) = names("Ik sprak met mevrouw Beckerman over haar brief.").persons

    assert (person.person, person.status) == ("sandra-beckerman", Status.PROBABLE)


def test_the_party_of_a_bracket_is_the_last_persons() -> None:
    """One bracket after "A en B (PARTY)" belongs to B only; its place is kept."""
    first, second = names("de leden Kuiken en Becker (VVD)").persons

    assert (first.stated_party, second.stated_party) == (None, "VVD")
    assert second.party_span is not None
    assert second.party_span.exact == "VVD"


def test_the_full_name_settles_the_short_form_after_it_only() -> None:
    """Before the full name the shared surname stays ambiguous; after it, it is that person's."""
    before, _, after = names("het lid Van Dijk, het lid Gijs van Dijk, het lid Van Dijk").persons

    assert (before.status, after.person) == (Status.AMBIGUOUS, "gijs-van-dijk")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("het lid Azarkan\" (Denk)", ["DENK"]),
        ("namens de Partij van de Arbeid en de SP.", ["PvdA", "SP"]),
        ("de fracties van de SP, de PvdA, GroenLinks, de PvdD, DENK en 50PLUS voor", [
            "SP", "PvdA", "GL", "PvdD", "DENK", "50PLUS"]),
        ("De CDA-fractie is benieuwd", ["CDA"]),
        ("Als het aan de SP ligt", ["SP"]),
        ("de fractie van Volt", ["VOLT"]),
        ("de ChristenUnie en GroenLinks-PvdA", ["CU", "GL-PvdA"]),
        # words, units, another SGP
        ("Denk aan de 230 Volt en het forum", []),
        ("de SP-richtlijn 50 plus", ["SP"]),
        ("Artikel 1 van de Grondwet", []),
        ("de AOV voor zelfstandigen", []),
        ("VVDX en XVVD", []),
    ],
)  # fmt: skip
def test_parties(text: str, found: list[str]) -> None:
    """Word-like names of parties need a bracket, a fractie or a list around them."""
    labels = {p.code.casefold(): p.code for p in register.bundled().parties.values()}

    assert [m.party for m in names(text).parties] == [labels[code.casefold()] for code in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("de Ministers van SZW, JenV en VWS", [("SZW", "szw"), ("JenV", "jenv"), ("VWS", "vws")]),
        ("de Minister van Sociale Zaken en\nWerkgelegenheid (SZW)", [
            ("Sociale Zaken en\nWerkgelegenheid", "szw"), ("SZW", "szw")]),
        ("in samenwerking met BZK en NCTV", [("BZK", "bzk")]),
        ("de begroting van OCW en de LNV-begroting", [("OCW", "ocw"), ("LNV", "lnv-2017")]),
        ("Minister Hoekstra (Financiën)", [("Financiën", "fin")]),
        ("de Minister van EZ", [("EZ", "ez-2013")]),
        # no ministries
        ("de vaste commissie voor Financiën", []),
        ("de algemene commissie voor SZW en VWS", []),
        ("de commissie Volksgezondheid, Welzijn en Sport (VWS)", []),
        ("de Inspectie SZW en de VROM-raad", []),
        ("nr. IenW/BSK-2018/123456", []),
        ("Raad Algemene Zaken en Raad Buitenlandse Zaken", []),
        ("AZ won van EZ en BZ", []),
    ],
)  # fmt: skip
def test_ministries(text: str, found: list[tuple[str, str]]) -> None:
    """Ministries are named in a post, after Ministerie or begroting, or by three letters on their own."""
    assert [(m.span.exact, m.key) for m in names(text).ministries] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De AIVD en de NCTV hebben", [("AIVD", True), ("NCTV", True)]),
        ("het Landelijk Meldpunt Zandbakken (LMZ) heeft. Het LMZ doet", [
            ("LMZ", False), ("LMZ", False), ("LMZ", False)]),
        ("Platform Jeugd preventie Extremisme en\nPolarisatie (Platform JEP) geeft", [
            ("Platform JEP", False), ("Platform JEP", False)]),
        ("aan de Stichting Veilige Zandbak en de", [("Stichting Veilige Zandbak", False)]),
        ("de Orde van Zandbakken en -schepjes zegt", [("Orde van Zandbakken en -schepjes", False)]),
        ("door onderzoeksbureau Zand, Schep, Emmer in opdracht van", [("Zand, Schep, Emmer", False)]),
        ("Volgens de Sand in Public Office Commission.", [("Sand in Public Office Commission", False)]),
        ("het Institute for Sand and Water zegt", [("Institute for Sand and Water", False)]),
        ("de Wet Raad voor de rechtspraak", []),
        ("in de Council is besproken", []),
        ("door onderzoeksbureau Zandbak is", [("Zandbak", False)]),
        ("advies bij de Raad van State.", [("RvS", True)]),
        ("het OM stelt", [("OM", True)]),
        # no bodies
        ("ECLI:NL:RVS:2015:7248", []),
        ("evaluatie van contraterrorisme (CT)-maatregelen", []),
        ("de Wet marktordening gezondheidszorg (Wmg)", []),
        ("gaat OM half tien NS verder", []),
        ("de politie en de douane", []),
        ("500 miljoen euro (EUR) voor EUR 5", []),
    ],
)  # fmt: skip
def test_organisations(text: str, found: list[tuple[str, bool]]) -> None:
    """Bodies are the register's, or those that the letter defines or calls by what they are."""
    assert [(o.code, o.registered) for o in names(text).organisations] == found


def test_without_a_day_the_latest_day_named_and_a_year_on_count() -> None:
    """An undated letter takes the window from the last day that it names."""
    text = "In het AO van 20 juni 2018 vroeg het lid Gijs van Dijk naar het lid Becker."

    assert [p.person for p in names(text, None).persons] == ["gijs-van-dijk", "bente-becker"]


def test_a_senator_is_named_by_surname_in_a_letter_to_the_senate() -> None:
    """*Mevrouw X* in a letter to the Eerste Kamer is probably the senator of that name; nobody else is taken."""
    text = "Aan de Voorzitter van de Eerste Kamer der Staten-Generaal\n\nMevrouw Barth vroeg dit, mevrouw Zandbak ook"
    found = names(text, date(2016, 3, 4)).persons
    assert [(p.person, p.status) for p in found] == [("marleen-barth", Status.PROBABLE)]
