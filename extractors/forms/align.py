"""Known forms: which page of a file is which page of a known form, and how it lies on the scan.

The printed words of the blank form (anchors) are looked for among the page's words; an affine map from
the blank form to the page is fitted to the pairs with RANSAC (Fischler and Bolles, 1981).
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from contracts.form_variant import FormVariant, VariantPage
from contracts.reading import PageText
from contracts.records import Box
from contracts.values import fold

Points = NDArray[np.float64]

TOLERANCE: Final = 5.0
"""Points by which a word may lie beside the place that the map gives it."""

LEAST_SHARE: Final = 0.35
LEAST_PAIRS: Final = 6
TRIES: Final = 200
_MOST_STRETCH: Final = 1.5


class Affine(NamedTuple):
    """Map (x, y) -> (x, y, 1) @ matrix, from the blank form to the page; matrix has shape (3, 2)."""

    matrix: Points

    def box(self, box: Box) -> Box:
        """Return the upright box around the mapped box."""
        corners = np.array(
            [[x, y, 1] for x in (box.left, box.right) for y in (box.top, box.bottom)], dtype=np.float64
        )
        mapped = corners @ self.matrix
        left, top = mapped.min(axis=0)
        right, bottom = mapped.max(axis=0)
        return Box(float(left), float(top), float(right), float(bottom))


class KnownPage(NamedTuple):
    """A page recognised as a page of a known form.

    Attributes:
        page: Page number in the document, counted from 0.
        number: Page number in the form, counted from 1.
        share: Share of the anchors found where the map puts them.
    """

    variant: FormVariant
    page: int
    number: int
    share: float
    to_page: Affine


def recognise(pages: Iterable[PageText], variants: Sequence[FormVariant]) -> list[KnownPage]:
    """Return the pages that are pages of known forms, each as the form page it fits best."""
    known = []
    for page in pages:
        words = _by_text(page)
        fits = [
            fit
            for variant in variants
            for number, blank in enumerate(variant.pages, 1)
            if (fit := _fit(page.index, words, variant, number, blank))
        ]
        if fits:
            known.append(max(fits, key=lambda fit: fit.share))
    return known


def _by_text(page: PageText) -> dict[str, list[tuple[float, float]]]:
    words: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for word in page.words:
        words[fold(word.text)].append(word.box.middle)
    return words


def _fit(
    page: int,
    words: dict[str, list[tuple[float, float]]],
    variant: FormVariant,
    number: int,
    blank: VariantPage,
) -> KnownPage | None:
    pairs = [
        (box.middle, middle) for text, box in blank.anchors.items() for middle in words.get(fold(text), ())
    ]
    if len(pairs) < max(LEAST_PAIRS, LEAST_SHARE * len(blank.anchors)):
        return None
    blank_points = np.array([[*source, 1.0] for source, _ in pairs])
    page_points = np.array([target for _, target in pairs])
    matrix = fit_affine(blank_points, page_points)
    inliers = _inliers(matrix, blank_points, page_points)
    share = len({tuple(point) for point in blank_points[inliers]}) / len(blank.anchors)
    if share < LEAST_SHARE:
        return None
    return KnownPage(variant, page, number, share, Affine(matrix))


def fit_affine(blank: Points, page: Points) -> Points:
    """Return the affine map, shape (3, 2), that most pairs agree on.

    Args:
        blank: Points (x, y, 1) on the blank form, shape (n, 3).
        page: The points (x, y) they may be on the page, shape (n, 2); wrong pairs are expected.
    """
    chance = random.Random(0)  # noqa: S311 - reproducible sampling, not security
    best = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
    best_count = int(_inliers(best, blank, page).sum())
    for _ in range(TRIES):
        if best_count > 0.8 * len(blank):
            break
        sample = chance.sample(range(len(blank)), 3)
        matrix = _through(blank[sample], page[sample])
        count = 0 if matrix is None else int(_inliers(matrix, blank, page).sum())
        if matrix is not None and count > best_count:
            best, best_count = matrix, count
    agreeing = _inliers(best, blank, page)
    if agreeing.sum() < LEAST_PAIRS:
        return best
    refined, *_ = np.linalg.lstsq(blank[agreeing], page[agreeing], rcond=None)
    return np.asarray(refined, dtype=np.float64)


def _through(blank: Points, page: Points) -> Points | None:
    """Return the map through three pairs, unless it turns, mirrors or squeezes the page beyond reason."""
    if abs(np.linalg.det(blank)) < 1000:
        return None
    matrix = np.linalg.solve(blank, page)
    scale_x, scale_y = matrix[0, 0], matrix[1, 1]
    fits = 1 / _MOST_STRETCH < scale_x < _MOST_STRETCH and 1 / _MOST_STRETCH < scale_y < _MOST_STRETCH
    upright = abs(matrix[0, 1]) < 0.2 and abs(matrix[1, 0]) < 0.2
    return np.asarray(matrix, dtype=np.float64) if fits and upright else None


def _inliers(matrix: Points, blank: Points, page: Points) -> NDArray[np.bool_]:
    distance = np.linalg.norm(blank @ matrix - page, axis=1)
    return np.asarray(distance < TOLERANCE)
