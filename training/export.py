"""The trained model as the service loads it: ``model.onnx`` (int8), ``tokenizer.json``, ``model.json``."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from training.fit import PageEncoder


def export(model: PageEncoder, tokenizer: Tokenizer, folder: Path) -> None:
    """Write network and tokenizer to a folder; weights are rounded to int8."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        _write(model, whole)
        quantize_dynamic(whole, folder / "model.onnx", weight_type=QuantType.QInt8, per_channel=True)
    tokenizer.no_padding()
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)


def _write(model: PageEncoder, path: Path) -> None:
    model.eval()
    ids = torch.ones((2, 16), dtype=torch.long)
    axes: Any = {"ids": {0: "pages", 1: "tokens"}, "mask": {0: "pages", 1: "tokens"}, "scores": {0: "pages"}}
    model.encoder.set_attn_implementation("eager")
    torch.onnx.export(
        model,
        (ids, torch.ones_like(ids)),
        str(path),
        input_names=["ids", "mask"],
        output_names=["scores"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    onnx.checker.check_model(str(path))
