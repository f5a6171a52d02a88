"""Scores `onrecord extract` on the annotated seed documents of the development library.

    python -m benchmarks.score_seeds ../shared            table of precision, recall and F1, and the misses

The library's own scorer (`gold/score_facts.py`) does the counting; this module runs the command and turns its JSON Lines into
the scorer's schema.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

_ACTIONS = {
    "imposed": "imposes",
    "raised": "raises",
    "lowered": "lowers",
    "kept": "keeps",
    "removed": "cancels",
    "postponed": "postpones",
    "exempted": "exempts",
}
_TARIFFS = ("tariff", "retaliatory tariff")
_ACTS = ("statement", "thought")
Record = Mapping[str, Any]


def extract(paths: Iterable[Path]) -> list[Record]:
    """The records that `onrecord extract` prints for the files."""
    command = [str(Path(sys.executable).with_name("onrecord")), "extract", *map(str, paths), "--format", "jsonl"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def as_prediction(record: Record) -> dict[str, object]:
    """One record in the scorer's schema; attitudes and measures other than tariffs are not part of its task."""
    return {
        "doc_id": record["document"]["id"],
        "roles": [_role(role) for role in record["roles"]],
        "tariffs": [_tariff(tariff) for tariff in record["tariffs"] if tariff["measure"] in _TARIFFS],
        "claims": [_claim(claim) for claim in record["claims"] if claim["act"] in _ACTS],
    }


def _role(role: Record) -> dict[str, object]:
    return {
        "person": role["person"],
        "role": role["role"],
        "org": role["organization"],
        "country": role["country"],
        "former": role["former"],
    }


def _tariff(tariff: Record) -> dict[str, object]:
    return {
        "imposing": tariff["imposing"],
        "target": "world" if tariff["target"] == "World" else tariff["target"],
        "sector": tariff["sector"],
        "rate_to": None if tariff["change"] == "exempted" else tariff["rate"],
        "action": _ACTIONS.get(tariff["change"] or ""),
    }


def _claim(claim: Record) -> dict[str, object]:
    content, source, cue = (_spans(claim[field]) for field in ("content", "source", "cue"))
    return {
        "speaker": claim["speaker"],
        "source": source[0] if source else None,
        "cue": cue[0] if cue else None,
        "content": content,
        "kind": claim["form"],
        "addressee": claim["recipient"],
        "sectors": claim["sectors"],
    }


def _spans(pairs: Iterable[tuple[int, int]] | None) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in pairs or ()]


def evidence_mismatches(record: Record, text: str) -> list[str]:
    """Every span of a record that does not lie inside the text, or lies in its boilerplate."""
    furniture = [tuple(span) for span in record["document"]["boilerplate"]]
    wrong = []
    for kind in ("roles", "tariffs", "claims", "events"):
        for fact in record[kind]:
            for start, end in [*fact.get("evidence", ()), *fact.get("content", ()), *(fact.get("source") or ())]:
                inside = 0 <= start < end <= len(text) and text[start:end].strip() == text[start:end]
                if not inside or any(a < end and start < b for a, b in furniture):
                    wrong.append(f"{record['document']['id']} {fact['id']} [{start}, {end})")
    return wrong


def score(shared: Path, *, misses: int = 0) -> tuple[dict[str, Any], str]:
    """The scorer's figures as JSON, and what it printed."""
    return score_texts(shared, shared / "gold/seeds_gold.json", texts=shared / "seeds", misses=misses)


def score_texts(shared: Path, gold: Path, *, texts: Path, misses: int = 0) -> tuple[dict[str, Any], str]:
    """The scorer's figures for the texts of a folder against their annotation, as JSON, and what it printed."""
    with tempfile.TemporaryDirectory() as folder:
        predicted, figures = Path(folder, "predicted.json"), Path(folder, "figures.json")
        records = extract(sorted(texts.glob("*.txt")))
        predicted.write_text(json.dumps({"documents": [as_prediction(record) for record in records]}), encoding="utf-8")
        command = [sys.executable, str(shared / "gold/score_facts.py"), str(gold), str(predicted)]
        options = ["--texts", str(texts), "--misses", str(misses), "--json", str(figures)]
        done = subprocess.run([*command, *options], capture_output=True, text=True, check=True)
        return json.loads(figures.read_text(encoding="utf-8")), done.stdout


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the development library, with seeds/ and gold/")
    parser.add_argument("--misses", type=int, default=100, help="how many misses and spurious facts to list")
    arguments = parser.parse_args()
    print(score(arguments.shared, misses=arguments.misses)[1])


if __name__ == "__main__":
    main()
