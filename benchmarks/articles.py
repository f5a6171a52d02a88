"""Scores `onrecord extract` on trade articles of our own, written and annotated before the product read any of them.

    python -m benchmarks.articles ../shared               tables for each set, and the misses of those that are for tuning

The texts and their annotation lie in `tests/benchmarks/articles`. Sets for *tuning* may be read when the work is developed; of
those *held apart* only the totals are looked at; the authors of the second sets had not seen the program. In two sets nothing
but trade measures is annotated. The development library's scorer (`gold/score_facts.py`) does the counting.
"""

import argparse
from pathlib import Path

from benchmarks.score_seeds import score_texts

ARTICLES = Path(__file__).resolve().parent.parent / "tests/benchmarks/articles"
"""Where the articles lie: a folder for each half, with texts and `gold.json`."""

TUNING = ("tuning", "tuning_2", "tuning_3", "tuning_4")
"""Sets that may be read."""

HELD_APART = ("held_apart", "held_apart_2", "held_apart_3", "held_apart_4")
"""Sets of which nobody reads more than the totals."""

MEASURES = ("tuning_measures", "tuning_measures_2")
"""Sets that may be read, in which nothing but trade measures is annotated."""

_LISTED = 200


def main() -> None:
    """Print the scores of each set; ends with a message where the scorer is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"), help="the development library, with gold/")
    shared: Path = parser.parse_args().shared
    if not (shared / "gold/score_facts.py").is_file():
        parser.exit(1, f"{shared}/gold/score_facts.py is missing: name the folder of the development library.\n")
    for name in (*TUNING, *HELD_APART, *MEASURES):
        printed = score_texts(shared, ARTICLES / name / "gold.json", texts=ARTICLES / name, misses=_LISTED)[1]
        print(name, _shown(name, printed), sep="\n")


def _shown(name: str, printed: str) -> str:
    if name in HELD_APART:
        return printed.partition("\nMISSED")[0]
    if name in MEASURES:
        return "\n".join(line for line in printed.splitlines() if "tariff" in line)
    return printed


if __name__ == "__main__":
    main()
