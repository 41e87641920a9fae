"""Sources: what is read, in which order, and what is said of what cannot be read."""

from __future__ import annotations

import io
import pickle
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from kamergraaf.ingest import sources
from kamergraaf.ingest.readers.limits import LIMITS

LETTER = "Geachte voorzitter,\n\nZie Kamerstuk 29 754, nr. 482.\n"


def packed(members: dict[str, bytes | str]) -> bytes:
    """Give a zip with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def errors(reads: list[sources.Read]) -> dict[str, str]:
    return {read.name: read.error for read in reads if read.error is not None}


def test_folder_is_read_in_order_of_name(tmp_path: Path) -> None:
    """A folder gives all letters below it, in order of name, without hidden files, metadata and records."""
    for name in ("b.txt", "a.txt", ".verborgen", "metadata.xml", "Zaak.jsonl.zst", "map/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(LETTER)

    assert [read.name for read in sources.read([str(tmp_path)])] == ["a.txt", "b.txt", "c.txt"]


def test_order_given_is_kept_and_doubles_are_allowed(tmp_path: Path) -> None:
    """Sources come in the order given, and the same one twice comes twice."""
    one, two = tmp_path / "1.txt", tmp_path / "2.txt"
    one.write_text(LETTER)
    two.write_text(LETTER)

    reads = list(sources.read([str(two), str(one), str(two)]))

    assert [read.name for read in reads] == ["2.txt", "1.txt", "2.txt"]
    assert [read.letter.text for read in reads if read.letter] == [LETTER] * 3


def test_zips_within_zips_are_read(tmp_path: Path) -> None:
    """Members of a zip within a zip are letters by their own file name."""
    path = tmp_path / "alles.anders"
    path.write_bytes(
        packed(
            {"b.txt": LETTER, "a.zip": packed({"map/c.txt": LETTER}), "__MACOSX/b.txt": "x", "m/metadata.xml": "x"}
        )
    )

    reads = list(sources.read([str(path)]))

    assert [read.name for read in reads] == ["c.txt", "b.txt"]
    assert not errors(reads)


def test_items_survive_pickling(tmp_path: Path) -> None:
    """What ``expand`` gives can be sent to another process and read there."""
    path = tmp_path / "brieven.zip"
    path.write_bytes(packed({"a.txt": LETTER}))

    (item,) = pickle.loads(pickle.dumps(list(sources.expand([str(path)]))))

    assert sources.load(item).text == LETTER


def test_standard_input_is_a_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash reads one letter from standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(LETTER.encode())))

    (read,) = sources.read(["-"])

    assert read.letter is not None
    assert read.letter.text == LETTER


def test_bad_inputs_do_not_stop_the_others(tmp_path: Path) -> None:
    """Empty, missing, binary and packed files give one sentence each, and the good letter is read."""
    made = {
        "0-leeg.txt": b"",
        "1-binair.bin": bytes(range(256)) * 8,
        "2-oud.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "3-plaatje.pdf": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "4-cut.zip": packed({"a.txt": LETTER * 500})[:-40],
        "5-goed.txt": LETTER.encode(),
    }
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)

    reads = list(sources.read([str(tmp_path), str(tmp_path / "weg.txt")]))
    said = errors(reads)

    assert [read.name for read in reads if read.letter] == ["5-goed.txt"]
    assert "empty" in said["0-leeg.txt"]
    assert "no text" in said["1-binair.bin"]
    assert "old Word file" in said["2-oud.doc"]
    assert "a picture" in said["3-plaatje.pdf"]
    assert "damaged or cut off" in said["4-cut.zip"]
    assert "no such file" in said["weg.txt"]


def test_zip_bomb_is_refused_by_its_claims(tmp_path: Path) -> None:
    """A member that unpacks to two hundred times its size is not unpacked; its neighbour is read."""
    path = tmp_path / "bom.zip"
    path.write_bytes(packed({"a.txt": b"0" * 30_000_000, "b.txt": LETTER}))

    reads = list(sources.read([str(path)]))

    assert "zip bomb" in errors(reads)["a.txt"]
    assert [read.name for read in reads if read.letter] == ["b.txt"]


def test_zip_that_claims_too_much_is_refused_whole(tmp_path: Path) -> None:
    """A zip whose members together claim a bomb's size gives one sentence."""
    path = tmp_path / "bom.zip"
    path.write_bytes(packed({f"a{i}.txt": b"0" * 9_000_000 for i in range(12)}))

    (read,) = sources.read([str(path)])

    assert read.name == "bom.zip"
    assert "zip bomb" in str(read.error)


def test_zips_nested_too_deep_are_refused(tmp_path: Path) -> None:
    """Zips within zips end at the limit, with a sentence that says so."""
    data = packed({"a.txt": LETTER})
    for _ in range(6):
        data = packed({"dieper.zip": data})
    path = tmp_path / "diep.zip"
    path.write_bytes(data)

    (read,) = sources.read([str(path)])

    assert "deep" in str(read.error)


def test_encrypted_member_is_told(tmp_path: Path) -> None:
    """A member with a password gives one sentence; the flag alone decides."""
    path = tmp_path / "geheim.zip"
    data = bytearray(packed({"a.txt": LETTER, "b.txt": LETTER}))
    first = data.index(b"PK\x01\x02")
    data[first + 8] |= 1  # the encryption bit in the central directory's first entry
    data[6] |= 1
    path.write_bytes(bytes(data))

    reads = list(sources.read([str(path)]))

    assert "password" in errors(reads)["a.txt"]
    assert [read.name for read in reads if read.letter] == ["b.txt"]


def test_damaged_member_is_told(tmp_path: Path) -> None:
    """A member whose bytes changed gives one sentence; its neighbour is read."""
    path = tmp_path / "stuk.zip"
    data = bytearray(packed({"a.txt": LETTER * 20, "b.txt": LETTER}))
    at = data.index(b"a.txt") + 12
    data[at : at + 6] = b"\xff" * 6
    path.write_bytes(bytes(data))

    reads = list(sources.read([str(path)]))

    assert "damaged within its zip" in errors(reads)["a.txt"]
    assert [read.name for read in reads if read.letter] == ["b.txt"]


PAPER = "<officiele-publicatie><al>Brief.</al></officiele-publicatie>"
BESIDE = '<metadata_gegevens><metadata name="DC.identifier" content="kst-29754-701"/></metadata_gegevens>'


@pytest.mark.parametrize(
    ("paper", "beside", "expected"),
    [
        ("kst-29754-701.xml", "kst-29754-701.metadata.xml", "kst-29754-701"),
        ("kst-29754-701/kst-29754-701.xml", "kst-29754-701/metadata.xml", "kst-29754-701"),
        ("kst-29754-701/ander.xml", "kst-29754-701/metadata.xml", None),
    ],
)
def test_metadata_beside_a_paper_counts_for_it(tmp_path: Path, paper: str, beside: str, expected: str | None) -> None:
    """Metadata named after a paper, or in a folder named after it, is read with it; in a zip as in a folder."""
    for name, data in ((paper, PAPER), (beside, BESIDE)):
        (tmp_path / "map" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "map" / name).write_text(data)
    (tmp_path / "alles.zip").write_bytes(packed({paper: PAPER, beside: BESIDE}))

    for source in ("map", "alles.zip"):
        (read,) = sources.read([str(tmp_path / source)])

        assert read.letter is not None
        assert read.letter.declared.official_id == expected


def test_kind_is_told_by_content_not_by_name(tmp_path: Path) -> None:
    """A page called .txt is HTML, XML called .pdf is XML, and a docx is not taken for a zip."""
    made: dict[str, bytes | str] = {
        "a.txt": "<!doctype html><p>Brief</p>",
        "b.pdf": PAPER,
        "c.html": "Een <b> in gewone tekst",
        "d.zip": packed({"[Content_Types].xml": "x", "xl/workbook.xml": "x"}),
    }
    for name, data in made.items():
        (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())

    reads = list(sources.read([str(tmp_path)]))

    assert [read.letter.media_type for read in reads if read.letter] == ["text/html", "application/xml", "text/plain"]
    assert "Office file" in errors(reads)["d.zip"]


def test_size_limit_is_kept(tmp_path: Path) -> None:
    """A file above the limit is not read on."""
    path = tmp_path / "groot.txt"
    path.write_bytes(b"a" * 2_000)

    (read,) = sources.read([str(path)], replace(LIMITS, file_bytes=1_000))

    assert "more than 1,000 bytes" in str(read.error)


def test_link_in_a_circle_ends(tmp_path: Path) -> None:
    """A link to the folder above is not followed round and round."""
    (tmp_path / "a.txt").write_text(LETTER)
    (tmp_path / "rond").symlink_to(tmp_path)

    assert [read.name for read in sources.read([str(tmp_path)])] == ["a.txt"]
