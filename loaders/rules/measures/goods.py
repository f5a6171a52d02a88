"""The goods that a noun phrase names: each country with its sector, and the market they go to."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.facts import CountryCode
from kg.lexicon import ALL_GOODS
from loaders.rules.grammar import Grammar
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.lists import list_end
from loaders.rules.measures.objects import OTHER_GOODS, Pair, goods_between, without_general
from loaders.rules.noun_phrases import phrase

_WORLD = "001"
_INTO = frozenset(("to", "into", "entering", "for", "reaching"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_TAKEN_UP = frozenset(("sectors", "industries", "products", "goods", "export", "exports", "product", "items"))
_BEFORE = 14
"""Tokens over which "sectors still facing" looks back for the sectors it means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """Pairs of country and sector in the order of the text; `market` is where the goods go, `pronoun` tells of "it"."""

    pairs: tuple[Pair, ...] = ()
    market: CountryCode | None = None
    token: int = 0
    pronoun: bool = False

    @property
    def countries(self) -> tuple[CountryCode, ...]:
        """The countries of the pairs, each once."""
        return tuple(dict.fromkeys(country for country, _ in self.pairs if country is not None))


def read_goods(actors: Actors, head: int, stop: int | None = None) -> Goods:
    """What the noun phrase headed by the token names up to `stop`: "exports of palm oil to India", "it", "Korean carmakers"."""
    grammar = actors.people.grammar
    start, end = phrase(grammar, head)
    end = min(end, stop) if stop is not None and stop > head else end
    clauses = (c for c in grammar.children[head] if c > head and grammar.dep[c] in ("acl", "relcl"))
    end = next((grammar.left[c] for c in clauses if grammar.lower[c] not in words.MADE), end)
    end = _listed(actors, next((i for i in range(head + 1, end) if grammar.tag[i] in _FINITE), end))
    market, behind = _market(actors, head, end)
    market = market or _lister(actors, start, end)
    told = goods_between(actors, start, end if behind is None else behind)
    pairs = [(None if country == market else country, sector) for country, sector in told]
    pairs = [pair for pair in pairs if pair != (None, ALL_GOODS)]
    pairs = pairs or _examples(actors, head)
    if not pairs and grammar.lower[head] in _TAKEN_UP:
        named = actors.vocabulary.sectors_in(max(head - _BEFORE, 0), head)
        pairs = [*pairs, *((None, word.value) for word in named if word.value != ALL_GOODS)]
    if not any(country for country, _ in pairs):
        nation = actors.nation(head, (start, end))
        specific = [sector for _, sector in pairs if sector != ALL_GOODS]
        if nation is not None and nation != market:
            pairs = [(nation, sector) for sector in specific or [ALL_GOODS]]
        else:
            pairs = [(None, sector) for sector in specific]
    pronoun = grammar.tag[head] == "PRP"
    if not pairs and pronoun:
        pairs = _spoken_of(actors, head)
    elif not any(sector != ALL_GOODS for _, sector in pairs) and _comes_from(actors, head, end):
        pairs = [(country, OTHER_GOODS) for country, _ in pairs]
    return Goods(pairs=without_general(pairs), market=market, token=head, pronoun=pronoun)


def _examples(actors: Actors, head: int) -> list[Pair]:
    """The goods of a list right behind goods in general: "Most items, among them toys and shoes, will pay"."""
    lower = actors.people.grammar.lower
    first = head + 1 + (lower[head + 1 : head + 2] == [","])
    opened = next((len(opening) for opening in _FOR_EXAMPLE if tuple(lower[first : first + len(opening)]) == opening), 0)
    if not opened or lower[head] not in words.PLAIN | _TAKEN_UP:
        return []
    end = list_end(actors.people, actors.vocabulary, first + opened, frozenset())
    return [pair for pair in goods_between(actors, first + opened, end) if pair[1] != ALL_GOODS]


_FOR_EXAMPLE = (("among", "them"), ("including",), ("such", "as"), ("notably",), ("from",), ("like",))
"""Words that open such a list."""


def made_of(grammar: Grammar, noun: int) -> int:
    """What comes from the country at the token, which parsers take for what a clause is about: "trucks made in Peru, which"."""
    preposition = grammar.head[noun]
    if grammar.dep[noun] != "pobj" or grammar.lower[preposition] not in ("in", "from"):
        return noun
    above = grammar.head[preposition]
    if grammar.lower[above] in words.MADE and grammar.dep[above] == "acl":
        return grammar.head[above]
    return above if grammar.lower[preposition] == "from" and grammar.pos[above] == "NOUN" else noun


def _comes_from(actors: Actors, head: int, end: int) -> bool:
    """Whether the noun is of goods because it comes "from" a country: "umbrellas from Peru"."""
    grammar = actors.people.grammar
    goods = (
        grammar.tag[head] in ("NN", "NNS")
        and grammar.lower[head] not in words.PLAIN
        and grammar.lemma[head] not in words.TRADERS
    )
    return goods and grammar.lower[head + 1 : head + 2] == ["from"] and bool(actors.vocabulary.countries_in(head + 2, end))


def _lister(actors: Actors, start: int, end: int) -> CountryCode | None:
    """Whose list goods stand on: "most items on the Peruvian list"; that country puts the measure on them."""
    lower = actors.people.grammar.lower
    found = (word.value for word in actors.vocabulary.countries_in(start, end) if "list" in lower[word.end : word.end + 3])
    return next(found, None)


def _spoken_of(actors: Actors, pronoun: int) -> list[Pair]:
    """The goods that "it" or "they" stands for: those of the subject of the sentence before, in the same paragraph."""
    grammar = actors.people.grammar
    first = pronoun
    while first > 0 and grammar.sentence[first - 1] >= grammar.sentence[pronoun] - 1 and not grammar.is_break(first - 1):
        first -= 1
    subjects = (i for i in range(first, pronoun) if grammar.dep[i] in ("nsubj", "nsubjpass"))
    found = (actors.vocabulary.sector_at(i) for i in subjects)
    pairs: list[Pair] = [(None, word.value) for word in found if word is not None and word.value != ALL_GOODS]
    return pairs[:1]


def _listed(actors: Actors, end: int) -> int:
    """The end of the list of countries that a phrase begins: "Peru, Chile and Brazil", however the parse joins them."""
    grammar = actors.people.grammar
    i = end
    while i < len(grammar) and (grammar.lower[i] in (",", "and", "or", "the") or actors.vocabulary.countries_at(i)):
        i += 1
        if actors.vocabulary.countries_at(i - 1):
            end = i
    return end


def _market(actors: Actors, head: int, end: int) -> tuple[CountryCode | None, int | None]:
    """The country behind "to" or "entering", and where these words begin."""
    grammar = actors.people.grammar
    for i in range(head + 1, end):
        if grammar.lower[i] not in _INTO:
            continue
        start = i + 2 if grammar.lower[i + 1 : i + 2] == ["the"] else i + 1
        word = actors.vocabulary.country_at(start) if start < len(grammar) else None
        if word is not None and word.start == start and word.value != _WORLD:
            return word.value, i
    return None, None


def joined(goods: Sequence[Goods]) -> tuple[Pair, ...]:
    """The pairs of several phrases, each once."""
    return tuple(dict.fromkeys(pair for one in goods for pair in one.pairs))
