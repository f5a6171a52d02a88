"""Networks for eyes and for networkx: views of a store as nodes and links, each link tied to its fact and document."""

from kg.network.kinds import LINK_KINDS, NODE_KINDS, VIEWS, Kind, View
from kg.network.view import HARD_LIMIT, full_network, network

__all__ = ("HARD_LIMIT", "LINK_KINDS", "NODE_KINDS", "VIEWS", "Kind", "View", "full_network", "network")
