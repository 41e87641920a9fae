"""Where a SPARQL 1.1 server takes queries, updates and graphs, and how it knows us."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

import httpx

from kamergraaf.graph.virtuoso import Loader
from kamergraaf.ontology.errors import UsageError

_VARIABLE = "KAMERGRAAF_STORE_"


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The addresses of one server. ``graph_parameter``: how the graph store names a graph.

    ``name`` is what messages call it: no password is in it.
    """

    name: str
    query: str
    update: str
    graphs: str
    graph_parameter: str = "graph"
    auth: httpx.Auth | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    loader: Loader | None = None


def endpoints(address: str, environment: Mapping[str, str] = os.environ) -> Endpoints:
    """Tell a server's addresses from the one that was given.

    ``http://host:7878`` is an Oxigraph server, ``http://host:8890/sparql`` Virtuoso, ``…/query`` one with
    ``/update`` and ``/store`` beside it; any other address takes queries and updates alike.
    ``KAMERGRAAF_STORE_UPDATE`` and ``KAMERGRAAF_STORE_GRAPHS`` overrule; ``KAMERGRAAF_STORE_USER`` and
    ``_PASSWORD``, or user and password in the address, log in (``KAMERGRAAF_STORE_AUTH``: ``basic``, ``digest`` or
    ``bearer`` with ``_TOKEN``; by default ``digest`` for Virtuoso). ``KAMERGRAAF_STORE_ISQL`` (``host:port``) and
    ``KAMERGRAAF_STORE_SHARDS`` (a folder that the server may read) let a Virtuoso load in bulk by its own means.
    """
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise UsageError(f"{address!r} is no address: {error}.") from error
    user = unquote(url.userinfo.decode().partition(":")[0]) or environment.get(f"{_VARIABLE}USER", "")
    password = unquote(url.userinfo.decode().partition(":")[2]) or environment.get(f"{_VARIABLE}PASSWORD", "")
    plain = str(url.copy_with(userinfo=b"")).rstrip("/")
    parameter, scheme = "graph", "basic"
    if plain.endswith("/sparql"):
        stem = plain.removesuffix("/sparql")
        update, graphs = f"{stem}/sparql-auth", f"{stem}/sparql-graph-crud-auth"
        query, parameter, scheme = plain, "graph-uri", "digest"
    elif plain.endswith("/query"):
        stem = plain.removesuffix("/query")
        query, update, graphs = plain, f"{stem}/update", f"{stem}/store"
    elif url.path in ("", "/"):
        query, update, graphs = f"{plain}/query", f"{plain}/update", f"{plain}/store"
    else:
        query = update = graphs = plain
    scheme = environment.get(f"{_VARIABLE}AUTH", scheme)
    auth, headers = _login(scheme, user, password, environment)
    return Endpoints(
        plain,
        query,
        environment.get(f"{_VARIABLE}UPDATE", update),
        environment.get(f"{_VARIABLE}GRAPHS", graphs),
        parameter,
        auth,
        headers,
        _loader(user, password, environment),
    )


def _loader(user: str, password: str, environment: Mapping[str, str]) -> Loader | None:
    port, folder = environment.get(f"{_VARIABLE}ISQL", ""), environment.get(f"{_VARIABLE}SHARDS", "")
    if not port:
        return None
    if not folder or "'" in folder:
        raise UsageError(
            f"{_VARIABLE}ISQL needs {_VARIABLE}SHARDS: a folder without quotes in its name that Virtuoso may read."
        )
    return Loader(port, user or "dba", password, Path(folder).absolute())


def _login(
    scheme: str, user: str, password: str, environment: Mapping[str, str]
) -> tuple[httpx.Auth | None, Mapping[str, str]]:
    if scheme == "bearer":
        return None, {"Authorization": f"Bearer {environment.get(f'{_VARIABLE}TOKEN', '')}"}
    if scheme not in ("basic", "digest"):
        raise UsageError(f"{_VARIABLE}AUTH is {scheme!r}: it may be basic, digest or bearer.")
    if not user:
        return None, {}
    return (httpx.DigestAuth if scheme == "digest" else httpx.BasicAuth)(user, password), {}
