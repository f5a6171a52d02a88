"""What the words around a measure tell of its goods where its phrase does not: "barley growers in Peru lost … a new tariff"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.facts import CountryCode, SectorId
from kg.lexicon import ALL_GOODS
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.objects import Pair
from loaders.rules.vocabulary import Word

_WORLD = "001"
_SENTENCES_BACK = 2
"""How many sentences of the same paragraph are looked back on."""


@dataclass(frozen=True, slots=True)
class Around:
    """Pairs that stand near a measure, and the tokens [start, end) that name them."""

    pairs: tuple[Pair, ...]
    start: int
    end: int


def goods_around(
    actors: Actors, start: int, end: int, *, imposing: CountryCode | None, told: Sequence[tuple[int, int]] = ()
) -> Around | None:
    """The traded goods of one country in the sentence around the tokens [start, end), else just before in the paragraph."""
    grammar = actors.people.grammar
    sentence = grammar.sentence_of(start)
    first, last = sentence.start, sentence.stop
    others = [span for span in told if first <= span[0] < last and span != (start, end)]
    behind = min((span[0] for span in others if span[0] >= end), default=last)
    found = _traded(actors, ((first, start), (end, behind)), imposing)
    for _ in range(_SENTENCES_BACK):
        if found is not None or first == 0 or any(grammar.is_break(i) for i in range(max(first - 2, 0), first)):
            break
        sentence = grammar.sentence_of(first - 1)
        first = sentence.start
        found = _traded(actors, ((first, sentence.stop),), imposing)
    return found


def _traded(actors: Actors, spans: tuple[tuple[int, int], ...], imposing: CountryCode | None) -> Around | None:
    """The goods of the one country, other than the one that imposes, whose trade is spoken of."""
    words = [word for start, end in spans for word in actors.vocabulary.countries_in(start, end)]
    told = [(word, goods) for word in words if word.value not in (_WORLD, imposing) and (goods := _goods_of(actors, word))]
    if len({word.value for word, _ in told}) != 1:
        return None
    country, (sectors, start, end) = told[0][0].value, told[0][1]
    named = tuple(dict.fromkeys(sector for _, (each, _, _) in told for sector in each)) or sectors
    specific = tuple(sector for sector in named if sector != ALL_GOODS)
    if not specific:
        specific = tuple(dict.fromkeys(_sectors(actors, spans)))[:1]
    return Around(tuple((country, sector) for sector in specific or (ALL_GOODS,)), start, end)


def _sectors(actors: Actors, spans: tuple[tuple[int, int], ...]) -> Iterator[SectorId]:
    return (word.value for start, end in spans for word in actors.vocabulary.sectors_in(start, end) if word.value != ALL_GOODS)


def _goods_of(actors: Actors, word: Word[CountryCode]) -> tuple[tuple[SectorId, ...], int, int] | None:
    """The sectors of a country's trade, right behind its word or before "from" it, and where they stand; None without trade."""
    grammar = actors.people.grammar
    behind, before_it = (word.end, min(word.end + 5, len(grammar))), (max(word.start - 6, 0), word.start)
    for start, end in (behind, before_it):
        before = end == word.start
        if before and grammar.lower[word.start - 1] not in ("from", "in", "the"):
            continue
        inside = [i for i in range(start, end) if grammar.sentence[i] == grammar.sentence[word.start]]
        if not before:
            inside = inside[: next((k for k, i in enumerate(inside) if _ends(grammar.tag[i])), len(inside))]
        if not inside:
            continue
        sectors = tuple(one.value for one in actors.vocabulary.sectors_in(inside[0], inside[-1] + 1))
        if sectors or any(grammar.lemma[i] in words.TRADERS for i in inside):
            return sectors, min(inside[0], word.start), max(inside[-1] + 1, word.end)
    return None


def _ends(tag: str) -> bool:
    return tag[:1] not in ("N", "J", "P", "H", "C") and tag not in ("VBG", ",")
