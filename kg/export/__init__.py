"""A store in eight formats, the same bytes each time."""

from kg.export.formats import FORMATS, Format, export

__all__ = ("FORMATS", "Format", "export")
