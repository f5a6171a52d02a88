"""Whether a content speaks of states and their economies: what it says in a text about trade is then about trade as such."""

import re
from collections.abc import Iterator, Sequence

from kg.facts import CountryCode
from kg.lexicon import Found, lexicon
from kg.model import Span
from loaders.rules.attribution.anaphors import tokens
from loaders.rules.grammar import Grammar

_RELATIONS = re.compile(
    r"\b(?:answer as one|bilateral\w*|blackmail\w*|bull(?:y|ied|ying)|capitulat\w+|ceasefire|common ground|confrontation|"
    r"consultations|cooperation|defend(?:s|ed|ing)? (?:its|our|their) (?:companies|farmers|industr(?:y|ies)|interests|jobs|"
    r"workers)|"
    r"de-?coupl\w+|de-?risk\w+|fight(?:ing)? back|mutual (?:benefit|respect)|mutually beneficial|"
    r"(?:negotiating|bargaining) table|(?:back|come|return) to the table|"
    r"respond(?:s|ed|ing)? (?:firmly|in kind|proportionately)|"
    r"open(?:ing|s|ed)? (?:up )?(?:our|its|the|their) (?:economy|market)|"
    r"markets? (?:\w+ ){0,3}opened|ratif\w+|rules-based|"
    r"s[ai]t(?:ting)? down (?:together|with)|stand(?:ing)? up to|weaponi[sz]\w+|win-win|"
    r"(?:be|been|is|was) signed|(?:relations|relationship|ties) with|"
    r"(?:both|two) (?:countries|economies|governments|leaders|nations|sides)|"
    r"(?:meet|meeting|meets|met)(?: with)? (?:\w+ ){0,2}(?:counterparts?|premier|president|prime minister))\b",
    re.IGNORECASE,
)
"""How countries get on with each other."""
_ECONOMY = re.compile(
    r"\b(?:central bank|consumer price(?:s| index)|economic (?:growth|output)|GDP|gross domestic product|"
    r"(?<!export )(?<!sales )growth(?! in (?:exports|sales))|"
    r"inflation(?:ary)?|interest rates?|national income|purchasing power|recession|Treasury|(?:our|the|whole|wider) economy)\b",
    re.IGNORECASE,
)
"""What is told of a whole economy."""
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_TOWARDS = frozenset(("against", "between", "by", "from", "on", "toward", "towards", "with"))


def speaks_of_states(grammar: Grammar, content: Sequence[Span]) -> bool:
    """Whether it tells what governments do, how countries get on, or how an economy fares."""
    return (
        speaks_of_economy(content)
        or any(_RELATIONS.search(span.text) for span in content)
        or names_governments(grammar, content)
    )


def speaks_of_economy(content: Sequence[Span]) -> bool:
    """Whether it tells how a whole economy fares."""
    return any(_ECONOMY.search(span.text) for span in content)


def names_governments(grammar: Grammar, content: Sequence[Span]) -> bool:
    """Whether a capital does something in it ("Beijing wants ..."), or one country to another."""
    acting = [one for span in content for one in _acting(grammar, span)]
    return any(is_seat for _, is_seat in acting) or len({country for country, _ in acting}) > 1


def names_country_as_subject(grammar: Grammar, content: Sequence[Span]) -> bool:
    """Whether a country does something in it."""
    return any(True for span in content for _ in _countries(grammar, span, _SUBJECTS))


def _acting(grammar: Grammar, span: Span) -> Iterator[tuple[CountryCode, bool]]:
    for _, found in _countries(grammar, span, _SUBJECTS):
        yield found.value, lexicon().is_seat(span.text[found.start : found.end])
    for i, found in _countries(grammar, span, frozenset(("pobj",))):
        if grammar.lower[grammar.head[_first_of_list(grammar, i)]] in _TOWARDS:
            yield found.value, False


def _countries(grammar: Grammar, span: Span, deps: frozenset[str]) -> Iterator[tuple[int, Found[CountryCode]]]:
    """The names of countries that stand as such a part of the sentence, with their last token."""
    countries = lexicon().find_countries(span.text)
    for i in tokens(grammar, span) if countries else ():
        here = grammar.start[i] - span.start
        found = next((one for one in countries if one.start <= here < one.end), None)
        if found and grammar.tag[i].startswith("NNP") and grammar.dep[_first_of_list(grammar, i)] in deps:
            yield i, found


def _first_of_list(grammar: Grammar, i: int) -> int:
    while grammar.dep[i] == "conj" and grammar.head[i] != i:
        i = grammar.head[i]
    return i
