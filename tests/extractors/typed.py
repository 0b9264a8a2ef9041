"""Pages typed on a typewriter: every letter as wide as the others, two blanks are a wide gap."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contracts.reading import PageText, TextSource, Widget, Word
from contracts.records import Box, PageSize

ADVANCE, PITCH, HEIGHT = 5.0, 12.0, 9.0


def typed_page(
    *lines: str,
    index: int = 0,
    confidence: float = 1.0,
    by_ocr: bool = False,
    widgets: Sequence[Widget] = (),
) -> PageText:
    """Return a page with these lines, the first one at its top; an empty line leaves space."""
    words = []
    for row, line in enumerate(lines):
        top = 40 + row * PITCH
        for match in re.finditer(r"\S+", line):
            left, right = 30 + match.start() * ADVANCE, 30 + match.end() * ADVANCE
            words.append(Word(match[0], Box(left, top, right, top + HEIGHT), confidence))
    return PageText(
        index=index,
        size=PageSize(595, 842),
        source=TextSource.OCR if by_ocr else TextSource.TEXT,
        words=tuple(words),
        widgets=tuple(widgets),
        engine="test" if by_ocr else None,
        confidence=confidence,
    )
