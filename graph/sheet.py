"""The sheet on which one letter's triples are written down: its own graph, and what it adds to shared things."""

from __future__ import annotations

from collections.abc import Iterable

from kamergraaf.graph.literals import boolean, dutch
from kamergraaf.graph.numbers import foreign_facts, number_facts
from kamergraaf.graph.places import Places
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.model import Extraction, Ref, Span, Status

# A place that refers to one of these makes the letter cite it (ontology.md, section 7).
_DOCUMENTS = frozenset({"kamerstuk", "handelingen", "rapport"})
# What several letters may name lives in graph *feiten*; keys with x- belong to one letter.
_SHARED = frozenset(
    {"kamerstuk", "handelingen", "rapport", "dossier", "overleg", "organisatie", "toezegging", "motie"}
)


class Sheet:
    """Triples of one letter while they are gathered; nodes are N-Triples text (``<…>``)."""

    def __init__(self, extraction: Extraction, base: str) -> None:
        """Start an empty sheet for a letter."""
        self.extraction = extraction
        self.base = base
        own = iris.of_official(extraction.own.id) if extraction.own.id else None
        self.ref = own if own is not None and own.key == extraction.key else _unnumbered(extraction)
        self.letter = f"<{iris.iri(self.ref, base)}>"
        self.places = Places(extraction, self.ref, base)
        self.own: set[str] = set()
        self.shared: set[str] = set()

    def node(self, ref: Ref) -> str:
        """Give a thing's node, and note down what its number proves, and that it is made up where the letter is."""
        self.shared.update(number_facts(ref, self.base))
        if self.extraction.letter.example and self.is_shared(ref):
            self.shared.add(f"<{iris.iri(ref, self.base)}> <{terms.EXAMPLE}> {boolean(True)}")
        return f"<{iris.iri(ref, self.base)}>"

    def register(self, kind: str, key: str) -> str:
        """Give the node of a thing that the register describes."""
        return f"<{self.base}id/{kind}/{key}>"

    def official(self, official: str) -> tuple[str, Ref | None] | None:
        """Give the node of an official id, and our name for it; None for one that has no address or no known form."""
        ref = iris.of_official(official)
        if ref is not None:
            ref = iris.alias(ref.kind, ref.key) or ref
            return (self.node(ref), ref) if iris.KIND[ref.kind].fits(ref.key) else None
        address = iris.foreign(official)
        if address is None:
            return None
        self.shared.update(foreign_facts(official))
        return f"<{address}>", None

    def edge(self, prop: str, thing: str) -> None:
        """Write an edge or value of the letter itself."""
        self.own.add(f"{self.letter} <{prop}> {thing}")

    def fact(self, ref: Ref, prop: str, thing: str) -> None:
        """Write an edge or value of a thing, in the letter's graph when only this letter knows it."""
        line = f"<{iris.iri(ref, self.base)}> <{prop}> {thing}"
        (self.shared if self.is_shared(ref) else self.own).add(line)

    def is_shared(self, ref: Ref) -> bool:
        """Whether other letters may say things of it too."""
        return ref.kind in _SHARED and not ref.key.startswith("x-")

    def prove(
        self,
        span: Span | None,
        rule: str,
        prop: str,
        *,
        of: Ref | None = None,
        thing: str | None = None,
        ref: Ref | None = None,
        value: str | None = None,
        status: Status = Status.CERTAIN,
        reason: str = "",
        stated_party: str | None = None,
        read_as: str | None = None,
        anchor: int | None = None,
        candidates: Iterable[str] = (),
        deed: str | None = None,
        for_ministry: str | None = None,
        keep: bool = False,
    ) -> bool:
        """Write an edge with the place that proves it; neither, where another edge holds the place.

        ``of``: the subject when it is not the letter. ``ref``: our name of ``thing``. ``keep``: write the edge
        although another place proves it already.
        """
        if span is None:
            return False
        subject = None if of is None else f"<{iris.iri(of, self.base)}>"
        done = self.places.add(
            span.start,
            span.end,
            rule,
            prop,
            thing=thing,
            value=value,
            subject=subject,
            status=status,
            reason=reason,
            stated_party=stated_party,
            read_as=read_as,
            anchor=anchor,
            candidates=candidates,
            deed=deed,
            for_ministry=for_ministry,
        )
        obj = thing if thing is not None else value
        if obj is not None and (done or keep):
            if of is None:
                self.edge(prop, obj)
            else:
                self.fact(of, prop, obj)
            if ref is not None and ref.kind in _DOCUMENTS and thing != self.letter:
                self.edge(terms.CITES, thing or obj)
        return done

    def describe(self, ref: Ref, kind: str, label: str) -> None:
        """Write a thing's class and label."""
        self.fact(ref, terms.TYPE, f"<{kind}>")
        self.fact(ref, terms.LABEL, dutch(label))


def _unnumbered(extraction: Extraction) -> Ref:
    """Give the address of a paper without number: a motion's by the Kamer's number of its case, else a letter's."""
    if extraction.own.kind == "motie" and iris.KIND["motie"].fits(extraction.key):
        return Ref("motie", extraction.key)
    return Ref("brief", extraction.key)
