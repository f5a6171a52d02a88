"""The command from arguments to exit code: what it prints, where, and how it ends."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import networkx as nx
import pytest
import rdflib

from kg.stores import open_store
from tests.api.commands import ONRECORD, Inside, run
from tests.kg.facts_for_tests import CLAIMS, LISTED, MEASURES


def rows(inside: Inside, store: Path, *options: str) -> set[str]:
    """The claims that a filter lists, by IRI."""
    told = json.loads(inside("claims", *options, "--json", "--store", store).stdout)
    return {row["iri"] for row in told["rows"]}


@pytest.mark.parametrize(
    ("option", "first", "second"),
    [("--sector", "steel", "copper"), ("--country", "Mexico", "US"), ("--form", "direct", "mixed")],
)
def test_values_of_a_filter_add_up(inside: Inside, example_store: Path, option: str, first: str, second: str) -> None:
    either = rows(inside, example_store, option, first) | rows(inside, example_store, option, second)
    assert len(either) > len(rows(inside, example_store, option, first)) > 0
    assert rows(inside, example_store, option, first, option, second) == either
    assert rows(inside, example_store, option, f"{first}, {second}") == either


def test_the_version_is_told_at_once() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, "onrecord 0.1.0\n")


@pytest.mark.parametrize("arguments", [("--help",), ("claims", "--help"), ("build", "-h")])
def test_help_names_the_exit_codes(inside: Inside, arguments: tuple[str, ...]) -> None:
    done = inside(*arguments)
    assert done.returncode == 0
    assert "Exit codes: 0 done" in done.stdout


MISUSED = (
    (),
    ("clams",),
    ("claims", "--spaeker", "x"),
    ("export",),
    ("claims", "--limit", "0"),
    ("extract", "x", "--format", "xml"),
    ("extract", "x", "--min-confidence", "2"),
    ("query",),
    ("query", "claims", "--param", "nonsense"),
)


@pytest.mark.parametrize("arguments", MISUSED, ids=" ".join)
def test_wrong_usage_ends_with_2_and_points_to_the_help(inside: Inside, arguments: tuple[str, ...]) -> None:
    done = inside(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "--help" in done.stderr
    assert "Traceback" not in done.stderr


FAILING = (
    ("claims", "--store", "/nowhere/at/all"),
    ("claims", "--store", "{store}", "--speaker", "Qwertz Uiop"),
    ("claims", "--store", "{store}", "--from", "yesterday"),
    ("claims", "--store", "{store}", "--sector", "unobtainium mining of the moon"),
    ("export", "--store", "{store}", "--format", "tortoise"),
    ("query", "no-such-question", "--store", "{store}"),
    ("query", "missing.rq", "--store", "{store}"),
    ("view", "--entity", "Qwertz Uiop", "--store", "{store}"),
    ("export", "--format", "csv", "--store", "{store}", "-o", "/nowhere/at/all.csv"),
    ("build", "/nowhere/at/all.txt", "--store", "{store}-other"),
    ("build", "x", "--store", "memory:"),
    ("serve", "--port", "99999"),
)


@pytest.mark.parametrize("arguments", FAILING, ids=" ".join)
def test_an_error_is_one_message_on_standard_error(
    inside: Inside, arguments: tuple[str, ...], example_store: Path, tmp_path: Path
) -> None:
    done = inside(
        *(part.replace("{store}-other", str(tmp_path / "s")).replace("{store}", str(example_store)) for part in arguments)
    )
    assert done.returncode == 1
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert "onrecord: " in done.stderr or "failed: " in done.stderr


def test_claims_are_shown_with_their_sources(inside: Inside, example_store: Path) -> None:
    done = inside("claims", "--speaker", "Élise Marchand", "--store", example_store)
    assert done.returncode == 0
    for shown in ("Élise Marchand", "We will not blink", "Northern Ledger", "8 Oct 2025", "["):
        assert shown in done.stdout


def test_filters_meet(inside: Inside, example_store: Path) -> None:
    done = inside("claims", "--sector", "steel", "--from", "2025-10-07", "--to", "2025-10", "--json", "--store", example_store)
    assert [row["speaker"] for row in json.loads(done.stdout)["rows"]] == ["Élise Marchand"]


def test_measures_are_listed(inside: Inside, example_store: Path) -> None:
    done = inside("tariffs", "--store", example_store, "--json")
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["rows"]) == len(MEASURES)
    table = inside("tariffs", "--imposing", "US", "--target", "Canada", "--store", example_store)
    assert "U.S. tariff on Canadian steel" in table.stdout
    assert "35%" in table.stdout


@pytest.mark.parametrize("command", [("claims", "--from", "2031"), ("tariffs", "--sector", "lumber")], ids=" ".join)
def test_nothing_found_ends_with_3(inside: Inside, command: tuple[str, ...], example_store: Path) -> None:
    done = inside(*command, "--store", example_store)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.strip()


def test_the_environment_names_the_store(example_store: Path) -> None:
    done = run("claims", "--json", ONRECORD_STORE=str(example_store))
    assert len(json.loads(done.stdout)["rows"]) == len(LISTED)


def test_attitudes_are_listed_where_they_are_asked_for(inside: Inside, example_store: Path) -> None:
    done = inside("claims", "--act", "attitude", "--json", "--store", example_store)
    assert [row["act"] for row in json.loads(done.stdout)["rows"]] == ["attitude"]


def test_queries_come_from_a_file_from_standard_input_and_by_name(inside: Inside, example_store: Path, tmp_path: Path) -> None:
    text = "SELECT (COUNT(?c) AS ?n) WHERE { ?c a <https://onrecord.example/ontology#Utterance> }"
    (tmp_path / "count.rq").write_text(text)
    for done in (
        inside("query", tmp_path / "count.rq", "--format", "csv", "--store", example_store),
        run("query", "-", "--format", "csv", "--store", example_store, stdin=text),
    ):
        assert done.stdout.split() == ["n", str(len(CLAIMS))]
    named = inside("query", "who-said-what", "--param", "sector=copper", "--format", "json", "--store", example_store)
    rows = json.loads(named.stdout)["results"]["bindings"]
    assert [row["speaker"]["value"] for row in rows] == ["Tom Reyes"]


def test_values_are_bound_to_a_query_of_ones_own(example_store: Path) -> None:
    text = "SELECT ?c WHERE { ?c <https://schema.org/text> ?said }"
    done = run("query", "-", "--param", "said=copper is next", "-f", "tsv", "--store", example_store, stdin=text)
    assert len(done.stdout.splitlines()) == 2


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:b> <a:c> <a:d> }",
        "SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * WHERE {" + "{" * 4000,
        "not sparql at all",
        "",
    ],
    ids=["update", "service", "nested", "words", "empty"],
)
def test_refused_queries_are_errors(inside: Inside, example_store: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "given.rq").write_text(text)
    done = inside("query", tmp_path / "given.rq", "--store", example_store)
    assert done.returncode == 1
    assert done.stderr.startswith("onrecord: ")


def test_named_questions_can_be_listed(inside: Inside) -> None:
    known = json.loads(inside("query", "--list", "--format", "json").stdout)
    assert len(known) >= 15
    assert all(one["description"] for one in known)
    assert "who-said-what" in inside("query", "--list").stdout


@pytest.mark.filterwarnings("ignore:.*is deprecated, use Dataset:DeprecationWarning")  # of rdflib, by rdflib
def test_exports_go_to_standard_output_or_a_file(inside: Inside, example_store: Path, tmp_path: Path) -> None:
    turtle = inside("export", "--format", "turtle", "--store", example_store)
    target = tmp_path / "graph.ttl"
    assert inside("export", "-f", "turtle", "-o", target, "--store", example_store).stdout == ""
    assert target.read_text() == turtle.stdout
    assert len(rdflib.Graph().parse(data=turtle.stdout, format="turtle")) > 100
    graphml = inside("export", "--format", "graphml", "--store", example_store).stdout
    assert nx.parse_graphml(graphml).number_of_nodes() > 10


def test_a_reader_that_leaves_early_is_no_error(example_store: Path) -> None:
    command = f"{ONRECORD} export --format nquads --store {example_store} | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "0"
    assert done.stderr == ""


def test_the_picture_is_one_file(inside: Inside, example_store: Path, tmp_path: Path) -> None:
    done = inside("view", "--sector", "steel", "-o", tmp_path / "steel.html", "--store", example_store)
    assert done.returncode == 0
    assert "Wrote" in done.stderr
    assert (tmp_path / "steel.html").read_text().startswith("<!doctype html>")
    assert inside("view", "--store", example_store).stdout.startswith("<!doctype html>")


def test_a_sound_store_is_valid(inside: Inside, example_store: Path) -> None:
    done = inside("validate", "--store", example_store, "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["conforms"] is True


def test_a_store_of_a_newer_version_is_told(inside: Inside, tmp_path: Path) -> None:
    with open_store(tmp_path / "store", write=True):
        pass
    (tmp_path / "store" / "onrecord.json").write_text('{"schema": 999, "base": "https://onrecord.example/"}')
    done = inside("claims", "--store", tmp_path / "store")
    assert done.returncode == 1
    assert "newer" in done.stderr


def test_doctor_tells_what_is_missing_and_how_to_mend_it(inside: Inside, example_store: Path) -> None:
    well = inside("doctor", "--store", example_store)
    assert well.returncode == 0
    assert str(example_store) in well.stdout
    ill = inside("doctor", "--model", "no_such_model", "--store", "/nowhere/at/all")
    assert ill.returncode == 1
    assert "pip install" in ill.stdout
    assert "onrecord build" in ill.stdout
    found = json.loads(inside("doctor", "--json", "--store", example_store).stdout)
    assert found["ok"] is True


def test_serving_starts_answers_and_stops(tmp_path: Path) -> None:
    started = subprocess.Popen(
        [ONRECORD, "serve", "--port", "0", "--store", str(tmp_path / "store")], stderr=subprocess.PIPE, text=True
    )
    assert started.stderr is not None
    line = started.stderr.readline()
    address = line.partition(" on ")[2].split()[0]
    deadline = time.monotonic() + 20
    while True:
        try:
            assert httpx.get(f"{address}/healthz").status_code == 200
            break
        except httpx.TransportError:
            assert time.monotonic() < deadline
            time.sleep(0.05)
    started.send_signal(signal.SIGINT)
    assert started.wait(20) == 0
    started.stderr.close()


def test_questions_are_answered_without_the_language_pipeline() -> None:
    heavy = ("spacy", "fastapi", "pyvis", "networkx", "scipy")
    code = f"import sys, api.cli.program; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_a_question_is_answered_with_its_sources(inside: Inside, example_store: Path) -> None:
    done = inside("ask", "who said what about steel", "--store", example_store)
    assert done.returncode == 0
    for shown in ("Élise Marchand", "Ottawa would answer", "Northern Ledger", "[122–174]"):
        assert shown in " ".join(done.stdout.split())
    assert "who-said-what; sector: steel" in done.stderr


def test_an_answer_is_there_for_programs(inside: Inside, example_store: Path) -> None:
    done = inside("ask", "who", "said", "what", "about", "steel", "--json", "--store", example_store)
    found = json.loads(done.stdout)
    assert (found["understood"]["question"], found["understood"]["sector"]) == ("who-said-what", "steel")
    assert [row["speaker"] for row in found["rows"]] == ["Élise Marchand"]
    assert "SELECT" in found["query"]
    shown = inside("ask", "who said what about steel", "--sparql", "--store", example_store)
    assert "SELECT" in shown.stdout


def test_a_question_that_is_not_understood_tells_what_can_be_asked(inside: Inside, example_store: Path) -> None:
    done = inside("ask", "what is the weather", "--store", example_store)
    assert (done.returncode, done.stdout) == (1, "")
    assert "What can be asked" in done.stderr


def test_a_question_without_an_answer_ends_with_3(inside: Inside, example_store: Path) -> None:
    assert inside("ask", "who said what about lumber", "--store", example_store).returncode == 3
