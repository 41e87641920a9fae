"""A letter as quads: canonical, sorted, proven, the same bytes each time."""

from __future__ import annotations

import re
from dataclasses import replace

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kamergraaf.graph.literals import day_or_year, dutch, escaped, plain, web_address
from kamergraaf.graph.quads import quads
from kamergraaf.graph.terms import Literal
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.model import Extraction, Letter, Status
from kamergraaf.tests.graph import letters

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def _read(lines: tuple[str, ...]) -> list[ox.Triple]:
    text = "".join(f"{line} .\n" for line in lines)
    return [quad.triple for quad in ox.parse(input=text, format=ox.RdfFormat.N_TRIPLES)]


@given(_TEXTS)
def test_any_text_reads_back(text: str) -> None:
    """What is escaped is read back by pyoxigraph's parser as the same text."""
    (triple,) = _read((f"<urn:a> <urn:b> {plain(text)}",))

    assert isinstance(triple.object, ox.Literal)
    assert text == triple.object.value


@given(_TEXTS)
def test_text_is_canonical(text: str) -> None:
    """Our text of a literal is the very text that pyoxigraph writes, so that lines can be compared."""
    assert str(ox.Literal(text)) == plain(text)
    assert str(ox.Literal(text, language="nl")) == dutch(text)
    assert Literal(text, language="nl").n3() == dutch(text)


@given(_TEXTS)
def test_text_survives_an_update(text: str) -> None:
    """Put into a SPARQL update, where \\u is read before anything else, a text is still itself."""
    store = ox.Store()
    store.update(f"INSERT DATA {{ <urn:a> <urn:b> {plain(text)} }}")
    (quad,) = store

    assert isinstance(quad.object, ox.Literal)
    assert text == quad.object.value


def test_half_a_pair_becomes_the_replacement_character() -> None:
    """A lone surrogate, which no UTF-8 can hold, does not stop a letter; offsets keep counting."""
    assert escaped("a\ud800b") == "a\ufffdb"


@given(st.text(max_size=60))
def test_a_web_address_is_an_iri_or_nothing(text: str) -> None:
    """Whatever a letter gives as address, it is a valid IRI or left out."""
    address = web_address("https://voorbeeld.example/" + text)

    assert address is None or ox.NamedNode(address).value == address


def test_odd_web_addresses() -> None:
    """Spaces, stray percent signs and a second # are encoded; other schemes are none of ours."""
    assert web_address("https://a.example/x y#a#b") == "https://a.example/x%20y#a%23b"
    assert web_address("https://a.example/100%") == "https://a.example/100%25"
    assert web_address("javascript:alert(1)") is None


def test_days_and_years() -> None:
    """A report's date is a day or a year; a day that does not exist is nothing."""
    assert day_or_year("2018-10-02") == '"2018-10-02"^^<http://www.w3.org/2001/XMLSchema#date>'
    assert day_or_year("2018-10") == day_or_year("2018") == '"2018"^^<http://www.w3.org/2001/XMLSchema#gYear>'
    assert day_or_year("2021-02-30") is None


def test_lines_are_sorted_and_once() -> None:
    """Both parts are in order and without doubles."""
    made = quads(letters.letter())

    assert list(made.letter) == sorted(set(made.letter))
    assert list(made.facts) == sorted(set(made.facts))
    assert made.nquads() == "".join(sorted(made.nquads().splitlines(keepends=True)))


def test_same_letter_same_bytes() -> None:
    """There is no clock and no chance in the data."""
    assert quads(letters.letter()).nquads() == quads(letters.letter()).nquads()


def test_no_blank_nodes() -> None:
    """Every node has an address."""
    assert "_:" not in re.sub(r'"(?:[^"\\]|\\.)*"', "", quads(letters.letter()).nquads())


def test_every_line_is_canonical() -> None:
    """Each line is the text that pyoxigraph gives for it: nothing changes on its way through a store."""
    made = quads(letters.letter())
    lines = made.letter + made.facts

    assert [f"{t.subject} {t.predicate} {t.object}" for t in _read(lines)] == list(lines)


def test_every_quote_is_at_its_place() -> None:
    """``kg:exact`` is the text from start to end, and the mention's address says the same."""
    letter = letters.letter()
    places: dict[str, dict[str, str]] = {}
    for triple in _read(quads(letter).letter):
        if isinstance(triple.subject, ox.NamedNode) and "#char=" in triple.subject.value:
            value = "" if isinstance(triple.object, ox.Triple) else triple.object.value
            places.setdefault(triple.subject.value, {})[triple.predicate.value] = value

    assert places
    for address, place in places.items():
        start, end = int(place[terms.START]), int(place[terms.END])
        assert letter.letter.text[start:end] == place[terms.EXACT]
        assert address.endswith(f"#char={start},{end}")
        assert 0 < len(place[terms.CONTEXT]) <= 300


def test_every_resolved_place_proves_an_edge_that_is_there() -> None:
    """The edge of each resolved mention is among the triples; an open one has none."""
    made = quads(letters.letter())
    lines = set(made.letter) | set(made.facts)
    letter = f"<{iris.iri(made.ref)}>"
    mentions: dict[str, dict[str, list[str]]] = {}
    for line in made.letter:
        subject, prop, value = line.split(" ", 2)
        if "#char=" in subject:
            mentions.setdefault(subject, {}).setdefault(prop[1:-1], []).append(value)
    for mention in mentions.values():
        subjects = mention.get(terms.OF_SUBJECT, [letter])
        things = mention.get(terms.REFERS_TO) or mention.get(terms.VALUE, [])
        resolved = mention[terms.RESOLUTION] == [f"<{iris.LIST}resolved>"]

        assert resolved == bool(things) or terms.VALUE in mention
        for subject in subjects:
            for thing in things if resolved else []:
                assert f"{subject} {mention[terms.OF_PROPERTY][0]} {thing}" in lines


def test_every_edge_of_the_letter_has_a_place() -> None:
    """Whatever the letter cites, addresses, settles or mentions is referred to at a place in it."""
    made = quads(letters.letter())
    named = {line.split(" ", 2)[2] for line in made.letter if f" <{terms.REFERS_TO}> " in line}
    props = {terms.CITES, terms.ADDRESSES, terms.SETTLES, terms.MENTIONS, terms.SENDER, terms.SIGNED_BY}
    edges = [line.split(" ", 2) for line in made.letter if line.startswith(f"<{iris.iri(made.ref)}> ")]

    assert {thing for _, prop, thing in edges if prop[1:-1] in props} <= named


def test_a_second_name_is_a_further_place() -> None:
    """The second time that a party is merely named costs one triple, not eleven."""
    made = quads(letters.letter())

    assert sum(f" <{terms.ALSO_AT}> " in line for line in made.letter) >= 2


def test_nothing_is_guessed_where_a_note_is_lost() -> None:
    """A motion whose note is lost keeps its own address; the mark is an unresolved mention of its number."""
    letter = letters.letter()
    lost = next(motion for motion in letter.motions if motion.lost_mark)
    lines = [line for line in quads(letter).letter if f"motie/{lost.key}>" in line]
    (mark,) = (
        line.split(" ", 1)[0] for line in lines if f" <{terms.OF_SUBJECT}> " in line and "#char=389,390" in line
    )

    assert not [line for line in quads(letter).letter if line.startswith(f"{mark} <{terms.REFERS_TO}>")]
    assert f"{mark} <{terms.RESOLUTION}> <{iris.LIST}unresolved>" in quads(letter).letter


def test_a_note_shows_the_sentence_of_its_mark() -> None:
    """The context of a citation in a note is the sentence that carries the note's mark."""
    citation = next(c for c in letters.letter().citations if c.note)
    line = next(
        line
        for line in quads(letters.letter()).letter
        if f"#char={citation.span.start},{citation.span.end}> <{terms.CONTEXT}>" in line
    )

    assert "Uw Kamer heeft op 2 februari 2021" in line


def test_a_numbered_letter_lives_at_its_number() -> None:
    """With a number the letter is its Kamerstuk, whose label follows from the number."""
    made = quads(letters.letter(number="99001-50"))

    assert made.ref.kind == "kamerstuk"
    assert made.graph == iris.BASE + "graph/brief/99001-50"
    assert f'<{iris.iri(made.ref)}> <{terms.LABEL}> "Kamerstuk 99 001, nr. 50"@nl' in made.facts
    assert not [line for line in made.letter if line.startswith(f"<{iris.iri(made.ref)}> <{terms.LABEL}>")]


def test_a_base_changes_things_and_graphs_but_no_terms() -> None:
    """On another site things and graphs move, and terms keep their one home."""
    here, there = quads(letters.letter()), quads(letters.letter(), "https://graaf.example/")

    assert here.nquads().replace(iris.BASE, "https://graaf.example/") == there.nquads()
    assert iris.DEF in there.nquads()


def test_an_empty_letter_is_a_letter() -> None:
    """A letter in which nothing was found is kept, with its text."""
    made = quads(Extraction(Letter("leeg.txt", ""), iris.letter_key("")))

    assert made.mentions == 0
    assert [line for line in made.letter if f" <{terms.CONTENT}> " in line]


def test_an_ambiguous_name_keeps_its_candidates() -> None:
    """Where two members fit there is no edge, and both stand beside the place."""
    made = quads(letters.letter())
    found = [line for line in made.letter if f" <{terms.CANDIDATE}> " in line]

    assert len(found) == 2
    assert not [
        line for line in made.letter if f" <{terms.REQUESTED_BY}> " in line and "toezegging" in line.split()[0]
    ]


def test_an_ambiguous_person_with_one_candidate_is_unresolved() -> None:
    """Ambiguous needs two; one that could not be confirmed is no answer."""
    letter = letters.letter()
    asked = letter.commitments[0].requested_by
    assert asked is not None
    doubtful = replace(asked, candidates=("nel-van-nergens",), status=Status.AMBIGUOUS)
    made = quads(replace(letter, commitments=(replace(letter.commitments[0], requested_by=doubtful),), persons=()))

    assert made.ambiguous == 0
