"""What every page has around its content: language, title, addresses of its other forms, menu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from starlette.requests import Request

from kamergraaf.web.negotiate import Format
from kamergraaf.web.settings import Settings
from kamergraaf.web.words import Words, language, words

_MENU = (("start", "/"), ("graaf", "/graaf"), ("vragen", "/vragen"), ("begrippen", "/def/"))


@dataclass(frozen=True, slots=True)
class Alternate:
    """Another form of the same page."""

    name: str
    media_type: str
    href: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of a page.

    ``here``: which entry of the menu it belongs to. ``lang_chosen``: the address says ``?lang=``, so links keep
    it (``lang_query``, ``lang_and``). ``query``: what stands in the search field.
    """

    lang: str
    words: Words
    provider: str
    title: str
    description: str
    here: str
    query: str
    lang_chosen: bool
    other_language: str
    translations: tuple[tuple[str, str], ...]
    menu: tuple[tuple[str, str, str], ...]
    canonical: str = ""
    alternates: tuple[Alternate, ...] = ()
    has_graph: bool = False

    @property
    def lang_query(self) -> str:
        """The query that keeps the chosen language, for addresses without one."""
        return f"?lang={self.lang}" if self.lang_chosen else ""

    @property
    def lang_and(self) -> str:
        """The same, for addresses that have a query."""
        return f"&lang={self.lang}" if self.lang_chosen else ""


def words_of(request: Request) -> Words:
    """Give the words of the language that a request asks for."""
    return words(language(request.query_params.get("lang"), request.headers.get("accept-language")))


def frame(
    request: Request,
    title: str,
    *,
    here: str = "",
    description: str = "",
    query: str = "",
    canonical: str = "",
    has_graph: bool = False,
) -> Frame:
    """Make the frame of the page that a request asks for."""
    settings: Settings = request.app.state.settings
    w = words_of(request)
    chosen = request.query_params.get("lang") == w.lang
    keep = f"?lang={w.lang}" if chosen else ""
    other = "nl" if w.lang == "en" else "en"
    return Frame(
        lang=w.lang,
        words=w,
        provider=settings.provider,
        title=title,
        description=description or w("site.beschrijving"),
        here=here,
        query=query,
        lang_chosen=chosen,
        other_language=_in_language(request, other),
        translations=tuple((lang, _in_language(request, lang)) for lang in ("nl", "en")),
        menu=tuple((name, href + keep, w("site." + name)) for name, href in _MENU),
        canonical=canonical,
        has_graph=has_graph,
    )


def with_forms(page: Frame, path: str, forms: Sequence[Format]) -> Frame:
    """Add the addresses of a page's other forms, by suffix."""
    return replace(
        page, alternates=tuple(Alternate(f.name, f.media_type, path + f.suffix) for f in forms if f.name != "html")
    )


def _in_language(request: Request, lang: str) -> str:
    pairs = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return f"{request.url.path}?{urlencode([*pairs, ('lang', lang)], safe='/~')}"
