"""Pictures turned."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from extractors.cleaning import turn, turned_part


@pytest.mark.parametrize("degrees", [0.0, 0.8, -1.3, 90.0, 180.7, 269.4])
def test_a_part_of_a_turned_picture_is_as_if_all_were_turned(degrees: float) -> None:
    """Few words are read again; the rest of their page need not be turned for them."""
    box = (120, 60, 260, 130)
    picture = Image.fromarray(np.random.default_rng(1).integers(0, 256, (300, 400), np.uint8)).resize(
        (800, 600)
    )
    part, whole = np.asarray(turned_part(picture, degrees, box)), np.asarray(turn(picture, degrees).crop(box))
    assert np.abs(part.astype(int) - whole.astype(int)).max() <= 1
