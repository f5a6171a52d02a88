"""The pages over a real socket: what they show, what they link to, and what guards them."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import httpx
import pytest
import rdflib

from api.settings import Settings
from kg.facts import Claim, Form, SectorId
from kg.ids import Namer
from kg.model import Document, EntityKind, Mention, Span
from tests.api.running import fill, serving, store_document
from tests.kg.facts_for_tests import TEXT, example_document

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
DOCUMENT = "/" + example_document().iri.removeprefix(Namer().base)
PAGES = (
    "/",
    DOCUMENT,
    "/person/elise-marchand-ad13.ca",
    "/organization/guild-of-ontario-steelmakers",
    "/country/CA",
    "/sector/steel",
    "/agreement/usmca",
    "/measure/US-CA-steel-tariff",
    "/role/trade-minister",
    "/claims",
    "/claims?speaker=marchand&text=blink",
    "/tariffs",
    "/tariffs?imposing=US&status=in+force",
    "/compare",
    "/compare?speakers=Élise+Marchand,Tom+Reyes",
    "/ask?q=who+said+what+about+steel",
    "/ask?q=who+is+Tom+Reyes",
    "/ask?q=steel+quotas+weather",
    "/claims?group=speaker",
    "/claims?from=2031&sector=steel",
    "/ask?q=",
    "/sparql",
    "/sparql?query=SELECT+*+WHERE+%7B+%3Fs+%3Fp+%3Fo+%7D+LIMIT+20",
    "/graph",
    "/graph?focus=steel",
    "/review",
    "/add",
    "/sign-in",
    "/downloads",
    "/docs",
)


_ENDLESS = re.compile(r"/claims\?|/graph[./]|/graph\?(?!focus=[^&]*$)")
"""Addresses of which there are as many as there are filters and states of a view; and a form that asks for two ends."""


class _Page(HTMLParser):
    """What the tests look at in a page."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.titles = 0
        self.pictures = 0
        self.headings = 0
        self.language = ""
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        names = ("href", "src") if known.get("method") == "post" else ("href", "src", "action")
        self.links += [known[name] for name in names if name in known]
        self.ids += [known["id"]] if "id" in known else []
        self.titles += tag == "title" and not self.pictures
        self.pictures += tag == "svg"
        self.headings += tag == "h1"
        self.language = known.get("lang", "") if tag == "html" else self.language
        if tag == "style" or "style" in known or any(name.startswith("on") for name in known):
            self.inline.append(tag)
        if tag == "script" and "src" not in known and known.get("type") not in ("application/json", "application/ld+json"):
            self.inline.append(tag)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_and_carries_nothing_inline(client: httpx.Client, path: str) -> None:
    reply = client.get(path, headers=HTML)
    assert reply.status_code == 200
    page = _Page(reply.text)
    assert (page.titles, page.headings, page.language) == (1, 1, "en")
    assert page.inline == []
    assert "main" in page.ids
    assert len(page.ids) == len(set(page.ids))


def test_every_link_leads_somewhere(client: httpx.Client) -> None:
    """Walk the whole site from its start page: each address once, each passage that is pointed at."""
    waiting = {*PAGES}
    ids: dict[str, frozenset[str]] = {}
    pointed: set[tuple[str, str]] = set()
    while waiting:
        address = min(waiting)
        reply = client.get(address, headers=HTML, follow_redirects=True)
        assert reply.status_code == 200, address
        page = _Page(reply.text if reply.headers["content-type"].startswith("text/html") else "")
        ids[address] = frozenset(page.ids)
        if address.startswith(("/queries/", "/sparql?")):
            page.links = []  # answers link to everything that the vocabulary knows
        inner = {urljoin(address, link).partition("#") for link in page.links if not urlsplit(link).netloc}
        pointed |= {(target, unquote(fragment)) for target, _, fragment in inner if fragment.startswith("char=")}
        waiting = (waiting | {target for target, _, _ in inner}) - ids.keys()
        waiting = {one for one in waiting if not _ENDLESS.match(one)}
    assert len(ids) > 40
    for target, fragment in sorted(pointed):
        assert fragment in ids[target], (target, fragment)


@pytest.mark.parametrize("path", ["/", "/healthz", "/openapi.json", "/nothing", "/static/onrecord.css"])
def test_every_reply_carries_the_security_headers(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"


def test_a_document_shows_its_text_character_for_character(client: httpx.Client) -> None:
    page = client.get(DOCUMENT, headers=HTML).text
    shown = re.search(r'<div class="source-text"[^>]*>(.*?)</div>', page, re.S)
    assert shown is not None
    without_tags = re.sub(r"<[^>]+>", "", shown[1])
    assert without_tags.replace("&#39;", "'").replace("&amp;", "&") == TEXT


def test_a_document_keeps_furniture_apart(client: httpx.Client) -> None:
    page = client.get(DOCUMENT, headers=HTML).text
    assert re.search(r'<span class="furniture"[^>]*>Share this page with friends</span>', page)


@pytest.mark.filterwarnings("ignore:.*is deprecated, use Dataset:DeprecationWarning")  # of rdflib, by rdflib
@pytest.mark.parametrize("path", [DOCUMENT, "/person/elise-marchand-ad13.ca", "/sector/steel"])
@pytest.mark.parametrize(
    ("accept", "format_"), [("text/turtle", "turtle"), ("application/ld+json", "json-ld"), ("application/rdf+xml", "xml")]
)
def test_things_answer_programs_with_rdf(client: httpx.Client, path: str, accept: str, format_: str) -> None:
    reply = client.get(path, headers={"Accept": accept})
    assert reply.headers["content-type"].partition(";")[0] == accept
    assert "Accept" in reply.headers["vary"]
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=reply.text, format=format_)
    assert rdflib.URIRef(Namer().base + path[1:]) in set(graph.subjects())


def test_the_format_can_be_asked_for_in_the_address(client: httpx.Client) -> None:
    reply = client.get("/sector/steel?format=ttl", headers=HTML)
    assert reply.headers["content-type"].startswith("text/turtle")


MISSING = (
    "/document/none",
    "/person/nobody",
    "/sector/none",
    "/nothing",
    "/static/none.css",
    "/assets/../app.py",
    "/graph?focus=qqqq",
)


@pytest.mark.parametrize("path", MISSING)
def test_what_is_not_there_is_told_in_words(client: httpx.Client, path: str) -> None:
    page = client.get(path, headers=HTML)
    assert page.status_code == 404
    assert "<h1>" in page.text


def test_problems_reach_programs_as_problem_documents(client: httpx.Client) -> None:
    reply = client.get("/person/nobody", headers={"Accept": "application/json"})
    assert reply.status_code == 404
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["status"] == 404
    assert "nobody" in reply.json()["detail"]


def test_an_unacceptable_accept_is_refused(client: httpx.Client) -> None:
    assert client.get("/sector/steel", headers={"Accept": "image/png"}).status_code == 406


def test_head_answers_without_a_body(client: httpx.Client) -> None:
    reply = client.head("/downloads", headers=HTML)
    assert reply.status_code == 200
    assert reply.content == b""


def test_nobody_can_sign_out_where_nobody_signs_in(client: httpx.Client) -> None:
    page = client.get("/review", headers=HTML).text
    assert "It is wrong" in page
    assert "Sign out" not in page


def test_own_files_may_be_kept_and_change_their_address_with_their_content(client: httpx.Client) -> None:
    found = re.search(r'href="(/static/onrecord\.css\?v=\w+)"', client.get("/", headers=HTML).text)
    assert found is not None
    assert "immutable" in client.get(found[1]).headers["cache-control"]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[httpx.Client]:
    with serving(Settings(store=str(tmp_path / "new" / "store"))) as address, httpx.Client(base_url=address) as made:
        yield made


@pytest.mark.parametrize("path", ["/", "/graph", "/downloads", "/healthz"])
def test_a_store_that_was_absent_is_served_empty(empty: httpx.Client, path: str) -> None:
    assert empty.get(path, headers=HTML).status_code == 200


def test_an_empty_graph_tells_how_to_fill_it(empty: httpx.Client) -> None:
    assert "onrecord build" in empty.get("/", headers=HTML).text


def test_another_base_has_the_same_paths(tmp_path: Path) -> None:
    fill(tmp_path / "store", base="https://example.org/news/")
    with serving(Settings(store=str(tmp_path / "store"))) as address:
        assert httpx.get(f"{address}/person/elise-marchand-ad13.ca", headers=HTML).status_code == 200
        assert httpx.get(f"{address}/sector/steel", headers=HTML).status_code == 200


HOSTILE = "</script><script>document.title='owned'</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server over a document whose every field tries to break out of its page."""
    path = tmp_path_factory.mktemp("hostile") / "store"
    words = f"Ada Quill said {HOSTILE} was steel."
    content = Span(start=15, end=15 + len(HOSTILE), text=HOSTILE)
    document = Document(
        iri=Namer().document(url=None, text=words),
        id="hostile",
        path="hostile.txt",
        text=words,
        sha256="0" * 64,
        title=HOSTILE,
        publisher=HOSTILE,
        published="2025-01-01",
        url="javascript:alert(1)",
    )
    claim = Claim(
        speaker=Mention(span=None, name=HOSTILE, kind=EntityKind.PERSON),
        cue=(),
        content=(content,),
        form=Form.DIRECT,
        sectors=(SectorId("steel"),),
        evidence=(content,),
        confidence=0.5,
        rule="x",
    )
    store_document(path, document, (claim,))
    with serving(Settings(store=str(path))) as address, httpx.Client(base_url=address, headers=HTML) as made:
        yield made


def _is_harmless(page: str) -> bool:
    signs = ("<script>document", "<img src=x", 'href="javascript:')
    return not any(sign in page for sign in signs) and _Page(page).inline == []


@pytest.mark.parametrize(
    "path", ["/", "/claims", "/graph", "/ask?q=who+said+what+about+steel", f"/claims?text={quote(HOSTILE)}"]
)
def test_hostile_words_stay_words(hostile: httpx.Client, path: str) -> None:
    reply = hostile.get(path)
    assert reply.status_code == 200
    assert _is_harmless(reply.text)


def test_a_hostile_document_and_speaker_stay_words(hostile: httpx.Client) -> None:
    row = hostile.get("/claims.json").json()["rows"][0]
    for iri in (row["document"]["iri"], row["speaker_iri"]):
        reply = hostile.get("/" + iri.removeprefix(Namer().base))
        assert reply.status_code == 200
        assert _is_harmless(reply.text)
