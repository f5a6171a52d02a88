"""A broken promise: which node breaks it, and how."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One violation: the graph, the node in it, the property where one is at fault, and what is wrong in English."""

    graph: str
    node: str
    path: str
    message: str
