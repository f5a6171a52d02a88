"""What persons are called besides their names, and how well a title alone fits: "the French president"."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from kg.facts import CountryCode
from kg.lexicon import lexicon
from loaders.rules.grammar import Grammar
from loaders.rules.human_nouns import ABBREVIATED, BEARERS, HONORIFICS, HUMANS, POSTS, RELATIVES, singular
from loaders.rules.name_runs import Named

_NO_TITLE = frozenset(
    ("the", "that", "this", "a", "an", "of", "for", "'s", "’s", "and", "then", "-", ",", "(", "his", "her", "their", "our")
)
_STILL = frozenset(("deputy", "vice", "assistant", "acting", "former", "ex", "first", "prime"))
"""Words that make another post of one: whoever is the president is no vice president."""
_TITLE_TOKENS = 8
"""How many tokens behind a noun still tell what somebody is."""


def title_fit(words: frozenset[str], head: frozenset[str], title: frozenset[str]) -> float:
    """How well a nominal's words fit a known title; 0 where the noun differs or the countries contradict."""
    if not head <= title or contradicts(words, title):
        return 0.0
    extra = {word for word in words - title if _country(word) is None}
    missing = (title - words) & _STILL
    return max(0.0, 2.0 + 0.5 * len(words & title) - 1.0 * len(extra) - 1.0 * len(missing))


def contradicts(words: frozenset[str], title: frozenset[str]) -> bool:
    """Whether a nominal and a known title speak of different countries."""
    countries = {_country(word) for word in words} - {None}
    known = {_country(word) for word in title} - {None}
    return bool(countries and known and not countries & known)


@cache
def _country(word: str) -> CountryCode | None:
    """The country of a lower-case word: "french", "u.s."."""
    return lexicon().country(word.upper() if "." in word else word.title())


def title_words(words: Iterable[str]) -> frozenset[str]:
    """The words of a title in one form: "the U.S. Sen." → {"u.s.", "senator"}."""
    found: list[str] = []
    for word in words:
        found.extend(ABBREVIATED.get(word, singular(word)).split())
    return frozenset(found) - _NO_TITLE


def titles_of(grammar: Grammar, persons: Iterable[Named]) -> dict[str, list[frozenset[str]]]:
    """What each person is called besides the name: before it, in an apposition, after "is"; never a bare "Mr."."""
    titles: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for named in persons:
        found = [title_words(named.titles)] if named.titles else []
        for noun in _nouns_for(grammar, named.head):
            if singular(grammar.lower[noun]) in POSTS | HUMANS | BEARERS | RELATIVES:
                end = min(grammar.right[noun], noun + _TITLE_TOKENS)
                own = set(range(named.start, named.end))
                found.append(title_words(grammar.lower[i] for i in range(grammar.left[noun], end + 1) if i not in own))
        titles[named.name].extend(words for words in found if words - HONORIFICS.keys())
    return {name: known for name, known in titles.items() if known}


def _nouns_for(grammar: Grammar, head: int) -> Iterator[int]:
    for child in grammar.children[head]:
        if grammar.dep[child] in ("appos", "compound", "nmod") and grammar.tag[child].startswith("NN"):
            yield child
    if grammar.dep[head] == "appos":
        yield grammar.head[head]
    verb = grammar.head[head]
    if grammar.dep[head] == "nsubj" and grammar.lemma[verb] in ("be", "become", "remain"):
        attribute = grammar.child(verb, "attr")
        if attribute is not None:
            yield attribute
