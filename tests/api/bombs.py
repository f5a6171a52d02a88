# ruff: noqa: E501  # a request is read best in one line
"""Hostile requests as data: each a name, the bytes that are sent, and the statuses that may answer them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlencode

REFUSED = (400, 413, 414, 415, 422, 431)
CUT = (400, 503)
"""A query that is stopped: too large for its memory, or too slow."""
ANY = (200, *REFUSED, 404, 405, 406, 408, 503)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bomb:
    """One request. `slow` pieces are sent one by one with a pause; `statuses` holds 0 where the connection may just end."""

    name: str
    content: bytes
    statuses: tuple[int, ...]
    slow: tuple[bytes, ...] = ()
    endless: bytes = b""


def request(method: str, path: str, body: bytes = b"", *, headers: dict[str, str] | None = None, close: bool = True) -> bytes:
    """A request as it goes over the wire."""
    lines = {"Host": "localhost", "Accept": "application/json, application/problem+json;q=0.9, */*;q=0.1", **(headers or {})}
    if body or method == "POST":
        lines.setdefault("Content-Length", str(len(body)))
    if close:
        lines["Connection"] = "close"
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode("latin-1") + body


def query(text: str) -> bytes:
    """A query as the body of a POST."""
    return request("POST", "/sparql", text.encode(), headers={"Content-Type": "application/sparql-query"})


def _select(pattern: str, head: str = "SELECT *") -> str:
    return f"PREFIX : <http://a.example/> {head} WHERE {{ {pattern} }}"


def _nested(left: str, right: str, inner: str, depth: int = 3_000) -> str:
    return left * depth + inner + right * depth


_PARSER = {
    "deep braces": "SELECT * WHERE " + _nested("{", "}", ""),
    "deep optional": _select(_nested("OPTIONAL {", "}", "?s ?p ?o")),
    "deep union": _select(_nested("{ { ?s ?p ?o } UNION ", "}", "{ ?s ?p ?o }")),
    "deep minus": _select(_nested("?s ?p ?o MINUS {", "}", "")),
    "deep subselects": "SELECT * " + _nested("{ SELECT * ", "}", "{ ?s ?p ?o }"),
    "deep parentheses": _select("?s ?p ?o FILTER" + _nested("(", ")", "1")),
    "deep functions": _select("?s ?p ?o FILTER(" + _nested("COALESCE(", ")", "1") + ")"),
    "deep replace": _select("?s ?p ?o FILTER(" + _nested("REPLACE(", ",1,1)", "?o", 30) + ")"),
    "deep exists": _select(_nested("FILTER EXISTS {", "}", "?s ?p ?o")),
    "deep lists": _select("?s ?p " + _nested("(", ")", "1")),
    "deep blank nodes": _select("?s ?p " + _nested("[ :a ", "]", "1")),
    "deep triple terms": _select("?s ?p " + _nested("<<( :s :p ", ")>>", "1")),
    "deep path": _select("?s " + _nested("(", ")*", ":p") + " ?o"),
    "many not": _select(f"?s ?p ?o FILTER({'!' * 50_000}?o)"),
    "many minus signs": _select(f"?s ?p ?o FILTER({'-' * 50_000}1)"),
    "long or": _select(f"?s ?p ?o FILTER(?o{' || ?o' * 10_000})"),
    "long and": _select(f"?s ?p ?o FILTER(?o{' && ?o' * 10_000})"),
    "long sum": _select(f"?s ?p ?o FILTER(1{' + 1' * 20_000})"),
    "long path": _select(f"?s :p{'/:p' * 20_000} ?o"),
    "long alternatives": _select(f"?s :p{'|:p' * 20_000} ?o"),
    "many inverse": _select(f"?s {'^' * 20_000}:p ?o"),
    "many triples": _select("?s ?p ?o . " * 10_000),
    "many filters": _select("FILTER(true) " * 10_000),
    "too long": _select("?s ?p ?o # " + "x" * 300_000),
    "enormous IRI": _select(f"<http://a.example/{'x' * 190_000}> ?p ?o"),
    "enormous literal": _select(f"?s ?p '{'x' * 190_000}'"),
    "huge VALUES": _select("VALUES ?x { " + "1 " * 90_000 + "}", "SELECT (COUNT(*) AS ?n)"),
    "open string": _select("?s ?p '" + "x" * 100_000),
    "many prefixes": "".join(f"PREFIX p{n}: <http://a.example/{n}> " for n in range(4_000)) + "ASK {}",
    "lone surrogate": _select("?s ?p '\\uD800'"),
    "escaped null": _select("?s ?p '\\u0000'"),
}
"""What is meant to break the parser; answered or refused, never slow."""

_WORK = {
    "cartesian count": "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "cartesian distinct": "SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i BIND(CONCAT(STR(?c), STR(?f), STR(?i)) AS ?x) }",
    "cartesian order": "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "cartesian rows": "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "cartesian ask": "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(CONCAT(STR(?c), STR(?f), STR(?i), STR(?l)) = 'x') }",
    "cartesian construct": "CONSTRUCT { ?a ?e ?i } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "closure both ends": "SELECT (COUNT(*) AS ?n) WHERE { ?a (<http://a.example/x>|!<http://a.example/x>|^!<http://a.example/x>)* ?b . ?c ?d ?e . ?f ?g ?h }",
    "doubling": "SELECT (STRLEN(?v32) AS ?n) WHERE { BIND('x' AS ?v0) "
    + " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(32))
    + " }",
    "group concat": "SELECT (STRLEN(GROUP_CONCAT(?x)) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i BIND(CONCAT(STR(?c), STR(?f), STR(?i)) AS ?x) }",
    "replace growth": "SELECT (STRLEN(?v9) AS ?n) WHERE { BIND('xxxxxxxxxx' AS ?v0) "
    + " ".join(f"BIND(REPLACE(?v{n}, 'x', 'xxxxxxxxxx') AS ?v{n + 1})" for n in range(10))
    + " }",
    "group by everything": "SELECT ?x (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i BIND(CONCAT(STR(?a), STR(?d), STR(?g)) AS ?x) } GROUP BY ?x",
    "exists in the square": "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?j ?k ?l FILTER NOT EXISTS { ?g ?h ?i FILTER(CONCAT(STR(?i), STR(?c)) = STR(?f)) } }",
}
"""What is meant to run for ever or to take all memory; stopped."""

_SERVICES = {
    "SERVICE": "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SERVICE SILENT": "SELECT * WHERE { SERVICE SILENT <http://169.254.169.254/latest/> { ?s ?p ?o } }",
    "SERVICE by variable": "SELECT * WHERE { BIND(<http://127.0.0.1:9/> AS ?x) SERVICE ?x { ?s ?p ?o } }",
    "glued SERVICE": "SELECT * WHERE { ?s ?p 1SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
    "LOAD": "LOAD <http://127.0.0.1:9/x.ttl>",
    "FROM file": "SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }",
    "FROM NAMED file": "SELECT * FROM NAMED <file:///etc/passwd> WHERE { GRAPH ?g { ?s ?p ?o } }",
    "INSERT": "INSERT DATA { <a:b> <a:c> <a:d> }",
    "DROP": "DROP ALL",
}
"""What is meant to reach what it may not."""

_HARMLESS = {
    "negated path closure": "SELECT (COUNT(*) AS ?n) WHERE { ?a (!<http://a.example/x>)* ?b . ?b (!<http://a.example/y>)* ?c . ?c (!<http://a.example/z>)* ?d }",
    "encoded growth": "SELECT (STRLEN(?v20) AS ?n) WHERE { BIND('%' AS ?v0) "
    + " ".join(f"BIND(ENCODE_FOR_URI(CONCAT(?v{n}, ?v{n})) AS ?v{n + 1})" for n in range(20))
    + " }",
    "catastrophic regex": _select(f"FILTER(REGEX('{'a' * 5_000}!', '^(a+)+$'))", "SELECT (COUNT(*) AS ?n)"),
    "nested quantifiers": _select("FILTER(REGEX('aaa', '" + "(" * 40 + "a" + "){9}" * 40 + "'))", "SELECT (COUNT(*) AS ?n)"),
    "huge repetition": _select("FILTER(REGEX('aaa', 'a{1000}{1000}{1000}'))", "SELECT (COUNT(*) AS ?n)"),
    "far graph": "SELECT * FROM <http://127.0.0.1:9/x.ttl> WHERE { ?s ?p ?o }",
    "huge number": _select(f"FILTER({'9' * 50_000} > 1)", "SELECT (COUNT(*) AS ?n)"),
    "huge decimals": _select(f"FILTER(1.{'9' * 50_000} > 1)", "SELECT (COUNT(*) AS ?n)"),
    "huge offset": "SELECT * WHERE { ?s ?p ?o } OFFSET 18446744073709551615",
    "negative limit": "SELECT * WHERE { ?s ?p ?o } LIMIT -1",
}
"""What some engines fall to, and this one may simply answer."""

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_DIRECT = {"Content-Type": "application/sparql-query"}

_WIRE = (
    ("null byte in the query", request("GET", "/sparql?query=ASK%20%7B%7D%00"), REFUSED),
    ("wrong percent-encoding", request("GET", "/sparql?query=%FF%FE%80"), REFUSED),
    ("overlong encoding", request("GET", "/sparql?query=ASK%20%7B%7D%C0%AF"), REFUSED),
    ("encoded surrogate", request("GET", "/sparql?query=ASK%20%7B%7D%23%ED%A0%80"), REFUSED),
    ("UTF-16", request("POST", "/sparql", "ASK {}".encode("utf-16"), headers=_DIRECT), REFUSED),
    ("UTF-16 as it says", request("POST", "/sparql", b"\xff\xfeA\x00", headers={"Content-Type": "application/sparql-query; charset=utf-16"}), REFUSED),
    ("broken UTF-8", request("POST", "/sparql", b"ASK {} # \xc3\x28", headers=_DIRECT), REFUSED),
    ("two queries", request("GET", "/sparql?query=ASK%20%7B%7D&query=ASK%20%7B%7D"), REFUSED),
    ("many fields", request("POST", "/sparql", b"&".join(b"a=1" for _ in range(50_000)), headers=_FORM), REFUSED),
    ("query as JSON", request("POST", "/sparql", json.dumps({"query": "ASK {}"}).encode(), headers={"Content-Type": "application/json"}), REFUSED),
    ("query as a file", request("POST", "/sparql", b"--x\r\n\r\nASK {}\r\n--x--", headers={"Content-Type": "multipart/form-data; boundary=x"}), REFUSED),
    ("no content type", request("POST", "/sparql", b"ASK {}"), REFUSED),
    ("update as a query", request("POST", "/sparql", urlencode({"update": "DROP ALL"}).encode(), headers=_FORM), REFUSED),
    ("long body", request("POST", "/sparql", b"x" * 1_200_000, headers=_DIRECT), (413,)),
    ("unknown method", request("BREW", "/sparql"), (405,)),
    ("deletion", request("DELETE", "/sparql?query=ASK%20%7B%7D"), (405,)),
    ("put", request("PUT", "/sparql?query=ASK%20%7B%7D", b"x"), (405,)),
    ("path traversal", request("GET", "/static/../../../../etc/passwd"), (404,)),
    ("encoded traversal", request("GET", "/static/%2e%2e%2f%2e%2e%2fetc%2fpasswd"), (404,)),
    ("traversal of downloads", request("GET", "/downloads/onrecord.%2e%2e%2f%2e%2e%2fonrecord.json"), (404,)),
    ("traversal of documents", request("GET", "/document/..%2f..%2fetc%2fpasswd"), (404,)),
    ("far default graph", request("GET", "/sparql?query=ASK%20%7B%7D&default-graph-uri=" + quote("http://127.0.0.1:9/", safe="")), (200, *CUT)),
    ("file as default graph", request("GET", "/sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D&default-graph-uri=" + quote("file:///etc/passwd", safe="")), (200, *CUT)),
    ("default graph with a bracket", request("GET", "/sparql?query=ASK%20%7B%7D&default-graph-uri=%3E%3C"), REFUSED),
    ("host that breaks out", request("GET", "/sparql", headers={"Host": "a>b", "Accept": "text/turtle"}), (200, 400)),
    ("accept without end", request("GET", "/sparql?query=ASK%20%7B%7D", headers={"Accept": ",".join(["a/b;q=0.1"] * 20_000)}), (200, 406, *REFUSED, *CUT)),
    ("line feed in a header", request("GET", "/sparql?query=ASK%20%7B%7D&format=json%0d%0aX-Evil:%201"), (400, 406)),
    ("header flood", request("GET", "/healthz", headers={f"X-{n}": "x" * 100 for n in range(5_000)}), (200, *REFUSED, 0)),
    ("one long header", request("GET", "/healthz", headers={"X-Long": "x" * 2_000_000}), (*REFUSED, 0)),
    ("long address", request("GET", "/sparql?query=" + "x" * 2_000_000), (*REFUSED, 0)),
    ("no HTTP", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 300, (400, 0)),
    ("two lengths", request("POST", "/sparql", b"ASK {}", headers={**_DIRECT, "Content-Length": "6, 7"}), (400, 0)),
    ("length and chunks", request("POST", "/sparql", b"0\r\n\r\n", headers={**_DIRECT, "Transfer-Encoding": "chunked", "Content-Length": "5"}), (*REFUSED, 0)),
    ("chunk of a false size", request("POST", "/sparql", b"ZZZ\r\nx", headers={**_DIRECT, "Transfer-Encoding": "chunked", "Content-Length": ""}), (400, 0)),
    ("negative length", request("POST", "/sparql", b"", headers={**_DIRECT, "Content-Length": "-5"}), (400, 0)),
)  # fmt: skip

_OPEN = request("POST", "/sparql", headers={**_DIRECT, "Content-Length": "100000"}, close=False)

PATIENT = (
    Bomb(name="slow body", content=_OPEN, slow=(b"A",) * 60, statuses=(408, 0)),
    Bomb(name="slow head", content=b"GET /healthz HTTP/1.1\r\n", slow=(b"X: y\r\n",) * 60, statuses=(408, 0)),
    Bomb(name="silence", content=b"", slow=(b"",) * 60, statuses=(0,)),
    Bomb(
        name="endless body",
        content=request("POST", "/sparql", headers={**_DIRECT, "Content-Length": str(10**12)}, close=False),
        endless=b"x" * 65536,
        statuses=(413, 0),
    ),
    Bomb(
        name="endless body where none is wanted",
        content=request("GET", "/healthz", headers={"Content-Length": str(10**12)}, close=False),
        endless=b"x" * 65536,
        statuses=(200, 0),
    ),
)
"""What is meant to hold a connection for ever; ended by the server."""


def bombs() -> Iterator[Bomb]:
    """Everything that is sent at once."""
    for name, text in _PARSER.items():
        yield Bomb(name=name, content=query(text), statuses=(200, *REFUSED, *CUT))
    for name, text in _SERVICES.items():
        yield Bomb(name=name, content=query(text), statuses=REFUSED)
    for name, text in _HARMLESS.items():
        yield Bomb(name=name, content=query(text), statuses=(200, *REFUSED, *CUT))
    for name, text in _WORK.items():
        yield Bomb(name=name, content=query(text), statuses=CUT)
    for name, content, statuses in _WIRE:
        yield Bomb(name=name, content=content, statuses=statuses)
