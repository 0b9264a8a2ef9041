"""Choices that a form asks for one by one: "Einkünfte aus selbstständiger Arbeit?" - "Ja", each by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.records import Box
from contracts.values import fold
from extractors.forms.answering.answers import written
from extractors.forms.answering.words_around import words_right
from extractors.forms.choosing.choices import choice_in
from extractors.forms.choosing.option_lines import meant
from extractors.forms.choosing.questions import lines_of_question
from extractors.forms.labelling.labels import Hit
from extractors.forms.parts.readings import meant_by, value_of
from extractors.forms.parts.sheet import Sheet

ASKED: Final = FieldSpec(kind=FieldKind.YES_NO)
YES: Final = "ja"
ANSWERS: Final = frozenset({YES, "nein"})
LEADING: Final = 4.0
"""Points by which tick boxes may be higher than the line beside them."""
NONE: Final = "kein"
"""The option that is meant where all others are denied."""


def read_one_by_one(spec: FieldSpec, sheet: Sheet) -> FieldReading | None:
    """Return what answers with yes and no make of a choice that may be of both; None if one is missing."""
    parts = {part for together in spec.combined.values() for part in together}
    answers = {option: _answer(option, spec, sheet) for option in sorted(parts)}
    given = [answer for answer in answers.values() if answer is not None]
    if not given or len(given) < len(answers):
        return None
    chosen = {option for option, answer in answers.items() if answer and answer.value == YES}
    value = meant_by(chosen, spec.combined) if len(chosen) > 1 else next(iter(chosen), NONE)
    if value not in spec.options:
        return None
    first = next((answer for answer in given if answer.value == YES), given[0])
    return first.model_copy(update={"value": value, "confidence": min(answer.confidence for answer in given)})


def _answer(option: str, spec: FieldSpec, sheet: Sheet) -> FieldReading | None:
    """Return the first certain answer to a question that names an option."""
    parts = {part: spec.options[part] for together in spec.combined.values() for part in together}
    for printed in sheet.segments:
        if meant(printed.text, parts, {}) != option:
            continue
        hit = Hit(printed.page, printed.box, (), 1.0)
        if sheet.headings.verdict(spec, hit.page, hit.box) < 0:
            continue
        for reading in beside_question(hit, sheet):
            if reading.state is FieldState.FILLED:
                return reading
    return None


def beside_question(hit: Hit, sheet: Sheet) -> Iterator[FieldReading]:
    """Yield what is ticked or written beside the lines of a question."""
    width = sheet.pages[hit.page].size.width
    for line in lines_of_question(hit, sheet):
        row = words_right(line, sheet)
        if len(row) == 1 and fold(row[0].text) in ANSWERS:
            typed = written(row, sheet.pages[line.page])
            yield value_of(ASKED, typed.raw, [typed])
        beside = Box(line.box.right, line.box.top - LEADING, width, line.box.bottom + LEADING)
        ticked = choice_in(ASKED, line.page, beside, sheet)
        if ticked is not None:
            yield ticked
