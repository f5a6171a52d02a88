"""A store on a disk that is mounted read-only, where not even root can write: reading goes on, writing says why it cannot."""

import hashlib
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.api.commands import ONRECORD, Inside, run
from tests.api.running import fill

_MOUNTED = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
_WAYS = (
    ("unshare", "--mount", "--propagation", "private"),
    ("unshare", "--map-root-user", "--mount", "--propagation", "private"),
)

OnReadOnly = Callable[..., list[str]]


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds a store, and what people decided beside it."""
    path = tmp_path_factory.mktemp("disk")
    fill(path / "store")
    return path


@pytest.fixture(scope="module")
def on_read_only(disk: Path) -> OnReadOnly:
    """Makes of a command one that runs where the disk is mounted read-only; others on this machine do not see the mount."""
    told = "there is no program unshare"
    for way in _WAYS if shutil.which("unshare") else ():
        mounted = [*way, "sh", "-c", _MOUNTED, str(disk)]
        done = subprocess.run([*mounted, "touch", str(disk / "probe")], capture_output=True, text=True, check=False)
        if "Read-only file system" in done.stderr:
            return lambda *command: [*mounted, *map(str, command)]
        (disk / "probe").unlink(missing_ok=True)
        told = done.stderr.strip() or "the mount was not read-only"
    pytest.skip(f"no file system can be mounted read-only here: {told}")


def _state(disk: Path) -> dict[str, str]:
    """The content of every file, by path."""
    files = sorted(path for path in disk.rglob("*") if path.is_file())
    return {str(path.relative_to(disk)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _done(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


READING = (
    ("claims", "--json"),
    ("ask", "who said what about steel"),
    ("export", "--format", "turtle"),
    ("validate",),
    ("tables",),
)


@pytest.mark.parametrize("command", READING, ids=lambda command: command[0])
def test_commands_that_read_answer_as_ever_and_leave_no_trace(
    disk: Path, on_read_only: OnReadOnly, inside: Inside, command: tuple[str, ...]
) -> None:
    before = _state(disk)
    given = (*command, "--store", str(disk / "store"))
    there, here = _done(on_read_only(ONRECORD, *given)), inside(*given)
    assert (there.returncode, there.stdout) == (here.returncode, here.stdout)
    assert there.returncode == 0, there.stderr
    assert _state(disk) == before


WRITING = (
    ("build", "examples"),
    ("serve", "--port", "0"),
    ("tables", "--rebuild"),
    ("retract", "https://northern-ledger.example/steel-towns", "--reason", "wrong"),
)


@pytest.mark.parametrize("command", WRITING, ids=lambda command: command[0])
def test_commands_that_write_say_why_they_cannot_and_damage_nothing(
    disk: Path, root: Path, on_read_only: OnReadOnly, command: tuple[str, ...]
) -> None:
    before = _state(disk)
    given = [str(root / one) if one == "examples" else one for one in command]
    refused = _done(on_read_only(ONRECORD, *given, "--store", disk / "store"))
    assert refused.returncode not in (0, 2), refused.stdout
    assert "Read-only file system" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert _state(disk) == before


def test_a_copy_of_it_can_be_made_elsewhere_and_served(disk: Path, on_read_only: OnReadOnly, tmp_path: Path) -> None:
    copied = _done(on_read_only(ONRECORD, "backup", tmp_path / "copy", "--store", disk / "store"))
    assert copied.returncode == 0, copied.stderr
    assert run("restore", tmp_path / "copy", "--store", tmp_path / "again").returncode == 0
    again, here = (run("claims", "--json", "--store", place) for place in (tmp_path / "again", disk / "store"))
    assert again.stdout == here.stdout
