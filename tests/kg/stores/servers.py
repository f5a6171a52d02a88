"""A real SPARQL server on loopback, with its data in memory."""

import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

import httpx

_START_SECONDS = 20.0


def _program() -> str:
    beside = Path(sys.executable).with_name("oxigraph")
    found = str(beside) if beside.exists() else shutil.which("oxigraph")
    assert found, "the package oxigraph is missing: run `make setup-test`"
    return found


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


class SparqlServer:
    """`oxigraph serve` with further options, from the package of the same name."""

    def __init__(self, *options: str) -> None:
        self._options = options
        self.address = ""

    def __enter__(self) -> Self:
        port = _free_port()
        self.address = f"http://127.0.0.1:{port}"
        command = [_program(), "serve", "--bind", f"127.0.0.1:{port}", *self._options]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._wait()
        return self

    def _wait(self) -> None:
        until = time.monotonic() + _START_SECONDS
        while True:
            try:
                httpx.get(f"{self.address}/query", trust_env=False)
            except httpx.ConnectError:
                assert time.monotonic() < until, "the SPARQL server does not start"
                assert self._process.poll() is None, "the SPARQL server ended"
                time.sleep(0.05)
            else:
                return

    def update(self, request: str) -> None:
        """Run an update, past the product."""
        headers = {"Content-Type": "application/sparql-update"}
        httpx.post(f"{self.address}/update", content=request, headers=headers, trust_env=False).raise_for_status()

    def empty(self) -> None:
        """Forget everything."""
        self.update("DROP ALL")

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
