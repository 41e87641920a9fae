"""Each saved question: well-formed, the same rows on two engines, and the rows of its golden file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kamergraaf import queries
from kamergraaf.ontology import files
from kamergraaf.ontology.iris import KINDS, RULE
from kamergraaf.queries.values import TYPES

GOLDEN = Path(__file__).parent.parent / "golden"
NAMES = queries.names()

# What the defaults ask is often about the real letter; these ask about the made-up one.
OTHERS = {
    "levensloop-van-motie": {"motie": "kamerstuk/99001-12"},
    "moties-van-lid": {"lid": "persoon/bea-bedacht"},
    "moties-van-partij": {"partij": "partij/proefballon"},
    "open-toezeggingen": {"ministerie": "ministerie/szw"},
    "stemming-over-motie": {"motie": "kamerstuk/99001-12"},
    "wat-moties-vragen": {"partij": "partij/luchtkasteel"},
    "ambten-op-dag": {"dag": "2021-06-01"},
    "leden-van-partij-op-dag": {"partij": "partij/proefballon", "dag": "2021-06-01"},
    "samen-aangehaald": {"stuk": "kamerstuk/29754-482"},
    "toezeggingen-van-bewindspersoon": {"persoon": "persoon/wouter-koolmees"},
    "vermeldingen-van-persoon": {"persoon": "persoon/vera-verzinsel"},
}


@cache
def engines() -> tuple[ox.Store, rdflib.Dataset]:
    """The golden graph with the vocabulary, loaded in both engines."""
    store = ox.Store()
    store.load(path=GOLDEN / "graaf.trig", format=ox.RdfFormat.TRIG)
    store.load(files.ontology_triples(shapes=False), format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode("urn:o"))
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=b"".join(sorted(f"{quad} .\n".encode() for quad in store)), format="nquads")
    return store, dataset


def by_oxigraph(query: str) -> list[str]:
    """Rows as lines of terms, in the engine's order; a CONSTRUCT's triples in order of line."""
    found = engines()[0].query(query, use_default_graph_as_union=True)
    if isinstance(found, ox.QueryTriples):
        return sorted({str(triple) for triple in found})
    assert isinstance(found, ox.QuerySolutions)
    return ["\t".join("" if term is None else str(term) for term in row) for row in found]


def by_rdflib(query: str) -> list[str]:
    """The same from rdflib, each term written as the other engine writes it."""
    found = engines()[1].query(query)
    rows: Iterator[tuple[rdflib.term.Node | None, ...]] = iter(found)
    sep = " " if found.type == "CONSTRUCT" else "\t"
    return sorted(
        {sep.join(map(_term, row)) for row in rows} if sep == " " else [sep.join(map(_term, r)) for r in rows]
    )


def _term(term: rdflib.term.Node | None) -> str:
    if term is None:
        return ""
    if isinstance(term, rdflib.URIRef):
        return str(ox.NamedNode(str(term)))
    assert isinstance(term, rdflib.Literal)
    if term.language:
        return str(ox.Literal(str(term), language=term.language))
    return str(ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)) if term.datatype else None))


@pytest.mark.parametrize("name", NAMES)
def test_question_is_well_formed(name: str) -> None:
    """Each has a summary in two languages, a known group and form, and puts its values in at an allowed place."""
    question = queries.load(name)

    assert set(question.summary) == {"nl", "en"}
    assert question.group in queries.GROUPS
    assert question.form in queries.FORMS
    for parameter in question.parameters:
        assert parameter.type in TYPES
        assert set(parameter.label) == {"nl", "en"}
        assert parameter.example
        assert set(parameter.kinds) <= {kind.word for kind in KINDS}
        places = re.findall(rf"(?m)^(.*?)\${parameter.name}\b(.*)$", question.text)
        assert places
        for before, after in places:
            row = before.strip() == f"VALUES ?{parameter.name} {{" and after.strip() == "}"
            count = parameter.type == "integer" and before.strip() in ("LIMIT", "OFFSET")
            assert row or count or (parameter.type == "date" and before.lstrip().startswith("FILTER("))


@pytest.mark.parametrize("name", NAMES)
def test_question_is_portable(name: str) -> None:
    """Rules 5 to 7 of the engines: no paths, no division, no YEAR, and each OPTIONAL starts from something bound.

    An OPTIONAL of one triple holds a variable bound before it; one of several repeats a triple from before it.
    """
    text = re.sub(r"#.*", "", queries.load(name).text)

    assert not re.search(r"\b(?:YEAR|ENCODE_FOR_URI|DESCRIBE|LATERAL|UNDEF|SERVICE|FROM)\b", text)
    assert not re.search(r"\s/\s|\w/\w|\w[*+]\s", re.sub(r"<[^>]*>|\"[^\"]*\"", "", text))
    before = text[: text.find("OPTIONAL")] if "OPTIONAL" in text else ""
    for block in re.findall(r"OPTIONAL \{ ([^}]*)\}", text):
        subject, predicate, thing, *more = block.split()
        assert any(re.search(rf"{re.escape(word)}\b", before) for word in (subject, thing) if word[0] == "?"), block
        if more:
            assert re.search(rf"{re.escape(predicate)}\s[^.;]*{re.escape(thing)}(?![\w-])", before), block


@pytest.mark.parametrize("folder", ["pages", "store"])
def test_queries_of_pages_and_store_are_well_formed(folder: str) -> None:
    """With the examples of its parameters each is a query or update that the engine reads."""
    read = queries.page if folder == "pages" else queries.store
    for path in sorted((queries.FOLDER / folder).glob("*.rq")):
        question = read(path.stem)
        query = question.bind(**{parameter.name: parameter.example for parameter in question.parameters})
        if re.search(r"^(?:INSERT|DELETE|DROP|CLEAR)\b", question.text, re.MULTILINE):
            ox.Store().update(query)
        else:
            ox.Store().query(query)


@pytest.mark.parametrize("name", NAMES)
def test_question_gives_its_golden_rows_on_both_engines(name: str) -> None:
    """pyoxigraph and rdflib give the same rows, those of ``golden/vragen/NAME.tsv`` (`make golden` rewrites it)."""
    question = queries.load(name)
    lines: list[str] = []
    for values in ({}, OTHERS[name]) if name in OTHERS else ({},):
        query = question.bind(**values)
        rows = by_oxigraph(query)
        assert sorted(rows) == by_rdflib(query)
        lines += [f"# {values or 'default'}", *rows]
    actual = "\n".join(lines) + "\n"
    path = GOLDEN / "vragen" / f"{name}.tsv"
    if os.environ.get("KAMERGRAAF_GOLDEN") == "rewrite":
        path.write_text(actual, encoding="utf-8")

    assert path.read_text(encoding="utf-8") == actual, "`make golden` rewrites the golden files"


def test_each_question_finds_something() -> None:
    """A question whose golden files are all empty would prove nothing."""
    empty = [
        name
        for name in NAMES
        if not any(
            line and not line.startswith("#")
            for line in (GOLDEN / "vragen" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
        )
    ]

    assert empty == []


def test_no_golden_file_is_left_over() -> None:
    """Each golden result belongs to a question."""
    assert {path.stem for path in (GOLDEN / "vragen").glob("*.tsv")} == set(NAMES)


def test_at_least_five_and_twenty_questions_in_five_groups() -> None:
    """People find questions on motions, commitments, papers, people and the quality of the graph."""
    groups = [queries.load(name).group for name in NAMES]

    assert len(NAMES) >= 25
    assert all(groups.count(group) >= 4 for group in queries.GROUPS)


def test_each_triple_of_the_golden_graph_has_one_home() -> None:
    """A triple that lies in two graphs would be counted twice."""
    store, _ = engines()
    rules = {quad.triple for quad in store if RULE in str(quad.subject)}
    triples = [quad.triple for quad in store if quad.triple not in rules]

    assert len(triples) == len(set(triples))
