"""One offline HTML file for a network: the picture, drawn by pyvis's vis-network, and a table of all its links."""

from kg.draw.page import page

__all__ = ("page",)
