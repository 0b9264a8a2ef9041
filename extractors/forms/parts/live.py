"""Live form fields of unknown forms: which one a printed label belongs to, and what it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from contracts.reading import PageText, TextSource, Widget, WidgetKind, Word
from contracts.records import Box
from extractors.forms.labelling.labels import Hit
from extractors.forms.page.layout import DAY_PARTS
from extractors.forms.page.spaced_letters import DAY
from extractors.forms.parts.readings import WIDGET_CONFIDENCE, Written
from extractors.forms.values.days import day_in

FIELD_RIGHT, FIELD_BELOW = 220.0, 26.0
"""Points between a label and the live field on its right, or below it, at most."""

LINE, INDENT = 15.0, 20.0
"""Points between a label and the field over it; by which it may begin further right."""
ALIGNED, LEADING = 4.0, 8.0
"""Points by which the sides of fields differ that are lines of one answer; between two of them."""
MOST_DIGITS: Final = 4
DECIMAL: Final = ","
CONTINUES, NARROW = 16.0, 70.0
"""Points between fields that hold parts of one value; width of a field for a few digits, at most."""


def field_of(hit: Hit, page: PageText, *, above: bool, below: bool = True) -> Widget | None:
    """Return the live field of a printed label, over it if it may stand ``above``.

    Where labels stand under their fields, one ``below`` a label is another's if the label has one beside it.
    """
    over = _field_above(hit, page) if above else None
    return over or _field_beside(hit, page, below=below)


def only_field(cell: Box | None, page: PageText) -> Widget | None:
    """Return the live text field of a ruled cell that has no other."""
    inside = [
        field
        for field in page.widgets
        if cell is not None and field.kind is WidgetKind.TEXT and cell.holds(*field.box.middle)
    ]
    return inside[0] if len(inside) == 1 else None


def written_in(widget: Widget, page: PageText) -> Written | None:
    """Return what a live field holds, and those that go on right behind it: day, month and year, an IBAN."""
    if not widget.value:
        return None
    row = _row_of(widget, page)
    raw = _value_of(row[0])
    for field, following in pairwise(row):
        raw += _joint(field, following, page) + _value_of(following) if following.value else ""
    box = Box.around([field.box for field in row])
    return Written(raw, box, page.index, WIDGET_CONFIDENCE, TextSource.WIDGET)


def _joint(field: Widget, following: Widget, page: PageText) -> str:
    """Return what stands between two parts of a value: a comma where it is printed before the cents."""
    between = Box(field.box.right, field.box.top, following.box.left, field.box.bottom)
    printed = (word.text for word in page.words if between.holds(*word.box.middle))
    return "," if DECIMAL in printed else " "


def written_across(widget: Widget, page: PageText) -> Written | None:
    """Return what a live field holds, and those right behind it without a label: "Straße / Hausnummer"."""
    row = [widget]
    for field in sorted((each for each in page.widgets if _is_on_line(each, widget)), key=_left):
        if 0 <= field.box.left - row[-1].box.right <= CONTINUES and not _is_labelled(field, row[-1], page):
            row.append(field)
    first = written_in(widget, page)
    if first is None or first.box.right > widget.box.right:
        return first
    raw, taken = first.raw, [widget]
    for field in row[1:]:
        if not field.value or _is_whole(raw):
            break
        raw, taken = f"{raw} {field.value}", [*taken, field]
    return first._replace(raw=raw, box=Box.around([field.box for field in taken]))


def _is_whole(raw: str) -> bool:
    """Whether a street has its number, or a postcode its town: what follows is somebody else's."""
    return any(map(str.isalpha, raw)) and any(map(str.isdigit, raw))


def _is_labelled(field: Widget, before: Widget, page: PageText) -> bool:
    """Whether print stands between two fields, or a line begins right over or under the second one."""
    box = field.box
    gap = Box(before.box.right, box.top, box.left, box.bottom)
    near = Box(box.left - ALIGNED, box.top - LINE, box.right, box.bottom + LINE)
    printed = [
        word for word in page.words if not any(each.box.holds(*word.box.middle) for each in page.widgets)
    ]
    return any(
        gap.holds(*word.box.middle)
        or (near.holds(word.box.left, word.box.middle[1]) and not _goes_on(word, printed))
        for word in printed
    )


def first_part(widget: Widget, page: PageText) -> Widget:
    """Return the live field with which the value begins that a field holds a part of, mostly itself."""
    return _parts_of(widget, page)[0] if widget.kind is WidgetKind.TEXT else widget


def _value_of(field: Widget) -> str:
    """Return what a field holds; eight digits of a comb are parted, as a day has them in eight cells."""
    value = field.value or ""
    return " ".join(value) if field.comb and len(value) == DAY and value.isdigit() else value


def written_below(widget: Widget, page: PageText) -> Written | None:
    """Return what a live field holds, and those right under it that are its further lines.

    These are as wide, and no label stands before or between them.
    """
    column = [widget]
    for field in sorted(page.widgets, key=lambda field: field.box.top):
        if field.kind is WidgetKind.TEXT and _is_next_line(column[-1], field, page):
            column.append(field)
    first = written_in(widget, page)
    more = [field.value for field in column[1:] if field.value]
    if first is None or not more:
        return first
    return first._replace(raw="\n".join([first.raw, *more]), box=Box.around([field.box for field in column]))


def _is_next_line(field: Widget, following: Widget, page: PageText) -> bool:
    one, other = field.box, following.box
    alike = max(abs(one.left - other.left), abs(one.right - other.right)) < ALIGNED
    if not alike or not -1 <= other.top - one.bottom <= LEADING:
        return False
    before = Box(0.0, one.bottom - 1, other.left, other.bottom)
    between = Box(one.left, one.bottom, one.right, other.top)
    return not any(before.holds(*word.box.middle) or between.holds(*word.box.middle) for word in page.words)


def _row_of(widget: Widget, page: PageText) -> list[Widget]:
    """Return a live field with those that continue it."""
    parts = _parts_of(widget, page)
    return parts[parts.index(widget) :]


def _parts_of(widget: Widget, page: PageText) -> list[Widget]:
    """Return the live fields of one value: as high, on one line, with small gaps."""
    runs: list[list[Widget]] = []
    for field in sorted((each for each in page.widgets if _is_level(each, widget)), key=_left):
        gap = field.box.left - runs[-1][-1].box.right if runs else -1.0
        if 0 <= gap <= CONTINUES and _of_one(runs[-1][-1], field, page):
            runs[-1].append(field)
        else:
            runs.append([field])
    values = (value for run in runs for value in _values(run))
    return next((value for value in values if widget in value), [widget])


def _values(run: list[Widget]) -> Iterator[list[Widget]]:
    """Yield the fields of each value of a run; a day ends with its year: then the next one begins."""
    while len(run) > DAY_PARTS and day_in(" ".join(each.value or "" for each in run[:DAY_PARTS])):
        yield run[:DAY_PARTS]
        run = run[DAY_PARTS:]
    yield from _twins(run)


def _twins(run: list[Widget]) -> list[list[Widget]]:
    """Return the fields of both values where two of a kind stand side by side: as wide again, one by one."""
    half = len(run) // 2
    widths = [round(each.box.width) for each in run]
    alike = all(abs(one - other) <= 1 for one, other in zip(widths[:half], widths[half:], strict=False))
    twice = len(run) % 2 == 0 and alike and max(widths) - min(widths) > ALIGNED
    return [run[:half], run[half:]] if twice else [run]


def _is_level(field: Widget, widget: Widget) -> bool:
    level = abs(field.box.top - widget.box.top) < 2 and abs(field.box.height - widget.box.height) < 2
    return field is widget or (field.kind is WidgetKind.TEXT and level)


def _is_on_line(field: Widget, widget: Widget) -> bool:
    """Whether a text field is on another one's line, be it higher or lower than that, as a comb may be."""
    return field.kind is WidgetKind.TEXT and abs(field.box.middle[1] - widget.box.middle[1]) < 2


def _left(field: Widget) -> float:
    return field.box.left


def _of_one(field: Widget, following: Widget, page: PageText) -> bool:
    """Whether two fields hold parts of one value: both are combs, or short digits in fields as short.

    Wider ones are answers to two questions, "Flur" and "Flurstück", as are combs with a label each.
    """
    both = (field, following)
    short = all(each.value and each.value.isdigit() and len(each.value) <= MOST_DIGITS for each in both)
    if field.comb and following.comb:
        return short or not _begins_under_word(following, page)
    return short and all(each.box.width <= NARROW for each in both)


def _begins_under_word(field: Widget, page: PageText) -> bool:
    """Whether a line begins right over the left end of a field, as its own label does."""
    box = field.box
    return any(
        abs(word.box.left - box.left) < ALIGNED
        and 0 < box.top - word.box.middle[1] < LINE
        and not _goes_on(word, page.words)
        for word in page.words
    )


def _goes_on(word: Word, words: Sequence[Word]) -> bool:
    """Whether another word stands closely before one: those of a heading stand over any field."""
    before = Box(word.box.left - word.box.height, word.box.top, word.box.left, word.box.bottom)
    return any(other is not word and before.overlap(other.box) > 0 for other in words)


def _is_anothers(field: Widget, label: Box, page: PageText) -> bool:
    """Whether print stands left of a field below a label, or between the two: that is the field's label."""
    before = Box(field.box.left - FIELD_RIGHT, field.box.top, field.box.left, field.box.bottom)
    between = Box(field.box.left, label.bottom, field.box.right, field.box.top)
    return any(before.holds(*word.box.middle) or between.holds(*word.box.middle) for word in page.words)


def _field_beside(hit: Hit, page: PageText, *, below: bool) -> Widget | None:
    """Return the live text field that a printed label belongs to: on its right, else right below it."""
    box = hit.box
    fields = [widget for widget in page.widgets if widget.kind in {WidgetKind.TEXT, WidgetKind.CHOICE}]
    right = [
        field
        for field in fields
        if field.box.top <= box.middle[1] <= field.box.bottom
        and -4 <= field.box.left - box.right <= FIELD_RIGHT
    ]
    under = [
        field
        for field in fields
        if -6 <= field.box.top - box.bottom <= FIELD_BELOW
        and field.box.left - 12 <= box.left <= field.box.right
    ]
    if right:
        under = [field for field in under if below and not _is_anothers(field, box, page)]
    if right and (not under or min(f.box.left for f in right) - box.right < 2 * LINE):
        return min(right, key=lambda field: field.box.left)
    candidates = under or right
    return min(candidates, key=lambda field: (field.box.top, field.box.left)) if candidates else None


def _field_above(hit: Hit, page: PageText) -> Widget | None:
    """Return the live text field on the line that a label stands under."""
    box = hit.box
    over = [
        field
        for field in page.widgets
        if field.kind is WidgetKind.TEXT
        and -4 <= box.top - field.box.bottom <= LINE
        and field.box.left - INDENT <= box.left <= field.box.right
    ]
    return max(over, key=lambda field: field.box.bottom, default=None)
