"""``/doc/brief/KEY?weergave=tekst``: the letter's text, each mention marked in its place, its notes linked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fastapi import Request
from starlette.responses import Response

from kamergraaf.graph import links, things
from kamergraaf.graph import reading as stored
from kamergraaf.graph.neighbours import Edge
from kamergraaf.graph.network import Link
from kamergraaf.graph.store import Store
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.errors import NotFound
from kamergraaf.ontology.model import Resolution
from kamergraaf.web import render
from kamergraaf.web.connections import Connection, conflicts, connection
from kamergraaf.web.frame import Frame, frame, words_of
from kamergraaf.web.kinds import KIND, KINDS, UNKNOWN, Kind
from kamergraaf.web.laid_out import laid_out
from kamergraaf.web.reading import Block, Mark, blocks
from kamergraaf.web.settings import Settings
from kamergraaf.web.shown import Shown, shown
from kamergraaf.web.words import Words

_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")
_ON_CARD = 5


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the letter, for the list at its left."""

    anchor: str
    kind: Kind
    label: str


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A kind that the letter mentions, and how often."""

    kind: Kind
    name: str
    n: int


@dataclass(frozen=True, slots=True)
class Card:
    """What a mention's card shows: the thing and what it hangs together with in this letter."""

    thing: Shown
    connections: tuple[Connection, ...]


@dataclass(frozen=True, slots=True)
class BriefPage:
    """The reading view of a letter. ``line``: date and number, in words. ``scanned``: its lines are broken."""

    frame: Frame
    thing: Shown
    line: tuple[str, ...]
    blocks: tuple[Block, ...]
    parts: tuple[Part, ...]
    legend: tuple[LegendItem, ...]
    cards: tuple[Card, ...]
    scanned: bool


def respond(request: Request, found: things.Thing) -> Response:
    """Give the reading view; ``?t=START-END`` marks a place, with anchor ``t``."""
    store: Store = request.app.state.store
    settings: Settings = request.app.state.settings
    w = words_of(request)
    text = stored.reading(store, found.ref)
    if text is None:
        raise NotFound(
            f"The text of {found.ref.kind}/{found.ref.key} is not in this graph. Read in its letter first."
        )
    ids = {node.iri for mark in text.marks for node in (*mark.things, *mark.candidates) if node.ref is not None}
    names = shown(store, sorted({found.iri, *ids}), w)
    marks = tuple(_marks(text.marks, names, store.base, w))
    parts = laid_out(text.text)
    place = _PLACE.fullmatch(request.query_params.get("t", ""))
    words = {"scanned": w("lezen.noot-gescand"), "lost": w("lezen.noot-verloren")}
    lit = (int(place[1]), int(place[2])) if place and int(place[1]) < int(place[2]) <= len(text.text) else None
    made = blocks(parts.clean, parts.layout, marks, parts.notes, lit, words)
    me = names[found.iri]
    path = f"/doc/{found.ref.kind}/{found.ref.key}"
    page = BriefPage(
        frame=frame(
            request,
            me.full,
            description=f"{w('lezen.brief')}: {me.full}",
            canonical=f"{settings.base_iri.rstrip('/')}{path}?weergave=tekst",
        ),
        thing=me,
        line=_line(found, w),
        blocks=made,
        parts=tuple(_parts(made, names)),
        legend=tuple(_legend(marks, w)),
        cards=_cards(store, found.iri, [m.id for m in marks], names, w),
        scanned=parts.layout.wrapped,
    )
    return render.respond("brief.html", page)


def _marks(found: Iterable[stored.Mark], names: Mapping[str, Shown], base: str, w: Words) -> Iterable[Mark]:
    for mark in found:
        quote = mark.quote
        places = ((quote.start, quote.end), *mark.also)
        node = mark.things[0] if mark.things else None
        if node is not None and node.iri in names:
            thing = names[node.iri]
            title = f"{thing.kind.name(w.lang)}: {thing.full}"
            if quote.read_as:
                title += f" ({w('ding.gelezen-als')} {quote.read_as})"
            for start, end in places:
                yield Mark(start, end, thing.kind, thing.id, thing.href, title)
        elif node is not None and not node.iri.startswith((base, iris.DEF)):
            yield Mark(quote.start, quote.end, KIND["kamerstuk"], node.iri, node.iri, node.label)
        elif mark.resolution is not Resolution.RESOLVED and quote.rule != "nootteken":
            may_be = ", ".join(names[c.iri].label for c in mark.candidates if c.iri in names)
            reason = mark.reason + (f" ({w('ding.mogelijk').lower()}: {may_be})" if may_be else "")
            title = f"{w('ding.niet-herleid')}: {reason}".rstrip(": ")
            for start, end in places:
                yield Mark(start, end, UNKNOWN, quote.mention, f"#char={quote.start},{quote.end}", title)


def _line(found: things.Thing, w: Words) -> tuple[str, ...]:
    days = [w.day(str(value)) for value in found.values(terms.DATE)]
    number = [found.label.removeprefix("Kamerstuk ")] if found.ref.kind == "kamerstuk" else []
    return (*days, *number)


def _parts(made: Iterable[Block], names: Mapping[str, Shown]) -> Iterable[Part]:
    by_id = {thing.id: thing for thing in names.values()}
    for block in made:
        if block.role != "heading":
            continue
        if block.about is not None and block.about.id in by_id:
            yield Part(block.anchor, block.about.kind, by_id[block.about.id].label)
        else:
            yield Part(block.anchor, KIND["kamerstuk"], "".join(p.text for p in block.pieces if p.role == "text"))


def _legend(marks: Iterable[Mark], w: Words) -> Iterable[LegendItem]:
    counts: dict[str, int] = {}
    for mark in marks:
        counts[mark.kind.word] = counts.get(mark.kind.word, 0) + 1
    for kind in KINDS:
        n = counts.get(kind.word, 0)
        if n:
            yield LegendItem(kind, kind.name(w.lang, n), n)


def _cards(store: Store, letter: str, ids: Iterable[str], names: Mapping[str, Shown], w: Words) -> tuple[Card, ...]:
    """One card for each thing mentioned: its first connections within this letter, the letter left out."""
    wanted = set(ids)
    mine = {address: thing for address, thing in names.items() if thing.id in wanted}
    by_thing: dict[str, list[Link]] = {address: [] for address in mine}
    found = [link for link in links.of(store).among([letter, *mine]) if link.property != terms.SEAT]
    for link in found:
        if letter in (link.subject, link.object) or link.subject not in mine or link.object not in mine:
            continue
        by_thing[link.subject].append(link)
        by_thing[link.object].append(link)
    told = conflicts(found, names, w)
    cards = []
    for address, thing in mine.items():
        first = sorted(by_thing[address], key=lambda link: (link.origin != "stated", link.property))[:_ON_CARD]
        edges = [Edge(x.subject, x.property, x.object, (), 0, x.origin, x.conflict, x.period, x.post) for x in first]
        cards.append(Card(thing, tuple(connection(edge, address, names, told, w) for edge in edges)))
    return tuple(cards)
