"""What shapes cannot say: quotes against the text, one home for each statement, no blank nodes, no loose ends."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kamergraaf.graph.batches import Stretch, objects, subject
from kamergraaf.graph.store import META
from kamergraaf.ontology import terms

_NAMING = frozenset({f"<{terms.TYPE}>", f"<{terms.LABEL}>"})

Fault = tuple[str, str, str]  # kind, where, message


def broken_letter(name: str, lines: list[str]) -> Iterator[Fault]:
    """Give what is wrong with a letter's own graph by itself."""
    yield from blank_nodes(name, lines)
    yield from _quotes(lines)


def blank_nodes(name: str, lines: Iterable[str]) -> Iterator[Fault]:
    """Give the statements of a graph about nodes without address."""
    for line in lines:
        if line.startswith("_:") or " _:" in line[:1000].split(' "', 1)[0]:
            yield "blank node", name, f"{line[:200]} has a node without address. Ingest the letter again."


def doubled(stretch: Stretch) -> Iterator[Fault]:
    """Give the statements that stand in two graphs: each has one home."""
    for line, graphs in sorted(stretch.homes.items()):
        first, *others = sorted(graphs)
        for other in others:
            yield "doubled", subject(line), f"{line[:300]} stands in <{first}> and in <{other}>."


def dangling(stretch: Stretch, base: str) -> Iterator[Fault]:
    """Give the things of ours that these nodes refer to and that have no class or no label."""
    said: dict[str, set[str]] = defaultdict(set)
    for line in (*stretch.homes, *stretch.around):
        about, prop, _ = line.split(" ", 2)
        if prop in _NAMING:
            said[about[1:-1]].add(prop)
    told = {thing for thing, props in said.items() if len(props) == len(_NAMING)}
    for line in sorted(stretch.homes):
        for thing in objects((line,), base) - told:
            told.add(thing)
            origin = subject(line)
            yield "dangling", thing, f"<{origin}> refers to it, and it has no class or no label. Load its register."


def half_written(lines: Iterable[str]) -> Iterator[Fault]:
    """Give the graphs that the book-keeping says a change was broken off in."""
    for line in lines:
        subject, prop, _ = line.split(" ", 2)
        if prop == f"<{META}loading>":
            yield "half written", subject[1:-1], "A change was broken off here. Ingest the letter again."


def _quotes(lines: list[str]) -> Iterator[Fault]:
    """Hold every quote of a letter against its text, by code points, and the text against its hash."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(input="".join(f"{line} .\n" for line in lines), format=ox.RdfFormat.N_TRIPLES):
        if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
            found[quad.subject.value][quad.predicate.value].append(quad.object.value)
    texts = {about: props[terms.CONTENT][0] for about, props in found.items() if terms.CONTENT in props}
    for about, text in texts.items():
        digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
        if found[about].get(terms.SHA256) != [digest]:
            yield "text", about, "The text is not the one that its places were counted in. Ingest the letter again."
    for about, props in found.items():
        if "#char=" not in about:
            continue
        content = texts.get(about.partition("#")[0] + "#text")
        start, end, exact = (props.get(prop, [""])[0] for prop in (terms.START, terms.END, terms.EXACT))
        if content is None or not start.isdigit() or not end.isdigit():
            yield "quote", about, "The place has no text or no offsets. Ingest the letter again."
        elif content[int(start) : int(end)] != exact:
            yield "quote", about, f"{exact[:80]!r} is not what stands at {start} to {end}."
        elif not about.endswith(f"#char={start},{end}"):
            yield "quote", about, f"The address says another place than {start} to {end}."
        for place in props.get(terms.ALSO_AT, []):
            first, _, last = place.partition(",")
            if content is not None and not 0 <= int(first) < int(last) <= len(content):
                yield "quote", about, f"The further place {place} is outside the text."
