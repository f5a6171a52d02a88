"""What persons are called besides their names, and how well a title alone fits: "the French president"."""

from collections import defaultdict
from collections.abc import Iterator

from kg.lexicon import lexicon
from loaders.rules.grammar import Grammar
from loaders.rules.human_nouns import ABBREVIATED, HUMANS, POSTS, singular
from loaders.rules.name_runs import Named


def title_fit(words: frozenset[str], head: frozenset[str], title: frozenset[str]) -> float:
    """How well a nominal's words fit a known title; 0 where the noun differs or the countries contradict."""
    if not head <= title:
        return 0.0
    countries = {lexicon().country(word) for word in words} - {None}
    known = {lexicon().country(word) for word in title} - {None}
    if countries and known and not countries & known:
        return 0.0
    extra = words - title - {word for word in words if lexicon().country(word) is not None}
    return max(0.0, 2.0 + 0.5 * len(words & title) - 1.0 * len(extra))


def title_words(words: list[str]) -> frozenset[str]:
    """The words of a title in one form: "the U.S. Sen." → {"u.s.", "senator"}."""
    found: list[str] = []
    for word in words:
        found.extend(ABBREVIATED.get(word, singular(word)).split())
    return frozenset(found) - {
        "the",
        "that",
        "this",
        "a",
        "an",
        "of",
        "for",
        "'s",
        "’s",
        "and",
        "then",
        "-",
        "his",
        "her",
        "their",
        "our",
    }


def titles_of(grammar: Grammar, persons: list[Named]) -> dict[str, list[frozenset[str]]]:
    """What each person is called besides the name: before it, in an apposition, after "is"."""
    titles: dict[str, list[frozenset[str]]] = defaultdict(list)
    for named in persons:
        if named.titles:
            titles[named.name].append(title_words(list(named.titles)))
        for noun in _nouns_for(grammar, named.head):
            if singular(grammar.lower[noun]) in POSTS | HUMANS:
                titles[named.name].append(
                    title_words(grammar.lower[grammar.left[noun] : min(grammar.right[noun], noun + 8) + 1])
                )
    return titles


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
