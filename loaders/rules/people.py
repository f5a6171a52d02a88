"""Who is spoken of: names, titles, pronouns and nominals of one document, and the name that each of them stands for."""

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from kg.facts import CountryCode
from kg.lexicon import lexicon
from kg.model import EntityKind, Mention
from loaders.nlp import Parsed
from loaders.rules.antecedents import Antecedents, find_antecedents
from loaders.rules.authors import find_author, find_voices
from loaders.rules.grammar import Grammar, read_grammar
from loaders.rules.human_nouns import COLLECTIVES, DOCUMENTS, HUMANS, ORGANISATIONS, POSTS, singular
from loaders.rules.name_runs import Named
from loaders.rules.named import find_named, surname
from loaders.rules.noun_phrases import phrase

_RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
_FIRST_PERSON = frozenset(("i", "me", "my", "we", "us", "our"))
_SINGULAR = frozenset(("i", "me", "my"))
_MANY = frozenset(("both", "all", "they", "many", "several", "some", "people", "others", "those", "few", "most"))
AUTHOR = "the author"
"""The name of whoever says "I" outside quotation marks."""


@dataclass(frozen=True, slots=True)
class People:
    """The actors of one document.

    `mentions` are all written names of persons, organisations and countries outside boilerplate, in the order of the text;
    `grammar` is the parse they were read from.
    """

    parsed: Parsed
    grammar: Grammar
    mentions: tuple[Named, ...]
    _by_token: Mapping[int, Named]
    _antecedents: Antecedents
    _full_names: Mapping[str, str]
    author: str | None
    """Who signs the text, where it tells."""
    _voices: Mapping[int, str]

    def at(self, token: Token | int) -> Named | None:
        """The name that the token is part of."""
        return self._by_token.get(token if isinstance(token, int) else token.i)

    def full_name(self, name: str) -> str | None:
        """The full name of the person that a surname or given name stands for: "LeBlanc" → "Dominic LeBlanc"."""
        return self._full_names.get(name.casefold())

    def referent(self, token: Token | int) -> Mention | None:
        """What the noun phrase headed by the token stands for, if it is a named person, organisation or country.

        Resolves names, "he", "who", "the prime minister", "it"; None for groups, unnamed people and what stays uncertain.
        """
        mention = self.mention(token)
        named = mention.kind in (EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.COUNTRY)
        return mention if named and not mention.candidates else None

    def mention(self, token: Token | int) -> Mention:
        """The actor of the noun phrase headed by the token: a named one where it resolves, else a group or an unnamed one."""
        head = token if isinstance(token, int) else token.i
        start, end = phrase(self.grammar, head)
        name, kind, candidates = self._stands_for(head, start, end)
        return Mention(
            span=self.parsed.span(start, end),
            name=name,
            kind=kind,
            country=self._country(start, end, kind),
            candidates=candidates,
        )

    def _country(self, start: int, end: int, kind: EntityKind) -> str | None:
        """The first country that the phrase itself states: "Canadian officials" → "CA"."""
        if kind is EntityKind.COUNTRY:
            return None
        found = lexicon().find_countries(self._plain(start, end))
        return str(found[0].value) if found else None

    def _stands_for(self, head: int, start: int, end: int) -> tuple[str, EntityKind, tuple[str, ...]]:
        grammar = self.grammar
        lower = grammar.lower[head]
        joint = self._joint(head)
        if joint is not None:
            return joint, EntityKind.GROUP, ()
        behind = self._named_behind(head)
        named = behind if behind is not None and singular(lower) in HUMANS | POSTS else self.at(head) or behind
        if named is not None:
            return named.name, named.kind, ()
        if lower in _RELATIVE and grammar.tag[head] in ("WP", "WDT", "WP$", "IN"):
            clause = self._antecedent_of_relative(head)
            if clause is not None and clause != head:
                return self._stands_for(clause, *phrase(grammar, clause))
        if lower in _FIRST_PERSON:
            return self._first_person(head)
        resolved = self._antecedents.of(head)
        if resolved is not None:
            return resolved.name, resolved.kind, resolved.candidates
        return self._described(head, start, end)

    def _first_person(self, head: int) -> tuple[str, EntityKind, tuple[str, ...]]:
        """Who says "I": outside quotation marks the voice of a transcript or whoever signs the text; else nobody known here."""
        name = self._voices.get(head, self.author)
        if name is not None and self.grammar.lower[head] in _SINGULAR and head not in self._antecedents.quoted:
            return name, EntityKind.PERSON, ()
        return AUTHOR, EntityKind.UNNAMED, ()

    def _named_behind(self, head: int) -> Named | None:
        """The person whose name follows a title as its apposition: "goalkeeper Sami Laine", "the minister, Eva Sandoval,"."""
        for child in self.grammar.children[head]:
            named = self.at(child) if self.grammar.dep[child] == "appos" and child > head else None
            if named is not None and named.kind is EntityKind.PERSON:
                return named
        return None

    def _antecedent_of_relative(self, head: int) -> int | None:
        verb = head
        for _ in range(6):
            if self.grammar.dep[verb] in ("relcl", "acl"):
                return self.grammar.head[verb]
            if self.grammar.head[verb] == verb:
                return None
            verb = self.grammar.head[verb]
        return None

    def _joint(self, head: int) -> str | None:
        """The names of "Bessent and Lutnick" joined by "and"."""
        names: list[str] = []
        i: int | None = head
        while i is not None and len(names) < 6:
            named = self.at(i)
            if named is None:
                return None
            names.append(label(named.name, named.kind))
            i = next((c for c in self.grammar.children[i] if self.grammar.dep[c] == "conj" and c > i), None)
        return None if len(names) < 2 else ", ".join(names[:-1]) + " and " + names[-1]

    def _described(self, head: int, start: int, end: int) -> tuple[str, EntityKind, tuple[str, ...]]:
        """A phrase without a name: a country, a body, a group or somebody unnamed."""
        grammar = self.grammar
        words = [i for i in range(start, end) if not (i == start and grammar.tag[i] == "DT" and grammar.lower[i] == "the")]
        name = self._as_written(words) or grammar.text[head]
        noun = singular(grammar.lower[head])
        code = lexicon().country(name)
        if code is not None and grammar.tag[head] != "NNPS":
            return str(code), EntityKind.COUNTRY, ()
        if noun in DOCUMENTS:
            owner = self._owner(head)
            return (owner.name, owner.kind, ()) if owner is not None else (name, EntityKind.UNNAMED, ())
        if grammar.tag[head] in ("NNS", "NNPS") or noun in COLLECTIVES or grammar.lower[head] in _MANY:
            return name, EntityKind.GROUP, ()
        body = noun in ORGANISATIONS or (grammar.tag[head] == "NNP" and noun not in HUMANS | POSTS)
        return name, EntityKind.ORGANIZATION if body else EntityKind.UNNAMED, ()

    def _as_written(self, words: list[int]) -> str:
        """The words of a phrase, with a possessive pronoun replaced by the name: "His team" → "Mark Carney's team"."""
        if not words:
            return ""
        first = words[0]
        owner = self._antecedents.of(first) if self.grammar.tag[first] == "PRP$" else None
        if owner is not None and len(words) > 1 and not owner.candidates:
            return f"{label(owner.name, owner.kind)}'s {self._plain(words[1], words[-1] + 1)}"
        return self._plain(words[0], words[-1] + 1)

    def _plain(self, start: int, end: int) -> str:
        """The tokens [start, end) as a name is printed: in one line, with single spaces, without what was damaged."""
        return " ".join(self.grammar.whole[self.grammar.start[start] : self.grammar.end(end - 1)].split())

    def _owner(self, head: int) -> Mention | None:
        """Who speaks through a document: "Carney's remarks", "a report by Deloitte", "a White House statement"."""
        grammar = self.grammar
        for child in grammar.children[head]:
            if grammar.dep[child] in ("poss", "compound", "nmod"):
                named = self.mention(child)
                if named.kind is not EntityKind.UNNAMED:
                    return named
            if grammar.dep[child] == "prep" and grammar.lower[child] in ("by", "from", "of"):
                thing = grammar.child(child, "pobj")
                owner = self.mention(thing) if thing is not None else None
                if owner is not None and owner.kind is not EntityKind.UNNAMED:
                    return owner
        return None


def label(name: str, kind: EntityKind) -> str:
    """How a name is printed: a country by its label, everything else as it is."""
    return lexicon().country_label(CountryCode(name)) if kind is EntityKind.COUNTRY else name


def read_people(parsed: Parsed) -> People:
    """All actors of one document; linear in its length, never raises on any text."""
    grammar = read_grammar(parsed.doc)
    mentions = find_named(parsed, grammar)
    by_token = {i: named for named in mentions for i in range(named.start, named.end)}
    antecedents = find_antecedents(parsed, grammar, mentions)
    full_names: dict[str, str] = {}
    for named in mentions:
        if named.kind is EntityKind.PERSON:
            for short in (named.written, surname(named.name)):
                full_names.setdefault(short.casefold(), named.name)
    return People(
        parsed,
        grammar,
        mentions,
        by_token,
        antecedents,
        full_names,
        find_author(grammar, mentions),
        find_voices(grammar, mentions),
    )
