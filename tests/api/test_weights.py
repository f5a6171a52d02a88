"""No page ships more than 250 kB compressed, all its files taken together; hostile names do not make it heavier."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.settings import Settings
from tests.api.hostile import endless_documents, fill
from tests.api.running import serving
from tests.api.test_pages import HTML, PAGES

MOST = 250_000
"""Bytes of a page as they are sent, with its style, scripts and pictures."""

_FILES = re.compile(r'<(?:link|script|img)[^>]*\s(?:href|src)="(/(?:static|assets)/[^"]+)"')
_MODULES = re.compile(r'(?:from|import)\s*"\./([\w/.-]+)"')


def sent(client: httpx.Client, address: str) -> int:
    """Bytes that an address costs on the wire."""
    with client.stream("GET", address, headers=HTML) as reply:
        assert reply.status_code == 200, address
        return sum(len(part) for part in reply.iter_raw())


def files(client: httpx.Client, address: str) -> set[str]:
    """Every file that a page loads, with the modules that its scripts load in turn."""
    waiting, found = {file.replace("&amp;", "&") for file in _FILES.findall(client.get(address, headers=HTML).text)}, set[str]()
    while waiting:
        file = waiting.pop()
        found.add(file)
        if ".js" in file and file.startswith("/static/"):
            folder = file.partition("?")[0].rpartition("/")[0]
            waiting |= {f"{folder}/{name}" for name in _MODULES.findall(client.get(file).text)} - found
    return found


@pytest.mark.parametrize("path", PAGES)
def test_a_page_with_all_its_files_is_light(client: httpx.Client, path: str) -> None:
    loaded = files(client, path)
    assert any("onrecord.css" in file for file in loaded)
    weight = sent(client, path) + sum(sent(client, file) for file in loaded)
    assert weight <= MOST, {file: sent(client, file) for file in loaded}


@pytest.fixture(scope="module")
def endless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    path: Path = tmp_path_factory.mktemp("endless") / "store"
    fill(path, endless_documents())
    with serving(Settings(store=str(path))) as address, httpx.Client(base_url=address, timeout=120) as made:
        yield made


@pytest.mark.parametrize("path", ["/", "/claims", "/tariffs", "/review", "/graph", "/sector/steel", "/country/CA"])
def test_a_name_of_a_megabyte_leaves_a_page_light(endless: httpx.Client, path: str) -> None:
    assert len(endless.get(path, headers=HTML).content) < 1_000_000
    assert sent(endless, path) <= MOST
