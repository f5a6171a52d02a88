"""A store in eight formats, and some of it in three, the same bytes each time."""

from kg.export.formats import FORMATS, Format, export
from kg.export.networks import gexf_of, graphml_of
from kg.export.some import turtle_of

__all__ = ("FORMATS", "Format", "export", "gexf_of", "graphml_of", "turtle_of")
