"""Templates to bytes: a page's dataclass is all that its template gets."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import Response

from kamergraaf.web.frame import Frame

FOLDER = Path(__file__).parent


class Page(Protocol):
    """Anything with a frame."""

    @property
    def frame(self) -> Frame:
        """The frame of the page."""
        ...


ENVIRONMENT = Environment(
    loader=FileSystemLoader(FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)


def render(template: str, page: object) -> bytes:
    """Fill in a template."""
    return ENVIRONMENT.get_template(template).render(page=page).encode()


def respond(template: str, page: Page, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Give the page as an answer, with its language and the forms it has besides."""
    every = {"Content-Language": page.frame.lang, "Vary": "Accept, Accept-Language", **(headers or {})}
    links = [f'<{form.href}>; rel="alternate"; type="{form.media_type}"' for form in page.frame.alternates]
    if page.frame.canonical:
        links.insert(0, f'<{page.frame.canonical}>; rel="canonical"')
    if links:
        every["Link"] = ", ".join(links)
    return Response(render(template, page), status, every, "text/html; charset=utf-8")
