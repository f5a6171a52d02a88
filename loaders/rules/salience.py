"""How present everybody named so far is to a reader: weighted recency of the places where they were mentioned."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from kg.model import EntityKind
from loaders.rules.cues import SAYING
from loaders.rules.given_names import Gender
from loaders.rules.grammar import Grammar
from loaders.rules.human_nouns import GENDERED

MEMORY = 40
"""How many earlier mentions are looked back on, so that time stays linear."""
_SUBJECTS = ("nsubj", "nsubjpass")
_HOPS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What counts how much for whom a pronoun takes up; chosen on texts that no case is measured on."""

    subject: float = 3.0
    other: float = 1.0
    main: float = 1.0
    saying: float = 1.2
    attached: float = -0.6
    sentence: float = 0.68
    line: float = 0.85
    quoted: float = 0.15
    known_gender: float = 0.7
    spoke: float = 2.5
    spoke_before: float = 0.6
    echo: float = 0.15
    governs: float = 2.5
    same_sentence: float = 0.0
    latest: float = 0.5
    often: float = 0.15
    barred: float = 0.15
    doubtful: float = 0.4
    stranger: float = 0.6
    farthest: int = 14


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody mentioned at a token."""

    token: int
    name: str
    kind: EntityKind
    weight: float
    speaks: bool
    quoted: bool


@dataclass(slots=True)
class Salience:
    """Who was mentioned where, up to the token that is read; `genders` and `totals` are those of the whole document."""

    grammar: Grammar
    quoted: frozenset[int]
    lines: list[int]
    genders: dict[str, Gender | None]
    totals: Counter[str]
    doubtful: frozenset[str] = frozenset()
    weights: Weights = WEIGHTS
    places: list[Place] = field(default_factory=list)
    kinds: dict[str, EntityKind] = field(default_factory=dict)

    def remember(self, i: int, name: str, kind: EntityKind) -> None:
        """Note that the token mentions a person, or somebody unnamed."""
        self.kinds.setdefault(name, kind)
        if kind is EntityKind.UNNAMED and name not in self.genders:
            self.genders[name] = GENDERED.get(self.grammar.lower[i])
        self.places.append(self.place(i, name, kind))

    def place(self, i: int, name: str, kind: EntityKind) -> Place:
        """The mention at a token, weighed by the part that it plays in its clause."""
        grammar, w = self.grammar, self.weights
        token = part(grammar, i)
        dep, verb = grammar.dep[token], grammar.head[token]
        subject = dep in _SUBJECTS
        speaks = subject and grammar.lemma[verb] in SAYING and grammar.pos[verb] in ("VERB", "AUX")
        if not subject and (said := _said_of(grammar, token)):
            subject = speaks = said
        weight = w.subject if subject else w.other
        told = grammar.dep[verb] == "ccomp" and grammar.head[verb] < verb and grammar.lemma[grammar.head[verb]] in SAYING
        speaks = speaks and not told
        weight += w.main if dep == "nsubj" and grammar.dep[verb] in ("ROOT", "ccomp", "conj") and not told else 0.0
        weight += w.saying if speaks else 0.0
        weight += w.attached if dep in ("poss", "compound") else 0.0
        return Place(i, name, kind, weight, speaks, i in self.quoted)

    def scores(self, i: int, gender: Gender | None, barred: Container[str] = ()) -> dict[str, float]:
        """How present everybody is at the token who can have that gender (None: any); nobody is left out for being barred."""
        w = self.weights
        scores: defaultdict[str, float] = defaultdict(float)
        strongest: dict[str, float] = {}
        spoken = 0
        latest = next((p.token for p in reversed(self.places[-MEMORY:]) if p.token not in self.quoted), None)
        for place in reversed(self.places[-MEMORY:]):
            distance = self.grammar.sentence[i] - self.grammar.sentence[place.token]
            known = self.genders.get(place.name)
            if (gender is not None and known not in (gender, None)) or distance > w.farthest:
                continue
            value = place.weight + (w.known_gender if gender is not None and known == gender else 0.0)
            value += w.same_sentence if distance == 0 else 0.0
            value += w.latest if place.token == latest and place.kind is EntityKind.PERSON else 0.0
            if place.speaks and not place.quoted and spoken < 4:
                value += w.spoke * w.spoke_before**spoken
                spoken += 1
            value *= self._faded(place, i, distance)
            best = max(strongest.get(place.name, 0.0), value)
            scores[place.name] += w.echo * value + (1 - w.echo) * (best - strongest.get(place.name, 0.0))
            strongest[place.name] = best
        governor = next(self.governing(i), None)
        if governor is not None and governor in scores:
            scores[governor] += w.governs
        for name in scores:
            scores[name] += w.often * min(self.totals[name], 8)
            scores[name] *= w.barred if name in barred else 1.0
            scores[name] *= w.doubtful if name in self.doubtful else 1.0
            scores[name] *= w.stranger if self.kinds[name] is EntityKind.UNNAMED else 1.0
        return dict(scores)

    def _faded(self, place: Place, i: int, distance: int) -> float:
        w = self.weights
        faded = w.sentence**distance * w.line ** (self.lines[i] - self.lines[place.token])
        return faded * w.quoted if place.quoted and i not in self.quoted else faded

    def governing(self, i: int) -> Iterator[str]:
        """The subjects of the clauses above the token's own, nearest first: "Poilievre" in "Poilievre wrote that he hopes"."""
        grammar = self.grammar
        verb = grammar.head[i]
        for _ in range(_HOPS):
            if grammar.head[verb] == verb:
                return
            verb = grammar.head[verb]
            subject = grammar.child(verb, *_SUBJECTS)
            if subject is not None and subject < i:
                found = next((p.name for p in reversed(self.places[-8:]) if part(grammar, p.token) == subject), None)
                if found is not None:
                    yield found


def _said_of(grammar: Grammar, i: int) -> bool:
    """Whether a relative clause tells that the person said something: "first came Ann Reed, who argued that …"."""
    clauses = (c for c in grammar.children[i] if grammar.dep[c] == "relcl" and grammar.lemma[c] in SAYING)
    return any(grammar.lower[subject] == "who" for c in clauses if (subject := grammar.child(c, "nsubj")) is not None)


def part(grammar: Grammar, i: int) -> int:
    """The token that stands for a name in its clause: of an apposition, the noun before it."""
    token = i
    for _ in range(_HOPS):
        if grammar.dep[token] != "appos" or grammar.head[token] == token:
            break
        token = grammar.head[token]
    return token
