"""Every form in which a paper, sitting, gazette, ruling or act is cited (docs/extraction: forms), made at random.

A form gives a ``Cited``: the words before, the citation itself with ``⟦…⟧`` around what carries the identifier,
the words after, and what a careful reader takes from it. Spans follow the gold: from the name of the source
(or the first number) to the last number; "bijlage bij", pages and articles stay outside.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from kamergraaf.ingest import grammar

CHAPTERS = ("IV", "V", "VI", "VII", "VIII", "IXB", "X", "XII", "XIII", "XV", "XVI", "XVII")
FUNDS = ("A", "B", "C", "F", "J")
# Budgets and the ordinary dossiers of made letters; all between 10000 and the newest.
BUDGETS = (33000, 33400, 33750, 34000, 34300, 34550, 34775, 35000, 35300, 35570, 35925, 36200)
COUNCIL = ("02", "03", "07", "08", "20", "28", "30", "31", "32", "33", "34")
# One a year, from that of September 1985 on; dossiers between two of them were new in the year between.
_ALL_BUDGETS: list[int] = grammar.table("begroting.toml")["dossiers"]
_FIRST_BUDGET = 1985
_FIRST_OF_THESE = _FIRST_BUDGET + _ALL_BUDGETS.index(BUDGETS[0])
THIN, NBSP = "\u2009", "\u00a0"


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as written, and what it means. ``form``: the row of the table of forms that it shows."""

    form: str
    text: str
    ids: tuple[str, ...]
    dossiers: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    relation: str | None = None
    then: tuple[str, Cited] | None = None  # a further citation after these words, under the same keyword


@dataclass(slots=True)
class Numbers:
    """What the numbers of one letter are drawn from."""

    rng: Random
    year: int
    dossiers: tuple[int, ...] = field(default=())

    def dossier(self) -> int:
        """An ordinary dossier."""
        return self.rng.choice(self.dossiers)

    def paper(self) -> int:
        """A paper's number."""
        return self.rng.choice((self.rng.randint(1, 99), self.rng.randint(100, 999)))

    def session(self, dossier: int | None = None) -> tuple[str, str]:
        """A parliamentary year as written, and as it stands in identifiers; none before the dossier was there."""
        first = self.year - self.rng.randint(0, 6) - 1
        if dossier is not None:
            first = max(first, session_of(dossier))
        second = first + 1
        shown = self.rng.choice(
            (f"{first}/{second % 100:02}", f"{first}-{second}", f"{first}–{second}", f"{first}/{second}")
        )
        return shown, f"{first}{second}"


def session_of(dossier: int) -> int:
    """The autumn of the parliamentary year in which a dossier was new: numbers are given out in order."""
    return _FIRST_BUDGET - 1 + bisect_left(_ALL_BUDGETS, dossier)


def spaced(number: int, gap: str = " ") -> str:
    """A dossier as people write it: 29 754."""
    return f"{number // 1000}{gap}{number % 1000:03}"


def cited(n: Numbers, name: str | None = None) -> Cited:
    """Make a citation of that form, or of one drawn at random."""
    chosen = name or n.rng.choice(DRAWN)
    return FORMS[chosen](n)


def simple(n: Numbers) -> Cited:
    """The commonest form, for notes and brackets."""
    return FORMS[n.rng.choice(("plain", "plain", "full", "chapter"))](n)


def _nr(n: Numbers) -> str:
    return n.rng.choice(("nr. ", "nr. ", "nr. ", "nr ", "nr.", "nr." + NBSP))


def _gap(n: Numbers) -> str:
    return n.rng.choice((" ", " ", " ", "", NBSP, THIN))


def _plain(n: Numbers) -> Cited:
    d, p = n.dossier(), n.paper()
    word = n.rng.choice(("Kamerstuk", "Kamerstuk", "Kamerstukken"))
    return Cited("plain", f"{word} ⟦{spaced(d, _gap(n))}⟧, {_nr(n)}⟦{p}⟧", (f"kst-{d}-{p}",), (str(d),))


def _full(n: Numbers) -> Cited:
    d, p = n.dossier(), n.paper()
    year, _ = n.session(d)
    comma = n.rng.choice((" ", ", "))
    text = f"Kamerstukken II{comma}{year}, ⟦{spaced(d, _gap(n))}⟧, {_nr(n)}⟦{p}⟧"
    return Cited("full", text, (f"kst-{d}-{p}",), (str(d),))


def _with_page(n: Numbers) -> Cited:
    base = _full(n)
    page = n.rng.randint(2, 60)
    after = n.rng.choice((f", p. {page}", f", blz. {page}", f", p. {page}-{page + 3}", f", p. {page} en {page + 2}"))
    return Cited("with page", base.text, base.ids, base.dossiers, after=after)


def _otherwise(n: Numbers) -> Cited:
    d, p = n.dossier(), n.paper()
    year, _ = n.session(d)
    word = n.rng.choice(("Kamerstukken 2", "Kamerstukken Tweede Kamer", "Kamerstukken TK", "Kamerstuk II"))
    text = f"{word} {year}, ⟦{spaced(d)}⟧, {_nr(n)}⟦{p}⟧"
    return Cited("chamber written otherwise", text, (f"kst-{d}-{p}",), (str(d),))


def _short(n: Numbers) -> Cited:
    d, p = n.dossier(), n.paper()
    year, _ = n.session(d)
    word = n.rng.choice(("TK", "TK", "Tweede Kamer"))
    return Cited("short", f"{word} {year}, ⟦{spaced(d)}⟧, nr. ⟦{p}⟧", (f"kst-{d}-{p}",), (str(d),))


def _bare(n: Numbers) -> Cited:
    d, p = n.dossier(), n.paper()
    gap = n.rng.choice((" ", ""))
    return Cited("bare", f"⟦{spaced(d, gap)}⟧, {_nr(n)}⟦{p}⟧", (f"kst-{d}-{p}",), (str(d),))


def _hyphen(n: Numbers) -> Cited:
    d, p = n.dossier(), n.paper()
    text = n.rng.choice(
        (f"Kamerstuk ⟦{d}-{p}⟧", f"Kamerstuk II ⟦{spaced(d)}⟧, ⟦{p}⟧", f"Kamerstukken II ⟦{d}⟧, ⟦{p}⟧")
    )
    return Cited("hyphen, comma", text, (f"kst-{d}-{p}",), (str(d),))


def _budget(n: Numbers) -> int:
    near = [b for i, b in enumerate(BUDGETS) if 0 <= n.year - (_FIRST_OF_THESE + i) < 4]
    return n.rng.choice(near or list(BUDGETS))


def _chapter(n: Numbers) -> Cited:
    d, p, c = _budget(n), n.rng.randint(1, 199), n.rng.choice(CHAPTERS)
    dossier = n.rng.choice((f"{spaced(d)} ⟦{c}⟧", f"{spaced(d)}-⟦{c}⟧", f"{spaced(d)} hoofdstuk ⟦{c}⟧"))
    dossier = f"⟦{dossier[:6]}⟧{dossier[6:]}"
    word = n.rng.choice(("Kamerstuk ", "Kamerstukken II ", ""))
    return Cited("budget chapter", f"{word}{dossier}, {_nr(n)}⟦{p}⟧", (f"kst-{d}-{c}-{p}",), (f"{d}-{c}",))


def _fund(n: Numbers) -> Cited:
    d, p, c = _budget(n), n.rng.randint(1, 90), n.rng.choice(FUNDS)
    joint = n.rng.choice((" ", "-"))
    return Cited("fund", f"Kamerstuk ⟦{spaced(d)}⟧{joint}⟦{c}⟧, nr. ⟦{p}⟧", (f"kst-{d}-{c}-{p}",), (f"{d}-{c}",))


def _senate(n: Numbers) -> Cited:
    d = n.dossier()
    letter = n.rng.choice(("A", "B", "C", "D", "E", "F", "G", "H", "K", "AA", "AB"))
    year, _ = n.session(d)
    nr = n.rng.choice(("", "", "nr. "))
    return Cited(
        "Eerste Kamer",
        f"Kamerstukken I {year}, ⟦{spaced(d)}⟧, {nr}⟦{letter}⟧",
        (f"kst-{d}-{letter}",),
        (str(d),),
    )


def _council(n: Numbers) -> Cited:
    c, p = n.rng.choice(COUNCIL), n.rng.randint(100, 1999)
    gap = n.rng.choice((" ", ""))
    text = n.rng.choice((f"Kamerstuk ⟦21{gap}501-{c}⟧, nr. ⟦{p}⟧", f"Kamerstukken II ⟦21{gap}501-{c}⟧, nr. ⟦{p}⟧"))
    return Cited("EU Council", text, (f"kst-21501-{c}-{p}",), (f"21501-{c}",))


def _kingdom(n: Numbers) -> Cited:
    d, p, r = n.dossier(), n.rng.randint(1, 60), n.rng.randint(1500, 2199)
    gap = n.rng.choice((" ", ""))
    return Cited(
        "Rijkswet",
        f"Kamerstukken II ⟦{spaced(d)}⟧ (⟦R{gap}{r}⟧), nr. ⟦{p}⟧",
        (f"kst-{d}-R{r}-{p}",),
        (f"{d}-R{r}",),
    )


def _two_dossiers(n: Numbers) -> Cited:
    d, p = n.dossier(), n.paper()
    e = n.rng.choice([x for x in n.dossiers if x != d])
    joint = n.rng.choice((" en ", " en ", " / ", "/"))
    text = f"Kamerstukken ⟦{spaced(d)}⟧{joint}⟦{spaced(e)}⟧, nr. ⟦{p}⟧"
    return Cited("two dossiers, one number", text, (f"kst-{d}-{p}",), (str(d), str(e)))


def _numbers(n: Numbers) -> Cited:
    d, p = n.dossier(), n.paper()
    q = p + n.rng.randint(1, 30)
    word = n.rng.choice(("nrs. ", "nrs. ", "nr. "))
    return Cited(
        "several numbers",
        f"Kamerstukken II ⟦{spaced(d)}⟧, {word}⟦{p}⟧ en ⟦{q}⟧",
        (f"kst-{d}-{p}", f"kst-{d}-{q}"),
        (str(d),),
    )


def _range(n: Numbers) -> Cited:
    d, p, many = n.dossier(), n.rng.randint(1, 60), n.rng.randint(2, 4)
    joint = n.rng.choice(("–", "-", " t/m "))
    return Cited(
        "range",
        f"Kamerstukken II ⟦{spaced(d)}⟧, nrs. ⟦{p}⟧{joint}⟦{p + many}⟧",
        tuple(f"kst-{d}-{i}" for i in range(p, p + many + 1)),
        (str(d),),
    )


def _two_citations(n: Numbers) -> Cited:
    d, p, q = n.dossier(), n.paper(), n.paper()
    e = n.rng.choice([x for x in n.dossiers if x != d])
    form = "two citations, one keyword"
    second = Cited(form, f"⟦{spaced(e)}⟧, nr. ⟦{q}⟧", (f"kst-{e}-{q}",), (str(e),))
    return Cited(form, f"Kamerstukken ⟦{spaced(d)}⟧, nr. ⟦{p}⟧", (f"kst-{d}-{p}",), (str(d),), then=(" en ", second))


def _dossier(n: Numbers) -> Cited:
    d = n.dossier()
    word = n.rng.choice(("dossier ", "Kamerstukken ", "Kamerstukken II, "))
    return Cited("dossier only", f"{word}⟦{spaced(d)}⟧", (), (str(d),))


def _attachment(n: Numbers) -> Cited:
    base = _plain(n)
    return Cited("attachment", base.text, base.ids, base.dossiers, before="bijlage bij ", relation="bijlage")


def _blg(n: Numbers) -> Cited:
    number = n.rng.randint(100000, 1299999)
    return Cited("blg", f"⟦blg-{number}⟧", (f"blg-{number}",))


def _identifier(n: Numbers) -> Cited:
    d, p = n.dossier(), n.paper()
    return Cited("as identifier", f"⟦kst-{d}-{p}⟧", (f"kst-{d}-{p}",), (str(d),))


def _proceedings(n: Numbers) -> Cited:
    year, key = n.session()
    s, i = n.rng.randint(1, 110), n.rng.randint(2, 40)
    house, code = n.rng.choice((("II", "tk"), ("II", "tk"), ("TK", "tk"), ("I", "ek")))
    return Cited("proceedings", f"Handelingen {house} ⟦{year}⟧, nr. ⟦{s}⟧, item ⟦{i}⟧", (f"h-{code}-{key}-{s}-{i}",))


def _sitting(n: Numbers) -> Cited:
    year, _ = n.session()
    return Cited("proceedings, whole sitting", f"Handelingen II ⟦{year}⟧, nr. ⟦{n.rng.randint(1, 110)}⟧", ())


def _questions(n: Numbers) -> Cited:
    year, key = n.session()
    p = n.rng.randint(1, 3999)
    words = n.rng.choice(
        (
            "Aanhangsel Handelingen II ",
            "Aanhangsel Handelingen, vergaderjaar ",
            "Aanhangsel van de Handelingen II ",
            "Aanhangsel Handelingen TK, ",
        )
    )
    return Cited("written questions", f"{words}⟦{year}⟧, nr. ⟦{p}⟧", (f"ah-tk-{key}-{p}",))


def _kamer_number(n: Numbers) -> Cited:
    number = f"{n.year}{n.rng.choice('ZD')}{n.rng.randint(1, 29999):05}"
    return Cited("Kamer number", f"⟦{number}⟧", (number,), before="uw kenmerk ")


def _in_debate(n: Numbers) -> Cited:
    d, p = n.dossier(), n.paper()
    gap = n.rng.choice((" ", ""))
    return Cited("in the debate", f"nr. ⟦{p}⟧{gap}(⟦{spaced(d, gap)}⟧)", (f"kst-{d}-{p}",), (str(d),))


def _stb(n: Numbers) -> Cited:
    year, p = n.year - n.rng.randint(0, 8), n.rng.randint(1, 640)
    text = n.rng.choice((f"Stb. ⟦{year}⟧, ⟦{p}⟧", f"Stb. ⟦{year}⟧, nr. ⟦{p}⟧", f"Staatsblad ⟦{year}⟧, nr. ⟦{p}⟧"))
    return Cited("gazette", text, (f"stb-{year}-{p}",))


def _stcrt(n: Numbers) -> Cited:
    year, p = n.year - n.rng.randint(0, 4), n.rng.randint(100, 40000)
    text = n.rng.choice((f"Stcrt. ⟦{year}⟧, ⟦{p}⟧", f"Stcrt. ⟦{year}⟧, nr. ⟦{p}⟧"))
    return Cited("gazette", text, (f"stcrt-{year}-{p}",))


def _trb(n: Numbers) -> Cited:
    year, p = n.year - n.rng.randint(0, 12), n.rng.randint(1, 240)
    return Cited("gazette", f"Trb. ⟦{year}⟧, ⟦{p}⟧", (f"trb-{year}-{p}",))


def _ruling(n: Numbers) -> Cited:
    year = n.year - n.rng.randint(0, 6)
    ecli = f"ECLI:NL:{n.rng.choice(('RVS', 'HR', 'CRVB', 'RBDHA', 'GHAMS'))}:{year}:{n.rng.randint(100, 9999)}"
    return Cited("case law", f"⟦{ecli}⟧", (ecli,))


def _directive(n: Numbers) -> Cited:
    if n.rng.random() < 0.5 and n.year >= 2015:
        year, p = n.rng.randint(2015, min(2022, n.year)), n.rng.randint(100, 2400)
        return Cited("EU act", f"Richtlijn (EU) ⟦{year}/{p}⟧", (f"3{year}L{p:04}",))
    year, p = n.rng.randint(1999, 2008), n.rng.randint(100, 2000)
    return Cited("EU act", f"Verordening (EG) nr. ⟦{p}/{year}⟧", (f"3{year}R{p:04}",))


FORMS: dict[str, Callable[[Numbers], Cited]] = {
    "plain": _plain,
    "full": _full,
    "with page": _with_page,
    "chamber written otherwise": _otherwise,
    "short": _short,
    "bare": _bare,
    "hyphen, comma": _hyphen,
    "chapter": _chapter,
    "fund": _fund,
    "Eerste Kamer": _senate,
    "EU Council": _council,
    "Rijkswet": _kingdom,
    "two dossiers, one number": _two_dossiers,
    "several numbers": _numbers,
    "range": _range,
    "two citations, one keyword": _two_citations,
    "dossier only": _dossier,
    "attachment": _attachment,
    "blg": _blg,
    "as identifier": _identifier,
    "proceedings": _proceedings,
    "proceedings, whole sitting": _sitting,
    "written questions": _questions,
    "Kamer number": _kamer_number,
    "in the debate": _in_debate,
    "Staatsblad": _stb,
    "Staatscourant": _stcrt,
    "Tractatenblad": _trb,
    "case law": _ruling,
    "EU act": _directive,
}
# How often each is drawn: letters mostly cite in the first few ways.
DRAWN = tuple(FORMS) + ("plain",) * 8 + ("full",) * 8 + ("bare",) * 4 + ("chapter",) * 4 + ("proceedings",) * 3
