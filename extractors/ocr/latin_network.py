"""A second network for words: it knows digits, and the letters of all languages written with Latin ones.

It is ten times as slow as the one that reads lines, so only words that need it are shown to it.
``scripts/convert_latin_model.py`` makes the model file from PP-OCRv6.
"""

from __future__ import annotations

from functools import cached_property
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
from PIL import Image

from extractors.ocr.onnx_model import open_model

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

MODEL: Final = Path(__file__).with_name("models") / "latin.onnx"
WORD_HEIGHT: Final = 48
"""Pixels; the network knows words of this height only."""
_LEAST_WIDTH: Final = 16
_INK_PERCENTILE, _PAPER_PERCENTILE = 2, 80
_BLANK: Final = 0
NUMBER_SIGNS: Final = "0123456789,/"
_LEAST: Final = 1e-9


class Letter(NamedTuple):
    """One sign and its probability."""

    text: str
    probability: float


class LatinNetwork:
    """Reads a word from its picture; the model is loaded at the first reading."""

    @cached_property
    def _session(self) -> InferenceSession:
        return open_model(MODEL)

    @cached_property
    def _signs(self) -> list[str]:
        metadata: Any = self._session.get_modelmeta()
        signs: list[str] = metadata.custom_metadata_map["signs"].split("\n")
        return signs

    @cached_property
    def _of_numbers(self) -> list[int]:
        """The classes of signs that stand in numbers only."""
        return [number for number, sign in enumerate(self._signs) if sign and sign in NUMBER_SIGNS]

    def read(self, picture: Image.Image, *, numbers: bool = False) -> tuple[Letter, ...]:
        """Return the letters of a word's grey picture (mode L); digits, too, where it may be a number."""
        width = max(_LEAST_WIDTH, round(picture.width * WORD_HEIGHT / max(picture.height, 1)))
        grey = np.asarray(picture.resize((width, WORD_HEIGHT), Image.Resampling.BICUBIC), dtype=np.float32)
        ink, paper = np.percentile(grey, (_INK_PERCENTILE, _PAPER_PERCENTILE))
        levelled = np.clip((grey - ink) / max(paper - ink, 1.0), 0, 1) * 2 - 1
        three = np.repeat(levelled[None, None].astype(np.float32), 3, axis=1)
        (probabilities,) = self._session.run(None, {"x": three})
        if not numbers:
            probabilities[..., self._of_numbers] = 0
            probabilities /= np.maximum(probabilities.sum(axis=-1, keepdims=True), _LEAST)
        best = probabilities[0].argmax(axis=1), probabilities[0].max(axis=1)
        steps = zip(*(each.tolist() for each in best), strict=True)
        return tuple(
            Letter(self._signs[sign], max(probability for _, probability in same))
            for sign, same in groupby(steps, key=itemgetter(0))
            if sign != _BLANK
        )
