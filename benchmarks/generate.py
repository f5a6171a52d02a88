"""Generates graphs of the product's shape at any size, for measurements: the same seed gives the same bytes, on any machine.

    python -m benchmarks.generate --claims 20000 --out graph.nq
    python -m benchmarks.generate --claims 20000 --store bench.store

Documents, facts and quads go through the product's own dataclasses, resolver and writer, so the shape cannot drift from it.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from random import Random
from typing import TextIO

from benchmarks.article import World, write_article
from kg.facts import Fact
from kg.ids import VOCABULARY_GRAPH, Namer
from kg.lexicon import lexicon
from kg.model import Document, Iri, Quad
from kg.rdf import document_quads, nquads, vocabulary_quads
from kg.resolve import resolve
from kg.stores import Store, open_store

_MOST_CLAIMS = 18
_BATCH = 50
"""Documents in one request to the store: a flush costs 60–90 ms, however many documents it writes."""


def documents(claims: int, *, seed: int = 1, namer: Namer | None = None) -> Iterator[tuple[Document, tuple[Fact, ...]]]:
    """Documents with exactly so many claims together, one at a time."""
    world, left, number = World(seed=seed, claims=claims), claims, 0
    while left > 0:
        size = min(left, 1 + int(Random(f"{seed}:size:{number}").triangular(0, _MOST_CLAIMS, 6)))
        yield write_article(world, number, size, namer or Namer())
        left, number = left - size, number + 1


def graphs(claims: int, *, seed: int = 1, namer: Namer | None = None) -> Iterator[tuple[Iri, tuple[Quad, ...]]]:
    """Named graphs with their quads: the vocabulary, then one a document."""
    names = namer or Namer()
    yield Iri(VOCABULARY_GRAPH), vocabulary_quads()
    for document, facts in documents(claims, seed=seed, namer=names):
        resolution = resolve(document, facts, names, lexicon())
        yield Iri(names.graph(document.iri)), document_quads(document, facts, resolution, names, lexicon())


def write(claims: int, out: TextIO, *, seed: int = 1) -> tuple[int, int]:
    """Write N-Quads, graph after graph; returns how many graphs and quads."""
    made = (0, 0)
    for _, quads in graphs(claims, seed=seed):
        out.write(nquads(quads))
        made = (made[0] + 1, made[1] + len(quads))
    return made


def fill(store: Store, claims: int, *, seed: int = 1) -> tuple[int, int]:
    """Put the graphs into an open store, a batch at a time; returns how many graphs and quads. The caller publishes."""
    made, coming = (0, 0), graphs(claims, seed=seed)
    while batch := dict(islice(coming, _BATCH)):
        store.replace_graphs(batch)
        made = (made[0] + len(batch), made[1] + sum(map(len, batch.values())))
    return made


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="benchmarks.generate", description="Generate a graph of the product's shape.")
    parser.add_argument("--claims", type=int, required=True, help="how many claims its documents hold together")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives another graph (default: 1)")
    into = parser.add_mutually_exclusive_group(required=True)
    into.add_argument("--out", help="write N-Quads to this file; - is standard output")
    into.add_argument("--store", help="write into this store, an existing or a new folder, and publish it")
    chosen = parser.parse_args(arguments)
    if chosen.claims < 1:
        parser.error("--claims must be 1 or more")
    with ExitStack() as open_things:
        if chosen.store:
            store = open_things.enter_context(open_store(chosen.store, write=True))
            made = fill(store, chosen.claims, seed=chosen.seed)
            store.publish()
        elif chosen.out == "-":
            made = write(chosen.claims, sys.stdout, seed=chosen.seed)
        else:
            out = open_things.enter_context(Path(chosen.out).open("w", encoding="utf-8", newline="\n"))
            made = write(chosen.claims, out, seed=chosen.seed)
    print(f"{made[0]:,} graphs, {made[1]:,} quads", file=sys.stderr)


if __name__ == "__main__":
    main()
