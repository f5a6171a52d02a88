"""How much reading costs beyond the bare language pipeline, on the same texts in one run.

    python -m benchmarks.extraction PATH…                 seconds, documents and words per second, ratio to the bare pipeline

The anchor is `nlp.pipe` over the same texts. It and the two readers take turns, and a ratio is the median of all rounds.
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
from loaders.readers import READERS, open_reader


def main() -> None:
    """Read the documents at the paths both ways and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", help="files or folders of documents")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    found = read_documents(arguments.paths, Namer(), sys.stdin.buffer)
    documents = tuple(document for document in found if isinstance(document, Document))
    bare, readers = Parser(), {name: open_reader(name) for name in READERS}
    rounds = [
        {"bare pipeline": _parse(bare, documents), **{name: _read(reader, documents) for name, reader in readers.items()}}
        for _ in range(arguments.rounds + 1)
    ][1:]  # in the first round the models are loaded
    words = sum(len(document.text.split()) for document in documents)
    print(f"{len(documents)} documents, {words} words, {arguments.rounds} rounds")
    for name in rounds[0]:
        seconds = median(took[name] for took in rounds)
        ratio = median(took[name] / took["bare pipeline"] for took in rounds)
        pace = f"{len(documents) / seconds:6.1f} documents/s   {words / seconds:8.0f} words/s"
        print(f"{name:14} {seconds:7.2f} s   {pace}   {ratio:5.2f} × bare")


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
