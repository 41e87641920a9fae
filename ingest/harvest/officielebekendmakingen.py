"""``fetch officielebekendmakingen``: Kamerstukken and Handelingen as XML, each with its metadata beside it.

``kst/29754/kst-29754-690.xml`` and ``….metadata.xml``; a paper without XML comes as PDF.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import httpx

from kamergraaf.ingest.harvest import publish, sru
from kamergraaf.ingest.harvest.harvested import Harvested, Progress, silent
from kamergraaf.ingest.harvest.ledger import Kept, Ledger
from kamergraaf.ingest.harvest.manners import Client, Manners, Refusal, Unavailable

BASE = "https://repository.overheid.nl"
_ALSO = "https://zoek.officielebekendmakingen.nl"
_ID = re.compile(r"(?P<kind>[a-z]{2,5})-[A-Za-z0-9][A-Za-z0-9.-]*")
_NO_TEXT = re.compile(rb"niet beschikbaar in (?:html|xml)-?formaat", re.IGNORECASE)
_TRIES = 3  # a file that is missing answers 500, not 404: it is asked for less often than a search


def fetch(
    folder: Path,
    *,
    since: date | None = None,
    until: date | None = None,
    dossier: str | None = None,
    kind: str | None = None,
    base_url: str = BASE,
    progress: Progress = silent,
    manners: Manners | None = None,
) -> Harvested:
    """Harvest the papers that changed from ``since`` to ``until``, of one dossier ("36600-VII") or kind ("Motie").

    The same search again brings what changed since it was last complete; one that was stopped goes on where it was.
    A file is fetched again only where its version differs, or where it is gone or damaged on disk. Raises
    ``InputError`` where the search itself fails; a file that fails makes a problem in the result.
    """
    base = base_url.rstrip("/")
    new: Counter[str] = Counter()
    problems: list[str] = []
    hosts = (base, _ALSO) if base == BASE else (base,)
    with Ledger(folder) as ledger, Client(*hosts, manners=manners) as client:
        for broken in list(publish.damaged(folder, ledger, whole=False)):
            ledger.keep_file(replace(broken, version="", etag=None, modified=None))
        search = _Search(ledger, since, until, dossier, kind)
        seen = 0
        try:
            for page in search.pages(client, base):
                for paper in page.papers:
                    try:
                        new.update(_paper(client, base, folder, ledger, paper))
                    except (Unavailable, Refusal) as error:
                        problems.append(str(error))
                        search.missed = True
                    seen += 1
                    progress(kind or "papers", seen, page.total)
                search.passed(page)
        except Unavailable as error:
            problems.append(str(error))
        if seen == 0 and search.is_first:
            problems.append(
                "No paper was found, which also follows from a misspelt dossier or kind. Check their spelling."
            )
        publish.sums(folder, ledger)
        kept = Counter(
            Path(f.path).name.split("-")[0] for f in ledger.files() if not f.path.endswith(".metadata.xml")
        )
    return Harvested(folder, dict(new), dict(kept), 0, tuple(problems))


class _Search:
    """A search that is remembered by its words: where it is, and since when it need not look."""

    def __init__(
        self, ledger: Ledger, since: date | None, until: date | None, dossier: str | None, kind: str | None
    ) -> None:
        self._ledger = ledger
        self._name = f"search {json.dumps([str(since), str(until), dossier, kind])}"
        state = json.loads(ledger.token(self._name) or "{}")
        self.is_first = not state
        self.missed = bool(state.get("missed"))
        self._start = int(state.get("start", 1))
        # Days only are asked for, so that the last one is asked for again.
        self._since = date.fromisoformat(state["since"]) if state.get("since") else since
        self._newest = str(state.get("newest") or "")
        self._words = sru.query(since=self._since, until=until, dossier=dossier, kind=kind)

    def pages(self, client: Client, base: str) -> Iterator[sru.Page]:
        return sru.pages(client, base, self._words, self._start)

    def passed(self, page: sru.Page) -> None:
        """Remember that a page is done; at the end of the search, where the next one begins."""
        self._newest = max([self._newest, *(p.changed[:10] for p in page.papers)])
        state: dict[str, object] = {
            "since": self._since and self._since.isoformat(),
            "start": page.following,
            "newest": self._newest,
            "missed": self.missed,
        }
        if page.following is None:
            state = {"since": state["since"] if self.missed else self._day_before(), "newest": self._newest}
        self._ledger.keep_token(self._name, json.dumps(state))

    def _day_before(self) -> str | None:
        """Give the day before the newest change: those of a day come in until its end."""
        try:
            return (date.fromisoformat(self._newest) - timedelta(days=1)).isoformat()
        except ValueError:
            return self._since.isoformat() if self._since else None


def _paper(client: Client, base: str, folder: Path, ledger: Ledger, paper: sru.Found) -> Counter[str]:
    """Fetch a paper and its metadata where they changed; give what came by kind."""
    named = _ID.fullmatch(paper.official_id)
    if named is None:
        raise Refusal(f"{paper.official_id!r}: no identifier of a paper; it was left out. Look at it by hand.", 0)
    near = folder / named["kind"] / _group(paper.official_id)
    path = near / f"{paper.official_id}.xml"
    came = _file(client, base, folder, ledger, paper, path, "xml") if "xml" in paper.items else False
    if "xml" not in paper.items or _is_notice(path):
        path.unlink(missing_ok=True)
        path = path.with_suffix(".pdf")
        if "pdf" not in paper.items:
            raise Refusal(f"{paper.official_id}: neither XML nor PDF of it is published. Look at it by hand.", 0)
        came = _file(client, base, folder, ledger, paper, path, "pdf")
    _metadata(client, base, folder, ledger, paper, near / f"{paper.official_id}.metadata.xml")
    return Counter({named["kind"]: 1}) if came else Counter()


def _file(client: Client, base: str, folder: Path, ledger: Ledger, paper: sru.Found, path: Path, form: str) -> bool:
    """Fetch a file unless this version of it is here; give whether it came new."""
    name = path.relative_to(folder).as_posix()
    known = ledger.file(name)
    version = paper.changed or paper.items[form]
    if known is not None and known.version == version and path.is_file():
        return False
    etag, modified = (known.etag, known.modified) if known is not None and path.is_file() else (None, None)
    saved = client.save(_address(base, paper.items[form]), path, etag=etag, modified=modified, attempts=_TRIES)
    if saved is None:
        assert known is not None  # 304 comes only where there was something to ask with
        ledger.keep_file(replace(known, version=version))
        return False
    ledger.keep_file(Kept(name, version, saved.sha256, saved.size, saved.etag, saved.modified))
    return known is None or known.sha256 != saved.sha256


def _metadata(client: Client, base: str, folder: Path, ledger: Ledger, paper: sru.Found, path: Path) -> None:
    """Fetch the metadata; where they are missing, what the search says of the paper stands in for them."""
    if "metadata" in paper.items:
        try:
            _file(client, base, folder, ledger, paper, path, "metadata")
            return
        except (Refusal, Unavailable):
            pass  # what the search says stands in
    name = path.relative_to(folder).as_posix()
    known = ledger.file(name)
    if known is None or known.version != paper.changed or not path.is_file():
        ledger.keep_file(replace(publish.file(folder, path, paper.record), version=paper.changed))


def _group(official_id: str) -> str:
    """Give the folder of a paper: its dossier or session, all but the kind and the last part."""
    return "-".join(official_id.split("-")[1:-1]) or "los"


def _is_notice(path: Path) -> bool:
    """Whether a file only says that the text is not available, as for scans."""
    return path.is_file() and path.stat().st_size < 20_000 and _NO_TEXT.search(path.read_bytes()) is not None


def _address(base: str, address: str) -> str:
    """Give the address at the service that is asked: a mirror's records link to the original."""
    if base == BASE:
        return address
    url, root = httpx.URL(address), httpx.URL(base)
    return str(url.copy_with(scheme=root.scheme, host=root.host, port=root.port))
