"""The site in Debian's Chromium, on loopback: what people do, with and without JavaScript."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from kamergraaf.tests.web.conftest import SEED

_CHROMIUM = Path("/usr/bin/chromium")
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_AXE = Path(__file__).parents[1] / "vendor" / "axe-core-4.14.1" / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_PAGES = [
    "/",
    "/zoek?q=becker",
    SEED,
    f"{SEED}?weergave=tekst&t=674-689",
    "/doc/persoon/gijs-van-dijk",
    "/graaf?f=brief/d70d78ee02df&x=persoon/bente-becker&s=persoon/bente-becker",
    "/graaf?van=persoon/farid-azarkan&naar=persoon/bente-becker",
    "/vragen",
    "/vragen/moties-van-lid",
    "/sparql",
    "/def/",
    "/def/Motie",
    "/docs",
    "/doc/kamerstuk/29754-99999",
]
_BOXES = """() => [...document.querySelectorAll('.chip')].map(chip => {
  const box = chip.querySelector('.b');
  return [chip.dataset.id, ...['x', 'y', 'width', 'height'].map(name => Number(box.getAttribute(name)))];
})"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give Chromium; where it is absent the tests are skipped, and fail in CI."""
    if not _CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail("The Debian package chromium is not installed.")
        pytest.skip("The Debian package chromium is not installed.")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=_CHROMIUM, args=_ARGUMENTS)
        yield opened
        opened.close()


class _Watched:
    """A page whose requests and console are watched."""

    def __init__(
        self, browser: Browser, site: str, *, javascript: bool = True, width: int = 1440, **more: str
    ) -> None:
        scheme = more.get("scheme", "light")
        self.context: BrowserContext = browser.new_context(
            java_script_enabled=javascript,
            viewport={"width": width, "height": 1000},
            color_scheme="dark" if scheme == "dark" else "light",
            locale="nl-NL",
            reduced_motion="reduce",
        )
        self.page: Page = self.context.new_page()
        self.site = site
        self.elsewhere: list[str] = []
        self.requests: list[str] = []
        self.errors: list[str] = []
        host = urlsplit(site).netloc
        self.page.on("request", lambda request: self._note(request.url, host))
        self.page.on("console", lambda message: self._hear(message.type, message.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _note(self, url: str, host: str) -> None:
        self.requests.append(url)
        if urlsplit(url).netloc not in (host, ""):
            self.elsewhere.append(url)

    def _hear(self, kind: str, text: str) -> None:
        # A page that is asked for and is not there is reported by the browser itself.
        if kind in ("error", "warning") and "404 (Not Found)" not in text:
            self.errors.append(text)

    def open(self, path: str) -> Page:
        """Go to a page and wait for it to be at rest."""
        self.page.goto(self.site + path, wait_until="load")
        self.page.wait_for_timeout(150)  # the modules that the page asks for come from the same machine
        return self.page

    def close(self) -> None:
        """Close, and hold the page to what every page promises."""
        self.context.close()
        assert self.elsewhere == []
        assert self.errors == []


def test_from_search_to_the_place_in_the_letter(browser: Browser, site: str) -> None:
    """Search, page, expand, the evidence on an edge, and the place in the letter, highlighted and in view."""
    watched = _Watched(browser, site)
    page = watched.open("/")
    page.keyboard.press("/")
    page.keyboard.type("29 754 nr 482")
    expect(page.get_by_role("option").first).to_contain_text("Azarkan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/doc/kamerstuk/29754-482")
    expect(page.locator("h1")).to_contain_text("Azarkan")

    before = {row[0]: row[1:] for row in page.evaluate(_BOXES)}
    count = len(watched.requests)
    page.locator('.chip[data-id="brief/d70d78ee02df"]').click()
    expect(page.locator(".pop .kindline")).to_contain_text("Brief")
    page.wait_for_function("location.search.includes('x=brief/d70d78ee02df')")
    assert [p for url in watched.requests[count:] if (p := urlsplit(url).path).startswith("/api")] == [
        "/api/neighbours"
    ]
    after = {row[0]: row[1:] for row in page.evaluate(_BOXES)}
    assert {id_: after[id_] for id_ in before} == before
    assert len(after) > len(before) + 5
    page.keyboard.press("Escape")
    expect(page.locator(".pop")).to_have_count(0)
    page.locator('[data-z="passend"]').click()

    edge = page.locator('.ea[data-s="kamerstuk/29754-482"][data-o="persoon/farid-azarkan"]')
    middle = edge.locator(".raak").evaluate(
        """path => { const p = path.getPointAtLength(path.getTotalLength() * 0.7), m = path.getScreenCTM();
                     return [p.x * m.a + m.e, p.y * m.d + m.f]; }"""
    )
    page.mouse.move(middle[0], middle[1])
    expect(page.locator(".proof mark")).to_contain_text("Azarkan")
    page.mouse.click(middle[0], middle[1])
    page.wait_for_url("**weergave=tekst**")
    lit = page.locator("#t")
    expect(lit).to_be_in_viewport()
    assert "Azarkan" in lit.inner_text()
    expect(page.locator("aside .ser")).to_contain_text("Azarkan")
    watched.close()


def test_by_keyboard_alone(browser: Browser, site: str) -> None:
    """Skip link, graph, arrows, Enter opens, O goes to the page, Escape closes and the focus stays."""
    watched = _Watched(browser, site)
    page = watched.open(SEED)
    page.locator('.chip[data-id="brief/d70d78ee02df"]').focus()
    page.keyboard.press("ArrowRight")
    first = page.evaluate("document.activeElement.dataset.id")
    assert first != "brief/d70d78ee02df"
    page.keyboard.press("Enter")
    expect(page.locator(".pop")).to_be_visible()
    assert page.evaluate("document.activeElement.dataset.id") == first
    page.keyboard.press("Escape")
    expect(page.locator(".pop")).to_have_count(0)
    assert page.evaluate("document.activeElement.dataset.id") == first
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.dataset.id") == "brief/d70d78ee02df"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("o")
    page.wait_for_url("**/doc/**")
    watched.close()


def test_five_expansions_move_nothing_and_the_address_tells_all(browser: Browser, site: str) -> None:
    """After five expansions no chip has moved or overlaps; the address draws the same in a fresh browser."""
    watched = _Watched(browser, site)
    page = watched.open("/graaf?f=brief/d70d78ee02df")
    for _ in range(5):
        before = {row[0]: row[1:] for row in page.evaluate(_BOXES)}
        target = page.evaluate(
            """() => [...document.querySelectorAll('.chip')].find(c => c.querySelector('.badge')
                 && !location.search.includes(c.dataset.id))?.dataset.id"""
        )
        page.locator(f'.chip[data-id="{target}"]').dispatch_event("click")
        page.wait_for_function("id => location.search.includes(id)", arg=target)
        page.keyboard.press("Escape")
        after = {row[0]: row[1:] for row in page.evaluate(_BOXES)}
        kept = {id_: after[id_] for id_ in before if id_ in after and not id_.startswith("+")}
        assert kept == {id_: before[id_] for id_ in kept}
    rows = page.evaluate(_BOXES)
    for i, (_, x, y, width, height) in enumerate(rows):
        for _, x2, y2, width2, height2 in rows[i + 1 :]:
            assert not (x < x2 + width2 and x2 < x + width and y < y2 + height2 and y2 < y + height)
    address = page.url
    watched.close()
    fresh = _Watched(browser, site)
    fresh.page.goto(address)
    fresh.page.wait_for_load_state("networkidle")
    assert {tuple(row) for row in fresh.page.evaluate(_BOXES)} == {tuple(row) for row in rows}
    fresh.close()


def test_legend_hides_a_kind_and_nothing_moves(browser: Browser, site: str) -> None:
    """A button of the legend hides its kind, says so, and shows it again at the same places."""
    watched = _Watched(browser, site)
    page = watched.open(SEED)
    before = page.evaluate(_BOXES)
    button = page.locator('.legend [data-k="motie"]')
    button.click()
    expect(page.locator(".chip.k-motie")).to_have_count(0)
    expect(button).to_have_attribute("aria-pressed", "false")
    assert "h=motie" in page.url
    button.click()
    expect(page.locator(".chip.k-motie")).to_have_count(4)
    assert page.evaluate(_BOXES) == before
    watched.close()


def test_reading_view(browser: Browser, site: str) -> None:
    """A mention opens its card, the card walks to the next place, Escape gives the focus back; the filter mutes."""
    watched = _Watched(browser, site)
    page = watched.open(f"{SEED}?weergave=tekst")
    mention = page.locator('.m[data-id="persoon/bente-becker"]').first
    mention.click()
    expect(page.locator("aside .ser")).to_have_text("Bente Becker")
    expect(mention).to_have_attribute("aria-expanded", "true")
    page.locator('aside [data-n="1"]').click()
    expect(page.locator("aside [data-plek]")).to_contain_text("2 van")
    page.keyboard.press("Escape")
    expect(page.locator("aside .ser")).to_have_count(0)
    page.locator('.legend [data-k="persoon"]').click()
    expect(mention).to_have_class("m k-persoon mute")
    assert page.locator("[data-strip] .tick").count() > 40
    watched.close()


def test_a_place_s_address_opens_the_letter_there(browser: Browser, site: str) -> None:
    """The address of a mention, with its fragment, leads through the redirect to the words in the letter."""
    watched = _Watched(browser, site)
    page = watched.page
    page.goto(site + "/id/brief/d70d78ee02df#char=674,681")
    page.wait_for_url("**weergave=tekst&t=674-681#t")
    expect(page.locator("#t")).to_have_text("Azarkan")
    expect(page.locator("#t")).to_be_in_viewport()
    watched.close()


def test_theme_and_language(browser: Browser, site: str) -> None:
    """The button turns the theme and the choice stays; the language link says the same page in English."""
    watched = _Watched(browser, site)
    page = watched.open(SEED)
    colour = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(colour)
    page.locator("[data-theme-knop]").click()
    dark = page.evaluate(colour)
    assert light != dark
    page.reload()
    assert page.evaluate(colour) == dark
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**lang=en")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("main")).to_contain_text("Responds to")
    watched.close()


def test_without_javascript(browser: Browser, site: str) -> None:
    """Search form, page, list, quotes, reading view, path and questions work; the first graph is in the HTML."""
    watched = _Watched(browser, site, javascript=False)
    page = watched.open("/")
    page.locator("input[type=search]").fill("azarkn")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoek?q=azarkn")
    page.get_by_role("link", name="Farid Azarkan").click()
    expect(page.locator("h1")).to_have_text("Farid Azarkan")
    assert page.locator(".chip").count() > 2
    page.locator(".ding-lijst a.q").first.click()
    expect(page.locator("#t")).to_contain_text("Azarkan")
    page.goto(site + SEED)
    page.locator('.legend [data-k="motie"]').click()
    page.wait_for_url("**h=motie**")
    expect(page.locator(".chip.k-motie")).to_have_count(0)
    page.goto(site + "/graaf")
    page.locator('input[name="van"]').fill("azarkan")
    page.locator('input[name="naar"]').fill("becker")
    page.get_by_role("button", name="Zoek het pad").click()
    expect(page.locator(".pathline").first).to_contain_text("Bente Becker")
    page.goto(site + "/vragen/moties-van-lid")
    page.get_by_role("button", name="Voer uit").click()
    expect(page.locator("tbody tr").first).to_be_visible()
    page.goto(site + "/sparql")
    page.get_by_role("button", name="Voer uit").click()
    expect(page.locator("tbody tr").first).to_be_visible()
    watched.close()


@pytest.mark.parametrize(
    ("width", "scheme", "pages"),
    [(1440, "light", _PAGES), (390, "dark", _PAGES), (1440, "dark", _PAGES[2:6]), (390, "light", _PAGES[2:6])],
)
def test_axe_finds_nothing(browser: Browser, site: str, width: int, scheme: str, pages: list[str]) -> None:
    """No finding of axe-core on any page, wide and narrow, light and dark; and no sideways scroll."""
    watched = _Watched(browser, site, width=width, scheme=scheme)
    findings = []
    for path in pages:
        page = watched.open(path)
        page.evaluate(_AXE.read_text(encoding="utf-8"))
        result = page.evaluate("rules => axe.run({ runOnly: { type: 'tag', values: rules } })", _RULES)
        for found in result["violations"]:
            where = [node["target"] for node in found["nodes"]][:3]
            findings.append(f"{path}: {found['id']} {where} {found['nodes'][0]['failureSummary'][:200]}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            findings.append(f"{path}: {wide} px of sideways scroll")
    watched.close()
    assert findings == []


@pytest.mark.parametrize("width", [320, 820])
def test_no_sideways_scroll(browser: Browser, site: str, width: int) -> None:
    """The narrowest phone and a tablet need no sideways scroll on any page."""
    watched = _Watched(browser, site, width=width)
    found = []
    for path in _PAGES:
        page = watched.open(path)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            found.append((path, wide))
    watched.close()
    assert found == []


def test_budget(browser: Browser, site: str) -> None:
    """The seed letter's page with its graph needs at most six requests, none to others, and shifts nothing."""
    watched = _Watched(browser, site)
    page = watched.open(SEED)
    assert len(watched.requests) <= 6, watched.requests
    shift = page.evaluate(
        """() => new Promise(done => { let sum = 0;
             new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; })
               .observe({ type: 'layout-shift', buffered: true });
             setTimeout(() => done(sum), 300); })"""
    )
    assert shift < 0.01
    watched.close()
