"""What a text teaches the rules: its candidates, quotations and parts, with the annotated truth about each."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Document
from loaders.nlp import Parsed, Parser
from loaders.rules.attribution.constructions import Candidate, find_candidates
from loaders.rules.attribution.content import part_features, parts
from loaders.rules.attribution.features import features, surroundings
from loaders.rules.attribution.links import Option, Scene, Side, link_features, options
from loaders.rules.attribution.quoted import Quoted, Quotes, find_quoted, index_quotes
from loaders.rules.attribution.rates import Rates
from loaders.rules.attribution.repairs import repaired
from loaders.rules.attribution.scorer import Scorer, is_weighed
from loaders.rules.grammar import Grammar, read_grammar
from loaders.training.brat import Annotated
from loaders.training.logistic import Row

Judged = tuple[Row, bool]
"""The features of something, and whether it is so in truth."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A parsed text with its truth: which candidates attribute, and which attribution owns which token as cue or content."""

    annotated: Annotated
    parsed: Parsed
    grammar: Grammar
    quotes: Quotes
    candidates: tuple[Candidate, ...]
    labels: tuple[bool, ...]
    cues: dict[int, int]
    contents: dict[int, int]


def lessons(corpus: Sequence[Annotated], parser: Parser) -> Iterator[Lesson]:
    """The annotated texts, parsed, in the order given."""
    documents = [Document(iri=f"urn:corpus:{a.id}", id=a.id, path=a.id, text=a.text, sha256="") for a in corpus]
    for annotated, parsed in zip(corpus, parser.parse(documents), strict=True):
        yield lesson(annotated, parsed)


def lesson(annotated: Annotated, parsed: Parsed) -> Lesson:
    """One annotated text over its parse."""
    grammar = repaired(read_grammar(parsed.doc))
    cues = _owners(grammar, [a.cue for a in annotated.attributions])
    contents = _owners(grammar, [a.content for a in annotated.attributions])
    sources = [set(_owners(grammar, [a.source])) for a in annotated.attributions]
    candidates = tuple(find_candidates(grammar))
    labels = tuple(_is_right(candidate, cues, contents, sources) for candidate in candidates)
    quotes = index_quotes(find_quoted(grammar, frozenset()))
    return Lesson(annotated, parsed, grammar, quotes, candidates, labels, cues, contents)


def _is_right(candidate: Candidate, cues: Mapping[int, int], contents: Mapping[int, int], sources: Sequence[set[int]]) -> bool:
    """Whether cue, head of the content and source belong to one attribution, or it has no source in truth either."""
    number = cues.get(candidate.cue)
    if number is None or contents.get(candidate.content) != number:
        return False
    return candidate.source in sources[number] if candidate.source is not None else not sources[number]


def _owners(grammar: Grammar, parts: Sequence[tuple[tuple[int, int], ...]]) -> dict[int, int]:
    """Which attribution each token belongs to, by the token's first two characters (a quotation mark may be glued on)."""
    owner = {offset: number for number, spans in enumerate(parts) for start, end in spans for offset in range(start, end)}
    found: dict[int, int] = {}
    for token, start in enumerate(grammar.start):
        number = owner.get(start, owner.get(start + 1) if len(grammar.text[token]) > 1 else None)
        if number is not None:
            found[token] = number
    return found


def count_rates(taught: Sequence[Lesson]) -> Rates:
    """How often words and constructions attribute; what is too rare to tell is left out."""
    pairs, verbs, constructions = (_Tally() for _ in range(3))
    for one in taught:
        grammar = one.grammar
        for candidate, label in zip(one.candidates, one.labels, strict=True):
            pairs.add(f"{grammar.lemma[candidate.cue]} {candidate.construction}", label)
            constructions.add(candidate.construction, label)
        for token, pos in enumerate(grammar.pos):
            if pos == "VERB":
                verbs.add(grammar.lemma[token], token in one.cues)
    return Rates(
        {key: (right, n) for key, (right, n) in pairs.counts() if (right and n > 1) or n >= 20},
        {key: (right, n) for key, (right, n) in verbs.counts() if right and n > 1},
        {key: (right, n) for key, (right, n) in constructions.counts() if n > 5},
    )


class _Tally:
    """Counts how often something is so, of how often it is seen."""

    def __init__(self) -> None:
        self._right: Counter[str] = Counter()
        self._all: Counter[str] = Counter()

    def add(self, key: str, right: bool) -> None:  # noqa: FBT001  # a label is the thing counted
        self._right[key] += right
        self._all[key] += 1

    def counts(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """[so, all] by key, sorted by key."""
        return ((key, (self._right[key], n)) for key, n in sorted(self._all.items()))


def candidate_rows(one: Lesson, rates: Rates) -> Iterator[Judged]:
    """The candidates of a text that a scorer with these rates would weigh."""
    around = surroundings(one.grammar, one.quotes, rates)
    for candidate, label in zip(one.candidates, one.labels, strict=True):
        if is_weighed(rates, one.grammar, candidate):
            yield features(around, candidate), label


def part_rows(one: Lesson, rates: Rates) -> Iterator[Judged]:
    """The parts beside and in the contents of all true candidates; a part belongs if most of its words do."""
    for candidate, label in zip(one.candidates, one.labels, strict=True):
        if not label:
            continue
        number = one.cues[candidate.cue]
        for part in parts(one.grammar, candidate):
            words = [i for i in one.grammar.subtree(part.head) if one.grammar.text[i][:1].isalnum()]
            inside = sum(one.contents.get(i) == number for i in words)
            yield part_features(one.grammar, candidate, part, rates), 2 * inside > len(words)


def link_rows(one: Lesson, known: Scorer) -> Iterator[Judged]:
    """The options of every quotation of a text, told from the truth for the quotations before."""
    marked = frozenset(i for q in one.quotes.outer for i in range(q.opening, q.closing + 1))
    scores = known.scores(one.grammar, one.quotes, frozenset())
    scene = Scene(one.grammar, marked, scores, known.rates, frozenset(), known.belongs, one.grammar.first_line())
    last: Option | None = None
    before: Quoted | None = None
    speaking: int | None = None
    for quoted in one.quotes.outer:
        owner = Counter(one.contents.get(i) for i in range(quoted.first, quoted.last + 1)).most_common(1)[0][0]
        chosen: Option | None = None
        for option in options(scene, quoted, last, before):
            true = owner is not None and (
                owner == speaking if option.side is Side.CONTINUED else one.cues.get(option.cue) == owner
            )
            yield link_features(scene, quoted, option), true
            if true and chosen is None:
                chosen = option
        if chosen is not None:
            last, before, speaking = Option(chosen.side, chosen.cue), quoted, owner
