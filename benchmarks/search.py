"""What a page of the search costs at the server: claims chosen, counted by facet, marked and read, by kind of question.

    python -m benchmarks.generate --claims 20000 --store bench.store
    python -m benchmarks.search bench.store --times 10

The side tables are those of the store's documents `times` over, each time of another year with other claims; the rows of a page
are read from the store itself, where they cost the same however many others there are.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles

from kg.model import Iri, Literal, Term
from kg.queries import ClaimFilter, claims, search_claims
from kg.search import Counts, Order, Wanted, choose, marked
from kg.search.columns import read_columns
from kg.stores import Store, open_store
from kg.stores.disk import open_writer
from kg.stores.triples import StoredTriples
from kg.tables import Change, Facet, Shelf, Source, Tables
from ontology.terms import DCTERMS, KG, SCHEMA

_PAGE = 20
_MOST = 12
_OFTEN = 40
_USUAL = ("https://onrecord.example/code/statement", "https://onrecord.example/code/thought")
_COPIED = (KG.Utterance, SCHEMA.NewsArticle)


class Multiplied:
    """A source with every document several times."""

    def __init__(self, source: Source, times: int) -> None:
        self._source, self._times = source, times

    def graph_names(self) -> tuple[Iri, ...]:
        """Every name, and as many more."""
        return tuple(Iri(f"{name}{_mark(copy)}") for name in self._source.graph_names() for copy in range(self._times))

    def holds(self, graph: Iri) -> bool:
        """Whether there is a graph of that name, or of that copy."""
        name, _, copy = _parted(graph)
        return copy < self._times and self._source.holds(name)

    def typed(self, graph: Iri, kind: str) -> Iterator[Iri]:
        """Claims and documents of a copy have IRIs of their own."""
        name, mark, _ = _parted(graph)
        for subject in self._source.typed(name, kind):
            yield Iri(f"{subject}{mark}") if kind in _COPIED else subject

    def about(self, graph: Iri, subject: Iri) -> Mapping[str, Sequence[Term]]:
        """The same of a copy, in its own document and year."""
        name, mark, copy = _parted(graph)
        about = dict(self._source.about(name, Iri(subject.removesuffix(mark) if mark else subject)))
        if DCTERMS.source in about:
            about[DCTERMS.source] = [Iri(f"{value}{mark}") for value in about[DCTERMS.source] if isinstance(value, Iri)]
        for predicate in (DCTERMS.date, DCTERMS.issued):
            if predicate in about:
                about[predicate] = [_years_before(value, copy) for value in about[predicate]]
        return about

    def linked(self, graph: Iri, predicate: str) -> Iterator[tuple[Iri, Term]]:
        """Only what the graph itself says."""
        name, mark, _ = _parted(graph)
        return iter(()) if mark else iter(self._source.linked(name, predicate))


def _mark(copy: int) -> str:
    return f"~{copy}" if copy else ""


def _parted(graph: Iri) -> tuple[Iri, str, int]:
    name, mark, copy = graph.partition("~")
    return Iri(name), mark + copy, int(copy or 0)


def _years_before(value: Term, years: int) -> Term:
    assert isinstance(value, Literal)
    return Literal(value=f"{int(value.value[:4]) - years:04}{value.value[4:]}")


def questions(store: Store) -> dict[str, tuple[Wanted, Order]]:
    """What is asked, by name, and in which order."""
    counts = search_claims(store, ClaimFilter(limit=0), most=_MOST).counts
    usual = {Facet.ACT: _USUAL}

    def wanted(values: Mapping[Facet, tuple[str, ...]], words: str | None = None) -> Wanted:
        return Wanted(values={**usual, **values}, words=words)

    sector, speaker, country = counts.sectors[0].iris, counts.speakers[0].iris, counts.countries[0].iris
    form, outlet = counts.forms[0].iris, counts.outlets[0].iris
    return {
        "nothing asked for": (wanted({}), Order.NEWEST),
        "most frequent form": (wanted({Facet.FORM: form}), Order.NEWEST),
        "most frequent sector": (wanted({Facet.SECTOR: sector}), Order.NEWEST),
        "most frequent speaker": (wanted({Facet.SPEAKER: speaker}), Order.NEWEST),
        "sector, country and form": (wanted({Facet.SECTOR: sector, Facet.COUNTRY: country, Facet.FORM: form}), Order.NEWEST),
        "outlet and years": (
            replace(wanted({Facet.OUTLET: outlet}), date_from="2019", date_to="2024-06"),
            Order.NEWEST,
        ),
        "one frequent word": (wanted({}, words="talks"), Order.NEWEST),
        "one frequent word, best first": (wanted({}, words="talks"), Order.RELEVANCE),
        "two words": (wanted({}, words="steel prices"), Order.NEWEST),
        "a phrase in a sector": (wanted({Facet.SECTOR: sector}, words='"stalled again"'), Order.NEWEST),
        "a prefix and a name": (wanted({}, words=f"tari* {counts.speakers[1].label}"), Order.NEWEST),
        "a word that is nowhere": (wanted({}, words="xylophone"), Order.NEWEST),
    }


def page(tables: Tables, wanted: Wanted, *, order: Order) -> int:
    """All that a page needs of the tables; how many claims there are."""
    choice = choose(tables, wanted, order)
    shown = choice.page(_PAGE)
    marked(tables, shown, wanted)
    return Counts.of(choice, _MOST).total


def timed(run: Callable[[], object], times: int = _OFTEN) -> tuple[float, float]:
    """Median and 99th percentile in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    return median(taken), quantiles(taken, n=100)[98]


def build(store: Store, times: int, folder: Path) -> Tables:
    """The tables of a store's documents so many times."""
    shelf, triples = Shelf(folder), StoredTriples(store._store)  # type: ignore[attr-defined]  # noqa: SLF001  # no other way in
    start = time.perf_counter()
    shelf.make("000001", Multiplied(triples, times), Change(basis=None, graphs=None))
    taken = time.perf_counter() - start
    print(f"built in {taken:.1f} s, {shelf.path('000001').stat().st_size / 1e6:.0f} MB")
    return shelf.open("000001")


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="benchmarks.search", description="Time the pages of the search.")
    parser.add_argument("store", help="a store that benchmarks.generate made")
    parser.add_argument("--times", type=int, default=1, help="the documents so many times (default: 1)")
    chosen = parser.parse_args(arguments)
    with open_store(chosen.store, write=False) as store, tempfile.TemporaryDirectory() as folder:
        tables = build(store, chosen.times, Path(folder))
        start = time.perf_counter()
        size = tables.once(read_columns).ids.size
        print(f"columns of {size:,} claims read in {(time.perf_counter() - start) * 1000:.0f} ms")
        rows = timed(lambda: claims(store, ClaimFilter(limit=_PAGE)))
        print(f"{_PAGE} rows of the store: median {rows[0]:.1f} ms, p99 {rows[1]:.1f} ms")
        medians = []
        for name, (wanted, order) in questions(store).items():
            total = page(tables, wanted, order=order)
            middle, most = timed(lambda: page(tables, wanted, order=order))  # noqa: B023  # run at once
            medians.append(middle)
            print(f"{name:32} {total:9,} claims   median {middle:6.1f} ms   p99 {most:6.1f} ms")
        print(f"median of all, with rows: {median(medians) + rows[0]:.1f} ms; slowest {max(medians) + rows[0]:.1f} ms")
        tables.close()
    with open_writer(Path(chosen.store), None) as writer:
        names = [name for name in writer.graph_names() if "/graph/" in name][:2]
        for name in names:  # so that a file is there to be made over
            writer.replace_graphs({name: tuple(writer.quads(name))[1:]})
            writer.publish()
        print(f"publishing a change of one document: {timed(lambda: change(writer, names[0]), 10)[0]:.0f} ms")


def change(writer: Store, name: Iri) -> None:
    """Take a statement from a document and show it."""
    writer.replace_graphs({name: tuple(writer.quads(name))[1:]})
    writer.publish()


if __name__ == "__main__":
    main()
