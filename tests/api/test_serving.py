"""What the command that serves has done by the time that it begins to."""

import subprocess
import sys
from pathlib import Path

BEGUN = """
import gc, sys, uvicorn
from api.cli import main
uvicorn.Server.run = lambda *_, **__: print(gc.get_freeze_count(), flush=True)
sys.argv = ["onrecord", "serve", "--port", "0", "--store", sys.argv[1]]
main()
"""


def test_what_stays_is_no_longer_looked_through_for_garbage(tmp_path: Path) -> None:
    command = [sys.executable, "-c", BEGUN, str(tmp_path / "store")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    frozen = int(done.stdout)
    assert frozen > 50_000
