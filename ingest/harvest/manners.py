"""A polite client: one request at a time, not too fast, asking again later when a service is busy."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from kamergraaf import __version__
from kamergraaf.ontology.errors import InputError

_BUSY = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Manners:
    """How a client behaves. Times in seconds; ``attempts`` counts the first.

    The defaults stay far below what the services bear, and outlast an outage of some minutes.
    """

    per_second: float = 4.0
    attempts: int = 8
    first_wait: float = 1.0
    longest_wait: float = 120.0
    timeout: float = 60.0
    user_agent: str = f"kamergraaf/{__version__} (open data harvester)"


class Unavailable(InputError):  # noqa: N818 - as in the errors it stands among
    """A service that did not answer, or answered 429 or 5xx, every time it was asked."""


class Refusal(InputError):  # noqa: N818 - as in the errors it stands among
    """An answer 4xx: asking again does not help. ``status`` is its number."""

    def __init__(self, message: str, status: int) -> None:
        """Take the message and the status."""
        super().__init__(message)
        self.status = status


class _Busy(Exception):  # noqa: N818 - caught here, never seen outside
    def __init__(self, status: int, after: float | None) -> None:
        super().__init__(f"HTTP {status}")
        self.after = after


@dataclass(frozen=True, slots=True)
class Saved:
    """A file that was downloaded: hash and size of what is on disk, and what to ask with the next time."""

    sha256: str
    size: int
    etag: str | None
    modified: str | None


class Client:
    """Fetches from the hosts that it was made for, and from no other, whatever an answer links to."""

    def __init__(self, *bases: str, manners: Manners | None = None) -> None:
        """Take the services' addresses; only their hosts are asked."""
        self._manners = manners or Manners()
        self._hosts = {(httpx.URL(base).host, httpx.URL(base).port) for base in bases}
        self._http = httpx.Client(
            headers={"User-Agent": self._manners.user_agent, "Accept-Encoding": "gzip"},
            timeout=self._manners.timeout,
            follow_redirects=True,
            max_redirects=3,
            event_hooks={"request": [self._before]},
        )
        self._last = 0.0

    def __enter__(self) -> Self:
        """Give the client."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """Close the connections."""
        self._http.close()

    def get(self, address: str, parameters: Mapping[str, str | int] | None = None) -> bytes:
        """Give the body of an answer.

        Raises ``Refusal`` for an answer 4xx, ``Unavailable`` after the last attempt.
        """
        return self._retrying(address, self._manners.attempts)(self._get, address, parameters)

    def save(
        self,
        address: str,
        to: Path,
        *,
        etag: str | None = None,
        modified: str | None = None,
        attempts: int | None = None,
    ) -> Saved | None:
        """Download a file: under a hidden name first, so that a file under its own name is always whole.

        Gives None where the service says that it did not change. Raises as ``get`` does.
        """
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in asked.items() if value}
        retrying = self._retrying(address, attempts or self._manners.attempts)
        return retrying(self._save, address, to, headers)

    def _get(self, address: str, parameters: Mapping[str, str | int] | None) -> bytes:
        response = self._http.get(address, params=dict(parameters) if parameters else None)
        _check(response)
        return response.content

    def _save(self, address: str, to: Path, headers: Mapping[str, str]) -> Saved | None:
        to.parent.mkdir(parents=True, exist_ok=True)
        part = to.with_name(f".{to.name}.part")
        digest = hashlib.sha256()
        size = 0
        with self._http.stream("GET", address, headers=dict(headers)) as response:
            if response.status_code == httpx.codes.NOT_MODIFIED:
                return None
            _check(response)
            with part.open("wb") as stream:
                for chunk in response.iter_bytes():
                    stream.write(chunk)
                    digest.update(chunk)
                    size += len(chunk)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(to)
            return Saved(
                digest.hexdigest(), size, response.headers.get("ETag"), response.headers.get("Last-Modified")
            )

    def _retrying(self, address: str, attempts: int) -> Retrying:
        def give_up(state: RetryCallState) -> None:
            error = state.outcome.exception() if state.outcome else None
            raise Unavailable(
                f"{address}: {error or 'no answer'} ({state.attempt_number} times). "
                "Start the same command again later; it goes on where it stopped."
            ) from error

        return Retrying(
            retry=retry_if_exception_type((httpx.TransportError, _Busy)),
            stop=stop_after_attempt(attempts),
            wait=self._wait,
            retry_error_callback=give_up,
        )

    def _wait(self, state: RetryCallState) -> float:
        """As long as the service asks, else longer each time."""
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, _Busy) and error.after is not None:
            return min(error.after, self._manners.longest_wait)
        growing = wait_exponential_jitter(
            multiplier=self._manners.first_wait, max=self._manners.longest_wait, jitter=self._manners.first_wait
        )
        return growing(state)

    def _before(self, request: httpx.Request) -> None:
        """Refuse hosts of others, also by redirect; keep the pace."""
        if (request.url.host, request.url.port) not in self._hosts:
            raise Refusal(f"{request.url}: links to another host, which is not followed. Check --base-url.", 0)
        wait = self._last + 1 / self._manners.per_second - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self._last = time.monotonic()


def _check(response: httpx.Response) -> None:
    status = response.status_code
    if status in _BUSY:
        raise _Busy(status, _seconds(response.headers.get("Retry-After")))
    if not response.is_success:
        raise Refusal(f"{response.url}: HTTP {status}. Check the address and the words of the search.", status)


def _seconds(after: str | None) -> float | None:
    """Read Retry-After, which is a number of seconds or a time."""
    if after is None:
        return None
    if after.isdecimal():
        return float(after)
    try:
        return max(parsedate_to_datetime(after).timestamp() - time.time(), 0.0)
    except ValueError:
        return None
