"""When a post began and ended, where the text says so beside it: "since 2014", "from 2014 to 2019", "until she quit in May"."""

import re
from dataclasses import dataclass

from kg.facts import PartialDate, PostStatus
from loaders.nlp import Parsed
from loaders.rules.dates import FoundDate, Tense, find_dates, resolve_date
from loaders.rules.grammar import Grammar
from loaders.rules.people import People
from loaders.rules.roles.holding import Holding
from loaders.rules.roles.verbs import LEAVING, STARTING
from loaders.rules.tense import dates_in, tense_of

_BEHIND = 70
"""Characters behind a post in which its dates are looked for."""
_YEARS = re.compile(
    r"\W{0,3}(?:(?:in |from |between |for )?(?P<first>(?:19|20)\d\d)\s?[-–—/]\s?"
    r"|(?:from|between) (?P<start>(?:19|20)\d\d) (?:to|until|and) )(?P<last>(?:19|20)\d\d|\d\d)(?!\d)"
)
_SINCE = frozenset(("since", "from", "between", "starting", "effective"))
_UNTIL = frozenset(("until", "till", "to", "through", "and", "before"))
_LEFT = re.compile(r"(?:until|till|before) (?:he|she|they|(?:his|her|their) [a-z]+)\b[^.;\d]{0,25}")
_STEPS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """The first and the last date of a post, as far as they are stated; `over` tells that it is no longer held."""

    since: PartialDate | None = None
    until: PartialDate | None = None
    over: bool = False


def read_times(people: People, holding: Holding) -> Times:
    """The dates right behind a post, or beside the verb that tells of its beginning or end."""
    parsed = people.parsed
    end = parsed.span(holding.start, holding.end).end
    rest = people.grammar.whole[end : end + _BEHIND].split("\n")[0]
    times = _in_years(rest) or _behind(rest, parsed, holding) or _beside_verb(people, holding) or Times()
    left = _left_later(people, holding) if times.until is None else None
    if left is not None:
        times = Times(since=times.since, until=left.until, over=True)
    return times


def _in_years(rest: str) -> Times | None:
    """As in "in 2017-2021"."""
    years = _YEARS.match(rest)
    if years is None:
        return None
    first = years["first"] or years["start"]
    last = years["last"] if len(years["last"]) == len(first) else first[:2] + years["last"]
    return Times(since=PartialDate(first), until=PartialDate(last), over=True) if first <= last else None


def _behind(rest: str, parsed: Parsed, holding: Holding) -> Times | None:
    """As in "since 2014", "from 2015 to last October", "until she quit in May"."""
    since = until = None
    behind = 0
    for found in find_dates(rest):
        gap = rest[behind : found.start].strip(" ,(").lower()
        first = found.text.lower().split()[0]
        word = first if first in _SINCE | _UNTIL else gap
        date = resolve_date(found.text, published=parsed.document.published, tense=Tense.PAST)
        if word in _SINCE and since is None and gap in ("", word):
            since = date
        elif (word in _UNTIL and gap in ("", word) and (since or word in ("until", "till"))) or _LEFT.fullmatch(f"{gap} "):
            until = date
        else:
            break
        behind = found.end
    if since is None and until is None:
        return None
    return Times(since=since, until=until, over=until is not None and _is_past(until, parsed, holding))


def _is_past(until: PartialDate, parsed: Parsed, holding: Holding) -> bool:
    """Whether a post that is held until then is over on the document's date."""
    published = parsed.document.published
    return holding.rule != "copula" if published is None else until[: len(published)] <= published


def _beside_verb(people: People, holding: Holding) -> Times | None:
    """As in "became prime minister in October 2024", "stepped down in May as chief executive"."""
    if holding.verb is None:
        return None
    lemma = people.grammar.lemma[holding.verb]
    date = _date_of(people, holding.verb) if lemma in STARTING | LEAVING else None
    if date is None:
        return None
    return Times(since=date) if lemma in STARTING else Times(until=date, over=holding.status is PostStatus.FORMER)


def _left_later(people: People, holding: Holding) -> Times | None:
    """As in "became prime minister in 2024 and resigned in 2025"."""
    grammar = people.grammar
    if holding.verb is None or grammar.lemma[holding.verb] not in STARTING:
        return None
    for child in grammar.children[holding.verb]:
        follows = grammar.dep[child] == "conj" and grammar.child(child, "nsubj", "nsubjpass") is None
        if follows and grammar.lemma[child] in LEAVING:
            return Times(until=_date_of(people, child), over=True)
    return None


def _date_of(people: People, verb: int) -> PartialDate | None:
    """The date that hangs from a verb, not from another one below it."""
    grammar = people.grammar
    first, last = grammar.left[verb], grammar.right[verb] + 1
    for token, found in dates_in(grammar, first, last):
        if _hangs_from(grammar, token, verb) and not _is_span(found):
            return resolve_date(found.text, published=people.parsed.document.published, tense=tense_of(grammar, verb))
    return None


def _is_span(found: FoundDate) -> bool:
    return found.text.lower().split()[0] in ("since", "until", "till", "from", "by", "before", "after")


def _hangs_from(grammar: Grammar, token: int, verb: int) -> bool:
    for _ in range(_STEPS):
        token = grammar.head[token]
        if token == verb:
            return True
        if grammar.pos[token] in ("VERB", "AUX"):
            return False
    return False
