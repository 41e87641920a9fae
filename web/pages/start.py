"""``/``: one question, the half circle of seats, five starting points, and what is in here in figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from kamergraaf.graph import tally
from kamergraaf.graph.counts import counts
from kamergraaf.graph.network import Link, links
from kamergraaf.graph.store import Store
from kamergraaf.ontology import terms
from kamergraaf.ontology.model import Resolution
from kamergraaf.web.frame import Frame, frame, words_of
from kamergraaf.web.hemicycle import Hemicycle, hemicycle
from kamergraaf.web.kinds import KIND, Kind
from kamergraaf.web.render import respond
from kamergraaf.web.settings import Settings
from kamergraaf.web.shown import Shown, shown
from kamergraaf.web.words import Words

router = APIRouter()
_FIGURES = ("motie", "toezegging", "persoon", "ministerie", "kamerstuk", "rapport")


@dataclass(frozen=True, slots=True)
class Start:
    """A question to begin with."""

    kind: Kind
    text: str
    href: str
    example: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """How many things of a kind there are, with the list of them."""

    kind: Kind
    n: int
    href: str


@dataclass(frozen=True, slots=True)
class StartPage:
    """The home page; ``seats`` is None while the graph is empty."""

    frame: Frame
    seats: Hemicycle | None
    starts: tuple[Start, ...]
    figures: tuple[Figure, ...]
    completeness: str


@router.get("/", summary="Home", response_class=Response)
def page(request: Request) -> Response:
    """Show where to begin."""
    store: Store = request.app.state.store
    settings: Settings = request.app.state.settings
    w = words_of(request)
    letter = first_letter(store)
    seats: Hemicycle | None = None
    starts: tuple[Start, ...] = ()
    if letter:
        around = links(store, [letter])
        ends = sorted({end for link in around for end in (link.subject, link.object) if "#" not in end})
        names = shown(store, ends, w)
        inner = [
            link for link in links(store, [e for e in ends if e != letter and _mine(names[e])]) if _both(link, names)
        ]
        seats = hemicycle(letter, names, [*around, *inner], w, store.base)
        starts = _starts(names, letter, inner, around, w)
    figures = tuple(Figure(KIND[word], n, f"/def/{KIND[word].classes[0]}") for word, n in _figures(store).items())
    page_frame = frame(request, w("start.vraag"), here="start", canonical=settings.base_iri)
    return respond("start.html", StartPage(page_frame, seats, starts, figures, _completeness(store, w)))


def first_letter(store: Store) -> str:
    """Give the IRI of the letter that the home page shows: real before made-up ones; or ''."""
    return next((row[0] for row in tally.rows(store, "eerste-brief") if row[0] is not None), "")


def _mine(thing: Shown) -> bool:
    """Whether a thing's own connections are few enough to look at for the half circle."""
    return thing.kind.word in ("motie", "toezegging", "rapport", "debat")


def _both(link: Link, names: dict[str, Shown]) -> bool:
    return link.subject in names and link.object in names


def _figures(store: Store) -> dict[str, int]:
    found = counts(store).things
    return {word: sum(found.get(name, 0) for name in KIND[word].classes) for word in _FIGURES}


def _completeness(store: Store, w: Words) -> str:
    found = counts(store)
    resolved = found.mentions[Resolution.RESOLVED]
    every = sum(found.mentions.values())
    letters = w.count("start.brieven", found.things.get("Brief", 0))
    text = w("start.volledigheid", brieven=letters, vermeldingen=every, herleid=resolved, open=every - resolved)
    made_up = next((int(n or 0) for (n,) in tally.rows(store, "aantal-voorbeelden")), 0)
    return f"{text} {w('start.voorbeelden', n=made_up)}" if made_up else text


def _starts(
    names: dict[str, Shown], letter: str, inner: Iterable[Link], around: Iterable[Link], w: Words
) -> tuple[Start, ...]:
    """Five questions about the letter on the page, each with an answer in it."""
    inner, around = list(inner), list(around)
    me = names[letter]
    out = []
    motions = [
        link.object for link in around if link.property == terms.ADDRESSES and names[link.object].kind.word == "motie"
    ]
    decided = [m for m in motions if names[m].state] or motions
    if decided:
        motion = names[decided[0]]
        who = motion.label.split(":")[0]
        out.append(Start(motion.kind, w("start.vraag-motie", naam=who), motion.href, motion.example))
    ministries = [link.object for link in inner if link.property == terms.MINISTRY]
    if ministries:
        ministry = names[max(sorted(set(ministries)), key=ministries.count)]
        text = w("start.vraag-toezeggingen", naam=ministry.label)
        out.append(Start(ministry.kind, text, ministry.href + "#ministry-in-toezegging", ministry.example))
    people = list(dict.fromkeys(link.object for link in inner if link.property == terms.PROPOSED_BY))
    if len(people) > 1:
        a, b = names[people[-1]], names[people[0]]
        out.append(
            Start(a.kind, w("start.vraag-pad", a=a.label, b=b.label), f"/graaf?van={a.id}&naar={b.id}", a.example)
        )
    out.append(Start(me.kind, w("start.vraag-brief"), f"{me.href}?weergave=tekst", me.example))
    out.append(Start(KIND["onbekend"], w("start.vraag-tegenspraak"), "/vragen/andere-partij-in-brief"))
    return tuple(out)
