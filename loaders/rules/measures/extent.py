"""Which words show a measure: from its actor to the end of what it lies on."""

from collections.abc import Sequence

from loaders.rules.grammar import Grammar
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.clauses import Clause
from loaders.rules.measures.rates import Rate
from loaders.rules.measures.reach import Side, Stretch
from loaders.rules.measures.triggers import Trigger
from loaders.rules.noun_phrases import phrase

_NEAR = 25
"""Tokens between an actor and the measure within which the evidence holds both."""


def extent(grammar: Grammar, trigger: Trigger, reach: Sequence[Stretch], clause: Clause, rate: Rate | None) -> tuple[int, int]:
    """The tokens [start, end) of the measure's phrase, its verb, its rate and what it lies on."""
    used = [trigger.left, trigger.head]
    used += [stretch.end - 1 for stretch in reach if stretch.side in (Side.ON, Side.FROM, Side.BY)]
    for token in (clause.verb, clause.action):
        if token is not None and abs(token - trigger.token) < 20:
            used.append(token)
    if rate is not None:
        used += [
            i for i in range(trigger.left, min(trigger.left + 60, len(grammar))) if rate.start <= grammar.start[i] < rate.end
        ]
    inside = [i for i in used if grammar.sentence[i] == grammar.sentence[trigger.token]]
    return min(inside), max(inside) + 1


def with_actor(actors: Actors, start: int, actor: int | None, token: int) -> int:
    """The start of the evidence, moved back to the actor's phrase where that is near."""
    grammar = actors.people.grammar
    if actor is None or grammar.sentence[actor] != grammar.sentence[token] or start - actor > _NEAR:
        return start
    word = actors.vocabulary.country_at(actor)
    return min(start, phrase(grammar, actor)[0], word.start if word is not None else actor)
