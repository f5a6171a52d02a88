"""What a country's line, the text as a whole and words such as "everybody" tell of measures."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.facts import Change, CountryCode, SectorId
from kg.lexicon import ALL_GOODS, lexicon
from loaders.rules.grammar import Grammar
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.lists import list_end
from loaders.rules.measures.memory import TARIFFS
from loaders.rules.measures.narrowed import narrowed
from loaders.rules.measures.objects import OTHER_GOODS, Pair
from loaders.rules.measures.reading import Reading

_WORLD = CountryCode("001")
_MARKS = ([":"], ["–"], ["—"], ["-"])
_LINE = 80
"""Tokens over which a line's head is looked for."""
_ANYBODY = frozenset(("everyone", "everybody", "everywhere", "anywhere", "worldwide"))
_EACH = frozenset(("every", "any", "all"))
_PLACES = frozenset(("country", "countries", "nation", "nations", "origin", "origins", "comers", "economies", "partners"))
_GENERAL = frozenset(("mfn", "favoured", "favored", "standard", "general", "normal"))
_AIMED = frozenset(("aimed", "directed", "targeted"))
_METALS = frozenset(("steel", "aluminum", "copper"))
_PLAIN = frozenset(("goods", "imports", "products", "exports", "everything", "countries", "economies", "trade"))
_MOSTLY, _OFTEN = 0.6, 3
"""Share and number of mentions that make a text one about one kind of goods."""


def with_openings(actors: Actors, readings: Sequence[Reading]) -> Iterator[Reading]:
    """The readings of tariffs with what their line, their clause and the subject of the text add."""
    goods = main_goods(actors)
    kinds = {reading.kind for reading in readings for _, sector in reading.pairs if sector == goods}
    goods = None if kinds and not kinds & {*TARIFFS} else goods
    for reading in readings:
        if reading.kind not in TARIFFS:
            yield reading
            continue
        told = _aimed(actors, narrowed(actors, _for_all(actors, _in_line(actors, reading))))
        yield told if goods is None else _of_goods(actors, told, goods)


def line_head(actors: Actors, token: int) -> tuple[CountryCode, int] | None:
    """The country that opens the token's line, set off by a mark, and where the rest begins: "• Laos: 40%"."""
    grammar = actors.people.grammar
    first = token
    while first > 0 and token - first < _LINE and not grammar.is_break(first - 1):
        first -= 1
    while first < token and (not grammar.text[first][:1].isalnum() or grammar.lower[first] in ("the", "and", "both")):
        first += 1
    word = actors.vocabulary.country_at(first)
    if word is None or word.start > first or word.end > token or word.value == _WORLD or _is_dateline(grammar, first):
        return None
    mark = grammar.text[word.end : word.end + 1]
    name = actors.people.parsed.span(word.start, word.end).text
    if mark in (["—"], ["–"], ["-"]) and name not in (lexicon().country_label(word.value), lexicon().demonym(word.value)):
        return (word.value, word.end + 1) if len(name) <= _LONGEST_CODE + 1 or _is_item(grammar, first) else None
    return (word.value, word.end + 1) if mark in _MARKS or (mark == [","] and _is_item(grammar, first)) else None


def _is_dateline(grammar: Grammar, first: int) -> bool:
    """As in "OTTAWA –", "WASHINGTON (Reuters) -": a place in capitals is where the text was written."""
    return len(grammar.text[first]) > _LONGEST_CODE and grammar.text[first].isupper()


def list_lead(grammar: Grammar, token: int) -> int | None:
    """Where the list begins in whose item the token stands, so that its lead stands before; None outside lists."""
    lead = None
    for _ in range(_ITEMS):
        first = token
        while first > 0 and token - first < _LINE and not grammar.is_break(first - 1):
            first -= 1
        word = next((i for i in range(first, token + 1) if grammar.text[i][:1].isalnum()), token)
        if not _is_item(grammar, word):
            return lead
        lead = first
        token = first - 1
        while token > 0 and grammar.is_break(token):
            token -= 1
        if token <= 0:
            break
    return lead


_ITEMS = 40
"""Items over which a list's lead is looked for."""


def _is_item(grammar: Grammar, first: int) -> bool:
    """Whether the line begins with the mark of a list's item."""
    before = [grammar.text[i].strip() for i in range(max(first - 3, 0), first)]
    return any(mark in ("•", "-", "*", "–", "·", "✔", "▪", "‣") for mark in before)


_LONGEST_CODE = 3
"""Letters of the longest abbreviation of a country in capitals: "UAE"."""


def is_for_all(grammar: Grammar, start: int, end: int) -> bool:
    """Whether the tokens [start, end) say that something is for all: "for every country", "from anywhere", "50% for all"."""
    for i in range(start, end):
        word, behind = grammar.lower[i], grammar.lower[i + 1 : i + 3]
        if word in _ANYBODY or (word in _EACH and set(behind[:1]) & _PLACES):
            return True
        if word == "all" and grammar.lower[i - 1] == "for" and (not behind or not behind[0][:1].isalnum()):
            return True
    return False


def main_goods(actors: Actors) -> SectorId | None:
    """The goods that the text is about, if it hardly names others."""
    named = Counter(word.value for word in actors.vocabulary.sectors if word.value != ALL_GOODS)
    if not named:
        return None
    sector, times = min(named.items(), key=lambda item: (-item[1], item[0]))
    wider = sum(named[above] for above in lexicon().broader_sectors(sector))
    return sector if times >= _OFTEN and times >= _MOSTLY * (sum(named.values()) - wider) else None


def _in_line(actors: Actors, reading: Reading) -> Reading:
    """A measure told in a country's own line is imposed by it, if it is on others or names no one who pays."""
    opened = line_head(actors, reading.token) if reading.imposing is None or reading.rule == "list" else None
    if opened is None or opened[0] in {country for country, _ in reading.pairs}:
        return reading
    grammar = actors.people.grammar
    faced = reading.verb is not None and grammar.lemma[reading.verb] in words.FACING
    if reading.rule == "mention" or (faced and not any(country for country, _ in reading.pairs)):
        return reading
    return replace(reading, imposing=opened[0], pairs=reading.pairs or ((None, ALL_GOODS),), pointing=False, rule="line")


def _for_all(actors: Actors, reading: Reading) -> Reading:
    """The world as the target of what names no other and is said to be general."""
    if any(country for country, _ in reading.pairs) or (not reading.pairs and reading.rate is None):
        return reading
    grammar = actors.people.grammar
    end = min(grammar.sentence_of(reading.token).stop, reading.end + 12)
    general = any(grammar.lower[i] in _GENERAL for i in range(reading.start, reading.token + 1)) and reading.rate is not None
    if not (general or _is_all_of_them(actors, reading)) and not is_for_all(grammar, max(reading.start - 4, 0), end):
        return reading
    pairs: tuple[Pair, ...] = tuple((_WORLD, sector) for _, sector in reading.pairs) or ((_WORLD, ALL_GOODS),)
    return replace(reading, pairs=pairs, pointing=False)


def _is_all_of_them(actors: Actors, reading: Reading) -> bool:
    """As in "abolished all its industrial tariffs": whoever sells such goods."""
    lower = actors.people.grammar.lower[reading.start : reading.token]
    owned = any(lower[k] == "all" and set(lower[k + 1 : k + 3]) & {"its", "their"} for k in range(len(lower)))
    return owned and reading.change is Change.REMOVED and any(sector != ALL_GOODS for _, sector in reading.pairs)


def _aimed(actors: Actors, reading: Reading) -> Reading:
    """As in "a duty on steel, in a move aimed at Peru and Chile"."""
    if not reading.pairs or any(country for country, _ in reading.pairs):
        return reading
    grammar = actors.people.grammar
    end = grammar.sentence_of(reading.token).stop
    for i in range(reading.end, end):
        at = next((k for k in range(i + 1, min(i + 4, end)) if grammar.lower[k] == "at"), None)
        if grammar.lower[i] not in _AIMED or at is None:
            continue
        last = list_end(actors.people, actors.vocabulary, at + 1, frozenset())
        aimed = {word.value for word in actors.vocabulary.countries_in(at + 1, last)} - {_WORLD, reading.imposing}
        if aimed:
            return replace(reading, pairs=tuple((country, sector) for country in sorted(aimed) for _, sector in reading.pairs))
    return reading


def _of_goods(actors: Actors, reading: Reading, goods: SectorId) -> Reading:
    """A measure that names no goods, or such as the scheme does not know, is on those that the text is about."""
    lower = actors.people.grammar.lower
    vague = (ALL_GOODS, OTHER_GOODS, *(("metals",) if goods in _METALS else ()))
    plain = any(lower[i] in _PLAIN for i in range(reading.start, min(reading.end + 4, len(lower))))
    if not reading.pairs or plain or not all(sector in vague for _, sector in reading.pairs):
        return reading
    return replace(reading, pairs=tuple((country, goods) for country in dict.fromkeys(country for country, _ in reading.pairs)))
