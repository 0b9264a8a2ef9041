"""Pictures turned."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from extractors.pictures.cleaning import turn, turned_part
from extractors.pictures.shears import rotated


@pytest.mark.parametrize("degrees", [0.0, 0.8, -1.3, 90.0, 180.7, 269.4])
def test_a_part_of_a_turned_picture_is_as_if_all_were_turned(degrees: float) -> None:
    """Few words are read again; the rest of their page need not be turned for them."""
    box = (120, 60, 260, 130)
    picture = Image.fromarray(np.random.default_rng(1).integers(0, 256, (75, 100), np.uint8)).resize(
        (800, 600)
    )
    part, whole = np.asarray(turned_part(picture, degrees, box)), np.asarray(turn(picture, degrees).crop(box))
    assert np.abs(part.astype(int) - whole.astype(int)).mean() <= 2


@pytest.mark.parametrize("degrees", [0.5, -4.0, 12.0])
def test_a_levelled_picture_is_as_if_pillow_had_turned_it(degrees: float) -> None:
    """Places on a page are told from its angle alone: corners and edges come to lie where they must."""
    noise = np.random.default_rng(2).integers(0, 256, (120, 75), np.uint8)
    picture = Image.fromarray(noise).resize((597, 961), Image.Resampling.BICUBIC)
    expected = picture.rotate(-degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)
    turned = rotated(picture, degrees)
    assert turned.size == expected.size
    assert np.abs(np.asarray(turned).astype(int) - np.asarray(expected)).mean() <= 2
