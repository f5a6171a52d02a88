"""Facts, RDF, stores, questions and views: the graph side of Onrecord. It knows no natural language and no web framework."""
