"""Readers see the old letter or the new one, never between; and so does a store whose writer was killed."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kamergraaf.graph.quads import quads
from kamergraaf.graph.store import Store, open_store
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.errors import StoreError
from kamergraaf.tests.graph import letters

G = iris.BASE + "graph/proef/atoom"
SECONDS = 3.0


def _version(word: str) -> list[str]:
    return [
        f'<https://kamergraaf.example/id/motie/x-0000000000> <{terms.TITLE}> "{word} {number}"@nl'
        for number in range(60)
    ]


def test_readers_see_old_or_new(store: Store) -> None:
    """While a graph is replaced again and again, each of thousands of answers holds one whole version."""
    versions = [_version("oud"), _version("nieuw")]
    store.replace(G, versions[0])
    done, wrong, answers = threading.Event(), [], []

    def read() -> None:
        while not done.is_set():
            rows = [str(row[0]) for row in store.select(f"SELECT ?t WHERE {{ GRAPH <{G}> {{ ?s ?p ?t }} }}")]
            answers.append(len(rows))
            if len(rows) != 60 or len({row.split()[0] for row in rows}) != 1:
                wrong.append(rows)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    until = time.monotonic() + SECONDS
    turn = 0
    while time.monotonic() < until:
        turn += 1
        store.replace(G, versions[turn % 2])
    done.set()
    for reader in readers:
        reader.join()

    assert not wrong
    assert len(answers) > 200
    assert turn > 10


_INGEST = """
import sys
from kamergraaf.tests.graph import letters
from kamergraaf.graph.load import load
from kamergraaf.graph.store import open_store
store, register = open_store(sys.argv[1]), letters.register()
print("open", flush=True)
turn = 0
while True:
    turn += 1
    load(store, letters.letter(stated="Windstil" if turn % 2 else "Luchtkasteel", text=letters.TEXT), register)
    load(store, letters.letter(number="99001-50", with_report=bool(turn % 2)), register)
    print(turn, flush=True)
"""


def test_killed_at_any_moment_leaves_old_or_new(tmp_path: Path) -> None:
    """Ingest killed with -9 at random moments: the store opens, and each letter in it is one whole version."""
    dice = random.Random(29754)
    place = str(tmp_path / "store")
    whole = [letters.letter(stated=party) for party in ("Windstil", "Luchtkasteel")]
    whole += [letters.letter(number="99001-50", with_report=kept) for kept in (True, False)]
    allowed = {frozenset(quads(one).letter) for one in whole}
    torn, turns = 0, 0
    for _ in range(12):
        process = subprocess.Popen([sys.executable, "-c", _INGEST, place], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        time.sleep(dice.uniform(0.0, 0.15))
        process.send_signal(signal.SIGKILL)
        turns += len(process.stdout.readlines())
        process.wait()
        store = open_store(place)
        for name in store.graphs(f"{iris.BASE}graph/brief/"):
            torn += frozenset(store.graph(name)) not in allowed
        store.close()

    assert torn == 0
    assert turns > 10


def test_a_second_writer_is_told(tmp_path: Path) -> None:
    """A folder that another process writes gives one sentence on what to do."""
    store = open_store(str(tmp_path / "store"))
    again = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys\nfrom kamergraaf.graph.store import open_store\nopen_store(sys.argv[1])",
            str(tmp_path / "store"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    store.close()

    assert "is in use by another process" in again.stderr


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    """A file in place of a store gives one sentence."""
    (tmp_path / "store").write_text("geen opslag")

    with pytest.raises(StoreError, match="a store is a folder"):
        open_store(str(tmp_path / "store"))


def test_a_missing_store_is_told(tmp_path: Path) -> None:
    """Reading a store that is not there says how to make one."""
    with pytest.raises(StoreError, match="kamergraaf ingest"):
        open_store(str(tmp_path / "nergens"), read_only=True)
