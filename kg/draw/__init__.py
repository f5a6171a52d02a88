"""Pictures of networks: an explored view as a scene and as SVG, and one offline HTML file with pyvis's vis-network."""

from kg.draw.page import page
from kg.draw.picture import SHAPES, short, text, wrapped
from kg.draw.scene import Hidden, Node, Scene, scene, words
from kg.draw.svg import svg

__all__ = ("SHAPES", "Hidden", "Node", "Scene", "page", "scene", "short", "svg", "text", "words", "wrapped")
