"""Recall by pattern of attribution: on annotated news, and on the gold cases of the tests.

    python -m benchmarks.patterns ../shared                        both readers on PolNeAR's development split
    python -m benchmarks.patterns ../shared --reader rules         one of them

An annotation shows a pattern where its rule in PATTERNS holds, so it may show several. Right means what the library's scorer
(`bench/score_attribution.py`) counts as FULL: content and source each at least half shared.
"""

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import yaml

from benchmarks.attribution import as_prediction, extract, load_scorer
from kg.model import Document
from loaders.nlp import Parser
from loaders.rules.grammar import Grammar, read_grammar
from loaders.rules.quotations import Quotation, find_quotations

CASES = Path(__file__).parents[1] / "tests/loaders/rules/cases/attribution"
READERS = ("neural", "rules")
_VERBS = ("VERB", "AUX")
Spans = Sequence[tuple[int, int]]
Texts = Mapping[str, tuple[str, Sequence[Mapping[str, Any]]]]
"""Texts with their annotations, by name, as the library's scorer has them."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotation over the parse of its text: the tokens of its parts, in order, and the quotations of the text."""

    grammar: Grammar
    quotations: tuple[Quotation, ...]
    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]

    @property
    def top(self) -> int:
        """The token of the content from which most of its others hang."""
        held = set(self.content)
        tops = [i for i in self.content if self.grammar.head[i] not in held or self.grammar.head[i] == i]
        return max(tops, key=lambda i: (self.grammar.right[i] - self.grammar.left[i], -i))

    def words(self, tokens: Iterable[int]) -> list[str]:
        """The words in small letters, without punctuation."""
        return [self.grammar.lower[i] for i in tokens if self.grammar.text[i][:1].isalnum()]

    def pieces(self) -> int:
        """How many quotations hold words of the content."""
        starts = [self.grammar.start[i] for i in self.content if self.grammar.text[i][:1].isalnum()]
        return sum(any(q.inner_start <= s < q.inner_end for s in starts) for q in self.quotations if q.depth == 0)


def _finite_clause(a: Annotated) -> bool:
    return a.grammar.pos[a.top] in _VERBS and (
        (a.grammar.dep[a.top] == "ccomp" and a.grammar.head[a.top] in a.cue)
        or any(a.grammar.dep[i] in ("ccomp", "parataxis") and a.grammar.head[i] in a.content for i in a.cue)
    )


def _nested(a: Annotated) -> bool:
    start, end = a.grammar.start[a.content[0]], a.grammar.end(a.content[-1])
    return any(q.depth and start <= q.start and q.end <= end for q in a.quotations)


def _passive(a: Annotated) -> bool:
    return any(a.grammar.dep[c] in ("auxpass", "nsubjpass", "agent") for i in a.cue for c in a.grammar.children[i])


def _sentences(a: Annotated) -> int:
    return len({a.grammar.sentence[i] for i in a.content if a.grammar.text[i][:1].isalnum()})


def _inside(a: Annotated) -> bool:
    return bool(a.cue) and a.content[0] < a.cue[0] and a.cue[-1] < a.content[-1]


def _noun_cue(a: Annotated) -> bool:
    return bool(a.words(a.cue)) and not any(a.grammar.pos[i] in _VERBS for i in a.cue) and "according" not in a.words(a.cue)


def _pronoun(a: Annotated) -> bool:
    return len(a.source) == 1 and a.grammar.tag[a.source[0]] in ("PRP", "PRP$", "WP", "WP$", "DT")


def _headline(a: Annotated) -> bool:
    return not any(a.grammar.is_break(i) for i in range(a.content[0]))


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern: its name, its rule in words, the best public system's recall in per cent, and the rule."""

    name: str
    rule: str
    public: int | None
    holds: Callable[[Annotated], bool]


PATTERNS = (
    Pattern("finite clause", "the content's top word is a verb that complements the cue, or holds it", 58, _finite_clause),
    Pattern(
        "noun-phrase object",
        "the content's top word is a noun",
        25,
        lambda a: a.grammar.pos[a.top] in ("NOUN", "PROPN", "PRON", "NUM"),
    ),
    Pattern("pronoun source", "the source is one pronoun", 54, _pronoun),
    Pattern("post-posed cue", "the cue stands behind the content", 55, lambda a: bool(a.cue) and a.content[-1] < a.cue[0]),
    Pattern("split quotation", "words of two or more quotations", 50, lambda a: a.pieces() > 1),
    Pattern("cue inside content", "the content starts before the cue and ends behind it", 50, _inside),
    Pattern("multi-sentence", "words of two or more sentences", 53, lambda a: _sentences(a) > 1),
    Pattern(
        "source after cue",
        "the source starts behind the cue",
        34,
        lambda a: bool(a.source and a.cue) and a.cue[0] < a.source[0] and "according" not in a.words(a.cue),
    ),
    Pattern("no source", "the annotation has none", 1, lambda a: not a.source),
    Pattern("noun or preposition cue", "no verb in the cue", 3, _noun_cue),
    Pattern("nested quotation", "holds a quotation that stands in a quotation", 67, _nested),
    Pattern("passive cue", "a verb of the cue is passive", 6, _passive),
    Pattern("headline", "the content starts in the first line", 34, _headline),
    Pattern("colon or dash", "the cue has no word", 6, lambda a: not a.words(a.cue)),
    Pattern("according to", "the cue holds “according”", 70, lambda a: "according" in a.words(a.cue)),
    Pattern(
        "question",
        "the content ends with a question mark",
        48,
        lambda a: "?" in (a.grammar.text[min(a.content[-1] + k, len(a.grammar) - 1)] for k in (0, 1)),
    ),
)


def annotations(texts: Texts) -> Iterator[tuple[str, int, Annotated]]:
    """Every annotation of the texts over its parse, with the text's name and the annotation's number in it."""
    documents = [
        Document(iri=f"urn:text:{name}", id=name, path=name, text=text, sha256="") for name, (text, _) in texts.items()
    ]
    for document, parsed in zip(documents, Parser().parse(documents), strict=True):
        grammar, quotations = read_grammar(parsed.doc), tuple(find_quotations(document.text))
        for number, one in enumerate(texts[document.id][1]):
            source, cue, content = (_tokens(grammar, one.get(part) or ()) for part in ("source", "cue", "content"))
            if content:
                yield document.id, number, Annotated(grammar, quotations, source, cue, content)


def _tokens(grammar: Grammar, spans: Spans) -> tuple[int, ...]:
    held = {offset for start, end in spans for offset in range(start, end)}
    return tuple(i for i, start in enumerate(grammar.start) if start in held and not grammar.text[i].isspace())


def missed(scorer: ModuleType, texts: Texts, predicted: Iterable[Mapping[str, Any]]) -> set[tuple[str, int]]:
    """The annotations that were not found, by name of the text and number."""
    found = {one["doc"]: one["attributions"] for one in predicted}
    wrong: set[tuple[str, int]] = set()
    for name, (text, gold) in texts.items():
        errors = scorer.score_doc(text, gold, found.get(name, []))[2]
        wrong.update((name, one["i"]) for one in errors["fn"])
    return wrong


def gold_cases() -> dict[str, tuple[str, list[dict[str, Spans | None]]]]:
    """The texts of the tests' gold cases with their claims in characters, by "pattern-number"."""
    texts: dict[str, tuple[str, list[dict[str, Spans | None]]]] = {}
    for file in sorted(CASES.glob("*.yaml")):
        for number, case in enumerate(yaml.safe_load(file.read_text(encoding="utf-8")), 1):
            claims = [_in_characters(case["text"], claim) for claim in case["claims"]]
            texts[f"{file.stem}-{number}"] = (case["text"], claims)
    return texts


def _in_characters(text: str, claim: Mapping[str, Any]) -> dict[str, Spans | None]:
    """The claim's content and, nearest to it, its source."""
    content: list[tuple[int, int]] = []
    for piece in claim["content"]:
        start = text.index(piece, content[-1][1] if content else 0)
        content.append((start, start + len(piece)))
    source = claim.get("source")
    if not source:
        return {"content": content, "source": None}
    starts = [i for i in range(len(text)) if text.startswith(source, i)]
    outside = [s for s in starts if not any(a <= s < b for a, b in content)]
    nearest = min(outside or starts, key=lambda s: min(min(abs(s - b), abs(s - a)) for a, b in content))
    return {"content": content, "source": [(nearest, nearest + len(source))]}


def _corpus_table(shared: Path, split: str, readers: Sequence[str]) -> Iterator[str]:
    gold = shared / "corpora/polnear" / split
    scorer = load_scorer(shared)
    texts = scorer.load_gold([gold], "first")
    files = sorted((gold / "text").glob("*.txt"))
    wrong = {r: missed(scorer, texts, [as_prediction(record) for record in extract(files, r)]) for r in readers}
    shown = list(annotations(texts))
    yield f"| pattern | where | annotations | best public | {' | '.join(readers)} |"
    yield f"|---|---|---|---|{'---|' * len(readers)}"
    for pattern in PATTERNS:
        here = [(name, number) for name, number, one in shown if pattern.holds(one)]
        recalls = (f"{_per_cent(sum(one not in wrong[r] for one in here), len(here))}" for r in readers)
        share = f"{len(here)} ({_per_cent(len(here), len(shown))} %)"
        yield f"| {pattern.name} | {pattern.rule} | {share} | {pattern.public} | {' | '.join(recalls)} |"
    everything = (_per_cent(sum((n, i) not in wrong[r] for n, i, _ in shown), len(shown)) for r in readers)
    yield f"| all | | {len(shown)} | | {' | '.join(everything)} |"


def _case_table(shared: Path, readers: Sequence[str]) -> Iterator[str]:
    scorer = load_scorer(shared)
    texts = gold_cases()
    with TemporaryDirectory() as folder:
        file = Path(folder, "cases.jsonl")
        lines = (json.dumps({"id": name, "text": text, "language": "en"}) for name, (text, _) in texts.items())
        file.write_text("\n".join(lines), encoding="utf-8")
        predicted = {r: [as_prediction(record) for record in extract([file], r)] for r in readers}
    wrong = {r: missed(scorer, texts, predicted[r]) for r in readers}
    yield f"| pattern | cases | claims | {' | '.join(readers)} |"
    yield f"|---|---|---|{'---|' * len(readers)}"
    names = sorted({name.rpartition("-")[0] for name in texts})
    for pattern in (*names, ""):
        held = {name: claims for name, (_, claims) in texts.items() if not pattern or name.rpartition("-")[0] == pattern}
        every = [(name, number) for name, claims in held.items() for number in range(len(claims))]
        recalls = (_per_cent(sum(one not in wrong[r] for one in every), len(every)) for r in readers)
        yield f"| {pattern.replace('_', ' ') or 'all'} | {len(held)} | {len(every)} | {' | '.join(recalls)} |"


def _per_cent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}" if whole else "–"


def main() -> None:
    """Read both sets with the readers, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the development library, with corpora/ and bench/")
    parser.add_argument("--reader", action="append", choices=READERS)
    parser.add_argument("--split", default="dev")
    arguments = parser.parse_args()
    readers = tuple(arguments.reader or READERS)
    print("\n".join(_corpus_table(arguments.shared, arguments.split, readers)))
    print()
    print("\n".join(_case_table(arguments.shared, readers)))


if __name__ == "__main__":
    main()
