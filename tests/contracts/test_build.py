"""The name of a state of the software."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

from contracts.build import build, checksum


def test_a_build_is_the_version_and_a_checksum() -> None:
    """Reports and kept readings name the state of the software that made them."""
    assert re.fullmatch(re.escape(version("antragslotse")) + r"\+[0-9a-f]{8}", build())


def test_another_state_has_another_name(tmp_path: Path) -> None:
    """What one state has read, the next must not take for its own; compiled files say nothing."""
    (tmp_path / "reader.py").write_text("depth = 1")
    (tmp_path / "letters.onnx").write_bytes(bytes(10))
    first = checksum([tmp_path])
    (tmp_path / "reader.pyc").write_bytes(b"compiled")
    assert checksum([tmp_path]) == first
    (tmp_path / "reader.py").write_text("depth = 2")
    second = checksum([tmp_path])
    (tmp_path / "letters.onnx").write_bytes(bytes(11))
    assert len({first, second, checksum([tmp_path])}) == 3
