"""The frozen types that cross rooms: a letter, and what was found in it.

``ingest`` makes them, ``graph`` writes them as quads, ``cli`` prints them. Nothing here does any work.

Offsets are code points of ``Letter.text`` as it was given, from 0, the end excluded, also where OCR
was repaired; ``Span.exact`` is always ``letter.text[start:end]``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Resolution(StrEnum):
    """How far a place in a letter is settled: list *herkenning* of the ontology."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    UNRESOLVED = "unresolved"


class Status(StrEnum):
    """How a reading came about; ``resolution`` gives the ontology's three values.

    certain     what is written names one thing, and nothing disagrees
    probable    one thing, but nothing else confirms it (digits read from a scan)
    repaired    one thing after mending the words around the digits, or one letter of a full name
    conflict    one thing by its name, while another stated fact (the party) differs from the register
    ambiguous   several things fit
    unresolved  nothing fits, or what would settle it is lost
    """

    CERTAIN = "certain"
    PROBABLE = "probable"
    REPAIRED = "repaired"
    CONFLICT = "conflict"
    AMBIGUOUS = "ambiguous"
    UNRESOLVED = "unresolved"

    @property
    def resolution(self) -> Resolution:
        """The value of list *herkenning*: all but the last two are resolved."""
        if self is Status.AMBIGUOUS:
            return Resolution.AMBIGUOUS
        return Resolution.UNRESOLVED if self is Status.UNRESOLVED else Resolution.RESOLVED


class Deed(StrEnum):
    """What the letter says that it does with a motion or commitment."""

    CARRIED_OUT = "uitgevoerd"
    BEING_CARRIED_OUT = "in-uitvoering"
    NOT_CARRIED_OUT = "niet-uitgevoerd"
    REPORTED_ON = "verslag"
    SETTLED = "afgedaan"


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A thing of ours by its address: ``Ref("kamerstuk", "29754-482")`` is ``{base}id/kamerstuk/29754-482``."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in the letter. ``exact`` is the text as given, broken lines and OCR included."""

    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A footnote that the source itself marks (XML ``<noot>``, size and height in PDF).

    ``at``: where its mark stands in ``Letter.text`` (the end of the mark); ``start``, ``end``: the note's text.
    """

    n: str
    at: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Declared:
    """What the source's metadata says of a letter; empty for plain text. Compared, never believed blindly."""

    official_id: str | None = None  # kst-29754-501
    case: str | None = None  # 2024Z11111, the Kamer's own number of the case
    kind: str | None = None  # list documentsoort
    dossiers: tuple[str, ...] = ()  # 29754, 36600-VII
    dossier_titles: tuple[str, ...] = ()
    date: date | None = None
    title: str | None = None
    session: str | None = None  # 2018-2019
    proposers: tuple[str, ...] = ()  # OVERHEIDop.indiener, as written
    references: tuple[str, ...] = ()  # extref/@doc: a second opinion
    source: str | None = None  # where it was fetched from


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as text.

    ``name``: the file's name. ``pages``: the offset at which each page begins, the first is 0.
    ``notes``: only what the source marks as notes; plain text has none here. ``scanned``: text came from
    OCR (told by the reader), so digits are only probable until something confirms them.
    ``example``: made-up sample data, shown as such everywhere.
    """

    name: str
    text: str
    pages: tuple[int, ...] = (0,)
    notes: tuple[NoteMark, ...] = ()
    media_type: str = "text/plain"
    scanned: bool = False
    example: bool = False
    declared: Declared = Declared()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the letter for people: hyphenation undone, spaces joined, not cut.

    ``start``, ``end`` are offsets in the letter. A note's text is its own sentence.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A document named by its number.

    ``ids``: official ids (``kst-29754-482``, ``h-tk-20182019-28-9``, ``ah-tk-20192020-89``, ``stb-2018-23``,
    ``ECLI:…``, CELEX, ``BWBR…``), several for a list or range, none where no reader can resolve it.
    ``dossiers``: each dossier named (``29614``, ``36410-VI``, ``21501-20``), also the second of two.
    ``second_dossier``: where the further dossier of one paper stands. ``relation``: ``bijlage``, ``vervangt``,
    ``verslag`` or None. ``note``: number of the footnote it stands in; ``anchor``: offset just past that note's mark.
    """

    span: Span
    ids: tuple[str, ...]
    rule: str
    dossiers: tuple[str, ...] = ()
    status: Status = Status.CERTAIN
    reason: str = ""
    candidates: tuple[str, ...] = ()
    read_as: str | None = None
    second_dossier: Span | None = None
    relation: str | None = None
    note: str | None = None
    anchor: int | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """What looked like a citation and fits no rule: the recall that we can see."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Url:
    """A web address, broken lines joined."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """A mark and its note. ``note`` is None where the note is lost; ``anchor`` ends just past the mark."""

    n: str
    anchor: Span | None
    mark: str
    note: Span | None
    ids: tuple[str, ...] = ()
    status: Status = Status.CERTAIN
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A member or office holder named.

    ``name``: as stated, spaces joined. ``person``: the register's slug, when settled. ``role``: ``lid``,
    ``bewindspersoon``, ``voorzitter`` or None by the words around. ``stated_party``: the register's code of the
    party that the letter gives, at ``party_span``. ``known_as``: the register's full name.
    """

    span: Span
    name: str
    rule: str
    person: str | None = None
    known_as: str | None = None
    status: Status = Status.UNRESOLVED
    reason: str = ""
    candidates: tuple[str, ...] = ()
    role: str | None = None
    stated_party: str | None = None
    party_span: Span | None = None
    read_as: str | None = None


@dataclass(frozen=True, slots=True)
class PartyMention:
    """A party or parliamentary group named; ``party`` is the register's code, ``label`` as people write it."""

    span: Span
    party: str
    rule: str = "partij"
    label: str = ""


@dataclass(frozen=True, slots=True)
class MinistryMention:
    """A ministry named, by name, abbreviation or in a post.

    ``code``: as people write it (JenV); ``key``: the register's key of that name on that day (jenv, ez-2013).
    ``post``: the post where one is named ("Minister van SZW"), ``post_span`` its place.
    """

    span: Span
    code: str
    key: str
    rule: str = "ministerie"
    post: str | None = None
    post_span: Span | None = None


@dataclass(frozen=True, slots=True)
class OrganisationMention:
    """A body of the register (or one that the letter itself defines) named; ``code`` keys it.

    ``key``: the register's address of it, where that is not the code's slug (two bodies share a code).
    """

    span: Span
    code: str
    name: str
    rule: str = "organisatie"
    registered: bool = True
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A debate: kind (AO, CD, VAO, plenair …), subject as written, day, and the paper that reports it."""

    kind: str
    subject: str | None = None
    date: date | None = None
    ids: tuple[str, ...] = ()
    span: Span | None = None
    ids_span: Span | None = None
    number: str | None = None  # 2018A02345
    ministry: str | None = None  # the register's key, part of its address


@dataclass(frozen=True, slots=True)
class Act:
    """What the letter does with a motion or commitment, at the words that say so."""

    deed: Deed
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion that the letter names.

    ``heading``: the place that names it best. ``mentions``: further places. ``ids``: its Kamerstuk id, only
    where text, brackets in its own sentence or a linked note give it; ``id_span`` proves it. ``key``: its own
    address without number (``x-771db88ed6``), always set. ``asked``: the words after "verzoekt de regering".
    ``adopted``: the day; ``decision``: aangenomen, verworpen, aangehouden, ingetrokken, with ``decision_span``
    ; ``vote``: the Handelingen id of the vote, proven by ``vote_span``. ``lost_mark``: a mark whose note, which
    would hold the number, is lost. ``own``: the paper itself is this motion.
    """

    heading: Span
    key: str
    rule: str
    subject: str | None = None
    amended: bool = False
    and_others: bool = False
    proposers: tuple[PersonMention, ...] = ()
    mentions: tuple[Span, ...] = ()
    ids: tuple[str, ...] = ()
    id_span: Span | None = None
    status: Status = Status.CERTAIN
    reason: str = ""
    candidates: tuple[str, ...] = ()
    asked: str | None = None
    asked_span: Span | None = None
    decision: str | None = None
    decision_span: Span | None = None
    adopted: date | None = None
    adopted_span: Span | None = None
    vote: str | None = None
    vote_span: Span | None = None
    replaces: str | None = None
    replaces_span: Span | None = None
    acts: tuple[Act, ...] = ()
    lost_mark: Span | None = None
    own: bool = False
    section_ministry: str | None = None  # key: the minister for whom this part is written


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise to the chamber (toezegging) that the letter names.

    ``by``: the post as written, at ``by_span``; ``ministry``: the register's key. ``key``: ``x-…`` or the Kamer's
    number TZ202406-123.
    """

    heading: Span
    key: str
    rule: str
    subject: str | None = None
    by: str | None = None
    by_span: Span | None = None
    ministry: str | None = None
    promised_by: str | None = None  # register slug, where the letter itself names the person
    at: Meeting | None = None
    requested_by: PersonMention | None = None
    mentions: tuple[Span, ...] = ()
    acts: tuple[Act, ...] = ()
    section_ministry: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A report or study named. ``key``: its address (see ``ontology.iris``)."""

    span: Span
    title: str
    key: str
    rule: str
    publisher: str | None = None  # as written or the register's code
    publisher_span: Span | None = None
    publisher_ref: Ref | None = None
    authors: str | None = None
    authors_span: Span | None = None
    commissioner: str | None = None
    commissioner_span: Span | None = None
    commissioner_ref: Ref | None = None
    date: str | None = None  # 2018, 2018-10-02
    ids: tuple[str, ...] = ()
    id_span: Span | None = None
    url: str | None = None
    url_span: Span | None = None


@dataclass(frozen=True, slots=True)
class LetterCited:
    """An earlier letter named by day and senders. ``senders``: ministry codes, each once."""

    span: Span
    date: date | None = None
    senders: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    rule: str = "brief-genoemd"


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed: name and post as written, ministry code and key, the register's slug when all agree."""

    span: Span
    name: str
    post: str
    ministry: str | None = None
    ministry_key: str | None = None
    ministry_span: Span | None = None
    person: PersonMention | None = None


@dataclass(frozen=True, slots=True)
class OnBehalf:
    """A post that the letter speaks for as well."""

    post: str
    ministry: str | None = None
    ministry_key: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class OwnFacts:
    """What the letter says of itself. ``ids``: its own number, from its heading or declared by its source."""

    id: str | None = None
    id_span: Span | None = None
    dossiers: tuple[str, ...] = ()
    date: date | None = None
    date_span: Span | None = None
    subject: str | None = None
    subject_span: Span | None = None
    session: str | None = None
    addressee: str | None = None  # Tweede Kamer, Eerste Kamer, or another body as written
    addressee_span: Span | None = None
    kind: str = "brief"  # list documentsoort, or handelingen, besluit


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one letter, each kind in order of place.

    ``key``: the letter's address (``29754-501`` with a number, else the first 12 hex of its text's hash).
    ``sentences``: those that hold a finding, in order of place, for quotes that people read. ``acts``: laws of which
    the letter names an article; the gold files leave them out, so ``citations`` does too.
    """

    letter: Letter
    key: str
    own: OwnFacts = OwnFacts()
    citations: tuple[Citation, ...] = ()
    urls: tuple[Url, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    motions: tuple[Motion, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    reports: tuple[Report, ...] = ()
    letters_cited: tuple[LetterCited, ...] = ()
    persons: tuple[PersonMention, ...] = ()
    parties: tuple[PartyMention, ...] = ()
    ministries: tuple[MinistryMention, ...] = ()
    organisations: tuple[OrganisationMention, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    on_behalf_of: tuple[OnBehalf, ...] = ()
    unread: tuple[Unread, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    acts: tuple[Citation, ...] = ()
