"""Measures told by a verb and a rate alone: "Canadian oil will be taxed at 10%", "steel stays at 50%", "Peru faces 20%"."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.facts import Change, CountryCode, MeasureType, SectorId
from kg.lexicon import ALL_GOODS
from loaders.rules.grammar import Grammar
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.bearing import is_vague
from loaders.rules.measures.clauses import Clause, Part, agent, is_passive, subject
from loaders.rules.measures.goods import made_of, read_goods
from loaders.rules.measures.objects import OTHER_GOODS
from loaders.rules.measures.rates import Rate, change_by_rates, is_bygone, rates_between
from loaders.rules.measures.reading import Reading
from loaders.rules.measures.standing import status_of

_CHARGING = frozenset(("tax", "charge", "levy", "cap", "hit"))
_WITH = frozenset(("burden", "saddle", "slap", "punish", "target", "strike", "clobber", "smack", "sock", "wallop", "whack"))
"""Verbs that charge "with" a rate: "burdened cheese with up to 42.7 percent"."""
_FACING = frozenset(("face", "pay", "get", "attract", "carry", "incur", "draw"))
_MOVING = {
    "go": None, "stay": Change.KEPT, "remain": Change.KEPT, "fall": Change.LOWERED, "drop": Change.LOWERED,
    "rise": Change.RAISED, "climb": Change.RAISED, "jump": Change.RAISED,
}  # fmt: skip
_BEHIND = frozenset(
    (",", ".", ";", "and", "while", "but", "from", "on", "if", "when", "as", "!", "—", "–", "instead", "in", "under", "rather",
     "since", "starting", "at", "for", "or", "with", "plus", "after", "before", "until", "tariff", "tariffs", "duty", "duties")
)  # fmt: skip
"""Words behind a rate that is a tariff's; before a noun it is something else's."""

_NEAR = 60
"""Tokens over which "steel stays at 50%" looks back for the tariffs that it speaks of."""


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
    if not any(word in words.TARIFFS or word in ("duty", "duties") for word in grammar.lower):
        return
    for verb in range(len(grammar)):
        known = grammar.lemma[verb] in _CHARGING | _WITH | _FACING | _MOVING.keys()
        if grammar.pos[verb] != "VERB" or not known or _is_told(grammar, verb, told):
            continue
        said = None if actors.people.parsed.is_boilerplate(actors.people.parsed.doc[verb]) else _said(grammar, verb, rates)
        if said is not None and (grammar.lemma[verb] not in _MOVING or _is_rate_of_goods(actors, said, told)):
            yield _reading(actors, said)


def _is_told(grammar: Grammar, verb: int, told: frozenset[int]) -> bool:
    """Whether a measure's noun stands close behind the verb, "taxed with a tariff"."""
    return any(i in told and grammar.sentence[i] == grammar.sentence[verb] for i in range(verb, verb + 8))


def _is_rate_of_goods(actors: Actors, said: _Said, told: frozenset[int]) -> bool:
    """As in "Steel stays at 50%", right after tariffs are spoken of; "steel output stays" is of something else."""
    grammar = actors.people.grammar
    named = actors.vocabulary.sector_at(said.goods)
    goods = named is not None and (named.value != ALL_GOODS or grammar.lower[said.goods] in ("goods", "imports"))
    joined = grammar.whole[grammar.end(said.verb) : said.rate.start].split()[:1] in (["to"], ["at"])
    return goods and joined and any(i in told for i in range(max(said.verb - _NEAR, 0), said.verb))


def _said(grammar: Grammar, verb: int, rates: Sequence[Rate]) -> _Said | None:
    rate = _rate_behind(grammar, verb, rates)
    facing = grammar.lemma[verb] not in _CHARGING | _WITH
    if (
        rate is not None
        and grammar.lemma[verb] in _WITH
        and "with" not in grammar.whole[grammar.end(verb) : rate.start].split()
    ):
        return None
    passive = is_passive(grammar, verb)
    goods = _under(grammar, verb) if facing or passive else grammar.child(verb, "dobj")
    if rate is not None and is_bygone(grammar.whole[max(rate.start - 60, 0) : rate.start]):
        return None
    if rate is None or goods is None or not _ends_there(grammar, rate) or (facing and passive):
        return None
    if not facing and grammar.whole[grammar.end(verb) : rate.start].split()[-1:] == ["by"]:
        return None
    actor = agent(grammar, verb) if passive else subject(grammar, verb)
    return _Said(verb, goods, None if facing else actor, rate)


def _under(grammar: Grammar, verb: int) -> int | None:
    """The subject, also of "will continue to pay" and of "carmakers, which pay"."""
    while grammar.dep[verb] == "xcomp" and subject(grammar, verb) is None and grammar.head[verb] != verb:
        verb = grammar.head[verb]
    who = subject(grammar, verb)
    if who is None and grammar.dep[verb] == "conj":
        who = subject(grammar, grammar.head[verb])
    relative = who is not None and grammar.tag[who] in ("WDT", "WP") and grammar.dep[verb] == "relcl"
    return made_of(grammar, grammar.head[verb]) if relative else who


def _rate_behind(grammar: Grammar, verb: int, rates: Sequence[Rate]) -> Rate | None:
    """The first rate behind the verb, in its sentence and not far away."""
    end = grammar.end(grammar.sentence_of(verb).stop - 1)
    furthest = 60 if grammar.lemma[verb] in _CHARGING | _WITH else 30
    start = grammar.end(verb)
    return next(iter(rates_between(rates, start, min(end, start + furthest))), None)


def _ends_there(grammar: Grammar, rate: Rate) -> bool:
    """Whether the rate stands for a tariff by itself: "faces 20%," but not "faces a 20% drop"."""
    rest = grammar.whole[rate.end : rate.end + 12].split()
    return not rest or grammar.whole[rate.end] in ",.;" or rest[0].strip(",.;").lower() in _BEHIND


def _on_goods(actors: Actors, said: _Said) -> tuple[SectorId, ...]:
    """The sectors right behind the rate: "Chile pays 25% on steel"."""
    grammar = actors.people.grammar
    behind = bisect_left(grammar.start, said.rate.end)
    if grammar.lower[behind : behind + 1] != ["on"]:
        return ()
    end = min(behind + 5, grammar.sentence_of(said.verb).stop)
    return tuple(dict.fromkeys(word.value for word in actors.vocabulary.sectors_in(behind, end) if word.value != ALL_GOODS))


def _reading(actors: Actors, said: _Said) -> Reading:
    grammar = actors.people.grammar
    verb = said.verb
    imposing = actors.government(said.actor) if said.actor is not None else None
    goods = read_goods(actors, said.goods)
    named = _on_goods(actors, said)
    unknown = grammar.tag[said.goods] == "NNS" and grammar.text[said.goods].islower()
    unknown = unknown and grammar.tag[said.goods - 1] not in ("WDT", "WP")
    vague = not goods.pairs and not named and is_vague(actors, said.goods)
    if not goods.pairs and unknown and not vague:
        goods = replace(goods, pairs=((None, OTHER_GOODS),))
    owners: tuple[CountryCode | None, ...] = goods.countries or (None,)
    pairs = tuple((country, sector) for country in owners for sector in named) or goods.pairs
    last = max(i for i in range(verb, grammar.sentence_of(verb).stop) if grammar.start[i] < said.rate.end)
    clause = Clause(verb=verb, part=Part.OBJECT, preposition="", action=None, change=None)
    change = Change.IMPOSED if grammar.lemma[verb] in _CHARGING | _WITH else _MOVING.get(grammar.lemma[verb])
    return Reading(
        token=verb,
        start=min(grammar.left[said.goods], verb if said.actor is None else said.actor),
        end=last + 1,
        verb=verb,
        kind=MeasureType.TARIFF,
        imposing=imposing or goods.market or actors.market(last + 1),
        pairs=pairs,
        pointing=not pairs,
        pointing_back=False,
        fresh=not goods.pronoun and not vague,
        change=change_by_rates(change, said.rate),
        status=status_of(grammar, clause, change),
        rate=said.rate,
        exempts=(),
        sufferer=None,
        acted=said.actor is not None,
        confidence=0.65,
        rule="taxed",
    )
