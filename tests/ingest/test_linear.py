"""Reading takes time in proportion to the text, whatever it repeats."""

from __future__ import annotations

import time

import pytest

from kamergraaf.ingest.extract import extract
from kamergraaf.ontology.model import Letter

# What a text may hold by the thousand; each was once, or could be, read in a time that grows with its square.
REPEATED = {
    "brackets": "((((",
    "digits": "1234567890",
    "one line": "a",
    "pages with notes": "tekst\f\n1 Kamerstuk\n",
    "notes within sentences": "zin die\n\n1 Kamerstuk 29 754, nr. 3.\n\fdoorloopt ",
    "copied notes": "X Noot\n1\ntekst\n",
    "inline notes": "<sup>1 Kamerstuk 29 754, nr. 3</sup> ",
    "marks": "woord1 woord2, ",
    "a sentence of motions": "motie van het lid Segers over windvanen (29 754, nr. 482) en van het lid Klaver c.s. ",
    "a plural without end": "moties Segers c.s. (29 754, nr. 482) en ",
    "motions by number": "De motie op stuk nr. 5 (29 754) en motie (nr. 6), ",
    "one who asks in his motion": "het lid Segers in zijn motie ",
    "rows of motions": "Motie | Nr.\nSegers | 29 754, nr. 5\n",
    "promises of a day without year": "In het AO van 12 september zegde ik het lid Segers toe een brief te sturen. ",
    "what was promised": "De door mij aan het lid Segers toegezegde brief volgt. ",
    "lists of promises": "Toezeggingen\n\na. Toegezegd aan het lid Segers.\n\n",
    "notes in the text": "woord1 zin.\n1 Zie Kamerstuk 29 754, nr. 5.\n\n",
    "promises": "Ik zeg toe dat ik dit doe. ",
    "a promise and its debate": "toezegging in het AO van 3 mei 2019 over windvanen, inzake hulp ",
    "open quotation marks": "rapport van de NVWA ‘Een titel ",
    "titles without end": "het rapport Windvanen en molens van de Rli. De wind ",
    "bodies": "Stichting Windvanen (SWV) en SWV ",
    "posts": "de Minister van Justitie en Veiligheid en ",
    "letters cited": "brief van de Minister van Financiën van 3 mei 2019 over ",
    "members": "het lid Segers (CU) en ",
    "papers": "Kamerstuk 29 754, nrs. 1, 2, 3 en 4 t/m 9 en ",
    "broken addresses": "https://a.b/c-\nd ",
    "laws": "artikel 3 van de Wet ",
    "form feeds among blanks": " \f \n",
    "phrases cut by pages": "het lid\n\n3\n\f",
    "zero-width spaces": "\u200b",
    "digits of other widths": "２９ ７５４, ",
    "columns": "motie A | B | ",
}
SHORT, LONG = 60_000, 240_000


def seconds(text: str) -> float:
    """Processor time of reading a text."""
    began = time.process_time()
    extract(Letter("made-up", text))
    return time.process_time() - began


@pytest.mark.parametrize("piece", REPEATED.values(), ids=REPEATED.keys())
def test_four_times_the_text_takes_about_four_times_as_long(piece: str) -> None:
    """Four times as much takes four times as long; sixteen would be the square. Little of it is no matter."""
    whole = piece * (LONG // len(piece) + 1)
    short = max(seconds(whole[:SHORT]), 0.05)
    assert seconds(whole[:LONG]) < 9 * short
