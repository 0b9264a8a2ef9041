"""Which words of a form are its print: no answers in live fields, no ticks that OCR takes for letters."""

from __future__ import annotations

from contracts.reading import PageText, TextSource, Word
from contracts.records import Box
from extractors.forms.by_hand import unread
from extractors.forms.layout import legible
from extractors.forms.owners import TEXT_KINDS


def is_print(word: Word, box: Box, *, exact: bool) -> bool:
    """Whether a word is print: OCR reads a ticked box as a capital or two, narrow as the box."""
    return (
        word.box.width > 1.5 * box.width
        or (len(word.text) > 1 and word.text.islower())
        or (len(word.text) > 1 and exact)
    )


def printed_words(page: PageText) -> list[Word]:
    """Return the page's words without those that stand in live fields: they are read from the fields."""
    fields = [widget.box for widget in page.widgets if widget.kind in TEXT_KINDS and widget.value]
    return [
        word
        for word in (*legible(page), *unread(page))
        if page.source is TextSource.OCR or not any(box.holds(*word.box.middle) for box in fields)
    ]
