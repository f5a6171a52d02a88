"""Where a list of goods and countries ends: "certain steel, aluminum and auto products", "Canada, Mexico and China"."""

from kg.model import EntityKind
from loaders.rules.grammar import Grammar
from loaders.rules.measures import measure_words as words
from loaders.rules.people import People
from loaders.rules.vocabulary import Vocabulary

_NOUN_TAGS = frozenset(
    ("DT", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "HYPH", "POS", "CC", "$", "PRP$", "PRP", "PDT", "RB",
     "SYM", "NFP", "FW")
)  # fmt: skip
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_MARKS = frozenset((",", "and", "or", "as", "but", "—", "–"))
_LOOSE = frozenset(("and", "or", "as", "of", "such", "like", "including", "not"))
_AMOUNTS = frozenset(("billion", "million", "trillion", "worth"))


def list_end(people: People, vocabulary: Vocabulary, start: int, stops: frozenset[int]) -> int:
    """The token behind the noun phrase, or the list of them, that begins at `start`."""
    grammar = people.grammar
    i = start
    while i < len(grammar) and grammar.sentence[i] == grammar.sentence[start] and i not in stops:
        if grammar.lower[i] in _MARKS and not _goes_on(people, vocabulary, start, i):
            break
        opens = i == start and grammar.tag[i] in ("VBG", "VBN") and grammar.tag[i + 1 : i + 2] in (["NN"], ["NNS"])
        if not (opens or _is_inside(people, vocabulary, i)) or _is_new_subject(grammar, start, i):
            break
        i += 1
    while i > start and not any(c.isalnum() for c in grammar.text[i - 1]) and grammar.text[i - 1] != "%":
        i -= 1
    while i > start and grammar.lower[i - 1] in _LOOSE:
        i -= 1
    return i


def _is_inside(people: People, vocabulary: Vocabulary, i: int) -> bool:
    """Whether the token may be part of a list of goods; the name of a person never is."""
    grammar = people.grammar
    if _is_person(people, i):
        return False
    word, tag = grammar.lower[i], grammar.tag[i]
    if word == "in":
        return grammar.lower[i - 1] in _AMOUNTS or (grammar.tag[i - 1] == "CD" and grammar.tag[i + 1 : i + 2] == ["CD"])
    if vocabulary.is_sector(i) or word in words.INSIDE or word in words.MADE or tag in _NOUN_TAGS or vocabulary.countries_at(i):
        return True
    return tag in ("VBN", "VBG") and grammar.dep[i] == "amod"


def _is_person(people: People, i: int) -> bool:
    named = people.at(i)
    return named is not None and named.kind is EntityKind.PERSON


def _is_new_subject(grammar: Grammar, start: int, i: int) -> bool:
    """Whether the token is the subject of a verb behind it, and not the last item of the list."""
    if i == start or grammar.dep[i] != "nsubj" or grammar.head[i] < i or grammar.tag[grammar.head[i]] not in _FINITE:
        return False
    listed = grammar.lower[i - 1] in ("and", "or", ",")
    return not (listed or (grammar.tag[i - 1] in ("JJ", "DT", "NN", "NNP") and i - start < 3))


def _goes_on(people: People, vocabulary: Vocabulary, start: int, i: int) -> bool:
    """Whether a comma or "and" leads to another item: a sector, a country or a noun that is no subject of a new clause."""
    grammar = people.grammar
    if grammar.lower[i] == "as":
        return grammar.lower[i - 1] == "such" or grammar.lower[i + 1 : i + 3] == ["well", "as"]
    for k in range(i + 1, min(i + 9, len(grammar))):
        tag = grammar.tag[k]
        if grammar.sentence[k] != grammar.sentence[start] or (tag == "CD" and _is_rate(grammar, k)):
            return False
        if any(_is_person(people, n) for n in range(k, min(k + 4, len(grammar)))):
            return False
        listed = vocabulary.countries_at(k) or vocabulary.is_sector(k) or _is_listed(grammar, k)
        if listed or (tag in ("NN", "NNS", "NNP", "NNPS") and grammar.lower[i] != ","):
            word = vocabulary.sector_at(k)
            return not _begins_clause(grammar, k if word is None else word.end - 1)
        if not (tag in _NOUN_TAGS or grammar.lower[k] in (",", "as", "well", "on", "like", "not") or grammar.dep[k] == "amod"):
            return False
    return False


def _is_listed(grammar: Grammar, k: int) -> bool:
    """Whether the parse takes the noun, or the noun it belongs to, for a further item of a list."""
    head = grammar.head[k] if grammar.dep[k] == "compound" else k
    return grammar.tag[k] in ("NN", "NNS") and grammar.dep[head] == "conj" and grammar.pos[head] == "NOUN"


def _begins_clause(grammar: Grammar, k: int) -> bool:
    """Whether the noun at or right behind `k` is the subject of a verb that follows; the sentence's first verb is not its."""
    if not any(grammar.tag[n] in _FINITE for n in range(grammar.sentence_of(k).start, k)):
        return False
    for n in range(k, min(k + 4, len(grammar))):
        if grammar.tag[n][:1] not in ("N", "J", "P"):
            return grammar.tag[n] in _FINITE and grammar.dep[n - 1] not in ("conj", "pobj", "appos", "dobj")
        if grammar.dep[n] in ("nsubj", "nsubjpass") and grammar.head[n] > n:
            return True
    return False


def _is_rate(grammar: Grammar, k: int) -> bool:
    return any(word in ("%", "percent", "per", "pct") for word in grammar.lower[k + 1 : k + 4])
