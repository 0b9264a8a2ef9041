"""How documents open and close: titles and recipients; signatures; sentences cut in two."""

from __future__ import annotations

import re
from statistics import median
from typing import Final

from classifiers.title_lines import columns_of, rows_of
from classifiers.zones import END, FOOT, HEAD, rows, zone
from contracts.reading import PageText
from contracts.values import fold

_TOWN: Final = re.compile(r"\b\d{5}\s+[A-ZÄÖÜ]")
_DOCUMENT: Final = re.compile(
    r"(?:antrag|bescheid|bescheinigung|rechnung|vertrag|vollmacht|urkunde|nachweis|auszug|ausweis|bestatigung"
    r"|erklarung|genehmigung|erlaubnis|satzung|auftrag|formblatt|formular|plan|anzeige|zeugnis|vereinbarung"
    r"|beschreibung|anmeldung|mitteilung|zuweisung|karte|zeichnung)\b"
)
"""Words that name documents, or end the words that do."""
_CLOSING: Final = re.compile(
    r"\b(?:freundliche[nm] gruss|hochachtungsvoll|unterschrift|im auftrag|rechtsbehelf|widerspruch"
    r"|maschinell erstellt|gez\b|dienstsiegel|siegel|ort datum)"
)
_LARGE: Final = 1.3
_UPPER: Final = 0.45
_LAST_ROWS: Final = 8
_TITLE_WORDS: Final = 7


def has_heading(page: PageText) -> bool:
    """Whether large words stand in the upper part of the page."""
    if not page.words:
        return False
    usual = median(word.box.height for word in page.words)
    return any(
        word.box.height >= _LARGE * usual
        and len(fold(word.text)) > 4  # noqa: PLR2004 - initials, logos
        and "<" not in word.text
        for word in zone(page, 0, _UPPER)
    )


def is_titled(page: PageText) -> bool:
    """Whether a short line in the upper part of the page names a document, perhaps beside a letterhead."""
    lines = (column for row in rows_of(zone(page, 0, _UPPER)) for column in columns_of(row))
    short = (" ".join(word.text for word in line) for line in lines if len(line) <= _TITLE_WORDS)
    return any(_DOCUMENT.search(fold(line)) for line in short)


def begins_with_title(page: PageText) -> bool:
    """Whether the first row of the page, short and in large type, names a document."""
    first = next((row for row in rows(zone(page, 0, _UPPER)) if any(map(str.isalpha, row))), "")
    words = first.split()
    if not words or len(words) > _TITLE_WORDS or not _DOCUMENT.search(fold(first)):
        return False
    usual = median(word.box.height for word in page.words)
    start = next(word for word in page.words if word.text == words[0])
    return start.box.height >= _LARGE * usual


def is_addressed(page: PageText) -> bool:
    """Whether a town with its code stands where letters have their recipient."""
    window = [word for word in zone(page, 0.08, 0.36) if word.box.left < page.size.width / 2]
    return any(map(_TOWN.search, rows(window)))


def is_closed(page: PageText) -> bool:
    """Whether the last rows of the page are those of a document."""
    return bool(_CLOSING.search(fold(" ".join(rows(zone(page, 0, FOOT))[-_LAST_ROWS:]))))


def breaks_off(page: PageText) -> bool:
    """Whether the page ends within a sentence; its foot with the page number is not looked at."""
    body = zone(page, HEAD, 0.93)
    return bool(body) and body[-1].text[-1:].isalpha()


def picks_up(page: PageText) -> bool:
    """Whether the page begins within a sentence."""
    first = next((word.text for word in zone(page, 0.04, END) if word.text[:2].isalpha()), "")
    return first[:1].islower()
