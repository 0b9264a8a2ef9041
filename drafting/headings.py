"""Headings of a form: what its sections are called, and what the form itself is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median
from typing import Final

from contracts.fields import FieldKind
from contracts.records import Box
from contracts.values import fold
from drafting.blanks import Blank, same_line
from drafting.ids import plain_label
from drafting.kinds import guess_kind
from drafting.printed import Print
from extractors.forms.page.layout import Segment

LARGER: Final = 1.12
"""Of the usual height of print: from here on a line is a heading by its size."""

MOST_WORDS: Final = 9
LEAST_LETTERS: Final = 5
_ALSO_TITLE: Final = 0.9
_INDENT: Final = 12.0
_ANSWERS: Final = frozenset(FieldKind) - {
    FieldKind.TEXT,
    FieldKind.ADDRESS,
    FieldKind.AMOUNT,
    FieldKind.NUMBER,
}
"""A text that asks for a value of such a kind is its label, however large it is printed."""

_NUMBERED: Final = re.compile(r"^\s*(?:[A-Z]|[IVX]{1,4}|\d{1,2}(?:\.\d)?)[.):]?\s+[A-ZÄÖÜ]")
_ABOUT: Final = re.compile(
    r"^\s*(?:\d{1,2}[.)]?\s+)?(?:(?:Persönliche\s+)?Angaben\s+(?:zu|über|der|des)|Erklärung)"
)
_TITLE: Final = re.compile(
    r"^(\w+ ){0,2}(\w*antrag|(an|ab|um)?meldung|anzeige|erklarung|gesuch|formblatt)\b|antrag$"
)
_PLACES_OF_OFFICE: Final = re.compile(r"eingang|stempel|amtlich|bearbeit")


def headings(printed: Print, blanks: Sequence[Blank]) -> list[Segment]:
    """Return the headings of a page, from top to bottom."""
    usual = _usual_height(printed, blanks)
    return [
        segment
        for segment in printed.segments
        if _reads_like_heading(segment) and _stands_out(segment, usual) and not _is_taken(segment, blanks)
    ]


def section_of(box: Box, found: Sequence[Segment]) -> str:
    """Return the heading over a place; empty where there is none on its page."""
    above = [each for each in found if each.box.bottom <= box.top + 3]
    if not above:
        return ""
    lowest = max(each.box.bottom for each in above)
    row = [each for each in above if lowest - each.box.bottom < each.box.height]
    beside = [each for each in row if each.box.left <= box.left + _INDENT] or row
    return plain_label(max(beside, key=lambda each: each.box.left).text)


def titles_of(first: Print) -> tuple[str, ...]:
    """Return what a form is called: its largest print that names an application; at least one title."""
    named = [
        segment
        for segment in first.segments
        if _TITLE.search(segment.folded)
        and len(segment.words) <= MOST_WORDS + 3
        and segment.text[:1].isupper()
        and not re.search(r"[,;?]|\.$|\bSie\b", segment.text.strip())
    ]
    ranked = sorted(named, key=lambda each: (-round(height(each)), each.box.top))
    largest = max(first.segments, key=lambda each: (round(height(each)), -each.box.top), default=None)
    alike = [each for each in ranked[:2] if height(each) >= _ALSO_TITLE * height(ranked[0])]
    texts = [plain_label(each.text) for each in alike]
    if not texts and largest is not None:
        texts = [plain_label(largest.text)]
    return tuple(dict.fromkeys(texts)) or ("Antrag",)


def has_heading(label: str, found: Sequence[Segment]) -> bool:
    """Whether a label is one of the headings."""
    return any(plain_label(each.text) == label for each in found)


def height(segment: Segment) -> float:
    """Return the usual height of a segment's words, in points."""
    return median(word.box.height for word in segment.words)


def _usual_height(printed: Print, blanks: Sequence[Blank]) -> float:
    """Return the height of labels where there are some: headings are larger than these."""
    labels = {blank.label for blank in blanks if blank.label}
    heights = [height(each) for each in printed.segments if plain_label(each.text) in labels]
    heights = heights or [word.box.height for word in printed.words]
    return median(heights) if heights else 0.0


def _reads_like_heading(segment: Segment) -> bool:
    text = segment.text.strip()
    letters = sum(map(str.isalpha, text))
    whole = (
        len(segment.words) <= MOST_WORDS
        and letters >= LEAST_LETTERS
        and not text.endswith((".", ",", ";", "-", "?"))
    )
    begins = text[:1].isupper() or text[:1].isdigit()
    return whole and begins and not text.startswith("Ich ") and not _PLACES_OF_OFFICE.search(fold(text))


def _stands_out(segment: Segment, usual: float) -> bool:
    if _NUMBERED.match(segment.text) or _ABOUT.match(segment.text):
        return True
    return height(segment) >= LARGER * usual and guess_kind(segment.text) not in _ANSWERS


def _is_taken(segment: Segment, blanks: Sequence[Blank]) -> bool:
    """Whether the print is the label of an open place, or words beside a tick box."""
    text = plain_label(segment.text)
    for blank in blanks:
        if blank.label and (text in blank.label or blank.label in text):
            return True
        beside = same_line(segment.box, blank.box) and 0 <= segment.box.left - blank.box.right < 20  # noqa: PLR2004 - points
        if beside:
            return True
    return False
