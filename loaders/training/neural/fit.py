"""The training loop: one schedule, a running mean of the weights, the same result for the same seed on the same machine."""

import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from loaders.neural.pieces import WordPieces
from loaders.neural.windows import LENGTH
from loaders.training.brat import Annotated
from loaders.training.neural.batches import UNTOLD, Batch, Questions, batch, cut, questions
from loaders.training.neural.lessons import lesson, varied
from loaders.training.neural.network import TAGS, Network
from loaders.training.neural.torch_extra import torch

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How to train. Rates are the highest of the schedule: a short rise, then a straight fall to nearly nothing."""

    epochs: float = 3.0
    seed: int = 1
    windows: int = 12
    questions: int = 84
    encoder_rate: float = 1.6e-4
    head_rate: float = 8e-4
    varied: float = 0.0
    """The share of texts that are shown with other quotation marks or letter case."""


@dataclass(slots=True)
class _Mean:
    """The running mean of the weights, which is what is kept in the end."""

    values: dict[str, torch.Tensor]

    def update(self, network: Network, step: int) -> None:
        decay = min(0.998, (1 + step) / (10 + step))
        for name, value in network.state_dict().items():
            self.values[name].lerp_(value, 1 - decay)


def fit(network: Network, pieces: WordPieces, corpus: Sequence[Annotated], recipe: Recipe, tell: Tell) -> None:
    """Train the network in place on the corpus."""
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)  # noqa: S311  # shuffles, not secrets
    total = _steps(pieces, corpus, recipe)
    optimizer = _optimizer(network, recipe)
    mean = _Mean({name: value.detach().clone() for name, value in network.state_dict().items()})
    network.train()
    step, skipped, began = 0, 0, time.monotonic()
    while step < total:
        lessons = [lesson(pieces, one, varied(one.text, chance, recipe.varied)) for one in corpus]
        for windows in cut(lessons, recipe.windows, chance)[: total - step]:
            _schedule(optimizer, recipe, step / total)
            given = batch(lessons, windows)
            loss = _loss(network, given, partial(questions, lessons, given, most=recipe.questions, chance=chance))
            optimizer.zero_grad()
            if math.isfinite(loss.item()):
                loss.backward()
                torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
                optimizer.step()
            else:
                skipped += 1
            step += 1
            mean.update(network, step)
            if step % 50 == 0 or step == total:
                left = (time.monotonic() - began) / step * (total - step)
                tell(f"step {step} of {total}, loss {loss.item():.3f}, {skipped} skipped, {left / 60:.0f} minutes left")
    network.load_state_dict(mean.values)
    network.eval()


def _steps(pieces: WordPieces, corpus: Sequence[Annotated], recipe: Recipe) -> int:
    count = sum(len(pieces.cut(one.text, 0, len(one.text))) for one in corpus)
    return max(1, int(count / (LENGTH * recipe.windows) * recipe.epochs))


def _optimizer(network: Network, recipe: Recipe) -> torch.optim.Optimizer:
    encoder = [value for value in network.encoder.parameters() if value.requires_grad]
    head = [value for name, value in network.named_parameters() if not name.startswith("encoder.")]
    fresh = [network.encoder.case.weight, network.encoder.quote.weight]
    known = [value for value in encoder if not any(value is one for one in fresh)]
    groups = [{"params": known, "lr": recipe.encoder_rate}, {"params": [*head, *fresh], "lr": recipe.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def _schedule(optimizer: torch.optim.Optimizer, recipe: Recipe, done: float) -> None:
    share = max(0.005, min(1.0, done / 0.06) * (1 - done))
    for group, rate in zip(optimizer.param_groups, (recipe.encoder_rate, recipe.head_rate), strict=True):
        group["lr"] = rate * share


def _loss(network: Network, given: Batch, ask: Callable[[torch.Tensor], Questions]) -> torch.Tensor:
    """The tags of all pieces, and for each cue the parts of its window and whether it is one."""
    mask = given.mask > 0
    with torch.autocast("cpu", torch.bfloat16):
        hidden = network.encoder(given.ids, given.case, given.quote, mask)
        tags = network.tags(hidden)
    tags = tags.float()
    told = (given.tags != UNTOLD).sum().clamp(min=1)
    entropy = torch.nn.functional.cross_entropy
    loss = 0.5 * entropy(tags.view(-1, TAGS), given.tags.view(-1), ignore_index=UNTOLD, reduction="sum") / told
    asked = ask(tags.detach().softmax(-1))
    if not len(asked.row):
        return loss
    with torch.autocast("cpu", torch.bfloat16):
        rows = hidden[asked.row]
        cue = network.cues(rows, asked.first, asked.end)
        parts, valid = network.read(network.narrow(rows), cue, asked.distance, mask[asked.row])
    weights = torch.tensor([1.0, 2.0, 1.0])
    wrong = entropy(parts.float().transpose(1, 2), asked.parts, ignore_index=UNTOLD, reduction="none", weight=weights)
    true = asked.valid > 0
    if bool(true.any()):
        loss = loss + wrong[true].sum(1).mean() / 60
    at_cue = valid.float()[torch.arange(len(asked.row)), asked.first]
    return loss + 0.3 * torch.nn.functional.binary_cross_entropy_with_logits(at_cue, asked.valid)
