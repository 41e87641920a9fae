"""What a letter says that it does with a motion or promise, by the wordings of ``phrasings/deeds.toml``."""

from __future__ import annotations

from functools import cache

from kamergraaf.ingest.guarded import Several
from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.phrases import Phrase, rules
from kamergraaf.ingest.reading import Reading
from kamergraaf.ontology.model import Act, Deed


def act_in(reading: Reading, region: Region, of: str) -> Act | None:
    """Give what a sentence says of its ``motie`` or ``toezegging``, None for nothing; the first rule wins."""
    patterns, deeds = _rules(of)
    if (found := patterns.first(reading.plain, *region)) is None:
        return None
    which, m = found
    return Act(Deed(deeds[which].more["deed"]), reading.span(m.start(), m.end()), deeds[which].name)


@cache
def _rules(of: str) -> tuple[Several, tuple[Phrase, ...]]:
    found = tuple(rule for rule in rules("deeds") if of in rule.more["of"])
    return Several([rule.pattern for rule in found]), found
