"""One made-up letter in every form that can be read. Its members, numbers and ministers do not exist."""

from __future__ import annotations

import html
import io
import re
import textwrap
import zipfile
from dataclasses import dataclass

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

# "{1}" stands for the mark of note 1; "# " begins a heading. Several lines are lines of one block.
BLOCKS = (
    "Vergaderjaar 2024–2025\nTweede Kamer der Staten-Generaal",
    "29 754\nTerrorismebestrijding",
    "Nr. 701",
    "BRIEF VAN DE MINISTER VAN JUSTITIE EN VEILIGHEID",
    "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal",
    "Den Haag, 10 september 2024",
    "Hierbij informeer ik uw Kamer over de stand van zaken van enkele moties en toezeggingen.",
    "# Motie van het lid Voorbeeld over een landelijke aanpak",
    "Naar aanleiding van de motie van het lid Voorbeeld (VVD){1}, waarin de regering wordt verzocht de landelijke "
    "aanpak te evalueren, informeer ik u als volgt. De motie van het lid Voorbeeld is uitgevoerd. Deze aanpak is "
    "besproken in het commissiedebat van 5 juni 2024{2} en wordt in de komende jaren voortgezet.",
    "# Motie van de leden Proef en Monster over kwaliteit",
    "De motie van de leden Proef en Monster over kwaliteit (Kamerstuk 36 410 VI, nr. 12){3} beschouw ik als "
    "afgedaan. De resultaten van het onderzoek zijn gepubliceerd op www.voorbeeld.example/resultaten en zijn "
    "bij deze brief gevoegd.",
    "Ook de Minister van Financiën is hierbij betrokken (Kamerstuk 21 501-20, nr. 1234).",
    "De Minister van Justitie en Veiligheid,\nA.B. Verzonnen",
)
NOTES = {
    "1": "Kamerstuk 29 754, nr. 690.",
    "2": "Handelingen II 2023/24, nr. 84, item 12.",
    "3": "Kamerstukken II 2023/24, 29 754, nr. 695.",
}
_MARK = re.compile(r"\{(\d)\}")
_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@dataclass(frozen=True)
class Made:
    """The letter in a form: a file's name and its bytes."""

    name: str
    data: bytes


@pytest.fixture(scope="session")
def made() -> dict[str, Made]:
    """The letter as text, XML, HTML, docx and PDF."""
    return {
        "text": Made("brief.txt", _text().encode()),
        "xml": Made("brief.xml", _xml().encode()),
        "html": Made("brief.html", _html().encode()),
        "docx": Made("brief.docx", _docx()),
        "pdf": Made("brief.pdf", _pdf()),
    }


def _text() -> str:
    body = "\n\n".join(_MARK.sub(r"\1", block.removeprefix("# ")) for block in BLOCKS)
    return body + "\n\n" + "\n".join(f"{n} {note}" for n, note in NOTES.items()) + "\n"


def _noted(text: str, note: str) -> str:
    return _MARK.sub(lambda m: note.format(n=m[1], note=html.escape(NOTES[m[1]])), html.escape(text, quote=False))


def _xml() -> str:
    """As KOOP publishes it: notes in place, words split by processing instructions, tags that point at papers."""
    note = '<noot id="n{n}" type="voet"><noot.nr>{n}</noot.nr><noot.al>{note}</noot.al></noot>'
    rows = []
    for block in BLOCKS[4:-1]:
        line = _noted(block.removeprefix("# "), note).replace("voortgezet", "voort<?xpp afbm?>gezet")
        rows.append(f"<tussenkop>{line}</tussenkop>" if block.startswith("# ") else f"<al>{line}</al>")
    post, _ = BLOCKS[-1].split("\n")
    body = "\n".join(rows).replace(
        "36 410 VI, nr. 12", '<extref doc="kst-36410-VI-12" soort="document">36 410 VI, nr. 12</extref>'
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<officiele-publicatie>
 <metadata><meta name="OVERHEIDop.externMetadataRecord" scheme=""
   content="https://zoek.officielebekendmakingen.nl/kst-29754-701/metadata.xml"/></metadata>
 <kamerstuk>
  <kamerstukkop>
   <tekstregel inhoud="vergaderjaar">Vergaderjaar 2024–2025</tekstregel>
   <tekstregel inhoud="kameraanduiding">Tweede Kamer der Staten-Generaal</tekstregel>
  </kamerstukkop>
  <dossier><dossiernummer><dossiernr>29 754</dossiernr></dossiernummer><titel>Terrorismebestrijding</titel></dossier>
  <stuk>
   <stuknr>Nr. <ondernummer kamer="2">701</ondernummer></stuknr>
   <titel>BRIEF VAN DE MINISTER VAN JUSTITIE EN VEILIGHEID</titel>
   <algemeen><vrije-tekst><tekst status="goed">
{body}
    <ondertekening><functie>{post}</functie><naam><voornaam>A.B.</voornaam><achternaam>Verzonnen</achternaam></naam>
    </ondertekening>
   </tekst></vrije-tekst></algemeen>
  </stuk>
 </kamerstuk>
</officiele-publicatie>"""


def _html() -> str:
    mark = '<a class="nootnr" id="v{n}" href="#n{n}"><sup>{n}</sup></a>'
    rows = []
    for block in BLOCKS:
        tag = "h2" if block.startswith("# ") else "p"
        rows.append(f"<{tag}>{_noted(block.removeprefix('# '), mark)}</{tag}>".replace("\n", "<br>"))
    feet = "".join(
        f'<p id="n{n}" class="voet"><a href="#v{n}"><sup>{n}</sup></a> {note}</p>' for n, note in NOTES.items()
    )
    body = "\n".join(rows).replace("resultaten van", "resul\u00adtaten van")
    return f"""<!DOCTYPE html><html lang="nl"><head><title>Brief</title>
<meta name="DC.identifier" content="kst-29754-701"><meta name="DCTERMS.issued" content="2024-09-10">
<script>var menu = "Kamerstuk 99 999, nr. 1";</script></head>
<body><nav><a href="/">Kamerstuk 99 999, nr. 2</a></nav>
<div id="broodtekst" class="stuk">{body}<div class="noten">{feet}</div></div>
<footer>Kamerstuk 99 999, nr. 3</footer></body></html>"""


def _docx() -> bytes:
    document = docx.Document()
    notes = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {note}</w:t></w:r>'
        "</w:p></w:footnote>"
        for n, note in NOTES.items()
    )
    separator = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    blob = f"<w:footnotes {nsdecls('w')}>{separator}{notes}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    for block in BLOCKS:
        paragraph = document.add_paragraph(style="Heading 2" if block.startswith("# ") else None)
        for i, piece in enumerate(_MARK.split(block.removeprefix("# "))):
            if i % 2:
                paragraph._p.append(parse_xml(f'<w:r {_NS}><w:footnoteReference w:id="{piece}"/></w:r>'))
            else:
                paragraph.add_run(piece)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _pdf() -> bytes:
    """As a printed Kamerstuk: running head, number up the margin, raised marks, notes at the foot of their page."""
    out = io.BytesIO()
    pdf = canvas.Canvas(out, pagesize=A4)
    pages = (BLOCKS[:8], BLOCKS[8:10], BLOCKS[10:])
    for i, blocks in enumerate(pages):
        pdf.setFont("Times-Roman", 8)
        pdf.drawString(70, 800, "Tweede Kamer, vergaderjaar 2024–2025, 29 754, nr. 701")
        pdf.drawRightString(540, 30, str(i + 1))
        pdf.saveState()
        pdf.rotate(90)
        pdf.drawString(100, -30, "kst-29754-701 ISSN 0921-7371")
        pdf.restoreState()
        foot = 60
        for n in reversed([m for block in blocks for m in _MARK.findall(block)]):
            pdf.setFont("Times-Roman", 5)
            pdf.drawString(70, foot + 3, n)
            pdf.setFont("Times-Roman", 8)
            pdf.drawString(76, foot, NOTES[n])
            foot += 10
        y = 760
        for block in blocks:
            for line in (part for typed in block.removeprefix("# ").split("\n") for part in textwrap.wrap(typed, 88)):
                _draw(pdf, 70, y, line)
                y -= 14
            y -= 12
        pdf.showPage()
    pdf.save()
    return out.getvalue()


def _draw(pdf: canvas.Canvas, x: float, y: float, line: str) -> None:
    for i, piece in enumerate(_MARK.split(line)):
        size = 6.5 if i % 2 else 11
        pdf.setFont("Times-Roman", size)
        pdf.drawString(x, y + (4 if i % 2 else 0), piece)
        x += pdf.stringWidth(piece, "Times-Roman", size)


def archive(members: dict[str, bytes]) -> bytes:
    """Give a zip with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return out.getvalue()
