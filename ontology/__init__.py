"""The vocabulary: Turtle files, SHACL shapes, sectors, named queries, and the Python names of their terms.

Everything is read as a resource of this package, so it works from a checkout and from an installed wheel alike.
"""

from importlib import resources

_QUERY = ".rq"


def turtle() -> tuple[str, ...]:
    """The texts of ontology.ttl and sectors.ttl, in Turtle."""
    return (_text("ontology.ttl"), sectors_turtle())


def sectors_turtle() -> str:
    """The scheme of sectors, in Turtle."""
    return _text("sectors.ttl")


def shapes() -> str:
    """The SHACL shapes that every stored document passes, in Turtle."""
    return _text("shapes.ttl")


def context() -> str:
    """The JSON-LD context: short keys for the terms that Onrecord writes."""
    return _text("context.jsonld")


def query_names() -> tuple[str, ...]:
    """The names of the competency questions, "who-said-what", in alphabetical order."""
    files = resources.files(__name__).joinpath("queries").iterdir()
    return tuple(sorted(file.name.removesuffix(_QUERY) for file in files if file.name.endswith(_QUERY)))


def query_text(name: str) -> str:
    """The SPARQL text of a competency question; KeyError for an unknown name."""
    if name not in query_names():
        raise KeyError(name)
    return _text("queries", name + _QUERY)


def _text(*path: str) -> str:
    return resources.files(__name__).joinpath(*path).read_text("utf-8")
