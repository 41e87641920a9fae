"""Official XML: what stands in it, what it declares, and what is refused. Papers here are made up in its shape."""

from __future__ import annotations

import os
import zipfile
from datetime import date
from pathlib import Path

import pytest

from kamergraaf.ingest.readers import markup, metadata, xml
from kamergraaf.ontology.errors import InputError
from kamergraaf.ontology.model import Declared

SHARED = Path(os.environ.get("KAMERGRAAF_SHARED", Path(__file__).parents[3].parent / "shared"))
PAPERS = SHARED / "data" / "tweedekamer" / "moties-xml.zip"


def text(inner: str) -> str:
    return xml.read(
        "x.xml", f"<officiele-publicatie><kamerstuk>{inner}</kamerstuk></officiele-publicatie>".encode()
    ).text


def test_processing_instructions_do_not_split_words() -> None:
    """A word with an instruction within is one word."""
    assert text("<al>de mo<?xpp afbm?>tie is uitge<?xpp ep?>voerd</al>") == "de motie is uitgevoerd\n"


def test_what_follows_a_note_stays() -> None:
    """The rest of a sentence behind a note stays, and notes stand at the end with all of their lines."""
    note = (
        "<noot><noot.nr>12</noot.nr><noot.al>Een <nadruk>en</nadruk> twee.</noot.al><noot.al>Drie.</noot.al></noot>"
    )
    read = xml.read("x.xml", f"<stuk><al>Zie nr. 4{note} en verder.</al></stuk>".encode())

    assert read.text == "Zie nr. 4¹² en verder.\n\n12 Een en twee. Drie.\n"
    assert [(n.n, n.at, read.text[n.start : n.end]) for n in read.notes] == [("12", 11, "12 Een en twee. Drie.")]


def test_tables_are_read_row_by_row() -> None:
    """A row is a line, its cells parted."""
    rows = (
        "<row><entry><al>Motie</al><al>Jansen</al></entry><entry>29 754, nr. 4</entry></row>"
        "<row><entry/><entry>nee</entry></row>"
    )
    assert text(f"<table><tgroup><tbody>{rows}</tbody></tgroup></table>") == "Motie Jansen | 29 754, nr. 4\n\n| nee\n"


def test_items_have_their_numbers() -> None:
    """The number of an item stands before its text, also in a list within a paragraph."""
    items = "<lijst><li><li.nr>1.</li.nr><al>een</al></li><li><li.nr>2.</li.nr><al>twee</al></li></lijst>"
    assert text(f"<al>Namelijk:{items}verder</al>") == "Namelijk:\n\n1. een\n\n2. twee\n\nverder\n"


def test_short_lines_of_a_group_are_one_block() -> None:
    """The names under a motion are lines of one block; paragraphs of a group stand apart."""
    long = "x" * 90
    assert text("<al-groep><al>Jansen</al><al>De Vries</al></al-groep>") == "Jansen\nDe Vries\n"
    assert text(f"<al-groep><al>{long}</al><al>{long}</al></al-groep>") == f"{long}\n\n{long}\n"


def test_pretty_printing_leaves_no_spaces_in_citations() -> None:
    """Line ends that a printer put around tags are no spaces before a comma or within brackets."""
    assert (
        text("<al>\n (\n <extref doc='kst-21501-08-719'>\n 21501-08\n </extref>\n , nr. 719\n )\n </al>")
        == "(21501-08, nr. 719)\n"
    )


def test_speakers_of_the_handelingen_stand_on_a_line() -> None:
    """A speaker's parts make one line, with the party in brackets."""
    speaker = (
        "<spreker><voorvoegsels>Mevrouw</voorvoegsels> <naam><achternaam>Voorbeeld</achternaam></naam> "
        "(<politiek>D66</politiek>):</spreker>"
    )
    assert (
        text(f"<spreekbeurt>{speaker}<tekst><al>Dank.</al></tekst></spreekbeurt>")
        == "Mevrouw Voorbeeld (D66):\n\nDank.\n"
    )


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<dossiernr>36 600</dossiernr><begrotingshoofdstuk>VII</begrotingshoofdstuk>", "36600-VII"),
        ("<dossiernr>36 600 VII</dossiernr>", "36600-VII"),
        ("<dossiernr>21 501</dossiernr><raadnr>20</raadnr>", "21501-20"),
        ("<dossiernr>29\u00a0754</dossiernr>", "29754"),
    ],
)
def test_dossier_is_read_from_the_heading(inner: str, expected: str) -> None:
    """Chapter, council part and odd spaces of the heading give the dossier's number; the paper's own follows."""
    head = f"<dossier><dossiernummer>{inner}</dossiernummer><titel>T</titel></dossier>"
    paper = f"<p><kamerstuk>{head}<stuk><stuknr>Nr. <ondernummer>7</ondernummer></stuknr></stuk></kamerstuk></p>"

    declared = xml.read("x.xml", paper.encode()).declared

    assert declared.dossiers == (expected,)
    assert declared.official_id == f"kst-{expected}-7"


def test_hyphen_behind_a_dossier_is_no_part_of_it() -> None:
    """A stray hyphen behind the number in the heading, as two real papers have, is left out."""
    number = (
        "<dossiernummer><dossiernr>36 410</dossiernr> <begrotingshoofdstuk>XVI</begrotingshoofdstuk>-</dossiernummer>"
    )
    assert text(f"<dossier>{number}<titel>T</titel></dossier>") == "36 410 XVI\nT\n"


def test_reprint_note_is_no_digit_of_the_number() -> None:
    """A note on the number, or the word HERDRUK behind it, is no part of the number."""
    head = "<dossier><dossiernummer><dossiernr>29 754</dossiernr></dossiernummer></dossier>"
    number = "<ondernummer>108 HERDRUK<noot><noot.nr>1</noot.nr><noot.al>n</noot.al></noot></ondernummer>"

    assert xml.read("x", f"<p>{head}<stuknr>{number}</stuknr></p>".encode()).declared.official_id == "kst-29754-108"


def test_references_are_those_of_documents() -> None:
    """Tags that point at papers and dossiers are kept as a second opinion; web addresses are not."""
    inner = (
        "<al><extref doc='kst-1-2' soort='document'>a</extref><extref doc='kst-1-2' soort='document'>a</extref>"
        "<extref doc='https://x' soort='URL'>b</extref><dossierref dossier='36410-VII'>c</dossierref></al>"
    )
    assert xml.read("x", f"<p>{inner}</p>".encode()).declared.references == ("kst-1-2", "dossier/36410-VII")


def test_both_shapes_of_metadata_say_the_same() -> None:
    """A record of ``metadata`` elements and one of OWMS elements give the same facts."""
    flat = (
        '<metadata_gegevens><metadata name="DC.identifier" content="kst-29754-701"/>'
        '<metadata name="OVERHEIDop.dossiernummer" content="29754"/>'
        '<metadata name="OVERHEIDop.dossiernummer" content="36600-VII"/>'
        '<metadata name="DCTERMS.issued" content="2024-09-10"/>'
        '<metadata name="OVERHEIDop.indiener" content="A. Voorbeeld"/>'
        '<metadata name="OVERHEIDop.vergaderjaar" content="2023-2024"/>'
        '<metadata name="DC.title" content="T"/></metadata_gegevens>'
    )
    owms = (
        '<owms-metadata xmlns:o="http://standaarden.overheid.nl/owms/terms/"><o:identifier>kst-29754-701</o:identifier>'
        "<o:dossiernummer>29754</o:dossiernummer><o:dossiernummer>36600-VII</o:dossiernummer>"
        "<o:issued>2024-09-10</o:issued><o:indiener>A. Voorbeeld</o:indiener>"
        "<o:vergaderjaar>2023-2024</o:vergaderjaar><o:title>T</o:title></owms-metadata>"
    )
    expected = Declared(
        official_id="kst-29754-701",
        dossiers=("29754", "36600-VII"),
        date=date(2024, 9, 10),
        title="T",
        session="2023-2024",
        proposers=("A. Voorbeeld",),
    )

    assert metadata.declared("m", flat.encode()) == expected
    assert metadata.declared("m", owms.encode()) == expected


def test_declaration_behind_a_broken_mark_is_found() -> None:
    """A byte order mark that was encoded twice before the declaration does no harm (seen in a public archive)."""
    assert xml.read("x", "ï»¿\n<?xml version='1.0'?><p><al>Ja.</al></p>".encode()).text == "Ja.\n"


def test_latin_1_is_read_as_declared() -> None:
    """Older files declare ISO-8859-1, and are read so."""
    assert (
        xml.read("x", '<?xml version="1.0" encoding="ISO-8859-1"?><p><al>financiële</al></p>'.encode("latin-1")).text
        == "financiële\n"
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<a><b></a>", "line 1"),
        (b"<a>" * 3000, "Excessive depth"),
        (b'<!DOCTYPE a [<!ENTITY b "lol"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>', "defines its own entities"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "defines its own entities"),
        (b"<metadata_gegevens/>", "no paper"),
        (b"<p><al>Dit document is niet beschikbaar in HTML-formaat.</al></p>", "Give the PDF"),
    ],
)
def test_hostile_and_broken_files_give_a_sentence(data: bytes, sentence: str) -> None:
    """Broken, deep, entity-defining and empty papers are refused with what to do."""
    with pytest.raises(InputError, match=sentence):
        xml.read("x.xml", data)


def test_heading_of_real_papers_equals_their_metadata() -> None:
    """Of real papers the heading, read without metadata, gives number, dossier and session of the metadata.

    A sample of the shared papers, where they lie; skips where the folder is absent. Over all 4,037: the numbers of
    1,196 with metadata all agree, of 2,841 with only the record's address all but two Rijkswetten, whose ids leave
    out the R number.
    """
    if not PAPERS.exists():
        pytest.skip(f"no {PAPERS}")
    with zipfile.ZipFile(PAPERS) as archive:
        names = archive.namelist()[:: int(os.environ.get("KAMERGRAAF_EVERY", "10"))]
        wrong = []
        for name in names:
            root = markup.parsed(name, archive.read(name))
            head = next(e for e in root if markup.local(e) == "metadata")
            stated, read = metadata.of_pairs(metadata.pairs(head)), xml.heading(root)
            for field in ("official_id", "dossiers", "session"):
                said = getattr(stated, field)
                if said and said != getattr(read, field) and "-R" not in str(read.official_id):
                    wrong.append((name, field, said, getattr(read, field)))

    assert len(names) > 400
    assert wrong == []


def test_real_papers_declare_number_dossier_and_day() -> None:
    """Every real paper declares number and dossier, and its day where the source has one; it always has text."""
    if not PAPERS.exists():
        pytest.skip(f"no {PAPERS}")
    with zipfile.ZipFile(PAPERS) as archive:
        letters = [xml.read(name, archive.read(name)) for name in archive.namelist()[5::10]]

    assert all(one.declared.official_id and one.declared.dossiers for one in letters)
    assert sum(one.declared.date is None for one in letters) <= 1
    assert all("De Kamer," in one.text for one in letters)
