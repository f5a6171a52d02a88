"""The program that reads documents for a server, which itself never loads a language model.

Started by `api.intake` as ``python -m api.reading STORE BASE READER MODEL``. Each line of standard input is a task as JSON (a
folder, the files in it, whether to read them again, which documents are withdrawn and why); each line of standard output a
graph, an outcome, or the end of the task.
It leaves when nothing comes for some minutes, and with it the memory of its models.
"""

import io
import json
import os
import select
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import TextIO

from kg.errors import OnrecordError
from kg.ids import Namer
from kg.lexicon import lexicon
from kg.model import Iri, Quad
from kg.rdf import ntriples
from kg.stores import open_store
from kg.stores.shard import Shard
from loaders.pipeline import Tools, ingest
from loaders.readers import open_reader

_IDLE_SECONDS = 180.0
_NICE = 5
"""Queries come before reading."""


def main(arguments: list[str]) -> None:
    """Read tasks until none comes any more."""
    store, base, reader, model = arguments
    os.nice(_NICE)
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # libraries that print shall not speak to the server
    tools = Tools(namer=Namer(base=base), lexicon=lexicon(), extract=open_reader(reader, model))
    while (line := _next_line()) is not None:
        try:
            _read(json.loads(line), store, tools, out)
        except OnrecordError as error:
            _tell(out, "failed", str(error))
        _tell(out, "end", None)


def _next_line() -> str | None:
    ready, _, _ = select.select([sys.stdin], [], [], _IDLE_SECONDS)
    return (sys.stdin.readline() or None) if ready else None


def _read(task: Mapping[str, object], store: str, tools: Tools, out: TextIO) -> None:
    folder, files, withdrawn = task["folder"], task["files"], task["withdrawn"]
    assert isinstance(folder, str)
    assert isinstance(files, list)
    assert isinstance(withdrawn, dict)
    told = replace(tools, withdrawn=withdrawn)
    os.chdir(folder)

    def written(graphs: Mapping[Iri, Sequence[Quad]]) -> None:
        for name, quads in graphs.items():
            _tell(out, "graph", {"name": name, "triples": ntriples(quads)})

    with Shard(open_store(store, write=False), written) as shard:
        for outcome in ingest(files, told, store=shard, stdin=io.BytesIO(), now=_now, again=bool(task["again"])):
            _tell(out, "outcome", {**asdict(outcome), "counts": dict(outcome.counts)})


def _now() -> datetime:
    return datetime.now(UTC)


def _tell(out: TextIO, kind: str, value: object) -> None:
    out.write(json.dumps([kind, value]) + "\n")
    out.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
