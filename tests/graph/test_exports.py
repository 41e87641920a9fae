"""Every format: the same store gives the same bytes, and its own readers read it."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import zstandard
from lxml import etree

from kamergraaf.graph.exports import FORMATS, Scope, export, export_to_file
from kamergraaf.graph.exports.csv import COLUMNS
from kamergraaf.graph.load import load
from kamergraaf.graph.register import load_register
from kamergraaf.graph.store import MEMORY, Store, open_store
from kamergraaf.ontology import iris
from kamergraaf.ontology.errors import NotFound, UsageError
from kamergraaf.ontology.model import Ref
from kamergraaf.tests.graph import letters

MOTION = Ref("kamerstuk", "99001-7")
HOSTILE = "</script><script>alert(1)</script>\x07\u202e& \"'"
NAMES = [form.name for form in FORMATS]


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """Give a store with one letter."""
    store = open_store(MEMORY)
    load_register(store, letters.register())
    load(store, letters.letter(), letters.register())
    yield store
    store.close()


def _bytes(store: Store, name: str, scope: Scope | None = None) -> bytes:
    out = io.BytesIO()
    export(store, name, out, scope)
    return out.getvalue()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("scope", [None, Scope(MOTION, 2)])
def test_same_store_same_bytes(store: Store, name: str, scope: Scope | None) -> None:
    """Written twice, and from a store filled in another order, a file is the same to the byte."""
    other = open_store(MEMORY)
    load(other, letters.letter(stated="Windstil", text=letters.TEXT), letters.register())
    other.drop(iris.letter_graph(letters.letter(stated="Windstil").key))
    other.drop(iris.graph("feiten"))
    other.drop(iris.graph("afgeleid"))
    load(other, letters.letter(), letters.register())
    load_register(other, letters.register())

    assert _bytes(store, name, scope) == _bytes(store, name, scope) == _bytes(other, name, scope)


def test_nquads_are_the_whole_store(store: Store) -> None:
    """N-Quads hold every statement but the store's book-keeping, and load into an equal store."""
    text = _bytes(store, "nq")
    again = open_store(MEMORY)
    for name in store.graphs():
        again.replace(name, store.graph(name))
    assert text.count(b"\n") == store.size()
    quads = {str(quad) for quad in ox.parse(input=text, format=ox.RdfFormat.N_QUADS)}

    assert len(quads) == store.size()
    assert b"/graph/meta" not in text
    assert text == _bytes(again, "nq")


@pytest.mark.parametrize(("name", "form"), [("trig", ox.RdfFormat.TRIG), ("ttl", ox.RdfFormat.TURTLE)])
def test_readable_forms_say_the_same(store: Store, name: str, form: ox.RdfFormat) -> None:
    """TriG holds the same quads as N-Quads, Turtle the same triples."""
    quads = set(ox.parse(input=_bytes(store, "nq"), format=ox.RdfFormat.N_QUADS))
    read = set(ox.parse(input=_bytes(store, name), format=form))

    assert read == (quads if name == "trig" else {ox.Quad(*quad.triple) for quad in quads})


def test_graphml_and_gexf_hold_the_network(store: Store) -> None:
    """Both are read by networkx, with the same nodes and edges; no day of writing is in them."""
    graphml = nx.read_graphml(io.BytesIO(_bytes(store, "graphml", Scope(MOTION, 1))), force_multigraph=True)
    gexf = nx.read_gexf(io.BytesIO(_bytes(store, "gexf", Scope(MOTION, 1))))

    assert set(graphml) == set(gexf)
    assert graphml.number_of_edges() == gexf.number_of_edges() > 5
    assert graphml.nodes[iris.iri(MOTION)]["kind"] == "motie"
    assert b"lastmodified" not in _bytes(store, "gexf", Scope(MOTION, 1))


def test_csv_has_a_row_for_each_quote(store: Store) -> None:
    """A connection comes with each of its quotes, and one without says where it is from."""
    rows = list(csv.DictReader(io.StringIO(_bytes(store, "csv").decode(), newline="")))
    text = letters.letter().letter.text

    assert list(rows[0]) == list(COLUMNS)
    assert all(text[int(row["start"]) : int(row["end"])] == row["exact"] for row in rows if row["exact"])
    assert {row["origin"] for row in rows if not row["exact"]} <= {"number", "register", "derived"}


def test_parquet_is_the_csv(store: Store) -> None:
    """The Parquet table has the rows of the CSV."""
    tables = pytest.importorskip("pyarrow.parquet", reason="needs pyarrow (extra tables)")
    table = tables.read_table(io.BytesIO(_bytes(store, "parquet"))).to_pylist()

    assert table == list(csv.DictReader(io.StringIO(_bytes(store, "csv").decode(), newline="")))


def test_html_needs_no_other_host(store: Store) -> None:
    """The picture loads nothing from anywhere."""
    page = _bytes(store, "html", Scope(MOTION, 2)).decode()
    tree = etree.HTML(page)
    loads = [
        element.get("src") or element.get("href") for name in ("script", "link", "img") for element in tree.iter(name)
    ]

    assert [address for address in loads if address and address.startswith("http")] == []
    assert "Kamerstuk 99 001, nr. 7" in page


def test_hostile_words_stay_words() -> None:
    """A title that holds markup and control characters breaks no file."""
    store = open_store(MEMORY)
    title = f"<{iris.iri(MOTION)}> <https://w3id.org/kamergraaf/def/title> "
    load(store, letters.letter(), letters.register())
    hostile = HOSTILE.replace("\x07", "\\u0007").replace('"', '\\"')
    store.replace(iris.graph("proef"), [f'{title}"{hostile}"@nl'])
    scope = Scope(MOTION, 1)

    assert "<script>alert(1)" not in _bytes(store, "html", scope).decode()
    for name in ("graphml", "gexf"):
        etree.fromstring(_bytes(store, name, scope))


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_files_are_packed_by_name(store: Store, tmp_path: Path, suffix: str) -> None:
    """.gz and .zst are packed, the same each time, and nothing else is left beside the file."""
    one, two = tmp_path / f"een.nq{suffix}", tmp_path / f"twee.nq{suffix}"
    for file in (one, two):
        export_to_file(store, "nq", file)

    assert _unpacked(one.read_bytes(), suffix) == _bytes(store, "nq")
    assert one.read_bytes() == two.read_bytes()
    assert sorted(tmp_path.iterdir()) == [one, two]


def _unpacked(content: bytes, suffix: str) -> bytes:
    if suffix == ".gz":
        return gzip.decompress(content)
    if not suffix:
        return content
    return zstandard.ZstdDecompressor().stream_reader(content).read()


def test_wrong_words_are_told(store: Store, tmp_path: Path) -> None:
    """An unknown format and an unknown thing are errors that say what there is, and leave no file."""
    with pytest.raises(UsageError, match="Formats are: nq"):
        _bytes(store, "xls")
    with pytest.raises(NotFound, match="not in the graph"):
        export_to_file(store, "nq", tmp_path / "x.nq", Scope(Ref("persoon", "niemand")))
    assert list(tmp_path.iterdir()) == []
