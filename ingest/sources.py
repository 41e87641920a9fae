"""Files, folders, zips and standard input to letters; a bad one gives a sentence and the others go on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kamergraaf.ingest import archives
from kamergraaf.ingest.readers import docx, html, metadata, pdf, text, xml
from kamergraaf.ingest.readers.limits import LIMITS, Limits
from kamergraaf.ingest.readers.sniff import Kind, sniff
from kamergraaf.ontology.errors import InputError
from kamergraaf.ontology.model import Letter


@dataclass(frozen=True, slots=True)
class Read:
    """One source after reading: a letter, or one sentence on why there is none."""

    name: str
    letter: Letter | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One letter still to be read; small and picklable, so that it is read where the work is done.

    ``name``: the file's name. ``path``: the file, or the zip that holds it; ``-`` for standard input.
    ``member``: the way within the zip. ``data``: only for standard input. ``error``: known already.
    """

    name: str
    path: str
    member: tuple[str, ...] = ()
    data: bytes | None = None
    error: str | None = None


EXAMPLE = "VERZONNEN VOORBEELD"
READERS: dict[Kind, Callable[[str, bytes], Letter]] = {
    Kind.TEXT: text.read,
    Kind.PDF: pdf.read,
    Kind.HTML: html.read,
    Kind.XML: xml.read,
    Kind.DOCX: docx.read,
}


def read(sources: Sequence[str], limits: Limits = LIMITS) -> Iterator[Read]:
    """Read letters in the order given; folders and zips in order of name, with all that lies below.

    Never raises for a bad input: its ``Read`` has the sentence (what, where, what to do). Names may be double.
    """
    for item in expand(sources, limits):
        try:
            yield Read(item.name, letter=load(item, limits))
        except InputError as error:
            yield Read(item.name, error=str(error))


def expand(sources: Sequence[str], limits: Limits = LIMITS) -> Iterator[Item]:
    """Give each letter to be read, without reading it: first the order, then the work.

    Hidden files, metadata beside a paper and tables of records (``.jsonl.zst``) are no letters and left out.
    """
    for source in sources:
        if source == "-":
            yield Item("-", "-", data=sys.stdin.buffer.read(limits.file_bytes + 1))
        else:
            yield from _below(Path(source), limits)


def load(item: Item, limits: Limits = LIMITS) -> Letter:
    """Read one letter, by what its content is. Raises ``InputError`` with one sentence where it cannot."""
    if item.error is not None:
        raise InputError(item.error)
    data = _bytes(item, limits)
    if len(data) > limits.file_bytes:
        raise InputError(f"{item.name}: more than {limits.file_bytes:,} bytes. Split the file.")
    if not data.strip():
        raise InputError(f"{item.name}: the file is empty. Fetch or save it again.")
    kind = sniff(data)
    reader = READERS.get(kind)
    if reader is None:
        raise InputError(f"{item.name}: {_unread(kind)}")
    letter = reader(item.name, data)
    # Made-up letters say so at their head, and stay marked in the graph whoever ingests them.
    letter = replace(letter, example=letter.text.lstrip("\ufeff \n").startswith(EXAMPLE))
    if len(letter.text) > limits.characters:
        raise InputError(f"{item.name}: more than {limits.characters:,} characters of text. Split the file.")
    if not letter.text.strip():
        raise InputError(f"{item.name}: no text in this {kind} file. Give the file with its text, or a scan as PDF.")
    beside = _beside(item, limits)
    if beside is None:
        return letter
    return replace(
        letter, declared=metadata.filled(metadata.declared(f"{item.name}: metadata", beside), letter.declared)
    )


def _beside(item: Item, limits: Limits) -> bytes | None:
    """Give the metadata that lies beside a paper: ``ID.metadata.xml``, or ``metadata.xml`` in a folder named ID."""
    stem = item.name.rsplit(".", 1)[0]
    if item.data is not None:
        return None
    path = Path(item.path)
    if not item.member:
        candidates = [path.with_name(f"{stem}.metadata.xml")]
        if path.absolute().parent.name == stem:
            candidates.append(path.with_name("metadata.xml"))
        found = next((c for c in candidates if c.is_file() and c != path), None)
        return None if found is None else _bytes(Item(found.name, str(found)), limits)
    *outer, last = item.member
    folder = last.rpartition("/")[0]
    near = f"{folder}/" if folder else ""
    names = [f"{near}{stem}.metadata.xml"] + ([f"{near}metadata.xml"] if folder.rsplit("/", 1)[-1] == stem else [])
    for name in names:
        if name != last and archives.holds(path, (*outer, name), limits):
            return archives.content(path, (*outer, name), limits)
    return None


def _below(path: Path, limits: Limits) -> Iterator[Item]:
    try:
        if path.is_dir():
            for child in sorted(path.iterdir(), key=lambda p: p.name):
                if not _is_aside(child.name) and not (child.is_symlink() and child.is_dir()):  # no circles
                    yield from _below(child, limits)
        elif _is_zip(path):
            for member in archives.members(path, (), limits):
                if not _is_aside(member[-1].rsplit("/", 1)[-1]):
                    yield Item(member[-1].rsplit("/", 1)[-1], str(path), member)
        elif path.is_file():
            yield Item(path.name, str(path))
        elif path.exists():
            yield Item(
                path.name, str(path), error=f"{path}: no file or folder but a device or pipe. Use - to read it."
            )
        else:
            yield Item(path.name, str(path), error=f"{path}: no such file or folder. Check the spelling.")
    except InputError as error:
        yield Item(path.name, str(path), error=str(error))
    except OSError as error:
        yield Item(path.name, str(path), error=f"{path}: cannot be opened ({error.strerror}). Check its permissions.")


def _is_zip(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        if stream.read(4) not in archives.ZIP_MAGIC:
            return False
    return archives.kind(path) is Kind.ZIP


def _is_aside(name: str) -> bool:
    """Whether a file in a folder or zip is no letter of its own: hidden, metadata of its neighbour, or records."""
    low = name.casefold()
    ends = ("metadata.xml", "metadata_owms.xml", ".jsonl.zst", ".jsonl.xz", "sha256sums")
    return low.startswith(".") or low.endswith(ends)


def _bytes(item: Item, limits: Limits) -> bytes:
    if item.data is not None:
        return item.data
    path = Path(item.path)
    try:
        if item.member:
            return archives.content(path, item.member, limits)
        with path.open("rb") as stream:
            return stream.read(limits.file_bytes + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}). Check the file.") from error


def _unread(kind: Kind) -> str:
    if kind is Kind.ZIP:
        return "this zip cannot be read here: it is damaged, or came by standard input. Give it as a file."
    return f"this is {kind}. Save it as PDF or docx (a picture as PDF, a packed file unpacked) and give that."
