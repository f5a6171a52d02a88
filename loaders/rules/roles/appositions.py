"""Posts that stand in apposition to a name: "Dominic LeBlanc, Canada's minister in charge of trade"."""

import re
from collections.abc import Mapping

from kg.facts import PostStatus
from kg.model import EntityKind
from loaders.rules.people import People
from loaders.rules.roles.holding import Holding
from loaders.rules.roles.name_words import plain_name_ending
from loaders.rules.roles.title import Title

_DASHES = frozenset(("—", "–", "-", "--"))
_OPENERS = _DASHES | {",", "("}
_CLOSERS = _DASHES | frozenset((",", ".", ")", ";", ":", "?", "!", '"', "”", "’", "'"))
_CLOSING_WORDS = frozenset(
    ("and", "who", "since", "from", "until", "till", "but", "when", "under", "in", "told", "whose", "as", "during", "between",
     "before", "after", "or", "at")
)  # fmt: skip
_PARTY_AND_STATE = re.compile(r"[DIR][-\u2010\u2011\u2013][A-Z][\w. ]{1,14}\)?")
_SEAT = 7
"""Within how many tokens a party and state stand."""
_NO_MORE = frozenset(("then", "formerly", "previously", "once"))
_BY_NOW = frozenset(("now", "currently", "still", "also", "later", "today"))


def read_apposition(people: People, title: Title) -> Holding | None:
    """As in "Dominic LeBlanc, Canada's minister in charge of trade"; "LeBlanc — the key official on the file —"."""
    grammar = people.grammar
    mark = title.start - 1
    adverb = grammar.lower[mark] if mark > 0 and grammar.lower[mark] in _NO_MORE | _BY_NOW else ""
    mark -= bool(adverb)
    if mark < 1 or grammar.text[mark] not in _OPENERS or not _closes(people, title.end):
        return None
    found = _person_ending(people, mark)
    if found is None or _is_clergy(people, title):
        return None
    start, end, name = found
    return Holding(
        title=title, person=name, name_start=start, name_end=end, start=start, end=title.end,
        rule="apposition", confidence=0.9, status=PostStatus.FORMER if adverb in _NO_MORE else title.status,
    )  # fmt: skip


def read_further_apposition(people: People, title: Title, ended: Mapping[int, Holding]) -> Holding | None:
    """As in "…, the former governor of the central bank and now chair of the board": the second title of one person."""
    grammar = people.grammar
    mark = title.start - 1
    while mark > 0 and (grammar.lower[mark] in ("and", ",", "now", "later", "currently", "then") or grammar.tag[mark] == "RB"):
        if (first := ended.get(mark)) is not None and first.rule != "title-before-name" and _closes(people, title.end):
            former = bool(_NO_MORE & set(grammar.lower[mark : title.start]))
            return Holding(
                title=title, person=first.person, name_start=first.name_start, name_end=first.name_end, start=first.start,
                end=title.end, rule=first.rule, confidence=first.confidence - 0.1,
                status=PostStatus.FORMER if former else title.status,
            )  # fmt: skip
        mark -= 1
    return None


def _person_ending(people: People, end: int) -> tuple[int, int, str] | None:
    """The person whose name ends right before the token `end`, an age between commas passed over."""
    grammar = people.grammar
    end = _before_seat(people, end)
    if end >= 3 and grammar.tag[end - 1] == "CD" and grammar.text[end - 2] == ",":
        end -= 2
    if end >= 3 and grammar.text[end - 1] == ")" and "(" in grammar.text[max(end - 5, 0) : end - 1]:
        end = max(i for i in range(max(end - 5, 0), end - 1) if grammar.text[i] == "(")
    named = people.at(end - 1) if end > 0 else None
    plain = plain_name_ending(people, end)
    if (
        named is None
        or named.kind is not EntityKind.PERSON
        or named.end != end
        or (end > 2 and grammar.text[end - 2] == "-" and named.start == end - 1)
    ):
        return plain
    whole = plain is not None and end - named.start == 1 and " " not in named.name and grammar.entity[plain[0]] == ""
    return plain if plain is not None and whole else (named.start, named.end, named.name)


def _before_seat(people: People, end: int) -> int:
    """The end of what stands before a lawmaker's party and state: "Jason Smith | , R-Mo."."""
    grammar = people.grammar
    seat = next((i for i in range(end - 1, max(end - _SEAT, 0), -1) if grammar.text[i] in (",", "(")), None)
    if seat is None:
        return end
    return seat if _PARTY_AND_STATE.fullmatch(people.parsed.span(seat + 1, end).text) else end


def _closes(people: People, at: int) -> bool:
    """Whether an apposition may end before the token `at`."""
    grammar = people.grammar
    if at >= len(grammar) or grammar.is_break(at):
        return True
    if grammar.text[at] in _CLOSERS or grammar.lower[at] in _CLOSING_WORDS:
        return True
    return grammar.tag[at] in ("VBD", "VBZ", "MD", "VBP", "WP", "WDT", "VBN", "VBG", "RB")


def _is_clergy(people: People, title: Title) -> bool:
    """Whether "a Cleveland minister" is one of a church: of a government he would be its minister, or have a country."""
    indefinite = people.grammar.lower[title.start] in ("a", "an")
    return indefinite and title.words == "minister" and title.country is None and title.organization is None
