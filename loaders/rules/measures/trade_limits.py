"""Measures told by a verb that limits trade itself: "banned exports of nickel ore", "halted imports of Canadian pork"."""

from collections.abc import Iterator

from kg.facts import Change, CountryCode, MeasureType
from kg.lexicon import ALL_GOODS
from loaders.rules.grammar import Grammar
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.clauses import Clause, Part, agent, is_passive, subject
from loaders.rules.measures.goods import Goods, read_goods
from loaders.rules.measures.objects import Pair
from loaders.rules.measures.reading import Reading
from loaders.rules.measures.standing import status_of

_STOPPING = frozenset(("ban", "prohibit", "halt", "block", "bar", "suspend", "stop", "outlaw", "embargo", "forbid"))
_LIMITING = frozenset(("restrict", "limit", "curb", "cap", "curtail", "ration"))
_OUT = frozenset(("export", "sale", "supply", "delivery", "shipment"))
_IN = frozenset(("import", "purchase", "buying", "intake", "entry"))


def read_trade_limits(actors: Actors) -> Iterator[Reading]:
    """What governments do to exports and imports by a verb alone; what companies do to their own is no measure."""
    grammar = actors.people.grammar
    for verb in range(len(grammar)):
        lemma = grammar.lemma[verb]
        if grammar.tag[verb][:1] != "V" or lemma not in _STOPPING | _LIMITING:
            continue
        flow = subject(grammar, verb) if is_passive(grammar, verb) else grammar.child(verb, "dobj")
        actor = agent(grammar, verb) if is_passive(grammar, verb) else _actor(grammar, verb)
        imposing = actors.government(actor) if actor is not None else None
        kind = _kind(grammar, flow, stops=lemma in _STOPPING) if flow is not None else None
        if kind is None or imposing is None or flow is None or _is_negated(grammar, verb):
            continue
        pairs = _pairs(read_goods(actors, flow), kind, imposing)
        if pairs and not actors.people.parsed.is_boilerplate(actors.people.parsed.doc[verb]):
            yield _reading(actors, verb, flow, kind=kind, imposing=imposing, pairs=pairs)


def _actor(grammar: Grammar, verb: int) -> int | None:
    """The subject, also over "decided to ban" and "by banning"."""
    for _ in range(4):
        who = subject(grammar, verb)
        if who is not None or grammar.head[verb] == verb:
            return who
        verb = grammar.head[verb]
    return None


def _is_negated(grammar: Grammar, verb: int) -> bool:
    return any(grammar.dep[c] == "neg" for c in grammar.children[verb])


def _kind(grammar: Grammar, flow: int, *, stops: bool) -> MeasureType | None:
    lemma = grammar.lemma[flow]
    if lemma in _OUT:
        return MeasureType.EXPORT_CONTROL
    if lemma in _IN:
        return MeasureType.BAN if stops else MeasureType.QUOTA
    return None


def _pairs(goods: Goods, kind: MeasureType, imposing: CountryCode) -> tuple[Pair, ...]:
    """Exports are limited for where they go to, imports for where they come from."""
    if kind is not MeasureType.EXPORT_CONTROL:
        return tuple(pair for pair in goods.pairs if pair[0] != imposing)
    target = goods.market if goods.market != imposing else None
    sectors = tuple(dict.fromkeys(sector for _, sector in goods.pairs if sector != ALL_GOODS))
    return tuple((target, sector) for sector in sectors) or (((target, ALL_GOODS),) if target is not None else ())


def _reading(
    actors: Actors, verb: int, flow: int, *, kind: MeasureType, imposing: CountryCode, pairs: tuple[Pair, ...]
) -> Reading:
    grammar = actors.people.grammar
    clause = Clause(verb=verb, part=Part.OBJECT, preposition="", action=None, change=None)
    return Reading(
        token=verb, start=min(verb, grammar.left[flow]), end=max(verb, grammar.right[flow]) + 1, verb=verb, kind=kind,
        imposing=imposing, pairs=pairs, pointing=False, pointing_back=False, fresh=True, change=Change.IMPOSED,
        status=status_of(grammar, clause, Change.IMPOSED), rate=None, exempts=(), sufferer=None, acted=True, confidence=0.75,
        rule="trade-limited",
    )  # fmt: skip
