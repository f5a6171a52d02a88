"""On whom a measure lies by other words than "on": "hit China with tariffs", "Canada faces", "China tariffs", "global"."""

from collections.abc import Iterator, Sequence

from kg.facts import Change, CountryCode, MeasureType
from loaders.rules.grammar import Grammar
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.clauses import Clause, Part, is_passive, subject
from loaders.rules.measures.goods import Goods, read_goods
from loaders.rules.measures.kinds import is_answered
from loaders.rules.measures.reach import Side, Stretch
from loaders.rules.measures.triggers import Trigger

_WORLD = "001"
_EVERYBODY = frozenset(("global", "worldwide", "universal"))


def told_targets(actors: Actors, trigger: Trigger, reach: Sequence[Stretch], goods: Sequence[Goods]) -> Iterator[CountryCode]:
    """The targets that the clause tells; "global" only where nothing else is said."""
    for one in goods:
        yield from one.countries
    if trigger.kind is MeasureType.EXPORT_CONTROL:
        for stretch in reach:
            if stretch.side is Side.TO:
                yield from (word.value for word in actors.vocabulary.countries_in(stretch.start, stretch.end))
    named = any(s.side is Side.ON and actors.vocabulary.countries_in(s.start, s.end) for s in reach)
    everybody = set(actors.people.grammar.lower[trigger.left : trigger.token]) & _EVERYBODY
    if everybody and not named:
        yield CountryCode(_WORLD)


def struck_goods(actors: Actors, trigger: Trigger, clause: Clause) -> tuple[Goods, ...]:
    """What the phrases name that a verb puts under the measure."""
    return tuple(read_goods(actors, head, trigger.left) for head in struck(actors, trigger.head, clause))


def struck(actors: Actors, head: int, clause: Clause) -> tuple[int, ...]:
    """The heads of the phrases that a verb puts under the measure: "hit China with", "retaliated against"."""
    grammar = actors.people.grammar
    verb = clause.verb
    if clause.change is Change.EXEMPTED and clause.action is not None:
        return _spared(grammar, clause.action, verb)
    if verb is None:
        return ()
    answering = is_answered(grammar, head)
    if answering is not None:
        return _facing(grammar, answering)
    if is_faced(grammar, clause, verb):
        return _facing(grammar, verb)
    named = _named_to(grammar, clause, verb)
    if named is not None:
        return (named,)
    by_with = clause.part is Part.WITH and grammar.lemma[verb] in words.WITH
    under = clause.part is Part.PREPOSITION and grammar.lemma[verb] in words.UNDER
    return _done_to(grammar, verb) if by_with or (under and clause.preposition in _UNDER) else ()


def _named_to(grammar: Grammar, clause: Clause, verb: int) -> int | None:
    """Who is spared a measure ("was spared the duty"), and what is let in at its rate."""
    if clause.part is Part.OBJECT and grammar.lemma[verb] == "spare":
        return subject(grammar, verb) if is_passive(grammar, verb) else grammar.child(verb, "dative", "dobj")
    let_in = clause.part is Part.PREPOSITION and clause.preposition in _LET_IN and grammar.lemma[verb] in words.ADMITTING
    return grammar.child(verb, "dobj") if let_in else None


_LET_IN = ("at", "with", "without", "under")
_UNDER = ("from", "to", "by", "of", "under")


def is_faced(grammar: Grammar, clause: Clause, verb: int) -> bool:
    """Whether the subject of the verb is under the measure: "faces", "is subject to", "braces for", "enters … without"."""
    if clause.part is Part.OBJECT:
        rated = grammar.lemma[verb] in ("have", "get", "secure", "win", "receive") and grammar.child(verb, "dobj") is not None
        return grammar.lemma[verb] in words.FACING or (rated and _is_bare_rate(grammar, verb))
    if clause.part in (Part.PREPOSITION, Part.WITH) and grammar.lemma[verb] in words.ENTERING:
        return True
    braces = clause.preposition == "for" and grammar.lemma[verb] == "brace"
    return clause.part is Part.PREPOSITION and (braces or _is_state(grammar, verb))


def _is_bare_rate(grammar: Grammar, verb: int) -> bool:
    """Whether what a country "has" is a rate that others charge: "Britain has a 10% rate"."""
    rate = grammar.child(verb, "dobj")
    return rate is not None and grammar.lower[rate] in ("rate", "baseline") and grammar.lower[rate + 1 : rate + 2] != ["on"]


def _spared(grammar: Grammar, exemption: int, verb: int | None) -> tuple[int, ...]:
    """Whom an exemption is for: "Australia's exemption", "an exemption for beef", "won an exemption", "granted Peru one"."""
    owner = grammar.child(exemption, "poss", "nmod", "compound")
    for_whom = (grammar.child(c, "pobj") for c in grammar.children[exemption] if grammar.lower[c] in ("for", "to"))
    named = owner if owner is not None else next(for_whom, None)
    if named is not None or verb is None:
        return (named,) if named is not None else ()
    if grammar.lemma[verb] in words.WINNING:
        return _facing(grammar, verb)
    receiver = grammar.child(verb, "dative")
    if receiver is not None and grammar.lower[receiver] in ("to", "for"):
        receiver = grammar.child(receiver, "pobj")
    if receiver is None and is_passive(grammar, verb):
        receiver = subject(grammar, verb)
    return (receiver,) if receiver is not None else ()


def _facing(grammar: Grammar, verb: int) -> tuple[int, ...]:
    """The subject: "carmakers face", "steel, which faces", "industries facing"."""
    if grammar.dep[verb] in ("advcl", "xcomp", "ccomp") and grammar.lemma[grammar.head[verb]] in words.ADMITTING:
        admitted = grammar.child(grammar.head[verb], "dobj")
        return (admitted,) if admitted is not None else ()
    while grammar.dep[verb] == "xcomp" and subject(grammar, verb) is None and grammar.head[verb] != verb:
        verb = grammar.head[verb]
    who = subject(grammar, verb)
    if who is None:
        shared = subject(grammar, grammar.head[verb]) if grammar.dep[verb] in ("conj", "advcl") else None
        if shared is not None:
            return (shared,)
        return (grammar.head[verb],) if grammar.dep[verb] in ("acl", "relcl", "conj", "advcl") else ()
    relative = grammar.tag[who] in ("WDT", "WP") and grammar.dep[verb] == "relcl"
    return (grammar.head[verb],) if relative else (who,)


def _is_state(grammar: Grammar, verb: int) -> bool:
    """As in "is subject to a tariff"."""
    state = grammar.child(verb, "acomp")
    return state is not None and grammar.lower[state] in words.STATES


def _done_to(grammar: Grammar, verb: int) -> tuple[int, ...]:
    """The object of the verb, or its subject in the passive, and whom it is "against"."""
    direct = _sufferer(grammar, verb) if is_passive(grammar, verb) else grammar.child(verb, "dobj", "dative")
    against = (c for c in grammar.children[verb] if grammar.lower[c] in ("against", "at") and grammar.dep[c] == "prep")
    others = (grammar.child(c, "pobj") for c in against)
    return tuple(head for head in (direct, next(others, None)) if head is not None)


def _sufferer(grammar: Grammar, verb: int) -> int | None:
    """Who is done to: the passive subject, the noun before a participle ("Lesotho, hit by"), the subject it shares."""
    who = subject(grammar, verb)
    if who is not None and not (grammar.tag[who] in ("WDT", "WP") and grammar.dep[verb] == "relcl"):
        return who
    if grammar.dep[verb] in ("acl", "relcl"):
        return grammar.head[verb]
    return subject(grammar, grammar.head[verb]) if grammar.dep[verb] in ("conj", "advcl") else None


def pays_rate(grammar: Grammar, trigger: Trigger) -> bool:
    """Whether a country's rate is what it pays: "Canada's rate went from 25% to 35%", but not "its rate on wine"."""
    noun = trigger.token
    moved = grammar.dep[noun] in ("nsubj", "nsubjpass") and grammar.lower[noun] in ("rate", "rates")
    return moved and trigger.head == noun and grammar.lower[noun + 1 : noun + 2] not in (["on"], ["for"], ["against"])


def compound_targets(actors: Actors, trigger: Trigger, imposing: CountryCode | None) -> tuple[CountryCode, ...]:
    """Countries in the measure's own name: "China tariffs", "Trump's Canadian tariffs"."""
    found = []
    pays = pays_rate(actors.people.grammar, trigger)
    for word in actors.vocabulary.countries_in(trigger.left, trigger.token):
        possessive = actors.people.grammar.tag[word.end] == "POS" and not pays
        if word.value not in (imposing, _WORLD) and not possessive and actors.vocabulary.country_at(word.start):
            found.append(word.value)
    return tuple(dict.fromkeys(found))
