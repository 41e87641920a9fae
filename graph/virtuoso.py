"""Virtuoso's own bulk loader: files that the server reads itself, many times faster than sending them graph by graph.

``ld_dir`` lists files, each ``rdf_loader_run`` takes them one by one, ``checkpoint`` puts them on disk, and the table
``load_list`` says what became of each file. The server must be allowed to read the folder (``DirsAllowed`` in its
ini), and its SQL port must be reachable. Design: engines.md, section 1.
"""

from __future__ import annotations

import csv
import gzip
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kamergraaf.ontology.errors import StoreError

_PROGRAMS = ("isql-vt", "isql-v", "isql")  # Debian's name, then those of Virtuoso's own packages
_LOADERS = 2  # side by side: one for each core of the scale table
_ERROR = re.compile(r"\*\*\* Error (.*?)(?:\nat line|$)", re.DOTALL)
_LOADED = "2"
_QUIET = ("VERBOSE=OFF", "BANNER=OFF", "PROMPT=OFF", "ERRORS=STDOUT", "CSV=ON")


class NotLoadedError(StoreError):
    """The loader cannot be used here, or left a file: send the quads the other way."""


@dataclass(frozen=True, slots=True)
class Loader:
    """A Virtuoso's SQL port (``host:port``), who may load there, and a folder that we write and the server reads."""

    port: str
    user: str
    password: str = field(repr=False)
    folder: Path

    def load(self, shards: Iterable[bytes]) -> None:
        """Load N-Quads. Raises ``NotLoadedError`` with the server's own words; what was loaded stays."""
        program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
        if program is None:
            raise NotLoadedError(f"none of the programs {', '.join(_PROGRAMS)} is installed")
        with self._written(shards) as folder:
            inside = f"ll_file like '{folder}/%'"
            try:
                self._run(program, f"ld_dir('{folder}', '*.nq.gz', 'urn:x:none');")
                running = [self._start(program, "rdf_loader_run();") for _ in range(_LOADERS)]
                for process in running:
                    _answer(process)
                self._run(program, "checkpoint;")
                asked = f"select ll_file, ll_state, ll_error from DB.DBA.load_list where {inside};"
                left = [row for row in csv.reader(self._run(program, asked).splitlines(), delimiter=";") if row]
                wrong = [row for row in left if row[1] != _LOADED or any(row[2:])]
                if wrong or not left:
                    said = "; ".join(" ".join(row) for row in wrong[:3])
                    raise NotLoadedError(f"{len(wrong)} of {len(left)} files were not loaded: {said}")
            finally:
                self._run(program, f"delete from DB.DBA.load_list where {inside};")

    @contextmanager
    def _written(self, shards: Iterable[bytes]) -> Iterator[Path]:
        """Write the files where the server reads them, under names of our own; take them away at the end."""
        try:
            place = Path(tempfile.mkdtemp(prefix="kamergraaf-", dir=self.folder))
        except OSError as error:
            raise NotLoadedError(f"{self.folder} cannot be written ({error.strerror})") from error
        try:
            place.chmod(0o755)  # the server is another user
            for number, content in enumerate(shards):
                (place / f"{number:06d}.nq.gz").write_bytes(gzip.compress(content, 1))
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def _run(self, program: str, command: str) -> str:
        return _answer(self._start(program, command))

    def _start(self, program: str, command: str) -> subprocess.Popen[str]:
        words = [program, self.port, self.user, self.password, *_QUIET, f"EXEC={command}"]
        return subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )


def _answer(process: subprocess.Popen[str]) -> str:
    said, _ = process.communicate()
    found = _ERROR.search(said)
    if found or process.returncode:
        raise NotLoadedError(" ".join((found[1] if found else said).split())[:300])
    return said
