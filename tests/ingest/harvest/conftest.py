"""Runs the stand-in of both services on a free loopback port, and ends it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn

from kamergraaf.ingest.harvest.manners import Manners
from kamergraaf.tests.replica.app import Service

HASTY = Manners(per_second=100_000, attempts=4, first_wait=0.01, longest_wait=0.05, timeout=5)


@pytest.fixture
def service() -> Service:
    """The service, empty; a test fills its tables and switches its faults on."""
    return Service()


@pytest.fixture
def url(service: Service) -> Iterator[str]:
    """The address at which the service answers while the test runs."""
    server = uvicorn.Server(uvicorn.Config(service.app(), port=0, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(5)


@pytest.fixture
def hasty() -> Manners:
    """Manners for a service of our own: no pauses to speak of."""
    return HASTY
