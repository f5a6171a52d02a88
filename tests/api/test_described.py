"""Requests that schemathesis makes of the OpenAPI document: answered as the document says, and never by a server's error."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kg.stores import open_store
from tests.api.running import fill, server_process

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
    "ignored_auth",
)
"""What is checked of each answer. Whether bad data is refused is not: a text may be any text to the document, and no query."""
QUERIES = (
    "ASK { ?s ?p ?o }",
    "SELECT * WHERE { ?s ?p ?o } LIMIT 3",
    "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 3",
    "DESCRIBE <https://onrecord.example/sector/steel>",
    "INSERT DATA { GRAPH <http://a.example/g> { <http://a.example/s> <http://a.example/p> 'ü' } }",
    "DELETE WHERE { GRAPH <http://a.example/g> { ?s ?p ?o } }",
    "who said what about steel",
)
FORMATS = ("json", "csv", "ttl", "jsonld", "nt", "rdf", "xml", "tsv", "trig", "nq", "graphml", "gexf")
BODIES = str(Path(__file__).with_name("sparql_bodies.py"))
"""How bodies that schemathesis does not know are sent."""
SECONDS = 60
"""What one request may take at most."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the example document, which requests change."""
    path = tmp_path_factory.mktemp("described") / "store"
    fill(path)
    return path


@pytest.fixture(scope="module")
def address(store: Path) -> Iterator[str]:
    """A server that may be written to."""
    settings = {"ONRECORD_TOKEN": "t", "ONRECORD_READER": "rules", "ONRECORD_QUERY_SECONDS": "5"}
    with server_process(store, **settings) as (address, _):
        yield address


def configuration(store: Path, address: str) -> str:
    """What schemathesis is told beside the document: values that lead somewhere, taken half of the time."""
    dictionaries: dict[str, tuple[str, ...]] = {"sparql": QUERIES, "formats": FORMATS}
    operations = []
    with open_store(store, write=False) as opened:
        subjects = {str(quad.subject) for quad in opened.quads()}
        base = opened.base
    for path in httpx.get(f"{address}/openapi.json").json()["paths"]:
        if kind := re.fullmatch(r"/([a-z]+)/\{name\}", path):
            begin = f"{base}{kind[1]}/"
            names = tuple(sorted(one.removeprefix(begin) for one in subjects if one.startswith(begin) and "#" not in one))
            dictionaries[kind[1]] = names[:20]
            operations.append((path, kind[1]))
    bound = (("path.suffix", "formats"), ("query.format", "formats"), ("query.query", "sparql"), ("query.q", "sparql"))
    lines = [
        f"hooks = {toml(BODIES)}",
        *(f"[dictionaries.{name}]\nvalues = {toml(values)}" for name, values in dictionaries.items() if values),
        "[parameters]",
        *(f'"{name}" = {{ dictionary = "{values}", probability = 0.5 }}' for name, values in bound),
        *(
            f'[[operations]]\ninclude-path = "{path}"\n'
            f'parameters = {{ "path.name" = {{ dictionary = "{kind}", probability = 0.5 }} }}'
            for path, kind in operations
            if dictionaries[kind]
        ),
        '[checks.not_a_server_error]\nexpected-statuses = ["2xx", "3xx", "4xx", "503"]',
    ]
    return "\n".join(lines) + "\n"


def toml(values: str | tuple[str, ...]) -> str:
    """Texts as TOML writes them, which is as JSON does."""
    return json.dumps(values, ensure_ascii=False)


def run(store: Path, address: str, *options: str) -> None:
    """Run schemathesis against the server, and fail with what it tells."""
    folder = store.parent
    (folder / "schemathesis.toml").write_text(configuration(store, address))
    command = [
        *(str(Path(sys.executable).parent / "schemathesis"), "--config-file", str(folder / "schemathesis.toml")),
        *("run", f"{address}/openapi.json", "--header", "Authorization: Bearer t", "--checks", ",".join(CHECKS)),
        *("--no-color", "--warnings", "off", "--continue-on-failure", "--request-timeout", str(SECONDS), *options),
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr
    told = re.search(r"(\d+) generated", done.stdout)
    assert told
    assert int(told[1]) > 500
    assert httpx.get(f"{address}/healthz").status_code == 200


def test_every_operation_answers_as_the_document_says(store: Path, address: str) -> None:
    run(store, address, "--generation-deterministic", "--phases", "examples,coverage,fuzzing", "--max-examples", "8")


@pytest.mark.stress
def test_every_operation_answers_as_the_document_says_for_long(store: Path, address: str) -> None:
    run(store, address, "--phases", "examples,coverage,fuzzing,stateful", "--max-examples", "400", "--max-time", "1200")
