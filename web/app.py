"""The site: routers, the layer around them, and what they share."""

from __future__ import annotations

import threading
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from kamergraaf import __version__
from kamergraaf.graph.index import attach
from kamergraaf.graph.search import Search
from kamergraaf.graph.store import Store
from kamergraaf.web import problems
from kamergraaf.web.api import resolve
from kamergraaf.web.headers import Answers, Heads
from kamergraaf.web.kept import Kept
from kamergraaf.web.pages import adres, begrip, ding, graaf, los, overige, sparql, start, vragen, zoek
from kamergraaf.web.render import FOLDER
from kamergraaf.web.settings import Settings

_ROUTERS = (start, adres, ding, zoek, graaf, los, vragen, sparql, begrip, resolve, overige)


def create(store: Store, settings: Settings | None = None, *, folder: Path | None = None) -> FastAPI:
    """Make the site over a store, read only: nothing that it answers writes to that.

    ``folder``: of a store on this machine; its index is kept beside it.
    """
    settings = settings or Settings(base_iri=store.base)
    app = FastAPI(
        title=settings.provider,
        version=__version__,
        summary="A knowledge graph of Dutch parliamentary references",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.store = store
    app.state.settings = settings
    index = attach(store, folder)
    app.state.index = index
    app.state.search = Search(index)
    index.start()
    threading.Thread(target=app.state.search.warm, daemon=True).start()
    problems.install(app)
    for module in _ROUTERS:
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=FOLDER / "static"), name="static")
    app.add_middleware(Answers, version=store.version)
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5)
    app.add_middleware(Kept, version=store.version)
    app.add_middleware(Heads)
    return app
