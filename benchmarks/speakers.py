"""How often a pronoun or a title alone is resolved to the person who speaks, on cases labelled by hand.

    python -m benchmarks.speakers ../shared               accuracy, what stayed open, every wrong name
    python -m benchmarks.speakers ../shared --cases FILE  the same on other cases of the training split

Two tables. In the first, "sources", every labelled source is given to the resolver as it stands, so that resolution is measured
by itself. In the second, "claims", a case counts as *found* when some claim's source overlaps it (the best fitting one counts);
that is extraction's matter, so the last column but one tells of the named cases that were found how many come out right.
A case is *resolved* when one person is named without candidates. A case that is labelled "-" (the text names no single person)
is right when it stays open.
"""

import argparse
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from sys import stdin

from kg.facts import Claim, Fact
from kg.ids import Namer
from kg.model import Document, EntityKind, Mention
from loaders.extract import Extraction, RuleReader
from loaders.neural.model import load_model
from loaders.neural.reader import NeuralClaims
from loaders.nlp import Parsed
from loaders.pipeline import read_documents
from loaders.readers import READERS
from loaders.rules import FindClaims
from loaders.rules.claims import find_claims
from loaders.rules.people import People

CASES = Path(__file__).with_name("speakers.tsv")
TEXTS = Path("corpora", "polnear", "train", "text")
NOBODY = "-"
"""The label of a source for whom the text gives no name."""

_BATCH = 32
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_NOT_NAME = re.compile(r"[^\w\s'’-]|_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One labelled source: its document's stem, its characters [start, end) and the person's name, or NOBODY."""

    document: str
    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was read for a case: the source as written, and who speaks there (None: nothing was found there)."""

    case: Case
    written: str
    speaker: Mention | None

    @property
    def pronoun(self) -> bool:
        """Whether the source is a single word; otherwise it is a nominal."""
        return len(self.written.split()) == 1

    @property
    def resolved(self) -> str | None:
        """The one person named, if there is one."""
        speaker = self.speaker
        person = speaker is not None and speaker.kind is EntityKind.PERSON and not speaker.candidates
        return speaker.name if speaker is not None and person else None

    @property
    def right(self) -> bool:
        """Whether the person is the labelled one, or stayed open where there is none."""
        if self.case.name == NOBODY:
            return self.resolved is None
        return self.resolved is not None and same_name(self.resolved, self.case.name)


def read_cases(path: Path = CASES) -> tuple[Case, ...]:
    """The cases of a file: lines "document, start, end, name" between tabs, after comments and a heading."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    cases = []
    for line in lines[1:]:
        document, start, end, name = line.split("\t")
        cases.append(Case(document=document, start=int(start), end=int(end), name=name))
    return tuple(cases)


def same_name(found: str, labelled: str) -> bool:
    """Whether two names are one but for initials, suffixes, accents, case, and nicknames in quotation marks."""
    return _plain(found) == _plain(labelled)


def _plain(name: str) -> tuple[str, ...]:
    folded = unicodedata.normalize("NFKD", re.sub(r"[“\"].*?[”\"]", " ", name)).casefold()
    plain = _NOT_NAME.sub(" ", "".join(c for c in folded if not unicodedata.combining(c)))
    words = [word for word in plain.split() if word not in _SUFFIXES]
    return tuple(word for i, word in enumerate(words) if len(word) > 1 or i in (0, len(words) - 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """The outcomes of the claims found, and of the sources by themselves, each in the order of the cases."""

    claims: tuple[Outcome, ...]
    sources: tuple[Outcome, ...]


class _Sources:
    """Finds claims as it is told to, and notes on the way whom each case's source stands for."""

    def __init__(self, cases: Iterable[Case], find: FindClaims) -> None:
        self._find = find
        self._cases: defaultdict[str, list[Case]] = defaultdict(list)
        for case in cases:
            self._cases[case.document].append(case)
        self.speakers: dict[Case, Mention] = {}

    def __call__(self, parsed: Parsed, people: People) -> Iterator[Claim]:
        for case in self._cases[parsed.document.id]:
            tokens = [i for i, start in enumerate(people.grammar.start) if case.start <= start < case.end]
            heads = [i for i in tokens if people.grammar.head[i] not in tokens or people.grammar.head[i] == i]
            if heads:
                self.speakers[case] = people.mention(heads[-1])
        yield from self._find(parsed, people)


def run(shared: Path, cases: Sequence[Case], reader: str = READERS[0]) -> Readings:
    """Read the documents of the cases as `onrecord extract` does, and look up each case."""
    stems = sorted({case.document for case in cases})
    paths = [str(shared / TEXTS / f"{stem}.txt") for stem in stems]
    documents = tuple(found for found in read_documents(paths, Namer(), stdin.buffer) if isinstance(found, Document))
    sources = _Sources(cases, NeuralClaims(load_model()) if reader == "neural" else find_claims)
    extract = RuleReader(find=sources)
    read: dict[str, Extraction] = {}
    for i in range(0, len(documents), _BATCH):
        read |= {extraction.document.id: extraction for extraction in extract(documents[i : i + _BATCH])}
    return Readings(
        claims=tuple(_outcome(case, read, _claimant(case, read[case.document].facts)) for case in cases),
        sources=tuple(_outcome(case, read, sources.speakers.get(case)) for case in cases),
    )


def _outcome(case: Case, read: dict[str, Extraction], speaker: Mention | None) -> Outcome:
    text = read[case.document].document.text
    return Outcome(case=case, written=text[case.start : case.end], speaker=speaker)


def _claimant(case: Case, facts: Iterable[Fact]) -> Mention | None:
    """The speaker of the claim whose source fits the case best; of equals, the first."""
    best: tuple[float, Mention | None] = (0.0, None)
    for fact in facts:
        if isinstance(fact, Claim) and (overlap := _overlap(case, fact.speaker)) > best[0]:
            best = (overlap, fact.speaker)
    return best[1]


def _overlap(case: Case, speaker: Mention) -> float:
    span = speaker.span
    if span is None:
        return 0.0
    shared = min(case.end, span.end) - max(case.start, span.start)
    return max(0, shared) / (max(case.end, span.end) - min(case.start, span.start))


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Counts over some cases: `named` have a name to be found, `open` of those found have candidates but no one name."""

    cases: int
    found: int
    resolved: int
    resolved_right: int
    open: int
    named: int
    named_found: int
    named_right: int
    right: int

    @property
    def precision(self) -> float:
        """Of the cases found and resolved, how many are right."""
        return self.resolved_right / self.resolved if self.resolved else 0.0

    @property
    def coverage(self) -> float:
        """Of the cases found whom the text names, how many are resolved and right."""
        return self.named_right / self.named_found if self.named_found else 0.0

    @property
    def accuracy(self) -> float:
        """Of all cases, how many are right."""
        return self.right / self.cases if self.cases else 0.0


def marks(outcomes: Iterable[Outcome]) -> Marks:
    """Count the outcomes."""
    given = tuple(outcomes)
    resolved = [outcome for outcome in given if outcome.resolved is not None]
    named = [outcome for outcome in given if outcome.case.name != NOBODY]
    return Marks(
        cases=len(given),
        found=sum(outcome.speaker is not None for outcome in given),
        resolved=len(resolved),
        resolved_right=sum(outcome.right for outcome in resolved),
        open=sum(bool(outcome.speaker is not None and outcome.speaker.candidates) for outcome in given),
        named=len(named),
        named_found=sum(outcome.speaker is not None for outcome in named),
        named_right=sum(outcome.right for outcome in named),
        right=sum(outcome.right for outcome in given),
    )


def report(readings: Readings) -> str:
    """Both tables and the lists of what was not right."""
    unresolved = (_line(outcome) for outcome in readings.sources if not outcome.right)
    wrong = (_line(outcome) for outcome in readings.claims if not outcome.right)
    tables = (*_table("sources", readings.sources), "", *_table("claims", readings.claims))
    return "\n".join([*tables, "", "not right in the sources:", *unresolved, "", "not right in the claims:", *wrong])


def _table(title: str, outcomes: Sequence[Outcome]) -> Iterator[str]:
    groups = (
        ("pronoun", [outcome for outcome in outcomes if outcome.pronoun]),
        ("nominal", [outcome for outcome in outcomes if not outcome.pronoun]),
        ("all", list(outcomes)),
    )
    yield f"{title:9}  cases  found  resolved  right of resolved  with candidates  right of named found  of named  right of all"
    for name, group in groups:
        m = marks(group)
        yield (
            f"{name:9} {m.cases:6} {m.found:6} {m.resolved:9}  {m.resolved_right:8} = {m.precision:6.1%}  {m.open:15}"
            f"  {m.named_right:8}/{m.named_found} = {m.coverage:6.1%}  {m.named:8}  {m.right:4} = {m.accuracy:6.1%}"
        )


def _line(outcome: Outcome) -> str:
    case, speaker = outcome.case, outcome.speaker
    if speaker is None:
        state = "no claim found"
    elif speaker.candidates:
        state = "open: " + ", ".join(speaker.candidates)
    else:
        state = f"{'WRONG' if outcome.resolved else 'open'}: {speaker.name} ({speaker.kind})"
    return f"{case.document} [{case.start}, {case.end}) {outcome.written!r} is {case.name}; {state}"


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the development library, with corpora/polnear/train")
    parser.add_argument("--cases", type=Path, default=CASES)
    parser.add_argument("--reader", choices=READERS, default=READERS[0])
    arguments = parser.parse_args()
    print(report(run(arguments.shared, read_cases(arguments.cases), arguments.reader)))


if __name__ == "__main__":
    main()
