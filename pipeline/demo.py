"""The store of ``make demo``: the bundled real letter, and made-up ones that show a life over several letters."""

from __future__ import annotations

from dataclasses import replace
from importlib import resources
from pathlib import Path

from kamergraaf.graph.store import Store
from kamergraaf.ingest import register as tables
from kamergraaf.ontology import iris
from kamergraaf.ontology.register import Register
from kamergraaf.pipeline import registers
from kamergraaf.pipeline.letters import Summary, ingest

_DATA = Path(str(resources.files("kamergraaf.ingest"))) / "data"


def fill(store: Store) -> Summary | None:
    """Bring the bundled letters into a store that has none yet; None when it has letters already."""
    if store.graphs(iris.letter_graph("", store.base)):
        return None
    registers.use(store, with_examples())
    letters = sorted((_DATA / "letters").glob("*.txt")) + sorted((_DATA / "examples").glob("*.txt"))
    return ingest([str(path) for path in letters], store)


def with_examples() -> Register:
    """Give the bundled register with the made-up people of the examples in it, who say so in their source."""
    real = tables.bundled()
    made_up = tables.read(sorted((_DATA / "examples" / "register").glob("*.csv")))
    return replace(
        made_up,
        persons={**real.persons, **made_up.persons},
        memberships=(*real.memberships, *made_up.memberships),
        seats=(*real.seats, *made_up.seats),
        parties={**real.parties, **made_up.parties},
        ministries={**real.ministries, **made_up.ministries},
        offices=(*real.offices, *made_up.offices),
        cabinets={**real.cabinets, **made_up.cabinets},
        dossiers={**real.dossiers, **made_up.dossiers},
        organisations={**real.organisations, **made_up.organisations},
    )
