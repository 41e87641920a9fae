"""``serve`` and ``demo``: the site, the SPARQL endpoint and the API."""

from __future__ import annotations

import os
from typing import Annotated

import typer
import uvicorn

from kamergraaf.cli.options import DEFAULT_STORE, BaseIri, Store
from kamergraaf.graph.store import open_store
from kamergraaf.pipeline import demo as demonstration
from kamergraaf.pipeline.setup import opened

Host = Annotated[str, typer.Option("--host", help="Where to listen.")]
Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="On which port.")]
# Request heads beyond this are answered 431 by the server itself.
_LARGEST_HEAD = 32 * 1024


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("serve", epilog="Example: kamergraaf serve --port 8000 --base-iri https://kamergraaf.example/")(serve)
    app.command("demo", epilog="Example: kamergraaf demo --store .data/store")(demo)


def serve(
    store: Store = DEFAULT_STORE,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes that answer.")] = 1,
    time_limit: Annotated[float, typer.Option("--time-limit", min=0.1, help="Seconds a query may take.")] = 10.0,
    row_limit: Annotated[int, typer.Option("--row-limit", min=1, help="Rows a page for people shows.")] = 1_000,
    base_iri: BaseIri = None,
) -> None:
    """Serve the site, the SPARQL endpoint and the API over a store, read only."""
    # A store that is not there or made for another base is told here, before any worker starts.
    held = open_store(store, read_only=True, base=base_iri)
    base = held.base
    held.close()
    os.environ.update(
        KAMERGRAAF_STORE=store,
        KAMERGRAAF_BASE_IRI=base,
        KAMERGRAAF_TIME_LIMIT=str(time_limit),
        KAMERGRAAF_ROW_LIMIT=str(row_limit),
    )
    typer.echo(f"Kamergraaf is at http://{host}:{port}/ (Ctrl+C ends it)", err=True)
    uvicorn.run(
        "kamergraaf.web.serving:app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        http="h11",
        h11_max_incomplete_event_size=_LARGEST_HEAD,
        log_level="warning",
        server_header=False,
    )


def demo(store: Store = DEFAULT_STORE, host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Ingest the bundled letters into a store that has none, and serve the site."""
    held = opened(store)
    summary = demonstration.fill(held)
    held.close()
    if summary is not None:
        typer.echo(f"{summary.letters} letters, {summary.triples:,} triples in {summary.seconds:.1f} s.", err=True)
    serve(store, host, port, workers=1, time_limit=10.0, row_limit=1_000, base_iri=None)
