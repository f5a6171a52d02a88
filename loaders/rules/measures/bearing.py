"""Who pays a rate that no noun of a measure holds: the subject of "pays", "was hit with", "enters at", what is let in."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.facts import CountryCode
from kg.lexicon import ALL_GOODS
from loaders.rules.grammar import Grammar
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.clauses import is_passive, subject
from loaders.rules.measures.goods import Goods, made_of, read_goods

BEARING = words.FACING | frozenset(
    ("get", "accept", "expect", "settle", "stick", "hit", "charge", "tax", "subject", "levy", "stun", "secure", "win",
     "attract", "owe", "draw", "slap", "threaten", "saddle", "negotiate", "burden", "stare", "lodge", "post", "hand", "give",
     "look", "land", "cap", "strike", "tell", "quote", "assign", "leave", "clobber", "smack", "enter")
)  # fmt: skip
"""Verbs of whose subject a bare rate is what it pays; some only where they are passive."""
PASSIVE_ONLY = frozenset(
    ("hit", "charge", "tax", "subject", "levy", "stun", "slap", "saddle", "burden", "threaten", "stick", "hand", "give", "cap",
     "strike", "tell", "quote", "assign", "leave", "clobber", "smack")
)  # fmt: skip
_PLAINLY = frozenset(("pay", "face", "attract", "incur", "get", "carry", "charge", "tax", "hit", "owe", "draw", "enter"))
"""Verbs by which even a subject of no known country or goods pays: "Geely pays 18.8 percent"."""
_WHATEVER = frozenset(("anything", "everything", "tonnage", "tonnages", "volumes", "quantities", "rest", "whatever"))
_FREE = frozenset(("enter", "come", "remain", "stay", "be", "flow", "go", "ship", "sell", "arrive", "travel", "move", "import"))
"""Verbs of goods that pay nothing: "come in duty-free"."""
_LETTING = frozenset(("let", "admit", "allow", "import", "accept", "take", "buy", "bring", "ship", "sell", "export", "send"))
"""Verbs whose object comes in duty-free."""
_INTO = frozenset(("into", "to", "in"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """What pays; `vague` where somebody pays whose country and goods the sentence does not tell; `actor` lets it in."""

    goods: Goods = field(default_factory=Goods)
    vague: bool = False
    actor: int | None = None


def read_bearer(actors: Actors, verb: int | None, first: int, *, is_free: bool) -> Bearer:
    """Who pays the rate that begins at the token `first` and hangs from the verb; `is_free` for "duty-free"."""
    grammar = actors.people.grammar
    if verb is None or (grammar.tag[verb] == "VBG" and grammar.dep[verb] in ("advcl", "acl")):
        return Bearer()
    if is_free and grammar.lemma[verb] != "pay":
        return _let_in(actors, verb, first)
    if (kept := _kept_at(actors, verb, first)) is not None:
        return Bearer(goods=read_goods(actors, kept, first))
    for n in _above(grammar, verb):
        lemma = grammar.lemma[n]
        if lemma in BEARING and (lemma not in PASSIVE_ONLY or is_passive(grammar, n) or _is_bare(grammar, n)):
            who = _subject(grammar, n) or left_subject(grammar, n)
            if who is None or who >= first:
                return Bearer()
            goods = _those(actors, who, first) or read_goods(actors, who, first)
            vague = not goods.pairs and lemma in _PLAINLY and is_vague(actors, who)
            return Bearer(goods=goods, vague=vague)
    return Bearer()


def left_subject(grammar: Grammar, verb: int) -> int | None:
    """The noun left of a verb that the parse gave no subject: "Under the deal, wine from Peru | would be charged"."""
    i = verb - 1
    while i > 0 and (grammar.pos[i] in ("AUX", "ADV", "PART")):
        i -= 1
    first = grammar.sentence_of(verb).start
    if grammar.pos[i] not in ("NOUN", "PROPN") or i < first:
        return None
    introduced = grammar.tag[first] == "IN"
    opening = next((k for k in range(first, i) if introduced and grammar.text[k] == ","), first - 1)
    while grammar.dep[i] in ("conj", "pobj", "prep", "appos", "compound") and opening < grammar.head[i] < i:
        i = grammar.head[i]
    return i


def _those(actors: Actors, who: int, first: int) -> Goods | None:
    """As in "Imports from Peru pay 10 per cent and | those from Chile 15": the same goods of another country."""
    grammar = actors.people.grammar
    again = (i for i in range(who + 1, first - 1) if grammar.lower[i] in _THOSE and grammar.lower[i + 1] in ("from", "of"))
    those = next(again, None)
    if those is None:
        return None
    countries = tuple(dict.fromkeys(word.value for word in actors.vocabulary.countries_in(those, first)))
    sectors = tuple(dict.fromkeys(sector for _, sector in read_goods(actors, who, those).pairs)) or (ALL_GOODS,)
    return Goods(pairs=tuple((country, sector) for country in countries for sector in sectors), token=those)


_THOSE = frozenset(("those", "that", "ones"))


def where(actors: Actors, verb: int) -> CountryCode | None:
    """The country of "to Peru, where shrimp faces a tariff"."""
    grammar = actors.people.grammar
    if grammar.dep[verb] != "relcl" or all(grammar.lower[c] != "where" for c in grammar.children[verb]):
        return None
    word = actors.vocabulary.country_at(grammar.head[verb])
    return word.value if word is not None and word.value != "001" else None


def entered(actors: Actors, verb: int | None) -> CountryCode | None:
    """The country that goods come into: "enter Peru at zero", "come into the UK"."""
    grammar = actors.people.grammar
    if verb is None or grammar.lemma[verb] not in _FREE | words.ENTERING | _LETTING:
        return None
    places = [grammar.child(verb, "dobj") if grammar.lemma[verb] in words.ENTERING else None]
    places += [grammar.child(c, "pobj") for c in grammar.children[verb] if grammar.lower[c] in _INTO]
    found = (actors.vocabulary.country_at(place) for place in places if place is not None)
    return next((word.value for word in found if word is not None and word.value != "001"), None)


def is_vague(actors: Actors, who: int) -> bool:
    """Whether somebody or something pays of whom only earlier words tell more: "Geely", "importers", "the two carmakers"."""
    grammar = actors.people.grammar
    if actors.vocabulary.countries_at(who):
        return False
    named = grammar.tag[who] in ("NNP", "NNPS")
    traded = grammar.lower[who] in words.PLAIN | _WHATEVER or grammar.lemma[who] in words.TRADERS
    return named or traded or grammar.lemma[who].endswith("maker")


def _let_in(actors: Actors, verb: int, first: int) -> Bearer:
    """As in "Goods from Peru remain duty-free", "will let in Chilean beef free of duty"."""
    grammar = actors.people.grammar
    lemma = grammar.lemma[verb]
    active = lemma in _LETTING and not is_passive(grammar, verb)
    thing = grammar.child(verb, "dobj") if active else None
    if thing is None and active:
        thing = next((grammar.child(c, "pobj") for c in grammar.children[verb] if grammar.lower[c] == "in"), None)
    if thing is None and active and (inner := grammar.child(verb, "ccomp")) is not None:
        thing = subject(grammar, inner)
    if thing is not None:
        who = _subject(grammar, verb)
        return Bearer(goods=read_goods(actors, thing, first if first > thing else None), actor=who)
    if lemma not in _FREE and not is_passive(grammar, verb):
        return Bearer()
    who = _subject(grammar, verb)
    governing = grammar.head[verb]
    letting = grammar.lemma[governing] in _LETTING and grammar.dep[verb] in ("ccomp", "xcomp")
    goods = read_goods(actors, who, first) if who is not None and who < first else Goods()
    return Bearer(goods=goods, actor=_subject(grammar, governing) if letting else None)


def _kept_at(actors: Actors, verb: int, first: int) -> int | None:
    """The country or the goods that "stay on 10 percent", "are at 20%"."""
    grammar = actors.people.grammar
    before = first - 1
    while before > verb and grammar.lower[before] in _ONLY:
        before -= 1
    if grammar.lemma[verb] not in _STAYING or grammar.lower[before] not in ("at", "on"):
        return None
    who = subject(grammar, verb)
    if who is None or who > verb:
        return None
    sector = actors.vocabulary.sector_at(who)
    known = actors.vocabulary.country_at(who) is not None or (sector is not None and sector.value != ALL_GOODS)
    return who if known else None


_STAYING = frozenset(("stay", "remain", "stand", "sit", "be"))
_ONLY = frozenset(("just", "only", "about", "around", "still"))


def _above(grammar: Grammar, verb: int) -> Iterator[int]:
    """The verb and what governs it, four at most."""
    n = verb
    for _ in range(4):
        yield n
        if grammar.head[n] == n:
            return
        n = grammar.head[n]


def _is_bare(grammar: Grammar, verb: int) -> bool:
    """Whether a participle has neither "have" nor an object: "stuck with 40 percent"."""
    return grammar.tag[verb] == "VBN" and grammar.child(verb, "aux", "dobj") is None


def _subject(grammar: Grammar, verb: int) -> int | None:
    n = verb
    for _ in range(5):
        who = subject(grammar, n)
        if who is not None:
            relative = grammar.tag[who] in ("WDT", "WP") and grammar.dep[n] == "relcl"
            return made_of(grammar, grammar.head[n]) if relative else who
        if grammar.head[n] == n:
            return None
        n = grammar.head[n]
    return None
