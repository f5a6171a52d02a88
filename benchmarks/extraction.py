"""How much reading costs beyond the bare language pipeline, on the same texts in one run.

    python -m benchmarks.extraction PATH…                 seconds, documents and words per second, ratio to the bare pipeline

The anchor is `nlp.pipe` over the same decoded texts. The two take turns, and the ratio is the median of the rounds', so that a
machine whose speed drifts does not mislead.
"""

import argparse
import sys
from statistics import median
from time import perf_counter

from kg.ids import Namer
from kg.model import Document
from loaders.extract import RuleReader
from loaders.nlp import Parser
from loaders.pipeline import read_documents


def main() -> None:
    """Read the documents at the paths both ways and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", help="files or folders of documents")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    found = read_documents(arguments.paths, Namer(), sys.stdin.buffer)
    documents = tuple(document for document in found if isinstance(document, Document))
    bare, reader = Parser(), RuleReader()
    _parse(bare, documents)
    _read(reader, documents)  # both models are loaded before the first round
    rounds = [(_parse(bare, documents), _read(reader, documents)) for _ in range(arguments.rounds)]
    words = sum(len(document.text.split()) for document in documents)
    print(f"{len(documents)} documents, {words} words, {arguments.rounds} rounds")
    for name, seconds in (("bare pipeline", median(b for b, _ in rounds)), ("extract", median(e for _, e in rounds))):
        print(f"{name:14} {seconds:7.2f} s   {len(documents) / seconds:6.1f} documents/s   {words / seconds:8.0f} words/s")
    print(f"ratio          {median(e / b for b, e in rounds):7.2f}")


def _parse(parser: Parser, documents: tuple[Document, ...]) -> float:
    started = perf_counter()
    for _ in parser.nlp.pipe((document.text for document in documents), batch_size=16):
        pass
    return perf_counter() - started


def _read(reader: RuleReader, documents: tuple[Document, ...]) -> float:
    started = perf_counter()
    for _ in reader(documents):
        pass
    return perf_counter() - started


if __name__ == "__main__":
    main()
