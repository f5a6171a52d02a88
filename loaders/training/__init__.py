"""Learning from annotated news: corpora in, the rates and weights of the attribution scorer out."""
