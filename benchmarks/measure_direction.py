"""Counts how often the measures reader confuses who imposes a trade measure with who bears it.

    python -m benchmarks.measure_direction                 right, swapped, missed, wrong; and the sentences that are not right

The sentences lie in `tests/loaders/rules/cases/measure_directions.yaml`, each twice with its countries exchanged: a reader that
swaps the sides, or that always names the same country first, is right in none or in half of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from kg.model import Document
from loaders.nlp import Parser
from loaders.rules.measures import find_measures
from loaders.rules.people import read_people

CASES = Path(__file__).resolve().parent.parent / "tests/loaders/rules/cases/measure_directions.yaml"
"""The sentences with who imposes and who bears."""

Sides = tuple[str, str | None]
"""Who imposes, and who bears the measure (None: not stated)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Directed:
    """A sentence, the sides that it tells, and the sides that a reader found in it."""

    text: str
    told: Sides
    found: frozenset[Sides]

    @property
    def swapped(self) -> bool:
        """Whether the reader has the countries, the wrong way round."""
        return (self.told[1], self.told[0]) in self.found

    @property
    def right(self) -> bool:
        """Whether the reader has the two sides and no others."""
        return self.found == {self.told}


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectionScore:
    """How many sentences are right, swapped (an error even beside the right sides), not read, or wrong in another way."""

    right: int
    swapped: int
    missed: int
    wrong: int

    @property
    def accuracy(self) -> float:
        """The share of the sentences that are right."""
        return self.right / max(self.right + self.swapped + self.missed + self.wrong, 1)


def score(directed: Iterable[Directed]) -> DirectionScore:
    """Every sentence counted once, a swap before everything else."""
    kinds = ["swapped" if one.swapped else "right" if one.right else "wrong" if one.found else "missed" for one in directed]
    return DirectionScore(**{name: kinds.count(name) for name in ("right", "swapped", "missed", "wrong")})


def read_directions(cases: Path = CASES) -> Iterator[Directed]:
    """What the measures reader finds in each sentence of the file."""
    told = yaml.safe_load(cases.read_text(encoding="utf-8"))
    documents = [
        Document(iri="https://onrecord.example/document/0", id=str(i), path="-", text=case["text"], sha256="0", published=None)
        for i, case in enumerate(told)
    ]
    for case, parsed in zip(told, Parser().parse(documents), strict=True):
        measures = (report.measure for report in find_measures(parsed, read_people(parsed)))
        found = frozenset((str(measure.imposing), str(measure.target or "") or None) for measure in measures)
        yield Directed(text=case["text"], told=(case["imposing"], case["target"]), found=found)


def main() -> None:
    """Print the score and what is not right."""
    directed = tuple(read_directions())
    result = score(directed)
    print(f"{result} accuracy {result.accuracy:.3f}")
    for one in directed:
        if one.swapped or not one.right:
            print("SWAPPED" if one.swapped else "       ", one.text, "told", one.told, "found", sorted(one.found, key=str))


if __name__ == "__main__":
    main()
