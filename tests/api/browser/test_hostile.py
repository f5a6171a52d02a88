"""The hostile documents in a real browser: on no page does any of their scripts run, and nothing is asked of another host.

Content-Security-Policy is switched off where escaping alone must hold, and on where it must have nothing to complain of.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Error, Page, Route

from api.settings import Settings
from kg.draw import page as drawn
from kg.network import network
from kg.stores import open_store
from tests.api.browser.conftest import Watched
from tests.api.browser.looking import let_pass
from tests.api.hostile import ADDRESSES, PAYLOADS
from tests.api.running import serving

pytestmark = pytest.mark.browser

FIXED = ("/", "/claims", "/tariffs", "/graph", "/review", "/compare", "/sparql", "/add", "/sign-in", "/downloads", "/docs")
KINDS = ("document", "claim", "person", "organization", "country", "sector", "agreement", "measure", "role")
"""What has pages of its own: all of them are opened."""
_OF_THE_VOCABULARY = ("/sector/", "/country/")
VIEWS = 3
"""Of the addresses with filters, which have no end, and of things of the vocabulary so many of each kind are opened."""
ASKED = (
    "/ask?q={}",
    "/claims?text={}",
    "/claims?speaker={}",
    "/claims?group=speaker&q={}",
    "/tariffs?sector={}",
    "/graph?focus={}",
    "/sparql?query={}",
    "/compare?speakers={}",
    "/review?fact={}",
    "/sign-in?onward={}",
    "/person/{}",
    "/{}",
)
"""Where a stranger's words come by the address."""
EVERYTHING = "SELECT ?o WHERE { ?s ?p ?o FILTER(ISLITERAL(?o) && STRLEN(?o) < 5000) } LIMIT 500"

_OPEN_ALL = """() => {
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
  const presses = "button[type=button], [role=tab], [role=option], [role=treeitem], summary";
  for (const one of [...document.querySelectorAll(presses)].slice(0, 60)) one.click();
  for (const one of document.querySelectorAll("main a, main svg *, mark")) {
    for (const kind of ["mouseover", "mouseenter", "focus"]) one.dispatchEvent(new Event(kind, { bubbles: true }));
  }
}"""
_LINKS = """() => [...document.querySelectorAll("[href], [src], [action], [formaction]")].flatMap((one) =>
  ["href", "src", "action", "formaction"].filter((name) => one.hasAttribute(name)).map((name) => one.getAttribute(name)))"""
_LOOSE = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!/[\\u202a-\\u202e\\u2066-\\u2069]/.test(node.data) || !node.parentElement.checkVisibility()) continue;
    let apart = false;
    for (let one = node.parentElement; one && !apart; one = one.parentElement) {
      const style = getComputedStyle(one);
      apart = /isolate|plaintext/.test(style.unicodeBidi) || !/^inline$|contents/.test(style.display);
    }
    if (!apart) found.push(node.parentElement.outerHTML.slice(0, 200));
  }
  return found;
}"""


@dataclass
class Trap:
    """A browser in which every sign of a script that ran, or of another host, is kept."""

    context: BrowserContext
    server: str
    sprung: list[str] = field(default_factory=list)

    def lay(self) -> Page:
        self.context.expose_function("tripwire", lambda *told: self.sprung.append(f"ran: {told}"))
        self.context.route("**/*", self._request)
        page = self.context.new_page()
        page.on("dialog", self._dialog)
        page.on("popup", lambda popup: self.sprung.append(f"window: {popup.url}"))
        return page

    def _dialog(self, dialog: Dialog) -> None:
        self.sprung.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, route: Route) -> None:
        if route.request.url.startswith((self.server + "/", "data:", "blob:", "file:")):
            route.continue_()
            return
        self.sprung.append(f"request: {route.request.url}")
        route.abort()


@pytest.fixture(scope="module")
def hostile(hostile_store: Path) -> Iterator[str]:
    with serving(Settings(store=str(hostile_store))) as address:
        yield address


@pytest.fixture(scope="module")
def addresses(hostile: str) -> tuple[str, ...]:
    """Every page that stands by itself or shows a stranger's words, and two of each kind of thing."""
    with httpx.Client(base_url=hostile, headers={"Accept": "text/csv"}, timeout=60) as client:
        things = [urlsplit(line).path for line in client.get("/sparql", params={"query": _THINGS}).text.split()[1:]]
    some = [path for kind in KINDS for path in [one for one in things if one.startswith(f"/{kind}/")][:2]]
    assert {path.split("/")[1] for path in some} == set(KINDS)
    asked = (place.format(quote(words, safe="")) for place in ASKED for words in PAYLOADS[:3])
    return (*FIXED, f"/sparql?query={quote(EVERYTHING)}", *some, *asked)


_THINGS = f"""SELECT DISTINCT ?thing WHERE {{
  ?thing ?property ?value
  FILTER(REGEX(STR(?thing), "^https://onrecord.example/({"|".join(KINDS)})/[^#]+$"))
}} ORDER BY ?thing"""


class Way:
    """The way through all pages: each address once, and of those without end so many of each kind."""

    def __init__(self, server: str, begin: tuple[str, ...]) -> None:
        self._server = server
        self._met = set(begin)
        self._waiting = deque(begin)
        self._views: Counter[str] = Counter()

    def __iter__(self) -> Iterator[str]:
        while self._waiting:
            yield self._waiting.popleft()

    def meet(self, here: str, links: list[str]) -> None:
        """Go where the links of a page lead, if nobody has been there."""
        for link in links:
            address = urljoin(f"{self._server}{here}", link).partition("#")[0]
            path = address.removeprefix(self._server)
            if path == address or path in self._met or path.startswith(("/static/", "/assets/")):
                continue
            self._met.add(path)
            kind = kind_of(path)
            self._views[kind] += 1
            if ("?" not in path and not path.startswith(_OF_THE_VOCABULARY)) or self._views[kind] <= VIEWS:
                self._waiting.append(path)


def kind_of(address: str) -> str:
    """What kind of page an address has: its first part, the filter it has if it has but one, the format of its file."""
    found = urlsplit(address)
    kind = found.path.split("/")[1]
    names = {part.partition("=")[0] for part in found.query.split("&")}
    if "." in kind:
        return kind
    if "format" in names:
        return f"{'thing' if kind in KINDS else kind} as {found.query}"
    return f"{kind}?{names.pop() if len(names) == 1 else 'several'}"


def test_nothing_runs_even_without_a_policy(browser: Browser, hostile: str, addresses: tuple[str, ...]) -> None:
    """Escaping alone holds on every page that links lead to: everything is opened, pressed and pointed at."""
    context = browser.new_context(base_url=hostile, bypass_csp=True)
    trap = Trap(context, hostile)
    page = trap.lay()
    way = Way(hostile, addresses)
    opened: Counter[str] = Counter()
    for address in way:
        if not arrives(page, address):
            opened["files"] += 1
            continue
        links = page.evaluate(_LINKS)
        way.meet(address, links)
        opened[urlsplit(address).path.split("/")[1]] += 1
        bad = [
            link
            for link in links
            if re.match(r"\s*(javascript|data|vbscript|//|https?:)", link, re.I) and not _is_known(link, hostile)
        ]
        assert bad == [], address
        assert page.evaluate(_LOOSE) == [], address
        page.evaluate(_OPEN_ALL)
        assert trap.sprung == [], address
    let_pass(page)
    context.close()
    assert trap.sprung == []
    assert opened.keys() >= {*KINDS, "claims", "graph", "compare", "review", "sparql", "add", "tariffs", "files"}
    assert sum(opened.values()) > 250, opened


def arrives(page: Page, address: str) -> bool:
    """Open an address; False for a file, which the browser saves or shows as it is."""
    try:
        reply = page.goto(address)
    except Error as error:
        if "Download is starting" not in error.message:
            raise
        return False
    assert reply is not None
    assert reply.status < 500, address
    return reply.headers["content-type"].startswith("text/html")


def _is_known(link: str, server: str) -> bool:
    """The server itself, what documents of the web are known by, and what the pages' own words link to."""
    return link.startswith((f"{server}/", "https://www.w3.org/")) or (link in ADDRESSES and link.startswith("https:"))


def test_the_policy_has_nothing_to_complain_of(browser: Browser, hostile: str, addresses: tuple[str, ...]) -> None:
    context = browser.new_context(base_url=hostile)
    watched = Watched(context.new_page(), hostile)
    watched.watch()
    for address in addresses:
        watched.page.goto(address)
    context.close()
    assert [told for told in watched.complaints if "status of 4" not in told] == []


def test_the_exported_picture_runs_nothing_but_its_own_script(browser: Browser, hostile_store: Path, tmp_path: Path) -> None:
    """The single file of a graph, opened from a disk: its policy allows the scripts it came with, by hash, and no other."""
    with open_store(hostile_store, write=False) as opened:
        text = drawn(network(opened), PAYLOADS[0])
    path = tmp_path / "graph.html"
    path.write_text(text, "utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    scripts = unescape(policy[1]).partition("script-src")[2].partition(";")[0]
    assert "sha256-" in scripts
    assert "unsafe-inline" not in scripts
    for bypass in (False, True):
        context = browser.new_context(bypass_csp=bypass)
        trap = Trap(context, "file:")
        page = trap.lay()
        page.goto(path.as_uri())
        page.wait_for_selector("canvas")
        page.evaluate(_OPEN_ALL)
        let_pass(page)
        context.close()
        assert trap.sprung == []
