"""The form of an answer: ``?format=`` wins over a suffix, a suffix over ``Accept``.

``*/*`` and no ``Accept`` give the first form offered: HTML on pages, JSON on ``/sparql``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kamergraaf.ontology.errors import KamergraafError, UsageError


class NotAcceptable(KamergraafError):  # noqa: N818 - the protocol's own word
    """None of the forms that the caller accepts is offered."""

    http_status = 406
    title = "No such form"


@dataclass(frozen=True, slots=True)
class Format:
    """A form of an answer: its name and suffix, the media type that is sent, and others that ask for it."""

    name: str
    media_type: str
    also: tuple[str, ...] = ()

    @property
    def suffix(self) -> str:
        """The suffix of an address that asks for it, with its dot."""
        return "." + self.name

    @property
    def content_type(self) -> str:
        """The value of ``Content-Type``: everything we send is UTF-8."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


HTML = Format("html", "text/html", ("application/xhtml+xml",))
TURTLE = Format("ttl", "text/turtle", ("application/x-turtle",))
NTRIPLES = Format("nt", "application/n-triples")
RDFXML = Format("rdf", "application/rdf+xml")
JSONLD = Format("jsonld", "application/ld+json")
JSON = Format("json", "application/json")
CSV = Format("csv", "text/csv")
TSV = Format("tsv", "text/tab-separated-values")
SRJ = Format("json", "application/sparql-results+json", ("application/json",))
SRX = Format("xml", "application/sparql-results+xml", ("application/xml", "text/xml"))
ATOM = Format("atom", "application/atom+xml")

GRAPHS = (TURTLE, NTRIPLES, RDFXML, JSONLD)
THING_FORMATS = (HTML, *GRAPHS, JSON, CSV)
RESULT_FORMATS = (SRJ, CSV, TSV, SRX)
QUESTION_FORMATS = (HTML, *RESULT_FORMATS)


def split(path: str, offered: Sequence[Format]) -> tuple[str, Format | None]:
    """Take a known suffix off the last part of an address.

    >>> split("lid.pvda.2017-03-23.ttl", THING_FORMATS)
    ('lid.pvda.2017-03-23', Format(name='ttl', media_type='text/turtle', also=('application/x-turtle',)))
    >>> split("lid.pvda.2017-03-23", THING_FORMATS)[1] is None
    True
    """
    for form in offered:
        if path.endswith(form.suffix) and len(path) > len(form.suffix):
            return path.removesuffix(form.suffix), form
    return path, None


def negotiate(
    offered: Sequence[Format], *, named: str | None = None, suffix: Format | None = None, accept: str | None = None
) -> Format:
    """Choose one of the forms offered; the first stands for "anything".

    ``named``: the value of ``?format=``, a name or a media type. Raises ``UsageError`` where it is none of
    the forms, ``NotAcceptable`` where nothing offered is accepted.
    """
    if named:
        for form in offered:
            if named in (form.name, form.media_type, *form.also):
                return form
        names = ", ".join(form.name for form in offered)
        raise UsageError(f"format={named!r} is not a form of this address. Forms are: {names}.")
    if suffix is not None:
        for form in offered:
            if suffix.name == form.name:
                return form
        names = ", ".join(form.suffix for form in offered)
        raise UsageError(f"This address has no form {suffix.suffix}. Forms are: {names}.")
    if not accept or not accept.strip():
        return offered[0]
    return _by_accept(offered, accept)


def _by_accept(offered: Sequence[Format], accept: str) -> Format:
    """RFC 9110, 12.5.1: the most specific range gives a form its weight; of equals the first offered wins."""
    ranges = _ranges(accept)
    best: tuple[float, Format] | None = None
    for form in offered:
        weight = _weight(form, ranges)
        if weight > 0 and (best is None or weight > best[0]):
            best = (weight, form)
    if best is None:
        names = ", ".join(form.media_type for form in offered)
        raise NotAcceptable(f"Accept: {accept} matches no form of this address. Forms are: {names}.")
    return best[1]


def _ranges(accept: str) -> list[tuple[str, float]]:
    """Read the header; a range whose weight cannot be read counts in full."""
    ranges = []
    for part in accept.split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "q":
                try:
                    weight = min(1.0, max(0.0, float(value)))
                except ValueError:
                    weight = 1.0
        if media:
            ranges.append((media.lower(), weight))
    return ranges


def _weight(form: Format, ranges: Sequence[tuple[str, float]]) -> float:
    """Give the weight of a form: its own type or its other names, then ``text/*``, then ``*/*``."""
    main = form.media_type.split("/")[0] + "/*"
    for wanted in ((form.media_type, *form.also), (main,), ("*/*",)):
        weights = [weight for name, weight in ranges if name in wanted]
        if weights:
            return max(weights)
    return 0.0
