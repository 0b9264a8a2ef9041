"""Errors that nobody foresaw: what may be said of them without a word of the document that caused them."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Final

_FRAMES: Final = 4


def place_of(error: BaseException) -> str:
    """Return where in the code an error arose; never its text, which may quote a document."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
