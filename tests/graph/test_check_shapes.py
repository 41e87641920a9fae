"""What each constraint of the shapes forbids is found in a store, by one process and by two; nothing is passed by."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib.namespace import SH

from kamergraaf.graph.check import Finding, check
from kamergraaf.graph.literals import XSD
from kamergraaf.graph.load import load
from kamergraaf.graph.prepare import prepare
from kamergraaf.graph.shapes import Shapes
from kamergraaf.graph.store import MEMORY, Change, Store, open_store
from kamergraaf.ontology import files, iris, terms
from kamergraaf.pipeline.runners import executor
from kamergraaf.tests.graph import letters

SHAPES = rdflib.Graph().parse(files.SHAPES, format="turtle")
KG, KGL, IDS = iris.DEF, iris.LIST, f"{iris.BASE}id/"
BAD = {  # a value, or two, that a constraint forbids; {} is the constraint's own value
    "minCount": (),
    "maxCount": ("<urn:x:1>", "<urn:x:2>"),
    "datatype": ('"een"@nl',),
    "minLength": ('""',),
    "maxLength": ('"' + "lang " * 61 + '"',),
    "pattern": ('"??"',),
    "class": (f"<{KGL}resolved>",),
    "node": (f"<{KGL}gezongen>",),
    "minInclusive": (f'"-1"^^<{XSD}integer>',),
    "maxInclusive": (f'"1.5"^^<{XSD}decimal>',),
    "uniqueLang": ('"de een"@nl', '"de ander"@nl'),
}
ASKED = {  # what each SPARQL constraint forbids, said of node <n>
    "resolved": f"<n> <{KG}resolution> <{KGL}resolved>",
    "unresolved": f"<n> <{KG}resolution> <{KGL}unresolved>|<n> <{KG}refersTo> <urn:x>",
    "ambiguous": f"<n> <{KG}resolution> <{KGL}ambiguous>|<n> <{KG}candidate> <urn:x>",
    "edge": f"<n> <{KG}resolution> <{KGL}resolved>|<n> <{KG}ofProperty> <{KG}cites>|<n> <{KG}in> <urn:l>"
    f"|<n> <{KG}refersTo> <urn:x>",
    "quote": f'<n> <{KG}in> <n-l>|<n-l> <{KG}text> <n-t>|<n-t> <{KG}content> "abcdef"|<n> <{KG}exact> "bx"'
    f'|<n> <{KG}start> "1"^^<{XSD}integer>|<n> <{KG}end> "3"^^<{XSD}integer>',
    "briefbewijs": f"<n> <{KG}cites> <urn:x>",
    "zonder-dossier": "",
    "zaakbewijs": f"<n> <{KG}proposedBy> <urn:x>",
    "volgorde": f'<n> <{KG}from> "2020-01-02"^^<{XSD}date>|<n> <{KG}until> "2020-01-01"^^<{XSD}date>',
    "overlap": "|".join(
        f"<{one}> <{terms.TYPE}> <{KG}Membership>|<{one}> <{KG}member> <urn:p>|<{one}> <{KG}organisation> <urn:{one}>"
        f'|<{one}> <{KG}from> "2020-01-01"^^<{XSD}date>|<{one}> <{KG}until> "2020-02-01"^^<{XSD}date>'
        for one in ("n", "n.b")
    ),
}


def _local(node: object) -> str:
    return str(node).rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def _planted() -> Iterator[tuple[str, str, list[str]]]:
    """Give, for each constraint on each class: the shape that must speak, the node, and the node's statements."""
    number = 0
    for shape, name in sorted(SHAPES.subject_objects(SH.targetClass), key=str):
        for part in (shape, *sorted(SHAPES.objects(shape, SH.property), key=str)):
            path = SHAPES.value(part, SH.path)
            for parameter, value in sorted(SHAPES.predicate_objects(part), key=str):
                kind = _local(parameter)
                if kind in ("type", "targetClass", "property", "path", "sparql"):
                    continue
                if kind == "uniqueLang" or path is not None:
                    number += 1
                    node = f"{IDS}proef/{number}"
                    bad = [f"<{node}> <{path}> {thing}" for thing in _bad(kind, str(value), node, str(path))]
                    yield _local(part), node, [f"<{node}> <{terms.TYPE}> <{name}>", *bad]
                elif kind == "pattern":  # of the node's own address
                    number += 1
                    node = f"{IDS}proef/{number}"
                    yield _local(part), node, [f"<{node}> <{terms.TYPE}> <{name}>"]
        for constraint in sorted(SHAPES.objects(shape, SH.sparql), key=str):
            number += 1
            node = f"{IDS}proef/{number}"
            said = ASKED[_local(constraint)].replace("<n", f"<{node}").split("|")
            yield _local(constraint), node, [f"<{node}> <{terms.TYPE}> <{name}>", *filter(None, said)]


def _bad(kind: str, value: str, node: str, path: str) -> tuple[str, ...]:
    if kind == "nodeKind":
        return ('"tekst"',) if value == str(SH.IRI) else ("<urn:x>",)
    if kind == "lessThan":
        return (f'"5"^^<{XSD}integer>', f'"5"^^<{XSD}integer> .\n<{node}> <{value}> "4"^^<{XSD}integer>')
    if kind == "disjoint":
        return ("<urn:x>", f"<urn:x> .\n<{node}> <{value}> <urn:x>")
    return BAD[kind]


PLANTED = list(_planted())


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk with a whole letter, and beside it one node for each thing that can be wrong."""
    folder = tmp_path_factory.mktemp("spoiled") / "store"
    store = open_store(str(folder))
    prepare(store, letters.register(), letters.rules())
    load(store, letters.letter(), letters.register())
    # In a letter's graph and, for the other half, among the shared facts: the two kinds of batches.
    half = [[line for _, _, said in PLANTED[start::2] for line in said] for start in (0, 1)]
    store.apply(Change({}, dict(zip((iris.letter_graph("proef"), iris.graph("feiten")), half, strict=True))))
    store.close()
    return folder


def _found(folder: Path, jobs: int) -> list[Finding]:
    with executor(jobs) as pool:
        return [*check(open_store(str(folder), read_only=True), pool=pool, address=str(folder))]


def test_each_constraint_is_found_by_one_process_and_by_two(spoiled: Path) -> None:
    """Every constraint on every class speaks at the node planted for it; two processes say the same."""
    found = _found(spoiled, 1)

    assert {(f"shape {shape}", node) for shape, node, _ in PLANTED} <= {(one.kind, one.at) for one in found}
    assert _found(spoiled, 2) == found


def test_the_whole_letter_beside_them_is_left_alone(spoiled: Path) -> None:
    """No finding is about anything but what was planted, and what it names."""
    mine = f"{IDS}brief/{letters.letter().key}"

    assert not [one for one in _found(spoiled, 1) if one.at.startswith(mine)]


def _everything(store: Store) -> list[str]:
    return sorted({line for name in store.graphs() for line in store.graph(name)})


def _mutated(lines: list[str], rng: random.Random) -> list[str]:
    """Spoil some statements: taken away, with another value, with a further value, with another kind of value."""
    by_property = sorted({tuple(line.split(" ", 2)[1:]) for line in lines})
    made: set[str] = set()
    for line in lines:
        subject, prop, _ = line.split(" ", 2)
        deed = rng.choice(("leave",) * 12 + ("drop", "swap", "add", "odd", "empty"))
        if deed not in ("drop", "swap", "odd"):
            made.add(line)
        if deed in ("swap", "add"):
            made.add(f"{subject} {prop} {rng.choice([thing for p, thing in by_property if p == prop])}")
        if deed == "odd":
            made.add(f"{subject} {prop} {rng.choice(by_property)[1]}")
        if deed == "empty":
            made.add(f"{subject} {prop} " + rng.choice(('""', '"x"@nl', '"\\\\"', f'"x"^^<{XSD}integer>', "<urn:x>")))
    return sorted(made)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nothing_is_passed_that_pyshacl_would_find(seed: int) -> None:
    """On a graph spoiled at random, the findings are those of pySHACL looking at every node itself."""
    store = open_store(MEMORY)
    prepare(store, letters.register(), letters.rules())
    load(store, letters.letter(), letters.register())
    lines = _mutated(_everything(store), random.Random(seed))
    subjects = sorted({line[1 : line.index("> ")] for line in lines})

    ours = {(kind, at) for kind, at, _ in Shapes(lines).broken(subjects, lines)}

    core = rdflib.Graph() + SHAPES
    core.remove((None, SH.sparql, None))
    packaged = files.ontology_triples(files.rules(), shapes=False).decode().split(" .\n")
    known = {line.split(" ", 1)[0] for line in lines}
    data = [*lines, *(line for line in packaged if line and line.split(" ", 1)[0] not in known)]
    text = "".join(f"{line} .\n" for line in data)
    assert list(ox.parse(input=text, format=ox.RdfFormat.N_TRIPLES))
    graph = rdflib.Graph().parse(data=text, format="nt")
    _, report, _ = pyshacl.validate(graph, shacl_graph=core, inplace=True)
    assert isinstance(report, rdflib.Graph)
    theirs = {
        (f"shape {_local(report.value(one, SH.sourceShape))}", str(report.value(one, SH.focusNode)))
        for one in report.subjects(rdflib.RDF.type, SH.ValidationResult)
    }
    theirs = {(kind, at) for kind, at in theirs if at in set(subjects)}

    assert len(theirs) > 50
    assert {pair for pair in ours if pair[0].removeprefix("shape ") not in ASKED} == theirs
