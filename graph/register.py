"""The register as quads: persons, memberships, seats, offices, parties, ministries, cabinets, bodies, dossier titles.

A graph of its own, replaced as a whole: what is known stays apart from what letters state. Design: ontology.md,
sections 5 and 6.
"""

from __future__ import annotations

from collections.abc import Iterable

from kamergraaf import queries
from kamergraaf.graph.derived import Days, derive, stated_anywhere
from kamergraaf.graph.literals import boolean, day, dutch, plain, web_address
from kamergraaf.graph.one_home import said_twice
from kamergraaf.graph.one_label import settle_labels
from kamergraaf.graph.store import Change, Store
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.register import (
    Cabinet,
    Membership,
    Ministry,
    Office,
    Organisation,
    Party,
    Period,
    Person,
    Register,
    Seat,
)

MADE_UP = "verzonnen"  # the source of rows that are examples
_CHAMBERS = {"tk": "Tweede Kamer", "ek": "Eerste Kamer"}


def register_quads(register: Register, base: str = iris.BASE) -> tuple[str, ...]:
    """Give the register's triples, as N-Triples without the full stop, in order and each once."""
    writer = _Writer(base)
    for key, name in _CHAMBERS.items():
        writer.thing(f"kamer/{key}", terms.KAMER, name)
    for person in register.persons.values():
        writer.person(person)
    for party in register.parties.values():
        writer.party(party, register)
    for ministry in register.ministries.values():
        writer.ministry(ministry)
    for body in register.organisations.values():
        writer.body(body)
    for cabinet in register.cabinets.values():
        writer.cabinet(cabinet)
    for membership in sorted(register.memberships, key=_last_day):
        writer.membership(membership, register)
    for seat in sorted(register.seats, key=_last_day):
        writer.seat(seat)
    for office in sorted(register.offices, key=_last_day):
        writer.office(office)
    for dossier in register.dossiers.values():
        node = f"dossier/{dossier.number}"
        writer.add(node, terms.TITLE, dutch(dossier.title))
        for title in dossier.former_titles:
            writer.add(node, terms.ALT_LABEL, plain(title))
    for old, new in register.replaced.items():
        writer.add(old, terms.IS_REPLACED_BY, writer.node(new))
    return tuple(sorted(writer.lines))


def load_register(store: Store, register: Register) -> bool:
    """Put the register into the store in place of the former one, and derive again what rests on it.

    Gives False when nothing had to change. The graph is replaced as a whole, in one transaction.
    """
    lines = set(register_quads(register, store.base))
    changed = store.replace(iris.graph("register", store.base), lines)
    # One home a triple: what the register says is not said again by the Kamer's data, nor by letters.
    again = {iris.graph(name, store.base): said_twice(store, "register", name) for name in ("officieel", "feiten")}
    if any(again.values()):
        store.apply(Change({name: said for name, said in again.items() if said}))
        changed = True
    settle_labels(store)
    return derive_all(store, register) or changed


def derive_all(store: Store, register: Register) -> bool:
    """Make graph *afgeleid* anew from all letters and the register; False when it held exactly this already."""
    return store.replace(iris.graph("afgeleid", store.base), all_derived(store, register))


def all_derived(store: Store, register: Register) -> set[str]:
    """Give what follows from all letters and the register: what graph *afgeleid* is to hold."""
    base = store.base
    days = Days()
    for subject, prop, value in store.select(queries.store("days_all", base).bind()):
        days.add(str(subject), str(prop), str(value))
    stated = (
        one
        for name in ("stated_proposers", "stated_ministries", "stated_parties")
        for row in store.select(queries.store(name, base).bind())
        for one in stated_anywhere(row, days)
    )
    known = queries.store("proposers_known", base).bind(graph=iris.graph("officieel", base))
    proposers = [(str(motion), str(person)) for motion, person in store.select(known)]
    return derive(register, stated, days, known_proposers=proposers, base=base)


def _last_day(row: Membership | Seat | Office) -> str:
    """Order rows so that those of one address always come in the same order."""
    return f"{row.period.until} {row.period.seen_on} {row.source}"


class _Writer:
    def __init__(self, base: str) -> None:
        self._things = f"{base}id/"
        self.lines: set[str] = set()
        self._roles: dict[str, int] = {}

    def node(self, address: str) -> str:
        return f"<{self._things}{address}>"

    def add(self, address: str, prop: str, thing: str) -> None:
        self.lines.add(f"<{self._things}{address}> <{prop}> {thing}")

    def thing(self, address: str, kind: str, label: str, others: Iterable[str] = (), source: str = "") -> None:
        self.add(address, terms.TYPE, f"<{kind}>")
        self.add(address, terms.LABEL, dutch(label))
        for other in others:
            if other != label:
                self.add(address, terms.ALT_LABEL, plain(other))
        self.source(address, source)

    def source(self, address: str, source: str) -> None:
        for one in source.split(";"):
            if one:
                self.add(address, terms.SOURCE, plain(one))
            if one == MADE_UP:
                self.add(address, terms.EXAMPLE, boolean(True))

    def period(self, address: str, period: Period) -> None:
        for prop, when in ((terms.FROM, period.start), (terms.UNTIL, period.until), (terms.SEEN_ON, period.seen_on)):
            if when is not None:
                self.add(address, prop, day(when))

    def same_as(self, address: str, wikidata: str | None) -> None:
        if wikidata:
            self.add(address, terms.SAME_AS, f"<http://www.wikidata.org/entity/{wikidata}>")

    def person(self, person: Person) -> None:
        address = f"persoon/{person.slug}"
        self.thing(address, terms.PERSOON, person.full_name, person.aliases, person.source)
        self.same_as(address, person.wikidata)
        if person.parlement_id:
            self.add(address, terms.SAME_AS, f"<https://www.parlement.com/id/{person.parlement_id}>")
        if person.tk_id:
            self.add(address, terms.TK_ID, plain(person.tk_id))

    def party(self, party: Party, register: Register) -> None:
        address = f"partij/{party.key}"
        self.thing(address, terms.PARTIJ, party.label or party.code, (party.code, *party.aliases), party.source)
        self.add(address, terms.TITLE, dutch(party.name))
        self.period(address, party.period)
        self.same_as(address, party.wikidata)
        for code in (party.predecessor or "").split("|"):
            former = register.parties.get(code)
            if former is not None:
                self.add(address, terms.REPLACES, self.node(f"partij/{former.key}"))

    def ministry(self, ministry: Ministry) -> None:
        address = f"ministerie/{ministry.key}"
        others = (ministry.label or ministry.code, *ministry.aliases)
        self.thing(address, terms.MINISTERIE, ministry.name, others, ministry.source)
        self.period(address, ministry.period)
        if ministry.tooi_iri:
            self.add(address, terms.TOOI, f"<{ministry.tooi_iri}>")
        for key in (ministry.predecessor or "").split("|"):
            if key and key != ministry.key:
                self.add(address, terms.REPLACES, self.node(f"ministerie/{key}"))

    def body(self, body: Organisation) -> None:
        address = f"organisatie/{body.key}"
        # An abbreviation is what people call it; a code in small letters is only a key.
        label = body.code if body.code != body.code.lower() else body.name
        self.thing(address, terms.ORGANISATIE, label, body.aliases, body.source)
        self.add(address, terms.TITLE, dutch(body.name))
        page = web_address(body.url) if body.url else None
        if page is not None:
            self.add(address, terms.PAGE, f"<{page}>")

    def cabinet(self, cabinet: Cabinet) -> None:
        address = f"kabinet/{cabinet.key}"
        self.thing(address, terms.KABINET, cabinet.name, cabinet.aliases, cabinet.source)
        self.period(address, cabinet.period)

    def membership(self, row: Membership, register: Register) -> None:
        party = register.parties[row.party].key
        self.role("lidmaatschap", terms.MEMBERSHIP, row, party, f"partij/{party}")

    def seat(self, row: Seat) -> None:
        chamber = row.chamber.lower()
        self.role("zetel", terms.SEAT, row, chamber, f"kamer/{chamber}")

    def office(self, row: Office) -> None:
        address = self.role("ambt", terms.OFFICE, row, row.ministry, f"ministerie/{row.ministry}")
        self.add(address, terms.POST, dutch(row.post))
        if row.cabinet:
            self.add(address, terms.CABINET, self.node(f"kabinet/{row.cabinet}"))
        if row.acting:
            self.add(address, terms.ACTING, boolean(True))

    def role(self, kind: str, term: str, row: Membership | Seat | Office, of: str, organisation: str) -> str:
        """Write who was what from when to when, at the address that person, body and first day make."""
        period = row.period
        if period.start is not None:
            first = period.start.isoformat()
        else:
            last = period.until or period.seen_on
            first = f"tot-{last.isoformat()}" if last is not None else "onbekend"
        address = f"{kind}/{row.person}.{of}.{first}"
        # Two sources may end one membership on different days: both are kept, each at its own address.
        again = self._roles[address] = self._roles.get(address, 0) + 1
        if again > 1:
            address = f"{address}-{again}"
        self.add(address, terms.TYPE, f"<{term}>")
        self.add(address, terms.MEMBER, self.node(f"persoon/{row.person}"))
        self.add(address, terms.ORGANISATION, self.node(organisation))
        self.period(address, period)
        self.source(address, row.source)
        return address
