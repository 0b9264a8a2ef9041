"""Letters that the network for lines does not know, told by what goes on inside of it.

It names one of the letters that it knows, and is often sure of it; its inner states differ all the same from
those that it has at a true letter of that name. A small model over them gives the odds
(``scripts/train_strange_letters.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from extractors.ocr.onnx_model import open_model

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

MODEL: Final = Path(__file__).with_name("models") / "strange_letters.onnx"
_FORWARD, _BACKWARD = slice(192, 288), slice(288, 384)
"""States of the first layer, which has seen what is left of a step, and of the second, right of it; before
them stand those of the last layer."""
_AROUND: Final = ((_FORWARD, 1), (_BACKWARD, -1), (_FORWARD, 2), (_BACKWARD, -2))
"""What both know a step or two later, when they have seen the letter as a whole."""
_PROSE: Final = 6
"""Words of a line from which on it is running text: names that count stand in forms."""
_SHORT: Final = 3
"""Words of a line up to which one with a small letter may be a name: "isra" for "İsra"."""
_LEAST: Final = 2

Floats = NDArray[np.float32]


class StrangeLetters:
    """The small model; it is loaded when the first names are seen."""

    @cached_property
    def _session(self) -> InferenceSession:
        return open_model(MODEL)

    def odds(self, states: Floats, steps: NDArray[np.intp], certainties: Floats) -> list[float]:
        """Return for each letter the logarithm of the odds that the network for lines does not know it.

        Args:
            states: Of that network, shape (steps, 384).
            steps: Of the letters, where the network is most certain of each.
            certainties: Natural logarithms of their probabilities.
        """
        (odds,) = self._session.run(None, {"features": features_of(states, steps, certainties)})
        found: list[float] = odds[:, 0].tolist()
        return found


def features_of(states: Floats, steps: NDArray[np.intp], certainties: Floats) -> Floats:
    """Return what the model looks at, shape (letters, 769)."""
    last = len(states) - 1
    around = [states[np.clip(steps + later, 0, last), part] for part, later in _AROUND]
    return np.concatenate([states[steps], *around, certainties[:, None]], axis=1, dtype=np.float32)


def in_names(signs: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of those signs of a line that may be letters of names."""
    parts = groupby(range(len(signs)), key=lambda number: signs[number] == " ")
    words = [list(numbers) for is_blank, numbers in parts if not is_blank]
    if len(words) > _PROSE:
        return
    for numbers in words:
        letters = [number for number in numbers if signs[number].isalpha() or signs[number] in "&$£"]
        capital = any(signs[number].isupper() or signs[number] == "$" for number in letters)
        if len(letters) >= _LEAST and (capital or len(words) <= _SHORT):
            yield from letters
