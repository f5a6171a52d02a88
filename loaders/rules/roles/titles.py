"""Titles of posts as noun phrases: where one stands, what the post is, and whose it is; who holds it is told elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.facts import CountryCode, PostStatus
from kg.lexicon import lexicon
from kg.model import EntityKind
from loaders.rules.grammar import Grammar
from loaders.rules.people import People
from loaders.rules.roles import title_words as words
from loaders.rules.roles.complements import Complement, read_complement
from loaders.rules.roles.joined import share_owners
from loaders.rules.roles.modifiers import Modifiers, read_modifiers
from loaders.rules.roles.title import Title
from loaders.rules.vocabulary import Vocabulary

_NOUN_TAGS = frozenset(("NN", "NNP", "JJ", "NNPS", "RB", "VBG", "UH", "FW", "VB", "VBP", "NNS"))
_OF_FORMS = re.compile(
    r"(?P<head>minister|secretary|commissioner|undersecretary) (?:of|for) (?:the )?"
    r"(?P<field>[a-z-]+(?:,? (?:and )?[a-z-]+){0,3})"
)


def find_titles(people: People, vocabulary: Vocabulary) -> Iterator[Title]:
    """All titles outside boilerplate, in the order of the text; whether anybody is named with them is left open."""
    grammar = people.grammar
    heads = (i for i in range(len(grammar)) if _is_head(people, i))
    yield from share_owners(grammar, [title for i in heads if (title := _read(people, vocabulary, i)) is not None])


def read_shared_title(people: People, vocabulary: Vocabulary, head: int, noun: str) -> Title | None:
    """The title whose head stands in the plural at that token, with the singular noun in its place."""
    title = _read(people, vocabulary, head)
    if title is None:
        return None
    field, _, _ = title.words.rpartition(" ")
    return replace(title, words=normal_title(f"{field} {words.SPELLINGS.get(noun, noun)}".strip()))


def _is_head(people: People, i: int) -> bool:
    grammar = people.grammar
    word = grammar.lower[i]
    if word not in words.HEADS or grammar.tag[i] not in _NOUN_TAGS or people.parsed.is_boilerplate(people.parsed.doc[i]):
        return False
    if grammar.tag[i] in ("VB", "VBP", "NNS") and not grammar.text[i][:1].isupper():
        return False
    is_hour = word == "pm" and i > 0 and grammar.tag[i - 1] == "CD"
    if is_hour or grammar.lower[max(i - 3, 0) : i] == ["-", "in", "-"] or _is_surname(people, i):
        return False
    after = i + 1
    if after < len(grammar) and grammar.text[after] == "-" and after + 1 < len(grammar):
        return grammar.lower[after + 1] in words.SUFFIXES
    if i > 0 and grammar.lower[i - 1] in words.HEADS and word in words.SUFFIXES | words.BORN:
        return False
    follows = after < len(grammar) and grammar.lower[after] in _FURTHER_HEADS and not grammar.is_break(after)
    return not (follows and people.at(after) is None)


def _is_surname(people: People, i: int) -> bool:
    """Whether the word is the surname of somebody whose given name stands before it: "Howard Dean"."""
    if i == 0 or people.grammar.lower[i - 1] in words.FIELDS:
        return False
    full = people.full_name(people.grammar.text[i])
    return full is not None and full.endswith(f"{people.grammar.text[i - 1]} {people.grammar.text[i]}")


_FURTHER_HEADS = words.HEADS - words.SUFFIXES - words.BORN
"""Heads before which another head is only a part of the title: "Treasury Secretary", "Minister Counselor"."""


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
    chosen = _chosen_for(grammar, modifiers.start)
    return Title(
        start=modifiers.start if chosen is None else chosen,
        head=head,
        end=complement.end if complement else end,
        words=title,
        status=_status(modifiers.standing | suffix) if chosen is None else PostStatus.ANNOUNCED,
        country=country,
        organization=organization,
        owner=modifiers.owner if complement is None or complement.owner is None else complement.owner,
        definite=modifiers.definite or chosen is not None,
        standing=modifiers.standing,
    )


def _chosen_for(grammar: Grammar, start: int) -> int | None:
    """Where "the nominee for", "Trump's pick to be" begins before the title at that token."""
    joined = start - 1
    if joined > 1 and grammar.lower[joined - 1 : joined + 1] in (["to", "be"], ["to", "become"]):
        joined -= 1
    noun = joined - 1
    if noun < 1 or grammar.lower[joined] not in ("for", "as", "to") or grammar.lower[noun] not in _CHOSEN:
        return None
    return max(grammar.left[noun], noun - _CHOICE) if grammar.left[noun] < noun else noun


_CHOSEN = frozenset(("nominee", "pick", "choice", "designee", "appointee"))
_CHOICE = 5
"""How many words may stand before "pick": "President-elect Donald Trump's"."""


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
    """What the words beside a title tell of its standing, the first that any of them tells."""
    for tells, status in _TOLD:
        if standing & tells:
            return status
    return PostStatus.CURRENT


_TOLD = (
    (words.FORMER, PostStatus.FORMER),
    (words.ANNOUNCED, PostStatus.ANNOUNCED),
    (words.ACTING, PostStatus.ACTING),
    (words.OUTGOING, PostStatus.OUTGOING),
)


def _title_words(grammar: Grammar, modifiers: Modifiers, head: int, end: int, complement: Complement | None) -> str:
    suffix = [grammar.lower[i] for i in range(head + 1, end) if grammar.lower[i] in ("general", "delegate")]
    words_before = " ".join((*modifiers.field, grammar.text[head])).casefold()
    rank = words_before.replace(" - ", "-").replace("- ", "-").replace(" ,", ",").lstrip("- ")
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
    """The country of a public body or an association that its name states: "Bank of Canada" → CA; a company's states none."""
    whole = lexicon().country(organization)
    if whole is not None:
        return whole
    plain = {_POSSESSIVE.sub("", word.lower()) for word in organization.split()}
    if not plain & (words.PUBLIC_BODIES | words.NATIONAL_BODIES):
        return None
    found = {country.value for country in lexicon().find_countries(organization)}
    return found.pop() if len(found) == 1 else None


_POSSESSIVE = re.compile(r"['’]s?$")
