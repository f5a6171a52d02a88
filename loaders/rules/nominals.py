"""Noun phrases that take up a person by what he or she is: "the prime minister", "the Liberal leader", "the 68-year-old"."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import EntityKind
from loaders.rules.cues import SAYING
from loaders.rules.given_names import Gender
from loaders.rules.grammar import Grammar
from loaders.rules.human_nouns import BEARERS, DESCRIBED, GENDERED, HUMANS, POSTS, RELATIVES, VAGUE
from loaders.rules.post_titles import contradicts, title_fit, title_words
from loaders.rules.salience import Salience

SURE = 1.15
"""By which factor the best antecedent must beat the second to be taken without doubt."""
_DETERMINERS = frozenset(("the", "that", "this"))
_INDEFINITE = frozenset(("a", "an", "one", "another"))
_NOT_BACK = frozenset(
    ("next", "new", "other", "future", "average", "typical", "same", "only", "best", "ideal", "first", "last")
)
"""Words before a noun that mostly speak of somebody else, or of nobody in particular."""
_PERSONS = POSTS | BEARERS | HUMANS | DESCRIBED | RELATIVES
_PREDICATES = ("attr", "poss", "oprd")
_MODIFIERS = ("compound", "amod", "appos", "attr", "nmod")
_INSIDE = ("NN", "NNP", "NNPS", "JJ", "JJS", "JJR", "CD", "HYPH", "POS", "VBN", "VBG", "RB", "``", "''")
_LONGEST = 9
_SAYS_LITTLE = frozenset(("nominee", "rival", "runner", "opponent", "leader", "friend", "ally", "republican", "democrat"))
"""What somebody may be called beside a post of his or her own."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a pronoun or nominal stands for; `candidates` are given where it stays uncertain."""

    name: str
    kind: EntityKind
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What counts how much for whom a nominal takes up."""

    title: float = 1.0
    otherwise: float = 0.4
    absent: float = 0.3
    beside: float = 0.85
    enough: float = 0.9
    sure: float = 1.3
    forgotten: int = 8


WEIGHTS = Weights()


def best(scores: Mapping[str, float], kinds: Mapping[str, EntityKind], sure: float = SURE) -> Resolved | None:
    """Whoever scores highest, with the others who come near as candidates unless the lead is clear; None for nobody."""
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] <= 0:
        return None
    name, top = ranked[0]
    kind = kinds.get(name, EntityKind.PERSON)
    rivals = [n for n, _ in ranked[1:] if kinds.get(n, EntityKind.PERSON) is EntityKind.PERSON]
    if kind is EntityKind.PERSON and len(ranked) > 1 and top < sure * ranked[1][1] and rivals:
        near = (n for n, value in ranked[:4] if value * 2 > top and kinds.get(n, EntityKind.PERSON) is EntityKind.PERSON)
        return Resolved(name, kind, tuple(near))
    return Resolved(name, kind)


def is_definite(grammar: Grammar, i: int) -> bool:
    """Whether the token heads a definite phrase for one person: "the prime minister", "that senator", "the 68-year-old"."""
    if not _is_person_noun(grammar, i) or _modifies(grammar, i):
        return False
    first = opening(grammar, i)
    return grammar.lower[first] in _DETERMINERS or _owned(grammar, first, i)


def is_stranger(grammar: Grammar, i: int) -> bool:
    """Whether the token introduces somebody without a name: "a law enforcement official", "one operative"."""
    if not _is_person_noun(grammar, i) or grammar.dep[i] in _PREDICATES or _modifies(grammar, i):
        return False
    if grammar.dep[i] == "pobj" and grammar.lower[grammar.head[i]] in ("as", "like", "of"):
        return False
    if grammar.lower[opening(grammar, i)] not in _INDEFINITE:
        return False
    return not any(grammar.dep[c] == "appos" and c > i for c in grammar.children[i])


def opening(grammar: Grammar, i: int) -> int:
    """The first word of the noun phrase that ends at the token, told by tags: the parser loses determiners of long phrases."""
    first = i
    while first > 0 and i - first < _LONGEST and grammar.tag[first - 1] in _INSIDE:
        first -= 1
    opens = first > 0 and (grammar.tag[first - 1] in ("DT", "PRP$") or grammar.lower[first - 1] in _INDEFINITE)
    return first - 1 if opens else first


def _owned(grammar: Grammar, first: int, i: int) -> bool:
    return grammar.tag[first] == "PRP$" or any(grammar.tag[j] == "POS" for j in range(first, i))


def _modifies(grammar: Grammar, i: int) -> bool:
    """Whether the noun only modifies another, unless a verb of saying follows it at once and so makes it a subject."""
    follows = i + 1 < len(grammar) and grammar.tag[i + 1] in ("VBD", "VBZ", "VBN") and grammar.lemma[i + 1] in SAYING
    return grammar.dep[i] in _MODIFIERS and not follows


def _is_person_noun(grammar: Grammar, i: int) -> bool:
    lower = grammar.lower[i]
    return (grammar.tag[i] in ("NN", "NNP") and lower in _PERSONS) or _is_age(grammar, i)


def _is_age(grammar: Grammar, i: int) -> bool:
    """Whether the token ends an age that stands for a person, as the tokenizer cuts it: "the 68 - year - old"."""
    if grammar.lower[i] != "old" or i < 4 or grammar.lower[i - 2] != "year" or grammar.text[i - 1] != "-":
        return False
    return i + 1 == len(grammar) or grammar.tag[i + 1] not in ("NN", "NNS", "NNP", "JJ", "HYPH")


@dataclass(slots=True)
class Nominals:
    """What the persons of a document are called, and who without a name was met in it so far."""

    grammar: Grammar
    titles: Mapping[str, Sequence[frozenset[str]]]
    weights: Weights = WEIGHTS
    _met: dict[str, int] = field(default_factory=dict)
    _called: dict[str, list[tuple[str, frozenset[str]]]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.titles = {name: tuple(dict.fromkeys(titles)) for name, titles in self.titles.items()}
        for name, titles in self.titles.items():
            for title in titles:
                for word in title:
                    self._called[word].append((name, title))

    def meet(self, i: int) -> None:
        """Note that somebody without a name is introduced at the token."""
        self._met[self.grammar.lower[i]] = i

    def resolve(self, i: int, salience: Salience, barred: Container[str]) -> Resolved | None:
        """The person a definite phrase stands for; None for somebody else, whom the text may not name."""
        w = self.weights
        gender = GENDERED.get(self.grammar.lower[i])
        present = salience.scores(i, gender, barred)
        fits = self._fits(i, salience, gender)
        scores = {
            name: max(present.get(name, 0.0), w.absent) * (1.0 + w.title * fit) * (1.0 if name not in barred else 0.5)
            for name, fit in fits.items()
        }
        if self._takes_up(i):
            words = title_words(self._words(i))
            for name, presence in present.items():
                value = presence * (w.otherwise if self._is_something_else(name) else w.beside if fits else 1.0)
                if name in scores or name in barred or value < w.enough or salience.kinds[name] is not EntityKind.PERSON:
                    continue
                if not self._is_foreign(name, words):
                    scores[name] = value
        return best(scores, salience.kinds, w.sure)

    def _fits(self, i: int, salience: Salience, gender: Gender | None) -> dict[str, float]:
        """How well everybody's titles fit the phrase, of those who can be meant at all."""
        words, head = title_words(self._words(i)), title_words([self.grammar.lower[i]])
        fits: dict[str, float] = {}
        for name, title in self._called.get(min(head, default=""), ()):
            fit = title_fit(words, head, title)
            if fit > 0 and (gender is None or salience.genders.get(name) in (None, gender)):
                fits[name] = max(fit, fits.get(name, 0.0))
        return fits

    def _words(self, i: int) -> Iterator[str]:
        """The words of the phrase up to its head, without whose it is."""
        grammar = self.grammar
        first = opening(grammar, i)
        owner = next((j for j in range(i - 1, first - 1, -1) if grammar.tag[j] == "POS"), first - 1)
        yield from grammar.lower[owner + 1 : i + 1]

    def _is_something_else(self, name: str) -> bool:
        """Whether the text tells what the person is, and it is not what the phrase says."""
        return any(title & (POSTS | HUMANS) - _SAYS_LITTLE for title in self.titles.get(name, ()))

    def _is_foreign(self, name: str, words: frozenset[str]) -> bool:
        """Whether the person belongs to another country than the phrase says."""
        return any(contradicts(words, title) for title in self.titles.get(name, ()))

    def _takes_up(self, i: int) -> bool:
        """Whether the phrase may take up whoever is spoken of, though nothing was said that it repeats."""
        grammar = self.grammar
        lower = grammar.lower[i]
        first = opening(grammar, i)
        if lower in RELATIVES or lower in VAGUE or self._was_met(i) or _owned(grammar, first, i):
            return False
        if any(grammar.text[j] in _NOT_BACK and grammar.lower[j + 1] != "lady" for j in range(first, i)):
            return False
        return not any(c > i and grammar.dep[c] in ("prep", "relcl", "acl") and self._narrows(c) for c in grammar.children[i])

    def _narrows(self, child: int) -> bool:
        """Whether what follows a noun tells which one is meant, as nothing does that is set off by a comma or a dash."""
        grammar = self.grammar
        set_off = grammar.text[max(grammar.left[child] - 1, 0)] in (",", "—", "–", "--")
        return not set_off and grammar.lemma[child] not in SAYING and grammar.lower[child] != "of"

    def _was_met(self, i: int) -> bool:
        met = self._met.get(self.grammar.lower[i])
        return met is not None and self.grammar.sentence[i] - self.grammar.sentence[met] <= self.weights.forgotten
