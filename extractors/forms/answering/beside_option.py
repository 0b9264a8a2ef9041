"""What is written behind an option that asks for more: "[x] andere:", and in the next cell "italienisch"."""

from __future__ import annotations

from typing import Final

from contracts.records import Box
from extractors.forms.answering.answers import written
from extractors.forms.choosing.option_lines import OptionLine
from extractors.forms.page.owners import TYPED
from extractors.forms.parts.live import written_in
from extractors.forms.parts.readings import Written
from extractors.forms.parts.sheet import Sheet

FIELD: Final = 60.0
"""Points between an option and a live field behind it, at most."""

EDGE: Final = 4.0
"""Points from a ruling to a place that is surely in the cell behind it."""


def beside_option(option: OptionLine, sheet: Sheet) -> Written | None:
    """Return what a live field right behind an option holds, or the cell beside its own; None if nothing."""
    page = sheet.pages[option.page]
    fields = [
        each
        for each in page.widgets
        if each.kind in TYPED
        and 0 <= each.box.left - option.words.right < FIELD
        and each.box.top < option.words.middle[1] < each.box.bottom
    ]
    if fields:
        return written_in(min(fields, key=lambda each: each.box.left), page)
    cell = _next_cell(option, sheet)
    inside = [word for word in sheet.words[option.page] if cell and cell.holds(*word.box.middle)]
    if not inside or any(sheet.is_label(option.page, word) for word in inside):
        return None
    return written(inside, page)


def _next_cell(option: OptionLine, sheet: Sheet) -> Box | None:
    """Return the ruled cell right of an option's own one."""
    own = sheet.cell(option.page, option.words)
    if own is None:
        return None
    start = own.right + EDGE
    beside = sheet.cell(option.page, option.words._replace(left=start, right=start + EDGE))
    return beside if beside is not None and beside.left > own.right - EDGE else None
