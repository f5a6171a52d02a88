"""The page for asking in SPARQL: examples that run, prefixes put in, answers as table and picture, troubles explained."""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest

from api.pages.answers import ROWS, Rows, Value, are_triples, pages, part
from api.pages.examples import groups
from api.pages.prefixes import compact, with_prefixes
from api.pages.terms import suggested_terms
from api.pages.troubles import trouble
from api.settings import Settings
from kg.errors import BusyError, QueryError, TooLargeError, TooSlowError
from kg.queries import named_queries
from ontology.terms import PREFIXES
from tests.api.running import fill, serving
from tests.api.test_pages import DOCUMENT, HTML
from tests.api.test_sparql import ENDLESS

KG = "https://onrecord.example/ontology#"


class _Words(HTMLParser):
    """The text of a page, without its markup."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.feed(content)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _text(content: str) -> str:
    return " ".join(" ".join(_Words(content).words).split())


def _ask(client: httpx.Client, query: str, **others: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **others}, headers=HTML)


COMPLETED = (
    ("SELECT * { ?c a kg:Utterance }", ("kg",)),
    (f"PREFIX kg: <{KG}> SELECT * {{ ?c a kg:Utterance ; schema:text ?t }}", ("schema",)),
    (f"prefix kg:<{KG}> SELECT * {{ ?c a kg:Utterance }}", ()),
    ('SELECT * { ?c ?p "kg:Utterance" } # skos:prefLabel', ()),
    ("SELECT * { ?c ?p <https://schema.org/kg:x> ; other:p _:kg . ?kg a skos:Concept }", ("skos",)),
    ("SELECT * { ?c ?p 'never closed kg:x }", ()),
    ("SELECT * { ?c rdf:type/rdfs:subClassOf* ?d . FILTER(?n = xsd:integer(2)) }", ("rdf", "rdfs", "xsd")),
)


@pytest.mark.parametrize(("query", "added"), COMPLETED)
def test_known_prefixes_are_put_before_a_query_that_lacks_them(query: str, added: tuple[str, ...]) -> None:
    completed = with_prefixes(query)
    assert completed.added == added
    assert completed.text.endswith(query)
    assert completed.text.removesuffix(query) == "".join(f"PREFIX {name}: <{dict(PREFIXES)[name]}>\n" for name in added)


def test_iris_are_written_as_people_write_them() -> None:
    assert compact(KG + "Utterance", "https://news.example/") == "kg:Utterance"
    assert compact("https://news.example/document/ab12", "https://news.example/") == "document/ab12"
    assert compact("https://elsewhere.example/a", "https://news.example/") == "https://elsewhere.example/a"
    assert compact("https://news.example/", "https://news.example/") == "https://news.example/"


def test_a_query_without_its_prefixes_runs_and_the_page_tells_what_was_added(client: httpx.Client) -> None:
    reply = _ask(client, "SELECT (COUNT(?c) AS ?n) WHERE { ?c a kg:Utterance }")
    assert reply.status_code == 200
    assert "PREFIX kg:" in _text(reply.text)
    assert f"PREFIX kg: &lt;{KG}&gt;" in reply.text
    assert ">9</bdi>" in reply.text
    assert client.get("/sparql", params={"query": "SELECT * { ?c a kg:Utterance }"}).status_code == 400


@pytest.mark.parametrize("name", [one.name for group in groups() for one in group.examples])
def test_every_example_runs_when_it_is_chosen(client: httpx.Client, name: str) -> None:
    reply = client.get("/sparql", params={"example": name}, headers=HTML)
    assert reply.status_code == 200
    assert 'id="result"' in reply.text
    assert 'role="alert"' not in reply.text


def test_an_example_can_be_narrowed_by_its_form_without_scripts(client: httpx.Client) -> None:
    page = client.get("/sparql?example=who-said-what", headers=HTML).text
    fields = re.findall(r'<label for="p-([a-z]+)">', page)
    assert {"speaker", "sector", "limit"} < set(fields)
    sent = dict.fromkeys(fields, "") | {"sector": "steel", "limit": "1"}
    reply = client.get("/queries/who-said-what", params=sent, headers=HTML, follow_redirects=True)
    assert reply.url.path == "/sparql"
    assert "1 row," in _text(reply.text)


def test_every_named_question_is_an_example_with_title_and_description() -> None:
    shown = {one.name: one for group in groups() for one in group.examples}
    assert {query.name for query in named_queries()} < shown.keys()
    assert all(one.title and one.description for one in shown.values())


def test_the_limits_of_the_server_are_told(client: httpx.Client) -> None:
    told = _text(client.get("/sparql", headers=HTML).text)
    for limit in ("Time 2 s", "Rows 100,000", "Answer 64.0 MB", "Memory 1.0 GB"):
        assert limit in told


def test_rows_come_in_pages_with_counts_and_links(client: httpx.Client) -> None:
    query = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } LIMIT 250"
    first, last = _ask(client, query, view="table"), _ask(client, query, view="table", page="3")
    assert "Rows 1–100 of 250" in _text(first.text)
    assert "Rows 201–250 of 250" in _text(last.text)
    assert _ask(client, query, view="table", page="77").text.count("<tr>") == last.text.count("<tr>") == 51
    assert _ask(client, query, page="-1").status_code == _ask(client, query, page="x").status_code == 200


def test_things_are_shown_by_label_and_link_to_their_pages(client: httpx.Client) -> None:
    reply = _ask(client, "SELECT ?s WHERE { VALUES ?s { <https://onrecord.example/sector/steel> kg:Utterance } }")
    assert '<a href="/sector/steel"><bdi>steel</bdi></a>' in reply.text
    assert "DESCRIBE+%3Chttps%3A%2F%2Fonrecord.example%2Fontology%23Utterance%3E" in reply.text


def test_hostile_values_are_shown_as_text_and_cut(client: httpx.Client) -> None:
    long = 'REPLACE("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "a", "bbbbbbbbbbbbbbbb")'
    values = '("<script>alert(1)</script>" "javascript:alert(1)") ("\\u202Ereversed" "http://h.example/%22%3E%3Cb%3E")'
    query = f"SELECT ?a ?b ?c WHERE {{ VALUES (?a ?x) {{ {values} }} BIND(IRI(?x) AS ?b) BIND({long} AS ?c) }}"
    reply = _ask(client, query, view="table")
    assert reply.status_code == 200
    assert "<script>alert" not in reply.text
    assert 'href="javascript:' not in reply.text
    assert re.search(r"and \d+ more characters", _text(reply.text))


def test_triples_are_drawn_and_listed_and_written(client: httpx.Client) -> None:
    drawn = client.get("/sparql?example=picture-of-sector", headers=HTML).text
    assert '<a href="/sector/steel"><path' in drawn
    assert drawn.count("<line ") >= 2
    query = "DESCRIBE <https://onrecord.example/sector/steel>"
    assert "schema:" in _ask(client, query, view="raw").text
    listed = _ask(client, query, view="table").text
    assert '<th scope="col">predicate</th>' in listed
    assert "format=jsonld" in listed


def test_rows_that_read_as_triples_can_be_drawn_and_others_not(client: httpx.Client) -> None:
    assert "view=graph" in _ask(client, "SELECT ?s ?p ?o WHERE { ?s ?p ?o FILTER(ISIRI(?o)) } LIMIT 9").text
    assert "view=graph" not in _ask(client, "SELECT ?s ?o WHERE { ?s ?p ?o } LIMIT 9").text
    one, word = Value(text="a:b", iri="a:b"), Value(text="tells")
    assert are_triples(Rows(columns=("a", "b", "c"), rows=((one, word, one),)))
    assert not are_triples(Rows(columns=("a", "b", "c"), rows=((one, None, one),)))
    assert not are_triples(Rows(columns=("a", "b", "c"), rows=((word, word, one),)))
    assert not are_triples(Rows(columns=("a", "b", "c"), rows=()))


def test_pages_of_rows_have_no_gap_and_no_overlap() -> None:
    rows = Rows(columns=("n",), rows=tuple((Value(text=str(n)),) for n in range(2 * ROWS + 1)))
    assert pages(rows) == 3
    assert sum((part(rows, page).rows for page in (1, 2, 3)), ()) == rows.rows
    assert part(rows, 9) == part(rows, 3)
    assert pages(Rows(columns=("n",), rows=())) == 1


def test_yes_and_no_are_told(client: httpx.Client) -> None:
    assert '<p class="verdict">Yes</p>' in _ask(client, "ASK { ?s ?p ?o }").text
    assert '<p class="verdict">No</p>' in _ask(client, "ASK { <a:b> <a:b> <a:b> }").text


def test_an_empty_answer_tells_what_to_do(client: httpx.Client) -> None:
    assert "Nothing in the graph fits" in _ask(client, "SELECT * WHERE { ?s <a:nothing> ?o }").text


TROUBLES = (
    ("SELECT ?x WHERE {\n  ?x a unheard:Of }", 2, "unheard:Of"),
    ("SELECT ?x WHERE {\n  ?x a kg:Utterance ;\n    FILTR(?x) }", 3, "FILTR"),
    ("SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 1, "{"),
)


@pytest.mark.parametrize(("query", "line", "word"), TROUBLES)
def test_a_misspelt_query_is_shown_with_its_place(client: httpx.Client, query: str, line: int, word: str) -> None:
    reply = _ask(client, query)
    assert reply.status_code == 400
    added = reply.text.count("PREFIX kg:") > 1
    assert f'data-line="{line + added}"' in reply.text
    assert re.search(rf"<mark>[^<]*{re.escape(word[:4])}", reply.text) or "<mark>" in reply.text
    assert 'aria-invalid="true"' in reply.text


ADVISED = (
    (TooSlowError("too slow"), 503, "LIMIT"),
    (BusyError("busy"), 503, "Wait"),
    (TooLargeError("more than the 5 rows allowed"), 400, "LIMIT"),
    (TooLargeError("more than the memory allowed"), 400, "ORDER BY"),
)


@pytest.mark.parametrize(("error", "status", "advice"), ADVISED)
def test_each_kind_of_trouble_has_advice(error: QueryError, status: int, advice: str) -> None:
    told = trouble(error, "SELECT")
    assert told.status == status
    assert any(advice in one for one in told.advice)


@pytest.mark.parametrize("place", [(1, 1), (1, 7), (2, 1), (9, 9)])
def test_places_outside_of_a_query_do_no_harm(place: tuple[int, int]) -> None:
    told = trouble(QueryError(f"line {place[0]}, column {place[1]}: odd"), "SELECT\n")
    assert told.before + told.wrong + told.after
    assert told.told == "Odd."


@pytest.fixture(scope="module")
def hasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server that takes little time and little of an answer."""
    store: Path = tmp_path_factory.mktemp("hasty") / "store"
    fill(store)
    settings = Settings(store=str(store), query_seconds=1, query_rows=50)
    with serving(settings) as address, httpx.Client(base_url=address, timeout=20) as client:
        yield client


def test_a_query_that_was_ended_says_so_and_what_to_do(hasty: httpx.Client) -> None:
    slow = _ask(hasty, ENDLESS)
    assert slow.status_code == 503
    assert "it took too long" in slow.text
    assert "What to do" in slow.text
    large = _ask(hasty, "SELECT * WHERE { ?s ?p ?o }")
    assert large.status_code == 400
    assert "too large" in large.text
    assert _ask(hasty, "ASK { ?s ?p ?o }").status_code == 200


def test_what_the_editor_suggests_comes_from_the_ontology(client: httpx.Client) -> None:
    told = client.get("/sparql/terms").json()
    by_name = {one["name"]: one for one in told["terms"]}
    assert by_name["kg:Utterance"]["kind"] == "class"
    assert by_name["kg:confidence"]["told"]
    assert by_name["schema:spokenByCharacter"]["kind"] == "property"
    assert by_name["sector:steel"]["label"] == "steel"
    assert by_name["country:CA"]["label"] == "Canada"
    assert {one["name"]: one["iri"] for one in told["prefixes"]} == dict(PREFIXES)
    names = [one.name for one in suggested_terms().terms]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "path",
    [
        "/claims",
        "/claims?sector=steel",
        "/tariffs",
        "/graph",
        "/graph?focus=steel",
        "/ask?q=who+said+what+about+steel",
        "/sector/steel",
        "/person/elise-marchand-ad13.ca",
        "/measure/US-CA-steel-tariff",
        "/compare?speakers=marchand,okafor",
        DOCUMENT,
    ],
)
def test_the_query_behind_a_page_can_be_run(client: httpx.Client, path: str) -> None:
    found = re.findall(r'href="(/sparql\?query=[^"]+)"', client.get(path, headers=HTML).text)
    assert found
    for address in {unescape(one) for one in found}:
        reply = client.get(address, headers=HTML)
        assert reply.status_code == 200, address
        assert "Nothing in the graph fits" not in reply.text or path.startswith("/person")
