"""The fast check of evidence: it lies in the fact's document, and says what the text says at its offsets.

The shapes say the first, and part of the second, in SPARQL, which costs pySHACL five times all other shapes together; `shacl`
leaves out the constraints that are checked here (`CHECKED_HERE`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.model import Literal, Quad
from kg.validate.problem import Problem
from ontology.terms import DCTERMS, KG, OA, SCHEMA

ELSEWHERE = "Evidence must lie in the document of the fact."
OTHER_LENGTH = "The quoted text is as long as its span."
CHECKED_HERE = (ELSEWHERE, OTHER_LENGTH)
"""The messages of the shapes' SPARQL constraints that this check does the work of."""

_WANTED = (OA.start, OA.end, OA.exact, OA.hasSource, OA.hasSelector, SCHEMA.text, DCTERMS.source, KG.evidence)

_Nodes = Mapping[str, Mapping[str, tuple[str, ...]]]


def evidence_problems(quads: Iterable[Quad]) -> tuple[Problem, ...]:
    """Evidence of another document than its fact's; passages whose quotation differs from the text. Each graph by itself."""
    graphs: dict[str, dict[str, dict[str, tuple[str, ...]]]] = defaultdict(lambda: defaultdict(dict))
    for quad in quads:
        if quad.predicate in _WANTED:
            said = graphs[quad.graph][quad.subject]
            value = quad.object.value if isinstance(quad.object, Literal) else str(quad.object)
            said[quad.predicate] = (*said.get(quad.predicate, ()), value)
    found = ((*_misplaced(graph, nodes), *_misquoted(graph, nodes)) for graph, nodes in graphs.items())
    return tuple(sorted(problem for problems in found for problem in problems))


def _misplaced(graph: str, nodes: _Nodes) -> Iterator[Problem]:
    for fact, said in nodes.items():
        for passage in said.get(KG.evidence, ()):
            of_passage = nodes.get(passage, {}).get(OA.hasSource, ())
            if any(document not in said.get(DCTERMS.source, ()) for document in of_passage):
                yield Problem(graph=graph, node=fact, path=KG.evidence, message=f"{ELSEWHERE} {passage} does not.")


def _misquoted(graph: str, nodes: _Nodes) -> Iterator[Problem]:
    for passage, said in nodes.items():
        for selector in said.get(OA.hasSelector, ()):
            texts = [text for source in said.get(OA.hasSource, ()) for text in nodes.get(source, {}).get(SCHEMA.text, ())]
            message = _difference(nodes.get(selector, {}), texts)
            if message:
                yield Problem(graph=graph, node=passage, path=OA.exact, message=message)


def _difference(selector: Mapping[str, tuple[str, ...]], texts: list[str]) -> str | None:
    if len(texts) != 1:
        return f"the passage lies in a document that has {len(texts)} texts in its graph, and it needs one"
    try:
        (start,), (end,), (quoted,) = (tuple(selector.get(part, ())) for part in (OA.start, OA.end, OA.exact))
        first, last = int(start), int(end)
    except ValueError:
        return "the passage needs one whole number as start, one as end, and one quotation"
    there = texts[0][first:last] if 0 <= first < last else ""
    return None if there and quoted == there else f"the text says {there!r} at [{first}, {last}), the evidence {quoted!r}"
