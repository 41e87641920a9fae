"""The letter maker: letters of a minister's style with known truth, from a seed.

``python -m bench.maker --count 1000 --seed 1 --to DIR`` writes ``DIR/letters/*.txt`` and ``DIR/truth/*.json``.

The truth has the shape of the gold, with what is ours besides: ``form`` (which row of the table of forms),
``person`` (the register's slug), and under noise ``damage`` of each citation:

``none``        no character of it was misread
``words``       only the words and marks around its digits were: the identifier can still be read, ``ids`` stay
``identifier``  a character that carries the identifier was: nobody can read it surely, so ``ids`` is empty
                and ``meant`` holds what the author wrote; an answer that equals ``meant`` is no error
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Annotated, Any

import typer

from kamergraaf.bench.cast import Cast, cast, days
from kamergraaf.bench.forms import Numbers, spaced
from kamergraaf.bench.noise import Misread, NoiseKind, misread
from kamergraaf.bench.pages import Look, Note, Placed, Sheet, lay_out
from kamergraaf.bench.passage import Entry, Passage, Tag, fill
from kamergraaf.bench.scenes import SCENES, Writer, day_text, filler
from kamergraaf.ingest.register import bundled
from kamergraaf.ontology.model import Letter
from kamergraaf.ontology.register import Register

KINDS = (
    "citations",
    "asides",
    "urls",
    "footnotes",
    "motions",
    "commitments",
    "reports",
    "letters_cited",
    "persons",
    "parties",
    "ministries",
    "organisations",
    "signatories",
)


@dataclass(frozen=True, slots=True)
class Made:
    """A made letter and what is true of it."""

    letter: Letter
    truth: dict[str, Any]


def make(
    seed: int,
    *,
    size: int = 20_000,
    noise: float = 0.0,
    noise_kind: NoiseKind = "letters",
    pages: bool = True,
    notes: bool = True,
    register: Register | None = None,
    look: Look | None = None,
) -> Made:
    """Make the letter of that seed.

    ``size``: about so many characters. ``noise``: share of characters misread, 0 to 1; ``noise_kind``: which
    readings (letters and marks; also digits as letters; also digits as other digits). ``pages``: with page
    breaks, notes at the foot of each; else all notes at the end. ``notes``: whether there are any.
    ``register``: whose members are named (the bundled one by default). ``look``: width, hyphens and so on;
    drawn from the seed by default, and without influence on the words.
    """
    facts = register or bundled()
    words = Random(f"{seed} words")
    people = _people(facts, words)
    day = people.day
    w = Writer(words, people, _numbers(words, day, facts), words.choice(people.posts), notes)
    printed = words.random() < 0.6
    own = (w.numbers.dossier(), words.randint(1, 900))
    passages = [*_head(w, own, printed=printed), *_body(w, size), *_tail(w)]
    shown = look or _look(Random(f"{seed} look"), day, own, pages=pages, printed=printed)
    sheet = lay_out(passages, shown, notes=notes)
    read = misread(sheet.text, noise, noise_kind, Random(f"{seed} noise {noise_kind} {noise}"))
    letter = Letter(
        name=f"made-{seed:06}.txt",
        text=read.text,
        pages=tuple(read.place(p) for p in sheet.pages),
        scanned=noise > 0,
        example=True,
    )
    return Made(letter, _truth(letter, sheet, read, w, own if printed else None))


def _people(register: Register, rng: Random) -> Cast:
    """Who sits on a day drawn at random; days on which the register knows few ministers are passed over."""
    while True:
        people = cast(register, rng.choice(days()))
        if len(people.posts) > 3 and len(people.members) > 40:
            return people


def _numbers(rng: Random, day: date, register: Register) -> Numbers:
    """Ten dossiers to cite from, those of the register among them; none is a budget."""
    known = [int(n) for n in register.dossiers if n.isdigit() and 20_000 < int(n) < 32_000]
    drawn = [rng.choice(known) for _ in range(3)] if known else []
    while len(set(drawn)) < 10:
        drawn.append(rng.randint(24_001, 32_900))
    return Numbers(rng, day.year, tuple(sorted(set(drawn))))


def _head(w: Writer, own: tuple[int, int], *, printed: bool) -> list[Passage]:
    day = w.cast.day
    lines: list[Passage] = []
    if printed:
        first = day.year if day.month > 9 else day.year - 1
        lines += [
            Passage(f"Vergaderjaar {first}-{first + 1}"),
            Passage("Tweede Kamer der Staten-Generaal"),
            Passage(spaced(own[0]) + " " + w.topic().capitalize()),
            Passage(f"Nr. {own[1]}"),
            Passage(f"BRIEF VAN DE {w.author.word.upper()} VAN ").name(
                "ministries", w.author.name.upper(), {"ministry": w.author.code}
            ),
            Passage("Aan de Voorzitter van de Tweede Kamer der Staten-Generaal"),
        ]
    lines += [Passage(f"Den Haag, {day_text(day)}"), Passage()]
    others = [p for p in w.cast.posts if p.key != w.author.key]
    both: Passage | str = ""
    if others and w.rng.random() < 0.5:
        other = w.rng.choice(others)
        post = Passage(f"de {other.word} van ").name("ministries", other.name, {"ministry": other.code})
        post.tags[-1].entry["behalf"] = f"{other.word} van {other.name}"
        both = fill(", mede namens {posts},", posts=post)
    return [*lines, fill(w.pick("heads", "intro"), namens=both, topic=w.topic()), Passage(), filler(w, 3), Passage()]


def _body(w: Writer, size: int) -> list[Passage]:
    scenes = [scene for scene, weight in SCENES for _ in range(weight)]
    w.rng.shuffle(scenes)
    passages: list[Passage] = []
    made = turn = 0
    while made < size - 700:
        for passage in scenes[turn % len(scenes)](w):
            passages.append(passage)
            made += passage.size + 1
            made += sum(t.note.size + 4 for t in passage.tags if t.note is not None)
        turn += 1
    return passages


def _tail(w: Writer) -> list[Passage]:
    post = w.author
    entry: Entry = {"name": post.holder, "post": f"{post.word} van {post.name}", "ministry": post.code}
    signed = Passage().name("signatories", post.holder, entry)
    signed.cover("persons", {"known_as": post.full_name, "person": post.slug})
    return [
        Passage(w.pick("heads", "closing")),
        Passage(),
        Passage(f"De {post.word} van ").name("ministries", post.name, {"ministry": post.code}).say(","),
        signed,
    ]


def _look(rng: Random, day: date, own: tuple[int, int], *, pages: bool, printed: bool) -> Look:
    first = day.year if day.month > 9 else day.year - 1
    foot = f"Tweede Kamer, vergaderjaar {first}–{first + 1}, {spaced(own[0])}, nr. {own[1]} {{page}}"
    return Look(
        width=rng.choice((66, 72, 74, 90)),
        hyphens=rng.random() < 0.7,
        lines=rng.choice((44, 50, 56)) if pages else 0,
        foot=foot if printed and pages else None,
        feed=rng.random() < 0.5,
    )


def _truth(letter: Letter, sheet: Sheet, read: Misread, w: Writer, own: tuple[int, int] | None) -> dict[str, Any]:
    found: dict[str, list[Entry]] = {kind: [] for kind in KINDS}
    behalf: list[Entry] = []
    numbers = {id(note.placed): note for note in sheet.notes}
    for placed in sheet.placed:
        note = numbers.get(id(placed))
        for tag in placed.passage.tags:
            if tag.kind == "mark":
                continue
            entry = _entry(letter, placed, tag, read)
            if tag.kind == "citations" and note is not None:
                entry["footnote"] = note.number
            post = entry.pop("behalf", None)
            if post:
                behalf.append({"post": post, "ministry": entry["ministry"]})
            # The Kamer's own numbers of cases and papers are no citations: read, and kept apart.
            found["asides" if entry.get("form") == "Kamer number" else tag.kind].append(entry)
    for motion in found["motions"]:
        _soil(motion, found["citations"])
    found["footnotes"] = [_footnote(letter, note, read, found["citations"]) for note in sheet.notes]
    for kind in KINDS:
        if kind != "footnotes":
            found[kind].sort(key=lambda e: (e.get("heading") or e)["start"])
    return {
        "letter": letter.name,
        "date": w.cast.day.isoformat(),
        "own": f"kst-{own[0]}-{own[1]}" if own else None,
        "on_behalf_of": behalf,
        "addressee": "Tweede Kamer" if own else None,
        **found,
    }


def _entry(letter: Letter, placed: Placed, tag: Tag, read: Misread) -> Entry:
    start, end = placed.span(tag.start, tag.end)
    where = _where(letter, read, start, end)
    entry = {k: v.copy() if isinstance(v, (dict, list)) else v for k, v in tag.entry.items()}
    if tag.kind in ("motions", "commitments"):
        return {"heading": where, **entry}
    if tag.kind == "citations" and read.at:
        entry["damage"] = _damage(placed, tag, read, start, end)
        if entry["damage"] == "identifier":
            entry |= {"ids": [], "meant": entry["ids"]}
    return {**where, **entry}


def _where(letter: Letter, read: Misread, start: int, end: int) -> Entry:
    new_start, new_end = read.place(start), read.place(end)
    return {"exact": letter.text[new_start:new_end], "start": new_start, "end": new_end}


def _damage(placed: Placed, tag: Tag, read: Misread, start: int, end: int) -> str:
    if not read.changes(start, end):
        return "none"
    for key_start, key_end in tag.keys:
        if any(old != " " or new.strip() for old, new in read.changes(*placed.span(key_start, key_end))):
            return "identifier"
    return "words"


def _soil(motion: Entry, citations: list[Entry]) -> None:
    """A motion whose number can no longer be read has none."""
    for cited in citations:
        if cited.get("damage") == "identifier" and cited["meant"] and cited["meant"] == motion["ids"]:
            motion |= {"ids": [], "meant": cited["meant"]}


def _footnote(letter: Letter, note: Note, read: Misread, citations: list[Entry]) -> Entry:
    text_start, text_end = note.placed.span(0, note.placed.passage.size)
    mark_start, mark_end = read.place(note.mark[0]), read.place(note.mark[1])
    ids: list[str] = []
    for cited in citations:
        if cited.get("footnote") == note.number:
            ids += [i for i in cited["ids"] if i not in ids]
    return {
        "n": note.number,
        "anchor": {
            "exact": letter.text[read.place(note.anchor) : mark_end],
            "start": read.place(note.anchor),
            "end": mark_end,
        },
        "anchor_mark": letter.text[mark_start:mark_end],
        "note": _where(letter, read, text_start, text_end),
        "ids": ids,
    }


def _cli(
    count: Annotated[int, typer.Option(help="How many letters.")] = 100,
    seed: Annotated[int, typer.Option(help="The first letter's seed; the others follow.")] = 1,
    to: Annotated[Path, typer.Option(help="Folder for letters/ and truth/.")] = Path("made"),
    size: Annotated[int, typer.Option(help="Characters a letter, about.")] = 20_000,
    noise: Annotated[float, typer.Option(help="Share of characters misread.")] = 0.0,
    truth: Annotated[bool, typer.Option(help="Write the truth as well.")] = True,
) -> None:
    """Write made letters, and what is true of them."""
    letters = to / "letters"
    letters.mkdir(parents=True, exist_ok=True)
    (to / "truth").mkdir(exist_ok=True)
    for one in range(seed, seed + count):
        made = make(one, size=size, noise=noise)
        stem = made.letter.name.removesuffix(".txt")
        (letters / made.letter.name).write_text(made.letter.text, encoding="utf-8", newline="\n")
        if truth:
            text = json.dumps(made.truth, ensure_ascii=False, indent=1)
            (to / "truth" / f"{stem}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    typer.run(_cli)
