"""The map from a reading's frame to the truth's, found from words that stand once in both."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from contracts.reading import Word

Points = NDArray[np.float64]
Map = Callable[[Points], Points]
"""Points of shape (..., 2) to points of the same shape."""

_TRIES: Final = 400
_AGREES: Final = 9.0
"""Points between an anchor and its place for them to agree: less than the distance of two lines."""
_FEW: Final = 8
_ENOUGH: Final = 20
_SHORT: Final = 2


def frame_map(truth: Sequence[Word], read: Sequence[Word]) -> Map:
    """Return the map of the reading's points to the truth's; without anchors points stay where they are."""
    target, source = _anchors(truth, read)
    if len(source) < 2:  # noqa: PLR2004 - two points fix turn, size and place
        return lambda points: points
    agreeing = _consensus(source, target)
    return _fitted(source[agreeing], target[agreeing])


def _anchors(truth: Sequence[Word], read: Sequence[Word]) -> tuple[Points, Points]:
    """Return the middles of words that stand once in the truth and once in the reading."""
    right, seen = _once(truth), _once(read)
    common = sorted(right.keys() & seen.keys())
    target = np.array([right[text] for text in common], dtype=np.float64).reshape(-1, 2)
    return target, np.array([seen[text] for text in common], dtype=np.float64).reshape(-1, 2)


def _once(words: Sequence[Word]) -> dict[str, tuple[float, float]]:
    counts = Counter(word.text for word in words)
    return {
        word.text: word.box.middle for word in words if counts[word.text] == 1 and len(word.text) > _SHORT
    }


def _consensus(source: Points, target: Points) -> NDArray[np.bool_]:
    """Return which anchors agree on one map; the pairs that are tried are always the same."""
    pairs = list(itertools.combinations(range(len(source)), 2))
    if len(pairs) > _TRIES:
        pairs = random.Random(0).sample(pairs, _TRIES)
    best = np.zeros(len(source), dtype=bool)
    for pair in pairs:
        trial = _similar(source[list(pair)], target[list(pair)])
        # A photo's perspective is no similarity: be generous, the fit below is exact.
        agrees = np.linalg.norm(trial(source) - target, axis=1) < 3 * _AGREES
        if agrees.sum() > best.sum():
            best = agrees
    return best


def _fitted(source: Points, target: Points) -> Map:
    """Fit as free a map as the anchors carry, then again without those that disagree."""
    fit = _similar if len(source) < _FEW else _affine if len(source) < _ENOUGH else _projective
    found = fit(source, target)
    agrees = np.linalg.norm(found(source) - target, axis=1) < _AGREES
    return fit(source[agrees], target[agrees]) if agrees.sum() > len(source) / 2 else found


def _similar(source: Points, target: Points) -> Map:
    """Turn, size and place: least squares over complex numbers."""
    a, b = source @ np.array([1, 1j]), target @ np.array([1, 1j])
    spread = a - a.mean()
    factor = np.vdot(spread, b - b.mean()) / max(np.vdot(spread, spread).real, 1e-9)
    shift = b.mean() - factor * a.mean()

    def apply(points: Points) -> Points:
        moved = factor * (points @ np.array([1, 1j])) + shift
        return np.stack([moved.real, moved.imag], axis=-1)

    return apply


def _affine(source: Points, target: Points) -> Map:
    design = np.column_stack([source, np.ones(len(source))])
    matrix = np.linalg.lstsq(design, target, rcond=None)[0]
    return lambda points: np.asarray(points @ matrix[:2] + matrix[2])


def _projective(source: Points, target: Points) -> Map:
    """Eight numbers by direct linear transformation, in coordinates of about 1."""
    scale = max(float(np.abs(source).max()), float(np.abs(target).max()), 1.0)
    x, y = (source / scale).T
    u, v = (target / scale).T
    one, none = np.ones_like(x), np.zeros_like(x)
    rows = np.concatenate(
        [
            np.column_stack([x, y, one, none, none, none, -u * x, -u * y]),
            np.column_stack([none, none, none, x, y, one, -v * x, -v * y]),
        ]
    )
    solution = np.linalg.lstsq(rows, np.concatenate([u, v]), rcond=None)[0]
    matrix = np.append(solution, 1.0).reshape(3, 3)

    def apply(points: Points) -> Points:
        lifted = np.concatenate([points / scale, np.ones((*points.shape[:-1], 1))], axis=-1) @ matrix.T
        return np.asarray(lifted[..., :2] / lifted[..., 2:] * scale)

    return apply
