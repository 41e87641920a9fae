"""CSV: one row for each quote of each connection, and one for a connection without quote."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from kamergraaf.graph.exports.scope import Format, Scope, network
from kamergraaf.graph.store import Store
from kamergraaf.ontology import iris

COLUMNS = (
    "subject",
    "subject_label",
    "property",
    "object",
    "object_label",
    "origin",
    "conflict",
    "letter",
    "start",
    "end",
    "exact",
    "context",
)


def rows(store: Store, scope: Scope) -> Iterator[tuple[str, ...]]:
    """Give the rows, in order."""
    nodes, edges = network(store, scope)
    for edge in edges:
        head = (
            edge.subject,
            nodes[edge.subject].label,
            edge.property,
            edge.object,
            nodes[edge.object].label,
            edge.origin,
            "true" if edge.conflict else "false",
        )
        if not edge.quotes:
            yield (*head, "", "", "", "", "")
        for quote in edge.quotes:
            letter = iris.iri(quote.letter, store.base)
            yield (*head, letter, str(quote.start), str(quote.end), quote.exact, quote.context)


def write(store: Store, out: BinaryIO, scope: Scope) -> None:
    """Write the rows under a head of column names (RFC 4180)."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(store, scope))
    text.detach()


FORMAT = Format("csv", ".csv", "text/csv", write)
