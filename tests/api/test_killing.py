"""Killed at random moments: nothing acknowledged is lost, nothing is half there, and nothing is left lying about."""

import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from api.settings import Settings
from api.wiring import Library
from kg.consolidate import consolidate, pending
from kg.ids import Namer
from kg.model import Iri, Literal, Quad
from kg.stores import open_store
from kg.stores.copies import backup
from kg.stores.layout import SCHEMA
from ontology.terms import XSD
from tests.api.commands import ONRECORD, run
from tests.api.killed import document_graphs
from tests.api.running import server_process
from tests.kg.stores.test_upgrades import form_1

TRIPLES = 60
GRAPHS = 4
TOKEN = {"Authorization": "Bearer t"}
A = "http://a.example/"
PLACES = ("Ottawa", "Brussels", "Seoul", "Brasília")
GOODS = ("steel", "copper", "cars", "lumber")
TEXTS = {
    f"{place.lower()}-{good}.txt": (
        f"{place.upper()}, March 3, 2025 - Trade Minister Jane Doerksen said on Monday that the duty on {good} will hurt "
        f'workers near {place}.\n\n"We will respond to every measure against {good}," Doerksen said.\n'
    )
    for place in PLACES
    for good in GOODS
}
"""Documents by the names of their files."""

FEW = 2
short_and_long = pytest.mark.parametrize("kills", [FEW, pytest.param(40, marks=pytest.mark.stress)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents as files."""
    made = tmp_path_factory.mktemp("documents")
    for name, text in TEXTS.items():
        (made / name).write_text(text)
    return made


@pytest.fixture(scope="module")
def undisturbed(folder: Path) -> Path:
    """A store that the documents were read into without disturbance."""
    store = folder.with_name(f"{folder.name}-store")
    assert run("build", "--store", store, "--reader", "rules", folder).returncode == 0
    return store


@pytest.fixture(scope="module")
def whole(undisturbed: Path) -> Mapping[Iri, frozenset[Quad]]:
    """What each document's graph holds when it is whole."""
    found = {name: frozenset(quads) for name, quads in document_graphs(undisturbed).items()}
    assert len(found) == len(TEXTS)
    return found


def graph(number: int) -> str:
    """The name of a graph."""
    return f"{A}g{number}"


def body(version: int) -> str:
    """What a graph says in one version, as Turtle."""
    return "".join(f"<{A}s{n}> <{A}p> {version} .\n" for n in range(TRIPLES))


def write(address: str, numbers: tuple[int, ...], first: int, acknowledged: dict[int, int]) -> None:
    """Write ever newer versions, by the graph store and by updates, until the server is gone."""
    version = first
    with httpx.Client(base_url=address, headers=TOKEN, timeout=30) as client, suppress(httpx.TransportError):
        while True:
            version += 1
            for number in numbers:
                reply = _put(client, number, version) if version % 3 else _update(client, number, version)
                assert reply.status_code in (201, 204), reply.text
                acknowledged[number] = version


def _put(client: httpx.Client, number: int, version: int) -> httpx.Response:
    parameters, kind = {"graph": graph(number)}, {"Content-Type": "text/turtle"}
    return client.put("/graphs", params=parameters, content=body(version), headers=kind)


def _update(client: httpx.Client, number: int, version: int) -> httpx.Response:
    name = graph(number)
    text = f"DROP SILENT GRAPH <{name}> ; INSERT DATA {{ GRAPH <{name}> {{ {body(version)} }} }}"
    return client.post("/update", content=text, headers={"Content-Type": "application/sparql-update"})


def read(address: str, chance: random.Random, present: dict[Iri, bool | None], begun: threading.Event) -> None:
    """Send documents, remove some, and build anew, until the server is gone; None is what is under way."""
    namer = Namer()
    with httpx.Client(base_url=address, headers=TOKEN, timeout=120) as client, suppress(httpx.TransportError):
        while True:
            name, text = chance.choice(sorted(TEXTS.items()))
            iri = namer.document(url=None, text=text)
            present[Iri(namer.graph(iri))] = None
            kind = {"Content-Type": "text/plain"}
            reply = client.post("/documents", params={"name": name}, content=text.encode(), headers=kind)
            assert reply.status_code == 200, reply.text
            present[Iri(namer.graph(reply.json()["documents"][0]["iri"]))] = True
            begun.set()
            if chance.random() < 0.3:
                present[Iri(namer.graph(iri))] = None
                assert client.delete(httpx.URL(iri).path).status_code == 204
                present[Iri(namer.graph(iri))] = False
            if chance.random() < 0.1:
                assert client.post("/rebuild").status_code == 204


def check_graphs(library: Library, acknowledged: Mapping[int, int]) -> None:
    """Every graph is whole, in a version that is no older than the one that was acknowledged."""
    for number, least in acknowledged.items():
        quads = tuple(library.writer.quads(Iri(graph(number))))
        versions = {int(quad.object.value) for quad in quads if isinstance(quad.object, Literal)}
        assert len(quads) == TRIPLES or (not quads and not least)
        assert len(versions) <= 1
        assert all(version >= least for version in versions)


def check(
    store: Path,
    whole: Mapping[Iri, frozenset[Quad]],
    present: Mapping[Iri, bool | None],
    acknowledged: Mapping[int, int] | None = None,
) -> int:
    """As a server opens it: documents are whole or absent, as acknowledged; all that depends on them agrees. The documents."""
    library = Library(Settings(store=str(store)))
    try:
        writer, namer = library.writer, Namer()
        found = {name: frozenset(writer.quads(name)) for name in writer.graph_names() if name in whole}
        assert found == {name: whole[name] for name in found}
        assert {name for name, is_there in present.items() if is_there} <= found.keys()
        assert not found.keys() & {name for name, is_there in present.items() if is_there is False}
        check_graphs(library, acknowledged or {})
        derived = Iri(namer.derived_graph)
        before = set(writer.quads(derived))
        assert not pending(writer, namer)
        consolidate(writer, namer, whole=True)
        assert set(writer.quads(derived)) == before or not (found or before)
        said = {(quad.subject, quad.predicate, quad.object) for quad in writer.quads()}
        (union,) = writer.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").column("n")
        assert union == Literal(value=str(len(said)), datatype=XSD.integer)
    finally:
        library.close()
    with open_store(store, write=False) as reader:
        assert {name for name in reader.graph_names() if name in whole} == found.keys()
    check_files(store)
    return len(found)


def check_files(store: Path) -> None:
    """Nothing lies about that belongs to nothing, and no more is kept than two snapshots and the live data need."""
    own = {"onrecord.json", "live", "snapshots", "tables", "current", f"before-{SCHEMA}"}
    assert {path.name for path in store.iterdir()} <= own
    assert len(list((store / "snapshots").iterdir())) <= 3
    files = {path.stat().st_ino: path.stat().st_size for path in store.rglob("*.sst")}
    assert sum(files.values()) < 40_000_000


@contextmanager
def temporary(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment for a folder of temporary files, where nothing of ours may be left in the end."""
    folder = tmp_path / "temporary"
    folder.mkdir(exist_ok=True)
    yield {"TMPDIR": str(folder)}
    assert {path.name for path in folder.iterdir()} <= {".ses"}  # onnxruntime's own, always the same one


@short_and_long
def test_a_killed_server_loses_nothing(tmp_path: Path, whole: Mapping[Iri, frozenset[Quad]], kills: int) -> None:
    chance, store = random.Random(kills), tmp_path / "store"
    acknowledged = dict.fromkeys(range(GRAPHS), 0)
    present: dict[Iri, bool | None] = {}
    with temporary(tmp_path) as environment:
        for kill in range(kills):
            with server_process(store, ONRECORD_TOKEN="t", ONRECORD_READER="rules", **environment) as (address, pid):
                half = GRAPHS // 2
                first, begun = max(acknowledged.values()) + 1, threading.Event()
                threads = [
                    threading.Thread(target=write, args=(address, tuple(range(half)), first, acknowledged)),
                    threading.Thread(target=write, args=(address, tuple(range(half, GRAPHS)), first, acknowledged)),
                    threading.Thread(target=read, args=(address, chance, present, begun)),
                ]
                for thread in threads:
                    thread.start()
                assert kill % 2 or begun.wait(120)
                time.sleep(chance.uniform(0.2, 2.5))
                os.kill(pid, 9)
                for thread in threads:
                    thread.join(60)
            check(store, whole, present, acknowledged)
    assert max(acknowledged.values()) > kills
    assert present
    # In two rounds chance may delete, or leave in doubt, each document that was sent.
    assert kills <= FEW or any(present.values())


@short_and_long
def test_a_killed_build_leaves_whole_documents(
    tmp_path: Path, folder: Path, whole: Mapping[Iri, frozenset[Quad]], kills: int
) -> None:
    chance, store, ended = random.Random(kills), tmp_path / "store", 0
    with temporary(tmp_path) as environment:
        for _ in range(kills):
            command = [ONRECORD, "build", "--store", str(store), "--reader", "rules", "--again", str(folder)]
            with subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **environment}
            ) as build:
                with suppress(subprocess.TimeoutExpired):
                    build.wait(chance.uniform(1, 9))
                build.kill()
            ended += build.returncode == 0
            assert check(store, whole, {}) in range(0 if not ended else len(whole), len(whole) + 1)
        assert run("build", "--store", store, "--reader", "rules", folder, **environment).returncode == 0
        assert check(store, whole, dict.fromkeys(whole, True)) == len(whole)


@contextmanager
def killed(what: str, store: Path, source: Path, *, after: float) -> Iterator[list[str]]:
    """What a program of `tests.api.killed` told until it was killed, so many seconds after it began."""
    command = [sys.executable, "-m", "tests.api.killed", what, str(store), str(source)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "begun\n"
        time.sleep(after)
        child.kill()
        yield [line for line in child.stdout.read().splitlines(keepends=True) if line.endswith("\n")]


@short_and_long
def test_a_killed_consolidation_is_made_up_for(
    tmp_path: Path, undisturbed: Path, whole: Mapping[Iri, frozenset[Quad]], kills: int
) -> None:
    chance, store = random.Random(kills), tmp_path / "store"
    for _ in range(kills):
        with killed("consolidating", store, undisturbed, after=chance.uniform(0, 2.5)) as told:
            present = {Iri(line[1:].strip()): line[0] == "+" for line in told}
            # The last one told may be followed by one that was not.
            latest = {name: is_there for name, is_there in present.items() if is_there} if len(told) <= len(whole) else {}
        check(store, whole, latest)


@short_and_long
def test_a_killed_load_of_many_documents_leaves_all_or_none(
    tmp_path: Path, undisturbed: Path, whole: Mapping[Iri, frozenset[Quad]], kills: int
) -> None:
    chance, store = random.Random(kills), tmp_path / "store"
    for _ in range(kills):
        with killed("loading", store, undisturbed, after=chance.uniform(0, 1.5)):
            pass
        assert check(store, whole, {}) in (0, len(whole))


@short_and_long
def test_a_killed_copy_is_whole_or_absent(
    tmp_path: Path, undisturbed: Path, whole: Mapping[Iri, frozenset[Quad]], kills: int
) -> None:
    chance = random.Random(kills)
    for kill in range(kills):
        folder = tmp_path / str(kill)
        folder.mkdir()
        with killed("copying", folder / "made", undisturbed, after=chance.uniform(0, 0.6)) as told:
            assert {line.strip() for line in told} <= {path.name for path in folder.iterdir()}
        halves = [path for path in folder.iterdir() if path.suffix == ".part"]
        assert len(halves) <= 1
        for half in halves:  # made again, it is whole, and nothing is left of the first attempt
            backup(undisturbed, half.with_suffix(""))
            assert not half.exists()
        for made in sorted(folder.iterdir()):
            assert check(made, whole, {}) == len(whole)
        shutil.rmtree(folder)


@short_and_long
def test_a_killed_upgrade_is_made_up_for(tmp_path: Path, kills: int) -> None:
    chance, old = random.Random(kills), form_1(tmp_path)
    whole = {name: frozenset(quads) for name, quads in document_graphs(old).items()}
    for kill in range(kills):
        folder = tmp_path / str(kill)
        folder.mkdir()
        with killed("upgrading", folder / "any", old, after=chance.uniform(0, 0.8)) as told:
            assert {line.strip() for line in told} <= {path.name for path in folder.iterdir()}
        for made in sorted(folder.glob("store-*")):
            assert document_graphs(made).keys() == whole.keys()
            assert check(made, whole, dict.fromkeys(whole, True)) == len(whole) == 2
        shutil.rmtree(folder)
