"""What shapes cannot say: quotes against the text, one home for each statement, no blank nodes, no loose ends."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator

import pyoxigraph as ox

from kamergraaf import queries
from kamergraaf.graph.store import META, Store
from kamergraaf.ontology import iris, terms

Fault = tuple[str, str, str]  # kind, where, message


def broken_graphs(store: Store) -> Iterator[Fault]:
    """Give the faults that are seen by reading each graph once."""
    base = store.base
    letters = f"{base}graph/brief/"
    homes: dict[int, str] = {}
    for name in store.graphs():
        lines = store.graph(name)
        if name == iris.graph("meta", base):
            yield from _half_written(lines)
            continue
        for line in lines:
            if line.startswith("_:") or " _:" in line[:1000].split(' "', 1)[0]:
                yield "blank node", name, f"{line[:200]} has a node without address. Ingest the letter again."
            # Places and texts stand in their letter's graph alone; only what others may say too can stand twice.
            if "#" in line[: line.index(" ")]:
                continue
            print_of = hash(line)
            other = homes.setdefault(print_of, name)
            if other != name and line in set(store.graph(other)):
                yield "doubled", line.split(" ", 1)[0][1:-1], f"{line[:300]} stands in <{other}> and in <{name}>."
        if name.startswith(letters):
            yield from _quotes(lines)


def dangling(store: Store) -> Iterator[Fault]:
    """Give the things of ours that something refers to and that have no class or no label."""
    query = queries.store("dangling", store.base).bind(things=f"{store.base}id/")
    for thing, origin in store.select(query):
        if thing is None:
            continue
        yield "dangling", str(thing), f"<{origin}> refers to it, and it has no class or no label. Load its register."


def _half_written(lines: list[str]) -> Iterator[Fault]:
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
    texts = {subject: props[terms.CONTENT][0] for subject, props in found.items() if terms.CONTENT in props}
    for subject, text in texts.items():
        digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
        if found[subject].get(terms.SHA256) != [digest]:
            yield "text", subject, "The text is not the one that its places were counted in. Ingest the letter again."
    for subject, props in found.items():
        if "#char=" not in subject:
            continue
        content = texts.get(subject.partition("#")[0] + "#text")
        start, end, exact = (props.get(prop, [""])[0] for prop in (terms.START, terms.END, terms.EXACT))
        if content is None or not start.isdigit() or not end.isdigit():
            yield "quote", subject, "The place has no text or no offsets. Ingest the letter again."
        elif content[int(start) : int(end)] != exact:
            yield "quote", subject, f"{exact[:80]!r} is not what stands at {start} to {end}."
        elif not subject.endswith(f"#char={start},{end}"):
            yield "quote", subject, f"The address says another place than {start} to {end}."
        for place in props.get(terms.ALSO_AT, []):
            first, _, last = place.partition(",")
            if content is not None and not 0 <= int(first) < int(last) <= len(content):
                yield "quote", subject, f"The further place {place} is outside the text."
