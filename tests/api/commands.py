"""Runs the command: in its own process, or in this one."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ONRECORD = str(Path(sys.executable).parent / "onrecord")
Finished = subprocess.CompletedProcess[str]
Inside = Callable[..., Finished]


def run(*arguments: str | Path, stdin: str | bytes = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """The finished command; `environment` is added to a bare one."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    given = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [ONRECORD, *map(str, arguments)],
        input=given,
        capture_output=True,
        env={**kept, **environment},
        timeout=120,
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())
