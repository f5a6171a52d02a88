"""How well attributions agree with annotated ones: content and source each at least half shared, one to one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from loaders.rules.quotations import find_quotations
from loaders.training.brat import Annotated, Offsets

_ENOUGH = 0.5
"""The shared part of two stretches, by what either holds, from which on they count as the same."""
_QUOTED = 4
"""Quoted words from which on an attribution is direct or mixed."""
_BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An attribution that was read: offsets of its parts in characters; the source may be empty."""

    source: Offsets
    content: Offsets
    confidence: float


@dataclass(slots=True)
class Count:
    """Attributions that were annotated, found, and found rightly (seen from either side)."""

    annotated: int = 0
    found: int = 0
    right_annotated: int = 0
    right_found: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right_found / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what was annotated that was found."""
        return self.right_annotated / self.annotated if self.annotated else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Marks:
    """The counts over several texts, in all and by how much is quoted; `judged` are confidences with their truth."""

    all: Count = field(default_factory=Count)
    quoted: Count = field(default_factory=Count)
    indirect: Count = field(default_factory=Count)
    judged: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, annotated: Annotated, found: Sequence[Found]) -> None:
        """Count one text."""
        text = annotated.text
        quoted = _quoted(text)
        gold = [(_held(text, a.content), _held(text, a.source)) for a in annotated.attributions]
        read = [(_held(text, f.content), _held(text, f.source)) for f in found]
        pairs = _matched(gold, read)
        self._count(self.all, gold, read, pairs)
        for count, wanted in ((self.quoted, True), (self.indirect, False)):
            of_gold = [_is_quoted(text, content, quoted) == wanted for content, _ in gold]
            of_read = [_is_quoted(text, content, quoted) == wanted for content, _ in read]
            count.annotated += sum(of_gold)
            count.found += sum(of_read)
            count.right_annotated += sum(of_gold[g] for g, _ in pairs)
            count.right_found += sum(of_read[f] for _, f in pairs)
        right = {f for _, f in pairs}
        self.judged.extend((one.confidence, number in right) for number, one in enumerate(found))

    @staticmethod
    def _count(count: Count, gold: Sequence[object], read: Sequence[object], pairs: Sequence[tuple[int, int]]) -> None:
        count.annotated += len(gold)
        count.found += len(read)
        count.right_annotated += len(pairs)
        count.right_found += len(pairs)

    def figures(self) -> dict[str, object]:
        """Everything counted, for programs."""
        named = {"all": self.all, "direct+mixed": self.quoted, "indirect": self.indirect}
        counts = {name: {"precision": one.precision, "recall": one.recall, "f1": one.f1} for name, one in named.items()}
        return {**counts, "calibration_error": self.calibration_error(), "reliability": self.reliability()}

    def table(self) -> str:
        """The figures per cent, as lines of text."""
        lines = [f"{'':14}     P     R    F1"]
        for name, one in (("all", self.all), ("direct, mixed", self.quoted), ("indirect", self.indirect)):
            lines.append(f"{name:14} {100 * one.precision:5.1f} {100 * one.recall:5.1f} {100 * one.f1:5.1f}")
        lines.append(f"expected calibration error {self.calibration_error():.3f}")
        lines.append("\nconfidence  right  claims")
        lines.extend(f"{mean:10.2f} {right:6.2f} {number:7d}" for mean, right, number in self.reliability())
        return "\n".join(lines)

    def reliability(self) -> list[tuple[float, float, int]]:
        """Ten equal bins of confidence that hold any: mean confidence, share that is right, how many."""
        bins: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
        for confidence, right in self.judged:
            bins[min(_BINS - 1, int(confidence * _BINS))].append((confidence, right))
        return [(sum(c for c, _ in b) / len(b), sum(r for _, r in b) / len(b), len(b)) for b in bins if b]

    def calibration_error(self) -> float:
        """The expected calibration error: how far confidence lies from the share that is right, on average."""
        total = sum(number for _, _, number in self.reliability())
        return sum(abs(mean - right) * number for mean, right, number in self.reliability()) / total if total else 0.0


Held = frozenset[int]


def is_right(text: str, one: Found, annotated: Annotated) -> bool:
    """Whether some annotated attribution has this content and this source."""
    read = (_held(text, one.content), _held(text, one.source))
    return any(_agree((_held(text, a.content), _held(text, a.source)), read) for a in annotated.attributions)


def _matched(gold: Sequence[tuple[Held, Held]], read: Sequence[tuple[Held, Held]]) -> list[tuple[int, int]]:
    """Pairs that agree, the best first, each attribution once."""
    agreeing = [
        (_shared(g[0], f[0]) + _shared(g[1], f[1]), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(read)
        if not g[0].isdisjoint(f[0]) and _agree(g, f)
    ]
    taken_gold: set[int] = set()
    taken_read: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(agreeing, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if i not in taken_gold and j not in taken_read:
            taken_gold.add(i)
            taken_read.add(j)
            pairs.append((i, j))
    return pairs


def _agree(gold: tuple[Held, Held], read: tuple[Held, Held]) -> bool:
    same_source = not (gold[1] or read[1]) or _shared(gold[1], read[1]) >= _ENOUGH
    return same_source and _shared(gold[0], read[0]) >= _ENOUGH


def _shared(one: Held, other: Held) -> float:
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def _held(text: str, spans: Iterable[tuple[int, int]]) -> Held:
    return frozenset(i for start, end in spans for i in range(start, end) if not text[i].isspace())


def _quoted(text: str) -> Held:
    return frozenset(i for q in find_quotations(text) if q.depth == 0 for i in range(q.inner_start, q.inner_end))


def _is_quoted(text: str, content: Held, quoted: Held) -> bool:
    starts = (i for i in content & quoted if text[i].isalnum() and not (i and text[i - 1].isalnum()))
    return sum(1 for _ in starts) >= _QUOTED
