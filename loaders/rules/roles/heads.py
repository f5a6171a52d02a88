"""Posts that a verb tells: "Lee McLean, who heads the growers' association"."""

from collections.abc import Iterator, Mapping

from kg.facts import PostStatus
from kg.model import EntityKind
from loaders.rules.people import People
from loaders.rules.roles.complements import read_phrase
from loaders.rules.roles.holding import Holding
from loaders.rules.roles.title import Title
from loaders.rules.roles.titles import country_of_body
from loaders.rules.vocabulary import Vocabulary

_LEADING = {"head": "head", "lead": "leader", "chair": "chair", "run": "head", "co-chair": "co-chair", "direct": "director"}


def find_heads(people: People, vocabulary: Vocabulary, held: Mapping[int, Holding]) -> Iterator[Holding]:
    """Persons followed by "who heads", "who led" and the name of an organisation; `held` are posts by the token behind them."""
    grammar = people.grammar
    for i, word in enumerate(grammar.lower):
        if word != "who" or i + 2 >= len(grammar):
            continue
        verb = next((k for k in range(i + 1, min(i + 4, len(grammar))) if grammar.lemma[k] in _LEADING), None)
        comma = i - 1 if grammar.text[i - 1] == "," else i
        named = _named_before(people, comma, held)
        if verb is None or named is None:
            continue
        found = read_phrase(people, vocabulary, verb)
        if found is None or found.organization is None:
            continue
        status = PostStatus.FORMER if grammar.tag[verb] == "VBD" else PostStatus.CURRENT
        title = Title(
            start=verb, head=verb, end=found.end, words=_LEADING[grammar.lemma[verb]], status=status,
            country=found.country or country_of_body(found.organization), organization=found.organization, owner=None,
            definite=True,
        )  # fmt: skip
        yield Holding(
            title=title, person=named[2], name_start=named[0], name_end=named[1], start=named[0], end=found.end,
            rule="who-heads", confidence=0.75, status=status,
        )  # fmt: skip


def _named_before(people: People, end: int, held: Mapping[int, Holding]) -> tuple[int, int, str] | None:
    """The person whose name, or whose post in apposition, ends right before the token: "Ana Ruiz, the senator | who chairs"."""
    post = held.get(end)
    if post is not None and post.rule == "apposition":
        return post.name_start, post.name_end, post.person
    named = people.at(end - 1) if end > 0 else None
    known = named is not None and named.kind is EntityKind.PERSON and named.end == end
    return (named.start, named.end, named.name) if named is not None and known else None
