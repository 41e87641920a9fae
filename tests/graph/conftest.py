"""The four stores that the contract is kept on, each once for all tests and emptied between them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kamergraaf.graph.store import MEMORY, Store, open_store
from kamergraaf.tests.graph.servers import oxigraph, virtuoso


@pytest.fixture(scope="session")
def oxigraph_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of an Oxigraph server."""
    with oxigraph(tmp_path_factory.mktemp("oxigraph") / "store") as address:
        yield address


@pytest.fixture(scope="session")
def virtuoso_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a Virtuoso server."""
    with virtuoso(tmp_path_factory.mktemp("virtuoso") / "store") as address:
        yield address


@pytest.fixture(params=["memory", "disk", "oxigraph", "virtuoso"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Give an empty store of each kind."""
    if request.param in ("memory", "disk"):
        opened = open_store(MEMORY if request.param == "memory" else str(tmp_path / "store"))
    else:
        opened = open_store(request.getfixturevalue(f"{request.param}_address"))
        for name in opened.graphs():
            if not name.endswith("/graph/meta"):
                opened.drop(name)
    yield opened
    opened.close()
