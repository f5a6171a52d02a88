"""Documents to facts to store: the only code that knows spaCy, HTML and how English says things."""

import os

# From version 1.31 on onnxruntime sends figures of use to its makers, unless this stands there before it is imported.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
