"""The Kamer's entities: their names, and one form for both doors.

SyncFeed writes ``<zaak id="…"><kamerstukdossier ref="…"/>``, OData ``{"Id": …, "Kamerstukdossier_Id": …}``. Records
are kept in the names of OData; a reference that may repeat is always a list under ``…_Id``. Times stay as they
are written: their first ten characters are the day, turned into UTC they would be the day before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree
from rapidfuzz.process import extractOne

from kamergraaf.ingest.readers.markup import local
from kamergraaf.ontology.errors import UsageError


@dataclass(frozen=True, slots=True)
class Category:
    """An entity. ``many``: references that may repeat, in OData's names. ``expand``: what OData must be asked for.

    ``read``: properties without which its records would have holes for us, beside those that every entity has.
    """

    name: str
    many: tuple[str, ...] = ()
    expand: tuple[str, ...] = ()
    read: tuple[str, ...] = ()

    @property
    def needs(self) -> tuple[str, ...]:
        """Give the properties that OData must have."""
        return ("Id", "GewijzigdOp", "Verwijderd", *self.read)


CATEGORIES = (
    Category("Persoon"),
    Category("Fractie"),
    Category("FractieZetel"),
    Category("FractieZetelPersoon"),
    Category("Kamerstukdossier"),
    Category(
        "Zaak",
        ("Activiteit", "Agendapunt", "GerelateerdVanuit", "VervangenVanuit"),
        ("Kamerstukdossier", "VervangenVanuit"),
        (
            "Nummer",
            "Soort",
            "Titel",
            "Onderwerp",
            "GestartOp",
            "Vergaderjaar",
            "Volgnummer",
            "Kabinetsappreciatie",
            "Afgedaan",
        ),
    ),
    Category("ZaakActor", read=("Zaak_Id", "Persoon_Id", "ActorNaam", "Relatie")),
    Category(
        "Document",
        ("Zaak", "Kamerstukdossier", "BronDocument", "Activiteit", "Agendapunt"),
        ("Zaak", "Kamerstukdossier"),
        ("Soort", "DocumentNummer", "Volgnummer", "HuidigeDocumentVersie_Id"),
    ),
    Category("DocumentVersie", read=("ExterneIdentifier",)),
    Category("DocumentActor"),
    Category("Activiteit", read=("Datum", "Soort", "Onderwerp")),
    Category("Agendapunt", ("Zaak",), ("Zaak",), ("Activiteit_Id",)),
    Category("Besluit", ("Zaak",), ("Zaak",), ("BesluitSoort", "Agendapunt_Id")),
    Category("Stemming", read=("Besluit_Id", "Soort", "Persoon_Id", "ActorFractie", "Vergissing")),
    Category("Toezegging", ("IsHerhalingVan", "IsAanvullingOp", "IsWijzigingVan")),
)
_BY_NAME = {category.name: category for category in CATEGORIES}

# What a version of OData calls otherwise, by category; seen or announced for v5. The right-hand names are ours.
RENAMED: Mapping[str, Mapping[str, str]] = {"Stemming": {"FractieNaam": "ActorFractie", "PersoonNaam": "ActorNaam"}}

_SPELT = {"naamNl": "NaamNL", "naamEn": "NaamEN"}
_WHOLE = frozenset(
    {"Volgnummer", "FractieGrootte", "HoogsteVolgnummer", "AantalZetels", "AantalStemmen", "Versienummer"}
)
_WHOLE_NUMBERED = frozenset({"Kamerstukdossier", "Persoon", "Fractie"})  # their Nummer is a number, a Zaak's is not
_SAYS_NOTHING = frozenset({"Id", "GewijzigdOp", "ApiGewijzigdOp", "Verwijderd"})


def category(name: str) -> Category:
    """Give an entity by its name. Raises ``UsageError`` with the nearest one: a misspelt feed is empty, no error."""
    found = _BY_NAME.get(name)
    if found is None:
        near = extractOne(name, list(_BY_NAME))[0]
        raise UsageError(f"No category {name!r}. Did you mean {near}? There are: {', '.join(_BY_NAME)}.")
    return found


def of_xml(kind: Category, element: etree._Element) -> dict[str, Any]:
    """Give the record of a feed's entity."""
    attributes = {etree.QName(str(name)).localname: str(value) for name, value in element.attrib.items()}
    record: dict[str, Any] = {
        "Id": attributes.get("id", ""),
        "GewijzigdOp": attributes.get("bijgewerkt"),
        "Verwijderd": attributes.get("verwijderd") == "true",
    }
    for name in ("contentType", "contentLength"):
        if name in attributes:
            record[name[0].upper() + name[1:]] = _value(kind, name, attributes[name])
    for child in element:
        if not local(child):
            continue
        written = etree.QName(child).localname
        name = _SPELT.get(written, written[0].upper() + written[1:])
        if child.get("ref") is not None:
            if name in kind.many:
                record.setdefault(f"{name}_Id", []).append(child.get("ref"))
            else:
                record[f"{name}_Id"] = child.get("ref")
        elif len(child) == 0:
            record[name] = _value(kind, name, child.text)
    return record


def of_odata(kind: Category, row: Mapping[str, Any]) -> dict[str, Any]:
    """Give the record of an OData row: renamed fields by our names, expanded references as ids."""
    renamed = RENAMED.get(kind.name, {})
    record: dict[str, Any] = {}
    for name, value in row.items():
        if name.startswith("@") or "@odata." in name:
            continue
        if isinstance(value, list) and all(isinstance(v, dict) and "Id" in v for v in value):
            record[f"{name}_Id"] = [v["Id"] for v in value]
            if name == "Kamerstukdossier" and kind.name == "Zaak":
                record[f"{name}_Id"] = value[0]["Id"] if value else None
        elif isinstance(value, dict) and "Id" in value:
            record[f"{name}_Id"] = value["Id"]
        else:
            record[renamed.get(name, name)] = value
    return record


def says_nothing(record: Mapping[str, Any]) -> bool:
    """Whether a record is an empty placeholder: an id and no more. A deletion says something."""
    return not record.get("Verwijderd") and all(
        name in _SAYS_NOTHING or value in (None, "", []) for name, value in record.items()
    )


def _value(kind: Category, name: str, text: str | None) -> str | int | bool | None:
    stripped = (text or "").strip()
    if not stripped:
        return None
    if stripped in ("true", "false"):
        return stripped == "true"
    whole = name in _WHOLE or name == "contentLength" or (name == "Nummer" and kind.name in _WHOLE_NUMBERED)
    return int(stripped) if whole and stripped.lstrip("-").isdecimal() else stripped
