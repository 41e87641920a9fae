"""``query``, ``questions``, ``path``: ask the graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kamergraaf import queries
from kamergraaf.cli import output
from kamergraaf.cli.options import DEFAULT_STORE, Json, Store
from kamergraaf.cli.things import thing
from kamergraaf.graph.endpoint import ask_endpoint
from kamergraaf.graph.guard import examine
from kamergraaf.graph.path import Paths, paths
from kamergraaf.graph.results import FORMATS, Answer, serialize
from kamergraaf.graph.store import Store as StoreLike
from kamergraaf.graph.store import open_store
from kamergraaf.graph.terms import Iri, Rows, Term
from kamergraaf.ontology import iris
from kamergraaf.ontology.errors import InputError, UsageError

_FORMS = tuple(dict.fromkeys(form.name for form in FORMATS))


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("query", epilog="Example: kamergraaf query moties-van-partij --param partij=partij/denk")(query)
    app.command("questions", epilog="Example: kamergraaf questions")(questions)
    app.command("path", epilog="Example: kamergraaf path persoon/farid-azarkan ministerie/jenv")(path)


def query(
    what: Annotated[
        str, typer.Argument(metavar="NAME|FILE|-", help="A saved question, a .rq file, or - to read it.")
    ],
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="KEY=VALUE", help="A value for a saved question.")
    ] = None,
    form: Annotated[
        str, typer.Option("--format", "-f", help=f"table, {', '.join(_FORMS)}.", show_default=True)
    ] = "table",
    remote: Annotated[
        str | None, typer.Option("--endpoint", metavar="URL", help="Ask this SPARQL server instead of the store.")
    ] = None,
    store: Store = DEFAULT_STORE,
    as_json: Json = False,
) -> None:
    """Ask a saved question by name, a query from a file, or one from standard input."""
    wanted = "json" if as_json else form
    if wanted != "table" and wanted not in _FORMS:
        raise UsageError(f"No format is called {wanted!r}. Formats are: table, {', '.join(_FORMS)}.")
    if remote is not None:
        base = iris.BASE
        answer = ask_endpoint(remote, _text(what, param or [], base))
    else:
        opened = open_store(store, read_only=True)
        base = opened.base
        answer = _ask(opened, _text(what, param or [], base))
    if wanted != "table":
        sys.stdout.buffer.write(serialize(answer, wanted, base))
    elif isinstance(answer, bool):
        typer.echo("yes" if answer else "no")
    elif isinstance(answer, Rows):
        rows = [[_short(term, base) for term in row] for row in answer]
        output.table("", answer.variables, rows)
        typer.echo(f"{len(rows):,} {'row' if len(rows) == 1 else 'rows'}", err=True)
    else:
        sys.stdout.buffer.write(serialize(answer, "ttl", base))


def questions(as_json: Json = False) -> None:
    """List the saved questions with their parameters."""
    held = [queries.load(name) for name in queries.names()]
    if as_json:
        output.json(
            [
                {
                    "name": q.name,
                    "group": q.group,
                    "summary": dict(q.summary),
                    "parameters": [
                        {"name": p.name, "type": p.type, "required": p.required, "default": p.default}
                        for p in q.parameters
                    ],
                }
                for q in held
            ]
        )
        return
    for group in queries.GROUPS:
        rows = [
            (q.name, q.summary["nl"], ", ".join(_shown(p) for p in q.parameters)) for q in held if q.group == group
        ]
        output.table(group, ("name", "question", "parameters"), rows)


def path(
    start: Annotated[str, typer.Argument(metavar="A", help="A thing: kind/key or its address.")],
    end: Annotated[str, typer.Argument(metavar="B", help="Another thing.")],
    store: Store = DEFAULT_STORE,
    as_json: Json = False,
) -> None:
    """Give the shortest connections between two things, each step with its quote."""
    opened = open_store(store, read_only=True)
    found = paths(opened, thing(start, opened.base), thing(end, opened.base))
    if as_json:
        output.json(found)
    else:
        _tell(found)
    if found.length is None:
        raise typer.Exit(1)


def _ask(store: StoreLike, query: str) -> Answer:
    match examine(query, store.base).form:
        case "select":
            return store.select(query)
        case "ask":
            return store.ask(query)
        case _:
            return store.construct(query)


def _text(what: str, params: list[str], base: str) -> str:
    """Give the query's text: of a saved question with its values, a file's, or standard input's."""
    values: dict[str, str] = {}
    for pair in params:
        key, found, value = pair.partition("=")
        if not found:
            raise UsageError(f"--param takes KEY=VALUE, for instance partij=partij/denk, not {pair!r}.")
        values[key] = value
    if what == "-" or what.endswith(".rq") or Path(what).is_file():
        if values:
            raise UsageError("--param belongs to a saved question; write the values into the query itself.")
        try:
            text = sys.stdin.read() if what == "-" else Path(what).read_text(encoding="utf-8")
        except OSError as error:
            raise InputError(f"{what} cannot be read ({error.strerror}). Name a file with a SPARQL query.") from error
        examine(text, base)
        return text
    return queries.load(what, base).bind(**values)


def _short(term: Term | None, base: str) -> str:
    """Write a term for people: things as kind/key (which every command takes), terms by their name."""
    text = "" if term is None else str(term)
    for home in (f"{base}id/", iris.LIST, iris.RULE, iris.DEF):
        text = text.removeprefix(home) if isinstance(term, Iri) else text
    return text


def _shown(parameter: queries.Parameter) -> str:
    if parameter.default is not None:
        return f"{parameter.name}={parameter.default}"
    return parameter.name if parameter.required else f"[{parameter.name}]"


def _tell(found: Paths) -> None:
    if found.length is None:
        more = " within what was looked at" if found.gave_up else ""
        typer.echo(f"No connection between {found.start.label} and {found.end.label}{more}.")
        return
    for number, one in enumerate(found.paths, start=1):
        output.console.print(f"[bold]{number}. {found.length} steps[/bold]")
        for node, step in zip(one.nodes, (*one.steps, None), strict=True):
            output.console.print(f"  {node.label}", style="bold", markup=False)
            if step is None:
                continue
            edge = step.edges[0]
            output.console.print(f"    {edge.property.rsplit('/', 1)[-1]}", style="cyan", markup=False)
            for quote in edge.quotes[:1]:
                output.console.print(f"    “{quote.context or quote.exact}”", style="italic", markup=False)
    if found.more:
        typer.echo("There are more connections as short.", err=True)
