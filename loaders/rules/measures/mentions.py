"""Rates that no construction has read: "Vietnam accepted 20%", "Laos is stuck with 40 percent", "12.1% for the Thai"."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from kg.facts import CountryCode, MeasureType
from kg.lexicon import ALL_GOODS
from loaders.rules.grammar import Grammar
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.bearing import PASSIVE_ONLY, Bearer, entered, read_bearer, where
from loaders.rules.measures.clauses import Clause, Part, is_passive
from loaders.rules.measures.goods import Goods, read_goods
from loaders.rules.measures.lists import list_end
from loaders.rules.measures.memory import TARIFFS
from loaders.rules.measures.objects import Pair, goods_between, last_goods
from loaders.rules.measures.openings import is_for_all, line_head
from loaders.rules.measures.rates import Rate, change_by_rates, is_bygone, is_former
from loaders.rules.measures.reading import Reading
from loaders.rules.measures.standing import status_of

_DUTIES = words.TARIFFS | words.DUTIES | words.RATES | frozenset(("ceiling", "deposits", "deposit", "surtax", "toll"))
_OTHERS = words.OTHER_THINGS | frozenset(
    ("vat", "gdp", "poll", "vote", "votes", "support", "stake", "trade", "surplus", "deficit", "index", "currency",
     "production", "output", "turnover", "wages", "volume", "volumes", "capacity", "yield", "loan", "budget",
     "mortgage", "strike", "income", "population", "rates", "futures", "stocks", "dollar", "peso", "yuan", "baht",
     "utilisation", "utilization", "households", "shipments", "bond", "bonds", "discount", "value", "added",
     "corporate", "turnout", "majority", "approval")
)  # fmt: skip
"""Words before a percentage in its clause that make it no tariff."""
_MORE = frozenset(("of", "points", "more", "less", "higher", "lower", "fewer", "year", "annually", "since", "owned", "off"))
"""Words right behind a percentage that make it something else's."""
_ENDS = frozenset((";", ":", ".", "!"))
_MANY = 5
"""Measures that make a whole text one about tariffs."""
_NEAR = 150
"""Tokens over which a rate looks back for the tariffs that are spoken of."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """A rate at the tokens [first, last], in the segment [start, end) of its sentence, and the verb over it."""

    rate: Rate
    first: int
    last: int
    start: int
    end: int
    verb: int | None


def read_mentions(actors: Actors, rates: Sequence[Rate], readings: Sequence[Reading]) -> Iterator[Reading]:
    """What the words around each rate say that no other reading has taken, where tariffs are spoken of."""
    grammar = actors.people.grammar
    bearers = {reading.rate.start: reading.pairs for reading in readings if reading.rate is not None}
    by_rate = {reading.rate.start: reading for reading in readings if reading.rate is not None}
    taken = {start for start, pairs in bearers.items() if any(country for country, _ in pairs)}
    spoken = sorted(reading.token for reading in readings if reading.kind in (*TARIFFS, MeasureType.QUOTA))
    told = sorted(readings, key=attrgetter("token"))
    last: tuple[_Mention, Reading] | None = None
    for rate in rates:
        mention = _mention(grammar, rate)
        if rate.start in taken:
            last = (mention, by_rate[rate.start])
        if rate.start in taken or not _is_near(grammar, spoken, mention) or _is_other(grammar, mention):
            continue
        if not actors.people.parsed.is_boilerplate(actors.people.parsed.doc[mention.first]):
            reading = _of_trade(actors, _read(actors, mention, spoken), told)
            reading = reading if last is None else _like(grammar, reading, mention, last)
            if (reading.pairs or reading.pointing) and (rate.start not in bearers or _behind(actors, mention).countries):
                last = (mention, reading)
                yield reading


def _like(grammar: Grammar, reading: Reading, mention: _Mention, last: tuple[_Mention, Reading]) -> Reading:
    """As in "Peru pays 50% on steel, | 25% on cars": goods with a rate that the same country pays as for those before."""
    rate_on = grammar.lower[mention.last + 1 : mention.last + 2] in (["on"], ["for"])
    same = grammar.sentence[mention.first] == grammar.sentence[last[0].first] and mention.first - last[0].last <= _LISTED
    countries = tuple(dict.fromkeys(country for country, _ in last[1].pairs if country is not None))
    if not (rate_on and same and countries) or any(country for country, _ in reading.pairs):
        return reading
    pairs = tuple((country, sector) for country in countries for _, sector in reading.pairs or ((None, ALL_GOODS),))
    return replace(reading, pairs=pairs, pointing=False, imposing=reading.imposing or last[1].imposing)


_LISTED = 14
"""Tokens between two rates of such a list, at most."""


def _mention(grammar: Grammar, rate: Rate) -> _Mention:
    first = bisect_right(grammar.start, rate.start) - 1
    last = bisect_left(grammar.start, rate.end) - 1
    start = first
    while start > 0 and grammar.sentence[start - 1] == grammar.sentence[first] and not _parts(grammar, start - 1):
        start -= 1
    end = last + 1
    while end < len(grammar) and grammar.sentence[end] == grammar.sentence[first] and not _parts(grammar, end):
        end += 1
    return _Mention(rate, first, last, start, end, _verb(grammar, last, start))


def _parts(grammar: Grammar, i: int) -> bool:
    return grammar.text[i] == ";" or grammar.is_break(i) or grammar.text[i] in ("%", "percent")


def _verb(grammar: Grammar, token: int, start: int) -> int | None:
    """The verb that governs the rate, over nouns and prepositions, inside its segment."""
    n = token
    for _ in range(6):
        if grammar.pos[n] in ("VERB", "AUX") and n >= start:
            return n
        if grammar.head[n] == n:
            return None
        n = grammar.head[n]
    return None


def _is_near(grammar: Grammar, spoken: Sequence[int], mention: _Mention) -> bool:
    """Whether the words before, or those of the same sentence, speak of tariffs."""
    at = bisect_right(spoken, mention.first)
    before = at > 0 and mention.first - spoken[at - 1] <= _NEAR
    before = before or bool({"duty", "duties", "tariff", "tariffs"} & set(grammar.lower[mention.first : mention.last + 1]))
    return (
        before or len(spoken) >= _MANY or (at < len(spoken) and grammar.sentence[spoken[at]] == grammar.sentence[mention.first])
    )


def _is_other(grammar: Grammar, mention: _Mention) -> bool:
    """Whether the percentage is growth, a share, a price, an interest rate."""
    behind = grammar.lower[mention.last + 1 : mention.last + 2]
    before = grammar.whole[max(mention.rate.start - 60, 0) : mention.rate.start]
    struck = mention.verb is not None and grammar.lemma[mention.verb] in PASSIVE_ONLY and is_passive(grammar, mention.verb)
    word = grammar.lower[max(mention.first - 1, 0)]
    moved = (mention.rate.previous is None and word in ("up", "down", "from")) or (word == "by" and not struck)
    against = "against" in grammar.lower[max(mention.first - 3, 0) : mention.first]
    if (
        word == "("
        or set(behind) & _MORE
        or is_bygone(before)
        or (against and not set(behind) & {"for", "on"})
        or moved
        or is_former(before)
    ):
        return True
    noun = grammar.head[mention.last]
    if mention.last < noun < mention.end and grammar.pos[noun] == "NOUN" and grammar.lower[noun] not in _DUTIES:
        return True
    clause = max(
        (i for i in range(mention.start, mention.first) if grammar.lower[i] in (",", "and", "but")), default=mention.start
    )
    around = set(grammar.lower[min(clause, mention.first - 6 if mention.first > 6 else 0) : mention.first])
    around &= set(grammar.lower[mention.start : mention.first])
    return bool(around & _OTHERS)


def _read(actors: Actors, mention: _Mention, spoken: Sequence[int]) -> Reading:
    opened = line_head(actors, mention.first)
    head = opened[0] if opened is not None else None
    behind = _behind(actors, mention)
    bearer = read_bearer(actors, mention.verb, mention.first, is_free=_is_free(actors, mention)) if opened is None else Bearer()
    goods = bearer.goods if opened is None else _in_line(actors, mention, opened[1])
    pairs = behind.pairs or goods.pairs
    if behind.pairs and goods.countries and not behind.countries:
        pairs = tuple((country, sector) for country in goods.countries for _, sector in behind.pairs)
    imposing = behind.market or goods.market or entered(actors, mention.verb)
    imposing = imposing or (where(actors, mention.verb) if mention.verb is not None else None)
    if imposing is None and bearer.actor is not None:
        imposing = actors.government(bearer.actor)
    if head is not None and head not in {country for country, _ in pairs}:
        own = opened is not None and bisect_left(spoken, opened[1]) < bisect_left(spoken, mention.first)
        if own and not pairs:
            pairs = ((None, ALL_GOODS),)
        if own or any(country for country, _ in pairs) or behind.pairs:
            imposing = imposing or head
        else:
            pairs = tuple((head, sector) for _, sector in pairs) or ((head, ALL_GOODS),)
    pairs = pairs or _labelled(actors, mention) or _of_duty(actors, mention) or _owned(actors, mention)
    return replace(_reading(actors, mention, pairs, imposing), pointing=not pairs and bearer.vague, fresh=bool(pairs))


def _is_free(actors: Actors, mention: _Mention) -> bool:
    """Whether the rate is told as "duty-free", "free of duty" or "at zero"."""
    return mention.rate.rate == 0 and not any(c.isdigit() for c in actors.people.grammar.text[mention.first])


def _of_trade(actors: Actors, reading: Reading, readings: Sequence[Reading]) -> Reading:
    """What "British mills" pay is on the goods that the measure told last is on."""
    lemmas = actors.people.grammar.lemma[reading.start : reading.token]
    general = all(sector == ALL_GOODS for _, sector in reading.pairs)
    at = bisect_left(readings, reading.token, key=attrgetter("token"))
    last = readings[at - 1] if at else None
    if last is None or not general or not set(lemmas) & _MAKERS or reading.token - last.token > _NEAR:
        return reading
    sectors = tuple(dict.fromkeys(sector for _, sector in last.pairs if sector != ALL_GOODS))
    pairs = tuple((country, sector) for country, _ in reading.pairs for sector in sectors)
    return replace(reading, pairs=pairs or reading.pairs)


_MAKERS = frozenset(("mill", "maker", "producer", "smelter", "grower", "supplier", "manufacturer", "shipper", "distiller"))


def _labelled(actors: Actors, mention: _Mention) -> tuple[Pair, ...]:
    """The goods before the colon of an item: "- shoes and toys: up to 35%"."""
    grammar = actors.people.grammar
    colon = next((i for i in range(mention.first - 1, max(mention.first - 4, 0), -1) if grammar.text[i] == ":"), None)
    if colon is None:
        return ()
    first = colon
    while first > 0 and colon - first < _LABEL and not grammar.is_break(first - 1):
        first -= 1
    named = actors.vocabulary.sectors_in(first, colon) if grammar.is_break(first - 1) else ()
    return tuple(dict.fromkeys((None, word.value) for word in named if word.value != ALL_GOODS))


_LABEL = 8
"""Tokens of the words before such a colon, at most."""


def _of_duty(actors: Actors, mention: _Mention) -> tuple[Pair, ...]:
    """The one kind of goods named beside "the 25 per cent out-of-quota duty"."""
    grammar = actors.people.grammar
    noun = grammar.head[mention.last]
    if not mention.last < noun < mention.end or grammar.lower[noun] not in _DUTIES:
        return ()
    named = {word.value for word in actors.vocabulary.sectors_in(mention.start, mention.end)} - {ALL_GOODS}
    return ((None, named.pop()),) if len(named) == 1 else ()


def _owned(actors: Actors, mention: _Mention) -> tuple[Pair, ...]:
    """Whose rate it is: "Switzerland's 39% came as a shock"."""
    grammar = actors.people.grammar
    if grammar.tag[mention.first - 1] != "POS" or grammar.lower[mention.last + 1 : mention.last + 2] in (["on"], ["against"]):
        return ()
    word = actors.vocabulary.country_at(mention.first - 2)
    return ((word.value, ALL_GOODS),) if word is not None and word.value != "001" else ()


def _in_line(actors: Actors, mention: _Mention, start: int) -> Goods:
    """The goods and countries between the head of a line and the rate."""
    found = tuple(goods_between(actors, max(start, mention.start), mention.first))
    return Goods(pairs=found)


def _behind(actors: Actors, mention: _Mention) -> Goods:
    """As in "50% for all", "25% on steel", "11.7% for all Egyptian producers"."""
    grammar = actors.people.grammar
    i = mention.last + 1
    if grammar.lower[i : i + 1] not in (["on"], ["for"], ["against"]):
        return Goods()
    named = grammar.child(i, "pobj")
    end = min(list_end(actors.people, actors.vocabulary, i + 1, frozenset()), mention.end)
    if is_for_all(grammar, i, max(end, i + 2)):
        return Goods(pairs=((CountryCode("001"), ALL_GOODS),))
    goods = read_goods(actors, named, mention.end) if named is not None else Goods()
    found = (
        goods.pairs or tuple(goods_between(actors, i + 1, end)) or tuple(goods_between(actors, i + 1, min(i + 8, mention.end)))
    )
    if grammar.lower[i + 1 : i + 2] in (["those"], ["ones"]) and all(sector == ALL_GOODS for _, sector in found):
        meant = last_goods(actors, i)
        found = tuple((country, meant) for country, _ in found) if meant is not None else found
    return Goods(pairs=found, market=goods.market)


def _reading(actors: Actors, mention: _Mention, pairs: tuple[Pair, ...], imposing: CountryCode | None) -> Reading:
    grammar = actors.people.grammar
    verb = mention.verb
    clause = Clause(verb=verb, part=Part.OBJECT, preposition="", action=None, change=None)
    start = max(mention.start, mention.first - _SHORT)
    while start < mention.first and not grammar.text[start][:1].isalnum():
        start += 1
    answers = verb is not None and grammar.lemma[verb] in _ANSWERING
    kind = MeasureType.RETALIATORY_TARIFF if answers else MeasureType.TARIFF
    imposing = imposing or _near_market(actors, mention)
    return Reading(
        token=mention.first, start=start, end=mention.last + 1, verb=verb, kind=kind,
        imposing=None if imposing in {country for country, _ in pairs} else imposing, pairs=pairs,
        pointing=False, pointing_back=False, fresh=True,
        change=change_by_rates(None, mention.rate), status=status_of(grammar, clause, None), rate=mention.rate, exempts=(),
        sufferer=None, acted=False, confidence=0.5, rule="mention",
    )  # fmt: skip


_ANSWERING = frozenset(("answer", "respond", "retaliate", "reply", "counter"))
_SHORT = 15
"""Tokens before a rate that are shown as evidence."""


_CLOSE = 9
"""Tokens behind a rate over which the market is looked for."""


def _near_market(actors: Actors, mention: _Mention) -> CountryCode | None:
    """As in "pay 15% in the United States"."""
    end = min(mention.end, actors.people.grammar.sentence_of(mention.first).stop)
    return next(
        (market for i in range(mention.last + 1, min(end, mention.last + _CLOSE)) if (market := actors.market(i)) is not None),
        None,
    )
