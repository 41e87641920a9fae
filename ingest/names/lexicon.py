"""What one pass over a letter looks for: words before names, and names of parties, ministries and bodies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import ahocorasick_rs

from kamergraaf.ingest.names.postbook import PostBook
from kamergraaf.ingest.names.spelling import fold
from kamergraaf.ingest.values import value
from kamergraaf.ontology.register import Ministry, Organisation, Party, Register


class Kind(StrEnum):
    """What a hit announces or is."""

    MEMBER = "member"  # het lid X
    MEMBERS = "members"  # de leden X en Y
    SPEAKER = "speaker"  # mevrouw X
    SPEAKERS = "speakers"  # de heren X en Y
    COLLEAGUE = "colleague"  # collega X
    MOTION = "motion"  # motie-X/Y
    MINISTER = "minister"  # minister X, minister van Y
    MINISTRY_HEAD = "ministry head"  # Ministerie van X
    ENVOY = "envoy"  # Eurocommissaris X
    PROMISED = "promised"  # toegezegd aan X
    PREDECESSOR = "predecessor"  # mijn ambtsvoorganger X
    CHAIR = "chair"  # Voorzitter: X
    COMMITTEE_CHAIR = "committee chair"  # De voorzitter van de vaste commissie voor Y, X
    CLOSE = "close"  # en gaat over tot de orde van de dag.
    BODY = "body"  # Stichting X
    ENGLISH = "english"  # X Commission
    PARTY = "party"
    MINISTRY = "ministry"
    ORGANISATION = "organisation"


_WORDS: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.MEMBER: ("lid ", "Kamerlid ", "LID ", "Lid ", "senator ", "Senator "),
    Kind.MEMBERS: ("leden ", "Kamerleden ", "LEDEN ", "Leden ", "senatoren ", "Senatoren ",
                   "leden, te weten:", "leden: "),
    Kind.SPEAKER: ("heer ", "Heer ", "mevrouw ", "Mevrouw ", "mevr. ", "Mevr. ", "meneer ", "Meneer ", "dhr. ",
                   "Dhr. ", "mw. ", "Mw. "),
    Kind.SPEAKERS: ("heren ", "Heren ", "dames ", "Dames "),
    Kind.COLLEAGUE: ("collega ", "collega's ", "collega’s ", "Collega ", "Collega's ", "Collega’s ",
                     "Kamervoorzitter ", "fractievoorzitter ", "fractievoorzitters ", "Fractievoorzitter ",
                     "Fractievoorzitters ", "oud-Kamerlid ", "oud-minister ",
                     "woordvoerder ", "initiatiefnemer ", "initiatiefnemers ", "indiener ", "indieners "),
    Kind.MOTION: ("motie-", "Motie-", "moties-", "Moties-", "motie ", "Motie ", "moties ", "Moties ",
                  "amendement-", "Amendement-", "amendementen-", "amendement ", "Amendement ", "amendementen ",
                  "Amendementen ", "initiatiefnota-", "initiatiefwet-", "initiatiefwetsvoorstel-", "wetsvoorstel-",
                  "subamendement-", "initiatiefnota ", "initiatiefwet ", "initiatiefwetsvoorstel "),
    Kind.MINISTER: ("minister ", "Minister ", "MINISTER ", "ministers ", "Ministers ", "MINISTERS ",
                    "staatssecretaris ", "Staatssecretaris ", "STAATSSECRETARIS ", "staatssecretarissen ",
                    "Staatssecretarissen ", "STAATSSECRETARISSEN ", "staatsecretaris ", "Staatsecretaris ",
                    "minister-president", "Minister-President",
                    "Minister-president", "minister-President", "MINISTER-PRESIDENT", "premier ", "Premier ",
                    "Bewindspersoon: ", "bewindspersoon: "),
    Kind.MINISTRY_HEAD: ("ministerie ", "Ministerie ", "MINISTERIE ", "ministeries ", "Ministeries ",
                         "begroting van ", "begroting voor ", "Begroting van ", "begrotingen van ",
                         "begrotingsstaten van ",
                         "begrotingsstaat van ", "BEGROTING VAN ", "departement van ", "departementen van ",
                         "bewindspersonen van ", "bewindslieden van ", "ambtgenoot van ", "ambtgenoot voor ",
                         "ambtgenoten van ", "ambtgenoten voor ", "ambtsgenoot van ", "ambtsgenoot voor ",
                         "ambtsgenoten van ", "ambtsgenoten voor ", "collega van ",
                         "collega's van ", "collega’s van ", "collega voor "),
    Kind.ENVOY: ("Hoge Vertegenwoordiger ", "Hoge vertegenwoordiger ", "Eurocommissaris ", "eurocommissaris "),
    Kind.BODY: ("Stichting ", "Vereniging ", "Universiteit ", "Hogeschool ", "Werkgroep ", "Orde van ",
                "Nederlandse Vereniging ", "Nederlandse Federatie ", "Landelijk Platform ", "Landelijk Netwerk ",
                "Nederlands Instituut ", "Deskundigencommissie ", "Staatscommissie ", "Nationaal Coördinator ",
                "Nationaal Rapporteur ", "onderzoeksbureau ", "adviesbureau ", "ingenieursbureau ",
                "onderzoeksbedrijf "),
    Kind.ENGLISH: (" Commission", " Agency", " Council", " Institute", " Association", " Authority", " Foundation",
                   " Committee", " Organization", " Organisation", " Office", " University", " Federation"),
    Kind.PROMISED: ("toegezegd aan ", "Toegezegd aan ", "toezegging aan ", "Toezegging aan ", "toezeggingen aan ",
                    "beloofd aan "),
    Kind.PREDECESSOR: ("ambtsvoorganger ", "ambtsvoorgangster ", "ambtsvoorgangers ", "ambtsopvolger ",
                       "ambtgenoot ", "ambtsgenoot ", "voorganger ", "voorganger, de heer ",
                       "voorganger, mevrouw ", "ambtgenoot, de heer ", "ambtgenoot, mevrouw "),
    Kind.CHAIR: ("Voorzitter: ", "voorzitter: ", "voorzitter, ", "Voorzitter, "),
    Kind.COMMITTEE_CHAIR: ("voorzitter van de commissie", "voorzitter van de vaste commissie",
                           "voorzitter van de tijdelijke commissie", "voorzitter van de algemene commissie"),
    Kind.CLOSE: ("orde van de dag.", "orde van de dag,", "orde van de dag"),
}  # fmt: skip

# Abbreviations that stand on their own in a letter; the two-letter ones and words need a post or a list.
_SHORT_ALONE: Final = 3
# Party names that are words, names of persons or other bodies' too: they need a context.
_WORDLIKE: Final = frozenset(
    "sp gl cu cd ln vp denk volt pro forum goud dna ton sgp fvd aov".split()  # noqa: SIM905 - a list of words reads best
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a pattern of the pass means."""

    kind: Kind
    word: str
    parties: tuple[Party, ...] = ()
    wordlike: bool = False
    ministries: tuple[Ministry, ...] = ()
    organisation: Organisation | None = None


@value
class Hit:
    """A pattern found at ``start`` to ``end``."""

    start: int
    end: int
    entry: Entry


class Lexicon:
    """The pass over a letter, and look-ups of parties."""

    __slots__ = ("_automaton", "_entries", "_parties", "_same", "general_affairs", "posts")

    def __init__(self, register: Register) -> None:
        """Gather the words and build the automaton."""
        self.posts = PostBook(register)
        self.general_affairs = register.ministries.get("az")
        self._same = _same_party(register)
        surnames = {fold(f"{p.prefix} {p.surname}" if p.prefix else p.surname) for p in register.persons.values()}
        parties: dict[str, dict[str, Party]] = defaultdict(dict)
        spelled: dict[str, str] = {}
        for party in register.parties.values():
            for alias in dict.fromkeys((party.label, party.code, party.name, *party.aliases)):
                parties[fold(alias)][party.code] = party
                spelled.setdefault(alias, fold(alias))
        self._parties = {alias: tuple(found.values()) for alias, found in parties.items()}
        entries: dict[str, Entry] = {}
        for organisation in register.organisations.values():
            for alias in dict.fromkeys((organisation.name, *organisation.aliases)):
                entries.setdefault(alias, Entry(Kind.ORGANISATION, alias, organisation=organisation))
        for alias, key in spelled.items():
            wordlike = key in _WORDLIKE or key in surnames
            entries[alias] = Entry(Kind.PARTY, alias, parties=self._parties[key], wordlike=wordlike)
        entries |= {e.word: e for e in _ministries(register)}
        entries |= {word: Entry(kind, word) for kind, words in _WORDS.items() for word in words}
        self._entries = tuple(entries.values())
        self._automaton = ahocorasick_rs.AhoCorasick(
            [e.word for e in self._entries], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def scan(self, text: str) -> Iterator[Hit]:
        """Give all hits in order of place, without overlaps; word boundaries are not looked at here."""
        entries = self._entries
        for i, start, end in self._automaton.find_matches_as_indexes(text):
            yield Hit(start, end, entries[i])

    def parties(self, name: str) -> tuple[Party, ...]:
        """Give the parties that a name may mean, in any case."""
        return self._parties.get(" ".join(fold(name).split()), ())

    def same_party(self, code: str) -> frozenset[str]:
        """Give the codes that a letter may use for a group: its own, and those of the parties that became it."""
        return self._same.get(code, frozenset((code,)))


def _ministries(register: Register) -> Iterator[Entry]:
    found: dict[str, list[Ministry]] = defaultdict(list)
    for ministry in register.ministries.values():
        for alias in (ministry.label, *ministry.aliases):
            letters = sum(c.isalpha() for c in alias)
            if letters >= _SHORT_ALONE - ("&" in alias) and sum(c.isupper() for c in alias) > 1 and " " not in alias:
                found[alias].append(ministry)
    for alias, ministries in found.items():
        if alias not in ("FIN", "DEF"):
            yield Entry(Kind.MINISTRY, alias, ministries=tuple(dict.fromkeys(ministries)))


def _same_party(register: Register) -> dict[str, frozenset[str]]:
    same: dict[str, frozenset[str]] = {}

    def codes(code: str) -> frozenset[str]:
        if code not in same:
            same[code] = frozenset((code,))
            before = (register.parties[code].predecessor or "").split("|")
            became = [b for b in before if b in register.parties and code in (register.parties[b].successor or "")]
            same[code] = frozenset((code, *(c for b in became for c in codes(b))))
        return same[code]

    for code in register.parties:
        codes(code)
    return same
