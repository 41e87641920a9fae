"""Zips, also within zips, read member by member with a ceiling on what comes out; nothing is unpacked to disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from kamergraaf.ingest.readers.limits import LIMITS, Limits
from kamergraaf.ingest.readers.sniff import Kind, of_archive
from kamergraaf.ontology.errors import InputError

ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_JUNK = ("__MACOSX/", ".DS_Store", "Thumbs.db")


def members(path: Path, inner: tuple[str, ...] = (), limits: Limits = LIMITS) -> Iterator[tuple[str, ...]]:
    """Give the members of a zip in order of name, those of zips within it as a path of names.

    ``inner`` leads to a zip within ``path``. Raises ``InputError`` for a zip that is broken, encrypted as a
    whole, or claims more than ``limits`` allow; nothing of such a zip is read.
    """
    archive = _opened(path, inner, limits)
    _check_claims(_where(path, inner), archive, limits)
    for name in sorted({info.filename for info in archive.infolist() if not _is_junk(info)}):
        yield from _below(path, (*inner, name), archive.getinfo(name), limits)


def content(path: Path, member: tuple[str, ...], limits: Limits = LIMITS) -> bytes:
    """Give the bytes of one member, or raise ``InputError`` where it cannot or must not be read."""
    *outer, name = member
    archive = _opened(path, tuple(outer), limits)
    try:
        info = archive.getinfo(name)
    except KeyError as error:
        raise InputError(
            f"{_where(path, member)}: not in the zip any more. Start again with the same files."
        ) from error
    return _bytes(_where(path, member), archive, info, limits)


def kind(path: Path, limits: Limits = LIMITS) -> Kind:
    """Tell a zip of letters from the office formats, which are zips too. Raises ``InputError`` for a broken one."""
    return of_archive(_opened(path, (), limits).NameToInfo)


def holds(path: Path, member: tuple[str, ...], limits: Limits = LIMITS) -> bool:
    """Whether a zip has that member."""
    *outer, name = member
    return name in _opened(path, tuple(outer), limits).NameToInfo


def _below(path: Path, member: tuple[str, ...], info: zipfile.ZipInfo, limits: Limits) -> Iterator[tuple[str, ...]]:
    archive = _opened(path, member[:-1], limits)
    if info.flag_bits & 1 or not _begins_as_zip(archive, info):
        yield member
        return
    if len(member) > limits.zip_depth:
        raise InputError(
            f"{_where(path, member)}: zips lie within zips more than {limits.zip_depth} deep. Unpack it first."
        )
    try:
        inner = _opened(path, member, limits)
    except InputError:
        yield member  # its own row of the result says what is wrong; the other members go on
        return
    if of_archive(inner.NameToInfo) is Kind.ZIP:
        yield from members(path, member, limits)
    else:
        yield member


def _begins_as_zip(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    try:
        with archive.open(info) as stream:
            return stream.read(4) in ZIP_MAGIC
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError):
        return False  # reading it whole gives the sentence


def _opened(path: Path, inner: tuple[str, ...], limits: Limits) -> zipfile.ZipFile:
    stat = path.stat()
    return _archive(path, stat.st_mtime_ns, stat.st_size, inner, limits)


@lru_cache(maxsize=8)  # a worker reads many members of one zip; its table of contents is read once
def _archive(path: Path, _changed: int, _size: int, inner: tuple[str, ...], limits: Limits) -> zipfile.ZipFile:
    source: Path | io.BytesIO = io.BytesIO(content(path, inner, limits)) if inner else path
    try:
        return zipfile.ZipFile(source)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise InputError(
            f"{_where(path, inner)}: this zip is damaged or cut off ({error}). Fetch or pack it again."
        ) from error


def _check_claims(where: str, archive: zipfile.ZipFile, limits: Limits) -> None:
    infos = archive.infolist()
    if len(infos) > limits.zip_members:
        raise InputError(f"{where}: {len(infos):,} members, more than {limits.zip_members:,}. Split the zip.")
    unpacked, packed = sum(i.file_size for i in infos), sum(i.compress_size for i in infos)
    if unpacked > limits.zip_bytes or (unpacked > 100_000_000 and unpacked > packed * limits.zip_ratio):
        raise InputError(
            f"{where}: {packed:,} bytes claim to unpack to {unpacked:,}, as a zip bomb does; nothing of it was "
            "read. If it is real, unpack it and give the folder."
        )


def _bytes(where: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> bytes:
    if info.flag_bits & 1:
        raise InputError(f"{where}: encrypted with a password. Unpack it and give the files.")
    if info.file_size > limits.file_bytes:
        raise InputError(f"{where}: {info.file_size:,} bytes, more than {limits.file_bytes:,}. Split the file.")
    if info.file_size > 1_000_000 and info.file_size > info.compress_size * limits.zip_ratio:
        raise InputError(
            f"{where}: {info.compress_size:,} bytes claim to unpack to {info.file_size:,}, as a zip bomb does; "
            "it was not read. If it is real, unpack it and give the file."
        )
    try:
        with archive.open(info) as stream:
            return stream.read(info.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise InputError(f"{where}: damaged within its zip ({error}). Fetch or pack it again.") from error


def _is_junk(info: zipfile.ZipInfo) -> bool:
    name = info.filename
    return info.is_dir() or name.startswith(_JUNK[0]) or name.rsplit("/", 1)[-1].startswith((".", *_JUNK[1:]))


def _where(path: Path, member: tuple[str, ...]) -> str:
    return " > ".join((path.name, *member))
