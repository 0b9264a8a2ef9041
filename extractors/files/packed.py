"""What every kind of container offers: files with a name, to be read one after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Packed(NamedTuple):
    """A file inside a container.

    Attributes:
        name: As the container has it: any text, not to be trusted.
        read: Called with a limit, returns the file's bytes, but no more than one byte beyond the limit.
            Raises ``UnreadableFileError`` if they cannot be had.
        note: Whether it only goes with the documents (the text of a mail) and is none itself.
    """

    name: str
    read: Callable[[int], bytes]
    note: bool = False
