"""Servers that tests start for themselves: loopback, a free port, a folder of their own, ended at the end."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

SECRET = "proefballon"


def free_port() -> int:
    """Give a port that nothing listens to."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def need(program: str, package: str) -> str:
    """Give a program's path; skip the test without it, but fail where CI promises that it is there."""
    beside = Path(sys.executable).parent / program
    found = str(beside) if beside.exists() else shutil.which(program)
    if found is None:
        said = f"needs {program} of the package {package}"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(said)
    return str(found)


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """Run an Oxigraph server and give its address."""
    program, port = need("oxigraph", "oxigraph (PyPI)"), free_port()
    command = [program, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with _running(command, folder.parent / "oxigraph.log", f"http://127.0.0.1:{port}/query?query=ASK%7B%7D"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """Run a Virtuoso server with isolation 4 and give its address, with user and password."""
    program, isql = (
        need("virtuoso-t", "virtuoso-opensource (Debian)"),
        need("isql-vt", "virtuoso-opensource (Debian)"),
    )
    folder.mkdir(parents=True, exist_ok=True)
    sql, http = free_port(), free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(
        f"""[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
ServerThreads = 20
CheckpointInterval = 60
DefaultIsolation = 8
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 20
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryExecutionTime = 60
"""
    )
    base = [program, "+foreground", "+configfile", str(ini)]
    log = folder / "out.log"
    ready = f"http://127.0.0.1:{http}/sparql?query=ASK%7B%7D"
    # A password given to the program itself (+pwddba) was lost once in 24 starts, though its log says "changed".
    with _running(base, log, ready):
        _said(isql, sql, "dba", f'set password "dba" "{SECRET}"; checkpoint;')
        _said(isql, sql, SECRET, "status();")
        yield f"http://dba:{SECRET}@127.0.0.1:{http}/sparql"


def _said(isql: str, port: int, password: str, words: str) -> None:
    """Say something to a Virtuoso that may not yet answer at its SQL port; fail the test where it refuses."""
    until = time.monotonic() + 60
    while True:
        command = [isql, str(port), "dba", password, "ERRORS=STDOUT", f"EXEC={words}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        if done.returncode == 0 and "Error" not in done.stdout:
            return
        if "Connection refused" not in done.stdout + done.stderr and "CL033" not in done.stdout + done.stderr:
            pytest.fail(f"Virtuoso refuses: {done.stdout[-500:]} {done.stderr[-500:]}")
        if time.monotonic() > until:
            pytest.fail(f"Virtuoso does not answer at its SQL port: {done.stderr[-500:]}")
        time.sleep(0.05)


@contextmanager
def _running(command: list[str], log: Path, ready: str) -> Iterator[None]:
    with log.open("ab") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)
        try:
            until = time.monotonic() + 60
            while True:
                try:
                    httpx.get(ready, timeout=5, trust_env=False).raise_for_status()
                    break
                except httpx.HTTPError:
                    if process.poll() is not None or time.monotonic() > until:
                        pytest.fail(f"{command[0]} did not start: {log.read_text(errors='replace')[-2000:]}")
                    time.sleep(0.05)
            yield
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
