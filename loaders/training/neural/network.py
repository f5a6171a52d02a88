"""The network: an encoder over word pieces, cues marked by it, and a head that reads source and content of one cue."""

from collections.abc import Mapping

from loaders.neural.distance import BUCKETS
from loaders.training.neural.torch_extra import torch

TAGS = 7
"""Neither, and beginning and inside of source, cue and content: what the encoder alone says of each piece."""
PARTS = 3
_WIDTH = 384
_NARROW = 192


class Layer(torch.nn.Module):
    """One transformer layer with normalisation behind each step, as BERT has it."""

    def __init__(self, width: int, heads: int, inner: int, epsilon: float = 1e-5) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = torch.nn.Linear(width, 3 * width)
        self.o = torch.nn.Linear(width, width)
        self.f1 = torch.nn.Linear(width, inner)
        self.f2 = torch.nn.Linear(inner, width)
        self.n1 = torch.nn.LayerNorm(width, eps=epsilon)
        self.n2 = torch.nn.LayerNorm(width, eps=epsilon)
        self.drop = torch.nn.Dropout(0.05 if epsilon < 1e-6 else 0.1)

    def forward(self, x: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        """The pieces after looking at each other; `mask` tells which pieces are there."""
        rows, length, width = x.shape
        q, k, v = self.qkv(x).view(rows, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        seen = None if mask is None else mask[:, None, None, :]
        attended = torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=seen)
        x = self.n1(x + self.drop(self.o(attended.transpose(1, 2).reshape(rows, length, width))))
        return self.n2(x + self.drop(self.f2(torch.nn.functional.gelu(self.f1(x)))))


class Encoder(torch.nn.Module):
    """Word pieces with how they are written and quoted, in their context."""

    def __init__(self, vocabulary: int, layers: int = 6) -> None:
        super().__init__()
        self.words = torch.nn.Embedding(vocabulary, _WIDTH)
        self.positions = torch.nn.Embedding(512, _WIDTH)
        self.kind = torch.nn.Parameter(torch.zeros(_WIDTH))
        self.case = torch.nn.Embedding(4, _WIDTH)
        self.quote = torch.nn.Embedding(4, _WIDTH)
        self.norm = torch.nn.LayerNorm(_WIDTH, eps=1e-12)
        self.drop = torch.nn.Dropout(0.05)
        self.layers = torch.nn.ModuleList(Layer(_WIDTH, 12, 4 * _WIDTH, 1e-12) for _ in range(layers))
        self.words.weight.requires_grad_(requires_grad=False)
        for table in (self.case, self.quote):
            torch.nn.init.normal_(table.weight, std=0.01)

    def forward(
        self, ids: torch.Tensor, case: torch.Tensor, quote: torch.Tensor, mask: torch.Tensor | None = None
    ) -> torch.Tensor:
        """The hidden states of a batch of windows."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.case(case) + self.quote(quote) + self.positions(places)[None] + self.kind
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Network(torch.nn.Module):
    """The encoder, the cues it marks, and the head that reads on from one cue."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary)
        self.drop = torch.nn.Dropout(0.1)
        self.tag = torch.nn.Linear(_WIDTH, TAGS)
        self.narrow = torch.nn.Linear(_WIDTH, _NARROW)
        self.cue = torch.nn.Linear(2 * _WIDTH, _NARROW)
        self.distance = torch.nn.Embedding(BUCKETS, _NARROW)
        self.role = torch.nn.Embedding(2, _NARROW)
        self.norm = torch.nn.LayerNorm(_NARROW)
        self.layers = torch.nn.ModuleList(Layer(_NARROW, 6, 2 * _NARROW) for _ in range(2))
        self.parts = torch.nn.Linear(_NARROW, PARTS)
        self.valid = torch.nn.Linear(_NARROW, 1)
        for table in (self.distance, self.role):
            torch.nn.init.normal_(table.weight, std=0.05)

    def tags(self, hidden: torch.Tensor) -> torch.Tensor:
        """What each piece is, whatever the cue: rows × pieces × TAGS."""
        return self.tag(self.drop(hidden))

    def cues(self, hidden: torch.Tensor, first: torch.Tensor, end: torch.Tensor) -> torch.Tensor:
        """The cue [first, end) of each row of hidden states."""
        rows = torch.arange(len(first))
        return self.cue(torch.cat([hidden[rows, first], hidden[rows, end - 1]], -1))

    def read(
        self, narrow: torch.Tensor, cue: torch.Tensor, buckets: torch.Tensor, mask: torch.Tensor | None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """One row per cue: the parts of its window's pieces, and for each piece whether it belongs to a cue (logits)."""
        x = self.norm(narrow + cue[:, None] + self.distance(buckets) + self.role((buckets == 0).long()))
        for layer in self.layers:
            x = layer(x, mask)
        return self.parts(self.drop(x)), self.valid(x).squeeze(-1)


def load_base(network: Network, weights: Mapping[str, torch.Tensor]) -> None:
    """Fill the encoder with the weights of a BERT of the same size, by the names of the `transformers` library."""
    state = {
        "words.weight": weights["embeddings.word_embeddings.weight"],
        "positions.weight": weights["embeddings.position_embeddings.weight"],
        "kind": weights["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    names = {
        "o": "attention.output.dense",
        "n1": "attention.output.LayerNorm",
        "f1": "intermediate.dense",
        "f2": "output.dense",
        "n2": "output.LayerNorm",
    }
    for number in range(len(network.encoder.layers)):
        theirs = f"encoder.layer.{number}."
        for ours in ("weight", "bias"):
            parts = [weights[f"{theirs}attention.self.{part}.{ours}"] for part in ("query", "key", "value")]
            state[f"layers.{number}.qkv.{ours}"] = torch.cat(parts)
            state.update({f"layers.{number}.{mine}.{ours}": weights[f"{theirs}{name}.{ours}"] for mine, name in names.items()})
    missing = network.encoder.load_state_dict(state, strict=False)
    unexpected = set(missing.missing_keys) - {"case.weight", "quote.weight"}
    if unexpected or missing.unexpected_keys:
        raise ValueError(f"the base weights do not fit: {sorted(unexpected)} {missing.unexpected_keys}")
