"""The command as a user starts it: its own process, its own folder."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run ``kamergraaf`` with these words, and standard input when given."""
    folder = tmp_path_factory.mktemp("cli")

    def started(*words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kamergraaf", *words],
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            cwd=folder,
            timeout=120,
            env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "COLUMNS": "200", "LANG": "C.UTF-8"},
        )

    return started


@pytest.fixture(scope="session")
def letter() -> str:
    """The bundled real letter's file."""
    return str(Path(__file__).parents[2] / "ingest" / "data" / "letters" / "brief-terrorismebestrijding-2019.txt")


@pytest.fixture(scope="session")
def store(run: Run, letter: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with the bundled real letter."""
    folder = str(tmp_path_factory.mktemp("store") / "graph")
    done = run("ingest", letter, "--store", folder, "--json")
    assert done.returncode == 0, done.stderr
    return folder
