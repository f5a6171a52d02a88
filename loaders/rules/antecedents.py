"""For whom a pronoun or a title alone stands: in one pass over a document, by who is present and what they are called."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import EntityKind
from loaders.nlp import Parsed
from loaders.rules.cues import SAYING
from loaders.rules.genders import find_genders
from loaders.rules.given_names import Gender
from loaders.rules.grammar import Grammar
from loaders.rules.human_nouns import COLLECTIVES, HUMANS, ORGANISATIONS, POSTS, singular
from loaders.rules.name_runs import Named
from loaders.rules.nominals import Nominals, Resolved, best, is_definite, is_stranger
from loaders.rules.post_titles import titles_of
from loaders.rules.quotations import Quotation, find_quotations
from loaders.rules.salience import MEMORY, Place, Salience, part

PRONOUNS: Mapping[str, Gender] = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_PLURALS = frozenset(("they", "them", "their", "theirs", "themselves"))
_NEUTERS = frozenset(("it", "its", "itself"))
_CLAUSE = 60
"""How many tokens of what a verb governs are searched for names."""
_OBJECTS = ("dobj", "dative", "ccomp", "xcomp")
_POSSESSIVE = frozenset(("his", "her", "hers"))


@dataclass(frozen=True, slots=True)
class Antecedents:
    """Resolutions by the token that is resolved; `quoted` are the tokens inside quotation marks."""

    quoted: frozenset[int]
    _resolved: Mapping[int, Resolved]

    def of(self, token: int) -> Resolved | None:
        """What the token stands for, None where it is no pronoun or title alone, or nothing fits."""
        return self._resolved.get(token)


@dataclass(slots=True)
class _Reading:
    """The state of one pass over a document from its first token to its last."""

    grammar: Grammar
    names: Mapping[int, Named]
    heads: Sequence[int]
    persons: Salience
    nominals: Nominals
    groups: list[Place] = field(default_factory=list)
    resolved: dict[int, Resolved] = field(default_factory=dict)


def find_antecedents(parsed: Parsed, grammar: Grammar, mentions: tuple[Named, ...]) -> Antecedents:
    """Resolves every third-person pronoun and every definite title of a document in one pass."""
    inside = {i for named in mentions for i in range(named.start, named.end)}
    quoted = _quoted_tokens(grammar, find_quotations(grammar.whole))
    persons = tuple(named for named in mentions if named.kind is EntityKind.PERSON)
    titles = titles_of(grammar, persons)
    salience = Salience(
        grammar=grammar,
        quoted=quoted,
        lines=_line_numbers(grammar),
        genders=find_genders(grammar, persons, quoted),
        totals=Counter(named.name for named in persons),
        doubtful=_doubtful(persons, titles),
    )
    reading = _Reading(
        grammar=grammar,
        names={named.head: named for named in mentions},
        heads=[named.head for named in mentions],
        persons=salience,
        nominals=Nominals(grammar, titles),
    )
    for i in range(len(grammar)):
        if (named := reading.names.get(i)) is not None:
            _remember(reading, i, named.name, named.kind)
        elif i not in inside and not parsed.is_boilerplate(parsed.doc[i]):
            _read(reading, i)
    return Antecedents(quoted, reading.resolved)


def _doubtful(persons: Iterable[Named], titles: Container[str]) -> frozenset[str]:
    """Names of one word that no title ever introduces: they may be no persons at all."""
    return frozenset(named.name for named in persons if " " not in named.name and named.name not in titles)


def _read(reading: _Reading, i: int) -> None:
    grammar = reading.grammar
    lower = grammar.lower[i]
    if lower in PRONOUNS:
        scores = reading.persons.scores(i, PRONOUNS[lower], _barred(reading, i))
        resolved = best(scores, reading.persons.kinds)
    elif lower in _PLURALS:
        resolved = _collective(reading, i, plural=True)
    elif lower in _NEUTERS:
        resolved = _collective(reading, i, plural=False)
    elif is_definite(grammar, i):
        barred = _barred(reading, i) | set(reading.persons.governing(i))
        resolved = reading.nominals.resolve(i, reading.persons, barred)
        if resolved is None:
            reading.persons.remember(i, _written(grammar, i), EntityKind.UNNAMED)
    elif is_stranger(grammar, i):
        reading.nominals.meet(i)
        reading.persons.remember(i, _written(grammar, i), EntityKind.UNNAMED)
        return
    else:
        if grammar.tag[i] in ("NNS", "NNPS", "NN", "NNP"):
            _remember_group(reading, i)
        return
    if resolved is not None:
        reading.resolved[i] = resolved
        if not resolved.candidates:
            _remember(reading, i, resolved.name, resolved.kind)


def _remember(reading: _Reading, i: int, name: str, kind: EntityKind) -> None:
    if kind in (EntityKind.PERSON, EntityKind.UNNAMED):
        reading.persons.remember(i, name, kind)
    else:
        reading.groups.append(reading.persons.place(i, name, kind))


def _barred(reading: _Reading, i: int) -> set[str]:
    """Whom a pronoun or nominal cannot mean: who has another part in its clause, or is named in what its verb governs."""
    grammar = reading.grammar
    if grammar.lower[i] in _POSSESSIVE and grammar.dep[i] == "poss":
        return set()
    verb = grammar.head[part(grammar, i)]
    if grammar.dep[verb] == "prep":
        verb = grammar.head[verb]
    if grammar.pos[verb] not in ("VERB", "AUX"):
        return set()
    barred = {name for child in grammar.children[verb] if child < i and (name := _name_of(reading, child)) is not None}
    for child in grammar.children[verb]:
        if child > i and grammar.dep[child] in _OBJECTS:
            first = bisect_left(reading.heads, grammar.left[child])
            last = bisect_right(reading.heads, min(grammar.right[child], i + _CLAUSE))
            barred.update(reading.names[head].name for head in reading.heads[first:last])
    return barred


def _name_of(reading: _Reading, child: int) -> str | None:
    """The person whom a subject or object of a clause names or takes up."""
    if reading.grammar.dep[child] not in ("nsubj", "nsubjpass", "dobj", "dative"):
        return None
    named = reading.names.get(child)
    taken_up = reading.resolved.get(child)
    return named.name if named is not None else taken_up.name if taken_up is not None else None


def _remember_group(reading: _Reading, i: int) -> None:
    """A common noun for people or bodies in subject position can be taken up by "they" or "it"."""
    grammar = reading.grammar
    noun = singular(grammar.lower[i])
    plural = grammar.tag[i] in ("NNS", "NNPS") or noun in COLLECTIVES
    if grammar.dep[i] in ("nsubj", "nsubjpass") and noun in HUMANS | ORGANISATIONS | POSTS:
        speaks = grammar.lemma[grammar.head[i]] in SAYING
        kind = EntityKind.GROUP if plural else EntityKind.ORGANIZATION
        if plural or noun in ORGANISATIONS:
            weight = 4.2 if speaks else 3.0
            reading.groups.append(Place(i, _written(grammar, i), kind, weight, speaks, i in reading.persons.quoted))


def _written(grammar: Grammar, i: int) -> str:
    start, end = grammar.left[i], i + 1
    if grammar.lower[start] in ("the", "these", "those", "a", "an", "this", "that"):
        start = min(start + 1, i)
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


def _collective(reading: _Reading, i: int, *, plural: bool) -> Resolved | None:
    """What "they" or "it" takes up: the last fitting subject of this sentence or the two before."""
    found: tuple[float, Place] | None = None
    for place in reversed(reading.groups[-MEMORY:]):
        distance = reading.grammar.sentence[i] - reading.grammar.sentence[place.token]
        if distance > 2:
            break
        if plural != (place.kind is EntityKind.GROUP) and not (plural and place.kind is EntityKind.ORGANIZATION):
            continue
        value = place.weight * 0.6**distance * (0.25 if place.quoted and i not in reading.persons.quoted else 1.0)
        if found is None or value > found[0]:
            found = (value, place)
    return None if found is None or found[0] < 1.0 else Resolved(found[1].name, found[1].kind)


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
