"""For whom a pronoun or a title alone stands: weighted recency for "he", shared titles for "the prime minister"."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model import EntityKind
from loaders.nlp import Parsed
from loaders.rules.cues import SAYING
from loaders.rules.given_names import Gender
from loaders.rules.grammar import Grammar
from loaders.rules.human_nouns import COLLECTIVES, GENDERED, HONORIFICS, HUMANS, ORGANISATIONS, POSTS, singular
from loaders.rules.name_runs import Named
from loaders.rules.named import name_gender
from loaders.rules.post_titles import title_fit, title_words, titles_of
from loaders.rules.quotations import Quotation, find_quotations

PRONOUNS: Mapping[str, Gender] = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_PLURALS = frozenset(("they", "them", "their", "theirs", "themselves"))
_NEUTERS = frozenset(("it", "its", "itself"))
_MEMORY = 40
"""How many earlier mentions a pronoun looks back on, so that time stays linear."""
_ECHO = 0.15
"""What a further mention of somebody adds, against the mention that weighs most."""
_SURE = 1.15
"""By which factor the best antecedent must beat the second to be taken without doubt."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a pronoun or nominal stands for; `candidates` are given where it stays uncertain."""

    name: str
    kind: EntityKind
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Antecedents:
    """Resolutions by the token that is resolved."""

    _resolved: Mapping[int, Resolved]

    def of(self, token: int) -> Resolved | None:
        """What the token stands for, None where it is no pronoun or title alone, or nothing fits."""
        return self._resolved.get(token)


@dataclass(frozen=True, slots=True)
class _Place:
    """Somebody mentioned at a token."""

    token: int
    name: str
    kind: EntityKind
    weight: float
    speaks: bool
    quoted: bool


@dataclass(slots=True)
class _Reading:
    """The state of one pass over a document from its first token to its last."""

    grammar: Grammar
    quoted: frozenset[int]
    lines: list[int]
    genders: Mapping[str, Gender | None]
    totals: Counter[str]
    titles: Mapping[str, list[frozenset[str]]]
    places: list[_Place] = field(default_factory=list)
    groups: list[_Place] = field(default_factory=list)
    resolved: dict[int, Resolved] = field(default_factory=dict)


def find_antecedents(parsed: Parsed, grammar: Grammar, mentions: tuple[Named, ...]) -> Antecedents:
    """Resolves every third-person pronoun and every definite title of a document in one pass."""
    at = {named.head: named for named in mentions}
    inside = {i for named in mentions for i in range(named.start, named.end)}
    persons = [named for named in mentions if named.kind is EntityKind.PERSON]
    reading = _Reading(
        grammar=grammar,
        quoted=_quoted_tokens(grammar, find_quotations(grammar.whole)),
        lines=_line_numbers(grammar),
        genders=_genders(persons),
        totals=Counter(named.name for named in persons),
        titles=titles_of(grammar, persons),
    )
    for i in range(len(grammar)):
        if i in at:
            _remember(reading, i, at[i].name, at[i].kind)
        elif i not in inside and not parsed.is_boilerplate(parsed.doc[i]):
            _read(reading, i)
    return Antecedents(reading.resolved)


def _read(reading: _Reading, i: int) -> None:
    lower = reading.grammar.lower[i]
    if lower in PRONOUNS:
        resolved = _personal(reading, i, PRONOUNS[lower])
    elif lower in _PLURALS:
        resolved = _collective(reading, i, plural=True)
    elif lower in _NEUTERS:
        resolved = _collective(reading, i, plural=False)
    elif reading.grammar.tag[i] in ("NN", "NNP") and singular(lower) in POSTS and _definite(reading.grammar, i):
        resolved = _titled(reading, i)
    else:
        if reading.grammar.tag[i] in ("NNS", "NNPS", "NN"):
            _remember_group(reading, i)
        return
    if resolved is not None:
        reading.resolved[i] = resolved
        if not resolved.candidates:
            _remember(reading, i, resolved.name, resolved.kind)


def _remember(reading: _Reading, i: int, name: str, kind: EntityKind) -> None:
    grammar = reading.grammar
    dep = grammar.dep[i]
    subject = dep in ("nsubj", "nsubjpass")
    verb = grammar.head[i]
    speaks = subject and grammar.lemma[verb] in SAYING and grammar.pos[verb] in ("VERB", "AUX")
    weight = 3.0 if subject else 1.0
    weight += 1.0 if dep == "nsubj" and grammar.dep[verb] in ("ROOT", "ccomp", "conj") else 0.0
    weight += 1.2 if speaks else 0.0
    weight -= 0.6 if dep in ("poss", "compound") else 0.0
    place = _Place(i, name, kind, weight, speaks, i in reading.quoted)
    (reading.places if kind is EntityKind.PERSON else reading.groups).append(place)


def _remember_group(reading: _Reading, i: int) -> None:
    """A common noun for people or bodies in subject position can be taken up by "they" or "it"."""
    grammar = reading.grammar
    noun = singular(grammar.lower[i])
    plural = grammar.tag[i] in ("NNS", "NNPS") or noun in COLLECTIVES
    if grammar.dep[i] in ("nsubj", "nsubjpass") and noun in HUMANS | ORGANISATIONS | POSTS:
        name = _written(grammar, i)
        speaks = grammar.lemma[grammar.head[i]] in SAYING
        kind = EntityKind.GROUP if plural else EntityKind.ORGANIZATION
        if plural or noun in ORGANISATIONS:
            reading.groups.append(_Place(i, name, kind, 4.2 if speaks else 3.0, speaks, i in reading.quoted))


def _written(grammar: Grammar, i: int) -> str:
    start, end = grammar.left[i], i + 1
    if grammar.lower[start] in ("the", "these", "those"):
        start += 1
    child = next(
        (
            c
            for c in grammar.children[i]
            if grammar.dep[c] == "prep" and grammar.lower[c] in ("of", "from", "in") and c == i + 1
        ),
        None,
    )
    if child is not None and grammar.right[child] - i < 8:
        end = grammar.right[child] + 1
    return grammar.whole[grammar.start[start] : grammar.end(end - 1)] if start < end else grammar.text[i]


def _personal(reading: _Reading, i: int, gender: Gender) -> Resolved | None:
    """Recency, weighted by grammar, agreement, the line between and who spoke last."""
    scores: defaultdict[str, float] = defaultdict(float)
    strongest: dict[str, float] = {}
    spoken = 0
    for place in reversed(reading.places[-_MEMORY:]):
        distance = reading.grammar.sentence[i] - reading.grammar.sentence[place.token]
        known = reading.genders.get(place.name)
        if known not in (gender, None) or distance > 14:
            continue
        fading = 0.72**distance * 0.85 ** (reading.lines[i] - reading.lines[place.token])
        if place.quoted and i not in reading.quoted:
            fading *= 0.25
        value = place.weight + (0.7 if known == gender else 0.0)
        if place.speaks and not place.quoted and spoken < 4:
            value += 2.5 * 0.6**spoken
            spoken += 1
        value *= fading
        best = max(strongest.get(place.name, 0.0), value)
        scores[place.name] += _ECHO * value + (1 - _ECHO) * (best - strongest.get(place.name, 0.0))
        strongest[place.name] = best
    governor = _governing_subject(reading, i)
    if governor is not None and governor in scores:
        scores[governor] += 2.5
    for name in scores:
        scores[name] += 0.15 * min(reading.totals[name], 8)
    return _best(scores, EntityKind.PERSON)


def _governing_subject(reading: _Reading, i: int) -> str | None:
    """The subject of the nearest clause above the pronoun's own: "Poilievre" in "Poilievre wrote that he hopes"."""
    grammar = reading.grammar
    verb = grammar.head[i]
    for _ in range(6):
        if grammar.head[verb] == verb:
            return None
        verb = grammar.head[verb]
        subject = grammar.child(verb, "nsubj", "nsubjpass")
        if subject is not None and subject < i:
            return next((place.name for place in reversed(reading.places[-8:]) if place.token == subject), None)
    return None


def _best(scores: Mapping[str, float], kind: EntityKind) -> Resolved | None:
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return None
    if len(ranked) > 1 and ranked[0][1] < _SURE * ranked[1][1]:
        return Resolved(ranked[0][0], kind, tuple(name for name, value in ranked[:4] if value * 2 > ranked[0][1]))
    return Resolved(ranked[0][0], kind)


def _collective(reading: _Reading, i: int, *, plural: bool) -> Resolved | None:
    """What "they" or "it" takes up: the last fitting subject of this sentence or the two before."""
    best: tuple[float, _Place] | None = None
    for place in reversed(reading.groups[-_MEMORY:]):
        distance = reading.grammar.sentence[i] - reading.grammar.sentence[place.token]
        if distance > 2:
            break
        if plural != (place.kind is EntityKind.GROUP) and not (plural and place.kind is EntityKind.ORGANIZATION):
            continue
        value = place.weight * 0.6**distance * (0.25 if place.quoted and i not in reading.quoted else 1.0)
        if best is None or value > best[0]:
            best = (value, place)
    return None if best is None or best[0] < 1.0 else Resolved(best[1].name, best[1].kind)


def _definite(grammar: Grammar, i: int) -> bool:
    """Whether the noun phrase points back: "the prime minister", "that minister", a title as a name ("President")."""
    if grammar.dep[i] in ("compound", "amod", "appos", "attr", "nmod"):
        return False
    determiner = next((c for c in grammar.children[i] if grammar.dep[c] in ("det", "poss") and c < i), None)
    return determiner is not None and (
        grammar.lower[determiner] in ("the", "that", "this") or grammar.dep[determiner] == "poss"
    )


def _titled(reading: _Reading, i: int) -> Resolved | None:
    grammar = reading.grammar
    words = title_words(grammar.lower[grammar.left[i] : i + 1])
    head = title_words([grammar.lower[i]])
    gender = GENDERED.get(grammar.lower[i])
    scores: defaultdict[str, float] = defaultdict(float)
    for place in reading.places[-_MEMORY:]:
        if gender is not None and reading.genders.get(place.name) not in (None, gender):
            continue
        fit = max((title_fit(words, head, title) for title in reading.titles.get(place.name, ())), default=0.0)
        if fit > 0:
            distance = reading.grammar.sentence[i] - reading.grammar.sentence[place.token]
            scores[place.name] = max(scores[place.name], fit + 1.5 * 0.9**distance)
    return _best(scores, EntityKind.PERSON)


def _genders(persons: list[Named]) -> dict[str, Gender | None]:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for named in persons:
        for title in named.titles:
            if title in HONORIFICS or title in GENDERED:
                votes[named.name][HONORIFICS.get(title) or GENDERED[title]] += 3
        told = name_gender(named.name)
        if told is not None:
            votes[named.name][told] += 2
    genders: dict[str, Gender | None] = {}
    for name, counts in votes.items():
        male, female = counts["m"], counts["f"]
        genders[name] = "m" if male > 2 * female else "f" if female > 2 * male else None
    return genders


def _quoted_tokens(grammar: Grammar, quotations: tuple[Quotation, ...]) -> frozenset[int]:
    quoted: set[int] = set()
    i = 0
    for quotation in quotations:
        if quotation.depth:
            continue
        while i < len(grammar) and grammar.start[i] < quotation.start:
            i += 1
        j = i
        while j < len(grammar) and grammar.start[j] < quotation.end:
            quoted.add(j)
            j += 1
    return frozenset(quoted)


def _line_numbers(grammar: Grammar) -> list[int]:
    numbers: list[int] = []
    number = 0
    for i in range(len(grammar)):
        numbers.append(number)
        number += grammar.is_break(i)
    return numbers
