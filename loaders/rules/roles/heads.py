"""Posts that a verb tells: "Lee McLean, who heads the growers' association"."""

from collections.abc import Iterator

from kg.facts import PostStatus
from kg.model import EntityKind
from loaders.rules.people import People
from loaders.rules.roles.complements import read_phrase
from loaders.rules.roles.holding import Holding
from loaders.rules.roles.titles import Title, country_of_body
from loaders.rules.vocabulary import Vocabulary

_LEADING = {"head": "head", "lead": "leader", "chair": "chair", "run": "head", "co-chair": "co-chair", "direct": "director"}


def find_heads(people: People, vocabulary: Vocabulary) -> Iterator[Holding]:
    """Persons followed by "who heads", "who led" and the name of an organisation."""
    grammar = people.grammar
    for i, word in enumerate(grammar.lower):
        if word != "who" or i + 2 >= len(grammar):
            continue
        verb = next((k for k in range(i + 1, min(i + 4, len(grammar))) if grammar.lemma[k] in _LEADING), None)
        comma = i - 1 if grammar.text[i - 1] == "," else i
        named = people.at(comma - 1) if comma > 0 else None
        if verb is None or named is None or named.kind is not EntityKind.PERSON or named.end != comma:
            continue
        found = read_phrase(people, vocabulary, verb)
        if found is None or found.organization is None:
            continue
        status = PostStatus.FORMER if grammar.tag[verb] == "VBD" else PostStatus.CURRENT
        title = Title(
            start=verb, head=verb, end=found.end, words=_LEADING[grammar.lemma[verb]], status=status,
            country=country_of_body(found.organization), organization=found.organization, owner=None, definite=True,
        )  # fmt: skip
        yield Holding(
            title=title, person=named.name, name_start=named.start, name_end=named.end, start=named.start, end=found.end,
            rule="who-heads", confidence=0.75, status=status,
        )  # fmt: skip
