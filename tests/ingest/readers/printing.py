"""Print a letter as ministries do: letterhead with a margin column, running heads, notes at the foot, two columns.

What is printed is made up by ``bench.maker``. Every page has the paper's furniture where the real ones have it:
sender and reference small at the right, the address above the letter, day and reference again on later pages.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

FONT = "DejaVuSans"  # of Debian's fonts-dejavu-core: members' names have letters that Helvetica lacks
_FILE = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
COLOPHON = (
    "Directie Bestuurlijke en",
    "Juridische Zaken",
    "",
    "Korte Voorhout 7",
    "2511 CW  Den Haag",
    "Postbus 20201",
    "2500 EE  Den Haag",
    "www.voorbeeld.example",
    "",
    "Ons kenmerk",
    "2024-0000123456",
    "",
    "Uw brief (kenmerk)",
    "",
    "Bijlagen",
    "2",
)
_HYPHEN = re.compile(r"(?<=[aeiou])(?=[bcdfghjklmnpqrstvwxz][aeiou])")  # a break that Dutch would allow, now and then


if not _FILE.is_file() and os.environ.get("CI") != "true":
    pytest.skip("needs the Debian package fonts-dejavu-core", allow_module_level=True)
registerFont(TTFont(FONT, str(_FILE)))


@dataclass(frozen=True)
class Printed:
    """A letter to print: ``paragraphs`` with ``{n}`` for the mark of note n, several lines for lines of one block."""

    paragraphs: tuple[str, ...]
    notes: dict[str, str]


@dataclass
class _Sheet:
    """Where text goes on a page."""

    left: float
    width: float
    top: float
    bottom: float
    size: float
    leading: float


@dataclass
class _Press:
    """The page that is being printed."""

    pdf: canvas.Canvas
    letter: Printed
    column: _Sheet
    columns: int = 1
    gutter: float = 18.0
    page: int = 1
    at: int = 0
    y: float = 0.0
    noted: list[str] = field(default_factory=list)
    foot: float = 0.0

    @property
    def x(self) -> float:
        return self.column.left + self.at * (self.column.width + self.gutter)


_MARK = re.compile(r"\{(\d+)\}")


def letterhead(letter: Printed, *, notes_last: bool = False) -> bytes:
    """Print with the letterhead that ministries use: text at the left, sender and reference in the margin column.

    ``notes_last``: all notes at the foot of the last page.
    """
    out = io.BytesIO()
    pdf = canvas.Canvas(out, pagesize=A4)
    press = _Press(pdf, letter, _Sheet(79.4, 345, 640, 90, 9, 13))

    def furniture() -> None:
        pdf.setFont(FONT, 6.5)
        if press.page == 1:
            pdf.drawString(79.4, 716, "> Retouradres Postbus 20201  2500 EE  Den Haag")
            _lines(pdf, 466, 716, COLOPHON, 6.5, 9)
        else:
            _lines(pdf, 466, 716, ("Ons kenmerk", "2024-0000123456"), 6.5, 9)
        pdf.setFont(FONT, 6.5)
        pdf.drawString(466, 30, f"Pagina {press.page} van 9")

    _print(press, furniture, later_top=700, notes_last=notes_last)
    return out.getvalue()


def two_columns(letter: Printed) -> bytes:
    """Print as a report: two columns, a running head, the page's number at the foot."""
    out = io.BytesIO()
    pdf = canvas.Canvas(out, pagesize=A4)
    press = _Press(pdf, letter, _Sheet(60, 228, 760, 70, 9, 12), columns=2)

    def furniture() -> None:
        pdf.setFont(FONT, 7)
        pdf.drawString(60, 800, "Voorbeeldrapportage over de stand van zaken")
        pdf.drawRightString(534, 800, "Ministerie van Voorbeelden")
        pdf.drawCentredString(297, 30, str(press.page))

    _print(press, furniture, later_top=760)
    return out.getvalue()


def _lines(pdf: canvas.Canvas, x: float, y: float, lines: tuple[str, ...], size: float, leading: float) -> None:
    pdf.setFont(FONT, size)
    for line in lines:
        pdf.drawString(x, y, line)
        y -= leading


def _print(press: _Press, furniture: Callable[[], None], *, later_top: float, notes_last: bool = False) -> None:
    furniture()
    press.y = press.column.top
    for paragraph in press.letter.paragraphs:
        for line in (one for typed in paragraph.split("\n") for one in _broken(typed, press.column)):
            marks = [] if notes_last else _MARK.findall(line)
            needed = press.foot + sum(_height(press, n) for n in marks) + (8 if marks and not press.noted else 0)
            if press.y - press.column.leading < press.column.bottom + needed:
                _turn(press, furniture, later_top)
                needed = sum(_height(press, n) for n in marks) + (8 if marks else 0)
            press.y -= press.column.leading
            _draw(press.pdf, press.x, press.y, line, press.column.size)
            press.noted += marks
            press.foot = needed
        press.y -= press.column.leading * 0.8
    if notes_last:
        press.noted, press.foot = list(press.letter.notes), 8 + sum(_height(press, n) for n in press.letter.notes)
    _notes(press)
    press.pdf.showPage()
    press.pdf.save()


def _turn(press: _Press, furniture: Callable[[], None], top: float) -> None:
    _notes(press)
    press.at += 1
    if press.at == press.columns:
        press.pdf.showPage()
        press.page, press.at = press.page + 1, 0
        furniture()
    press.y = top if press.page > 1 else press.column.top


def _notes(press: _Press) -> None:
    """Print the notes of the column at its foot, below a thin line."""
    y = press.column.bottom + press.foot
    if press.noted:
        press.pdf.line(press.x, y - 4, press.x + 100, y - 4)
        y -= 8
    for n in press.noted:
        press.pdf.setFont(FONT, 4.5)
        press.pdf.drawString(press.x, y - 6, n)
        for line in _broken(press.letter.notes[n], press.column, 7, 8):
            y -= 9
            press.pdf.setFont(FONT, 7)
            press.pdf.drawString(press.x + 8, y, line)
    press.noted, press.foot = [], 0.0


def _height(press: _Press, n: str) -> float:
    return 9.0 * len(_broken(press.letter.notes[n], press.column, 7, 8))


def _broken(text: str, column: _Sheet, size: float | None = None, indent: float = 0) -> list[str]:
    """Break a text into lines of the column's width, a long word now and then with a hyphen."""
    size = size or column.size
    width = column.width - indent

    def fits(line: str) -> bool:
        return bool(stringWidth(_MARK.sub("", line), FONT, size) + 5 * len(_MARK.findall(line)) <= width)

    lines = [""]
    for word in text.split():
        whole = f"{lines[-1]} {word}".strip()
        if fits(whole):
            lines[-1] = whole
            continue
        if not fits(word):  # an address on the web, broken behind a stroke
            end = max(m.end() for m in re.finditer(r"[/-]", word) if fits(word[: m.end()]))
            lines += [word[:end], word[end:]]
            continue
        cut = [m.start() for m in _HYPHEN.finditer(word) if 4 <= m.start() <= len(word) - 5]
        start = next((word[:i] for i in reversed(cut) if fits(f"{lines[-1]} {word[:i]}-")), None)
        if start and word.isalpha() and word.islower() and len(word) > 10:
            lines[-1] = f"{lines[-1]} {start}-"
            lines.append(word[len(start) :])
        else:
            lines.append(word)
    return [line for line in lines if line]


def _draw(pdf: canvas.Canvas, x: float, y: float, line: str, size: float) -> None:
    for i, piece in enumerate(_MARK.split(line)):
        now = size * 0.6 if i % 2 else size
        pdf.setFont(FONT, now)
        pdf.drawString(x, y + (size * 0.35 if i % 2 else 0), piece)
        x += pdf.stringWidth(piece, FONT, now)
