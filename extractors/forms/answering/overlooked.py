"""Words close to a question that were taken for nobody's answer: the question is unclear then, not empty.

Who is asked again for what stands on the form loses trust; who looks at one place more, a minute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.reading import TextSource
from contracts.records import Box
from extractors.forms.answering.best_answer import LEAST_NUMBER, WITH_DIGITS
from extractors.forms.answering.stray_ink import unread_answer
from extractors.forms.choosing.option_lines import belongs, is_ticked, option_lines
from extractors.forms.labelling.label_hits import LabelHit
from extractors.forms.page.hints import is_explanation, is_only_print, is_request, is_sentence
from extractors.forms.page.layout import Segment
from extractors.forms.page.owners import MOSTLY
from extractors.forms.page.prose import is_next_line
from extractors.forms.parts.sheet import Sheet

MARKED: Final = frozenset({FieldKind.SIGNATURE, FieldKind.PERSONS})
"""Kinds that look for what they overlooked themselves."""

TICKED: Final = frozenset({FieldKind.CHOICE, FieldKind.YES_NO})

AS_GOOD: Final = 0.3
"""What a label may be worth less than a field's best one and still be the field's."""

OF_WORDS: Final = frozenset({FieldKind.NAME, FieldKind.TEXT, FieldKind.PLACE, FieldKind.WORD})
"""Kinds of which one word less is still a value."""

MOST_WORDS: Final = 8
"""Longer lines are print."""

LOWEST: Final = 170.0
"""Points under a question within which its tick boxes stand."""

_SECTION: Final = re.compile(r"\d{1,2}(?:[.)] [A-ZÄÖÜ]\D*|\.? (?:Angaben|Erklärung|Weitere|Persönliche)\b.*)")
"""A numbered heading."""

LEAST_LETTERS, LEAST_WORD = 2, 4
"""Letters of words that may be an answer; of one that OCR could not read, and that is no trace of a rule."""
DOUBT: Final = 0.25
BESIDE_BOX: Final = 16.0
"""Points between a tick box and the option that it belongs to."""


def with_doubts(
    readings: Mapping[str, FieldReading], fields: Mapping[str, FieldSpec], sheet: Sheet
) -> dict[str, FieldReading]:
    """Return the readings; what is empty and has words beside its label that are nobody's is unclear.

    So is what was read without its last word.
    """
    told = [
        (each.page, each.box)
        for reading in readings.values()
        for each in (reading, *(column for item in reading.items for column in item.values()))
        if each.page is not None and each.box is not None
    ]
    return {
        name: _looked_over(reading, name, fields[name].kind, sheet, told)
        if reading.state is FieldState.EMPTY
        else _without_cut_off(reading, fields[name].kind, sheet)
        for name, reading in readings.items()
    }


def _without_cut_off(reading: FieldReading, kind: FieldKind, sheet: Sheet) -> FieldReading:
    """Return words as unclear where OCR saw one more right behind them but could not read it."""
    if kind not in OF_WORDS or reading.value is None or reading.page is None or reading.box is None:
        return reading
    page, box = sheet.pages[reading.page], reading.box
    unread = (word for word in page.words if word not in sheet.words[reading.page])
    behind = any(
        sum(map(str.isalpha, word.text)) >= LEAST_WORD
        and 0 <= word.box.left - box.right < word.box.height
        and box.top < word.box.middle[1] < box.bottom
        for word in unread
    )
    if page.source is not TextSource.OCR or not behind:
        return reading
    return reading.model_copy(update={"value": None, "state": FieldState.UNCLEAR, "confidence": DOUBT})


def _looked_over(
    reading: FieldReading, name: str, kind: FieldKind, sheet: Sheet, told: list[tuple[int, Box]]
) -> FieldReading:
    if kind in TICKED:
        return _ticked(reading, name, sheet, told)
    return reading if kind in MARKED else _doubted(reading, name, kind, sheet, told)


def _ticked(reading: FieldReading, name: str, sheet: Sheet, told: list[tuple[int, Box]]) -> FieldReading:
    """Return a choice as unclear if a box that is no other question's is ticked close to its label."""
    for label in _asked(sheet.labels[name]):
        page = label.hit.page
        for line in option_lines(page, sheet):
            known = any(number == page and line.box.overlap(box) > 0 for number, box in told)
            if not known and belongs(line, label, sheet, lowest=LOWEST) and is_ticked(line, sheet):
                return FieldReading(state=FieldState.UNCLEAR, page=page, box=line.box, confidence=DOUBT)
    return reading


def _doubted(
    reading: FieldReading, name: str, kind: FieldKind, sheet: Sheet, told: list[tuple[int, Box]]
) -> FieldReading:
    for label in _asked(sheet.labels[name]):
        cell = sheet.cell(label.hit.page, label.hit.box)
        unread = unread_answer(label.hit, cell, sheet)
        if unread is not None:
            return FieldReading(
                state=FieldState.UNCLEAR, page=unread.page, box=unread.box, confidence=unread.confidence
            )
        own = sheet.answer_cell(label.hit)
        for box in sheet.owners(label.hit.page).words_of(label.hit.box):
            if own is not None and not own.holds(*box.middle):
                continue  # its answer has a cell of its own
            words = next(each for each in sheet.segments if (each.page, each.box) == (label.hit.page, box))
            before = words.box.right <= label.hit.box.left
            below = (
                sheet.sides.labels_under and words.box.top > label.hit.box.bottom
            )  # they have a label under them
            if not (before or below) and _may_answer(words, kind, sheet) and not _is_told(words, told):
                return FieldReading(
                    raw=words.text, state=FieldState.UNCLEAR, page=words.page, box=box, confidence=DOUBT
                )
    return reading


def _asked(labels: list[LabelHit]) -> Iterator[LabelHit]:
    """Yield the printed labels that are likely the field's, best first."""
    for label in labels:
        if label.widget is None and label.score >= labels[0].score - AS_GOOD:
            yield label


def _may_answer(words: Segment, kind: FieldKind, sheet: Sheet) -> bool:
    """Whether words may be an answer: no question, heading, small print or option of a tick box."""
    if _speaks_to_reader(words, sheet) or not (_has_signs(words, kind, sheet) and sheet.has_typed(words)):
        return False
    letters = sum(map(str.isalnum, words.text))
    if letters < LEAST_LETTERS or len(words.words) > MOST_WORDS or words.text.endswith((":", ",")):
        return False
    if "?" in words.text or is_only_print(words.text):
        return False
    if _SECTION.fullmatch(words.text) or any(sheet.is_label(words.page, word) for word in words.words):
        return False
    if any(page == words.page and words.box.holds(*box.middle) for page, box in sheet.headings.places):
        return False
    around = Box(words.box.left - BESIDE_BOX, words.box.top, words.box.right + BESIDE_BOX, words.box.bottom)
    return not any(around.holds(*square.middle) for square in sheet.squares(words.page))


def _speaks_to_reader(words: Segment, sheet: Sheet) -> bool:
    """Whether words explain something to those who fill in the form, or are a request, or its next line."""
    if is_explanation(words.text) or is_sentence(words.text):
        return True
    requests = (each for each in sheet.segments if is_request(each.text))
    return is_request(words.text) or any(is_next_line(each, words) for each in requests)


def _has_signs(words: Segment, kind: FieldKind, sheet: Sheet) -> bool:
    """Whether words have the digits, or the sign, that all values of a kind have; OCR may have lost them."""
    if sheet.pages[words.page].source is TextSource.OCR:
        return True
    digits = sum(map(str.isdigit, words.text))
    if kind is FieldKind.EMAIL:
        return "@" in words.text
    return digits >= LEAST_NUMBER if kind is FieldKind.PHONE else digits > 0 or kind not in WITH_DIGITS


def _is_told(words: Segment, told: list[tuple[int, Box]]) -> bool:
    return any(
        page == words.page and words.box.overlap(box) > MOSTLY * min(_area(words.box), _area(box))
        for page, box in told
    )


def _area(box: Box) -> float:
    return box.width * box.height
