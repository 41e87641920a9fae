"""What a letter says that it does with a motion or promise, by the wordings of ``phrasings/deeds.toml``."""

from __future__ import annotations

from functools import cache

from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.phrases import Phrase, rules
from kamergraaf.ingest.reading import Reading
from kamergraaf.ontology.model import Act, Deed


def act_in(reading: Reading, region: Region, of: str) -> Act | None:
    """Give what a sentence says of its ``motie`` or ``toezegging``, None for nothing; the first rule wins."""
    for rule in _rules(of):
        m = rule.pattern.search(reading.plain, *region)
        if m is not None:
            return Act(Deed(rule.more["deed"]), reading.span(m.start(), m.end()), rule.name)
    return None


@cache
def _rules(of: str) -> tuple[Phrase, ...]:
    return tuple(rule for rule in rules("deeds") if of in rule.more["of"])
