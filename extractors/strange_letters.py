"""Letters that the network for lines does not know, told by what goes on inside of it.

It names one of the letters that it knows, and is often sure of it; its inner states differ all the same from
those that it has at a true letter of that name. A small model over them gives the odds
(``scripts/train_strange_letters.py``).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

MODEL: Final = Path(__file__).with_name("models") / "strange_letters.npz"
_FORWARD, _BACKWARD = slice(192, 288), slice(288, 384)
"""States of the first layer, which has seen what is left of a step, and of the second, right of it; before
them stand those of the last layer."""
_AROUND: Final = ((_FORWARD, 1), (_BACKWARD, -1), (_FORWARD, 2), (_BACKWARD, -2))
"""What both know a step or two later, when they have seen the letter as a whole."""

Floats = NDArray[np.float32]


class Odds(NamedTuple):
    """A network of one hidden layer."""

    hidden: Floats
    hidden_bias: Floats
    odds: Floats
    odds_bias: Floats

    def of(self, features: Floats) -> Floats:
        """Return the logarithm of the odds for each row."""
        found: Floats = np.maximum(features @ self.hidden + self.hidden_bias, 0) @ self.odds + self.odds_bias
        return found


@cache
def load_odds() -> Odds:
    """Return the shipped model."""
    with np.load(MODEL) as data:
        return Odds(*(data[name] for name in Odds._fields))


def strangeness(states: Floats, steps: NDArray[np.intp], certainties: Floats) -> Floats:
    """Return for each letter the logarithm of the odds that it is none of those that the network knows."""
    return load_odds().of(features_of(states, steps, certainties))


def features_of(states: Floats, steps: NDArray[np.intp], certainties: Floats) -> Floats:
    """Return what the model looks at, one row a letter.

    Args:
        states: Of the network, shape (steps, 384).
        steps: Of the letters, where the network is most certain of each.
        certainties: Natural logarithms of their probabilities.
    """
    last = len(states) - 1
    around = [states[np.clip(steps + later, 0, last), part] for part, later in _AROUND]
    return np.concatenate([states[steps], *around, certainties[:, None]], axis=1, dtype=np.float32)
