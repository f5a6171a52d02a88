"""On whom a measure lies by other words than "on": "hit China with tariffs", "Canada faces", "China tariffs", "global"."""

from collections.abc import Iterator, Sequence

from kg.facts import Change, CountryCode, MeasureType
from loaders.rules.grammar import Grammar
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.clauses import Clause, Part, is_passive, subject
from loaders.rules.measures.reach import Side, Stretch
from loaders.rules.measures.triggers import Trigger

_WORLD = "001"
_EVERYBODY = frozenset(("global", "worldwide", "universal"))


def told_targets(actors: Actors, trigger: Trigger, reach: Sequence[Stretch], clause: Clause) -> Iterator[CountryCode]:
    """The targets that the clause tells; "global" only where nothing else is said."""
    for head in struck(actors, clause):
        country = actors.nation(head)
        if country is not None:
            yield country
    if trigger.kind is MeasureType.EXPORT_CONTROL:
        for stretch in reach:
            if stretch.side is Side.TO:
                yield from (word.value for word in actors.vocabulary.countries_in(stretch.start, stretch.end))
    named = any(s.side is Side.ON and actors.vocabulary.countries_in(s.start, s.end) for s in reach)
    everybody = set(actors.people.grammar.lower[trigger.left : trigger.token]) & _EVERYBODY
    if everybody and not named:
        yield CountryCode(_WORLD)


def struck(actors: Actors, clause: Clause) -> tuple[int, ...]:
    """The heads of the phrases that a verb puts under the measure: "hit China with", "retaliated against"."""
    grammar = actors.people.grammar
    verb = clause.verb
    if clause.change is Change.EXEMPTED and clause.action is not None:
        owner = grammar.child(clause.action, "poss", "nmod", "compound")
        return (owner,) if owner is not None else ()
    if verb is None:
        return ()
    if clause.part is Part.OBJECT and grammar.lemma[verb] in words.FACING:
        return _facing(grammar, verb)
    if clause.part is Part.PREPOSITION and (
        _is_state(grammar, verb) or (clause.preposition == "for" and grammar.lemma[verb] == "brace")
    ):
        return _facing(grammar, verb)
    by_with = clause.part is Part.WITH and grammar.lemma[verb] in words.WITH
    sparing = (
        clause.part is Part.PREPOSITION and clause.preposition in ("from", "to", "by") and grammar.lemma[verb] in words.UNDER
    )
    return _done_to(grammar, verb) if by_with or sparing else ()


def _facing(grammar: Grammar, verb: int) -> tuple[int, ...]:
    """The subject: "carmakers face", "steel, which faces", "industries facing"."""
    while grammar.dep[verb] == "xcomp" and subject(grammar, verb) is None and grammar.head[verb] != verb:
        verb = grammar.head[verb]
    who = subject(grammar, verb)
    if who is None:
        return (grammar.head[verb],) if grammar.dep[verb] in ("acl", "relcl", "conj", "advcl") else ()
    relative = grammar.tag[who] in ("WDT", "WP") and grammar.dep[verb] == "relcl"
    return (grammar.head[verb],) if relative else (who,)


def _is_state(grammar: Grammar, verb: int) -> bool:
    """As in "is subject to a tariff"."""
    state = grammar.child(verb, "acomp")
    return state is not None and grammar.lower[state] in words.STATES


def _done_to(grammar: Grammar, verb: int) -> tuple[int, ...]:
    """The object of the verb, or its subject in the passive, and whom it is "against"."""
    direct = subject(grammar, verb) if is_passive(grammar, verb) else grammar.child(verb, "dobj", "dative")
    against = (c for c in grammar.children[verb] if grammar.lower[c] in ("against", "at") and grammar.dep[c] == "prep")
    others = (grammar.child(c, "pobj") for c in against)
    return tuple(head for head in (direct, next(others, None)) if head is not None)


def compound_targets(actors: Actors, trigger: Trigger, imposing: CountryCode | None) -> tuple[CountryCode, ...]:
    """Countries in the measure's own name: "China tariffs", "Trump's Canadian tariffs"."""
    found = []
    for word in actors.vocabulary.countries_in(trigger.left, trigger.token):
        possessive = actors.people.grammar.tag[word.end] == "POS"
        if word.value not in (imposing, _WORLD) and not possessive and actors.vocabulary.country_at(word.start):
            found.append(word.value)
    return tuple(dict.fromkeys(found))
