"""How well a model reads annotated texts. Needs nothing that only training needs."""

from collections.abc import Sequence
from pathlib import Path

from loaders.neural.model import load_model
from loaders.training.brat import Annotated
from loaders.training.neural.calibrate import found
from loaders.training.neural.marks import Marks


def evaluate(folder: Path, corpus: Sequence[Annotated]) -> Marks:
    """The marks of the model in the folder on the corpus."""
    model = load_model(folder)
    marks = Marks()
    for one in corpus:
        tokens, attributions = model.read(one.text)
        marks.add(one, [found(tokens, attribution) for attribution in attributions])
    return marks
