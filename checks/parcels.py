"""Whether a plot (Flurstück) stands in a document: "123/4", in a sentence or alone on a map."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.words import ABSENT, EXACT, NOWHERE, PERHAPS, Sighting, Words

BARE = 3
"""A number of so few digits, without a stroke, may be anything: it needs its label."""

_NUMBER = re.compile(r"\d+(?:\s?/\s?\d+)?")
_LABEL = r"(?:f[l1i]urst(?:ü|u|ue)cks?|f[l1i]urst|f[l1i]st|fl(?=\.?\s?nr)|parzellen?|grundst(?:ü|u|ue)cks?)"
"""OCR takes the l of "Flst." for an i or a 1."""
_NAMED = re.compile(
    rf"\b{_LABEL}(?:e|\(e\)|nummern?)?[\s.:-]*(?:nr\.?|nummer|no\.?)?[\s.:-]*(\d+(?:\s?/\s?\d+)?)",
    re.IGNORECASE,
)
_BOTH = r"\bflur\s?[/|,-]\s?"
_WITH_DISTRICT = re.compile(
    rf"{_BOTH}{_LABEL}(?:nummern?)?[\s.:-]*(?:nr\.?)?[\s.:-]*"
    r"(?:[^\W\d][\w .-]*[/,|]\s?)?\d{1,3}\s?[/,|]\s?(\d+(?:\s?/\s?\d+)?)",
    re.IGNORECASE,
)
"""One label for both, "Flur / Flurst. 7 / 123/4": the district comes first, perhaps its place before it."""
_PLAUSIBLE = re.compile(r"\d{1,5}(?:\s?/\s?\d{1,4})?")
"""The cadastre has no longer numbers; OCR makes them of strokes: "7112314"."""
_ENDS_WITH_BOTH = re.compile(rf"{_BOTH}$", re.IGNORECASE)
_NEXT = re.compile(r"\s*(?:[,;+&]|und|u\.)\s*(\d+(?:\s?/\s?\d+)?)")
_ANY = re.compile(rf"\b{_LABEL}\b|\d+\s?/\s?\d+", re.IGNORECASE)


def find_parcel(value: str, words: Words) -> Sighting:
    """Look for a plot; of several on the form one is enough. A short number alone is only "perhaps"."""
    found = [_find(number, words) for number in parcels_in(value)]
    return max(found, key=lambda sighting: sighting.certainty, default=NOWHERE)


def shows_parcels(words: Words) -> bool:
    """Whether a document names any plot at all; a scan must show it with its label."""
    return (_NAMED if words.scanned else _ANY).search(words.text) is not None


def parcels_in(value: str) -> list[str]:
    """Return the numbers of plots in what a form says: "Flur 7, Flurstücke 123/4 und 125" has two."""
    named = [match.start(1) for match in _NAMED.finditer(value)]
    numbers = [match for match in _NUMBER.finditer(value) if not named or match.start() >= named[0]]
    return [_plain(match[0]) for match in numbers]


def _find(number: str, words: Words) -> Sighting:
    """A number alone says less where the document calls another plot its own: ours may be the neighbour's."""
    named = list(_named(words.text))
    for match in named:
        if _plain(match[1]) == number:
            return Sighting(EXACT, words.spot_at(match.start(1)))
    sure = EXACT if not named and ("/" in number or len(number) > BARE) else PERHAPS
    spaced = number.replace("/", r"\s?/\s?")
    pattern = re.compile(rf"(?<![\d/.,]){spaced}(?!\s?/\s?\d|\d|[.,]\d)")
    alone = pattern.search(words.text)
    return Sighting(sure, words.spot_at(alone.start())) if alone else _misread(number, words)


def _named(text: str) -> Iterator[re.Match[str]]:
    """Yield the numbers after a label, and those that go on its list: "Flurstücke 123/4, 125 und 126"."""
    named = (each for each in _NAMED.finditer(text) if not _ENDS_WITH_BOTH.search(text[: each.start()][-12:]))
    for match in (*_WITH_DISTRICT.finditer(text), *named):
        listed: re.Match[str] | None = match
        while listed:
            if _PLAUSIBLE.fullmatch(listed[1]):
                yield listed
            listed = _NEXT.match(text, listed.end())


def _misread(number: str, words: Words) -> Sighting:
    """OCR may lose a stroke or take it for a digit: "123/4" as "12314"."""
    first, stroke, second = number.partition("/")
    if not (words.scanned and stroke):
        return Sighting(ABSENT)
    close = re.search(rf"(?<!\d){first}[1lI|\\.,-]?{second}(?!\d)", words.text)
    return Sighting(PERHAPS, words.spot_at(close.start())) if close else Sighting(ABSENT)


def _plain(number: str) -> str:
    return re.sub(r"\s", "", number)
