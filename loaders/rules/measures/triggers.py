"""The nouns by which a text speaks of trade measures: where they stand, and which words before them belong to them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.facts import Change, MeasureType
from loaders.rules.grammar import Grammar
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.kinds import is_answer, is_answered, is_retaliation, measure_kind
from loaders.rules.people import People
from loaders.rules.vocabulary import Vocabulary

_POINTING = frozenset(("the", "those", "these", "such", "that", "this", "both", "its", "their", "his", "her"))
_MODIFIER_TAGS = frozenset(("JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "NNS", "CD", "HYPH", "SYM", "RB", "$", "-LRB-", "-RRB-"))
_PER_CENT = frozenset(("per", "cent", "percent", "%", "-", "to", "–"))
_LONGEST = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A measure's noun at `token`, in a phrase from `left` to its head ("hike" in "tariff hike").

    `change` is what the head tells; `pointing` holds after "the", "those", "its"; `before` are the tokens [left, token).
    """

    token: int
    head: int
    left: int
    kind: MeasureType
    change: Change | None
    pointing: bool


def find_triggers(people: People, vocabulary: Vocabulary) -> Iterator[Trigger]:
    """Every noun of a measure outside boilerplate, in the order of the text; whether a fact comes of it is told elsewhere."""
    grammar = people.grammar
    last: Trigger | None = None
    for i in range(len(grammar)):
        if last is not None and _stands_for(grammar, i, last):
            yield replace(last, token=i, head=i, left=i, change=None, pointing=True)
        if grammar.tag[i][:1] not in ("N", "V", "J") or people.parsed.is_boilerplate(people.parsed.doc[i]):
            continue
        kind = measure_kind(grammar, i)
        if kind is None:
            continue
        head, change, speaks = _head(grammar, vocabulary, i)
        if not speaks:
            continue
        left = left_edge(people, vocabulary, i)
        first = grammar.lower[left]
        last = Trigger(
            token=i,
            head=head,
            left=left,
            kind=_retaliatory(grammar, left, head, kind),
            change=change,
            pointing=first in _POINTING,
        )
        yield last


def _stands_for(grammar: Grammar, i: int, last: Trigger) -> bool:
    """Whether a pronoun stands for the measure just named, by number and by what is done to it: "raised them to 30%"."""
    if grammar.lower[i] not in ("it", "them", "they") or grammar.sentence[i] - grammar.sentence[last.token] > 1:
        return False
    plural = grammar.lower[last.token].endswith("s")
    verb = grammar.head[i]
    done = grammar.dep[i] in ("dobj", "nsubjpass") and words.VERBS.get(grammar.lemma[verb]) in _DONE
    return plural == (grammar.lower[i] != "it") and done and grammar.lemma[verb] in words.TREATING


_DONE = frozenset((Change.RAISED, Change.LOWERED, Change.REMOVED, Change.POSTPONED, Change.IMPOSED, Change.KEPT))


def _retaliatory(grammar: Grammar, left: int, head: int, kind: MeasureType) -> MeasureType:
    answers = any(grammar.lower[k] in words.RETALIATION for k in range(max(min(left, head - 2), 0), head + 1))
    answers = answers or (left > 0 and grammar.lower[left - 1] == "with" and is_answer(grammar, left - 1))
    answers = answers or (is_retaliation(grammar, head) and is_answered(grammar, head) is None)
    return MeasureType.RETALIATORY_TARIFF if kind is MeasureType.TARIFF and answers else kind


def _head(grammar: Grammar, vocabulary: Vocabulary, i: int) -> tuple[int, Change | None, bool]:
    """The noun that heads the phrase, the change it tells, and whether a measure is still spoken of: not in "tariff talks"."""
    after = i + 1
    while after < len(grammar) and grammar.text[after] == "-":
        after += 1
    if after >= len(grammar) or grammar.lower[after] in ("on", "of", "and"):
        return i, None, True
    word, tag = grammar.lower[after], grammar.tag[after]
    joined = grammar.text[i + 1] == "-"
    if (
        not joined
        and grammar.tag[i] == "NN"
        and tag == "NNS"
        and grammar.lemma[after] in words.HITTING
        and _names(vocabulary, after)
    ):
        return i, None, True
    if tag in ("NN", "NNS") or (joined and tag[:1] in ("N", "J", "V")):
        if word in words.HEADS and not joined:
            return after, words.HEADS[word], True
        compound = grammar.dep[i] in ("compound", "nmod", "amod", "npadvmod", "poss") or joined or grammar.tag[i] == "NN"
        return after, None, not compound
    return i, None, True


def _names(vocabulary: Vocabulary, token: int) -> bool:
    """Whether a sector or a country stands right behind what may be a verb: "tariff bites coffee"."""
    return vocabulary.is_sector(token + 1) or bool(vocabulary.countries_at(token + 1))


def left_edge(people: People, vocabulary: Vocabulary, token: int) -> int:
    """The first token of the words before a noun that belong to its phrase: "Trump's separate 25 per cent" tariffs."""
    grammar = people.grammar
    i = token
    while i > 0 and token - i < _LONGEST and grammar.sentence[i - 1] == grammar.sentence[token]:
        j = i - 1
        country = vocabulary.countries_at(j)
        if country:
            i = country[0].start
        elif grammar.tag[j] in ("DT", "PRP$", "PDT"):
            return j
        elif grammar.tag[j] == "POS":
            return _owner_start(people, vocabulary, j)
        elif _modifies(people, vocabulary, j) or _is_quoted_word(grammar, j):
            i = j
        else:
            break
    return i


def _is_quoted_word(grammar: Grammar, j: int) -> bool:
    """Whether the token is a quotation mark around one modifier: the "reciprocal" tariff."""
    marks = ('"', "“", "”", "‘", "’", "'")
    return grammar.text[j] in marks and any(grammar.text[k] in marks for k in (j - 2, j + 2) if 0 <= k < len(grammar))


def _owner_start(people: People, vocabulary: Vocabulary, mark: int) -> int:
    grammar = people.grammar
    named = people.at(mark - 1)
    if named is not None:
        return named.start
    country = vocabulary.countries_at(mark - 1)
    if country:
        return country[0].start
    start = mark - 1
    while (
        start > 0
        and grammar.tag[start - 1] in ("NN", "NNP", "JJ", "DT", "NNS")
        and grammar.sentence[start - 1] == grammar.sentence[mark]
    ):
        start -= 1
    return start


def _modifies(people: People, vocabulary: Vocabulary, j: int) -> bool:
    grammar = people.grammar
    word, tag = grammar.lower[j], grammar.tag[j]
    if word in _PER_CENT and any(c.isdigit() for k in range(max(j - 4, 0), j) for c in grammar.text[k]):
        return True
    if tag == "CC" or word == ",":
        listed = vocabulary.is_sector(j - 1) or vocabulary.countries_at(j - 1) or grammar.tag[j - 1] == "JJ"
        return (
            bool(listed)
            and j > 0
            and grammar.tag[j + 1] != "CD"
            and grammar.tag[j + 1][:1] in ("N", "J", "C")
            and not _parts_clauses(grammar, j)
        )
    if tag in ("VBN", "VBG", "VBD"):
        return grammar.dep[j] == "amod"
    if tag == "NNS":
        return vocabulary.is_sector(j) or grammar.dep[j] in ("compound", "nmod") or grammar.lower[j] in ("autos", "goods")
    if tag == "RB":
        return grammar.tag[j + 1] in ("JJ", "VBN") or word in ("so",)
    return tag in _MODIFIER_TAGS and not (tag == "NNP" and grammar.dep[j] in ("nsubj", "npadvmod", "pobj"))


def _parts_clauses(grammar: Grammar, j: int) -> bool:
    """Whether a comma or an "and" stands between clauses rather than in a list before the noun."""
    return grammar.dep[j - 1] in ("ROOT", "ccomp") or grammar.tag[j + 1] in ("VBD", "VBZ", "MD")
