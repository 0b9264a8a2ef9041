"""Which state of the software this is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

_READING: Final = ("checks", "classifiers", "contracts", "extractors", "pipeline")
"""The rooms that decide what is read and found."""

_TEXTS: Final = frozenset({".py", ".yaml", ".json"})


@cache
def build() -> str:
    """Return the version and a short checksum of what reads and decides: "0.1.0+3f9a1c2b".

    Two states of the software between two releases read differently: what one has read, the other must not
    take for its own, and whoever looks at a report wants to know which of them wrote it.
    """
    rooms = Path(__file__).resolve().parent.parent
    return f"{version('antragslotse')}+{checksum(rooms / room for room in _READING)}"


def checksum(rooms: Iterable[Path]) -> str:
    """Return eight digits that change with any source or model in these folders."""
    digest = hashlib.sha256()
    for file in sorted(file for room in rooms for file in room.rglob("*")):
        if file.suffix in _TEXTS:
            digest.update(file.read_bytes())
        elif file.is_file() and file.suffix != ".pyc":  # a model: long to read, and never edited
            digest.update(f"{file.name} {file.stat().st_size}".encode())
    return digest.hexdigest()[:8]
