"""The site over the bundled letters: in memory, filled once for all tests; and a server on loopback for browsers."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.testclient import TestClient

from kamergraaf.graph.store import MEMORY, Store, open_store
from kamergraaf.pipeline import demo
from kamergraaf.web.app import create

SEED = "/doc/brief/d70d78ee02df"


@pytest.fixture(scope="session")
def store() -> Iterator[Store]:
    """Give a store with the bundled real letter and the made-up ones."""
    opened = open_store(MEMORY)
    demo.fill(opened)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def client(store: Store) -> Iterator[TestClient]:
    """Give a client that follows no redirect and speaks Dutch."""
    with TestClient(create(store), follow_redirects=False, headers={"accept-language": "nl"}) as opened:
        yield opened


@pytest.fixture(scope="session")
def site(store: Store) -> Iterator[str]:
    """Give the address of the site on loopback."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create(store), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(200):
        if server.started:
            break
        time.sleep(0.05)
    assert server.started
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)
