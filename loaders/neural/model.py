"""One trained model in a folder: its vocabulary, its two graphs, and how sure its readings are."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from kg.errors import SettingsError
from loaders.neural.confidence import Confidence
from loaders.neural.decode import Attribution, attributions
from loaders.neural.pieces import WordPieces
from loaders.neural.session import Network, load_network
from loaders.neural.tokens import Tokens, read_tokens

VOCABULARY, MARKING, READING, CONFIDENCE = FILES = ("vocabulary.txt", "marking.onnx", "reading.onnx", "confidence.json")
"""The files of a model."""
SHIPPED = Path(str(files("loaders.neural"))) / "model"
"""The folder of the model that comes with the package."""


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A model, loaded; `version` changes with any of its files."""

    version: str
    pieces: WordPieces
    network: Network
    confidence: Confidence

    def read(self, text: str) -> tuple[Tokens, tuple[Attribution, ...]]:
        """The pieces of a text and its possible attributions; linear in its length, for any text."""
        tokens = read_tokens(self.pieces, text)
        return tokens, attributions(tokens, self.network.readings(tokens))


@cache
def load_model(folder: Path = SHIPPED) -> Model:
    """The model in a folder; SettingsError names the file that is missing."""
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise SettingsError(f"{folder} holds no model: {', '.join(missing)} is missing; 'onrecord train' writes one")
    hashed = hashlib.sha256(b"".join(hashlib.sha256((folder / name).read_bytes()).digest() for name in FILES))
    return Model(
        version=hashed.hexdigest()[:8],
        pieces=WordPieces.read((folder / VOCABULARY).read_text(encoding="utf-8")),
        network=load_network(folder / MARKING, folder / READING),
        confidence=Confidence.read((folder / CONFIDENCE).read_text(encoding="utf-8")),
    )
