"""A thing's address and where it leads: 303 known, 404 unknown, 400 malformed, 308 another spelling."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from kamergraaf.web.pages import gegevens

_HTML = {"accept": "text/html"}


@pytest.mark.parametrize(
    ("path", "accept", "status", "location"),
    [
        ("/id/kamerstuk/29754-482", "text/html", 303, "/doc/kamerstuk/29754-482"),
        ("/id/kamerstuk/29754-482", "*/*", 303, "/doc/kamerstuk/29754-482"),
        ("/id/kamerstuk/29754-482", "text/turtle", 303, "/doc/kamerstuk/29754-482.ttl"),
        ("/id/kamerstuk/29754-482", "application/ld+json", 303, "/doc/kamerstuk/29754-482.jsonld"),
        ("/id/kamerstuk/29754-482.nt", "text/html", 303, "/doc/kamerstuk/29754-482.nt"),
        ("/id/kamerstuk/29754-482?format=csv", "text/html", 303, "/doc/kamerstuk/29754-482.csv"),
        ("/id/motie/29754-482", "*/*", 308, "/id/kamerstuk/29754-482"),
        ("/id/brief/29754-482", "*/*", 308, "/id/kamerstuk/29754-482"),
        ("/id/kamerstuk/29754-482-h1", "*/*", 308, "/id/kamerstuk/29754-482"),
        ("/id/kst-29754-482", "*/*", 308, "/id/kamerstuk/29754-482"),
        ("/id/h-tk-20182019-28-9", "*/*", 308, "/id/handelingen/tk-20182019-28-9"),
        ("/doc/motie/29754-482.ttl", "*/*", 308, "/doc/kamerstuk/29754-482.ttl"),
        ("/id/kamerstuk/29754-99999", "*/*", 404, None),
        ("/doc/kamerstuk/29754-99999", "*/*", 404, None),
        ("/id/kamerstuk/geen nummer", "*/*", 400, None),
        ("/id/onzin/1", "*/*", 400, None),
        ("/id/stb-2018-23", "*/*", 400, None),
        ("/id/kamerstuk/29754-482", "image/png", 406, None),
        ("/doc/kamerstuk/29754-482?format=docx", "*/*", 400, None),
    ],
)
def test_redirects(client: TestClient, path: str, accept: str, status: int, location: str | None) -> None:
    """Each address answers with the promised status, and leads to the promised place."""
    answer = client.get(path, headers={"accept": accept})

    assert (status, location) == (answer.status_code, answer.headers.get("location"))


@pytest.mark.parametrize(
    ("suffix", "media"),
    [
        ("", "text/html"),
        (".html", "text/html"),
        (".ttl", "text/turtle"),
        (".nt", "application/n-triples"),
        (".rdf", "application/rdf+xml"),
        (".jsonld", "application/ld+json"),
        (".json", "application/json"),
        (".csv", "text/csv"),
    ],
)
def test_forms_of_a_thing(client: TestClient, suffix: str, media: str) -> None:
    """A thing comes in each form, and the data holds its address."""
    answer = client.get(f"/doc/kamerstuk/29754-482{suffix}")

    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == media
    assert "29754-482" in answer.text


def test_data_of_a_thing_holds_what_proves_it(client: TestClient) -> None:
    """The triples of a motion hold the mention that proves who proposed it."""
    text = client.get("/doc/kamerstuk/29754-482.nt").text

    assert "def/ofProperty> <https://w3id.org/kamergraaf/def/proposedBy>" in text
    assert '"Azarkan"' in text


def test_every_page_says_its_other_forms(client: TestClient) -> None:
    """``Link`` and the page's head name the other forms."""
    answer = client.get("/doc/kamerstuk/29754-482", headers=_HTML)

    assert '</doc/kamerstuk/29754-482.ttl>; rel="alternate"; type="text/turtle"' in answer.headers["link"]
    assert '<link rel="alternate" type="text/turtle" href="/doc/kamerstuk/29754-482.ttl">' in answer.text


@pytest.mark.parametrize(
    ("ref", "match", "iri"),
    [
        ("Kamerstuk 29 754, nr. 482", True, "https://kamergraaf.example/id/kamerstuk/29754-482"),
        ("29754-482", True, "https://kamergraaf.example/id/kamerstuk/29754-482"),
        ("Kamerstukken II 2018/19, 29 754, nr. 482", True, "https://kamergraaf.example/id/kamerstuk/29754-482"),
        ("iets heel anders", False, None),
    ],
)
def test_resolve(client: TestClient, ref: str, match: bool, iri: str | None) -> None:
    """A citation in any spelling gives its address; what is no citation gives a clear no."""
    answer = client.get("/resolve", params={"ref": ref}).json()

    assert (match, iri) == (answer["match"], answer["iri"])
    assert {"ref", "match", "iri", "label", "page", "embed", "candidates"} <= set(answer)


def test_data_of_a_hub_come_in_pages(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of data say where the next one is, until there is none; together they hold each connection once."""
    monkeypatch.setattr(gegevens, "_PAGE", 5_000)
    whole = client.get("/doc/kamer/tk.json").json()
    graph = set(client.get("/doc/kamer/tk.nt").text.splitlines())
    assert "next" not in whole
    for name, size in (("_PAGE", 100), ("_EDGES", 400), ("_PLACES", 2)):
        monkeypatch.setattr(gegevens, name, size)
    found: dict[str, list[str]] = {}
    path = "/doc/kamer/tk.json"
    while path:
        answer = client.get(path)
        page = answer.json()
        for group in page["groups"]:
            found.setdefault(group["property"], []).extend(c["iri"] for c in group["connections"])
        path = page.get("next", "")
        assert ('rel="next"' in answer.headers["link"]) is bool(path)
    lines: set[str] = set()
    path = "/doc/kamer/tk.nt"
    while path:
        answer = client.get(path)
        lines.update(answer.text.splitlines())
        path = answer.links["next"]["url"] if "next" in answer.links else ""

    assert found == {g["property"]: [c["iri"] for c in g["connections"]] for g in whole["groups"]}
    assert lines == graph
    assert client.get("/doc/kamer/tk.json?blad=0").status_code == 400
