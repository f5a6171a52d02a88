"""Tells schemathesis how bodies of SPARQL are sent: as they are."""

import schemathesis
from schemathesis import SerializationContext


@schemathesis.serializer("application/sparql-query", "application/sparql-update")
def as_it_is(_: SerializationContext, value: object) -> bytes:
    """The text of a body in UTF-8."""
    return str(value).encode("utf-8", "surrogatepass")
