"""The answer to a query, whatever its form, and how it is written for files and pipes."""

from __future__ import annotations

import io

from kamergraaf.graph.guard import examine
from kamergraaf.graph.store import Store
from kamergraaf.graph.terms import Rows, Triple
from kamergraaf.graph.written import written as written_triples
from kamergraaf.ontology.errors import UsageError
from kamergraaf.web.negotiate import GRAPHS, RESULT_FORMATS
from kamergraaf.web.results import rows, truth

Answer = Rows | bool | list[Triple]

_TABULAR = {form.name: form for form in RESULT_FORMATS}
_GRAPHS = tuple(form.name for form in GRAPHS)
PARQUET = "parquet"


def names() -> tuple[str, ...]:
    """Give the names of the forms; which of them fits depends on the query."""
    return (*_TABULAR, PARQUET, *_GRAPHS)


def ask(store: Store, query: str, *, deadline: float | None = None) -> Answer:
    """Ask a store. Raises ``Refused`` and ``UsageError`` as ``graph.guard`` does, ``StoreError`` as the store."""
    match examine(query, store.base).form:
        case "select":
            return store.select(query, deadline=deadline)
        case "ask":
            return store.ask(query, deadline=deadline)
        case _:
            return list(store.construct(query, deadline=deadline))


def written(answer: Answer, form: str) -> bytes:
    """Write an answer; ``UsageError`` names the forms that fit where this one does not."""
    if isinstance(answer, list):
        if form not in _GRAPHS:
            raise UsageError(f"This query gives triples; write them as {', '.join(_GRAPHS)}, not as {form}.")
        return written_triples(answer, form)
    if form == PARQUET and isinstance(answer, Rows):
        return _parquet(answer)
    if form not in _TABULAR:
        raise UsageError(f"This query gives rows; write them as table, {', '.join(_TABULAR)}, not as {form}.")
    return truth(answer, _TABULAR[form]) if isinstance(answer, bool) else rows(answer, _TABULAR[form])


def _parquet(answer: Rows) -> bytes:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError("--format parquet needs the extra `tables`: pip install 'kamergraaf[tables]'.") from error
    columns: dict[str, list[str | None]] = {name: [] for name in answer.variables}
    for row in answer:
        for name, term in zip(answer.variables, row, strict=True):
            columns[name].append(None if term is None else str(term))
    buffer = io.BytesIO()
    schema = pyarrow.schema([(name, pyarrow.string()) for name in answer.variables])
    parquet.write_table(pyarrow.table(columns, schema=schema), buffer)
    return buffer.getvalue()
