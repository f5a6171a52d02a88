"""GraphML and GEXF of the whole network, with what their writers and readers cannot take put right beforehand."""

import re
from io import BytesIO

import networkx as nx

from kg.network import full_network
from kg.stores import Store

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MODIFIED = re.compile(rb' lastmodifieddate="[0-9-]*"')


def graphml(store: Store) -> bytes:
    """The network of the whole store as GraphML."""
    return graphml_of(full_network(store))


def gexf(store: Store) -> bytes:
    """The network of the whole store as GEXF 1.2."""
    return gexf_of(full_network(store))


def graphml_of(graph: "nx.MultiDiGraph[str]") -> bytes:
    """A network as GraphML; links are numbered."""
    written = BytesIO()
    nx.write_graphml_xml(_sanitised(graph), written)
    return written.getvalue()


def gexf_of(graph: "nx.MultiDiGraph[str]") -> bytes:
    """A network as GEXF 1.2, without the date of writing that networkx adds: an export does not depend on the day."""
    written = BytesIO()
    nx.write_gexf(_sanitised(graph), written)
    return _MODIFIED.sub(b"", written.getvalue(), count=1)


def _sanitised(graph: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
    """The same network with numbered links and texts that XML can carry; attributes that are empty are left out."""
    clean: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    clean.add_nodes_from((node, _attributes(found)) for node, found in graph.nodes(data=True))
    for number, (source, target, found) in enumerate(graph.edges(data=True)):
        clean.add_edge(source, target, key=number, **_attributes(found))
    return clean


def _attributes(found: dict[str, object]) -> dict[str, object]:
    return {name: _value(value) for name, value in found.items() if value not in (None, "")}


def _value(value: object) -> object:
    return (
        value
        if isinstance(value, int | float)
        else _ILLEGAL.sub("\ufffd", str(value)).replace("\r\n", "\n").replace("\r", "\n")
    )
