"""Make a store ready for letters: vocabulary and register in it, once for each version of either."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from kamergraaf.graph.register import load_register
from kamergraaf.graph.store import META, Change, Store
from kamergraaf.ontology import files, iris
from kamergraaf.ontology.register import Register


def prepare(store: Store, register: Register, rules: Sequence[files.RuleRow] | None = None) -> bool:
    """Put vocabulary, lists, shapes, rules and register into a store; False when it has just these already.

    ``rules``: the rules of extraction with their measured precision; by default those that come with Kamergraaf.
    """
    vocabulary = files.ontology_triples(files.rules() if rules is None else rules)
    marks = {
        f'<{iris.graph("ontologie", store.base)}> <{META}sha256> "{hashlib.sha256(vocabulary).hexdigest()}"',
        f'<{iris.graph("register", store.base)}> <{META}sha256> "{register.sha256}"',
    }
    meta = iris.graph("meta", store.base)
    held = {line for line in store.graph(meta) if f" <{META}sha256> " in line}
    if held == marks:
        return False
    store.replace(iris.graph("ontologie", store.base), filter(None, vocabulary.decode().split(" .\n")))
    load_register(store, register)
    # Last: a run that was ended before this line does it all again.
    store.apply(Change({meta: sorted(held - marks)}, {meta: sorted(marks - held)}))
    return True
