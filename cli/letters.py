"""``ingest``, ``extract``, ``resolve``: letters to the store and the screen, and a citation to its thing."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from kamergraaf.cli import output
from kamergraaf.cli.options import DEFAULT_STORE, BaseIri, Dask, Jobs, Json, Sources, Store
from kamergraaf.ingest import findings, resolve, sources
from kamergraaf.ingest.extract import extract
from kamergraaf.ontology import iris
from kamergraaf.ontology.model import Extraction
from kamergraaf.pipeline import letters
from kamergraaf.pipeline.setup import opened

# What is coloured on a terminal, and in which colour.
COLOURS = {
    "citations": "blue",
    "motions": "dark_orange3",
    "commitments": "yellow",
    "persons": "magenta",
    "parties": "purple",
    "ministries": "green",
    "organisations": "dark_olive_green3",
    "reports": "hot_pink3",
    "urls": "cyan",
    "unread": "red",
}


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("ingest", epilog="Example: kamergraaf ingest brieven/ --store .data/store")(ingest)
    app.command("extract", epilog="Example: kamergraaf extract brief.txt --json | jq .motions")(show)
    app.command("resolve", epilog="Example: kamergraaf resolve 'Kamerstuk 29 754, nr. 482'")(find)


def ingest(
    source: Sources,
    store: Store = DEFAULT_STORE,
    base_iri: BaseIri = None,
    jobs: Jobs = 1,
    dask: Dask = None,
    as_json: Json = False,
) -> None:
    """Read letters (text, PDF, XML, HTML, docx, zip, folder) into the store. Again changes nothing."""
    with output.progress("Letters") as bar:
        task = bar.add_task("letters", total=None)
        summary = letters.ingest(
            source,
            opened(store, base=base_iri),
            jobs=jobs,
            dask=dask,
            seen=lambda done, total: bar.update(task, completed=done, total=total),
            shards=_beside(store),
        )
    if as_json:
        output.json(summary.as_dict())
    else:
        output.table("", ("what", "how many"), summary.rows())
        for name, error in summary.failed:
            typer.echo(f"failed: {name}: {error}", err=True)
        if summary.open:
            typer.echo(
                f"{summary.open:,} places are open; `kamergraaf query open-verwijzingen` lists them.", err=True
            )
    if summary.failed:
        raise typer.Exit(1)


def _beside(store: str) -> Path:
    """Give the folder in which a large ingest keeps its shards until they are loaded, so that it can go on."""
    if store.startswith(("http://", "https://")):
        return Path(".data") / f"shards-{iris.letter_key(store)}"
    return Path(f"{store.rstrip('/')}.shards")


def show(source: Sources, as_json: Json = False) -> None:
    """Find what a letter says, without a store. With --json one object per letter, in the shape of the gold files."""
    failed = False
    for read in sources.read(source):
        if read.letter is None:
            typer.echo(f"failed: {read.error}", err=True)
            failed = True
            continue
        found = extract(read.letter)
        if as_json:
            output.json(findings.as_json(found))
        else:
            _print_coloured(found)
    if failed:
        raise typer.Exit(1)


def find(
    text: Annotated[list[str], typer.Argument(metavar="TEXT…", help="Citations or names, each as one argument.")],
    on: Annotated[datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="The day of a name.")] = None,
    base_iri: BaseIri = None,
    as_json: Json = False,
) -> None:
    """Give the address of a citation or name as people write it, or candidates, or a clear no (exit 1)."""
    day = date(on.year, on.month, on.day) if on else None
    base = base_iri or iris.BASE
    answers = [resolve.resolve(words, day=day) for words in text]
    if as_json:
        output.json([_answer(answer, base) for answer in answers] if len(answers) > 1 else _answer(answers[0], base))
    else:
        for answer in answers:
            _print_answer(answer, base)
    if not all(answer.match for answer in answers):
        raise typer.Exit(1)


def _answer(answer: resolve.Answer, base: str) -> dict[str, object]:
    return {
        "ref": answer.text,
        "match": answer.match,
        "iri": _address(answer, base),
        "ids": list(answer.ids),
        "reason": answer.reason,
        "candidates": [
            {"iri": iris.iri(candidate.ref, base), "label": candidate.label, "score": candidate.score}
            for candidate in answer.candidates
        ],
    }


def _address(answer: resolve.Answer, base: str) -> str | None:
    if not answer.match:
        return None
    if answer.refs:
        return iris.iri(answer.refs[0], base)
    return iris.foreign(answer.ids[0]) if answer.ids else None


def _print_answer(answer: resolve.Answer, base: str) -> None:
    if answer.match:
        for ref in answer.refs or ():
            typer.echo(iris.iri(ref, base))
        if not answer.refs:
            typer.echo(_address(answer, base) or answer.ids[0])
        return
    typer.echo(f"{answer.text}: no certain match. {answer.reason}".rstrip())
    for candidate in answer.candidates:
        typer.echo(f"  {candidate.score:5.2f}  {iris.iri(candidate.ref, base)}  {candidate.label}")


def _print_coloured(found: Extraction) -> None:
    text = Text(found.letter.text)
    rows: list[tuple[str, str, str]] = []
    for kind, colour in COLOURS.items():
        for item in getattr(found, kind):
            span = item.heading if hasattr(item, "heading") else item.span
            text.stylize(colour if kind != "unread" else "bold red", span.start, span.end)
            rows.append((kind, " ".join(span.exact.split()), _outcome(item)))
    output.console.print(text)
    output.table(found.letter.name, ("kind", "in the letter", "read as"), rows)
    sys.stdout.flush()


def _outcome(item: object) -> str:
    """Say what a finding was read as, in one cell."""
    ids = getattr(item, "ids", ())
    known = getattr(item, "known_as", None) or getattr(item, "party", None) or getattr(item, "key", None)
    said = ", ".join(ids) or known or getattr(item, "url", None) or getattr(item, "name", None) or ""
    status = getattr(item, "status", None)
    reason = getattr(item, "reason", "")
    return " ".join(part for part in (str(said), f"({status})" if status else "", reason) if part)
