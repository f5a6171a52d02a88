"""The page of a search: facets that lead to what they count, bars of time, groups, words that are no question, help in need."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx
import pytest
import rdflib

from api.routes.filters import ClaimQuery
from api.settings import Settings
from benchmarks.generate import graphs
from kg.consolidate import consolidate
from kg.ids import Namer
from kg.stores import open_store
from tests.api.running import serving
from tests.api.test_pages import HTML

_VALUE = re.compile(r'<a class="value" href="([^"]+)"[^>]*>.*?</a> <span class="count">([\d,]+)</span>')
_BAR = re.compile(r'<tr><th scope="row"><a href="([^"]+)".*?<td class="number">([\d,]+)</td>')
_TOTAL = re.compile(r'<h2 id="results">([\d,]+) (?:claim|speaker)')
_SHOWN = re.compile(r'<li class="claim"')
_EMBEDDED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server over generated documents with two hundred claims, whose statements and people are joined."""
    path = tmp_path_factory.mktemp("search") / "store"
    with open_store(path, write=True) as store:
        store.replace_graphs(dict(graphs(200, seed=5)))
        consolidate(store, Namer())
        store.publish()
    with (
        serving(Settings(store=str(path), page_rows=10)) as address,
        httpx.Client(base_url=address, headers=HTML, timeout=60) as made,
    ):
        yield made


def number(text: str) -> int:
    """1,234 → 1234."""
    return int(text.replace(",", ""))


def total(page: str) -> int:
    """How many claims or speakers a page says that there are."""
    found = _TOTAL.search(page)
    return number(found[1]) if found else 0


@pytest.mark.parametrize(
    "address", ["/claims", "/claims?sector=metals", "/claims?q=talks&form=direct", "/claims?from=2020&to=2024"]
)
def test_every_facet_leads_to_as_many_claims_as_it_counts(many: httpx.Client, address: str) -> None:
    page = many.get(address).text
    values = [(unescape(href), number(count)) for href, count in _VALUE.findall(page)]
    assert len(values) > 10
    for href, count in values[::2]:
        if _is_added(address, href):
            found = total(many.get(href).text)
            before = total(page) if _is_one_more(href) else 0
            assert max(count, before) <= found <= count + before, href


def _is_added(address: str, href: str) -> bool:
    """Whether a link adds a value; one that takes it away leads to more than its own count."""
    before, after = httpx.URL(address).params, httpx.URL(href).params
    return len(after) >= len(before)


def _is_one_more(href: str) -> bool:
    """Whether a link adds a value to another one of the same facet: what has either is found."""
    after = httpx.URL(href).params
    return any(len(after.get_list(name)) > 1 for name in after)


def test_a_chosen_value_can_be_taken_away_again(many: httpx.Client) -> None:
    page = many.get("/claims?sector=metals&form=direct").text
    chosen = re.findall(r'<a class="value" href="([^"]+)" aria-current="true">.*?<bdi>(.*?)</bdi>', page)
    assert {label for _, label in chosen} == {"metals", "direct"}
    assert {unescape(href) for href, _ in chosen} == {"/claims?sector=metals", "/claims?form=direct"}


FACETS = (
    ("speakers", "speaker"),
    ("sectors", "sector"),
    ("countries", "country"),
    ("outlets", "publisher"),
    ("forms", "form"),
)
"""Facets in the data, and what they are called in addresses."""


def claims_of(many: httpx.Client, **asked: str | list[str]) -> set[str]:
    """The claims that a search finds, by IRI."""
    found = many.get("/claims.json", params={**asked, "limit": "1000"}).json()
    assert len(found["rows"]) == found["total"]
    return {row["iri"] for row in found["rows"]}


def two_of(many: httpx.Client, facet: str) -> tuple[str, str]:
    """Two values of a facet that have different claims."""
    first, *others = (one["label"] for one in many.get("/claims.json?limit=1").json()["facets"][facet])
    name = dict(FACETS)[facet]
    return first, next(other for other in others if not claims_of(many, **{name: other}) <= claims_of(many, **{name: first}))


@pytest.mark.parametrize(("facet", "name"), FACETS)
def test_values_of_a_facet_add_up_in_every_format(many: httpx.Client, facet: str, name: str) -> None:
    first, second = two_of(many, facet)
    either = claims_of(many, **{name: first}) | claims_of(many, **{name: second})
    assert len(either) > len(claims_of(many, **{name: first}))
    assert claims_of(many, **{name: [first, second]}) == either
    if not {",", '"'} & {*first, *second}:
        assert claims_of(many, **{name: f"{first}, {second}"}) == either
    asked = {name: [first, second], "limit": "1000"}
    assert total(many.get("/claims", params=asked).text) == len(either)
    assert {row["iri"] for row in csv.DictReader(io.StringIO(many.get("/claims.csv", params=asked).text))} == either
    turtle = rdflib.Graph().parse(data=many.get("/claims.ttl", params=asked).text, format="turtle")
    assert {str(one) for one in turtle.subjects()} == either
    feed = ET.fromstring(many.get("/claims.atom", params=asked).content)
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == len(either)
    query = many.get("/claims", params=asked).text
    behind = unescape(re.findall(r'href="(/sparql\?query=[^"]+)"', query)[0])
    rows = many.get(behind, headers={"Accept": "application/sparql-results+json"}).json()["results"]["bindings"]
    assert {row["claim"]["value"] for row in rows} == either


def test_values_add_up_inside_a_facet_and_narrow_between_facets(many: httpx.Client) -> None:
    sectors, forms = list(two_of(many, "sectors")), list(two_of(many, "forms"))
    both = claims_of(many, sector=sectors, form=forms)
    assert both == claims_of(many, sector=sectors) & claims_of(many, form=forms)
    one = claims_of(many, sector=sectors, form=forms[:1])
    assert one == claims_of(many, sector=sectors) & claims_of(many, form=forms[0]) < both


@pytest.mark.parametrize(("facet", "name"), FACETS)
def test_a_facet_adds_a_value_and_chips_take_each_away(many: httpx.Client, facet: str, name: str) -> None:
    first, second = two_of(many, facet)
    page = many.get("/claims", params={name: first}).text
    links = [httpx.URL(unescape(href)) for href, _ in _VALUE.findall(page)]
    assert [first, second] in [link.params.get_list(name) for link in links]
    page = many.get("/claims", params={name: [first, second]}).text
    chips = re.findall(r'<a class="chip" href="([^"]+)"', page)
    left = [httpx.URL(unescape(href)).params.get_list(name) for href in chips[:2]]
    assert left == [[second], [first]]


def test_a_name_with_a_comma_is_quoted(many: httpx.Client) -> None:
    asked = ClaimQuery(publisher=['"Times, The", Post', "https://a.example/b,c"], sector=["steel"])
    assert asked.values("publisher") == ("Times, The", "Post", "https://a.example/b,c")
    assert asked.written("publisher") == '"Times, The", Post, https://a.example/b,c'
    chips = {chip.value: httpx.URL(chip.without).params.get_list("publisher") for chip in asked.chips("/claims")}
    assert chips["Post"] == ['"Times, The"', "https://a.example/b,c"]
    assert many.get("/claims", params={"publisher": "Times://no IRI"}).status_code == 400


def test_bars_lead_to_their_time(many: httpx.Client) -> None:
    bars = [(unescape(href), number(count)) for href, count in _BAR.findall(many.get("/claims").text)]
    assert len(bars) >= 2
    assert sum(count for _, count in bars) == 200
    for href, count in bars:
        assert total(many.get(href).text) == count


def test_pages_follow_each_other(many: httpx.Client) -> None:
    address, seen = "/claims?sort=oldest&limit=60", set[str]()
    while address:
        page = many.get(address).text
        seen |= set(re.findall(r'<li class="claim" id="([^"]+)"', page))
        found = re.search(r'href="([^"]+)" rel="next"', page)
        address = unescape(found[1]) if found else ""
    assert len(seen) == 200


def test_claims_are_grouped_by_speaker(many: httpx.Client) -> None:
    page = many.get("/claims?group=speaker").text
    speakers = re.findall(r'<h3><bdi>(.*?)</bdi> <span class="count">([\d,]+) ', page)
    counts = {one["label"]: one["count"] for one in many.get("/claims.json?limit=1").json()["facets"]["speakers"]}
    assert len(speakers) == 12 < total(page)
    assert all(counts[unescape(name)] == number(count) for name, count in speakers)
    following = re.findall(r'<p class="onward"><a href="([^"]+)">All ([\d,]+) claims', page)
    assert following
    for href, count in following[:3]:
        assert total(many.get(unescape(href)).text) == number(count)


def test_words_are_marked_and_the_best_come_first(many: httpx.Client) -> None:
    page = many.get("/claims?q=talks+stalled&sort=relevance").text
    assert "<mark>talks</mark>" in page
    assert "Best match first</a>" in page
    assert "Best match first" not in many.get("/claims").text


QUESTIONS = (
    ("who said what about steel", ("Understood as", "sector</span> <bdi>steel")),
    ("prices families", ("Read as words", "these claims have all of “prices families”")),
    ("is there any news of the talks on steel with xylophones", ("no claim has all of", "What can be asked")),
    ("xylophone", ("No claim has any of the words “xylophone”", "What can be asked")),
    ("which tariffs does the United States impose on Canada", ("Understood as", 'href="/sparql?query=PREFIX')),
    ("", ("What can be asked",)),
)


@pytest.mark.parametrize(("question", "shown"), QUESTIONS, ids=lambda value: str(value)[:40])
def test_the_box_takes_questions_and_words(many: httpx.Client, question: str, shown: tuple[str, ...]) -> None:
    reply = many.get("/ask", params={"q": question})
    assert reply.status_code == 200
    text = unescape(reply.text)
    assert all(words in text for words in shown)
    assert f'value="{question}"' in text


def test_what_was_understood_can_be_removed_part_by_part(many: httpx.Client) -> None:
    speaker = many.get("/claims.json?limit=1").json()["rows"][0]["speaker"]
    page = many.get("/ask", params={"q": f"what did {speaker} say about steel"}).text
    removing = [unescape(href) for href in re.findall(r'<a class="chip" href="([^"]+)"><span class="what">', page)]
    assert {frozenset(httpx.URL(href).params) for href in removing} == {frozenset({"sector"}), frozenset({"speaker"})}


def test_other_filters_are_kept_where_that_is_wanted(many: httpx.Client) -> None:
    asked = {"q": "who said what about steel", "form": "direct"}
    whole = total(many.get("/claims?sector=steel").text)
    direct = total(many.get("/claims?sector=steel&form=direct").text)
    assert total(many.get("/ask", params=asked).text) == whole > direct
    page = many.get("/ask", params=asked | {"within": "true"}).text
    assert total(page) == direct
    assert '<input type="hidden" name="form" value="direct">' in page


def test_where_nothing_is_found_the_filters_in_the_way_are_told(many: httpx.Client) -> None:
    page = many.get("/claims?sector=steel&from=2031").text
    found = re.search(r'<a href="([^"]+)">without “from <bdi>2031</bdi>”</a>: (\d+) claim', page)
    assert found
    assert total(many.get(unescape(found[1])).text) == int(found[2])


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/claims?speaker=Nora+Lindqist", "did you mean"),
        ("/claims?publisher=Nowhere", "no outlet"),
        ("/claims?q=%E2%80%94", "No claim fits"),
    ],
)
def test_values_that_are_not_known_are_told_on_the_page(many: httpx.Client, address: str, told: str) -> None:
    assert told in unescape(many.get(address).text)


def test_the_claims_of_a_page_are_in_it_as_data(many: httpx.Client) -> None:
    page = many.get("/claims?sector=steel").text
    found = _EMBEDDED.search(page)
    assert found
    data = json.loads(found[1])
    assert data["@context"] == "https://schema.org"
    rows = many.get("/claims.json?sector=steel&limit=10").json()["rows"]
    assert [one["@id"] for one in data["@graph"]] == [row["iri"] for row in rows]
    assert [one["text"] for one in data["@graph"]] == [row["text"] for row in rows]
    assert {one["@type"] for one in data["@graph"]} <= {"Quotation", "CreativeWork"}


def test_the_query_behind_a_page_finds_the_same(many: httpx.Client) -> None:
    for address in ("/claims?sector=metals&form=direct", "/claims?speaker=Nora+Lindqvist&from=2020", "/claims?text=talks"):
        page = many.get(f"{address}&limit=1000").text
        found = re.search(r'<pre class="scroll"[^>]*><code>(.*?)</code>', page, re.S)
        assert found
        answer = many.get(
            "/sparql", params={"query": unescape(found[1])}, headers={"Accept": "application/sparql-results+json"}
        )
        rows = answer.json()["results"]["bindings"]
        expected = {row["iri"] for row in many.get(f"{address.replace('/claims', '/claims.json')}&limit=1000").json()["rows"]}
        assert {row["claim"]["value"] for row in rows} == expected != set(), address


def test_a_card_has_every_way_on(many: httpx.Client) -> None:
    page = many.get("/claims?limit=1").text
    row = many.get("/claims.json?limit=1").json()["rows"][0]
    for href in (
        row["document"]["passage"].removeprefix(Namer().base),
        row["iri"].removeprefix(Namer().base),
        f"/review?fact={httpx.QueryParams({'fact': row['iri']})['fact']}".partition("=")[0],
    ):
        assert href in unescape(page)
    assert page.count("<pre dir=") == 3
    assert "Report as wrong" in page


def test_wordings_of_one_claim_are_counted(many: httpx.Client) -> None:
    pages = many.get("/claims?limit=200").text
    found = re.findall(r'<a href="(/claim/[^"]+)">Other wordings: (\d+) documents', pages)
    assert found
    for href, count in found[:2]:
        assert f"in {count} documents" in unescape(many.get(href).text)


def test_an_address_tells_the_page_and_the_data_alike(many: httpx.Client) -> None:
    outlet = many.get("/claims.json?limit=1").json()["facets"]["outlets"][0]["label"]
    for address in ("/claims", "/claims?q=steel&match=any&sort=relevance", f"/claims?publisher={outlet}&group=speaker"):
        shown = many.get(address.replace("&group=speaker", "")).text
        data = many.get(address, headers={"Accept": "application/json"}).json()
        assert data["total"] == total(shown)
        assert data["facets"]["total"] == data["total"]


def test_tables_tell_where_they_go_on(many: httpx.Client) -> None:
    reply = many.get("/claims.csv?limit=150")
    assert reply.headers["link"] == '</claims.csv?limit=150&offset=150>; rel="next"'
    assert "link" not in many.get("/claims.csv?limit=150&offset=150").headers


def test_an_empty_graph_tells_how_to_fill_it(tmp_path: Path) -> None:
    with serving(Settings(store=str(tmp_path / "store"))) as address:
        page = httpx.get(f"{address}/claims", headers=HTML).text
        assert "holds no claim yet" in page
        assert "<svg" not in page
        assert httpx.get(f"{address}/ask?q=steel", headers=HTML).status_code == 200
        assert "<entry>" not in httpx.get(f"{address}/claims.atom").text


def test_a_question_among_the_claims_is_asked(many: httpx.Client) -> None:
    reply = many.get("/claims", params={"q": "who said what about steel"})
    assert (reply.status_code, reply.headers["location"]) == (303, "/ask?q=who+said+what+about+steel")
    assert many.get("/claims", params={"q": "steel"}).status_code == 200
    assert many.get("/claims", params={"q": '"'}).status_code < 500
