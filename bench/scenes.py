"""The scenes of a made letter: a motion, a commitment, a report, letters, citations, posts, traps.

A scene gives passages: one a paragraph, an empty one for a blank line. The wording is in ``phrases.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from kamergraaf.bench.cast import MEMORY, Body, Cast, Member, Post
from kamergraaf.bench.forms import Cited, Numbers, cited, simple
from kamergraaf.bench.passage import Entry, Passage, fill

MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905
)
# Names that no member ever bore: a reader sees a person here, and no register may settle it.
MADE_UP = ("Nergenshuizen", "Zonderlingh", "Verzonnemans", "Nietbestaander", "Papierwater")


@cache
def phrases() -> dict[str, Any]:
    """The wording of ours."""
    return tomllib.loads(Path(__file__).with_name("phrases.toml").read_text(encoding="utf-8"))


@dataclass(slots=True)
class Writer:
    """Who writes a letter, what was drawn already, and with which generator."""

    rng: Random
    cast: Cast
    numbers: Numbers
    author: Post
    notes: bool
    proposers: set[frozenset[str]] = field(default_factory=set)
    subjects: list[str] = field(default_factory=list)

    def pick(self, *path: str) -> str:
        """A phrase at random."""
        table: Any = phrases()
        for name in path:
            table = table[name]
        return str(table[int(self.rng.random() * len(table))])

    def topic(self) -> str:
        """A topic for passing mention."""
        return self.pick("topics")

    def subject(self) -> str:
        """A topic that no other motion or commitment of this letter has."""
        if not self.subjects:
            self.subjects = list(phrases()["topics"])
            self.rng.shuffle(self.subjects)
        return self.subjects.pop()

    def day(self) -> date:
        """A day within the letter's memory."""
        return self.cast.day - timedelta(days=self.rng.randint(5, MEMORY.days - 5))


def day_text(day: date) -> str:
    """A day as letters write it: 7 juli 2023."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def filler(w: Writer, many: int) -> Passage:
    """A paragraph in which nothing is named."""
    number = str(w.rng.randint(11, 480))
    return fill(" ".join(w.rng.sample(phrases()["fillers"], many)), topic=w.topic(), n=number)


def trap(w: Writer) -> list[Passage]:
    """A paragraph with what looks like a citation or promise and is none."""
    return [fill(f"{w.pick('traps')} {w.pick('fillers')}", topic=w.topic(), n=str(w.rng.randint(11, 480)))]


def motion(w: Writer) -> list[Passage]:
    """A motion with heading, paragraph and what the letter does with it."""
    people, others = _proposers(w)
    subject = w.subject()
    amended = w.rng.random() < 0.2
    word = w.rng.choice(("Gewijzigde motie", "Nader gewijzigde motie")) if amended else "Motie"
    wrong = _wrong_party(w, people)
    only_last = w.rng.random() < 0.15
    entry: Entry = {
        "subject": subject,
        "amended": amended,
        "and_others": others,
        "proposers": [_proposer(m, wrong.get(m.slug), stated=m is people[-1] or not only_last) for m in people],
        "ids": [],
    }
    heading = fill(
        w.pick("motion", "heading"),
        soort=word,
        leden=_members(w, people, others, parties=False),
        onderwerp=subject,
    ).cover("motions", entry)
    number = _number(w, entry)
    request = w.pick("motion", "request")
    day = w.day()
    if "{dag}" in request:
        entry["adopted"] = day.isoformat()
    _, what = phrases()["motion"]["deeds"][w.rng.randrange(4)]
    body = fill(
        request,
        leden=_members(w, people, False, parties=True, wrong=wrong, only_last=only_last),
        nummer=number,
        vraag=w.pick("goals"),
        dag=day_text(day),
    )
    body.say(" ").add(filler(w, 3))
    if w.rng.random() < 0.4:
        body.say(" " + w.pick("motion", "back"))
    return [heading, Passage(), body, Passage(), filler(w, 3).say(" " + what), Passage()]


def running_motion(w: Writer) -> list[Passage]:
    """A motion in running text, without heading."""
    people, others = _proposers(w)
    if w.rng.random() < 0.4:
        people = people[:2]
        paper = cited(w.numbers, "bare")
        entry: Entry = {
            "subject": None,
            "amended": False,
            "and_others": False,
            "proposers": [_proposer(m, None, stated=False) for m in people],
            "ids": list(paper.ids),
        }
        start = fill(w.pick("fillers") + " ", topic=w.topic(), n="25")
        template = w.pick("motion", "joined")
        before, after = template.split("motie-{namen}")
        tail = fill(after, bare=_cite(paper))
        start.say(before)
        at = start.size
        start.say("motie-")
        for index, member in enumerate(people):
            start.say("/" if index else "").add(_person(member, member.long if not member.alone else member.surname))
        start.cover("motions", entry, at)
        return [start.add(tail), Passage()]
    if w.rng.random() < 0.3:
        return [_numbered_motion(w), Passage()]
    subject = w.subject()
    entry = {
        "subject": subject,
        "amended": False,
        "and_others": others,
        "proposers": [_proposer(m, None, stated=False) for m in people],
        "ids": [],
    }
    template = w.pick("motion", "running")
    before, rest = template.split("motie van {leden} over {onderwerp}")
    start = fill(w.pick("fillers") + " ", topic=w.topic(), n="37").say(before)
    at = start.size
    start.say("motie van ").add(_members(w, people, others, parties=False)).say(f" over {subject}")
    start.cover("motions", entry, at)
    return [start.add(fill(rest, nummer=_number(w, entry))), Passage()]


def _numbered_motion(w: Writer) -> Passage:
    """A motion named by its number alone, which has no proposers then."""
    paper = cited(w.numbers, "in the debate")
    entry: Entry = {"subject": None, "amended": False, "and_others": False, "proposers": [], "ids": list(paper.ids)}
    before, after = w.pick("motion", "paper").split("motie op stuk {stuk}")
    text = fill(w.pick("fillers") + " ", topic=w.topic(), n="37").say(before)
    at = text.size
    # The citation begins at the word "stuk", as in the gold.
    text.say("motie op ").add(_cite(replace(paper, form="motie op stuk", text=f"stuk {paper.text}")))
    text.cover("motions", entry, at)
    return text.say(after)


def motion_table(w: Writer) -> list[Passage]:
    """Motions as rows of an overview: what, where found, state."""
    rows: list[Passage] = []
    for _ in range(w.rng.randint(2, 3)):
        people, others = _proposers(w)
        subject, paper = w.subject(), cited(w.numbers, "bare")
        entry: Entry = {
            "subject": subject,
            "amended": False,
            "and_others": others,
            "proposers": [_proposer(m, None, stated=False) for m in people],
            "ids": list(paper.ids),
        }
        what, where, state = phrases()["motion"]["table"]
        row = fill(what, leden=_members(w, people, others, parties=False), onderwerp=subject).cover("motions", entry)
        row.say(" · ").add(fill(where, dag=w.day().strftime("%d-%m-%Y"), topic=w.topic(), bare=_cite(paper)))
        rows += [row.say(f" · {state}"), Passage()]
    return rows


def commitment(w: Writer) -> list[Passage]:
    """A commitment with heading, and the sentence that tells who promised what, where and on whose request."""
    subject, meeting, day = w.subject(), w.topic().split(" ", 1)[1], w.day()
    kind = w.pick("commitment", "kinds")
    at: Entry = {"kind": kind, "subject": meeting, "date": day.isoformat()}
    template = w.pick("commitment", "text")
    post = w.rng.choice(w.cast.posts) if "post_" in template else w.author
    entry: Entry = {"subject": subject, "by": f"{post.word} van {post.code}", "at": at}
    request: str | Passage = ""
    if "{verzoek}" in template and w.rng.random() < 0.5:
        person = w.rng.choice(w.cast.members)
        entry["requested_by"] = _proposer(person, None, stated=True)
        request = fill(w.pick("commitment", "request"), lid=_with_party(w, person, None))
    elif "{verzoek}" in template:
        request = " "
    report: str | Passage = ""
    if "{verslag}" in template and w.rng.random() < 0.6:
        paper = simple(w.numbers)
        at["ids"] = list(paper.ids)
        report = Passage(" (").add(_cite(paper)).say(")")
    text = template.replace("{verzoek} ", "{verzoek}").replace(" {verzoek}", "{verzoek}")
    body = fill(
        text,
        post_hoofd=_post(post, code=w.rng.random() < 0.6, article="De "),
        post_klein=_post(post, code=w.rng.random() < 0.6, article="de "),
        kind=kind,
        vergadering=meeting,
        dag=day_text(day),
        verzoek=request,
        verslag=report,
        vraag=w.pick("goals"),
    )
    heading = _commitment_heading(w, subject, entry).cover("commitments", entry)
    body.say(" ").add(filler(w, 3))
    if w.rng.random() < 0.5:
        body.say(" " + w.pick("commitment", "done"))
    return [heading, Passage(), body, Passage(), filler(w, 3), Passage()]


def _commitment_heading(w: Writer, subject: str, entry: Entry) -> Passage:
    """The heading; now and then it is the one that tells who asked."""
    if "requested_by" in entry or w.rng.random() < 0.7:
        return fill(w.pick("commitment", "heading"), onderwerp=subject)
    person = w.rng.choice(w.cast.members)
    entry["requested_by"] = _proposer(person, None, stated=False)
    template = str(phrases()["commitment"]["asked"])
    return fill(template, lid=_person(person, _shown(person)), onderwerp=subject)


def report(w: Writer) -> list[Passage]:
    """A report with title and publisher, in the text and mostly in a note."""
    title = fill(w.pick("report", "titles"), topic=w.topic()).text
    body, day = w.rng.choice(w.cast.bodies), w.day()
    template = w.pick("report", "text")
    entry: Entry = {"title": title}
    note: str | Passage = ""
    if "{noot}" in template and w.notes:
        entry |= {"publisher": body.code, "date": day.isoformat()}
        shape = w.pick("report", "note")
        paper = simple(w.numbers)
        if "{simple}" in shape:
            entry["ids"] = list(paper.ids)
        words = fill(
            shape,
            code=Passage().name("organisations", body.code, {"organisation": body.code}),
            dag=day_text(day),
            titel=title,
            simple=_cite(paper),
        )
        note = Passage().mark(words)
    if "{simple}" in template:
        paper = simple(w.numbers)
        entry["ids"] = list(paper.ids)
        cite: str | Passage = _cite(paper)
    else:
        cite = ""
    if "{body}" in template:
        entry["publisher"] = body.code
    text = fill(
        template,
        body=_body(w, body, capital=True),
        titel=Passage().name("reports", title, entry),
        noot=note,
        simple=cite,
        ministerie=_ministry(w.rng.choice(w.cast.posts), "het Ministerie van "),
    )
    text.say(" ").add(filler(w, 2))
    if w.rng.random() < 0.3:
        address = (
            f"https://www.voorbeeldgemeente.example/{w.rng.randint(2010, 2023)}/{'-'.join(w.topic().split()[1:4])}"
        )
        text.say(" ").add(fill(w.pick("report", "web"), url=Passage().name("urls", address, {"url": address})))
    return [text, Passage()]


def letters(w: Writer) -> list[Passage]:
    """An earlier letter, by day and senders."""
    template, day = w.pick("letter", "text"), w.day()
    posts = w.rng.sample(w.cast.posts, k=min(3, len(w.cast.posts)))
    paper = simple(w.numbers)
    codes = Passage()
    for index, post in enumerate(posts):
        codes.say(" en " if index == len(posts) - 1 and index else ", " if index else "")
        codes.name("ministries", post.code, {"ministry": post.code})
    many = "{codes}" in template
    entry: Entry = {
        "date": day.isoformat(),
        "senders": [p.code for p in posts] if many else [w.author.code],
        "ids": list(paper.ids) if not many or w.notes else [],
    }
    note = Passage().mark(_cite(paper).say(".")) if w.notes else ""
    text = fill(
        template, dag=day_text(day), codes=codes, topic=w.topic(), noot=note, simple="" if many else _cite(paper)
    )
    start = 0 if many else text.text.index("brief van")
    end = text.text.index(" uw Kamer") if many else start + len(f"brief van {day_text(day)}")
    text.cover("letters_cited", entry, start, end)
    return [text.say(" ").add(filler(w, 2)), Passage()]


def citations(w: Writer) -> list[Passage]:
    """A paragraph that cites papers in several forms, in brackets and in notes."""
    text = Passage()
    for index in range(w.rng.randint(2, 4)):
        if index:
            text.say(" ")
        paper = cited(w.numbers)
        if paper.form == "in the debate":
            text.add(fill(w.pick("cite", "sentence"), cite=_cite(paper)))
        else:
            template = w.pick("cite", "text")
            noted = "{noot}" in template and w.notes
            if "{noot}" in template and not w.notes:
                template = "Over {topic} is al bericht ({cite})."
            note = Passage().mark(fill(w.pick("cite", "note"), cite=_cite(paper))) if noted else ""
            text.add(fill(template, topic=w.topic(), cite="" if noted else _cite(paper), noot=note))
        text.say(" ").add(filler(w, 1))
    return [text, Passage()]


def posts(w: Writer) -> list[Passage]:
    """Ministers, ministries and bodies in running text."""
    text = Passage()
    for index in range(w.rng.randint(2, 3)):
        post = w.rng.choice(w.cast.posts)
        one, two = w.rng.sample(w.cast.bodies, k=2)
        if index:
            text.say(" ")
        template = w.pick("post", "text")
        text.add(
            fill(
                template,
                post=_post(post, code=w.rng.random() < 0.5, article="de "),
                ministerie=_ministry(post, "Ministerie van "),
                topic=w.topic(),
                body=_body(w, one, capital=template.startswith("{body}")),
                body2=_body(w, two, capital=False),
                n=str(w.rng.randint(2, 60)),
            )
        )
        text.say(" ").add(filler(w, 1))
    if w.rng.random() < 0.3:
        post = w.rng.choice(w.cast.posts)
        name_of = Passage().name("persons", post.surname, {"known_as": post.full_name, "person": post.slug})
        ministry = Passage().name("ministries", w.rng.choice((post.name, post.code)), {"ministry": post.code})
        text.say(" ").add(fill(w.pick("post", "named"), naam=name_of, ministerie=ministry, topic=w.topic()))
    if w.rng.random() < 0.2:
        name = w.rng.choice(MADE_UP)
        text.say(" Het lid ").name("persons", name, {"known_as": None, "made_up": True}).say(
            " vroeg hier eerder naar."
        )
    return [text, Passage()]


# How often each scene is drawn.
SCENES: tuple[tuple[Callable[[Writer], list[Passage]], int], ...] = (
    (motion, 4),
    (running_motion, 2),
    (motion_table, 1),
    (commitment, 4),
    (report, 3),
    (letters, 2),
    (citations, 5),
    (posts, 3),
    (trap, 1),
)


def _proposers(w: Writer) -> tuple[list[Member], bool]:
    """One to three members whose set no other motion of the letter has, and whether "c.s." follows."""
    while True:
        people = w.rng.sample(w.cast.members, k=w.rng.choice((1, 1, 1, 2, 2, 3)))
        if frozenset(m.slug for m in people) not in w.proposers:
            w.proposers.add(frozenset(m.slug for m in people))
            return people, len(people) == 1 and w.rng.random() < 0.3


def _wrong_party(w: Writer, people: Sequence[Member]) -> dict[str, str]:
    """Now and then a letter gives a member the wrong party; only where the name alone settles who it is."""
    if w.rng.random() > 0.03 or not people[-1].alone:
        return {}
    other = w.rng.choice([p for p in w.cast.parties if p != people[-1].party])
    return {people[-1].slug: other}


def _proposer(member: Member, wrong: str | None, *, stated: bool) -> Entry:
    entry: Entry = {"name": _shown(member), "person": member.slug}
    if stated:
        entry["party_stated"] = wrong or member.party
        if wrong:
            entry["party_known"] = member.party
    return entry


def _shown(member: Member) -> str:
    """A member's name in a letter: the surname, with the forename where a surname is shared."""
    return member.surname if member.alone else member.long


def _members(
    w: Writer,
    people: Sequence[Member],
    others: bool,
    *,
    parties: bool,
    wrong: dict[str, str] | None = None,
    only_last: bool = False,
) -> Passage:
    """``het lid A c.s.`` or ``de leden A, B en C``; with parties: each with its own in brackets."""
    text = Passage("het lid " if len(people) == 1 else "de leden ")
    for index, member in enumerate(people):
        if index:
            text.say(" en " if index == len(people) - 1 else ", ")
        text.add(
            _with_party(w, member, (wrong or {}).get(member.slug)) if parties else _person(member, _shown(member))
        )
    return text.say(" c.s.") if others else text


def _with_party(w: Writer, member: Member, wrong: str | None) -> Passage:
    party = wrong or member.party
    return _person(member, _shown(member)).say(" (").name("parties", party, {"party": party}).say(")")


def _person(member: Member, shown: str) -> Passage:
    return Passage().name("persons", shown, {"known_as": member.full_name, "person": member.slug})


def _number(w: Writer, entry: Entry) -> Passage:
    """How a motion gets its number: brackets in its sentence, a note, or not at all."""
    draw = w.rng.random()
    if draw < 0.25:
        return Passage()
    paper = simple(w.numbers)
    entry["ids"] = list(paper.ids)
    if draw < 0.6 and w.notes:
        return Passage().mark(_cite(paper).say("."))
    return Passage(" (").add(_cite(paper)).say(")")


def _cite(paper: Cited) -> Passage:
    entry: Entry = {"ids": list(paper.ids), "form": paper.form}
    if paper.dossiers:
        entry["dossiers"] = list(paper.dossiers)
    if paper.relation:
        entry["relation"] = paper.relation
    text = Passage(paper.before).cite(paper.text, entry).say(paper.after)
    return text.say(paper.then[0]).add(_cite(paper.then[1])) if paper.then else text


def _post(post: Post, *, code: bool, article: str) -> Passage:
    return Passage(f"{article}{post.word} van ").name(
        "ministries", post.code if code else post.name, {"ministry": post.code}
    )


def _ministry(post: Post, before: str) -> Passage:
    return Passage(before).name("ministries", post.code, {"ministry": post.code})


def _body(w: Writer, body: Body, *, capital: bool) -> Passage:
    article = "De " if capital else "de "
    return Passage(article).name("organisations", body.code, {"organisation": body.code})
