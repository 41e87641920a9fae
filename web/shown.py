"""Things as pages show them: kind with its shape, short and full name, number, state, address."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kamergraaf import queries
from kamergraaf.graph.store import Store
from kamergraaf.ontology import iris, terms
from kamergraaf.web.kinds import KIND, UNKNOWN, Kind, kind_of
from kamergraaf.web.labels import full, short, spoken_label
from kamergraaf.web.words import Words

_AT_ONCE = 500
_PLACE = re.compile(r"char=(\d+),(\d+)")
_CONCEPTS = {  # outcomes in words, both languages; the ontology's labels are those of the concept, not of the thing
    "aangenomen": ("aangenomen", "adopted", ""),
    "verworpen": ("verworpen", "rejected", "nee"),
    "aangehouden": ("aangehouden", "held over", "open"),
    "ingetrokken": ("ingetrokken", "withdrawn", "nee"),
    "vervallen": ("vervallen", "lapsed", "nee"),
    "ingediend": ("ingediend", "tabled", "open"),
    "openstaand": ("openstaand", "open", "open"),
    "voldaan": ("voldaan", "fulfilled", ""),
    "deels-voldaan": ("deels voldaan", "partly fulfilled", "open"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A thing as shown. ``id`` is ``kind/key``, or the whole address of something elsewhere."""

    id: str
    kind: Kind
    label: str
    full: str
    href: str
    number: str = ""
    state: str = ""
    state_style: str = ""
    example: bool = False
    sub: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A result of a search, with what stands at its right: number, party or kind."""

    thing: Shown
    right: str


def href_of(address: str, base: str) -> str:
    """Give the address of a page: ours on this site, without the base, whatever host it is served from.

    >>> href_of("https://kamergraaf.example/id/partij/denk", "https://kamergraaf.example/")
    '/doc/partij/denk'
    >>> href_of("https://kamergraaf.example/id/brief/d70d78ee02df#char=674,681", "https://kamergraaf.example/")
    '/doc/brief/d70d78ee02df?weergave=tekst&t=674-681#t'
    """
    ref = iris.ref(address.split("#")[0], base)
    if ref is not None:
        place = _PLACE.fullmatch(address.partition("#")[2])
        if place is not None:
            return f"/doc/{ref.kind}/{ref.key}?weergave=tekst&t={place[1]}-{place[2]}#t"
        return f"/doc/{ref.kind}/{ref.key}"
    if address.startswith(iris.DEF):
        return "/def/" + address.removeprefix(iris.DEF)
    return address


def id_of(address: str, base: str) -> str:
    """Give ``kind/key`` of a thing of ours, else the address itself."""
    ref = iris.ref(address, base)
    return f"{ref.kind}/{ref.key}" if ref is not None else address


def shown(store: Store, addresses: Iterable[str], w: Words) -> dict[str, Shown]:
    """Give each address as a thing to show; one that the store knows nothing of by its address alone."""
    wanted = list(dict.fromkeys(addresses))
    facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    question = queries.page("kort", store.base)
    for i in range(0, len(wanted), _AT_ONCE):
        for thing, prop, value in store.select(question.bind(dingen=wanted[i : i + _AT_ONCE])):
            facts[str(thing)][str(prop)].append(str(value))
    made = {address: _shown(address, facts[address], store.base, w) for address in wanted}
    _name_roles(store, facts, made, w)
    return made


def _shown(address: str, facts: Mapping[str, list[str]], base: str, w: Words) -> Shown:
    ref = iris.ref(address, base)
    classes = [value.removeprefix(iris.DEF) for value in facts.get(terms.TYPE, ())]
    kind = kind_of(classes)
    if kind is UNKNOWN:
        kind = KIND.get(ref.kind, UNKNOWN) if ref is not None else KIND["kamerstuk"] if classes else UNKNOWN
    label = spoken_label(min(facts.get(terms.LABEL, ()), default="") or (f"{ref.kind} {ref.key}" if ref else address))
    title = max(facts.get(terms.TITLE, ()), key=lambda text: (len(text), text), default="")
    whole = full(kind.word, label, title)
    name = short(kind.word, label, title)
    number = label.removeprefix("Kamerstuk ") if ref is not None and ref.kind == "kamerstuk" else ""
    state, style = _state(kind.word, facts, w)
    example = "true" in facts.get(terms.EXAMPLE, ())
    return Shown(id_of(address, base), kind, name, whole, href_of(address, base), number, state, style, example)


def _state(kind: str, facts: Mapping[str, list[str]], w: Words) -> tuple[str, str]:
    for value in facts.get(terms.STATUS, ()):
        row = _CONCEPTS.get(value.removeprefix(iris.LIST))
        if row is not None:
            day = next(iter(facts.get(terms.DECIDED_ON, ())), "")
            return f"{row[1 if w.lang == 'en' else 0]} {w.day(day)}".strip(), row[2]
    return "", ""


def _name_roles(store: Store, facts: Mapping[str, Mapping[str, list[str]]], made: dict[str, Shown], w: Words) -> None:
    """Memberships, seats and offices have no label of their own: who, where, from when to when."""
    roles = {a: f for a, f in facts.items() if terms.MEMBER in f and terms.LABEL not in f}
    if not roles:
        return
    ends = {
        address for f in roles.values() for prop in (terms.MEMBER, terms.ORGANISATION) for address in f.get(prop, ())
    }
    names = shown(store, ends, w)
    for address, f in roles.items():
        who = names[f[terms.MEMBER][0]].label
        what = next(iter(f.get(terms.POST, ())), "") or names[f[terms.ORGANISATION][0]].label
        first, last = next(iter(f.get(terms.FROM, ())), ""), next(iter(f.get(terms.UNTIL, ())), "")
        span = " – ".join(w.day(day) if day else "?" for day in (first, last)) if first or last else ""
        old = made[address]
        text = ", ".join(part for part in (who, what, span) if part)
        made[address] = Shown(old.id, old.kind, f"{who}, {what}", text, old.href)
