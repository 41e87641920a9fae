"""The one place where prefixes are given; queries are written without them."""

from __future__ import annotations

import re

from kamergraaf.ontology.iris import BASE, DEF, KINDS, LIST, RULE

SHARED = {
    "kg": DEF,
    "kgl": LIST,
    "regel": RULE,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
}


def prefixes(base: str = BASE) -> dict[str, str]:
    """Give all prefixes: the shared ones, one for each kind of thing, ``kst`` for Kamerstukken, and ``graph``."""
    things = {kind.word: f"{base}id/{kind.word}/" for kind in KINDS}
    return SHARED | things | {"kst": f"{base}id/kamerstuk/", "graph": f"{base}graph/"}


def with_prefixes(query: str, base: str = BASE) -> str:
    """Put the ``PREFIX`` lines that a query uses and does not declare in front of it.

    >>> print(with_prefixes("ASK { ?brief kg:cites kst:29754-482 }"))
    PREFIX kg: <https://w3id.org/kamergraaf/def/>
    PREFIX kst: <https://kamergraaf.example/id/kamerstuk/>
    ASK { ?brief kg:cites kst:29754-482 }
    """
    bare = re.sub(r'<[^<>"\s]*>|"(?:[^"\\\n]|\\.)*"', " ", query)  # IRIs and strings hold colons too
    declared = set(re.findall(r"(?i)\bPREFIX\s+([\w-]+):", bare))
    used = set(re.findall(r"(?<![\w?$-])([A-Za-z][\w-]*):", bare)) - declared
    lines = [f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes(base).items() if name in used]
    return "".join(lines) + query
