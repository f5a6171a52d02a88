"""One newsroom for all journeys: a server that may be written to, over the example document and stories that are in doubt."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Route

from api.settings import Settings
from kg.consolidate import consolidate
from kg.facts import Fact
from kg.ids import VOCABULARY_GRAPH
from kg.model import Document, Iri
from kg.rdf import vocabulary_quads
from kg.stores import open_store
from tests.api.browser.conftest import Watched
from tests.api.running import serving
from tests.api.test_cli_reviewing import STORIES
from tests.kg.facts_for_tests import example_document, example_facts
from tests.kg.news_for_tests import NAMER, add, news


def stories() -> Iterator[tuple[Document, tuple[Fact, ...]]]:
    """The example document, and two stories in which it is doubtful who is who."""
    yield example_document(), example_facts()
    for number, lines in enumerate(STORIES):
        yield news(number, lines)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A store on disk that journeys may write to; each leaves what it did not add as it found it."""
    path = tmp_path_factory.mktemp("newsroom") / "store"
    with open_store(path, write=True) as store:
        store.replace_graphs({Iri(VOCABULARY_GRAPH): vocabulary_quads()})
        for document, facts in stories():
            add(store, document, facts)
        consolidate(store, NAMER)
        store.publish()
    with serving(Settings(store=str(path), query_seconds=2)) as address:
        yield address


@pytest.fixture
def page(watched: Watched) -> Page:
    """A page that fails the test where anything on it goes wrong."""
    return watched.page


@pytest.fixture
def without_scripts(browser: Browser, server: str) -> Iterator[Page]:
    """A browser that runs no JavaScript."""
    context = browser.new_context(base_url=server, java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@contextmanager
def held_back(page: Page, address: str) -> Iterator[None]:
    """Keep back what is asked of an address until the end of the block: a server that is slow, as slow as a test needs."""
    waiting: list[Route] = []
    is_held = True

    def keep(route: Route) -> None:
        if is_held:
            waiting.append(route)
        else:
            route.continue_()

    page.route(re.compile(address), keep)
    yield
    is_held = False
    for route in waiting:
        route.continue_()
