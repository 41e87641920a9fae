"""What every answer carries."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from kamergraaf.graph.store import MEMORY, Change, open_store
from kamergraaf.ontology import iris
from kamergraaf.tests.web.conftest import SEED
from kamergraaf.web.app import create
from kamergraaf.web.kept import Kept

_PATHS = ["/", "/doc/kamerstuk/29754-482", "/sparql?query=ASK{}", "/onzin", "/id/onzin/1", "/static/site.css"]


@pytest.mark.parametrize("path", _PATHS)
def test_reads_are_open_to_other_sites_and_closed_to_other_code(client: TestClient, path: str) -> None:
    """CORS without credentials and a policy without inline code, on errors as well."""
    headers = client.get(path).headers

    assert headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in headers
    assert headers["content-security-policy"].startswith("default-src 'self';")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/doc/kamerstuk/29754-482.ttl", "/vragen", "/static/js/site.js"])
def test_what_the_caller_has_is_not_sent_again(client: TestClient, path: str) -> None:
    """The ETag of an answer, sent back, gives 304 without a body; another gives the whole."""
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first.headers["etag"]})
    bare = first.headers["etag"].removeprefix("W/")
    weak = client.get(path, headers={"if-none-match": f'"x", W/{bare}'})

    assert (again.status_code, again.content) == (304, b"")
    assert weak.status_code == 304
    assert client.get(path, headers={"if-none-match": '"x"'}).content == first.content


def test_etag_changes_with_the_store() -> None:
    """The same bytes made from another state of the store are another answer."""
    store = open_store(MEMORY)
    with TestClient(create(store)) as client:
        before = client.get("/robots.txt").headers["etag"]
        line = f'<{store.base}id/partij/x> <{iris.DEF}title> "x"@nl'
        store.apply(Change(insert={iris.graph("feiten", store.base): [line]}))

        assert client.get("/robots.txt").headers["etag"] != before


def test_an_unforeseen_error_tells_nothing_and_is_open_too() -> None:
    """What nobody foresaw is a 500 without its inner words, with the headers of every answer."""
    app = create(open_store(MEMORY))

    @app.get("/breekt")
    def fails() -> None:
        raise RuntimeError("inner words")

    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.get("/breekt", headers={"accept": "application/json"})

    assert answer.status_code == 500
    assert "inner words" not in answer.text
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["content-type"] == "application/problem+json"


def test_pages_travel_compressed(client: TestClient) -> None:
    """The letter's page with its graph is at most 60 kB on the wire with all its files."""
    paths = [SEED, "/static/site.css", *(f"/static/js/{name}.js" for name in ("site", "zoek", "graaf"))]
    sent = [client.get(path, headers={"accept-encoding": "gzip"}) for path in paths]

    assert {answer.headers.get("content-encoding") for answer in sent} == {"gzip"}
    assert sum(answer.num_bytes_downloaded for answer in sent) <= 60_000


def test_head_and_options(client: TestClient) -> None:
    """HEAD gives the headers of GET without a body; OPTIONS says what may be asked, of any address."""
    whole = client.get("/doc/kamerstuk/29754-482")
    head = client.head("/doc/kamerstuk/29754-482")
    options = client.options("/sparql")

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == whole.headers["content-length"]
    assert options.status_code == 204
    assert "POST" in options.headers["access-control-allow-methods"]


def test_errors_for_machines_and_for_people(client: TestClient) -> None:
    """A machine gets a problem document, a reader a page with a search field filled with what was asked."""
    machine = client.get("/doc/kamerstuk/29754-99999", headers={"accept": "text/turtle"})
    by_suffix = client.get("/doc/kamerstuk/29754-99999.json", headers={"accept": "text/html"})
    person = client.get("/doc/kamerstuk/29754-99999", headers={"accept": "text/html"})

    assert machine.headers["content-type"] == "application/problem+json"
    assert by_suffix.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "detail"} <= set(machine.json())
    assert machine.json()["status"] == 404
    assert "Dit staat niet in de graaf" in person.text
    assert 'value="29754-99999"' in person.text


def test_language(client: TestClient) -> None:
    """``?lang=`` wins over the browser; the page says both addresses and varies by language."""
    english = client.get("/?lang=en")

    assert '<html lang="en">' in english.text
    assert "Accept-Language" in english.headers["vary"]
    assert re.search(r'<link rel="alternate" hreflang="nl" href="/\?lang=nl">', english.text)
    assert '<html lang="nl">' in client.get("/", headers={"accept-language": "de"}).text


def test_an_answer_is_kept_for_its_form_language_and_version() -> None:
    """Given again it is the same answer; in another form, language or state of the store it is made anew."""
    store = open_store(MEMORY)
    address = f"{store.base}id/partij/x"
    graph = iris.graph("feiten", store.base)

    def titled(title: str) -> Change:
        kind = f"<{address}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{iris.DEF}Partij>"
        return Change(insert={graph: [kind, f'<{address}> <{iris.DEF}title> "{title}"@nl']})

    store.apply(titled("Eerste"))
    with TestClient(create(store), headers={"accept-language": "nl"}) as client:
        first = client.get("/doc/partij/x")
        again = client.get("/doc/partij/x")
        assert (again.content, again.headers["etag"]) == (first.content, first.headers["etag"])
        assert client.get("/doc/partij/x", headers={"if-none-match": first.headers["etag"]}).status_code == 304
        assert client.head("/doc/partij/x").content == b""
        assert "<html" in first.text
        assert "<html" not in client.get("/doc/partij/x", headers={"accept": "text/turtle"}).text
        english = client.get("/doc/partij/x", headers={"accept-language": "en"})
        assert english.headers["content-language"] == "en"
        plain = client.get("/doc/partij/x", headers={"accept-encoding": "identity"})
        assert "content-encoding" not in plain.headers
        assert plain.content == first.content
        store.apply(titled("Tweede"))

        assert "Tweede" in client.get("/doc/partij/x").text


def test_kept_answers_stay_within_their_size() -> None:
    """The answers used longest ago go when there is no room: they are made anew, and the others are not."""
    made: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        made.append(scope["path"])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"x" * 10_000})

    client = TestClient(Kept(app, lambda: "1", size=25_000))
    for path in ("/doc/a", "/doc/b", "/doc/a", "/doc/c", "/doc/a", "/doc/b"):
        assert len(client.get(path).content) == 10_000

    assert made == ["/doc/a", "/doc/b", "/doc/c", "/doc/b"]
