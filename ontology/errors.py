"""Every error that Kamergraaf raises on purpose.

::

    KamergraafError
    ├── InputError      a letter or table cannot be read; the others go on    exit 1   HTTP 400
    ├── UsageError      the call is wrong                                     exit 2   HTTP 400
    ├── NotFound        well-formed, but not in the graph                     exit 1   HTTP 404
    ├── Gone            withdrawn; ``replacement`` may say where to           exit 1   HTTP 410
    ├── Refused         a query that reads or writes elsewhere                exit 2   HTTP 403
    └── StoreError      the store does not answer or is in use                exit 1   HTTP 503

Each message says what is wrong, where, and what to do now, in one sentence or two.
Only ``cli.py`` and ``web/problems.py`` catch them.
"""

from __future__ import annotations


class KamergraafError(Exception):
    """Base of all errors with a message for people."""

    exit_code = 1
    http_status = 500
    title = "Error"


class InputError(KamergraafError):
    """A letter, table or query text that cannot be read."""

    http_status = 400
    title = "Cannot be read"


class UsageError(KamergraafError):
    """A call with wrong or missing words."""

    exit_code = 2
    http_status = 400
    title = "Wrong request"


class NotFound(KamergraafError):  # noqa: N818 - the protocol's own word
    """Something well-formed that is not in the graph."""

    http_status = 404
    title = "Not in the graph"


class Gone(KamergraafError):  # noqa: N818 - the protocol's own word
    """Something that was withdrawn."""

    http_status = 410
    title = "Withdrawn"

    def __init__(self, message: str, replacement: str | None = None) -> None:
        """Take the message and, where there is one, the address that replaces the thing."""
        super().__init__(message)
        self.replacement = replacement


class Refused(KamergraafError):  # noqa: N818 - the protocol's own word
    """A query that would write, or reach another server."""

    exit_code = 2
    http_status = 403
    title = "Refused"


class StoreError(KamergraafError):
    """The store does not answer, is in use, or is damaged."""

    http_status = 503
    title = "Store not available"
