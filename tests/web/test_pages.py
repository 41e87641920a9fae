"""The pages: what they show, and what no page may hold."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from kamergraaf import queries
from kamergraaf.graph.store import MEMORY, Change, Store, open_store
from kamergraaf.ontology import iris
from kamergraaf.tests.web.conftest import SEED
from kamergraaf.web.app import create

_PAGES = [
    "/",
    "/zoek",
    "/zoek?q=becker",
    "/zoek?q=zzzz",
    SEED,
    f"{SEED}?weergave=tekst",
    f"{SEED}?weergave=tekst&t=674-689",
    "/doc/kamerstuk/29754-482",
    "/doc/persoon/gijs-van-dijk",
    "/doc/persoon/vic-voorbeeld",
    "/doc/partij/sp",
    "/doc/ministerie/szw",
    "/doc/dossier/29754",
    "/doc/kamer/tk",
    "/doc/kabinet/rutte-iii",
    "/doc/organisatie/nctv",
    "/graaf",
    "/graaf?f=persoon/farid-azarkan&x=partij/denk&s=partij/denk",
    "/graaf?van=azarkan&naar=becker",
    "/graaf?van=azarkan&naar=zzzz",
    "/vragen",
    "/sparql",
    "/sparql?query=SELECT * { ?s ?p ?o } LIMIT 2&format=html",
    "/def/",
    "/def/Motie",
    "/def/cites",
    "/def/lijst/aangenomen",
    "/def/lijst/motiestatus",
    "/def/regel/kamerstuk",
    "/docs",
]


class _Page(HTMLParser):
    """Collects what the tests look at."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        row = dict(attrs)
        self.tags.append((tag, row))
        if row.get("id"):
            self.ids.append(str(row["id"]))

    def count(self, name: str) -> int:
        return sum(tag == name for tag, _ in self.tags)


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("path", _PAGES)
def test_every_page_is_sound(client: TestClient, path: str, lang: str) -> None:
    """One h1 and main, ids once, no inline code, no file from elsewhere, no empty link; in both languages."""
    joined = path + ("&" if "?" in path else "?") + f"lang={lang}"
    answer = client.get(joined, headers={"accept": "text/html"})
    page = _Page(answer.text)

    assert answer.status_code == 200
    assert [page.count("h1"), page.count("main"), page.count("title") >= 1] == [1, 1, True]
    assert sorted({i for i in page.ids if page.ids.count(i) > 1}) == []
    assert "style" not in {tag for tag, _ in page.tags}
    for tag, row in page.tags:
        assert not {name for name in row if name.startswith("on") or name == "style"}, (tag, row)
        if tag in ("script", "img", "iframe") or (tag == "link" and row.get("rel") in ("stylesheet", "icon")):
            assert not urlsplit(row.get("src") or row.get("href") or "").netloc
        if tag == "script":
            assert row.get("src")
        if tag == "a":
            assert row.get("href")


@pytest.mark.parametrize("name", queries.names())
def test_every_saved_question_has_its_page(client: TestClient, name: str) -> None:
    """Each question answers with a page, and as data where it needs no value or its example is given."""
    asked = queries.load(name)
    values = {p.name: p.example for p in asked.parameters if p.required and p.default is None}

    assert client.get(f"/vragen/{name}", headers={"accept": "text/html"}).status_code == 200
    assert client.get(f"/vragen/{name}", params=values, headers={"accept": "text/html"}).status_code == 200
    assert client.get(f"/vragen/{name}.json", params=values).status_code in (200, 400)


def test_unknown_question_names_the_nearest(client: TestClient) -> None:
    """A misspelt question is 404 and says which may be meant."""
    answer = client.get("/vragen/moties-van-lit", headers={"accept": "application/json"})

    assert answer.status_code == 404
    assert "moties-van-lid" in answer.json()["detail"]


def test_letter_and_register_are_both_shown(client: TestClient) -> None:
    """Gijs van Dijk: SP in the letter, PvdA in the register; both, with one sentence, and the letter's words."""
    text = client.get("/doc/persoon/gijs-van-dijk").text

    assert "De brief zegt SP, het register PvdA" in text
    assert "<mark>Gijs van Dijk</mark>" in text
    assert "Partij van de Arbeid" in text
    assert "Socialistische Partij" in text


def test_lost_notes_stay_open(client: TestClient) -> None:
    """Notes 8 and 9, lost in the scan, are shown as unresolved; no number is guessed for Jasper van Dijk's motion."""
    text = client.get(SEED).text
    reading = client.get(f"{SEED}?weergave=tekst").text

    assert "Niet herleid" in text
    assert "Noot 8: tekst verloren" in text
    assert reading.count('class="fn lost"') == 2
    motion = re.search(r'href="(/doc/motie/x-[0-9a-f]{10})"', text)
    assert motion is not None
    assert "Jasper van Dijk" in client.get(motion[1]).text


def test_each_connection_has_a_quote_or_says_where_it_comes_from(client: TestClient) -> None:
    """Every item of every list of connections holds a quote with its place, or the source in words."""
    for path in (SEED, "/doc/kamerstuk/29754-482", "/doc/ministerie/szw", "/doc/dossier/29754"):
        text = client.get(path).text
        for item in re.findall(r'<ul class="twin">(.*?)</ul>', text, re.DOTALL):
            for row in re.findall(r"<li>(.*?)</li>", item, re.DOTALL):
                assert 'class="q' in row, (path, row[:200])


def test_made_up_letters_say_so(client: TestClient, store: Store) -> None:
    """Every page of an example says that it is made up; the real letter's does not."""
    rows = store.select(f"SELECT DISTINCT ?x WHERE {{ ?x <{iris.DEF}example> true ; a <{iris.DEF}Brief> }}")
    paths = ["/doc/" + str(row[0]).removeprefix(store.base + "id/") for row in rows]

    assert len(paths) >= 12
    for path in [*paths, "/doc/persoon/vic-voorbeeld"]:
        assert "Verzonnen voorbeeld" in client.get(path).text, path
    assert "Verzonnen voorbeeld" not in client.get(SEED).text


def test_paging_shows_each_connection_once(client: TestClient) -> None:
    """Following "show more" to the end lists as many connections as the group counts, each once."""
    path = "/doc/partij/sp"
    text = client.get(path).text
    group = re.search(r'<details class="rel" id="(Membership-in)".*?</details>', text, re.DOTALL)
    assert group is not None
    total = int(re.search(r'class="cnt num">(\d+) ', group[0])[1])  # type: ignore[index] # the page says it
    for _ in range(60):
        more = re.search(r'<p class="more"><a href="([^"#]+)#Membership-in">', text)
        if more is None:
            break
        text = client.get(path + more[1].replace("&amp;", "&")).text
    group = re.search(r'<details class="rel" id="Membership-in[^"]*".*?</details>', text, re.DOTALL)
    assert group is not None
    found = re.findall(r'<a class="naam" href="([^"]+)"', group[0])

    assert len(found) == len(set(found)) == total


def test_neighbours_are_counted_and_paged(client: TestClient) -> None:
    """The totals are those of the page, and pages give each neighbour once."""
    first = client.get("/api/neighbours", params={"id": "partij/sp", "kind": "persoon", "limit": 20}).json()
    seen: list[str] = []
    for offset in range(0, first["totals"]["persoon"], 20):
        answer = client.get(
            "/api/neighbours", params={"id": "partij/sp", "kind": "persoon", "limit": 20, "offset": offset}
        ).json()
        seen += [node["iri"] for node in answer["neighbours"]]

    assert len(seen) == len(set(seen)) == first["totals"]["persoon"]


def test_the_picture_is_the_same_after_an_action_and_by_its_address(client: TestClient) -> None:
    """What /api/neighbours draws after an action is what the address of that view draws."""
    query = {"f": "brief/d70d78ee02df", "x": "persoon/bente-becker", "s": "persoon/bente-becker"}
    drawn = client.get("/api/neighbours", params={"id": "persoon/bente-becker", **query}).json()["view"]
    page = client.get("/graaf", params=query).text

    assert drawn["chips"].strip() in page
    assert drawn["lines"].strip() in page
    assert 'class="pop k-persoon' in drawn["card"]


def test_path_as_data(client: TestClient) -> None:
    """A path has one node more than steps, and each step its edges."""
    answer = client.get("/api/path", params={"van": "persoon/farid-azarkan", "naar": "persoon/bente-becker"}).json()

    assert answer["length"] >= 1
    for path in answer["paths"]:
        assert len(path["nodes"]) == len(path["steps"]) + 1
        assert all(step for step in path["steps"])


def test_stand_alone_picture_asks_nothing_of_anyone(client: TestClient) -> None:
    """The downloaded file holds all its code and names no file elsewhere."""
    answer = client.get("/graaf.html", params={"f": "brief/d70d78ee02df"})

    assert answer.headers["content-disposition"].startswith("attachment")
    assert re.findall(r'<(?:script|link)[^>]+(?:src|href)="(?:https?:)?//', answer.text) == []
    assert "Azarkan" in answer.text


def test_hostile_labels_are_text() -> None:
    """Mark-up, quotes, long and right-to-left text in labels are shown as text, in every place."""
    evil = "<script>alert(1)</script>\"'><b onmouseover=x>" + "é" * 300 + "\u202e\u05d0"
    escaped = evil.replace("\\", "\\\\").replace('"', '\\"')
    store = open_store(MEMORY)
    things = {"kamerstuk/99999-1": "Motie", "persoon/een-naam": "Persoon"}
    lines = []
    for id_, kind in things.items():
        node = f"<{store.base}id/{id_}>"
        lines += [
            f"{node} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{iris.DEF}{kind}>",
            f'{node} <http://www.w3.org/2000/01/rdf-schema#label> "{escaped}"@nl',
        ]
    lines.append(f"<{store.base}id/kamerstuk/99999-1> <{iris.DEF}proposedBy> <{store.base}id/persoon/een-naam>")
    store.apply(Change(insert={iris.graph("feiten", store.base): lines}))
    with TestClient(create(store)) as client:
        for path in (
            "/doc/kamerstuk/99999-1",
            "/graaf?f=persoon/een-naam&s=kamerstuk/99999-1",
            "/zoek?q=alert",
            "/def/Motie",
        ):
            text = client.get(path, headers={"accept": "text/html"}).text

            assert "<script>alert" not in text, path
            assert "<b onmouseover" not in text, path
            assert "&lt;script&gt;alert" in text, path
        answer = client.get("/zoek", params={"q": evil}, headers={"accept": "text/html"})
        assert "<script>alert" not in answer.text


def test_an_empty_graph_says_what_to_do() -> None:
    """Without letters the home page and the viewer say how to begin, and nothing fails."""
    with TestClient(create(open_store(MEMORY))) as client:
        assert "kamergraaf ingest" in client.get("/", headers={"accept": "text/html"}).text
        assert client.get("/graaf", headers={"accept": "text/html"}).status_code == 200
        assert client.get("/def/Motie", headers={"accept": "text/html"}).status_code == 200


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("29 754 nr 482", "kamerstuk/29754-482"),
        ("29754-482", "kamerstuk/29754-482"),
        ("kst-29754-482", "kamerstuk/29754-482"),
        ("29.754 482", "kamerstuk/29754-482"),
        ("Kamerstuk 29 754, nr. 482", "kamerstuk/29754-482"),
        ("29614 113", "kamerstuk/29614-113"),
        ("h-tk-20182019-28-9", "handelingen/tk-20182019-28-9"),
        ("Azarkan", "persoon/farid-azarkan"),
        ("azarkn", "persoon/farid-azarkan"),
        ("Heerema", "persoon/pieter-heerma"),
        ("sociale zaken", "ministerie/szw"),
    ],
)
def test_search_finds(client: TestClient, text: str, id_: str) -> None:
    """Numbers in any spelling and names with an error come first or second."""
    hits = client.get("/api/search", params={"q": text}).json()["hits"]

    assert id_ in [hit["id"] for hit in hits[:2]]


def test_search_for_nothing_says_how_to_write_a_number(client: TestClient) -> None:
    """Nothing found gives one line on how to write a number."""
    assert client.get("/api/search", params={"q": "zzzz"}).json()["hits"] == []
    assert "Een nummer kan zo" in client.get("/zoek", params={"q": "zzzz"}).text
