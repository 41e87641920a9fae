"""Write what a ledger holds as tables that ``ingest`` reads, with checksums that anyone can check."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import zstandard

from kamergraaf.ingest.harvest.ledger import Kept, Ledger

SUMS = "SHA256SUMS"


def table(folder: Path, name: str, lines: Iterable[str]) -> Kept:
    """Write ``name.jsonl.zst``, whole or not at all; give its checksum."""
    path = folder / f"{name}.jsonl.zst"
    part = folder / f".{path.name}.part"
    with part.open("wb") as stream:
        with zstandard.ZstdCompressor(level=6).stream_writer(stream, closefd=False) as packed:
            for line in lines:
                packed.write(line.encode() + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
    kept = Kept(path.name, "", _sha256(part), part.stat().st_size)
    part.replace(path)
    return kept


def file(folder: Path, path: Path, data: bytes) -> Kept:
    """Write a file below ``folder``, whole or not at all; give its checksum."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)
    return Kept(path.relative_to(folder).as_posix(), "", hashlib.sha256(data).hexdigest(), len(data))


def sums(folder: Path, ledger: Ledger) -> None:
    """Write ``SHA256SUMS`` for ``sha256sum -c``."""
    part = folder / f".{SUMS}.part"
    part.write_text("".join(f"{kept.sha256}  {kept.path}\n" for kept in ledger.files()), encoding="utf-8")
    part.replace(folder / SUMS)


def damaged(folder: Path, ledger: Ledger, *, whole: bool) -> Iterator[Kept]:
    """Give the files that are gone or of another size than they had; with ``whole`` also those of another hash."""
    for kept in ledger.files():
        path = folder / kept.path
        if not path.is_file() or path.stat().st_size != kept.size or (whole and _sha256(path) != kept.sha256):
            yield kept


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
