"""Pages of people, bodies, countries, sectors, agreements, measures and claims, and speakers side by side."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import quote

import httpx
import pytest
import rdflib

from api.settings import Settings
from kg.ids import Namer
from kg.model import Iri
from tests.api.outlets_for_pages import FULL, OTHER, SHORT, fill
from tests.api.running import serving
from tests.api.test_pages import HTML

BASE = Namer().base


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    place = tmp_path_factory.mktemp("outlets") / "store"
    fill(place)
    with serving(Settings(store=str(place))) as address, httpx.Client(base_url=address, headers=HTML, timeout=30) as made:
        yield made


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split()).replace(" ,", ",").replace(" :", ":").replace(" ;", ";")


def section(page: str, anchor: str) -> str:
    return words(page.partition(f'<section aria-labelledby="{anchor}">')[2].partition("</section>")[0])


def claim_page(client: httpx.Client) -> str:
    query = "PREFIX schema: <https://schema.org/> SELECT ?claim WHERE { ?claim a schema:Claim } ORDER BY ?claim"
    found = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"}).text.split()
    (claim,) = found[1:]
    return client.get("/" + claim.removeprefix(BASE)).text


def test_a_claim_shows_its_wordings_with_what_they_leave_out(client: httpx.Client) -> None:
    page = claim_page(client)
    assert "in 3 documents of 3 outlets" in words(page)
    cut = page.partition(SHORT.rpartition(" ")[0])[2]
    assert FULL in page
    left_out = re.findall(r'<del class="change"><span class="hidden-label">left out: </span>([^<]+)</del>', cut)
    assert [one.strip() for one in left_out] == ["before the season begins"]
    assert OTHER not in page


def test_a_claim_tells_who_told_it_first_and_the_outlets_in_order(client: httpx.Client) -> None:
    page = claim_page(client)
    assert re.search(r"First Harbour Gazette, Harbour Gazette of 2025-02-10, 10 Feb 2025", words(page))
    outlets = section(page, "outlets")
    places = [outlets.index(name) for name in ("Harbour Gazette", "Evening Herald", "Coast Wire")]
    assert places == sorted(places)


def test_a_person_has_posts_over_time_with_their_documents(client: httpx.Client) -> None:
    page = client.get("/person/mira-lund.no").text
    roles = section(page, "roles")
    assert "fisheries minister, Norway current 4 documents" in roles
    assert "Harbour Gazette, 10 Feb 2025; the latest Harbour Gazette of 2025-05-10" in roles
    assert 'role="img" aria-label="Mira Lund, fisheries minister, Norway: current in documents of 10 Feb 2025' in page


def test_a_person_has_statements_with_counts_that_lead_to_the_list(client: httpx.Client) -> None:
    page = client.get("/person/mira-lund.no").text
    said = section(page, "said")
    assert said.startswith("Statements 4")
    assert re.search(r"Sectors: .*seafood 4", said)
    address = f"/claims?speaker={quote(BASE + 'person/mira-lund.no', safe='')}"
    assert address in page
    assert client.get(address.replace("/claims?", "/claims.json?")).json()["total"] == 4
    months = re.findall(r'<th scope="row"><a href="([^"]+)">Feb 2025</a></th><td class="number">3</td>', page)
    assert client.get(unescape(months[0]).replace("/claims?", "/claims.json?")).json()["total"] == 3


def test_neighbours_lead_to_the_graph(client: httpx.Client) -> None:
    page = client.get("/person/mira-lund.no").text
    assert "Norway country" in section(page, "neighbours")
    assert f"/graph?focus={quote(BASE + 'person/mira-lund.no', safe='')}" in page


def test_a_sector_tells_who_said_what_and_which_measures_lie_on_it(client: httpx.Client) -> None:
    page = client.get("/sector/steel").text
    assert "Ada Quill 2 statements" in section(page, "voices")
    assert "U.S. tariff on Canadian steel" in section(page, "measures")
    assert "Narrower sectors" in words(client.get("/sector/metals").text)
    assert "Mira Lund 4 statements" in section(client.get("/sector/seafood").text, "voices")
    assert "before the season begins Mira Lund, in 3 documents" in section(client.get("/sector/seafood").text, "told")


def test_an_agreement_tells_its_parties_what_is_said_and_what_it_spares(client: httpx.Client) -> None:
    page = client.get("/agreement/usmca").text
    assert "Parties Canada, Mexico, United States" in words(page)
    assert "sparing goods under CUSMA" in section(page, "about")
    assert "raised 25% in force exempt: United States-Mexico-Canada Agreement" in section(page, "measures")


def test_a_country_tells_what_is_said_of_it_and_its_measures(client: httpx.Client) -> None:
    page = client.get("/country/CA").text
    assert section(page, "about").startswith("Statements about it 2")
    assert "All 2 reports with their words" in section(page, "measures")
    assert "Ada Quill" in words(client.get("/country/CA").text)


def test_a_measure_shows_its_history_and_where_reports_disagree(client: httpx.Client) -> None:
    page = client.get("/measure/US-CA-steel-tariff").text
    assert "4 June 2025: rate: 50 / 25" in section(page, "disagreements")
    assert "disagrees rate: 25 / 50 in Evening Herald of 2025-06-04" in section(page, "reports")
    assert "50% / 25%" in section(page, "timeline")
    assert "the American tariff on Canadian steel is now 25%, sparing goods under CUSMA" in section(page, "spoken")


def test_measures_are_a_line_of_time_and_a_table(client: httpx.Client) -> None:
    page = client.get("/tariffs?imposing=US&status=in+force").text
    assert "2 reports of 1 measure" in words(page)
    assert "reports disagree" in section(page, "timeline")
    assert section(page, "reports").count("disagrees") == 2
    assert client.get("/tariffs?imposing=Atlantis").status_code == 400
    assert "No measure fits" in client.get("/tariffs?imposing=JP").text


def test_pages_of_reports_count_all_and_lead_on(client: httpx.Client) -> None:
    page = client.get("/tariffs?limit=1").text
    assert "2 reports of 1 measure, 1 to 1 shown" in words(page)
    assert 'href="/tariffs?limit=1&amp;offset=1"' in page
    assert "2 reports of 1 measure, 2 to 2 shown" in words(client.get("/tariffs?limit=1&offset=1").text)


def test_speakers_stand_side_by_side_over_time(client: httpx.Client) -> None:
    page = client.get("/compare?speakers=Mira+Lund,Tomas+Berg&sector=seafood").text
    assert "<h1><bdi>Mira Lund</bdi> and <bdi>Tomas Berg</bdi> on <bdi>seafood</bdi></h1>" in page
    beside = section(page, "statements")
    assert [beside.index(month) for month in ("May 2025", "Mar 2025", "Feb 2025")] == sorted(
        beside.index(month) for month in ("May 2025", "Mar 2025", "Feb 2025")
    )
    assert "salmon is dear" in beside
    narrowed = client.get("/compare", params={"speakers": ["Mira Lund", "Tomas Berg"], "from": "2025-03"}).text
    assert "Feb 2025" not in section(narrowed, "statements")


def test_a_change_of_position_is_shown_as_a_candidate_with_both_passages(client: httpx.Client) -> None:
    changes = section(client.get("/compare?speakers=Mira+Lund").text, "changes")
    assert "candidate differs in figures: 30 / 20" in changes
    assert f"Earlier {FULL}" in changes
    assert f"Later {OTHER}" in changes
    assert "the same words in 1 more pair of passages" in changes


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("", 200, "Mira Lund 4"),
        ("?sector=steel", 200, "Ada Quill 2"),
        ("?speakers=Nobody+Atall", 400, "nobody by the name of"),
        ("?speakers=a,b,c,d,e,f", 400, "too many to compare"),
        ("?speakers=Tomas+Berg&sector=steel", 200, "Nothing was said that fits"),
        ("?sector=nonsense", 400, "is no sector"),
    ],
)
def test_a_comparison_tells_what_to_do(client: httpx.Client, query: str, status: int, told: str) -> None:
    reply = client.get(f"/compare{query}")
    assert reply.status_code == status
    assert told in words(reply.text)


def test_a_comparison_is_there_for_programs(client: httpx.Client) -> None:
    told = client.get("/compare?speakers=Mira+Lund,Tomas+Berg", headers={"Accept": "application/json"}).json()["speakers"]
    assert [(one["asked"], len(one["statements"]), len(one["candidates"])) for one in told] == [
        ("Mira Lund", 4, 3),
        ("Tomas Berg", 1, 0),
    ]
    assert client.get("/compare?speakers=a,b,c,d,e,f", headers={"Accept": "application/json"}).status_code == 400


def test_an_outlet_shows_what_it_publishes(client: httpx.Client) -> None:
    page = client.get("/organization/harbour-gazette").text
    assert section(page, "published").startswith("Statements in what it publishes 4")
    assert "Speakers: Mira Lund 2" in section(page, "published")


def test_a_country_tells_its_agreements(client: httpx.Client) -> None:
    assert re.search(r"Party to .*United States-Mexico-Canada Agreement", words(client.get("/country/CA").text))


def thing_paths(client: httpx.Client) -> tuple[str, ...]:
    document = client.get("/claims.json").json()["rows"][0]["document"]["iri"]
    return ("person/mira-lund.no", "sector/steel", "country/CA", "measure/US-CA-steel-tariff", Iri(document).removeprefix(BASE))


@pytest.mark.parametrize(("ending", "form"), [("ttl", "turtle"), ("jsonld", "json-ld"), ("nt", "nt"), ("rdf", "xml")])
@pytest.mark.filterwarnings("ignore:.*is deprecated, use Dataset:DeprecationWarning")  # of rdflib, by rdflib
def test_an_ending_of_the_address_chooses_the_format(client: httpx.Client, ending: str, form: str) -> None:
    for path in thing_paths(client):
        reply = client.get(f"/{path}.{ending}")
        assert reply.status_code == 200, path
        graph = rdflib.Dataset(default_union=True)
        graph.parse(data=reply.text, format=form)
        assert rdflib.URIRef(BASE + path) in set(graph.subjects()), path


def test_a_page_can_be_asked_for_whatever_accept_says(client: httpx.Client) -> None:
    for path in thing_paths(client):
        reply = client.get(f"/{path}.html", headers={"Accept": "text/turtle"})
        assert reply.headers["content-type"].startswith("text/html"), path
        assert f'</{path}?format=ttl>; rel="alternate"; type="text/turtle"' in reply.headers["link"]


def test_who_holds_a_post_is_told_without_the_post_itself(client: httpx.Client) -> None:
    roles = re.findall(r'href="(/role/[^"]+)"', client.get("/person/mira-lund.no").text)
    assert roles
    for path in roles:
        told = section(client.get(path).text, "roles")
        assert "Mira Lund" in told
        assert ", ," not in told
        assert ",," not in told


def test_things_carry_json_ld(client: httpx.Client) -> None:
    page = client.get("/person/mira-lund.no").text
    assert f'"@id":"{BASE}person/mira-lund.no","name":"Mira Lund"' in page


def test_the_query_behind_each_part_can_be_run(client: httpx.Client) -> None:
    pages = (
        "/person/mira-lund.no",
        "/sector/steel",
        "/agreement/usmca",
        "/measure/US-CA-steel-tariff",
        "/tariffs",
        "/compare?speakers=Mira+Lund",
    )
    addresses = {found for path in pages for found in re.findall(r'href="(/sparql\?query=[^"]+)"', client.get(path).text)}
    assert len(addresses) > 8
    for address in sorted(addresses):
        reply = client.get(unescape(address), headers={"Accept": "text/csv"})
        assert reply.status_code == 200, address
