"""Scores `onrecord extract` on fourteen trade articles of our own, written and annotated before the product read any of them.

    python -m benchmarks.articles ../shared               a table for each half, and the misses of the tuning half

The texts and their annotation lie in `tests/benchmarks/articles`. The half *tuning* may be read when the work is developed; of
the half *held_apart* only the totals are looked at. The development library's scorer (`gold/score_facts.py`) does the counting.
"""

import argparse
from pathlib import Path

from benchmarks.score_seeds import score_texts

ARTICLES = Path(__file__).resolve().parent.parent / "tests/benchmarks/articles"
"""Where the articles lie: a folder for each half, with texts and `gold.json`."""

HALVES = ("tuning", "held_apart")
"""The halves of the articles."""

_LISTED = 200


def main() -> None:
    """Print the scores of both halves; ends with a message where the scorer is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"), help="the development library, with gold/")
    shared: Path = parser.parse_args().shared
    if not (shared / "gold/score_facts.py").is_file():
        parser.exit(1, f"{shared}/gold/score_facts.py is missing: name the folder of the development library.\n")
    for half in HALVES:
        printed = score_texts(shared, ARTICLES / half / "gold.json", texts=ARTICLES / half, misses=_LISTED)[1]
        print(half, printed if half == "tuning" else printed.partition("\nMISSED")[0], sep="\n")


if __name__ == "__main__":
    main()
