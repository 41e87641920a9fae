"""Docx: tracked changes, tables, damaged and hostile files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml import parse_xml

from kamergraaf.ingest.readers.docx import read
from kamergraaf.ontology.errors import InputError

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def document(fill: Callable[[docx.document.Document], object]) -> bytes:
    made = docx.Document()
    fill(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_deleted_text_is_left_out_and_inserted_text_is_read() -> None:
    """Of tracked changes the text as it now is counts."""
    runs = (
        f"<w:p {_NS}><w:r><w:t>nr. </w:t></w:r><w:del><w:r><w:delText>481</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>482</w:t></w:r></w:ins></w:p>"
    )
    assert read("x.docx", document(lambda d: d.element.body.insert(0, parse_xml(runs)))).text == "nr. 482\n"


def test_tables_are_read_row_by_row_in_place() -> None:
    """A table stands between the paragraphs around it, a row a line."""

    def fill(made: docx.document.Document) -> None:
        made.add_paragraph("Voor")
        table = made.add_table(rows=1, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Motie", "29 754, nr. 4"
        made.add_paragraph("Na")

    assert read("x.docx", document(fill)).text == "Voor\n\nMotie | 29 754, nr. 4\n\nNa\n"


def test_digits_raised_by_hand_stay_raised() -> None:
    """A mark that was typed and raised by hand is no digit of the number before it."""

    def fill(made: docx.document.Document) -> None:
        paragraph = made.add_paragraph("nr. 482")
        paragraph.add_run("1").font.superscript = True
        paragraph.add_run(" en verder")

    assert read("x.docx", document(fill)).text == "nr. 482¹ en verder\n"


def test_damaged_file_gives_a_sentence() -> None:
    """A docx without its document says what to do."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<kapot")
    with pytest.raises(InputError, match="damaged"):
        read("x.docx", out.getvalue())


def test_bomb_gives_a_sentence() -> None:
    """A docx that unpacks to hundreds of times its size is not unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 30_000_000)
    with pytest.raises(InputError, match="zip bomb"):
        read("x.docx", out.getvalue())
