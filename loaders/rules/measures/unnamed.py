"""Tariffs told by neither their noun nor a rate: "Mexico has taxed American pork", "Canada's C$16bn list, covering steel"."""

from collections.abc import Iterator

from kg.facts import Change, CountryCode, MeasureType, Status
from kg.lexicon import ALL_GOODS
from loaders.rules.grammar import Grammar
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.clauses import Clause, Part, agent, is_passive, subject
from loaders.rules.measures.goods import read_goods
from loaders.rules.measures.objects import Pair
from loaders.rules.measures.reading import Reading
from loaders.rules.measures.standing import status_of
from loaders.rules.noun_phrases import phrase

_COVERING = frozenset(("cover", "include", "target", "contain", "comprise", "hit", "name", "feature", "span"))
_ANSWERING = ("retaliat", "counter", "reprisal", "rebalanc", "target", "sanction", "tariff")
"""Beginnings of words in the name of a list of goods to be taxed."""
_GOODS = frozenset(("goods", "imports", "products", "exports", "shipments"))
_AROUND = 150
"""Tokens around such words within which the text must speak of tariffs."""


def read_unnamed(actors: Actors, taken: frozenset[int]) -> Iterator[Reading]:
    """Such measures in a text that speaks of tariffs; `taken` are verbs of which another reading tells."""
    grammar = actors.people.grammar
    for i in range(len(grammar)):
        word = grammar.lemma[i]
        if word not in ("tax", "list") or i in taken or not _is_of_tariffs(grammar, i):
            continue
        if actors.people.parsed.is_boilerplate(actors.people.parsed.doc[i]):
            continue
        reading = _taxed(actors, i) if word == "tax" else _listed(actors, i)
        if reading is not None:
            yield reading


def _is_of_tariffs(grammar: Grammar, i: int) -> bool:
    near = grammar.lower[max(i - _AROUND, 0) : i + _AROUND]
    return any(word in words.TARIFFS or word in ("duty", "duties") for word in near)


def _taxed(actors: Actors, verb: int) -> Reading | None:
    """As in "Mexico has taxed American pork, cheese and apples since June"."""
    grammar = actors.people.grammar
    if grammar.pos[verb] != "VERB" or any(grammar.dep[c] == "neg" for c in grammar.children[verb]):
        return None
    passive = is_passive(grammar, verb)
    who = agent(grammar, verb) if passive else subject(grammar, verb)
    thing = subject(grammar, verb) if passive else grammar.child(verb, "dobj")
    imposing = actors.government(who) if who is not None else None
    if imposing is None or thing is None:
        return None
    pairs = tuple(
        (country, sector)
        for country, sector in read_goods(actors, thing).pairs
        if country not in (None, imposing) and (sector != ALL_GOODS or grammar.lower[thing] in _GOODS)
    )
    clause = Clause(verb=verb, part=Part.PASSIVE if passive else Part.OBJECT, preposition="", action=None, change=None)
    status = status_of(grammar, clause, Change.IMPOSED)
    return _reading(grammar, (verb, thing), MeasureType.TARIFF, imposing, pairs, status) if pairs else None


def _listed(actors: Actors, noun: int) -> Reading | None:
    """As in "Canada's C$16.6bn list, covering steel, yoghurt and ketchup": what a government is about to tax in return."""
    grammar = actors.people.grammar
    start, _ = phrase(grammar, noun)
    named = grammar.lower[start:noun]
    worth = any(word.endswith(("bn", "billion", "million")) for word in named)
    if grammar.pos[noun] != "NOUN" or not (worth or any(word.startswith(_ANSWERING) for word in named)):
        return None
    owner = grammar.child(noun, "poss")
    imposing = actors.government(owner) if owner is not None else None
    thing = _covered(grammar, noun)
    if imposing is None or thing is None:
        return None
    found = (pair for pair in read_goods(actors, thing).pairs if pair[1] != ALL_GOODS or pair[0] is not None)
    pairs = tuple((None if country == imposing else country, sector) for country, sector in found)
    return (
        _reading(grammar, (noun, thing), MeasureType.RETALIATORY_TARIFF, imposing, pairs, Status.ANNOUNCED) if pairs else None
    )


def _covered(grammar: Grammar, noun: int) -> int | None:
    """What stands on the list: "covering steel", "of American goods", "the list includes"."""
    below = [c for c in grammar.children[noun] if grammar.dep[c] in ("acl", "relcl") and grammar.lemma[c] in _COVERING]
    over = grammar.head[noun]
    if grammar.dep[noun] == "nsubj" and grammar.lemma[over] in _COVERING:
        below.append(over)
    objects = (grammar.child(verb, "dobj") for verb in below)
    of = (grammar.child(c, "pobj") for c in grammar.children[noun] if grammar.lower[c] == "of")
    return next((thing for thing in (*objects, *of) if thing is not None), None)


def _reading(
    grammar: Grammar, told: tuple[int, int], kind: MeasureType, imposing: CountryCode, pairs: tuple[Pair, ...], status: Status
) -> Reading:
    token, thing = told
    return Reading(
        token=token, start=min(token, thing), end=max(token, grammar.right[thing]) + 1, verb=None, kind=kind,
        imposing=imposing, pairs=pairs, pointing=False, pointing_back=False, fresh=True, change=Change.IMPOSED, status=status,
        rate=None, exempts=(), sufferer=None, acted=True, confidence=0.6, rule="unnamed",
    )  # fmt: skip
