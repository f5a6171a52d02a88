"""What the pages of the search take at a running server, whole: read, chosen, counted, drawn, packed and sent, by kind of page.

    python -m benchmarks.generate --claims 200000 --store bench.store
    python -m benchmarks.search_page bench.store

The server is a process of its own over a loopback connection that stays open, as a browser's does. Each page is asked for anew
every time, one after the other and round all pages, so that what else the machine does meets all alike. The first page after
the start, which reads what is kept in memory, is told by itself. Beside the clock's time stands the processor's, of the server
and its workers, which a busy machine changes less.
"""

import argparse
import gzip
import http.client
import json
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

from benchmarks.servers import OWN, Running, running

_BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Encoding": "gzip"}
_LIMIT = 150
"""Milliseconds that the median of the search page may take at 200,000 claims."""


def fetched(connection: http.client.HTTPConnection, address: str) -> tuple[float, bytes]:
    """Milliseconds until the whole answer is there, and the answer as it is sent."""
    start = time.perf_counter()
    connection.request("GET", address, headers=_BROWSER)
    reply = connection.getresponse()
    content = reply.read()
    taken = (time.perf_counter() - start) * 1000
    if reply.status != http.HTTPStatus.OK:
        raise RuntimeError(f"{address} answers {reply.status}")
    return taken, content


def addresses(connection: http.client.HTTPConnection) -> Mapping[str, str]:
    """What is asked for, by name: filters with the values that are most frequent in the store."""
    connection.request("GET", "/claims.json?limit=1")
    facets = json.loads(connection.getresponse().read())["facets"]
    speaker, sector, country, outlet = (facets[name][0]["label"] for name in ("speakers", "sectors", "countries", "outlets"))
    specific = facets["sectors"][min(5, len(facets["sectors"]) - 1)]["label"]
    asked: Mapping[str, tuple[str, Mapping[str, str]]] = {
        "all claims": ("/claims", {}),
        "the most frequent sector": ("/claims", {"sector": sector}),
        "the most frequent speaker": ("/claims", {"speaker": speaker}),
        "sector, country, outlet, form": (
            "/claims",
            {"sector": sector, "country": country, "publisher": outlet, "form": "direct"},
        ),
        "years": ("/claims", {"from": "2019", "to": "2024-06"}),
        "the oldest first, page 20": ("/claims", {"sort": "oldest", "offset": "950"}),
        "grouped by speaker": ("/claims", {"group": "speaker", "sector": sector}),
        "one word": ("/claims", {"q": "talks"}),
        "one word, best match first": ("/claims", {"q": "talks", "sort": "relevance"}),
        "two words in a sector": ("/claims", {"q": "steel prices", "sector": sector}),
        "any of three words": ("/claims", {"q": "steel prices talks", "match": "any", "sort": "relevance"}),
        "words that are nowhere": ("/claims", {"q": "xylophone quartz", "form": "direct"}),
        "a question": ("/ask", {"q": f"who said what about {specific}"}),
        "a question with a speaker": ("/ask", {"q": f"what did {speaker} say about {specific}"}),
        "no question, all words": ("/ask", {"q": "prices families steel"}),
        "no question, some words": ("/ask", {"q": "families weather xylophone"}),
        "start page": ("/", {}),
    }
    return {name: f"{path}?{urlencode(given)}" if given else path for name, (path, given) in asked.items()}


def measure(server: Running, rounds: int) -> float:
    """Ask, print a table, and return the median over all pages in milliseconds."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=300)
    first, _ = fetched(connection, "/claims")
    question, _ = fetched(connection, "/ask?q=who+said+what+about+steel")
    print(f"first page after the start: {first:,.0f} ms; first question: {question:,.0f} ms")
    asked, taken = addresses(connection), defaultdict[str, list[float]](list)
    sizes = {name: fetched(connection, address)[1] for name, address in asked.items()}
    processor = defaultdict[str, float](float)
    for _ in range(rounds):
        for name, address in asked.items():
            before = sum(server.processor_seconds())
            taken[name].append(fetched(connection, address)[0])
            processor[name] += (sum(server.processor_seconds()) - before) * 1000 / rounds
    print(f"{'page':32} {'median':>8} {'p99':>8}  {'processor':>9}  {'sent':>8}  {'unpacked':>8}")
    for name, times in taken.items():
        sent, whole = len(sizes[name]), len(gzip.decompress(sizes[name]))
        print(f"{name:32} {_told(times)}  {processor[name]:6.0f} ms  {sent / 1000:5.1f} kB  {whole / 1000:5.0f} kB")
    every = [one for times in taken.values() for one in times]
    print(f"{'all pages':32} {_told(every)}  {sum(processor.values()) / len(asked):6.0f} ms  ({len(every):,} requests)")
    return median(every)


def _told(times: Sequence[float]) -> str:
    return f"{median(times):5.0f} ms {quantiles(times, n=100)[98]:5.0f} ms"


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line; fails where the median of all pages is over the limit."""
    parser = argparse.ArgumentParser(prog="benchmarks.search_page", description="Time the pages of the search at a server.")
    parser.add_argument("store", help="a store that benchmarks.generate made")
    parser.add_argument("--rounds", type=int, default=30, help="how often each page is asked for (default: 30)")
    chosen = parser.parse_args(arguments)
    command = (str(Path(sys.executable).parent / "onrecord"), "serve", "--store", chosen.store, "--port", "PORT")
    with running(OWN, command) as server:
        middle = measure(server, chosen.rounds)
    if middle > _LIMIT:
        raise SystemExit(f"the median is over {_LIMIT} ms")


if __name__ == "__main__":
    main()
