"""Titles of posts as noun phrases: where one stands, what the post is, and whose it is; who holds it is told elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.facts import CountryCode, PostStatus
from kg.lexicon import lexicon
from kg.model import EntityKind
from loaders.rules.grammar import Grammar
from loaders.rules.people import People
from loaders.rules.roles import title_words as words
from loaders.rules.roles.complements import Complement, read_complement
from loaders.rules.roles.modifiers import Modifiers, read_modifiers
from loaders.rules.vocabulary import Vocabulary

_NOUN_TAGS = frozenset(("NN", "NNP", "JJ", "NNPS", "RB", "VBG", "UH", "FW", "VB", "VBP", "NNS"))
_OF_FORMS = re.compile(
    r"(?P<head>minister|secretary|commissioner|undersecretary) (?:of|for) (?:the )?"
    r"(?P<field>[a-z-]+(?:,? (?:and )?[a-z-]+){0,3})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title at the tokens [start, end), determiner and possessor included, the name of its holder excluded.

    `words` is in lower case, without country and organisation; `owner` is the token of a possessive person ("Trump's adviser").
    `organization` is as written; `party` tells that it is one. `definite` holds after "the", "its" or a possessor.
    """

    start: int
    head: int
    end: int
    words: str
    status: PostStatus
    country: CountryCode | None
    organization: str | None
    owner: int | None
    definite: bool

    @property
    def is_national(self) -> bool:
        """Whether such a post belongs to a country where no organisation is named."""
        last = self.words.split(" of ")[0].split(" for ")[0].split()
        return bool(set(last[-2:]) & _NATIONAL_WORDS or set(last[:1]) & _OF_STATE) or self.words in _NATIONAL_TITLES


_NATIONAL_WORDS = frozenset((words.NATIONAL | {"parliament"}) - {"president", "deputy"})
_OF_STATE = frozenset(("presidential", "government", "cabinet", "parliamentary", "royal", "opposition"))
_NATIONAL_TITLES = frozenset(
    ("president", "vice president", "attorney general", "governor general", "solicitor general", "member of parliament",
     "first lady", "opposition leader", "official opposition leader", "leader of the opposition",
     "leader of the official opposition",
     "trade chief", "supreme leader", "majority leader", "minority leader", "senate majority leader", "senate minority leader",
     "house majority leader", "house minority leader", "house speaker", "chief negotiator", "chief trade negotiator")
)  # fmt: skip


def find_titles(people: People, vocabulary: Vocabulary) -> Iterator[Title]:
    """All titles outside boilerplate, in the order of the text; whether anybody is named with them is left open."""
    previous: Title | None = None
    for i in range(len(people.grammar)):
        if _is_head(people, i) and (title := _read(people, vocabulary, i)) is not None:
            if previous is not None and previous.end == title.start - 1 and people.grammar.lower[previous.end] in ("and", "&"):
                previous, title = _share(previous, title)
            if previous is not None:
                yield previous
            previous = title
    if previous is not None:
        yield previous


def _share(first: Title, second: Title) -> tuple[Title, Title]:
    """Two titles joined by "and" belong to one owner where only one of them names it: "president and CEO of Apple"."""
    if second.definite or first.owner is not None or second.owner is not None:
        return first, second
    second = replace(second, definite=first.definite)
    if first.status is PostStatus.FORMER:
        second = replace(second, status=first.status)
    if second.country is None and second.organization is None:
        return first, replace(second, country=first.country, organization=first.organization)
    if first.country is None and first.organization is None and second.end > second.head + 1:
        return replace(first, country=second.country, organization=second.organization), second
    return first, second


def _is_head(people: People, i: int) -> bool:
    grammar = people.grammar
    word = grammar.lower[i]
    if word not in words.HEADS or grammar.tag[i] not in _NOUN_TAGS or people.parsed.is_boilerplate(people.parsed.doc[i]):
        return False
    if grammar.tag[i] in ("VB", "VBP", "NNS") and not grammar.text[i][:1].isupper():
        return False
    if grammar.lower[max(i - 3, 0) : i] == ["-", "in", "-"]:
        return False
    after = i + 1
    if after < len(grammar) and grammar.text[after] == "-" and after + 1 < len(grammar):
        return grammar.lower[after + 1] in words.SUFFIXES
    follows = after < len(grammar) and grammar.lower[after] in words.HEADS and not grammar.is_break(after)
    return not (follows and people.at(after) is None)


def _read(people: People, vocabulary: Vocabulary, head: int) -> Title | None:
    grammar = people.grammar
    modifiers = read_modifiers(people, vocabulary, head)
    if modifiers.standing & words.NOT_HELD:
        return None
    end = _suffix_end(grammar, head)
    suffix = {grammar.lower[i] for i in range(head + 1, end)}
    complement = read_complement(people, vocabulary, end, beside_name=_is_beside_name(people, modifiers.start, head))
    title = _title_words(grammar, modifiers, head, end, complement)
    country, organization = _owner_of(modifiers, complement)
    return Title(
        start=modifiers.start,
        head=head,
        end=complement.end if complement else end,
        words=title,
        status=_status(modifiers.standing | suffix),
        country=country,
        organization=organization,
        owner=modifiers.owner if complement is None or complement.owner is None else complement.owner,
        definite=modifiers.definite,
    )


_SERVING = frozenset(
    ("spokesman", "spokesperson", "spokeswoman", "adviser", "advisor", "aide", "lawyer", "attorney", "counsel", "ally")
)
"""Heads of posts that are with a person."""


def _is_beside_name(people: People, start: int, head: int) -> bool:
    """Whether the title stands behind a person's name and a comma, and is not one that serves another person."""
    grammar = people.grammar
    if start < 2 or grammar.text[start - 1] not in (",", "—", "–", "-", "(") or grammar.lower[head] in _SERVING:
        return False
    named = people.at(start - 2)
    return named is not None and named.kind is EntityKind.PERSON


def _suffix_end(grammar: Grammar, head: int) -> int:
    end = head + 1
    while end < len(grammar):
        if grammar.lower[end] in words.SUFFIXES:
            end += 1
        elif grammar.text[end] == "-" and end + 1 < len(grammar) and grammar.lower[end + 1] in words.SUFFIXES:
            end += 2
        else:
            break
    return end


def _status(standing: frozenset[str] | set[str]) -> PostStatus:
    if standing & words.FORMER:
        return PostStatus.FORMER
    return PostStatus.ANNOUNCED if standing & words.ANNOUNCED else PostStatus.CURRENT


def _title_words(grammar: Grammar, modifiers: Modifiers, head: int, end: int, complement: Complement | None) -> str:
    suffix = [grammar.lower[i] for i in range(head + 1, end) if grammar.lower[i] == "general"]
    rank = " ".join((*modifiers.field, grammar.text[head])).casefold().replace(" - ", "-").replace("- ", "-").replace(" ,", ",")
    field = _without_body(modifiers, rank)
    named = words.SPELLINGS.get(field) or _respell(field)
    title = " ".join((named, *suffix))
    if complement and complement.words:
        title = f"{title} {complement.words.casefold()}"
    return normal_title(title)


def _without_body(modifiers: Modifiers, rank: str) -> str:
    """The rank without the common noun for the organisation named before it: "United Steelworkers union president"."""
    first, _, rest = rank.partition(" ")
    generic = first in (
        "union",
        "company",
        "group",
        "party",
        "firm",
        "bank",
        "club",
        "commission",
        "council",
    ) and modifiers.field[:1] == (first,)
    return rest if generic and rest and modifiers.organization else rank


def _respell(rank: str) -> str:
    parts = rank.replace("vice-", "vice ").split()
    return " ".join((*parts[:-1], words.SPELLINGS.get(parts[-1], parts[-1])))


def normal_title(title: str) -> str:
    """One order for "minister of finance" and "finance minister"; other titles as they are.

    Example: "secretary of the treasury" → "treasury secretary"; "secretary of state" stays.
    """
    found = _OF_FORMS.fullmatch(title)
    if found is None or found["field"] == "state" or found["field"].startswith("state "):
        return title
    return f"{found['field']} {found['head']}"


def _owner_of(modifiers: Modifiers, complement: Complement | None) -> tuple[CountryCode | None, str | None]:
    organization = modifiers.organization or (complement.organization if complement else None)
    country = modifiers.country or (complement.country if complement else None)
    if country is None and organization is not None:
        country = country_of_body(organization)
    return country, organization


def country_of_body(organization: str) -> CountryCode | None:
    """The country of a public body that its name states: "Bank of Canada" → CA; a company's name states none."""
    whole = lexicon().country(organization)
    if whole is not None:
        return whole
    if not {word.lower() for word in organization.split()} & words.PUBLIC_BODIES:
        return None
    found = {country.value for country in lexicon().find_countries(organization)}
    return found.pop() if len(found) == 1 else None
