"""Motions in the rows of a table or list, where only its head has the word: *Rog: ouderbijdrage · 31 293, nr. 535*.

A row names a motion where one of its cells is nothing but members, or members before a colon, and another begins
with a number; in a list, where an item begins with members and has one number in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.motion_cells import LONGEST_HEAD, cells, number_cell
from kamergraaf.ingest.motion_content import Mention
from kamergraaf.ingest.motion_numbers import Number, names_paper, number_at
from kamergraaf.ingest.proposers import Members, all_members, read_members
from kamergraaf.ingest.reading import Reading

_CELL_OF_HEAD: Final = re.compile(
    r"(?:[Nn]r\.? )?(?:[Aa]angenomen )?[Mm]oties?(?:(?: ?/ ?| en )[Tt]oezegging(?:en)?)?(?: [a-z]+)?"
)
_HEAD: Final = re.compile(
    r"(?:[\w.]{1,4} )?(?:(?:[Oo]verzicht|[Ll]ijst|[Ss]tand van zaken) (?:van )?)?(?:de )?"
    r"(?:(?:[Aa]angenomen|[Ii]ngediende|[Oo]penstaande|[Aa]angehouden) )?[Mm]oties:?"
)
_ITEM: Final = re.compile(r"(?:[-–•*◦▪]|\(?\w{1,2}[.)]) ?")
_ORDINAL: Final = re.compile(r"\(?\w{1,3}[.)]?")
_SUBJECT: Final = re.compile(r" ?(?:[:–-]|,? over|,? inzake) ")
_BRACKETED: Final = re.compile(r"\((?:[Kk]amerstuk(?:ken)? )?$")
_MOST_ROWS: Final = 200
_REACH: Final = 3  # lines without a row after which a table has ended


def rows_below(reading: Reading, at: int) -> list[Mention]:
    """Give the motions of the rows below the head that has the word *motie* at ``at``; none where it is no head."""
    lines = reading.layout.lines
    i = reading.layout.line_index(at)
    if i is None or lines[i][1] - lines[i][0] > LONGEST_HEAD:
        return []
    if _cells_of_head(reading, lines[i]):
        return list(_table(reading, i + 1))
    if _HEAD.fullmatch(reading.plain, *lines[i]) is None or i + 1 >= len(lines):
        return []
    if "indiener" in reading.plain[slice(*lines[i + 1])].casefold() and len(cells(reading, lines[i + 1])) > 1:
        return list(_table(reading, i + 2))
    return list(_list(reading, i + 1))


def _cells_of_head(reading: Reading, line: Region) -> bool:
    """Whether a line is the head of a table of motions: a cell of it is *Motie*, none is another matter alone."""
    titles = [reading.plain[start:end] for start, end in cells(reading, line)]
    if len(titles) < 2:
        return False
    return any(_CELL_OF_HEAD.fullmatch(title) for title in titles) and not any("mendement" in t for t in titles)


def _table(reading: Reading, first: int) -> Iterator[Mention]:
    lines = reading.layout.lines
    head = cells(reading, lines[first - 1])
    without = 0
    for line in lines[first : first + _MOST_ROWS]:
        if _cells_of_head(reading, line):
            return  # the next table's
        row = _row(reading, line, head)
        without = 0 if row else without + 1
        if row:
            yield row
        if without >= _REACH:
            return


def _row(reading: Reading, line: Region, head: list[Region]) -> Mention | None:
    row = cells(reading, line)
    found = ((cell, members) for cell in row if (members := _members_of(reading, cell)))
    cell, members = next(found, (None, None))
    cited = number_cell(reading, row, cell, head) if cell else None
    if cell is None or members is None or cited is None:
        return None
    number = number_at(reading, cited)
    subject = _rest(reading.plain, members.end, cell[1])
    if subject is None:
        later = [c for c in row if c[0] >= cell[1] and not c[0] <= cited.start < c[1]]
        subject = later[0] if later else None
    return _mention(members, members.names[0][0], line, number, subject)


def _members_of(reading: Reading, cell: Region) -> Members | None:
    """Read a cell that is members only, or members before a colon."""
    plain, (start, end) = reading.plain, cell
    members = read_members(reading, start, end, many=True)
    if members is None and (ordinal := _ORDINAL.match(plain, start, end)):
        members = read_members(reading, ordinal.end() + 1, end, many=True)
    if members is None or not all_members(reading, members.names):
        return None
    rest = plain[members.end : end].strip()
    return members if not rest or rest.startswith(":") or _SUBJECT.match(plain, members.end, end) else None


def _list(reading: Reading, first: int) -> Iterator[Mention]:
    """Give the motions of a list's items: *– Rog c.s. over de ouderbijdrage (31 293, nr. 535)*."""
    plain, lines = reading.plain, reading.layout.lines
    starts = lines[first : first + _MOST_ROWS]
    for i, line in enumerate(starts):
        item = _ITEM.match(plain, *line)
        if item is None:
            if i and plain[line[0]].islower():
                continue
            return
        end = line[1]
        if (
            i + 1 < len(starts)
            and _ITEM.match(plain, *starts[i + 1]) is None
            and not plain[starts[i + 1][0]].isupper()
        ):
            end = starts[i + 1][1]
        members = read_members(reading, item.end(), end, many=True)
        if members is None or not all_members(reading, members.names):
            return
        papers = [c for c in reading.citations.between(members.end, end) if names_paper(c.item)]
        if not papers or not papers[0].item.ids or len(papers[0].item.ids) > 1:
            return
        if _BRACKETED.search(plain[members.end : papers[0].start]) is None:
            return
        number = number_at(reading, papers[0])
        until = plain.rindex("(", members.end, papers[0].start + 1)
        yield _mention(members, item.end(), (line[0], end), number, _rest(plain, members.end, until))


def _mention(members: Members, start: int, line: Region, number: Number, subject: Region | None) -> Mention:
    return Mention(
        start, members.end, "motie-rij", line, members.names, members.and_others, number=number, subject=subject
    )


def _rest(plain: str, start: int, end: int) -> Region | None:
    m = _SUBJECT.match(plain, start, end)
    if m is None:
        return None
    while end > m.end() and plain[end - 1] in " .,;:(":
        end -= 1
    return (m.end(), end) if end - m.end() > 2 else None
