"""Who imposes a measure: by the words before its noun and behind it, and by the clause it stands in."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.facts import Change, CountryCode, MeasureType
from kg.lexicon import lexicon
from kg.model import EntityKind
from loaders.rules.grammar import Grammar
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.bearing import where
from loaders.rules.measures.clauses import Clause, Part, above, agent, is_passive, subject
from loaders.rules.measures.goods import Goods
from loaders.rules.measures.kinds import is_answered
from loaders.rules.measures.rates import is_percent
from loaders.rules.measures.reach import Side, Stretch
from loaders.rules.measures.relatives import told_of
from loaders.rules.measures.targets import is_faced, pays_rate, struck_goods, told_targets
from loaders.rules.measures.triggers import Trigger

_WORLD = "001"
_ATTRIBUTIVE = frozenset(("US", "EU", "GB"))
"""Countries whose short name is its own adjective: "U.S. tariffs" are imposed by the U.S., "China tariffs" are on China."""

_Candidates = Iterator[tuple[CountryCode, int]]
"""Countries that may impose the measure, each with the token that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Who imposes, by which rule, how sure; `targets` and `goods` are what phrases other than "on …" tell."""

    imposing: CountryCode | None
    rule: str
    confidence: float
    actor: int | None
    targets: tuple[CountryCode, ...]
    goods: tuple[Goods, ...]


def read_sides(
    actors: Actors, trigger: Trigger, reach: tuple[Stretch, ...], clause: Clause, *, on: tuple[CountryCode, ...]
) -> Sides:
    """The two sides of a measure as far as its sentence tells them; whoever it lies `on` does not impose it."""
    goods = struck_goods(actors, trigger, clause)
    targets = tuple(dict.fromkeys(told_targets(actors, trigger, reach, goods)))
    for rule, confidence, candidates in (
        ("owner", 0.9, _owners(actors, trigger, has_target=bool(targets or on))),
        ("agent", 0.9, _agents(actors, trigger, reach, clause)),
        ("subject", 0.85, _subjects(actors, clause) if _is_direct(actors, trigger, clause) else iter(())),
        ("relative", 0.7, _relatives(actors, trigger)),
        ("market", 0.8, _entered(actors, clause)),
        ("place", 0.6, _places(actors, clause)),
        ("market", 0.7, _markets(goods)),
    ):
        for country, token in candidates:
            beside = rule == "subject" and len(on) > 1
            if country not in targets and (country not in on or beside):
                return Sides(imposing=country, rule=rule, confidence=confidence, actor=token, targets=targets, goods=goods)
    return Sides(imposing=None, rule="", confidence=0.0, actor=None, targets=targets, goods=goods)


def _is_direct(actors: Actors, trigger: Trigger, clause: Clause) -> bool:
    """Whether the clause is about the measure itself, not an answer to it, nor "a row over subsidies" that only names it."""
    if is_answered(actors.people.grammar, trigger.head) is not None:
        return False
    tariff = trigger.kind in (MeasureType.TARIFF, MeasureType.RETALIATORY_TARIFF)
    return tariff or clause.part is not Part.PREPOSITION or clause.action is not None


def _owners(actors: Actors, trigger: Trigger, *, has_target: bool) -> _Candidates:
    """Countries and persons before the noun that the measure is of: "China's", "American", "Trump's", "its"."""
    grammar = actors.people.grammar
    if pays_rate(grammar, trigger):
        return
    for i in range(trigger.left, trigger.token):
        word = actors.vocabulary.country_at(i)
        if word is not None:
            owns = grammar.tag[min(word.end, trigger.token)] == "POS" or not is_noun_name(actors, i) or has_target
            if word.start == i and word.value != _WORLD and owns:
                yield word.value, i
        elif _may_own(actors, i) and (country := actors.government(i)) is not None:
            yield country, i


def _may_own(actors: Actors, i: int) -> bool:
    """Whether the token is a person, a possessive pronoun, or what stands before "'s"."""
    grammar = actors.people.grammar
    named = actors.people.at(i)
    if named is not None and named.kind is EntityKind.PERSON:
        return named.head == i
    return grammar.tag[i] == "PRP$" or grammar.tag[i + 1] == "POS"


def is_noun_name(actors: Actors, token: int) -> bool:
    """Whether the country's word at the token is its name and not an adjective: "China", not "Chinese" nor "U.S."."""
    word = actors.vocabulary.country_at(token)
    if word is None or word.value in _ATTRIBUTIVE:
        return False
    text = actors.people.parsed.span(word.start, word.end).text
    if text == lexicon().country_label(word.value):
        return True
    return text != lexicon().demonym(word.value) and actors.people.grammar.tag[token] != "JJ"


def _agents(actors: Actors, trigger: Trigger, reach: tuple[Stretch, ...], clause: Clause) -> _Candidates:
    """As in "imposed by Washington", "tariffs from the United States"."""
    for position, stretch in enumerate(reach):
        if stretch.side is Side.BY or (stretch.side is Side.FROM and not any(s.side is Side.ON for s in reach[:position])):
            yield from _actors_in(actors, stretch.start, stretch.end)
        if stretch.side is Side.TO and any(s.side is Side.ON for s in reach[:position]):
            yield from _named_markets(actors, trigger, stretch)
    for country, who in _relatives(actors, trigger):
        if actors.people.grammar.tag[who] != "PRP":
            yield country, who
    by = agent(actors.people.grammar, clause.verb) if clause.verb is not None else None
    government = actors.government(by) if by is not None else None
    if government is not None and by is not None:
        yield government, by


def _named_markets(actors: Actors, trigger: Trigger, stretch: Stretch) -> _Candidates:
    """As in "a duty on clothing exports to the United States"; export controls lie on where the goods go."""
    start = stretch.start + (actors.people.grammar.lower[stretch.start] == "the")
    word = actors.vocabulary.country_at(start)
    if trigger.kind is not MeasureType.EXPORT_CONTROL and word is not None and word.value != _WORLD:
        yield word.value, start


def _relatives(actors: Actors, trigger: Trigger) -> _Candidates:
    """As in "the duties that China imposed", "the tariffs it placed on"."""
    grammar = actors.people.grammar
    for verb in grammar.children[trigger.head]:
        imposes = grammar.lemma[verb] not in words.OPPOSING and grammar.dep[verb] in ("relcl", "acl")
        who = subject(grammar, verb) if imposes and _is_of_measures(grammar, verb) else None
        country = actors.government(who) if who is not None else None
        if country is not None and who is not None:
            yield country, who
    told = told_of(grammar, trigger.head) if is_percent(grammar.text[trigger.head]) else None
    if told is not None and told[0] is not None and (country := actors.government(told[0])) is not None:
        yield country, told[0]


def _is_of_measures(grammar: Grammar, verb: int) -> bool:
    """Whether the verb, or the one that hangs from it, does something to measures: "it had planned to put on"."""
    inside = (verb, *(c for c in grammar.children[verb] if grammar.dep[c] in ("xcomp", "ccomp")))
    known = words.VERBS.keys() | words.CHARGING | words.STATUSES.keys()
    return any(grammar.lemma[one] in known for one in inside)


def _actors_in(actors: Actors, start: int, end: int) -> _Candidates:
    """The government that the first noun phrase of a stretch stands for; "by American companies" names none."""
    grammar = actors.people.grammar
    named = next((actors.people.at(i) for i in range(start, end + 1) if actors.people.at(i) is not None), None)
    if named is not None and named.kind is EntityKind.PERSON and (country := actors.government(named.head)) is not None:
        yield country, named.head
        return
    head = next((i for i in range(start, end) if not start <= grammar.head[i] < end), None)
    country = actors.government(head) if head is not None else None
    if country is not None and head is not None:
        yield country, head


def _subjects(actors: Actors, clause: Clause) -> _Candidates:
    """The subjects of the verb that governs the measure and of the verbs above it, unless they stand on the other side."""
    grammar = actors.people.grammar
    spared = clause.change is Change.EXEMPTED
    owner = grammar.child(clause.action, "poss", "nmod", "compound") if clause.action is not None and not spared else None
    if owner is not None and (country := actors.government(owner)) is not None:
        yield country, owner
    if clause.verb is None or not _acts(grammar, clause):
        return
    for n in above(grammar, clause.verb):
        other = _talked_with(grammar, n) if n != clause.verb else None
        if other is not None:
            if (country := actors.government(other)) is not None:
                yield country, other
            return
        faced = n == clause.verb and is_faced(grammar, clause, n)
        if faced or grammar.lemma[n] in words.FACING or (n == clause.verb and grammar.lemma[n] in words.OPPOSING):
            return
        who = _doer(grammar, clause, n)
        if who is None:
            continue
        country = actors.nation(who) if grammar.pos[n] in ("NOUN", "PROPN") and who != n else actors.government(who)
        if country is not None:
            above_it = _reporter(actors, n) if grammar.tag[who] == "PRP" else None
            yield (country, who) if above_it is None else above_it
        if grammar.pos[n] not in ("NOUN", "PROPN") and (country is not None or grammar.lower[who] not in words.UNSURE):
            return


def _talked_with(grammar: Grammar, verb: int) -> int | None:
    """As in "Peru is talking with Chile about lifting the tariffs": they are of those who have to be talked with."""
    if grammar.lemma[verb] not in ("haggle", "negotiate", "talk"):
        return None
    beside = next((c for c in grammar.children[verb] if grammar.lower[c] == "with"), None)
    return grammar.child(beside, "pobj") if beside is not None else None


def _reporter(actors: Actors, verb: int) -> tuple[CountryCode, int] | None:
    """Who says it of himself: "the Turkish president says he will put a tariff on"."""
    grammar = actors.people.grammar
    saying = grammar.head[verb]
    who = subject(grammar, saying) if grammar.dep[verb] == "ccomp" else None
    country = actors.government(who) if who is not None and grammar.tag[who] != "PRP" else None
    return (country, who) if country is not None and who is not None else None


def _doer(grammar: Grammar, clause: Clause, n: int) -> int | None:
    """Who does what the verb says, or whose the noun is ("Washington's decision to impose")."""
    if grammar.pos[n] in ("NOUN", "PROPN"):
        owner = grammar.child(n, "poss", "compound", "nmod", "amod")
        return owner if owner is not None else n
    if is_passive(grammar, n) or (n == clause.verb and clause.part is Part.PASSIVE):
        return None
    moved = grammar.child(n, "dobj") if n != clause.verb and grammar.lemma[n] in words.MOVING else None
    who = moved if moved is not None else subject(grammar, n)
    relative = who is not None and grammar.tag[who] in ("WDT", "WP") and grammar.dep[n] == "relcl"
    return grammar.head[n] if relative else who


def has_actor(grammar: Grammar, clause: Clause) -> bool:
    """Whether the clause has a subject that does something to the measure, known or not."""
    if clause.verb is None or not _acts(grammar, clause) or is_passive(grammar, clause.verb):
        return False
    return any(subject(grammar, n) is not None for n in above(grammar, clause.verb))


def is_unnamed_body(actors: Actors, clause: Clause) -> bool:
    """Whether the subject is a ministry or a government whose country is not written: "the Economy Ministry announced"."""
    grammar = actors.people.grammar
    acted = above(grammar, clause.verb) if clause.verb is not None and _acts(grammar, clause) else ()
    who = next((found for n in acted if (found := subject(grammar, n)) is not None), None)
    return who is not None and grammar.lower[who] in _BODIES and actors.government(who) is None


_BODIES = frozenset(
    ("ministry", "government", "cabinet", "department", "parliament", "authorities", "senate", "congress", "lawmakers",
     "ministers", "legislators", "senators", "assembly", "legislature")
)  # fmt: skip


def _acts(grammar: Grammar, clause: Clause) -> bool:
    """Whether the clause tells of somebody who does something to the measure."""
    if clause.verb is None or (clause.part in (Part.SUBJECT, Part.NONE) and clause.action is None):
        return False
    lemma = grammar.lemma[clause.verb]
    known = any(lemma in listed for listed in (words.VERBS, words.STATUSES, words.WITH, words.USING))
    return known or clause.part is Part.PASSIVE or (clause.action is not None and clause.part is Part.OBJECT)


def _markets(goods: tuple[Goods, ...]) -> _Candidates:
    """As in "Taiwan's exports to the United States are subject to a tariff": who takes the goods imposes it."""
    return ((one.market, one.token) for one in goods if one.market is not None)


def _entered(actors: Actors, clause: Clause) -> _Candidates:
    """As in "beef enters Chile without a tariff"."""
    grammar = actors.people.grammar
    if clause.verb is not None and grammar.lemma[clause.verb] in words.ENTERING:
        market = grammar.child(clause.verb, "dobj")
        word = actors.vocabulary.country_at(market) if market is not None else None
        if word is not None and market is not None and word.value != _WORLD:
            yield word.value, market


def _places(actors: Actors, clause: Clause) -> _Candidates:
    """As in "In the United States, British steel is subject to a tariff", "at the U.S. border"."""
    grammar = actors.people.grammar
    if clause.verb is None:
        return
    if grammar.lemma[clause.verb] in words.FACING:
        places = range(clause.verb, grammar.sentence_of(clause.verb).stop)
        yield from ((market, i) for i in places if (market := actors.market(i)) is not None)
    if (there := where(actors, clause.verb)) is not None:
        yield there, clause.verb
    for child in grammar.children[clause.verb]:
        place = grammar.child(child, "pobj") if grammar.lower[child] in ("in", "at") else None
        if place is None:
            continue
        border = grammar.lower[place] in ("border", "market", "customs")
        inside = actors.vocabulary.countries_in(grammar.left[place], place) if border else ()
        word = inside[0] if len(inside) == 1 else actors.vocabulary.country_at(place)
        if word is not None and word.value != _WORLD and (border or grammar.lower[child] == "in"):
            yield word.value, place
