"""The page of the programming interface: all that the OpenAPI document says, and command lines that run."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from pydantic import SecretStr

from api.settings import Settings
from tests.api.running import fill, serving
from tests.api.test_pages import HTML

_EXAMPLE = re.compile(r'<pre tabindex="0" aria-label="Example: ([^"]+)"><code>(.*?)</code></pre>', re.S)
_SECTION = re.compile(r'<section class="operation" id="([^"]+)".*?</section>', re.S)


@dataclass
class Line:
    """A command line of curl, as far as the page uses curl."""

    name: str
    method: str = ""
    address: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    form: dict[str, str] = field(default_factory=dict)
    body: str | None = None

    def send(self, client: httpx.Client) -> httpx.Response:
        """The answer to what the command line asks."""
        method = self.method or ("POST" if self.form or self.body is not None else "GET")
        headers = {name: value.replace("$ONRECORD_TOKEN", "secret") for name, value in self.headers.items()}
        return client.request(method, self.address, headers=headers, content=self.body, data=self.form or None)


def lines(client: httpx.Client) -> Iterator[Line]:
    """The command lines of the page."""
    for name, text in _EXAMPLE.findall(client.get("/docs", headers=HTML).text):
        words = shlex.split(unescape(text))
        assert words.pop(0) == "curl"
        line = Line(name=name, address=words.pop())
        for flag, value in zip(words[::2], words[1::2], strict=True):
            if flag == "-X":
                line.method = value
            elif flag == "-H":
                line.headers |= dict([value.split(": ", 1)])
            elif flag == "--data-urlencode":
                line.form |= dict([value.split("=", 1)])
            else:
                assert flag == "--data-binary"
                line.body = value
        yield line


def described(client: httpx.Client) -> dict[str, dict[str, dict[str, object]]]:
    """The operations of the OpenAPI document, by path and method."""
    document = client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    paths = document["paths"]
    assert isinstance(paths, dict)
    return paths


def test_everything_of_the_openapi_document_is_on_the_page(client: httpx.Client) -> None:
    page = unescape(client.get("/docs", headers=HTML).text)
    sections = {found[1]: found[0] for found in _SECTION.finditer(page)}
    operations = [(path, method, one) for path, item in described(client).items() for method, one in item.items()]
    assert len(sections) == len(operations) > 30
    for path, method, operation in operations:
        section = sections[re.sub(r"[^a-z0-9]+", "-", f"{method} {path}".lower()).strip("-")]
        assert str(operation["summary"]) in section
        parameters = operation.get("parameters", [])
        assert isinstance(parameters, list)
        for parameter in parameters:
            assert f"<code>{parameter['name']}</code>" in section
            assert parameter["description"] in section
        replies = operation["responses"]
        assert isinstance(replies, dict)
        for status, reply in replies.items():
            assert status in section
            if status < "400":
                assert all(f"<code>{kind}</code>" in section for kind in reply.get("content", {}))


def test_values_are_told_with_their_kinds_and_limits(client: httpx.Client) -> None:
    page = client.get("/docs", headers=HTML).text
    section = next(found[0] for found in _SECTION.finditer(page) if found[1] == "get-claims")
    texts = (" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in section.split('<tr role="row">')[2:])
    rows = {text.split()[0]: text for text in texts}
    assert rows["limit"] == "limit whole number 1 to 1,000 rows at most; 1000 by default, fewer on a page"
    assert rows["offset"].startswith("offset whole number 0 to 10,000,000 without it: 0")
    assert rows["speaker"].startswith("speaker text, several at most 300 characters")
    assert rows["sort"].startswith("sort newest, oldest or relevance")


def test_what_the_document_refers_to_is_in_it(client: httpx.Client) -> None:
    document = client.get("/openapi.json")
    names = set(re.findall(r'"#/components/schemas/([^"]+)"', document.text))
    assert {"Problem", "Order"} <= names <= set(document.json()["components"]["schemas"])


def test_every_place_that_the_page_points_at_is_there(client: httpx.Client) -> None:
    page = client.get("/docs", headers=HTML).text
    ids = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids


def test_command_lines_that_read_give_what_they_ask_for(client: httpx.Client) -> None:
    reading = [line for line in lines(client) if "Authorization" not in line.headers]
    assert len(reading) > 25
    for line in reading:
        if line.name == "GET /claim/{name}":  # the example document is the only one: no claim is told twice
            continue
        reply = line.send(client)
        assert reply.status_code == 200, (line, reply.text)
        assert reply.content
        kind = reply.headers["content-type"].partition(";")[0]
        assert kind == line.headers.get("Accept", kind), line
        if urlsplit(line.address).path.startswith(("/claims", "/tariffs")):
            assert "steel" in reply.text


def test_command_lines_that_write_do_what_they_tell(tmp_path: Path) -> None:
    fill(tmp_path / "store")
    settings = Settings(store=str(tmp_path / "store"), token=SecretStr("secret"))
    with serving(settings) as address, httpx.Client(base_url=address, timeout=120) as client:
        writing = [line for line in lines(client) if "Authorization" in line.headers]
        for line in writing:
            reply = line.send(client)
            if line.name == "POST /review":  # the id of a judgement is for the reader to put in
                assert "ID" in reply.json()["detail"]
            else:
                assert reply.is_success, (line, reply.text)
        assert {line.name.split()[0] for line in writing} == {"POST", "PUT", "DELETE"}
        assert client.get("/openapi.json").json()["paths"]["/documents"]["post"]["security"] == [{"token": []}]


def test_an_empty_store_has_the_page_too(tmp_path: Path) -> None:
    with serving(Settings(store=str(tmp_path / "new"))) as address, httpx.Client(base_url=address, timeout=60) as client:
        told = {line.name: line.address for line in lines(client)}
        assert told["GET /person/{name}"] == f"{address}/person/NAME"


def test_a_made_up_host_does_not_leave_its_quotation_marks(client: httpx.Client) -> None:
    reply = client.get("/docs", headers={**HTML, "Host": "a';echo${IFS}b;'"})
    assert "';echo" not in unescape(reply.text)
