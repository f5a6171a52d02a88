"""One reader per media type: raw bytes in, documents out."""
