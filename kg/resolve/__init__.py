"""Within one document: which mentions stand for one person, organisation, group or country, and what the graph calls it."""

from kg.resolve.groups import Group
from kg.resolve.mentions import mentions, publisher
from kg.resolve.resolution import Resolution, resolve

__all__ = ("Group", "Resolution", "mentions", "publisher", "resolve")
