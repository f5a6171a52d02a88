"""The readers that there are, and the one function that picks: all find the same facts, two find claims in different ways."""

from loaders.extract import RuleReader
from loaders.neural.model import load_model
from loaders.neural.reader import NeuralClaims
from loaders.nlp import DEFAULT_MODEL

READERS = ("rules", "neural")
"""Claims by constructions over the parse, or by a small network."""


class NeuralReader(RuleReader):
    """Reads as the rules do, but finds claims with the network."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self._network = load_model()
        super().__init__(model, NeuralClaims(self._network))

    @property
    def version(self) -> str:
        """That of the rules, and the network's own: "… and network 1f2e3d4c"."""
        return f"{super().version} and network {self._network.version}"


def open_reader(name: str, model: str = DEFAULT_MODEL) -> RuleReader:
    """The reader of that name, one of READERS, over the spaCy model package of that import name."""
    return NeuralReader(model) if name == "neural" else RuleReader(model)
