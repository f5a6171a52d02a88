"""Measures told by a verb and a rate alone: "Canadian oil will be taxed at 10 percent", "the EU faces 20%, Japan 24%"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.facts import Change, MeasureType
from kg.lexicon import ALL_GOODS
from loaders.rules.grammar import Grammar
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.clauses import Clause, Part, is_passive, subject
from loaders.rules.measures.extent import sentence_end
from loaders.rules.measures.objects import pairs_in
from loaders.rules.measures.rates import Rate, rates_between
from loaders.rules.measures.reading import Reading
from loaders.rules.measures.standing import status_of

_CHARGING = frozenset(("tax", "charge", "levy"))
_FACING = frozenset(("face", "pay", "get"))
_BEHIND = frozenset((",", ".", ";", "and", "while", "but", "from", "on", "if", "when", "as", "!", "—", "–", "instead"))
"""Words behind a rate that is a tariff's; before a noun it is something else's."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A verb, whom or what it puts under the rate, who does so, and the rate."""

    verb: int
    goods: int
    actor: int | None
    rate: Rate


def read_taxed(actors: Actors, rates: Sequence[Rate], told: frozenset[int]) -> Iterator[Reading]:
    """What such verbs say in a text that speaks of tariffs; `told` are tokens of measures with a noun of their own."""
    grammar = actors.people.grammar
    if not any(word in words.TARIFFS for word in grammar.lower):
        return
    for verb in range(len(grammar)):
        if grammar.pos[verb] != "VERB" or grammar.lemma[verb] not in _CHARGING | _FACING or _is_told(grammar, verb, told):
            continue
        said = None if actors.people.parsed.is_boilerplate(actors.people.parsed.doc[verb]) else _said(grammar, verb, rates)
        if said is not None:
            reading = _reading(actors, said)
            yield reading
            yield from _others(actors, reading, rates)


def _is_told(grammar: Grammar, verb: int, told: frozenset[int]) -> bool:
    """Whether a measure's noun stands close behind the verb, "taxed with a tariff"."""
    return any(i in told and grammar.sentence[i] == grammar.sentence[verb] for i in range(verb, verb + 8))


def _said(grammar: Grammar, verb: int, rates: Sequence[Rate]) -> _Said | None:
    rate = _rate_behind(grammar, verb, rates)
    facing = grammar.lemma[verb] in _FACING
    passive = is_passive(grammar, verb)
    goods = subject(grammar, verb) if facing or passive else grammar.child(verb, "dobj")
    if rate is None or goods is None or (facing and (passive or not _ends_there(grammar, rate))):
        return None
    return _Said(verb, goods, None if facing or passive else subject(grammar, verb), rate)


def _rate_behind(grammar: Grammar, verb: int, rates: Sequence[Rate]) -> Rate | None:
    """The first rate behind the verb, in its sentence and not far away."""
    end = grammar.end(sentence_end(grammar, verb) - 1)
    furthest = 20 if grammar.lemma[verb] in _FACING else 60
    start = grammar.end(verb)
    return next(iter(rates_between(rates, start, min(end, start + furthest))), None)


def _ends_there(grammar: Grammar, rate: Rate) -> bool:
    """Whether the rate stands for a tariff by itself: "faces 20%," but not "faces a 20% drop"."""
    rest = grammar.whole[rate.end : rate.end + 12].split()
    return not rest or grammar.whole[rate.end] in ",.;" or rest[0].strip(",.;").lower() in _BEHIND


def _reading(actors: Actors, said: _Said) -> Reading:
    grammar = actors.people.grammar
    verb = said.verb
    imposing = actors.government(said.actor) if said.actor is not None else None
    named = pairs_in(actors, grammar.left[said.goods], max(grammar.right[said.goods], said.goods) + 1)
    nation = actors.nation(said.goods) if not named else None
    pairs = tuple(named) if nation is None else ((nation, ALL_GOODS),)
    last = max(i for i in range(verb, sentence_end(grammar, verb)) if grammar.start[i] < said.rate.end)
    clause = Clause(verb=verb, part=Part.OBJECT, preposition="", action=None, change=None)
    return Reading(
        token=verb,
        start=min(grammar.left[said.goods], verb if said.actor is None else said.actor),
        end=last + 1,
        verb=verb,
        kind=MeasureType.TARIFF,
        imposing=imposing,
        pairs=pairs,
        pointing=not pairs,
        pointing_back=False,
        fresh=True,
        change=Change.IMPOSED if grammar.lemma[verb] in _CHARGING else None,
        status=status_of(grammar, clause, Change.IMPOSED),
        rate=said.rate,
        exempts=(),
        sufferer=None,
        acted=said.actor is not None,
        confidence=0.65,
        rule="taxed",
    )


def _others(actors: Actors, reading: Reading, rates: Sequence[Rate]) -> Iterator[Reading]:
    """As in "…, Japan 24% and the UK 10%": further countries with a rate, the verb left out."""
    grammar = actors.people.grammar
    for i in range(reading.end, sentence_end(grammar, reading.token) - 1):
        word = actors.vocabulary.country_at(i)
        rate = next(iter(rates_between(rates, grammar.start[i + 1], grammar.start[i + 1] + 1)), None)
        if word is not None and word.end == i + 1 and rate is not None:
            last = max(k for k in range(i, sentence_end(grammar, i)) if grammar.start[k] < rate.end)
            yield replace(
                reading, token=i, start=word.start, end=last + 1, pairs=((word.value, ALL_GOODS),), pointing=False, rate=rate
            )
