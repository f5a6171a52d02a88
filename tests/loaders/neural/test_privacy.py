"""Reading leaves nothing behind and calls nobody, whatever the libraries below would do of themselves."""

import os
import subprocess
import sys
from pathlib import Path

READ = """
import socket
from loaders.readers import open_reader
from kg.model import Document
def refuse(*arguments):
    raise AssertionError(f"somebody is called: {arguments}")
socket.socket.connect = socket.getaddrinfo = refuse
text = "Trade Minister Ruth Sample said on Monday that the talks on lumber had stalled."
document = Document(iri="https://onrecord.example/document/0", id="0", path="-", text=text, sha256="0")
assert [fact for extraction in open_reader("neural")([document]) for fact in extraction.facts]
"""


def test_reading_leaves_no_file_behind(tmp_path: Path) -> None:
    places = {
        name: str(tmp_path / name.lower()) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")
    }
    for place in places.values():
        Path(place).mkdir()
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    subprocess.run([sys.executable, "-c", READ], env={**kept, **places, "PYTHONDONTWRITEBYTECODE": "1"}, check=True)
    assert [str(path) for path in tmp_path.rglob("*") if path.is_file()] == []
