"""HTML: which part of the page is the paper, notes, lists, encodings."""

from __future__ import annotations

import pytest

from kamergraaf.ingest.readers import html
from kamergraaf.ontology.errors import InputError


def text(body: str) -> str:
    return html.read("x.html", f"<html><body>{body}</body></html>".encode()).text


def test_only_the_papers_part_is_read() -> None:
    """Menus, forms, scripts, header and footer are no text, whichever generation the page is of."""
    page = "<header>H</header><nav>N</nav>{}<form>F</form><aside>A</aside><footer>V</footer>"
    for body in ("<div id='broodtekst'>Brief</div>", "<div class='x stuk'>Brief</div>", "<main>Brief</main>"):
        assert text(page.format(body)) == "Brief\n"


def test_inline_tags_do_not_split_words() -> None:
    """Tags within a word leave it whole; a line break is a line of the same block."""
    assert (
        text("<p>Ka<b>mer</b>stuk 29&nbsp;754<br>nr. <i>4</i>82</p><p>Slot</p>")
        == "Kamerstuk 29\u00a0754\nnr. 482\n\nSlot\n"
    )


def test_marks_that_link_to_notes_are_notes() -> None:
    """A raised number that links to a block below is a mark; one that links back is the note's own number."""
    read = html.read(
        "x.html",
        b"<main><p>Zie nr. 4<sup><a href='#f2' id='r2'>[2]</a></sup> nader.</p><ol><li>een</li></ol>"
        b"<div><p id='f2'><a href='#r2'>[2]</a> Kamerstuk 29 754, nr. 5.</p></div></main>",
    )

    assert read.text == "Zie nr. 4² nader.\n\n1. een\n\n2 Kamerstuk 29 754, nr. 5.\n"
    assert [(n.n, n.at) for n in read.notes] == [("2", 10)]


def test_raised_digits_without_a_note_stay_raised() -> None:
    """A mark whose note is not on the page is no digit of the number before it."""
    assert text("<p>nr. 482<sup>1</sup> en 5 m<sup>2</sup></p>") == "nr. 482¹ en 5 m²\n"


def test_link_within_the_text_is_no_note() -> None:
    """A link to a paragraph that is not raised is text."""
    assert text("<p>Zie <a href='#p2'>2</a>.</p><p id='p2'>Twee</p>") == "Zie 2.\n\nTwee\n"


def test_nested_lists_keep_their_order() -> None:
    """Items of nested lists come in order, numbered ones with their numbers."""
    lists = "<ol start='3'><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ol>"
    assert text(lists) == "3. a\n\nb\n\n4. c\n\nd\n"


@pytest.mark.parametrize(
    "data",
    [
        "<meta charset='utf-8'><p>financiële</p>".encode(),
        "<meta charset='iso-8859-1'><p>financiële</p>".encode("latin-1"),
        "<p>financiële</p>".encode("cp1252"),
        "<p>financiële</p>".encode(),
        "<meta charset='utf-8'><p>financiële</p>".encode("cp1252"),
    ],
)
def test_encoding_is_told_by_the_bytes_then_by_the_page(data: bytes) -> None:
    """UTF-8 where the bytes are, else what the page says, else Windows-1252."""
    assert html.read("x.html", data).text == "financiële\n"


def test_deep_nesting_gives_a_sentence() -> None:
    """A page of ten thousand nested elements is refused, and not read halfway."""
    with pytest.raises(InputError, match="nested too deep"):
        html.read("x.html", b"<p>begin</p>" + b"<div>" * 10_000 + b"diep")
