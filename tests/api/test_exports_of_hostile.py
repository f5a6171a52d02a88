"""The hostile documents as files: each is whole, says what it is, and starts nothing in the program that opens it."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import rdflib

from api.settings import Settings
from tests.api.hostile import PAYLOADS
from tests.api.running import serving


@pytest.fixture(scope="module")
def hostile(hostile_store: Path) -> Iterator[httpx.Client]:
    with serving(Settings(store=str(hostile_store))) as address, httpx.Client(base_url=address, timeout=60) as made:
        yield made


def taken(client: httpx.Client, address: str) -> str:
    """A file that no browser takes for a page."""
    reply = client.get(address)
    assert reply.status_code == 200, address
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert not reply.headers["content-type"].startswith(("text/html", "application/xhtml", "image/svg"))
    return reply.text


@pytest.mark.parametrize("address", ["/claims.csv", "/tariffs.csv", "/downloads/onrecord.csv"])
def test_no_cell_is_a_formula(hostile: httpx.Client, address: str) -> None:
    rows = list(csv.reader(io.StringIO(taken(hostile, address))))
    assert len({len(row) for row in rows}) == 1
    cells = [cell for row in rows for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert any("HYPERLINK" in cell for cell in cells)


@pytest.mark.filterwarnings("ignore:.*is deprecated, use Dataset:DeprecationWarning")  # of rdflib, by rdflib
@pytest.mark.parametrize(
    ("suffix", "syntax"), [("ttl", "turtle"), ("trig", "trig"), ("nq", "nquads"), ("jsonld", "json-ld"), ("rdf", "xml")]
)
def test_rdf_says_the_same_in_every_syntax(hostile: httpx.Client, suffix: str, syntax: str) -> None:
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=taken(hostile, f"/downloads/onrecord.{suffix}"), format=syntax)
    texts = {str(value) for value in graph.objects() if isinstance(value, rdflib.Literal)}
    plain = [words for words in PAYLOADS if words.isprintable()]
    assert [words for words in plain if not any(words in text for text in texts)] == []


@pytest.mark.parametrize("address", ["/downloads/onrecord.graphml", "/downloads/onrecord.gexf", "/claims.atom", "/sitemap.xml"])
def test_xml_is_well_formed_and_holds_texts_as_texts(hostile: httpx.Client, address: str) -> None:
    root = ET.fromstring(taken(hostile, address))
    names = {element.tag.rpartition("}")[2].lower() for element in root.iter()}
    assert names.isdisjoint({"script", "img", "svg", "iframe", "base", "form", "style"})


@pytest.mark.parametrize("address", ["/claims.json", "/tariffs.json", "/claims.jsonld", "/review?verdict=doubtful"])
def test_json_is_json(hostile: httpx.Client, address: str) -> None:
    reply = hostile.get(address, headers={"Accept": "application/json"})
    assert json.loads(reply.text)
    assert "json" in reply.headers["content-type"]
