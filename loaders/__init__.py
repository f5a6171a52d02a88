"""Documents to facts to store: the only code that knows spaCy, HTML and how English says things."""
