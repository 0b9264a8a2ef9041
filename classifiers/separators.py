"""Separator sheets: pages that a scanning office puts between documents, told by their bar code."""

from __future__ import annotations

import re
from typing import Final

from contracts.reading import PageText

_SAYS: Final = re.compile(
    r"PATCH[ -]?(?:T|[1-6]|I{1,3}|IV|VI?)|(?:DOC)?SEP(?:ARATOR)?|TRENN(?:BLATT|SEITE|ER)|NEWDOC"
)
"""What bar codes on separator sheets say, in the scanning programs in use."""
_MOST_WORDS: Final = 40
"""A page with more words is a document that happens to bear such a code."""


def is_separator(page: PageText) -> bool:
    """Whether a page only parts the documents before and after it."""
    if len(page.words) > _MOST_WORDS:
        return False
    return any(_SAYS.fullmatch(code.text.strip().upper()) for code in page.barcodes)
