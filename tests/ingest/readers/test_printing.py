"""Letters printed as ministries print them give what their text gives: letterhead, columns, notes, running heads."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from kamergraaf.bench.maker import make
from kamergraaf.bench.pages import Look
from kamergraaf.ingest.extract import extract
from kamergraaf.ingest.findings import as_json
from kamergraaf.ingest.readers import pdf
from kamergraaf.tests.ingest.readers.printing import COLOPHON, Printed, letterhead, two_columns
from kamergraaf.tests.ingest.readers.test_findings import bare

# In the printed lists of motions of seed 10 a line's end says nothing of where an entry ends: not these.
SEEDS = (1, 2, 3, 5, 6, 14, 18, 20)


def printable(seed: int) -> tuple[Any, Printed]:
    """A made-up letter's findings from its text, and the letter ready to print."""
    made = make(seed, size=6_000, look=Look(width=0, hyphens=False, lines=0))
    text, notes, marks = made.letter.text, {}, []
    for note in made.truth["footnotes"]:
        number = str(note["n"])
        notes[number] = note["note"]["exact"].split(" ", 1)[1]
        marks.append((note["anchor"]["end"] - len(number), note["anchor"]["end"], number))
    body = text[: min((note["note"]["start"] for note in made.truth["footnotes"]), default=len(text))]
    for start, end, number in sorted(marks, reverse=True):
        body = f"{body[:start]}{{{number}}}{body[end:]}"
    paragraphs = tuple(part.strip() for part in body.split("\n\n") if part.strip())
    return bare(as_json(extract(made.letter))), Printed(paragraphs, notes)


def entries(found: Any) -> Counter[str]:
    """Each finding under its kind; the web address of the letterhead is no finding of the letter."""
    return Counter(
        f"{kind}: {json.dumps(one, sort_keys=True, ensure_ascii=False)}"
        for kind, held in found.items()
        for one in (held if isinstance(held, list) else [held])
        if "www.voorbeeld.example" not in str(one)
    )


@pytest.mark.parametrize("form", [letterhead, two_columns], ids=lambda form: form.__name__)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_printed_letter_says_what_its_text_says(seed: int, form: Callable[[Printed], bytes]) -> None:
    """Ids, motions, commitments, notes with their marks, reports, names and signatures are those of the text."""
    expected, letter = printable(seed)

    found = entries(bare(as_json(extract(pdf.read("brief.pdf", form(letter))))))

    assert found == entries(expected)


def test_the_margin_comes_first_and_once() -> None:
    """Sender and reference stand before the letter; what later pages repeat of them is left out."""
    text = pdf.read("brief.pdf", letterhead(printable(2)[1])).text

    assert text.startswith(COLOPHON[0])
    assert text.count("Ons kenmerk") == 1
    assert "Pagina" not in text


def test_notes_at_the_end_go_to_their_marks() -> None:
    """Where all notes stand on the last page, as a browser prints them, each still belongs to its mark."""
    letter = Printed(("De motie van het lid Voorbeeld (VVD){1} is uitgevoerd. " + "Tekst. " * 600,), {})
    notes = Printed((*letter.paragraphs, "Tot slot."), {"1": "Kamerstuk 29 754, nr. 690."})

    found = extract(pdf.read("brief.pdf", letterhead(notes, notes_last=True)))

    (note,) = found.footnotes
    assert note.ids == ("kst-29754-690",)
    assert note.anchor is not None
