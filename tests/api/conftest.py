"""One store and one running server for all tests that only read."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.cli import program
from api.settings import Settings
from tests.api import hostile
from tests.api.commands import Inside
from tests.api.running import fill, serving


@pytest.fixture(scope="session")
def example_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the example document; nobody writes to it."""
    path = tmp_path_factory.mktemp("stores") / "example"
    fill(path)
    return path


@pytest.fixture(scope="session")
def hostile_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of documents that try to break out of every page and file."""
    path = tmp_path_factory.mktemp("stores") / "hostile"
    hostile.fill(path, hostile.hostile_documents())
    return path


@pytest.fixture(scope="session")
def server(example_store: Path) -> Iterator[str]:
    """The address of a server over the example store."""
    with serving(Settings(store=str(example_store), query_seconds=2)) as address:
        yield address


@pytest.fixture
def client(server: str) -> Iterator[httpx.Client]:
    """A client of that server."""
    with httpx.Client(base_url=server, timeout=20) as made:
        yield made


@pytest.fixture
def inside(capfd: pytest.CaptureFixture[str]) -> Inside:
    """Runs a command in this process: the same code from the arguments to the exit code, without the wait for a new process."""

    def run_inside(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        given = list(map(str, arguments))
        code = program.run(given)
        out, err = capfd.readouterr()
        return subprocess.CompletedProcess(given, code, out, err)

    return run_inside
