"""Prefixes for IRIs: those of the vocabularies, and those of the data, which follow from the names of the graphs."""

import re
from collections.abc import Iterable

from kg.model import Iri
from ontology.terms import PREFIXES, VOCABULARY

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_DATA = ("agreement", "claim", "document", "graph", "measure", "organization", "person", "role")


class Names:
    """Shortens IRIs by prefixes."""

    def __init__(self, graphs: Iterable[str]) -> None:
        base = next((name.rpartition("graph/")[0] for name in sorted(graphs) if not name.startswith(VOCABULARY)), VOCABULARY)
        self.prefixes = tuple(sorted({**dict(PREFIXES), **{kind: f"{base}{kind}/" for kind in _DATA}}.items()))
        self._short = {namespace: prefix for prefix, namespace in self.prefixes}

    def short(self, iri: Iri) -> str:
        """A prefixed name, or the IRI in angle brackets."""
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix, local = self._short.get(iri[:cut]), iri[cut:]
        return f"{prefix}:{local}" if prefix is not None and _LOCAL.fullmatch(local) else f"<{iri}>"
