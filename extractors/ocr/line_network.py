"""The network that reads lines of text: Tesseract's own German one, run in batches by ONNX Runtime.

Tesseract runs it line by line, and most of the time of a page goes there. The same network, on all lines of
a page at once, is four times as fast (docs/adr/0014-line-network.md). ``scripts/convert_ocr_model.py``
makes the model file from Tesseract's.
"""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.ocr.onnx_model import open_model
from extractors.ocr.strange_letters import StrangeLetters, in_names

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

MODEL: Final = Path(__file__).with_name("models") / "deu.onnx"
LINE_HEIGHT: Final = 36
"""Pixels; the network knows lines of this height only."""
STEP: Final = 3
"""Columns of the line's picture that become one step of the network."""
_BLANK: Final = 0
_LIKELY_BLANK: Final = math.log(0.04)
"""From this on, a blank is more likely than none: its probability is spread over several steps."""
_BATCH: Final = 4
"""Lines at once: more of them leave the processor's cache, and take longer a line."""
_WIDER: Final = 1.25
"""How much wider the widest line of a batch may be than the narrowest: what is filled up is computed too."""
_NARROW: Final = 60

LinePixels = NDArray[np.float32]
"""Grey of one line, shape (36, width), from -1 (ink) to 1 (paper)."""


class Glyph(NamedTuple):
    """One sign, or a blank.

    Attributes:
        start: First column of the line's picture from which it was read; ``end`` is the one after the last.
        certainty: Natural logarithm of its probability.
        step: Where the network is most certain of it.
        strange: Logarithm of the odds that the network does not know the letter; asked of names only.
    """

    text: str
    start: int
    end: int
    certainty: float
    step: int = 0
    strange: float = -math.inf


class LineNetwork:
    """A network that reads lines; its model is loaded at the first reading."""

    def __init__(self) -> None:
        self._strange = StrangeLetters()

    @staticmethod
    def available() -> bool:
        """Whether ONNX Runtime is installed; nothing is loaded."""
        return importlib.util.find_spec("onnxruntime") is not None

    @cached_property
    def _session(self) -> InferenceSession:
        return open_model(MODEL)

    @cached_property
    def _signs(self) -> list[str]:
        """The sign of each class, in the model's order; the last one is "no sign"."""
        metadata: Any = self._session.get_modelmeta()
        signs: list[str] = metadata.custom_metadata_map["signs"].split("\n")
        return signs

    @cached_property
    def _none(self) -> int:
        """The class that stands for no sign."""
        return len(self._signs) - 1

    def read(self, lines: Sequence[LinePixels]) -> list[tuple[Glyph, ...]]:
        """Return the signs of each line, from left to right."""
        readings: list[tuple[Glyph, ...]] = [()] * len(lines)
        for number, steps, states in self._run(lines):
            readings[number] = self._told(tuple(self._glyphs(steps)), states)
        return readings

    def seen(self, lines: Sequence[LinePixels]) -> Iterator[tuple[tuple[Glyph, ...], NDArray[np.float32]]]:
        """Yield the signs of lines, and the network's states, shape (steps, 384): for training."""
        for _, steps, states in self._run(lines):
            yield tuple(self._glyphs(steps)), states

    def probabilities(self, lines: Sequence[LinePixels], signs: str) -> list[NDArray[np.float32]]:
        """Return what else each line may say: logarithms of probabilities, shape (steps, 1 + signs).

        The first column is of "no sign", the others are of ``signs`` (capitals, digits and the like). Small
        letters count as their capitals, and "«" as "<".
        """
        same = {"«": "<"}
        named = [same.get(sign, sign.upper()) for sign in self._signs]
        columns = [np.flatnonzero([name == sign for name in named]) for sign in ("", *signs)]
        found: list[NDArray[np.float32]] = [np.empty(0, np.float32)] * len(lines)
        for number, steps, _ in self._run(lines):
            found[number] = np.stack([steps[:, column].max(axis=1) for column in columns], axis=1)
        return found

    def _run(
        self, lines: Sequence[LinePixels]
    ) -> Iterator[tuple[int, NDArray[np.float32], NDArray[np.float32]]]:
        """Yield the number of each line, logarithms of probabilities, shape (steps, classes), and states."""
        for batch in _batches(lines):
            widest = max(lines[number].shape[1] for number in batch)
            stacked = np.ones((len(batch), 1, LINE_HEIGHT, widest), np.float32)
            for row, number in enumerate(batch):
                stacked[row, 0, :, : lines[number].shape[1]] = lines[number]
            steps = np.array([lines[number].shape[1] // STEP for number in batch], np.int32)
            logarithms, states = self._session.run(None, {"lines": stacked, "steps": steps})
            for row, number in enumerate(batch):
                yield number, logarithms[: steps[row], row], states[: steps[row], row]

    def _told(self, glyphs: tuple[Glyph, ...], states: NDArray[np.float32]) -> tuple[Glyph, ...]:
        """Return the signs of a line, those of names with what their states tell of them."""
        asked = list(in_names([glyph.text for glyph in glyphs]))
        if not asked:
            return glyphs
        steps = np.array([glyphs[number].step for number in asked])
        certainties = np.array([glyphs[number].certainty for number in asked], np.float32)
        told = list(glyphs)
        for number, odds in zip(asked, self._strange.odds(states, steps, certainties), strict=True):
            told[number] = glyphs[number]._replace(strange=odds)
        return tuple(told)

    def _glyphs(self, logarithms: NDArray[np.float32]) -> Iterator[Glyph]:
        """Yield the signs of ``logarithms``, shape (steps, classes): at each step, the most probable one."""
        classes = logarithms.argmax(axis=1)
        classes[(classes == self._none) & (logarithms[:, _BLANK] > _LIKELY_BLANK)] = _BLANK
        certainties = logarithms[np.arange(len(classes)), classes]
        starts = np.flatnonzero(np.diff(classes, prepend=-1))
        ends = np.append(starts[1:], len(classes))
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            sign = self._signs[classes[start]]
            if sign:
                step = start + int(certainties[start:end].argmax())
                yield Glyph(sign, start * STEP, end * STEP, float(certainties[step]), step)


def _batches(lines: Sequence[LinePixels]) -> Iterator[list[int]]:
    """Yield the numbers of lines of about equal length."""
    batch: list[int] = []
    for number in sorted(range(len(lines)), key=lambda number: lines[number].shape[1]):
        narrowest = lines[batch[0]].shape[1] if batch else 0
        too_wide = lines[number].shape[1] > max(narrowest * _WIDER, narrowest + _NARROW)
        if batch and (too_wide or len(batch) == _BATCH):
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch
