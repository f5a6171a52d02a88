"""A store behind HTTP: any SPARQL 1.1 server, asked by query requests and changed by update requests.

As in the embedded stores, the default graph is kept as the union of all named graphs by the same request that changes them, so
that a statement which several documents make counts once. A server that shows the union by itself repeats such statements: rows
of a SELECT may come several times there.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit, urlunsplit

import httpx
import pyoxigraph as ox

from kg.errors import QueryError, SettingsError, StoreError, TooSlowError
from kg.ids import DEFAULT_BASE, Namer
from kg.model import Iri, Quad
from kg.stores.access import Access
from kg.stores.base import UNBOUND, Amendment, Answer, Bindings, Table
from kg.stores.binding import bind
from kg.stores.changes import contents, part, whole
from kg.stores.engine import Result, answer_type, serialised, table
from kg.stores.explained import malformed
from kg.stores.guard import Form, check_query
from kg.stores.terms import from_engine, written
from kg.stores.texts import quad_of
from kg.stores.triples import FetchedTriples
from kg.tables import PREDICATES, Tables, memory_tables

QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_UNION = "<http://www.w3.org/ns/sparql-service-description#UnionDefaultGraph>"
_GRAPH_FORMS = (Form.CONSTRUCT, Form.DESCRIBE)
_TRIES = 3
_PAUSE = 0.5
_FOR_A_WHILE = (502, 503, 504)
_CONNECT_SECONDS = 10.0
_SHOWN = 300
_TABLES = f"""
SELECT ?s ?p ?o ?g WHERE {{ VALUES ?p {{ {" ".join(f"<{predicate}>" for predicate in PREDICATES)} }} GRAPH ?g {{ ?s ?p ?o }} }}
"""


class Remote:
    """A SPARQL server as a Store. Each request may run twice without harm, so one whose connection fails is sent again."""

    def __init__(self, location: str, base: str | None, access: Access) -> None:
        self._query_url, self._update_url = _endpoints(location, access.update_url)
        self._seconds = access.seconds
        self._client: httpx.Client | None = _client(access, urlsplit(self._query_url).hostname or "")
        self._shows_union: bool | None = None
        self._tables: Tables | None = None
        try:
            self._base = self._known_base(base)
        except BaseException:
            self.close()
            raise

    @property
    def base(self) -> str:
        """The data base IRI of what is stored."""
        return self._base

    def replace_graphs(self, graphs: Mapping[Iri, Sequence[Quad]]) -> None:
        """Make each graph hold exactly its quads, all in one request; an empty sequence removes the graph."""
        wanted = contents(graphs)
        if wanted:
            self._update(whole(wanted, with_union=not self._has_union()))
            self._let_tables_go()

    def amend_graphs(self, amendments: Mapping[Iri, Amendment]) -> None:
        """Change a part of each graph named, all in one request."""
        request = part(amendments, with_union=not self._has_union())
        if request:
            self._update(request)
            self._let_tables_go()

    def graph_names(self) -> tuple[Iri, ...]:
        """The names of all graphs that hold something, sorted."""
        names = self.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }").column("g")
        return tuple(sorted({Iri(str(name)) for name in names}))

    def quads(self, graph: Iri | None = None) -> Iterator[Quad]:
        """The quads of one graph, or of all, graph after graph in the order of their names."""
        for name in self.graph_names() if graph is None else (graph,):
            content = self._fetch(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {written(name)} {{ ?s ?p ?o }} }}", Form.CONSTRUCT)
            triples = dict.fromkeys(quad.triple for quad in ox.parse(content, format=ox.RdfFormat.N_TRIPLES))
            for triple in triples:
                yield quad_of(triple, graph=name, base=self._base, parts=(name,))

    def select(self, query: str, bindings: Bindings = UNBOUND) -> Table:
        """The rows of a SELECT query."""
        result = self._checked(query, bindings, Form.SELECT)
        assert isinstance(result, ox.QuerySolutions)
        return table(result)

    def ask(self, query: str, bindings: Bindings = UNBOUND) -> bool:
        """The answer to an ASK query."""
        return bool(self._checked(query, bindings, Form.ASK))

    def answer(self, query: str, media_type: str | None = None, bindings: Bindings = UNBOUND) -> Answer:
        """The answer to a query of any form, in a media type of RESULT_TYPES or GRAPH_TYPES (None = the form's default)."""
        form = check_query(query)
        media_type = answer_type(form, media_type)
        return Answer(content=serialised(self._checked(query, bindings, form), media_type), media_type=media_type)

    def tables(self) -> Tables:
        """The side tables of the server's graphs, made in memory of all that they need, which is fetched."""
        if self._tables is None:
            content = self._fetch(_TABLES, Form.SELECT)
            self._tables = memory_tables(FetchedTriples(_quads(self._parsed(content, is_graph=False))))
        return self._tables

    def tables_at_hand(self) -> Tables | None:
        """The side tables, if they are made and nothing was written since."""
        return self._tables

    def _let_tables_go(self) -> None:
        if self._tables is not None:
            self._tables.close()
            self._tables = None

    def publish(self) -> None:
        """Nothing to do: what a server has acknowledged, others see."""
        _ = self._open

    def close(self) -> None:
        """Let go of the connections."""
        if self._client is not None:
            self._client.close()
            self._client = None
        self._let_tables_go()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def _open(self) -> httpx.Client:
        if self._client is None:
            raise StoreError(f"the store at {self._query_url} is closed")
        return self._client

    def _known_base(self, wanted: str | None) -> str:
        """The base of what is stored, told by the name of the graph of runs."""
        ending = Namer().runs_graph.removeprefix(DEFAULT_BASE)
        bases = sorted(name.removesuffix(ending) for name in self.graph_names() if name.endswith("/" + ending))
        if len(bases) > 1 and wanted not in bases:
            raise SettingsError(f"{self._query_url} holds data under {' and '.join(bases)}: choose one with --base")
        if bases and wanted is not None and wanted not in bases:
            raise SettingsError(f"{self._query_url} was made with the base {bases[0]}, not with {wanted}")
        return wanted or (bases[0] if bases else DEFAULT_BASE)

    def _has_union(self) -> bool:
        """Whether the server itself shows the union of all graphs as the default graph, by its service description."""
        if self._shows_union is None:
            try:
                described = self._open.get(self._query_url, headers={"Accept": _TRIPLES})
            except httpx.HTTPError:
                return False  # whoever writes next is told
            self._shows_union = described.is_success and _UNION.encode() in described.content
        return self._shows_union

    def _checked(self, query: str, bindings: Bindings, form: Form) -> Result:
        found = check_query(query)
        if found is not form:
            raise QueryError(f"{form} is needed here, and this is a query of the form {found}")
        return self._parsed(self._fetch(bind(query, bindings), form), is_graph=form in _GRAPH_FORMS)

    def _fetch(self, query: str, form: Form) -> bytes:
        """The server's answer, as N-Triples or as JSON results."""
        headers = {"Accept": _TRIPLES if form in _GRAPH_FORMS else _RESULTS, "Content-Type": QUERY}
        try:
            answer = self._send(self._query_url, query, headers)
        except httpx.TimeoutException:
            raise TooSlowError(
                f"{self._query_url} took longer than the {self._seconds:g} s allowed: ask for less, or raise "
                "ONRECORD_STORE_SECONDS"
            ) from None
        if answer.status_code == httpx.codes.BAD_REQUEST:
            raise QueryError(malformed(query, answer.text.strip()))
        if answer.status_code == httpx.codes.INTERNAL_SERVER_ERROR:
            raise QueryError(f"the query cannot be run: {answer.text.strip()[:_SHOWN] or answer.reason_phrase}")
        self._check(answer)
        return answer.content

    def _parsed(self, content: bytes, *, is_graph: bool) -> Result:
        try:
            if is_graph:
                return _distinct(content)
            return ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise StoreError(
                f"{self._query_url} answers what is no SPARQL result ({error}): is it a query endpoint?"
            ) from error

    def _update(self, update: str) -> None:
        try:
            answer = self._send(self._update_url, update, {"Content-Type": UPDATE})
        except httpx.TimeoutException:
            raise StoreError(
                f"{self._update_url} did not answer within {self._seconds:g} s, and may or may not have written: run the "
                "command again, or raise ONRECORD_STORE_SECONDS"
            ) from None
        if answer.status_code == httpx.codes.BAD_REQUEST:
            raise StoreError(f"{self._update_url}: nothing was written: {answer.text.strip()[:_SHOWN]}")
        self._check(answer)

    def _send(self, url: str, content: str, headers: Mapping[str, str]) -> httpx.Response:
        """An answer; what fails on the way is tried again, since each request may be run twice without harm."""
        client = self._open
        for tries_left in reversed(range(_TRIES)):
            try:
                answer = client.post(url, content=content.encode(), headers=dict(headers))
            except httpx.TimeoutException:
                raise
            except httpx.HTTPError as error:
                if not tries_left:
                    raise StoreError(f"{url} cannot be reached ({error}): see that the server runs there") from error
            else:
                if answer.status_code not in _FOR_A_WHILE or not tries_left:
                    return answer
            time.sleep(_PAUSE * (_TRIES - tries_left))
        raise AssertionError("the last try returns or raises")

    def _check(self, answer: httpx.Response) -> None:
        if answer.is_success:
            return
        url, code = str(answer.url), answer.status_code
        if code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            raise StoreError(
                f"{url} refuses access: set ONRECORD_STORE_TOKEN, or ONRECORD_STORE_USER and ONRECORD_STORE_PASSWORD"
            )
        if code in (httpx.codes.NOT_FOUND, httpx.codes.METHOD_NOT_ALLOWED):
            raise StoreError(
                f"there is no SPARQL endpoint at {url}: name the query endpoint, and ONRECORD_STORE_UPDATE_URL beside it"
            )
        raise StoreError(f"{url} answers {code}: {answer.text.strip()[:_SHOWN] or answer.reason_phrase}")


def _quads(found: Result) -> Iterator[Quad]:
    assert isinstance(found, ox.QuerySolutions)
    for row in found:
        subject, predicate, value, graph = row
        assert isinstance(graph, ox.NamedNode)
        assert isinstance(value, (ox.NamedNode, ox.Literal, ox.BlankNode))
        said, by = from_engine(subject), from_engine(predicate)
        yield Quad(subject=Iri(str(said)), predicate=Iri(str(by)), object=from_engine(value), graph=Iri(graph.value))


def _distinct(content: bytes) -> ox.QueryTriples:
    """The triples of an answer, each once."""
    store = ox.Store()
    store.load(content, format=ox.RdfFormat.N_TRIPLES)
    triples = store.query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(triples, ox.QueryTriples)
    return triples


def _endpoints(location: str, update_url: str) -> tuple[str, str]:
    """The addresses of queries and updates: an address alone has /query and /update, and updates stand beside queries."""
    parts = urlsplit(location)
    if parts.username or parts.password:
        raise SettingsError(
            "the address of a store holds no user and password, which logs would show: set ONRECORD_STORE_USER and "
            "ONRECORD_STORE_PASSWORD"
        )
    if not parts.hostname or parts.query or parts.fragment:
        raise SettingsError(
            f"{location} is no address of a SPARQL server: write https://HOST, or the address of its query endpoint"
        )
    path = parts.path.rstrip("/") or "/query"
    beside = f"{path.rpartition('/')[0]}/update"
    query_url = urlunsplit((parts.scheme, parts.netloc, path, "", ""))
    return query_url, update_url or urlunsplit((parts.scheme, parts.netloc, beside, "", ""))


def _client(access: Access, host: str) -> httpx.Client:
    headers = {"Authorization": f"Bearer {access.token}"} if access.token else {}
    user = httpx.BasicAuth(access.user, access.password) if access.user and not access.token else None
    timeout = httpx.Timeout(access.seconds, connect=min(access.seconds, _CONNECT_SECONDS))
    is_here = host in ("localhost", "::1") or host.startswith("127.")
    return httpx.Client(headers=headers, auth=user, timeout=timeout, trust_env=not is_here)
