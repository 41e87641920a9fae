"""Words, kinds and relations: complete in both languages, and what templates ask for exists."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import kamergraaf.web
from kamergraaf.ontology import iris, terms
from kamergraaf.web.concepts import vocabulary
from kamergraaf.web.kinds import KINDS
from kamergraaf.web.relations import RELATIONS
from kamergraaf.web.words import language, words

_WEB = Path(kamergraaf.web.__path__[0])
_CLASS = "http://www.w3.org/2002/07/owl#Class"


def test_both_languages_fill_in_the_same() -> None:
    """Each word has Dutch and English, with the same names to fill in."""
    table = tomllib.loads((_WEB / "words.toml").read_text(encoding="utf-8"))
    for part, rows in table.items():
        for name, row in rows.items():
            assert set(row) == {"nl", "en"}, f"{part}.{name}"
            fields = [{field for _, field, _, _ in string.Formatter().parse(text) if field} for text in row.values()]
            assert fields[0] == fields[1], f"{part}.{name}"


def test_templates_ask_only_for_words_that_exist() -> None:
    """Every literal ``w("…")`` in a template or module is in the table."""
    known = words("nl")
    for path in [*_WEB.glob("templates/**/*.html"), *_WEB.glob("**/*.py")]:
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r"""\bw\(f?["']([a-z]+\.[A-Za-z0-9-]+)["']\s*[,)]""", text):
            assert known.has(name), f"{path.name}: {name}"
        for name in re.findall(r"""\bw\.count\(["']([a-z]+\.[a-z-]+)["']""", text):
            assert {True} == {known.has(name), known.has(name + "-een")}, f"{path.name}: {name}"


def test_plain_words() -> None:
    """Pages say no "triple" or "knowledge graph" and use no exclamation marks."""
    for lang in ("nl", "en"):
        table = tomllib.loads((_WEB / "words.toml").read_text(encoding="utf-8"))
        for part, rows in table.items():
            for name, row in rows.items():
                assert "!" not in row[lang], f"{part}.{name}"
                assert not re.search(r"triple|knowledge graph|kennisgraaf", row[lang], re.IGNORECASE), name


def test_every_class_of_things_has_a_kind() -> None:
    """Each class whose things have an address is shown as some kind."""
    shown = {name for kind in KINDS for name in kind.classes}
    assert {kind.term for kind in iris.KINDS} <= shown


def test_relations_read_both_ways() -> None:
    """Each relation of the table is a term of the ontology and has two readings in each language."""
    own = {address.removeprefix(iris.DEF) for address in vocabulary()}
    for name, row in RELATIONS.items():
        assert [len(row["nl"]), len(row["en"])] == [2, 2], name
        assert name in own or name in ("identifier", "predecessor"), name
    assert terms.CITES.removeprefix(iris.DEF) in RELATIONS


def test_language_of_a_request() -> None:
    """The address decides, then the browser, then Dutch."""
    assert language("en", "nl") == "en"
    assert language(None, "en-GB,en;q=0.9,nl;q=0.8") == "en"
    assert language(None, "de") == "nl"
    assert language("de", None) == "nl"
