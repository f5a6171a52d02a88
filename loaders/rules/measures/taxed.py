"""Measures told by a verb alone: "Canadian oil will be taxed at 10 percent"."""

from collections.abc import Iterator, Sequence

from kg.facts import Change, MeasureType
from loaders.rules.grammar import Grammar
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.clauses import Clause, Part, is_passive, subject
from loaders.rules.measures.extent import sentence_end
from loaders.rules.measures.objects import pairs_in
from loaders.rules.measures.rates import Rate
from loaders.rules.measures.reading import Reading
from loaders.rules.measures.standing import status_of


def read_taxed(actors: Actors, rates: Sequence[Rate], told: frozenset[int]) -> Iterator[Reading]:
    """What "to tax" says of goods, with a rate, in a text that speaks of tariffs; `told` are tokens of other measures."""
    grammar = actors.people.grammar
    if not any(word in words.TARIFFS for word in grammar.lower):
        return
    for verb in range(len(grammar)):
        if grammar.lemma[verb] != "tax" or grammar.pos[verb] != "VERB" or _is_told(grammar, verb, told):
            continue
        if not actors.people.parsed.is_boilerplate(actors.people.parsed.doc[verb]):
            reading = _reading(actors, verb, rates)
            if reading is not None:
                yield reading


def _is_told(grammar: Grammar, verb: int, told: frozenset[int]) -> bool:
    """Whether a measure's noun stands close behind the verb, "taxed with a tariff"."""
    return any(i in told and grammar.sentence[i] == grammar.sentence[verb] for i in range(verb, verb + 12))


def _reading(actors: Actors, verb: int, rates: Sequence[Rate]) -> Reading | None:
    grammar = actors.people.grammar
    passive = is_passive(grammar, verb)
    goods = subject(grammar, verb) if passive else grammar.child(verb, "dobj")
    rate = _rate_behind(grammar, verb, rates)
    if goods is None or rate is None:
        return None
    who = None if passive else subject(grammar, verb)
    imposing = actors.government(who) if who is not None else None
    pairs = pairs_in(actors, grammar.left[goods], max(grammar.right[goods], goods) + 1)
    last = max(i for i in range(verb, sentence_end(grammar, verb)) if grammar.start[i] < rate.end)
    clause = Clause(verb=verb, part=Part.PASSIVE if passive else Part.OBJECT, preposition="", action=None, change=None)
    return Reading(
        token=verb,
        start=min(grammar.left[goods], verb if who is None else who),
        end=last + 1,
        verb=verb,
        kind=MeasureType.TARIFF,
        imposing=imposing,
        pairs=tuple(pairs),
        pointing=not pairs,
        pointing_back=False,
        fresh=True,
        change=Change.IMPOSED,
        status=status_of(grammar, clause, Change.IMPOSED),
        rate=rate,
        exempts=(),
        sufferer=None,
        acted=not passive,
        confidence=0.7,
        rule="taxed",
    )


def _rate_behind(grammar: Grammar, verb: int, rates: Sequence[Rate]) -> Rate | None:
    """The first rate behind the verb, in its sentence and not far away."""
    end = grammar.end(sentence_end(grammar, verb) - 1)
    start = grammar.start[verb]
    return next((rate for rate in rates if start < rate.start < min(end, start + 60)), None)
