"""What other programs follow: the Atom feed of a search, the sitemap, robots.txt, and citations."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import httpx
import pytest

from api.pages.cards import Card
from api.pages.citations import citation
from api.pages.embedded import json_ld
from api.pages.feed import feed
from kg.queries import ClaimRow, Source
from tests.api.test_pages import HTML
from tests.kg.facts_for_tests import LISTED

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

ROW = ClaimRow(
    iri="https://onrecord.example/document/abc#claim-1",
    speaker="Ada Quill",
    speaker_iri="https://onrecord.example/person/ada-quill",
    speaker_kind="person",
    cue="said",
    text="Tariffs cost 25% & more_or_less {everything}",
    form="direct",
    act="statement",
    polarity="asserted",
    sectors=("steel",),
    countries=(),
    recipient=None,
    date="2025-10-07",
    date_text=None,
    confidence=0.9,
    rule="x",
    source=Source(
        iri="https://onrecord.example/document/abc",
        title="Mills [and] ports",
        publisher="Harbour Herald",
        published="2025-10-08",
        url="https://news.example/a?b=(c)&d=e",
        passage="https://onrecord.example/document/abc#char=10,20",
    ),
)
HOSTILE = "</script>\u2028<img src=x onerror=alert(1)>]]>\x00\x1b\ud800\u202e`rm`\n\n# heading [x](javascript:alert(1))"
"""What tries to leave the place where it stands."""


def test_a_citation_in_plain_words() -> None:
    found = citation(ROW, "trade minister, Canada", "http://here/document/abc#char=10,20")
    assert found.plain == (
        "Ada Quill, trade minister, Canada (said 7 Oct 2025): “Tariffs cost 25% & more_or_less {everything}” In: "
        "“Mills [and] ports”, Harbour Herald, 8 Oct 2025. https://news.example/a?b=(c)&d=e Passage: http://here/document/abc#char=10,20"
    )


@pytest.mark.parametrize(
    ("words", "shown"), [("prices rose", ": prices rose. In:"), ("will they?", ": will they? In:"), ("", ":")]
)
def test_reported_speech_has_no_quotation_marks(words: str, shown: str) -> None:
    assert shown in citation(replace(ROW, form="indirect", text=words), "", "").plain


def test_a_citation_in_markdown_has_no_other_markup_than_its_own() -> None:
    found = citation(ROW, "", "http://here/p").markdown
    assert found.splitlines()[0] == r"> “Tariffs cost 25% \& more\_or\_less \{everything\}”"
    assert (
        r"[Mills \[and\] ports](<https://news.example/a?b=(c)&d=e>), Harbour Herald, 8 Oct 2025 ([passage](<http://here/p>))"
        in found
    )


def test_a_citation_in_bibtex_can_be_read_by_tex() -> None:
    found = citation(ROW, "", "http://here/p").bibtex
    assert found.startswith("@misc{onrecord-abc-claim-1,\n")
    assert found.count("{") - found.count(r"\{") == found.count("}") - found.count(r"\}")
    assert r"note = {Ada Quill: “Tariffs cost 25\% \& more\_or\_less \{everything\}”. Passage: \url{http://here/p}}" in found
    assert "author = {{Harbour Herald}}" in found
    for field in ("year = {2025}", "month = {10}", "day = {08}", r"howpublished = {\url{https://news.example/a?b=(c)&d=e}}"):
        assert field in found


def test_hostile_words_stay_words_in_citations() -> None:
    source = replace(ROW.source, title=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)")
    found = citation(replace(ROW, text=HOSTILE, speaker=HOSTILE * 1000, source=source), HOSTILE, "http://here/p")
    for text in (found.plain, found.markdown, found.bibtex):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\u2028\u202e]", text)
        assert len(text) < 5_000
    assert len(found.plain.splitlines()) == 1
    assert "](javascript" not in found.markdown
    assert "<img" not in found.markdown.replace(r"\<", "")
    assert [line for line in found.markdown.splitlines() if line.startswith("#")] == []


def _card(row: ClaimRow) -> Card:
    return Card(
        row=row,
        words=((row.text, False),),
        post="",
        passage=None,
        before="",
        quoted="",
        after="",
        claim=None,
        documents=1,
        address=row.iri,
        citation=citation(row, "", ""),
    )


def test_hostile_words_do_not_leave_the_block_of_data() -> None:
    block = str(json_ld([_card(replace(ROW, text=HOSTILE.replace("\ud800", "")))]))
    assert not set("<>&\u2028\u2029") & set(block)


@pytest.mark.parametrize("words", [HOSTILE, "a\ufffe\uffff\x0bb", "x" * 10_000])
def test_a_feed_is_xml_whatever_it_tells(words: str) -> None:
    row = replace(ROW, text=words, speaker=words, source=replace(ROW.source, publisher=words, published=words[:10]))
    content = feed([_card(row)], title=words, page="http://here/", address="http://here/claims.atom", read={})
    assert len(ElementTree.fromstring(content).findall(f"{ATOM}entry")) == 1  # our own


def test_a_search_can_be_followed_as_a_feed(client: httpx.Client) -> None:
    reply = client.get("/claims.atom")
    assert reply.headers["content-type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(reply.content)  # our own
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == len(LISTED)
    for entry in (root, *entries):
        for name in ("id", "title", "updated"):
            assert entry.findtext(f"{ATOM}{name}")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", entry.findtext(f"{ATOM}updated") or "")
    rows = client.get("/claims.json").json()["rows"]
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [row["iri"] for row in rows]
    link = entries[0].find(f"{ATOM}link")
    assert link is not None
    assert client.get(link.get("href", "").partition("#")[0], headers=HTML).status_code == 200
    steel = ElementTree.fromstring(client.get("/claims.atom?sector=steel").content)  # our own
    assert len(steel.findall(f"{ATOM}entry")) == 1
    assert "sector: steel" in (steel.findtext(f"{ATOM}title") or "")
    assert 'href="/claims.atom?sector=steel"' in client.get("/claims?sector=steel", headers=HTML).text


def test_the_sitemap_leads_to_every_document_and_thing(client: httpx.Client) -> None:
    parts = _places(client.get("/sitemap.xml").content, "sitemap")
    assert len(parts) == 1
    places = [place for part in parts for place in _places(client.get(part).content, "url")]
    assert len(places) == len(set(places))
    assert all(client.get(place, headers=HTML).status_code == 200 for place in places)
    paths = {httpx.URL(place).path for place in places}
    assert {"/", "/sector/steel", "/country/CA", "/person/elise-marchand-ad13.ca"} <= paths
    assert any(path.startswith("/document/") for path in paths)
    assert client.get("/sitemap-2.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


def _places(content: bytes, name: str) -> list[str]:
    root = ElementTree.fromstring(content)  # our own
    return [one.findtext(f"{SITEMAP}loc") or "" for one in root.findall(f"{SITEMAP}{name}")]


def test_crawlers_are_told_where_to_go(client: httpx.Client) -> None:
    told = client.get("/robots.txt").text.splitlines()
    assert told[0] == "User-agent: *"
    assert "Disallow: /claims?" in told
    assert told[-1] == f"Sitemap: {client.base_url.join('/sitemap.xml')}"
