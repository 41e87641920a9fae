"""Every term of ``kamergraaf.ttl`` and every entry of ``lists.ttl`` as a Python name; a test keeps them equal.

Values are plain IRIs. A word that is both a class and a property keeps its plain name for the property
(``TEXT``, ``RULE``), and the class gets ``_CLASS``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kamergraaf.ontology.iris import DEF, LIST
from kamergraaf.ontology.model import Deed, Resolution, Status

# Classes
KAMERSTUK = DEF + "Kamerstuk"
MOTIE = DEF + "Motie"
BRIEF = DEF + "Brief"
RAPPORT = DEF + "Rapport"
TOEZEGGING = DEF + "Toezegging"
DOSSIER = DEF + "Dossier"
HANDELINGEN_ITEM = DEF + "HandelingenItem"
OVERLEG = DEF + "Overleg"
STEMMING = DEF + "Stemming"
PERSOON = DEF + "Persoon"
PARTIJ = DEF + "Partij"
MINISTERIE = DEF + "Ministerie"
ORGANISATIE = DEF + "Organisatie"
KAMER = DEF + "Kamer"
KABINET = DEF + "Kabinet"
MEMBERSHIP = DEF + "Membership"
SEAT = DEF + "Seat"
OFFICE = DEF + "Office"
MENTION = DEF + "Mention"
TEXT_CLASS = DEF + "Text"
RULE_CLASS = DEF + "Rule"

# Properties
CITES = DEF + "cites"
ADDRESSES = DEF + "addresses"
SETTLES = DEF + "settles"
MENTIONS = DEF + "mentions"
SENDER = DEF + "sender"
ON_BEHALF_OF = DEF + "onBehalfOf"
SIGNED_BY = DEF + "signedBy"
ADDRESSEE = DEF + "addressee"
EXAMPLE = DEF + "example"
DATE = DEF + "date"
SESSION = DEF + "session"
TITLE = DEF + "title"
KIND = DEF + "kind"
IN_DOSSIER = DEF + "inDossier"
NUMBER = DEF + "number"
PROPOSED_BY = DEF + "proposedBy"
AND_OTHERS = DEF + "andOthers"
BY_PARTY = DEF + "byParty"
ASKED = DEF + "asked"
STATUS = DEF + "status"
DECIDED_ON = DEF + "decidedOn"
RECORDED_IN = DEF + "recordedIn"
REPLACES = DEF + "replaces"
APPRECIATION = DEF + "appreciation"
VOTE_ON = DEF + "voteOn"
RESULT = DEF + "result"
IN_FAVOUR = DEF + "inFavour"
AGAINST = DEF + "against"
MINISTRY = DEF + "ministry"
PROMISED_BY = DEF + "promisedBy"
PROMISED_IN = DEF + "promisedIn"
REQUESTED_BY = DEF + "requestedBy"
REPORTED_IN = DEF + "reportedIn"
PUBLISHED_BY = DEF + "publishedBy"
COMMISSIONED_BY = DEF + "commissionedBy"
AUTHOR_NAME = DEF + "authorName"
SUBMITTED_WITH = DEF + "submittedWith"
MEMBER = DEF + "member"
ORGANISATION = DEF + "organisation"
CABINET = DEF + "cabinet"
POST = DEF + "post"
FROM = DEF + "from"
UNTIL = DEF + "until"
SEEN_ON = DEF + "seenOn"
ACTING = DEF + "acting"
TK_ID = DEF + "tkId"
TOOI = DEF + "tooi"
IN = DEF + "in"
EXACT = DEF + "exact"
CONTEXT = DEF + "context"
START = DEF + "start"
END = DEF + "end"
ALSO_AT = DEF + "alsoAt"
ANCHOR = DEF + "anchor"
READ_AS = DEF + "readAs"
RULE = DEF + "rule"
CONFIDENCE = DEF + "confidence"
RESOLUTION = DEF + "resolution"
READING = DEF + "reading"
REASON = DEF + "reason"
REFERS_TO = DEF + "refersTo"
VALUE = DEF + "value"
CANDIDATE = DEF + "candidate"
OF_PROPERTY = DEF + "ofProperty"
OF_SUBJECT = DEF + "ofSubject"
DEED = DEF + "deed"
FOR_MINISTRY = DEF + "forMinistry"
STATED_PARTY = DEF + "statedParty"
KNOWN_PARTY = DEF + "knownParty"
TEXT = DEF + "text"
CONTENT = DEF + "content"
SHA256 = DEF + "sha256"
EXTRACTOR = DEF + "extractor"
PRECISION = DEF + "precision"

# Terms of others that are used as they are
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
SEE_ALSO = "http://www.w3.org/2000/01/rdf-schema#seeAlso"
PAGE = "http://xmlns.com/foaf/0.1/page"  # the official page, or a report's web address
FOREIGN_DOCUMENT = "http://xmlns.com/foaf/0.1/Document"  # a law, ruling or gazette that has no address of ours
IDENTIFIER = "http://purl.org/dc/terms/identifier"  # "kst-29754-482"
SOURCE = "http://purl.org/dc/terms/source"  # where a fact of the register came from
IS_REPLACED_BY = "http://purl.org/dc/terms/isReplacedBy"
SAME_AS = "https://schema.org/sameAs"  # Wikidata, parlement.com; never owl:sameAs
ALT_LABEL = "http://www.w3.org/2004/02/skos/core#altLabel"  # another name, for search

# The lists and their entries: LIST + name is the address of both.
LISTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "herkenning": ("resolved", "ambiguous", "unresolved"),
        "lezing": ("probable", "repaired", "conflict"),
        "documentsoort": (
            "brief",
            "motie",
            "gewijzigde-motie",
            "verslag",
            "amendement",
            "wetsvoorstel",
            "antwoord",
            "bijlage",
            "handelingen",
            "besluit",
        ),
        "motiestatus": ("ingediend", "aangenomen", "verworpen", "aangehouden", "ingetrokken", "vervallen"),
        "stemuitslag": ("aangenomen", "verworpen", "staken"),
        "toezeggingstatus": ("openstaand", "voldaan", "deels-voldaan", "vervallen"),
        "appreciatie": (
            "oordeel-kamer",
            "ontraden",
            "ontraden-tenzij-gewijzigd",
            "overgenomen",
            "verzocht-aan-te-houden",
            "ontijdig",
            "overbodig",
            "geen-appreciatie",
            "appreciatie-niet-beschikbaar",
            "appreciatie-nog-niet-bekend",
            "appreciatie-nog-te-ontvangen",
        ),
        "handeling": ("uitgevoerd", "in-uitvoering", "niet-uitgevoerd", "verslag-gedaan", "afgedaan"),
    }
)

# What the types of ``model.py`` are called in the lists.
RESOLUTIONS: Mapping[Resolution, str] = MappingProxyType({value: LIST + value for value in Resolution})
READINGS: Mapping[Status, str] = MappingProxyType(
    {value: LIST + value for value in (Status.PROBABLE, Status.REPAIRED, Status.CONFLICT)}
)
# A report of a debate is the document kind ``verslag``; what a letter does has its own word.
DEEDS: Mapping[Deed, str] = MappingProxyType(
    {deed: LIST + ("verslag-gedaan" if deed is Deed.REPORTED_ON else deed) for deed in Deed}
)


def concept(name: str) -> str:
    """Give the address of a list's entry; ``KeyError`` for a name that is in no list.

    >>> concept("aangenomen")
    'https://w3id.org/kamergraaf/def/lijst/aangenomen'
    """
    if not any(name in entries for entries in LISTS.values()):
        raise KeyError(name)
    return LIST + name
