"""The documentation says what the code does: examples run, tables are equal, links lead somewhere."""

from __future__ import annotations

import doctest
import importlib
import os
import pkgutil
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import typer

import kamergraaf
from kamergraaf import queries
from kamergraaf.cli.app import app
from kamergraaf.ontology import files, terms
from kamergraaf.ontology.iris import DEF, LIST

ROOT = Path(__file__).parent.parent
ONTOLOGY = ROOT / "docs" / "ontologie.md"
COMMANDS = ROOT / "docs" / "commands.md"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
MODULES = sorted(
    found.name
    for found in pkgutil.walk_packages(kamergraaf.__path__, "kamergraaf.")
    if not found.name.startswith(("kamergraaf.tests", "kamergraaf.__main__", "kamergraaf.bench"))
)
RDFS, SKOS = "http://www.w3.org/2000/01/rdf-schema#", "http://www.w3.org/2004/02/skos/core#"


@pytest.mark.parametrize("name", MODULES)
def test_docstring_examples_run(name: str) -> None:
    """Each ``>>>`` of a docstring gives what stands below it."""
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)

    assert result.failed == 0


def words(path: Path) -> dict[tuple[str, str, str], str]:
    """Subject, predicate and language to text."""
    return {
        (quad.subject.value, quad.predicate.value, quad.object.language or ""): quad.object.value
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)
        if isinstance(quad.object, ox.Literal) and isinstance(quad.subject, ox.NamedNode)
    }


def tables() -> dict[str, str]:
    """What each table of the ontology page must hold."""
    said, lists = words(files.VOCABULARY), words(files.LISTS)
    names = [
        iri.removeprefix(DEF) for iri, predicate, language in said if (predicate, language) == (RDFS + "label", "nl")
    ]
    rows: dict[str, list[str]] = {"classes": [], "properties": []}
    for name in names:
        nl, en = said[DEF + name, RDFS + "label", "nl"], said[DEF + name, RDFS + "label", "en"]
        what = said[DEF + name, SKOS + "definition", "en"].replace("|", "\\|")
        rows["classes" if name[0].isupper() else "properties"].append(f"| `kg:{name}` | {nl} | {en} | {what} |")
    head = "| term | Dutch | English | what |\n|---|---|---|---|\n"
    entries = [
        f"| `{name}` | {lists[LIST + name, SKOS + 'definition', 'en']} | "
        + ", ".join(f"`{entry}` ({lists[LIST + entry, SKOS + 'prefLabel', 'en']})" for entry in terms.LISTS[name])
        + " |"
        for name in terms.LISTS
    ]
    asked = []
    for group in queries.GROUPS:
        for name in queries.names():
            question = queries.load(name)
            if question.group == group:
                needs = ", ".join(f"`{p.name}={p.example}`" for p in question.parameters)
                asked.append(f"| {group} | `{name}` | {question.summary['en']} | {needs} |")
    return {
        "classes": head + "\n".join(rows["classes"]),
        "properties": head + "\n".join(rows["properties"]),
        "lists": "| list | what | entries |\n|---|---|---|\n" + "\n".join(entries),
        "questions": "| group | name | asks | parameters |\n|---|---|---|---|\n" + "\n".join(asked),
    }


def commands() -> str:
    """The commands with what they do and an example, as their own help says it."""
    rows = []
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]  # a group
        for path, one in [
            (name, command),
            *((f"{name} {sub}", c) for sub, c in getattr(command, "commands", {}).items()),
        ]:
            if not hasattr(one, "commands"):
                what = " ".join((one.help or "").split("\n\n")[0].split())
                example = (one.epilog or "").partition("Example: ")[2].replace("|", "\\|")
                rows.append(f"| `{path}` | {what} | `{example}` |")
    return "| command | does | example |\n|---|---|---|\n" + "\n".join(rows)


@pytest.mark.parametrize(
    ("path", "name"),
    [(ONTOLOGY, name) for name in ("classes", "properties", "lists", "questions")] + [(COMMANDS, "commands")],
)
def test_golden_tables_of_the_documentation_equal_the_code(path: Path, name: str) -> None:
    """Terms, lists, questions and commands are documented as they are (`make golden` rewrites the tables)."""
    page = path.read_text(encoding="utf-8")
    pattern = re.compile(rf"(<!-- table: {name} -->\n)(.*?)\n?(<!-- end -->)", re.DOTALL)
    expected = commands() if name == "commands" else tables()[name]
    if os.environ.get("KAMERGRAAF_GOLDEN") == "rewrite":
        page = pattern.sub(lambda found: f"{found[1]}{expected}\n{found[3]}", page)
        path.write_text(page, encoding="utf-8")
    found = pattern.search(page)

    assert found is not None
    assert found[2] == expected, "`make golden` rewrites the tables"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_of_the_documentation_lead_somewhere(page: Path) -> None:
    """Each relative link in the documentation names a file that is there."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = [target for target in re.findall(r"\]\(([^)\s#]+)", text) if "://" not in target]
    missing = [target for target in targets if not (page.parent / target).exists()]

    assert missing == []


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "decisions").glob("*.md")), ids=lambda path: path.stem)
def test_each_decision_says_why_and_what_follows(page: Path) -> None:
    """A decision has a day in its name, and context, decision and consequence in its text."""
    text = page.read_text(encoding="utf-8")

    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}-[a-z0-9-]+", page.stem)
    assert all(f"**{word}" in text for word in ("Context", "Decision", "Consequence"))


def test_words_are_defined_once() -> None:
    """CONTEXT.md gives each word of ours one definition."""
    defined = re.findall(r"^\*\*([^*]+)\*\*", (ROOT / "CONTEXT.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert len(defined) > 20
    assert len(defined) == len(set(defined))


def test_changelog_has_an_unreleased_section() -> None:
    """What is not released yet stands first."""
    heads = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert heads[0] == "Unreleased"
