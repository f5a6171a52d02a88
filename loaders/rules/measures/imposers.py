"""Who imposes a measure whose sentence does not say it: by what the rest of the document tells."""

from collections import Counter
from itertools import pairwise

from kg.facts import Change, CountryCode, MeasureType
from kg.lexicon import ALL_GOODS
from loaders.rules.grammar import Grammar
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.evidence import weigh_imposer
from loaders.rules.measures.kinds import is_answered
from loaders.rules.measures.memory import NEAR, TARIFFS, Memory, by_prominence, most
from loaders.rules.measures.reading import Reading

_WORLD = "001"
_US_SECTIONS = frozenset(("122", "201", "232", "301", "337", "338"))


def find_imposer(memory: Memory, reading: Reading) -> tuple[CountryCode | None, float, str]:
    """Who imposes, if need be by what the document says elsewhere; the sooner found, the surer."""
    if reading.imposing is not None:
        return reading.imposing, 1.0, reading.rule
    if reading.kind not in TARIFFS:
        return None, 0.0, ""
    targets = {target for target, _ in reading.pairs if target is not None}
    for find, confidence, rule in (
        (_unnamed_body, 0.6, "unnamed-government"),
        (_mirrored, 0.65, "retaliation"),
        (_by_us_law, 0.8, "us-law"),
        (_headlined, 0.7, "subject"),
        (_same_again, 0.6, "same-goods"),
        (_same_rate, 0.6, "earlier-imposer"),
        (_exempting, 0.6, "exempt"),
        (_acting, 0.6, "acting"),
        (_shown_near, 0.6, "signs"),
        (_leading, 0.5, "leading"),
        (_earlier, 0.65, "earlier-imposer"),
        (_same_goods, 0.5, "same-goods"),
        (_among_many, 0.5, "usual-imposer"),
        (_shown, 0.45, "signs"),
        (_usual, 0.55, "usual-imposer"),
        (_of_two, 0.5, "only-other"),
        (_only_actor, 0.4, "only-other"),
        (_at_home, 0.35, "home"),
    ):
        country = find(memory, reading, targets)
        if country is not None:
            return country, confidence, rule
    return None, 0.0, ""


def _unnamed_body(memory: Memory, reading: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """Behind "the Economy Ministry" the country that the text is about, if the measure is not on it."""
    if not reading.unnamed:
        return None
    home = _at_home(memory, reading, targets)
    if home is not None and not memory.actors.vocabulary.countries_in(0, _OPENING):
        return None
    return home if home is not None else _only_actor(memory, reading, targets)


_OPENING = 60
"""Tokens at the beginning of a text, where it names the country whose government needs no name."""


def _mirrored(memory: Memory, reading: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """Whoever retaliates is on whom the target imposes."""
    answered = is_answered(memory.actors.people.grammar, reading.token) is not None
    if not targets or not (answered or reading.kind is MeasureType.RETALIATORY_TARIFF):
        return None
    struck: Counter[CountryCode] = Counter()
    for target in sorted(targets):
        struck.update(memory.struck.get(target, Counter()))
    return most(struck, without=targets)


def _headlined(memory: Memory, reading: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """The country before a verb that the parse took for a noun, as in headlines: "Peru unveils tariffs on all countries"."""
    grammar = memory.actors.people.grammar
    first = grammar.sentence_of(reading.token).start
    for word in memory.actors.vocabulary.countries_from(first, reading.token):
        noun = grammar.lower[word.end] if word.end < reading.token and grammar.tag[word.end] == "NNS" else ""
        forms = {noun.removesuffix("s"), noun.removesuffix("es")}
        if noun and forms & (words.VERBS.keys() | words.STATUSES.keys()) and word.value not in targets | {_WORLD}:
            return word.value
    return None


def _same_again(memory: Memory, reading: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """Whoever was just said to impose on the same goods, where "the steel tariff" means that measure again."""
    goods = {sector for _, sector in reading.pairs if sector != ALL_GOODS}
    if targets or not goods or not reading.pointing_back:
        return None
    grammar = memory.actors.people.grammar
    for known in by_prominence(memory, reading):
        near = grammar.sentence[reading.token] - grammar.sentence[known.token] <= NEAR
        if near and known.kind in TARIFFS and goods <= {sector for _, sector in known.pairs}:
            return known.imposing
    return None


def _same_rate(memory: Memory, reading: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """Whoever imposes the measure of that rate on others, where somebody faces "the same 19% rate"."""
    grammar = memory.actors.people.grammar
    if reading.rate is None or "same" not in grammar.lower[reading.start : reading.token + 1]:
        return None
    told = (known for known in reversed(memory.known[-20:]) if known.rate is not None and known.rate.rate == reading.rate.rate)
    return next((known.imposing for known in told if known.imposing not in targets), None)


def _exempting(memory: Memory, reading: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """Whoever imposes the measure told last spares others from it: "Steel from Norway would be exempt from the duty"."""
    if reading.change is not Change.EXEMPTED or not (reading.pointing_back or reading.rule == "exempt"):
        return None
    grammar = memory.actors.people.grammar
    told = [known for known in by_prominence(memory, reading) if known.kind in TARIFFS and known.imposing not in targets]
    near = [known for known in told if grammar.sentence[reading.token] - grammar.sentence[known.token] <= NEAR]
    main = [known for known in memory.known[:_LEAD] if known.kind in TARIFFS and known.imposing not in targets]
    return next((known.imposing for known in (*near, *main)), None)


_LEAD = 3
"""Measures at the opening of a text that "the duty" means further on."""


def _acting(memory: Memory, reading: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """The one government that acts in the sentence: "Peru and Chile reached a deal that puts a tariff on Chilean goods"."""
    if not targets or reading.pointing_back or reading.change is None:
        return None
    actors = memory.actors
    grammar = actors.people.grammar
    found = {
        country
        for i in grammar.sentence_of(reading.token)
        if _acts(grammar, i) and (country := actors.government(i)) is not None
    }
    rest = found - targets
    return rest.pop() if len(rest) == 1 else None


def _acts(grammar: Grammar, i: int) -> bool:
    """Whether the token is the subject, or one of the subjects, of a verb that does something about measures."""
    head = grammar.head[i] if grammar.dep[i] == "conj" else i
    lemma = grammar.lemma[grammar.head[head]]
    return grammar.dep[head] == "nsubj" and (lemma in words.VERBS or lemma in words.STATUSES or lemma in words.ACTING)


def _among_many(memory: Memory, reading: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """Where a text tells the bare rates of many countries: whoever imposes on most, the United States sooner than others."""
    bare = {target for one in memory.near(reading) if _is_bare(one) for target, _ in one.pairs if target is not None}
    if not targets - {_WORLD} or not _is_bare(reading) or len(bare) < _MANY:
        return None
    scores: Counter[CountryCode] = Counter({country: 2 * times for country, times in memory.imposers.items()})
    if memory.named[_AMERICA]:
        scores[_AMERICA] += 3
    return most(scores, without=targets)


def _is_bare(reading: Reading) -> bool:
    return reading.rule in _BARE and (reading.imposing is None or reading.rule != "taxed")


_MANY = 4
"""Countries that pay bare rates in one text."""
_BARE = frozenset(("mention", "taxed", "list"))
_AMERICA = CountryCode("US")


def _shown_near(memory: Memory, reading: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """The country that the paragraph shows imposing measures or taking the goods in."""
    return _weighed(memory, reading, targets, near=True)


def _shown(memory: Memory, reading: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """The country that the whole text shows so, the nearest words counting most."""
    return _weighed(memory, reading, targets, near=False)


def _weighed(memory: Memory, reading: Reading, targets: set[CountryCode], *, near: bool) -> CountryCode | None:
    """What the signs tell, unless the text names one measure only, without a rate or a country: "a surtax on the rich"."""
    told = reading.rate is not None or targets or sum(one.kind in TARIFFS for one in memory.near(reading)) > 1
    grammar = memory.actors.people.grammar
    return weigh_imposer(memory.signs, grammar, reading.token, targets, near=near) if told else None


def _earlier(memory: Memory, reading: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """Whoever imposes the measure of the sentences before, if it is on the same country."""
    grammar = memory.actors.people.grammar
    goods = {sector for _, sector in reading.pairs if sector != ALL_GOODS}
    if goods and not targets and not reading.pointing_back and (same := _same_goods(memory, reading, targets)) is not None:
        return same
    for known in by_prominence(memory, reading):
        near = grammar.sentence[reading.token] - grammar.sentence[known.token] <= NEAR
        shared = targets & {target for target, _ in known.pairs}
        alike = known.kind is reading.kind or (reading.pointing_back and reading.kind is MeasureType.TARIFF)
        if near and (shared or not targets) and known.imposing not in targets and alike:
            return known.imposing
    return None


def _same_goods(memory: Memory, reading: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """Whoever the sentences before or after say imposes a measure on the same goods, the nearest first."""
    goods = {sector for _, sector in reading.pairs if sector != ALL_GOODS}
    told = [
        one for one in memory.near(reading) if one.kind in TARIFFS
        and one.imposing is not None and one.imposing not in targets and goods & {sector for _, sector in one.pairs}
        and (not targets or targets & {target for target, _ in one.pairs} or all(target is None for target, _ in one.pairs))
    ]  # fmt: skip
    return min(told, key=lambda one: abs(one.token - reading.token)).imposing if told else None


def _leading(memory: Memory, reading: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """The country that puts measures on three others and more, and on more than any other does, for goods of whomever."""
    if targets or reading.pointing_back:
        return None
    ranked = sorted(((len(struck), country) for country, struck in memory.struck.items()), reverse=True)
    if not ranked or ranked[0][0] < _SEVERAL or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return None
    return ranked[0][1]


_SEVERAL = 3
"""Countries under one country's measures that make a text one about these."""


def _usual(memory: Memory, _: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """Whoever imposes most on the same country, else whoever imposes most."""
    for target in sorted(targets):
        best = most(memory.on.get(target, Counter()), without=targets)
        if best is not None:
            return best
    told = memory.imposers + Counter({country: sum(struck.values()) for country, struck in memory.struck.items()})
    return most(told, without=targets) if targets - {_WORLD} or not targets else None


def _of_two(memory: Memory, _: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """The other one, where the whole document names two countries and one of them is the target."""
    rest = set(memory.named) - targets
    return next(iter(rest)) if len(memory.named) == 2 and len(rest) == 1 else None


def _only_actor(memory: Memory, reading: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """The country named most beside the target, where somebody is said to act."""
    return most(memory.named, without=targets) if reading.acted and targets else None


def _at_home(memory: Memory, reading: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """The country that the document is most about, where somebody is said to act; those who face a measure do not impose it."""
    home = memory.actors.home
    return home if home not in targets and reading.acted else None


def _by_us_law(memory: Memory, reading: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """The United States, where the words before name the section of its law on which tariffs rest."""
    lower = memory.actors.people.grammar.lower
    near = lower[max(reading.token - 60, 0) : reading.token + 20]
    named = any(word == "section" and number in _US_SECTIONS for word, number in pairwise(near))
    return CountryCode("US") if named and "US" not in targets else None
