"""The quotes that prove edges: which words of which letter say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kamergraaf import queries
from kamergraaf.graph.labels import parts
from kamergraaf.graph.store import Store
from kamergraaf.graph.terms import Term
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.model import Ref


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """A place in a letter. ``context``: the sentence, of a note the one that carries its mark (``anchor``).

    ``start``, ``end``: code points in the letter's text. ``rule``: the name of the rule that found it.
    """

    letter: Ref
    start: int
    end: int
    exact: str
    context: str
    rule: str = ""
    anchor: int | None = None
    read_as: str | None = None
    mention: str = ""


Triple = tuple[str, str, str]  # subject, property, object, as IRIs


def evidence(store: Store, edges: Iterable[Triple]) -> dict[Triple, tuple[Quote, ...]]:
    """Give the quotes of each edge, in order of letter and place; an edge without quote is left out.

    An edge of a letter is proven by any place of it that refers to the thing; places that prove just that edge
    go before others.
    """
    wanted = set(edges)
    subjects = sorted({subject for subject, _, _ in wanted})
    objects = sorted({thing for _, _, thing in wanted})
    exact: dict[Triple, set[str]] = defaultdict(set)
    loose: dict[tuple[str, str], set[str]] = defaultdict(set)
    for some in parts(subjects):
        # One object narrows the question; the pairs of many subjects and many objects would be too many for a query.
        asked = (
            queries.store("evidence_of", store.base).bind(subject=some, object=objects)
            if len(objects) == 1
            else queries.store("evidence", store.base).bind(subject=some)
        )
        for mention, subject, of, prop, thing in store.select(asked):
            if of is None or of == subject:
                exact[(str(subject), str(prop), str(thing))].add(str(mention))
            loose[(str(subject), str(thing))].add(str(mention))
    proving = {
        edge: exact.get(edge) or (loose.get((edge[0], edge[2])) if _is_letter_edge(edge) else None) for edge in wanted
    }
    # What stands at a place is asked for once: a motion's own places come both as its letter's and as its subject's.
    quotes = _quotes(store, {mention for mentions in proving.values() for mention in mentions or ()})
    found = {}
    for edge, mentions in proving.items():
        told = sorted(quotes[mention] for mention in mentions or () if mention in quotes)
        if told:
            found[edge] = tuple(told)
    return found


def _quotes(store: Store, mentions: set[str]) -> dict[str, Quote]:
    found = {}
    for some in parts(sorted(mentions)):
        for mention, *place in store.select(queries.store("quotes_of", store.base).bind(mention=some)):
            quote = read_quote(store.base, mention, place)
            if quote is not None:
                found[str(mention)] = quote
    return found


def read_quote(base: str, mention: Term | None, place: list[Term | None]) -> Quote | None:
    """Read letter, start, end, exact, context, rule, and where asked anchor and reading, from a row."""
    letter, start, end, exact, context, rule, *more = place
    ref = iris.ref(str(letter), base)
    if ref is None:
        return None
    anchor = more[0] if more else None
    read_as = more[1] if len(more) > 1 else None
    return Quote(
        ref,
        int(str(start)),
        int(str(end)),
        str(exact),
        str(context),
        str(rule).rsplit("/", 1)[-1],
        None if anchor is None else int(str(anchor)),
        None if read_as is None else str(read_as),
        str(mention),
    )


_LETTER_EDGES = frozenset(
    {
        terms.CITES,
        terms.ADDRESSES,
        terms.SETTLES,
        terms.MENTIONS,
        terms.SENDER,
        terms.ON_BEHALF_OF,
        terms.SIGNED_BY,
        terms.ADDRESSEE,
    }
)


def _is_letter_edge(edge: Triple) -> bool:
    return edge[1] in _LETTER_EDGES
