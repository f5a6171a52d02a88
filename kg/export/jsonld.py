"""JSON-LD with the short keys of Onrecord's own context, one object a node and one line each."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from kg.export.content import Triple
from kg.model import Iri, Literal, Term
from ontology.terms import RDF, XSD

_INTEGER = re.compile(r"-?[1-9][0-9]{0,14}|0")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Key:
    """A term of a context: its name, the type it gives to plain values, and whether it always holds a list."""

    name: str
    coercion: str = ""
    many: bool = False


class Context:
    """A JSON-LD context, as far as Onrecord's own goes: prefixes, `@vocab`, aliases of keywords, `@type` and `@set`."""

    def __init__(self, text: str) -> None:
        self.definitions: Mapping[str, object] = json.loads(text)["@context"]
        plain: list[tuple[str, str]] = [(name, iri) for name, iri in self.definitions.items() if isinstance(iri, str)]
        named = sorted((name, iri) for name, iri in plain if not name.startswith("@"))
        self._prefixes = {iri: name for name, iri in named if iri.endswith(("/", "#"))}
        self._aliases = {word: name for name, word in named if word.startswith("@")}
        self._vocabulary = str(self.definitions.get("@vocab", ""))
        self._keys: dict[str, _Key] = {}
        for name in sorted(self.definitions):
            self._learn(name)

    def _learn(self, name: str) -> None:
        definition = self.definitions[name]
        found = definition if isinstance(definition, dict) else {"@id": definition}
        iri = str(found.get("@id", ""))
        if name.startswith("@") or iri.startswith("@") or iri.endswith(("/", "#")):
            return
        coercion, many = self._expanded(str(found.get("@type", ""))), found.get("@container") == "@set"
        self._keys.setdefault(self._expanded(iri), _Key(name=name, coercion=coercion, many=many))

    def _expanded(self, short: str) -> str:
        prefix, colon, local = short.partition(":")
        namespace = self.definitions.get(prefix)
        return f"{namespace}{local}" if colon and isinstance(namespace, str) else short

    def keyword(self, word: str) -> str:
        """The alias of a keyword, "id" for "@id"."""
        return self._aliases.get(word, word)

    def key(self, predicate: str) -> _Key:
        """The key of a property."""
        return self._keys.get(predicate) or _Key(name=self._word(predicate))

    def type(self, iri: str) -> str:
        """A class, as the value of "type"."""
        known = self._keys.get(iri)
        return known.name if known else self._word(iri)

    def _word(self, iri: str) -> str:
        local = iri.removeprefix(self._vocabulary)
        plain = local and local != iri and ":" not in local and local not in self.definitions
        return local if plain else self.iri(iri)

    def iri(self, iri: str) -> str:
        """An IRI, with a prefix where one is known."""
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix, local = self._prefixes.get(iri[:cut]), iri[cut:]
        return f"{prefix}:{local}" if prefix and local and not local.startswith("//") else iri


def head(context: Context) -> Iterator[str]:
    """Everything before the first node."""
    plain = json.dumps({"@context": context.definitions}, ensure_ascii=False, separators=(",", ":"))
    yield f'{plain[:-1]},\n"{context.keyword("@graph")}":['


def tail() -> Iterator[str]:
    """Everything after the last node."""
    yield "\n]}\n"


def graph(name: Iri, triples: Iterable[Triple], context: Context, *, first: bool) -> Iterator[str]:
    """One named graph."""
    start = json.dumps({context.keyword("@id"): name}, ensure_ascii=False)[:-1]
    yield f'{"" if first else ","}\n{start}, "{context.keyword("@graph")}":['
    for number, (subject, found) in enumerate(groupby(triples, key=lambda triple: triple[0])):
        node = json.dumps(_node(subject, found, context), ensure_ascii=False, separators=(",", ":"))
        yield f"{',' if number else ''}\n{node}"
    yield "]}"


def _node(subject: Iri, triples: Iterable[Triple], context: Context) -> dict[str, object]:
    node: dict[str, object] = {context.keyword("@id"): subject}
    for predicate, found in groupby(triples, key=lambda triple: triple[1]):
        values = [value for _, _, value in found]
        if predicate == RDF.type and all(isinstance(value, Iri) for value in values):
            types = [context.type(str(value)) for value in values]
            node[context.keyword("@type")] = types if len(types) > 1 else types[0]
            continue
        key = context.key(predicate)
        written = [_value(value, key.coercion, context) for value in values]
        node[key.name] = written if key.many or len(written) > 1 else written[0]
    return node


def _value(term: Term, coercion: str, context: Context) -> object:
    if isinstance(term, Iri):
        short = context.iri(term)
        return short if coercion == "@id" else {context.keyword("@id"): short}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = term.datatype or XSD.string
    if coercion == datatype or (not coercion and datatype == XSD.string):
        return term.value
    if not coercion and datatype == XSD.integer and _INTEGER.fullmatch(term.value):
        return int(term.value)
    return {"@value": term.value} if datatype == XSD.string else _typed(term, datatype, context)


def _typed(term: Literal, datatype: str, context: Context) -> dict[str, str]:
    return {"@value": term.value, context.keyword("@type"): context.iri(datatype)}
