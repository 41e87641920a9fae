"""Answers that were made before, given again as they were: for as long as the store does not change.

A plain ASGI layer before everything else, in one process' memory, of a bounded size; the answers used longest ago
go first (engines.md, section 4).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kamergraaf.web.headers import tags, whole
from kamergraaf.web.words import language

SIZE = 64 << 20  # bytes of all answers together
LARGEST = 1 << 20  # bytes of one: larger ones are rare
_LONGEST = 300  # characters of what a caller accepts; longer ones are not kept
_PATHS = ("/doc/", "/def", "/vragen", "/graaf", "/api/neighbours", "/api/path", "/sitemap.xml")
_OVERHEAD = 1_000  # bytes of an answer's headers and key, about

_Key = tuple[str, str, bytes, str, str, bool]
_Answer = tuple[list[tuple[bytes, bytes]], bytes]


class Kept:
    """Keeps what is read often. ``version`` gives the store's version, with which an answer goes out of use.

    The search is not kept: after a change it answers from names gathered before until the new ones are there.
    """

    def __init__(self, app: ASGIApp, version: Callable[[], str], size: int = SIZE) -> None:
        """Wrap an application."""
        self._app = app
        self._version = version
        self._size = size
        self._held: OrderedDict[_Key, _Answer] = OrderedDict()
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        key = self._key(scope)
        if key is None:
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        held = self._held.get(key)
        if held is not None:
            self._held.move_to_end(key)
            await _send(held, asked, send)
            return

        async def finish(start: Message, body: bytes) -> None:
            if start["status"] != 200:
                await send(start)
                await send({"type": "http.response.body", "body": body})
                return
            answer = (list(start["headers"]), body)
            self._keep(key, answer)
            await _send(answer, asked, send)

        bare = [(name, value) for name, value in scope["headers"] if name != b"if-none-match"]
        await self._app({**scope, "headers": bare}, receive, whole(finish))

    def _key(self, scope: Scope) -> _Key | None:
        """Give what an answer depends on; None for what is not kept."""
        if scope["type"] != "http" or scope["method"] != "GET":
            return None
        path: str = scope["path"]
        query: bytes = scope["query_string"]
        if not (path == "/" or path.startswith(_PATHS)) or (path == "/graaf" and b"van=" in query):
            return None
        asked = Headers(scope=scope)
        accept = asked.get("accept", "")
        if len(accept) + len(query) > _LONGEST or "range" in asked:
            return None
        zipped = "gzip" in asked.get("accept-encoding", "")
        return self._version(), path, query, accept, language(None, asked.get("accept-language")), zipped

    def _keep(self, key: _Key, answer: _Answer) -> None:
        size = len(answer[1]) + _OVERHEAD
        if size > LARGEST or key in self._held:
            return
        if self._held and next(reversed(self._held))[0] != key[0]:  # the store has changed
            self._held.clear()
            self._bytes = 0
        self._held[key] = answer
        self._bytes += size
        while self._bytes > self._size:
            _, (_, gone) = self._held.popitem(last=False)
            self._bytes -= len(gone) + _OVERHEAD


async def _send(answer: _Answer, asked: Headers, send: Send) -> None:
    """Send an answer, or 304 to a caller who has it."""
    headers, body = answer
    found = MutableHeaders(raw=list(headers))
    status = 200
    if found.get("etag", "").removeprefix("W/") in tags(asked.get("if-none-match")):
        status, body = 304, b""
        for name in ("content-length", "content-type", "content-encoding"):
            del found[name]
    await send({"type": "http.response.start", "status": status, "headers": found.raw})
    await send({"type": "http.response.body", "body": body})
