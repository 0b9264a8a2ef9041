"""Names of packed files, as people may see them. Names from outside are labels, never paths to write to."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LONGEST: Final = 120
_DRIVE: Final = re.compile(r"^[A-Za-z]:")
_JUNK: Final = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|\._|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_TECHNICAL: Final = re.compile(
    r"\.(xml|xsl|xslt|xsd|xdp|xfdf|fdf|json|jdf|joboptions|css|js|icc|p7s|sig|ttf|otf|log)$", re.IGNORECASE
)


def is_technical(name: str) -> bool:
    """Whether a file embedded in a PDF is for programs (invoice data, print settings), not for people."""
    return _TECHNICAL.search(name) is not None


def is_junk(name: str) -> bool:
    """Whether an operating system left this file there for itself."""
    return _JUNK.search(name.replace("\\", "/")) is not None


def safe_name(name: str, *, otherwise: str) -> str:
    """Return a relative path of plain printable parts: no ``..``, no drive, no control characters.

    ``otherwise`` is what the file is called when nothing is left of its name.
    """
    text = unicodedata.normalize("NFC", name)  # Apple's decomposed umlauts
    text = "".join(map(_plain, text))
    text = _DRIVE.sub("", text.replace("\\", "/"))
    parts = [part.strip()[-_LONGEST:] for part in text.split("/")]
    return "/".join(part for part in parts if part not in {"", ".", ".."})[-2 * _LONGEST :] or otherwise


class Names:
    """The names given so far inside one container; the same container always gives the same names."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def unused(self, name: str) -> str:
        """Return the name, with a number if it was used before: ``Beleg (2).pdf``."""
        stem, dot, suffix = name.rpartition(".")
        number, unused = 1, name
        while unused in self._used:
            number += 1
            unused = f"{stem} ({number}){dot}{suffix}" if stem else f"{name} ({number})"
        self._used.add(unused)
        return unused


def _plain(sign: str) -> str:
    """Return a sign that shows itself: those that turn the direction of text can make exe look like pdf."""
    match unicodedata.category(sign)[0]:
        case "C":
            return "_"
        case "Z":
            return " "
        case _:
            return sign
