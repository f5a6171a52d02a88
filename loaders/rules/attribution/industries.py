"""What industry a speaker is of, as the text tells: by the name, by what stands beside it, or where it is first explained."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.facts import SectorId
from kg.lexicon import Found, lexicon
from kg.model import EntityKind, Mention, Span
from loaders.rules.attribution.anaphors import tokens
from loaders.rules.attribution.leading import BROAD
from loaders.rules.attribution.subjects import Stretch, Subjects
from loaders.rules.grammar import Grammar
from loaders.rules.people import People

_BESIDE = frozenset(("amod", "appos", "compound", "nmod", "nn", "pobj", "poss", "prep", "conj", "dobj", "attr"))
"""How words hang from a name that tell who it is."""
_RUNS = frozenset(
    (
        "breed", "build", "chair", "export", "farm", "found", "grow", "head", "import", "lead", "make", "manage", "own",
        "produce",
        "raise", "represent", "roast", "run", "sell", "ship", "supply",
    )
)  # fmt: skip
"""What people of an industry do."""
_OFFICIALS = frozenset(
    (
        "agency", "ambassador", "chancellor", "commission", "commissioner", "congressman", "congresswoman", "department",
        "envoy",
        "governor", "lawmaker", "mayor", "minister", "ministry", "mp", "negotiator", "parliament", "premier", "secretary",
        "senator",
    )
)  # fmt: skip
"""Who speaks for a country, whatever the portfolio: the steel envoy is not of the steel industry."""
_HEADS = frozenset(("administration", "government", "king", "president", "prime"))
"""Who speaks for a country, unless of an industry."""
_ECONOMISTS = frozenset(("economics", "economist", "lawyer", "strategist"))
"""Who looks at the whole economy."""
_NOT_OF = frozenset(("against", "amid", "about", "before", "during", "over", "since", "than"))
_BODIES = frozenset(
    (
        "alliance", "association", "body", "chamber", "coalition", "company", "cooperative", "council", "factory",
        "federation", "firm",
        "group", "guild", "importer", "industry", "lobby", "maker", "manufacturer", "mill", "organisation",
        "organization", "plant",
        "processor", "producer", "sector", "supplier", "union",
    )
)  # fmt: skip
_DEFENCE = SectorId("defence")
_ACRONYM = re.compile(r"[A-Z][A-Za-z&]{1,9}")
_BRACKETS = re.compile(r"\(([A-Z][A-Za-z&]{1,9})\)")
_LONGEST_NAME = 90
_EXPLAINED = 8
"""Within how many mentions a text tells who somebody is."""
_OPENING = 3
"""Within how many words a content's subject begins."""


class Industries:
    """Tells the industry of the speakers of one document."""

    def __init__(self, people: People, grammar: Grammar, subjects: Subjects) -> None:
        self._people = people
        self._grammar = grammar
        self._subjects = subjects
        self._heads: defaultdict[str, list[int]] = defaultdict(list)
        for named in people.mentions:
            if len(self._heads[named.name]) < _EXPLAINED:
                self._heads[named.name].append(named.head)
        self._in_brackets = {found[1]: found.start() for found in reversed(list(_BRACKETS.finditer(grammar.whole)))}
        self._names: defaultdict[str, list[int]] = defaultdict(list)
        for i, tag in enumerate(grammar.tag):
            if tag == "NNP" and len(self._names[grammar.text[i]]) < _EXPLAINED:
                self._names[grammar.text[i]].append(i)

    def of(self, speaker: Mention) -> tuple[Found[SectorId], ...]:
        """Where the text says what the speaker makes, sells or works in; nothing for a speaker of no industry, or of many."""
        for found in self._told(speaker):
            narrow = tuple(one for one in found if one.value not in BROAD and one.value != _DEFENCE)
            if narrow:
                return narrow
        return ()

    def _told(self, speaker: Mention) -> Iterator[Sequence[Found[SectorId]]]:
        span = speaker.span
        heads = list(tokens(self._grammar, span)) if span else []
        if heads:
            yield self._among({*heads, *self._described(self._root(heads))})
        surname = self._names.get(speaker.name.rpartition(" ")[2], []) if speaker.kind is EntityKind.PERSON else []
        for head in dict.fromkeys((*self._heads.get(speaker.name, ()), *surname)):
            yield self._among(self._described(head))
        yield from self._of_owner(heads)
        if _ACRONYM.fullmatch(speaker.name) and not speaker.name.islower():
            yield from self._spelled_out(speaker.name)
        if any(self._is_known_body(i) for i in heads):
            yield from map(self._subjects.named, self._subjects.before(self._grammar.start[heads[0]]))

    def opening(self, content: Sequence[Span]) -> tuple[Found[SectorId], ...]:
        """The maker that a content begins with: whom it is about."""
        first = list(tokens(self._grammar, content[0]))[:_OPENING]
        return self._subjects.makers(Stretch(content[0].start, self._grammar.end(first[-1]))) if first else ()

    def is_official(self, speaker: Mention) -> bool:
        """Whether the speaker speaks for a country."""
        if speaker.kind is EntityKind.COUNTRY or lexicon().country(speaker.name):
            return True
        return self._is_called(speaker, _OFFICIALS | _HEADS)

    def is_economist(self, speaker: Mention) -> bool:
        """Whether the speaker looks at the whole economy."""
        return self._is_called(speaker, _ECONOMISTS)

    def _is_called(self, speaker: Mention, titles: frozenset[str]) -> bool:
        span = speaker.span
        heads = list(tokens(self._grammar, span)) if span else []
        roots = ([self._root(heads)] if heads else []) + self._heads.get(speaker.name, [])
        return any(self._grammar.lemma[i] in titles for root in roots for i in {*self._described(root), *heads})

    def _root(self, heads: Sequence[int]) -> int:
        inside = set(heads)
        return next((i for i in heads if self._grammar.head[i] not in inside or self._grammar.head[i] == i), heads[0])

    def _described(self, head: int) -> set[int]:
        """The tokens that tell who the name is: its titles, what it stands in apposition to, what it runs."""
        grammar = self._grammar
        top = head
        while grammar.dep[top] in ("appos", "compound", "nmod") and grammar.head[top] != top:
            top = grammar.head[top]
        found, waiting = {top}, [top]
        while waiting:
            for child in grammar.children[waiting.pop()]:
                if child not in found and self._tells(child):
                    found.add(child)
                    waiting.append(child)
        return found | self._run(head)

    def _tells(self, child: int) -> bool:
        grammar = self._grammar
        if grammar.dep[child] in ("relcl", "acl"):
            return grammar.lemma[child] in _RUNS
        return grammar.dep[child] in _BESIDE and grammar.lower[child] not in _NOT_OF

    def _run(self, head: int) -> set[int]:
        """What the name is the subject of running: "Mr Ode runs a dairy farm"."""
        grammar = self._grammar
        verb = grammar.head[head]
        if grammar.dep[head] != "nsubj" or grammar.lemma[verb] not in _RUNS:
            return set()
        thing = grammar.child(verb, "dobj")
        return grammar.subtree(thing) if thing is not None else set()

    def _among(self, described: set[int]) -> tuple[Found[SectorId], ...]:
        if any(self._grammar.lemma[i] in _OFFICIALS for i in described):
            return ()
        starts = {self._grammar.start[i] for i in described}
        stretch = Stretch(min(starts), max(self._grammar.end(i) for i in described))
        return tuple(one for one in self._subjects.named(stretch) if one.start in starts)

    def _of_owner(self, source: Sequence[int]) -> Iterator[Sequence[Found[SectorId]]]:
        """What the body makes whose head speaks: "its chairman", "the group's director"."""
        for i in source:
            owner = self._people.referent(i) if self._grammar.tag[i] == "PRP$" else None
            if owner is not None:
                yield from (self._among(self._described(head)) for head in self._heads.get(owner.name, ()))

    def _spelled_out(self, name: str) -> Iterator[Sequence[Found[SectorId]]]:
        """The words before "(ABC)", which the letters stand for."""
        at = self._in_brackets.get(name, 0)
        if at > 0:
            before = max(0, at - _LONGEST_NAME)
            start = max(before, self._grammar.whole.rfind("\n", before, at))
            found = self._subjects.named(Stretch(start, at))
            yield found[-1:]

    def _is_known_body(self, head: int) -> bool:
        """Whether the noun takes up a body that the text spoke of: "the group", "their association"."""
        grammar = self._grammar
        definite = any(grammar.lower[c] in ("the", "that", "this") or grammar.tag[c] == "PRP$" for c in grammar.children[head])
        return definite and grammar.lemma[head] in _BODIES
