"""Run a peer over letters and print letters a second: ``python peer.py eyecite|wetsuite|scan FILE SECONDS``.

This file runs under whichever interpreter has the peer, so it imports nothing of ours. ``FILE`` is a JSON list
of texts. Exit 3: the peer is not installed there.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from types import SimpleNamespace


def _eyecite() -> Callable[[str], object]:
    from eyecite import get_citations

    return lambda text: get_citations(text)


def _wetsuite() -> Callable[[str], object]:
    import wetsuite.datasets

    # Its patterns fetch a list of law names from the network when imported. One name stands in for
    # them: this makes it faster than it is, never slower.
    wetsuite.datasets.load = lambda _: SimpleNamespace(data={"BWBR0045754": (["Wet open overheid"], ["Woo"])})
    from wetsuite.helpers.patterns import find_references

    return lambda text: find_references(text)


def main() -> int:
    """Run the peer for that many seconds at least and print its rate."""
    name, path, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
    try:
        run = {"eyecite": _eyecite, "wetsuite": _wetsuite}[name]()
    except ImportError:
        return 3
    with open(path, encoding="utf-8") as file:
        texts = json.load(file)
    run(texts[0])
    done, spent = 0, 0.0
    while spent < seconds:
        began = time.process_time()
        run(texts[done % len(texts)])
        spent += time.process_time() - began
        done += 1
    print(done / spent)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
