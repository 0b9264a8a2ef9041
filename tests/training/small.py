"""What the tests of training share: pages, a small bank, and a model of three types that loads in no time."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from classifiers.blend import Blend
from classifiers.linear import Header, LinearModel, save_model
from classifiers.page_words import MARKS
from contracts.reading import PageText, TextSource, Word
from contracts.records import Box, PageSize
from training.bank import Bank, Table
from training.base_encoder import SPECIALS, tokenizer_of

TYPES: Final = ("gehaltsabrechnung", "mietvertrag", "sonstiges")
TERMS: Final = ("gehaltsabrechnung", "lohnsteuer", "mietvertrag", "vermieter")
"""Words of the linear model; it thinks that the first two speak for a payslip, the others for a lease."""
SPOKEN: Final = {"Gehaltsabrechnung": 0, "Mietvertrag": 1, "Wanderkarte": 2}
"""Words of the encoder -> the type they speak for; ``Wanderkarte`` is unknown to the linear model."""
PIECES: Final = (
    *((name, 0.0) for name in SPECIALS),
    *((f"▁{word}", -1.0) for word in SPOKEN),
    *((sign, -5.0) for sign in "▁abcdefghijklmnopqrstuvwxyz"),
)

BANK: Final = Bank(
    kind="vertrag",
    families={"contract": 2, "letter": 1},
    issuers=("Hausverwaltung {town}",),
    titles=("Mietvertrag", "Mietvertrag über Wohnraum"),
    openings=(
        "zwischen {person} und {person} wird Folgendes vereinbart.",
        "Die Parteien schließen am {date}:",
    ),
    fields=(
        ("person", "Vermieter", "Mieter"),
        ("amount", "Kaltmiete", "Miete"),
        ("choice", "Heizung: Gas | Fernwärme | Strom"),
        ("date", "Beginn"),
    ),
    phrases=("Die Miete beträgt {amount}.", "Haustiere sind erlaubt.", "Die Wohnung hat {area}."),
    tables=(Table(heads=("Posten", "Betrag"), rows=("Kaltmiete | {amount}", "Stellplatz | {small_amount}")),),
    headings=("Mietsache", "Miete", "Kaution"),
    closings=("Ort, Datum, Unterschrift",),
    notes=("Fassung 01/2024",),
    marks=("Kopie",),
)


def sheet(*lines: str, index: int = 0) -> PageText:
    """Return an A4 page with these lines; the first one is large."""
    words = [
        Word(text, Box(50 + 60 * at, 60 + 20 * row, 100 + 60 * at, (76 if row == 0 else 70) + 20 * row))
        for row, line in enumerate(lines)
        for at, text in enumerate(line.split())
    ]
    return PageText(index=index, size=PageSize(595, 842), source=TextSource.TEXT, words=tuple(words))


def tiny_model(folder: Path) -> Path:
    """Write a whole model of three types into a folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer_of(PIECES, MARKS).save(str(folder / "tokenizer.json"))
    write_network(folder / "model.onnx", vocabulary=len(PIECES) + len(MARKS))
    save_model(linear_model(), folder / "words.npz")
    blend = Blend(version="tiny", types=TYPES, thresholds={"0.01": 0.6})
    (folder / "model.json").write_text(blend.model_dump_json(), encoding="utf-8")
    return folder


def write_network(path: Path, *, vocabulary: int) -> None:
    """Write a network with the encoder's inputs and outputs: the mean of one score per word and type."""
    table = np.zeros((vocabulary, len(TYPES)), np.float32)
    for word, column in SPOKEN.items():
        table[[piece for piece, _ in PIECES].index(f"▁{word}"), column] = 30
    graph = helper.make_graph(
        [
            helper.make_node("Gather", ["table", "ids"], ["words"]),
            helper.make_node("ReduceMean", ["words"], ["scores"], axes=[1], keepdims=0),
        ],
        "tiny",
        [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["pages", "tokens"])
            for name in ("ids", "mask")
        ],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["pages", len(TYPES)])],
        [numpy_helper.from_array(table, "table")],
    )
    opset = helper.make_opsetid("", 17)
    onnx.save(helper.make_model(graph, opset_imports=[opset], ir_version=8), str(path))


def linear_model() -> LinearModel:
    """Return a linear model that knows four words."""
    weights = np.array([[100, 0, 0], [100, 0, 0], [0, 100, 0], [0, 100, 0]], np.int8)
    return LinearModel(
        header=Header(version="tiny", types=TYPES, terms=TERMS, hints={}, temperature=1.0, rare=0.5),
        weights=weights,
        scales=np.full(3, 0.05, np.float32),
        bias=np.zeros(3, np.float32),
        idf=np.ones(4, np.float16),
    )
