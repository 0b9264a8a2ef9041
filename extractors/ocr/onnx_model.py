"""Opening the small networks that read letters: one thread each, as a child process has one core."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


def open_model(path: Path) -> InferenceSession:
    """Load a network from its file."""
    import onnxruntime  # noqa: PLC0415 - takes a while, and only readers need it

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # The arena never gives memory back: a page of long lines would be paid for until the end.
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
