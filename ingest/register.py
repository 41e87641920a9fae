"""The register: tables of who was what, when, read into ``ontology.register`` types.

A table is told by its header, so files may have any name. The tables that come with Kamergraaf lie in
``data/register``; the README there says what each column means and where the facts come from.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Final, TypeVar

from kamergraaf.ontology.errors import InputError
from kamergraaf.ontology.iris import KIND
from kamergraaf.ontology.register import (
    Cabinet,
    DossierTitle,
    Membership,
    Ministry,
    Office,
    Organisation,
    Party,
    Period,
    Person,
    Register,
    Seat,
)

T = TypeVar("T")
_FORM: Final = "`kamergraaf/ingest/data/register/README.md` describes the tables."


@functools.cache
def bundled() -> Register:
    """Give the register that comes with Kamergraaf; read once."""
    folder = resources.files("kamergraaf.ingest") / "data" / "register"
    names = sorted(f"{kind}.csv" for kind in _TABLES)
    return _assembled(_Tables(), [(name, (folder / name).read_bytes()) for name in names])


def read(paths: Sequence[Path]) -> Register:
    """Read tables; each replaces the bundled table of its kind, the others stay as bundled.

    Raises ``InputError`` naming the file, row and column of the first fault, and what to do about it.
    """
    files = []
    for path in paths:
        try:
            files.append((str(path), path.read_bytes()))
        except OSError as fault:
            raise InputError(f"{path} cannot be read ({fault.strerror}). Name a readable CSV file.") from fault
    return _assembled(_Tables.of(bundled()), files)


@dataclass(slots=True)
class _Tables:
    """The rows of each kind, before they are checked against each other; ``at`` says where each came from."""

    rows: dict[str, list[object]] = field(default_factory=dict)
    at: dict[int, str] = field(default_factory=dict)
    sha256: str = ""

    @classmethod
    def of(cls, register: Register) -> _Tables:
        return cls(
            {
                "persons": list(register.persons.values()),
                "memberships": list(register.memberships),
                "seats": list(register.seats),
                "parties": list(register.parties.values()),
                "ministries": list(register.ministries.values()),
                "offices": list(register.offices),
                "cabinets": list(register.cabinets.values()),
                "dossiers": list(register.dossiers.values()),
                "organisations": list(register.organisations.values()),
            },
            sha256=register.sha256,
        )


def _assembled(tables: _Tables, files: Iterable[tuple[str, bytes]]) -> Register:
    digest = hashlib.sha256(tables.sha256.encode())
    for name, content in files:
        digest.update(content)
        kind, rows = _table(name, content, tables.at)
        tables.rows[kind] = rows
    register = Register(
        persons=_keyed(tables, "persons", Person, lambda p: p.slug),
        memberships=_rows(tables, "memberships", Membership),
        seats=_rows(tables, "seats", Seat),
        parties=_keyed(tables, "parties", Party, lambda p: p.code),
        ministries=_keyed(tables, "ministries", Ministry, lambda m: m.key),
        offices=_rows(tables, "offices", Office),
        cabinets=_keyed(tables, "cabinets", Cabinet, lambda c: c.key),
        dossiers=_keyed(tables, "dossiers", DossierTitle, lambda d: d.number),
        organisations=_keyed(tables, "organisations", Organisation, lambda o: o.key),
        sha256=digest.hexdigest(),
    )
    _check_references(register, tables.at)
    return register


def _rows(tables: _Tables, kind: str, of: type[T]) -> tuple[T, ...]:
    return tuple(row for row in tables.rows.get(kind, ()) if isinstance(row, of))


def _keyed(tables: _Tables, kind: str, of: type[T], key: Callable[[T], str]) -> Mapping[str, T]:
    found: dict[str, T] = {}
    for row in _rows(tables, kind, of):
        if found.setdefault(key(row), row) is not row:
            raise InputError(f"{tables.at.get(id(row), kind)}: {key(row)!r} stands here twice. Give it one row.")
    return found


def _check_references(register: Register, at: Mapping[int, str]) -> None:
    """See that every row names things that are there."""
    rows: tuple[Membership | Seat | Office, ...] = (*register.memberships, *register.seats, *register.offices)
    for row in rows:
        where = at.get(id(row), "the bundled register")
        if row.person not in register.persons:
            raise InputError(f"{where}, column person: no person {row.person!r}. Add a row to the table of persons.")
        if isinstance(row, Membership) and row.party not in register.parties:
            raise InputError(f"{where}, column party: no party {row.party!r}. Add a row to the table of parties.")
        if isinstance(row, Office) and row.ministry not in register.ministries:
            raise InputError(f"{where}, column ministry: no ministry {row.ministry!r}. Use a key of ministries.")


def _table(name: str, content: bytes, at: dict[int, str]) -> tuple[str, list[object]]:
    """Read one file; tell its kind by its header."""
    try:
        lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        header = tuple(next(lines, ()))
        kind = next((kind for kind, table in _TABLES.items() if table.columns == header), None)
        if kind is None:
            raise InputError(f"{name}, row 1: no table has the header {','.join(header)[:120]!r}. {_FORM}")
        rows = []
        for values in lines:
            where = f"{name}, row {lines.line_num}"
            if len(values) != len(header):
                raise InputError(
                    f"{where}: {len(values)} columns instead of {len(header)}. Quote values that hold a comma."
                )
            row = _TABLES[kind].make(_Row(where, dict(zip(header, values, strict=True))))
            at[id(row)] = where
            rows.append(row)
    except UnicodeDecodeError as fault:
        raise InputError(f"{name}: byte {fault.start} is not UTF-8. Save the table as UTF-8.") from fault
    except csv.Error as fault:
        raise InputError(f"{name}, row {lines.line_num}: {fault}. Save the table as CSV with commas.") from fault
    return kind, rows


@dataclass(frozen=True, slots=True)
class _Row:
    where: str
    values: Mapping[str, str]

    def need(self, column: str) -> str:
        value = self.values[column].strip()
        if not value:
            raise InputError(f"{self.where}, column {column}: empty. Fill it in.")
        return value

    def key(self, column: str, kind: str) -> str:
        value = self.need(column)
        if not KIND[kind].fits(value):
            raise InputError(f"{self.where}, column {column}: {value!r} is no address. Use a-z, 0-9 and -.")
        return value

    def text(self, column: str) -> str | None:
        return self.values[column].strip() or None

    def several(self, column: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.values[column].split("|") if part.strip())

    def one_of(self, column: str, *allowed: str) -> str:
        value = self.need(column)
        if value not in allowed:
            raise InputError(f"{self.where}, column {column}: {value!r}. Use {' or '.join(allowed)}.")
        return value

    def day(self, column: str) -> date | None:
        value = self.values.get(column, "").strip()
        if not value:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError as fault:
            raise InputError(f"{self.where}, column {column}: {value!r} is no day. Write 2021-03-31.") from fault

    def period(self) -> Period:
        period = Period(self.day("from"), self.day("until"), self.day("seen_on"))
        if period.start and period.until and period.until < period.start:
            raise InputError(f"{self.where}, column until: {period.until} is before {period.start}. Correct them.")
        return period


def _person(row: _Row) -> Person:
    return Person(
        slug=row.key("slug", "persoon"),
        full_name=row.need("full_name"),
        surname=row.need("surname"),
        forename=row.text("forename"),
        prefix=row.text("prefix"),
        initials=row.text("initials"),
        aliases=row.several("aliases"),
        wikidata=row.text("wikidata"),
        tk_id=row.text("tk_id"),
        parlement_id=row.text("parlement_id"),
        sure_name=row.values["sure_name"] != "no",
        source=row.values["source"],
    )


def _membership(row: _Row) -> Membership:
    return Membership(row.need("person"), row.need("party"), row.period(), row.values["source"])


def _seat(row: _Row) -> Seat:
    return Seat(row.need("person"), row.one_of("chamber", "TK", "EK"), row.period(), row.values["source"])


def _party(row: _Row) -> Party:
    return Party(
        code=row.need("code"),
        key=row.key("key", "partij"),
        name=row.need("name"),
        kind=row.need("kind"),
        aliases=row.several("aliases"),
        period=row.period(),
        predecessor=row.text("predecessor"),
        successor=row.text("successor"),
        wikidata=row.text("wikidata"),
        source=row.values["source"],
        label=row.need("label"),
    )


def _ministry(row: _Row) -> Ministry:
    return Ministry(
        code=row.need("code"),
        key=row.key("key", "ministerie"),
        name=row.need("name"),
        aliases=row.several("aliases"),
        period=row.period(),
        predecessor=row.text("predecessor"),
        successor=row.text("successor"),
        tooi_iri=row.text("tooi"),
        source=row.values["source"],
        label=row.need("label"),
    )


def _office(row: _Row) -> Office:
    return Office(
        person=row.need("person"),
        post=row.need("post"),
        kind=row.one_of("kind", "minister", "staatssecretaris", "minister-president", "viceminister-president"),
        ministry=row.need("ministry"),
        period=row.period(),
        cabinet=row.text("cabinet"),
        acting=row.values["acting"] == "yes",
        source=row.values["source"],
    )


def _cabinet(row: _Row) -> Cabinet:
    return Cabinet(
        row.key("key", "kabinet"), row.need("name"), row.several("aliases"), row.period(), row.values["source"]
    )


def _dossier(row: _Row) -> DossierTitle:
    return DossierTitle(
        number=row.key("number", "dossier"),
        title=row.need("title"),
        former_titles=row.several("former_titles"),
        checked=row.values["checked"],
        source=row.values["source"],
    )


def _organisation(row: _Row) -> Organisation:
    return Organisation(
        code=row.need("code"),
        key=row.key("key", "organisatie"),
        name=row.need("name"),
        aliases=row.several("aliases"),
        kind=row.values["kind"],
        ministry=row.text("ministry"),
        url=row.text("url"),
        source=row.values["source"],
    )


@dataclass(frozen=True, slots=True)
class _Table:
    columns: tuple[str, ...]
    make: Callable[[_Row], object]


def _columns(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_TABLES: Final[Mapping[str, _Table]] = {
    "persons": _Table(
        _columns(
            "slug full_name forename prefix surname initials aliases sure_name wikidata tk_id parlement_id source"
        ),
        _person,
    ),
    "memberships": _Table(_columns("person party from until seen_on source"), _membership),
    "seats": _Table(_columns("person chamber from until seen_on source"), _seat),
    "parties": _Table(
        _columns("code key label name kind aliases from until predecessor successor wikidata source"), _party
    ),
    "ministries": _Table(
        _columns("key code label name aliases from until predecessor successor tooi source"), _ministry
    ),
    "offices": _Table(_columns("person post kind ministry cabinet from until seen_on acting source"), _office),
    "cabinets": _Table(_columns("key name aliases from until source"), _cabinet),
    "dossiers": _Table(_columns("number title former_titles checked source"), _dossier),
    "organisations": _Table(_columns("code key name aliases kind ministry url source"), _organisation),
}
