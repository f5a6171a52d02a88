"""Learning the neural reader from annotated news. Everything here needs the `train` extra; running a model does not."""
