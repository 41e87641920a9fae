"""The store, or what lies around one thing, as a file: one module a format. The same store gives the same bytes."""

from __future__ import annotations

import contextlib
import gzip
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

import zstandard

from kamergraaf.graph.exports import csv, gexf, graphml, html, nq, parquet, trig, ttl
from kamergraaf.graph.exports.scope import Format, Scope
from kamergraaf.graph.store import Store
from kamergraaf.ontology.errors import UsageError

FORMATS: tuple[Format, ...] = (
    nq.FORMAT,
    trig.FORMAT,
    ttl.FORMAT,
    graphml.FORMAT,
    gexf.FORMAT,
    csv.FORMAT,
    parquet.FORMAT,
    html.FORMAT,
)

__all__ = ["FORMATS", "Format", "Scope", "export", "export_to_file"]


def export(store: Store, name: str, out: BinaryIO, scope: Scope | None = None) -> None:
    """Write a store in a format by its name; ``scope`` narrows it to what lies around one thing.

    Raises ``UsageError`` for an unknown format and for a picture of too much, ``NotFound`` for a thing that is not
    in the graph.
    """
    form = next((form for form in FORMATS if form.name == name), None)
    if form is None:
        raise UsageError(f"No format {name!r}. Formats are: {', '.join(form.name for form in FORMATS)}.")
    form.write(store, out, scope or Scope())


def export_to_file(store: Store, name: str, to: Path, scope: Scope | None = None) -> None:
    """Write into a file, packed when its name ends in .gz or .zst; an earlier file stays whole until it is done."""
    aside = to.with_name(f".{to.name}.{os.getpid()}")
    try:
        with _packed(aside, to.suffix) as out:
            export(store, name, out, scope)
        aside.replace(to)
    finally:
        aside.unlink(missing_ok=True)


@contextlib.contextmanager
def _packed(file: Path, suffix: str) -> Iterator[BinaryIO]:
    with file.open("wb") as raw:
        if suffix == ".gz":
            # Without time and name: the same store gives the same bytes.
            with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed:
                yield cast("BinaryIO", packed)
        elif suffix == ".zst":
            with zstandard.ZstdCompressor(level=9).stream_writer(raw, closefd=False) as packed:
                yield cast("BinaryIO", packed)
        else:
            yield raw
