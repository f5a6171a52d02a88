"""Scores `onrecord extract` on annotated news: who said what, against an attribution corpus in brat standoff.

    python -m benchmarks.attribution ../shared --reader neural          table of precision, recall and F1, and calibration
    python -m benchmarks.attribution ../shared --reader rules --split train

The library's own scorer (`bench/score_attribution.py`) does the counting; this module runs the command, turns its JSON Lines
into the scorer's input, and adds how well the claims' confidence tells how often they are right.
"""

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

Record = Mapping[str, Any]
_MEASURES = ("FULL", "FULL[direct+mixed]", "FULL[indirect]", "content_overlap", "source_overlap|matched", "FULL_sourced")
_BINS = 10
_FILES = 40
"""Texts that one command reads, so that its command line stays short."""


def extract(paths: Iterable[Path], reader: str) -> list[Record]:
    """The records that `onrecord extract` prints for the files."""
    command = [str(Path(sys.executable).with_name("onrecord")), "extract", "--format", "jsonl", "--reader", reader]
    given = [str(path) for path in paths]
    records: list[Record] = []
    for start in range(0, len(given), _FILES):
        done = subprocess.run([*command, *given[start : start + _FILES]], stdout=subprocess.PIPE, text=True, check=True)
        records.extend(json.loads(line) for line in done.stdout.splitlines())
    return records


def as_prediction(record: Record) -> dict[str, object]:
    """One record in the scorer's input."""
    parts = ("source", "cue", "content", "confidence")
    return {
        "doc": record["document"]["id"],
        "attributions": [{part: claim[part] for part in parts} for claim in record["claims"]],
    }


def judged(scorer: ModuleType, gold: Path, predicted: Iterable[Mapping[str, Any]]) -> list[tuple[float, bool]]:
    """Each predicted attribution's confidence, and whether the scorer counts its content and source as right."""
    known = scorer.load_gold([gold], "first")
    found: list[tuple[float, bool]] = []
    for prediction in predicted:
        text, annotated = known[prediction["doc"]]
        wrong = {one["i"] for one in scorer.score_doc(text, annotated, prediction["attributions"])[2]["fp"]}
        found.extend((one["confidence"], i not in wrong) for i, one in enumerate(prediction["attributions"]))
    return found


def reliability(found: Iterable[tuple[float, bool]]) -> tuple[list[tuple[float, float, int]], float]:
    """Mean confidence, share that is right and number in each of ten equal bins; and the expected calibration error."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
    for confidence, right in found:
        bins[min(_BINS - 1, int(confidence * _BINS))].append((confidence, right))
    rows = [(sum(c for c, _ in one) / len(one), sum(r for _, r in one) / len(one), len(one)) for one in bins if one]
    return rows, sum(abs(mean - right) * number for mean, right, number in rows) / max(1, sum(row[2] for row in rows))


def main() -> None:
    """Run the command on a split, score it, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the development library, with corpora/ and bench/")
    parser.add_argument("--reader", default="neural", choices=("neural", "rules"))
    parser.add_argument("--split", default="dev")
    arguments = parser.parse_args()
    gold = arguments.shared / "corpora/polnear" / arguments.split
    scorer = load_scorer(arguments.shared)
    predicted = [as_prediction(record) for record in extract(sorted((gold / "text").glob("*.txt")), arguments.reader)]
    known = scorer.load_gold([gold], "first")
    predicted = [one for one in predicted if one["doc"] in known]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "predicted.jsonl")
        file.write_text("\n".join(json.dumps(one) for one in predicted), encoding="utf-8")
        marks, _ = scorer.evaluate(known, scorer.load_pred(file, known), boot=0)
    print(f"{arguments.reader} on {arguments.split}: {len(known)} texts\n{'':26}      P      R     F1")
    for name in _MEASURES:
        print(f"{name:26} {100 * marks[name]['P']:6.1f} {100 * marks[name]['R']:6.1f} {100 * marks[name]['F1']:6.1f}")
    rows, error = reliability(judged(scorer, gold, predicted))
    print(f"\nexpected calibration error {error:.3f}\nconfidence  right  claims")
    for mean, right, number in rows:
        print(f"{mean:10.2f} {right:6.2f} {number:7d}")


def load_scorer(shared: Path) -> ModuleType:
    """The library's own scorer."""
    path = shared / "bench/score_attribution.py"
    spec = importlib.util.spec_from_file_location("score_attribution", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
