"""How English says each kind of fact: one file a kind, plain generators over a parsed document and its people."""

from collections.abc import Callable, Iterator

from kg.facts import Fact
from loaders.nlp import Parsed
from loaders.rules.claims import find_claims
from loaders.rules.names import find_names
from loaders.rules.people import People
from loaders.rules.roles import find_roles

Rule = Callable[[Parsed, People], Iterator[Fact]]

RULES: tuple[Rule, ...] = (find_names, find_roles, find_claims)
"""Every kind of fact that is read, each from the parse alone."""
