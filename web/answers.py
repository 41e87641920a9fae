"""Answers of the store in the form that was negotiated."""

from __future__ import annotations

from kamergraaf.graph.results import Answer, serialize
from kamergraaf.web.negotiate import RDFXML, Format


def body(answer: Answer, form: Format, base: str) -> bytes:
    """Give rows, yes or no, or triples as bytes."""
    return serialize(answer, "xml" if form is RDFXML else form.name, base)
