"""Names, addresses and plates of attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from contracts.fields import FieldSpec
from contracts.findings import FieldReading
from contracts.reading import TextSource
from contracts.records import Box
from contracts.values import fold, parse_address, parse_plate
from extractors.facts.labelled import BY_OCR, LABEL_WORDS, SURE, best_name, label_end, labels_of, reading_of
from extractors.facts.mentions import ALIGNED, Layout, Span
from extractors.forms.page.layout import Segment, segment
from extractors.forms.values.normalise import normalise

NO_LABEL: Final = 0.6
"""Confidence in the only plate or address of a document, if no label names it."""

CAPTION: Final = 0.75
"""A label this much lower than what stands below it is its caption, whatever stands to the right."""

ADDRESS_LINES: Final = 3
TELLING_LABEL: Final = 7
PARTICLES: Final = frozenset({"von", "van", "de", "da", "di", "del", "der", "den", "el", "al", "zu"})
"""Small words with which surnames begin."""

UNFINISHED: Final = frozenset({"an", "der", "am", "im", "in", "bei", "ob", "vor", "den", "auf"})
"""With these no town's name ends: it goes on in the next line."""

_NOTES: Final = re.compile(r"^\[[a-z]\]\s*|\s*\([^)]*\)\s*$")
"""What is no part of a name: the letter that counts it on identity cards, and what is noted behind it."""

_PLATE: Final = re.compile(r"(?<!\w)[A-ZÄÖÜ]{1,3}\s?[-–•:. ]\s?[A-Z]{1,2}[- ]{0,2}[1-9]\d{0,3}\s?[EH]?(?!\w)")


def read_name(
    spec: FieldSpec, layouts: Sequence[Layout], others: Sequence[FieldSpec], *, given: bool
) -> FieldReading | None:
    """Return the name beside or below one of its labels; what is itself a label is no name.

    Args:
        spec: The fact.
        layouts: The document's pages.
        others: The other facts; their labels are no names either.
        given: Whether of "Mustermann, Erika" the second part is wanted.
    """
    labels = {label for other in others for label in map(fold, other.labels)}
    for place, layout in _answers(spec, layouts):
        family, comma, first = _NOTES.sub("", place.text).partition(",")
        value = None if _is_label(place, labels) else normalise(spec, first if given and comma else family)
        if value is not None:
            return _reading(place, value, layout)
    return None


def read_address(spec: FieldSpec, layouts: Sequence[Layout]) -> FieldReading | None:
    """Return the address beside or below one of its labels, in one line or in several."""
    for place, layout in _answers(spec, layouts):
        for places in _paragraph(place, layout):
            value = _address([each.text for each in places])
            if value is not None:
                words = [word for each in places for word in each.words]
                return _reading(segment(place.page, words), value, layout)
    return None


def read_only_address(layouts: Sequence[Layout]) -> FieldReading | None:
    """Return, with doubt, the only address of a document whose labels were not read."""
    found: dict[str, tuple[str, list[Segment], Layout]] = {}
    for layout in layouts:
        for start in layout.segments:
            for places in _paragraph(start, layout):
                value = _address([each.text for each in places])
                if value is not None:
                    found.setdefault(fold(value), (value, places, layout))
                    break
    if len(found) != 1:
        return None
    value, places, layout = next(iter(found.values()))
    place = segment(places[0].page, [word for each in places for word in each.words])
    reading = _reading(place, value, layout)
    return reading.model_copy(update={"confidence": min(reading.confidence, NO_LABEL)})


def _address(lines: Sequence[str]) -> str | None:
    """Return the address that lines are; a town's long name may go on in the next line."""
    for joint in ("\n", " "):
        value = parse_address(joint.join(lines))
        if value is not None and value.split()[-1] not in UNFINISHED:
            return value
    return None


def read_plate(spec: FieldSpec, layouts: Sequence[Layout]) -> FieldReading | None:
    """Return the plate that a label names, or the only one there is."""
    mentions = [mention for layout in layouts for mention in layout.mentions(_plates)]
    named = best_name(mentions, labels_of(spec.labels))
    if named:
        return reading_of(named[0].mention, named[0].mention.value)
    hyphened = [mention for mention in mentions if "-" in mention.raw]
    mentions = hyphened or mentions  # letters and a number in three cells of a table are like a plate
    if len({mention.value for mention in mentions}) == 1:
        return reading_of(mentions[0], mentions[0].value, at_most=NO_LABEL)
    return None


def _plates(text: str) -> Iterator[Span[str]]:
    for match in _PLATE.finditer(text):
        plate = parse_plate(match[0])
        if plate is not None:
            yield Span(plate, match.start(), match.end())


def _answers(spec: FieldSpec, layouts: Sequence[Layout]) -> Iterator[tuple[Segment, Layout]]:
    """Yield what may be the answer to a label: what follows it, is right of it, or below."""
    for label in spec.labels:
        wanted = fold(label).split()
        for layout in layouts:
            for each in layout.segments:
                end = label_end(each, wanted) or _before_name(each, wanted)
                if end:
                    rest = list(dict.fromkeys(token.word for token in each.tokens[end:]))
                    if rest:
                        yield segment(each.page, rest), layout
                    yield from ((place, layout) for place in _beside_or_below(each.box, layout))


def _before_name(line: Segment, wanted: Sequence[str]) -> int:
    """Return how many tokens a long label takes that only a blank parts from a name behind it."""
    end = len(wanted)
    words = [token.text for token in line.tokens[:end]]
    if len("".join(wanted)) < TELLING_LABEL or words != list(wanted) or len(line.tokens) == end:
        return 0
    following = line.tokens[end].word.text
    return end if following[0].isupper() or fold(following) in PARTICLES else 0


def _beside_or_below(label: Box, layout: Layout) -> Iterator[Segment]:
    beside, below = _right_of(label, layout), layout.below(label)
    if below is not None and abs(below.box.left - label.left) >= ALIGNED:
        below = None
    captioned = below is not None and label.height < CAPTION * below.box.height
    yield from (each for each in ((below, beside) if captioned else (beside, below)) if each is not None)


def _paragraph(first: Segment, layout: Layout) -> Iterator[list[Segment]]:
    """Yield a line, then the line with the next one in its column, and so on."""
    places = [first]
    yield places
    for _ in range(ADDRESS_LINES - 1):
        following = layout.below(places[-1].box)
        if following is None or abs(following.box.left - first.box.left) > ALIGNED:
            return
        places = [*places, following]
        yield places


def _right_of(box: Box, layout: Layout) -> Segment | None:
    """Return the next segment on the same line."""
    beside = [
        each
        for each in layout.segments
        if each.box.left >= box.right - 1
        and min(each.box.bottom, box.bottom) - max(each.box.top, box.top)
        > 0.5 * min(each.box.height, box.height)
    ]
    return min(beside, key=lambda each: each.box.left, default=None)


def _is_label(place: Segment, labels: set[str]) -> bool:
    words = set(fold(_NOTES.sub("", place.text)).split())
    return (
        place.text.endswith(":") or place.folded in labels or bool(words & LABEL_WORDS) or "/" in place.text
    )


def _reading(place: Segment, value: str, layout: Layout) -> FieldReading:
    by_ocr = layout.page.source is TextSource.OCR
    return FieldReading(
        value=value,
        raw=place.text,
        page=place.page,
        box=place.box,
        confidence=min(BY_OCR if by_ocr else SURE, *(word.confidence for word in place.words)),
        source=TextSource.OCR if by_ocr else TextSource.TEXT,
    )
