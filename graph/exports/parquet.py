"""Parquet: the rows of the CSV as a table of columns. Needs the extra ``tables``."""

from __future__ import annotations

from typing import BinaryIO

from kamergraaf.graph.exports.csv import COLUMNS, rows
from kamergraaf.graph.exports.scope import Format, Scope
from kamergraaf.graph.results import parquet
from kamergraaf.graph.store import Store
from kamergraaf.graph.terms import Literal


def write(store: Store, out: BinaryIO, scope: Scope) -> None:
    """Write the rows as a table of strings."""
    out.write(parquet(COLUMNS, [tuple(Literal(value) for value in row) for row in rows(store, scope)]))


FORMAT = Format("parquet", ".parquet", "application/vnd.apache.parquet", write)
