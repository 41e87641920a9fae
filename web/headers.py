"""What every answer carries: CORS, security headers, validators; and HEAD and OPTIONS for every address.

A plain ASGI layer, so that it also holds for errors and files. The policy allows no script or style but
our own files and no request to another host.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
ALWAYS = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Link, Location, Last-Modified, Retry-After",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
}
_PREFLIGHT = {
    "access-control-allow-methods": "GET, HEAD, POST, OPTIONS",
    "access-control-allow-headers": "Accept, Accept-Language, Content-Type, If-None-Match",
    "access-control-max-age": "86400",
    "allow": "GET, HEAD, POST, OPTIONS",
}


class Heads:
    """Answers HEAD with what GET would send, without its body; the outermost layer, so that lengths agree."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def bodiless(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self._app({**scope, "method": "GET"}, receive, bodiless)


class Answers:
    """Adds the headers, answers OPTIONS, and gives 304 for what the caller has already.

    ``version`` gives the store's version: it is part of each ETag, so that a page of the same bytes made
    from another state of the store is another one.
    """

    def __init__(self, app: ASGIApp, version: Callable[[], str]) -> None:
        """Wrap an application."""
        self._app = app
        self._version = version

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        method = scope["method"]
        if method == "OPTIONS":
            await _no_content(send)
            return
        if method != "GET":
            await self._app(scope, receive, _with_headers(send))
            return
        await self._read(scope, receive, send, Headers(scope=scope))

    async def _read(self, scope: Scope, receive: Receive, send: Send, asked: Headers) -> None:
        """Hold the answer back until it is whole, give it its ETag, and leave out what is not needed."""

        async def finish(start: Message, body: bytes) -> None:
            await self._finish(start, body, asked, send)

        await self._app(scope, receive, whole(finish))

    async def _finish(self, start: Message, body: bytes, asked: Headers, send: Send) -> None:
        headers = MutableHeaders(raw=list(start.get("headers", [])))
        _add(headers)
        status = start["status"]
        if status == 200:
            if "etag" not in headers:
                headers["etag"] = self._etag(body)
            headers.setdefault("cache-control", "no-cache")
            if headers["etag"].removeprefix("W/") in tags(asked.get("if-none-match")):
                status, body = 304, b""
                for name in ("content-length", "content-type"):
                    del headers[name]
        if status != 304:
            headers["content-length"] = str(len(body))
        await send({"type": "http.response.start", "status": status, "headers": headers.raw})
        await send({"type": "http.response.body", "body": body})

    def _etag(self, body: bytes) -> str:
        digest = hashlib.sha256(self._version().encode() + b"\0" + body).hexdigest()[:24]
        return f'W/"{digest}"'  # weak: the same answer may be sent compressed


def _with_headers(send: Send) -> Send:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message.get("headers", [])))
            _add(headers)
            message = {**message, "headers": headers.raw}
        await send(message)

    return sender


def _add(headers: MutableHeaders) -> None:
    for name, value in ALWAYS.items():
        headers[name] = value
    headers.setdefault("content-security-policy", POLICY)


async def _no_content(send: Send) -> None:
    headers = MutableHeaders(raw=[])
    _add(headers)
    for name, value in _PREFLIGHT.items():
        headers[name] = value
    await send({"type": "http.response.start", "status": 204, "headers": headers.raw})
    await send({"type": "http.response.body", "body": b""})


def whole(finish: Callable[[Message, bytes], Awaitable[None]]) -> Send:
    """Give a sender that holds an answer back until it is whole, and hands its start and its body to ``finish``."""
    start: Message = {}
    parts: list[bytes] = []

    async def collect(message: Message) -> None:
        nonlocal start
        if message["type"] == "http.response.start":
            start = message
            return
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            await finish(start, b"".join(parts))

    return collect


def tags(header: str | None) -> set[str]:
    """Give the tags of ``If-None-Match``; weak ones count as strong, since reads compare weakly (RFC 9110)."""
    return {tag.strip().removeprefix("W/") for tag in (header or "").split(",") if tag.strip()}
