"""Where work runs: here, in a pool of processes, or on a Dask cluster; the same function everywhere."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

from kamergraaf.ontology.errors import StoreError, UsageError


@contextmanager
def executor(jobs: int = 1, dask: str | None = None) -> Iterator[Executor | None]:
    """Give an executor for ``jobs`` processes or a Dask address (``tcp://…``); None for one process: run it here.

    Raises ``UsageError`` where Dask is not installed and ``StoreError`` where its address does not answer.
    """
    if dask is not None:
        with _on_dask(dask) as pool:
            yield pool
    elif jobs > 1:
        with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
            yield pool
    else:
        yield None


@contextmanager
def _on_dask(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError("--dask needs the extra `dask`: pip install 'kamergraaf[dask]'.") from error
    try:
        client: Any = Client(address, timeout="10s")  # type: ignore[no-untyped-call]  # distributed has no types
    except (OSError, TimeoutError, ValueError) as error:
        raise StoreError(f"No Dask scheduler answers at {address} ({error}). Start one, or use --jobs.") from error
    with client, client.get_executor(pure=False) as pool:
        yield pool
