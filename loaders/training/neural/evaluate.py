"""How well a model reads annotated texts. Needs nothing that only training needs."""

from collections.abc import Sequence
from pathlib import Path

from loaders.neural.model import load_model
from loaders.training.brat import Annotated
from loaders.training.marks import Marks
from loaders.training.neural.calibrate import read_pages


def evaluate(folder: Path, corpus: Sequence[Annotated]) -> Marks:
    """The marks of the model in the folder, beside the rules, on the corpus."""
    model = load_model(folder)
    marks = Marks()
    for page in read_pages(model, corpus):
        marks.add(page.annotated, page.kept(model.confidence))
    return marks
