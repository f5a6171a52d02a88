"""Which countries a text shows imposing measures, bearing them, taking goods in: to weigh where no construction tells."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter

from kg.facts import CountryCode
from kg.model import EntityKind
from loaders.rules.grammar import Grammar
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.actors import Actors

_WORLD = "001"
_OWNS, _ACTS, _TAKES, _SUFFERS = 3.0, 3.0, 2.0, -3.0
"""Weights: whose a duty is or who acts on one; whose market it is; who bears."""
_ENOUGH, _ANYWHERE = 1.0, 0.5
_DUTIES = words.TARIFFS | words.DUTIES | words.RATES | frozenset(("safeguard", "quotas", "wall", "walls", "barriers"))
_OF_BOTH = words.RATES
"""Nouns of which a country's may be what it charges or what it pays: "Peru's rate"."""
_STANDING = frozenset(
    ("have", "stand", "remain", "stay", "continue", "rise", "fall", "go", "climb", "leave", "jump", "see", "make")
)
"""Verbs of whose subject they do not tell that it imposes: "Peru stood at 10%"."""
_BORDERS = frozenset(("port", "ports", "border", "borders", "customs", "market", "markets", "shores", "buyers", "importers"))
_INTO = frozenset(("into", "entering", "in", "to", "at"))
_SENDING = frozenset(
    ("export", "ship", "sell", "send", "exports", "shipments", "sales", "arrival", "travel", "deliver", "enter")
)
_TAKING = frozenset(("accept", "expect", "settle", "stare", "get"))
"""Verbs whose subject takes the rate that another country sets."""
_DOMESTIC = frozenset(("corporate", "interest", "income", "vat", "payroll"))
_LATER, _BACK, _OPENING, _BEFORE = 0.25, 0.7, 0.3, 0.3
"""How much a sign counts further on in the paragraph, per sentence back, at the opening of the text, one paragraph before."""


@dataclass(frozen=True, slots=True)
class Sign:
    """That a country imposes (weight above zero) or bears measures, told at the token."""

    token: int
    country: CountryCode
    weight: float


@dataclass(frozen=True, slots=True)
class Signs:
    """All signs of a document in its order, and the paragraph of each token."""

    signs: tuple[Sign, ...]
    paragraph: tuple[int, ...]


def read_signs(actors: Actors) -> Signs:
    """The signs of one document."""
    grammar = actors.people.grammar
    paragraph = accumulate((int(_parts(grammar, i)) for i in range(len(grammar))), initial=0)
    return Signs(tuple(sorted(_signs(actors), key=lambda sign: (sign.token, sign.country))), tuple(paragraph))


def _parts(grammar: Grammar, i: int) -> bool:
    """Whether the token ends a paragraph; the items of a list right below its lead are of the lead's paragraph."""
    listed = grammar.text[i].count("\n") == 1 and grammar.text[i + 1 : i + 2] in (["-"], ["•"], ["*"], ["–"])
    return grammar.is_break(i) and not listed


def _signs(actors: Actors) -> Iterator[Sign]:
    grammar = actors.people.grammar
    told: set[int] = set()
    for word in actors.vocabulary.countries:
        if word.value == _WORLD:
            continue
        told.update(range(word.start, word.end))
        head = next((i for i in range(word.start, word.end) if not word.start <= grammar.head[i] < word.end), word.end - 1)
        weight = _weight(grammar, head) or (_OWNS if _is_asked(grammar, word.end) else 0.0)
        if weight:
            yield Sign(word.start, word.value, weight)
    yield from _pointing(actors)
    for i in range(len(grammar)):
        if i in told or grammar.dep[i] not in ("nsubj", "poss", "pobj") or not grammar.text[i][:1].isupper():
            continue
        named = actors.people.at(i)
        person = named is not None and named.kind is EntityKind.PERSON
        country = actors.government(i) if person or grammar.lower[i] in ("bloc", "commission") else None
        if country is not None and (weight := _weight(grammar, i)):
            yield Sign(i, country, weight)


def _pointing(actors: Actors) -> Iterator[Sign]:
    """As in "Canada … . The country already levies", "Ask Washington. It has kept": the country named last before."""
    grammar = actors.people.grammar
    for i in range(len(grammar)):
        pointing = grammar.lower[i] == "it" or (grammar.lower[i] == "country" and grammar.lower[i - 1] == "the")
        if not pointing or grammar.dep[i] != "nsubj":
            continue
        first = i
        while first > 0 and grammar.sentence[first - 1] >= grammar.sentence[i] - 1 and not grammar.is_break(first - 1):
            first -= 1
        before = [word for word in actors.vocabulary.countries_in(first, i) if word.value != _WORLD]
        subjects = [word for word in before if grammar.dep[word.end - 1] == "nsubj"]
        weight = _as_subject(grammar, grammar.head[i], passive=False)
        if before and weight:
            yield Sign(i, (subjects or before)[-1].value, weight * _BACK)


def _is_asked(grammar: Grammar, end: int) -> bool:
    """As in "And the United States? Nothing new": a short question that says whose measures come next."""
    return grammar.text[end : end + 1] == ["?"] and end - grammar.sentence_of(end - 1).start <= _SHORT


_SHORT = 6
"""Tokens of such a question, at most."""


def _weight(grammar: Grammar, i: int) -> float:
    """What the words that govern the country's word make of it."""
    dep, above = grammar.dep[i], grammar.head[i]
    if dep in ("amod", "compound", "nmod", "poss"):
        return _as_modifier(grammar, above)
    if dep in ("nsubj", "nsubjpass"):
        return _as_subject(grammar, above, passive=dep == "nsubjpass")
    if dep == "pobj":
        return _behind_preposition(grammar, above)
    entered = dep == "dobj" and (grammar.lower[above] == "entering" or grammar.lemma[above] in words.ENTERING)
    return _TAKES if entered else 0.0


def _as_modifier(grammar: Grammar, noun: int) -> float:
    lower, role = grammar.lower[noun], grammar.dep[noun]
    if lower in _DUTIES:
        either = lower in _OF_BOTH and grammar.lower[noun + 1 : noun + 2] not in (["on"], ["against"])
        return 0.0 if either else _OWNS
    if lower in _BORDERS:
        return _TAKES
    if lower in words.GOVERNMENTS and role in ("nsubj", "nsubjpass"):
        return _as_subject(grammar, grammar.head[noun], passive=role == "nsubjpass")
    if role == "compound" and grammar.lower[grammar.head[noun]] in _DUTIES:
        return _OWNS
    if grammar.lemma[noun] in words.TRADERS:
        return _SUFFERS / 2
    return 0.0


def _as_subject(grammar: Grammar, verb: int, *, passive: bool) -> float:
    """Who imposes acts; who pays, and who is charged, bears."""
    lemma = grammar.lemma[verb]
    if passive:
        return _SUFFERS if lemma in words.HITTING or lemma in words.CHARGING else 0.0
    if lemma in words.FACING or lemma in _TAKING:
        return _SUFFERS
    acts = (words.VERBS.keys() | words.STATUSES.keys() | words.CHARGING | words.WITH | words.USING) - words.OPPOSING
    asks = lemma in words.MOVING and grammar.child(verb, "dobj") is not None
    if lemma not in acts or lemma in _STANDING or asks:
        return 0.0
    inside = {grammar.lower[k] for k in range(grammar.left[verb], grammar.right[verb] + 1)}
    if inside & _DOMESTIC:
        return 0.0
    return _ACTS if inside & (_DUTIES | {"them"}) or "%" in inside or "percent" in inside or "cent" in inside else _ACTS / 3


def _behind_preposition(grammar: Grammar, preposition: int) -> float:
    word, over = grammar.lower[preposition], grammar.head[preposition]
    if word == "by" and grammar.dep[preposition] == "agent":
        return _ACTS if grammar.lemma[over] in words.VERBS else 0.0
    if word in ("from", "on", "against", "for"):
        return _SUFFERS / 2
    if word == "into" or (word in _INTO and {grammar.lower[over], grammar.lemma[over]} & _SENDING):
        return _TAKES
    return 0.0


def weigh_imposer(signs: Signs, grammar: Grammar, token: int, without: Set[CountryCode], *, near: bool) -> CountryCode | None:
    """The country with the strongest signs of imposing around the token; `near` looks into its paragraph alone."""
    scores: defaultdict[CountryCode, float] = defaultdict(float)
    strongest: dict[tuple[CountryCode, int], float] = {}
    for sign in _reached(signs, token, near=near):
        nearness = _nearness(signs, grammar, token, sign.token)
        place = (sign.country, grammar.sentence[sign.token])
        if sign.weight < 0 and grammar.sentence[sign.token] != grammar.sentence[token]:
            continue
        weight = sign.weight * nearness
        if abs(weight) > abs(strongest.get(place, 0.0)):
            strongest[place] = weight
    for (country, _), weight in strongest.items():
        scores[country] += weight
    ranked = sorted(
        (-score, country)
        for country, score in scores.items()
        if score >= (_ENOUGH if near else _ANYWHERE) and country not in without
    )
    return ranked[0][1] if ranked else None


def _reached(signs: Signs, token: int, *, near: bool) -> Sequence[Sign]:
    """The signs of the token's paragraph, else those of the lead and the nearest ones."""
    if near:
        here = signs.paragraph[token]
        first, last = bisect_left(signs.paragraph, here), bisect_right(signs.paragraph, here)
        return signs.signs[bisect_left(signs.signs, first, key=_TOKEN) : bisect_left(signs.signs, last, key=_TOKEN)]
    at = bisect_left(signs.signs, token, key=_TOKEN)
    first = max(at - _AROUND, 0)
    return (*signs.signs[: min(_LEAD, first)], *signs.signs[first : at + _AROUND])


_TOKEN = attrgetter("token")
_AROUND, _LEAD = 150, 20
"""Signs before and behind a token, and at the opening of the text, that are weighed."""


def _nearness(signs: Signs, grammar: Grammar, token: int, sign: int) -> float:
    """From 1 in the same sentence down to little far away."""
    apart = grammar.sentence[token] - grammar.sentence[sign]
    if apart == 0:
        return 1 - min(abs(token - sign), _FAR) / (2 * _FAR)
    if signs.paragraph[sign] == signs.paragraph[token]:
        return _LATER / -apart if apart < 0 else _BACK**apart
    if apart > 0 and signs.paragraph[token] - signs.paragraph[sign] <= _STEP:
        return _BEFORE
    return _OPENING if signs.paragraph[sign] <= _STEP else 0.1


_FAR = 40
"""Tokens in one sentence behind which a sign counts half."""

_STEP = 2
"""Line breaks' tokens between two paragraphs, at most."""
