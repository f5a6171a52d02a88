"""Exemptions from a measure that another sentence speaks of: "Goods that comply with the agreement remain exempt"."""

from collections.abc import Iterator

from kg.facts import AgreementId, Change, CountryCode, MeasureType, Status
from kg.lexicon import ALL_GOODS
from loaders.rules.grammar import Grammar
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.clauses import subject
from loaders.rules.measures.goods import Goods, read_goods
from loaders.rules.measures.objects import Pair
from loaders.rules.measures.reading import Reading


def read_spared(actors: Actors, told: set[int]) -> Iterator[Reading]:
    """One reading for each sentence that spares goods under an agreement; `told` are sentences with a measure of their own."""
    grammar = actors.people.grammar
    for word in actors.vocabulary.agreements:
        sentence = grammar.sentence[word.start]
        if sentence in told or actors.people.parsed.is_boilerplate(actors.people.parsed.doc[word.start]):
            continue
        tokens = [
            i for i in range(max(word.start - 40, 0), min(word.end + 40, len(grammar))) if grammar.sentence[i] == sentence
        ]
        spared = next((i for i in tokens if grammar.lower[i] in ("exempt", "exempted", "spared", "carveout")), None)
        if spared is None:
            continue
        told.add(sentence)
        yield _spared(min(spared, word.start), max(spared + 1, word.end), spared, exempts=(word.value,))
    yield from _spared_goods(actors, told)


def _spared_goods(actors: Actors, told: set[int]) -> Iterator[Reading]:
    """As in "Pharmaceuticals are exempt so far": goods of one sector that earlier words put under the measure."""
    grammar = actors.people.grammar
    for i in range(len(grammar)):
        if not _is_spared(grammar, i) or grammar.sentence[i] in told:
            continue
        verb = i if grammar.pos[i] in ("VERB", "AUX") or grammar.head[i] == i else grammar.head[i]
        who = subject(grammar, verb)
        who = who if who is not None else grammar.child(i, "nsubj", "nsubjpass", "compound", "nmod")
        goods = read_goods(actors, who) if who is not None else Goods()
        pairs = tuple(pair for pair in goods.pairs if pair[1] != ALL_GOODS or _is_country(actors, who, pair[0]))
        if pairs and who is not None and not actors.people.parsed.is_boilerplate(actors.people.parsed.doc[i]):
            told.add(grammar.sentence[i])
            yield _spared(min(who, i), max(who, i) + 1, i, pairs=pairs)


_SPARED = frozenset(("exempt", "exempted", "spared", "excluded"))
_LEFT = frozenset(("let", "left"))
_OUT = frozenset(("off", "out"))


def _is_spared(grammar: Grammar, i: int) -> bool:
    """Whether the token tells that something is spared: "exempt", "were let off", "left out"."""
    if {"not", "n't", "never"} & set(grammar.lower[max(i - 2, 0) : i]):
        return False
    if grammar.lower[i] in _SPARED:
        return True
    passive = any(grammar.lemma[c] == "be" for c in grammar.children[i])
    return grammar.lower[i] in _LEFT and passive and grammar.lower[i + 1 : i + 2] in [[word] for word in _OUT]


def _is_country(actors: Actors, who: int | None, country: CountryCode | None) -> bool:
    """Whether the country itself is spared, "Canada was excluded", and not some of its goods or people."""
    if who is None or country is None:
        return False
    grammar = actors.people.grammar
    word = actors.vocabulary.country_at(who)
    if _is_of_other(grammar, grammar.head[who]):
        return False
    return word is not None and (grammar.dep[who] == "nsubjpass" or grammar.dep[who] == "nsubj") and grammar.tag[who][:1] == "N"


def _is_of_other(grammar: Grammar, verb: int) -> bool:
    """Whether it is something else that a country is left out of: "was excluded from the summit"."""
    origin = next((grammar.child(c, "pobj") for c in grammar.children[verb] if grammar.lower[c] in ("from", "of")), None)
    measure = words.TARIFFS | words.DUTIES | {"it", "them", "list", "order", "decision", "round", "rate", "rates"}
    return origin is not None and grammar.lower[origin] not in measure


def _spared(
    start: int, end: int, token: int, *, exempts: tuple[AgreementId, ...] = (), pairs: tuple[Pair, ...] = ()
) -> Reading:
    """An exemption told at the token; without pairs it is one from the last measure, as it was told."""
    return Reading(
        token=token, start=start, end=end, verb=None, kind=MeasureType.TARIFF, imposing=None, pairs=pairs,
        pointing=not pairs, pointing_back=True, fresh=False, change=Change.EXEMPTED, status=Status.IN_FORCE, rate=None,
        exempts=exempts, sufferer=None, acted=False, confidence=0.6, rule="exempt",
    )  # fmt: skip
