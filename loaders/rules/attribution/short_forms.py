"""Short names of goods that a text named in full before: "panels" after "solar panels", "the oil" after "palm oil"."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter

from kg.facts import SectorId
from kg.lexicon import Found, lexicon
from loaders.rules.attribution.anaphors import FLOWS, MEASURES, TRADES
from loaders.rules.attribution.leading import BROAD
from loaders.rules.grammar import Grammar
from loaders.rules.human_nouns import singular

_NO_GOODS = (
    frozenset(
        (
            "base", "capacity", "contractor", "demand", "equipment", "farmer", "fleet", "good", "item", "job", "line",
            "management",
            "manufacturing", "market", "material", "mine",
            "planter", "dealer", "trader", "merchant", "roaster",
            "miner", "operator", "port", "power", "product", "pump",
            "resource", "right",
            "rule", "station", "store", "system", "unit",
        )
    )
    | FLOWS | MEASURES | TRADES
)  # fmt: skip
"""Last words of the scheme's terms that mean too much when they stand alone."""
_OFTEN = 2
"""How often a text names a sector at least, for doubtful words of it to be sure."""
_NO_THINGS = frozenset((SectorId("services"), SectorId("defence")))
_MODIFIERS = ("compound", "nmod", "poss")
_START, _END = attrgetter("start"), attrgetter("end")

Known = Mapping[str, SectorId]


def with_short_forms(
    grammar: Grammar, found: Sequence[Found[SectorId]], leading: frozenset[SectorId]
) -> tuple[Found[SectorId], ...]:
    """The sectors found in a text with those that short forms name, in order.

    A word that is short for a term of the text stands for what this is.
    """
    terms = _Terms(grammar.whole, found, leading)
    read = [terms.reread(one) for one in found]
    short = (one for one in _short(grammar, terms) if not _is_inside(found, one.start))
    return tuple(sorted((*read, *short), key=_START))


class _Terms:
    """The last words of the terms of several words that a text uses, each from where it is first used."""

    def __init__(self, text: str, found: Sequence[Found[SectorId]], leading: frozenset[SectorId]) -> None:
        self._text = text
        self._leading = {
            head: one for one in sorted(leading) for word in lexicon().sector_words(one) if (head := _last_word(word, one))
        }
        counts = Counter(one.value for one in found)
        often = (one for one in sorted(counts) if counts[one] >= _OFTEN)
        self._words_of_spoken = {
            singular(word.lower()): one for one in often for word in lexicon().sector_words(one) if " " not in word
        }
        self._used: dict[str, Found[SectorId]] = {}
        self._words: dict[SectorId, set[str]] = {}
        for one in found:
            word = self._word(one)
            self._words.setdefault(one.value, set()).add(singular(word))
            if head := _last_word(word, one.value):
                self._used.setdefault(head, one)

    def sector(self, noun: str, at: int) -> SectorId | None:
        """What a noun at a place is short for."""
        used = self._used.get(noun)
        return used.value if used and used.end <= at else self._leading.get(noun) or self._words_of_spoken.get(noun)

    def reread(self, one: Found[SectorId]) -> Found[SectorId]:
        """A word of one sector as the short form of a term of another, if no other word of the text is of the first."""
        word = singular(self._word(one))
        used = self._used.get(word)
        if used is None or used.end > one.start or self._words[one.value] != {word} or _are_related(used.value, one.value):
            return one
        return Found(one.start, one.end, used.value)

    def _word(self, one: Found[SectorId]) -> str:
        return " ".join(self._text[one.start : one.end].lower().split())


def _short(grammar: Grammar, terms: _Terms) -> Iterator[Found[SectorId]]:
    for i, noun in enumerate(grammar.lower):
        sector = terms.sector(singular(noun), grammar.start[i]) if grammar.tag[i] in ("NN", "NNS") else None
        if sector and _stands_alone(grammar, i):
            yield Found(grammar.start[i], grammar.end(i), sector)


def _last_word(term: str, sector: SectorId) -> str | None:
    """The last word of a term of several words, in the singular, if it can stand for the whole."""
    first, _, last = term.lower().rpartition(" ")
    head = singular(last)
    if not first or head in _NO_GOODS or sector in BROAD or _NO_THINGS & {sector, *lexicon().broader_sectors(sector)}:
        return None
    return head


def _are_related(one: SectorId, other: SectorId) -> bool:
    broader = lexicon().broader_sectors
    return one == other or one in broader(other) or other in broader(one)


def _stands_alone(grammar: Grammar, i: int) -> bool:
    if grammar.dep[i] == "compound":
        return False
    return not any(grammar.dep[child] in _MODIFIERS for child in grammar.children[i] if child < i)


def _is_inside(found: Sequence[Found[SectorId]], start: int) -> bool:
    at = bisect_right(found, start, key=_START) - 1
    return at >= 0 and start < found[at].end
