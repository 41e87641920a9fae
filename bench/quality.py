"""How well Kamergraaf reads: on the gold, on made letters, under noise, and when only the layout changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kamergraaf.bench import metamorphic
from kamergraaf.bench.cases import moved
from kamergraaf.bench.forms_found import Forms, count
from kamergraaf.bench.gold import Counts, Gold, run_score, score_gold
from kamergraaf.bench.maker import make
from kamergraaf.bench.noise import NoiseKind
from kamergraaf.bench.notes_found import made_links
from kamergraaf.bench.shared import shared
from kamergraaf.bench.table import reached, table
from kamergraaf.ingest.extract import extract
from kamergraaf.ingest.findings import as_json
from kamergraaf.ontology.model import Letter

# What the gold must show: kind, measure, at least.
GOALS = (
    ("citation_ids", "precision", 0.995),
    ("citation_ids", "recall", 0.98),
    ("motions", "f1", 0.95),
    ("commitments", "f1", 0.92),
    ("parties", "f1", 0.97),
    ("ministries", "f1", 0.97),
    ("footnotes", "precision", 0.99),
    ("footnotes", "recall", 0.85),
)
NOISES: tuple[NoiseKind, ...] = ("letters", "digits-to-letters", "digits")
RATES = (0.005, 0.01, 0.02)


@dataclass(frozen=True, slots=True)
class Quality:
    """The report in Markdown, and the gold's scores for freezing (None where the shared folder is absent)."""

    report: str
    gold: Gold | None


def measure(*, letters: int = 60, size: int = 8_000) -> Quality:
    """Measure everything; ``letters`` made letters of that size a table."""
    folder = shared()
    parts: list[str] = []
    gold = score_gold(folder) if folder else None
    if gold is None or folder is None:
        parts.append("The shared folder with the gold is not here: those tables are left out.")
    else:
        parts += [_gold_table(gold), _edges_table(gold)]
        changes = moved(gold.cases)
        parts.append("Cases moved since the last freeze: " + (f"{len(changes)}." if changes else "none."))
        parts += [f"- {line}" for line in changes[:60]]
        parts.append(_made_table(folder / "tools" / "score.py", letters, size))
    clean = made_forms(range(1, letters + 1), size=size)
    parts += [_forms_table(clean), _noise_table(letters, size), _links_table(letters, size)]
    real = [folder / "letters" / f"{n}.txt" for n in _REAL] if folder else []
    texts = [Letter(name=p.name, text=p.read_text(encoding="utf-8")) for p in real]
    parts.append(_metamorphic_table(texts, max(8, letters // 4)))
    return Quality("\n\n".join(parts), gold)


_REAL = ("brief-terrorismebestrijding-2019", "brief-integriteit-openbare-agendas-2023", "handelingen-vao-wmo-2018")


def made_forms(
    seeds: Iterable[int], *, size: int = 8_000, noise: float = 0.0, noise_kind: NoiseKind = "letters"
) -> Forms:
    """Count what becomes of each citation of these made letters."""
    made = (make(seed, size=size, noise=noise, noise_kind=noise_kind) for seed in seeds)
    return count((one, extract(one.letter)) for one in made)


def _gold_table(gold: Gold) -> str:
    rows = []
    for kind in gold.kinds():
        counts = gold.total(kind)
        low, high = gold.interval(kind, "f1")
        rows.append(
            (
                kind,
                counts.right,
                counts.surplus,
                counts.missed,
                counts.precision,
                counts.recall,
                counts.f1,
                f"{low:.3f}–{high:.3f}",
            )
        )
    letters = len({case.letter for case in gold.cases})
    scores = table(("kind", "right", "surplus", "missed", "precision", "recall", "F1", "F1, 95 %"), rows)
    goals = [
        (f"{kind} {measure}", value := getattr(gold.total(kind), measure), goal, reached(value, goal))
        for kind, measure, goal in GOALS
    ]
    people = gold.persons
    share = people.right / gold.person_mentions if gold.person_mentions else 1.0
    goals += [
        ("persons marked certain, precision", people.precision, 0.995, reached(people.precision, 0.995)),
        ("persons marked certain, share of mentions", share, 0.95, reached(share, 0.95)),
    ]
    return "\n\n".join(
        (
            f"### Gold: {letters} texts, scored by the shared tool\n\nIntervals by resampling letters.",
            scores,
            table(("what", "measured", "goal", "reached"), goals),
        )
    )


def _edges_table(gold: Gold) -> str:
    whole = sum(gold.edges.values(), Counts())
    given = whole.right + whole.surplus
    wrong = whole.surplus / given if given else 0.0
    rows = [
        ("edges given", given),
        ("not in the gold", whole.surplus),
        ("in the gold, not given", whole.missed),
        ("wrong edges a letter", whole.surplus / max(1, len(gold.edges))),
        ("share wrong (goal: under 0.005)", wrong),
    ]
    worst = sorted(gold.edges.items(), key=lambda item: -item[1].surplus)[:5]
    listed = ", ".join(f"{name} {counts.surplus}" for name, counts in worst if counts.surplus)
    return (
        "### Edges\n\nEach edge of a letter once, without places.\n\n"
        + table(("what", "measured"), rows)
        + (f"\n\nMost wrong: {listed}." if listed else "")
    )


def _made_table(tool: Path, letters: int, size: int) -> str:
    made = [make(seed, size=size) for seed in range(1, letters + 1)]
    gold = {one.letter.name: one.truth for one in made}
    got = {one.letter.name: as_json(extract(one.letter)) for one in made}
    cases = run_score(tool, gold, got)
    totals: dict[str, Counts] = {}
    for case in cases:
        totals[case.kind] = totals.get(case.kind, Counts()) + case.counts
    rows = [(k, c.right, c.surplus, c.missed, c.precision, c.recall, c.f1) for k, c in totals.items()]
    return f"### Made letters: {letters}, clean, scored by the same tool\n\n" + table(
        ("kind", "right", "surplus", "missed", "precision", "recall", "F1"), rows
    )


def _forms_table(forms: Forms) -> str:
    rows = [
        (name, t.right + t.wrong + t.missed + t.lost, t.precision, t.recall, t.wrong, t.missed)
        for name, t in sorted(forms.forms.items())
    ]
    whole = forms.whole()
    rows.append(
        (
            "**all**",
            whole.right + whole.wrong + whole.missed,
            whole.precision,
            whole.recall,
            whole.wrong,
            whole.missed,
        )
    )
    head = ("form", "made", "precision", "recall", "wrong", "missed")
    extra = f"\n\nFound where nothing is cited: {len(forms.extra)}; `unread`: {forms.unread}."
    return "### Citation forms on clean made letters\n\n" + table(head, rows) + extra


def _noise_table(letters: int, size: int) -> str:
    rows = []
    for kind in NOISES:
        for rate in RATES:
            forms = made_forms(range(1000, 1000 + letters), size=size, noise=rate, noise_kind=kind)
            whole = forms.whole()
            rows.append(
                (
                    kind,
                    f"{rate * 100:g} %",
                    whole.answers,
                    whole.precision,
                    whole.sure,
                    whole.sure_precision,
                    whole.recall,
                    forms.unread,
                )
            )
    head = ("misread", "characters", "answers", "precision", "certain", "precision of certain", "recall", "unread")
    return "### Noise\n\nRecall is over all that the author wrote, also what nobody can read any more.\n\n" + table(
        head, rows
    )


def _links_table(letters: int, size: int) -> str:
    rows = []
    for kind in NOISES:
        for rate in (0.0, *RATES) if kind == NOISES[0] else RATES:
            links = made_links(range(1000, 1000 + letters), size=size, noise=rate, noise_kind=kind)
            rows.append(
                (kind, f"{rate * 100:g} %", links.made, links.wrong, links.precision, links.recall, links.open)
            )
    head = ("misread", "characters", "notes", "linked wrongly", "precision", "recall", "left open")
    return (
        "### Notes to marks, under noise\n\nA link is right where its mark and its note belong together; a mark or\n"
        "note whose other half cannot be told is left open.\n\n" + table(head, rows)
    )


def _metamorphic_table(real: list[Letter], made: int) -> str:
    texts: Counter[str] = Counter()
    looks: Counter[str] = Counter()
    seeds = range(2000, 2000 + made)
    letters = [*real, *(make(seed, size=8_000, look=metamorphic.PLAIN).letter for seed in seeds)]
    for letter in letters:
        for name, differs in metamorphic.other_texts(letter).items():
            texts[name] += bool(differs)
    for seed in seeds:
        for name, differs in metamorphic.other_printings(seed).items():
            looks[name] += bool(differs)
    digits = sum(bool(metamorphic.other_digits(letter)) for letter in letters)
    pairs = list(zip(letters[::2], letters[1::2], strict=False))
    both = sum(bool(metamorphic.joined(one, other)) for one, other in pairs)
    rows: list[tuple[object, ...]] = [(n, len(letters), len(letters) - texts[n]) for n in metamorphic.TEXTS]
    rows += [(n, made, made - looks[n]) for n in metamorphic.LOOKS]
    rows += [
        ("other digits give exactly those ids", len(letters), len(letters) - digits),
        ("two letters in one: citations of both", len(pairs), len(pairs) - both),
    ]
    return (
        f"### The same letter, printed otherwise ({len(real)} real, {made} made)\n\n"
        "A letter counts as the same when every finding is: citations, persons with status, parties, ministries,\n"
        "organisations, motions, commitments and notes.\n\n" + table(("change", "letters", "the same"), rows)
    )
