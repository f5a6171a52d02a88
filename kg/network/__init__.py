"""Networks for eyes and for networkx: views of a store as nodes and links, each link tied to its fact and document."""

from kg.network.exploring import HARD_LIMIT, STEP, Line, Start, Step, View, explore
from kg.network.kinds import LINK_KINDS, NODE_KINDS, RELATIONS, VIEWS, Kind
from kg.network.paths import MOST_LINKS, shortest
from kg.network.reading import Named, names
from kg.network.telling import MOST_TOLD, Told, graph_of, scheme_lines, surest, told
from kg.network.view import full_network, network
from kg.network.web import Web, web

__all__ = (
    "HARD_LIMIT",
    "LINK_KINDS",
    "MOST_LINKS",
    "MOST_TOLD",
    "NODE_KINDS",
    "RELATIONS",
    "STEP",
    "VIEWS",
    "Kind",
    "Line",
    "Named",
    "Start",
    "Step",
    "Told",
    "View",
    "Web",
    "explore",
    "full_network",
    "graph_of",
    "names",
    "network",
    "scheme_lines",
    "shortest",
    "surest",
    "told",
    "web",
)
