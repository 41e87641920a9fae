"""XML parsed without network, entities or depth that hurt; a sentence where it cannot be."""

from __future__ import annotations

import re

from lxml import etree

from kamergraaf.ontology.errors import InputError

_PROLOG = re.compile(rb"<!DOCTYPE[^>\[]*\[", re.IGNORECASE)


def parsed(name: str, data: bytes) -> etree._Element:
    """Give the root of an XML file, processing instructions and comments left out (they split words).

    Nothing is fetched and no entity is expanded; a file that defines its own is refused, since that is how a
    small file becomes a huge one. Raises ``InputError`` with the place where it is not well-formed.
    """
    start = data.find(b"<", 0, 64)
    if start > 0 and data[:2] not in (b"\xff\xfe", b"\xfe\xff") and b"\0" not in data[:start]:
        data = data[start:]  # byte order marks, also twice encoded ones, and white space before the declaration
    if _PROLOG.search(data[:4096]) and b"<!ENTITY" in data:
        raise InputError(f"{name}: this XML defines its own entities and is not read. Save it without DOCTYPE.")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_pis=True,
        remove_comments=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise InputError(
            f"{name}: no well-formed XML at line {line}, column {column} ({error.msg}). Fetch the file again."
        ) from error


def local(element: etree._Element) -> str:
    """Give an element's name without its namespace, in small letters; empty for what is no element."""
    return etree.QName(element).localname.casefold() if isinstance(element.tag, str) else ""
