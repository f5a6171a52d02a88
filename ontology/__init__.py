"""The vocabulary: Turtle files, SHACL shapes, sectors, named queries, and the Python names of their terms."""
