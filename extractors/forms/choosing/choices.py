"""Tick boxes of an unknown form: which box belongs to which words, and which one is ticked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.reading import TextSource
from contracts.records import Box
from extractors.forms.choosing.headed_boxes import answers_in_columns
from extractors.forms.choosing.hidden_boxes import completed
from extractors.forms.choosing.option_lines import is_ticked, marks_beside, of_whole_line
from extractors.forms.choosing.questions import is_option, lines_of_question
from extractors.forms.choosing.stray_ticks import stray_tick
from extractors.forms.choosing.tick_marks import (
    TICKS,
    YES_NO,
    Mark,
    distance,
    in_column,
    marks_of,
    not_marks,
    on_line,
    one_side,
)
from extractors.forms.labelling.label_hits import LabelHit
from extractors.forms.labelling.labels import Hit
from extractors.forms.parts.first_rows import first_row
from extractors.forms.parts.readings import EMPTY, UNFOUND, WIDGET_CONFIDENCE, Combined, meant_by, ticked
from extractors.forms.parts.sheet import Sheet
from extractors.forms.ticks.marks import InkPicture, Tick

GROUP_HEIGHT: Final = 170.0
"""Points from a label down to the last of its tick boxes, at most."""


def read_choice(spec: FieldSpec, labels: Sequence[LabelHit], sheet: Sheet) -> FieldReading | None:
    """Return the reading of a group of tick boxes; None if there is no such group for this field."""
    options = YES_NO if spec.kind is FieldKind.YES_NO else spec.options
    row = _first_row(labels, sheet)
    if row is not None:
        return choice_in(spec, *row, sheet) or UNFOUND
    marks = _of_the_field(_all_marks(options, sheet, spec.combined), spec, sheet)
    if spec.kind is FieldKind.YES_NO and (inside := _in_own_cell(marks, labels, sheet)):
        group = inside
    elif spec.kind is FieldKind.YES_NO and (label := _with_boxes(labels, sheet)) is not None:
        group = one_side([mark for mark in marks if _beside_label(mark, label)], label.box)
        group = group or answers_in_columns(label, sheet)
        if not group:
            return UNFOUND  # the boxes are there, but their words could not be read
    else:
        asked = spec.kind is not FieldKind.CHOICE
        group = _in_own_cell(marks, labels, sheet) or _group(marks, labels, sheet, needs_label=asked)
    if not group:
        return _by_lines(spec, labels, sheet)
    complete = completed(group, options, sheet)
    reading = _reading(complete, sheet, spec.combined)
    if reading.state is FieldState.EMPTY and (other := _by_lines(spec, labels, sheet)) is not None:
        return other
    half = spec.kind is FieldKind.YES_NO and len(complete) < len(YES_NO)
    hidden = half or stray_tick(complete, sheet)
    if reading.state is not FieldState.EMPTY or not hidden:
        return reading
    return (_in_lines(spec, labels, sheet) if spec.options else None) or UNFOUND


def _first_row(labels: Sequence[LabelHit], sheet: Sheet) -> tuple[int, Box] | None:
    """Return page and cell of the first row under a label that heads a column of tick boxes."""
    for label in labels[:1]:
        cell = first_row(label.hit, sheet) if label.widget is None else None
        own = sheet.cell(label.hit.page, label.hit.box)
        if cell is None or own is None:
            continue
        boxes = [box.middle for box in sheet.squares(label.hit.page)]
        if not any(own.holds(*each) for each in boxes) and sum(cell.holds(*each) for each in boxes) > 1:
            return label.hit.page, cell
    return None


def _by_lines(spec: FieldSpec, labels: Sequence[LabelHit], sheet: Sheet) -> FieldReading | None:
    """Read boxes with long words or far from them; a tick at words that name no option is unclear."""
    return _in_lines(spec, labels, sheet) if spec.kind is FieldKind.CHOICE else None


def _in_lines(spec: FieldSpec, labels: Sequence[LabelHit], sheet: Sheet) -> FieldReading | None:
    found, unknown = marks_beside(labels, spec.options, spec.combined, sheet)
    marks = _of_the_field(found, spec, sheet)
    if not marks:
        return None
    if len({mark.option for mark in marks}) < len(marks) or any(is_ticked(each, sheet) for each in unknown):
        return UNFOUND
    return _reading({mark.option: mark for mark in marks}, sheet, spec.combined)


def _of_the_field(marks: Sequence[Mark], spec: FieldSpec, sheet: Sheet) -> list[Mark]:
    """Return the tick boxes without those in the column of somebody else, if there are others."""
    own = [mark for mark in marks if sheet.headings.verdict(spec, mark.page, mark.words) >= 0]
    return own or list(marks)


def choice_in(spec: FieldSpec, page: int, area: Box, sheet: Sheet) -> FieldReading | None:
    """Return the reading of the tick boxes inside ``area``; None if there are none."""
    options = YES_NO if spec.kind is FieldKind.YES_NO else spec.options
    marks = _all_marks(options, sheet, spec.combined)
    group = one_side([mark for mark in marks if mark.page == page and area.holds(*mark.box.middle)], None)
    complete = completed(group, options, sheet)
    return _reading(complete, sheet, spec.combined) if len(complete) > 1 else None


def choice_among(spec: FieldSpec, page: int, boxes: Sequence[Box], sheet: Sheet) -> FieldReading | None:
    """Return the reading of live tick boxes that are known to be one group; None if they have no options."""
    options = YES_NO if spec.kind is FieldKind.YES_NO else spec.options
    marks = [
        mark for mark in _all_marks(options, sheet, spec.combined) if mark.page == page and mark.box in boxes
    ]
    group = one_side(marks, None)
    return _reading(group, sheet, spec.combined) if len(group) > 1 else None


def ticked_boxes(page: int, area: Box, sheet: Sheet) -> list[Box]:
    """Return the boxes inside ``area`` that are ticked, whatever they mean."""
    live = [widget for widget in sheet.pages[page].widgets if widget.kind in TICKS]
    if live:
        return [each.box for each in live if each.checked and area.holds(*each.box.middle)]
    picture = sheet.ink(page)
    if picture is None:
        return []
    inside = [box for box in sheet.squares(page) if area.holds(*box.middle)]
    return [box for box in inside if picture.judge(picture.tick_share(box)) is Tick.ON]


def _all_marks(options: Mapping[str, Sequence[str]], sheet: Sheet, combined: Combined) -> list[Mark]:
    """Return the tick boxes of all options; words inside another option's longer ones are not their own.

    As "selbstständig" in "nicht selbstständig", or "GmbH" in "GmbH & Co. KG"; "Lohn und Gewinn" are both.
    """

    def found() -> list[Mark]:
        marks = [mark for option, words in options.items() for mark in marks_of(option, words, sheet)]
        whole = [mark for mark in marks if not any(_within(mark, other) for other in marks)]
        return [of_whole_line(mark, options, combined, sheet) for mark in whole] if combined else whole

    asked = tuple((option, tuple(words)) for option, words in options.items())
    return sheet.once(("marks", asked), found)


def _within(mark: Mark, other: Mark) -> bool:
    return (
        mark.option != other.option
        and mark.page == other.page
        and mark.words.width < other.words.width - 1
        and other.words.grown(1).holds(mark.words.left, mark.words.middle[1])
        and other.words.grown(1).holds(mark.words.right, mark.words.middle[1])
    )


def _with_boxes(labels: Sequence[LabelHit], sheet: Sheet) -> Hit | None:
    """Return the first line of a question that has two tick boxes: they are its answer, no others.

    A live box that names its question stands on its own line, but such a name may be a copied one: a printed
    question that is worded as well goes before it.
    """
    named = max((label.score for label in labels if label.widget), default=0.0)
    printed = [label for label in labels if label.widget is None and label.score >= named]
    for label in (each for each in printed or labels if not is_option(each.hit, sheet)):
        page = sheet.pages[label.hit.page]
        live = [widget.box for widget in page.widgets if widget.kind in TICKS]
        boxes = live or sheet.squares(label.hit.page)
        for line in lines_of_question(label.hit, sheet):
            if sum(on_line(box, line.box) for box in boxes) >= len(YES_NO):
                return line
    return None


def _beside_label(mark: Mark, label: Hit) -> bool:
    return mark.page == label.page and on_line(mark.box, label.box)


def _reading(group: Mapping[str, Mark], sheet: Sheet, combined: Combined) -> FieldReading:
    live = [mark for mark in group.values() if mark.widget is not None]
    if live:
        return _live(live, combined)
    shares, places = {}, {}
    for option, mark in group.items():
        picture = sheet.ink(mark.page)
        if mark.glyph is not None or picture is not None:
            shares[option] = _share(mark, picture, sheet)
            places[option] = (mark.page, mark.box)
    return ticked(shares, places, combined)


def _share(mark: Mark, picture: InkPicture | None, sheet: Sheet) -> float:
    """Return the share of ink in a box; a letter of the font says it by itself."""
    if mark.glyph is not None:
        return float(mark.glyph)
    if picture is None:
        return 0.0
    return picture.tick_share(mark.box, printed=not_marks(sheet.words[mark.page]))


def _in_own_cell(marks: Sequence[Mark], labels: Sequence[LabelHit], sheet: Sheet) -> dict[str, Mark]:
    """Return the marks in the first label's ruled cell that has more than one, or in the cell of its answer.

    Beside it stand others'.
    """
    for label in labels:
        own = sheet.cell(label.hit.page, label.hit.box) if label.widget is None else None
        for cell in (own, sheet.answer_cell(label.hit) if own else None):
            if cell is None:
                continue
            inside = [each for each in marks if each.page == label.hit.page and cell.holds(*each.box.middle)]
            if cell is own and len({each.option for each in inside}) < len(
                inside
            ):  # those over a label answer another one
                inside = [each for each in inside if _belongs(each, label.hit)] or inside
            if cell is own:
                inside = in_column(inside, label.hit, sheet)
            group = one_side(inside, label.hit.box if cell is own else None)
            if len(group) > 1:
                return group
    return {}


def _group(
    marks: Sequence[Mark], labels: Sequence[LabelHit], sheet: Sheet, *, needs_label: bool
) -> dict[str, Mark]:
    """Return the marks of one group: one per option, near the field's label, boxes all on the same side."""
    groups = []
    for label in labels:
        near = [mark for mark in marks if _belongs(mark, label.hit)]
        group = one_side(in_column(near, label.hit, sheet), label.hit.box)
        printed = label.widget is None  # a live box that names its question stands beside itself
        beside = printed and any(distance(mark, label.hit.box)[0] == 0 for mark in group.values())
        groups.append((label.score + (0.5 if beside and needs_label else 0.0), group))
    if not needs_label and not any(len(group) > 1 for _, group in groups):
        groups.append((0.1, one_side(marks, None)))
    least = 0 if needs_label else 1
    complete = [(score, group) for score, group in groups if len(group) > least]
    return max(complete, key=lambda each: (len(each[1]) > 1, each[0], len(each[1])))[1] if complete else {}


def _belongs(mark: Mark, label: Hit) -> bool:
    if mark.page != label.page:
        return False
    down = mark.box.middle[1] - label.box.top
    return -6 <= down <= GROUP_HEIGHT + label.box.height


def _live(marks: Sequence[Mark], combined: Combined) -> FieldReading:
    on = [mark for mark in marks if mark.widget is not None and mark.widget.checked]
    if not on:
        return EMPTY
    first = on[0]
    options = {mark.option for mark in on}
    value = first.option if len(options) == 1 else meant_by(options, combined)
    return FieldReading(
        value=value,
        raw=" + ".join(dict.fromkeys(mark.option for mark in on)),
        state=FieldState.FILLED if value else FieldState.INVALID,
        page=first.page,
        box=first.box,
        confidence=WIDGET_CONFIDENCE,
        source=TextSource.WIDGET,
    )
