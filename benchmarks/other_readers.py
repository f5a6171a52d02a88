"""Public systems that find quotations, timed in an environment of their own: they are no dependencies of this project.

`benchmarks.attribution_speed` starts this file with an interpreter that has textacy, SaysWho and the language model, and talks
to it in lines of JSON: first the name of a model package, answered by the names of the systems found; then
{"system": name, "texts": […]}, answered by {"seconds": processor time, "failed": number of texts for which the system raised}.
"""

import importlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from time import process_time
from typing import Any

_BATCH = 16

Find = Callable[[Any], Iterable[object]]
"""Finds the quotations of a parsed document."""
Prepare = Callable[[str], str]
"""What a system does to a text before it is parsed."""


def _textacy() -> tuple[str, Prepare, Find]:
    triples = importlib.import_module("textacy.extract.triples")
    return f"textacy {version('textacy')}", str, triples.direct_quotations


def _sayswho() -> tuple[str, Prepare, Find]:
    """Its quotation finder; whom a pronoun means is left out, because the model for that is on no package index."""
    finder = importlib.import_module("sayswho.quote_finder")
    prepare = importlib.import_module("sayswho.helpers").prep_text_for_quote_detection
    return f"SaysWho {version('sayswho')}", prepare, finder.quote_finder


SYSTEMS = (_textacy, _sayswho)


def _installed() -> Iterator[tuple[str, Prepare, Find]]:
    for system in SYSTEMS:
        try:
            yield system()
        except (ImportError, PackageNotFoundError):
            continue


def _read(nlp: Any, texts: list[str], prepare: Prepare, find: Find) -> int:
    """How many of the texts make the system raise."""
    prepared: list[str] = []
    failed = sum(_raises(lambda text: prepared.append(prepare(text)), text) for text in texts)
    return failed + sum(_raises(lambda doc: list(find(doc)), doc) for doc in nlp.pipe(prepared, batch_size=_BATCH))


def _raises(act: Callable[[Any], object], given: object) -> bool:
    try:
        act(given)
    except Exception:
        return True
    return False


def main() -> None:
    """Answer line by line until the input ends."""
    nlp = importlib.import_module(json.loads(sys.stdin.readline())).load()
    systems = {name: (prepare, find) for name, prepare, find in _installed()}
    print(json.dumps(list(systems)), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        started = process_time()
        failed = _read(nlp, asked["texts"], *systems[asked["system"]])
        print(json.dumps({"seconds": process_time() - started, "failed": failed}), flush=True)


if __name__ == "__main__":
    main()
