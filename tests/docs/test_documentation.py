"""The documentation does what it says: its commands run, its queries answer, its reference is the program's own."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.stores import open_store

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("README.md", "docs/tutorial.md", "docs/how-to.md")
_BLOCK = re.compile(r"^```(sh|sparql)\n(.*?)^```", re.M | re.S)
_LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")


def blocks(kind: str) -> list[tuple[str, str]]:
    """Every code block of that kind, with its page."""
    return [(page, text) for page in PAGES for found, text in _BLOCK.findall((ROOT / page).read_text("utf-8")) if found == kind]


def commands() -> list[tuple[str, str]]:
    """Every documented command line that calls onrecord and ends by itself."""
    lines = [(page, line) for page, text in blocks("sh") for line in text.splitlines()]
    return [(page, line) for page, line in lines if re.search(r"(^|\| |/)onrecord ", line) and " serve" not in line]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the examples, and a store that holds them."""
    folder = tmp_path_factory.mktemp("documented")
    shutil.copytree(ROOT / "examples", folder / "examples")
    done = run("onrecord build examples", folder)
    assert done.returncode == 0, done.stderr
    return folder


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """One documented line, run as a shell would with the command on the path."""
    line = line.replace(".venv/bin/onrecord", "onrecord").replace(".onrecord/store", "store")
    paths = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": paths, "ONRECORD_STORE": str(folder / "store")}
    shell = ["/bin/sh", "-c", line]
    return subprocess.run(shell, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize(("page", "line"), commands())
def test_documented_commands_run(page: str, line: str, workplace: Path) -> None:
    done = run(line, workplace)
    assert done.returncode == 0, f"{page}: {line}\n{done.stderr}"
    assert (done.stdout + done.stderr).strip() or " -o " in line, f"{page}: {line} says nothing"


@pytest.mark.parametrize(("page", "query"), blocks("sparql"))
def test_documented_queries_answer(page: str, query: str, workplace: Path) -> None:
    with open_store(str(workplace / "store"), write=False) as store:
        assert store.select(query).rows, f"{page}: no rows for\n{query}"


def test_there_is_something_to_test() -> None:
    assert len(commands()) > 20
    assert blocks("sparql")


@pytest.mark.parametrize(
    "page", ["README.md", *sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/**/*.md"))]
)
def test_links_lead_somewhere(page: str) -> None:
    for target in _LINK.findall((ROOT / page).read_text("utf-8")):
        assert (ROOT / page).parent.joinpath(target).exists(), f"{page} links to {target}"


def test_the_reference_is_the_programs_own() -> None:
    script = ROOT / "scripts/generate_reference.py"
    done = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
