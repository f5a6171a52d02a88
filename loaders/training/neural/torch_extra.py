"""The one place that imports what only training needs, with an error that names the extra."""

from kg.errors import SettingsError

try:
    import onnx
    import torch
    from onnxruntime import quantization
    from safetensors import torch as safetensors
except ImportError as error:
    raise SettingsError(
        f"training needs {error.name}, which is not installed: run \"pip install 'onrecord[train]'\" and try again"
    ) from error

__all__ = ("onnx", "quantization", "safetensors", "torch")
