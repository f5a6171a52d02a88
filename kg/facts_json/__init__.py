"""The public JSON Lines of facts: one record of `onrecord-facts/1` per document, and its JSON Schema."""

from kg.facts_json.record import check, record, schema
from kg.facts_json.shape import FactsRecord

__all__ = ("FactsRecord", "check", "record", "schema")
