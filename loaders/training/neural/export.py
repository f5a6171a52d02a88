"""From a trained network to the two small graphs that the reader runs: int8 weights, no torch."""

from pathlib import Path
from tempfile import TemporaryDirectory

from loaders.training.neural.network import Network
from loaders.training.neural.torch_extra import onnx, quantization, torch

_OPSET = 17


class _Marking(torch.nn.Module):
    """Windows in, and out what the reader needs of each piece: narrow state, state as a cue's first and last, cue tags."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        table = network.encoder.words.weight.detach()
        scale = table.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("words", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: torch.Tensor, case: torch.Tensor, quote: torch.Tensor) -> tuple[torch.Tensor, ...]:
        network, encoder = self.network, self.network.encoder
        words = self.words[ids].float() * self.scale[ids]
        places = torch.arange(ids.shape[1])
        x = encoder.norm(words + encoder.case(case) + encoder.quote(quote) + encoder.positions(places)[None] + encoder.kind)
        for layer in encoder.layers:
            x = layer(x, None)
        width = x.shape[-1]
        first = torch.nn.functional.linear(x, network.cue.weight[:, :width], network.cue.bias)
        last = torch.nn.functional.linear(x, network.cue.weight[:, width:])
        return network.narrow(x), first, last, network.tag(x).softmax(-1)[..., 3:5]


class _Reading(torch.nn.Module):
    """Cues in, and out the parts of each piece as logarithms, and for each piece the probability that a cue stands there."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, narrow: torch.Tensor, cue: torch.Tensor, buckets: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        parts, valid = self.network.read(narrow, cue, buckets, None)
        return parts.log_softmax(-1), valid.sigmoid()


def export(network: Network, folder: Path) -> None:
    """Write `marking.onnx` and `reading.onnx` into the folder."""
    network = network.float().eval()
    numbers = torch.ones(2, 16, dtype=torch.long)
    width = network.narrow.out_features
    states = torch.zeros(2, 16, width)
    _write(
        _Marking(network).eval(),
        (numbers, numbers, numbers),
        folder / "marking.onnx",
        (("ids", "case", "quote"), ("narrow", "first", "last", "cue")),
    )
    _write(
        _Reading(network).eval(),
        (states, states[:, 0], numbers),
        folder / "reading.onnx",
        (("narrow", "cue", "buckets"), ("parts", "valid")),
    )


def _write(
    module: torch.nn.Module, example: tuple[torch.Tensor, ...], path: Path, names: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    """One graph with free numbers of rows and pieces, its matrices in int8."""
    inputs, outputs = names
    axes = {name: {0: "rows", 1: "pieces"} for name in (*inputs, *outputs)}
    if "cue" in inputs:
        axes["cue"] = {0: "rows"}
    with TemporaryDirectory() as folder, torch.no_grad():
        plain = str(Path(folder, "plain.onnx"))
        torch.onnx.export(
            module,
            example,
            plain,
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=axes,
            opset_version=_OPSET,
            dynamo=False,
        )
        quantization.quantize_dynamic(
            plain,
            str(path),
            op_types_to_quantize=["MatMul", "Gemm"],
            per_channel=True,
            weight_type=quantization.QuantType.QInt8,
            reduce_range=True,  # products of full int8 overflow on processors without VNNI
        )
    onnx.checker.check_model(str(path))
