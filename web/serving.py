"""The site as a server process starts it: settings and store from the environment (``KAMERGRAAF_*``)."""

from __future__ import annotations

import os
from pathlib import Path

from fastapi import FastAPI

from kamergraaf.graph.store import open_store
from kamergraaf.web.app import create
from kamergraaf.web.settings import Settings


def app() -> FastAPI:
    """Make the site over the store named by ``KAMERGRAAF_STORE``, opened for reading."""
    settings = Settings()
    address = os.environ["KAMERGRAAF_STORE"]
    store = open_store(address, read_only=True, base=settings.base_iri)
    return create(store, settings, folder=None if "://" in address else Path(address))
