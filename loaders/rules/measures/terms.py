"""The terms of a measure: which of the rates around it is its own, and which agreement spares goods from it."""

from dataclasses import replace

from kg.facts import AgreementId, Change
from loaders.rules.grammar import Grammar
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.rates import Rate, is_former, rates_between
from loaders.rules.measures.triggers import Trigger

_VAGUE = frozenset(
    ("a", "an", "about", "around", "roughly", "nearly", "almost", "least", "much", "high", "as", "only", "just", "some", "over",
     "than", "more", "no", "not", "currently", "up", "the", "effective", "rate")
)  # fmt: skip
"""Words between a preposition and a rate."""

_MEETING = frozenset(
    ("comply", "complies", "compliant", "meet", "meets", "covered", "qualify", "qualifies", "outside", "conform", "eligible",
     "under", "fall", "falls", "satisfy", "within")
)  # fmt: skip
_SPARING = frozenset(
    ("exempt", "exempted", "exempts", "exemption", "exemptions", "excluded", "carveout", "carve", "spared", "free", "except",
     "excluding", "exclude", "excludes")
)  # fmt: skip
_BEING = frozenset(
    ("be", "is", "are", "was", "were", "been", "stands", "stood", "totals", "totalling", "totaling",
     "average", "averaged", "averages", "averaging",
     "reach", "reaches", "reached", "ran", "run", "running", "hit", "exceed", "exceeds", "exceeding", "reaching")
)  # fmt: skip
"""Verbs between a measure and its rate."""
_NOT_TARIFFS = frozenset(("inflation", "growth", "unemployment", "share", "gdp"))
"""What else has a percentage: "tariffs would add to inflation, now at 3%"."""
_NOT = frozenset(("not", "n't", "n’t"))


def rate_of(grammar: Grammar, trigger: Trigger, rates: tuple[Rate, ...], limit: int) -> Rate | None:
    """The rate in the phrase before the noun, or up to `limit` behind "to", "of", "at"; a share ("85% of goods") is none."""
    first, last = grammar.start[trigger.left], grammar.start[trigger.token]
    stop = grammar.start[limit] if limit < len(grammar) else grammar.end(len(grammar) - 1)
    near = rates_between(rates, max(first - _LONGEST, 0), max(stop, last) + 1)
    rates = tuple(rate for rate in near if not grammar.whole[rate.start : rate.end].lower().endswith("free"))
    whole = grammar.text[trigger.token][:1].isdigit()
    around = next((rate for rate in rates if (rate.rate == 0 or whole) and rate.start <= last < rate.end), None)
    if around is not None:
        return around
    before = rates_between(rates, first, last) or _in_front(grammar, trigger, rates)
    behind = [rate for rate in rates_between(rates, last + 1, stop) if _belongs(grammar, trigger, rate)]
    if before and behind and behind[0].previous is None and _leads_to(grammar, before[-1], behind[0], _mover(grammar, trigger)):
        return replace(behind[0], previous=before[-1].rate)
    if before and before[-1].previous is None:
        old = next(iter(rates_between(rates, last + 1, stop)), None)
        if old is not None and _is_old(grammar, trigger, old):
            return replace(before[-1], previous=old.rate)
    return before[-1] if before else behind[0] if behind else None


_LONGEST = 60
"""Characters of the longest rate, and over which one stands in front of a measure's noun."""


def _in_front(grammar: Grammar, trigger: Trigger, rates: tuple[Rate, ...]) -> tuple[Rate, ...]:
    """As in "halved to 10 per cent | the levy"."""
    start = grammar.start[trigger.left]
    near = rates_between(rates, max(start - 25, 0), start)
    joined = [rate for rate in near if not grammar.whole[rate.end : start].strip() and _word_before(grammar, rate) == "to"]
    return tuple(joined[-1:])


def _is_old(grammar: Grammar, trigger: Trigger, rate: Rate) -> bool:
    """As in "a 15% tariff, down from 27.5%"."""
    between = grammar.whole[grammar.end(trigger.head) : rate.start]
    return is_former(between) and not any(mark in between for mark in (";", " and ", " but "))


def _leads_to(grammar: Grammar, first: Rate, second: Rate, moved: int | None) -> bool:
    """Whether "its 25% tariff on steel to 50%" goes from one rate to the other, in one clause behind what `moved` it."""
    begun = grammar.end(moved) if moved is not None and first.end < grammar.end(moved) < second.start else first.end
    between = grammar.whole[begun : second.start]
    return _word_before(grammar, second) == "to" and not any(mark in between for mark in (",", ";", " and ", " or "))


def _mover(grammar: Grammar, trigger: Trigger) -> int | None:
    """The verb whose subject the measure is: "the 25% duty on steel and tin | is to go to zero"."""
    head = trigger.head
    return grammar.head[head] if grammar.dep[head] in ("nsubj", "nsubjpass") and grammar.head[head] > head else None


def _belongs(grammar: Grammar, trigger: Trigger, rate: Rate) -> bool:
    if rate.previous is not None:
        return True
    text = grammar.whole
    if text[rate.end : rate.end + 4] == " of " and not text[rate.end : rate.end + 9].startswith(" of their"):
        return False
    word = _word_before(grammar, rate)
    if _is_elsewhere(grammar, trigger, rate):
        return False
    if _NOT_TARIFFS & set(text[grammar.end(trigger.head) : rate.start].lower().replace(",", "").split()):
        return False
    if word in _BEING:
        between = grammar.lower[trigger.head : trigger.head + 12]
        commas = [k for k, mark in enumerate(between) if mark == "," and between[k + 1 : k + 2] != ["which"]]
        return word in between and not any(k < between.index(word) for k in commas)
    return (
        word in ("to", "of", "at", "from", "between", "range", "ranges", "ranging", "ranged", "vary")
        or rate.start - grammar.end(trigger.head) <= 2
    )


def is_reached(grammar: Grammar, rate: Rate) -> bool:
    """Whether a measure comes "to" the rate: "lifted tariffs to 50%"."""
    return rate.previous is not None or _word_before(grammar, rate) == "to"


def _is_elsewhere(grammar: Grammar, trigger: Trigger, rate: Rate) -> bool:
    """Whether a clause with a subject of its own stands between, "duties on top, shrimp now attracts a total of 58%"."""
    for i in range(trigger.head + 1, len(grammar)):
        if grammar.start[i] >= rate.start or grammar.sentence[i] != grammar.sentence[trigger.head]:
            return False
        if _is_next_verb(grammar, i) and any(
            grammar.start[c] < rate.start for c in grammar.children[i] if grammar.dep[c] == "dobj"
        ):
            return True
        verb = grammar.head[i]
        own = grammar.dep[i] in ("nsubj", "nsubjpass") and i < verb and grammar.start[verb] < rate.start
        if own and grammar.lower[i] not in ("which", "that", "it", "they") and grammar.tag[i] not in ("WDT", "WP"):
            beside = (
                grammar.dep[verb] == "ccomp"
                and grammar.head[verb] < trigger.left
                and grammar.text[grammar.left[verb] - 1] == ","
            )
            inside = grammar.dep[verb] in ("relcl", "acl", "advcl", "ccomp") and not beside
            return not inside and grammar.head[verb] != trigger.head
    return False


def _is_next_verb(grammar: Grammar, i: int) -> bool:
    """Whether the verb is joined to the one before: "put duties on pork and is expected to | burden cheese with"."""
    joined = grammar.dep[i] == "conj" or (grammar.dep[i] in ("xcomp", "ccomp") and grammar.dep[grammar.head[i]] == "conj")
    return joined and grammar.pos[i] == "VERB" and all(grammar.tag[c] != "PRP" for c in grammar.children[i])


def _word_before(grammar: Grammar, rate: Rate) -> str:
    """The preposition before a rate, over "as much as", "up to", "about", "a"."""
    text = grammar.whole[max(rate.start - 40, 0) : rate.start].lower().split()
    while text and text[-1] in _VAGUE:
        text.pop()
    return text[-1].strip("(,") if text else ""


def agreements_of(actors: Actors, trigger: Trigger, limit: int) -> tuple[tuple[AgreementId, ...], bool]:
    """The agreements under which goods are spared, and whether sparing them is what the sentence tells."""
    grammar = actors.people.grammar
    start = trigger.token - 12 if trigger.token >= 12 else 0
    while grammar.sentence[start] != grammar.sentence[trigger.token]:
        start += 1
    found = actors.vocabulary.agreements_in(start, limit)
    if not found:
        return (), False
    near = set(grammar.lower[min(start, found[0].start) : found[-1].end + 4])
    not_applied = bool(_NOT & near) and "apply" in near
    spared = not_applied or bool(near & _SPARING) or (trigger.change is Change.EXEMPTED)
    unmet = bool((_NOT | {"non", "outside"}) & near) and bool(near & _MEETING)
    if not (spared or unmet):
        return (), False
    return tuple(dict.fromkeys(word.value for word in found)), spared and (not_applied or not unmet)
