"""Train the model that tells letters that German OCR does not know; write it into ``extractors/ocr/models``.

    python -m scripts.train_strange_letters FONTS [--pages 164]

FONTS is a folder with TrueType files. Pages of names (German and foreign ones from Faker, a third of them
with a mark thrown in) are treated as scanners, phones and fax machines do, and levelled and read as the
service does. The truth of a letter is whether one stands there that the network for lines does not know.
The shipped model was trained so on 164 denser pages (Liberation, DejaVu, and the families of print in
``samples.handwriting``), with frequent German words among the names. Needs the extras ``train`` and ``tune``.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import onnx
import torch
from faker import Faker
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from PIL import Image

from contracts.reading import Word
from contracts.records import Box
from extractors.limits import ReadingLimits
from extractors.ocr.line_network import LineNetwork
from extractors.ocr.line_pictures import SLIM, LinePicture, cut, is_line
from extractors.ocr.second_reading import KNOWN
from extractors.ocr.strange_letters import MODEL, Floats, features_of
from extractors.ocr.tesseract import TesserocrEngine
from extractors.ocr.whole_lines import completed
from extractors.pages.reader import read_document
from extractors.pictures.bare_pages import bare, darkened
from samples.degrade import How, degraded
from samples.pdf import pymupdf

WAYS: Final[tuple[How, ...]] = (
    *("clean_scan", "office_scan", "office_scan", "photo", "photo", "poor_copy", "low_resolution", "fax"),
)
LANGUAGES: Final = ("tr_TR", "pl_PL", "cs_CZ", "hr_HR", "hu_HU", "ro_RO", "es_ES", "pt_PT", "fr_FR")
MARKS: Final = {
    "a": "áàâãåăąā", "c": "çćč", "d": "ďđð", "e": "éèêëęěėē", "g": "ğģ", "i": "íîïìīı", "l": "łľĺ",
    "n": "ñńňņ", "o": "óòôõőøō", "r": "řŕ", "s": "śšşș", "t": "ťţț", "u": "úùûűůū", "y": "ýÿ", "z": "źżž",
}  # fmt: skip
ROWS, COLUMNS = 23, 4
MARKED: Final = 0.3
HIDDEN, EPOCHS, BATCH, RATE, DECAY = 24, 8, 512, 6e-3, 1e-5
NOISE: Final = 0.1
_FEWEST: Final = 8
"""Words that are read as they are, and so tell where all others stand."""


class Name(NamedTuple):
    """A name and its middle on the page, in points."""

    text: str
    x: float
    y: float


class Levelled:
    """An engine that reads nothing: it keeps the picture that the service would read."""

    name = "none"

    def __init__(self) -> None:
        self.seen: list[tuple[Image.Image, Image.Image | None, int]] = []

    def read(
        self, picture: Image.Image, *, dpi: int, original: Image.Image | None = None
    ) -> tuple[Word, ...]:
        """Return words enough for the page to stay as it lies."""
        self.seen.append((picture, original, dpi))
        return tuple(Word("Beispiel", Box(10, 10 * row, 90, 10 * row + 8)) for row in range(1, 40))


class Seen(NamedTuple):
    """A word as the network for lines read it, its middle in pixels, and the features of its letters."""

    text: str
    x: float
    y: float
    features: Floats


def main() -> None:
    """Train and write the model."""
    parser = argparse.ArgumentParser()
    parser.add_argument("fonts", type=Path)
    parser.add_argument("--pages", type=int, default=164)
    parser.add_argument("--to", type=Path, default=MODEL)
    options = parser.parse_args()
    fonts = sorted(options.fonts.rglob("*.ttf"))
    found = [each for seed in range(options.pages) for each in examples(seed, fonts)]
    features = np.vstack([each for each, _ in found])
    strange = np.concatenate([truth for _, truth in found])
    onnx.save(fit(features, strange), options.to)
    print(f"{len(strange)} letters, {strange.mean():.1%} strange; {options.to.stat().st_size // 1024} kB")


def names(rng: random.Random) -> Iterator[str]:
    """Yield names without end: as many German ones as foreign ones."""
    german, *foreign = (Faker(language) for language in ("de_DE", *LANGUAGES))
    for source in (german, *foreign):
        source.seed_instance(rng.randrange(2**32))
    while True:
        source = rng.choice((german, rng.choice(foreign)))
        name = str(rng.choice((source.first_name, source.last_name))()).split()[0]
        yield _marked(name, rng) if rng.random() < MARKED else name


def _marked(name: str, rng: random.Random) -> str:
    place = rng.randrange(len(name))
    letter = name[place]
    mark = rng.choice(MARKS.get(letter.lower(), letter))
    return name[:place] + (mark.upper() if letter.isupper() else mark) + name[place + 1 :]


def page_of_names(rng: random.Random, fonts: list[Path]) -> tuple[bytes, list[Name]]:
    """Return a page, and the names on it."""
    words, placed = names(rng), []
    with pymupdf.open() as document:
        page = document.new_page(width=595, height=842)
        for place in range(ROWS * COLUMNS):
            left, base = 45 + place % COLUMNS * 135, 50 + place // COLUMNS * 33
            name, font = next(words), pymupdf.Font(fontfile=str(rng.choice(fonts)))
            if all(font.has_glyph(ord(letter)) for letter in name):
                size, writer = rng.uniform(8.5, 12), pymupdf.TextWriter(page.rect)
                writer.append((left, base), name, font=font, fontsize=size)
                writer.write_text(page)
                placed.append(Name(name, left + font.text_length(name, size) / 2, base - 3))
        return document.tobytes(), placed


def examples(seed: int, fonts: list[Path]) -> Iterator[tuple[Floats, Floats]]:
    """Yield the features of each word's letters, and which of them are strange."""
    rng = random.Random(seed)
    pdf, truth = page_of_names(rng, fonts)
    engine = Levelled()
    read_document(
        degraded(pdf, rng.choice(WAYS), seed=seed), file="names.pdf", engine=engine, limits=ReadingLimits()
    )
    seen = list(seen_words(*engine.seen[0]))
    known = {name.text: name for name in truth}
    pairs = [(known[word.text], word) for word in seen if word.text in known]
    if len(pairs) < _FEWEST:
        return
    way = np.linalg.lstsq([(name.x, name.y, 1) for name, _ in pairs], [word[1:3] for _, word in pairs])[0]
    places = np.array([(name.x, name.y, 1) for name in truth]) @ way
    for word in seen:
        name = truth[int(np.abs(places - word[1:3]).sum(axis=1).argmin())]
        if len(name.text) == len(word.text):
            pairs_of_letters = zip(name.text, word.text, strict=True)
            strange = [
                letter not in KNOWN or (letter == "ı" and read != "ı") for letter, read in pairs_of_letters
            ]
            yield word.features, np.array(strange, np.float32)


def seen_words(white: Image.Image, original: Image.Image | None, dpi: int) -> Iterator[Seen]:
    """Yield what the network for lines reads on a page."""
    picture, source = bare(white, original or white, dpi=dpi)
    pixels = np.asarray(picture)
    lines = completed(filter(is_line, TesserocrEngine().lines(darkened(picture), dpi=dpi)), pixels)
    network = LineNetwork()
    for line in lines:
        yield from _words(cut(source, line, slim=SLIM), network)


def _words(picture: LinePicture, network: LineNetwork) -> Iterator[Seen]:
    ((glyphs, states),) = network.seen([picture.pixels])
    word: list[Any] = []
    for glyph in (*glyphs, None):
        if glyph is not None and glyph.text != " ":
            word.append(glyph)
        elif word:
            steps = np.array([each.step for each in word])
            certainties = np.array([each.certainty for each in word], np.float32)
            middle = picture.left + (word[0].start + word[-1].end) / 2 * picture.scale
            height = (picture.line.top + picture.line.bottom) / 2
            text = "".join(each.text for each in word)
            yield Seen(text, middle, height, features_of(states, steps, certainties))
            word = []


def fit(features: Floats, strange: Floats) -> onnx.ModelProto:
    """Return the trained model."""
    torch.manual_seed(0)
    mean, spread = features.mean(axis=0), features.std(axis=0) + 0.05
    rows, truth = torch.tensor((features - mean) / spread), torch.tensor(strange)
    model = torch.nn.Sequential(
        torch.nn.Linear(rows.shape[1], HIDDEN), torch.nn.ReLU(), torch.nn.Linear(HIDDEN, 1)
    )
    optimizer = torch.optim.Adam(model.parameters(), weight_decay=DECAY)
    steps = EPOCHS * (len(rows) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    for _ in range(EPOCHS):
        for chosen in torch.randperm(len(rows)).split(BATCH):
            seen = rows[chosen] + NOISE * torch.randn_like(rows[chosen])
            loss = torch.nn.functional.binary_cross_entropy_with_logits(model(seen)[:, 0], truth[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    weights = [each.detach().numpy() for each in model.parameters()]
    return exported(weights[0] / spread, weights[1] - weights[0] / spread @ mean, weights[2], weights[3])


def exported(
    hidden: NDArray[Any], hidden_bias: NDArray[Any], odds: NDArray[Any], odds_bias: NDArray[Any]
) -> onnx.ModelProto:
    """Return the model as ONNX: features in, logarithms of the odds out."""
    named = {"hidden": hidden.T, "hidden.bias": hidden_bias, "odds.weights": odds.T, "odds.bias": odds_bias}
    constants = [
        numpy_helper.from_array(np.ascontiguousarray(values, np.float32), name)
        for name, values in named.items()
    ]
    nodes = [
        helper.make_node("Gemm", ["features", "hidden", "hidden.bias"], ["sums"]),
        helper.make_node("Relu", ["sums"], ["units"]),
        helper.make_node("Gemm", ["units", "odds.weights", "odds.bias"], ["odds"]),
    ]
    real = onnx.TensorProto.FLOAT
    graph = helper.make_graph(
        nodes,
        "strange letters",
        [helper.make_tensor_value_info("features", real, ["letters", len(hidden.T)])],
        [helper.make_tensor_value_info("odds", real, ["letters", 1])],
        constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    return model


if __name__ == "__main__":
    main()
