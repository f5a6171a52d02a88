"""How well either reader reads annotated texts: one that comes with the package, or one that was trained."""

from collections.abc import Sequence
from pathlib import Path

from kg.errors import SettingsError
from loaders.neural.model import FILES, SHIPPED
from loaders.nlp import Parser
from loaders.rules.attribution.scorer import FILE, read_scorer, scorer
from loaders.training.brat import Annotated
from loaders.training.marks import Marks
from loaders.training.neural.evaluate import evaluate as evaluate_network
from loaders.training.rules.calibrate import evaluate as evaluate_rules
from loaders.training.rules.lessons import lessons


def evaluate(model: str, corpus: Sequence[Annotated]) -> Marks:
    """The marks on the corpus of "rules" or "neural" as they come with the package, or of the folder that training wrote.

    SettingsError where the folder holds neither.
    """
    folder = Path(model)
    if model == "rules" or (folder / FILE).is_file():
        known = scorer() if model == "rules" else read_scorer((folder / FILE).read_text(encoding="utf-8"))
        return evaluate_rules(lessons(corpus, Parser()), known)
    if model == "neural" or (folder / FILES[0]).is_file():
        return evaluate_network(SHIPPED if model == "neural" else folder, corpus)
    raise SettingsError(f"{model} holds no model: name 'rules', 'neural' or a folder that 'onrecord train' wrote")
