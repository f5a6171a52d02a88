"""How English says each kind of fact: one file a kind, plain generators over a parsed document."""
