"""Answers as bytes: rows, yes or no, and triples, in the W3C's forms and as a table of columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import pyoxigraph as ox
from lxml import etree

from kamergraaf.graph.terms import STRING, Blank, Iri, Literal, Row, Rows, Term, Triple
from kamergraaf.ontology.errors import UsageError
from kamergraaf.queries.prefixes import prefixes

Answer = Rows | bool | Iterable[Triple]
_NS = "http://www.w3.org/2005/sparql-results#"
_NSMAP: Any = {None: _NS}  # lxml-stubs know no default namespace here
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Format:
    """A form for answers. ``triples``: for CONSTRUCT and DESCRIBE; else for SELECT (and ASK, where it has one)."""

    name: str
    suffix: str
    media_type: str
    triples: bool
    write: Callable[[Any, str], bytes]


def serialize(answer: Answer, name: str, base: str) -> bytes:
    """Give an answer in a format by its name; ``UsageError`` when the answer has no such form."""
    triples = not isinstance(answer, Rows | bool)
    form = next((form for form in FORMATS if form.name == name and form.triples is triples), None)
    if form is None or (isinstance(answer, bool) and name == "parquet"):
        fits = ", ".join(form.name for form in FORMATS if form.triples is triples)
        raise UsageError(f"This answer has no form {name!r}. Its forms are: {fits}.")
    return form.write(answer, base)


def _json(answer: Rows | bool, _: str) -> bytes:
    if isinstance(answer, bool):
        return orjson.dumps({"head": {}, "boolean": answer})
    head = orjson.dumps({"vars": list(answer.variables)})
    bindings = b",".join(
        orjson.dumps(
            {name: _json_term(term) for name, term in zip(answer.variables, row, strict=True) if term is not None}
        )
        for row in answer
    )
    return b'{"head":' + head + b',"results":{"bindings":[' + bindings + b"]}}"


def _json_row(names: Sequence[str], row: Row) -> dict[str, dict[str, str]]:
    return {name: _json_term(term) for name, term in zip(names, row, strict=True) if term is not None}


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, Iri):
        return {"type": "uri", "value": str(term)}
    if isinstance(term, Blank):
        return {"type": "bnode", "value": str(term)}
    made = {"type": "literal", "value": term.value}
    if term.language:
        made["xml:lang"] = term.language
    elif term.datatype != STRING:
        made["datatype"] = term.datatype
    return made


def _csv(answer: Rows | bool, _: str) -> bytes:
    if isinstance(answer, bool):
        return f"{str(answer).lower()}\r\n".encode()
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(answer.variables)
    writer.writerows([_bare(term) for term in row] for row in answer)
    return out.getvalue().encode()


def _bare(term: Term | None) -> str:
    return "" if term is None else f"_:{term}" if isinstance(term, Blank) else str(term)


def _tsv(answer: Rows | bool, _: str) -> bytes:
    if isinstance(answer, bool):
        return f"{str(answer).lower()}\n".encode()
    lines = ["\t".join(f"?{name}" for name in answer.variables)]
    lines += ["\t".join("" if term is None else term.n3() for term in row) for row in answer]
    return ("\n".join(lines) + "\n").encode()


def _xml(answer: Rows | bool, _: str) -> bytes:
    root = etree.Element(f"{{{_NS}}}sparql", nsmap=_NSMAP)
    head = etree.SubElement(root, f"{{{_NS}}}head")
    if isinstance(answer, bool):
        etree.SubElement(root, f"{{{_NS}}}boolean").text = str(answer).lower()
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    for name in answer.variables:
        etree.SubElement(head, f"{{{_NS}}}variable", name=name)
    results = etree.SubElement(root, f"{{{_NS}}}results")
    for row in answer:
        result = etree.SubElement(results, f"{{{_NS}}}result")
        for name, term in zip(answer.variables, row, strict=True):
            if term is not None:
                _xml_term(etree.SubElement(result, f"{{{_NS}}}binding", name=name), term)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _xml_term(binding: etree._Element, term: Term) -> None:
    word = "uri" if isinstance(term, Iri) else "bnode" if isinstance(term, Blank) else "literal"
    element = etree.SubElement(binding, f"{{{_NS}}}{word}")
    # XML 1.0 has no form for most control characters; a letter's text may hold them.
    element.text = "".join(c if c >= " " or c in "\t\n\r" else "\ufffd" for c in str(term))
    if isinstance(term, Literal):
        if term.language:
            element.set(_LANG, term.language)
        elif term.datatype != STRING:
            element.set("datatype", term.datatype)


def _parquet(answer: Rows, _: str) -> bytes:
    return parquet(answer.variables, answer.rows)


def parquet(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Give rows as a Parquet table of strings; ``UsageError`` where pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow import parquet as tables
    except ImportError as error:
        raise UsageError("Parquet needs the extra: pip install 'kamergraaf[tables]'.") from error
    held = [[None if term is None else str(term) for term in column] for column in zip(*rows, strict=True)]
    held = held or [[] for _ in columns]
    table = pyarrow.table(
        {name: pyarrow.array(column, pyarrow.string()) for name, column in zip(columns, held, strict=True)}
    )
    out = io.BytesIO()
    tables.write_table(table, out, compression="zstd")
    return out.getvalue()


def _rdf(form: ox.RdfFormat) -> Callable[[Iterable[Triple], str], bytes]:
    def write(answer: Iterable[Triple], base: str) -> bytes:
        triples = sorted((_native(triple) for triple in answer), key=str)
        made = ox.serialize(triples, format=form, prefixes=used_prefixes(map(str, triples), base))
        return made or b""

    return write


def used_prefixes(lines: Iterable[str], base: str) -> dict[str, str]:
    """Give the prefixes that these statements need."""
    whole = "\n".join(lines)
    return {name: iri for name, iri in prefixes(base).items() if f"<{iri}" in whole and name != "kst"}


def _native(triple: Triple) -> ox.Triple:
    subject, predicate, thing = triple
    return ox.Triple(
        ox.BlankNode(subject) if isinstance(subject, Blank) else ox.NamedNode(subject),
        ox.NamedNode(predicate),
        _native_term(thing),
    )


def _native_term(term: Term) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(term.value, language=term.language)
        return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype))
    return ox.BlankNode(term) if isinstance(term, Blank) else ox.NamedNode(term)


FORMATS: tuple[Format, ...] = (
    Format("json", ".json", "application/sparql-results+json", False, _json),
    Format("csv", ".csv", "text/csv; charset=utf-8", False, _csv),
    Format("tsv", ".tsv", "text/tab-separated-values; charset=utf-8", False, _tsv),
    Format("xml", ".xml", "application/sparql-results+xml", False, _xml),
    Format("parquet", ".parquet", "application/vnd.apache.parquet", False, _parquet),
    Format("ttl", ".ttl", "text/turtle; charset=utf-8", True, _rdf(ox.RdfFormat.TURTLE)),
    Format("nt", ".nt", "application/n-triples", True, _rdf(ox.RdfFormat.N_TRIPLES)),
    Format("jsonld", ".jsonld", "application/ld+json", True, _rdf(ox.RdfFormat.JSON_LD)),
    Format("xml", ".rdf", "application/rdf+xml", True, _rdf(ox.RdfFormat.RDF_XML)),
)
