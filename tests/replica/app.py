"""A stand-in for the Kamer's service and KOOP's, in the documented shapes, for tests on the loopback address."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from kamergraaf.ingest.harvest.entities import CATEGORIES
from kamergraaf.tests.replica.faults import Faults

PAGE = 250
_TK = "https://gegevensmagazijn.tweedekamer.nl"  # links lead to the service itself, whatever host answers
_OB = "https://repository.overheid.nl"


@dataclass
class Paper:
    """A paper as the search knows it; ``xml`` None where only a PDF is published."""

    official_id: str
    dossier: str
    modified: str
    kind: str = "Motie"
    xml: bytes | None = b""
    pdf: bytes | None = None
    metadata: bool = True


@dataclass
class Service:
    """What is served: rows of OData by entity, in order of change, and papers."""

    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    papers: list[Paper] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)

    def app(self) -> Starlette:
        """Give the ASGI application."""
        return Starlette(
            routes=[
                Route("/SyncFeed/2.0/Feed", self._guarded(self._feed)),
                Route("/OData/v5/{entity}", self._guarded(self._odata)),
                Route("/sru", self._guarded(self._sru)),
                Route("/frbr/{rest:path}", self._guarded(self._file)),
            ]
        )

    def _guarded(self, answer: Any) -> Any:
        async def guarded(request: Request) -> Response:
            faults = self.faults
            faults.asked[request.url.path] += 1
            faults.agents.add(request.headers.get("user-agent", ""))
            if faults.slow:
                await asyncio.sleep(faults.slow)
            if faults.busy:
                faults.busy -= 1
                return PlainTextResponse("druk", 429, headers={"Retry-After": "0"})
            if faults.broken:
                faults.broken -= 1
                return PlainTextResponse("fout", 500)
            response: Response = answer(request)
            if faults.cut and response.status_code == 200:
                faults.cut -= 1
                return StreamingResponse(_cut(bytes(response.body)), headers=dict(response.headers))
            return response

        return guarded

    def _feed(self, request: Request) -> Response:
        """Atom, from the start or after a skiptoken; a category that is none answers an empty feed."""
        category = request.query_params.get("category", "")
        token = int(request.query_params.get("skiptoken", 0))
        if token and token < self.faults.forget_tokens_before:
            return PlainTextResponse("weg", 410)
        rows = [] if category in self.faults.empty else self.tables.get(category, [])
        page = rows[token : token + PAGE]
        entries = "".join(_entry(category, row, token + i + 1) for i, row in enumerate(page))
        following = (
            f'<link rel="next" href={quoteattr(_next(category, token + PAGE))}/>' if token + PAGE < len(rows) else ""
        )
        feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{category}</title>{following}{entries}</feed>'
        return Response(feed, media_type="application/atom+xml")

    def _entity_types(self) -> Response:
        """What each entity holds: what our reader names, renamed or dropped as the faults say."""
        types = []
        for kind in CATEGORIES:
            names = [self.faults.renamed.get(f"{kind.name}.{name}", name) for name in (*kind.needs, *kind.expand)]
            inner = "".join(
                f'<{"NavigationProperty" if name in kind.expand else "Property"} Name="{name}" Type="Edm.String"/>'
                for name in names
                if name
            )
            types.append(f'<EntityType Name="{kind.name}" BaseType="tk.Entiteit">{inner}</EntityType>')
        return Response(
            '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>'
            '<Schema Namespace="tk" xmlns="http://docs.oasis-open.org/odata/ns/edm">'
            f'<EntityType Name="Entiteit" Abstract="true"/>{"".join(types)}</Schema></edmx:DataServices></edmx:Edmx>',
            media_type="application/xml",
        )

    def _odata(self, request: Request) -> Response:
        """JSON in pages of 250; with ``$top`` no page links to the next."""
        entity = request.path_params["entity"]
        if entity == "$metadata":
            return self._entity_types()
        if entity not in self.tables:
            return PlainTextResponse("onbekend", 404)
        query = request.query_params
        since = re.search(r"GewijzigdOp ge (\S+)", query.get("$filter", ""))
        rows = self.tables[entity]
        if since is not None:
            moment = datetime.fromisoformat(since[1].replace(" ", "+"))
            rows = [r for r in rows if datetime.fromisoformat(r["GewijzigdOp"]) >= moment]
        skip = int(query.get("$skiptoken", 0))
        size = min(int(query.get("$top", PAGE)), PAGE)
        answer: dict[str, Any] = {"value": rows[skip : skip + size], "@odata.count": len(rows)}
        if "$top" not in query and skip + size < len(rows):
            kept = "&".join(f"{k}={v}".replace("+", "%2B") for k, v in query.items() if k != "$skiptoken")
            answer["@odata.nextLink"] = f"{_TK}/OData/v5/{entity}?{kept}&$skiptoken={skip + size}"
        return Response(json.dumps(answer), media_type="application/json")

    def _sru(self, request: Request) -> Response:
        query = request.query_params["query"]
        if "w.onbekend" in query or "kapot" in query:
            return Response("<r><diagnostics><message>Unsupported index</message></diagnostics></r>")
        found = [p for p in self.papers if _fits(p, query)]
        start, many = int(request.query_params["startRecord"]), int(request.query_params["maximumRecords"])
        page = found[start - 1 : start - 1 + many]
        records = "".join(f"<record><recordData>{_gzd(p)}</recordData></record>" for p in page)
        return Response(
            '<searchRetrieveResponse xmlns="http://docs.oasis-open.org/ns/search-ws/sruResponse">'
            f"<numberOfRecords>{len(found)}</numberOfRecords><records>{records}</records></searchRetrieveResponse>"
        )

    def _file(self, request: Request) -> Response:
        """A file with its ETag; one that is missing answers 500, not 404."""
        path = request.path_params["rest"]
        official_id, form = path.split("/")[0], path.rsplit(".", 1)[-1]
        paper = next((p for p in self.papers if p.official_id == official_id), None)
        if paper is None or path in self.faults.missing:
            return PlainTextResponse("fout", 500)
        if path.endswith("metadata.xml"):
            data: bytes | None = _metadata(paper).encode()
        else:
            data = paper.xml if form == "xml" else paper.pdf
        if data is None:
            return PlainTextResponse("fout", 500)
        etag = f'"{hash(data)}"'
        if request.headers.get("if-none-match") == etag:
            self.faults.not_modified += 1
            return Response(status_code=304)
        return Response(data, headers={"ETag": etag})


async def _cut(body: bytes) -> AsyncIterator[bytes]:
    yield body[: len(body) // 2]
    raise ConnectionResetError("the line is cut")


def _next(category: str, token: int) -> str:
    return f"{_TK}/SyncFeed/2.0/Feed?category={category}&skiptoken={token}"


def _entry(category: str, row: Mapping[str, Any], token: int) -> str:
    inner = "".join(
        _fields(name, value) for name, value in row.items() if name not in ("Id", "GewijzigdOp", "Verwijderd")
    )
    word = category[0].lower() + category[1:]
    gone = "true" if row.get("Verwijderd") else "false"
    return (
        f'<entry><title>{row["Id"]}</title><link rel="next" href={quoteattr(_next(category, token))}/>'
        f'<content type="application/xml"><{word} xmlns="http://www.tweedekamer.nl/xsd/tkData/v1-0" '
        f'xmlns:tk="http://www.tweedekamer.nl/xsd/tkData/v1-0" id="{row["Id"]}" '
        f'tk:bijgewerkt="{row.get("GewijzigdOp", "")}" tk:verwijderd="{gone}">{inner}</{word}></content></entry>'
    )


def _fields(name: str, value: Any) -> str:
    """An OData field as the feed writes it: small first letter, references as empty elements."""
    word = name[0].lower() + name[1:]
    if name.endswith("_Id"):
        refs: Sequence[Any] = value if isinstance(value, list) else [value] if value else []
        return "".join(f'<{word[:-3]} ref="{ref}"/>' for ref in refs)
    if isinstance(value, list | dict):
        return ""
    if isinstance(value, bool):
        value = str(value).lower()
    return f"<{word}/>" if value is None else f"<{word}>{escape(str(value))}</{word}>"


def _fits(paper: Paper, query: str) -> bool:
    since = re.search(r'dt\.modified>="([\d-]+)"', query)
    until = re.search(r'dt\.modified<="([\d-]+)"', query)
    dossier = re.search(r'w\.dossiernummer=="([^"]+)"', query)
    kind = re.search(r'dt\.type=="([^"]+)"', query)
    return (
        (since is None or paper.modified >= since[1])
        and (until is None or paper.modified <= until[1])
        and (dossier is None or paper.dossier == dossier[1])
        and (kind is None or paper.kind == kind[1])
    )


def _gzd(paper: Paper) -> str:
    root = f"{_OB}/frbr/{paper.official_id}/1"
    items = f'<itemUrl manifestation="metadata">{root}/metadata/metadata.xml</itemUrl>' if paper.metadata else ""
    items += f'<itemUrl manifestation="xml">{root}/xml/p.xml</itemUrl>' if paper.xml is not None else ""
    items += f'<itemUrl manifestation="pdf">{root}/pdf/p.pdf</itemUrl>' if paper.pdf is not None else ""
    return (
        f"<gzd><originalData><meta><owmskern><identifier>{escape(paper.official_id)}</identifier></owmskern>"
        f"<owmsmantel><modified>{paper.modified}</modified></owmsmantel>"
        f"<tpmeta><dossiernummer>{paper.dossier}</dossiernummer></tpmeta></meta></originalData>"
        f"<enrichedData>{items}</enrichedData></gzd>"
    )


def _metadata(paper: Paper) -> str:
    return (
        f'<metadata_gegevens><metadata name="DC.identifier" content="{paper.official_id}"/>'
        f'<metadata name="OVERHEIDop.dossiernummer" content="{paper.dossier}"/></metadata_gegevens>'
    )
