"""What a folder already holds: tokens, records and files, in one SQLite file that survives any stop.

Records and the token that leads past them are written in one transaction: after ``kill -9`` nothing is missing and
nothing is fetched twice but the page that was under way. A page is kept packed; of a record that comes again only
the last counts.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import zstandard

from kamergraaf.ontology.errors import InputError

Record = Mapping[str, Any]

NAME = ".harvest.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS token (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS page (n INTEGER PRIMARY KEY, category TEXT NOT NULL, rows BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS record (category TEXT, id TEXT, page INTEGER NOT NULL, deleted INTEGER NOT NULL,
                                   PRIMARY KEY (category, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS record_page ON record (page);
CREATE TABLE IF NOT EXISTS file (path TEXT PRIMARY KEY, version TEXT NOT NULL, sha256 TEXT NOT NULL,
                                 size INTEGER NOT NULL, etag TEXT, modified TEXT);
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as the ledger knows it; ``path`` is relative to the folder, ``version`` the source's own mark of it."""

    path: str
    version: str
    sha256: str
    size: int
    etag: str | None = None
    modified: str | None = None


class Ledger:
    """The ledger of a folder; one process at a time."""

    def __init__(self, folder: Path) -> None:
        """Open or begin the folder's ledger. Raises ``InputError`` where another fetch is at work in it."""
        folder.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(folder / NAME, timeout=1, isolation_level=None)
        try:
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.execute("BEGIN EXCLUSIVE")
            for statement in filter(str.strip, _SCHEMA.split(";")):
                self._db.execute(statement)
            self._db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            self._db.close()
            raise InputError(
                f"{folder}: another fetch is at work in this folder ({error}). Wait until it is done."
            ) from error
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise InputError(f"{folder / NAME}: damaged ({error}). Take that file away and fetch again.") from error

    def __enter__(self) -> Self:
        """Give the ledger."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """Close it."""
        self._db.close()

    def token(self, name: str) -> str | None:
        """Give what was kept under a name."""
        row = self._db.execute("SELECT value FROM token WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def keep_token(self, name: str, value: str | None) -> None:
        """Keep a word under a name, or forget it."""
        if value is None:
            self._db.execute("DELETE FROM token WHERE name = ?", (name,))
        else:
            self._db.execute("INSERT OR REPLACE INTO token VALUES (?, ?)", (name, value))

    def add(self, category: str, records: Iterable[Record], tokens: Mapping[str, str | None]) -> int:
        """Add a page of records with the tokens that lead past it, all or nothing; give how many were deletions."""
        rows = {str(record["Id"]): record for record in records}
        lines = "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows.values())
        self._db.execute("BEGIN")
        if rows:
            blob = zstandard.ZstdCompressor(level=6).compress(lines.encode())
            page = self._db.execute("INSERT INTO page (category, rows) VALUES (?, ?)", (category, blob)).lastrowid
            self._db.executemany(
                "INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?)",
                [(category, key, page, bool(row.get("Verwijderd"))) for key, row in rows.items()],
            )
        for name, value in tokens.items():
            self.keep_token(name, value)
        self._db.execute("COMMIT")
        return sum(bool(row.get("Verwijderd")) for row in rows.values())

    def records(self, category: str) -> Iterator[str]:
        """Give each record of a category as a line of JSON, as it came last; of a deleted one, that it is deleted."""
        unpack = zstandard.ZstdDecompressor().decompress
        pages = "SELECT n, rows FROM page WHERE category = ? ORDER BY n"
        for page, blob in self._db.execute(pages, (category,)):
            latest = {key for (key,) in self._db.execute("SELECT id FROM record WHERE page = ?", (page,))}
            for line in unpack(blob).decode().split("\n")[:-1]:  # splitlines parts at more than line feeds
                if latest and json.loads(line)["Id"] in latest:
                    yield line

    def count(self, category: str) -> int:
        """Give how many records of a category stand, deleted ones aside."""
        query = "SELECT count(*) FROM record WHERE category = ? AND NOT deleted"
        return int(self._db.execute(query, (category,)).fetchone()[0])

    def tidy(self) -> None:
        """Forget the pages of which every record came again."""
        self._db.execute("DELETE FROM page WHERE n NOT IN (SELECT page FROM record)")

    def file(self, path: str) -> Kept | None:
        """Give what is known of a file."""
        row = self._db.execute("SELECT * FROM file WHERE path = ?", (path,)).fetchone()
        return None if row is None else Kept(*row)

    def files(self) -> Iterator[Kept]:
        """Give all files, in order of path."""
        for row in self._db.execute("SELECT * FROM file ORDER BY path"):
            yield Kept(*row)

    def keep_file(self, kept: Kept) -> None:
        """Remember a file that is whole on disk."""
        row = (kept.path, kept.version, kept.sha256, kept.size, kept.etag, kept.modified)
        self._db.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?)", row)
