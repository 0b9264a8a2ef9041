"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["tests.servers"]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real documents for development, kept beside the checkout and never in it."""
    folder = Path(__file__).parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real documents for development are not beside this checkout")
    return folder
